//! From the files that were found to a package: which file is which table, what the heads tell, what it all is.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::detect::{self, ModeEvidence, PlainHeader};
use super::foreign::{self, Look};
use super::header::{looks_like_data, plain_name, table_by_header, understand};
use super::package::FileSource;
use super::record::{Record, Step};
use super::text::TextStart;
use super::unpack::{Place, Unpacker};
use super::{
    ColumnMeaning, Detected, Fact, FactKind, FileId, Limits, Manifest, Package, PackageFile, ReadError, ReadErrorKind, SourceKind,
    TextEncoding, open::is_csv,
};
use crate::job::Watch;
use crate::spec::{Table, Version};

/// Bytes kept of the beginning of each file.
const HEAD: usize = 64 << 10;
/// Files beyond the standard whose head is looked at; more would only fill the memory.
const UNKNOWN_HEADS: usize = 100;

/// What the source gave.
pub(super) struct Opened {
    pub name: String,
    pub paths: Vec<PathBuf>,
    pub kind: SourceKind,
    pub bytes: u64,
    pub modified: Option<SystemTime>,
    pub found: Vec<Found>,
    pub facts: Vec<Fact>,
    pub foreign: Option<&'static str>,
}

/// A file by its name in the source. `place` = `None` if its bytes cannot be reached.
pub(super) struct Found {
    pub name: String,
    pub place: Option<Place>,
}

/// Makes the package.
pub(super) fn assemble(opened: Opened, limits: &Limits, watch: &Watch) -> Result<Package, ReadError> {
    let Opened { name, paths, kind, bytes, modified, found, facts, foreign } = opened;
    let detected = Detected { version: Version::V1_1, modes: [None; Table::ALL.len()], foreign, reasons: Vec::new() };
    let mut package = Package {
        name,
        paths,
        kind,
        bytes,
        modified,
        files: Vec::new(),
        manifest: None,
        detected,
        facts,
        sources: Vec::new(),
        limits: *limits,
    };
    let tables = assign(&found, &mut package.facts);
    let mut unknown = 0;
    for (found, table) in found.into_iter().zip(tables) {
        if watch.is_cancelled() {
            return Err(ReadError::new(ReadErrorKind::Cancelled, package.paths.first().map_or(Path::new(""), |path| path), ""));
        }
        let Assigned::File(table) = table else { continue };
        unknown += usize::from(table.is_none());
        let may_be = is_csv(Path::new(&found.name)) || package.kind == SourceKind::Files;
        let wanted = table.is_some() || (may_be && unknown <= UNKNOWN_HEADS);
        add_file(&mut package, found, table, wanted);
    }
    let names: Vec<Vec<String>> = (0..package.files.len()).map(|file| package.first_record(file)).collect();
    if package.kind == SourceKind::Files {
        name_by_headers(&mut package, &names)?;
    }
    read_manifest(&mut package);
    detect_all(&mut package, &names);
    understand_headers(&mut package, names);
    detect_modes(&mut package);
    Ok(package)
}

enum Assigned {
    Junk,
    File(Option<Table>),
}

/// Which found file is which table. The folder with the most tables is the root; a table that it lacks may lie elsewhere.
fn assign(found: &[Found], facts: &mut Vec<Fact>) -> Vec<Assigned> {
    let split: Vec<(&str, &str)> = found.iter().map(|found| found.name.rsplit_once('/').unwrap_or(("", &found.name))).collect();
    let junk: Vec<bool> = found.iter().map(|found| is_junk(&found.name)).collect();
    let table_of = |index: usize| if junk[index] { None } else { table_of(split[index].1) };
    let root = root_folder((0..found.len()).filter(|&index| table_of(index).is_some()).map(|index| split[index].0));
    if !root.is_empty() {
        facts.push(Fact { kind: FactKind::FilesInFolder, file: None, detail: root.to_owned() });
    }
    let mut taken = [None; Table::ALL.len()];
    // Files of the root go first, exactly named ones before others, so that what lies elsewhere only fills gaps.
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&index| (split[index].0 != root, table_of(index).is_some_and(|(_, exact)| !exact), index));
    for &index in &order {
        if let Some((table, _)) = table_of(index) {
            let first = *taken[table.index()].get_or_insert(index);
            if first != index {
                facts.push(Fact { kind: FactKind::DuplicateEntry, file: None, detail: found[index].name.clone() });
            } else if split[index].0 != root {
                facts.push(Fact { kind: FactKind::FilesInFolder, file: None, detail: split[index].0.to_owned() });
            }
        }
    }
    let mut assigned = Vec::new();
    for (index, found) in found.iter().enumerate() {
        if junk[index] {
            facts.push(Fact { kind: FactKind::OsJunk, file: None, detail: found.name.clone() });
            assigned.push(Assigned::Junk);
        } else {
            assigned.push(Assigned::File(table_of(index).map(|(table, _)| table).filter(|table| taken[table.index()] == Some(index))));
        }
    }
    assigned
}

fn is_junk(name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name);
    name.split('/').any(|part| part == "__MACOSX")
        || base.starts_with("._")
        || ["ds_store", "thumbs.db", "desktop.ini"].contains(&plain_name(base).trim_start_matches('.'))
}

/// The table that a file name stands for, and whether it is spelled exactly.
fn table_of(base: &str) -> Option<(Table, bool)> {
    if let Some(table) = Table::from_file(base) {
        return Some((table, true));
    }
    let plain = plain_name(base);
    Table::ALL.into_iter().find(|table| plain_name(table.file()) == plain).map(|table| (table, false))
}

/// The folder with the most tables; of equals the shortest.
fn root_folder<'a>(folders: impl Iterator<Item = &'a str>) -> &'a str {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for folder in folders {
        match counts.iter_mut().find(|(known, _)| *known == folder) {
            Some((_, count)) => *count += 1,
            None => counts.push((folder, 1)),
        }
    }
    counts.into_iter().max_by_key(|&(folder, count)| (count, std::cmp::Reverse(folder.len()))).map_or("", |(folder, _)| folder)
}

fn add_file(package: &mut Package, found: Found, table: Option<Table>, wanted: bool) {
    let file = FileId(u16::try_from(package.files.len()).unwrap_or(u16::MAX));
    let mut add = |kind, detail: String| package.facts.push(Fact { kind, file: Some(file), detail });
    let base = found.name.rsplit('/').next().unwrap_or(&found.name).to_owned();
    if table.is_some_and(|table| table.file() != base) {
        add(FactKind::WrongCaseName, base);
    }
    let mut source = FileSource { place: found.place, ..FileSource::default() };
    let mut has_head = false;
    let place = source.place.as_ref();
    let (bytes, packed_bytes) = place.map_or((0, 0), |place| (place.unpacked.unwrap_or(place.packed), place.packed));
    if let Some(place) = place.filter(|place| place.encrypted) {
        add(if place.key.is_some() { FactKind::DecryptedEntry } else { FactKind::EncryptedEntry }, found.name.clone());
    }
    match place {
        None => add(FactKind::DamagedEntry, format!("{} cannot be reached", found.name)),
        Some(place) if !wanted || (place.encrypted && place.key.is_none()) => {}
        Some(place) => match read_head(place, &package.limits) {
            Err(error) => {
                add(FactKind::DamagedEntry, format!("{}: {}", error.title(), error.detail));
                source.place = source.place.filter(Place::is_readable);
            }
            Ok((head, whole)) => {
                if head.is_empty() {
                    add(FactKind::EmptyFile, found.name.clone());
                }
                source.start = TextStart::of(&head);
                (source.head, source.whole) = (head, whole);
                note_text(&source, &mut add);
                has_head = true;
            }
        },
    }
    package.files.push(PackageFile { name: found.name, table, bytes, packed_bytes, header: None, form: None });
    package.sources.push(source);
    if has_head {
        let index = package.files.len() - 1;
        package.files[index].form = Some(package.head_form(index));
    }
}

fn note_text(source: &FileSource, add: &mut impl FnMut(FactKind, String)) {
    let TextStart { encoding, mark, delimiter } = source.start;
    let how = if mark > 0 { "by its byte order mark" } else { "by its NUL bytes" };
    if matches!(encoding, TextEncoding::Utf16Le | TextEncoding::Utf16Be) {
        add(FactKind::Utf16, format!("{}, seen {how} at byte 0", encoding.name()));
    } else if mark > 0 {
        add(FactKind::ByteOrderMark, String::new());
    }
    match delimiter {
        b';' => add(FactKind::Delimiter, "semicolon".to_owned()),
        b'\t' => add(FactKind::Delimiter, "tab".to_owned()),
        _ => {}
    }
}

/// The first bytes of a file, and whether they are all. What is damaged is noted when the file is streamed.
fn read_head(place: &Place, limits: &Limits) -> Result<(Vec<u8>, bool), ReadError> {
    let mut unpacker = Unpacker::open(place, *limits)?;
    let mut head = vec![0; HEAD];
    let filled = unpacker.fill(&mut head, &Watch::new())?;
    head.truncate(filled);
    head.shrink_to_fit();
    Ok((head, filled < HEAD))
}

impl Package {
    /// The cells of the first record of a file.
    fn first_record(&mut self, file: usize) -> Vec<String> {
        let source = &mut self.sources[file];
        let text = source.start.decode(&source.head);
        let mut record = Record::default();
        let mut at = 0;
        loop {
            match record.read(&text, at, true, source.start.delimiter) {
                Step::Blank { next, .. } => at = next,
                Step::Record { .. } => break,
                Step::Incomplete | Step::End => return Vec::new(),
            }
        }
        let mut names = Vec::new();
        for cell in &record.cells {
            let mut raw = Vec::new();
            cell.mend(&text, &mut raw);
            names.push(match String::from_utf8(raw) {
                Ok(name) => name,
                Err(error) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned(),
            });
        }
        source.width = names.len();
        source.has_header = true;
        names
    }
}

/// Loose files come under names such as `users (1).csv`; then the header says what they are.
fn name_by_headers(package: &mut Package, names: &[Vec<String>]) -> Result<(), ReadError> {
    for (index, names) in names.iter().enumerate() {
        if package.files[index].table.is_none()
            && let Some(table) = table_by_header(names)
            && package.table_file(table).is_none()
        {
            package.files[index].table = Some(table);
            let detail = package.files[index].name.clone();
            package.facts.push(Fact { kind: FactKind::WrongCaseName, file: Some(FileId(index as u16)), detail });
        }
    }
    if package.files.iter().any(|file| file.table.is_some() || is_csv(Path::new(&file.name))) {
        return Ok(());
    }
    let path = package.paths.first().map_or(Path::new(""), |path| path);
    Err(ReadError::new(ReadErrorKind::NoCsv, path, "The file is neither a zip nor a CSV file."))
}

fn read_manifest(package: &mut Package) {
    let Some(file) = package.table_file(Table::Manifest) else { return };
    let mut manifest = Manifest { file: Some(file), properties: Vec::new() };
    if let Ok(batch) = package.head(file, usize::MAX) {
        let text = |row, column| batch.cell(row, column).map_or_else(String::new, |cell| String::from_utf8_lossy(cell).into_owned());
        for row in 0..if batch.width == 0 { 0 } else { batch.rows } {
            let value = if batch.width > 1 { text(row, 1) } else { String::new() };
            manifest.properties.push((text(row, 0), value, batch.line_of(row)));
        }
    }
    package.manifest = Some(manifest);
}

fn detect_all(package: &mut Package, names: &[Vec<String>]) {
    let headers: Vec<PlainHeader> =
        package.files.iter().zip(names).filter_map(|(file, names)| Some(PlainHeader::new(file.table?, names))).collect();
    let looks: Vec<Look> =
        package.files.iter().zip(names).filter(|(_, names)| !names.is_empty()).map(|(file, names)| Look::new(&file.name, names)).collect();
    package.detected.foreign = package.detected.foreign.or_else(|| foreign::by_headers(&looks));
    if let Some(foreign) = package.detected.foreign {
        // Another format has no version of OneRoster and no files that OneRoster would not know.
        package.facts.push(Fact { kind: FactKind::ForeignFormat, file: None, detail: foreign.to_owned() });
        package.detected.reasons.push(format!("its files and columns are those of {foreign}"));
    } else {
        let found = detect::version(package.manifest.as_ref(), &headers);
        package.detected.version = found.version;
        package.detected.reasons.extend(found.reasons);
        package.facts.extend(found.fact);
    }
    let is_foreign = package.detected.foreign.is_some();
    let spec = package.detected.version.spec();
    for (index, file) in package.files.iter().enumerate() {
        let second =
            file.table.is_none() && package.facts.iter().any(|fact| fact.kind == FactKind::DuplicateEntry && fact.detail == file.name);
        let known = file.table.is_some_and(|table| spec.table(table).is_some());
        if !known && !second && !is_foreign {
            let id = FileId(u16::try_from(index).unwrap_or(u16::MAX));
            package.facts.push(Fact { kind: FactKind::UnknownFile, file: Some(id), detail: file.name.clone() });
        }
    }
}

fn understand_headers(package: &mut Package, names: Vec<Vec<String>>) {
    let version = package.detected.version;
    for (index, mut names) in names.into_iter().enumerate() {
        let Some(table) = package.files[index].table else { continue };
        if names.is_empty() {
            continue;
        }
        // A table that the version does not know is read as the newest version has it.
        let spec = version.spec().table(table).or_else(|| Version::V1_2_1.spec().table(table));
        if looks_like_data(&names, table) {
            let detail = format!("none of its {} cells is a column of {}", names.len(), table.file());
            package.facts.push(Fact { kind: FactKind::NoHeader, file: Some(FileId(index as u16)), detail });
            package.sources[index].has_header = false;
            let assumed = spec.map(|spec| spec.columns).filter(|columns| columns.len() == names.len());
            names = match assumed {
                Some(columns) => columns.iter().map(|column| column.name.to_owned()).collect(),
                None => (1..=names.len()).map(|number| format!("column {number}")).collect(),
            };
        }
        package.files[index].header = Some(understand(names, spec, version));
    }
}

fn detect_modes(package: &mut Package) {
    for table in Table::ALL.into_iter().filter(|&table| table != Table::Manifest) {
        let Some(id) = package.table_file(table) else { continue };
        let evidence = mode_evidence(package, id);
        let (mode, fact) = detect::mode(package.manifest.as_ref(), table, id, evidence);
        package.detected.modes[table.index()] = Some(mode);
        package.facts.extend(fact);
    }
}

/// How many rows of the head have status or dateLastModified.
fn mode_evidence(package: &Package, id: FileId) -> ModeEvidence {
    let mut evidence = ModeEvidence::default();
    let Some(header) = package.file(id).and_then(|file| file.header.as_ref()) else { return evidence };
    let tells = |meaning: &ColumnMeaning| match meaning {
        ColumnMeaning::Exact(spec) | ColumnMeaning::Loose(spec) => spec.name == "status" || spec.name == "dateLastModified",
        _ => false,
    };
    let columns: Vec<usize> = (0..header.columns.len()).filter(|&column| tells(&header.columns[column].meaning)).collect();
    let Ok(batch) = package.head(id, usize::MAX) else { return evidence };
    for row in 0..batch.rows {
        let filled = columns.iter().any(|&column| batch.cell(row, column).is_some_and(|cell| !cell.trim_ascii().is_empty()));
        let deleted = columns.iter().any(|&column| batch.cell(row, column) == Some(b"tobedeleted"));
        evidence.deleted += usize::from(deleted);
        evidence.rows += 1;
        evidence.filled += usize::from(filled);
    }
    if columns.is_empty() {
        evidence.rows = 0;
    }
    evidence
}
