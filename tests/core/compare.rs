//! Two rosters compared, against doing the same cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use roster_inspector::compare::{self, Certainty, Comparison, Note, Options, Presence};
use roster_inspector::generate::{Ids, Options as District};
use roster_inspector::job::Watch;
use roster_inspector::roster::Roster;
use roster_inspector::spec::{Table, Version};
use roster_inspector::store::TableData;

use super::compare_making::{Files, compared, mutated, open};

fn small(version: Version) -> District {
    District { students: 60, school_size: 25, version, gradebook: version.is_1_2(), ..District::default() }
}

fn cells(data: &TableData, row: u32, columns: &[(usize, usize)], is_new: bool) -> Vec<String> {
    columns.iter().map(|&(old, new)| data.columns()[if is_new { new } else { old }].text(row).into_string()).collect()
}

/// What the rule of comparing says, worked out row by row.
fn by_hand(old: &TableData, new: &TableData) -> BTreeMap<u32, Option<(u32, BTreeSet<usize>)>> {
    let place = |data: &TableData, name: &str| data.columns().iter().position(|column| column.name() == name);
    let columns: Vec<(usize, usize)> =
        new.columns().iter().enumerate().filter_map(|(at, column)| Some((place(old, column.name())?, at))).collect();
    let mut by_id: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for row in (0..old.rows()).rev() {
        by_id.entry(old.sourced_id(row).into_string()).or_default().push(row);
    }
    let mut blanks: BTreeMap<Vec<String>, Vec<u32>> = BTreeMap::new();
    for row in by_id.remove("").unwrap_or_default() {
        blanks.entry(cells(old, row, &columns, false)).or_default().push(row);
    }
    let mut found = BTreeMap::new();
    for row in 0..new.rows() {
        let now = cells(new, row, &columns, true);
        let id = new.sourced_id(row).into_string();
        let pair = if id.is_empty() { blanks.get_mut(&now) } else { by_id.get_mut(&id) }.and_then(Vec::pop);
        let differ = |old_row: u32| {
            let before = cells(old, old_row, &columns, false);
            (0..columns.len()).filter(|&at| before[at] != now[at]).map(|at| columns[at].1).collect()
        };
        found.insert(row, pair.map(|old_row| (old_row, differ(old_row))));
    }
    found
}

fn assert_as_by_hand(old: &Roster, new: &Roster, comparison: &Comparison) {
    for changes in comparison.tables.iter().filter(|changes| changes.table != Table::Manifest) {
        assert_eq!(changes.presence, Presence::Both);
        let (before, now) = (old.table(changes.table).expect("old"), new.table(changes.table).expect("new"));
        let mut left: BTreeSet<u32> = (0..before.rows()).collect();
        for (row, expected) in by_hand(before, now) {
            let place = format!("{} row {row}", changes.table.file());
            match expected {
                None => assert!(changes.added().has(row) && changes.old_row(row).is_none(), "{place}"),
                Some((old_row, columns)) => {
                    left.remove(&old_row);
                    let found: BTreeSet<usize> =
                        changes.columns_of(changes.mask(row)).filter_map(|pair| pair.new.map(usize::from)).collect();
                    assert_eq!((changes.old_row(row), found), (Some(old_row), columns.clone()), "{place}");
                    assert_eq!(changes.changed().has(row), !columns.is_empty(), "{place}");
                    assert_eq!(changes.unchanged().has(row), columns.is_empty(), "{place}");
                }
            }
        }
        assert_eq!(changes.removed().iter().collect::<BTreeSet<_>>(), left, "{}", changes.table.file());
        let counts = changes.counts();
        assert_eq!((counts.before(), counts.now()), (before.rows().into(), now.rows().into()));
        for (pair, &count) in changes.columns.iter().zip(&changes.by_column) {
            let (_, bit) = changes.column(&pair.name).expect("its own");
            assert_eq!(changes.changes().filter(|(_, mask)| mask & bit != 0).count(), count as usize);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_is_there(seed in any::<u64>(), kind in 0..4_u8, wild in any::<bool>()) {
        let version = if kind % 2 == 0 { Version::V1_1 } else { Version::V1_2_1 };
        let ids = if kind < 2 { Ids::Uuid } else { Ids::Numeric };
        let files = Files::generated(&District { ids, seed: seed % 5, shuffle: seed % 2 == 0, ..small(version) });
        let first = if wild { mutated(&files, !seed, true) } else { files };
        let (old, new) = (first.open(), mutated(&first, seed, wild).open());
        assert_as_by_hand(&old, &new, &compared(&old, &new));
    }
}

#[test]
fn a_roster_is_equal_to_itself_in_any_order() {
    for options in [small(Version::V1_1), small(Version::V1_2_1), District { delta: true, students: 400, ..small(Version::V1_1) }] {
        let old = Files::generated(&options).open();
        let new = Files::generated(&District { shuffle: true, quote_all: true, ..options }).open();
        let comparison = compared(&old, &new);
        assert!(comparison.is_equal() && !comparison.is_unlike(), "{options:?}");
        assert_eq!(comparison.counts().now(), new.data().rows());
        assert!(comparison.churned.is_empty() && comparison.reused.is_empty());
    }
}

#[test]
fn many_row_groups_are_compared_like_one() {
    let files = Files::generated(&District { students: 6000, ..District::default() });
    let mut other = files.clone();
    let rows = other.rows(Table::Enrollments);
    assert!(rows.len() > 2 * 16384);
    rows.remove(20_000);
    rows.remove(10);
    let copy = rows[5].iter().enumerate().map(|(at, cell)| if at == 0 { "new-1".to_owned() } else { cell.clone() }).collect();
    rows.insert(30_000, copy);
    let (old, new) = (files.open(), other.open());
    let counts = compared(&old, &new).counts();
    assert_eq!((counts.added, counts.removed, counts.changed), (1, 2, 0));
}

#[test]
fn schools_and_roles_are_counted() {
    let files = Files::generated(&small(Version::V1_1));
    let mut other = files.clone();
    let (id, role) = (0, files.column(Table::Users, "role"));
    let gone = other.rows(Table::Users).iter().position(|row| row[role] == "student").expect("a student");
    let gone = other.rows(Table::Users).remove(gone);
    let user = files.column(Table::Enrollments, "userSourcedId");
    other.rows(Table::Enrollments).retain(|row| row[user] != gone[id]);
    let (old, new) = (files.open(), other.open());
    let comparison = compared(&old, &new);
    let school = gone[files.column(Table::Users, "orgSourcedIds")].clone();
    let changed: Vec<_> = comparison.schools.iter().filter(|school| !school.all().is_equal()).collect();
    assert_eq!(changed.iter().map(|found| found.id.as_str()).collect::<Vec<_>>(), [school.as_str()]);
    assert_eq!((changed[0].users.removed, changed[0].classes.removed), (1, 0));
    assert!(changed[0].enrollments.removed > 0);
    let roles: Vec<_> = comparison.roles.iter().filter(|role| role.users.removed > 0).map(|role| role.role.as_str()).collect();
    assert_eq!(roles, ["student"]);
}

#[test]
fn ids_given_anew_are_found_and_what_hangs_on_them() {
    for version in [Version::V1_1, Version::V1_2_1] {
        let files = Files::generated(&small(version));
        let mut other = files.clone();
        // Everybody and every class gets another id, and everything that refers to them follows.
        let renamed = |text: &str| text.split(',').map(|id| format!("x{id}")).collect::<Vec<_>>().join(",");
        for (table, columns) in [
            (Table::Users, &["sourcedId", "agentSourcedIds"][..]),
            (Table::Demographics, &["sourcedId"]),
            (Table::Classes, &["sourcedId"]),
            (Table::Enrollments, &["userSourcedId", "classSourcedId", "sourcedId"]),
            (Table::Roles, &["userSourcedId"]),
        ] {
            if !other.0.contains_key(table.file()) {
                continue;
            }
            for column in columns.iter().map(|name| files.column(table, name)).collect::<Vec<_>>() {
                other
                    .rows(table)
                    .iter_mut()
                    .skip(1)
                    .filter(|row| !row[column].is_empty())
                    .for_each(|row| row[column] = renamed(&row[column]));
            }
        }
        let (old, new) = (files.open(), other.open());
        let comparison = compared(&old, &new);
        for table in [Table::Users, Table::Classes, Table::Enrollments] {
            let rows = old.table(table).expect("a table").rows() as usize;
            let found: Vec<_> = comparison.churned.iter().filter(|one| one.table == table).collect();
            assert!(found.len() * 10 >= rows * 9, "{}: {} of {rows}", table.file(), found.len());
            for one in found.iter().filter(|one| one.certainty > Certainty::Possible) {
                let id = |roster: &Roster, row| roster.table(table).expect("a table").sourced_id(row).into_string();
                assert_eq!(format!("x{}", id(&old, one.old)), id(&new, one.new), "{}", table.file());
                assert!(one.by().count() > 0);
            }
        }
    }
}

#[test]
fn an_id_of_somebody_else_is_told() {
    let files = Files::generated(&small(Version::V1_1));
    let mut other = files.clone();
    let column = |name| files.column(Table::Users, name);
    let (given, family, email, user, id) =
        (column("givenName"), column("familyName"), column("email"), column("username"), column("identifier"));
    let rows = other.rows(Table::Users);
    for (at, row) in rows.iter_mut().enumerate().skip(1).take(3) {
        (row[given], row[family]) = (format!("Other{at}"), format!("Person{at}"));
        if at < 3 {
            (row[email], row[user], row[id]) = (format!("o{at}@x.example"), format!("other{at}"), format!("99{at}"));
        }
    }
    let (old, new) = (files.open(), other.open());
    let reused: Vec<u32> = compared(&old, &new).reused.iter().map(|one| one.new).collect();
    // The third has the same address, username and number: a name that was corrected.
    assert_eq!(reused, [0, 1]);
}

#[test]
fn unlike_things_are_a_result() {
    let fixtures = super::check_fixtures::fixtures;
    let sound = open(&fixtures("good").join("v1_1"));
    let foreign = open(&fixtures("bad").join("package-foreign-format"));
    let notes = compared(&sound, &foreign).notes;
    assert!(notes.iter().any(|note| matches!(note, Note::Foreign { is_new: true, .. })), "{notes:?}");
    let elsewhere = Files::generated(&District { seed: 7, ..small(Version::V1_1) }).open();
    let comparison = compared(&sound, &elsewhere);
    assert!(comparison.notes.contains(&Note::NothingInCommon) && comparison.is_unlike() && !comparison.is_equal());
    let numeric = |seed| Files::generated(&District { seed, ids: Ids::Numeric, ..small(Version::V1_1) });
    let mut other = numeric(2);
    other.rows(Table::Orgs).iter_mut().skip(1).for_each(|row| row[0] = format!("z{}", row[0]));
    assert!(compared(&numeric(1).open(), &other.open()).notes.contains(&Note::OtherDistrict));
}

#[test]
fn versions_are_compared_field_by_field() {
    let [old, new] =
        [Version::V1_1, Version::V1_2_1].map(|version| Files::generated(&District { gradebook: false, ..small(version) }).open());
    let comparison = compared(&old, &new);
    assert!(comparison.notes.contains(&Note::Versions("1.1", "1.2.1")));
    let users = comparison.table(Table::Users).expect("users");
    let of = |name: &str| users.columns.iter().find(|pair| pair.name == name).expect("a column");
    assert!(of("familyName").is_compared && of("role").is_by_roles && of("orgSourcedIds").is_by_roles);
    assert!(of("userMasterIdentifier").is_one_sided() && !of("userMasterIdentifier").is_by_roles);
    assert_eq!(users.counts().changed, 0, "role and orgs are the same, wherever they stand");
    // Another role, and another org, are found on either side.
    let files = Files::generated(&District { gradebook: false, ..small(Version::V1_1) });
    let mut other = files.clone();
    let (role, orgs) = (files.column(Table::Users, "role"), files.column(Table::Users, "orgSourcedIds"));
    let student = files.0[Table::Users.file()].iter().position(|row| row[role] == "student").expect("a student");
    other.rows(Table::Users)[student][role] = "aide".to_owned();
    other.rows(Table::Users)[student + 1][orgs] = files.0[Table::Orgs.file()][1][0].clone();
    let changed = other.open();
    for turned in [false, true] {
        let (one, another) = if turned { (&new, &changed) } else { (&changed, &new) };
        let comparison = compared(one, another);
        let users = comparison.table(Table::Users).expect("users");
        assert_eq!(users.counts().changed, 2);
        let names: BTreeSet<_> = users.changes().flat_map(|(_, mask)| users.columns_of(mask)).map(|pair| pair.name.as_str()).collect();
        assert_eq!(names, BTreeSet::from(["orgSourcedIds", "role"]));
        let (row, pair) = users
            .changes()
            .find_map(|(row, mask)| Some((row, users.columns_of(mask).find(|pair| pair.name == "role")?)))
            .expect("a row whose role changed");
        let mut texts = comparison.texts((one, users.old_row(row)), (another, Some(row)), users, pair);
        texts.sort();
        assert_eq!(texts, ["aide", "student"]);
    }
    assert_eq!(comparison.table(Table::Roles).map(|changes| changes.presence), Some(Presence::OtherVersion));
}

#[test]
fn what_is_left_out_does_not_count() {
    let files = Files::generated(&small(Version::V1_1));
    let mut other = files.clone();
    let email = files.column(Table::Users, "email");
    other.rows(Table::Users)[1][email] = "new@x.example".to_owned();
    let (old, new) = (files.open(), other.open());
    assert!(!compared(&old, &new).is_equal());
    let options = Options { left_out: vec!["email".to_owned()], ..Options::default() };
    assert!(compare::rosters(&old, &new, &options, &Watch::new()).expect("nobody stops it").is_equal());
    let stopped = Watch::new();
    stopped.cancel();
    assert!(compare::rosters(&old, &new, &options, &stopped).is_none());
}
