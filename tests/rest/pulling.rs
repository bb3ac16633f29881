//! What tests of pulls share: a district, a pull of it, and whether all of it arrived.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use roster_inspector::job::Watch;
use roster_inspector::read::RestFact;
use roster_inspector::rest::{Auth, CollectionStage, Connection, Log, Pull, PullOptions, Pulled};
use roster_inspector::spec::{Table, Version};

use super::district::District;
use super::manners::Manners;
use super::server::Server;

pub fn v1_1() -> Arc<District> {
    static DISTRICT: OnceLock<Arc<District>> = OnceLock::new();
    Arc::clone(DISTRICT.get_or_init(|| Arc::new(District::new(150, Version::V1_1))))
}

pub fn v1_2() -> Arc<District> {
    static DISTRICT: OnceLock<Arc<District>> = OnceLock::new();
    Arc::clone(DISTRICT.get_or_init(|| Arc::new(District::new(150, Version::V1_2_1))))
}

/// A connection that does not wait long.
pub fn connection(url: &str, auth: Auth) -> Connection {
    let mut connection = Connection::new(url, auth);
    connection.patience.first_wait = Duration::from_millis(5);
    connection.patience.longest_wait = Duration::from_millis(20);
    connection
}

/// Small pages, so that there are many.
pub fn options() -> PullOptions {
    PullOptions { page_size: 120, ..PullOptions::default() }
}

pub fn pull_with(connection: &Connection, options: PullOptions) -> (Pulled, Log) {
    let (log, watch) = (Log::default(), Watch::new());
    let pull = Pull::connect(connection, options, &log, &watch).expect("a connection");
    (pull.run(&watch, &mut |_| {}), log)
}

/// Pulls everything from a server with these manners.
pub fn pull(district: &Arc<District>, manners: Manners) -> (Pulled, Server) {
    let server = Server::start(district, manners);
    let (pulled, _) = pull_with(&connection(&server.base(), Auth::None), options());
    (pulled, server)
}

/// Asserts that every row of every file arrived with exactly its cells, but for those that JSON does not carry.
pub fn assert_whole(pulled: &Pulled, district: &District) {
    for state in &pulled.collections {
        let offered = district.files.contains_key(&state.name);
        assert_eq!(state.stage, CollectionStage::Whole, "{} {offered} {:#?}", state.name, pulled.notes);
    }
    assert_rows(pulled, district, &|_, _| true);
}

/// [`assert_whole`] for the columns that `same` names.
pub fn assert_rows(pulled: &Pulled, district: &District, same: &dyn Fn(&str, &str) -> bool) {
    for (file, rows) in &district.files {
        let table = Table::from_name(file).expect("a file of the standard");
        let Some(data) = pulled.roster.table(table) else { panic!("{file} is not there") };
        assert_eq!(data.rows() as usize, rows.len(), "{file}: {:#?}", pulled.notes);
        // Rows of nested objects have made-up ids.
        let nested = !pulled.collections.iter().any(|state| state.table == table);
        let expected: BTreeMap<&str, BTreeMap<&str, &str>> = rows
            .iter()
            .map(|row| {
                let cells: BTreeMap<&str, &str> = row.iter().map(|(column, text)| (column.as_str(), text.as_str())).collect();
                (cells["sourcedId"], cells)
            })
            .collect();
        if nested {
            continue;
        }
        for row in 0..data.rows() {
            let id = data.sourced_id(row);
            let cells = expected.get(&*id).unwrap_or_else(|| panic!("{file}: {} was not sent", &*id));
            for (column, text) in cells {
                let skipped =
                    matches!(*column, "status" | "dateLastModified" | "password") || file == "scoreScales" && *column == "orgSourcedId";
                if !skipped && same(file, column) {
                    assert_eq!(&*data.text(row, column), *text, "{file} {} {column}", &*id);
                }
            }
        }
    }
}

/// Asserts that this was met.
pub fn assert_met(pulled: &Pulled, fact: RestFact) {
    let met = pulled.notes.iter().any(|note| note.fact == fact);
    assert!(met, "{} is not among {:#?}", fact.code(), pulled.notes);
}
