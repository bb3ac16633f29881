//! The corridor from a chosen path to a whole roster, showing each stage on the way.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::{Roster, RosterId, Stage, Timing};
use crate::job::Watch;
use crate::read::{self, FileId, Header, Limits, OpenOptions, Package, ReadError, RowStream};
use crate::relate::Relations;
use crate::spec::{Mode, Table, TableSpec, Version};
use crate::store::{Dataset, OwnReferences, TableBuilder};

/// How often a growing roster is shown.
const SNAPSHOT_EVERY: Duration = Duration::from_millis(100);
/// Rows of each file that are shown before the load begins.
const HEAD_ROWS: usize = 500;

/// Takes a roster at an early stage, to be shown.
type Show<'a> = &'a mut dyn FnMut(Arc<Roster>);

/// Opens and loads without showing the stages between, for work that walks references forward: they are turned around
/// only when somebody asks for it.
pub fn open(paths: &[PathBuf], limits: &Limits, watch: &Watch) -> Result<Arc<Roster>, ReadError> {
    open_with(paths, &OpenOptions { limits: *limits, password: None }, watch)
}

/// [`open`] with a password for encrypted archives.
pub fn open_with(paths: &[PathBuf], options: &OpenOptions, watch: &Watch) -> Result<Arc<Roster>, ReadError> {
    let started = Instant::now();
    let package = read::open_with(paths, options, watch)?;
    Ok(Arc::new(tables(RosterId::next(), package, started, watch, None)?))
}

/// Loads an opened package. `show` gets the head at once and a new snapshot every 100 ms; the whole roster is returned.
/// `started` is when the user chose the source. Progress counts packed bytes. Every reference is turned around, so that
/// screens never wait for it.
pub fn load(
    id: RosterId,
    package: Package,
    started: Instant,
    watch: &Watch,
    show: &mut dyn FnMut(Arc<Roster>),
) -> Result<Arc<Roster>, ReadError> {
    let mut roster = tables(id, package, started, watch, Some(show))?;
    watch.doing("Turning references around");
    let relate_started = Instant::now();
    roster.relations.build_all(&roster.data);
    roster.timing.relate = relate_started.elapsed();
    Ok(Arc::new(roster))
}

fn tables(id: RosterId, package: Package, started: Instant, watch: &Watch, mut show: Option<Show<'_>>) -> Result<Roster, ReadError> {
    let version = package.detected.version;
    let files: Vec<_> = Table::ALL.into_iter().filter_map(|table| loadable(&package, version, table)).collect();
    watch.set_total(files.iter().map(|file| file.bytes).sum());

    let mut corridor = Corridor {
        id,
        package: Arc::new(package),
        data: Dataset::new(version),
        partial: [false; Table::ALL.len()],
        row_bytes: [0; Table::ALL.len()],
        shown: started,
        resolving: Vec::new(),
    };
    for file in &files {
        corridor.head(file);
    }
    if let Some(show) = &mut show {
        show(corridor.roster(Stage::Head));
    }
    let mut ahead = None;
    for (number, file) in files.iter().enumerate() {
        ahead = corridor.file(file, ahead, files.get(number + 1), watch, &mut show)?;
    }
    corridor.join_own_references(true);
    let mut roster = corridor.into_roster(Stage::Whole);
    roster.timing.read = started.elapsed();
    Ok(roster)
}

/// A file that will be loaded as a table.
struct LoadFile {
    spec: &'static TableSpec,
    file: FileId,
    header: Header,
    mode: Mode,
    bytes: u64,
}

fn loadable(package: &Package, version: Version, table: Table) -> Option<LoadFile> {
    // A table that the version does not know is still shown: by the newest version that has it.
    let spec = version.spec().table(table).or_else(|| Version::V1_2_1.spec().table(table))?;
    let file = package.table_file(table)?;
    let entry = package.file(file)?;
    let mode = package.detected.modes[table.index()].unwrap_or(Mode::Bulk);
    Some(LoadFile { spec, file, header: entry.header.clone()?, mode, bytes: entry.packed_bytes })
}

struct Corridor {
    id: RosterId,
    package: Arc<Package>,
    data: Dataset,
    partial: [bool; Table::ALL.len()],
    /// Bytes of a row on average, as far as the head shows.
    row_bytes: [u64; Table::ALL.len()],
    shown: Instant,
    /// Threads that resolve the references of a table into itself while the next files are read.
    resolving: Vec<JoinHandle<Option<OwnReferences>>>,
}

impl Corridor {
    fn head(&mut self, file: &LoadFile) {
        let mut builder = TableBuilder::new(file.spec, file.file, file.mode, &file.header, &Dataset::new(self.data.version()), 0);
        if let Ok(batch) = self.package.head(file.file, HEAD_ROWS) {
            builder.push(&batch);
            if let [first, .., last] = batch.row_bytes[..] {
                self.row_bytes[file.spec.table.index()] = (last - first) / (batch.row_bytes.len() as u64 - 1);
            }
        }
        self.data.set(builder.snapshot());
        self.partial[file.spec.table.index()] = true;
    }

    /// Loads a file, from a stream that was begun ahead if there is one. The stream of the next file is begun before this
    /// one is finished, so that its threads have work meanwhile.
    fn file(
        &mut self,
        file: &LoadFile,
        stream: Option<RowStream>,
        next: Option<&LoadFile>,
        watch: &Watch,
        show: &mut Option<Show<'_>>,
    ) -> Result<Option<RowStream>, ReadError> {
        let table = file.spec.table;
        watch.doing(format!("Reading {}", table.file()));
        let expected = self.expected_rows(file);
        let mut builder = TableBuilder::new(file.spec, file.file, file.mode, &file.header, &self.data, expected);
        let mut stream = stream.map_or_else(|| self.package.rows(file.file, watch), Ok)?;
        while let Some(batch) = stream.next()? {
            let room = builder.push(&batch);
            self.join_own_references(false);
            stream.recycle(batch);
            if !room {
                break;
            }
            if let Some(show) = show
                && self.shown.elapsed() >= SNAPSHOT_EVERY
                && builder.rows() as usize > HEAD_ROWS
            {
                self.data.set(builder.snapshot());
                show(self.roster(Stage::Growing));
                self.shown = Instant::now();
            }
        }
        let end = stream.finish();
        let next = next.map(|next| self.package.rows(next.file, watch)).transpose()?;
        let (whole, own) = builder.finish_apart(Some(end.form), end.row_facts);
        self.data.set(whole);
        if let Some(own) = own {
            self.resolve_apart(own);
        }
        self.partial[table.index()] = false;
        if !end.facts.is_empty() {
            Arc::make_mut(&mut self.package).facts.extend(end.facts);
        }
        Ok(next)
    }

    /// On a thread of its own if there can be one, else here.
    fn resolve_apart(&mut self, own: OwnReferences) {
        let (hand_over, taken) = sync_channel::<OwnReferences>(1);
        let work = move || taken.recv().ok().map(OwnReferences::resolve);
        match Builder::new().name(format!("resolve {}", own.table().file())).spawn(work) {
            Ok(thread) => {
                // The thread waits for it.
                drop(hand_over.send(own));
                self.resolving.push(thread);
            }
            Err(_) => self.data.set_own_references(own.resolve()),
        }
    }

    /// Takes what is ready, so that the text that it replaces is freed; or waits for all.
    fn join_own_references(&mut self, wait: bool) {
        for thread in self.resolving.extract_if(.., |thread| wait || thread.is_finished()) {
            match thread.join() {
                Ok(own) => own.into_iter().for_each(|own| self.data.set_own_references(own)),
                // The job around this one tells of it.
                Err(panic) => resume_unwind(panic),
            }
        }
    }

    /// A guess from the bytes of the head's rows, a little high; it only saves growing.
    fn expected_rows(&self, file: &LoadFile) -> usize {
        let unpacked = self.package.file(file.file).map_or(0, |entry| entry.bytes);
        let per_row = self.row_bytes[file.spec.table.index()];
        unpacked.checked_div(per_row).map_or(0, |rows| (rows / 20 * 21).min(1 << 31) as usize)
    }

    fn roster(&self, stage: Stage) -> Arc<Roster> {
        Arc::new(Roster {
            id: self.id,
            stage,
            package: Arc::clone(&self.package),
            data: self.data.clone(),
            relations: Relations::new(self.data.version()),
            timing: Timing::default(),
            partial: self.partial,
        })
    }

    fn into_roster(self, stage: Stage) -> Roster {
        Roster {
            id: self.id,
            stage,
            package: self.package,
            relations: Relations::new(self.data.version()),
            data: self.data,
            timing: Timing::default(),
            partial: self.partial,
        }
    }
}
