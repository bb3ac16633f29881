//! What the overview shows, as plain data.

use super::assumed;
use crate::app::{App, OpenRoster, Route};
use crate::check::{Counts, Findings, Level};
use crate::query::Summary;
use crate::read::{FileId, Package, SourceKind, TextEncoding};
use crate::roster::{Roster, RosterId, Stage};
use crate::spec::{Mode, Table};
use crate::ui::number;
use crate::ui::shell::data::mode_words;

/// What the overview shows.
#[derive(Clone, Debug, PartialEq)]
pub struct OverviewData {
    /// The district's name, else the package's.
    pub title: String,
    /// What was opened.
    pub source: String,
    /// How its text is written, in words.
    pub form: String,
    /// Set if this is not OneRoster: what it is.
    pub foreign: Option<String>,
    /// What had to be assumed while reading.
    pub assumed: Vec<String>,
    /// Key numbers.
    pub tiles: Vec<Tile>,
    /// How files and manifest go together, in one line.
    pub files_note: String,
    /// Every file, also those that are announced and missing.
    pub files: Vec<FileRow>,
    /// What the checks found; `None` while that is not known.
    pub findings: Option<FindingsPart>,
    /// Whether the checks are running.
    pub checking: bool,
    /// Counts by type.
    pub tallies: Vec<TallyPart>,
}

/// One key number.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// What is counted.
    pub label: &'static str,
    /// The number or word.
    pub value: String,
    /// The rows behind it.
    pub target: Option<Target>,
}

/// Rows that something on the page leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The table.
    pub table: Table,
    /// Only rows with this text in this column.
    pub only: Option<(&'static str, String)>,
}

/// One file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRow {
    /// Its name as it stands.
    pub name: String,
    /// The table that it is read as.
    pub table: Option<Table>,
    /// What the manifest says about it, and whether that is so.
    pub manifest: ManifestWord,
    /// How many rows; `None` if it is not shown as a table.
    pub rows: Option<u64>,
    /// True while more rows may come.
    pub partial: bool,
    /// Unpacked size; `None` for a file that is missing.
    pub bytes: Option<u64>,
    /// Its findings; `None` while they are not known.
    pub counts: Option<Counts>,
}

/// What the manifest says about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManifestWord {
    /// Nothing, and nothing is expected.
    Silent,
    /// What is so.
    Agrees(&'static str),
    /// Something else than what is so, in words.
    Disagrees(String),
}

/// What the checks found.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingsPart {
    /// How many of each level.
    pub counts: Counts,
    /// The first rules, in the order of repair.
    pub rules: Vec<RuleRow>,
}

/// One rule that found something.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleRow {
    /// Its name.
    pub code: &'static str,
    /// The defect.
    pub title: &'static str,
    /// How much it matters.
    pub level: Level,
    /// How often.
    pub count: u64,
}

/// Rows by the words of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct TallyPart {
    /// What is counted by what.
    pub title: &'static str,
    /// The words and how many rows have them.
    pub rows: Vec<(String, u64)>,
    /// Where each row leads, if it can be led to: table and column.
    pub target: Option<(Table, &'static str)>,
}

/// Rules that the page names.
const RULES: usize = 10;

/// Gathers what the overview of the present roster shows; `None` if it is not there.
pub fn overview(app: &App) -> Option<OverviewData> {
    let Route::Overview { roster } = *app.route() else { return None };
    let open = app.rosters().get(roster)?;
    Some(of(open, open.roster()?))
}

fn of(open: &OpenRoster, roster: &Roster) -> OverviewData {
    let package = roster.package();
    let findings = open.findings();
    let (files, files_note) = files(roster, findings.map(|findings| &**findings));
    OverviewData {
        title: district(roster).unwrap_or_else(|| package.name.clone()),
        source: package.name.clone(),
        form: form(package),
        foreign: package.detected.foreign.map(ToOwned::to_owned),
        assumed: assumed::lines(package),
        tiles: tiles(roster, open.summary()),
        files_note,
        files,
        findings: findings.map(|findings| FindingsPart { counts: findings.counts(), rules: rules(findings) }),
        checking: open.checking().is_some() || roster.stage() != Stage::Whole,
        tallies: open.summary().map(tallies).unwrap_or_default(),
    }
}

/// The name of the district, if exactly one org is one.
fn district(roster: &Roster) -> Option<String> {
    let orgs = roster.table(Table::Orgs)?;
    // Districts stand among the first rows; a state of ten thousand orgs is not searched in every frame.
    let mut found = (0..orgs.rows().min(200)).filter(|&row| orgs.text(row, "type") == "district");
    let name = orgs.text(found.next()?, "name").into_string();
    (found.next().is_none() && !name.is_empty()).then_some(name)
}

/// "UTF-8 with BOM, CR LF, comma".
fn form(package: &Package) -> String {
    let mut encodings: Vec<&str> = Vec::new();
    let (mut bom, mut crlf, mut lf, mut cr, mut delimiters) = (false, 0, 0, 0, Vec::new());
    for form in package.files.iter().filter(|file| file.table.is_some()).filter_map(|file| file.form.as_ref()) {
        if !encodings.contains(&form.encoding.name()) {
            encodings.push(form.encoding.name());
        }
        bom |= form.byte_order_mark && form.encoding == TextEncoding::Utf8;
        (crlf, lf, cr) = (crlf + form.crlf, lf + form.lf, cr + form.cr);
        if !delimiters.contains(&form.delimiter) {
            delimiters.push(form.delimiter);
        }
    }
    if encodings.is_empty() {
        return String::new();
    }
    let ends = [(crlf, "CR LF"), (lf, "LF"), (cr, "CR")];
    let ends: Vec<_> = ends.iter().filter(|(count, _)| *count > 0).map(|(_, words)| *words).collect();
    let delimiters = delimiters.iter().map(|delimiter| match delimiter {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "another sign",
    });
    let encoding = format!("{}{}", encodings.join(" and "), if bom { " with BOM" } else { "" });
    let parts = [encoding, ends.join(" and "), delimiters.collect::<Vec<_>>().join(" and ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn tiles(roster: &Roster, summary: Option<&Summary>) -> Vec<Tile> {
    let plain = |label, value: String| Tile { label, value, target: None };
    // Of what is not OneRoster, version and mode would be made up.
    let foreign = roster.package().detected.foreign.is_some();
    let mut tiles = vec![plain("Version", roster.version().name().to_owned()), plain("Mode", mode_words(roster).to_owned())];
    tiles.retain(|_| !foreign);
    let whole = |table: Table| Some(Target { table, only: None });
    let counted = |count: Option<u64>| count.map_or_else(|| "…".to_owned(), number::count);
    let mut part = |label, table: Table, count: Option<u64>, target: Option<Target>| {
        if roster.table(table).is_some() {
            tiles.push(Tile { label, value: counted(count), target });
        }
    };
    let only = |table, column, word: &str| Some(Target { table, only: Some((column, word.to_owned())) });
    let people = |role: &str| {
        let table =
            if roster.table(Table::Users).is_some_and(|users| users.column("role").is_some()) { Table::Users } else { Table::Roles };
        only(table, "role", role)
    };
    let schools = summary.map(|summary| summary.rows_with(Table::Orgs, "school"));
    part("Schools", Table::Orgs, schools, only(Table::Orgs, "type", "school"));
    part("Students", Table::Users, summary.map(|summary| summary.people_with("student")), people("student"));
    part("Teachers", Table::Users, summary.map(|summary| summary.people_with("teacher")), people("teacher"));
    let rows = |table| roster.table(table).map(|data| u64::from(data.rows()));
    part("Courses", Table::Courses, rows(Table::Courses), whole(Table::Courses));
    part("Classes", Table::Classes, rows(Table::Classes), whole(Table::Classes));
    part("Enrollments", Table::Enrollments, rows(Table::Enrollments), whole(Table::Enrollments));
    tiles
}

fn files(roster: &Roster, findings: Option<&Findings>) -> (Vec<FileRow>, String) {
    let package = roster.package();
    let mut rows: Vec<FileRow> = Vec::new();
    let (mut announced, mut here) = (0, 0);
    let says = |table: Table| {
        let manifest = package.manifest.as_ref()?;
        manifest.value(&format!("file.{}", table.name())).map(|value| value.trim().to_ascii_lowercase())
    };
    for table in Table::ALL {
        let file = package.table_file(table);
        let said = says(table).filter(|_| table != Table::Manifest);
        let wanted = said.as_deref().is_some_and(|said| said == "bulk" || said == "delta");
        announced += u64::from(wanted);
        let Some(id) = file else {
            if wanted {
                let manifest = ManifestWord::Disagrees("Announced, not here".to_owned());
                let name = table.file().to_owned();
                rows.push(FileRow { name, table: None, manifest, rows: None, partial: false, bytes: None, counts: None });
            }
            continue;
        };
        here += u64::from(wanted);
        let mode = package.detected.modes[table.index()];
        let manifest = match said.as_deref() {
            _ if table == Table::Manifest || package.manifest.is_none() => ManifestWord::Silent,
            Some("bulk") if mode != Some(Mode::Delta) => ManifestWord::Agrees("Bulk"),
            Some("delta") if mode != Some(Mode::Bulk) => ManifestWord::Agrees("Delta"),
            Some("absent") => ManifestWord::Disagrees("Absent, but here".to_owned()),
            Some(other) => ManifestWord::Disagrees(format!("Says {other}")),
            None => ManifestWord::Disagrees("Not named".to_owned()),
        };
        rows.extend(file_row(roster, findings, id, manifest));
    }
    for (at, file) in package.files.iter().enumerate() {
        let id = FileId(at as u16);
        if file.table.is_none_or(|table| package.table_file(table) != Some(id)) {
            rows.extend(file_row(roster, findings, id, ManifestWord::Disagrees("Not of the standard".to_owned())));
        }
    }
    let note = match (&package.manifest, announced) {
        (None, _) if package.kind == SourceKind::Endpoint => "From an endpoint, which has no manifest".to_owned(),
        (None, _) => "There is no manifest".to_owned(),
        (Some(_), 0) => "The manifest announces no file".to_owned(),
        (Some(_), announced) => format!("{here} of {announced} announced in the manifest are here"),
    };
    (rows, note)
}

fn file_row(roster: &Roster, findings: Option<&Findings>, id: FileId, manifest: ManifestWord) -> Option<FileRow> {
    let file = roster.package().file(id)?;
    let table = file.table.filter(|table| roster.table(*table).is_some_and(|data| data.file() == id));
    Some(FileRow {
        name: file.name.clone(),
        table,
        manifest,
        rows: table.and_then(|table| roster.table(table)).map(|data| u64::from(data.rows())),
        partial: table.is_some_and(|table| roster.is_partial(table)),
        bytes: Some(file.bytes),
        counts: findings.map(|findings| findings.of_file(Some(id))),
    })
}

fn rules(findings: &Findings) -> Vec<RuleRow> {
    let rule = |group: &crate::check::RuleFindings| RuleRow {
        code: group.rule.code,
        title: group.rule.title,
        level: group.level(),
        count: group.count,
    };
    findings.groups().iter().take(RULES).map(rule).collect()
}

/// Words that a card lists.
const WORDS: usize = 7;

fn tallies(summary: &Summary) -> Vec<TallyPart> {
    let cut = |rows: &[(String, u64)]| {
        let word = |word: &String| if word.is_empty() { "(blank)".to_owned() } else { word.clone() };
        let mut cut: Vec<_> = rows.iter().take(WORDS).map(|(text, count)| (word(text), *count)).collect();
        let rest: u64 = rows.iter().skip(WORDS).map(|(_, count)| count).sum();
        if rest > 0 {
            cut.push(("(others)".to_owned(), rest));
        }
        cut
    };
    let title = |table| match table {
        Table::Orgs => "Orgs by type",
        Table::AcademicSessions => "Academic sessions by type",
        Table::Classes => "Classes by type",
        Table::Enrollments => "Enrollments by role",
        _ => "Results by status",
    };
    let mut parts = Vec::new();
    if !summary.people.is_empty() {
        parts.push(TallyPart { title: "People by role", rows: cut(&summary.people), target: Some((Table::Users, "role")) });
    }
    parts.extend(summary.tallies.iter().map(|tally| TallyPart {
        title: title(tally.table),
        rows: cut(&tally.counts),
        target: Some((tally.table, tally.column)),
    }));
    parts
}

impl Target {
    /// The commands that lead there.
    pub fn go(&self, app: &App, roster: RosterId, out: &mut crate::app::Outbox) {
        use crate::app::{Command, TableCommand};
        use crate::query::Condition;
        let table = self.only.as_ref().map_or(self.table, |(column, _)| self.with(app, roster, column));
        out.go(Route::Table { roster, table, at: None });
        out.push(Command::Table(TableCommand::ClearFilters));
        let data = app.rosters().get(roster).and_then(|open| open.roster()).and_then(|roster| roster.table(table));
        if let Some((column, text)) = &self.only
            && data.and_then(|data| data.column_number(column)).is_some()
        {
            out.push(Command::Table(TableCommand::Where(Condition::is(*column, text))));
        }
    }

    /// People have their roles in a file of their own since 1.2.
    fn with(&self, app: &App, roster: RosterId, column: &str) -> Table {
        let roster = app.rosters().get(roster).and_then(|open| open.roster());
        let has = |table| roster.and_then(|roster| roster.table(table)?.column_number(column)).is_some();
        if self.table == Table::Users && !has(Table::Users) { Table::Roles } else { self.table }
    }
}
