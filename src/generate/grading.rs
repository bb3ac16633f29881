//! The gradebook: categories of a school, four line items in each graded class, a result for each student and line
//! item, and in 1.2 a score scale and learning objectives in one class of each school.

use super::Kind;
use super::curriculum::{Day, FIRST_PERIOD};
use super::dice::Roll;
use super::district::{District, Memo, Seat};
use super::plan::LINE_ITEMS;
use super::row::{Row, push_number};

const SCORES: u64 = 21;
const LETTERS: [(u64, &str); 5] = [(90, "A"), (80, "B"), (70, "C"), (60, "D"), (0, "F")];

/// A category with its weight in percent, and the line item that a class has in it.
struct Item {
    category: &'static str,
    weight: u64,
    title: &'static str,
    assigned: Day,
    due: Day,
    period: u64,
    most: u64,
}

const ITEMS: [Item; LINE_ITEMS as usize] = [
    Item { category: "Homework", weight: 20, title: "Homework 1", assigned: (2026, 9, 8), due: (2026, 9, 15), period: 0, most: 10 },
    Item { category: "Quizzes", weight: 25, title: "Quiz, weeks 1 to 5", assigned: (2026, 10, 2), due: (2026, 10, 2), period: 0, most: 20 },
    Item { category: "Tests", weight: 40, title: "Unit test", assigned: (2026, 10, 15), due: (2026, 10, 16), period: 0, most: 100 },
    Item { category: "Projects", weight: 15, title: "Fall project", assigned: (2026, 10, 27), due: (2026, 11, 13), period: 1, most: 50 },
];

/// What the weights of a class add up to if nothing is in its first category.
pub(super) const WEIGHT_WITHOUT_FIRST: u64 = 100 - ITEMS[0].weight;

/// What became of one student's work.
struct Outcome {
    status: &'static str,
    /// In tenths; `None` where nothing was graded.
    score: Option<u64>,
    late: bool,
}

impl District {
    pub(super) fn category_count(&self) -> u64 {
        self.plan.schools.len() as u64 * LINE_ITEMS
    }

    pub(super) fn category(&self, index: u64, row: &mut Row) {
        let item = &ITEMS[(index % LINE_ITEMS) as usize];
        self.head(row, Kind::Category, index, false);
        row.text(item.category);
        if self.is_1_2() {
            row.number(item.weight);
        }
    }

    pub(super) fn line_item(&self, index: u64, memo: &mut Memo, row: &mut Row) {
        let seat = memo.seat(
            self,
            |class| (class.first_line_item..class.first_line_item + class.line_items()).contains(&index),
            || self.plan.class_of_line_item(index),
        );
        let place = index - seat.class.first_line_item;
        let item = &ITEMS[place as usize];
        self.head(row, Kind::LineItem, index, false);
        row.text(item.title);
        row.text(if place == 3 { "Topic by choice, handed in as text or video" } else { "" });
        row.date(item.assigned);
        row.date(item.due);
        row.id(seat.class_id);
        row.id(self.ids.id(Kind::Category, seat.class.school as u64 * LINE_ITEMS + place));
        row.id(self.ids.id(Kind::Session, FIRST_PERIOD + item.period));
        row.text("0");
        row.number(item.most);
        if self.is_1_2() {
            row.id(seat.school_id);
        }
    }

    fn outcome(&self, index: u64, most: u64) -> Outcome {
        let mut roll = Roll(self.dice(SCORES).roll(index));
        let luck = roll.below(100);
        let percent = 100 - (roll.below(48) * roll.below(48) / 48) as u64;
        let score = most * percent / 10;
        let late = roll.percent(6);
        match luck {
            0..3 => Outcome { status: "exempt", score: None, late: false },
            3..7 => Outcome { status: "not submitted", score: None, late },
            7..9 => Outcome { status: "submitted", score: None, late },
            9 => Outcome { status: "partially graded", score: Some(score / 2), late },
            _ => Outcome { status: "fully graded", score: Some(score), late },
        }
    }

    pub(super) fn result(&self, index: u64, memo: &mut Memo, row: &mut Row) {
        let seat = memo.seat(
            self,
            |class| (class.first_result..class.first_result + class.members * class.line_items()).contains(&index),
            || self.plan.class_of_result(index),
        );
        let class = &seat.class;
        let within = index - class.first_result;
        let (place, member) = (within / class.members, within % class.members);
        let item = &ITEMS[place as usize];
        let outcome = self.outcome(index, item.most);
        self.head(row, Kind::Result, index, self.is_deleted(Kind::Result, index));
        row.id(self.ids.id(Kind::LineItem, class.first_line_item + place));
        row.id(self.ids.id(Kind::User, self.plan.staff + self.plan.member(class, member)));
        row.text(outcome.status);
        match outcome.score {
            Some(score) => row.made(|cell| push_tenths(cell, score)),
            None if self.is_1_2() => row.blank(),
            None => row.text("0"),
        }
        let (year, month, day) = item.due;
        row.date((year, month, day + 3));
        row.text(if index.is_multiple_of(53) { "Well argued, with sources" } else { "" });
        if self.is_1_2() {
            self.result_tail(&seat, &outcome, item.most, row);
        }
    }

    /// The columns that 1.2 added to results.
    fn result_tail(&self, seat: &Seat, outcome: &Outcome, most: u64, row: &mut Row) {
        let scaled = self.plan.scaled_class(seat.class.school).index == seat.class.index;
        match outcome.score.filter(|_| scaled) {
            Some(score) => row.text(letter(score, most)),
            None => row.blank(),
        }
        row.id(seat.class_id);
        row.truth(outcome.status == "submitted");
        row.truth(outcome.status == "partially graded");
        row.truth(outcome.late);
        row.truth(outcome.status == "not submitted");
    }

    pub(super) fn scaled_count(&self) -> u64 {
        self.plan.scaled.last().copied().unwrap_or(0)
    }

    pub(super) fn score_scale(&self, school: u64, row: &mut Row) {
        let seat = self.seat(self.plan.scaled_class(school as usize));
        self.head(row, Kind::ScoreScale, school, false);
        row.text("Letter grades");
        row.text("ordinal");
        row.id(seat.school_id);
        row.id(self.ids.id(Kind::Course, (seat.class.cohort * super::curriculum::SLOTS + seat.class.slot) as u64));
        row.id(seat.class_id);
        row.text("{90-100:A},{80-89:B},{70-79:C},{60-69:D},{0-59:F}");
    }

    pub(super) fn line_item_score_scale(&self, school: u64, row: &mut Row) {
        let class = self.plan.scaled_class(school as usize);
        self.head(row, Kind::LineItemScoreScale, school, false);
        row.blank();
        row.id(self.ids.id(Kind::LineItem, class.first_line_item));
        row.id(self.ids.id(Kind::ScoreScale, school));
    }

    pub(super) fn line_item_objective(&self, school: u64, row: &mut Row) {
        let class = self.plan.scaled_class(school as usize);
        self.head(row, Kind::LineItemObjective, school, false);
        row.id(self.ids.id(Kind::LineItem, class.first_line_item));
        self.objective(school, row);
    }

    /// A learning objective, known by the URN of a UUID.
    fn objective(&self, number: u64, row: &mut Row) {
        row.text("case");
        row.made(|cell| {
            cell.extend_from_slice(b"urn:uuid:");
            cell.extend_from_slice(self.ids.uuid(Kind::Objective, number).bytes());
        });
    }

    /// The result that the row `index` of the two files about scaled results is about, and its school.
    fn scaled_result(&self, index: u64) -> (u64, usize) {
        let school = self.plan.scaled.partition_point(|&start| start <= index) - 1;
        (self.plan.scaled_class(school).first_result + index - self.plan.scaled[school], school)
    }

    pub(super) fn result_score_scale(&self, index: u64, row: &mut Row) {
        let (result, school) = self.scaled_result(index);
        self.head(row, Kind::ResultScoreScale, index, self.is_deleted(Kind::Result, result));
        row.blank();
        row.id(self.ids.id(Kind::Result, result));
        row.id(self.ids.id(Kind::ScoreScale, school as u64));
    }

    pub(super) fn result_objective(&self, index: u64, row: &mut Row) {
        let (result, school) = self.scaled_result(index);
        self.head(row, Kind::ResultObjective, index, self.is_deleted(Kind::Result, result));
        row.id(self.ids.id(Kind::Result, result));
        self.objective(school as u64, row);
        let most = ITEMS[0].most;
        match self.outcome(result, most).score {
            Some(score) => {
                row.made(|cell| push_tenths(cell, score));
                row.text(letter(score, most));
            }
            None => {
                row.blank();
                row.blank();
            }
        }
    }
}

fn letter(tenths: u64, most: u64) -> &'static str {
    let percent = tenths * 10 / most;
    LETTERS.into_iter().find(|&(least, _)| percent >= least).map_or("F", |(_, letter)| letter)
}

fn push_tenths(cell: &mut Vec<u8>, tenths: u64) {
    push_number(cell, tenths / 10, 1);
    if !tenths.is_multiple_of(10) {
        cell.push(b'.');
        push_number(cell, tenths % 10, 1);
    }
}
