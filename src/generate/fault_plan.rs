//! Chooses the rows that get a fault, and spoils them while they are written.
//!
//! No row has two faults, and no fault touches a row on which another one stands.

use std::collections::HashMap;

use super::Kind;
use super::curriculum::FALL;
use super::dice::Roll;
use super::district::{District, Memo};
use super::fault::{Cells, Fault, FaultKind, Make};
use super::fault_kinds::{KINDS, stranger};
use super::package_rows::PackageRows;
use super::row::Row;
use crate::spec::{Table, TableSpec};

const FAULTS: u64 = 31;
/// Rows that are looked at for one that fits.
const LOOKS: u64 = 600;

/// What is done to a row.
#[derive(Clone, Debug)]
enum Touch {
    /// Another fault stands on it.
    Keep,
    /// It has this fault.
    Spoil(Planned),
    /// A cell is changed for the fault of another row.
    Change(&'static str, &'static str),
}

#[derive(Clone, Debug)]
struct Planned {
    /// Its place in [`KINDS`].
    kind: usize,
    /// The id or word that chance or the district gives.
    word: String,
}

/// The faults of a package.
#[derive(Debug, Default)]
pub(super) struct FaultPlan {
    touches: HashMap<(Table, u64), Vec<Touch>>,
    told: Vec<Fault>,
    /// Line breaks within rows of the file at hand, so far.
    breaks: u64,
    /// The id of the last sound row of the file at hand.
    sound: Vec<u8>,
}

impl FaultPlan {
    /// Chooses as many rows as the options ask for, and for each kind at least one if there is a row that it fits.
    pub(super) fn new(district: &District, rows_of: &[Option<PackageRows>]) -> Self {
        let mut plan = Self::default();
        let rate = district.options.defects;
        if rate <= 0.0 {
            return plan;
        }
        let mut chance = Roll(district.dice(FAULTS).roll(0));
        let all: Vec<usize> = (0..KINDS.len()).filter(|&kind| fits_package(district, &KINDS[kind], rows_of)).collect();
        for &kind in &all {
            plan.add(district, kind, rows_of, &mut chance);
        }
        for table in Table::ALL {
            let Some(rows) = &rows_of[table.index()] else { continue };
            let kinds: Vec<usize> = all.iter().copied().filter(|&kind| KINDS[kind].table == table).collect();
            let wanted = (rows.count() as f64 * rate).round() as usize;
            for &kind in kinds.iter().cycle().take(wanted).skip(kinds.len()) {
                plan.add(district, kind, rows_of, &mut chance);
            }
        }
        plan
    }

    /// Finds a row for one more fault of this kind; does nothing if none is near.
    fn add(&mut self, district: &District, number: usize, rows_of: &[Option<PackageRows>], chance: &mut Roll) {
        let kind = &KINDS[number];
        let Some(rows) = &rows_of[kind.table.index()] else { return };
        let (from, to) = (kind.between)(district);
        let (first, end) = rows.between(from, to);
        if first >= end {
            return;
        }
        let start = chance.below((end - first) as usize) as u64;
        for look in 0..(end - first).min(LOOKS) {
            let row = rows.row(first + (start + look) % (end - first));
            if self.is_free(district, kind, row) {
                let word = self.word(district, kind, row, chance);
                return self.take(district, number, row, word);
            }
        }
    }

    fn is_free(&self, district: &District, kind: &FaultKind, row: u64) -> bool {
        let taken = |key: &(Table, u64)| self.touches.contains_key(key);
        if taken(&(kind.table, row)) || (kind.keeps)(district, row).iter().any(taken) {
            return false;
        }
        if (kind.also)(district, row).iter().any(|also| taken(&(also.table, also.row))) {
            return false;
        }
        let Some(spec) = district.options.version.spec().table(kind.table) else { return false };
        (kind.fits)(&cells_of(district, spec, row))
    }

    fn word(&self, district: &District, kind: &FaultKind, row: u64, chance: &mut Roll) -> String {
        let id = match kind.make {
            Make::Lost | Make::LostItem => district.ids.id(Kind::Nowhere, self.touches.len() as u64),
            Make::OtherSchool => {
                let (own, all) = (district.plan.class_of_enrollment(row).school, district.plan.schools.len());
                district.school_id((own + 1 + chance.below(all - 1)) % all)
            }
            Make::Stranger => district.ids.id(Kind::User, stranger(district, row)),
            Make::Semester => district.ids.id(Kind::Session, FALL),
            Make::District => district.ids.id(Kind::Org, 0),
            _ => return String::new(),
        };
        String::from_utf8_lossy(id.bytes()).into_owned()
    }

    fn take(&mut self, district: &District, number: usize, row: u64, word: String) {
        let kind = &KINDS[number];
        self.touches.insert((kind.table, row), vec![Touch::Spoil(Planned { kind: number, word })]);
        for key in (kind.keeps)(district, row) {
            self.touches.insert(key, vec![Touch::Keep]);
        }
        for also in (kind.also)(district, row) {
            self.touches.entry((also.table, also.row)).or_default().push(Touch::Change(also.column, also.word));
        }
    }

    /// Starts a file.
    pub(super) fn begin(&mut self) {
        self.breaks = 0;
        self.sound.clear();
    }

    /// Writes the last row anew if it is to have a fault. `place` is its place in the file, from 0.
    pub(super) fn spoil(&mut self, spec: &TableSpec, index: u64, place: u64, row: &mut Row) {
        if self.touches.is_empty() {
            return;
        }
        let Some(touches) = self.touches.remove(&(spec.table, index)) else { return self.remember(row.last()) };
        let mut cells = Cells::of(spec, row.last());
        let mut faulty = false;
        let mut made = Made::default();
        for touch in touches {
            match touch {
                Touch::Keep => {}
                Touch::Change(column, word) => {
                    if let Some(at) = cells.place(column) {
                        word.clone_into(&mut cells.texts[at]);
                    }
                    made.changed = true;
                }
                Touch::Spoil(planned) => {
                    faulty = true;
                    if let Some((fault, spoiled)) = self.make(&planned, place, &mut cells) {
                        self.told.push(fault);
                        made = Made { changed: true, ..spoiled };
                    }
                }
            }
        }
        if made.changed {
            rewrite(row, &cells, &made);
            self.breaks += cells.texts.iter().map(|text| text.matches('\n').count() as u64).sum::<u64>();
        }
        if !faulty {
            self.remember(row.last());
        }
    }

    /// Keeps the id of a sound row; ids hold neither quotes nor commas.
    fn remember(&mut self, row: &[u8]) {
        let id = row.split(|&byte| byte == b',').next().unwrap_or_default();
        self.sound.clear();
        self.sound.extend(id.iter().filter(|&&byte| byte != b'"'));
    }

    /// Changes the cells; `None` if there is nothing to make the fault of.
    fn make(&self, planned: &Planned, place: u64, cells: &mut Cells<'_>) -> Option<(Fault, Made)> {
        let kind = &KINDS[planned.kind];
        let at = cells.place(kind.column)?;
        let mut made = Made::default();
        let old = cells.texts[at].clone();
        let (column, mut value) = match kind.make {
            Make::Elsewhere => (None, old.clone()),
            Make::Cut => {
                cells.texts.pop();
                (None, cells.texts.len().to_string())
            }
            Make::LostItem => {
                let rest = old.split_once(',').map(|(_, rest)| format!(",{rest}")).unwrap_or_default();
                cells.texts[at] = format!("{}{rest}", planned.word);
                (Some(kind.column), planned.word.clone())
            }
            Make::Word(word) => (Some(kind.column), word.to_owned()),
            Make::Edit(edit) => (Some(kind.column), edit(&old)),
            Make::Bare(edit) => {
                made.bare = Some(at);
                (Some(kind.column), edit(&old))
            }
            Make::Lost | Make::OtherSchool | Make::Stranger | Make::Semester | Make::District => (Some(kind.column), planned.word.clone()),
            Make::Copied => (Some(kind.column), String::from_utf8(self.sound.clone()).ok().filter(|id| !id.is_empty())?),
        };
        if column.is_some() && !matches!(kind.make, Make::LostItem) {
            cells.texts[at] = std::mem::take(&mut value);
            value.clone_from(&cells.texts[at]);
        }
        let fault = Fault {
            kind: kind.kind,
            rule: kind.rule,
            file: kind.table.file(),
            row: place + 1,
            line: place + 2 + self.breaks,
            column,
            sourced_id: cells.texts.first().cloned().unwrap_or_default(),
            value,
        };
        Some((fault, made))
    }

    /// The faults that were put in.
    pub(super) fn told(&mut self) -> Vec<Fault> {
        std::mem::take(&mut self.told)
    }
}

/// How a row is to be written anew.
#[derive(Clone, Copy, Default)]
struct Made {
    changed: bool,
    /// The cell that stands there without the quotes that it needs.
    bare: Option<usize>,
}

fn rewrite(row: &mut Row, cells: &Cells<'_>, made: &Made) {
    row.take_back();
    for (at, text) in cells.texts.iter().enumerate() {
        if made.bare == Some(at) {
            row.raw(text.as_bytes());
        } else {
            row.text(text);
        }
    }
    row.end();
}

fn cells_of<'a>(district: &District, spec: &'a TableSpec, index: u64) -> Cells<'a> {
    let mut row = Row::new(false);
    district.write(spec.table, index, &mut Memo::default(), &mut row);
    row.end();
    Cells::of(spec, row.last())
}

/// True if the package has the file and the column, and is of the mode.
fn fits_package(district: &District, kind: &FaultKind, rows_of: &[Option<PackageRows>]) -> bool {
    let (bulk, delta) = kind.modes;
    let spec = district.options.version.spec().table(kind.table);
    let schools = district.plan.schools.len();
    (if district.options.delta { delta } else { bulk })
        && rows_of[kind.table.index()].is_some()
        && spec.is_some_and(|spec| spec.column(kind.column).is_some())
        && (schools > 1 || !matches!(kind.make, Make::OtherSchool | Make::Stranger))
}
