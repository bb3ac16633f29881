//! What a pull is asked, and what it gave.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::collection::{Only, Scope};
use super::error::RestError;
use super::notes::Note;
use super::rows::Forms;
use super::state::{CollectionStage, CollectionState};
use crate::roster::{Roster, RosterId};
use crate::spec::{Table, Version};

/// What is pulled, and how.
#[derive(Clone, Debug)]
pub struct PullOptions {
    /// What part.
    pub scope: Scope,
    /// Which rows.
    pub only: Only,
    /// With demographics.
    pub demographics: bool,
    /// Rows of a page.
    pub page_size: u32,
    /// Collections at once, 1 to 4.
    pub at_once: usize,
    /// Where the raw pages are kept, if they are.
    pub archive: Option<PathBuf>,
    /// True if a file that is there may be replaced by the archive.
    pub replace: bool,
    /// The version to take the rows as; `None` = as they look.
    pub version: Option<Version>,
    /// The roster that it becomes; `None` = a new one.
    pub roster: Option<RosterId>,
}

impl Default for PullOptions {
    fn default() -> Self {
        Self {
            scope: Scope::All,
            only: Only::Everything,
            demographics: true,
            page_size: 1000,
            at_once: 1,
            archive: None,
            replace: false,
            version: None,
            roster: None,
        }
    }
}

/// What a pull gave.
#[derive(Clone, Debug)]
pub struct Pulled {
    /// The roster, whole or as far as it came.
    pub roster: Arc<Roster>,
    /// How far each collection came.
    pub collections: Vec<CollectionState>,
    /// What was met.
    pub notes: Vec<Note>,
    /// What each cell of a table was in the JSON, column by column: tells missing, null, empty and value apart.
    pub forms: BTreeMap<Table, Vec<Forms>>,
    /// For each page of a table its first row and the number of its request in the log; rows of nested objects too.
    pub pages: Pages,
    /// Why the archive could not be written, if it was asked for and was not.
    pub trouble: Option<RestError>,
}

/// For each page of a table its first row and the number of its request in the log.
pub type Pages = BTreeMap<Table, Vec<(u32, u32)>>;

impl Pulled {
    /// True if every collection that the endpoint has is there as a whole.
    pub fn is_whole(&self) -> bool {
        self.collections.iter().all(|state| matches!(state.stage, CollectionStage::Whole | CollectionStage::Missing))
    }

    /// The number of the request in the log whose answer brought a row.
    pub fn request_of(&self, table: Table, row: u32) -> Option<u32> {
        let pages = self.pages.get(&table)?;
        pages.get(pages.partition_point(|(first, _)| *first <= row).checked_sub(1)?).map(|(_, request)| *request)
    }
}

/// Takes a roster at an early stage, to be shown.
pub type Show<'a> = &'a mut (dyn FnMut(Arc<Roster>) + Send);
