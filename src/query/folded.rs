//! Finding a text in long texts, whatever the case of its letters or as it is: two rare bytes of it are looked for at their
//! distance, many places at once, and only where both stand is the rest compared.

use super::pairs::{Rare, pairs, stands};

/// A text made ready to be found.
#[derive(Clone, Debug)]
pub(super) struct Folded {
    /// In lower case, unless case counts.
    text: Vec<u8>,
    exact: bool,
    one: Rare,
    two: Rare,
    /// The first and the last eight bytes, or all of a shorter text, with what turns both cases of their letters into one.
    first: Eight,
    last: Eight,
}

/// Eight bytes that are compared at once.
#[derive(Clone, Copy, Debug)]
struct Eight {
    bytes: u64,
    fold: u64,
    mask: u64,
}

impl Eight {
    fn of(text: &[u8], exact: bool) -> Self {
        let (mut bytes, mut folds, mut mask) = ([0; 8], [0; 8], [0; 8]);
        for (at, &byte) in text.iter().enumerate().take(8) {
            (bytes[at], folds[at], mask[at]) = (byte, fold(byte, exact), 0xff);
        }
        Self { bytes: u64::from_le_bytes(bytes), fold: u64::from_le_bytes(folds), mask: u64::from_le_bytes(mask) }
    }

    #[inline(always)]
    const fn is(self, bytes: [u8; 8]) -> bool {
        (u64::from_le_bytes(bytes) | self.fold) & self.mask == self.bytes
    }
}

/// What turns both cases of a letter into the lower one.
const fn fold(byte: u8, exact: bool) -> u8 {
    if byte.is_ascii_alphabetic() && !exact { 0x20 } else { 0 }
}

impl Folded {
    /// To be found whatever the case; `None` if the text is empty or not ASCII.
    pub(super) fn new(text: &str) -> Option<Self> {
        if text.is_ascii() { Self::of(text.to_ascii_lowercase().into_bytes(), false) } else { None }
    }

    /// To be found as it is; `None` if the text is empty.
    pub(super) fn exactly(text: &str) -> Option<Self> {
        Self::of(text.as_bytes().to_vec(), true)
    }

    fn of(text: Vec<u8>, exact: bool) -> Option<Self> {
        let rare = |at: usize| Rare { at, byte: text[at], fold: fold(text[at], exact) };
        let mut places: Vec<usize> = (0..text.len()).collect();
        places.sort_by_key(|&at| frequency(text[at]));
        let (one, two) = (rare(*places.first()?), rare(*places.get(1).or(places.first())?));
        let (first, last) = (Eight::of(&text, exact), Eight::of(&text[text.len().saturating_sub(8)..], exact));
        Some(Self { text, exact, one, two, first, last })
    }

    /// The text, in lower case unless case counts.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Every place of it; `places` is empty before.
    pub(super) fn places(&self, text: &[u8], places: &mut Vec<u32>) {
        // Places where the whole text still fits.
        let Some(last) = text.len().checked_sub(self.text.len()) else { return };
        pairs(text, self.one, self.two, last + 1, places);
        places.retain(|&at| self.is_at(text, at as usize));
    }

    /// True if it stands somewhere in a short text.
    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        let Some(last) = text.len().checked_sub(self.text.len()) else { return false };
        (0..=last).any(|at| stands(text, at, self.one) && self.is_at(text, at))
    }

    #[inline(always)]
    fn is_at(&self, text: &[u8], at: usize) -> bool {
        let length = self.text.len();
        let eight = |at: usize| text.get(at..).and_then(|rest| rest.first_chunk().copied());
        match (eight(at), length) {
            (Some(first), ..=8) => self.first.is(first),
            (Some(first), 9..=16) => self.first.is(first) && eight(at + length - 8).is_some_and(|last| self.last.is(last)),
            (Some(first), _) if !self.first.is(first) => false,
            _ => text
                .get(at..at + length)
                .is_some_and(|part| if self.exact { part == self.text } else { part.eq_ignore_ascii_case(&self.text) }),
        }
    }
}

/// A rough order of how often bytes stand in rosters: digits and vowels often, rare letters and signs seldom.
const fn frequency(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' | b'-' | b'e' | b'a' => 9,
        b'i' | b'n' | b'o' | b'r' | b's' | b't' | b'l' => 8,
        b'c' | b'd' | b'f' | b'm' | b'u' | b'h' | b' ' | b'@' | b'.' => 6,
        b'b' | b'g' | b'p' | b'v' | b'y' | b'k' => 4,
        b'j' | b'q' | b'w' | b'x' | b'z' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::Folded;

    fn places(folded: &Folded, text: &str) -> Vec<usize> {
        let mut places = Vec::new();
        folded.places(text.as_bytes(), &mut places);
        assert_eq!(folded.is_in(text.as_bytes()), !places.is_empty());
        places.into_iter().map(|at| at as usize).collect()
    }

    #[test]
    fn every_place_is_found_whatever_stands_around_it() {
        let filler = "Zq-x@xZaB.zqzQxX0".repeat(12);
        for needle in ["zqa", "a", "ab", "@home", "x-1", "qqqqqqqqqq", "zq-x@xza", "zqzqxx0z-xzq-x@xzab.zq"] {
            let (folded, exact) = (Folded::new(needle).expect("ASCII"), Folded::exactly(needle).expect("a text"));
            for place in 0..filler.len() {
                for written in [needle.to_uppercase(), needle.to_owned()] {
                    let text = format!("{}{written}{}", &filler[..place], &filler[place..]);
                    let at = |text: &str| (0..text.len()).filter(|&at| text[at..].starts_with(needle)).collect::<Vec<_>>();
                    assert_eq!(places(&folded, &text), at(&text.to_ascii_lowercase()), "{needle} at {place}");
                    assert_eq!(places(&exact, &text), at(&text), "exactly {needle} at {place}");
                }
            }
        }
    }

    #[test]
    fn signs_are_not_taken_for_letters() {
        // A backtick differs from `@` by the bit that tells the cases of letters apart.
        let places = |needle: &str, text: &str| places(&Folded::new(needle).expect("ASCII"), text).len();
        assert_eq!(places("a@b", &"xa`b".repeat(40)), 0);
        assert_eq!(places("[", &"{".repeat(200)), 0);
        assert_eq!(places("[", &"[".repeat(200)), 200);
    }

    #[test]
    fn beyond_ascii_bytes_are_found_as_they_are() {
        let exact = Folded::exactly("é").expect("a text");
        assert_eq!(places(&exact, &"aÉé".repeat(50)).len(), 50);
        assert!(Folded::new("é").is_none() && Folded::new("").is_none() && Folded::exactly("").is_none());
    }
}
