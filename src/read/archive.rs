//! The directory of a zip archive: where each entry lies and how it is packed. Knows Zip64 and, when the directory at the
//! end is missing, finds the entries by their local headers.
//!
//! Written for this room rather than taken from a library because entries are read by position on another thread, and
//! because broken archives must open as far as they can.

use super::source::Bytes;
use super::{Limits, ReadError, ReadErrorKind};
use std::path::Path;

/// One entry of an archive.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The name as it stands, with `/` between folders.
    pub name: String,
    pub packing: Packing,
    pub encrypted: bool,
    /// Where its data begins; `None` = its local header is not where the directory says.
    pub data: Option<u64>,
    /// Packed bytes as the directory says.
    pub packed: u64,
    /// Unpacked bytes as the directory says; `None` = not known.
    pub unpacked: Option<u64>,
    /// Checksum of the unpacked bytes; `None` = not known.
    pub crc: Option<u32>,
}

/// How an entry is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Stored,
    Deflated,
    /// A method that is not read, by its number.
    Other(u16),
}

/// The entries of an archive, and whether its directory was readable.
#[derive(Debug)]
pub(super) struct Directory {
    pub entries: Vec<Entry>,
    /// Set if entries were found by local headers: why.
    pub recovered: Option<String>,
}

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const END_64_LOCATOR: u32 = 0x0706_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;

/// Reads the directory of the archive in `bytes`, which is `size` bytes long. `limit` = entries at most.
pub(super) fn directory(bytes: &Bytes, size: u64, path: &Path, limit: usize) -> Result<Directory, ReadError> {
    match central(bytes, size, path, limit)? {
        Some(entries) => Ok(Directory { entries, recovered: None }),
        None => {
            let entries = scan(bytes, size, path, limit)?;
            if entries.is_empty() && size > 22 {
                return Err(ReadError::new(ReadErrorKind::NotAnArchive, path, "It begins like one, but no entry could be found in it."));
            }
            let recovered =
                Some(format!("the directory at the end is missing or broken; {} entries were found by their own headers", entries.len()));
            Ok(Directory { entries, recovered })
        }
    }
}

/// `None` = there is no usable directory.
fn central(bytes: &Bytes, size: u64, path: &Path, limit: usize) -> Result<Option<Vec<Entry>>, ReadError> {
    let Some(end) = find_end(bytes, size)? else { return Ok(None) };
    let directory_end = end.record;
    if end.bytes > directory_end || end.entries > size / 46 {
        return Ok(None);
    }
    // Bytes put before an archive shift everything; the directory ends where its end record starts.
    let start = directory_end - end.bytes;
    let shift = i128::from(start) - i128::from(end.offset);
    over_limit(end.entries as usize, limit, path)?;
    let mut raw = vec![0; usize::try_from(end.bytes).unwrap_or(usize::MAX).min(1 << 30)];
    let filled = bytes.read_at(start, &mut raw)?;
    raw.truncate(filled);
    let mut entries = Vec::new();
    let mut rest = &raw[..];
    while rest.len() >= 46 && u32_at(rest, 0) == CENTRAL {
        let (name_len, extra_len, comment_len) = (u16_at(rest, 28) as usize, u16_at(rest, 30) as usize, u16_at(rest, 32) as usize);
        let total = 46 + name_len + extra_len + comment_len;
        if rest.len() < total {
            return Ok(None);
        }
        over_limit(entries.len() + 1, limit, path)?;
        entries.push(central_entry(bytes, rest, shift)?);
        rest = &rest[total..];
    }
    Ok((entries.len() as u64 == end.entries).then_some(entries))
}

fn central_entry(bytes: &Bytes, raw: &[u8], shift: i128) -> Result<Entry, ReadError> {
    let name_len = u16_at(raw, 28) as usize;
    let extra = &raw[46 + name_len..46 + name_len + u16_at(raw, 30) as usize];
    let mut unpacked = u64::from(u32_at(raw, 24));
    let mut packed = u64::from(u32_at(raw, 20));
    let mut offset = u64::from(u32_at(raw, 42));
    let mut wide = zip64_fields(extra);
    for value in [&mut unpacked, &mut packed, &mut offset] {
        if *value == u64::from(u32::MAX)
            && let Some(field) = wide.next()
        {
            *value = field;
        }
    }
    let flags = u16_at(raw, 8);
    let header = u64::try_from(i128::from(offset) + shift).unwrap_or(u64::MAX);
    Ok(Entry {
        name: entry_name(&raw[46..46 + name_len]),
        packing: packing(u16_at(raw, 10)),
        encrypted: flags & 1 != 0,
        data: data_start(bytes, header)?,
        packed,
        unpacked: Some(unpacked),
        crc: Some(u32_at(raw, 16)),
    })
}

/// Where the data of the entry with its local header at `header` begins.
fn data_start(bytes: &Bytes, header: u64) -> Result<Option<u64>, ReadError> {
    let mut raw = [0; 30];
    if header > u64::MAX - 200_000 || bytes.read_at(header, &mut raw)? < 30 || u32_at(&raw, 0) != LOCAL {
        return Ok(None);
    }
    Ok(Some(header + 30 + u64::from(u16_at(&raw, 26)) + u64::from(u16_at(&raw, 28))))
}

struct End {
    /// Where the first end record starts (that of Zip64 if there is one): the directory ends there.
    record: u64,
    entries: u64,
    bytes: u64,
    offset: u64,
}

fn find_end(bytes: &Bytes, size: u64) -> Result<Option<End>, ReadError> {
    let tail_len = size.min(65_535 + 22);
    let mut tail = vec![0; tail_len as usize];
    let filled = bytes.read_at(size - tail_len, &mut tail)?;
    tail.truncate(filled);
    let Some(at) = (0..tail.len().saturating_sub(21)).rev().find(|&at| u32_at(&tail, at) == END) else { return Ok(None) };
    let raw = &tail[at..];
    let record = size - tail_len + at as u64;
    let plain = End { record, entries: u64::from(u16_at(raw, 10)), bytes: u64::from(u32_at(raw, 12)), offset: u64::from(u32_at(raw, 16)) };
    if record < 20 {
        return Ok(Some(plain));
    }
    let mut locator = [0; 20];
    if bytes.read_at(record - 20, &mut locator)? < 20 || u32_at(&locator, 0) != END_64_LOCATOR {
        return Ok(Some(plain));
    }
    // Bytes before the archive shift the place that the locator names; then it stands right before the locator.
    for place in [u64_at(&locator, 8), record.saturating_sub(76)] {
        let mut wide = [0; 56];
        if place < record && bytes.read_at(place, &mut wide)? == 56 && u32_at(&wide, 0) == END_64 {
            return Ok(Some(End { record: place, entries: u64_at(&wide, 32), bytes: u64_at(&wide, 40), offset: u64_at(&wide, 48) }));
        }
    }
    Ok(Some(plain))
}

/// The 64-bit values of a Zip64 extra field, in their order.
fn zip64_fields(extra: &[u8]) -> impl Iterator<Item = u64> {
    let mut rest = extra;
    let mut found: &[u8] = &[];
    while rest.len() >= 4 {
        let len = u16_at(rest, 2) as usize;
        let body = rest.get(4..4 + len).unwrap_or(&rest[4..]);
        if u16_at(rest, 0) == 1 {
            found = body;
        }
        rest = &rest[4 + body.len()..];
    }
    found.chunks_exact(8).map(|chunk| u64_at(chunk, 0))
}

/// Entries by their local headers, for archives whose end is missing.
fn scan(bytes: &Bytes, size: u64, path: &Path, limit: usize) -> Result<Vec<Entry>, ReadError> {
    let mut entries = Vec::new();
    let mut at = 0;
    while let Some(header) = find_signature(bytes, at, size, &[LOCAL])? {
        let mut raw = [0; 30];
        if bytes.read_at(header, &mut raw)? < 30 {
            break;
        }
        let mut names = vec![0; u16_at(&raw, 26) as usize + u16_at(&raw, 28) as usize];
        let filled = bytes.read_at(header + 30, &mut names)?;
        let name_len = u16_at(&raw, 26) as usize;
        if filled < names.len() || names[..name_len].iter().any(|&b| b < 0x20) {
            at = header + 4;
            continue;
        }
        over_limit(entries.len() + 1, limit, path)?;
        let data = header + 30 + names.len() as u64;
        let entry = scanned_entry(bytes, &raw, &names, data, size)?;
        at = data.saturating_add(entry.packed).min(size);
        entries.push(entry);
    }
    Ok(entries)
}

fn scanned_entry(bytes: &Bytes, raw: &[u8], names: &[u8], data: u64, size: u64) -> Result<Entry, ReadError> {
    let (name, extra) = names.split_at(u16_at(raw, 26) as usize);
    let flags = u16_at(raw, 6);
    let mut packed = u64::from(u32_at(raw, 18));
    let mut unpacked = Some(u64::from(u32_at(raw, 22)));
    let mut crc = Some(u32_at(raw, 14));
    if packed == u64::from(u32::MAX) || unpacked == Some(u64::from(u32::MAX)) {
        let mut wide = zip64_fields(extra);
        unpacked = wide.next();
        packed = wide.next().unwrap_or(size - data.min(size));
    }
    if flags & 8 != 0 && packed == 0 {
        // Sizes and checksum follow the data, whose end only the next header shows.
        let (next, descriptor) = descriptor(bytes, data, size)?;
        (packed, unpacked, crc) = (next - data, None, descriptor);
    }
    let packing = packing(u16_at(raw, 8));
    Ok(Entry { name: entry_name(name), packing, encrypted: flags & 1 != 0, data: Some(data), packed, unpacked, crc })
}

/// Where the data of an entry of unknown size ends, and its checksum if that follows there.
fn descriptor(bytes: &Bytes, data: u64, size: u64) -> Result<(u64, Option<u32>), ReadError> {
    let mut from = data;
    while let Some(next) = find_signature(bytes, from, size, &[DESCRIPTOR, LOCAL, CENTRAL])? {
        let mut raw = [0; 16];
        if bytes.read_at(next, &mut raw)? < 16 || u32_at(&raw, 0) != DESCRIPTOR {
            return Ok((next, None));
        }
        // Packed data may hold these four bytes by chance; a real one gives the right size.
        if u32_at(&raw, 8) == (next - data) as u32 {
            return Ok((next, Some(u32_at(&raw, 4))));
        }
        from = next + 4;
    }
    // One byte more than there is: the end was not found, and reading then says that the archive ends too early.
    Ok((size + 1, None))
}

/// The next place of one of the signatures from `at` on.
fn find_signature(bytes: &Bytes, at: u64, size: u64, wanted: &[u32]) -> Result<Option<u64>, ReadError> {
    let mut window = vec![0; 64 << 10];
    let mut at = at;
    while at + 4 <= size {
        let filled = bytes.read_at(at, &mut window)?;
        if filled < 4 {
            return Ok(None);
        }
        let hit =
            memchr::memmem::find_iter(&window[..filled], b"PK").find(|&hit| hit + 4 <= filled && wanted.contains(&u32_at(&window, hit)));
        if let Some(hit) = hit {
            return Ok(Some(at + hit as u64));
        }
        at += filled as u64 - 3;
    }
    Ok(None)
}

fn over_limit(entries: usize, limit: usize, path: &Path) -> Result<(), ReadError> {
    if entries <= limit.min(Limits::FILES) {
        return Ok(());
    }
    Err(ReadError::new(ReadErrorKind::Limit, path, format!("It holds more than {limit} entries.")))
}

/// Names are UTF-8, or else the old code page of which only ASCII is of interest here.
fn entry_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.replace('\\', "/"),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw).0.replace('\\', "/"),
    }
}

const fn packing(method: u16) -> Packing {
    match method {
        0 => Packing::Stored,
        8 => Packing::Deflated,
        other => Packing::Other(other),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).map_or(0, |b| u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]))
}
