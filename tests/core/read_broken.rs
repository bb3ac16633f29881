//! Sources that are broken, lie, change or vanish: a clear error, or opened as far as possible with a fact.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use roster_inspector::job::Watch;
use roster_inspector::read::{FactKind, FileId, ReadError, ReadErrorKind};
use roster_inspector::spec::Table;
use zip::CompressionMethod;

use crate::read_making::{ORGS, RawEntry, details, open, raw_zip, read_whole, write_file, write_zip, zip_bytes};

fn many_orgs(count: usize) -> String {
    let mut text = ORGS.to_owned();
    for number in 0..count {
        text.push_str(&format!("org-{number},,,School number {},school,{number},\n", number * 7919 % 10_007));
    }
    text
}

/// What it says: something on what, why, what to do, and the path last.
fn check_words(error: &ReadError, kind: ReadErrorKind, path: &str) {
    assert_eq!(error.kind, kind, "{error}");
    assert!(!error.title().is_empty() && !error.title().ends_with('.'));
    let details = error.details();
    assert!(details.len() >= 3, "{details:?}");
    assert!(details.last().is_some_and(|last| last.ends_with(path)), "{details:?}");
    assert!(error.to_string().ends_with(path), "{error}");
}

#[test]
fn what_cannot_be_opened_says_why() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let missing = folder.path().join("missing.zip");
    check_words(&open(&missing).expect_err("it is missing"), ReadErrorKind::NotFound, "missing.zip");
    let empty = write_file(folder.path(), "empty.zip", b"");
    check_words(&open(&empty).expect_err("it is empty"), ReadErrorKind::Empty, "empty.zip");
    let empty_csv = write_file(folder.path(), "orgs.csv", b"");
    check_words(&open(&empty_csv).expect_err("it is empty"), ReadErrorKind::Empty, "orgs.csv");
    let picture = write_file(folder.path(), "photo.zip", b"\x89PNG\r\n\x1a\n and so on");
    let error = open(&picture).expect_err("it is a picture");
    check_words(&error, ReadErrorKind::NotAnArchive, "photo.zip");
    assert!(error.to_string().contains("a PNG picture"));
    let text = write_file(folder.path(), "text.zip", b"just some text");
    check_words(&open(&text).expect_err("it is text"), ReadErrorKind::NotAnArchive, "text.zip");
    let stub = write_file(folder.path(), "stub.zip", b"PK\x03\x04 and then nothing of the kind");
    check_words(&open(&stub).expect_err("it is broken"), ReadErrorKind::NotAnArchive, "stub.zip");
    let other = write_zip(folder.path(), "other.zip", &[("readme.txt", b"x")]);
    check_words(&open(&other).expect_err("no CSV"), ReadErrorKind::NoCsv, "other.zip");
    let none = write_file(folder.path(), "none.zip", &raw_zip(&[]));
    check_words(&open(&none).expect_err("no entries"), ReadErrorKind::NoCsv, "none.zip");
    fs::create_dir(folder.path().join("pictures")).expect("a folder");
    write_file(folder.path(), "pictures/a.png", b"x");
    check_words(&open(&folder.path().join("pictures")).expect_err("no CSV"), ReadErrorKind::NoCsv, "pictures");
    let notes = write_file(folder.path(), "notes.txt", b"nothing of the kind");
    check_words(&open(&notes).expect_err("no CSV"), ReadErrorKind::NoCsv, "notes.txt");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write_zip(folder.path(), "a.zip", &[("orgs.csv", ORGS.as_bytes())]);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("rights are taken");
    if fs::File::open(&path).is_ok() {
        // The superuser may read everything; there is nothing to see here.
        return;
    }
    check_words(&open(&path).expect_err("no right"), ReadErrorKind::Permission, "a.zip");
}

#[test]
fn an_encrypted_entry_is_a_fact_and_an_encrypted_archive_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let plain = RawEntry::deflated("orgs.csv", many_orgs(3).as_bytes());
    let secret = RawEntry { flags: 1, ..RawEntry::deflated("users.csv", b"sourcedId\n") };
    let path = write_file(folder.path(), "a.zip", &raw_zip(&[plain, secret.clone()]));
    let package = open(&path).expect("it opens");
    assert_eq!(details(&package.facts, FactKind::EncryptedEntry), ["users.csv"]);
    assert_eq!(read_whole(&package, FileId(0)).expect("it is read").end.rows, 3);
    assert_eq!(package.rows(FileId(1), &Watch::new()).expect_err("encrypted").kind, ReadErrorKind::Encrypted);
    let path = write_file(folder.path(), "b.zip", &raw_zip(&[secret]));
    check_words(&open(&path).expect_err("all encrypted"), ReadErrorKind::Encrypted, "b.zip");
}

#[test]
fn a_way_of_packing_that_is_not_known_is_a_fact() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let odd = RawEntry { method: 12, ..RawEntry::stored("users.csv", b"sourcedId\n") };
    let path = write_file(folder.path(), "a.zip", &raw_zip(&[RawEntry::stored("orgs.csv", ORGS.as_bytes()), odd]));
    let package = open(&path).expect("it opens");
    assert!(details(&package.facts, FactKind::DamagedEntry)[0].contains("method 12"));
    assert_eq!(package.rows(FileId(1), &Watch::new()).expect_err("unknown").kind, ReadErrorKind::Unreadable);
}

#[test]
fn a_truncated_archive_opens_as_far_as_it_can() {
    let text = many_orgs(40_000);
    let stored = RawEntry::stored("orgs.csv", text.as_bytes());
    let deflated = RawEntry::deflated("orgs.csv", text.as_bytes());
    for (descriptor, orgs) in [(false, stored.clone()), (false, deflated.clone()), (true, stored), (true, deflated)] {
        let users = RawEntry { descriptor, ..RawEntry::deflated("users.csv", b"sourcedId,name\nu,v\n") };
        let orgs = RawEntry { descriptor, ..orgs };
        let whole = raw_zip(&[users, orgs]);
        for (cut, damaged) in [(60, false), (whole.len() / 2, true)] {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let path = write_file(folder.path(), "a.zip", &whole[..whole.len() - cut]);
            let package = open(&path).expect("it opens");
            assert!(details(&package.facts, FactKind::TruncatedArchive)[0].contains("2 entries"), "{:?}", package.facts);
            let users = package.table_file(Table::Users).expect("users.csv");
            assert_eq!(read_whole(&package, users).expect("it is read").cells(), [["u", "v"]]);
            let orgs = package.table_file(Table::Orgs).expect("orgs.csv");
            let end = read_whole(&package, orgs).expect("it is read").end;
            assert_eq!(details(&end.facts, FactKind::DamagedEntry).len(), usize::from(damaged), "{:?}", end.facts);
            assert!(if damaged { end.rows > 5_000 && end.rows < 35_000 } else { end.rows == 40_000 }, "{}", end.rows);
        }
    }
}

#[test]
fn entries_that_lie_are_read_to_their_true_end() {
    let text = many_orgs(30_000);
    let honest = RawEntry::deflated("orgs.csv", text.as_bytes());
    for lie in [
        RawEntry { unpacked: 100, ..honest.clone() },
        RawEntry { unpacked: 99_000_000, ..honest.clone() },
        RawEntry { packed: 1000, ..honest.clone() },
        RawEntry { packed: 40_000_000, ..honest.clone() },
    ] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = write_file(folder.path(), "a.zip", &raw_zip(std::slice::from_ref(&lie)));
        let end = read_whole(&open(&path).expect("it opens"), FileId(0)).expect("it is read").end;
        assert_eq!(end.rows, 30_000);
        assert_eq!(details(&end.facts, FactKind::SizeDiffers).len(), 1, "unpacked {}, packed {}", lie.unpacked, lie.packed);
    }
}

#[test]
fn broken_data_are_read_up_to_the_break() {
    let text = many_orgs(30_000);
    let mut entry = RawEntry::deflated("orgs.csv", text.as_bytes());
    let middle = entry.data.len() / 2;
    entry.data[middle..middle + 200].fill(0xff);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write_file(folder.path(), "a.zip", &raw_zip(&[entry]));
    let end = read_whole(&open(&path).expect("it opens"), FileId(0)).expect("it is read").end;
    assert_eq!(details(&end.facts, FactKind::DamagedEntry).len(), 1);
    assert!(end.rows > 5_000, "{}", end.rows);

    let mut stored = RawEntry::stored("orgs.csv", text.as_bytes());
    stored.data[500] ^= 1;
    let path = write_file(folder.path(), "b.zip", &raw_zip(&[stored]));
    let end = read_whole(&open(&path).expect("it opens"), FileId(0)).expect("it is read").end;
    assert_eq!(details(&end.facts, FactKind::DamagedEntry), ["its checksum differs"]);
    assert_eq!(end.rows, 30_000);
}

/// A large loose file, opened, of which one batch was read.
fn half_read(folder: &tempfile::TempDir) -> (PathBuf, roster_inspector::read::RowStream) {
    let path = write_file(folder.path(), "orgs.csv", many_orgs(400_000).as_bytes());
    let package = open(&path).expect("it opens");
    let mut stream = package.rows(FileId(0), &Watch::new()).expect("it begins");
    assert!(stream.next().expect("a batch").is_some());
    (path, stream)
}

fn first_error(mut stream: roster_inspector::read::RowStream) -> Option<ReadError> {
    loop {
        match stream.next() {
            Ok(Some(batch)) => stream.recycle(batch),
            Ok(None) => return None,
            Err(error) => return Some(error),
        }
    }
}

#[test]
fn a_file_that_shrinks_while_it_is_read_is_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (path, stream) = half_read(&folder);
    fs::OpenOptions::new().write(true).open(&path).and_then(|file| file.set_len(1000)).expect("it is cut");
    check_words(&first_error(stream).expect("an error"), ReadErrorKind::Shrunk, "orgs.csv");
}

#[test]
fn a_file_that_is_written_while_it_is_read_is_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (path, stream) = half_read(&folder);
    fs::OpenOptions::new()
        .append(true)
        .open(&path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"x,y\n"))
        .expect("it is written");
    check_words(&first_error(stream).expect("an error"), ReadErrorKind::SourceChanged, "orgs.csv");
}

#[test]
fn a_path_that_vanishes_is_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write_zip(folder.path(), "a.zip", &[("orgs.csv", many_orgs(10).as_bytes())]);
    let package = open(&path).expect("it opens");
    fs::remove_file(&path).expect("it is gone");
    check_words(&package.rows(FileId(0), &Watch::new()).expect_err("it is gone"), ReadErrorKind::Vanished, "a.zip");
    check_words(&package.source_text(FileId(0), (71, 2), 0, &Watch::new()).expect_err("it is gone"), ReadErrorKind::Vanished, "a.zip");
    // What was kept at opening is still there.
    assert_eq!(package.head(FileId(0), 5).expect("the head").rows, 5);
}

#[test]
fn a_stale_source_is_never_shown_as_true() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for nested in [false, true] {
        let mut bytes = zip_bytes(&[("orgs.csv", many_orgs(10).as_bytes())], CompressionMethod::Stored);
        if nested {
            bytes = zip_bytes(&[("inner.zip", &bytes)], CompressionMethod::Stored);
        }
        let path = write_file(folder.path(), "a.zip", &bytes);
        let package = open(&path).expect("it opens");
        let row = package.source_text(FileId(0), (71, 2), 3, &Watch::new()).expect("it is there");
        assert_eq!((row.line, row.text.as_str()), (5, "org-3,,,School number 3743,school,3,"));
        // The same size, another time.
        let later = SystemTime::now() + Duration::from_secs(10);
        fs::OpenOptions::new().write(true).open(&path).and_then(|file| file.set_modified(later)).expect("its time is set");
        let error = package.source_text(FileId(0), (71, 2), 3, &Watch::new()).expect_err("it is stale");
        check_words(&error, ReadErrorKind::SourceChanged, "a.zip");
        check_words(&package.rows(FileId(0), &Watch::new()).expect_err("it is stale"), ReadErrorKind::SourceChanged, "a.zip");
    }
}

#[test]
fn a_row_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let package = open(&write_zip(folder.path(), "a.zip", &[("orgs.csv", many_orgs(3).as_bytes())])).expect("it opens");
    assert_eq!(package.source_text(FileId(0), (71, 2), 3, &Watch::new()).expect_err("too far").kind, ReadErrorKind::NoSuchRow);
    assert_eq!(package.source_text(FileId(0), (9000, 2), 0, &Watch::new()).expect_err("too far").kind, ReadErrorKind::NoSuchRow);
}

#[test]
fn reading_can_be_stopped() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write_file(folder.path(), "orgs.csv", many_orgs(400_000).as_bytes());
    let package = open(&path).expect("it opens");
    let watch = Watch::new();
    let mut stream = package.rows(FileId(0), &watch).expect("it begins");
    assert!(stream.next().expect("a batch").is_some());
    watch.cancel();
    assert_eq!(first_error(stream).expect("it stops").kind, ReadErrorKind::Cancelled);
    assert!(watch.progress().done > 0);
    let error = package.source_text(FileId(0), (71, 2), 0, &watch).expect_err("it stops");
    assert_eq!(error.kind, ReadErrorKind::Cancelled);
}

/// Progress counts the packed bytes, all of them.
#[test]
fn progress_counts_packed_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write_zip(folder.path(), "a.zip", &[("orgs.csv", many_orgs(50_000).as_bytes())]);
    let package = open(&path).expect("it opens");
    let watch = Watch::new();
    package.rows(FileId(0), &watch).expect("it begins").finish();
    assert_eq!(watch.progress().done, package.files[0].packed_bytes);
}

#[cfg(target_os = "linux")]
#[test]
fn dropping_the_stream_stops_both_threads() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = many_orgs(400_000).replace("org-", "o-");
    let path = write_file(folder.path(), "courses.csv", text.as_bytes());
    let package = open(&path).expect("it opens");
    let mut stream = package.rows(FileId(0), &Watch::new()).expect("it begins");
    assert!(stream.next().expect("a batch").is_some());
    let threads = || {
        let tasks = fs::read_dir("/proc/self/task").expect("the threads");
        tasks
            .flatten()
            .filter(|task| {
                fs::read_to_string(task.path().join("comm"))
                    .is_ok_and(|name| name.trim_end().ends_with("courses") || name.contains("courses."))
            })
            .count()
    };
    assert_eq!(threads(), 2);
    drop(stream);
    let begun = std::time::Instant::now();
    while threads() > 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "they go on");
        std::thread::sleep(Duration::from_millis(5));
    }
}
