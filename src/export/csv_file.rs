//! A view as a CSV file: how large it will be, and writing it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::csv_rows::{View, writer};
use super::place::Place;
use super::{ExportError, ExportErrorKind};
use crate::job::Watch;

/// How a CSV file is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// True to begin with the three bytes that tell some spreadsheets that the text is UTF-8. OneRoster files have none.
    pub bom: bool,
    /// True if a file that is there may be replaced.
    pub replace: bool,
    /// What is open: never replaced, and no file is put over one in an opened folder.
    pub opened: Vec<PathBuf>,
}

/// How large a file will be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Rows, the header not counted.
    pub rows: u32,
    /// Bytes.
    pub bytes: u64,
    /// False if the bytes are an estimate from some of the rows.
    pub exact: bool,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// How large it is.
    pub size: Size,
}

const BOM: [u8; 3] = [0xef, 0xbb, 0xbf];

/// How large the file will be: exact for few rows, else from a look at some of them. Fast enough for a frame.
pub fn estimate(view: &View<'_>, options: &CsvOptions) -> Size {
    const LOOKS: u32 = 500;
    let rows = view.rows.len();
    let looks = rows.min(LOOKS);
    let positions = (0..looks).map(|look| (u64::from(look) * u64::from(rows) / u64::from(looks)) as u32);
    let head = written(|out| view.write_header(out));
    let body = written(|out| positions.clone().try_for_each(|position| view.write_row(out, position)));
    let bom = if options.bom { BOM.len() as u64 } else { 0 };
    let bytes = bom + head + body * u64::from(rows) / u64::from(looks.max(1));
    Size { rows, bytes, exact: rows <= LOOKS && view.rows.is_whole() }
}

/// How many bytes something writes.
fn written(write: impl FnOnce(&mut csv::Writer<Counted<io::Sink>>) -> csv::Result<()>) -> u64 {
    let mut out = writer(Counted { to: io::sink(), bytes: 0 });
    // A sink takes everything.
    drop(write(&mut out));
    out.into_inner().map_or(0, |counted| counted.bytes)
}

/// Writes a view as a CSV file. The file is put into its place when it is whole; if it is stopped or fails, nothing is left
/// and whatever was there stays. The progress is in rows. Not for a frame.
pub fn write_csv(view: &View<'_>, options: &CsvOptions, path: &Path, watch: &Watch) -> Result<Written, ExportError> {
    if !view.rows.is_whole() {
        return Err(ExportError::new(ExportErrorKind::NotReady, path));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    watch.doing(format!("Writing {name}"));
    watch.set_total(u64::from(view.rows.len()));
    let mut place = Place::begin(path, options.replace, &options.opened)?;
    let bytes = write_to(view, options, place.file(), watch).map_err(|error| ExportError::io(path, error))?;
    let Some(bytes) = bytes else { return Err(ExportError::new(ExportErrorKind::Cancelled, path)) };
    place.finish()?;
    Ok(Written { path: path.to_owned(), size: Size { rows: view.rows.len(), bytes, exact: true } })
}

/// How many bytes were written; `None` if it was stopped.
fn write_to(view: &View<'_>, options: &CsvOptions, out: impl Write, watch: &Watch) -> io::Result<Option<u64>> {
    let mut counted = Counted { to: out, bytes: 0 };
    let changed = write_rows(view, (options.bom, false), &mut counted, watch)?;
    Ok(changed.map(|_| counted.bytes))
}

/// Writes header and rows, with a BOM or safe from formulas if so wished. Gives how many cells were changed for that; `None` if it was stopped.
pub(super) fn write_rows(view: &View<'_>, (bom, safe): (bool, bool), mut out: impl Write, watch: &Watch) -> io::Result<Option<u64>> {
    const STRIDE: u32 = 4096;
    if bom {
        out.write_all(&BOM)?;
    }
    let mut out = writer(out);
    let mut changed = 0;
    view.write_header(&mut out).map_err(io_error)?;
    let rows = view.rows.len();
    for first in (0..rows).step_by(STRIDE as usize) {
        if watch.is_cancelled() {
            return Ok(None);
        }
        let end = rows.min(first + STRIDE);
        for position in first..end {
            if safe {
                changed += view.write_safe_row(&mut out, position).map_err(io_error)?;
            } else {
                view.write_row(&mut out, position).map_err(io_error)?;
            }
        }
        watch.add(u64::from(end - first));
    }
    out.flush()?;
    Ok((!watch.is_cancelled()).then_some(changed))
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Counts the bytes on their way.
struct Counted<W> {
    to: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.to.write(bytes)?;
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind, Write};

    use super::{CsvOptions, write_to};
    use crate::export::View;
    use crate::generate::{SAMPLE, SAMPLE_NAME};
    use crate::job::Watch;
    use crate::query::RowOrder;
    use crate::roster::{RosterId, load};
    use crate::spec::Table;

    /// A disk with room for so many bytes.
    struct Disk(usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if self.0 == 0 {
                return Err(Error::from(ErrorKind::StorageFull));
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_an_error_wherever_it_becomes_full() {
        let package = crate::read::open_embedded(SAMPLE_NAME, SAMPLE).expect("the sample opens");
        let roster = load(RosterId::next(), package, std::time::Instant::now(), &Watch::new(), &mut |_| ()).expect("it loads");
        let data = roster.table(Table::Users).expect("users");
        let (columns, rows) = ([0, 1, 8, 9], RowOrder::everything(data.rows()));
        let view = View { data, columns: &columns, rows: &rows };
        let whole = write_to(&view, &CsvOptions::default(), Vec::new(), &Watch::new()).expect("memory has room").expect("not stopped");
        for room in [0, 1, 100, whole as usize - 1] {
            let error = write_to(&view, &CsvOptions::default(), Disk(room), &Watch::new()).expect_err("no room");
            assert_eq!(error.kind(), ErrorKind::StorageFull, "{room}");
        }
        let fits = write_to(&view, &CsvOptions::default(), Disk(whole as usize), &Watch::new());
        assert_eq!(fits.ok().flatten(), Some(whole));
    }
}
