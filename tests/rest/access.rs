//! Authentication, redirects, TLS, retries and hostile answers.

use std::sync::Arc;
use std::time::Duration;

use roster_inspector::job::Watch;
use roster_inspector::read::RestFact;
use roster_inspector::rest::{
    Auth, Client, CollectionStage, CredentialsIn, Log, Pull, PullOptions, RestError, Scope, Secret, Signature, Trouble as Kind,
};

use super::manners::{Manners, Mishap, Takes, Trouble, Wanted};
use super::pulling::{assert_met, assert_whole, connection, options, pull, pull_with, v1_1};
use super::server::Server;

const SECRET: &str = "s3cret/with=odd&signs+";

fn with(auth: Wanted) -> Manners {
    Manners { auth, ..Manners::default() }
}

/// Pulls orgs and sessions only: enough to see who is let in.
fn few() -> PullOptions {
    PullOptions { scope: Scope::Collections(vec!["orgs".into(), "academicSessions".into()]), ..options() }
}

fn lets_in(manners: Manners, auth: Auth) {
    let server = Server::start(&v1_1(), manners);
    let (pulled, log) = pull_with(&connection(&server.base(), auth), few());
    assert!(pulled.is_whole() && pulled.roster.data().rows() > 0);
    assert!(!format!("{:?} {:?}", log.since(0), pulled.notes).contains(SECRET));
}

fn refused(server: &Server, auth: Auth) -> RestError {
    Pull::connect(&connection(&server.base(), auth), few(), &Log::default(), &Watch::new()).err().expect("refused")
}

#[test]
fn static_credentials() {
    lets_in(with(Wanted::Bearer(SECRET)), Auth::Bearer(Secret::new(SECRET)));
    lets_in(with(Wanted::Basic("me", SECRET)), Auth::Basic { key: "me".into(), secret: Secret::new(SECRET) });
    let server = Server::start(&v1_1(), with(Wanted::Header("x-api-key", SECRET)));
    let mut connection = connection(&server.base(), Auth::None);
    connection.headers.push(("X-Api-Key".into(), Secret::new(SECRET)));
    assert!(pull_with(&connection, few()).0.is_whole());
}

#[test]
fn oauth1_signs_every_parameter_anew() {
    for (sha1, signature) in [(false, Signature::Sha256), (true, Signature::Sha1)] {
        let wanted = Wanted::OAuth1 { key: "the key", secret: SECRET, sha1 };
        lets_in(with(wanted.clone()), Auth::OAuth1 { key: "the key".into(), secret: Secret::new(SECRET), signature });
        let server = Server::start(&v1_1(), with(wanted));
        let other = if sha1 { Signature::Sha256 } else { Signature::Sha1 };
        let error = refused(&server, Auth::OAuth1 { key: "the key".into(), secret: Secret::new(SECRET), signature: other });
        assert_eq!(error.kind, Kind::Credentials);
    }
}

#[test]
fn a_filter_is_signed_too() {
    let wanted = Wanted::OAuth1 { key: "key", secret: SECRET, sha1: false };
    let server = Server::start(&v1_1(), with(wanted));
    let auth = Auth::OAuth1 { key: "key".into(), secret: Secret::new(SECRET), signature: Signature::Sha256 };
    let only = roster_inspector::rest::Only::ChangedSince("2026-01-01T00:00:00.000Z".into());
    let (pulled, _) = pull_with(&connection(&server.base(), auth), PullOptions { only, ..few() });
    assert!(pulled.is_whole() && pulled.roster.data().rows() > 0);
}

#[test]
fn oauth2_in_all_forms() {
    for (takes, credentials_in) in
        [(Takes::Basic, CredentialsIn::Basic), (Takes::Body, CredentialsIn::Body), (Takes::Both, CredentialsIn::Both)]
    {
        // The header of the standard encodes id and secret; plain ones are the same either way.
        let wanted = Wanted::OAuth2 { key: "id", secret: "plain-secret", takes, scope: Some("a b"), query: Some(("appName", "roster")) };
        let server = Server::start(&v1_1(), with(wanted));
        let client = Client {
            scope: "a b".into(),
            credentials_in,
            query: vec![("appName".into(), "roster".into())],
            ..Client::new("id", Secret::new("plain-secret"))
        };
        let (pulled, log) = pull_with(&connection(&server.base(), Auth::OAuth2(client)), few());
        assert!(pulled.is_whole());
        assert_eq!(server.seen(|seen| seen.tokens), 1, "one token does");
        let told = format!("{:?}", log.since(0));
        assert!(!told.contains("plain-secret") && !told.contains("token-secret"), "{told}");
    }
}

#[test]
fn d17_a_token_that_ends_in_the_middle() {
    let wanted = Wanted::OAuth2 { key: "id", secret: "plain-secret", takes: Takes::Basic, scope: None, query: None };
    let server = Server::start(&v1_1(), Manners { token_uses: 10, ..with(wanted) });
    let auth = Auth::OAuth2(Client::new("id", Secret::new("plain-secret")));
    let (pulled, _) = pull_with(&connection(&server.base(), auth), options());
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::TokenExpired);
    assert!(server.seen(|seen| seen.tokens) > 1);
}

#[test]
fn a_wrong_secret_is_told_without_it() {
    let wanted = Wanted::OAuth2 { key: "id", secret: "right", takes: Takes::Basic, scope: None, query: None };
    let server = Server::start(&v1_1(), with(wanted));
    let error = refused(&server, Auth::OAuth2(Client::new("id", Secret::new("wrong-secret"))));
    assert_eq!(error.kind, Kind::Credentials);
    assert!(error.to_string().contains("not known here") && !format!("{error} {error:?}").contains("wrong-secret"));
}

#[test]
fn credentials_go_to_no_other_host() {
    let other = Server::start(&v1_1(), Manners::default());
    let to = format!("{}/orgs", other.base());
    let mishaps = vec![Mishap { at: "/users", from: 1, times: usize::MAX, kind: Trouble::Redirect(to) }];
    let server = Server::start(&v1_1(), Manners { mishaps, ..with(Wanted::Bearer("a-bearer")) });
    let (pulled, _) = pull_with(&connection(&server.base(), Auth::Bearer(Secret::new("a-bearer"))), options());
    assert_met(&pulled, RestFact::OtherHost);
    assert_eq!(other.seen(|seen| seen.requests.len()), 0, "the other host is not even asked");
    let users = pulled.collections.iter().find(|state| state.name == "users").expect("users");
    assert!(matches!(users.stage, CollectionStage::Failed(_)));
    assert!(pulled.collections.iter().filter(|state| state.name != "users").all(|state| state.stage == CollectionStage::Whole));
}

#[test]
fn a_redirect_within_the_host_is_followed() {
    let server = Server::start(&v1_1(), Manners::default());
    let to = server.base() + "/orgs?limit=100";
    let path = to.split_once("/ims").map(|(_, path)| format!("/ims{path}")).expect("a path");
    let mishaps = vec![Mishap { at: "/orgs", from: 1, times: 1, kind: Trouble::Redirect(path) }];
    let (pulled, _server) = pull(&v1_1(), Manners { mishaps, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
}

#[test]
fn d16_gateways_that_stumble() {
    let mishaps = vec![
        Mishap { at: "/orgs", from: 1, times: 1, kind: Trouble::Status(429, Some("0")) },
        Mishap { at: "/courses", from: 0, times: 2, kind: Trouble::Status(503, None) },
        Mishap { at: "/classes", from: 0, times: 1, kind: Trouble::Status(502, None) },
        Mishap { at: "/users", from: 2, times: 1, kind: Trouble::Status(500, None) },
        Mishap { at: "/enrollments", from: 1, times: 1, kind: Trouble::Half },
    ];
    let (pulled, _server) = pull(&v1_1(), Manners { mishaps, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::Throttled);
    assert_met(&pulled, RestFact::Retried);
}

#[test]
fn a_collection_that_fails_does_not_end_the_pull() {
    let mishaps = vec![
        Mishap { at: "/academicSessions", from: 0, times: usize::MAX, kind: Trouble::Status(500, None) },
        Mishap { at: "/enrollments", from: 2, times: usize::MAX, kind: Trouble::Status(500, None) },
    ];
    let (pulled, _server) = pull(&v1_1(), Manners { mishaps, ..Manners::default() });
    assert_met(&pulled, RestFact::ServerErrorCollection);
    assert_met(&pulled, RestFact::Partial);
    let state = |name: &str| pulled.collections.iter().find(|state| state.name == name).expect("a collection").clone();
    assert!(matches!(state("academicSessions").stage, CollectionStage::Failed(_)));
    assert!(matches!(state("enrollments").stage, CollectionStage::Partial(_)));
    assert_eq!(state("enrollments").rows, 240, "the two pages before it broke");
    assert!(pulled.roster.is_partial(roster_inspector::spec::Table::Enrollments));
    assert_eq!(state("results").stage, CollectionStage::Whole);
}

#[test]
fn d27_endpoints_that_are_not_there() {
    let gone = |at, status| Mishap { at, from: 0, times: usize::MAX, kind: Trouble::Status(status, None) };
    let mishaps = vec![gone("/demographics", 403), gone("/users", 404), gone("/resources", 404)];
    let (pulled, server) = pull(&v1_1(), Manners { mishaps, ..Manners::default() });
    assert_met(&pulled, RestFact::EndpointMissing);
    assert_met(&pulled, RestFact::ScopeMissing);
    let users = pulled.collections.iter().find(|state| state.name == "users").expect("users");
    assert_eq!(users.stage, CollectionStage::Whole, "students and teachers stand in");
    let people = v1_1().files["users"].iter().filter(|row| ["student", "teacher"].contains(&super::district::cell(row, "role"))).count();
    assert_eq!(users.rows as usize, people);
    assert!(server.seen(|seen| seen.requests.iter().any(|request| request.contains("/teachers?"))));
    let stage = |name: &str| pulled.collections.iter().find(|state| state.name == name).expect("a collection").stage.clone();
    assert_eq!(stage("resources"), CollectionStage::Missing);
    assert!(matches!(stage("demographics"), CollectionStage::Failed(_)));
}

#[test]
fn d11_errors_and_pages_with_the_status_of_success() {
    let mishaps = vec![
        Mishap { at: "/courses", from: 0, times: usize::MAX, kind: Trouble::Body("<!DOCTYPE html><title>Log in</title>") },
        Mishap {
            at: "/categories",
            from: 0,
            times: usize::MAX,
            kind: Trouble::Body(r#"{"imsx_codeMajor":"failure","imsx_description":"no such service"}"#),
        },
        Mishap { at: "/results", from: 0, times: 1, kind: Trouble::Body(r#"{"results":[{"sourcedId":"x""#) },
    ];
    let (pulled, _server) = pull(&v1_1(), Manners { mishaps, ..Manners::default() });
    assert_met(&pulled, RestFact::ErrorBody);
    assert_met(&pulled, RestFact::BrokenRow);
    let stage = |name: &str| pulled.collections.iter().find(|state| state.name == name).expect("a collection").stage.clone();
    assert!(matches!(stage("courses"), CollectionStage::Failed(why) if why.contains("login")));
    assert!(matches!(stage("categories"), CollectionStage::Failed(why) if why.contains("no such service")));
    assert_eq!(stage("results"), CollectionStage::Whole, "a broken answer is asked for again");
}

#[test]
fn d22_an_address_without_its_path() {
    let server = Server::start(&v1_1(), Manners { prefix: "/campus/app".into(), ..Manners::default() });
    let (pulled, _) = pull_with(&connection(&server.root(), Auth::None), few());
    assert_met(&pulled, RestFact::BasePath);
    assert!(pulled.is_whole());
    let district = super::pulling::v1_2();
    let server = Server::start(&district, Manners::default());
    let (pulled, _) = pull_with(&connection(&format!("{}/ims/oneroster/v1p2/users", server.root()), Auth::None), few());
    assert!(pulled.is_whole() && pulled.roster.version().is_1_2(), "the word of the service was left out");
    let error =
        Pull::connect(&connection(&format!("{}/nothing/v1p1", server.root()), Auth::None), few(), &Log::default(), &Watch::new()).err();
    assert_eq!(error.expect("nothing is there").kind, Kind::NotFound);
}

#[test]
fn d24_d25_filters_that_are_ignored() {
    let server = Server::start(&v1_1(), Manners { ignores_filter: true, ..Manners::default() });
    let only = roster_inspector::rest::Only::ChangedSince("2030-01-01T00:00:00.000Z".into());
    let (pulled, _) = pull_with(&connection(&server.base(), Auth::None), PullOptions { only, ..few() });
    assert_met(&pulled, RestFact::FilterIgnored);
    assert_eq!(pulled.roster.data().rows(), 0, "what was not asked for is left out here");
}

#[test]
fn a_clock_an_hour_off_is_told() {
    let (pulled, _server) = pull(&v1_1(), Manners { clock_off: 3600, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::ClockSkew);
}

#[test]
fn packed_pages_and_bombs() {
    let (pulled, _server) = pull(&v1_1(), Manners { gzip: true, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    let mishaps = vec![Mishap { at: "/courses", from: 0, times: usize::MAX, kind: Trouble::Bomb }];
    let server = Server::start(&v1_1(), Manners { mishaps, ..Manners::default() });
    let mut careful = connection(&server.base(), Auth::None);
    careful.answer_bytes = 8 << 20;
    let (pulled, _) = pull_with(&careful, options());
    let courses = pulled.collections.iter().find(|state| state.name == "courses").expect("courses");
    assert!(matches!(&courses.stage, CollectionStage::Failed(why) if why.contains("bytes when it is unpacked")), "{:?}", courses.stage);
}

#[test]
fn slow_answers_make_pages_smaller() {
    let mishaps = vec![Mishap { at: "/enrollments", from: 0, times: 2, kind: Trouble::Slow(1500) }];
    let server = Server::start(&v1_1(), Manners { mishaps, ..Manners::default() });
    let mut hasty = connection(&server.base(), Auth::None);
    hasty.patience.page = Duration::from_millis(500);
    hasty.patience.attempts = 2;
    let (pulled, _) = pull_with(&hasty, PullOptions { page_size: 400, ..options() });
    assert_whole(&pulled, &v1_1());
    assert!(server.seen(|seen| seen.requests.iter().any(|request| request.contains("/enrollments?limit=200"))));
}

#[test]
fn names_and_ports_that_are_not_there() {
    let trouble = |url: &str| Pull::connect(&quick(url), few(), &Log::default(), &Watch::new()).err().expect("no such place");
    assert_eq!(trouble("https://no-such-host.invalid/ims/oneroster/v1p1").kind, Kind::Name);
    assert_eq!(trouble("http://127.0.0.1:1/ims/oneroster/v1p1").kind, Kind::Network);
}

fn quick(url: &str) -> roster_inspector::rest::Connection {
    let mut connection = connection(url, Auth::None);
    connection.patience.attempts = 1;
    connection
}

#[test]
fn what_was_stopped_goes_on_where_it_was() {
    let server = Server::start(&v1_1(), Manners::default());
    let watch = Watch::new();
    let log = Log::default();
    let pull = Arc::new(
        Pull::connect(&connection(&server.base(), Auth::None), PullOptions { page_size: 20, ..options() }, &log, &watch)
            .expect("a connection"),
    );
    // Stopped as soon as enrollments grow.
    let progress = pull.progress().clone();
    let stopper = watch.clone();
    let guard = std::thread::Builder::new().name("stopper".to_owned()).spawn(move || {
        let far = |name: &str| progress.collections().iter().any(|state| state.name == name && state.rows > 40);
        while !far("enrollments") {
            std::thread::sleep(Duration::from_millis(1));
        }
        stopper.cancel();
    });
    let guard = guard.expect("a thread");
    let partial = pull.run(&watch, &mut |_| {});
    guard.join().expect("it stopped");
    assert!(!partial.is_whole());
    let before = partial.collections.iter().find(|state| state.name == "enrollments").expect("enrollments").rows;
    assert!(before > 40 && before < v1_1().files["enrollments"].len() as u64);
    let asked = server.seen(|seen| seen.requests.len());
    let whole = pull.run(&Watch::new(), &mut |_| {});
    assert_whole(&whole, &v1_1());
    let again = server.seen(|seen| seen.requests[asked..].iter().any(|request| request.contains("/users?")));
    assert!(!again, "what was whole is not asked for again");
}

#[test]
fn what_is_another_list_by_now_is_pulled_anew() {
    let server = Server::start(&v1_1(), Manners { total_drifts: true, ..Manners::default() });
    let (watch, log) = (Watch::new(), Log::default());
    let few = PullOptions { page_size: 20, scope: Scope::Collections(vec!["enrollments".into()]), ..options() };
    let pull = Arc::new(Pull::connect(&connection(&server.base(), Auth::None), few, &log, &watch).expect("a connection"));
    let partial = pull.run(&watch, &mut |_| watch.cancel());
    assert!(!partial.is_whole() && partial.collections[0].rows > 0, "{:?}", partial.collections);
    let before = server.seen(|seen| seen.requests.len());
    let whole = pull.run(&Watch::new(), &mut |_| {});
    assert!(whole.is_whole());
    assert_eq!(
        whole.roster.table(roster_inspector::spec::Table::Enrollments).expect("a table").rows() as usize,
        v1_1().files["enrollments"].len()
    );
    let first = server.seen(|seen| seen.requests[before..].iter().filter(|request| request.contains("limit=20&offset=0")).count());
    assert_eq!(first, 1, "it began anew");
    assert!(whole.notes.iter().any(|note| note.fact == RestFact::DataChanged && note.detail.contains("pulled anew")), "{:#?}", whole.notes);
}
