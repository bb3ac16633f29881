//! Texts as numbers of the same order: each of their first characters is a digit of a number whose base is how many characters
//! the column uses, so that many fit into 64 bits. What is left open says so.

use std::cmp::Ordering;

/// Bytes of a text that are looked at.
const LOOKED_AT: usize = 32;
/// The byte is not among those of the column.
const FOREIGN: u8 = 0x80;
/// The lowest bits of a number tell how letters are written, so that texts that differ only by case have an order too.
const CASE_BITS: u32 = 3;
const CASES: u64 = (1 << CASE_BITS) - 1;

/// How the letters of a text are written, in the order of texts that are the same otherwise.
mod case {
    /// The usual start is written in another way, which comes before.
    pub(super) const BEFORE: u64 = 0;
    pub(super) const CAPITALS: u64 = 1;
    /// The first letter is a capital, and no other form fits.
    pub(super) const MIXED_FROM_CAPITAL: u64 = 2;
    pub(super) const TITLE: u64 = 3;
    /// The first letter is none, but another one is.
    pub(super) const MIXED: u64 = 4;
    pub(super) const SMALL: u64 = 5;
    /// The text goes on, or cannot be told from another.
    pub(super) const OPEN: u64 = 7;
}

/// A text as a number, and what comes behind it as another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) word: u64,
    /// Decides among equal words that are open.
    pub(super) deep: u64,
}

/// Which characters there are, and how many of them fit.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    /// The digit of each byte, lower case for both cases.
    digits: [u8; 256],
    base: u64,
    /// Characters in the word.
    in_word: usize,
    /// Characters in the second number.
    in_deep: usize,
    /// What most texts start with: it is left out. In the case in which they have it.
    start: Vec<u8>,
}

impl Letters {
    /// From some texts of a column, for numbers of so many bits; texts that it was not shown may be given to it as well.
    pub(super) fn of<'t>(samples: impl Iterator<Item = &'t str> + Clone, bits: u32) -> Self {
        let start = usual_start(samples.clone());
        let mut seen = [false; 256];
        for sample in samples {
            let rest = sample.as_bytes().get(start.len()..).unwrap_or_default();
            rest.iter().take(LOOKED_AT).for_each(|byte| seen[usize::from(byte.to_ascii_lowercase())] = true);
        }
        // Zero stands for what is behind the end. The digits must fit beside the mark of foreign bytes.
        let known: Vec<u8> = (1..=u8::MAX).filter(|&byte| seen[usize::from(byte)]).take(usize::from(FOREIGN) - 2).collect();
        let mut digits = [0; 256];
        for byte in 1..=u8::MAX {
            let lower = byte.to_ascii_lowercase();
            let below = known.partition_point(|&other| other <= lower) as u8;
            digits[usize::from(byte)] = if known.contains(&lower) { below } else { below | FOREIGN };
        }
        let base = (known.len() as u64 + 1).max(2);
        let fits = |bits: u32| {
            let most = u64::MAX >> (u64::BITS - bits);
            (0..16_usize).take_while(|&count| base.checked_pow(count as u32 + 1).is_some_and(|all| all <= most >> CASE_BITS)).count()
        };
        Self { digits, base, in_word: fits(bits), in_deep: fits(63), start }
    }

    /// True if equal words are equal texts.
    pub(super) const fn is_settled(word: u64) -> bool {
        matches!(word & CASES, case::CAPITALS | case::TITLE | case::SMALL)
    }

    /// The numbers of the text that is the first `length` bytes of `window`; more bytes behind it make it faster. With
    /// `DEEP` unset the second number is zero.
    #[inline(always)]
    pub(super) fn code<const DEEP: bool>(&self, window: &[u8], length: usize) -> Code {
        let skip = self.start.len();
        if skip > 0 && window[..length].get(..skip) != Some(&self.start) {
            return self.code_of_stranger::<DEEP>(&window[..length]);
        }
        let (window, length) = (&window[skip..], length - skip);
        let mut bytes = [0; LOOKED_AT];
        match window.first_chunk::<LOOKED_AT>() {
            Some(first) => {
                bytes = *first;
                if length < LOOKED_AT {
                    let mask = &MASKS[length];
                    bytes.iter_mut().zip(mask).for_each(|(byte, mask)| *byte &= mask);
                }
            }
            None => bytes[..length].copy_from_slice(&window[..length]),
        }
        let mut foreign = 0;
        let mut number = |bytes: &[u8]| {
            bytes.iter().fold(0_u64, |number, &byte| {
                let digit = self.digits[usize::from(byte)];
                foreign |= digit;
                // What is too great is foreign, and is not used.
                number.wrapping_mul(self.base).wrapping_add(u64::from(digit))
            })
        };
        let word = number(&bytes[..self.in_word]) << CASE_BITS;
        let deep = if DEEP { number(&bytes[self.in_word..self.in_word + self.in_deep]) << CASE_BITS } else { 0 };
        if foreign & FOREIGN != 0 {
            return self.code_with_foreign::<DEEP>(&bytes);
        }
        let end = self.in_word + self.in_deep;
        // A text that ends with a zero looks like a shorter one.
        let known = length <= if DEEP { end } else { self.in_word } && (length == 0 || bytes[length - 1] != 0);
        let case = if known { written(&bytes) } else { case::OPEN };
        let in_word = if length <= self.in_word { case } else { case::OPEN };
        Code { word: word | in_word, deep: if DEEP { deep | case } else { 0 } }
    }

    /// A foreign byte comes behind all that starts with the known byte below it; what follows cannot be told.
    #[cold]
    fn code_with_foreign<const DEEP: bool>(&self, bytes: &[u8; LOOKED_AT]) -> Code {
        let mut met = false;
        let mut number = |bytes: &[u8]| {
            bytes.iter().fold(0_u64, |number, &byte| {
                let digit = if met { self.base - 1 } else { u64::from(self.digits[usize::from(byte)] & !FOREIGN) };
                met |= self.digits[usize::from(byte)] & FOREIGN != 0;
                number * self.base + digit
            })
        };
        let word = number(&bytes[..self.in_word]) << CASE_BITS | case::OPEN;
        let deep = number(&bytes[self.in_word..self.in_word + self.in_deep]) << CASE_BITS | case::OPEN;
        Code { word, deep: if DEEP { deep } else { 0 } }
    }

    /// Texts that start otherwise than most.
    #[cold]
    fn code_of_stranger<const DEEP: bool>(&self, text: &[u8]) -> Code {
        let (start, rest) = text.split_at(self.start.len().min(text.len()));
        match start.to_ascii_lowercase().cmp(&self.start.to_ascii_lowercase()) {
            Ordering::Equal => {
                let alike = [&self.start, rest].concat();
                let Code { word, deep } = self.code::<DEEP>(&alike, alike.len());
                // Among texts that are the same but for case, the case of the start decides first.
                let case = if *start < *self.start { case::BEFORE } else { case::OPEN };
                let marked = |number: u64| if number & CASES == case::OPEN { number } else { number & !CASES | case };
                Code { word: marked(word), deep: if DEEP && word & CASES == case::OPEN { marked(deep) } else { 0 } }
            }
            Ordering::Less => Code { word: case::BEFORE, deep: 0 },
            Ordering::Greater => {
                let most = |count: usize| (self.base.pow(count as u32) - 1) << CASE_BITS | case::OPEN;
                Code { word: most(self.in_word), deep: if DEEP { most(self.in_deep) } else { 0 } }
            }
        }
    }
}

/// For each length, what keeps so many bytes.
static MASKS: [[u8; LOOKED_AT]; LOOKED_AT] = {
    let mut masks = [[0; LOOKED_AT]; LOOKED_AT];
    let mut length = 0;
    while length < LOOKED_AT {
        let mut at = 0;
        while at < length {
            masks[length][at] = 0xff;
            at += 1;
        }
        length += 1;
    }
    masks
};

/// How the letters are written.
#[inline(always)]
fn written(bytes: &[u8; LOOKED_AT]) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7f * EACH;
    // The highest bit of each byte from `A` to `Z`, or from `a` to `z` where that is the first one.
    let between = |word: u64, first: u8| {
        let low = word & LOW;
        let from = low + u64::from(0x80 - first) * EACH;
        let beyond = low + u64::from(0x80 - first - 26) * EACH;
        !word & !LOW & (from ^ beyond)
    };
    let (mut capitals, mut letters) = ([0_u64; 4], [0_u64; 4]);
    for (at, eight) in bytes.chunks_exact(8).enumerate() {
        let word = eight.first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
        capitals[at] = between(word, b'A');
        letters[at] = between(word | (0x20 * EACH), b'a');
    }
    if capitals == [0; 4] {
        return case::SMALL;
    }
    if capitals == letters {
        return case::CAPITALS;
    }
    // The lowest letter, and whether it is the only capital.
    let first = letters.iter().position(|&word| word != 0).unwrap_or(0);
    let lowest = letters[first] & letters[first].wrapping_neg();
    if capitals[first] & lowest == 0 {
        return case::MIXED;
    }
    let mut others = capitals;
    others[first] ^= lowest;
    if others == [0; 4] { case::TITLE } else { case::MIXED_FROM_CAPITAL }
}

/// What all of these texts that are not blank start with.
pub(super) fn usual_start<'t>(samples: impl Iterator<Item = &'t str>) -> Vec<u8> {
    let mut start: Option<Vec<u8>> = None;
    for text in samples.filter(|text| !text.is_empty()) {
        match &mut start {
            None => start = Some(text.as_bytes().to_vec()),
            Some(start) => start.truncate(text.bytes().zip(start.iter()).take_while(|(one, two)| one == *two).count()),
        }
    }
    start.unwrap_or_default()
}
