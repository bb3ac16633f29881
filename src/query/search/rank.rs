//! Ranking candidates: how well and where the words stand in names and codes.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::fields::{codes, names};
use super::fold::fold;
use super::words::parts;
use crate::store::TableData;

/// Ranks rows of a table.
pub(super) struct Ranking<'a> {
    data: &'a TableData,
    words: &'a [String],
    pattern: Pattern,
    matcher: Matcher,
    letters: Vec<char>,
}

impl<'a> Ranking<'a> {
    /// `words` are folded.
    pub(super) fn new(data: &'a TableData, words: &'a [String]) -> Self {
        let pattern = Pattern::new(&words.join(" "), CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
        Self { data, words, pattern, matcher: Matcher::new(Config::DEFAULT), letters: Vec::new() }
    }

    /// How good a row is; more is better. Whole names come before beginnings, names before codes, short names before long.
    pub(super) fn score(&mut self, row: u32) -> u32 {
        let name = names(self.data).iter().map(|column| column.text(row).into_string()).collect::<Vec<_>>().join(" ");
        let folded = fold(&name);
        let mut whole = 0;
        for word in self.words {
            whole += parts(&folded)
                .map(|part| {
                    if part == word {
                        100
                    } else if part.starts_with(word.as_str()) {
                        40
                    } else {
                        0
                    }
                })
                .max()
                .unwrap_or(0);
        }
        let code = codes(self.data).iter().map(|column| fold(&column.text(row))).map(|code| self.in_code(&code)).max().unwrap_or(0);
        let matched = self.pattern.score(Utf32Str::new(&name, &mut self.letters), &mut self.matcher).unwrap_or(0);
        let brief = 30_u32.saturating_sub(name.chars().count() as u32);
        10 * whole + code + matched + brief
    }

    fn in_code(&self, code: &str) -> u32 {
        match self.words {
            [word] if code == word => 2000,
            [word] if code.starts_with(word.as_str()) => 200,
            _ => 0,
        }
    }
}
