//! The gradebook of a class: line items by category across, students down, the score of each.

use std::collections::HashMap;

use super::among::name_or_id;
use super::people::targets_of;
use crate::job::Watch;
use crate::relate::Relations;
use crate::spec::Table;
use crate::store::{Dataset, TableData};

/// Line items and students that are shown; a class that has more is no class.
const ITEMS: usize = 300;
const STUDENTS: usize = 2_000;
/// Results of one line item that are looked at.
const RESULTS: usize = 10_000;

/// The gradebook of a class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gradebook {
    /// Line items, those of one category side by side.
    pub items: Vec<Item>,
    /// Students by family name.
    pub students: Vec<Student>,
    /// Line items and students that are not shown.
    pub left_out: (u64, u64),
    /// Results whose student is not in `users.csv`.
    pub strays: u64,
    /// Results that are shown.
    pub results: u64,
}

/// One line item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its row in `lineItems.csv`.
    pub row: u32,
    /// Its title.
    pub title: String,
    /// The title of its category; blank if it has none.
    pub category: String,
    /// The weight of the category as it stands in the file.
    pub weight: String,
    /// The lowest and the highest possible score.
    pub range: (Option<f64>, Option<f64>),
    /// The highest possible score as it stands in the file.
    pub most: String,
    /// The day that it is due.
    pub due: String,
}

/// One student.
#[derive(Clone, Debug, PartialEq)]
pub struct Student {
    /// The row in `users.csv`.
    pub user: u32,
    /// The name.
    pub name: String,
    /// The sourcedId.
    pub id: String,
    /// False if only results say that they belong to the class.
    pub enrolled: bool,
    /// A score for each line item.
    pub scores: Vec<Option<Score>>,
}

/// One score.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Its row in `results.csv`.
    pub row: u32,
    /// The score as it stands in the file, else the text score.
    pub text: String,
    /// The score as a number.
    pub value: Option<f64>,
    /// What is to be said of it.
    pub state: State,
    /// Further results of the same student and line item.
    pub more: u32,
}

/// What is to be said of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It counts.
    Graded,
    /// Beyond what the line item allows.
    OutOfRange,
    /// Handed in late.
    Late,
    /// Not handed in.
    Missing,
    /// The student need not do it.
    Exempt,
    /// Not graded yet.
    Open,
}

impl State {
    /// The word for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Graded => "Graded",
            Self::OutOfRange => "Out of range",
            Self::Late => "Late",
            Self::Missing => "Missing",
            Self::Exempt => "Exempt",
            Self::Open => "Not graded",
        }
    }
}

impl Gradebook {
    /// Points reached and possible of a student, over what is graded and in range.
    pub fn average_of(&self, student: &Student) -> Option<f64> {
        let pairs = student.scores.iter().zip(&self.items).filter_map(|(score, item)| Some((counted(score.as_ref())?, item.range.1?)));
        let (reached, possible) = pairs.fold((0.0, 0.0), |sum, (score, most)| (sum.0 + score, sum.1 + most));
        (possible > 0.0).then(|| reached / possible * 100.0)
    }

    /// The mean score of a line item, over what is graded and in range.
    pub fn mean_of(&self, item: usize) -> Option<f64> {
        let scores: Vec<f64> = self.students.iter().filter_map(|student| counted(student.scores.get(item)?.as_ref())).collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
    }
}

/// The value of a score that counts in an average.
fn counted(score: Option<&Score>) -> Option<f64> {
    score.filter(|score| matches!(score.state, State::Graded | State::Late)).and_then(|score| score.value)
}

/// Gathers the gradebook of a class. Not for a frame.
pub(super) fn gradebook(data: &Dataset, relations: &Relations, class: u32, watch: &Watch) -> Gradebook {
    let mut book = Gradebook::default();
    let Some(line_items) = data.table(Table::LineItems) else { return book };
    let rows = relations.reverse(data, Table::LineItems, "classSourcedId").map_or(&[][..], |reverse| reverse.rows(class));
    book.left_out.0 = rows.len().saturating_sub(ITEMS) as u64;
    book.items = rows.iter().take(ITEMS).map(|&row| item(data, line_items, row)).collect();
    side_by_side(&mut book.items);
    students(data, relations, class, &mut book);
    let (Some(results), Some(reverse)) = (data.table(Table::Results), relations.reverse(data, Table::Results, "lineItemSourcedId")) else {
        return book;
    };
    let mut place: HashMap<u32, usize> = book.students.iter().enumerate().map(|(at, student)| (student.user, at)).collect();
    for at in 0..book.items.len() {
        if watch.is_cancelled() {
            break;
        }
        for &row in reverse.rows(book.items[at].row).iter().take(RESULTS) {
            let Some(user) = results.column("studentSourcedId").and_then(|column| column.target_row(row)) else {
                book.strays += 1;
                continue;
            };
            let Some(index) = place.get(&user).copied().or_else(|| stranger(data, user, &mut book, &mut place)) else { continue };
            book.results += 1;
            let score = score(results, row, book.items[at].range);
            match &mut book.students[index].scores[at] {
                Some(first) => first.more += 1,
                slot => *slot = Some(score),
            }
        }
    }
    book.students.sort_by_cached_key(|student| (!student.enrolled, family_first(data, student.user)));
    book
}

/// Somebody with results who is not enrolled.
fn stranger(data: &Dataset, user: u32, book: &mut Gradebook, place: &mut HashMap<u32, usize>) -> Option<usize> {
    if book.students.len() >= STUDENTS {
        book.left_out.1 += 1;
        return None;
    }
    let student = student(data, user, false, book.items.len())?;
    book.students.push(student);
    place.insert(user, book.students.len() - 1);
    Some(book.students.len() - 1)
}

fn item(data: &Dataset, line_items: &TableData, row: u32) -> Item {
    let text = |name: &str| line_items.text(row, name).into_string();
    let category = line_items.column("categorySourcedId").and_then(|column| column.target_row(row));
    let categories = data.table(Table::Categories);
    Item {
        row,
        title: name_or_id(line_items, row),
        category: category.zip(categories).map_or_else(String::new, |(row, categories)| name_or_id(categories, row)),
        weight: category.zip(categories).map_or_else(String::new, |(row, categories)| categories.text(row, "weight").into_string()),
        range: range(line_items, row),
        most: text("resultValueMax"),
        due: text("dueDate"),
    }
}

/// Items of one category side by side, categories in the order of their first item, items by due date.
fn side_by_side(items: &mut [Item]) {
    let mut order: Vec<String> = Vec::new();
    for item in items.iter() {
        if !order.contains(&item.category) {
            order.push(item.category.clone());
        }
    }
    // Items without a category stand last.
    let place = |item: &Item| (item.category.is_empty(), order.iter().position(|category| *category == item.category));
    items.sort_by_cached_key(|item| (place(item), item.due.clone(), item.row));
}

fn students(data: &Dataset, relations: &Relations, class: u32, book: &mut Gradebook) {
    let Some(enrollments) = data.table(Table::Enrollments) else { return };
    let rows = relations.reverse(data, Table::Enrollments, "classSourcedId").map_or(&[][..], |reverse| reverse.rows(class));
    let studies = rows.iter().filter(|&&row| &*enrollments.text(row, "role") == "student");
    let mut users = targets_of(enrollments.column("userSourcedId"), studies.copied());
    users.sort_unstable();
    users.dedup();
    book.left_out.1 = users.len().saturating_sub(STUDENTS) as u64;
    book.students = users.iter().take(STUDENTS).filter_map(|&user| student(data, user, true, book.items.len())).collect();
}

fn student(data: &Dataset, user: u32, enrolled: bool, items: usize) -> Option<Student> {
    let users = data.table(Table::Users)?;
    let (name, id) = (name_or_id(users, user), users.sourced_id(user).into_string());
    Some(Student { user, name, id, enrolled, scores: vec![None; items] })
}

fn family_first(data: &Dataset, user: u32) -> String {
    let part = |name: &str| data.table(Table::Users).map(|users| users.text(user, name).to_lowercase()).unwrap_or_default();
    format!("{}\u{1}{}", part("familyName"), part("givenName"))
}

/// The score of a row of `results.csv`, for a line item with this lowest and highest score.
pub fn score(results: &TableData, row: u32, range: (Option<f64>, Option<f64>)) -> Score {
    let text = results.text(row, "score").into_string();
    let value = number(&text);
    let text = if text.trim().is_empty() { results.text(row, "textScore").into_string() } else { text };
    let says = |name: &str| results.text(row, name).eq_ignore_ascii_case("true");
    let beyond = value.is_some_and(|value| range.1.is_some_and(|most| value > most) || range.0.is_some_and(|least| value < least));
    let state = match &*results.text(row, "scoreStatus") {
        "exempt" => State::Exempt,
        _ if says("missing") => State::Missing,
        "not submitted" if value.is_none() || value == Some(0.0) => State::Missing,
        _ if beyond => State::OutOfRange,
        _ if says("late") => State::Late,
        _ if text.trim().is_empty() => State::Open,
        _ => State::Graded,
    };
    Score { row, text, value, state, more: 0 }
}

/// The range of scores that a row of `lineItems.csv` allows, where it says so in numbers.
pub fn range(line_items: &TableData, row: u32) -> (Option<f64>, Option<f64>) {
    (number(&line_items.text(row, "resultValueMin")), number(&line_items.text(row, "resultValueMax")))
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|value| value.is_finite())
}
