//! Writes the fixtures of the rules about endpoints anew: `cargo test --test rest -- --ignored write_the_fixtures`.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use roster_inspector::read::RestFact;
use roster_inspector::rest::{Auth, PullOptions};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use super::district::District;
use super::manners::Manners;
use super::pulling::{connection, options, pull_with};
use super::server::Server;

fn zipped(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let plain = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        zip.start_file(name, plain).expect("an entry");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A sound pull of a small district, and what each rule tells of as if it had been met.
#[test]
#[ignore = "writes into tests/fixtures"]
fn write_the_fixtures() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in fs::read_dir(fixtures.join("good/v1_1")).expect("a sound package") {
        let path = entry.expect("an entry").path();
        files.push((path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a file")));
    }
    let district = Arc::new(District::from_zip(zipped(&files), false));
    let server = Server::start(&district, Manners::default());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("district.pull");
    pull_with(&connection(&server.base(), Auth::None), PullOptions { archive: Some(path.clone()), ..options() });
    let mut zip = zip::ZipArchive::new(fs::File::open(&path).expect("an archive")).expect("a zip");
    let mut entries = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("bytes");
        let text = String::from_utf8(bytes).expect("UTF-8").replace(&server.root(), "https://sis.example");
        entries.push((entry.name().expect("a name").into_owned(), text.into_bytes()));
    }
    for fact in RestFact::ALL {
        let notes = json!([[fact.code(), "users", "users: as it was met"]]);
        let changed: Vec<(String, Vec<u8>)> = entries
            .iter()
            .map(|(name, bytes)| {
                if name != "pull.json" {
                    return (name.clone(), bytes.clone());
                }
                let mut summary: Value = serde_json::from_slice(bytes).expect("JSON");
                summary["notes"] = notes.clone();
                (name.clone(), serde_json::to_vec_pretty(&summary).expect("JSON"))
            })
            .collect();
        let place = fixtures.join("bad").join(fact.code());
        fs::create_dir_all(&place).expect("a folder");
        fs::write(place.join("district.pull"), zipped(&changed)).expect("a fixture");
    }
}
