//! The form of answers, fields and values: told from what a pull met.

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

/// Truth values in the form of the other version.
pub static REST_BOOLEAN_FORM: Rule = Rule {
    code: "rest-boolean-form",
    level: Level::Warning,
    title: "Truth values in the form of the other version",
    summary: "Truth values are text in 1.1, or real ones in 1.2, or other words.",
    what: "Fields that hold true or false. 1.1 declares real truth values, 1.2 text.",
    why: "Strict clients refuse the row; others take the text \"false\" for true.",
    remedy: "Send true and false in 1.1, \"true\" and \"false\" in 1.2.",
    effects: &[observed("ClassLink", "text below v1p1")],
    bad: "\"enabledUser\": \"TRUE\"",
    good: "\"enabledUser\": true",
    ..MET
};

/// An answer or a row cannot be read.
pub static REST_BROKEN_ROW: Rule = Rule {
    code: "rest-broken-row",
    level: Level::Error,
    title: "An answer or a row cannot be read",
    summary: "JSON that breaks off, something else than an object in a list, or bytes that are not UTF-8.",
    what: "Every answer. A broken one is asked for again; what stands before the break is kept.",
    why: "What is broken is missing.",
    remedy: "Look at the answer in the request log, and report it to the provider.",
    effects: &[inferred("clients", "payload error")],
    bad: "{\"users\": [{\"sourcedId\": \"u1\"",
    good: "{\"users\": [{\"sourcedId\": \"u1\"}]}",
    ..MET
};

/// A reference without an id or of another type.
pub static REST_DANGLING_REF: Rule = Rule {
    code: "rest-dangling-ref",
    level: Level::Error,
    title: "A reference without an id or of another type",
    summary: "A reference object has no sourcedId, or its type is that of another entity.",
    what: "Every reference object. Ids that lead nowhere are told by the rules of references.",
    why: "The link is lost: a class without its course, an enrollment without its user.",
    remedy: "Send href, sourcedId and type, all three.",
    effects: &[observed("Moodle", "met parents without a sourcedId at the reference server")],
    bad: "{\"href\": \"\", \"type\": \"org\"}",
    good: "{\"href\": \"…\", \"sourcedId\": \"s1\", \"type\": \"org\"}",
    ..MET
};

/// Dates in another form.
pub static REST_DATE_FORM: Rule = Rule {
    code: "rest-date-form",
    level: Level::Warning,
    title: "Dates in another form",
    summary: "A date or time is not in the form of the standard.",
    what: "Dates: 2026-09-01. Times: 2026-09-01T08:00:00.000Z, in UTC. Values are kept as sent.",
    why: "Strict clients refuse the row; without a zone the time is off by hours.",
    remedy: "Send dates as YYYY-MM-DD and times in UTC with Z.",
    effects: &[documented("ed.link", "lists these forms of Synergy")],
    bad: "2026-08-15 04:30:00",
    good: "2026-08-15T04:30:00.000Z",
    ..MET
};

/// Rows under another name.
pub static REST_ENVELOPE: Rule = Rule {
    code: "rest-envelope",
    level: Level::Error,
    title: "Rows under another name",
    summary: "The rows do not stand in a list under the name of the collection.",
    what: "Lists under another name or another case, bare arrays, one object in place of a list, null or 404 in place of an empty list.",
    why: "Strict clients find no rows.",
    remedy: "Send {\"users\": […]}, with the name of the entity, also for /students and /teachers.",
    effects: &[inferred("strict clients", "payload error")],
    bad: "{\"students\": […]}",
    good: "{\"users\": […]}",
    ..MET
};

/// An error with the status of success.
pub static REST_ERROR_BODY: Rule = Rule {
    code: "rest-error-body",
    level: Level::Error,
    title: "An error with the status of success",
    summary: "An answer of 200 holds an error, a warning, or a page for people.",
    what: "Status objects in place of rows or beside them, and HTML.",
    why: "Clients take the answer for an empty list, and delete everybody.",
    remedy: "Send errors with their status code; let proxies and logins not answer for the API.",
    effects: &[observed("code.org", "stops at pages that are no JSON")],
    bad: "200: <!DOCTYPE html>",
    good: "401",
    ..MET
};

/// A field under another name.
pub static REST_FIELD_RENAMED: Rule = Rule {
    code: "rest-field-renamed",
    level: Level::Warning,
    title: "A field under another name",
    summary: "A field stands under a misspelt or older name.",
    what: "Names that are known to be used in place of the standard's, and names in another case.",
    why: "Clients that look for the right name find nothing.",
    remedy: "Use the names of the standard.",
    effects: &[observed("Ed-Fi and others", "other spellings")],
    bad: "\"agentSourceIds\": […]",
    good: "\"agents\": […]",
    ..MET
};

/// References and lists in another form.
pub static REST_FIELD_SHAPE: Rule = Rule {
    code: "rest-field-shape",
    level: Level::Warning,
    title: "References and lists in another form",
    summary: "A reference, list or value has the form of CSV, or another form than declared.",
    what: "Texts in place of references and lists, the names of CSV columns, lists in place of one value and the reverse.",
    why: "Strict clients refuse the row, others find no reference.",
    remedy: "Send references as objects and lists as arrays.",
    effects: &[observed("ClassLink clients", "meet references as plain text")],
    bad: "\"courseSourcedId\": \"c1\"",
    good: "\"course\": {\"href\": \"…\", \"sourcedId\": \"c1\", \"type\": \"course\"}",
    ..MET
};

/// Fields that the standard does not know.
pub static REST_FIELD_UNKNOWN: Rule = Rule {
    code: "rest-field-unknown",
    level: Level::Info,
    title: "Fields that the standard does not know",
    summary: "A field is none of the standard's.",
    what: "Every field of every row, metadata apart. It is kept as a column of its own.",
    why: "1.2 forbids further fields; strict clients refuse the row.",
    remedy: "Put further fields into metadata.",
    effects: &[inferred("strict clients", "refuse the row")],
    bad: "\"seat\": 12",
    good: "\"metadata\": {\"seat\": 12}",
    ..MET
};

/// What CSV has no form for.
pub static REST_NOT_IN_CSV: Rule = Rule {
    code: "rest-not-in-csv",
    level: Level::Info,
    title: "What CSV has no form for",
    summary: "A value holds something that its CSV column cannot express.",
    what: "The time of the day of line items, commas in items of lists, braces and colons in pairs.",
    why: "Saved as CSV it is cut or ambiguous; the archive keeps it.",
    remedy: "Nothing, unless the roster goes on as CSV.",
    effects: &[documented("OneRoster", "the CSV binding has no form for it")],
    bad: "\"grades\": [\"9,10\"]",
    good: "\"grades\": [\"09\", \"10\"]",
    ..MET
};

/// Null or NULL in place of nothing.
pub static REST_NULL_FORM: Rule = Rule {
    code: "rest-null-form",
    level: Level::Info,
    title: "Null or NULL in place of nothing",
    summary: "A field without a value is sent as null, as the word NULL or as empty text, instead of being left out.",
    what: "Every field; what was sent is kept apart from what was not.",
    why: "Strict clients refuse null and \"\" for dates, lists and objects; the word NULL becomes a name.",
    remedy: "Leave out fields without a value.",
    effects: &[observed("PowerSchool and others", "send the word NULL")],
    bad: "\"email\": \"NULL\"",
    good: "no email at all",
    ..MET
};

/// A number in place of text.
pub static REST_NUMBER_FOR_TEXT: Rule = Rule {
    code: "rest-number-for-text",
    level: Level::Warning,
    title: "A number in place of text",
    summary: "An id or another text is sent as a number.",
    what: "Fields that are declared as text, and ids in references.",
    why: "Leading zeros are lost, and strict clients refuse the row.",
    remedy: "Send ids in quotes.",
    effects: &[observed("HelloID", "forces numbers to text")],
    bad: "\"identifier\": 4711",
    good: "\"identifier\": \"4711\"",
    ..MET
};

/// Passwords are sent.
pub static REST_SECRET_IN_ROW: Rule = Rule {
    code: "rest-secret-in-row",
    level: Level::Warning,
    title: "Passwords are sent",
    summary: "Rows hold passwords.",
    what: "Fields for passwords. They are shown as present, and kept neither in tables nor in archives.",
    why: "Whoever holds the key of the endpoint holds every account.",
    remedy: "Leave passwords out.",
    effects: &[observed("code.org", "warns of it in its code")],
    bad: "\"password\": \"…\"",
    good: "no password",
    ..MET
};

/// Each rule tells of the fact of its name.
fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    if let Some(fact) = RestFact::ALL.into_iter().find(|fact| fact.code() == context.rule.code) {
        fact_files(context, &[FactKind::Rest(fact)], sink);
    }
}
