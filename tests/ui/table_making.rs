//! Small packages for the table's tests, written from the standard's own headers.

use std::fs;
use std::path::{Path, PathBuf};

use roster_inspector::spec::{Table, Version};

/// A row as column names and texts; what is not named is blank.
pub type Row<'a> = &'a [(&'a str, &'a str)];

/// A folder with a package; gone when it is dropped.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.0.path().join("roster")
    }

    /// Replaces a file.
    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.path().join(file), text).expect("the file can be written");
    }
}

/// The header of a table and these rows, with CR LF.
pub fn csv(version: Version, table: Table, rows: &[Row<'_>]) -> String {
    let spec = version.spec().table(table).expect("the version has the table");
    let names: Vec<_> = spec.columns.iter().map(|column| column.name).collect();
    let mut out = format!("{}\r\n", names.join(","));
    for row in rows {
        assert!(row.iter().all(|(name, _)| names.contains(name)), "{table:?} has all of {row:?}");
        let cell = |name: &&str| row.iter().find(|(of, _)| of == name).map_or("", |(_, text)| text);
        let cells: Vec<_> = names.iter().map(|name| quoted(cell(name))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// A folder with these files and a manifest that says so.
pub fn folder(version: Version, mode: &str, files: &[(Table, String)]) -> Folder {
    let folder = Folder(tempfile::tempdir().expect("a folder can be made"));
    fs::create_dir(folder.path()).expect("a folder can be made");
    let mut manifest = format!(
        "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,{}\r\nsource.systemName,Test\r\nsource.systemCode,T\r\n",
        version.manifest_value()
    );
    for spec in version.spec().tables.iter().filter(|spec| spec.table != Table::Manifest) {
        let there = files.iter().any(|(table, _)| *table == spec.table);
        manifest.push_str(&format!("file.{},{}\r\n", spec.table.name(), if there { mode } else { "absent" }));
    }
    folder.write("manifest.csv", &manifest);
    for (table, text) in files {
        folder.write(table.file(), text);
    }
    folder
}

const V: Version = Version::V1_1;

fn users() -> String {
    let row = |id: &'static str, given: &'static str, family: &'static str, role: &'static str, orgs: &'static str| {
        [
            ("sourcedId", id),
            ("enabledUser", "true"),
            ("orgSourcedIds", orgs),
            ("role", role),
            ("username", id),
            ("givenName", given),
            ("familyName", family),
            ("grades", if role == "student" { "08,09,10,11,12" } else { "" }),
            ("password", if role == "student" { "hunter2" } else { "" }),
        ]
    };
    let rows = [
        row("0048213", "Amina", "Haddad", "student", "0402"),
        row("0050120", "Łukasz", "Wiśniewski", "student", "0402,0410"),
        row("0057748", "נועה", "לוי", "student", "0402,0457"),
        row("t-1", "Grace", "Okafor", "teacher", "0402"),
        row("g-1", "Mateo", "Hernández", "guardian", "0402"),
    ];
    let mut rows: Vec<Vec<(&str, &str)>> = rows.iter().map(|row| row.to_vec()).collect();
    rows[0].push(("agentSourcedIds", "g-1"));
    csv(V, Table::Users, &rows.iter().map(|row| &row[..]).collect::<Vec<_>>())
}

/// A bulk 1.1 package with a broken school, a broken user, a bad date, a row that is too short, and a non-breaking space.
pub fn district() -> Folder {
    let orgs = csv(
        V,
        Table::Orgs,
        &[
            &[("sourcedId", "d-1"), ("name", "Marlow Valley USD"), ("type", "district")],
            &[("sourcedId", "0402"), ("name", "Valley Middle"), ("type", "school"), ("parentSourcedId", "d-1")],
            &[("sourcedId", "0410"), ("name", "Elm Creek High"), ("type", "school"), ("parentSourcedId", "d-1")],
        ],
    );
    let sessions = csv(
        V,
        Table::AcademicSessions,
        &[&[
            ("sourcedId", "y-26"),
            ("title", "Year 2026–27"),
            ("type", "schoolYear"),
            ("startDate", "2026-08-24"),
            ("endDate", "2027-06-12"),
            ("schoolYear", "2027"),
        ]],
    );
    let courses = csv(
        V,
        Table::Courses,
        &[&[("sourcedId", "k-1"), ("schoolYearSourcedId", "y-26"), ("title", "Mathematics"), ("orgSourcedId", "0402"), ("grades", "08")]],
    );
    let classes = csv(
        V,
        Table::Classes,
        &[
            &[
                ("sourcedId", "c-3101"),
                ("title", "Mathematics 6B"),
                ("courseSourcedId", "k-1"),
                ("classType", "scheduled"),
                ("schoolSourcedId", "0402"),
                ("termSourcedIds", "y-26"),
            ],
            &[
                ("sourcedId", "c-3108"),
                ("title", "Biology 9,\u{a0}period 3"),
                ("courseSourcedId", "k-1"),
                ("classType", "scheduled"),
                ("schoolSourcedId", "0410"),
                ("termSourcedIds", "y-26"),
            ],
        ],
    );
    let enrollment =
        |id: &'static str, class: &'static str, school: &'static str, user: &'static str, role: &'static str, begin: &'static str| {
            vec![
                ("sourcedId", id),
                ("classSourcedId", class),
                ("schoolSourcedId", school),
                ("userSourcedId", user),
                ("role", role),
                ("beginDate", begin),
            ]
        };
    let rows = [
        enrollment("e-1", "c-3101", "0402", "0048213", "student", "2026-08-24"),
        enrollment("e-2", "c-3108", "0410", "0050120", "student", "2026-08-24"),
        enrollment("e-3", "c-3101", "0457", "0057748", "student", "2026-13-01"),
        enrollment("e-4", "c-3101", "0402", "53934", "student", ""),
        enrollment("e-5", "c-3101", "0402", "t-1", "teacher", ""),
        enrollment("e-6", "c-3108", "0410", "t-1", "teacher", ""),
    ];
    let mut enrollments = csv(V, Table::Enrollments, &rows.iter().map(|row| &row[..]).collect::<Vec<_>>());
    enrollments.push_str("e-7,,,c-3101,0402\r\n");
    folder(
        V,
        "bulk",
        &[
            (Table::Orgs, orgs),
            (Table::AcademicSessions, sessions),
            (Table::Courses, courses),
            (Table::Classes, classes),
            (Table::Users, users()),
            (Table::Enrollments, enrollments),
            (Table::Demographics, csv(V, Table::Demographics, &[])),
        ],
    )
}

/// A delta 1.1 package: two changes, one of them a removal, that point outside of it.
pub fn delta() -> Folder {
    let stamp = ("dateLastModified", "2026-11-22T04:00:00.000Z");
    let users = csv(
        V,
        Table::Users,
        &[&[
            ("sourcedId", "0048213"),
            ("status", "active"),
            stamp,
            ("enabledUser", "true"),
            ("orgSourcedIds", "0402"),
            ("role", "student"),
            ("username", "amina"),
            ("givenName", "Amina"),
            ("familyName", "Haddad"),
        ]],
    );
    let enrollments = csv(
        V,
        Table::Enrollments,
        &[
            &[
                ("sourcedId", "e-1"),
                ("status", "active"),
                stamp,
                ("classSourcedId", "c-1"),
                ("schoolSourcedId", "0402"),
                ("userSourcedId", "0048213"),
                ("role", "student"),
            ],
            &[
                ("sourcedId", "e-2"),
                ("status", "tobedeleted"),
                stamp,
                ("classSourcedId", "c-1"),
                ("schoolSourcedId", "0402"),
                ("userSourcedId", "0050120"),
                ("role", "student"),
            ],
        ],
    );
    folder(V, "delta", &[(Table::Users, users), (Table::Enrollments, enrollments)])
}

/// A bulk 1.2 package with roles and an own column.
pub fn one_two() -> Folder {
    let v = Version::V1_2_1;
    let orgs = csv(v, Table::Orgs, &[&[("sourcedId", "0402"), ("name", "Valley Middle"), ("type", "school")]]);
    let users = csv(
        v,
        Table::Users,
        &[&[
            ("sourcedId", "u-1"),
            ("enabledUser", "true"),
            ("username", "u1"),
            ("givenName", "Amina"),
            ("familyName", "Haddad"),
            ("primaryOrgSourcedId", "0402"),
        ]],
    );
    let roles = csv(
        v,
        Table::Roles,
        &[&[("sourcedId", "r-1"), ("userSourcedId", "u-1"), ("roleType", "primary"), ("role", "student"), ("orgSourcedId", "0402")]],
    );
    let with_badge = |(at, line): (usize, &str)| [line, if at == 0 { ",metadata.badge" } else { ",42" }, "\r\n"].concat();
    let roles: Vec<_> = roles.lines().enumerate().map(with_badge).collect();
    let roles = roles.concat();
    folder(v, "bulk", &[(Table::Orgs, orgs), (Table::Users, users), (Table::Roles, roles)])
}

/// An invented district as a zip, for pictures and larger tables.
pub fn invented(at: &Path, students: u64) -> PathBuf {
    use roster_inspector::generate::{Ids, Options, write_district};
    let path = at.join("marlow-valley.zip");
    let options = Options { students, ids: Ids::Numeric, ..Options::default() };
    let file = fs::File::create(&path).expect("the zip can be made");
    write_district(&options, file, &roster_inspector::job::Watch::new()).expect("the district can be written");
    path
}
