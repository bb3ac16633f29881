//! The registry of rules: complete, in order, documented.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use roster_inspector::check::{self, How, RULES};

/// Files that hold a family of rules.
const FAMILIES: [&str; 7] = ["missing_columns", "pairs", "references", "rest_access", "rest_paging", "rest_shape", "vocabularies"];

#[test]
fn codes_are_unique_and_in_order() {
    assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
    for rule in RULES {
        assert!(rule.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{}", rule.code);
        assert!(std::ptr::eq(check::rule(rule.code).expect("found by its code"), *rule));
    }
    assert!(check::rule("no-such-rule").is_none());
}

#[test]
fn every_rule_has_a_page() {
    for rule in RULES {
        let sentence = rule.summary;
        assert!(sentence.ends_with('.') && sentence.trim_end_matches('.').find(". ").is_none(), "{}: one sentence", rule.code);
        assert!(
            sentence.starts_with(|c: char| c.is_uppercase() || sentence.starts_with("oneroster") || sentence.starts_with("manifest")),
            "{}",
            rule.code
        );
        for text in [rule.title, rule.what, rule.why, rule.remedy, rule.bad, rule.good, rule.source] {
            assert!(!text.trim().is_empty() && text.trim() == text, "{}", rule.code);
        }
        for text in [rule.what, rule.why, rule.remedy] {
            assert!(text.ends_with('.'), "{}: {text}", rule.code);
        }
        // A title names the defect, not the cure.
        assert!(!rule.title.ends_with('.') && !["must", "should", "banned"].iter().any(|word| rule.title.contains(word)), "{}", rule.code);
        assert_ne!(rule.bad, rule.good, "{}", rule.code);
        assert!(!rule.versions.is_empty() && !rule.effects.is_empty(), "{}", rule.code);
        assert!(rule.effects.iter().all(|effect| !effect.who.is_empty() && !effect.what.is_empty()), "{}", rule.code);
    }
}

#[test]
fn every_file_of_rules_is_registered_under_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .expect("rules are there")
        .map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .filter(|name| name != "mod" && !FAMILIES.contains(&name.as_str()))
        .collect();
    let texts: Vec<String> = FAMILIES
        .iter()
        .map(|name| fs::read_to_string(format!("{}/src/check/rules/{name}.rs", env!("CARGO_MANIFEST_DIR"))).expect("a family"))
        .collect();
    let in_family = |code: &str| texts.iter().any(|text| text.contains(&format!("code: \"{code}\"")));
    let alone: BTreeSet<String> = RULES.iter().filter(|rule| !in_family(rule.code)).map(|rule| rule.code.replace('-', "_")).collect();
    assert_eq!(files, alone);
}

#[test]
fn the_most_specific_cell_rule_is_asked_first() {
    let rank = |code: &str| match &check::rule(code).expect("a rule").how {
        How::Cell(cell) => cell.rank,
        _ => panic!("{code} is no cell rule"),
    };
    let order = [
        "status-missing-in-delta",
        "required-empty",
        "required-whitespace",
        "guid-whitespace",
        "guid-length",
        "guid-charset",
        "date-format",
    ];
    assert!(order.windows(2).all(|pair| rank(pair[0]) < rank(pair[1])));
}
