//! The corridor: a real package becomes a roster, stage by stage.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use roster_inspector::job::Watch;
use roster_inspector::read::{self, Limits, ReadError, ReadErrorKind};
use roster_inspector::roster::{self, RosterId, Stage, display_name};
use roster_inspector::spec::{Mode, Table, Version};

use crate::read_making::{write_file, write_zip};

fn csv(header: &str, rows: impl Iterator<Item = String>) -> Vec<u8> {
    let mut text = format!("{header}\r\n");
    for row in rows {
        write!(text, "{row}\r\n").expect("a string takes all");
    }
    text.into_bytes()
}

const MANIFEST: &str = "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.1\r\nfile.orgs,bulk\r\nfile.users,bulk\r\n";

/// A district with `people` people in two schools, each the agent of the one before.
fn district(folder: &Path, people: usize) -> std::path::PathBuf {
    let orgs = csv(
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
        [("d", "district", ""), ("s1", "school", "d"), ("s2", "school", "d")]
            .iter()
            .map(|(id, kind, parent)| format!("{id},,,Org {id},{kind},,{parent}")),
    );
    let users = csv(
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
        (0..people).map(|n| {
            format!(
                "u{n},,,true,\"s{},d\",student,user{n},,Given {n},Family,,,,,,{},09,",
                n % 2 + 1,
                if n == 0 { String::new() } else { format!("u{}", n - 1) }
            )
        }),
    );
    write_zip(folder, "district.zip", &[("manifest.csv", MANIFEST.as_bytes()), ("users.csv", &users), ("orgs.csv", &orgs)])
}

#[test]
fn a_roster_grows_from_head_to_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = district(folder.path(), 200_000);
    let package = read::open(&[path], &Limits::default(), &Watch::new()).expect("it opens");
    let id = RosterId::next();
    let mut stages = Vec::new();
    let mut last_rows = 0;
    let whole = roster::load(id, package, Instant::now(), &Watch::new(), &mut |roster| {
        let users = roster.table(Table::Users).expect("users are there from the start");
        assert_eq!(roster.id(), id);
        assert!(users.rows() >= last_rows, "rows never go away");
        last_rows = users.rows();
        // Every row that is shown is right, in whatever stage.
        for row in [0, users.rows() / 2, users.rows() - 1] {
            assert_eq!(users.sourced_id(row), *format!("u{row}"));
            assert_eq!(users.text(row, "orgSourcedIds"), *format!("s{},d", row % 2 + 1));
            assert_eq!(users.line(row), u64::from(row) + 2);
        }
        stages.push(roster.stage());
    })
    .expect("it loads");
    assert_eq!((stages[0], whole.stage()), (Stage::Head, Stage::Whole));
    assert!(stages[1..].iter().all(|&stage| stage == Stage::Growing));

    let users = whole.table(Table::Users).expect("loaded");
    assert_eq!((users.rows(), whole.version(), users.mode()), (200_000, Version::V1_1, Mode::Bulk));
    assert_eq!(display_name(users, 7), "Given 7 Family");
    let agent_of = whole.relations().reverse(whole.data(), Table::Users, "agentSourcedIds").expect("an edge");
    assert_eq!(agent_of.rows(41), [42]);
    let members = whole.relations().ready(Table::Users, "orgSourcedIds").expect("built while loading");
    assert_eq!((members.count(0), members.count(1), members.count(2)), (200_000, 100_000, 100_000));
    assert_eq!(
        users.column("orgSourcedIds").expect("a column").items(3).iter().map(|item| item.row).collect::<Vec<_>>(),
        [Some(2), Some(0)]
    );
}

#[test]
fn the_source_of_any_row_is_fetched_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = district(folder.path(), 70_000);
    let whole = roster::open(std::slice::from_ref(&path), &Limits::default(), &Watch::new()).expect("it opens");
    for row in [0, 65_535, 65_536, 69_999] {
        let source = whole.source_row(Table::Users, row, &Watch::new()).expect("it is still there");
        assert!(source.text.starts_with(&format!("u{row},,,true,\"s{},d\",student", row % 2 + 1)), "{}", source.text);
        assert_eq!(source.line, u64::from(row) + 2);
    }
    // Once the file has changed, its old line is not shown as true.
    district(folder.path(), 69_000);
    assert!(matches!(whole.source_row(Table::Users, 5, &Watch::new()), Err(ReadError { kind: ReadErrorKind::SourceChanged, .. })));
}

#[test]
fn cancelling_ends_a_load() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = district(folder.path(), 300_000);
    let package = read::open(&[path], &Limits::default(), &Watch::new()).expect("it opens");
    let watch = Watch::new();
    let result = roster::load(RosterId::next(), package, Instant::now(), &watch, &mut |_| watch.cancel());
    assert!(matches!(result, Err(ReadError { kind: ReadErrorKind::Cancelled, .. })));
}

#[test]
fn a_file_of_a_later_version_is_still_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    write_file(folder.path(), "orgs.csv", b"sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no,,,Org,school,,\n");
    write_file(folder.path(), "users.csv", b"sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\nu,,,true,o,student,u,,G,F,,,,,,,,\n");
    write_file(folder.path(), "userProfiles.csv", b"sourcedId,status,dateLastModified,userSourcedId,profileType,vendorId,applicationId,description,credentialType,username,password\np,,,u,x,v,,,,,\n");
    let whole = roster::open(&[folder.path().to_owned()], &Limits::default(), &Watch::new()).expect("it opens");
    assert_eq!(whole.version(), Version::V1_1);
    assert_eq!(
        whole.table(Table::UserProfiles).map(|table| table.column("userSourcedId").and_then(|column| column.target_row(0))),
        Some(Some(0))
    );
}
