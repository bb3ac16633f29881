//! Far fewer cells of a column are filled than in the package before.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "fill-rate-drop",
    level: Level::Warning,
    topic: Topic::Plausibility,
    title: "Column that lost its values",
    summary: "Far fewer cells of a column are filled than in the package before.",
    what: "The share of filled cells of each column that both packages have, in points of percent; the limit is fill-points. Only against a package before, only where both are whole sets, and not between an endpoint and files.",
    why: "Receivers clear what they held: addresses, grades, links to guardians.",
    remedy: "Look at the mapping of the fields in the export.",
    effects: &[inferred("All receivers", "lose the values")],
    versions: ALL_VERSIONS,
    bad: "Email filled for 98 percent yesterday and for 40 today",
    good: "Email filled for 98 percent on both days",
    source: "Documents of receivers",
    reads: &[Reads::Against, Reads::Thresholds],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    let limits = context.settings.thresholds;
    for file in before.files.iter().filter(|file| file.was_there && file.is_there) {
        let Some(table) = file.table else { continue };
        let place = context.input.data.table(table).map(|data| data.file());
        for (name, was, is) in file.columns.iter().filter(|_| file.before > 0 && file.now > 0 && !before.is_rest_against_files) {
            let (was, is) = (was * 100 / file.before, is * 100 / file.now);
            if was > is + u64::from(limits.fill_points) {
                sink.file(place, &format!("{name} was filled in {was} % of the rows of {}, and is in {is} %", table.file()));
            }
        }
    }
}
