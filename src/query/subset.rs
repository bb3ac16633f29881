//! A closed subset: chosen rows and everything that they need, each with the reason why it is in.

use super::RowSet;
use super::parcel::{Parcel, ParcelCell, ParcelFile, ParcelSource, source_of};
use crate::job::Watch;
use crate::roster::Roster;
use crate::spec::{Group, Table};
use crate::store::TableData;

/// What a subset is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seed {
    /// A school with its people, classes, courses and enrollments, by its row.
    School(u32),
    /// A class with its enrollments and the people in them, by its row.
    Class(u32),
    /// A person with their enrollments, by the row.
    Person(u32),
    /// A row of any table, and nothing that only refers to it.
    Row(Table, u32),
}

/// What goes along if it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Along {
    /// Those whom users name as agents. Without them these links lead nowhere.
    pub guardians: bool,
    /// Rows of demographics.csv about the people.
    pub demographics: bool,
    /// Line items of the classes, and results of the people in them.
    pub gradebook: bool,
    /// What says which resources classes, courses and people use.
    pub resources: bool,
}

impl Default for Along {
    fn default() -> Self {
        Self { guardians: true, demographics: false, gradebook: false, resources: false }
    }
}

/// Why a row is in a subset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was chosen.
    Chosen,
    /// It belongs to a row that was chosen, or goes along with one that is in.
    Of(Table, u32),
    /// A row that is in refers to it by this column.
    NeededBy(Table, u32, &'static str),
    /// It has the sourcedId of a row that is in.
    SameId(u32),
    /// A package needs a school.
    SchoolNeeded,
}

impl Why {
    /// The reason in words.
    pub fn words(self, roster: &Roster) -> String {
        let id = |table: Table, row: u32| roster.table(table).map(|data| data.sourced_id(row).into_string()).unwrap_or_default();
        match self {
            Self::Chosen => "chosen".to_owned(),
            Self::Of(table, row) => format!("belongs to the {} {}", table.singular(), id(table, row)),
            Self::NeededBy(table, row, column) => format!("{column} of the {} {} refers to it", table.singular(), id(table, row)),
            Self::SameId(_) => "has the sourcedId of a row that is in".to_owned(),
            Self::SchoolNeeded => "a package needs a school".to_owned(),
        }
    }
}

/// A reference of a row that is in, to nothing that is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    /// The table.
    pub table: Table,
    /// The row.
    pub row: u32,
    /// The column.
    pub column: &'static str,
    /// What it refers to.
    pub id: String,
    /// True if the row that it refers to exists, and was left out on request.
    pub is_left_out: bool,
}

/// Chosen rows and everything that they need.
#[derive(Clone, Debug, Default)]
pub struct Subset {
    /// File by file, in the order of the standard: the rows, and why each is in, in the order in which they came in.
    pub tables: Vec<SubsetTable>,
    /// References that lead nowhere. They are kept as they are.
    pub open: Vec<OpenLink>,
}

/// The rows of one file that are in.
#[derive(Clone, Debug)]
pub struct SubsetTable {
    /// Which file.
    pub table: Table,
    /// The rows.
    pub rows: RowSet,
    /// Why each is in.
    pub reasons: Vec<(u32, Why)>,
}

/// Works out what a subset holds; `None` if `watch` says to stop. Turns references around where that was not done yet.
pub fn subset(roster: &Roster, seeds: &[Seed], along: &Along, watch: &Watch) -> Option<Subset> {
    let mut work =
        Work { roster, along, found: Vec::new(), queue: Vec::new(), open: Vec::new(), repeated: [const { Vec::new() }; Table::ALL.len()] };
    watch.doing("Gathering what is needed");
    for seed in seeds {
        work.sow(seed);
    }
    work.close(watch)?;
    work.school();
    work.close(watch)?;
    for (wanted, group) in [(along.gradebook, Group::Gradebook), (along.resources, Group::Resources)] {
        if wanted {
            work.attach(group, watch)?;
        }
    }
    work.found.sort_by_key(|of| of.table);
    Some(Subset { tables: work.found, open: work.open })
}

struct Work<'a> {
    roster: &'a Roster,
    along: &'a Along,
    found: Vec<SubsetTable>,
    queue: Vec<(Table, u32)>,
    open: Vec<OpenLink>,
    /// For each table (first row of a repeated sourcedId, later row), in order; filled when it is needed.
    repeated: [Vec<(u32, u32)>; Table::ALL.len()],
}

impl Work<'_> {
    fn has(&self, table: Table, row: u32) -> bool {
        self.found.iter().any(|of| of.table == table && of.rows.has(row))
    }

    fn add(&mut self, table: Table, row: u32, why: Why) {
        let Some(data) = self.roster.table(table).filter(|data| row < data.rows()) else { return };
        let at = self.found.iter().position(|of| of.table == table).unwrap_or_else(|| {
            self.found.push(SubsetTable { table, rows: RowSet::none(data.rows()), reasons: Vec::new() });
            self.found.len() - 1
        });
        let of = &mut self.found[at];
        if !of.rows.has(row) {
            of.rows.insert(row);
            of.reasons.push((row, why));
            self.queue.push((table, row));
        }
    }

    /// The rows that point at one by a column.
    fn pointing(&self, from: Table, column: &str, row: u32) -> Vec<u32> {
        let reverse = self.roster.relations().reverse(self.roster.data(), from, column);
        reverse.map(|reverse| reverse.rows(row).to_vec()).unwrap_or_default()
    }

    fn add_pointing(&mut self, from: Table, column: &str, to: Table, row: u32) {
        for pointing in self.pointing(from, column, row) {
            self.add(from, pointing, Why::Of(to, row));
        }
    }

    fn sow(&mut self, seed: &Seed) {
        match *seed {
            Seed::School(org) => {
                self.add(Table::Orgs, org, Why::Chosen);
                for class in self.pointing(Table::Classes, "schoolSourcedId", org) {
                    self.add(Table::Classes, class, Why::Of(Table::Orgs, org));
                    self.add_pointing(Table::Enrollments, "classSourcedId", Table::Classes, class);
                }
                self.add_pointing(Table::Courses, "orgSourcedId", Table::Orgs, org);
                self.add_pointing(Table::Enrollments, "schoolSourcedId", Table::Orgs, org);
                self.add_pointing(Table::Users, "orgSourcedIds", Table::Orgs, org);
                self.add_pointing(Table::Roles, "orgSourcedId", Table::Orgs, org);
            }
            Seed::Class(class) => {
                self.add(Table::Classes, class, Why::Chosen);
                self.add_pointing(Table::Enrollments, "classSourcedId", Table::Classes, class);
            }
            Seed::Person(user) => {
                self.add(Table::Users, user, Why::Chosen);
                self.add_pointing(Table::Enrollments, "userSourcedId", Table::Users, user);
            }
            Seed::Row(table, row) => self.add(table, row, Why::Chosen),
        }
    }

    fn close(&mut self, watch: &Watch) -> Option<()> {
        while let Some((table, row)) = self.queue.pop() {
            if watch.is_cancelled() {
                return None;
            }
            let data = self.roster.table(table)?;
            self.references(data, row);
            let again = data.index().duplicates();
            if !again.is_empty() {
                let first = again.binary_search_by_key(&row, |&(later, _)| later).map_or(row, |at| again[at].1);
                self.add(table, first, Why::SameId(row));
                let by_first = &mut self.repeated[table.index()];
                if by_first.is_empty() {
                    by_first.extend(again.iter().map(|&(later, first)| (first, later)));
                    by_first.sort_unstable();
                }
                let from = by_first.partition_point(|&(of, _)| of < first);
                let same: Vec<u32> = by_first[from..].iter().take_while(|(of, _)| *of == first).map(|&(_, later)| later).collect();
                same.into_iter().for_each(|later| self.add(table, later, Why::SameId(row)));
            }
            if table == Table::Users {
                self.add_pointing(Table::Roles, "userSourcedId", table, row);
                if self.along.demographics {
                    self.add_pointing(Table::Demographics, "sourcedId", table, row);
                }
            }
        }
        Some(())
    }

    fn references(&mut self, data: &TableData, row: u32) {
        let table = data.table();
        for column in data.columns() {
            let Some((spec, target)) = column.spec().zip(column.target_table()) else { continue };
            let is_left_out = spec.name == "agentSourcedIds" && !self.along.guardians;
            for item in column.items(row).into_iter().filter(|item| !item.id.is_empty()) {
                match item.row.filter(|_| !is_left_out) {
                    Some(needed) => self.add(target, needed, Why::NeededBy(table, row, spec.name)),
                    None => {
                        let is_left_out = item.row.is_some();
                        self.open.push(OpenLink { table, row, column: spec.name, id: item.id, is_left_out });
                    }
                }
            }
        }
    }

    /// A package without any school is refused by itself.
    fn school(&mut self) {
        let Some(orgs) = self.roster.table(Table::Orgs) else { return };
        let is_school = |row: u32| *orgs.text(row, "type") == *"school";
        let has_one = self.found.iter().filter(|of| of.table == Table::Orgs).any(|of| of.rows.iter().any(is_school));
        let any = self.found.iter().any(|of| of.table == Table::Orgs);
        if let Some(school) = (0..orgs.rows()).find(|&row| is_school(row)).filter(|_| any && !has_one) {
            self.add(Table::Orgs, school, Why::SchoolNeeded);
        }
    }

    /// Rows of a group of files that are about people, classes, courses, line items or results that are all in.
    fn attach(&mut self, group: Group, watch: &Watch) -> Option<()> {
        const ABOUT: [Table; 5] = [Table::Users, Table::Classes, Table::Courses, Table::LineItems, Table::Results];
        for data in self.roster.data().tables().filter(|data| data.spec().group == group) {
            let about: Vec<_> =
                data.columns().iter().filter_map(|column| Some((column, column.target_table().filter(|to| ABOUT.contains(to))?))).collect();
            if about.is_empty() {
                continue;
            }
            for row in 0..data.rows() {
                let mut first = None;
                let all_in = about.iter().all(|(column, to)| match column.target_row(row) {
                    Some(target) => {
                        first.get_or_insert((*to, target));
                        self.has(*to, target)
                    }
                    None => column.text(row).is_blank(),
                });
                if let Some((to, target)) = first.filter(|_| all_in) {
                    self.add(data.table(), row, Why::Of(to, target));
                }
            }
            self.close(watch)?;
        }
        Some(())
    }
}

impl Subset {
    /// How many rows.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|of| u64::from(of.rows.len())).sum()
    }

    /// The subset as a package: headers, cells and modes as they are, in the same version.
    pub fn parcel<'a>(&self, roster: &'a Roster) -> Parcel<'a> {
        let files = self.tables.iter().filter_map(|of| {
            let data = roster.table(of.table)?;
            let header = data.columns().iter().map(|column| column.name().to_owned()).collect();
            let cells = (0..data.columns().len() as u16).map(ParcelCell::Column).collect();
            let rows = of.rows.iter().map(|row| (0, row)).collect();
            Some(ParcelFile { table: of.table, mode: data.mode(), header, sources: vec![ParcelSource { data, cells }], rows })
        });
        Parcel { version: roster.version(), files: files.collect(), source: source_of(roster.package()) }
    }
}
