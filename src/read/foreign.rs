//! Formats that are taken for OneRoster: what they are called and how they are told.

use super::header::plain_name;

/// A file for telling formats: its plain name without folder, and its plain header names.
pub(super) struct Look {
    pub file: String,
    pub names: Vec<String>,
}

impl Look {
    pub(super) fn new(file: &str, names: &[String]) -> Self {
        let base = file.rsplit('/').next().unwrap_or(file);
        Self { file: plain_name(base), names: names.iter().map(|name| plain_name(name)).collect() }
    }

    fn is(&self, file: &str, has: &[&str], lacks: &[&str]) -> bool {
        let present = |name: &&str| self.names.iter().any(|known| known == name);
        self.file == file && has.iter().all(present) && !lacks.iter().any(present)
    }
}

/// One sign of a format: the file, names that its header has, and names that it lacks.
type Sign = (&'static str, &'static [&'static str], &'static [&'static str]);

const SDS_2_1: &[Sign] = &[
    ("users.csv", &["activedirectorymatchid"], &["orgsourcedids", "status"]),
    ("roles.csv", &["usersourcedid", "orgsourcedid", "role"], &["sourcedid", "roletype"]),
    ("enrollments.csv", &["classsourcedid", "usersourcedid", "role"], &["sourcedid"]),
    ("relationships.csv", &["usersourcedid", "relationshipusersourcedid"], &[]),
    ("userflags.csv", &["usersourcedid", "flag"], &[]),
];

const SDS_1: &[Sign] = &[
    ("school.csv", &["sisid", "name"], &[]),
    ("section.csv", &["sisid", "schoolsisid"], &[]),
    ("student.csv", &["sisid", "schoolsisid"], &[]),
    ("teacher.csv", &["sisid", "schoolsisid"], &[]),
    ("studentenrollment.csv", &["sectionsisid", "sisid"], &[]),
    ("teacherroster.csv", &["sectionsisid", "sisid"], &[]),
];

const CLEVER: &[Sign] = &[
    ("schools.csv", &["school_id", "school_name"], &[]),
    ("students.csv", &["student_id", "school_id"], &[]),
    ("teachers.csv", &["teacher_id", "school_id"], &[]),
    ("sections.csv", &["section_id", "school_id"], &[]),
    ("enrollments.csv", &["school_id", "section_id", "student_id"], &[]),
];

const CANVAS: &[Sign] = &[
    ("users.csv", &["user_id", "login_id"], &[]),
    ("courses.csv", &["course_id", "short_name", "long_name"], &[]),
    ("sections.csv", &["section_id", "course_id"], &["school_id"]),
    ("enrollments.csv", &["user_id", "role"], &["school_id"]),
    ("accounts.csv", &["account_id", "parent_account_id"], &[]),
    ("terms.csv", &["term_id", "name"], &[]),
];

/// The format that at least two of its signs show, or one if there is but one file.
pub(super) fn by_headers(looks: &[Look]) -> Option<&'static str> {
    let formats = [
        ("Microsoft School Data Sync 2.1", SDS_2_1),
        ("Microsoft School Data Sync 1", SDS_1),
        ("Clever SFTP", CLEVER),
        ("Canvas SIS", CANVAS),
    ];
    let needed = if looks.len() > 1 { 2 } else { 1 };
    formats.into_iter().find_map(|(name, signs)| {
        let shown = signs.iter().filter(|(file, has, lacks)| looks.iter().any(|look| look.is(file, has, lacks))).count();
        (shown >= needed).then_some(name)
    })
}

/// Documents that are zip archives inside, by the names of their entries.
pub(super) fn by_entries<'a>(names: &(impl Iterator<Item = &'a str> + Clone)) -> Option<&'static str> {
    let has = |wanted: &str| names.clone().any(|name| name == wanted);
    let signs = [
        ("xl/workbook.xml", "Excel workbook (.xlsx)"),
        ("xl/workbook.bin", "Excel workbook (.xlsb)"),
        ("word/document.xml", "Word document (.docx)"),
        ("ppt/presentation.xml", "PowerPoint presentation (.pptx)"),
        ("META-INF/MANIFEST.MF", "Java archive"),
    ];
    if let Some((_, name)) = signs.into_iter().find(|(entry, _)| has(entry)) {
        return Some(name);
    }
    (has("mimetype") && has("content.xml")).then_some("OpenDocument file")
}

/// What a file seems to be by its first bytes, for files that are named like an archive and are none.
pub(super) fn by_first_bytes(head: &[u8]) -> Option<&'static str> {
    let signs: [(&[u8], &str); 13] = [
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"BM", "a BMP picture"),
        (b"%PDF", "a PDF document"),
        (b"Rar!", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\xd0\xcf\x11\xe0", "an old Office document (.xls, .doc)"),
        (b"SQLite format 3", "an SQLite database"),
        (b"<!DOCTYPE", "a web page"),
        (b"<html", "a web page"),
        (b"{", "JSON text"),
    ];
    signs.into_iter().find(|(sign, _)| head.starts_with(sign)).map(|(_, name)| name)
}
