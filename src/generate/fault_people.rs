//! Known faults of people, their roles and addresses, and of the pairs that they make.

use super::Kind;
use super::district::District;
use super::fault::{Also, Cells, FaultKind, Make, text_of};
use super::fault_kinds::{guardians, kind, of_student, students};
use super::plan::OFFICE;
use crate::spec::Table;

/// One student in so many has a profile, the first of them to begin with.
const PROFILED: u64 = 8;

/// The place of the aide among the staff of a school.
const AIDE: u64 = 2;

/// The teachers of the first school.
fn teachers(district: &District) -> (u64, u64) {
    let school = &district.plan.schools[0];
    (school.first_staff + OFFICE, school.first_staff + OFFICE + school.teachers)
}

fn staff(district: &District) -> (u64, u64) {
    (0, district.plan.staff)
}

/// The row of roles.csv that says what somebody is.
fn main_role(_: &District, user: u64) -> Vec<(Table, u64)> {
    vec![(Table::Roles, user)]
}

/// The next student, or the one before the last one.
fn next_student(district: &District, user: u64) -> u64 {
    if user + 1 < students(district).1 { user + 1 } else { user - 1 }
}

/// The next enrollment of a class, or the one before its last one.
fn classmate(district: &District, row: u64) -> u64 {
    let class = district.plan.class_of_enrollment(row);
    let end = class.first_enrollment + 1 + u64::from(class.helper.is_some()) + class.members;
    if row + 1 < end { row + 1 } else { row - 1 }
}

/// The enrollment of the first teacher of the class.
fn first_teacher(district: &District, row: u64) -> u64 {
    district.plan.class_of_enrollment(row).first_enrollment
}

/// Another student who has a profile.
fn next_profiled(district: &District, user: u64) -> u64 {
    if user + PROFILED < students(district).1 { user + PROFILED } else { user - PROFILED }
}

fn id_of(district: &District, kind: Kind, row: u64) -> String {
    String::from_utf8_lossy(district.ids.id(kind, row).bytes()).into_owned()
}

/// The first guardians of the district.
fn six_guardians(district: &District, _: u64) -> String {
    let first = guardians(district).0;
    (first..first + 6).map(|user| id_of(district, Kind::User, user)).collect::<Vec<_>>().join(",")
}

/// The guardian names nobody, and the children name the others of the family.
fn links_are_cut(district: &District, row: u64) -> Vec<Also> {
    let plan = &district.plan;
    let guardian = row - guardians(district).0;
    let school = plan.school_of_guardian(guardian);
    let (family, _) = plan.family_of_guardian(school, guardian);
    let first = guardians(district).0 + family.first_guardian;
    let others: Vec<String> =
        (first..first + family.guardians).filter(|&user| user != row).map(|user| id_of(district, Kind::User, user)).collect();
    let agents = |row: u64, word: String| Also { table: Table::Users, row, column: "agentSourcedIds", word };
    let children = plan.children(school, family).map(|child| agents(plan.staff + child, others.join(",")));
    std::iter::once(agents(row, String::new())).chain(children).collect()
}

/// The role is to be deleted, and it is the only one.
fn role_goes(_: &District, user: u64) -> Vec<Also> {
    vec![Also { table: Table::Roles, row: user, column: "status", word: "tobedeleted".to_owned() }]
}

/// The profile of the role is to be deleted.
fn profile_goes(district: &District, user: u64) -> Vec<Also> {
    let row = (user - district.plan.staff) / PROFILED;
    vec![Also { table: Table::UserProfiles, row, column: "status", word: "tobedeleted".to_owned() }]
}

/// The aide of a school: nobody refers to an aide.
fn is_aide(district: &District, user: u64) -> bool {
    user < district.plan.staff && district.staff_place(user) == Some(AIDE)
}

fn aide_of_school(district: &District, school: usize) -> u64 {
    district.plan.schools[school].first_staff + AIDE
}

/// The aide of the school of the enrollment, as a proctor whose account is off.
fn aide_is_off(district: &District, row: u64) -> Vec<Also> {
    let aide = aide_of_school(district, district.plan.class_of_enrollment(row).school);
    let change = |table, row, column, word: &str| Also { table, row, column, word: word.to_owned() };
    vec![change(Table::Users, aide, "enabledUser", "false"), change(Table::Enrollments, row, "role", "proctor")]
}

/// The aide becomes a teacher.
fn aide_teaches(district: &District, user: u64) -> Vec<Also> {
    let table = if district.is_1_2() { Table::Roles } else { Table::Users };
    vec![Also { table, row: user, column: "role", word: "teacher".to_owned() }]
}

/// The row of demographics.csv about a student, by the row of users.csv.
fn demographic(district: &District, user: u64) -> Option<u64> {
    district.demographic_of(user - district.plan.staff)
}

fn both_have_birthdays(district: &District, user: u64) -> bool {
    demographic(district, user).is_some() && demographic(district, next_student(district, user)).is_some()
}

/// The student has the given name and the birth date of the next one.
fn is_the_next_one(district: &District, user: u64) -> Vec<Also> {
    let next = next_student(district, user);
    let name = text_of(district, Table::Users, next, "givenName");
    let mut changes = vec![Also { table: Table::Users, row: user, column: "givenName", word: name }];
    if let Some((own, other)) = demographic(district, user).zip(demographic(district, next)) {
        let word = text_of(district, Table::Demographics, other, "birthDate");
        changes.push(Also { table: Table::Demographics, row: own, column: "birthDate", word });
    }
    changes
}

fn birthday_of_next(district: &District, user: u64) -> Vec<(Table, u64)> {
    demographic(district, next_student(district, user)).map(|row| (Table::Demographics, row)).into_iter().collect()
}

/// The races of demographics.csv.
const RACES: [&str; 5] =
    ["americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander", "white"];

fn has_profile(cells: &Cells<'_>) -> bool {
    !cells.get("userProfileSourcedId").is_empty()
}

fn has_address(cells: &Cells<'_>) -> bool {
    !cells.get("email").is_empty()
}

const fn of_user(name: &'static str, rule: &'static str, column: &'static str, make: Make) -> FaultKind {
    kind(name, rule, Table::Users, column, make)
}

/// The kinds. They come before those of single values, as they need several rows.
pub(super) const PEOPLE: &[FaultKind] = &[
    of_user("guardian-of-nobody", "guardian-unlinked", "password", Make::Elsewhere).bulk().between(guardians).also(links_are_cut),
    of_user("person-without-role", "user-no-role", "password", Make::Elsewhere)
        .bulk()
        .between(students)
        .when(|cells| cells.place("role").is_none())
        .also(role_goes),
    of_user("teacher-without-class", "user-no-enrollment", "password", Make::Elsewhere)
        .bulk()
        .only(is_aide)
        .between(staff)
        .also(aide_teaches),
    kind(
        "enrolled-without-account",
        "ref-disabled-user",
        Table::Enrollments,
        "userSourcedId",
        Make::Made(|district, row| id_of(district, Kind::User, aide_of_school(district, district.plan.class_of_enrollment(row).school))),
    )
    .bulk()
    .when(of_student)
    .also(aide_is_off),
    of_user("aide-with-id-of-principal", "dup-sourcedid-across-roles", "sourcedId", Make::Like(|_, user| user - AIDE))
        .bulk()
        .between(staff)
        .only(|district, user| !district.is_1_2() && is_aide(district, user))
        .twin(|_, user| user - AIDE),
    of_user("one-student-twice", "dup-person-suspected", "familyName", Make::Like(next_student))
        .bulk()
        .between(students)
        .only(both_have_birthdays)
        .keeps(birthday_of_next)
        .also(is_the_next_one)
        .twin(next_student),
    kind("two-races-of-one", "demographics-race-all-false", Table::Demographics, "demographicRaceTwoOrMoreRaces", Make::Word("true"))
        .when(|cells| RACES.iter().filter(|race| cells.get(race) == "true").count() == 1),
    kind("profile-that-goes", "ref-to-deleted", Table::Roles, "userProfileSourcedId", Make::Same)
        .bulk()
        .between(students)
        .when(has_profile)
        .also(profile_goes),
    kind("profile-of-somebody-else", "role-profile-of-other", Table::Roles, "userProfileSourcedId", Make::Like(next_profiled))
        .bulk()
        .between(students)
        .when(has_profile),
    kind("enrolled-twice", "dup-enrollment", Table::Enrollments, "userSourcedId", Make::Like(classmate))
        .bulk()
        .when(of_student)
        .twin(classmate),
    kind("two-primary-teachers", "class-many-primary", Table::Enrollments, "primary", Make::Word("true"))
        .bulk()
        .when(|cells| cells.get("role") == "teacher")
        .twin(first_teacher),
    of_user("address-twice", "dup-email", "email", Make::Like(next_student)).bulk().between(students).twin(next_student),
    of_user("username-twice", "dup-username", "username", Make::Like(next_student)).bulk().between(students).twin(next_student),
    of_user("identifier-twice", "dup-identifier", "identifier", Make::Like(next_student)).bulk().between(students).twin(next_student),
    of_user("master-identifier-twice", "dup-master-identifier", "userMasterIdentifier", Make::Like(next_student))
        .bulk()
        .between(students)
        .twin(next_student),
    of_user("primary-org-without-role", "user-primary-org-no-role", "primaryOrgSourcedId", Make::District)
        .bulk()
        .between(students)
        .keeps(main_role),
    kind("no-primary-role", "user-primary-role-count", Table::Roles, "roleType", Make::Word("secondary")).bulk().between(students),
    kind("role-that-has-ended", "role-expired", Table::Roles, "endDate", Make::Word("2026-09-30")).between(students),
    of_user("own-agent", "agent-not-adult", "agentSourcedIds", Make::OwnId).bulk().between(students),
    of_user("six-guardians", "student-many-guardians", "agentSourcedIds", Make::Made(six_guardians)).bulk().between(students),
    of_user("student-without-grade", "student-no-grade", "grades", Make::Word("")).bulk().between(students).keeps(main_role),
    of_user("two-grades", "student-many-grades", "grades", Make::Word("03,04")).bulk().between(students).keeps(main_role),
    of_user("teacher-without-address", "teacher-no-email", "email", Make::Word("")).bulk().between(teachers).keeps(main_role),
    of_user("student-without-address", "student-no-email", "email", Make::Word("")).bulk().between(students).keeps(main_role),
    of_user("address-in-words", "email-format", "email", Make::Edit(|text| text.replace('@', " at "))).when(has_address),
    of_user("address-elsewhere", "email-domain-outlier", "email", Make::Edit(|text| text.replace("mvusd.example", "letters.example")))
        .bulk()
        .between(students)
        .keeps(main_role),
    of_user("grade-in-words", "grade-value", "grades", Make::Word("First grade")).between(students),
    of_user("grade-without-zero", "grade-unpadded", "grades", Make::Word("3")).between(students),
    of_user("number-of-a-spreadsheet", "csv-excel-scientific", "identifier", Make::Word("1.23457E+11")),
    of_user("user-ids-without-braces", "userids-format", "userIds", Make::Edit(|text| text.replace(['{', '}'], "")))
        .when(|cells| !cells.get("userIds").is_empty()),
    of_user("phone-with-hyphen", "phone-format", "phone", Make::Word("555-0100")),
    of_user("name-with-sign", "name-strict-charset", "givenName", Make::Edit(|text| format!("{text}*"))),
    of_user("test-person", "placeholder-record", "familyName", Make::Word("Test")),
    of_user("list-without-quotes", "csv-unquoted-list", "agentSourcedIds", Make::Unquoted)
        .bulk()
        .between(students)
        .when(|cells| cells.get("agentSourcedIds").contains(',')),
];
