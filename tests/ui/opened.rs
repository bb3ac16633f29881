//! The whole window on real packages, without a display: opening, waiting for jobs, telling what is shown.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Theme, Vec2};
use egui_kittest::Harness;
use roster_inspector::app::{App, Command, PrefsCommand, Setup, Source, ThemeChoice};
use roster_inspector::ui::Window;

use crate::harness::{WINDOW, window_of};

/// The day of every test.
pub const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

/// A package of the fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The state of a window, light, with preferences kept in `prefs`.
pub fn state(prefs: Option<PathBuf>) -> App {
    let mut app = App::new(Setup { wake: Arc::new(|| ()), prefs, today: TODAY, sample: Source::sample() });
    app.apply(Command::Prefs(PrefsCommand::Theme(ThemeChoice::Light)));
    app
}

/// The window on these paths.
pub fn inspector(paths: &[PathBuf]) -> Harness<'static, Window> {
    inspector_of(WINDOW, state(None), paths)
}

/// The window of any size on any state.
pub fn inspector_of(size: Vec2, app: App, paths: &[PathBuf]) -> Harness<'static, Window> {
    let window = Window::of(app, paths.to_vec());
    let mut harness = window_of(size, Theme::Light, window, |ui, window| window.frame(ui));
    harness.step();
    harness
}

/// Lets frames and jobs go on until something is so.
pub fn until(harness: &mut Harness<'_, Window>, what: &str, so: impl Fn(&App) -> bool) {
    let started = Instant::now();
    while !so(harness.state().app()) {
        assert!(started.elapsed() < Duration::from_mins(1), "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(2));
        harness.step();
    }
    // What was just brought is drawn, and what was drawn is laid out.
    for _ in 0..3 {
        harness.step();
    }
}

/// The window on a package that is read, checked and counted.
pub fn whole(path: &Path) -> Harness<'static, Window> {
    let mut harness = inspector(&[path.to_owned()]);
    until_whole(&mut harness);
    harness
}

/// Waits until the roster that is shown is read, checked and counted.
pub fn until_whole(harness: &mut Harness<'_, Window>) {
    until(harness, "the roster is checked", |app| {
        app.current().is_some_and(|open| open.whole().is_some() && open.findings().is_some() && open.summary().is_some())
    });
}

/// Plain data as text for a snapshot: a line for each part down to the third level, and rosters without their numbers.
pub fn told(data: &impl std::fmt::Debug) -> String {
    let (mut text, mut depth, mut quoted, mut escaped) = (String::new(), 0_usize, false, false);
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    };
    for letter in format!("{data:?}").chars() {
        text.push(letter);
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '{' | '[' | '(' => {
                depth += 1;
                if depth < 4 && letter != '(' {
                    line(&mut text, depth);
                }
            }
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth < 4 => line(&mut text, depth),
            _ => {}
        }
    }
    let mut parts = text.split("RosterId(");
    let first = parts.next().unwrap_or_default().to_owned();
    let named = parts.fold(first, |all, part| all + "RosterId(" + part.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    named.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
