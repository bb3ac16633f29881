//! Several packages opened as one district.

use std::path::PathBuf;

use roster_inspector::check::{self, Settings};
use roster_inspector::job::Watch;
use roster_inspector::read::{self, Limits, ReadErrorKind, SourceKind};
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Table;

use crate::read_making::{ORGS, write_file, write_zip};

const USERS: &str = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n";
const DISTRICT: &str = "d,,,District,district,,\n";

fn school(folder: &std::path::Path, name: &str, people: usize) -> PathBuf {
    let orgs = format!("{ORGS}{DISTRICT}{name},,,School {name},school,,d\n");
    let users: String = (0..people)
        .map(|number| format!("{name}-{number},,,true,{name},student,{name}{number},,Ida,\"Moe\nor {number}\",,,,,,,,\n"))
        .collect();
    write_zip(folder, &format!("{name}.zip"), &[("orgs.csv", orgs.as_bytes()), ("users.csv", format!("{USERS}{users}").as_bytes())])
}

fn open(paths: &[PathBuf]) -> std::sync::Arc<Roster> {
    roster::open(paths, &Limits::default(), &Watch::new()).expect("it opens")
}

#[test]
fn the_rows_of_all_packages_stand_in_one_table_and_know_their_file() {
    let folder = tempfile::tempdir().expect("a folder");
    // More than a row group, so that files begin in the middle of groups and groups in the middle of files.
    let sizes = [("north", 20_000), ("south", 5), ("west", 40_000)];
    let paths: Vec<_> = sizes.iter().map(|&(name, people)| school(folder.path(), name, people)).collect();
    let roster = open(&paths);
    let package = roster.package();
    assert_eq!((package.kind, package.name.as_str()), (SourceKind::Several, "north.zip and 2 others"));
    let users = roster.data().table(Table::Users).expect("users");
    assert_eq!(users.rows(), 60_005);
    let mut row = 0;
    for (name, people) in sizes {
        for number in [0, people / 2, people - 1] {
            let at = row + number as u32;
            assert_eq!(&*users.sourced_id(at), format!("{name}-{number}"));
            assert_eq!(package.file(users.file_of(at)).map(|file| file.name.clone()), Some(format!("{name}.zip/users.csv")));
            assert_eq!(users.record(at), number as u32 + 1);
            // Each record takes two lines.
            assert_eq!(users.line(at), 2 + 2 * number as u64);
            let source = roster.source_row(Table::Users, at, &Watch::new()).expect("its source text");
            assert!(source.text.starts_with(&format!("{name}-{number},")), "{}", source.text);
            assert_eq!(source.line, users.line(at));
        }
        row += people as u32;
    }
    let orgs = users.column("orgSourcedIds").expect("orgs of users");
    let west = roster.data().table(Table::Orgs).and_then(|orgs| orgs.find("west"));
    assert!(west.is_some());
    assert_eq!(orgs.target_row(60_004), west);
}

#[test]
fn a_record_that_is_repeated_alike_in_another_package_is_no_fault_and_a_different_one_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = vec![school(folder.path(), "north", 2), school(folder.path(), "south", 2)];
    let duplicates = |paths: &[PathBuf]| {
        let roster = open(paths);
        let input = check::Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
        let findings = check::run(&input, &Settings::as_of(jiff::civil::date(2026, 1, 15)), 10, &Watch::new());
        findings.group("dup-sourcedid").map_or(0, |found| found.count)
    };
    assert_eq!(duplicates(&paths), 0);
    let other = format!("{ORGS}d,,,Another name,district,,\n");
    paths.push(write_zip(folder.path(), "other.zip", &[("orgs.csv", other.as_bytes())]));
    assert_eq!(duplicates(&paths), 1);
}

#[test]
fn columns_in_another_order_or_missing_are_put_in_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let a = write_zip(folder.path(), "a.zip", &[("orgs.csv", format!("{ORGS}a,,,North,school,,\n").as_bytes())]);
    let mixed = "name,sourcedId,type,metadata.code\nSouth,b,school,X7\n";
    let b = write_zip(folder.path(), "b.zip", &[("orgs.csv", mixed.as_bytes())]);
    let roster = open(&[a, b]);
    let orgs = roster.data().table(Table::Orgs).expect("orgs");
    let names: Vec<_> = orgs.columns().iter().map(|column| column.name()).collect();
    assert_eq!(names, ["sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId", "metadata.code"]);
    let row = |row| orgs.columns().iter().map(|column| column.text(row).into_string()).collect::<Vec<_>>();
    assert_eq!(row(0), ["a", "", "", "North", "school", "", "", ""]);
    assert_eq!(row(1), ["b", "", "", "South", "school", "", "", "X7"]);
    assert_eq!(roster.source_row(Table::Orgs, 1, &Watch::new()).expect("its line").text, "South,b,school,X7");
}

#[test]
fn folders_and_zips_go_together_and_what_does_not_fit_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    write_file(folder.path(), "unpacked/orgs.csv", format!("{ORGS}x,,,X,school,,\n").as_bytes());
    let paths = [school(folder.path(), "north", 1), folder.path().join("unpacked")];
    assert_eq!(open(&paths).data().table(Table::Orgs).map(|orgs| orgs.rows()), Some(3));

    let old = write_zip(
        folder.path(),
        "old.zip",
        &[("manifest.csv", b"propertyName,value\noneroster.version,1.1\n"), ("orgs.csv", ORGS.as_bytes())],
    );
    let new = write_zip(
        folder.path(),
        "new.zip",
        &[("manifest.csv", b"propertyName,value\noneroster.version,1.2\n"), ("orgs.csv", ORGS.as_bytes())],
    );
    let error = read::open(&[old, new], &Limits::default(), &Watch::new()).expect_err("two versions");
    assert_eq!(error.kind, ReadErrorKind::Mixed);
    assert!(error.detail.contains("1.1") && error.detail.contains("1.2"), "{}", error.detail);
    assert!(error.path.ends_with("new.zip"));
}
