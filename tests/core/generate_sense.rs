//! Generated districts make sense: nobody has two usernames, every class has one primary teacher, guardians know their
//! children, dates lie inside their terms. Judged in mid-year there is nothing to report.

use std::collections::{BTreeMap, HashMap, HashSet};

use roster_inspector::generate::Options;
use roster_inspector::spec::Table;

use super::generate::{District, Rows, districts, generate};

/// Mid-year: the day that generated districts are judged by.
const TODAY: &str = "2026-11-23";

fn each(test: impl Fn(&District)) {
    // A delta holds a part of the rows, so most of what makes sense of them is not there.
    districts().iter().filter(|district| !district.options.delta).for_each(test);
}

fn unique<'a>(what: &str, values: impl Iterator<Item = &'a str>) {
    let mut seen = HashSet::new();
    for value in values.filter(|value| !value.is_empty()) {
        assert!(seen.insert(value.to_lowercase()), "{what} {value} stands twice");
    }
}

/// The role and orgs of each user, from users.csv in 1.1 and roles.csv in 1.2.
fn belongings(district: &District) -> BTreeMap<&str, (Vec<&str>, Vec<&str>)> {
    let mut found: BTreeMap<&str, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    if district.options.version.is_1_2() {
        let roles = district.rows(Table::Roles);
        for record in &roles.records {
            let (kinds, orgs) = found.entry(roles.cell(record, "userSourcedId")).or_default();
            kinds.push(roles.cell(record, "role"));
            orgs.push(roles.cell(record, "orgSourcedId"));
        }
    } else {
        let users = district.rows(Table::Users);
        for record in &users.records {
            let orgs = users.cell(record, "orgSourcedIds").split(',').collect();
            found.insert(users.cell(record, "sourcedId"), (vec![users.cell(record, "role")], orgs));
        }
    }
    found
}

#[test]
fn numbers_are_in_proportion() {
    each(|district| {
        let students = district.options.students as usize;
        let belongings = belongings(district);
        let count = |role: &str| belongings.values().filter(|(roles, _)| roles.contains(&role)).count();
        assert_eq!(count("student"), students);
        if students >= 500 {
            let guardians = count("parent") + count("guardian") + count("relative");
            let per_student = |count: usize| count as f64 / students as f64;
            assert!((1.5..1.7).contains(&per_student(guardians)), "{guardians} guardians");
            let enrollments = district.rows(Table::Enrollments).records.len();
            assert!((7.2..8.0).contains(&per_student(enrollments)), "{enrollments} enrollments");
            let classes = district.rows(Table::Classes).records.len();
            assert!((12.0..26.0).contains(&(7.0 * students as f64 / classes as f64)), "{classes} classes");
            assert!((0.03..0.12).contains(&per_student(count("teacher"))), "{} teachers", count("teacher"));
        }
        let demographics = district.rows(Table::Demographics).records.len();
        assert_eq!(demographics, students - (students + 122) / 200);
    });
}

#[test]
fn people_are_told_apart() {
    each(|district| {
        let users = district.rows(Table::Users);
        unique("username", users.column("username"));
        unique("email", users.column("email"));
        unique("identifier", users.column("identifier"));
        unique("userIds", users.column("userIds"));
        for email in users.column("email").filter(|email| !email.is_empty()) {
            assert!(email.is_ascii() && email.ends_with(".example") && email.matches('@').count() == 1, "{email}");
        }
        for phone in users.column("phone").chain(users.column("sms")).filter(|phone| !phone.is_empty()) {
            assert!(phone.len() == 12 && phone.starts_with("+1") && &phone[5..10] == "55501", "{phone}");
        }
        assert!(users.column("password").all(str::is_empty));
        if district.options.version.is_1_2() {
            unique("userMasterIdentifier", users.column("userMasterIdentifier"));
        }
    });
}

#[test]
fn names_come_in_many_scripts() {
    let district = generate(Options { students: 2000, ..Options::default() });
    let text: String = district.rows(Table::Users).column("familyName").collect();
    for (script, first, last) in [
        ("Latin with marks", 'à', 'ž'),
        ("Greek", 'Α', 'ω'),
        ("Cyrillic", 'А', 'я'),
        ("Hebrew", 'א', 'ת'),
        ("Arabic", 'ء', 'ي'),
        ("Devanagari", 'अ', 'ह'),
        ("Thai", 'ก', 'ฮ'),
        ("Han", '一', '龥'),
        ("Hangul", '가', '힣'),
    ] {
        assert!(text.chars().any(|c| (first..=last).contains(&c)), "no {script}");
    }
}

#[test]
fn students_have_a_grade_and_a_fitting_age() {
    each(|district| {
        let users = district.rows(Table::Users);
        let by_id = users.by("sourcedId");
        let demographics = district.rows(Table::Demographics);
        for record in &demographics.records {
            let grade = users.cell(by_id[demographics.cell(record, "sourcedId")], "grades");
            let years: i32 = if grade == "KG" { 0 } else { grade.parse().unwrap() };
            let born: i32 = demographics.cell(record, "birthDate")[..4].parse().unwrap();
            assert!(matches!(2026 - born - years, 5 | 6), "born {born} in grade {grade}");
            let races =
                ["americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander", "white"];
            let ticked = races.iter().filter(|race| demographics.cell(record, race) == "true").count();
            assert!(ticked == 1 + usize::from(demographics.cell(record, "demographicRaceTwoOrMoreRaces") == "true"));
        }
    });
}

#[test]
fn guardians_and_children_know_each_other() {
    each(|district| {
        let users = district.rows(Table::Users);
        let by_id = users.by("sourcedId");
        let belongings = belongings(district);
        for record in &users.records {
            let id = users.cell(record, "sourcedId");
            let agents: Vec<_> = users.cell(record, "agentSourcedIds").split(',').filter(|agent| !agent.is_empty()).collect();
            let (roles, orgs) = &belongings[id];
            let is_staff =
                roles.iter().any(|role| role.to_lowercase().contains("admin") || ["teacher", "aide", "principal"].contains(role));
            assert_eq!(agents.is_empty(), is_staff, "{id} {roles:?}");
            assert!(agents.len() < 5 && agents.iter().collect::<HashSet<_>>().len() == agents.len());
            for agent in agents {
                let back = users.cell(by_id[agent], "agentSourcedIds");
                assert!(back.split(',').any(|other| other == id), "{agent} does not know {id}");
                assert!(roles.contains(&"student") != belongings[agent].0.contains(&"student"));
                assert_eq!(&belongings[agent].1, orgs);
            }
        }
    });
}

/// Start and end of each session, by sourcedId.
fn spans(sessions: &Rows) -> HashMap<&str, (&str, &str)> {
    let span = |record| (sessions.cell(record, "startDate"), sessions.cell(record, "endDate"));
    sessions.records.iter().map(|record| (sessions.cell(record, "sourcedId"), span(record))).collect()
}

#[test]
fn sessions_nest_and_do_not_overlap() {
    each(|district| {
        let sessions = district.rows(Table::AcademicSessions);
        let spans = spans(sessions);
        for record in &sessions.records {
            let (start, end) = spans[sessions.cell(record, "sourcedId")];
            assert!(start < end && sessions.cell(record, "schoolYear") == "2027");
            let parent = sessions.cell(record, "parentSourcedId");
            assert_eq!(parent.is_empty(), sessions.cell(record, "type") == "schoolYear");
            assert!(parent.is_empty() || (spans[parent].0 <= start && end <= spans[parent].1));
            for other in &sessions.records {
                let is_sibling = other != record && !parent.is_empty() && sessions.cell(other, "parentSourcedId") == parent;
                let (other_start, other_end) = spans[sessions.cell(other, "sourcedId")];
                assert!(!is_sibling || other_end < start || end < other_start, "{record:?} {other:?}");
            }
        }
    });
}

#[test]
fn every_class_is_held_now_and_has_students_and_one_primary_teacher() {
    each(|district| {
        let classes = district.rows(Table::Classes);
        let enrollments = district.rows(Table::Enrollments);
        let spans = spans(district.rows(Table::AcademicSessions));
        let (mut primary, mut members) = (HashMap::new(), HashMap::new());
        for record in &enrollments.records {
            let class = enrollments.cell(record, "classSourcedId");
            let is_teacher = enrollments.cell(record, "role") == "teacher";
            if enrollments.cell(record, "primary") == "true" {
                assert!(is_teacher);
                *primary.entry(class).or_insert(0) += 1;
            }
            *members.entry(class).or_insert(0) += usize::from(!is_teacher);
        }
        unique("class", classes.column("sourcedId"));
        for record in &classes.records {
            let id = classes.cell(record, "sourcedId");
            assert_eq!(primary.get(id), Some(&1), "{record:?}");
            assert!((1..=25).contains(&members[id]), "{record:?}");
            let terms: Vec<_> = classes.cell(record, "termSourcedIds").split(',').map(|term| spans[term]).collect();
            assert!(terms.iter().any(|(start, end)| (*start..=*end).contains(&TODAY)), "{record:?}");
            let count = |name: &str| classes.cell(record, name).split(',').filter(|item| !item.is_empty()).count();
            assert_eq!(count("subjects"), count("subjectCodes"));
        }
    });
}

#[test]
fn enrollments_fit_their_class_and_user() {
    each(|district| {
        let classes = district.rows(Table::Classes);
        let by_id = classes.by("sourcedId");
        let enrollments = district.rows(Table::Enrollments);
        let spans = spans(district.rows(Table::AcademicSessions));
        let belongings = belongings(district);
        let mut pairs = HashSet::new();
        let mut seen = HashSet::new();
        for record in &enrollments.records {
            let cell = |name| enrollments.cell(record, name);
            let class = by_id[cell("classSourcedId")];
            let user = cell("userSourcedId");
            assert!(pairs.insert((cell("classSourcedId"), user)), "{user} stands twice in a class");
            seen.insert(user);
            assert_eq!(classes.cell(class, "schoolSourcedId"), cell("schoolSourcedId"));
            let (roles, orgs) = &belongings[user];
            assert!(roles.contains(&cell("role")) && orgs.contains(&cell("schoolSourcedId")), "{record:?}");
            let terms = || classes.cell(class, "termSourcedIds").split(',').map(|term| spans[term]);
            assert!(terms().map(|term| term.0).min().unwrap() <= cell("beginDate"));
            assert!(cell("beginDate") < TODAY && TODAY < cell("endDate"));
            assert!(cell("endDate") <= terms().map(|term| term.1).max().unwrap());
        }
        for (user, (roles, _)) in &belongings {
            let is_expected = roles.iter().any(|role| ["student", "teacher"].contains(role));
            assert_eq!(seen.contains(user), is_expected, "{user} {roles:?}");
        }
    });
}

#[test]
fn each_user_of_1_2_has_one_primary_role_in_each_org() {
    each(|district| {
        let Some(roles) = district.files.get(&Table::Roles) else { return };
        let mut primary = HashMap::new();
        for record in &roles.records {
            let pair = (roles.cell(record, "userSourcedId"), roles.cell(record, "orgSourcedId"));
            *primary.entry(pair).or_insert(0) += usize::from(roles.cell(record, "roleType") == "primary");
        }
        assert!(primary.values().all(|&count| count == 1));
        let profiles = district.rows(Table::UserProfiles);
        let by_id = profiles.by("sourcedId");
        for record in &roles.records {
            let profile = roles.cell(record, "userProfileSourcedId");
            assert!(profile.is_empty() || profiles.cell(by_id[profile], "userSourcedId") == roles.cell(record, "userSourcedId"));
        }
        let users = district.rows(Table::Users);
        for record in &users.records {
            let pair = (users.cell(record, "sourcedId"), users.cell(record, "primaryOrgSourcedId"));
            assert_eq!(primary.get(&pair), Some(&1));
        }
    });
}

#[test]
fn results_fit_their_line_item() {
    each(|district| {
        let Some(results) = district.files.get(&Table::Results) else { return };
        let line_items = district.rows(Table::LineItems);
        let by_id = line_items.by("sourcedId");
        let enrollments = district.rows(Table::Enrollments);
        let enrolled: HashSet<_> = enrollments
            .records
            .iter()
            .map(|row| (enrollments.cell(row, "classSourcedId"), enrollments.cell(row, "userSourcedId")))
            .collect();
        for record in &line_items.records {
            assert!(line_items.cell(record, "assignDate") <= line_items.cell(record, "dueDate"));
        }
        let mut once = HashSet::new();
        for record in &results.records {
            let item = by_id[results.cell(record, "lineItemSourcedId")];
            let class = line_items.cell(item, "classSourcedId");
            let student = results.cell(record, "studentSourcedId");
            assert!(once.insert((results.cell(record, "lineItemSourcedId"), student)));
            assert!(enrolled.contains(&(class, student)), "{record:?}");
            assert!((line_items.cell(item, "assignDate")..TODAY).contains(&results.cell(record, "scoreDate")), "{record:?}");
            if let Ok(score) = results.cell(record, "score").parse::<f64>() {
                assert!((0.0..=line_items.cell(item, "resultValueMax").parse().unwrap()).contains(&score), "{record:?}");
            }
            if district.options.version.is_1_2() {
                assert_eq!(results.cell(record, "classSourcedId"), class);
            }
        }
    });
}

#[test]
fn resources_are_used_by_those_they_are_for() {
    each(|district| {
        let Some(used) = district.files.get(&Table::UserResources) else { return };
        let resources = district.rows(Table::Resources);
        let by_id = resources.by("sourcedId");
        let enrollments = district.rows(Table::Enrollments);
        let enrolled: HashSet<_> = enrollments
            .records
            .iter()
            .map(|row| (enrollments.cell(row, "classSourcedId"), enrollments.cell(row, "userSourcedId")))
            .collect();
        for record in &used.records {
            assert!(enrolled.contains(&(used.cell(record, "classSourcedId"), used.cell(record, "userSourcedId"))));
            let roles = resources.cell(by_id[used.cell(record, "resourceSourcedId")], "roles");
            assert!(roles.split(',').any(|role| role == "teacher"), "{roles}");
        }
    });
}

#[test]
fn a_delta_holds_a_part_and_deletes_rows_that_nothing_active_refers_to() {
    for district in districts().iter().filter(|district| district.options.delta) {
        let whole = generate(Options { delta: false, ..district.options });
        let mut gone = 0;
        let mut deleted: HashSet<(Table, &str)> = HashSet::new();
        for (table, rows) in district.files.iter().filter(|(table, _)| **table != Table::Manifest) {
            let all: HashSet<_> = whole.rows(*table).column("sourcedId").collect();
            assert!(rows.column("sourcedId").all(|id| all.contains(id)), "a delta of the same district");
            assert!(all.len() < 60 || rows.records.len() * 5 < all.len(), "{} of {} {}", rows.records.len(), all.len(), table.name());
            for record in rows.records.iter().filter(|record| &record[1] == "tobedeleted") {
                gone += 1;
                deleted.insert((*table, &record[0]));
            }
            for time in rows.column("dateLastModified") {
                assert!(("2026-08-01".."2026-11-23").contains(&time), "{time}");
            }
        }
        assert!(gone > 0, "some rows say goodbye");
        let mut outside = 0;
        for spec in district.options.version.spec().tables {
            for column in spec.columns {
                let (Some(reference), Some(rows)) = (column.reference, district.files.get(&spec.table)) else { continue };
                let known: HashSet<_> =
                    district.files.get(&reference.table).into_iter().flat_map(|rows| rows.column("sourcedId")).collect();
                for record in rows.records.iter().filter(|record| &record[1] == "active") {
                    for id in rows.cell(record, column.name).split(',').filter(|id| !id.is_empty()) {
                        assert!(!deleted.contains(&(reference.table, id)), "{record:?}");
                        outside += usize::from(!known.contains(id));
                    }
                }
            }
        }
        assert!(outside > 0, "most of what is referred to has not changed");
    }
}
