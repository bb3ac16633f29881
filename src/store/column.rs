//! One column of a loaded table: packed row groups, the dictionary, and where its references lead.

use std::ops::Range;
use std::sync::Arc;

use super::cover::{Cover, Stead};
use super::dictionary::Dictionary;
use super::ids::IdIndex;
use super::key::{Key, hash_uuid};
use super::packed::{BLANK, GROUP_BITS, GROUP_ROWS, Odd, Packed, UNRESOLVED, code_of_pair};
use super::text::Text;
use crate::read::ColumnMeaning;
use crate::spec::{ColumnSpec, Table};

/// One column. Cheap to clone: the groups are shared.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) name: Arc<str>,
    pub(super) meaning: ColumnMeaning,
    pub(super) rows: u32,
    pub(super) dictionary: Arc<Dictionary>,
    pub(super) groups: Vec<Arc<Packed>>,
    pub(super) target: Option<Target>,
    /// Where the items of each dictionary text lead; filled once the target is known.
    pub(super) code_targets: Arc<Vec<CodeTargets>>,
    /// What [`Column::text`] gives in place of the text, for looking at only.
    pub(super) cover: Option<(Cover, Stead)>,
}

/// The table that a reference column points into, as far as references need it.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) table: Table,
    pub(super) ids: Arc<Column>,
    pub(super) index: Arc<IdIndex>,
}

/// Where one dictionary text leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CodeTargets {
    pub(super) rows: Vec<u32>,
    pub(super) broken: bool,
}

/// One item of a reference cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceItem {
    /// The sourcedId as it stands in the cell.
    pub id: String,
    /// The row that it leads to; `None` = it leads nowhere.
    pub row: Option<u32>,
}

/// What a scan may leave out, because its text is known beforehand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skip {
    /// Cells that hold a canonical lower-case UUID, or up to nine digits after nothing or after letters, digits and hyphens.
    pub uuids: bool,
    /// References that lead somewhere: their text is a sourcedId that is judged in its own place.
    pub resolved: bool,
}

/// True for nothing, and for a start of letters, digits and hyphens that does not begin with a hyphen.
fn is_plain(prefix: &str) -> bool {
    prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') && !prefix.starts_with('-')
}

impl Target {
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        if id.is_empty() {
            return None;
        }
        let key = Key::of(id.as_bytes());
        self.index.find(&key, |row| self.ids.equals(row, &key))
    }
}

impl Column {
    /// The header name as it stands in the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How the header name was understood.
    pub const fn meaning(&self) -> ColumnMeaning {
        self.meaning
    }

    /// What the standard says about it; `None` for metadata and unknown columns.
    pub const fn spec(&self) -> Option<&'static ColumnSpec> {
        match self.meaning {
            ColumnMeaning::Exact(spec) | ColumnMeaning::Loose(spec) => Some(spec),
            _ => None,
        }
    }

    /// How many cells.
    pub const fn len(&self) -> u32 {
        self.rows
    }

    /// True if it has no cells.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The exact text of a cell, or its cover; empty beyond the end and where the row has no such cell.
    pub fn text(&self, row: u32) -> Text<'_> {
        let Some((group, at)) = self.place(row) else { return Text::Borrowed("") };
        let text = self.text_in(group, at);
        match self.cover {
            Some((cover, stead)) => Text::Owned(cover.over(stead, &text)),
            None => text,
        }
    }

    /// What is shown in place of a text that was taken from this column before: its cover, if the column is covered.
    pub fn shown(&self, text: &str) -> String {
        self.cover.map_or_else(|| text.to_owned(), |(cover, stead)| cover.over(stead, text))
    }

    /// True if [`Column::text`] gives a cover in place of the text.
    pub const fn is_covered(&self) -> bool {
        self.cover.is_some()
    }

    fn place(&self, row: u32) -> Option<(&Packed, usize)> {
        let at = row as usize & (GROUP_ROWS - 1);
        self.groups.get((row >> GROUP_BITS) as usize).filter(|group| at < group.len()).map(|group| (&**group, at))
    }

    pub(super) fn text_in<'a>(&'a self, group: &'a Packed, at: usize) -> Text<'a> {
        if let Some(code) = group.code(at) {
            return Text::Borrowed(self.dictionary.get(code));
        }
        match group {
            Packed::Rows { rows, odd } => match rows[at] {
                BLANK => Text::Borrowed(""),
                UNRESOLVED => Text::Borrowed(odd.get(at).unwrap_or_default()),
                row => self.target_text(row),
            },
            Packed::RowLists { ends, rows, odd } => match &rows[list_range(ends, at)] {
                [] => Text::Borrowed(odd.get(at).unwrap_or_default()),
                [row] => self.target_text(*row),
                rows => {
                    let mut text = String::new();
                    for (index, &row) in rows.iter().enumerate() {
                        text.push_str(if index == 0 { "" } else { "," });
                        text.push_str(&self.target_text(row));
                    }
                    Text::Owned(text)
                }
            },
            _ => group.own_text(at).unwrap_or(Text::Borrowed("")),
        }
    }

    fn target_text(&self, row: u32) -> Text<'_> {
        self.target.as_ref().map_or(Text::Borrowed(""), |target| target.ids.text(row))
    }

    /// Reads a byte of a key, so that it is near when it is compared; what byte does not matter.
    pub(super) fn touch(&self, row: u32) -> u8 {
        self.place(row).map_or(0, |(group, at)| group.touch(at))
    }

    pub(super) fn equals(&self, row: u32, key: &Key<'_>) -> bool {
        let Some((group, at)) = self.place(row) else { return false };
        match group {
            Packed::Uuids { .. } | Packed::Numbers { .. } | Packed::Texts { .. } => group.equals(at, key),
            _ => Key::of(self.text_in(group, at).as_bytes()) == *key,
        }
    }

    /// The hash of a cell as a key.
    pub(super) fn hash(&self, row: u32) -> u32 {
        match self.place(row) {
            Some((Packed::Uuids { uuids, .. }, at)) if uuids[at] != [0; 16] => hash_uuid(&uuids[at]),
            Some((group, at)) => Key::of(self.text_in(group, at).as_bytes()).hash(),
            None => 0,
        }
    }

    /// The dictionary of the column. It holds every text only if [`Column::is_coded`].
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// True if every cell has a dictionary code.
    pub fn is_coded(&self) -> bool {
        self.groups.iter().all(|group| group.len() == 0 || group.is_coded())
    }

    /// The dictionary code of a cell, where its group has codes.
    pub fn code(&self, row: u32) -> Option<u16> {
        self.place(row).and_then(|(group, at)| group.code(at))
    }

    /// Calls `each` with every row and its text, in file order.
    pub fn scan(&self, mut each: impl FnMut(u32, &str)) {
        for (number, group) in self.groups.iter().enumerate() {
            let first = (number << GROUP_BITS) as u32;
            for at in 0..group.len() {
                each(first + at as u32, &self.text_in(group, at));
            }
        }
    }

    /// Calls `each` with the place in the group and the text of every cell of one row group.
    pub fn scan_group(&self, group: usize, mut each: impl FnMut(usize, &str)) {
        let Some(group) = self.groups.get(group) else { return };
        if let Packed::Texts { text, ends } = &**group {
            let mut start = 0;
            for (at, &end) in ends.iter().enumerate() {
                each(at, &text[start..end as usize]);
                start = end as usize;
            }
            return;
        }
        (0..group.len()).for_each(|at| each(at, &self.text_in(group, at)));
    }

    /// Calls `each` with the place in the group and the dictionary code of every cell of one row group that has codes.
    pub fn scan_group_codes(&self, group: usize, mut each: impl FnMut(usize, u16)) {
        match self.groups.get(group).map(|group| &**group) {
            Some(Packed::OneCode { code, rows }) => (0..*rows as usize).for_each(|at| each(at, *code)),
            Some(Packed::Codes4 { pairs, rows }) => (0..*rows as usize).for_each(|at| each(at, code_of_pair(pairs[at / 2], at))),
            Some(Packed::Codes8(codes)) => codes.iter().enumerate().for_each(|(at, &code)| each(at, u16::from(code))),
            Some(Packed::Codes16(codes)) => codes.iter().enumerate().for_each(|(at, &code)| each(at, code)),
            _ => {}
        }
    }

    /// Adds to `counts` how often each dictionary code stands in one row group that has codes.
    pub fn count_group_codes(&self, group: usize, counts: &mut [u64]) {
        match self.groups.get(group).map(|group| &**group) {
            Some(Packed::OneCode { code, rows }) => counts[usize::from(*code)] += u64::from(*rows),
            Some(Packed::Codes4 { pairs, rows }) => {
                let mut bytes = [0_u32; 256];
                pairs.iter().for_each(|&pair| bytes[usize::from(pair)] += 1);
                for (pair, &count) in (0_u8..=255).zip(&bytes).filter(|(_, count)| **count > 0) {
                    (0..2).for_each(|half| counts[usize::from(code_of_pair(pair, half))] += u64::from(count));
                }
                // The half behind the last of an odd number of rows holds nothing.
                if rows % 2 == 1 {
                    counts[0] -= 1;
                }
            }
            Some(Packed::Codes8(codes)) => {
                // Neighbors are often equal: four lists keep one count from waiting for the other.
                let mut lists = [[0_u32; 256]; 4];
                for four in codes.chunks(4) {
                    lists.iter_mut().zip(four).for_each(|(list, &code)| list[usize::from(code)] += 1);
                }
                counts.iter_mut().enumerate().take(256).for_each(|(code, count)| {
                    *count += lists.iter().map(|list| u64::from(list[code])).sum::<u64>();
                });
            }
            Some(Packed::Codes16(codes)) => codes.iter().for_each(|&code| counts[usize::from(code)] += 1),
            _ => {}
        }
    }

    /// Calls `hit` with the rows whose text `judge` picks, in file order. A text that stands in the dictionary is judged
    /// once, not once per row; what `skip` names is taken as not picked.
    pub fn scan_where(&self, skip: Skip, judge: impl FnMut(&str) -> bool, hit: impl FnMut(u32, &str)) {
        self.scan_where_in(0..self.groups.len(), skip, judge, hit);
    }

    /// The same for some of the row groups.
    pub fn scan_where_in(&self, groups: Range<usize>, skip: Skip, mut judge: impl FnMut(&str) -> bool, mut hit: impl FnMut(u32, &str)) {
        let verdicts: Vec<bool> = self.dictionary.iter().map(|(_, text)| judge(text)).collect();
        let any = verdicts.contains(&true);
        for (number, group) in self.groups.iter().enumerate().take(groups.end).skip(groups.start) {
            let first = (number << GROUP_BITS) as u32;
            match &**group {
                group if group.is_coded() => {
                    if any {
                        for at in 0..group.len() {
                            let code = group.code(at).unwrap_or_default();
                            if verdicts.get(usize::from(code)).copied().unwrap_or_default() {
                                hit(first + at as u32, self.dictionary.get(code));
                            }
                        }
                    }
                }
                Packed::Numbers { prefix, odd, .. } if skip.uuids && is_plain(prefix) => {
                    odd.iter().filter(|(_, text)| judge(text)).for_each(|(at, text)| hit(first + at, text));
                }
                Packed::Uuids { odd, .. } if skip.uuids => {
                    odd.iter().filter(|(_, text)| judge(text)).for_each(|(at, text)| hit(first + at, text));
                }
                Packed::Rows { rows, odd } if skip.resolved => {
                    let blank = (0..).zip(rows.iter()).filter(|&(_, &row)| row == BLANK).map(|(at, _)| at);
                    scan_odd(blank, odd, &mut judge, &mut |at, text| hit(first + at, text));
                }
                Packed::RowLists { ends, odd, .. } if skip.resolved => {
                    let blank = (0..group.len()).filter(|&at| list_range(ends, at).is_empty()).map(|at| at as u32);
                    let blank = blank.filter(|&at| odd.get(at as usize).is_none());
                    scan_odd(blank, odd, &mut judge, &mut |at, text| hit(first + at, text));
                }
                // Nearly all texts of people's columns are of this form.
                Packed::Texts { text, ends } => {
                    let mut start = 0;
                    for (at, &end) in (0..).zip(ends.iter()) {
                        let text = text.get(start..end as usize).unwrap_or_default();
                        start = end as usize;
                        if judge(text) {
                            hit(first + at, text);
                        }
                    }
                }
                group => {
                    for at in 0..group.len() {
                        let text = group.own_text(at).unwrap_or_else(|| self.text_in(group, at));
                        if judge(&text) {
                            hit(first + at as u32, &text);
                        }
                    }
                }
            }
        }
    }

    /// How many cells hold something.
    pub fn filled(&self) -> u64 {
        let mut blank = 0;
        self.scan_where(Skip { uuids: true, resolved: true }, str::is_empty, |_, _| blank += 1);
        u64::from(self.rows) - blank
    }

    /// How often each dictionary code stands in the column, for columns that are [`Column::is_coded`].
    pub fn code_counts(&self) -> Vec<u32> {
        let mut counts = vec![0_u32; self.dictionary.len()];
        for group in &self.groups {
            match &**group {
                Packed::OneCode { code, rows } => counts[usize::from(*code)] += rows,
                group => (0..group.len()).filter_map(|at| group.code(at)).for_each(|code| counts[usize::from(code)] += 1),
            }
        }
        counts
    }

    /// The table that this column refers to, if it is a reference and the table is in the package.
    pub fn target_table(&self) -> Option<Table> {
        self.target.as_ref().map(|target| target.table)
    }

    /// The items of a reference cell, each with the row that it leads to. Not only for lists.
    pub fn items(&self, row: u32) -> Vec<ReferenceItem> {
        let text = self.text(row);
        self.split(&text)
            .map(|id| ReferenceItem { id: id.to_owned(), row: self.target.as_ref().and_then(|target| target.find(id)) })
            .collect()
    }

    /// The row that a reference leads to; of a list, the first item that leads somewhere.
    pub fn target_row(&self, row: u32) -> Option<u32> {
        let (group, at) = self.place(row)?;
        let mut first = None;
        self.targets_in(group, at, |target| {
            first.get_or_insert(target);
        });
        first
    }

    pub(super) fn split<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        let list = self.spec().is_some_and(|spec| spec.ty.is_list());
        let items: Box<dyn Iterator<Item = &'t str>> = if text.is_empty() {
            Box::new(std::iter::empty())
        } else if list {
            Box::new(text.split(','))
        } else {
            Box::new(std::iter::once(text))
        };
        items
    }

    pub(super) fn targets_in(&self, group: &Packed, at: usize, mut each: impl FnMut(u32)) {
        if let Some(code) = group.code(at) {
            if let Some(targets) = self.code_targets.get(usize::from(code)) {
                targets.rows.iter().for_each(|&row| each(row));
            }
            return;
        }
        match group {
            Packed::Rows { rows, .. } => match rows[at] {
                BLANK | UNRESOLVED => {}
                row => each(row),
            },
            Packed::RowLists { ends, rows, odd } => match &rows[list_range(ends, at)] {
                [] if odd.len() == 0 => {}
                [] => self.look_up(odd.get(at).unwrap_or_default(), each),
                rows => rows.iter().for_each(|&row| each(row)),
            },
            group => self.look_up(&self.text_in(group, at), each),
        }
    }

    fn look_up(&self, text: &str, mut each: impl FnMut(u32)) {
        if let Some(target) = &self.target {
            self.split(text).filter_map(|id| target.find(id)).for_each(&mut each);
        }
    }

    /// Calls `each` with every row and every row that it leads to, in file order.
    pub fn scan_targets(&self, mut each: impl FnMut(u32, u32)) {
        for (number, group) in self.groups.iter().enumerate() {
            let first = (number << GROUP_BITS) as u32;
            if let Packed::Rows { rows, .. } = &**group {
                let known = (first..).zip(rows.iter()).filter(|&(_, &row)| row != BLANK && row != UNRESOLVED);
                known.for_each(|(at, &row)| each(at, row));
                continue;
            }
            for at in 0..group.len() {
                self.targets_in(group, at, |target| each(first + at as u32, target));
            }
        }
    }

    /// How many row groups; each but the last has [`Column::GROUP_ROWS`] rows.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// Rows of a full row group.
    pub const GROUP_ROWS: usize = GROUP_ROWS;
    /// What [`Column::group_targets`] and [`Column::group_codes`] give where there is nothing to give.
    pub const NONE: u32 = u32::MAX;

    /// Where the references of one row group lead, row by row: of a list the first item that leads somewhere.
    pub fn group_targets(&self, group: usize, targets: &mut Vec<u32>) {
        targets.clear();
        let Some(group) = self.groups.get(group) else { return };
        if let Packed::Rows { rows, .. } = &**group {
            targets.extend(rows.iter().map(|&row| if row == BLANK || row == UNRESOLVED { Self::NONE } else { row }));
            return;
        }
        targets.extend((0..group.len()).map(|at| {
            let mut first = Self::NONE;
            self.targets_in(group, at, |target| first = if first == Self::NONE { target } else { first });
            first
        }));
    }

    /// The dictionary codes of one row group, row by row.
    pub fn group_codes(&self, group: usize, codes: &mut Vec<u32>) {
        codes.clear();
        let Some(group) = self.groups.get(group) else { return };
        match &**group {
            Packed::OneCode { code, rows } => codes.resize(*rows as usize, u32::from(*code)),
            Packed::Codes4 { pairs, rows } => codes.extend((0..*rows as usize).map(|at| u32::from(code_of_pair(pairs[at / 2], at)))),
            Packed::Codes8(packed) => codes.extend(packed.iter().map(|&code| u32::from(code))),
            Packed::Codes16(packed) => codes.extend(packed.iter().map(|&code| u32::from(code))),
            other => codes.resize(other.len(), Self::NONE),
        }
    }

    /// Fills in where the dictionary's texts lead. Called once the target is known.
    pub(super) fn resolve_codes(&mut self) {
        let Some(target) = &self.target else { return };
        let targets = self.dictionary.iter().map(|(_, text)| {
            let mut found = CodeTargets::default();
            for id in self.split(text).filter(|id| !id.is_empty()) {
                match target.find(id) {
                    Some(row) => found.rows.push(row),
                    None => found.broken = true,
                }
            }
            found
        });
        self.code_targets = Arc::new(targets.collect());
    }

    /// Bytes of memory held by this column alone.
    pub fn bytes(&self) -> usize {
        self.groups.iter().map(|group| group.bytes()).sum::<usize>() + self.dictionary.bytes()
    }
}

/// Judges the cells beside resolved references: the blank ones and those in `odd`, in the order of the rows.
fn scan_odd(blank: impl Iterator<Item = u32>, odd: &Odd, judge: &mut impl FnMut(&str) -> bool, hit: &mut impl FnMut(u32, &str)) {
    if !judge("") {
        odd.iter().filter(|(_, text)| judge(text)).for_each(|(at, text)| hit(at, text));
        return;
    }
    let mut cells: Vec<(u32, &str)> = blank.map(|at| (at, "")).chain(odd.iter()).collect();
    cells.sort_unstable_by_key(|&(at, _)| at);
    cells.into_iter().filter(|(_, text)| text.is_empty() || judge(text)).for_each(|(at, text)| hit(at, text));
}

pub(super) fn list_range(ends: &[u32], at: usize) -> Range<usize> {
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    start..ends[at] as usize
}
