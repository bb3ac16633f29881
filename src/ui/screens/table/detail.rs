//! What the detail pane shows about one row: findings first, then fields, where it points, who points at it.

use crate::check::{Findings, Input, Level, Spot};
use crate::read::TextEncoding;
use crate::roster::{Roster, Stage};
use crate::spec::Table;
use crate::store::{Column, TableData};

use super::cell::{Cell, Cells, Reference, Shown};
use super::data::column_name;
use crate::app::is_secret;

/// One row in the detail pane.
#[derive(Debug)]
pub struct Detail<'a> {
    /// What the row is, such as "Enrollment".
    pub title: String,
    /// Its sourcedId.
    pub id: String,
    /// What was found in it, the worst first.
    pub findings: Vec<DetailFinding>,
    /// How many cells are filled, and how many there are.
    pub filled: (usize, usize),
    /// Every cell but the references that are filled.
    pub fields: Vec<Field<'a>>,
    /// Where it points.
    pub points_to: Vec<Pointer>,
    /// Who points at it; empty until the roster is whole.
    pub referenced_by: Vec<Referrer>,
    /// False until it is known who points at it.
    pub relations_known: bool,
    /// The physical line where it starts.
    pub line: u64,
    /// The record, 1 = the first after the header.
    pub record: u64,
    /// How the text of the file is written.
    pub encoding: Option<TextEncoding>,
    /// The byte between cells.
    pub delimiter: u8,
    /// Columns that are not shown in the source line either.
    pub secret: Vec<u16>,
}

/// One finding of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailFinding {
    /// How much it matters.
    pub level: Level,
    /// The defect in a few words.
    pub short: &'static str,
    /// What is wrong.
    pub title: String,
    /// Why it matters.
    pub why: &'static str,
    /// The rule's name.
    pub code: &'static str,
    /// The column that it is about.
    pub column: Option<u16>,
}

/// One cell with its label.
#[derive(Debug)]
pub struct Field<'a> {
    /// The place of the column in the table.
    pub column: u16,
    /// The name in words; the header's name where the standard has no words for it.
    pub label: String,
    /// The header's name.
    pub name: String,
    /// What stands in it.
    pub cell: Cell<'a>,
}

/// One reference of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The name of the reference in words.
    pub label: String,
    /// Where it leads.
    pub reference: Reference,
}

/// Rows of one column that point at this row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referrer {
    /// The table that they stand in.
    pub from: Table,
    /// The column that points.
    pub column: &'static str,
    /// The same in words.
    pub label: &'static str,
    /// How many.
    pub count: usize,
    /// The first of them.
    pub first: u32,
}

/// Most references of one row that are listed.
const MOST_POINTERS: usize = 40;

/// What the pane shows about a row; `None` if there is no such row.
pub fn detail<'a>(roster: &'a Roster, data: &'a TableData, findings: Option<&'a Findings>, row: u32) -> Option<Detail<'a>> {
    if row >= data.rows() {
        return None;
    }
    let mut detail = Detail {
        title: capitalized(data.table().singular()),
        id: data.sourced_id(row).into_string(),
        findings: row_findings(roster, data, findings, row),
        filled: (0, data.columns().len()),
        fields: Vec::new(),
        points_to: Vec::new(),
        referenced_by: Vec::new(),
        relations_known: roster.stage() == Stage::Whole,
        line: data.line(row),
        record: u64::from(row) + 1,
        encoding: data.form().map(|form| form.encoding),
        delimiter: data.form().map_or(b',', |form| form.delimiter),
        secret: (0_u16..).zip(data.columns()).filter(|(_, column)| is_secret(column)).map(|(number, _)| number).collect(),
    };
    let cells = Cells::new(roster, data, findings);
    for (number, column) in data.columns().iter().enumerate() {
        let cell = cells.cell(row, number);
        detail.filled.0 += usize::from(!matches!(cell.shown, Shown::Blank | Shown::Missing));
        let label = label(column, number);
        match cell.shown {
            Shown::Reference(reference) => detail.points_to.push(Pointer { label, reference }),
            Shown::References(all) => {
                let pointers = all.into_iter().map(|reference| Pointer { label: label.clone(), reference });
                detail.points_to.extend(pointers.take(MOST_POINTERS));
            }
            _ => detail.fields.push(Field { column: number as u16, label, name: column_name(column, number), cell }),
        }
    }
    if detail.relations_known {
        detail.referenced_by = referrers(roster, data.table(), row);
    }
    Some(detail)
}

fn row_findings(roster: &Roster, data: &TableData, findings: Option<&Findings>, row: u32) -> Vec<DetailFinding> {
    let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    let marks = findings.map_or(&[][..], |findings| findings.at(data.table(), row));
    let mut found: Vec<_> = marks
        .iter()
        .filter_map(|mark| {
            let (rule, table) = (mark.rule()?, data.table());
            let column = (mark.column != u16::MAX).then_some(mark.column);
            let spot = match column {
                Some(column) => Spot::Cell { table, row, column },
                None => Spot::Row { table, row },
            };
            let title = spot.describe(rule.message, None, &input).message;
            Some(DetailFinding { level: mark.level, short: rule.title, title, why: rule.why, code: rule.code, column })
        })
        .collect();
    found.sort_by_key(|finding| (std::cmp::Reverse(finding.level), finding.column));
    found
}

fn referrers(roster: &Roster, table: Table, row: u32) -> Vec<Referrer> {
    let relations = roster.relations();
    let referrer = |edge: crate::relate::Edge| {
        let rows = relations.ready(edge.from, edge.column)?.rows(row);
        let spec = roster.version().spec().table(edge.from)?.column(edge.column)?;
        Some(Referrer { from: edge.from, column: edge.column, label: spec.label, count: rows.len(), first: *rows.first()? })
    };
    relations.edges_to(table).filter_map(referrer).collect()
}

fn label(column: &Column, number: usize) -> String {
    column.spec().map_or_else(|| column_name(column, number), |spec| spec.label.to_owned())
}

/// "academic session" becomes "Academic session".
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl Detail<'_> {
    /// Columns with findings, for marking them in the source line.
    pub fn faulty_columns(&self) -> Vec<u16> {
        self.findings.iter().filter_map(|finding| finding.column).collect()
    }

    /// The pane as text, for tests.
    pub fn words(&self) -> String {
        let mut lines = vec![format!("{} {}", self.title, self.id)];
        lines.extend(self.findings.iter().map(|finding| format!("! {} ({})", finding.title, finding.code)));
        lines.push(format!("Fields, {} of {} filled", self.filled.0, self.filled.1));
        lines.extend(self.fields.iter().map(|field| format!("  {}: {}", field.label, field.cell.words())));
        lines.push("Points to".to_owned());
        lines.extend(self.points_to.iter().map(|pointer| {
            let Reference { name, id, .. } = &pointer.reference;
            format!("  {}: {name} {id} {}", pointer.label, pointer.reference.why()).trim_end().to_owned()
        }));
        lines.push("Referenced by".to_owned());
        lines.extend(self.referenced_by.iter().map(|by| format!("  {} {} ({})", by.count, by.from.name(), by.label)));
        lines.push(format!("Source line {}, record {}", self.line, self.record));
        lines.join("\n")
    }
}
