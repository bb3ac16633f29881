//! Encrypted archives with a password, and whether a source is still what it was.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use roster_inspector::job::Watch;
use roster_inspector::read::{self, FactKind, FileId, OpenOptions, Package, Password, ReadError, ReadErrorKind, SourceState};
use roster_inspector::roster;
use zip::AesMode;
use zip::unstable::write::FileOptionsExt as _;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::read_making::{ORGS, open, write_file, write_zip};

const SECRET: &str = "Größe 7 acorns";

/// An archive with an open manifest and encrypted orgs.
fn locked(options: SimpleFileOptions, orgs: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("manifest.csv", SimpleFileOptions::default()).expect("an entry begins");
    writer.write_all(b"propertyName,value\nfile.orgs,bulk\n").expect("written");
    writer.start_file("orgs.csv", options).expect("an entry begins");
    writer.write_all(orgs.as_bytes()).expect("written");
    writer.finish().expect("the archive is written").into_inner()
}

fn forms() -> [SimpleFileOptions; 2] {
    let plain = SimpleFileOptions::default();
    [plain.with_aes_encryption(AesMode::Aes256, SECRET), plain.with_deprecated_encryption(SECRET.as_bytes()).expect("the old form")]
}

fn open_with(path: &Path, password: &str) -> Result<Package, ReadError> {
    let options = OpenOptions { password: Some(Password::new(password.to_owned())), ..OpenOptions::default() };
    read::open_with(&[path.to_owned()], &options, &Watch::new())
}

#[test]
fn a_password_opens_encrypted_entries_in_both_forms() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: String = (0..30_000).map(|number| format!("id-{number},,,School {number},school,,\n")).collect();
    for (number, form) in forms().into_iter().enumerate() {
        let path = write_file(folder.path(), &format!("{number}.zip"), &locked(form, &format!("{ORGS}{rows}")));
        let options = OpenOptions { password: Some(Password::new(SECRET.to_owned())), ..OpenOptions::default() };
        let roster = roster::open_with(std::slice::from_ref(&path), &options, &Watch::new()).expect("it opens");
        let orgs = roster.data().table(roster_inspector::spec::Table::Orgs).expect("orgs");
        assert_eq!(orgs.rows(), 30_000);
        assert_eq!(&*orgs.text(29_999, "name"), "School 29999");
        // A receiver has no password, so the entry is still reported.
        assert!(roster.package().facts.iter().any(|fact| fact.kind == FactKind::DecryptedEntry));
        let line = roster.source_row(roster_inspector::spec::Table::Orgs, 20_000, &Watch::new()).expect("its line");
        assert_eq!(line.text, "id-20000,,,School 20000,school,,");
    }
}

#[test]
fn a_wrong_password_is_said_and_none_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let [aes, _] = forms();
    let path = write_file(folder.path(), "a.zip", &locked(aes, ORGS));
    let error = open_with(&path, "wrong").expect_err("a wrong password");
    assert_eq!(error.kind, ReadErrorKind::WrongPassword);
    assert!(!error.to_string().contains("wrong\""), "{error}");
    let package = open(&path).expect("its open part opens");
    assert_eq!(package.rows(FileId(1), &Watch::new()).expect_err("locked").kind, ReadErrorKind::Encrypted);
    // A password that nothing needs does no harm.
    let plain = write_zip(folder.path(), "b.zip", &[("orgs.csv", ORGS.as_bytes())]);
    open_with(&plain, "any").expect("it opens");
}

#[test]
fn a_password_is_never_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let [aes, _] = forms();
    let path = write_file(folder.path(), "a.zip", &locked(aes, ORGS));
    let package = open_with(&path, SECRET).expect("it opens");
    assert!(!format!("{package:?}").contains(SECRET));
    assert_eq!(format!("{:?}", Password::new(SECRET.to_owned())), "Password");
}

#[test]
fn a_source_tells_whether_it_was_changed_or_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write_zip(folder.path(), "a.zip", &[("orgs.csv", ORGS.as_bytes())]);
    let package = open(&path).expect("it opens");
    assert_eq!(package.source_state(), SourceState::Same);
    write_zip(folder.path(), "a.zip", &[("orgs.csv", format!("{ORGS}a,,,A,school,,\n").as_bytes())]);
    assert_eq!(package.source_state(), SourceState::Changed);
    fs::remove_file(&path).expect("removed");
    assert_eq!(package.source_state(), SourceState::Gone);
}
