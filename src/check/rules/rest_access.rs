//! Whether an endpoint lets us in, has what is asked for, and answers: told from what a pull met.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, inferred, observed};
use super::super::sink::Sink;
use crate::read::{FactKind, RestFact};

/// What these rules have in common.
const MET: Rule = Rule {
    topic: Topic::Package,
    versions: SINCE_1_1,
    source: "OneRoster REST binding",
    message: |place, _| place.value.clone(),
    how: How::Package(check),
    ..PLAIN
};

/// People are named who are not served.
pub static REST_ACCOUNT_ONLY: Rule = Rule {
    code: "rest-account-only",
    level: Level::Warning,
    title: "People are named who are not served",
    summary: "Enrollments and agents name many people who are not among the users.",
    what: "Whole pulls of 1.1 in which enrollments and agents name at least 10 people, and at least 2 % as many as are served, who are not in the list of users.",
    why: "Some systems serve only people who have a user account: students and guardians without one are missing, and nothing else tells.",
    remedy: "Create the accounts, or pull 1.2, which serves people without them.",
    effects: &[documented("Infinite Campus", "1.1 serves only people with accounts")],
    bad: "412 guardians in agents, none of them in /users",
    good: "everybody whom agents name is in /users",
    ..MET
};

/// Credentials are refused during the pull.
pub static REST_AUTH_FAILED: Rule = Rule {
    code: "rest-auth-failed",
    level: Level::Error,
    title: "Credentials are refused during the pull",
    summary: "A collection answers 401 although others let these credentials in.",
    what: "Collections that still answer 401 after a new token was asked for. Credentials that are refused everywhere end the pull before it begins.",
    why: "Everything of that collection is missing.",
    remedy: "Ask the provider whether the key has ended, is switched off, or has no right to this collection.",
    effects: &[inferred("providers", "the rest of the collection is not sent")],
    bad: "GET /enrollments: 401",
    good: "GET /enrollments: 200",
    ..MET
};

/// The address has no versioned path.
pub static REST_BASE_PATH: Rule = Rule {
    code: "rest-base-path",
    level: Level::Error,
    title: "The address has no versioned path",
    summary: "The base URL lacks the versioned path, so that a usual one had to be tried.",
    what: "Addresses in which neither /ims/oneroster/v1p1 nor /ims/oneroster/rostering/v1p2 stands, nor another path that ends in a version.",
    why: "Clients that take the address as it is get 404 for everything.",
    remedy: "Give the address with its versioned path.",
    effects: &[inferred("clients", "404 for every collection")],
    bad: "https://sis.example",
    good: "https://sis.example/ims/oneroster/v1p1",
    ..MET
};

/// The clock of the server is off.
pub static REST_CLOCK_SKEW: Rule = Rule {
    code: "rest-clock-skew",
    level: Level::Warning,
    title: "The clock of the server is off",
    summary: "The Date header of the server differs from our clock by more than five minutes.",
    what: "The Date header of every answer, against the clock of this machine.",
    why: "Signatures of OAuth 1 and tokens are refused when clocks differ, and times of change cannot be compared.",
    remedy: "Set the clocks of both machines by a time server.",
    effects: &[documented("Instructure", "tolerates 10 minutes back and 5 ahead")],
    bad: "Date: an hour ahead",
    good: "Date: within five minutes",
    ..MET
};

/// A teacher is not found by the email.
pub static REST_EMAIL_FILTER: Rule = Rule {
    code: "rest-email-filter",
    level: Level::Warning,
    title: "A teacher is not found by the email",
    summary: "The list of teachers filtered by an email that a teacher has gives none or several.",
    what: "Pulls of 1.2: one teacher is asked for, then /teachers with a filter on the email of that teacher. The email is not told.",
    why: "Clients that find teachers by their email find nobody, or somebody else.",
    remedy: "Obey the filter on email, and give each teacher an email of their own.",
    effects: &[documented("Google", "its conformance test fails")],
    bad: "/teachers?filter=email='ada@school.example': no rows",
    good: "/teachers?filter=email='ada@school.example': one row",
    ..MET
};

/// A collection is not offered.
pub static REST_ENDPOINT_MISSING: Rule = Rule {
    code: "rest-endpoint-missing",
    level: Level::Warning,
    title: "A collection is not offered",
    summary: "A collection that the version has answers 404 or 501.",
    what: "The collections of the chosen part of the endpoint. Narrower lists are asked for in place of users, sessions and orgs.",
    why: "Receivers that need the collection cannot connect.",
    remedy: "Switch the collection on, or use the general collection with a filter.",
    effects: &[documented("Google, Microsoft School Data Sync", "the connection fails")],
    bad: "GET /demographics: 404",
    good: "GET /demographics: 200",
    ..MET
};

/// An answer leads to another host.
pub static REST_OTHER_HOST: Rule = Rule {
    code: "rest-other-host",
    level: Level::Warning,
    title: "An answer leads to another host",
    summary: "A redirect or a next link names another host than the address.",
    what: "Redirects and next links. They are not followed, as credentials are for the host of the address only.",
    why: "Clients that follow send their credentials to whoever that is.",
    remedy: "Let redirects and links name the host under which the endpoint is reached.",
    effects: &[inferred("clients", "send credentials elsewhere, or stop")],
    bad: "Location: https://other.example/login",
    good: "Location: /ims/oneroster/v1p1/orgs",
    ..MET
};

/// A collection could not be pulled to its end.
pub static REST_PARTIAL: Rule = Rule {
    code: "rest-partial",
    level: Level::Error,
    title: "A collection could not be pulled to its end",
    summary: "A collection is partial or failed.",
    what: "Every collection that is neither whole nor missing, with the reason.",
    why: "Rows are missing, and what refers to them leads nowhere.",
    remedy: "Look at the request log, then resume the pull.",
    effects: &[inferred("importers", "delete or orphan what did not come")],
    bad: "enrollments: 240 of 1,200 rows",
    good: "enrollments: 1,200 of 1,200 rows",
    ..MET
};

/// Requests had to be repeated.
pub static REST_RETRIED: Rule = Rule {
    code: "rest-retried",
    level: Level::Info,
    title: "Requests had to be repeated",
    summary: "Requests broke off, timed out or answered 500, 502 or 504, and were sent again.",
    what: "Failures that a repetition may mend. Those that it did not mend are told as partial.",
    why: "Clients that do not repeat lose pages.",
    remedy: "Give the request log to the provider; pull outside busy hours.",
    effects: &[observed("clients without repetition", "lose the page")],
    bad: "502, then 200",
    good: "200",
    ..MET
};

/// A collection is refused.
pub static REST_SCOPE_MISSING: Rule = Rule {
    code: "rest-scope-missing",
    level: Level::Warning,
    title: "A collection is refused",
    summary: "A collection answers 403 while others answer.",
    what: "Collections that answer 403.",
    why: "The district does not share them, or the token lacks their scope; the server is not broken.",
    remedy: "Ask the district to share these data, or for the scope.",
    effects: &[inferred("providers", "403")],
    bad: "GET /demographics: 403",
    good: "GET /demographics: 200",
    ..MET
};

/// A collection fails in the server.
pub static REST_SERVER_ERROR_COLLECTION: Rule = Rule {
    code: "rest-server-error-collection",
    level: Level::Error,
    title: "A collection fails in the server",
    summary: "A collection answers 500, again and again.",
    what: "Collections whose page answers 500 when it is asked for the second time.",
    why: "One bad record often breaks a whole collection, such as overlapping terms.",
    remedy: "Repair the source data; the error text of the provider may name the record.",
    effects: &[documented("Aeries", "more than one matching element")],
    bad: "GET /academicSessions: 500",
    good: "GET /academicSessions: 200",
    ..MET
};

/// Pages take long.
pub static REST_SLOW: Rule = Rule {
    code: "rest-slow",
    level: Level::Info,
    title: "Pages take long",
    summary: "A page took more than 20 seconds.",
    what: "The time from sending a request to its last byte.",
    why: "Gateways cut requests after one or two minutes.",
    remedy: "Pull at night, or with smaller pages.",
    effects: &[documented("Infinite Campus", "cuts at 100 seconds")],
    bad: "35 s for 1,000 rows",
    good: "2 s for 1,000 rows",
    ..MET
};

/// The server asks to slow down.
pub static REST_THROTTLED: Rule = Rule {
    code: "rest-throttled",
    level: Level::Info,
    title: "The server asks to slow down",
    summary: "The server answered 429 or 503 during the pull.",
    what: "Answers of 429 and 503; Retry-After is obeyed.",
    why: "Clients that do not wait are locked out.",
    remedy: "Use one request at a time and larger pages.",
    effects: &[inferred("clients without patience", "an aborted sync")],
    bad: "429, Retry-After: 30",
    good: "200",
    ..MET
};

/// The token ended during the pull.
pub static REST_TOKEN_EXPIRED: Rule = Rule {
    code: "rest-token-expired",
    level: Level::Info,
    title: "The token ended during the pull",
    summary: "The server refused a token in the middle of the pull and took a new one.",
    what: "401 that a new token mends.",
    why: "Clients that do not renew stop there, with half a roster.",
    remedy: "Let tokens last for a whole sync, or tell expires_in truly.",
    effects: &[observed("HelloID and others", "never renew")],
    bad: "401 after 30 minutes, expires_in: 3600",
    good: "401 after an hour, expires_in: 3600",
    ..MET
};

/// Rows of another version than the path.
pub static REST_VERSION_MIXED: Rule = Rule {
    code: "rest-version-mixed",
    level: Level::Warning,
    title: "Rows of another version than the path",
    summary: "The rows look like those of another version than the path says.",
    what: "A user with roles below a path of 1.1, or with a role below a path of 1.2. The rows are taken as they look.",
    why: "Clients decode by the path, and find no role or org.",
    remedy: "Serve 1.2 rows below the paths of 1.2.",
    effects: &[observed("ClassLink, Timeback", "serve 1.2 rows below v1p1")],
    bad: "/v1p1/users: roles: […]",
    good: "/v1p1/users: role: \"student\"",
    ..MET
};

/// Each rule tells of the fact of its name.
fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    if let Some(fact) = RestFact::ALL.into_iter().find(|fact| fact.code() == context.rule.code) {
        fact_files(context, &[FactKind::Rest(fact)], sink);
    }
}
