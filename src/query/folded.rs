//! Finding ASCII text in long texts, whatever the case of its letters: two rare bytes of it are looked for at their distance,
//! many places at once, and only where both stand is the rest compared.

/// Places that are looked at together.
const BLOCK: usize = 64;

/// An ASCII text made ready to be found, whatever the case.
#[derive(Clone, Debug)]
pub(super) struct Folded {
    lower: Vec<u8>,
    one: Rare,
    two: Rare,
}

/// A byte of the text that is looked for first.
#[derive(Clone, Copy, Debug)]
struct Rare {
    /// Its place in the text.
    at: usize,
    byte: u8,
    /// What turns both cases of a letter into the lower one.
    fold: u8,
}

impl Folded {
    /// `None` if the text is empty or not ASCII.
    pub(super) fn new(text: &str) -> Option<Self> {
        if text.is_empty() || !text.is_ascii() {
            return None;
        }
        let lower = text.to_ascii_lowercase().into_bytes();
        let rare = |at: usize| Rare { at, byte: lower[at], fold: if lower[at].is_ascii_alphabetic() { 0x20 } else { 0 } };
        let mut places: Vec<usize> = (0..lower.len()).collect();
        places.sort_by_key(|&at| frequency(lower[at]));
        let (one, two) = (rare(places[0]), rare(places.get(1).copied().unwrap_or(places[0])));
        Some(Self { lower, one, two })
    }

    pub(super) const fn length(&self) -> usize {
        self.lower.len()
    }

    /// The first place at `from` or later.
    pub(super) fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        // Places where the whole text still fits.
        let last = text.len().checked_sub(self.lower.len())?;
        let mut at = from;
        while at + BLOCK <= last + 1 {
            let one = &text[at + self.one.at..][..BLOCK];
            let two = &text[at + self.two.at..][..BLOCK];
            if self.any(one, two)
                && let Some(found) = self.in_block(text, at, one, two)
            {
                return Some(found);
            }
            at += BLOCK;
        }
        (at..=last).find(|&at| self.is_at(text, at))
    }

    /// True if both bytes stand somewhere at their distance. The compiler makes vector code of it.
    fn any(&self, one: &[u8], two: &[u8]) -> bool {
        let mut any = 0;
        for (a, b) in one.iter().zip(two) {
            any |= u8::from(a | self.one.fold == self.one.byte) & u8::from(b | self.two.fold == self.two.byte);
        }
        any != 0
    }

    /// The first place in a block, eight places at a time.
    fn in_block(&self, text: &[u8], first: usize, one: &[u8], two: &[u8]) -> Option<usize> {
        const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
        let wide = |byte: u8| u64::from_ne_bytes([byte; 8]);
        let load = |bytes: &[u8]| bytes.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        for (part, (a, b)) in one.chunks(8).zip(two.chunks(8)).enumerate() {
            let differs = (load(a) | wide(self.one.fold)) ^ wide(self.one.byte) | (load(b) | wide(self.two.fold)) ^ wide(self.two.byte);
            // The highest bit of each byte that does not differ.
            let mut hits = !(((differs & LOW) + LOW) | differs | LOW);
            while hits != 0 {
                let at = first + part * 8 + hits.trailing_zeros() as usize / 8;
                if self.is_at(text, at) {
                    return Some(at);
                }
                hits &= hits - 1;
            }
        }
        None
    }

    fn is_at(&self, text: &[u8], at: usize) -> bool {
        text.get(at..at + self.lower.len()).is_some_and(|part| part.eq_ignore_ascii_case(&self.lower))
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

    #[test]
    fn every_place_is_found_whatever_stands_around_it() {
        let filler = "Zq-x@xZaB.zqzQxX0".repeat(12);
        for needle in ["zqa", "a", "ab", "@home", "x-1", "qqqqqqqqqq"] {
            let folded = Folded::new(needle).expect("ASCII");
            for place in 0..filler.len() {
                let text = format!("{}{}{}", &filler[..place], needle.to_uppercase(), &filler[place..]);
                for from in [0, place / 2, place, place + 1] {
                    let plain = text.to_ascii_lowercase()[from..].find(needle).map(|at| at + from);
                    assert_eq!(folded.find(text.as_bytes(), from), plain, "{needle} at {place} from {from}");
                }
            }
        }
    }

    #[test]
    fn signs_are_not_taken_for_letters() {
        // A backtick differs from `@` by the bit that tells the cases of letters apart.
        assert_eq!(Folded::new("a@b").and_then(|folded| folded.find(&b"xa`b".repeat(40), 0)), None);
        assert_eq!(Folded::new("[").and_then(|folded| folded.find(&b"{".repeat(200), 0)), None);
    }
}
