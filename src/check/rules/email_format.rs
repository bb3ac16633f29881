//! An email address is none.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, documented};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "email-format",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Not an email address",
    summary: "An email address is not of the form name@domain.",
    what: "users.email: one @, something before it, a domain with a point after it, and no spaces, commas, semicolons or angle brackets.",
    why: "Receivers that make accounts from addresses leave the person out.",
    remedy: "Correct the address in the source or in the directory; one address for each user.",
    effects: &[
        documented("Microsoft School Data Sync", "checked against the internet standard"),
        documented("Clever", "taken as it is, may lack @"),
    ],
    bad: "ada.example.org",
    good: "ada@example.org",
    source: "Documents of receivers",
    message: |place, _| format!("{} is no email address", quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 40,
        ids_are_fine: false,
        applies: |_, place| place.table == Table::Users && place.column.name == "email",
        is_bad: |_, text| !text.is_empty() && !is_address(text.trim()),
    }),
    ..PLAIN
};

fn is_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(at) = bytes.iter().position(|&byte| byte == b'@') else { return false };
    let domain = &bytes[at + 1..];
    let banned = bytes.iter().any(|byte| matches!(byte, b' ' | b',' | b';' | b'<' | b'>'));
    let dot = domain.iter().rposition(|&byte| byte == b'.').is_some_and(|dot| dot > 0 && dot + 1 < domain.len());
    at > 0 && dot && !banned && !domain.contains(&b'@') && domain[0] != b'.'
}
