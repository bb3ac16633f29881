//! How an endpoint cuts a list into pages: told from what a pull met.

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

/// The data changed during the pull.
pub static REST_DATA_CHANGED: Rule = Rule {
    code: "rest-data-changed",
    level: Level::Warning,
    title: "The data changed during the pull",
    summary: "The server names another revision of its data than at the beginning.",
    what: "The header x-perm-rev of every page.",
    why: "Pages of two states do not fit together: rows are missing or come twice.",
    remedy: "Pull again at a quiet time.",
    effects: &[observed("ClassLink", "makes its data anew at night")],
    bad: "x-perm-rev: 17, then 18",
    good: "x-perm-rev: 17 throughout",
    ..MET
};

/// Rows that are to be deleted come unasked.
pub static REST_DELETED_RETURNED: Rule = Rule {
    code: "rest-deleted-returned",
    level: Level::Info,
    title: "Rows that are to be deleted come unasked",
    summary: "Rows with the status tobedeleted come without being asked for.",
    what: "Pulls of everything.",
    why: "Clients that do not look at the status keep ghost users.",
    remedy: "Filter by status, or leave deleted rows out after a while.",
    effects: &[observed("clients", "ghost users")],
    bad: "status: \"tobedeleted\"",
    good: "status: \"active\"",
    ..MET
};

/// Rows come on two pages.
pub static REST_DUP_ACROSS_PAGES: Rule = Rule {
    code: "rest-dup-across-pages",
    level: Level::Warning,
    title: "Rows come on two pages",
    summary: "The same sourcedId comes on two pages of one list.",
    what: "Rows that an earlier page had, in whatever form. Rows exactly alike are taken once, and the list is walked again until nothing is missing.",
    why: "The order of rows is not stable: for each row that comes twice, another does not come at all.",
    remedy: "Sort by sourcedId before cutting pages.",
    effects: &[observed("Ed-Fi, libre-oneroster", "natural order of the database")],
    bad: "page 1: a b, page 2: b c",
    good: "page 1: a b, page 2: c d",
    ..MET
};

/// A filter makes no difference.
pub static REST_FILTER_IGNORED: Rule = Rule {
    code: "rest-filter-ignored",
    level: Level::Warning,
    title: "A filter makes no difference",
    summary: "Rows come that the filter should have left out.",
    what: "Pulls of changed or deleted rows: every row is compared with what was asked for, and left out on our side.",
    why: "A delta sync becomes a full one, or worse, takes all rows as changed.",
    remedy: "Obey filters on status and dateLastModified, or answer 400.",
    effects: &[documented("Microsoft School Data Sync", "needs the filter on status")],
    bad: "dateLastModified>=2026-09-01, rows of 2024",
    good: "rows since 2026-09-01 only",
    ..MET
};

/// Pages are smaller than asked for.
pub static REST_LIMIT_CAPPED: Rule = Rule {
    code: "rest-limit-capped",
    level: Level::Info,
    title: "Pages are smaller than asked for",
    summary: "The server sends fewer rows than the limit, although more follow.",
    what: "Pages that are followed by another one with new rows.",
    why: "Clients that take a short page as the last lose the rest.",
    remedy: "Nothing, if clients advance by the rows that they get.",
    effects: &[observed("Ed-Fi, Timeback, ClassLink", "caps of 500, 3,000 and 10,000")],
    bad: "limit=1000: 500 rows",
    good: "limit=1000: 1,000 rows",
    ..MET
};

/// Pages are larger than asked for.
pub static REST_LIMIT_IGNORED: Rule = Rule {
    code: "rest-limit-ignored",
    level: Level::Warning,
    title: "Pages are larger than asked for",
    summary: "The server sends more rows than the limit.",
    what: "The number of rows of every page.",
    why: "A client with little memory or a time limit cannot take the roster.",
    remedy: "Obey the limit.",
    effects: &[observed("Xporter", "sends everything")],
    bad: "limit=100: 48,000 rows",
    good: "limit=100: 100 rows",
    ..MET
};

/// A link header is wrong.
pub static REST_LINK_MALFORMED: Rule = Rule {
    code: "rest-link-malformed",
    level: Level::Warning,
    title: "A link header is wrong",
    summary: "A Link header cannot be understood, or its next page skips or repeats rows.",
    what: "The Link header of every page: brackets, quotes, and the offset of the next page against the rows that came.",
    why: "Clients that follow links stop early or lose rows.",
    remedy: "Write <URL>; rel=\"next\" with the offset of the first row that is missing.",
    effects: &[documented("GG4L", "offset off by one")],
    bad: "offset=101 after 100 rows",
    good: "offset=100 after 100 rows",
    ..MET
};

/// Pages do not advance.
pub static REST_NEXT_LOOP: Rule = Rule {
    code: "rest-next-loop",
    level: Level::Error,
    title: "Pages do not advance",
    summary: "Next links repeat or do not advance, or the offset is ignored.",
    what: "The same page twice, a page without any new row, a next link that points at or before its own page.",
    why: "Clients run in circles, or take the first page for the roster.",
    remedy: "Obey the offset, and end the links with the last page.",
    effects: &[observed("clients", "an endless loop, or lost users")],
    bad: "offset=100: the rows of offset=0",
    good: "offset=100: the next 100 rows",
    ..MET
};

/// The limit is ignored.
pub static REST_PAGE_DEFAULT: Rule = Rule {
    code: "rest-page-default",
    level: Level::Warning,
    title: "The limit is ignored",
    summary: "Pages have the default size of 100, whatever limit is asked for, and more rows follow.",
    what: "Pages of exactly 100 rows that are followed by another one with new rows.",
    why: "A sync takes ten times the requests that it should, and clients that take the page for the last lose the rest.",
    remedy: "Obey the limit.",
    effects: &[inferred("clients", "silently partial data")],
    bad: "limit=1000: 100 rows",
    good: "limit=1000: 1,000 rows",
    ..MET
};

/// Paging is told in the body.
pub static REST_PAGING_IN_BODY: Rule = Rule {
    code: "rest-paging-in-body",
    level: Level::Info,
    title: "Paging is told in the body",
    summary: "Totals or page numbers stand beside the rows.",
    what: "Members such as totalCount, pageNumber and continuationToken beside the list.",
    why: "Clients that take the first member for the rows find a number.",
    remedy: "Tell the total in X-Total-Count and pages in Link.",
    effects: &[documented("Timeback", "totalCount and pageCount")],
    bad: "{\"totalCount\": 12, \"users\": […]}",
    good: "X-Total-Count: 12",
    ..MET
};

/// The order is not the one asked for.
pub static REST_SORT_IGNORED: Rule = Rule {
    code: "rest-sort-ignored",
    level: Level::Warning,
    title: "The order is not the one asked for",
    summary: "The server refuses sort=sourcedId, or sends rows in another order.",
    what: "Pages that were asked for with sort=sourcedId.",
    why: "Without a stable order rows are lost and doubled between pages.",
    remedy: "Obey sort and orderBy.",
    effects: &[observed("Ed-Fi", "natural order of the database")],
    bad: "b, a, c",
    good: "a, b, c",
    ..MET
};

/// The total changed during the pull.
pub static REST_TOTAL_CHANGED: Rule = Rule {
    code: "rest-total-changed",
    level: Level::Warning,
    title: "The total changed during the pull",
    summary: "X-Total-Count differs from page to page.",
    what: "The totals of all pages of a list.",
    why: "Either the data change while they are pulled, or the total counts something else; it cannot prove that the list is whole.",
    remedy: "Count what the filter matches, and pull at a quiet time.",
    effects: &[observed("FINTLabs", "counts before the filter")],
    bad: "X-Total-Count: 1200, then 1203",
    good: "X-Total-Count: 1200 throughout",
    ..MET
};

/// Rows differ from the total.
pub static REST_TOTAL_MISMATCH: Rule = Rule {
    code: "rest-total-mismatch",
    level: Level::Error,
    title: "Rows differ from the total",
    summary: "The number of rows differs from X-Total-Count.",
    what: "Lists that ended, with a total that was the same on all pages.",
    why: "Rows are missing or doubled, or the total is wrong; clients that trust it stop early or run on.",
    remedy: "Pull again with smaller pages; report it to the provider.",
    effects: &[inferred("clients", "missing or doubled rows")],
    bad: "1,195 rows, X-Total-Count: 1200",
    good: "1,200 rows, X-Total-Count: 1200",
    ..MET
};

/// Neither total nor links.
pub static REST_TOTAL_UNKNOWN: Rule = Rule {
    code: "rest-total-unknown",
    level: Level::Info,
    title: "Neither total nor links",
    summary: "The server tells neither a total nor a next page.",
    what: "Lists whose pages have no X-Total-Count, no Link, and no total in the body.",
    why: "Only an empty page proves the end; clients that take the page size for the total stop after page 1.",
    remedy: "Send X-Total-Count.",
    effects: &[observed("Ed-Fi, ClassLink", "send neither on some lists")],
    bad: "no X-Total-Count, no Link",
    good: "X-Total-Count: 1200",
    ..MET
};

/// A narrower list holds other rows.
pub static REST_TYPE_MIX: Rule = Rule {
    code: "rest-type-mix",
    level: Level::Warning,
    title: "A narrower list holds other rows",
    summary: "A list such as /students or /terms holds rows of another role or type.",
    what: "Rows of the narrower lists that were pulled: /students, /teachers, /schools, /terms, /gradingPeriods.",
    why: "Receivers take a teacher for a student.",
    remedy: "Let each list hold only what its name says.",
    effects: &[documented("Google", "checks the type of grading periods")],
    bad: "/students: role \"teacher\"",
    good: "/students: role \"student\"",
    ..MET
};

/// Each rule tells of the fact of its name.
fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    if let Some(fact) = RestFact::ALL.into_iter().find(|fact| fact.code() == context.rule.code) {
        fact_files(context, &[FactKind::Rest(fact)], sink);
    }
}
