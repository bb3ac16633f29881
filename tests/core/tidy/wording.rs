//! What stands in words: head comments, documentation, the README, and what must not be told.

use super::none;
use super::source::{Source, files, sources, top};

#[test]
fn every_file_begins_with_a_sentence() {
    let head = |source: &Source| {
        let paragraph: Vec<_> = source.text.lines().map_while(|line| line.strip_prefix("//! ")).collect();
        let sentence = paragraph.join(" ");
        let begins = sentence.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '`') || is_name(&sentence);
        begins && sentence.ends_with(['.', ':'])
    };
    let places: Vec<_> = ["src", "tests", "benches"]
        .into_iter()
        .flat_map(sources)
        .filter(|source| !head(source))
        .map(|source| format!("{}:1", source.path))
        .collect();
    none("Every file begins with a `//!` sentence that says what it is for.", &places);
}

/// A name that is written as it is, even at the beginning of a sentence.
fn is_name(sentence: &str) -> bool {
    ["egui", "sourcedId"].iter().any(|name| sentence.starts_with(name))
        || sentence.split(' ').next().is_some_and(|word| word.trim_end_matches('.').contains('.'))
}

#[test]
fn every_public_item_is_documented() {
    const ITEMS: [&str; 10] = ["fn", "const", "static", "struct", "enum", "trait", "type", "union", "unsafe", "async"];
    let mut places = Vec::new();
    for source in sources("src") {
        let code: Vec<_> = source.code.lines().collect();
        let text: Vec<_> = source.text.lines().collect();
        for (i, line) in code.iter().enumerate() {
            let item = line.trim_start().strip_prefix("pub ").and_then(|rest| rest.split_whitespace().next());
            if item.is_some_and(|item| ITEMS.contains(&item)) && !documented(&text, i) {
                places.push(format!("{}:{}: {}", source.path, i + 1, text[i].trim()));
            }
        }
    }
    none("Every public item has a doc line.", &places);
}

/// True if the lines above, attributes aside, end a doc comment.
fn documented(text: &[&str], line: usize) -> bool {
    let mut above = text[..line].iter().rev().map(|line| line.trim());
    above
        .find(|line| !(line.starts_with("#[") || line.ends_with(")]") || line.starts_with("//") && !line.starts_with("///")))
        .is_some_and(|line| line.starts_with("///"))
}

#[test]
fn nothing_tells_where_it_was_built() {
    let here = top();
    let home = std::env::home_dir().filter(|home| home.components().count() > 1).map(|home| format!("{}/", home.display()));
    let homes: Vec<_> = home.into_iter().chain([here.display().to_string()]).collect();
    let mut places = Vec::new();
    for path in files(".").into_iter().filter(|path| !path.starts_with("screenshots/")) {
        let Ok(text) = std::fs::read_to_string(here.join(&path)) else { continue };
        for (i, line) in text.lines().enumerate() {
            if homes.iter().any(|home| line.contains(home.as_str())) {
                places.push(format!("{path}:{}", i + 1));
            }
        }
    }
    none("No path of a machine stands in the tree.", &places);
}

#[test]
fn every_dependency_comes_from_the_public_registry() {
    let lock = std::fs::read_to_string(top().join("Cargo.lock")).unwrap();
    let sources = lock.lines().enumerate().filter(|(_, line)| line.starts_with("source = "));
    let strange: Vec<_> = sources
        .filter(|(_, line)| *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\"")
        .map(|(i, line)| format!("Cargo.lock:{}: {line}", i + 1))
        .collect();
    none("Every dependency comes from crates.io.", &strange);
}

#[test]
fn spelling_is_american() {
    const BRITISH: [[&str; 2]; 13] = [
        ["col", "our"],
        ["gr", "ey"],
        ["behavi", "our"],
        ["cen", "tre"],
        ["lic", "ence"],
        ["anal", "yse"],
        ["organ", "is"],
        ["recogn", "is"],
        ["optim", "is"],
        ["normal", "is"],
        ["serial", "is"],
        ["catal", "ogue"],
        ["neighb", "our"],
    ];
    let words = BRITISH.map(|parts| parts.concat());
    let allowed = ["organism", "optimism", "optimistic"];
    let mut places = Vec::new();
    let texts = ["src", "tests", "benches"].into_iter().flat_map(files).filter(|path| path.ends_with(".rs"));
    for path in texts.chain(["README.md", "CHANGELOG.md", "dev", ".ci/run", "Cargo.toml", "clippy.toml"].map(str::to_owned)) {
        let text = std::fs::read_to_string(top().join(&path)).unwrap().to_lowercase();
        for (i, line) in text.lines().enumerate() {
            let found = words.iter().find(|word| line.contains(word.as_str()));
            if let Some(word) = found.filter(|_| !allowed.iter().any(|word| line.contains(word))) {
                places.push(format!("{path}:{}: {word}", i + 1));
            }
        }
    }
    none("US spelling.", &places);
}
