//! `apply`: makes a bulk set of a base and deltas, and says what each row of them does.

use std::io::{self, BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::sources::{self, opened_paths};
use super::{Failure, progress};
use crate::compare::{self, Applied, Effect, RowOf};
use crate::export::write_parcel;
use crate::job::Watch;
use crate::report::look::{number, plain};
use crate::roster::Roster;
use crate::spec::Table;

/// What `apply` is asked.
#[derive(Debug, Args)]
pub(super) struct ApplyArguments {
    /// The bulk set
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// The deltas, in their order
    #[arg(value_name = "DELTA", required = true)]
    deltas: Vec<PathBuf>,
    /// The zip to write; without it, only what would come of it is told
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    replace: bool,
    /// Form of what is told
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Rows told for each file and effect; 0 = all. Counts are always exact [default: text 5, JSON 1000]
    #[arg(long, value_name = "N")]
    max_rows: Option<usize>,
}

/// Form of what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// 0: it is written.
pub(super) fn run(arguments: &ApplyArguments) -> Result<ExitCode, Failure> {
    let watch = Watch::new();
    let (rosters, applied) = progress::with_bar(&watch, || {
        let base = sources::open_whole(&arguments.base, &watch)?;
        let mut rosters = vec![base];
        for path in &arguments.deltas {
            rosters.push(sources::open(path, &watch)?);
        }
        let deltas: Vec<&Roster> = rosters[1..].iter().map(|roster| &**roster).collect();
        let applied = compare::apply(&rosters[0], &deltas, &watch).unwrap_or_default();
        if let Some(path) = &arguments.out {
            let all: Vec<&Roster> = rosters.iter().map(|roster| &**roster).collect();
            write_parcel(&applied.parcel(&rosters[0], &deltas), arguments.replace, &opened_paths(&all), path, &watch)?;
        }
        Ok::<_, Failure>((rosters, applied))
    })?;
    let all: Vec<&Roster> = rosters.iter().map(|roster| &**roster).collect();
    let told = Told { rosters: all, applied: &applied, arguments };
    let mut out = BufWriter::new(stdout().lock());
    let done = match arguments.format {
        Format::Text => told.text(&mut out),
        Format::Json => told.json(&mut out),
    };
    // Whoever closed the other end of the pipe has read enough.
    drop(done.and_then(|()| out.flush()));
    Ok(ExitCode::SUCCESS)
}

struct Told<'a> {
    rosters: Vec<&'a Roster>,
    applied: &'a Applied,
    arguments: &'a ApplyArguments,
}

impl Told<'_> {
    fn most(&self, usual: usize) -> usize {
        self.arguments.max_rows.map_or(usual, |rows| if rows == 0 { usize::MAX } else { rows })
    }

    fn id(&self, table: Table, of: RowOf) -> String {
        let data = self.rosters.get(usize::from(of.roster)).and_then(|roster| roster.table(table));
        data.map(|data| data.sourced_id(of.row).into_string()).unwrap_or_default()
    }

    /// The name of the package and the line in it.
    fn place(&self, table: Table, of: RowOf) -> (String, u64) {
        let Some(roster) = self.rosters.get(usize::from(of.roster)) else { return (String::new(), 0) };
        (roster.package().name.clone(), roster.table(table).map_or(0, |data| data.line(of.row)))
    }

    fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        for of in &self.applied.tables {
            writeln!(out, "{}: {} rows", of.table.file(), number(of.rows.len() as u64))?;
            for effect in Effect::ALL {
                let rows = || of.effects.iter().filter(move |(_, found)| *found == effect);
                if rows().next().is_some() {
                    writeln!(out, "  {} {}", number(rows().count() as u64), effect.words())?;
                }
                for &(row, _) in rows().take(self.most(5)) {
                    let (package, line) = self.place(of.table, row);
                    writeln!(out, "    {} line {line}: {}", plain(&package), plain(&self.id(of.table, row)))?;
                }
            }
            if of.replaced > 0 {
                writeln!(out, "  {} gone, as a later package has the whole file without them", number(of.replaced.into()))?;
            }
        }
        if !self.applied.conflicts.is_empty() {
            writeln!(out, "Against the order: {}", number(self.applied.conflicts.len() as u64))?;
        }
        for conflict in self.applied.conflicts.iter().take(self.most(20)) {
            let (package, line) = self.place(conflict.table, conflict.row);
            let (file, id) = (conflict.table.file(), plain(&conflict.id));
            writeln!(out, "  {} {file} line {line}, {id}: {}", plain(&package), conflict.kind.words())?;
        }
        if !self.applied.broken.is_empty() {
            writeln!(out, "Links that lead nowhere: {}", number(self.applied.broken.len() as u64))?;
        }
        for link in self.applied.broken.iter().take(self.most(20)) {
            let (package, line) = self.place(link.table, link.row);
            let (file, id) = (link.table.file(), plain(&link.id));
            writeln!(out, "  {} {file} line {line}: {} leads to {id}", plain(&package), link.column)?;
        }
        match &self.arguments.out {
            Some(path) => writeln!(out, "Saved as {}", path.display()),
            None => writeln!(out, "Nothing was written; --out FILE writes the result."),
        }
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let most = self.most(1000);
        let files = self.applied.tables.iter().map(|of| {
            let counts: serde_json::Map<String, serde_json::Value> = Effect::ALL
                .into_iter()
                .map(|effect| (effect.words().to_owned(), of.effects.iter().filter(|(_, found)| *found == effect).count().into()))
                .collect();
            let rows = of.effects.iter().take(most).map(|&(row, effect)| {
                let (package, line) = self.place(of.table, row);
                json!({ "package": package, "line": line, "sourcedId": self.id(of.table, row), "effect": effect.words() })
            });
            let rows: Vec<_> = rows.collect();
            json!({ "file": of.table.file(), "rows": of.rows.len(), "replaced": of.replaced, "effects": counts, "changes": rows })
        });
        let conflicts = self.applied.conflicts.iter().take(most).map(|one| {
            let (package, line) = self.place(one.table, one.row);
            json!({ "package": package, "file": one.table.file(), "line": line, "sourcedId": one.id, "what": one.kind.words() })
        });
        let broken = self.applied.broken.iter().take(most).map(|link| {
            let (package, line) = self.place(link.table, link.row);
            json!({ "package": package, "file": link.table.file(), "line": line, "column": link.column, "id": link.id })
        });
        let document = json!({
            "files": files.collect::<Vec<_>>(),
            "conflict_count": self.applied.conflicts.len(),
            "conflicts": conflicts.collect::<Vec<_>>(),
            "broken_count": self.applied.broken.len(),
            "broken": broken.collect::<Vec<_>>(),
            "written": self.arguments.out.as_ref().map(|path| path.display().to_string()),
        });
        writeln!(out, "{document}")
    }
}
