//! Archives and packages: what was pulled opens again, and no secret is anywhere.

use std::fs;
use std::io::Read as _;

use roster_inspector::export::{PackageOptions, write_package};
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::rest::{Auth, Client, Only, PullOptions, Scope, Secret, is_archive, open_archive};
use roster_inspector::roster;
use roster_inspector::spec::{Mode, Table};
use serde_json::json;

use super::manners::{Links, Manners, Takes, Wanted};
use super::pulling::{assert_rows, connection, options, pull, pull_with, v1_1, v1_2};
use super::server::Server;

#[test]
fn an_archive_opens_again_as_it_was_pulled() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("district.pull");
    for (district, manners) in
        [(v1_1(), Manners { total: false, link: Links::None, cap: 50, ..Manners::default() }), (v1_2(), Manners::default())]
    {
        let server = Server::start(&district, manners);
        let archive = Some(path.clone());
        let (pulled, _) = pull_with(&connection(&server.base(), Auth::None), PullOptions { archive, ..options() });
        assert!(is_archive(&path));
        let again = open_archive(&path, &Watch::new()).expect("it opens");
        assert_rows(&again, &district, &|_, _| true);
        assert_eq!(again.notes.len(), pulled.notes.len());
        assert_eq!(
            again.notes.iter().map(|note| (note.fact, &note.detail)).collect::<Vec<_>>(),
            pulled.notes.iter().map(|note| (note.fact, &note.detail)).collect::<Vec<_>>()
        );
        let stages = |pulled: &roster_inspector::rest::Pulled| {
            pulled.collections.iter().map(|state| (state.name.clone(), state.rows, state.stage.clone())).collect::<Vec<_>>()
        };
        assert_eq!(stages(&again), stages(&pulled));
        fs::remove_file(&path).expect("it was there");
    }
    assert!(open_archive(&path, &Watch::new()).is_err());
}

#[test]
fn a_pull_is_saved_as_a_package_that_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, district) in [("one.zip", v1_1()), ("two.zip", v1_2())] {
        let (pulled, _server) = pull(&district, Manners::default());
        let path = folder.path().join(name);
        let options = PackageOptions { mode: Mode::Bulk, replace: false, opened: Vec::new(), source: "test".into() };
        let written = write_package(&pulled.roster, &options, &path, &Watch::new()).expect("it is written");
        assert_eq!(written.losses, Vec::<String>::new());
        let opened = roster::open(&[path], &Limits::default(), &Watch::new()).expect("it opens");
        for (file, rows) in &district.files {
            let data = opened.table(Table::from_name(file).expect("a table")).expect("a file");
            assert_eq!(data.rows() as usize, rows.len(), "{file}");
            for (row, cells) in rows.iter().enumerate().filter(|_| file == "orgs") {
                let at = data.find(super::district::cell(cells, "sourcedId")).unwrap_or_else(|| panic!("row {row}"));
                cells.iter().for_each(|(column, text)| assert_eq!(&*data.text(at, column), text, "{column}"));
            }
        }
        let input = roster_inspector::check::Input { package: opened.package(), data: opened.data(), relations: opened.relations() };
        let settings = roster_inspector::check::Settings::as_of(jiff::civil::date(2026, 10, 1));
        let findings = roster_inspector::check::run(&input, &settings, 10, &Watch::new());
        let errors: Vec<_> = findings
            .groups()
            .iter()
            .filter(|group| group.level() == roster_inspector::check::Level::Error)
            .map(|group| group.rule.code)
            .collect();
        // JSON has no org of a score scale.
        assert!(errors.iter().all(|code| *code == "required-empty" && district.is_1_2), "{errors:?}");
    }
}

#[test]
fn one_school_and_chosen_rows() {
    let district = v1_1();
    let server = Server::start(&district, Manners::default());
    let school = district.files["orgs"].iter().find(|row| super::district::cell(row, "type") == "school").expect("a school");
    let id = super::district::cell(school, "sourcedId").to_owned();
    let (pulled, _) = pull_with(&connection(&server.base(), Auth::None), PullOptions { scope: Scope::School(id.clone()), ..options() });
    assert!(pulled.is_whole(), "{:#?}", pulled.collections);
    let count = |file: &str| district.files[file].iter().filter(|row| super::district::cell(row, "schoolSourcedId") == id).count();
    assert_eq!(pulled.roster.table(Table::Enrollments).expect("a table").rows() as usize, count("enrollments"));
    assert_eq!(pulled.roster.table(Table::Classes).expect("a table").rows() as usize, count("classes"));
    assert_eq!(pulled.roster.table(Table::Orgs).expect("a table").rows(), 1);
    let (pulled, _) = pull_with(&connection(&server.base(), Auth::None), PullOptions { only: Only::Deleted, ..options() });
    assert_eq!(pulled.roster.data().rows(), 0, "nothing is to be deleted");
    let (pulled, _) =
        pull_with(&connection(&server.base(), Auth::None), PullOptions { scope: Scope::Rostering, demographics: false, ..options() });
    let names: Vec<&str> = pulled.collections.iter().map(|state| state.name.as_str()).collect();
    assert_eq!(names, ["orgs", "academicSessions", "courses", "classes", "users", "enrollments"]);
}

#[test]
fn no_secret_is_written_logged_or_shown() {
    const SECRETS: [&str; 4] = ["client-secret-5f1c", "extra-header-77aa", "token-secret-", "password-of-ada"];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("district.pull");
    let auth = Wanted::OAuth2 { key: "id", secret: SECRETS[0], takes: Takes::Both, scope: None, query: None };
    let reshape: super::manners::Reshape = |name, object| {
        if name == "users" {
            object.insert("password".into(), json!("password-of-ada"));
            object.insert("oldPassword".into(), json!("password-of-ada"));
        }
    };
    let server = Server::start(&v1_1(), Manners { auth, token_uses: 9, reshape: Some(reshape), ..Manners::default() });
    let client = Client { credentials_in: roster_inspector::rest::CredentialsIn::Both, ..Client::new("id", Secret::new(SECRETS[0])) };
    let mut connection = connection(&server.base(), Auth::OAuth2(client));
    connection.headers.push(("x-key".into(), Secret::new(SECRETS[1])));
    let (pulled, log) = pull_with(&connection, PullOptions { archive: Some(path.clone()), ..options() });
    assert!(pulled.is_whole());
    let mut told = format!("{connection:?} {:?} {:?} {:?}", pulled.notes, pulled.collections, pulled.roster.package().facts);
    for entry in log.since(0) {
        told.push_str(&format!("{entry:?} {}", entry.curl()));
    }
    let mut zip = zip::ZipArchive::new(fs::File::open(&path).expect("an archive")).expect("a zip");
    for at in 0..zip.len() {
        zip.by_index(at).expect("an entry").read_to_string(&mut told).expect("UTF-8");
    }
    let package = folder.path().join("district.zip");
    let written = PackageOptions { mode: Mode::Bulk, replace: false, opened: Vec::new(), source: "test".into() };
    write_package(&pulled.roster, &written, &package, &Watch::new()).expect("it is written");
    let mut zip = zip::ZipArchive::new(fs::File::open(&package).expect("a package")).expect("a zip");
    for at in 0..zip.len() {
        zip.by_index(at).expect("an entry").read_to_string(&mut told).expect("UTF-8");
    }
    for secret in SECRETS {
        assert!(!told.contains(secret), "{secret}");
    }
    assert!(told.contains("givenName"), "the pages were looked through");
}
