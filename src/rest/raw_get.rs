//! A single GET beside the pull: any path below the base, or an address of the same origin.

use reqwest::Url;

use super::address::Base;
use super::collection::{group, names};
use super::error::{RestError, Trouble};
use super::pull::Pull;
use crate::spec::{Group, Table, Version};

impl Pull {
    /// Asks for a path below the base, or for a whole address of the same origin, and gives the number of the request in the log,
    /// where its answer is, whatever its status. Not for a frame.
    pub fn ask(&self, text: &str) -> Result<u32, RestError> {
        let transport = self.transport().ok_or_else(|| RestError::of(Trouble::Address, "An archive has no server to ask."))?;
        let url = url_of(self.base(), self.version(), text)?;
        transport.get(&url, 1).map(|answer| answer.entry)
    }

    /// The path of one object of a table: what is fetched again.
    pub fn path_of(&self, table: Table, sourced_id: &str) -> Option<String> {
        let name = names().find(|name| Table::from_name(name) == Some(table))?;
        Some(format!("/{name}/{}", super::percent::encode(sourced_id)))
    }
}

/// The address that a typed text means.
fn url_of(base: &Base, version: Version, text: &str) -> Result<Url, RestError> {
    let text = text.trim();
    let wrong = |error: &dyn std::fmt::Display| RestError::of(Trouble::Address, &format!("It is no URL: {error}."));
    if text.contains("://") {
        return Url::parse(text).map_err(|error| wrong(&error));
    }
    let (path, query) = text.split_once('?').map_or((text, None), |(path, query)| (path, Some(query)));
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    // Services of 1.2 lie apart; what is not known is asked for beside the rosters.
    let of = Table::from_name(first).map_or(Group::Rostering, |table| group(table, version));
    let mut url = base.join(of, path);
    url.set_query(query.filter(|query| !query.is_empty()));
    Ok(url)
}
