//! A file that somebody else makes the bytes of: written beside its place, and put there when it is whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::place::Place;
use super::{ExportError, ExportErrorKind};
use crate::job::Watch;

/// Writes what `make` makes. The file is put into its place when it is whole; if it is stopped or fails, nothing is left and
/// whatever was there stays. Gives the number of bytes. Not for a frame.
pub fn write_whole(
    path: &Path,
    replace: bool,
    opened: &[PathBuf],
    watch: &Watch,
    make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<u64, ExportError> {
    let mut place = Place::begin(path, replace, opened)?;
    let mut out = Stoppable::new(place.file(), watch);
    let made = make(&mut out).and_then(|()| out.flush());
    let bytes = out.bytes;
    drop(out);
    if watch.is_cancelled() {
        return Err(ExportError::new(ExportErrorKind::Cancelled, path));
    }
    made.map_err(|error| ExportError::io(path, error))?;
    place.finish()?;
    Ok(bytes)
}

/// Counts the bytes, and takes no more once it is stopped.
pub(super) struct Stoppable<'a, W: Write> {
    out: BufWriter<W>,
    watch: &'a Watch,
    /// How many bytes were taken.
    pub(super) bytes: u64,
}

impl<'a, W: Write> Stoppable<'a, W> {
    pub(super) fn new(out: W, watch: &'a Watch) -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, out), watch, bytes: 0 }
    }
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.watch.is_cancelled() {
            // Not `Interrupted`, which would be tried again.
            return Err(io::Error::other("stopped"));
        }
        let taken = self.out.write(bytes)?;
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::write_whole;
    use crate::export::ExportErrorKind;
    use crate::job::Watch;

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.txt");
        let write = |replace, text: &'static [u8]| write_whole(&path, replace, &[], &Watch::new(), |out| out.write_all(text));
        assert_eq!(write(false, b"first").ok(), Some(5));
        assert_eq!(write(false, b"second").expect_err("it is there").kind, ExportErrorKind::Exists);
        assert_eq!(std::fs::read(&path).ok().as_deref(), Some(&b"first"[..]));
        assert_eq!(write(true, b"second").ok(), Some(6));
        let watch = Watch::new();
        let stopped = write_whole(&path, true, &[], &watch, |out| {
            out.write_all(b"half")?;
            watch.cancel();
            out.write_all(b"of it")
        });
        assert_eq!(stopped.expect_err("stopped").kind, ExportErrorKind::Cancelled);
        assert_eq!(std::fs::read(&path).ok().as_deref(), Some(&b"second"[..]));
        assert_eq!(std::fs::read_dir(folder.path()).map(Iterator::count).ok(), Some(1));
    }
}
