//! Receivers: their profiles as data, what they say about packages, and what is said about profiles that cannot be used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use roster_inspector::check::{Level, RULES};
use roster_inspector::job::Watch;
use roster_inspector::receiver::{self, BUILT_IN, Effect, Judgment, Profile, Verdict, built_in};
use roster_inspector::roster::Roster;

use super::check_fixtures::{fixtures, input, judge, settings};
use super::report::{check, printed};

#[test]
fn every_profile_can_be_read_and_every_statement_has_a_source() {
    let mut ids = BTreeSet::new();
    for (name, text) in BUILT_IN {
        let profile = Profile::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(*name, profile.id, "named as its file");
        assert!(ids.insert(profile.id.clone()) && !profile.name.is_empty() && !profile.about.is_empty());
        assert!(profile.left_out.is_empty(), "{:?}", profile.left_out);
        let said = profile.statements.iter().map(|statement| &statement.said);
        let said = said.chain(profile.asks.iter().map(|ask| &ask.said)).chain(&profile.notes);
        assert!(said.clone().count() > 0, "{name} says something");
        for said in said {
            assert!(said.source.starts_with("http") && said.words.ends_with('.'), "{name}: {said:?}");
        }
        for ask in &profile.asks {
            assert!(ask.code.starts_with(name) && !RULES.iter().any(|rule| rule.code == ask.code), "{}", ask.code);
            assert!(!ask.title.ends_with('.'), "{}", ask.title);
        }
    }
    assert_eq!(built_in().len(), BUILT_IN.len());
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/profiles")).expect("profiles").count();
    assert_eq!(files, BUILT_IN.len(), "every file is built in");
}

fn error(text: &str) -> (usize, String) {
    let error = Profile::parse(text).expect_err("it cannot be used");
    (error.line, error.reason)
}

const HEAD: &str = "id = \"x\"\nname = \"X\"\n";

#[test]
fn a_profile_that_cannot_be_used_names_line_and_reason() {
    let says = |more: &str| {
        format!("{HEAD}[[says]]\neffect = \"loses\"\nwords = \"W.\"\nsource = \"http://x\"\nevidence = \"documented\"\n{more}\n")
    };
    assert!(Profile::parse(&says("rules = [\"date-format\"]")).is_ok());
    assert_eq!(error(&says("rules = [\"date-fromat\"]")), (8, "there is no rule named date-fromat; did you mean date-format?".to_owned()));
    let (line, reason) = error(&says("rules = [\"date-format\"]").replace("loses", "hates"));
    assert!(line == 4 && reason.contains("hates"), "{line} {reason}");
    let (line, reason) = error(&says("rules = [\"date-format\"]\nruels = 1"));
    assert!(line == 9 && reason.contains("ruels"), "{line} {reason}");
    let (line, reason) = error(&says("rules = [\"date-format\"]").replace("documented", "heard"));
    assert!(line == 7 && reason.contains("not heard"), "{line} {reason}");
    let (line, _) = error("id = \"x\"\nname = \n");
    assert_eq!(line, 2);
    let asks = |more: &str| {
        format!(
            "{HEAD}[[asks]]\ncode = \"c\"\ntitle = \"T\"\neffect = \"loses\"\nwords = \"W.\"\nsource = \"http://x\"\nevidence = \"observed\"\n{more}\n"
        )
    };
    assert!(Profile::parse(&asks("file = \"users.csv\"\ncolumn = \"email\"\nfilled = true")).is_ok());
    let (line, reason) = error(&asks("file = \"user.csv\"\ncolumn = \"email\"\nfilled = true"));
    assert_eq!((line, reason.as_str()), (10, "there is no file named user.csv; did you mean users.csv?"));
    let (line, reason) = error(&asks("file = \"users.csv\"\ncolumn = \"emial\"\nfilled = true"));
    assert_eq!((line, reason.as_str()), (11, "there is no column of users.csv named emial; did you mean email?"));
    assert_eq!(error(&asks("file = \"users.csv\"\ncolumn = \"email\"")).0, 3);
    let unsourced = Profile::parse(&says("rules = [\"date-format\"]").replace("source = \"http://x\"\n", "")).expect("it can be used");
    assert!(unsourced.statements.is_empty() && unsourced.left_out[0].starts_with("Line 3"), "{:?}", unsourced.left_out);
}

fn judgment(folder: &str, profile: &str) -> (Arc<Roster>, Judgment) {
    let (kind, name) = folder.split_once('/').expect("kind and name");
    let path = fixtures(kind).join(name);
    let roster = roster_inspector::roster::open(&[path], &roster_inspector::read::Limits::default(), &Watch::new()).expect("it opens");
    let findings = judge(&roster, &settings());
    let profile = built_in().iter().find(|known| known.id == profile).expect("a profile");
    let judgment = receiver::judge(&input(&roster), &findings, profile, 1000, &Watch::new());
    (roster, judgment)
}

#[test]
fn a_verdict_says_why_and_which_rows() {
    let (_, fine) = judgment("good/v1_1", "clever");
    assert_eq!((fine.verdict, fine.reasons.len()), (Verdict::NothingKnown, 0));
    let (_, losses) = judgment("bad/dup-sourcedid", "clever");
    assert_eq!(losses.verdict, Verdict::Losses);
    assert_eq!(losses.reasons[0].code, "dup-sourcedid");
    assert!(losses.reasons[0].said.source.contains("support.clever.com"));
    let (_, refused) = judgment("bad/manifest-version-missing", "clever");
    assert_eq!((refused.verdict, refused.reasons[0].effect), (Verdict::Refused, Effect::Refuses));
    let (_, forgiven) = judgment("bad/dup-sourcedid", "clever");
    let forgiven = forgiven.without(&|code| if code == "dup-sourcedid" { u64::MAX } else { 0 });
    assert_eq!(forgiven.verdict, Verdict::NothingKnown, "what is suppressed does not count");
}

#[test]
fn findings_are_leveled_anew() {
    let rule = |code: &str| *RULES.iter().find(|rule| rule.code == code).expect("a rule");
    let (_, sds) = judgment("good/v1_1", "sds");
    assert_eq!(rule("header-missing-optional-column").level, Level::Warning);
    assert_eq!(sds.level(rule("header-missing-optional-column")), Level::Info, "it accepts that");
    assert_eq!(sds.level(rule("zip-os-junk")), Level::Error, "it refuses that");
    assert_eq!(sds.level(rule("role-mismatch")), rule("role-mismatch").level, "nothing is known");
}

#[test]
fn what_a_receiver_asks_for_is_found_in_its_place() {
    let (roster, apple) = judgment("good/v1_1", "apple");
    let roles = apple.unmet.iter().find(|unmet| unmet.ask.code == "apple-user-roles").expect("other roles");
    let places: Vec<_> = roles.places(&input(&roster)).collect();
    assert_eq!(places.len() as u64, roles.count);
    for place in &places {
        assert_eq!((place.file.as_str(), place.column.as_deref()), ("users.csv", Some("role")));
        assert!(!["student", "teacher"].contains(&place.value.as_str()), "{place:?}");
    }
    let (_, managebac) = judgment("good/v1_1", "managebac");
    assert_eq!(managebac.verdict, Verdict::Refused);
    assert!(managebac.reasons.iter().any(|reason| reason.code == "managebac-version"));
    let (_, later) = judgment("good/v1_2", "managebac");
    assert!(!later.reasons.iter().any(|reason| reason.code == "managebac-version"));
    let (_, delta) = judgment("good/delta", "hmh");
    assert!(delta.reasons.iter().any(|reason| reason.code == "hmh-bulk-only"), "{:?}", delta.reasons);
}

#[test]
fn each_kind_of_need_is_looked_at() {
    let ask = |more: &str| {
        let text = format!(
            "{HEAD}[[asks]]\ncode = \"x\"\ntitle = \"T\"\neffect = \"refuses\"\nwords = \"W.\"\nsource = \"http://x\"\nevidence = \"observed\"\n{more}\n"
        );
        Arc::new(Profile::parse(&text).expect("a profile"))
    };
    let path = fixtures("good").join("v1_1");
    let roster = roster_inspector::roster::open(&[path], &roster_inspector::read::Limits::default(), &Watch::new()).expect("it opens");
    let findings = judge(&roster, &settings());
    let count = |more: &str| {
        let judgment = receiver::judge(&input(&roster), &findings, &ask(more), 10, &Watch::new());
        judgment.unmet.first().map_or(0, |unmet| unmet.count)
    };
    let users = u64::from(roster.table(roster_inspector::spec::Table::Users).expect("users").rows());
    assert_eq!(count("files = [\"users.csv\", \"roles.csv\"]"), 1);
    assert_eq!((count("mode = \"bulk\""), count("mode = \"delta\"") > 0), (0, true));
    assert_eq!((count("versions = [\"1.1\"]"), count("versions = [\"1.2\"]")), (0, 1));
    assert_eq!((count("property = \"manifest.version\""), count("property = \"no.such\"")), (0, 1));
    assert_eq!(
        (count("property = \"manifest.version\"\nvalue = \"1.0\""), count("property = \"manifest.version\"\nvalue = \"2\"")),
        (0, 1)
    );
    assert_eq!((count("most_rows = 100000"), count("most_rows = 1") > 1), (0, true));
    let users_of = |column: &str, more: &str| count(&format!("file = \"users.csv\"\ncolumn = \"{column}\"\n{more}"));
    assert_eq!((users_of("username", "filled = true"), users_of("password", "filled = true")), (0, users));
    assert_eq!((users_of("sourcedId", "unique = true"), users_of("enabledUser", "unique = true")), (0, users - 1));
    assert_eq!((users_of("enabledUser", "allowed = [\"true\"]"), users_of("enabledUser", "allowed = [\"no\"]")), (0, users));
    assert_eq!((users_of("sourcedId", "letters = \"-\""), users_of("sourcedId", "letters = \"\"")), (0, users));
    let students = users_of("password", "filled = true\nonly = { column = \"role\", is = [\"student\"] }");
    assert!(0 < students && students < users);
}

#[test]
fn the_command_line_names_the_verdict_and_what_cannot_be_used() {
    let bad = fixtures("bad").join("dup-sourcedid");
    let bad = bad.to_str().expect("a plain path");
    let text = printed(&[bad, "--profile", "clever"]);
    assert!(text.contains("\nClever: accepted with losses\n") && text.contains("documented, https://support.clever.com"), "{text}");
    for form in ["html", "markdown", "junit", "sarif", "json"] {
        let told = printed(&[bad, "--profile", "clever", "--format", form]);
        assert!(told.contains("accepted with losses"), "{form}");
    }
    let ran = check(&[bad, "--profile", "clevr"]);
    let words = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2));
    assert!(words.contains("There is no profile named clevr. Did you mean clever? Known are apple,"), "{words}");
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("own.toml");
    fs::write(&own, "id = \"own\"\nname = \"Own\"\n[[says]]\nrules = [\"nothing\"]\n").expect("a file");
    let of_folder = folder.path().to_str().expect("a plain path");
    for arguments in [&["--profile", own.to_str().expect("a plain path")][..], &["--profiles", of_folder, "--profile", "own"]] {
        let ran = check(&[&[bad], arguments].concat());
        let words = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(2));
        assert!(words.contains("The profile cannot be used. Line ") && words.contains("own.toml"), "{words}");
    }
    fs::write(&own, "id = \"own\"\nname = \"Own\"\n").expect("a file");
    let text = printed(&[bad, "--profiles", of_folder, "--profile", "own"]);
    assert!(text.contains("\nOwn: nothing known against it\n"), "{text}");
}
