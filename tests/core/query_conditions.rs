//! Conditions against judging every cell by hand.

use roster_inspector::check;
use roster_inspector::query::{Condition, Found, Query, QueryError, Test, column_names, parse_filter};
use roster_inspector::roster::Roster;
use roster_inspector::spec::Table;
use roster_inspector::store::TableData;

use super::query::{answer, input, sample, settings, try_answer};

/// Whether a cell is to be found.
type Judge<'a> = Box<dyn Fn(&str) -> bool + 'a>;

fn rows_where(data: &TableData, column: &str, holds: impl Fn(&str) -> bool) -> Vec<u32> {
    let at = column_names(data).iter().position(|name| name == column).expect("a column");
    (0..data.rows()).filter(|&row| holds(&data.columns()[at].text(row))).collect()
}

fn by_line(roster: &Roster, table: Table, line: &str) -> Vec<u32> {
    let filter = parse_filter(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    answer(roster, table, &Query { filter, ..Query::default() })
}

#[test]
fn each_kind_of_condition_finds_what_looking_at_every_cell_finds() {
    let roster = sample();
    for data in roster.data().tables() {
        for (at, name) in column_names(data).iter().enumerate() {
            let text = data.columns()[at].text(data.rows() / 2).into_string();
            let part: String = text.chars().skip(1).take(3).collect();
            let tests: [(Test, Judge<'_>); 7] = [
                (
                    Test::Contains { text: part.to_uppercase(), exact: false },
                    Box::new(|cell| cell.to_lowercase().contains(&part.to_lowercase())),
                ),
                (Test::Contains { text: part.clone(), exact: true }, Box::new(|cell| cell.contains(&part))),
                (Test::Is { text: text.to_uppercase(), exact: false }, Box::new(|cell| cell.to_lowercase() == text.to_lowercase())),
                (Test::Is { text: text.clone(), exact: true }, Box::new(|cell| cell == text)),
                (
                    Test::StartsWith { text: text.chars().take(2).collect(), exact: true },
                    Box::new(|cell| cell.starts_with(&text.chars().take(2).collect::<String>())),
                ),
                (Test::Empty, Box::new(str::is_empty)),
                (Test::In(vec!["student".to_owned(), text.clone()]), Box::new(|cell| cell == "student" || cell == text)),
            ];
            for (test, holds) in tests {
                let condition = Condition::on(name, test);
                let by_hand = rows_where(data, name, holds);
                let others: Vec<u32> = (0..data.rows()).filter(|row| by_hand.binary_search(row).is_err()).collect();
                let place = format!("{} in {}", condition, data.table().name());
                assert_eq!(answer(&roster, data.table(), &Query::of(condition.clone())), by_hand, "{place}");
                assert_eq!(answer(&roster, data.table(), &Query::of(condition.not())), others, "not: {place}");
            }
        }
    }
}

#[test]
fn ranges_and_patterns_find_values() {
    let roster = sample();
    let results = roster.table(Table::Results).expect("results");
    let found = by_line(&roster, Table::Results, "score from 50 to 70");
    assert_eq!(found, rows_where(results, "score", |cell| cell.parse::<f64>().is_ok_and(|score| (50.0..=70.0).contains(&score))));
    assert!(!found.is_empty());

    let sessions = roster.table(Table::AcademicSessions).expect("sessions");
    let found = by_line(&roster, Table::AcademicSessions, "startDate to 2026-12-31");
    assert_eq!(found, rows_where(sessions, "startDate", |cell| cell.len() == 10 && cell <= "2026-12-31"));
    assert!(!found.is_empty());

    let users = roster.table(Table::Users).expect("users");
    let found = by_line(&roster, Table::Users, "givenName matches \"^A.*a$\"");
    assert_eq!(found, rows_where(users, "givenName", |cell| cell.starts_with('A') && cell.ends_with('a')));
    assert!(!found.is_empty());
}

#[test]
fn and_or_and_brackets_are_those_of_sets() {
    let roster = sample();
    let line = |line: &str| by_line(&roster, Table::Users, line);
    let students = line("role is student");
    let (guardians, teachers) = (line("role is guardian"), line("role is teacher"));
    let mut both = [guardians.clone(), teachers].concat();
    both.sort_unstable();
    assert_eq!(line("role is guardian or role is teacher"), both);
    assert_eq!(line("not (not role is guardian and role is not teacher)"), both);
    assert!(line("role is guardian and role is teacher").is_empty());
    let with_email: Vec<u32> =
        students.iter().copied().filter(|&row| !roster.table(Table::Users).expect("users").text(row, "email").is_empty()).collect();
    assert_eq!(line("role is student and (email is not empty or role is guardian)"), with_email);
    assert_eq!(line("any is student"), students);
}

#[test]
fn findings_choose_rows_by_rule_by_level_and_by_cell() {
    let roster = sample();
    let findings = check::run(&input(&roster), &settings(), 0, &roster_inspector::job::Watch::new());
    for data in roster.data().tables() {
        let mut of_level = std::collections::BTreeMap::<_, std::collections::BTreeSet<u32>>::new();
        for group in findings.groups() {
            of_level
                .entry(group.level())
                .or_default()
                .extend(check::rows(&input(&roster), &settings(), group.rule.code, data.table()).iter());
        }
        let mut any = std::collections::BTreeSet::new();
        for level in check::Level::ALL {
            let rows = of_level.remove(&level).unwrap_or_default();
            let found = answer(&roster, data.table(), &Query::of(Condition::anywhere(Test::Found(Found::Level(level)))));
            assert_eq!(found, rows.iter().copied().collect::<Vec<_>>(), "{} {}", level.name(), data.table().name());
            any.extend(rows);
        }
        let found = answer(&roster, data.table(), &Query::of(Condition::anywhere(Test::Found(Found::Any))));
        assert_eq!(found, any.iter().copied().collect::<Vec<_>>(), "{}", data.table().name());
        let mut by_cell = std::collections::BTreeSet::new();
        for name in column_names(data) {
            let cells = answer(&roster, data.table(), &Query::of(Condition::on(name, Test::Found(Found::Any))));
            assert!(cells.iter().all(|row| any.contains(row)));
            by_cell.extend(cells);
        }
        assert!(data.table() != Table::Users || !by_cell.is_empty());
    }
}

#[test]
fn what_cannot_be_asked_is_an_error_and_not_an_empty_table() {
    let roster = sample();
    let ask = |condition: Condition| try_answer(&roster, Table::Users, &Query::of(condition));
    assert_eq!(ask(Condition::is("shoeSize", "44")), Err(QueryError::NoColumn { name: "shoeSize".to_owned(), table: Table::Users }));
    assert_eq!(ask(Condition::found_by("no-such-rule")), Err(QueryError::NoRule("no-such-rule".to_owned())));
    let pattern = ask(Condition::on("role", Test::Matches("(".to_owned())));
    assert_eq!(pattern.map_err(|error| error.to_string()), Err("The pattern “(” cannot be used: unclosed group".to_owned()));
    assert_eq!(try_answer(&roster, Table::Manifest, &Query::default()).map(|_| ()), Ok(()));
}
