//! Spans of days in the order of time: the enrollments of a person, the sessions of a year.

use jiff::civil::Date;

use super::data::{Body, Card, Link, Span, Timeline};
use super::enrolled::{cell_link, span, term_days};
use super::look::{Look, is_day};
use crate::spec::Table;

/// Spans that are drawn.
const DRAWN: usize = 24;

/// The enrollments of a person in the order of time, by their own days, else by those of the class's terms.
pub(super) fn of_enrollments(look: Look<'_>, rows: &[u32]) -> Option<Card> {
    let data = look.table(Table::Enrollments)?;
    let spans = rows.iter().filter_map(|&row| {
        let class = data.column("classSourcedId").and_then(|column| column.target_row(row));
        let (term_begin, term_end) = class.map(|class| term_days(look, class)).unwrap_or_default();
        let own = |name: &str, term: String| Some(data.text(row, name).into_string()).filter(|day| is_day(day)).unwrap_or(term);
        let link = cell_link(look, Table::Enrollments, row, "classSourcedId")?;
        Some(made(look, link, &own("beginDate", term_begin), &own("endDate", term_end)))
    });
    card(look, "Enrollments over time", spans.collect())
}

/// A session with what it is part of and what is part of it.
pub(super) fn of_session(look: Look<'_>, row: u32) -> Option<Card> {
    let data = look.table(Table::AcademicSessions)?;
    let of = |row: u32| made(look, look.link(Table::AcademicSessions, row), &data.text(row, "startDate"), &data.text(row, "endDate"));
    let parent = data.column("parentSourcedId").and_then(|column| column.target_row(row)).filter(|&parent| parent != row);
    let children = look.pointing(Table::AcademicSessions, "parentSourcedId", row).iter().copied().filter(|&child| child != row);
    let mut spans: Vec<Span> = parent.map(|parent| Span { frame: true, ..of(parent) }).into_iter().collect();
    spans.push(of(row));
    spans.extend(children.take(DRAWN).map(of));
    card(look, "In time", spans)
}

fn made(look: Look<'_>, link: Link, begin: &str, end: &str) -> Span {
    let day = |text: &str| text.parse::<Date>().ok().filter(|_| is_day(text));
    Span { link, begin: day(begin), end: day(end), when: span(begin, end, look.as_of), frame: false }
}

fn card(look: Look<'_>, title: &str, spans: Vec<Span>) -> Option<Card> {
    let all = spans.len();
    let mut spans: Vec<Span> = spans.into_iter().filter(|span| span.begin.is_some() || span.end.is_some()).collect();
    let undated = all - spans.len();
    let days = || spans.iter().flat_map(|span| [span.begin, span.end]).flatten();
    let (first, last) = (days().min()?, days().max()?);
    spans.sort_by_key(|span| (!span.frame, span.begin.unwrap_or(first), std::cmp::Reverse(span.end.unwrap_or(last))));
    let note = match (spans.len() > DRAWN, undated) {
        (true, _) => format!("the first {DRAWN} of {}", spans.len()),
        (false, 0) => String::new(),
        (false, undated) => format!("{undated} without days"),
    };
    spans.truncate(DRAWN);
    let today = look.as_of.parse::<Date>().ok().filter(|today| (first..=last).contains(today));
    Some(Card::new(title, Body::Timeline(Timeline { first, last, today, spans, undated })).note(note))
}
