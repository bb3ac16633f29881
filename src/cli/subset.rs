//! `subset`: writes chosen rows and everything that they need as a package of their own.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::sources::{self, opened_paths};
use super::{Failure, progress};
use crate::check::{Input, Settings};
use crate::export::{write_parcel, write_whole};
use crate::job::Watch;
use crate::query::{self, Along, Query, Seed, Subset, Why};
use crate::report::look::{number, plain};
use crate::roster::Roster;
use crate::spec::Table;

/// What `subset` is asked.
#[derive(Debug, Args)]
pub(super) struct SubsetArguments {
    /// Zip, folder, CSV file, or the archive of a pull
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// A school with its people, classes, courses and enrollments, by its sourcedId; may be given several times
    #[arg(long, value_name = "ID", required_unless_present_any = ["class", "person", "where_"])]
    school: Vec<String>,
    /// A class with its enrollments and the people in them; may be given several times
    #[arg(long, value_name = "ID")]
    class: Vec<String>,
    /// People with their enrollments
    #[arg(long, value_name = "ID", num_args = 1..)]
    person: Vec<String>,
    /// The rows of a file that pass this filter, such as 'grades is "09" and email is empty'
    #[arg(id = "where_", long = "where", value_name = "FILTER")]
    filter: Option<String>,
    /// The file that the filter is for
    #[arg(long, value_name = "FILE", default_value = "users.csv", value_parser = table)]
    of: Table,
    /// What goes along as well; may be given several times
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    with: Vec<More>,
    /// Leave guardians out: links to them lead nowhere then, and are told
    #[arg(long)]
    without_guardians: bool,
    /// The zip to write; without it, only what would be in it is told
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write why each row is in to this CSV file
    #[arg(long, value_name = "FILE")]
    reasons: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    replace: bool,
}

/// What goes along as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum More {
    /// demographics.csv of the people
    Demographics,
    /// Line items of the classes, and results of the people in them
    Gradebook,
    /// Which resources classes, courses and people use
    Resources,
}

fn table(text: &str) -> Result<Table, String> {
    let found = Table::from_file(text).or_else(|| Table::from_name(text)).filter(|table| *table != Table::Manifest);
    found.ok_or_else(|| "a file of the standard such as users.csv is expected".to_owned())
}

/// 0: it is written.
pub(super) fn run(arguments: &SubsetArguments) -> Result<ExitCode, Failure> {
    let watch = Watch::new();
    let with = |more: More| arguments.with.contains(&more);
    let along = Along {
        guardians: !arguments.without_guardians,
        demographics: with(More::Demographics),
        gradebook: with(More::Gradebook),
        resources: with(More::Resources),
    };
    let (roster, subset) = progress::with_bar(&watch, || {
        let roster = sources::open(&arguments.path, &watch)?;
        let seeds = seeds(arguments, &roster, &watch)?;
        let subset = query::subset(&roster, &seeds, &along, &watch).unwrap_or_default();
        let opened = opened_paths(&[&roster]);
        if let Some(path) = &arguments.out {
            write_parcel(&subset.parcel(&roster), arguments.replace, &opened, path, &watch)?;
        }
        if let Some(path) = &arguments.reasons {
            write_whole(path, arguments.replace, &opened, &watch, |out| write_reasons(&subset, &roster, out))?;
        }
        Ok::<_, Failure>((roster, subset))
    })?;
    let mut out = BufWriter::new(stdout().lock());
    // Whoever closed the other end of the pipe has read enough.
    drop(tell(arguments, &roster, &subset, &mut out).and_then(|()| out.flush()));
    Ok(ExitCode::SUCCESS)
}

fn seeds(arguments: &SubsetArguments, roster: &Roster, watch: &Watch) -> Result<Vec<Seed>, Failure> {
    let mut seeds = Vec::new();
    let chosen = [(Table::Orgs, &arguments.school), (Table::Classes, &arguments.class), (Table::Users, &arguments.person)];
    for (table, ids) in chosen {
        for id in ids {
            let row = roster.table(table).and_then(|data| data.find(id));
            let row = row.ok_or_else(|| Failure::NoSuchRow { what: table.singular(), id: id.clone(), path: arguments.path.clone() })?;
            seeds.push(seed(table, row));
        }
    }
    if let Some(line) = &arguments.filter {
        let filter = query::parse_filter(line).map_err(|error| Failure::Filter(error.to_string()))?;
        let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
        let settings = Settings::as_of(jiff::ZonedDateTime::now().date());
        let query = Query { filter, ..Query::default() };
        let order = query::order(&input, &settings, arguments.of, &query, watch).map_err(|error| Failure::Filter(error.to_string()))?;
        seeds.extend((0..order.len()).filter_map(|position| order.row(position)).map(|row| seed(arguments.of, row)));
    }
    Ok(seeds)
}

const fn seed(table: Table, row: u32) -> Seed {
    match table {
        Table::Orgs => Seed::School(row),
        Table::Classes => Seed::Class(row),
        Table::Users => Seed::Person(row),
        _ => Seed::Row(table, row),
    }
}

fn tell(arguments: &SubsetArguments, roster: &Roster, subset: &Subset, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {} rows of {}", plain(&roster.package().name), number(subset.rows()), number(roster.data().rows()))?;
    for of in &subset.tables {
        writeln!(out, "  {}: {}", of.table.file(), number(of.rows.len().into()))?;
        let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
        for (_, why) in &of.reasons {
            let kind = match why {
                Why::Chosen => "chosen".to_owned(),
                Why::Of(table, _) => format!("belong to a row of {}", table.file()),
                Why::NeededBy(table, _, column) => format!("{column} of {} refers to them", table.file()),
                Why::SameId(_) => "have a sourcedId that is in".to_owned(),
                Why::SchoolNeeded => "as a package needs a school".to_owned(),
            };
            *kinds.entry(kind).or_default() += 1;
        }
        kinds.iter().try_for_each(|(kind, count)| writeln!(out, "    {} {kind}", number(*count)))?;
    }
    let (left_out, broken): (Vec<_>, Vec<_>) = subset.open.iter().partition(|link| link.is_left_out);
    if !left_out.is_empty() {
        writeln!(out, "Links to guardians who were left out: {}", number(left_out.len() as u64))?;
    }
    if !broken.is_empty() {
        writeln!(out, "Links that lead nowhere in the source either, kept as they are: {}", number(broken.len() as u64))?;
    }
    for link in broken.iter().take(20) {
        let line = roster.table(link.table).map_or(0, |data| data.line(link.row));
        writeln!(out, "  {} line {line}: {} leads to {}", link.table.file(), link.column, plain(&link.id))?;
    }
    match &arguments.out {
        Some(path) => writeln!(out, "Saved as {}", path.display()),
        None => writeln!(out, "Nothing was written; --out FILE writes the package."),
    }
}

fn write_reasons(subset: &Subset, roster: &Roster, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    rows.write_record(["file", "sourcedId", "line", "why"])?;
    for of in &subset.tables {
        let Some(data) = roster.table(of.table) else { continue };
        for &(row, why) in &of.reasons {
            rows.write_record([of.table.file(), &data.sourced_id(row), &data.line(row).to_string(), &why.words(roster)])?;
        }
    }
    rows.flush()
}
