//! The connection check, and the commands as programs.

use std::process::{Command, Output};

use roster_inspector::job::Watch;
use roster_inspector::rest::{Auth, Log, Outcome, Probe, probe};

use super::manners::{Links, Manners, Mishap, Trouble, Wanted};
use super::pulling::{connection, v1_1, v1_2};
use super::server::Server;

fn outcome(found: &Probe, question: &str) -> Outcome {
    found.lines.iter().find(|line| line.question == question).unwrap_or_else(|| panic!("{question} in {found:#?}")).outcome
}

fn look(manners: Manners) -> Probe {
    let server = Server::start(&v1_1(), manners);
    probe(&connection(&server.base(), Auth::None), &Log::default(), &Watch::new())
}

#[test]
fn a_sound_server_is_good_all_along() {
    for district in [v1_1(), v1_2()] {
        let server = Server::start(&district, Manners::default());
        let found = probe(&connection(&server.base(), Auth::None), &Log::default(), &Watch::new());
        // Fields are not selected by this server, and it is asked without TLS.
        let odd: Vec<_> = found.lines.iter().filter(|line| line.outcome != Outcome::Good).map(|line| line.question).collect();
        assert_eq!(odd, ["TLS", "selection of fields"], "{found:#?}");
        assert!(found.can_pull() && found.endpoints.iter().all(|endpoint| endpoint.status == Some(200) && endpoint.total.is_some()));
        assert!(server.seen(|seen| seen.requests.len()) < 35, "few small requests");
    }
}

#[test]
fn deviations_are_seen_before_a_pull() {
    assert_eq!(outcome(&look(Manners { ignores_offset: true, ..Manners::default() }), "offset"), Outcome::Bad);
    assert_eq!(outcome(&look(Manners { cap: 50, ..Manners::default() }), "page size"), Outcome::Odd);
    assert_eq!(outcome(&look(Manners { refuses_sort: true, ..Manners::default() }), "sort"), Outcome::Odd);
    assert_eq!(outcome(&look(Manners { ignores_filter: true, ..Manners::default() }), "filter"), Outcome::Odd);
    assert_eq!(outcome(&look(Manners { total: false, link: Links::None, ..Manners::default() }), "total and links"), Outcome::Odd);
    assert_eq!(outcome(&look(Manners { clock_off: -4000, ..Manners::default() }), "clock"), Outcome::Odd);
    let mishaps = vec![Mishap { at: "/demographics", from: 0, times: 9, kind: Trouble::Status(403, None) }];
    let found = look(Manners { mishaps, ..Manners::default() });
    assert_eq!(outcome(&found, "collections"), Outcome::Odd);
    assert_eq!(found.endpoints.iter().find(|endpoint| endpoint.name == "demographics").expect("asked").status, Some(403));
    assert_eq!(outcome(&look(Manners { auth: Wanted::Bearer("x"), ..Manners::default() }), "credentials"), Outcome::Bad);
    let nowhere = probe(&connection("https://no-such-host.invalid", Auth::None), &Log::default(), &Watch::new());
    assert_eq!(outcome(&nowhere, "name"), Outcome::Bad);
    let closed = probe(&connection("http://127.0.0.1:1/ims/oneroster/v1p1", Auth::None), &Log::default(), &Watch::new());
    assert_eq!(outcome(&closed, "network"), Outcome::Bad);
}

fn run(arguments: &[&str], secret: &str) -> (i32, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_roster-inspector"))
        .args(arguments)
        .env("ROSTER_INSPECTOR_SECRET", secret)
        .output()
        .expect("the program starts");
    (status.code().expect("it ends by itself"), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

#[test]
fn pull_probe_and_check_as_programs() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).to_str().expect("plain").to_owned();
    let server = Server::start(&v1_1(), Manners { auth: Wanted::Bearer("a-secret-word"), ..Manners::default() });
    let (zip, archive, url) = (place("d.zip"), place("d.pull"), server.base());
    let pull = ["pull", &url, "--auth", "bearer", "--out", &zip, "--out", &archive, "--log"];
    let (code, told) = run(&pull, "a-secret-word");
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("enrollments") && told.contains("GET http://127.0.0.1") && !told.contains("a-secret-word"));
    assert_eq!(run(&pull, "a-secret-word").0, 2, "what is there is not replaced");
    assert_eq!(run(&pull[..5].iter().copied().chain(["/x.zip"]).collect::<Vec<_>>(), "").0, 2, "no secret");
    for path in [&zip, &archive] {
        let (code, told) = run(&["check", path, "--as-of", "2026-10-01"], "");
        assert_eq!(code, 0, "{told}");
        assert!(told.contains("0 errors, 0 warnings"), "{told}");
    }
    let (code, told) = run(&["pull", &url, "--auth", "bearer", "--out", &place("e.zip"), "--collections", "orgs,users"], "wrong-secret");
    assert!(code == 2 && told.contains("does not take these credentials") && !told.contains("wrong-secret"), "{told}");
    let (code, told) = run(&["probe", &url, "--auth", "bearer"], "a-secret-word");
    assert!(code == 1 && told.contains("collections") && !told.contains("a-secret-word"), "{told}");
    let capped = Server::start(&v1_1(), Manners { total_off: 3, ..Manners::default() });
    assert_eq!(run(&["pull", &capped.base(), "--auth", "none", "--out", &place("f.zip")], "").0, 1, "partial or odd");
}
