//! The district that a package is written from, and the cells that all its rows begin with.

use super::dice::{Dice, Roll};
use super::ids::{IdText, IdWriter};
use super::names::Names;
use super::plan::{Class, Plan};
use super::row::{Row, push_number};
use super::{Kind, Options};

const TIMES: u64 = 5;
const LEAVERS: u64 = 6;

/// Everything that rows follow from.
#[derive(Debug)]
pub(super) struct District {
    pub(super) options: Options,
    pub(super) plan: Plan,
    pub(super) names: Names,
    pub(super) ids: IdWriter,
}

/// The class that the row before was about: most rows are about the same.
#[derive(Debug, Default)]
pub(super) struct Memo(Option<Seat>);

/// A class and the ids that its rows repeat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub(super) class: Class,
    pub(super) class_id: IdText,
    pub(super) school_id: IdText,
}

impl Memo {
    /// The class at hand if `holds`, else the one that `find` finds.
    pub(super) fn seat(&mut self, district: &District, holds: impl Fn(&Class) -> bool, find: impl FnOnce() -> Class) -> Seat {
        if let Some(seat) = self.0.filter(|seat| holds(&seat.class)) {
            return seat;
        }
        let seat = district.seat(find());
        self.0 = Some(seat);
        seat
    }
}

impl District {
    pub(super) fn new(options: &Options) -> Self {
        let plan = Plan::new(options.students, options.school_size.max(1));
        let ids = IdWriter::new(options.ids, options.seed);
        Self { options: *options, plan, names: Names::new(), ids }
    }

    /// The dice of one purpose in this district.
    pub(super) fn dice(&self, purpose: u64) -> Dice {
        Dice::new(self.options.seed, purpose)
    }

    /// A class with the ids that its rows repeat.
    pub(super) fn seat(&self, class: Class) -> Seat {
        Seat { class, class_id: self.ids.id(Kind::Class, class.index), school_id: self.school_id(class.school) }
    }

    /// The sourcedId of a school.
    pub(super) fn school_id(&self, school: usize) -> IdText {
        self.ids.id(Kind::Org, super::plan::FIRST_SCHOOL_ORG + school as u64)
    }

    /// The first three cells: key, status and time, the latter two in a delta only.
    pub(super) fn head(&self, row: &mut Row, kind: Kind, index: u64, deleted: bool) {
        self.head_of(row, self.ids.id(kind, index), kind, index, deleted);
    }

    /// As `head`, with a key of another kind.
    pub(super) fn head_of(&self, row: &mut Row, id: IdText, kind: Kind, index: u64, deleted: bool) {
        row.id(id);
        if !self.options.delta {
            row.blank();
            row.blank();
            return;
        }
        row.plain(if deleted { b"tobedeleted" } else { b"active" });
        let mut roll = Roll(self.dice(TIMES).roll(((kind as u64) << 48) | index));
        row.made(|cell| {
            cell.extend_from_slice(b"2026-11-");
            push_number(cell, 1 + roll.below(21) as u64, 2);
            cell.push(b'T');
            push_number(cell, 5 + roll.below(15) as u64, 2);
            cell.push(b':');
            push_number(cell, roll.below(60) as u64, 2);
            cell.push(b':');
            push_number(cell, roll.below(60) as u64, 2);
            cell.push(b'.');
            push_number(cell, roll.below(1000) as u64, 3);
            cell.push(b'Z');
        });
    }

    /// True for the rows of a delta that say goodbye. Only kinds are asked about to which nothing refers,
    /// so that no row points at one that is to be deleted.
    pub(super) fn is_deleted(&self, kind: Kind, index: u64) -> bool {
        self.options.delta && Roll(self.dice(LEAVERS).roll(((kind as u64) << 48) | index)).percent(8)
    }
}
