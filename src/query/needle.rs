//! A text to look for inside cells, whatever the case.

use super::folded::Folded;
use crate::store::{Alphabet, Judge, Seek};

/// A text to look for, prepared once.
#[derive(Clone, Debug)]
pub struct Needle {
    lower: String,
    /// The text, or of a text beyond ASCII a part of it that stands in every cell with it.
    part: Option<Folded>,
}

impl Needle {
    /// Prepares `text`.
    pub fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let part = if lower.is_ascii() { Folded::new(&lower) } else { ascii_part(&lower).and_then(Folded::new) };
        Self { lower, part }
    }

    /// True if `text` holds it.
    pub fn is_in(&self, text: &str) -> bool {
        if self.lower.is_ascii() {
            return self.part.as_ref().is_none_or(|folded| folded.is_in(text.as_bytes()));
        }
        !text.is_ascii() && (text.contains(&self.lower) || text.to_lowercase().contains(&self.lower))
    }

    /// Its longest word, if it has more than one.
    pub(super) fn longest_word(&self) -> Option<Self> {
        let word = self.lower.split(' ').max_by_key(|word| word.len())?;
        (word.len() < self.lower.len()).then(|| Self::new(word))
    }
}

impl Judge for Needle {
    fn passes(&self, text: &str) -> bool {
        self.is_in(text)
    }

    fn fits(&self, bytes: &Alphabet) -> bool {
        if self.lower.is_ascii() { bytes.spells(self.lower.as_bytes()) } else { bytes.beyond_ascii() }
    }

    fn seek(&self) -> Option<&dyn Seek> {
        self.part.as_ref().map(|_| self as &dyn Seek)
    }
}

impl Seek for Needle {
    fn places(&self, arena: &[u8], places: &mut Vec<u32>) {
        if let Some(part) = &self.part {
            part.places(arena, places);
        }
    }

    fn length(&self) -> usize {
        self.part.as_ref().map_or(0, |part| part.text().len())
    }

    fn text(&self) -> Option<(&[u8], bool)> {
        self.part.as_ref().filter(|_| self.is_enough()).map(|part| (part.text(), false))
    }

    fn is_enough(&self) -> bool {
        self.lower.is_ascii()
    }
}

/// The longest part of at least two ASCII characters that stands as such in every text whose lower-case form holds `lower`.
/// A `k` or an `i` before a mark may come from a character beyond ASCII.
fn ascii_part(lower: &str) -> Option<&str> {
    let runs = lower.split(|c: char| !c.is_ascii() || c == 'k');
    runs.map(|run| run.strip_suffix('i').unwrap_or(run)).filter(|run| run.len() > 1).max_by_key(|run| run.len())
}

#[cfg(test)]
mod tests {
    use super::Needle;

    #[test]
    fn case_does_not_matter_in_any_script() {
        assert!(Needle::new("hadd").is_in("Amina HADDAD"));
        assert!(Needle::new("ŁUK").is_in("łukasz"));
        assert!(Needle::new("дми").is_in("ДМИТРО"));
        assert!(Needle::new("さく").is_in("田中 さくら"));
        assert!(Needle::new("garcía").is_in("GARCÍA"));
        assert!(Needle::new("İpek").is_in("İPEK"));
        assert!(!Needle::new("wiś").is_in("Wisniewski"));
    }

    #[test]
    fn it_is_found_at_both_ends_and_after_a_false_start() {
        assert!(Needle::new("xab").is_in("xaxab"));
        assert!(Needle::new("ab").is_in("ab"));
        assert!(Needle::new("zza").is_in("zzza"));
        assert!(!Needle::new("abc").is_in("ab"));
        assert!(Needle::new("").is_in(""));
    }
}
