//! The charts of the overview as plain data: students per grade and per school, enrollments per term.

use crate::query::{Among, Bar, Charts};
use crate::ui::number;

/// One chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPart {
    /// What is counted by what.
    pub title: &'static str,
    /// How it is drawn.
    pub form: Form,
    /// The header of the first column of its table.
    pub by: &'static str,
    /// What is counted, for one and for several.
    pub what: (&'static str, &'static str),
    /// The numbers.
    pub bars: Vec<BarRow>,
    /// What belongs nowhere, such as students without a grade.
    pub rest: Option<BarRow>,
    /// What to say where there is nothing to draw.
    pub none: &'static str,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Upright bars over their names.
    Columns,
    /// Names with a bar each, the longest first.
    Bars,
    /// Names with their days and a bar below.
    Terms,
}

/// One number of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarRow {
    /// What is counted.
    pub words: String,
    /// How many.
    pub count: u64,
    /// The share of all that are counted.
    pub share: String,
    /// First and last day of a term, in words.
    pub days: String,
    /// True for a term that the day of the checks lies in.
    pub now: bool,
    /// The rows behind it.
    pub rows: Among,
}

impl ChartPart {
    /// A number in full: "Grade 09, 612 students, 8.9 %".
    pub fn spoken(&self, row: &BarRow) -> String {
        let lead = if self.form == Form::Columns && matches!(row.rows, Among::StudentsIn(Some(_))) { "Grade " } else { "" };
        let days = if row.days.is_empty() { String::new() } else { format!(", {}", row.days) };
        format!("{lead}{}{days}, {}, {}", row.words, number::counted(row.count, self.what.0, self.what.1), row.share)
    }
}

/// The charts, as the day `as_of` sees them.
pub fn parts(charts: &Charts, as_of: &str) -> [ChartPart; 3] {
    let students = ("student", "students");
    let per_grade = split(&charts.grades, charts.students, as_of);
    let per_school = split(&charts.schools, charts.students, as_of);
    let most = charts.terms.iter().map(|term| term.count).max().unwrap_or(0);
    let per_term = split(&charts.terms, charts.enrollments.max(most), as_of);
    let part = |title, form, by, what, (bars, rest), none| ChartPart { title, form, by, what, bars, rest, none };
    [
        part("Students per grade", Form::Columns, "Grade", students, per_grade, "No students with a grade"),
        part("Students per school", Form::Bars, "School", students, per_school, "No students at a school"),
        part(
            "Enrollments per term",
            Form::Terms,
            "Academic session",
            ("enrollment", "enrollments"),
            per_term,
            "No enrollments in a class with a term",
        ),
    ]
}

fn split(bars: &[Bar], all: u64, as_of: &str) -> (Vec<BarRow>, Option<BarRow>) {
    let row = |bar: &Bar| {
        let (begin, end) = (bar.days.0.as_str(), bar.days.1.as_str());
        BarRow {
            words: bar.words.clone(),
            count: bar.count,
            share: number::percent(bar.count, all),
            days: if begin.is_empty() && end.is_empty() { String::new() } else { format!("{begin} – {end}") },
            now: !begin.is_empty() && !end.is_empty() && begin <= as_of && as_of <= end,
            rows: bar.rows.clone(),
        }
    };
    let nowhere = |bar: &&Bar| matches!(bar.rows, Among::StudentsAt(None) | Among::StudentsIn(None));
    (bars.iter().filter(|bar| !nowhere(bar)).map(row).collect(), bars.iter().find(nowhere).map(row))
}
