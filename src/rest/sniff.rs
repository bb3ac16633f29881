//! Which of the likely base paths answers, and which version its rows are.

use super::address::{Address, Base};
use super::connection::Connection;
use super::envelope;
use super::error::{RestError, Trouble};
use super::json::{Value, Walk, member};
use super::log::Log;
use super::notes::Notes;
use super::retry::{self, Purpose};
use super::transport::Transport;
use crate::job::Watch;
use crate::read::RestFact;
use crate::spec::{Group, Table, Version};

/// The first base path at which something answers. An error says why nothing can be pulled at all.
pub(super) fn find_base(
    connection: &Connection,
    address: &Address,
    log: &Log,
    notes: &Notes,
    watch: &Watch,
) -> Result<(Transport, Base), RestError> {
    let mut last = RestError::new(Trouble::Address, "", "It names no base path.");
    for base in &address.bases {
        let transport = Transport::new(connection, &base.rostering, &base.guessed_token(), log.clone())?;
        match look(&transport, base, "/orgs", notes, watch) {
            // What is not there, but refused or broken, shows that somebody is at home.
            Err(error) if error.kind == Trouble::NotFound => match look(&transport, base, "/users", notes, watch) {
                Err(error) if error.kind == Trouble::NotFound => {
                    last = error;
                    continue;
                }
                Err(error) if is_final(&error) => return Err(error),
                _ => {}
            },
            Err(error) if is_final(&error) => return Err(error),
            _ => {}
        }
        if !address.is_versioned {
            notes
                .add(RestFact::BasePath, None, "the address", 1, || format!("without a versioned path; {} answers", base.rostering.path()));
        }
        return Ok((transport, base.clone()));
    }
    "None of the usual paths is there.".clone_into(&mut last.detail);
    Err(last)
}

/// True for what will be so for every request.
const fn is_final(error: &RestError) -> bool {
    !matches!(error.kind, Trouble::Rights | Trouble::Refused | Trouble::Server | Trouble::Data | Trouble::Limit)
}

fn look(transport: &Transport, base: &Base, path: &str, notes: &Notes, watch: &Watch) -> Result<Vec<u8>, RestError> {
    let mut url = base.join(Group::Rostering, path);
    url.set_query(Some("limit=1&offset=0"));
    let name = path.trim_start_matches('/');
    retry::get(transport, &url, Purpose { table: None, name }, notes, watch).map(|answer| answer.body)
}

/// The version that a user looks like; that of the path if nothing can be seen.
pub(super) fn version(transport: &Transport, base: &Base, notes: &Notes, watch: &Watch) -> Version {
    let body = look(transport, base, "/users", &Notes::default(), watch).unwrap_or_default();
    let text = String::from_utf8_lossy(&body);
    let seen = envelope::find(&text, "users").ok().and_then(|found| look_of(found.rows?)).unwrap_or(base.version);
    if seen.is_1_2() != base.version.is_1_2() {
        let (path, rows) = (base.version.name(), seen.name());
        notes.add(RestFact::VersionMixed, Some(Table::Users), "users", 1, || {
            format!("the path is that of {path}, the rows look like {rows}")
        });
    }
    seen
}

/// A user of 1.2 has roles; one of 1.1 has a role and orgs.
fn look_of(rows: &str) -> Option<Version> {
    let mut walk = Walk::new(rows);
    walk.take(b'[');
    let Ok(Value::Object(user)) = walk.value() else { return None };
    match (member(user, "roles"), member(user, "role")) {
        (Some(Value::Array(_)), None) => Some(Version::V1_2_1),
        (None, Some(_)) => Some(Version::V1_1),
        _ => None,
    }
}
