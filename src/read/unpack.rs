//! The unpacked bytes of one file as a stream, whether it is stored, deflated or a file of its own.

use flate2::{Decompress, FlushDecompress, Status};

use super::archive::Packing;
use super::locked::{Key, Locked};
use super::source::{Bytes, Origin};
use super::{Fact, FactKind, Limits, ReadError, ReadErrorKind};
use crate::job::Watch;

/// Packed bytes are fetched in pieces of this size.
const PIECE: usize = 256 << 10;

/// Where the bytes of one file are.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub origin: Origin,
    /// What stands before the data in the origin.
    pub at: u64,
    pub packing: Packing,
    pub packed: u64,
    /// Unpacked size as the directory says.
    pub unpacked: Option<u64>,
    pub crc: Option<u32>,
    pub encrypted: bool,
    /// What opens it if it is encrypted.
    pub key: Option<Key>,
    /// Where the origin's part that holds the archive ends; nothing is read beyond.
    pub end: u64,
}

impl Place {
    /// The whole of an origin.
    pub(super) fn whole(origin: Origin) -> Self {
        let size = origin.size();
        Self { origin, at: 0, packing: Packing::Stored, packed: size, unpacked: None, crc: None, encrypted: false, key: None, end: size }
    }

    /// Why it cannot be read at all.
    fn obstacle(&self) -> Option<String> {
        if self.encrypted && self.key.is_none() {
            return Some("It is encrypted.".to_owned());
        }
        match self.packing {
            // An encrypted entry may hide its method behind another number.
            Packing::Other(_) if self.key.is_some() => None,
            Packing::Other(method) => Some(format!("It is packed by method {method}, which OneRoster does not allow.")),
            Packing::Stored | Packing::Deflated => None,
        }
    }

    /// True if its bytes can be read.
    pub(super) fn is_readable(&self) -> bool {
        self.obstacle().is_none()
    }
}

/// A stream of unpacked bytes.
pub(super) struct Unpacker {
    bytes: Bytes,
    place: Place,
    limits: Limits,
    inflate: Option<Box<Decompress>>,
    /// Set for an encrypted entry, which comes unpacked.
    locked: Option<Locked>,
    /// Packed bytes fetched and not used yet.
    piece: Vec<u8>,
    piece_from: usize,
    piece_to: usize,
    /// Packed bytes fetched so far.
    fetched: u64,
    /// Unpacked bytes given so far.
    given: u64,
    crc: crc32fast::Hasher,
    ended: bool,
    /// True while the sizes of the directory are still to be compared with the true ones.
    size_known: bool,
    /// What was met: damage, sizes, limits. The file is filled in by the owner.
    pub facts: Vec<Fact>,
}

impl Unpacker {
    pub(super) fn open(place: &Place, limits: Limits) -> Result<Self, ReadError> {
        if let Some(why) = place.obstacle() {
            let kind = if place.encrypted { ReadErrorKind::Encrypted } else { ReadErrorKind::Unreadable };
            return Err(ReadError::new(kind, place.origin.path(), why));
        }
        let locked = place.key.as_ref().filter(|_| place.encrypted).map(|key| Locked::start(&place.origin, key)).transpose()?;
        let inflate = (place.packing == Packing::Deflated && locked.is_none()).then(|| Box::new(Decompress::new(false)));
        Ok(Self {
            bytes: place.origin.open()?,
            place: place.clone(),
            limits,
            inflate,
            locked,
            piece: Vec::new(),
            piece_from: 0,
            piece_to: 0,
            fetched: 0,
            given: 0,
            crc: crc32fast::Hasher::new(),
            ended: false,
            size_known: place.unpacked.is_some() && !place.encrypted,
            facts: Vec::new(),
        })
    }

    /// Fills `out` as far as there is data; less than all of it means the end.
    pub(super) fn fill(&mut self, out: &mut [u8], watch: &Watch) -> Result<usize, ReadError> {
        if watch.is_cancelled() {
            return Err(ReadError::new(ReadErrorKind::Cancelled, self.place.origin.path(), ""));
        }
        let before = self.fetched;
        let filled = match (&self.inflate, &self.locked) {
            (Some(_), _) => self.inflate(out)?,
            (None, Some(_)) => self.unlock(out),
            (None, None) => self.copy(out)?,
        };
        watch.add(self.fetched - before);
        if self.place.crc.is_some() {
            self.crc.update(&out[..filled]);
        }
        self.given += filled as u64;
        self.check_limits();
        if filled < out.len() {
            self.finish()?;
        }
        Ok(filled)
    }

    /// Passes over `count` bytes; false if the file ends before.
    pub(super) fn skip(&mut self, mut count: u64, watch: &Watch) -> Result<bool, ReadError> {
        if count == 0 {
            return Ok(true);
        }
        if self.inflate.is_none() && self.locked.is_none() {
            self.fetched = (self.fetched + count).min(self.place.packed);
            self.place.crc = None;
            return Ok(self.fetched < self.place.packed);
        }
        let mut waste = vec![0; PIECE];
        while count > 0 {
            let wanted = count.min(PIECE as u64) as usize;
            if self.fill(&mut waste[..wanted], watch)? < wanted {
                return Ok(false);
            }
            count -= wanted as u64;
        }
        Ok(true)
    }

    fn copy(&mut self, out: &mut [u8]) -> Result<usize, ReadError> {
        if self.ended {
            return Ok(0);
        }
        let wanted = (self.place.packed - self.fetched).min(out.len() as u64) as usize;
        let filled = self.bytes.read_at(self.place.at + self.fetched, &mut out[..wanted])?;
        self.fetched += filled as u64;
        if filled < wanted {
            self.damaged("the archive ends before the file does");
        }
        Ok(filled)
    }

    fn unlock(&mut self, out: &mut [u8]) -> usize {
        // The crate that decrypts compares the checksum itself.
        self.place.crc = None;
        let Some(locked) = self.locked.as_mut().filter(|_| !self.ended) else { return 0 };
        let result = locked.fill(out);
        self.fetched = locked.fetched();
        result.unwrap_or_else(|error| {
            self.damaged(&format!("the password may be that of another file, or its data are broken ({error})"));
            0
        })
    }

    fn inflate(&mut self, out: &mut [u8]) -> Result<usize, ReadError> {
        let mut filled = 0;
        while filled < out.len() && !self.ended {
            if self.piece_from == self.piece_to {
                self.fetch()?;
            }
            let Some(inflate) = self.inflate.as_mut() else { break };
            let (used, made) = (inflate.total_in(), inflate.total_out());
            let result = inflate.decompress(&self.piece[self.piece_from..self.piece_to], &mut out[filled..], FlushDecompress::None);
            self.piece_from += (inflate.total_in() - used) as usize;
            let made = (inflate.total_out() - made) as usize;
            filled += made;
            match result {
                Ok(Status::StreamEnd) => self.ended = true,
                Ok(_) if made == 0 && self.piece_from == self.piece_to && self.at_end() => self.damaged("its packed data end too early"),
                Ok(_) => {}
                Err(_) => self.damaged("its packed data are broken"),
            }
        }
        Ok(filled)
    }

    fn at_end(&self) -> bool {
        self.place.at + self.fetched >= self.place.end
    }

    fn fetch(&mut self) -> Result<(), ReadError> {
        self.piece.resize(PIECE, 0);
        // A directory may lie about the packed size; a deflate stream knows its own end, so reading goes on to the archive's.
        let left = match self.place.packed.saturating_sub(self.fetched) {
            0 => self.place.end.saturating_sub(self.place.at + self.fetched),
            left => left,
        };
        let wanted = left.min(PIECE as u64) as usize;
        let filled = self.bytes.read_at(self.place.at + self.fetched, &mut self.piece[..wanted])?;
        self.fetched += filled as u64;
        (self.piece_from, self.piece_to) = (0, filled);
        Ok(())
    }

    fn damaged(&mut self, what: &str) {
        self.ended = true;
        self.place.crc = None;
        self.add(FactKind::DamagedEntry, format!("{what}; {} bytes could be read", self.inflated()));
    }

    fn inflated(&self) -> u64 {
        self.inflate.as_ref().map_or(self.given, |inflate| inflate.total_out())
    }

    fn check_limits(&mut self) {
        let Limits { unpacked_bytes, ratio, ratio_from, .. } = self.limits;
        if self.ended {
            return;
        }
        if self.given > unpacked_bytes {
            self.ended = true;
            self.add(FactKind::LimitReached, format!("unpacked size, {unpacked_bytes} bytes"));
        } else if self.given > ratio_from && (self.inflate.is_some() || self.locked.is_some()) && self.given / self.fetched.max(1) > ratio {
            self.ended = true;
            self.add(FactKind::LimitReached, format!("unpacked bytes for each packed byte, {ratio}"));
        }
    }

    /// At the end: sizes and checksum against the directory, and whether the source is still the same.
    fn finish(&mut self) -> Result<(), ReadError> {
        let stopped = self.facts.iter().any(|fact| matches!(fact.kind, FactKind::LimitReached | FactKind::DamagedEntry));
        if !stopped {
            let packed = self.inflate.as_ref().map_or(self.place.packed, |inflate| inflate.total_in());
            if let Some(said) = self.place.unpacked.take().filter(|&said| said != self.given) {
                self.add(FactKind::SizeDiffers, format!("the directory says {said} bytes, the file has {}", self.given));
            } else if packed != self.place.packed && self.size_known {
                let said = self.place.packed;
                self.add(FactKind::SizeDiffers, format!("the directory says {said} packed bytes, the file has {packed}"));
            }
            self.size_known = false;
            if let Some(crc) = self.place.crc.take()
                && crc != self.crc.clone().finalize()
            {
                self.add(FactKind::DamagedEntry, "its checksum differs".to_owned());
            }
        }
        self.ended = true;
        self.bytes.check_unchanged()
    }

    fn add(&mut self, kind: FactKind, detail: String) {
        self.facts.push(Fact { kind, file: None, detail });
    }
}
