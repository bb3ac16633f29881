//! An archive of a pull opened again: its pages go the way that they went when they came.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use super::address::Base;
use super::archive::{Opened, Page, SavedSignals};
use super::asked::{PullOptions, Pulled};
use super::error::{RestError, Trouble};
use super::log::{Log, LogEntry};
use super::pull::Pull;
use super::state::CollectionStage;
use crate::job::Watch;
use crate::read::RestFact;
use crate::roster::RosterId;
use crate::spec::{Table, Version};

/// The roster of pages that are at hand: for each the name of its collection and its body. For measuring, and for pages that came
/// on another way.
pub fn roster_of_pages(version: Version, pages: &[(&str, &[u8])]) -> Option<Pulled> {
    let url: reqwest::Url = "https://localhost/".parse().ok()?;
    let base = Base { version, rostering: url.clone(), resources: url.clone(), gradebook: url };
    let pull = Pull::offline(base, version, PullOptions::default(), "pages", Path::new(""));
    for (name, body) in pages {
        let page = Page {
            collection: (*name).to_owned(),
            path: format!("/{name}"),
            stands_in: false,
            url: String::new(),
            status: 200,
            headers: Vec::new(),
            limit: u32::MAX,
            sorted: true,
            signals: SavedSignals::default(),
            file: String::new(),
        };
        pull.replay(&page, body, 0);
    }
    for state in pull.progress().collections() {
        pull.replayed(&state.name, CollectionStage::Whole, None);
    }
    Some(pull.finish())
}

/// Opens an archive: the rows, the states and what was met are those of the pull.
pub fn open_archive(path: &Path, watch: &Watch) -> Result<Pulled, RestError> {
    open_archive_as(RosterId::next(), path, &Log::default(), watch)
}

/// The same as a roster of this id, with the requests of its pages in a log.
pub fn open_archive_as(id: RosterId, path: &Path, log: &Log, watch: &Watch) -> Result<Pulled, RestError> {
    let mut opened = Opened::read(path)?;
    let version = if opened.summary.version == "1.2" { Version::V1_2_1 } else { Version::V1_1 };
    let broken = |_| RestError::new(Trouble::File, path.display().to_string(), "Its address is no URL.");
    let url: reqwest::Url = opened.summary.url.parse().map_err(broken)?;
    let base = Base { version, rostering: url.clone(), resources: url.clone(), gradebook: url };
    let summary = &opened.summary;
    let options = PullOptions {
        scope: summary.scope.clone(),
        only: summary.only.clone(),
        demographics: summary.demographics,
        archive: Some(path.to_owned()),
        roster: Some(id),
        ..PullOptions::default()
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let pull = Pull::offline(base, version, options, &name, path);
    let pages = std::mem::take(&mut opened.pages);
    watch.doing("Reading pages");
    watch.set_total(pages.len() as u64);
    for page in &pages {
        if watch.is_cancelled() {
            return Err(RestError::new(Trouble::Cancelled, "", ""));
        }
        let body = opened.body(page)?;
        let number = log.add(logged(page, body.len()));
        if let Some(rows) = pull.replay(page, &body, number) {
            log.found(number, rows);
        }
        watch.add(1);
    }
    for (name, stage, total) in opened.summary.collections {
        pull.replayed(&name, stage, total);
    }
    // What was met on the way, beside the rows, is known only from then.
    pull.notes().replace(opened.summary.notes.into_iter().filter_map(|(code, table, detail)| {
        let fact = RestFact::ALL.into_iter().find(|fact| fact.code() == code)?;
        Some((fact, table.and_then(|name| Table::from_name(&name)), detail))
    }));
    Ok(pull.finish())
}

/// The request of a page of an archive; when it was sent and how long it took is not kept there.
fn logged(page: &Page, bytes: usize) -> LogEntry {
    LogEntry {
        number: 0,
        at: Timestamp::UNIX_EPOCH,
        method: "GET",
        url: page.url.clone(),
        attempt: 1,
        status: Some(page.status),
        sent: Vec::new(),
        headers: page.headers.clone(),
        bytes: bytes as u64,
        rows: None,
        took: Duration::ZERO,
        error: None,
        file: Some(page.file.clone()),
    }
}
