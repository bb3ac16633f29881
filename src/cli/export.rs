//! `export`: writes a roster, a table of it or filtered rows in another form.

use std::io::{self, BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::sources::{self, opened_paths};
use super::{Failure, progress};
use crate::check::{Input, Settings};
use crate::export::{self, Form, FormOptions, FormPart, FormWritten, day_of_source, name_of_source, parts_of, write_form};
use crate::job::Watch;
use crate::query::{self, Query};
use crate::report::look::{number, plain};
use crate::roster::Roster;
use crate::spec::Table;

/// What `export` is asked.
#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// Zip, folder, CSV file, or the archive of a pull
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The form
    #[arg(id = "as_", long = "as", value_enum, value_name = "FORM")]
    form: AsForm,
    /// The file to write; for Parquet, and for CSV and NDJSON of a whole roster, the folder
    #[arg(long, value_name = "OUT")]
    out: PathBuf,
    /// One file of the package, such as users.csv; without it, all of them
    #[arg(long, value_name = "FILE", value_parser = table)]
    table: Option<Table>,
    /// The rows of the table that pass this filter, such as 'grades is "09" and email is empty'; the table is users.csv unless
    /// --table says otherwise
    #[arg(id = "where_", long = "where", value_name = "FILTER")]
    filter: Option<String>,
    /// CSV: begin with the bytes that tell some spreadsheets that the text is UTF-8
    #[arg(long)]
    bom: bool,
    /// CSV: put an apostrophe before what a spreadsheet could take for a formula
    #[arg(long)]
    safe_for_spreadsheets: bool,
    /// Parquet: the name of the source [default: the name of what is opened]
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Parquet: the day of the source [default: the day of its last change, UTC]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Replace what was written there before
    #[arg(long)]
    overwrite: bool,
}

/// The form on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AsForm {
    /// Text, one file a table
    Csv,
    /// A workbook, every cell text
    Xlsx,
    /// One document in the REST shape
    Json,
    /// One object a line in the REST shape
    Ndjson,
    /// Typed columns, partitioned by source and date
    Parquet,
    /// A database, every column text
    Sqlite,
}

impl AsForm {
    const fn form(self) -> Form {
        match self {
            Self::Csv => Form::Csv,
            Self::Xlsx => Form::Xlsx,
            Self::Json => Form::Json,
            Self::Ndjson => Form::Ndjson,
            Self::Parquet => Form::Parquet,
            Self::Sqlite => Form::Sqlite,
        }
    }
}

fn table(text: &str) -> Result<Table, String> {
    let found = Table::from_file(text).or_else(|| Table::from_name(text));
    found.ok_or_else(|| "a file of the standard such as users.csv is expected".to_owned())
}

/// 0: it is written.
pub(super) fn run(arguments: &ExportArguments) -> Result<ExitCode, Failure> {
    let form = arguments.form.form();
    let csv = [(arguments.bom, "bom"), (arguments.safe_for_spreadsheets, "safe-for-spreadsheets")];
    let parquet = [(arguments.source.is_some(), "source"), (arguments.date.is_some(), "date")];
    for (given, option) in csv.into_iter().filter(|_| form != Form::Csv) {
        if given {
            return Err(Failure::OtherForm { option, form: "csv" });
        }
    }
    for (given, option) in parquet.into_iter().filter(|_| form != Form::Parquet) {
        if given {
            return Err(Failure::OtherForm { option, form: "parquet" });
        }
    }
    let watch = Watch::new();
    let (roster, parts, written) = progress::with_bar(&watch, || {
        let roster = sources::open(&arguments.path, &watch)?;
        let parts = parts(arguments, &roster, &watch)?;
        let options = FormOptions {
            form,
            whole: arguments.table.is_none() && arguments.filter.is_none(),
            bom: arguments.bom,
            safe: arguments.safe_for_spreadsheets,
            replace: arguments.overwrite,
            opened: opened_paths(&[&roster]),
            source: arguments.source.clone().unwrap_or_else(|| name_of_source(&roster)),
            date: arguments.date.unwrap_or_else(|| day_of_source(&roster)),
        };
        let written = write_form(&roster, &parts, &options, &arguments.out, &watch)?;
        Ok::<_, Failure>((roster, parts, written))
    })?;
    let mut out = BufWriter::new(stdout().lock());
    // Whoever closed the other end of the pipe has read enough.
    drop(tell(&roster, &parts, form, &written, &mut out).and_then(|()| out.flush()));
    Ok(ExitCode::SUCCESS)
}

fn parts(arguments: &ExportArguments, roster: &Roster, watch: &Watch) -> Result<Vec<FormPart>, Failure> {
    let Some(table) = arguments.table.or_else(|| arguments.filter.as_ref().map(|_| Table::Users)) else {
        return Ok(parts_of(roster, &Table::ALL));
    };
    let mut parts = parts_of(roster, &[table]);
    if parts.is_empty() {
        return Err(Failure::NoTable { file: table.file(), path: arguments.path.clone() });
    }
    if let Some(line) = &arguments.filter {
        let filter = query::parse_filter(line).map_err(|error| Failure::Filter(error.to_string()))?;
        let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
        let settings = Settings::as_of(jiff::ZonedDateTime::now().date());
        let query = Query { filter, ..Query::default() };
        let order = query::order(&input, &settings, table, &query, watch).map_err(|error| Failure::Filter(error.to_string()))?;
        parts.iter_mut().for_each(|part| part.rows = Arc::clone(&order));
    }
    Ok(parts)
}

fn tell(roster: &Roster, parts: &[FormPart], form: Form, written: &FormWritten, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} as {}: {} rows", plain(&roster.package().name), form.name(), number(written.rows()))?;
    for (table, rows) in &written.tables {
        writeln!(out, "  {}: {}", table.file(), number(u64::from(*rows)))?;
    }
    let personal = export::personal(roster, parts);
    if personal.students + personal.others > 0 {
        writeln!(out, "It holds data of {} students and {} other people.", number(personal.students), number(personal.others))?;
    }
    written.notes.iter().try_for_each(|note| writeln!(out, "{note}."))?;
    writeln!(out, "Saved as {}, {}", written.path.display(), size(written.bytes))
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
