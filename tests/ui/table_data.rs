//! What the table screen says of tables of 1.1, 1.2 and delta packages at every stage, as text.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use insta::assert_snapshot;
use roster_inspector::app::{self, ClipAsk, ClipFormat};
use roster_inspector::check::{self, Findings, Input, Settings};
use roster_inspector::job::Watch;
use roster_inspector::query::{Query, RowOrder};
use roster_inspector::read::{self, Limits};
use roster_inspector::roster::{self, Roster, RosterId, Stage};
use roster_inspector::spec::Table;
use roster_inspector::ui::screens::table::{data, detail};

use crate::table_making::{self, Folder};

fn open(folder: &Folder) -> (Arc<Roster>, Arc<Findings>) {
    let watch = Watch::new();
    let roster = roster::open(&[folder.path()], &Limits::default(), &watch).expect("the package opens");
    roster.relations().build_all(roster.data());
    let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    let settings = Settings::as_of("2026-11-23".parse().expect("a day"));
    let findings = check::run(&input, &settings, 1000, &watch);
    (roster, findings)
}

/// Headers, count and every row of a table.
fn page(roster: &Roster, findings: Option<&Findings>, table: Table) -> String {
    let Some(of) = roster.table(table) else { return format!("{:?}", data::nothing(roster, table, None, &Query::default())) };
    let heads = data::heads(of, findings, &Query::default());
    let head = |head: data::ColumnHead| match head.counts.total() {
        0 => head.name,
        _ => format!("{} ({})", head.name, data::count_words(head.counts)),
    };
    let mut lines = vec![heads.into_iter().map(head).collect::<Vec<_>>().join(" | ")];
    lines.extend((0..of.rows()).map(|row| data::row_words(roster, of, findings, row)));
    lines.push(data::row_count(roster, of, None).words());
    let order = RowOrder::everything(of.rows());
    lines.extend(data::nothing(roster, table, Some(&order), &Query::default()).map(|nothing| format!("{nothing:?}")));
    lines.join("\n")
}

#[test]
fn a_bulk_table_of_1_1_shows_names_breaks_and_gaps() {
    let folder = table_making::district();
    let (roster, findings) = open(&folder);
    assert_snapshot!("enrollments-1-1", page(&roster, Some(&findings), Table::Enrollments));
    assert_snapshot!("users-1-1", page(&roster, Some(&findings), Table::Users));
}

#[test]
fn empty_and_absent_files_say_what_that_means() {
    let folder = table_making::district();
    let (roster, findings) = open(&folder);
    assert_snapshot!(
        "nothing",
        [Table::Demographics, Table::Resources, Table::Roles].map(|table| page(&roster, Some(&findings), table)).join("\n\n")
    );
}

#[test]
fn a_table_of_1_2_keeps_columns_of_the_senders_own() {
    let folder = table_making::one_two();
    let (roster, findings) = open(&folder);
    assert_snapshot!("roles-1-2", page(&roster, Some(&findings), Table::Roles));
}

#[test]
fn a_delta_does_not_call_what_lies_outside_of_it_broken() {
    let folder = table_making::delta();
    let (roster, findings) = open(&folder);
    assert_snapshot!("enrollments-delta", page(&roster, Some(&findings), Table::Enrollments));
}

#[test]
fn the_detail_pane_says_everything_about_a_row() {
    let folder = table_making::district();
    let (roster, findings) = open(&folder);
    let words = |table, row| detail::detail(&roster, roster.table(table).expect("there"), Some(&findings), row).expect("a row").words();
    assert_snapshot!("detail-enrollment", words(Table::Enrollments, 2));
    assert_snapshot!("detail-org", words(Table::Orgs, 1));
    assert_snapshot!("detail-student", words(Table::Users, 0));
}

#[test]
fn rows_are_there_before_the_roster_is_whole() {
    let folder = table_making::district();
    let (limits, watch) = (Limits::default(), Watch::new());
    let package = read::open(&[folder.path()], &limits, &watch).expect("the package opens");
    let stages = Mutex::new(Vec::new());
    let mut show = |roster: Arc<Roster>| stages.lock().expect("one thread").push(roster);
    roster::load(RosterId::next(), package, Instant::now(), &watch, &mut show).expect("it loads");
    let head = stages.into_inner().expect("one thread").into_iter().find(|roster| roster.stage() == Stage::Head).expect("a head");
    assert_snapshot!("enrollments-head", page(&head, None, Table::Enrollments));
    let detail = detail::detail(&head, head.table(Table::Enrollments).expect("there"), None, 0).expect("a row");
    assert!(!detail.relations_known, "who points here is not known before the end");
}

#[test]
fn secrets_are_neither_shown_nor_copied() {
    let folder = table_making::district();
    let (roster, findings) = open(&folder);
    let users = roster.table(Table::Users).expect("there");
    let password = users.column_number("password").expect("a column");
    assert_eq!(app::cell_text(users, 0, password), None);
    let order = RowOrder::everything(users.rows());
    for format in ClipFormat::ALL {
        let columns = (0..users.columns().len() as u16).collect();
        let ask = ClipAsk { first: 0, last: users.rows() - 1, columns, format, header: true };
        let text = app::clip_text(&roster, Table::Users, &order, &ask, &Watch::new()).expect("it is little");
        assert!(text.contains("password") && text.contains("Haddad") && !text.contains("hunter2"), "{text}");
    }
    assert!(!page(&roster, Some(&findings), Table::Users).contains("hunter2"));
    let detail = detail::detail(&roster, users, Some(&findings), 0).expect("a row");
    assert!(!detail.words().contains("hunter2"));
}
