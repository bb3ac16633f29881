//! Cells of one column compared as they are packed: codes by their texts once, references by the rows that they lead to, the rest
//! byte by byte. What is compared is always the text that was in the file.

use crate::store::{Cells, Column};

/// Rows that stand one after another in both tables, and in one row group of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The place in the row group of the new table.
    pub(super) at: usize,
    /// The first row in the old table.
    pub(super) old: u32,
    /// How many rows.
    pub(super) rows: usize,
}

/// The runs of one row group, from the row of the old table that each of its rows goes with.
pub(super) fn runs(pairs: &[u32], runs: &mut Vec<Run>) {
    runs.clear();
    let mut at = 0;
    while let Some(&old) = pairs.get(at) {
        if old == Column::NONE {
            at += 1;
            continue;
        }
        let most = (Column::GROUP_ROWS - old as usize % Column::GROUP_ROWS).min(pairs.len() - at);
        let rows = (1..most).find(|&further| pairs[at + further] != old + further as u32).unwrap_or(most);
        runs.push(Run { at, old, rows });
        at += rows;
    }
}

/// One column of both tables.
pub(super) struct Twin<'a> {
    old: &'a Column,
    new: &'a Column,
    /// For each code of the new dictionary that of the old one; [`Column::NONE`] = that does not have the text.
    codes: Vec<u32>,
    /// For each row that references lead to in the new roster the row with the same id in the old one, if both lead to the same table.
    targets: Option<&'a [u32]>,
}

impl<'a> Twin<'a> {
    pub(super) fn new(old: &'a Column, new: &'a Column, targets: Option<&'a [u32]>) -> Self {
        let code = |text: &str| old.dictionary().code(text).map_or(Column::NONE, u32::from);
        let codes = new.dictionary().iter().map(|(_, text)| code(text)).collect();
        Self { old, new, codes, targets: targets.filter(|_| old.target_table() == new.target_table()) }
    }

    /// Calls `differs` with the place in the row group of every cell that differs.
    pub(super) fn differing(&self, group: usize, runs: &[Run], mut differs: impl FnMut(usize)) {
        let first = (group * Column::GROUP_ROWS) as u32;
        let news = self.new.cells(group);
        for run in runs {
            let olds = self.old.cells(run.old as usize / Column::GROUP_ROWS);
            let from = run.old as usize % Column::GROUP_ROWS;
            let by_text = |step: usize| *self.old.text(run.old + step as u32) != *self.new.text(first + (run.at + step) as u32);
            let mut put = |step: usize, is_other: bool| {
                if is_other {
                    differs(run.at + step);
                }
            };
            let steps = 0..run.rows;
            match (&olds, &news) {
                (Cells::OneCode { code: old, .. }, Cells::OneCode { code: new, .. }) => {
                    let is_other = self.is_other(*new, *old);
                    steps.for_each(|step| put(step, is_other));
                }
                (Cells::Codes4 { pairs: olds, .. }, Cells::Codes4 { pairs: news, .. }) => {
                    let code = |pairs: &[u8], at: usize| u16::from((pairs[at / 2] >> (at % 2 * 4)) & 15);
                    steps.for_each(|step| put(step, self.is_other(code(news, run.at + step), code(olds, from + step))));
                }
                (Cells::Codes8(olds), Cells::Codes8(news)) => {
                    steps.for_each(|step| put(step, self.is_other(u16::from(news[run.at + step]), u16::from(olds[from + step]))));
                }
                (Cells::Codes16(olds), Cells::Codes16(news)) => {
                    steps.for_each(|step| put(step, self.is_other(news[run.at + step], olds[from + step])));
                }
                (Cells::Uuids { uuids: olds, .. }, Cells::Uuids { uuids: news, .. }) => steps.for_each(|step| {
                    let (old, new) = (&olds[from + step], &news[run.at + step]);
                    // Zeros may stand for cells that are no UUID.
                    put(step, if old == new && *new == [0; 16] { by_text(step) } else { old != new });
                }),
                (Cells::Numbers { prefix, width, values: olds, .. }, Cells::Numbers { prefix: other, width: wide, values: news, .. })
                    if prefix == other && width == wide =>
                {
                    steps.for_each(|step| {
                        let (old, new) = (olds[from + step], news[run.at + step]);
                        put(step, if old == new && new == u32::MAX { by_text(step) } else { old != new });
                    });
                }
                (Cells::Rows { rows: olds, .. }, Cells::Rows { rows: news, .. }) if self.targets.is_some() => steps.for_each(|step| {
                    let (old, new) = (olds[from + step], news[run.at + step]);
                    put(step, self.leads_elsewhere(old, new).unwrap_or_else(|| by_text(step)));
                }),
                (Cells::Lists { ends: old_ends, rows: olds, .. }, Cells::Lists { ends: new_ends, rows: news, .. })
                    if self.targets.is_some() =>
                {
                    steps.for_each(|step| {
                        let (old, new) = (list(old_ends, olds, from + step), list(new_ends, news, run.at + step));
                        put(step, self.lists_differ(old, new).unwrap_or_else(|| by_text(step)));
                    });
                }
                (Cells::Texts { text: old, ends: olds }, Cells::Texts { text: new, ends: news }) => steps.for_each(|step| {
                    put(step, slice(old, olds, from + step) != slice(new, news, run.at + step));
                }),
                (olds, news) => steps.for_each(|step| {
                    let codes = code(olds, from + step).zip(code(news, run.at + step));
                    put(step, codes.map_or_else(|| by_text(step), |(old, new)| self.is_other(new, old)));
                }),
            }
        }
    }

    fn is_other(&self, new: u16, old: u16) -> bool {
        self.codes.get(usize::from(new)) != Some(&u32::from(old))
    }

    /// `None` if only the texts tell.
    fn leads_elsewhere(&self, old: u32, new: u32) -> Option<bool> {
        if old < Cells::NO_ROW && new < Cells::NO_ROW {
            return Some(self.targets?.get(new as usize) != Some(&old));
        }
        (old == Cells::NO_ROW && new == Cells::NO_ROW).then_some(false)
    }

    fn lists_differ(&self, old: &[u32], new: &[u32]) -> Option<bool> {
        let targets = self.targets?;
        let known = !old.is_empty() && !new.is_empty();
        known.then(|| old.len() != new.len() || old.iter().zip(new).any(|(old, &new)| targets.get(new as usize) != Some(old)))
    }
}

fn code(cells: &Cells<'_>, at: usize) -> Option<u16> {
    match cells {
        Cells::OneCode { code, .. } => Some(*code),
        Cells::Codes4 { pairs, .. } => pairs.get(at / 2).map(|pair| u16::from((pair >> (at % 2 * 4)) & 15)),
        Cells::Codes8(codes) => codes.get(at).map(|&code| u16::from(code)),
        Cells::Codes16(codes) => codes.get(at).copied(),
        _ => None,
    }
}

fn slice<'t>(text: &'t str, ends: &[u32], at: usize) -> &'t [u8] {
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    &text.as_bytes()[start..ends[at] as usize]
}

fn list<'r>(ends: &[u32], rows: &'r [u32], at: usize) -> &'r [u32] {
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    &rows[start..ends[at] as usize]
}
