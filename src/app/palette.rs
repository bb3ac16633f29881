//! The palette: every command and every place by its name, found by parts of words.

use super::{Action, App, Command, Route};
use crate::roster::RosterId;
use crate::spec::Table;

/// One line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct PaletteEntry {
    /// The part of the menu, or the roster that a place belongs to.
    pub of: String,
    /// Its name.
    pub words: String,
    /// What it does.
    pub what: PaletteWhat,
    /// Why it cannot be done now.
    pub off: Option<&'static str>,
}

/// What a line of the palette does.
#[derive(Clone, Debug, PartialEq)]
pub enum PaletteWhat {
    /// Does what a menu names.
    Act(Action),
    /// Goes to a place.
    Go(Route),
}

impl PaletteEntry {
    /// What it asks for.
    pub fn command(&self) -> Command {
        match &self.what {
            PaletteWhat::Act(action) => Command::Act(*action),
            PaletteWhat::Go(route) => Command::Go(route.clone()),
        }
    }

    /// Its keys in words.
    pub fn keys(&self) -> String {
        match self.what {
            PaletteWhat::Act(action) => action.keys(),
            PaletteWhat::Go(_) => String::new(),
        }
    }
}

/// The lines that fit what was typed, the best first; without a text all commands and places. What cannot be done now
/// stands last.
pub fn palette(app: &App, typed: &str) -> Vec<PaletteEntry> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let fits = |entry: PaletteEntry| Some((fit(&words, &format!("{} {}", entry.words, entry.of))?, entry));
    let mut found: Vec<(u32, PaletteEntry)> = actions(app).chain(places(app)).filter_map(fits).collect();
    found.sort_by_key(|(cost, entry)| (entry.off.is_some(), *cost));
    found.into_iter().map(|(_, entry)| entry).collect()
}

fn actions(app: &App) -> impl Iterator<Item = PaletteEntry> {
    let wanted = Action::ALL.iter().copied().filter(|action| *action != Action::Palette);
    wanted.map(|action| PaletteEntry {
        of: action.part().name().to_owned(),
        words: action.label().to_owned(),
        what: PaletteWhat::Act(action),
        off: app.can(action).err(),
    })
}

/// The pages and files of every roster, those of the one that is shown first.
fn places(app: &App) -> impl Iterator<Item = PaletteEntry> {
    let here = app.route().roster();
    let mut rosters: Vec<RosterId> = app.rosters().shown().map(super::OpenRoster::id).collect();
    rosters.sort_by_key(|id| Some(*id) != here);
    rosters.into_iter().flat_map(move |id| {
        let open = app.rosters().get(id);
        let name = open.map(super::OpenRoster::name).unwrap_or_default();
        let tables = open.and_then(|open| open.roster()).into_iter().flat_map(|roster| roster.data().tables());
        let tables = tables.map(|data| data.table()).filter(|table| *table != Table::Manifest);
        let tables = tables.map(move |table| (table.name().to_owned(), Route::Table { roster: id, table, at: None }));
        // The pages of the roster that is shown stand among the commands.
        let pages = [("Overview", Route::Overview { roster: id }), ("Findings", Route::Findings { roster: id, rule: None, table: None })];
        let pull = open.and_then(super::OpenRoster::pull).map(|_| ("Pull", Route::Pull { roster: id }));
        let pages = pages.into_iter().chain(pull).filter(move |_| Some(id) != here).map(|(words, route)| (words.to_owned(), route));
        let of = name.clone();
        pages.chain(tables).map(move |(words, route)| PaletteEntry { of: of.clone(), words, what: PaletteWhat::Go(route), off: None })
    })
}

/// How badly the typed words fit a text: 0 = each begins one of its words; `None` = one of them does not occur.
fn fit(typed: &[String], text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '%').filter(|word| !word.is_empty()).collect();
    typed.iter().map(|typed| words.iter().enumerate().filter_map(|(at, word)| Some(fit_word(typed, word)? * 16 + at as u32)).min()).sum()
}

fn fit_word(typed: &str, word: &str) -> Option<u32> {
    if word.starts_with(typed) {
        return Some(u32::from(word != typed));
    }
    if word.contains(typed) {
        return Some(4);
    }
    // Letters in order, beginning with the first: "prf" is Preferences.
    let mut rest = word.chars();
    let in_order = typed.chars().all(|letter| rest.any(|other| other == letter));
    (in_order && typed.chars().next() == word.chars().next()).then_some(8)
}

#[cfg(test)]
mod tests {
    use super::fit;

    fn cost(typed: &str, text: &str) -> Option<u32> {
        fit(&typed.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), text)
    }

    #[test]
    fn words_are_found_by_their_beginnings_in_any_order() {
        assert!(cost("fold op", "Open folder… File").is_some());
        assert!(cost("opn", "Open folder… File").is_some());
        assert_eq!(cost("zip", "Open folder… File"), None);
        assert!(cost("open", "Open file… File") < cost("open", "Reopen closed tab Tab"));
        assert!(cost("tab", "New tab Tab") < cost("tb", "New tab Tab"));
        assert_eq!(cost("", "anything"), Some(0));
    }
}
