//! A server that obeys the standard: everything arrives, and nothing is said against it.

use std::sync::Arc;

use roster_inspector::job::Watch;
use roster_inspector::read::RestFact;
use roster_inspector::rest::{Auth, Log, Pull, PullOptions};
use roster_inspector::roster::Stage;
use roster_inspector::spec::Table;

use super::manners::Manners;
use super::pulling::{assert_whole, connection, options, pull, v1_1, v1_2};
use super::server::Server;

#[test]
fn a_district_of_1_1_arrives_as_its_csv_files() {
    let district = v1_1();
    let (pulled, server) = pull(&district, Manners::default());
    assert_whole(&pulled, &district);
    assert_eq!(pulled.notes, [], "nothing is odd");
    assert_eq!(pulled.roster.stage(), Stage::Whole);
    // References lead somewhere, those of nested objects too.
    let enrollments = pulled.roster.table(Table::Enrollments).expect("enrollments");
    let user = enrollments.column("userSourcedId").expect("a column");
    assert!((0..enrollments.rows()).all(|row| user.target_row(row).is_some()));
    let resources = pulled.roster.table(Table::ClassResources).expect("nested rows");
    assert!((0..resources.rows()).all(|row| resources.column("resourceSourcedId").expect("a column").target_row(row).is_some()));
    assert!(server.seen(|seen| seen.requests.iter().all(|request| request.starts_with("GET "))), "nothing is written");
}

#[test]
fn a_district_of_1_2_arrives_as_its_csv_files() {
    let district = v1_2();
    let (pulled, _server) = pull(&district, Manners::default());
    assert_whole(&pulled, &district);
    assert_eq!(pulled.notes.iter().filter(|note| note.fact != RestFact::SecretInRow).collect::<Vec<_>>(), Vec::<&_>::new());
    let roles = pulled.roster.table(Table::Roles).expect("roles");
    let resolved = |name: &str| (0..roles.rows()).all(|row| roles.column(name).expect("a column").target_row(row).is_some());
    assert!(resolved("userSourcedId") && resolved("orgSourcedId"));
}

#[test]
fn several_collections_at_once_give_the_same() {
    let district = v1_1();
    let server = Server::start(&district, Manners::default());
    let (watch, log) = (Watch::new(), Log::default());
    let pull = Pull::connect(&connection(&server.base(), Auth::None), PullOptions { at_once: 4, ..options() }, &log, &watch)
        .expect("a connection");
    let mut stages = Vec::new();
    let pulled = pull.run(&watch, &mut |roster| stages.push(roster.stage()));
    assert_whole(&pulled, &district);
    assert!(stages.iter().all(|stage| *stage == Stage::Growing));
    let enrollments = pulled.roster.table(Table::Enrollments).expect("enrollments");
    for name in ["userSourcedId", "classSourcedId", "schoolSourcedId"] {
        assert!((0..enrollments.rows()).all(|row| enrollments.column(name).expect("a column").target_row(row).is_some()), "{name}");
    }
    let _: Arc<_> = pulled.roster;
}
