//! Registries tested as data: the tables of the standard, the rules, and what the README repeats of them.

use std::collections::BTreeSet;

use roster_inspector::check::RULES;
use roster_inspector::spec::{Table, Version};

use super::none;
use super::source::sources;

const VERSIONS: [Version; 4] = [Version::V1_0, Version::V1_1, Version::V1_2_0, Version::V1_2_1];

#[test]
fn every_table_of_the_standard_has_a_spec() {
    assert_eq!(Table::ALL.map(Table::index), std::array::from_fn(|i| i), "Table::ALL is in the order of the enum");
    let names: BTreeSet<_> = Table::ALL.map(Table::name).into();
    assert_eq!(names.len(), Table::ALL.len(), "names of tables are unique");
    for table in Table::ALL {
        assert!(Version::V1_2_1.spec().table(table).is_some(), "{} has no spec in 1.2.1", table.name());
        assert_eq!(table.file(), format!("{}.csv", table.name()));
    }
}

#[test]
fn references_lead_to_tables_and_columns_are_unique() {
    let mut places = Vec::new();
    for version in VERSIONS {
        let spec = version.spec();
        let mut tables = BTreeSet::new();
        for table in spec.tables {
            let place = format!("{} {}", version.name(), table.table.file());
            if !tables.insert(table.table) {
                places.push(format!("{place} stands twice"));
            }
            let mut columns = BTreeSet::new();
            for column in table.columns {
                if !columns.insert(column.name) {
                    places.push(format!("{place}: {} stands twice", column.name));
                }
                let Some(reference) = column.reference else { continue };
                let Some(target) = spec.table(reference.table) else {
                    places.push(format!("{place}: {} leads to {}, which this version does not have", column.name, reference.table.file()));
                    continue;
                };
                if reference.expects.is_some_and(|(expected, _)| target.column(expected).is_none()) {
                    places.push(format!("{place}: {} expects a column that {} does not have", column.name, reference.table.file()));
                }
            }
            places.extend(
                table.needs.iter().filter(|need| spec.table(**need).is_none()).map(|need| format!("{place} needs {}", need.file())),
            );
        }
    }
    none("References lead to tables of the same version, and columns are unique in a table.", &places);
}

#[test]
fn rules_are_sorted_and_told_whole() {
    assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code), "RULES is sorted by code, and codes are unique");
    let mut places = Vec::new();
    for rule in RULES {
        let mut say = |what: &str| places.push(format!("{}: {what}", rule.code));
        if !rule.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            say("a code is lower-case words with hyphens");
        }
        if ["should", "must", "banned", "invalid-use"].iter().any(|word| rule.code.split('-').any(|part| part == *word)) {
            say("a code names the defect, not the cure");
        }
        if !is_one_sentence(rule.summary) {
            say("the summary is one sentence");
        }
        if rule.title.is_empty() || rule.title.ends_with('.') {
            say("the title is a few words without a full stop");
        }
        for (name, text) in [("what", rule.what), ("why", rule.why), ("remedy", rule.remedy)] {
            if !text.ends_with('.') || text.starts_with(char::is_lowercase) && !text.starts_with("sourcedId") {
                say(&format!("{name} is told in sentences"));
            }
        }
        if rule.bad.is_empty() || rule.good.is_empty() || rule.source.is_empty() || rule.versions.is_empty() {
            say("an example, its repair, the source and the versions are given");
        }
    }
    none("Every rule is told whole.", &places);
}

fn is_one_sentence(text: &str) -> bool {
    text.ends_with('.') && !text.split(". ").skip(1).any(|next| next.starts_with(char::is_uppercase))
}

/// A file of one rule is named after it; a family of rules that follow the standard's tables shares a file.
#[test]
fn every_rule_has_its_file() {
    let mut places = Vec::new();
    let mut found = BTreeSet::new();
    for source in sources("src/check/rules").iter().filter(|source| !source.path.ends_with("/mod.rs")) {
        let stem = source.path.trim_start_matches("src/check/rules/").trim_end_matches(".rs");
        let codes: Vec<_> =
            source.text.split("code: \"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|code| !code.is_empty()).collect();
        if !(codes == [stem.replace('_', "-")] || codes.len() > 1) {
            places.push(format!("{}:1: holds {codes:?}", source.path));
        }
        found.extend(codes.into_iter().map(str::to_owned));
    }
    let registered: BTreeSet<_> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    places.extend(found.symmetric_difference(&registered).map(|code| format!("{code} is only in the files or only in RULES")));
    none("Every file of check/rules is in RULES, and the reverse; a file is named after its rule.", &places);
}
