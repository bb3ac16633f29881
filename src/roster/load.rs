//! The corridor from a chosen path to a whole roster, showing each stage on the way.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::{Roster, RosterId, Stage, Timing};
use crate::job::Watch;
use crate::read::{self, Fact, FileId, Header, HeaderColumn, Limits, OpenOptions, Package, ReadError, RowFact, RowStream, StreamEnd};
use crate::relate::Relations;
use crate::spec::{Mode, Table, TableSpec, Version};
use crate::store::{Dataset, OwnReferences, TableBuilder};

/// How often a growing roster is shown.
const SNAPSHOT_EVERY: Duration = Duration::from_millis(100);
/// Rows of each file that are shown before the load begins.
const HEAD_ROWS: usize = 500;
/// Rows of a table whose references into itself are resolved before the next table is read: a few milliseconds.
const FEW_OWN_REFERENCES: u32 = 100_000;

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
    let loads: Vec<_> = Table::ALL.into_iter().filter_map(|table| loadable(&package, version, table)).collect();
    watch.set_total(loads.iter().flat_map(|load| &load.files).map(|file| file.packed_bytes).sum());

    let mut corridor = Corridor {
        id,
        package: Arc::new(package),
        data: Dataset::new(version),
        partial: [false; Table::ALL.len()],
        row_bytes: [0; Table::ALL.len()],
        shown: started,
        resolving: Vec::new(),
    };
    for load in &loads {
        corridor.head(load);
    }
    if let Some(show) = &mut show {
        show(corridor.roster(Stage::Head));
    }
    let mut ahead = None;
    for (number, load) in loads.iter().enumerate() {
        ahead = corridor.table(load, ahead, loads.get(number + 1), watch, &mut show)?;
    }
    corridor.join_own_references(true);
    let mut roster = corridor.into_roster(Stage::Whole);
    roster.timing.read = started.elapsed();
    Ok(roster)
}

/// A table that will be loaded, and the files that its rows are in.
struct LoadTable {
    spec: &'static TableSpec,
    mode: Mode,
    /// The columns of all files: those of the first in their order, then what others have beyond.
    header: Header,
    /// Never empty.
    files: Vec<LoadFile>,
}

struct LoadFile {
    file: FileId,
    /// For each column of the table its place in this file.
    columns: Vec<Option<usize>>,
    packed_bytes: u64,
}

fn loadable(package: &Package, version: Version, table: Table) -> Option<LoadTable> {
    // A table that the version does not know is still shown: by the newest version that has it.
    let spec = version.spec().table(table).or_else(|| Version::V1_2_1.spec().table(table))?;
    let mode = package.detected.modes[table.index()].unwrap_or(Mode::Bulk);
    let mut header = Header::default();
    let mut files = Vec::new();
    for file in package.table_files(table) {
        let Some((entry, own)) = package.file(file).and_then(|entry| Some((entry, entry.header.as_ref()?))) else { continue };
        files.push(LoadFile { file, columns: merge(&mut header, own), packed_bytes: entry.packed_bytes });
    }
    for file in &mut files {
        file.columns.resize(header.columns.len(), None);
    }
    (!files.is_empty()).then_some(LoadTable { spec, mode, header, files })
}

/// Adds the columns that `whole` lacks, and gives for each of its columns the place in `own`.
fn merge(whole: &mut Header, own: &Header) -> Vec<Option<usize>> {
    let mut columns = vec![None; whole.columns.len()];
    for (at, column) in own.columns.iter().enumerate() {
        let same = |known: &HeaderColumn| match (known.spec(), column.spec()) {
            (None, None) => known.name == column.name,
            (known, own) => known.is_some() && known.map(|spec| spec.name) == own.map(|spec| spec.name),
        };
        let place = (0..columns.len()).find(|&place| columns[place].is_none() && same(&whole.columns[place]));
        match place {
            Some(place) => columns[place] = Some(at),
            None => {
                whole.columns.push(column.clone());
                columns.push(Some(at));
            }
        }
    }
    columns
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
    fn head(&mut self, load: &LoadTable) {
        let Some(first) = load.files.first() else { return };
        let mut builder = TableBuilder::new(load.spec, first.file, load.mode, &load.header, &Dataset::new(self.data.version()), 0);
        builder.arrange(first.columns.clone());
        if let Ok(batch) = self.package.head(first.file, HEAD_ROWS) {
            builder.push(&batch);
            if let [first, .., last] = batch.row_bytes[..] {
                self.row_bytes[load.spec.table.index()] = (last - first) / (batch.row_bytes.len() as u64 - 1);
            }
        }
        self.data.set(builder.snapshot());
        self.partial[load.spec.table.index()] = true;
    }

    /// Loads a table, its first file from a stream that was begun ahead if there is one. The stream of the next table is
    /// begun before this one is finished, so that its threads have work meanwhile.
    fn table(
        &mut self,
        load: &LoadTable,
        mut ahead: Option<RowStream>,
        next: Option<&LoadTable>,
        watch: &Watch,
        show: &mut Option<Show<'_>>,
    ) -> Result<Option<RowStream>, ReadError> {
        let table = load.spec.table;
        watch.doing(format!("Reading {}", table.file()));
        let first = load.files.first().map_or(FileId(0), |file| file.file);
        let mut builder = TableBuilder::new(load.spec, first, load.mode, &load.header, &self.data, self.expected_rows(load));
        let (mut form, mut row_facts) = (None, Vec::new());
        for (number, file) in load.files.iter().enumerate() {
            if number > 0 {
                builder.begin_file(file.file);
            }
            builder.arrange(file.columns.clone());
            let before = builder.rows();
            let stream = ahead.take().map_or_else(|| self.package.rows(file.file, watch), Ok)?;
            let end = self.rows(&mut builder, stream, show)?;
            self.note(end.facts);
            form.get_or_insert(end.form);
            row_facts.extend(end.row_facts.into_iter().map(|fact| in_table(fact, before, file)));
        }
        let next = next.and_then(|next| next.files.first()).map(|next| self.package.rows(next.file, watch)).transpose()?;
        let (whole, own) = builder.finish_apart(form, row_facts);
        self.data.set(whole);
        if let Some(own) = own {
            self.resolve_apart(own);
        }
        self.partial[table.index()] = false;
        Ok(next)
    }

    /// Takes in all rows of a file.
    fn rows(&mut self, builder: &mut TableBuilder, mut stream: RowStream, show: &mut Option<Show<'_>>) -> Result<StreamEnd, ReadError> {
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
        Ok(stream.finish())
    }

    fn note(&mut self, facts: Vec<Fact>) {
        if !facts.is_empty() {
            Arc::make_mut(&mut self.package).facts.extend(facts);
        }
    }

    /// On a thread of its own if there can be one, else here. Few rows are resolved here and now, so that their text does not
    /// stand beside the next table.
    fn resolve_apart(&mut self, own: OwnReferences) {
        if own.rows() <= FEW_OWN_REFERENCES {
            self.data.set_own_references(own.resolve());
            return;
        }
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
    fn expected_rows(&self, load: &LoadTable) -> usize {
        let unpacked: u64 = load.files.iter().filter_map(|file| self.package.file(file.file)).map(|entry| entry.bytes).sum();
        let per_row = self.row_bytes[load.spec.table.index()];
        unpacked.checked_div(per_row).map_or(0, |rows| (rows / 20 * 21).min(1 << 31) as usize)
    }

    fn roster(&self, stage: Stage) -> Arc<Roster> {
        Arc::new(Roster {
            id: self.id,
            stage,
            package: Arc::clone(&self.package),
            data: self.data.clone(),
            relations: Arc::new(Relations::new(self.data.version())),
            cover: None,
            timing: Timing::default(),
            partial: self.partial,
        })
    }

    fn into_roster(self, stage: Stage) -> Roster {
        Roster {
            id: self.id,
            stage,
            package: self.package,
            relations: Arc::new(Relations::new(self.data.version())),
            cover: None,
            data: self.data,
            timing: Timing::default(),
            partial: self.partial,
        }
    }
}

/// A row fact of a file as one of the table that holds the file's rows after `before` others.
fn in_table(mut fact: RowFact, before: u32, file: &LoadFile) -> RowFact {
    if fact.row > 0 {
        fact.row = fact.row.saturating_add(before);
        let place = file.columns.iter().position(|&column| column == Some(usize::from(fact.column)));
        fact.column = place.map_or(fact.column, |place| place as u16);
    }
    fact
}
