//! Reading by position from a file, or from bytes in memory, with the stamp that tells whether a file is still the same.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::{ReadError, ReadErrorKind};

/// Where bytes come from. Files are opened for each use and never mapped: a mapped file that shrinks ends the process.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// A file and what it was at opening.
    File { path: PathBuf, stamp: Stamp },
    /// An archive that was unpacked from another archive; the path is that of the outer one.
    Memory { path: PathBuf, stamp: Stamp, bytes: Arc<Vec<u8>> },
    /// Bytes that are part of the program.
    Static(&'static [u8]),
    /// Bytes that were made by the program.
    Made(Arc<Vec<u8>>),
}

/// Size and time of change: what a source must still have to be taken for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub size: u64,
    pub modified: Option<SystemTime>,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { size: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// An opened origin.
#[derive(Debug)]
pub(super) enum Bytes {
    File { file: PositionedFile, path: PathBuf, stamp: Stamp },
    Memory(Arc<Vec<u8>>),
    Static(&'static [u8]),
}

impl Origin {
    /// Looks at the file and remembers what it is.
    pub(super) fn file(path: &Path) -> Result<Self, ReadError> {
        let metadata = std::fs::metadata(path).map_err(|error| ReadError::io(path, error))?;
        Ok(Self::File { path: path.to_owned(), stamp: Stamp::of(&metadata) })
    }

    pub(super) fn path(&self) -> &Path {
        match self {
            Self::File { path, .. } | Self::Memory { path, .. } => path,
            Self::Static(_) | Self::Made(_) => Path::new(""),
        }
    }

    pub(super) fn size(&self) -> u64 {
        match self {
            Self::File { stamp, .. } => stamp.size,
            Self::Memory { bytes, .. } | Self::Made(bytes) => bytes.len() as u64,
            Self::Static(bytes) => bytes.len() as u64,
        }
    }

    pub(super) const fn stamp(&self) -> Option<Stamp> {
        match self {
            Self::File { stamp, .. } | Self::Memory { stamp, .. } => Some(*stamp),
            Self::Static(_) | Self::Made(_) => None,
        }
    }

    /// True if size or time of change differ from what they were, or if it is gone.
    pub(super) fn is_changed(&self) -> bool {
        match self {
            Self::File { path, stamp } | Self::Memory { path, stamp, .. } => {
                std::fs::metadata(path).map_or(true, |metadata| Stamp::of(&metadata) != *stamp)
            }
            Self::Static(_) | Self::Made(_) => false,
        }
    }

    /// Opens it for reading; an error if it is no longer what it was.
    pub(super) fn open(&self) -> Result<Bytes, ReadError> {
        match self {
            Self::File { path, stamp } => {
                let file = File::open(path).map_err(|error| ReadError::io(path, error).vanished())?;
                check(path, *stamp, &file)?;
                Ok(Bytes::File { file: PositionedFile::new(file), path: path.clone(), stamp: *stamp })
            }
            Self::Memory { path, stamp, bytes } => {
                // What lies in memory stays readable, but the outer file decides whether it is still true.
                let metadata = std::fs::metadata(path).map_err(|error| ReadError::io(path, error).vanished())?;
                compare(path, *stamp, &metadata)?;
                Ok(Bytes::Memory(Arc::clone(bytes)))
            }
            Self::Static(bytes) => Ok(Bytes::Static(bytes)),
            Self::Made(bytes) => Ok(Bytes::Memory(Arc::clone(bytes))),
        }
    }
}

impl Bytes {
    /// Fills `out` from `offset` on, as far as there is something.
    pub(super) fn read_at(&self, offset: u64, out: &mut [u8]) -> Result<usize, ReadError> {
        match self {
            Self::File { file, path, stamp } => {
                let mut filled = 0;
                while filled < out.len() {
                    match file.read_at(&mut out[filled..], offset + filled as u64) {
                        Ok(0) => break,
                        Ok(count) => filled += count,
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(error) => return Err(ReadError::io(path, error).vanished()),
                    }
                }
                let expected = (stamp.size.saturating_sub(offset)).min(out.len() as u64);
                if (filled as u64) < expected {
                    return Err(ReadError::new(ReadErrorKind::Shrunk, path, ""));
                }
                Ok(filled)
            }
            Self::Memory(bytes) => Ok(copy_at(bytes, offset, out)),
            Self::Static(bytes) => Ok(copy_at(bytes, offset, out)),
        }
    }

    /// An error if the file was changed since it was opened.
    pub(super) fn check_unchanged(&self) -> Result<(), ReadError> {
        match self {
            Self::File { file, path, stamp } => check(path, *stamp, file.get()),
            Self::Memory(_) | Self::Static(_) => Ok(()),
        }
    }
}

fn check(path: &Path, stamp: Stamp, file: &File) -> Result<(), ReadError> {
    let metadata = file.metadata().map_err(|error| ReadError::io(path, error))?;
    compare(path, stamp, &metadata)
}

fn compare(path: &Path, stamp: Stamp, metadata: &Metadata) -> Result<(), ReadError> {
    let now = Stamp::of(metadata);
    if now == stamp {
        return Ok(());
    }
    let detail = if now.size == stamp.size {
        "It has the same size but was written again.".to_owned()
    } else {
        format!("It had {} bytes and has {} now.", stamp.size, now.size)
    };
    Err(ReadError::new(ReadErrorKind::SourceChanged, path, detail))
}

fn copy_at(bytes: &[u8], offset: u64, out: &mut [u8]) -> usize {
    let rest = usize::try_from(offset).ok().and_then(|offset| bytes.get(offset..)).unwrap_or_default();
    let count = rest.len().min(out.len());
    out[..count].copy_from_slice(&rest[..count]);
    count
}

/// A file that is read at given places without moving a common cursor.
#[cfg(any(unix, windows))]
#[derive(Debug)]
pub(super) struct PositionedFile(File);

#[cfg(any(unix, windows))]
impl PositionedFile {
    const fn new(file: File) -> Self {
        Self(file)
    }

    const fn get(&self) -> &File {
        &self.0
    }

    #[cfg(unix)]
    fn read_at(&self, out: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.0, out, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, out: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(&self.0, out, offset)
    }
}

/// A file that is read at given places; systems without such a call move the cursor under a lock.
#[cfg(not(any(unix, windows)))]
#[derive(Debug)]
pub(super) struct PositionedFile(File, std::sync::Mutex<()>);

#[cfg(not(any(unix, windows)))]
impl PositionedFile {
    fn new(file: File) -> Self {
        Self(file, std::sync::Mutex::new(()))
    }

    fn get(&self) -> &File {
        &self.0
    }

    fn read_at(&self, out: &mut [u8], offset: u64) -> io::Result<usize> {
        use std::io::{Read as _, Seek as _};
        let _held = self.1.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        (&self.0).seek(io::SeekFrom::Start(offset))?;
        (&self.0).read(out)
    }
}
