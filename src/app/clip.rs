//! Rows as text for the clipboard: tab-separated, CSV, JSON or Markdown, with the exact text of each cell, secrets left out.

use crate::job::Watch;
use crate::query::RowOrder;
use crate::roster::Roster;
use crate::spec::{Privacy, Table};
use crate::store::{Column, TableData};

/// How rows are written on the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClipFormat {
    /// Tabs between cells, for spreadsheets.
    #[default]
    Tabs,
    /// Commas between cells, quoted by RFC 4180.
    Csv,
    /// A list of objects with the headers as names.
    Json,
    /// A table of Markdown.
    Markdown,
}

impl ClipFormat {
    /// Every format, in the order of menus.
    pub const ALL: [Self; 4] = [Self::Tabs, Self::Csv, Self::Json, Self::Markdown];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tabs => "TSV",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
        }
    }
}

/// Which cells go on the clipboard, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClipAsk {
    /// The first position of the view.
    pub first: u32,
    /// The last position of the view.
    pub last: u32,
    /// The columns by their place in the table, in order.
    pub columns: Vec<u16>,
    /// How they are written.
    pub format: ClipFormat,
    /// With the names of the columns. JSON and Markdown always have them.
    pub header: bool,
}

impl ClipAsk {
    /// How many rows.
    pub const fn rows(&self) -> u64 {
        self.last as u64 - self.first as u64 + 1
    }

    /// More cells than this are written beside the frames.
    const AT_ONCE: u64 = 20_000;

    /// True if writing it takes no longer than a frame may.
    pub const fn is_small(&self) -> bool {
        self.rows() * self.columns.len() as u64 <= Self::AT_ONCE
    }
}

/// More bytes are not put on the clipboard: other programs choke on them, and a file is the better way.
pub const MOST_BYTES: usize = 200 << 20;

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoClip {
    /// It is more than a clipboard can bear; this many rows would have fitted.
    TooMuch(u64),
    /// It was stopped, or the table is gone.
    Stopped,
}

/// True for columns whose content is never shown and never copied.
pub fn is_secret(column: &Column) -> bool {
    column.spec().is_some_and(|spec| spec.privacy == Privacy::Secret)
}

/// The exact text of a cell; `None` for a secret.
pub fn cell_text(data: &TableData, row: u32, column: usize) -> Option<String> {
    let of = data.columns().get(column)?;
    (!is_secret(of)).then(|| of.text(row).into_string())
}

/// The rows as text.
pub fn text(roster: &Roster, table: Table, order: &RowOrder, ask: &ClipAsk, watch: &Watch) -> Result<String, NoClip> {
    let data = roster.table(table).ok_or(NoClip::Stopped)?;
    let columns: Vec<&Column> = ask.columns.iter().filter_map(|&column| Some(&**data.columns().get(usize::from(column))?)).collect();
    watch.doing(format!("Copying rows of {}", table.name()));
    watch.set_total(ask.rows());
    let mut out = String::new();
    head(&mut out, &columns, ask);
    for (count, position) in (0_u64..).zip(ask.first..=ask.last) {
        if count % 4096 == 0 {
            if watch.is_cancelled() {
                return Err(NoClip::Stopped);
            }
            if out.len() > MOST_BYTES {
                return Err(NoClip::TooMuch(count));
            }
            watch.add(if count == 0 { 0 } else { 4096 });
        }
        if let Some(row) = order.row(position).filter(|row| *row < data.rows()) {
            one_row(&mut out, &columns, row, ask.format, count == 0);
        }
    }
    if ask.format == ClipFormat::Json {
        out.push_str(if out.len() > 1 { "\n]\n" } else { "]\n" });
    }
    Ok(out)
}

fn head(out: &mut String, columns: &[&Column], ask: &ClipAsk) {
    let names = columns.iter().map(|column| column.name());
    match ask.format {
        ClipFormat::Tabs if ask.header => line(out, names, tabs),
        ClipFormat::Csv if ask.header => line(out, names, commas),
        ClipFormat::Tabs | ClipFormat::Csv => {}
        ClipFormat::Json => out.push('['),
        ClipFormat::Markdown => {
            line(out, names, pipes);
            out.push_str(&"| --- ".repeat(columns.len()));
            out.push_str("|\n");
        }
    }
}

fn one_row(out: &mut String, columns: &[&Column], row: u32, format: ClipFormat, first: bool) {
    let texts = columns.iter().map(|column| if is_secret(column) { String::new() } else { column.text(row).into_string() });
    match format {
        ClipFormat::Tabs => line(out, texts, tabs),
        ClipFormat::Csv => line(out, texts, commas),
        ClipFormat::Markdown => line(out, texts, pipes),
        ClipFormat::Json => {
            out.push_str(if first { "\n  {" } else { ",\n  {" });
            for (at, (column, text)) in columns.iter().zip(texts).enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                out.push_str(&serde_json::Value::from(column.name()).to_string());
                out.push_str(": ");
                out.push_str(&serde_json::Value::from(text).to_string());
            }
            out.push('}');
        }
    }
}

/// One cell in the words of a format; `None` = the end of the line.
type Put = fn(&mut String, Option<&str>, bool);

fn line<T: AsRef<str>>(out: &mut String, cells: impl Iterator<Item = T>, put: Put) {
    let mut first = true;
    for cell in cells {
        put(out, Some(cell.as_ref()), first);
        first = false;
    }
    put(out, None, first);
}

/// Spreadsheets take a quoted cell for one cell even if it holds a tab or a line break.
fn tabs(out: &mut String, cell: Option<&str>, first: bool) {
    let Some(cell) = cell else { return out.push('\n') };
    out.push_str(if first { "" } else { "\t" });
    quoted(out, cell, cell.contains(['\t', '\n', '\r']) || cell.starts_with('"'));
}

fn commas(out: &mut String, cell: Option<&str>, first: bool) {
    let Some(cell) = cell else { return out.push_str("\r\n") };
    out.push_str(if first { "" } else { "," });
    quoted(out, cell, cell.contains([',', '"', '\n', '\r']));
}

fn quoted(out: &mut String, cell: &str, quote: bool) {
    if quote {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

fn pipes(out: &mut String, cell: Option<&str>, _: bool) {
    let Some(cell) = cell else { return out.push_str("|\n") };
    out.push_str("| ");
    for letter in cell.chars() {
        match letter {
            '|' => out.push_str("\\|"),
            '\n' => out.push_str("<br>"),
            '\r' => {}
            letter => out.push(letter),
        }
    }
    out.push(' ');
}

#[cfg(test)]
mod tests {
    use super::{commas, line, pipes, tabs};

    fn of(cells: &[&str], put: super::Put) -> String {
        let mut out = String::new();
        line(&mut out, cells.iter(), put);
        out
    }

    #[test]
    fn cells_with_tabs_and_line_breaks_stay_one_cell() {
        assert_eq!(of(&["a\tb", "c"], tabs), "\"a\tb\"\tc\n");
        assert_eq!(of(&["two\nlines \"x\""], tabs), "\"two\nlines \"\"x\"\"\"\n");
        assert_eq!(of(&["5\" pipe"], tabs), "5\" pipe\n");
        assert_eq!(of(&["\"x"], tabs), "\"\"\"x\"\n");
    }

    #[test]
    fn other_formats_keep_their_own_signs() {
        assert_eq!(of(&["a,b", "5\" pipe", ""], commas), "\"a,b\",\"5\"\" pipe\",\r\n");
        assert_eq!(of(&["a|b", "two\r\nlines"], pipes), "| a\\|b | two<br>lines |\n");
    }
}
