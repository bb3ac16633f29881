//! A score is outside the range of its line item.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, documented, observed};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "result-score-range",
    level: Level::Warning,
    title: "Score out of range",
    summary: "A score is outside the range of its line item, or the range ends below its start.",
    what: "results.score against resultValueMin and resultValueMax of the line item, both included; and line items whose maximum is below their minimum, at resultValueMax. Values that are no numbers are found by another rule.",
    why: "Percentages come out below 0 or above 100.",
    remedy: "Correct the score or the range; confirm where it is extra credit.",
    effects: &[observed("Longsight", "refuses it"), documented("Google", "takes extra credit above the maximum")],
    versions: SINCE_1_1,
    bad: "score 12 of 0 to 10",
    good: "score 8.5 of 0 to 10",
    source: "OneRoster CSV binding, lineItems and results",
    message: |place, _| match place.table {
        Some(Table::Results) => format!("The score {} is outside the range of the line item", place.value),
        _ => format!("The maximum {} is below the minimum", place.value),
    },
    how: How::Table(check),
    ..PLAIN
};

/// The range of a line item.
type Range = (Option<f64>, Option<f64>);

fn ranges(items: &TableData) -> Vec<Range> {
    let (min, max) = (items.column("resultValueMin"), items.column("resultValueMax"));
    let number = |column: Option<&Column>, row| column.and_then(|column| column.text(row).parse::<f64>().ok());
    (0..items.rows()).map(|row| (number(min, row), number(max, row))).collect()
}

const fn is_upside_down(range: Range) -> bool {
    matches!(range, (Some(min), Some(max)) if max < min)
}

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    if table.table() == Table::LineItems {
        let Some(number) = table.column_number("resultValueMax") else { return };
        for (row, _) in (0..).zip(ranges(table)).filter(|&(_, range)| is_upside_down(range)) {
            sink.cell(table, row, number);
        }
        return;
    }
    let items = context.input.data.table(Table::LineItems).filter(|_| table.table() == Table::Results);
    let (Some(items), Some(number), Some(item)) = (items, table.column_number("score"), table.column_number("lineItemSourcedId")) else {
        return;
    };
    let (ranges, score) = (ranges(items), &table.columns()[number]);
    let known: Vec<Option<f64>> = score.dictionary().iter().map(|(_, text)| text.parse().ok()).collect();
    let mut chunk = Chunk::new(table);
    for group in 0..score.groups() {
        if context.shared.is_stopped() {
            return;
        }
        chunk.go_to(group);
        let (codes, items) = (chunk.codes(number), chunk.targets(item));
        for (at, row) in chunk.each() {
            let Some(&range) = ranges.get(items[at] as usize) else { continue };
            let value = known.get(codes[at] as usize).copied().unwrap_or_else(|| score.text(row).parse().ok());
            let Some(value) = value.filter(|_| !is_upside_down(range)) else { continue };
            if range.0.is_some_and(|min| value < min) || range.1.is_some_and(|max| value > max) {
                sink.cell(table, row, number);
            }
        }
    }
}
