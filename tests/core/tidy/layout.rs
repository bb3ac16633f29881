//! Where things stand: rooms, imports, sizes and names of files.

use super::source::{Source, closing, files, sources, top};
use super::{ROOMS, none};

/// Rooms that may touch files and the network, besides the files of the app that keep preferences and what the user places.
const OUTSIDE_WORLD: [&str; 7] =
    ["src/read", "src/rest", "src/export", "src/cli", "src/app/prefs.rs", "src/app/kept_files.rs", "src/main.rs"];
/// What touches files and the network.
const OUTSIDE_DOORS: [&str; 9] =
    ["std::fs", "fs::read", "fs::write", "fs::File", "File::open", "File::create", "std::net", "reqwest", "tempfile"];
/// What knows the window.
const WINDOW_CRATES: [&str; 4] = ["egui", "eframe", "egui_extras", "rfd"];
/// Front doors that may take long, so that no screen may call them.
const SLOW_DOORS: [&str; 8] = [
    "read::open",
    "roster::open",
    "roster::load",
    "check::run",
    "compare::rosters",
    "export::write",
    "generate::write_district",
    "Relations::build_all",
];
const DRAWERS: [&str; 6] = ["util", "utils", "common", "helpers", "misc", "types"];
const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 100;

fn under(path: &str, place: &str) -> bool {
    path == place || path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/')) || path == format!("{place}.rs")
}

fn room_of(path: &str) -> Option<usize> {
    ROOMS.iter().position(|room| under(path, &format!("src/{room}")))
}

/// `cli` and `app` are two ends: neither the window nor the command line knows the other.
fn may_import(room: usize, other: usize) -> bool {
    let cli = ROOMS.iter().position(|&room| room == "cli");
    other <= room && (Some(other) != cli || other == room)
}

/// The names right after each `crate::`, with their places.
fn crate_names(source: &Source) -> Vec<(usize, String)> {
    let name = |text: &str| text.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for at in source.find("crate::") {
        let rest = &source.code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let end = closing(rest, 0).map_or(list.len(), |end| end - 1);
            let mut depth = 0;
            let mut start = 0;
            for (i, c) in list[..end].char_indices().chain([(end, ',')]) {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        names.push((at, name(&list[start..i])));
                        start = i + 1;
                    }
                    _ => {}
                }
            }
        } else {
            names.push((at, name(rest)));
        }
    }
    names
}

#[test]
fn a_room_imports_only_rooms_before_it() {
    let mut places = Vec::new();
    for source in sources("src") {
        let Some(room) = room_of(&source.path) else { continue };
        for (at, name) in crate_names(&source) {
            if ROOMS.iter().position(|&other| other == name).is_some_and(|other| !may_import(room, other)) {
                places.push(format!("{}: {} imports {name}", source.place(at), ROOMS[room]));
            }
        }
    }
    none("A room imports only rooms before it.", &places);
}

#[test]
fn rooms_stand_in_the_map_in_walking_order() {
    let map = std::fs::read_to_string(top().join("src/lib.rs")).unwrap();
    let mods: Vec<_> = map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let known: Vec<_> = ROOMS.into_iter().filter(|room| mods.contains(room)).collect();
    assert_eq!(mods, known, "src/lib.rs: the `pub mod` lines are the rooms in walking order");
    let rows: Vec<_> = map.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next()).collect();
    assert_eq!(rows, mods, "src/lib.rs: the table has one row for each room, in the same order");
    let strays: Vec<_> = files("src")
        .into_iter()
        .filter(|path| room_of(path).is_none_or(|room| !mods.contains(&ROOMS[room])))
        .filter(|path| path != "src/lib.rs" && path != "src/main.rs")
        .collect();
    none("Every file belongs to a room of the map.", &strays);
}

#[test]
fn a_file_uses_its_earlier_siblings_only() {
    let mut places = Vec::new();
    let all = sources("src");
    for head in all.iter().filter(|source| source.path.ends_with("/mod.rs")) {
        let folder = head.path.trim_end_matches("mod.rs");
        let mods: Vec<_> = head.code.lines().filter_map(|line| line.split("mod ").nth(1)?.strip_suffix(';')).collect();
        for (i, name) in mods.iter().enumerate() {
            let Some(file) = all.iter().find(|source| source.path == format!("{folder}{name}.rs")) else { continue };
            for later in &mods[i + 1..] {
                let found = file.find(&format!("super::{later}"));
                places.extend(found.iter().map(|&at| format!("{}: {name} uses {later}", file.place(at))));
            }
        }
    }
    none("A file uses its earlier siblings only, in the order of the `mod` lines.", &places);
}

/// Every place where one of `words` stands in a file that `is_meant`.
fn places_of(words: &[&str], is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    for source in sources("src").iter().filter(|source| is_meant(&source.path)) {
        for word in words {
            places.extend(source.find(word).iter().map(|&at| format!("{}: {word}", source.place(at))));
        }
    }
    places
}

#[test]
fn only_the_window_knows_egui() {
    let places = places_of(&WINDOW_CRATES, |path| !under(path, "src/ui") && path != "src/main.rs");
    none("egui, eframe and rfd occur only under src/ui and in main.rs.", &places);
}

#[test]
fn files_and_network_are_touched_in_few_rooms() {
    let places = places_of(&OUTSIDE_DOORS, |path| !OUTSIDE_WORLD.iter().any(|place| under(path, place)));
    none("Files and network are touched only under read, export, cli and in app/prefs.rs and app/kept_files.rs.", &places);
}

#[test]
fn no_screen_calls_a_slow_front_door() {
    none("Long work is started by a command, not by a screen.", &places_of(&SLOW_DOORS, |path| under(path, "src/ui")));
}

#[test]
fn colors_and_font_sizes_stand_in_the_theme() {
    let words = [
        "Color32::from",
        "Color32::RED",
        "Color32::WHITE",
        "Color32::BLACK",
        "Color32::GRAY",
        "FontId::new",
        "FontId::proportional",
        "FontId::monospace",
        "hex_color",
    ];
    let places = places_of(&words, |path| under(path, "src/ui") && !under(path, "src/ui/theme"));
    none("Colors and font sizes stand in ui/theme only.", &places);
}

#[test]
fn files_and_functions_are_short() {
    let mut places = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for source in sources(folder) {
            // Large expectations are what tests are for; their functions stay short all the same.
            if folder != "tests" && source.lines > FILE_LINES {
                places.push(format!("{}:1: {} lines of at most {FILE_LINES}", source.path, source.lines));
            }
            for at in source.find("fn") {
                let Some(open) = source.code[at..].find(['{', ';']).map(|open| at + open) else { continue };
                if source.code.as_bytes()[open] == b';' {
                    continue;
                }
                let end = closing(&source.code, open).unwrap_or(open);
                let lines = source.code[at..end].lines().count();
                if lines > FUNCTION_LINES {
                    places.push(format!("{}: a function of {lines} lines of at most {FUNCTION_LINES}", source.place(at)));
                }
            }
        }
    }
    none("Files have at most 500 lines without tests, functions at most 100.", &places);
}

#[test]
fn no_file_is_a_drawer() {
    let name = |path: &str| path.rsplit('/').next().and_then(|file| file.split('.').next()).unwrap_or_default().to_owned();
    let drawers = |path: &String| {
        path.ends_with(".rs") && (DRAWERS.contains(&name(path).as_str()) || path.split('/').any(|part| DRAWERS.contains(&part)))
    };
    let places: Vec<_> = ["src", "tests", "benches"].into_iter().flat_map(files).filter(drawers).collect();
    none("A file is named after what it holds, not util, common, helpers, misc or types.", &places);
}

#[test]
fn fonts_and_licenses_are_there() {
    for (file, words) in [("LICENSE-MIT", "The Roster Inspector authors"), ("LICENSE-APACHE", "Version 2.0, January 2004")] {
        let text = std::fs::read_to_string(top().join(file)).unwrap_or_default();
        assert!(text.contains(words), "{file}: the license is missing");
    }
    let fonts = files("assets/fonts");
    let licenses: Vec<_> = fonts.iter().filter_map(|path| path.strip_prefix("assets/fonts/")?.strip_suffix("-LICENSE.txt")).collect();
    let bare: Vec<_> = fonts
        .iter()
        .filter(|path| path.ends_with(".ttf") || path.ends_with(".otf"))
        .filter(|path| {
            let name = path.trim_start_matches("assets/fonts/").to_lowercase();
            !licenses.iter().any(|license| name.starts_with(license))
        })
        .cloned()
        .collect();
    none("Every font has its license beside it, as <family>-LICENSE.txt.", &bare);
    // The window cannot be drawn without them.
    assert!(licenses.len() >= 4 || !top().join("src/ui").exists(), "assets/fonts: fonts or licenses are missing");
}
