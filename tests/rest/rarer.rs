//! Rarer deviations: ids that change, a proxy on the way, further endpoints, very long rows.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread::Builder;

use roster_inspector::compare;
use roster_inspector::job::Watch;
use roster_inspector::read::RestFact;
use roster_inspector::rest::{Auth, CollectionStage, Log, Pull, PullOptions, Scope, Trouble as Kind};
use roster_inspector::spec::Table;
use serde_json::json;

use super::manners::{Manners, Reshape};
use super::pulling::{assert_met, assert_whole, connection, options, pull, pull_with, v1_1, v1_2};
use super::server::Server;

#[test]
fn d29_ids_that_changed_are_found_by_other_keys() {
    // The ids of people are others now; enrollments and agents follow.
    let renamed: Reshape = |name, object| {
        let rename = |value: &mut serde_json::Value| {
            if let Some(id) = value.as_str().map(|id| format!("Student_{id}")) {
                *value = json!(id);
            }
        };
        if matches!(name, "users" | "demographics") {
            object.get_mut("sourcedId").into_iter().for_each(rename);
        }
        if name == "users" {
            let agents = object.get_mut("agents").and_then(|agents| agents.as_array_mut());
            agents.into_iter().flatten().for_each(|agent| rename(&mut agent["sourcedId"]));
        }
        if matches!(name, "enrollments" | "results") {
            let field = if name == "results" { "student" } else { "user" };
            object.get_mut(field).into_iter().for_each(|to| rename(&mut to["sourcedId"]));
        }
    };
    let (before, _server) = pull(&v1_1(), Manners::default());
    let (now, _server) = pull(&v1_1(), Manners { reshape: Some(renamed), ..Manners::default() });
    assert!(now.is_whole());
    let comparison = compare::rosters(&before.roster, &now.roster, &compare::Options::default(), &Watch::new()).expect("compared");
    let people = comparison.churned.iter().filter(|churned| churned.table == Table::Users).count();
    assert_eq!(people, v1_1().files["users"].len(), "everybody is found again");
}

/// A proxy that hands everything on to one address, and counts who comes.
fn proxy(to: SocketAddr) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let (address, came) = (listener.local_addr().expect("an address"), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&came);
    let serve = move || {
        for near in listener.incoming().flatten() {
            count.fetch_add(1, Relaxed);
            let Ok(far) = TcpStream::connect(to) else { return };
            let ends = near.try_clone().and_then(|near| Ok((near, far.try_clone()?)));
            let (near_again, far_again) = ends.expect("sockets");
            for (mut from, mut into) in [(near, far), (far_again, near_again)] {
                let pipe = move || {
                    let mut bytes = [0; 8192];
                    while let Ok(read @ 1..) = from.read(&mut bytes) {
                        if into.write_all(&bytes[..read]).is_err() {
                            break;
                        }
                    }
                    drop(into.shutdown(Shutdown::Write));
                };
                drop(Builder::new().name("pipe".to_owned()).spawn(pipe).expect("a thread"));
            }
        }
    };
    drop(Builder::new().name("proxy".to_owned()).spawn(serve).expect("a thread"));
    (address, came)
}

#[test]
fn d30_a_proxy_on_the_way() {
    let server = Server::start(&v1_1(), Manners::default());
    let (address, came) = proxy(server.address);
    // The name is known to the proxy alone.
    let mut through = connection("http://sis.example/ims/oneroster/v1p1", Auth::None);
    through.allow_http = true;
    through.proxy = Some(format!("http://me:proxy-secret-31@{address}"));
    let (pulled, log) = pull_with(&through, options());
    assert_whole(&pulled, &v1_1());
    assert!(came.load(Relaxed) > 0);
    assert!(log.since(0).iter().all(|entry| entry.url.starts_with("http://sis.example/")));
    // A proxy that is not there is told as the network, and its password by nobody.
    let gone = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    through.proxy = Some(format!("http://me:proxy-secret-31@{gone}"));
    through.patience.attempts = 1;
    let error = Pull::connect(&through, options(), &Log::default(), &Watch::new()).err().expect("no proxy");
    assert_eq!(error.kind, Kind::Network, "{error}");
    assert!(!format!("{error} {error:?}").contains("proxy-secret-31"));
    through.proxy = Some("no proxy at all".to_owned());
    let error = Pull::connect(&through, options(), &Log::default(), &Watch::new()).err().expect("no proxy");
    assert_eq!(error.kind, Kind::Address, "{error}");
}

#[test]
fn d33_any_path_below_the_base_can_be_asked_for() {
    let server = Server::start(&v1_1(), Manners::default());
    let (log, watch) = (Log::keeping(1 << 20), Watch::new());
    let few = PullOptions { scope: Scope::Collections(vec!["orgs".into()]), ..options() };
    let pull = Pull::connect(&connection(&server.base(), Auth::None), few, &log, &watch).expect("a connection");
    let entry = |number: u32| log.entry(number).expect("an entry");
    for (path, status) in
        [("/guardians", 404), ("administrators?limit=1", 404), ("/students?search=ada&limit=2", 200), ("/studentEnrollments", 404)]
    {
        let number = pull.ask(path).expect("an answer");
        assert_eq!(entry(number).status, Some(status), "{path}");
        assert!(entry(number).url.starts_with(&server.base()), "{}", entry(number).url);
        assert!(roster_inspector::rest::answer_of(&log, number, None).is_some());
    }
    let outside = pull.ask("https://elsewhere.example/ims/oneroster/v1p1/orgs").expect_err("another origin");
    assert_eq!(outside.kind, Kind::OtherHost);
    assert!(pull.ask("http://:::/").is_err());
}

#[test]
fn people_without_accounts_are_told_as_missing() {
    // Only those are served who look like students or teachers; enrollments name everybody.
    let hidden: Reshape = |name, object| {
        if name == "enrollments" {
            let named = object["user"]["sourcedId"].as_str().map(|id| format!("no-account-{id}"));
            object["user"]["sourcedId"] = json!(named);
        }
    };
    let (pulled, _server) = pull(&v1_1(), Manners { reshape: Some(hidden), ..Manners::default() });
    assert_met(&pulled, RestFact::AccountOnly);
    let (pulled, _server) = pull(&v1_1(), Manners::default());
    assert!(!pulled.notes.iter().any(|note| note.fact == RestFact::AccountOnly));
}

#[test]
fn teachers_are_looked_for_by_their_email() {
    let (pulled, server) = pull(&v1_2(), Manners::default());
    assert!(!pulled.notes.iter().any(|note| note.fact == RestFact::EmailFilter), "{:#?}", pulled.notes);
    assert!(server.seen(|seen| seen.requests.iter().any(|request| request.contains("/teachers?filter=email"))));
    let (pulled, _server) = pull(&v1_2(), Manners { ignores_filter: true, ..Manners::default() });
    assert_met(&pulled, RestFact::EmailFilter);
    let told = pulled.notes.iter().find(|note| note.fact == RestFact::EmailFilter).expect("a note");
    assert!(!told.detail.contains('@'));
}

#[test]
fn a_row_of_five_megabytes_arrives_whole() {
    let long: Reshape = |name, object| {
        if name == "orgs" && object["type"] == "district" {
            object.insert("metadata".into(), json!({ "note": "é\"\\".repeat(5 << 18) }));
        }
    };
    let (pulled, _server) = pull(&v1_1(), Manners { reshape: Some(long), ..Manners::default() });
    let orgs = pulled.roster.table(Table::Orgs).expect("orgs");
    let note = orgs.columns().iter().find(|column| column.name() == "metadata.note").expect("a column");
    let notes: Vec<usize> = (0..orgs.rows()).map(|row| note.text(row).len()).filter(|length| *length > 0).collect();
    assert_eq!(notes, [4 * (5 << 18)]);
    assert!(pulled.collections.iter().all(|state| state.stage == CollectionStage::Whole));
}
