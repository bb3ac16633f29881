//! Several packages as one district: a zip for each school, say. Every file keeps its own header, facts and lines; the tables
//! that are read from them hold the rows of all, one file after another.

use std::path::Path;

use super::{Fact, FileId, Limits, Manifest, Package, PackageFile, ReadError, ReadErrorKind, SourceKind};
use crate::spec::{Mode, Table};

/// Puts packages together. They must be of one version, and a table bulk in all of them or delta in all of them.
pub(super) fn put_together(parts: Vec<Package>, limits: &Limits) -> Result<Package, ReadError> {
    let others = parts.len().saturating_sub(1);
    let mut parts = parts.into_iter().map(named);
    let Some(mut whole) = parts.next() else {
        return Err(ReadError::new(ReadErrorKind::NoCsv, Path::new(""), "No path was given."));
    };
    for part in parts {
        whole = join(whole, part)?;
    }
    whole.name = format!("{} and {others} {}", whole.name, if others == 1 { "other" } else { "others" });
    whole.kind = SourceKind::Several;
    within(&whole, limits)?;
    Ok(whole)
}

/// Files and facts say which package they are of.
fn named(mut package: Package) -> Package {
    let name = &package.name;
    for file in &mut package.files {
        file.name = format!("{name}/{}", file.name);
    }
    for fact in package.facts.iter_mut().filter(|fact| fact.file.is_none()) {
        fact.detail = if fact.detail.is_empty() { name.clone() } else { format!("{name}: {}", fact.detail) };
    }
    package
}

fn join(mut whole: Package, part: Package) -> Result<Package, ReadError> {
    let Package { name: _, paths, kind: _, bytes, modified, files, manifest, detected, facts, sources, limits: _ } = part;
    let path = paths.first().cloned().unwrap_or_default();
    let mixed = |detail: String| ReadError::new(ReadErrorKind::Mixed, &path, detail);
    if whole.detected.foreign != detected.foreign {
        let name = detected.foreign.or(whole.detected.foreign).unwrap_or_default();
        return Err(mixed(format!("Only some of them are {name}.")));
    }
    if whole.detected.version != detected.version {
        let (first, second) = (whole.detected.version.name(), detected.version.name());
        return Err(mixed(format!("The first is OneRoster {first}, this one is {second}.")));
    }
    for table in Table::ALL {
        let (mode, other) = (&mut whole.detected.modes[table.index()], detected.modes[table.index()]);
        match (*mode, other) {
            (Some(a), Some(b)) if a != b => {
                let word = |mode| if mode == Mode::Delta { "a delta" } else { "bulk" };
                return Err(mixed(format!("{} is {} in the first and {} in this one.", table.file(), word(a), word(b))));
            }
            (None, found) => *mode = found,
            _ => {}
        }
    }
    let offset = whole.files.len();
    if offset + files.len() > Limits::FILES {
        return Err(ReadError::new(ReadErrorKind::Limit, &path, format!("Together they hold more than {} files.", Limits::FILES)));
    }
    let moved = |file: FileId| FileId(file.0 + offset as u16);
    whole.facts.extend(facts.into_iter().map(|fact| Fact { file: fact.file.map(moved), ..fact }));
    whole.files.extend::<Vec<PackageFile>>(files);
    whole.sources.extend(sources);
    whole.paths.extend(paths);
    whole.bytes += bytes;
    whole.modified = whole.modified.max(modified);
    whole.manifest = join_manifests(whole.manifest, manifest);
    for reason in detected.reasons {
        if !whole.detected.reasons.contains(&reason) {
            whole.detected.reasons.push(reason);
        }
    }
    Ok(whole)
}

/// What one manifest calls absent may be there by another; everything else is told by the first.
fn join_manifests(whole: Option<Manifest>, part: Option<Manifest>) -> Option<Manifest> {
    let (Some(mut whole), Some(part)) = (whole.clone(), part.clone()) else { return whole.or(part) };
    for (name, value, _) in part.properties {
        match whole.properties.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, known, _)) if known.trim() == "absent" && value.trim() != "absent" => *known = value,
            Some(_) => {}
            // Its line is that of the manifest that has it; only the first manifest's lines can be shown.
            None => whole.properties.push((name, value, 0)),
        }
    }
    Some(whole)
}

/// Each is within the limits; so must be all together.
fn within(whole: &Package, limits: &Limits) -> Result<(), ReadError> {
    let unpacked = whole.files.iter().map(|file| file.bytes).fold(0, u64::saturating_add);
    if unpacked > limits.unpacked_bytes {
        let path = whole.paths.first().map_or(Path::new(""), |path| path);
        let detail = format!("Unpacked they would have {unpacked} bytes together; the limit is {}.", limits.unpacked_bytes);
        return Err(ReadError::new(ReadErrorKind::Limit, path, detail));
    }
    Ok(())
}
