//! Opening: from a path to the files that it holds, whether it is a zip, a folder or loose files.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::archive::{self, Entry, Packing};
use super::assemble::{Found, Opened, assemble};
use super::locked::{self, Key};
use super::source::Origin;
use super::unpack::{Place, Unpacker};
use super::{Fact, FactKind, Limits, Package, Password, ReadError, ReadErrorKind, SourceKind, foreign, several};
use crate::job::Watch;

/// How to open.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// What is too much.
    pub limits: Limits,
    /// What opens encrypted archives.
    pub password: Option<Password>,
}

/// [`open_with`] limits alone.
pub fn open(paths: &[PathBuf], limits: &Limits, watch: &Watch) -> Result<Package, ReadError> {
    open_with(paths, &OpenOptions { limits: *limits, password: None }, watch)
}

/// Opens a zip, a folder, one or several loose files, or several zips and folders as one district: reads its directory, the head of every file, the manifest and
/// the headers. Rows are streamed later by [`Package::rows`].
pub fn open_with(paths: &[PathBuf], options: &OpenOptions, watch: &Watch) -> Result<Package, ReadError> {
    let limits = &options.limits;
    let [path] = paths else {
        let is_package = |path: &PathBuf| path.is_dir() || has_extension(path, "zip");
        return if paths.len() > 1 && paths.iter().all(is_package) {
            let parts = paths.iter().map(|path| open_with(std::slice::from_ref(path), options, watch));
            several::put_together(parts.collect::<Result<_, _>>()?, limits)
        } else {
            open_files(paths, limits, watch)
        };
    };
    let metadata = fs::metadata(path).map_err(|error| ReadError::io(path, error))?;
    if metadata.is_dir() {
        return open_folder(path, limits, watch);
    }
    if metadata.len() == 0 {
        return Err(ReadError::new(ReadErrorKind::Empty, path, ""));
    }
    let origin = Origin::file(path)?;
    let mut head = [0; 512];
    let filled = origin.open()?.read_at(0, &mut head)?;
    let head = &head[..filled];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x06\x06") {
        return open_zip(&origin, options, watch);
    }
    if let Some(seems) = foreign::by_first_bytes(head).filter(|_| !is_csv(path)) {
        return Err(ReadError::new(ReadErrorKind::NotAnArchive, path, format!("It looks like {seems}.")));
    }
    if has_extension(path, "zip") {
        // A program that unpacks itself stands before its archive.
        let bytes = origin.open()?;
        return match archive::directory(&bytes, origin.size(), path, limits.entries) {
            Ok(directory) if directory.recovered.is_none() && !directory.entries.is_empty() => open_zip(&origin, options, watch),
            _ => Err(ReadError::new(ReadErrorKind::NotAnArchive, path, "")),
        };
    }
    open_files(paths, limits, watch)
}

/// Opens files that are part of the program, such as the sample.
pub fn open_embedded(name: &str, files: &'static [(&'static str, &'static [u8])]) -> Result<Package, ReadError> {
    let found = files.iter().map(|&(name, bytes)| in_memory(name, Origin::Static(bytes))).collect();
    open_found(name, found)
}

/// Opens files that the program has made: name and content of each. They stay in memory.
pub fn open_made(name: &str, files: &[(String, Arc<Vec<u8>>)]) -> Result<Package, ReadError> {
    open_found(name, files.iter().map(|(name, bytes)| in_memory(name, Origin::Made(Arc::clone(bytes)))).collect())
}

fn in_memory(name: &str, origin: Origin) -> Found {
    Found { name: name.to_owned(), place: Some(Place::whole(origin)) }
}

fn open_found(name: &str, found: Vec<Found>) -> Result<Package, ReadError> {
    let bytes = found.iter().filter_map(|found| found.place.as_ref()).map(|place| place.origin.size()).sum();
    let opened = Opened {
        name: name.to_owned(),
        paths: Vec::new(),
        kind: SourceKind::Embedded,
        bytes,
        modified: None,
        found,
        facts: Vec::new(),
        foreign: None,
    };
    assemble(opened, &Limits::default(), &Watch::new())
}

fn open_files(paths: &[PathBuf], limits: &Limits, watch: &Watch) -> Result<Package, ReadError> {
    let Some(first) = paths.first() else { return Err(ReadError::new(ReadErrorKind::NoCsv, Path::new(""), "No path was given.")) };
    let mut found = Vec::new();
    let (mut bytes, mut modified) = (0, None);
    for path in paths {
        let origin = Origin::file(path)?;
        if path.is_dir() || has_extension(path, "zip") {
            return Err(ReadError::new(ReadErrorKind::Mixed, path, ""));
        }
        // A file that cannot be opened is an error here, since the user chose it by name.
        drop(origin.open()?);
        bytes += origin.size();
        modified = modified.max(origin.stamp().and_then(|stamp| stamp.modified));
        found.push(Found { name: file_name(path), place: Some(Place::whole(origin)) });
    }
    let opened = Opened {
        name: file_name(first),
        paths: paths.to_vec(),
        kind: SourceKind::Files,
        bytes,
        modified,
        found,
        facts: Vec::new(),
        foreign: None,
    };
    assemble(opened, limits, watch)
}

fn open_folder(path: &Path, limits: &Limits, watch: &Watch) -> Result<Package, ReadError> {
    let mut files = Vec::new();
    list(path, "", limits, &mut files)?;
    if !files.iter().any(|(name, _)| is_csv(Path::new(name))) {
        list_folders(path, "", 0, limits, &mut files)?;
    }
    if !files.iter().any(|(name, _)| is_csv(Path::new(name))) {
        let zip = files.iter().find(|(name, _)| has_extension(Path::new(name), "zip"));
        let detail = zip.map(|(name, _)| format!("There is an archive in it, {name}: open that.")).unwrap_or_default();
        return Err(ReadError::new(ReadErrorKind::NoCsv, path, detail));
    }
    files.sort();
    let (mut found, mut facts, mut refused) = (Vec::new(), Vec::new(), None);
    let (mut bytes, mut modified) = (0, None);
    for (name, file) in files {
        let origin = Origin::file(&file).and_then(|origin| origin.open().map(|_| origin));
        let place = match origin {
            Ok(origin) => {
                bytes += origin.size();
                modified = modified.max(origin.stamp().and_then(|stamp| stamp.modified));
                Some(Place::whole(origin))
            }
            Err(error) => {
                facts.push(Fact { kind: FactKind::DamagedEntry, file: None, detail: format!("{name}: {}", error.title()) });
                refused = Some(error);
                None
            }
        };
        found.push(Found { name, place });
    }
    if let Some(error) = refused.filter(|_| found.iter().all(|found| found.place.is_none())) {
        return Err(error);
    }
    let opened = Opened {
        name: file_name(path),
        paths: vec![path.to_owned()],
        kind: SourceKind::Folder,
        bytes,
        modified,
        found,
        facts,
        foreign: None,
    };
    assemble(opened, limits, watch)
}

/// The files right in a folder.
fn list(folder: &Path, prefix: &str, limits: &Limits, files: &mut Vec<(String, PathBuf)>) -> Result<(), ReadError> {
    for item in fs::read_dir(folder).map_err(|error| ReadError::io(folder, error))? {
        let item = item.map_err(|error| ReadError::io(folder, error))?;
        let path = item.path();
        if path.is_file() {
            files.push((format!("{prefix}{}", item.file_name().to_string_lossy()), path));
        }
        if files.len() > limits.entries.min(Limits::FILES) {
            return Err(ReadError::new(ReadErrorKind::Limit, folder, format!("It holds more than {} files.", limits.entries)));
        }
    }
    Ok(())
}

/// How many folders deep CSV files are looked for.
const FOLDERS_DEEP: usize = 2;

fn list_folders(folder: &Path, prefix: &str, depth: usize, limits: &Limits, files: &mut Vec<(String, PathBuf)>) -> Result<(), ReadError> {
    if depth == FOLDERS_DEEP {
        return Ok(());
    }
    let Ok(items) = fs::read_dir(folder) else { return Ok(()) };
    for item in items.flatten().filter(|item| item.path().is_dir()) {
        let prefix = format!("{prefix}{}/", item.file_name().to_string_lossy());
        // A folder that may not be looked into is passed over; the one that was chosen has been read.
        match list(&item.path(), &prefix, limits, files) {
            Err(error) if error.kind == ReadErrorKind::Limit => return Err(error),
            _ => list_folders(&item.path(), &prefix, depth + 1, limits, files)?,
        }
    }
    Ok(())
}

fn open_zip(origin: &Origin, options: &OpenOptions, watch: &Watch) -> Result<Package, ReadError> {
    let OpenOptions { limits, password } = options;
    let path = origin.path().to_owned();
    let mut facts = Vec::new();
    let mut entries = entries_of(origin, limits, &mut facts)?;
    let mut inner = origin.clone();
    let mut foreign = foreign::by_entries(&entries.iter().map(|entry| entry.name.as_str()));
    if let Some(nested) = nested_archive(&entries, foreign, password.is_some()) {
        facts.push(Fact { kind: FactKind::NestedArchive, file: None, detail: nested.name.clone() });
        inner = unpack_nested(origin, nested, options, &mut facts, watch)?;
        entries = entries_of(&inner, limits, &mut facts)?;
        foreign = foreign::by_entries(&entries.iter().map(|entry| entry.name.as_str()));
    }
    let files: Vec<Entry> = entries.into_iter().filter(|entry| !entry.name.ends_with('/')).collect();
    check_entries(&files, foreign, &path, options)?;
    check_password(&inner, &files, password.as_ref())?;
    let found = files
        .into_iter()
        .map(|entry| {
            let place = entry.data.map(|at| place_of(&inner, at, &entry, password.as_ref()));
            Found { place, name: entry.name }
        })
        .collect();
    let stamp = origin.stamp();
    let opened = Opened {
        name: file_name(&path),
        paths: vec![path],
        kind: SourceKind::Zip,
        bytes: origin.size(),
        modified: stamp.and_then(|stamp| stamp.modified),
        found,
        facts,
        foreign,
    };
    assemble(opened, limits, watch)
}

fn entries_of(origin: &Origin, limits: &Limits, facts: &mut Vec<Fact>) -> Result<Vec<Entry>, ReadError> {
    let directory = archive::directory(&origin.open()?, origin.size(), origin.path(), limits.entries)?;
    if let Some(detail) = directory.recovered {
        facts.push(Fact { kind: FactKind::TruncatedArchive, file: None, detail });
    }
    Ok(directory.entries)
}

/// What makes an archive as a whole impossible to open.
fn check_entries(files: &[Entry], foreign: Option<&str>, path: &Path, options: &OpenOptions) -> Result<(), ReadError> {
    let OpenOptions { limits, password } = options;
    let unpacked: u64 = files.iter().filter_map(|entry| entry.unpacked).fold(0, u64::saturating_add);
    if unpacked > limits.unpacked_bytes {
        let detail = format!("Unpacked it would have {unpacked} bytes; the limit is {}.", limits.unpacked_bytes);
        return Err(ReadError::new(ReadErrorKind::Limit, path, detail));
    }
    let mut csv = files.iter().filter(|entry| is_csv(Path::new(&entry.name))).peekable();
    if csv.peek().is_none() && foreign.is_none() {
        let detail =
            if files.is_empty() { "The archive holds no files.".to_owned() } else { format!("It holds {} other files.", files.len()) };
        return Err(ReadError::new(ReadErrorKind::NoCsv, path, detail));
    }
    if foreign.is_none() && password.is_none() && csv.all(|entry| entry.encrypted) {
        return Err(ReadError::new(ReadErrorKind::Encrypted, path, ""));
    }
    Ok(())
}

/// An error if a password was given that does not open the first encrypted CSV file.
fn check_password(origin: &Origin, files: &[Entry], password: Option<&Password>) -> Result<(), ReadError> {
    let encrypted = files.iter().find(|entry| entry.encrypted && (is_csv(Path::new(&entry.name)) || files.len() == 1));
    match (encrypted, password) {
        (Some(entry), Some(password)) => locked::check(origin, &Key { password: password.clone(), entry: entry.name.clone() }),
        _ => Ok(()),
    }
}

/// The one archive in an archive without CSV files of its own.
fn nested_archive<'a>(entries: &'a [Entry], foreign: Option<&str>, unlocked: bool) -> Option<&'a Entry> {
    if foreign.is_some() || entries.iter().any(|entry| is_csv(Path::new(&entry.name))) {
        return None;
    }
    let is_junk = |entry: &Entry| entry.name.starts_with("__MACOSX/");
    let readable = |entry: &Entry| entry.data.is_some() && (unlocked || !entry.encrypted);
    entries.iter().find(|entry| !is_junk(entry) && readable(entry) && has_extension(Path::new(&entry.name), "zip"))
}

/// The inner archive, in memory: nothing is written to disk.
fn unpack_nested(origin: &Origin, entry: &Entry, options: &OpenOptions, facts: &mut Vec<Fact>, watch: &Watch) -> Result<Origin, ReadError> {
    let OpenOptions { limits, password } = options;
    let path = origin.path();
    check_password(origin, std::slice::from_ref(entry), password.as_ref())?;
    let place = place_of(origin, entry.data.unwrap_or_default(), entry, password.as_ref());
    let most = limits.unpacked_bytes.min(4 << 30);
    let mut unpacker = Unpacker::open(&place, *limits)?;
    let mut bytes = Vec::new();
    let mut block = vec![0; 512 << 10];
    loop {
        let filled = unpacker.fill(&mut block, watch)?;
        bytes.extend_from_slice(&block[..filled]);
        if bytes.len() as u64 > most {
            return Err(ReadError::new(
                ReadErrorKind::Limit,
                path,
                format!("The archive in it, {}, has more than {most} bytes.", entry.name),
            ));
        }
        if filled < block.len() {
            break;
        }
    }
    facts.append(&mut unpacker.facts);
    let Some(stamp) = origin.stamp() else { return Err(ReadError::new(ReadErrorKind::Unreadable, path, "")) };
    Ok(Origin::Memory { path: path.to_owned(), stamp, bytes: Arc::new(bytes) })
}

fn place_of(origin: &Origin, at: u64, entry: &Entry, password: Option<&Password>) -> Place {
    let key = password.filter(|_| entry.encrypted).map(|password| Key { password: password.clone(), entry: entry.name.clone() });
    let unpacked = if entry.packing == Packing::Stored { Some(entry.unpacked.unwrap_or(entry.packed)) } else { entry.unpacked };
    Place {
        origin: origin.clone(),
        at,
        packing: entry.packing,
        packed: entry.packed,
        unpacked,
        crc: entry.crc,
        encrypted: entry.encrypted,
        key,
        end: origin.size(),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

pub(super) fn is_csv(path: &Path) -> bool {
    has_extension(path, "csv") && !path.components().any(|part| part.as_os_str() == OsStr::new("__MACOSX"))
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.to_string_lossy().trim().eq_ignore_ascii_case(wanted))
}
