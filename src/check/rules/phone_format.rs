//! A telephone number is not international.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, documented};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "phone-format",
    level: Level::Info,
    topic: Topic::Schema,
    title: "Telephone number of no international form",
    summary: "A telephone number is not written as + and up to 15 digits.",
    what: "users.phone and users.sms. Runs on request, as only some receivers want it.",
    why: "Receivers that send text messages cannot tell the country.",
    remedy: "Write +, the country and the number, without spaces.",
    effects: &[documented("Microsoft School Data Sync", "expects the form of E.164")],
    bad: "(555) 010-4477",
    good: "+15550104477",
    source: "Documents of one receiver",
    message: |place, _| format!("{} is {}, not + and digits", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 64,
        ids_are_fine: false,
        applies: |_, place| place.table == Table::Users && matches!(place.column.name, "phone" | "sms"),
        is_bad: |_, text| {
            let digits = text.strip_prefix('+').unwrap_or_default();
            let is_number = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            !text.is_empty() && !is_number
        },
    }),
    on_request: true,
    ..PLAIN
};
