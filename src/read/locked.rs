//! Encrypted entries: a password, and the stream of unpacked bytes that it opens. The zip crate decrypts and unpacks on a
//! thread of its own, so that nothing of the archive is held in memory or written to disk.

use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Builder;

use zeroize::Zeroizing;
use zip::ZipArchive;
use zip::result::ZipError;

use super::source::{Bytes, Origin};
use super::{ReadError, ReadErrorKind};

/// Unpacked bytes are handed over in pieces of this size.
const PIECE: usize = 256 << 10;
/// Pieces that may wait.
const AHEAD: usize = 4;

/// The password of an archive. Wiped from memory when the last copy goes, and never printed.
#[derive(Clone)]
pub struct Password(Arc<Zeroizing<String>>);

impl Password {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Arc::new(Zeroizing::new(text)))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Password")
    }
}

/// What opens an encrypted entry.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub password: Password,
    /// The entry's name in the archive.
    pub entry: String,
}

/// The unpacked bytes of an encrypted entry.
pub(super) struct Locked {
    pieces: Receiver<Result<Vec<u8>, ZipError>>,
    piece: Vec<u8>,
    from: usize,
    /// Bytes of the archive that were read so far.
    fetched: Arc<AtomicU64>,
}

impl Locked {
    /// Begins to decrypt.
    pub(super) fn start(origin: &Origin, key: &Key) -> Result<Self, ReadError> {
        let fetched = Arc::new(AtomicU64::new(0));
        let archive = Positioned { bytes: origin.open()?, at: 0, size: origin.size(), fetched: Arc::clone(&fetched) };
        let (sender, pieces) = sync_channel(AHEAD);
        let key = key.clone();
        let work = move || {
            if let Err(error) = decrypt(archive, &key, &sender) {
                // Nobody listens when the stream was dropped.
                drop(sender.send(Err(error)));
            }
        };
        Builder::new().name("decrypt".to_owned()).spawn(work).map_err(|error| ReadError::io(origin.path(), error))?;
        Ok(Self { pieces, piece: Vec::new(), from: 0, fetched })
    }

    /// Fills `out` as far as there is something; less than all of it means the end.
    pub(super) fn fill(&mut self, out: &mut [u8]) -> Result<usize, ZipError> {
        let mut filled = 0;
        while filled < out.len() {
            if self.from == self.piece.len() {
                match self.pieces.recv() {
                    Ok(piece) => (self.piece, self.from) = (piece?, 0),
                    Err(_) => break,
                }
            }
            let count = (self.piece.len() - self.from).min(out.len() - filled);
            out[filled..filled + count].copy_from_slice(&self.piece[self.from..self.from + count]);
            filled += count;
            self.from += count;
        }
        Ok(filled)
    }

    /// Bytes of the archive that were read so far.
    pub(super) fn fetched(&self) -> u64 {
        self.fetched.load(Ordering::Relaxed)
    }
}

/// An error if the password does not open the entry. A wrong one may pass: the format allows no more than a short check.
pub(super) fn check(origin: &Origin, key: &Key) -> Result<(), ReadError> {
    match Locked::start(origin, key)?.fill(&mut [0]) {
        Err(ZipError::InvalidPassword) => Err(ReadError::new(ReadErrorKind::WrongPassword, origin.path(), "")),
        _ => Ok(()),
    }
}

fn decrypt(archive: Positioned, key: &Key, pieces: &SyncSender<Result<Vec<u8>, ZipError>>) -> Result<(), ZipError> {
    let mut archive = ZipArchive::new(archive)?;
    let mut entry = archive.by_name_decrypt(&key.entry, key.password.0.as_bytes())?;
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        let count = Read::by_ref(&mut entry).take(PIECE as u64).read_to_end(&mut piece)?;
        if count == 0 || pieces.send(Ok(piece)).is_err() {
            return Ok(());
        }
    }
}

/// An origin with a cursor, as the zip crate wants it.
struct Positioned {
    bytes: Bytes,
    at: u64,
    size: u64,
    fetched: Arc<AtomicU64>,
}

impl Read for Positioned {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let wanted = self.size.saturating_sub(self.at).min(out.len() as u64) as usize;
        let filled = self.bytes.read_at(self.at, &mut out[..wanted]).map_err(io::Error::other)?;
        self.at += filled as u64;
        self.fetched.fetch_add(filled as u64, Ordering::Relaxed);
        Ok(filled)
    }
}

impl Seek for Positioned {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
