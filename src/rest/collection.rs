//! What is pulled: collections in the order in which they depend on one another, and where their rows are.

use reqwest::Url;

use super::address::Base;
use super::percent::{encode, query};
use crate::spec::{Group, Table, Version};

/// What part of an endpoint is pulled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Everything that the version has.
    #[default]
    All,
    /// Orgs, people, classes and enrollments.
    Rostering,
    /// These collections, by the names of their tables.
    Collections(Vec<String>),
    /// One school, by its sourcedId: lists below the school.
    School(String),
}

/// Which rows of each collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All of them.
    #[default]
    Everything,
    /// Those that are to be deleted.
    Deleted,
    /// Those that changed at or after this point in time, such as `2026-01-01T00:00:00.000Z`.
    ChangedSince(String),
}

impl Only {
    /// The filter that asks for it.
    pub fn filter(&self) -> Option<String> {
        match self {
            Self::Everything => None,
            Self::Deleted => Some("status='tobedeleted'".to_owned()),
            Self::ChangedSince(since) => Some(format!("dateLastModified>='{since}'")),
        }
    }
}

/// One collection: a table and the lists that fill it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// The table.
    pub table: Table,
    /// The name of the collection, which is also that of its envelope.
    pub name: &'static str,
    /// Paths below the base, asked for one after the other.
    pub paths: Vec<String>,
    /// Paths to ask for if the first one is not there.
    pub instead: Vec<String>,
    /// A filter that stands for one school where no list below the school is.
    pub filter: Option<String>,
}

/// Parents before children, so that a pull that breaks off leaves something usable.
const ORDER: [(Table, &str); 13] = [
    (Table::Orgs, "orgs"),
    (Table::AcademicSessions, "academicSessions"),
    (Table::Courses, "courses"),
    (Table::Classes, "classes"),
    (Table::Users, "users"),
    (Table::Enrollments, "enrollments"),
    (Table::Demographics, "demographics"),
    (Table::Resources, "resources"),
    (Table::Categories, "categories"),
    (Table::ScoreScales, "scoreScales"),
    (Table::LineItems, "lineItems"),
    (Table::Results, "results"),
    (Table::Manifest, ""),
];

/// The group of a table in a version.
pub fn group(table: Table, version: Version) -> Group {
    version.spec().table(table).map_or(Group::Rostering, |spec| spec.group)
}

/// The collections of a scope.
pub fn collections(version: Version, scope: &Scope, demographics: bool) -> Vec<Collection> {
    let known = ORDER.into_iter().filter(|&(table, _)| table != Table::Manifest && version.spec().table(table).is_some());
    let wanted = known.filter(|(table, name)| match scope {
        Scope::All => true,
        Scope::Rostering => group(*table, version) == Group::Rostering,
        Scope::Collections(names) => names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name)),
        Scope::School(_) => {
            matches!(table, Table::Orgs | Table::AcademicSessions | Table::Courses | Table::Classes | Table::Users | Table::Enrollments)
        }
    });
    let wanted = wanted.filter(|(table, _)| demographics || *table != Table::Demographics);
    wanted
        .map(|(table, name)| match scope {
            Scope::School(school) => of_school(table, name, school),
            _ => whole(table, name),
        })
        .collect()
}

/// True for a name that `Scope::Collections` may hold.
pub fn is_collection(name: &str) -> bool {
    !name.is_empty() && ORDER.iter().any(|(_, known)| known.eq_ignore_ascii_case(name))
}

/// The names of all collections.
pub fn names() -> impl Iterator<Item = &'static str> {
    ORDER.into_iter().map(|(_, name)| name).filter(|name| !name.is_empty())
}

fn whole(table: Table, name: &'static str) -> Collection {
    let instead: &[&str] = match table {
        Table::Users => &["/students", "/teachers"],
        Table::AcademicSessions => &["/terms", "/gradingPeriods"],
        Table::Orgs => &["/schools"],
        _ => &[],
    };
    Collection {
        table,
        name,
        paths: vec![format!("/{name}")],
        instead: instead.iter().map(|path| (*path).to_owned()).collect(),
        filter: None,
    }
}

fn of_school(table: Table, name: &'static str, school: &str) -> Collection {
    let id = encode(school);
    let below = |names: &[&str]| names.iter().map(|name| format!("/schools/{id}/{name}")).collect::<Vec<_>>();
    let (paths, instead, filter) = match table {
        Table::Orgs => (vec![format!("/schools/{id}")], vec![format!("/orgs/{id}")], None),
        Table::AcademicSessions => (below(&["terms"]), vec!["/academicSessions".to_owned()], None),
        Table::Users => (below(&["students", "teachers"]), vec!["/users".to_owned()], Some(format!("orgs.sourcedId='{school}'"))),
        Table::Courses => (below(&["courses"]), vec!["/courses".to_owned()], Some(format!("org.sourcedId='{school}'"))),
        _ => (below(&[name]), vec![format!("/{name}")], Some(format!("school.sourcedId='{school}'"))),
    };
    Collection { table, name, paths, instead, filter }
}

/// What to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Rows to skip.
    pub offset: u64,
    /// Rows wanted.
    pub limit: u32,
    /// True to ask for rows in the order of their ids.
    pub sorted: bool,
}

/// The address of a page.
pub fn page_url(base: &Base, version: Version, collection: &Collection, path: &str, filter: Option<&str>, ask: Ask) -> Url {
    let mut url = base.join(group(collection.table, version), path);
    let (limit, offset) = (ask.limit.to_string(), ask.offset.to_string());
    let mut parameters = vec![("limit", limit.as_str()), ("offset", offset.as_str())];
    if ask.sorted {
        parameters.extend([("sort", "sourcedId"), ("orderBy", "asc")]);
    }
    if let Some(filter) = filter {
        parameters.push(("filter", filter));
    }
    url.set_query(Some(&query(parameters)));
    url
}
