//! Chooses the rows that get a fault, and spoils them while they are written.
//!
//! No row has two faults, and no fault touches a row on which another one stands.

use std::collections::{HashMap, HashSet};

use super::Kind;
use super::curriculum::FALL;
use super::dice::Roll;
use super::district::District;
use super::fault::{Cells, Fault, FaultKind, Make, cells_of, text_of};
use super::fault_crowds::CROWDS;
use super::fault_kinds::{KINDS, stranger};
use super::fault_people::PEOPLE;
use super::fault_terms::TERMS;
use super::fault_values::{CLASSES, VALUES};
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
    /// It makes a pair with the row that has this fault.
    Twin(Planned),
    /// A cell is changed for the fault of another row.
    Change(&'static str, String),
}

#[derive(Clone, Debug)]
struct Planned {
    /// Its place among all kinds.
    kind: usize,
    /// The id or word that chance or the district gives.
    word: String,
    /// The row that has it.
    row: u64,
}

/// Every kind, those that need other rows first.
fn kinds() -> impl Iterator<Item = &'static FaultKind> {
    CROWDS.iter().chain(CLASSES).chain(TERMS).chain(KINDS).chain(PEOPLE).chain(VALUES)
}

/// The kind at a place among all of them.
fn kind_at(place: usize) -> &'static FaultKind {
    kinds().nth(place).unwrap_or(&KINDS[0])
}

/// The faults of a package.
#[derive(Debug, Default)]
pub(super) struct FaultPlan {
    touches: HashMap<(Table, u64), Vec<Touch>>,
    told: Vec<Fault>,
    /// Line breaks within rows of the file at hand, so far.
    breaks: u64,
    /// Faults of which one row of the pair is written.
    half: HashSet<(usize, u64)>,
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
        let all: Vec<usize> =
            kinds().enumerate().filter(|(_, kind)| fits_package(district, kind, rows_of)).map(|(place, _)| place).collect();
        for &kind in &all {
            plan.add(district, kind, rows_of, &mut chance);
        }
        for table in Table::ALL {
            let Some(rows) = &rows_of[table.index()] else { continue };
            let kinds: Vec<usize> = all.iter().copied().filter(|&kind| kind_at(kind).table == table).collect();
            let wanted = (rows.count() as f64 * rate).round() as usize;
            for &kind in kinds.iter().cycle().take(wanted).skip(kinds.len()) {
                plan.add(district, kind, rows_of, &mut chance);
            }
        }
        plan
    }

    /// Finds a row for one more fault of this kind; does nothing if none is near.
    fn add(&mut self, district: &District, number: usize, rows_of: &[Option<PackageRows>], chance: &mut Roll) {
        let kind = kind_at(number);
        let Some(rows) = &rows_of[kind.table.index()] else { return };
        let (from, to) = (kind.between)(district);
        let (first, end) = rows.between(from, to);
        if first >= end {
            return;
        }
        let start = chance.below((end - first) as usize) as u64;
        let looks = if matches!(kind.make, Make::Unclosed) { 1 } else { LOOKS };
        for look in 0..(end - first).min(looks) {
            let row = match kind.make {
                Make::Unclosed => rows.at(rows.count() - 1),
                _ => rows.row(first + (start + look) % (end - first)),
            };
            if self.is_free(district, kind, row, rows_of) {
                let word = self.word(district, kind, row, chance);
                return self.take(district, number, row, word);
            }
        }
    }

    fn is_free(&self, district: &District, kind: &FaultKind, row: u64, rows_of: &[Option<PackageRows>]) -> bool {
        let taken = |key: &(Table, u64)| self.touches.contains_key(key);
        // Several faults may stand on one row that stays as it is.
        let changed = |key: &(Table, u64)| self.touches.get(key).is_some_and(|touches| !matches!(touches[..], [Touch::Keep]));
        if taken(&(kind.table, row)) || !(kind.only)(district, row) || (kind.keeps)(district, row).iter().any(changed) {
            return false;
        }
        if (kind.also)(district, row).iter().any(|also| rows_of[also.table.index()].is_none() || taken(&(also.table, also.row))) {
            return false;
        }
        let Some(spec) = district.options.version.spec().table(kind.table) else { return false };
        let twin_fits = |twin: u64| {
            twin != row && !taken(&(kind.table, twin)) && {
                let cells = cells_of(district, spec, twin);
                (kind.fits)(&cells) && !cells.get(kind.column).is_empty()
            }
        };
        (kind.fits)(&cells_of(district, spec, row)) && kind.twin.is_none_or(|twin| twin_fits(twin(district, row)))
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
            Make::Made(make) | Make::Told(make) => return make(district, row),
            Make::Like(other) => {
                return text_of(district, kind.table, other(district, row), kind.column);
            }
            _ => return String::new(),
        };
        String::from_utf8_lossy(id.bytes()).into_owned()
    }

    fn take(&mut self, district: &District, number: usize, row: u64, word: String) {
        let kind = kind_at(number);
        let planned = Planned { kind: number, word, row };
        if let Some(twin) = kind.twin {
            self.touches.insert((kind.table, twin(district, row)), vec![Touch::Twin(planned.clone())]);
        }
        self.touches.insert((kind.table, row), vec![Touch::Spoil(planned)]);
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
                        cells.texts[at] = word;
                    }
                    made.changed = true;
                }
                Touch::Twin(planned) => {
                    let kind = kind_at(planned.kind);
                    let value = cells.get(kind.column).to_owned();
                    let fault = self.fault(kind, Some(kind.column), value, place, &cells);
                    self.tell(&planned, fault);
                }
                Touch::Spoil(planned) => {
                    faulty = true;
                    if let Some((fault, spoiled)) = self.make(&planned, place, &mut cells) {
                        self.tell(&planned, fault);
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
        let kind = kind_at(planned.kind);
        let at = cells.place(kind.column)?;
        let mut made = Made::default();
        let old = cells.texts[at].clone();
        let (column, mut value) = match kind.make {
            Make::Elsewhere => (None, old.clone()),
            Make::Told(_) => (None, planned.word.clone()),
            Make::Same => (Some(kind.column), old.clone()),
            Make::OwnId => (Some(kind.column), cells.texts.first().cloned().unwrap_or_default()),
            Make::Unquoted => {
                made.bare = Some(at);
                (None, (cells.texts.len() + old.matches(',').count()).to_string())
            }
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
            Make::Unclosed => {
                made.bare = Some(at);
                (Some(kind.column), format!("\"{old}"))
            }
            Make::Bare(edit) => {
                made.bare = Some(at);
                (Some(kind.column), edit(&old))
            }
            Make::Lost | Make::OtherSchool | Make::Stranger | Make::Semester | Make::District | Make::Made(_) | Make::Like(_) => {
                (Some(kind.column), planned.word.clone())
            }
            Make::Copied => (Some(kind.column), String::from_utf8(self.sound.clone()).ok().filter(|id| !id.is_empty())?),
        };
        if column.is_some() && !matches!(kind.make, Make::LostItem) {
            cells.texts[at] = std::mem::take(&mut value);
            value.clone_from(&cells.texts[at]);
        }
        let fault = self.fault(kind, column, value, place, cells);
        Some((fault, made))
    }

    fn fault(&self, kind: &FaultKind, column: Option<&'static str>, value: String, place: u64, cells: &Cells<'_>) -> Fault {
        Fault {
            kind: kind.kind,
            rule: kind.rule,
            file: kind.table.file(),
            row: place + 1,
            line: place + 2 + self.breaks,
            column,
            sourced_id: cells.texts.first().cloned().unwrap_or_default(),
            value,
        }
    }

    /// Tells a fault; that of a pair once both rows are written, as it stands at the later one.
    fn tell(&mut self, planned: &Planned, fault: Fault) {
        let is_pair = kind_at(planned.kind).twin.is_some();
        if !is_pair || !self.half.insert((planned.kind, planned.row)) {
            self.told.push(fault);
        }
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
