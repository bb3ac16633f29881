//! What record pages say, as text.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use roster_inspector::check::{self, Findings, Input, Settings};
use roster_inspector::job::Watch;
use roster_inspector::query::{self, Around, State};
use roster_inspector::read::{self, Limits};
use roster_inspector::roster::{self, Roster, RosterId};
use roster_inspector::spec::Table;
use roster_inspector::ui::screens::record::data::{Body, Card, Lead, Link, RecordState, Value};
use roster_inspector::ui::screens::record::{Look, find, page};

use crate::record_district::{DELTA, GRADED, V1_1, V1_2, open, write};

fn judged(roster: &Roster) -> Arc<Findings> {
    let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    let day = "2026-11-23".parse().expect("a day");
    check::run(&input, &Settings::as_of(day), 1_000, &Watch::new())
}

fn text_of(roster: &Roster, table: Table, id: &str, reveal: bool) -> String {
    let findings = judged(roster);
    let look = Look { roster, findings: Some(&findings), as_of: "2026-11-23", reveal, around: None };
    match find(look, table, id) {
        Ok(row) => {
            let around = query::around(roster.data(), roster.relations(), table, row, &Watch::new());
            print(&page(Look { around: around.as_ref(), ..look }, table, row))
        }
        Err(missing) => print(&missing),
    }
}

fn print(state: &RecordState) -> String {
    let mut out = String::new();
    let page = match state {
        RecordState::Missing(title, line) => return format!("MISSING {title}\n{line}\n"),
        RecordState::Page(page) => page,
    };
    let head = &page.head;
    let tags: Vec<_> = head.tags.iter().map(|tag| format!("[{}{}]", tag.words, if tag.unusual { "!" } else { "" })).collect();
    let _ = writeln!(out, "{} {} {:?} {}", head.title, head.also.as_deref().unwrap_or_default(), head.figure, tags.join(" "));
    let home: Vec<_> = head.home.iter().map(link).collect();
    let _ = writeln!(out, "{:?} {:?} at {} in {}", head.initials, head.id, home.join(" + "), head.place);
    let _ = writeln!(out, "{} errors, {} warnings, {} information", head.counts.errors, head.counts.warnings, head.counts.infos);
    if let Some(twins) = &head.twins {
        let others: Vec<_> = twins.others.iter().map(link).collect();
        let _ = writeln!(out, "twin {} of {}: {}", twins.this, twins.rows, others.join(" + "));
    }
    for (at, column) in page.columns.iter().enumerate() {
        for card in column {
            print_card(&mut out, at, card);
        }
    }
    out
}

fn print_card(out: &mut String, column: usize, card: &Card) {
    let all = card.all.as_ref().map(|all| format!(" -> {} by {} ({})", all.table.name(), all.column, all.label)).unwrap_or_default();
    let reveal = card.reveal.map(|shown| format!(" reveal={shown}")).unwrap_or_default();
    let _ = writeln!(out, "\n{} | {} · {}{reveal}{all}", column + 1, card.title, card.note);
    match &card.body {
        Body::Fields(fields, absent) => {
            for field in fields {
                let level = field.level.map(|level| format!("  <{}>", level.name())).unwrap_or_default();
                let _ = writeln!(out, "    {} ({}): {}{level}", field.label, field.name, value(&field.value));
            }
            if !absent.is_empty() {
                let _ = writeln!(out, "    not in the file: {}", absent.join(", "));
            }
        }
        Body::Entries(entries) => {
            for entry in entries {
                let (tags, link) = (entry.tags.join(", "), link(&entry.link));
                let _ = writeln!(out, "    {:?} {} {link} [{tags}] {} | {}", entry.figure, entry.lead, entry.address, entry.note);
            }
        }
        Body::Grid(grid) => {
            let heads: Vec<_> = grid.columns.iter().map(|(name, _)| *name).collect();
            let _ = writeln!(out, "    {} ({})", heads.join(" | "), grid.total);
            for row in &grid.rows {
                let cells: Vec<_> = row.cells.iter().map(value).collect();
                let _ = writeln!(out, "    {} {}", cells.join(" | "), row.when.unwrap_or_default());
            }
        }
        Body::Groups(groups) => {
            for group in groups {
                let first: Vec<_> = group.first.iter().map(link).collect();
                let _ = writeln!(out, "    {} {} via {}: {}", group.count, group.table.name(), group.column, first.join(" + "));
            }
        }
        Body::Findings(findings, note) => {
            for finding in findings {
                let _ = writeln!(out, "    {} {:?} {}: {}", finding.level.name(), finding.column_name, finding.rule, finding.message);
            }
            out.push_str(note.as_deref().unwrap_or_default());
        }
        Body::Bars(bars) => {
            for bar in &bars.bars {
                let _ = writeln!(out, "    {} {} {:?}", bar.words, bar.count, bar.rows);
            }
        }
        Body::Timeline(timeline) => {
            let _ = writeln!(out, "    {} to {}, today {:?}", timeline.first, timeline.last, timeline.today);
            for span in &timeline.spans {
                let (begin, end) = (span.begin.map(|day| day.to_string()), span.end.map(|day| day.to_string()));
                let _ = writeln!(
                    out,
                    "    {:?} – {:?} {:?} {}",
                    begin.unwrap_or_default(),
                    end.unwrap_or_default(),
                    span.when,
                    link(&span.link)
                );
            }
        }
        Body::Source => out.push_str("    (source)\n"),
        Body::Empty(words) => {
            let _ = writeln!(out, "    {words}");
        }
    }
}

fn link(link: &Link) -> String {
    match &link.to {
        Lead::Row(table, row) => format!("{} <{} {}#{row}>", link.words, link.id, table.name()),
        Lead::Broken(why) => format!("BROKEN {} ({why})", link.id),
        Lead::Unknown(why) => format!("UNKNOWN {} ({why})", link.id),
    }
}

fn value(value: &Value) -> String {
    let plus = |more: usize| if more > 0 { format!(" +{more}") } else { String::new() };
    match value {
        Value::Text(text) => text.clone(),
        Value::Code(text) => format!("`{text}`"),
        Value::Tags(items, more) => format!("[{}]{}", items.join("] ["), plus(*more)),
        Value::Links(links, more) => format!("{}{}", links.iter().map(link).collect::<Vec<_>>().join(" + "), plus(*more)),
        Value::Blank => "—".to_owned(),
        Value::Missing => "MISSING".to_owned(),
        Value::Masked => "•••••••".to_owned(),
        Value::Remark(level, words) => format!("{}: {words}", level.name()),
    }
}

#[test]
fn a_student_reads_as_a_person() {
    insta::assert_snapshot!("record_student", text_of(&open(V1_1), Table::Users, "0048213", false));
}

#[test]
fn a_teacher_and_a_guardian_read_as_people() {
    let roster = open(V1_1);
    insta::assert_snapshot!("record_teacher", text_of(&roster, Table::Users, "t-2", false));
    insta::assert_snapshot!("record_guardian", text_of(&roster, Table::Users, "0048901", false));
}

#[test]
fn a_class_has_its_primary_teacher_first() {
    let roster = open(V1_1);
    insta::assert_snapshot!("record_class", text_of(&roster, Table::Classes, "c-1", false));
    insta::assert_snapshot!("record_class_without_teacher", text_of(&roster, Table::Classes, "c-3", false));
}

#[test]
fn orgs_and_enrollments_say_what_they_point_to_and_who_points_there() {
    let roster = open(V1_1);
    insta::assert_snapshot!("record_org", text_of(&roster, Table::Orgs, "0410", false));
    insta::assert_snapshot!("record_enrollment_broken", text_of(&roster, Table::Enrollments, "e-4", false));
}

#[test]
fn courses_and_sessions_lead_to_their_classes() {
    let roster = open(V1_1);
    insta::assert_snapshot!("record_course", text_of(&roster, Table::Courses, "co-1", false));
    insta::assert_snapshot!("record_session", text_of(&roster, Table::AcademicSessions, "y-27", false));
    insta::assert_snapshot!("record_term", text_of(&roster, Table::AcademicSessions, "s-1", false));
}

#[test]
fn a_graded_class_has_resources_line_items_and_averages_in_1_2() {
    let roster = open(GRADED);
    insta::assert_snapshot!("record_class_graded", text_of(&roster, Table::Classes, "c-1", false));
    insta::assert_snapshot!("record_student_graded", text_of(&roster, Table::Users, "u-1", false));
    insta::assert_snapshot!("record_org_1_2", text_of(&roster, Table::Orgs, "o-1", false));
}

#[test]
fn the_gradebook_tells_every_state_of_a_score_apart() {
    let roster = open(GRADED);
    let Some(Around::Class(book)) = query::around(roster.data(), roster.relations(), Table::Classes, 0, &Watch::new()) else {
        panic!("a gradebook")
    };
    let titles: Vec<_> = book.items.iter().map(|item| (item.category.as_str(), item.title.as_str())).collect();
    assert_eq!(titles, [("Homework", "Fractions"), ("Homework", "Ratios"), ("Tests", "Unit 1"), ("", "Talk")]);
    let states = |name: &str| -> Vec<_> {
        let student = book.students.iter().find(|student| student.name == name).expect("a student");
        student.scores.iter().map(|score| score.as_ref().map(|score| (score.text.as_str(), score.state))).collect()
    };
    assert_eq!(
        states("Amina Haddad"),
        [Some(("18", State::Graded)), Some(("12", State::Late)), Some(("150", State::OutOfRange)), Some(("", State::Open))]
    );
    assert_eq!(states("Oscar Lindqvist"), [Some(("", State::Missing)), Some(("", State::Exempt)), Some(("80", State::Graded)), None]);
    let names: Vec<_> = book.students.iter().map(|student| (student.name.as_str(), student.enrolled)).collect();
    assert_eq!(names, [("Amina Haddad", true), ("Oscar Lindqvist", true), ("Kofi Mensah", false)]);
    // 18 of 20 and 12 of 20: what is beyond the range does not count.
    assert_eq!(book.average_of(&book.students[0]), Some(75.0));
    assert_eq!((book.mean_of(2), book.mean_of(3)), (Some(80.0), None));
    assert_eq!((book.results, book.strays), (9, 1));
    assert_eq!(book.students[0].scores[0].as_ref().map(|score| score.more), Some(1));
}

#[test]
fn roles_of_1_2_come_from_their_own_file() {
    insta::assert_snapshot!("record_person_1_2", text_of(&open(V1_2), Table::Users, "u-1", false));
}

#[test]
fn a_delta_row_says_that_it_is_to_be_deleted_and_what_it_lacks() {
    insta::assert_snapshot!("record_delta", text_of(&open(DELTA), Table::Orgs, "0410", false));
}

#[test]
fn sensitive_values_are_shown_only_when_asked_for_and_secrets_never() {
    let roster = open(V1_1);
    let (masked, shown) = (text_of(&roster, Table::Users, "0048213", false), text_of(&roster, Table::Users, "0048213", true));
    assert!(!masked.contains("2011-04-02") && shown.contains("2011-04-02"));
    assert!(!masked.contains("hunter2") && !shown.contains("hunter2"));
}

#[test]
fn an_id_that_no_row_has_is_said_plainly() {
    let text = text_of(&open(V1_1), Table::Classes, "c-3999", false);
    assert_eq!(text, "MISSING c-3999 is not in classes.csv\nNo row of the file has this sourcedId.\n");
    let roster = open(DELTA);
    let look = Look { roster: &roster, findings: None, as_of: "2026-11-23", reveal: false, around: None };
    let beyond = print(&page(look, Table::Orgs, 7));
    assert_eq!(beyond, "MISSING Row 8 is not in orgs.csv\nThe file has 1 row.\n");
    assert!(print(&page(look, Table::Users, 0)).starts_with("MISSING users.csv is not in the package"));
}

#[test]
fn the_second_row_of_an_id_knows_its_first() {
    let roster = open(V1_1);
    let look = Look { roster: &roster, findings: None, as_of: "2026-11-23", reveal: false, around: None };
    let text = print(&page(look, Table::Users, 7));
    assert!(text.contains("twin 2 of 2: users.csv, line 2 < users#0>"), "{text}");
}

#[test]
fn while_files_are_read_the_page_says_what_is_not_known_yet() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), V1_1);
    let watch = Watch::new();
    let package = read::open(&[folder.path().to_owned()], &Limits::default(), &watch).expect("it opens");
    let mut head = None;
    let mut keep = |roster: Arc<Roster>| {
        head.get_or_insert(roster);
    };
    roster::load(RosterId::next(), package, Instant::now(), &watch, &mut keep).expect("it loads");
    let head = head.expect("the first rows");
    let look = Look { roster: &head, findings: None, as_of: "2026-11-23", reveal: false, around: None };
    let text = print(&page(look, Table::Users, 0));
    assert!(text.contains("2 | Classes · \n    Known once every file is read"), "{text}");
    assert!(text.contains("Checked once every file is read"), "{text}");
    assert!(text.contains("UNKNOWN 0410 (Not read yet)"), "{text}");
    assert!(!text.contains("BROKEN"), "{text}");
}
