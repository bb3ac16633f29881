//! Two states of one district: people went, moved up a grade, have another address, another id; one id belongs to somebody else.

use std::path::{Path, PathBuf};

use roster_inspector::generate::Options as District;
use roster_inspector::spec::Table;

pub use making::{Files, open};

#[allow(dead_code, reason = "tests of the core use more of it")]
#[path = "../core/compare_making.rs"]
mod making;

/// The names of the two packages.
pub const NAMES: [&str; 2] = ["northgate_2026-11-21.zip", "northgate_2026-11-22.zip"];

/// Puts both into a folder: before and after.
pub fn two(folder: &Path, students: u32) -> [PathBuf; 2] {
    let (before, after) = states(students);
    let paths = NAMES.map(|name| folder.join(name));
    before.write(&paths[0]);
    after.write(&paths[1]);
    paths
}

/// The district before and after.
pub fn states(students: u32) -> (Files, Files) {
    let before = Files::generated(&District { students: students.into(), school_size: 140, ..District::default() });
    let column = |name: &str| before.column(Table::Users, name);
    let (role, grades, email, family) = (column("role"), column("grades"), column("email"), column("familyName"));
    let (given, username, identifier) = (column("givenName"), column("username"), column("identifier"));
    let org = column("orgSourcedIds");
    let mut after = before.clone();
    let users = after.rows(Table::Users);
    let is_student = |row: &Vec<String>| row[role] == "student";
    let students: Vec<usize> = (1..users.len()).filter(|&at| is_student(&users[at])).collect();
    // Two in three of those at one school are gone, and one in forty elsewhere.
    let school = users[students[0]][org].clone();
    let gone: Vec<String> = students
        .iter()
        .enumerate()
        .filter(|(nth, at)| if users[**at][org] == school { nth % 3 > 0 } else { nth % 40 == 39 })
        .map(|(_, &at)| users[at][0].clone())
        .collect();
    for (nth, &at) in students.iter().enumerate() {
        if nth % 5 == 0 {
            users[at][grades] = format!("{:02}", users[at][grades].parse::<u32>().unwrap_or(1) + 1);
        }
        if nth % 11 == 0 {
            users[at][email] = format!("{}29@new.{}", users[at][email].split('@').next().unwrap_or_default(), "northgate.example");
        }
        if nth % 97 == 3 {
            "pupil".clone_into(&mut users[at][role]);
        }
    }
    let last = users.len() - 1;
    "Somebody".clone_into(&mut users[last][given]);
    "Else".clone_into(&mut users[last][family]);
    for (at, text) in [(email, "else@other.example"), (username, "somebody.else"), (identifier, "999999")] {
        text.clone_into(&mut users[last][at]);
    }
    // Two go by another id, wherever it stands.
    let churned: Vec<String> = students.iter().map(|&at| users[at][0].clone()).filter(|id| !gone.contains(id)).skip(20).take(2).collect();
    users.retain(|row| !gone.contains(&row[0]));
    for (nth, id) in churned.iter().enumerate() {
        for records in after.0.values_mut() {
            for cell in records.iter_mut().flatten().filter(|cell| *cell == id) {
                *cell = format!("new-id-{nth}");
            }
        }
    }
    let user = after.column(Table::Enrollments, "userSourcedId");
    after.rows(Table::Enrollments).retain(|row| !gone.contains(&row[user]));
    if after.0.contains_key(Table::Demographics.file()) {
        after.rows(Table::Demographics).retain(|row| !gone.contains(&row[0]));
    }
    (before, after)
}
