//! What the README repeats of the program: help texts and the table of rules. `UPDATE_README=1` writes them anew.

use std::process::Command;

use super::source::top;

fn printed(arguments: &[&str]) -> String {
    // Help is wrapped to the width of the terminal; here there is none.
    let output = Command::new(env!("CARGO_BIN_EXE_roster-inspector")).args(arguments).env_remove("COLUMNS").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Compares what stands between `<!-- name -->` and `<!-- /name -->`.
fn assert_repeats(name: &str, expected: &str) {
    let path = top().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let from = readme.find(&begin).unwrap_or_else(|| panic!("README.md has no {begin}")) + begin.len();
    let to = from + readme[from..].find(&end).unwrap_or_else(|| panic!("README.md has no {end}"));
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, [&readme[..from], expected, &readme[to..]].concat()).unwrap();
        return;
    }
    let differs = readme[from..to].lines().zip(expected.lines()).find(|(there, now)| there != now);
    assert!(
        readme[from..to] == *expected,
        "README.md:{}: this part differs from what the program prints, first in {differs:?}. UPDATE_README=1 writes it anew.",
        1 + readme[..from].matches('\n').count(),
    );
}

#[test]
fn readme_repeats_what_the_program_prints() {
    let helps = [&["--help"][..], &["check", "--help"], &["generate", "--help"]];
    let helps: String = helps.map(|arguments| format!("```text\n{}```\n\n", printed(arguments))).concat();
    // One test for both parts, so that writing them anew does not race.
    assert_repeats("help", &format!("{}\n", helps.trim_end()));
    assert_repeats("rules", &printed(&["rules", "--format", "markdown"]));
}
