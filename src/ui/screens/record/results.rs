//! The results of a person: the latest of them, and the average in each class.

use std::collections::BTreeMap;

use super::data::{AllRows, Body, Card, Grid, GridRow, Value};
use super::enrolled::cell_link;
use super::look::Look;
use crate::check::Level;
use crate::query::{self, Score, State};
use crate::spec::Table;
use crate::ui::widgets::number;

/// Results of a person that are looked at.
const LOOKED_AT: usize = 600;
/// Results that the card lists.
const SHOWN: usize = 10;

/// The results of a person.
#[derive(Default)]
pub(super) struct Results {
    /// Points reached and possible in each class. Empty if not every result was looked at.
    points: BTreeMap<u32, (f64, f64)>,
    /// The card of the latest ones.
    pub(super) card: Option<Card>,
}

impl Results {
    /// True if there is an average to show.
    pub(super) fn any(&self) -> bool {
        !self.points.is_empty()
    }

    /// The average in a class as a cell.
    pub(super) fn average(&self, class: Option<u32>) -> Value {
        let points = class.and_then(|class| self.points.get(&class)).filter(|(_, possible)| *possible > 0.0);
        points.map_or(Value::Blank, |(reached, possible)| Value::Text(format!("{:.1} %", reached / possible * 100.0)))
    }
}

/// Looks at the results of a person.
pub(super) fn results(look: Look<'_>, user: u32) -> Results {
    let Some(data) = look.table(Table::Results) else { return Results::default() };
    let rows = look.pointing(Table::Results, "studentSourcedId", user);
    if rows.is_empty() {
        return Results::default();
    }
    let mut found = Results::default();
    let mut lines = Vec::new();
    for &row in rows.iter().take(LOOKED_AT) {
        let item = data.column("lineItemSourcedId").and_then(|column| column.target_row(row));
        let (range, class) = match (item, look.table(Table::LineItems)) {
            (Some(item), Some(items)) => {
                (query::range(items, item), items.column("classSourcedId").and_then(|column| column.target_row(item)))
            }
            _ => ((None, None), data.column("classSourcedId").and_then(|column| column.target_row(row))),
        };
        let score = query::score(data, row, range);
        if let (Some(class), Some(value), Some(most), State::Graded | State::Late) = (class, score.value, range.1, score.state) {
            let sum = found.points.entry(class).or_insert((0.0, 0.0));
            *sum = (sum.0 + value, sum.1 + most);
        }
        lines.push((data.text(row, "scoreDate").into_string(), row, class, score, range.1));
    }
    let complete = rows.len() <= LOOKED_AT;
    if !complete {
        found.points.clear();
    }
    lines.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(&two.1)));
    let lines = lines.into_iter().take(SHOWN).map(|(day, row, class, score, most)| {
        let item = cell_link(look, Table::Results, row, "lineItemSourcedId");
        let class = class.map_or(Value::Blank, |class| Value::Links(vec![look.link(Table::Classes, class)], 0));
        let day = if day.is_empty() { Value::Blank } else { Value::Text(day) };
        GridRow {
            cells: vec![item.map_or(Value::Blank, |link| Value::Links(vec![link], 0)), class, score_cell(&score, most), day],
            when: None,
        }
    });
    let total = rows.len() as u64;
    let columns = vec![("Line item", 0.32), ("Class", 0.3), ("Score", 0.19), ("Date", 0.19)];
    let note = match (total > SHOWN as u64, complete) {
        (false, _) => number::count(total),
        (true, true) => format!("the latest {SHOWN} of {}", number::count(total)),
        (true, false) => format!("{SHOWN} of {}", number::count(total)),
    };
    let all = AllRows { table: Table::Results, column: "studentSourcedId", label: look.words(Table::Users, user, None) };
    found.card =
        Some(Card { all: Some(all), ..Card::new("Results", Body::Grid(Grid { columns, rows: lines.collect(), total })).note(note) });
    found
}

/// "17 of 20", or what is to be said of the score.
fn score_cell(score: &Score, most: Option<f64>) -> Value {
    let of = most.map(|most| format!(" of {most}")).unwrap_or_default();
    match score.state {
        State::Graded | State::Late => Value::Text(format!("{}{of}", score.text)),
        State::OutOfRange => Value::Remark(Level::Warning, format!("{}{of}", score.text)),
        State::Missing => Value::Remark(Level::Warning, State::Missing.words().to_owned()),
        State::Exempt | State::Open => Value::Text(score.state.words().to_owned()),
    }
}
