//! What a receiver asks for as a rule with a page, so that what it does not get is shown as any other finding is.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::profile::{Ask, Profile};
use crate::check::{Effect, PLAIN, Place, Rule, Topic};

/// The rule that stands for one thing that a receiver asks for. Rules live as long as the program, so each is made once.
pub fn rule_of(profile: &Profile, ask: &Ask) -> &'static Rule {
    static KNOWN: OnceLock<Mutex<BTreeMap<String, &'static Rule>>> = OnceLock::new();
    let key = format!("{}\n{ask:?}", profile.name);
    let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(key).or_insert_with(|| Box::leak(Box::new(made(profile, ask))))
}

fn made(profile: &Profile, ask: &Ask) -> Rule {
    let kept = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let effect = Effect { who: kept(&profile.name), what: kept(&ask.said.words), evidence: ask.said.evidence };
    Rule {
        code: kept(&ask.code),
        level: ask.level,
        topic: Topic::Consistency,
        title: kept(&ask.title),
        summary: kept(&format!("{} asks for more than the standard does.", profile.name)),
        what: "What this receiver asks for besides the standard; other receivers do not look at it.",
        effects: Box::leak(Box::new([effect])),
        source: kept(&ask.said.source),
        message: words,
        ..PLAIN
    }
}

fn words(place: &Place, _: &crate::check::Input<'_>) -> String {
    match (&place.column, place.value.as_str()) {
        (Some(column), "") => format!("{column} is blank"),
        (Some(column), value) => format!("{column} is {value}"),
        (None, value) => value.to_owned(),
    }
}
