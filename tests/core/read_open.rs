//! Opening: sources of every kind, and what is seen in them.

use std::fs;

use roster_inspector::job::Watch;
use roster_inspector::read::{self, ColumnMeaning, FactKind, FileId, Limits, Package, ReadErrorKind, SourceKind};
use roster_inspector::spec::{Mode, Table, Version};
use zip::CompressionMethod;

use crate::read_making::{ORGS, RawEntry, details, open, raw_zip, read_whole, write_file, write_zip, zip_bytes};

const TWO_ORGS: &[u8] = b"sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\na,,,Oak,school,,\nb,,,Elm,school,,\n";
const MANIFEST: &str = "propertyName,value\nmanifest.version,1.0\n";
const USERS_1_1: &str = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n";
const USERS_1_2: &str = "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName\n";

/// Opens a folder with these files.
fn folder(files: &[(&str, &[u8])]) -> Package {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        write_file(folder.path(), name, bytes);
    }
    open(folder.path()).expect("it opens")
}

/// Opens an archive with these files.
fn zipped(files: &[(&str, &[u8])]) -> Package {
    let folder = tempfile::tempdir().expect("a temporary folder");
    open(&write_zip(folder.path(), "a.zip", files)).expect("it opens")
}

/// Opens these bytes as a zip and counts the rows of orgs.csv.
fn org_rows(bytes: &[u8]) -> (Package, u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let package = open(&write_file(folder.path(), "a.zip", bytes)).expect("it opens");
    let file = package.table_file(Table::Orgs).expect("orgs.csv");
    let whole = read_whole(&package, file).expect("it is read");
    assert_eq!(whole.end.facts, [], "nothing is wrong with it");
    (package, whole.end.rows)
}

#[test]
fn archives_of_every_make_are_read() {
    let mut entry = RawEntry::deflated("orgs.csv", TWO_ORGS);
    let stored = RawEntry::stored("users.csv", USERS_1_1.as_bytes());
    assert_eq!(org_rows(&raw_zip(&[stored.clone(), entry.clone()])).1, 2);
    entry.descriptor = true;
    assert_eq!(org_rows(&raw_zip(&[stored.clone(), entry.clone()])).1, 2);
    entry.zip64 = true;
    assert_eq!(org_rows(&raw_zip(&[stored.clone(), entry.clone()])).1, 2);
    entry.descriptor = false;
    assert_eq!(org_rows(&raw_zip(&[stored, entry])).1, 2);
    assert_eq!(org_rows(&zip_bytes(&[("orgs.csv", TWO_ORGS)], CompressionMethod::Stored)).1, 2);
}

#[test]
fn an_archive_behind_a_program_is_read() {
    let mut bytes = vec![b'M'; 5000];
    bytes.extend(zip_bytes(&[("orgs.csv", TWO_ORGS)], CompressionMethod::Deflated));
    assert_eq!(org_rows(&bytes).1, 2);
}

#[test]
fn a_zip_tells_its_size_and_its_files() {
    let package = zipped(&[("manifest.csv", MANIFEST.as_bytes()), ("orgs.csv", TWO_ORGS)]);
    assert_eq!((package.kind, package.name.as_str()), (SourceKind::Zip, "a.zip"));
    assert!(package.bytes > 200 && package.modified.is_some());
    assert_eq!(package.files.len(), 2);
    assert_eq!(package.files[1].bytes, TWO_ORGS.len() as u64);
    assert_eq!(package.table_file(Table::Orgs), Some(FileId(1)));
    assert_eq!(package.table_file(Table::Users), None);
    assert_eq!(package.facts, []);
}

#[test]
fn the_folder_that_was_zipped_is_stripped() {
    let package = zipped(&[("export/", b""), ("export/orgs.csv", TWO_ORGS), ("export/users.csv", USERS_1_1.as_bytes())]);
    assert_eq!(details(&package.facts, FactKind::FilesInFolder), ["export"]);
    assert!(package.table_file(Table::Users).is_some());
    let package = folder(&[("inner/orgs.csv", TWO_ORGS)]);
    assert_eq!(details(&package.facts, FactKind::FilesInFolder), ["inner"]);
    assert!(package.table_file(Table::Orgs).is_some());
}

#[test]
fn litter_is_ignored_and_named() {
    let package =
        zipped(&[("orgs.csv", TWO_ORGS), ("__MACOSX/._orgs.csv", b"x"), (".DS_Store", b"x"), ("Thumbs.db", b"x"), ("desktop.ini", b"x")]);
    assert_eq!(package.files.len(), 1);
    assert_eq!(details(&package.facts, FactKind::OsJunk), ["__MACOSX/._orgs.csv", ".DS_Store", "Thumbs.db", "desktop.ini"]);
}

#[test]
fn wrong_case_unknown_and_second_files_are_facts() {
    let package = zipped(&[
        ("Orgs.csv", b"sourcedId\nx\n"),
        ("orgs.csv", TWO_ORGS),
        ("USERS.CSV", USERS_1_1.as_bytes()),
        ("notes.txt", b"x"),
        ("roles.csv", b"sourcedId\n"),
    ]);
    assert_eq!(details(&package.facts, FactKind::WrongCaseName), ["USERS.CSV"]);
    assert_eq!(details(&package.facts, FactKind::DuplicateEntry), ["Orgs.csv"]);
    assert_eq!(details(&package.facts, FactKind::UnknownFile), ["notes.txt", "roles.csv"]);
    // The exact name is taken, whichever stands first.
    assert_eq!(package.table_file(Table::Orgs), Some(FileId(1)));
    let same = raw_zip(&[RawEntry::stored("orgs.csv", TWO_ORGS), RawEntry::stored("orgs.csv", b"sourcedId\n")]);
    let (package, rows) = org_rows(&same);
    assert_eq!((details(&package.facts, FactKind::DuplicateEntry), rows), (vec!["orgs.csv".to_owned()], 2));
}

#[test]
fn a_zip_in_a_zip_is_opened() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let inner = zip_bytes(&[("orgs.csv", TWO_ORGS)], CompressionMethod::Deflated);
        let (package, rows) = org_rows(&zip_bytes(&[("readme.txt", b"x"), ("roster.zip", &inner)], method));
        assert_eq!(rows, 2);
        assert_eq!(details(&package.facts, FactKind::NestedArchive), ["roster.zip"]);
    }
}

#[test]
fn loose_files_make_a_package() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let orgs = write_file(folder.path(), "orgs.csv", TWO_ORGS);
    let users = write_file(folder.path(), "users (1).csv", USERS_1_1.as_bytes());
    let package = read::open(&[orgs.clone(), users], &Limits::default(), &Watch::new()).expect("it opens");
    assert_eq!((package.kind, package.name.as_str()), (SourceKind::Files, "orgs.csv"));
    assert_eq!(package.table_file(Table::Users), Some(FileId(1)), "by its header");
    let zip = write_zip(folder.path(), "a.zip", &[("orgs.csv", TWO_ORGS)]);
    let error = read::open(&[orgs, zip], &Limits::default(), &Watch::new()).expect_err("they cannot be opened together");
    assert_eq!(error.kind, ReadErrorKind::Mixed);
}

#[test]
fn files_in_the_program_are_read_likewise() {
    static FILES: &[(&str, &[u8])] = &[("orgs.csv", TWO_ORGS)];
    let package = read::open_embedded("Sample district", FILES).expect("it opens");
    assert_eq!((package.kind, package.name.as_str()), (SourceKind::Embedded, "Sample district"));
    assert_eq!(read_whole(&package, FileId(0)).expect("it is read").end.rows, 2);
    let source = package.source_text(FileId(0), (71, 2), 1, &Watch::new()).expect("it is there");
    assert_eq!(source.text, "b,,,Elm,school,,");
}

#[test]
fn limits_are_kept_and_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let many: Vec<(String, &[u8])> = (0..30).map(|number| (format!("file{number}.csv"), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let zip = write_zip(folder.path(), "many.zip", &many);
    let tight = Limits { entries: 20, ..Limits::default() };
    let error = read::open(&[zip], &tight, &Watch::new()).expect_err("too many entries");
    assert_eq!(error.kind, ReadErrorKind::Limit);
    assert!(error.to_string().contains("more than 20 entries"), "{error}");

    let big = write_zip(folder.path(), "big.zip", &[("orgs.csv", &vec![b'a'; 3 << 20])]);
    let tight = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(read::open(std::slice::from_ref(&big), &tight, &Watch::new()).expect_err("too large").kind, ReadErrorKind::Limit);

    let tight = Limits { ratio: 50, ratio_from: 1 << 20, ..Limits::default() };
    let package = read::open(&[big], &tight, &Watch::new()).expect("it opens");
    let end = read_whole(&package, FileId(0)).expect("it is read").end;
    assert_eq!(details(&end.facts, FactKind::LimitReached), ["unpacked bytes for each packed byte, 50"]);
    assert!(end.form.bytes < 3 << 20);
}

#[test]
fn an_archive_that_hides_its_size_is_stopped_by_the_limit() {
    let mut entry = RawEntry::deflated("orgs.csv", &vec![b'a'; 3 << 20]);
    entry.unpacked = 100;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write_file(folder.path(), "a.zip", &raw_zip(&[entry]));
    let tight = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    let package = read::open(&[path], &tight, &Watch::new()).expect("it opens");
    let end = read_whole(&package, FileId(0)).expect("it is read").end;
    assert_eq!(details(&end.facts, FactKind::LimitReached), ["unpacked size, 1048576 bytes"]);
}

#[test]
fn versions_are_told_by_manifest_and_headers_together() {
    let manifest = |version: &str| format!("{MANIFEST}oneroster.version,{version}\n").into_bytes();
    let cases: [(&str, &str, Version, bool); 6] = [
        ("1.1", USERS_1_1, Version::V1_1, false),
        ("1.2", USERS_1_2, Version::V1_2_1, false),
        ("1.2.1", USERS_1_2, Version::V1_2_1, false),
        ("1.2", USERS_1_1, Version::V1_1, true),
        ("1.1", USERS_1_2, Version::V1_2_1, true),
        ("1.2", "sourcedId\n", Version::V1_2_1, false),
    ];
    for (said, users, version, disagrees) in cases {
        let package = zipped(&[("manifest.csv", &manifest(said)), ("users.csv", users.as_bytes())]);
        assert_eq!(package.detected.version, version, "{said} with {users}");
        assert_eq!(details(&package.facts, FactKind::VersionDisagrees).len(), usize::from(disagrees), "{said} with {users}");
        assert!(!package.detected.reasons.is_empty());
    }
    let with_resources = USERS_1_2.replace("userMasterIdentifier", "userMasterIdentifier,resourceSourcedIds");
    let package = zipped(&[("manifest.csv", &manifest("1.2")), ("users.csv", with_resources.as_bytes())]);
    assert_eq!(package.detected.version, Version::V1_2_0);
}

#[test]
fn version_1_0_is_known_by_its_tells_unless_there_is_a_manifest() {
    let users =
        b"sourcedId,status,dateLastModified,orgSourcedIds,role,username,userId,givenName,familyName,identifier,email,sms,phone,agents\n";
    let demographics = b"userSourcedId,status,dateLastModified,birthdate,sex\nu1,active,2016-01-01,2001-01-01,male\n";
    let package = zipped(&[("users.csv", users), ("demographics.csv", demographics)]);
    assert_eq!(package.detected.version, Version::V1_0);
    let header = package.files[1].header.as_ref().expect("a header");
    assert!(matches!(header.columns[0].meaning, ColumnMeaning::Renamed(spec) if spec.name == "sourcedId"));
    assert!(matches!(header.columns[3].meaning, ColumnMeaning::Renamed(spec) if spec.name == "birthDate"));
    let package = zipped(&[("manifest.csv", MANIFEST.as_bytes()), ("users.csv", users), ("demographics.csv", demographics)]);
    assert_eq!(package.detected.version, Version::V1_1);
}

#[test]
fn modes_are_told_by_manifest_and_rows_together() {
    let orgs = |rows: &str| format!("{ORGS}{rows}").into_bytes();
    let filled = orgs("a,active,2026-01-01T00:00:00.000Z,Oak,school,,\n");
    let deleted = orgs("a,tobedeleted,2026-01-01T00:00:00.000Z,Oak,school,,\n");
    let blank = orgs("a,,,Oak,school,,\n");
    for (said, rows, mode, disagrees) in [
        ("bulk", &blank, Mode::Bulk, false),
        ("delta", &filled, Mode::Delta, false),
        ("bulk", &filled, Mode::Bulk, true),
        ("delta", &blank, Mode::Delta, true),
        ("absent", &filled, Mode::Bulk, false),
        ("absent", &deleted, Mode::Delta, false),
    ] {
        let manifest = format!("{MANIFEST}file.orgs,{said}\n");
        let package = zipped(&[("manifest.csv", manifest.as_bytes()), ("orgs.csv", rows)]);
        assert_eq!(package.detected.modes[Table::Orgs.index()], Some(mode), "{said}");
        assert_eq!(details(&package.facts, FactKind::ModeDisagrees).len(), usize::from(disagrees), "{said}");
        assert_eq!(package.manifest.as_ref().and_then(|manifest| manifest.value("file.orgs")), Some(said));
        assert_eq!(package.manifest.as_ref().map(|manifest| manifest.properties[1].2), Some(3));
    }
    assert_eq!(folder(&[("orgs.csv", &blank)]).detected.modes[Table::Users.index()], None);
}

#[test]
fn header_names_are_matched_despite_case_spaces_and_invisible_characters() {
    let package = folder(&[("orgs.csv", "SourcedID, status ,\u{200b}name,name,metadata.color,color,,type\u{a0}\nx\n".as_bytes())]);
    let header = package.files[0].header.as_ref().expect("a header");
    let told: Vec<String> = header
        .columns
        .iter()
        .map(|column| match column.meaning {
            ColumnMeaning::Exact(spec) => format!("exact {}", spec.name),
            ColumnMeaning::Loose(spec) => format!("loose {}", spec.name),
            ColumnMeaning::Renamed(spec) => format!("renamed {}", spec.name),
            ColumnMeaning::Metadata => "metadata".to_owned(),
            ColumnMeaning::Unknown => "unknown".to_owned(),
            ColumnMeaning::Duplicate => "duplicate".to_owned(),
            ColumnMeaning::Blank => "blank".to_owned(),
        })
        .collect();
    // The exact name goes before the one with an invisible character that stands first.
    assert_eq!(told, ["loose sourcedId", "loose status", "duplicate", "exact name", "metadata", "unknown", "blank", "loose type"]);
    assert_eq!(header.columns[1].name, " status ");
}

#[test]
fn other_formats_are_called_by_their_name() {
    let sds = folder(&[
        ("users.csv", b"sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms\n"),
        ("roles.csv", b"userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary,roleStartDate,roleEndDate\n"),
        ("enrollments.csv", b"classSourcedId,userSourcedId,role\n"),
    ]);
    assert_eq!(sds.detected.foreign, Some("Microsoft School Data Sync 2.1"));
    let sds_1 = folder(&[
        ("School.csv", b"SIS ID,Name\n"),
        ("Section.csv", b"SIS ID,School SIS ID,Section Name\n"),
        ("Student.csv", b"SIS ID,School SIS ID,Username\n"),
    ]);
    assert_eq!(sds_1.detected.foreign, Some("Microsoft School Data Sync 1"));
    let clever =
        folder(&[("schools.csv", b"School_id,School_name,School_number\n"), ("students.csv", b"School_id,Student_id,Last_name\n")]);
    assert_eq!(clever.detected.foreign, Some("Clever SFTP"));
    let canvas = zipped(&[
        ("users.csv", b"user_id,login_id,first_name,status\n"),
        ("enrollments.csv", b"course_id,user_id,role,section_id,status\n"),
    ]);
    assert_eq!(canvas.detected.foreign, Some("Canvas SIS"));
    let excel = zipped(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]);
    assert_eq!(excel.detected.foreign, Some("Excel workbook (.xlsx)"));
    for package in [sds, sds_1, clever, canvas, excel] {
        assert_eq!(details(&package.facts, FactKind::ForeignFormat).len(), 1);
        assert_eq!(details(&package.facts, FactKind::UnknownFile), Vec::<String>::new());
    }
    let own = folder(&[("users.csv", USERS_1_1.as_bytes()), ("orgs.csv", TWO_ORGS)]);
    assert_eq!(own.detected.foreign, None);
}

#[test]
fn empty_files_in_a_package_are_facts() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let package = open(&write_zip(folder.path(), "a.zip", &[("orgs.csv", TWO_ORGS), ("users.csv", b"")])).expect("it opens");
    assert_eq!(details(&package.facts, FactKind::EmptyFile), ["users.csv"]);
    assert!(package.files[1].header.is_none());
    assert_eq!(read_whole(&package, FileId(1)).expect("it is read").end.rows, 0);
}

#[test]
fn a_source_is_never_changed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write_zip(folder.path(), "a.zip", &[("orgs.csv", TWO_ORGS)]);
    let before = (fs::read(&path).expect("its bytes"), fs::metadata(&path).expect("its time").modified().ok());
    read_whole(&open(&path).expect("it opens"), FileId(0)).expect("it is read");
    assert_eq!(before, (fs::read(&path).expect("its bytes"), fs::metadata(&path).expect("its time").modified().ok()));
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}
