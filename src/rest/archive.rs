//! The archive of a pull: every page as it came, but for passwords, so that it opens again offline.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::collection::{Only, Scope};
use super::error::{RestError, Trouble};
use super::paging::{Link, Signals};
use super::state::CollectionStage;

const SUMMARY: &str = "pull.json";
const PAGES: &str = "pages.json";
/// Bytes that a page of an archive may have, unpacked.
const PAGE_BYTES: u64 = 256 << 20;

/// One page of an archive: how it was asked for and what came with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Page {
    pub(super) collection: String,
    pub(super) path: String,
    pub(super) stands_in: bool,
    pub(super) url: String,
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) limit: u32,
    pub(super) sorted: bool,
    pub(super) signals: SavedSignals,
    pub(super) file: String,
}

/// What a page said about paging.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct SavedSignals {
    total: Option<u64>,
    link: String,
    next: Option<u64>,
}

impl SavedSignals {
    pub(super) fn of(signals: &Signals) -> Self {
        let (link, next) = match signals.link {
            Link::Absent => ("absent", None),
            Link::NoNext => ("no next", None),
            Link::Next(next) => ("next", Some(next)),
            Link::OtherHost => ("other host", None),
            Link::Malformed => ("malformed", None),
        };
        Self { total: signals.total, link: link.to_owned(), next }
    }

    pub(super) fn signals(&self) -> Signals {
        let link = match (self.link.as_str(), self.next) {
            ("next", Some(next)) => Link::Next(next),
            ("no next", _) => Link::NoNext,
            ("other host", _) => Link::OtherHost,
            ("malformed", _) => Link::Malformed,
            _ => Link::Absent,
        };
        Signals { total: self.total, body_total: None, link }
    }
}

/// What an archive says about its pull besides the pages.
pub(super) struct Summary {
    pub(super) url: String,
    pub(super) version: String,
    pub(super) scope: Scope,
    pub(super) only: Only,
    pub(super) demographics: bool,
    pub(super) collections: Vec<(String, CollectionStage, Option<u64>)>,
    /// Code of the fact, table, words.
    pub(super) notes: Vec<(String, Option<String>, String)>,
}

/// The summary as it is written.
#[derive(Serialize, Deserialize)]
struct Saved {
    format: u32,
    url: String,
    version: String,
    scope: SavedScope,
    demographics: bool,
    collections: Vec<SavedCollection>,
    notes: Vec<(String, Option<String>, String)>,
}

#[derive(Serialize, Deserialize)]
struct SavedScope {
    kind: String,
    names: Vec<String>,
    deleted: bool,
    since: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct SavedCollection {
    name: String,
    stage: String,
    why: String,
    total: Option<u64>,
}

/// An archive that is being written: beside its place until the pull ends.
pub(super) struct Archive {
    path: PathBuf,
    zip: Option<ZipWriter<BufWriter<NamedTempFile>>>,
    pages: Vec<Page>,
    /// The first failure; pages after it are not kept.
    failed: Option<String>,
}

impl Archive {
    pub(super) fn begin(path: &Path, replace: bool) -> Result<Self, RestError> {
        if !replace && path.exists() {
            let words = "A file of this name is there and was not replaced.";
            return Err(RestError::new(Trouble::File, path.display().to_string(), words));
        }
        let zip = new_zip(path).map_err(|error| file_error(path, &error))?;
        Ok(Self { path: path.to_owned(), zip: Some(zip), pages: Vec::new(), failed: None })
    }

    /// Keeps a page without its secrets, and gives its name. A full disk is told at the end: the pull goes on.
    pub(super) fn add(&mut self, mut page: Page, body: &[u8]) -> Option<String> {
        page.file = format!("pages/{}/{:06}.json", page.collection, self.pages.len() + 1);
        let zip = self.zip.as_mut().filter(|_| self.failed.is_none())?;
        let name = page.file.clone();
        match zip.start_file(&name, packed()).map_err(std::io::Error::other).and_then(|()| zip.write_all(body)) {
            Ok(()) => self.pages.push(page),
            Err(error) => self.failed = Some(error.to_string()),
        }
        Some(name)
    }

    /// Writes what is said about the pull, and puts the archive into its place. A later run goes on with a copy.
    pub(super) fn finish(&mut self, summary: &Summary) -> Result<(), RestError> {
        if let Some(failed) = &self.failed {
            return Err(RestError::new(Trouble::File, self.path.display().to_string(), format!("The pages could not be kept: {failed}.")));
        }
        let Some(zip) = self.zip.take() else { return Ok(()) };
        self.close(zip, summary).map_err(|error| file_error(&self.path, &error))
    }

    fn close(&mut self, mut zip: ZipWriter<BufWriter<NamedTempFile>>, summary: &Summary) -> std::io::Result<()> {
        for (name, text) in [(SUMMARY, serde_json::to_vec_pretty(&summary.saved())), (PAGES, serde_json::to_vec_pretty(&self.pages))] {
            zip.start_file(name, packed()).map_err(std::io::Error::other)?;
            zip.write_all(&text.map_err(std::io::Error::other)?)?;
        }
        let file = zip.finish().map_err(std::io::Error::other)?.into_inner().map_err(|error| error.into_error())?;
        file.persist(&self.path).map_err(|error| error.error)?;
        // If the pull is taken up again, its pages are added to those that are there.
        let mut again = new_zip(&self.path)?;
        let mut old = ZipArchive::new(BufReader::new(File::open(&self.path)?)).map_err(std::io::Error::other)?;
        for page in &self.pages {
            let entry = old.by_name(&page.file).map_err(std::io::Error::other)?;
            again.raw_copy_file(entry).map_err(std::io::Error::other)?;
        }
        self.zip = Some(again);
        Ok(())
    }
}

impl Summary {
    fn saved(&self) -> Saved {
        let (kind, names) = match &self.scope {
            Scope::All => ("all", Vec::new()),
            Scope::Rostering => ("rostering", Vec::new()),
            Scope::Collections(names) => ("collections", names.clone()),
            Scope::School(school) => ("school", vec![school.clone()]),
        };
        let since = if let Only::ChangedSince(since) = &self.only { Some(since.clone()) } else { None };
        let collection = |(name, stage, total): &(String, CollectionStage, Option<u64>)| {
            let (stage, why) = match stage {
                CollectionStage::Whole => ("whole", ""),
                CollectionStage::Missing => ("missing", ""),
                CollectionStage::Partial(why) => ("partial", why.as_str()),
                CollectionStage::Failed(why) => ("failed", why.as_str()),
                CollectionStage::Waiting | CollectionStage::Pulling => ("partial", "it was stopped"),
            };
            SavedCollection { name: name.clone(), stage: stage.to_owned(), why: why.to_owned(), total: *total }
        };
        Saved {
            format: 1,
            url: self.url.clone(),
            version: self.version.clone(),
            scope: SavedScope { kind: kind.to_owned(), names, deleted: self.only == Only::Deleted, since },
            demographics: self.demographics,
            collections: self.collections.iter().map(collection).collect(),
            notes: self.notes.clone(),
        }
    }
}

/// True if a file is the archive of a pull.
pub fn is_archive(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    ZipArchive::new(BufReader::new(file)).is_ok_and(|zip| zip.index_for_name(SUMMARY).is_some() && zip.index_for_name(PAGES).is_some())
}

/// One page of an archive, by its name in it.
pub(super) fn page_of(path: &Path, name: &str) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    entry(&mut zip, name, path).ok()
}

/// An archive that was opened: what it says, and its pages one by one.
pub(super) struct Opened {
    pub(super) summary: Summary,
    pub(super) pages: Vec<Page>,
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
}

impl Opened {
    pub(super) fn read(path: &Path) -> Result<Self, RestError> {
        let mut zip = File::open(path)
            .and_then(|file| ZipArchive::new(BufReader::new(file)).map_err(std::io::Error::other))
            .map_err(|error| file_error(path, &error))?;
        let saved: Saved = entry(&mut zip, SUMMARY, path).and_then(|text| parsed(&text, path))?;
        let pages = entry(&mut zip, PAGES, path).and_then(|text| parsed(&text, path))?;
        if saved.format != 1 {
            return Err(RestError::new(Trouble::File, path.display().to_string(), "It was written by a newer version of this program."));
        }
        Ok(Self { summary: saved.summary(), pages, path: path.to_owned(), zip })
    }

    /// The body of a page.
    pub(super) fn body(&mut self, page: &Page) -> Result<Vec<u8>, RestError> {
        entry(&mut self.zip, &page.file, &self.path)
    }
}

impl Saved {
    fn summary(self) -> Summary {
        let collection = |saved: SavedCollection| {
            let stage = match saved.stage.as_str() {
                "whole" => CollectionStage::Whole,
                "missing" => CollectionStage::Missing,
                "failed" => CollectionStage::Failed(saved.why),
                _ => CollectionStage::Partial(saved.why),
            };
            (saved.name, stage, saved.total)
        };
        Summary {
            url: self.url,
            version: self.version,
            scope: self.scope.scope(),
            only: self.scope.only(),
            demographics: self.demographics,
            collections: self.collections.into_iter().map(collection).collect(),
            notes: self.notes,
        }
    }
}

impl SavedScope {
    fn scope(&self) -> Scope {
        match self.kind.as_str() {
            "rostering" => Scope::Rostering,
            "collections" => Scope::Collections(self.names.clone()),
            "school" => Scope::School(self.names.first().cloned().unwrap_or_default()),
            _ => Scope::All,
        }
    }

    fn only(&self) -> Only {
        match &self.since {
            Some(since) => Only::ChangedSince(since.clone()),
            None if self.deleted => Only::Deleted,
            None => Only::Everything,
        }
    }
}

fn entry(zip: &mut ZipArchive<BufReader<File>>, name: &str, path: &Path) -> Result<Vec<u8>, RestError> {
    let mut bytes = Vec::new();
    let entry = zip.by_name(name).map_err(|error| file_error(path, &std::io::Error::other(error)))?;
    entry.take(PAGE_BYTES).read_to_end(&mut bytes).map_err(|error| file_error(path, &error))?;
    Ok(bytes)
}

fn parsed<T: for<'a> Deserialize<'a>>(text: &[u8], path: &Path) -> Result<T, RestError> {
    serde_json::from_slice(text)
        .map_err(|error| RestError::new(Trouble::File, path.display().to_string(), format!("It is damaged: {error}.")))
}

fn file_error(path: &Path, error: &std::io::Error) -> RestError {
    RestError::new(Trouble::File, path.display().to_string(), format!("{error}."))
}

fn packed() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn new_zip(path: &Path) -> std::io::Result<ZipWriter<BufWriter<NamedTempFile>>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::Builder::new().prefix(".roster-inspector-").suffix(".part").tempfile_in(folder)?;
    Ok(ZipWriter::new(BufWriter::with_capacity(1 << 18, file)))
}
