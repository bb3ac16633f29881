//! oneroster.version is missing, or is not 1.1 or 1.2, or contradicts the headers.

use super::super::Level;
use super::super::declared::Declared;
use super::super::headers::is_mixed;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-oneroster-version",
    level: Level::Error,
    topic: Topic::Package,
    title: "Wrong or missing OneRoster version",
    summary: "oneroster.version is missing, or is not 1.1 or 1.2, or contradicts the headers.",
    what: "The property oneroster.version, and the version that the headers of the files belong to. 1.2.1 also declares 1.2.",
    why: "Receivers choose their reader by it.",
    remedy: "Write the version that the files really have; export again in the version that the receiver reads.",
    effects: &[
        documented("OneRoster", "required"),
        documented("ManageBac", "takes 1.2 only"),
        documented("HMH", "takes 1.1 only"),
        documented("Great Minds", "takes 1.1 only"),
        documented("Google Classroom", "takes 1.2 only from new sources"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "oneroster.version,1.3",
    good: "oneroster.version,1.2",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| match place.value.as_str() {
        "" => "oneroster.version is missing".to_owned(),
        value if place.row.is_some() => format!("oneroster.version is {value}, not 1.1 or 1.2"),
        both => both.to_owned(),
    },
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    match declared.first("oneroster.version") {
        None => sink.file(declared.file, ""),
        Some((_, "")) => sink.file(declared.file, ""),
        // Some writers say 1.2.1, and readers take it.
        Some((_, "1.1" | "1.2" | "1.2.1")) => {
            // Where the headers contradict each other, that is the fault.
            let mixed = is_mixed(context.input.package, context.input.data.version());
            for fact in context.input.package.facts.iter().filter(|_| !mixed).filter(|fact| fact.kind == FactKind::VersionDisagrees) {
                sink.file(fact.file.or(declared.file), &fact.detail);
            }
        }
        Some((row, _)) => sink.property(declared.file, row),
    }
}
