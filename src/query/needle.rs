//! A text to look for inside cells, whatever the case.

use memchr::{memchr, memchr2};

/// A text to look for, prepared once.
#[derive(Clone, Debug)]
pub struct Needle {
    lower: String,
    /// The byte to jump by, its upper-case form, and its place in the needle.
    jump: (u8, u8, usize),
}

impl Needle {
    /// Prepares `text`.
    pub fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let rarest = (0..lower.len()).min_by_key(|&at| frequency(lower.as_bytes()[at])).unwrap_or(0);
        let byte = lower.as_bytes().get(rarest).copied().unwrap_or_default();
        Self { lower, jump: (byte, byte.to_ascii_uppercase(), rarest) }
    }

    /// True if `text` holds it.
    pub fn is_in(&self, text: &str) -> bool {
        if self.lower.is_ascii() {
            return self.is_in_bytes(text.as_bytes());
        }
        !text.is_ascii() && (text.contains(&self.lower) || text.to_lowercase().contains(&self.lower))
    }

    /// True if a canonical lower-case UUID could hold it.
    pub fn fits_uuid(&self) -> bool {
        self.lower.len() <= 36 && self.lower.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'))
    }

    /// True if it could reach over the comma between two items of a list.
    pub fn has_comma(&self) -> bool {
        self.lower.contains(',')
    }

    /// Its longest word, if it has more than one.
    pub(super) fn longest_word(&self) -> Option<Self> {
        let trimmed = self.lower.trim();
        let word = trimmed.split(' ').max_by_key(|word| word.len())?;
        (word.len() < self.lower.len()).then(|| Self::new(word))
    }

    /// For an ASCII needle; letters beyond ASCII in `text` match nothing, which is right.
    fn is_in_bytes(&self, text: &[u8]) -> bool {
        let needle = self.lower.as_bytes();
        let (low, high, place) = self.jump;
        if needle.len() > text.len() {
            return false;
        }
        if needle.is_empty() {
            return true;
        }
        // The jump byte can only stand where the rest of the needle fits around it.
        let (mut from, last) = (place, text.len() - needle.len() + place);
        while from <= last {
            let window = &text[from..=last];
            let hit = if low == high { memchr(low, window) } else { memchr2(low, high, window) };
            let Some(at) = hit else { return false };
            let start = from + at - place;
            if text[start..start + needle.len()].eq_ignore_ascii_case(needle) {
                return true;
            }
            from += at + 1;
        }
        false
    }
}

/// A rough order of how often bytes stand in rosters: digits and vowels often, rare letters and signs seldom.
const fn frequency(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' | b'-' | b'e' | b'a' => 9,
        b'i' | b'n' | b'o' | b'r' | b's' | b't' | b'l' => 8,
        b'c' | b'd' | b'f' | b'm' | b'u' | b'h' | b' ' => 6,
        b'b' | b'g' | b'p' | b'v' | b'y' | b'k' | b'@' | b'.' => 4,
        b'j' | b'q' | b'w' | b'x' | b'z' => 2,
        _ => 1,
    }
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

    #[test]
    fn only_hexadecimal_fits_a_uuid() {
        assert!(Needle::new("7F00-ab").fits_uuid());
        assert!(!Needle::new("x1").fits_uuid());
    }
}
