//! The weights of a class do not add up.

use super::super::Level;
use super::super::rule::{Context, How, ONLY_1_2, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "category-weight",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Weights do not add up",
    summary: "The weights of the categories that a class uses do not add up to 100.",
    what: "Categories of the line items of each class, if all of them have a weight. The finding stands at the class. Runs on request, as categories may be shared or incomplete.",
    why: "The receiver works out another grade.",
    remedy: "Look at the settings of the gradebook.",
    effects: &[documented("OneRoster", "whole numbers, percent")],
    versions: ONLY_1_2,
    bad: "Homework 50, Tests 30",
    good: "Homework 50, Tests 50",
    source: "OneRoster CSV binding 1.2, categories.weight",
    message: |place, _| format!("The weights of the class add up to {}", place.value),
    how: How::Table(check),
    on_request: true,
    ..PLAIN
};

fn check(context: &Context<'_>, items: &TableData, sink: &mut Sink<'_>) {
    let data = context.input.data;
    let tables = data.table(Table::Categories).zip(data.table(Table::Classes)).filter(|_| items.table() == Table::LineItems);
    let Some((categories, classes)) = tables else { return };
    let (Some(class), Some(category), Some(weight)) =
        (items.column("classSourcedId"), items.column("categorySourcedId"), categories.column("weight"))
    else {
        return;
    };
    let mut used: Vec<(u32, u32)> = Vec::new();
    class.scan_targets(|row, class| used.extend(category.target_row(row).map(|category| (class, category))));
    used.sort_unstable();
    used.dedup();
    for of_class in used.chunk_by(|one, other| one.0 == other.0) {
        let weights: Option<Vec<i64>> = of_class.iter().map(|&(_, category)| weight.text(category).parse().ok()).collect();
        if let Some(sum) = weights.map(|weights| weights.iter().sum::<i64>()).filter(|&sum| sum != 100) {
            sink.row(classes, of_class[0].0, &sum.to_string());
        }
    }
}
