//! One word of a search as a judgment on cells.

use super::fold::fold;
use crate::query::Needle;
use crate::store::Judge;

/// How a word stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Somewhere.
    Inside,
    /// At the beginning of a part of it.
    Begins,
    /// A part of it is spelled nearly so.
    Near,
}

/// A word as a judgment on names.
pub(super) struct InName<'a> {
    word: &'a str,
    plain: Needle,
    how: How,
}

impl<'a> InName<'a> {
    /// `word` is folded.
    pub(super) fn new(word: &'a str, how: How) -> Self {
        Self { word, plain: Needle::new(word), how }
    }
}

impl Judge for InName<'_> {
    fn passes(&self, text: &str) -> bool {
        match self.how {
            How::Inside if text.is_ascii() => self.plain.is_in(text),
            How::Inside => fold(text).contains(self.word),
            How::Begins => (!text.is_ascii() || self.plain.is_in(text)) && parts(&fold(text)).any(|part| part.starts_with(self.word)),
            How::Near => parts(&fold(text)).any(|part| is_near(self.word, part)),
        }
    }
}

/// The parts of a name: what stands between spaces, hyphens and other signs.
pub(super) fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

/// How many letters may differ.
pub(super) fn most_typos(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// True if the two are equal but for a few letters that are missing, added, changed or swapped.
fn is_near(word: &str, part: &str) -> bool {
    let most = most_typos(word);
    if most == 0 || word.chars().count().abs_diff(part.chars().count()) > most {
        return false;
    }
    strsim::osa_distance(word, part) <= most
}

#[cfg(test)]
mod tests {
    use super::{How, InName};
    use crate::store::Judge as _;

    #[test]
    fn a_word_stands_inside_begins_or_is_near() {
        let is = |word, how, name| InName::new(word, how).passes(name);
        assert!(is("arci", How::Inside, "GARCÍA") && !is("arci", How::Begins, "García"));
        assert!(is("nun", How::Begins, "García-Núñez") && is("garc", How::Begins, "garcia"));
        assert!(is("gracia", How::Near, "García") && is("garci", How::Near, "García") && is("garzia", How::Near, "García"));
        assert!(!is("ana", How::Near, "Ena"), "short words have too many neighbors");
        assert!(!is("garcia", How::Near, "Gomez"));
    }
}
