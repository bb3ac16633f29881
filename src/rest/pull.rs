//! A pull: collections in their order, page by page, into a growing roster; what broke off can be taken up again.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread::{Builder, scope};
use std::time::{Duration, Instant};

use super::address::{Base, understand};
use super::answer::Answer;
use super::archive::{Archive, Page, SavedSignals, Summary};
use super::asked::{PullOptions, Pulled, Show};
use super::collection::{Ask, Collection, Only, Scope, collections, page_url};
use super::connection::Connection;
use super::envelope::Nothing;
use super::error::{RestError, Trouble};
use super::growth::Growth;
use super::log::Log;
use super::notes::{Note, Notes};
use super::paging::{Signals, Step};
use super::people;
use super::retry::{self, Purpose};
use super::sniff;
use super::state::{CollectionStage, CollectionState, PullProgress};
use super::tables::{Slot, Tables, lock};
use super::transport::Transport;
use super::work::{Fed, Work};
use crate::job::Watch;
use crate::read::{Fact, FactKind, Package, RestFact};
use crate::roster::{Gathering, RosterId};
use crate::spec::{Table, Version};

/// How often a growing roster is shown.
const SNAPSHOT_EVERY: Duration = Duration::from_millis(100);
/// A broken page is asked for so often.
const PAGE_TRIES: u32 = 3;

/// A pull from an endpoint that answers. It can be run again for what is not whole.
pub struct Pull {
    transport: Option<Transport>,
    base: Base,
    version: Version,
    options: PullOptions,
    notes: Notes,
    progress: PullProgress,
    works: Vec<Mutex<Slot>>,
    tables: Mutex<Tables>,
    archive: Option<Mutex<Archive>>,
    /// The revision of the data that the server names.
    revision: Mutex<Option<String>>,
    /// True once the people were looked at.
    looked: AtomicBool,
}

impl Pull {
    /// Finds the base path and the version, with one or two small requests. Errors are those that make a pull impossible.
    pub fn connect(connection: &Connection, options: PullOptions, log: &Log, watch: &Watch) -> Result<Self, RestError> {
        watch.doing("Connecting");
        let address = understand(&connection.url, connection.allow_http)?;
        let notes = Notes::default();
        let (transport, base) = sniff::find_base(connection, &address, log, &notes, watch)?;
        let version = match options.version {
            Some(version) => version,
            None => sniff::version(&transport, &base, &notes, watch),
        };
        let archive = options.archive.as_deref().map(|path| Archive::begin(path, options.replace)).transpose()?.map(Mutex::new);
        let host = base.rostering.host_str().unwrap_or_default().to_owned();
        let mut pull = Self::new(base, version, options, notes, &host);
        pull.transport = Some(transport);
        pull.archive = archive;
        Ok(pull)
    }

    /// A pull of pages that are there already.
    pub(super) fn offline(base: Base, version: Version, options: PullOptions, name: &str, path: &Path) -> Self {
        let pull = Self::new(base, version, options, Notes::default(), name);
        lock(&pull.tables).gathering.package().paths = vec![path.to_owned()];
        pull
    }

    fn new(base: Base, version: Version, options: PullOptions, notes: Notes, name: &str) -> Self {
        let reasons = vec![format!("it was pulled from {}", base.rostering)];
        let package = Package::gathered(name, version, reasons);
        let id = options.roster.unwrap_or_else(RosterId::next);
        let gathering = Gathering::new(id, package, Instant::now());
        let all = collections(version, &options.scope, options.demographics);
        let progress = PullProgress::default();
        progress.begin(all.iter().map(waiting).collect());
        Self {
            transport: None,
            base,
            version,
            options,
            notes,
            progress,
            works: all.iter().map(|_| Mutex::new(Slot::New)).collect(),
            tables: Mutex::new(Tables::new(gathering)),
            archive: None,
            revision: Mutex::new(None),
            looked: AtomicBool::new(false),
        }
    }

    /// How far it is; for whoever watches.
    pub const fn progress(&self) -> &PullProgress {
        &self.progress
    }

    /// The base paths that are used.
    pub const fn base(&self) -> &Base {
        &self.base
    }

    /// The version that rows are taken as.
    pub const fn version(&self) -> Version {
        self.version
    }

    /// What is pulled.
    pub const fn options(&self) -> &PullOptions {
        &self.options
    }

    /// What was met so far.
    pub const fn notes(&self) -> &Notes {
        &self.notes
    }

    /// The transport, for requests beside the pull; `None` if the pages come from an archive.
    pub const fn transport(&self) -> Option<&Transport> {
        self.transport.as_ref()
    }

    /// Pulls what is not whole yet, and gives what has arrived; `show` gets a new snapshot every 100 ms.
    pub fn run(&self, watch: &Watch, show: Show<'_>) -> Pulled {
        let all = collections(self.version, &self.options.scope, self.options.demographics);
        let next = AtomicUsize::new(0);
        let show = Mutex::new(show);
        let threads = self.options.at_once.clamp(1, 4).min(all.len());
        let work = || {
            while let Some((at, collection)) = Some(next.fetch_add(1, Relaxed)).and_then(|at| Some((at, all.get(at)?))) {
                if watch.is_cancelled() {
                    return;
                }
                self.collection(at, collection, watch, &show);
            }
        };
        scope(|threads_of| {
            for number in 1..threads {
                // If the system gives no thread, the others do its part.
                drop(Builder::new().name(format!("pull {number}")).spawn_scoped(threads_of, work));
            }
            work();
        });
        watch.doing("Resolving references");
        self.look_at_people(&all, watch);
        let kept = self.archive.as_ref().map_or(Ok(()), |archive| lock(archive).finish(&self.summary()));
        Pulled { trouble: kept.err(), ..self.finish() }
    }

    /// What whole lists tell about people: asked once, and only of a pull of everything.
    fn look_at_people(&self, all: &[Collection], watch: &Watch) {
        let whole =
            self.progress.collections().iter().all(|state| matches!(state.stage, CollectionStage::Whole | CollectionStage::Missing));
        let everybody = self.options.only == Only::Everything && matches!(self.options.scope, Scope::All | Scope::Rostering);
        let Some(transport) = self.transport.as_ref().filter(|_| whole && everybody && !watch.is_cancelled()) else { return };
        if all.iter().all(|collection| collection.table != Table::Users) || self.looked.swap(true, Relaxed) {
            return;
        }
        let mut tables = lock(&self.tables);
        tables.settle(&self.works, self.version);
        let data = tables.gathering.data().clone();
        drop(tables);
        if self.version.is_1_2() {
            people::by_email(transport, &self.base, &self.notes, watch);
        } else {
            people::missing(&data, &self.notes);
        }
    }

    /// One collection from where it is to its end.
    fn collection(&self, at: usize, collection: &Collection, watch: &Watch, show: &Mutex<Show<'_>>) {
        let mut held = lock(&self.works[at]);
        let mut work = match std::mem::replace(&mut *held, Slot::New) {
            Slot::Done => {
                *held = Slot::Done;
                return;
            }
            Slot::Open(work) if !self.is_another(&work, watch) => work,
            Slot::Open(_) | Slot::New => match self.begin(collection) {
                Some(work) => Box::new(work),
                None => return,
            },
        };
        watch.doing(format!("Pulling {}", collection.name));
        self.progress.change(at, |state| state.stage = CollectionStage::Pulling);
        let started = Instant::now();
        let stage = loop {
            match self.page(&mut work, watch) {
                Ok(Step::More) => {}
                Ok(Step::Whole) if work.next_list() => {}
                Ok(Step::Whole) => break CollectionStage::Whole,
                Ok(Step::Short(why)) => break CollectionStage::Partial(why),
                Err(end) if work.growth.rows() > 0 && !matches!(end, CollectionStage::Missing) => break partial(end),
                Err(end) => break end,
            }
            self.tell(at, &work, started);
            self.look(&work, show);
        };
        if let CollectionStage::Partial(why) | CollectionStage::Failed(why) = &stage {
            work.note(&self.notes, RestFact::Partial, 1, why);
        }
        self.tell(at, &work, started);
        *held = lock(&self.tables).put(work, &stage);
        self.progress.change(at, |state| state.stage = stage);
    }

    /// True if a list that is taken up again is no longer the one that was left: it begins anew then, and that is told.
    fn is_another(&self, work: &Work, watch: &Watch) -> bool {
        let Some(transport) = self.transport.as_ref().filter(|_| work.growth.rows() > 0) else { return false };
        let ask = Ask { offset: 0, limit: 1, sorted: work.pager.ask().sorted };
        let url = page_url(&self.base, self.version, &work.collection, work.path(), work.filter().as_deref(), ask);
        let purpose = Purpose { table: Some(work.collection.table), name: work.path().trim_start_matches('/') };
        // If that cannot be asked, going on will tell why.
        let Ok(answer) = retry::get(transport, &url, purpose, &self.notes, watch) else { return false };
        let total: Option<u64> = answer.header("x-total-count").and_then(|text| text.trim().parse().ok());
        let revision = answer.header("x-perm-rev").map(str::to_owned);
        let known = lock(&self.revision).clone();
        let why = match (work.pager.total(), total, known, revision) {
            (Some(was), Some(is), ..) if was != is => format!("{was} rows before, {is} now: it was pulled anew"),
            (.., Some(was), Some(is)) if was != is => "another revision than before: it was pulled anew".to_owned(),
            _ => return false,
        };
        work.note(&self.notes, RestFact::DataChanged, 1, &why);
        true
    }

    fn begin(&self, collection: &Collection) -> Option<Work> {
        let mut tables = lock(&self.tables);
        let data = tables.gathering.data().clone();
        let growth = Growth::new(collection.table, self.version, tables.gathering.package(), &data)?;
        Some(Work::new(collection.clone(), growth, tables.built, self.options.only.clone(), self.options.page_size))
    }

    /// Asks for the next page and takes it in. `Err` = the collection ends here.
    fn page(&self, work: &mut Work, watch: &Watch) -> Result<Step, CollectionStage> {
        let Some(transport) = &self.transport else { return Err(CollectionStage::Partial("the archive ends here".to_owned())) };
        for _ in 0..PAGE_TRIES {
            let url = page_url(&self.base, self.version, &work.collection, work.path(), work.filter().as_deref(), work.pager.ask());
            let purpose = Purpose { table: Some(work.collection.table), name: work.path().trim_start_matches('/') };
            let result = retry::get(transport, &url, purpose, &self.notes, watch);
            let answer = match result {
                Ok(answer) => answer,
                Err(error) => match self.refused(work, &error)? {
                    Some(step) => return Ok(step),
                    None => continue,
                },
            };
            let signals = super::paging::signals(|name| answer.header(name).map(str::to_owned), &url, |url| transport.is_ours(url));
            self.revision(&answer);
            self.keep(transport, work, &url, &answer, &signals);
            match work.feed(&answer.body, answer.entry, signals, &self.notes, &|words| transport.clean(words)) {
                Fed::Rows(rows, step) => {
                    transport.log().found(answer.entry, rows);
                    return Ok(step);
                }
                Fed::Nothing(nothing) => {
                    let words = transport.clean(&words(&nothing));
                    work.note(
                        &self.notes,
                        if matches!(nothing, Nothing::Broken(_)) { RestFact::BrokenRow } else { RestFact::ErrorBody },
                        1,
                        &words,
                    );
                    if !matches!(nothing, Nothing::Broken(_)) {
                        return Err(CollectionStage::Failed(words));
                    }
                }
            }
        }
        Err(CollectionStage::Failed("the answer is no JSON, each time it was asked for".to_owned()))
    }

    /// What to do about a request that failed: `Ok(Some)` = the list goes on, `Ok(None)` = ask again in another way.
    fn refused(&self, work: &mut Work, error: &RestError) -> Result<Option<Step>, CollectionStage> {
        let first = work.pager.pages() == 0;
        let words = error.status.map_or_else(String::new, |status| format!("answered {status}"));
        let note = |work: &Work, fact| work.note(&self.notes, fact, 1, &words);
        match error.kind {
            Trouble::Cancelled => return Err(CollectionStage::Partial("it was stopped".to_owned())),
            Trouble::Refused if first && work.pager.unsort(&self.notes) => return Ok(None),
            Trouble::Timeout if work.pager.smaller() => return Ok(None),
            Trouble::NotFound if first => {
                note(work, RestFact::EndpointMissing);
                if work.stand_in() {
                    return Ok(None);
                }
                return Err(if work.list > 0 { CollectionStage::Partial(error.to_string()) } else { CollectionStage::Missing });
            }
            // Some answer an empty page like this.
            Trouble::NotFound => {
                work.note(&self.notes, RestFact::Envelope, 1, "404 in place of an empty list");
                let empty = super::decode::PageRows { ascending: true, ..super::decode::PageRows::default() };
                return Ok(Some(work.pager.took(&empty, &Signals::default(), &self.notes)));
            }
            Trouble::Rights => {
                note(work, RestFact::ScopeMissing);
                if first && work.list == 0 && work.stand_in() {
                    return Ok(None);
                }
            }
            Trouble::Credentials => note(work, RestFact::AuthFailed),
            Trouble::Server if error.status == Some(500) => note(work, RestFact::ServerErrorCollection),
            Trouble::OtherHost => note(work, RestFact::OtherHost),
            _ => {}
        }
        Err(CollectionStage::Failed(error.to_string()))
    }

    /// The data behind the endpoint may be made anew while we pull.
    fn revision(&self, answer: &Answer) {
        let Some(now) = answer.header("x-perm-rev") else { return };
        let mut known = lock(&self.revision);
        if known.as_deref().is_some_and(|known| known != now) {
            self.notes.add(RestFact::DataChanged, None, "x-perm-rev", 1, || "the server names another revision than before".to_owned());
        }
        *known = Some(now.to_owned());
    }

    fn keep(&self, transport: &Transport, work: &Work, url: &reqwest::Url, answer: &Answer, signals: &Signals) {
        let Some(archive) = &self.archive else { return };
        let page = Page {
            collection: work.collection.name.to_owned(),
            path: work.path().to_owned(),
            stands_in: work.stands_in,
            url: url.to_string(),
            status: answer.status,
            headers: answer.headers.clone(),
            limit: work.pager.ask().limit,
            sorted: work.pager.ask().sorted,
            signals: SavedSignals::of(signals),
            file: String::new(),
        };
        if let Some(file) = lock(archive).add(page, &transport.without_secrets(&answer.body)) {
            transport.log().kept_as(answer.entry, &file);
        }
    }

    /// Takes in a page that is there already, and gives its rows. `None` = it cannot be used.
    pub(super) fn replay(&self, page: &Page, body: &[u8], request: u32) -> Option<u32> {
        let all = collections(self.version, &self.options.scope, self.options.demographics);
        let at = all.iter().position(|collection| collection.name == page.collection)?;
        let mut held = lock(&self.works[at]);
        let mut work = match std::mem::replace(&mut *held, Slot::New) {
            Slot::Open(work) => work,
            Slot::New => match self.begin(&all[at]) {
                Some(work) => Box::new(work),
                None => return None,
            },
            Slot::Done => {
                *held = Slot::Done;
                return None;
            }
        };
        if page.stands_in && !work.stands_in {
            work.stand_in();
        }
        while work.path() != page.path && work.next_list() {}
        work.pager.set(page.limit, page.sorted);
        let fed = work.feed(body, request, page.signals.signals(), &self.notes, &str::to_owned);
        *held = Slot::Open(work);
        match fed {
            Fed::Rows(rows, _) => Some(rows),
            Fed::Nothing(_) => None,
        }
    }

    /// Says how a collection ended that was replayed, and puts its tables in.
    pub(super) fn replayed(&self, name: &str, stage: CollectionStage, total: Option<u64>) {
        let all = collections(self.version, &self.options.scope, self.options.demographics);
        let Some(at) = all.iter().position(|collection| collection.name == name) else { return };
        let mut held = lock(&self.works[at]);
        if let Slot::Open(work) = std::mem::replace(&mut *held, Slot::New) {
            self.tell(at, &work, work.started);
            *held = lock(&self.tables).put(work, &stage);
        }
        self.progress.change(at, |state| {
            state.stage = stage;
            state.total = total;
        });
    }

    fn tell(&self, at: usize, work: &Work, started: Instant) {
        self.progress.change(at, |state| {
            state.rows = u64::from(work.growth.rows());
            state.total = work.pager.total();
            state.pages = work.pager.pages();
            state.bytes = work.bytes;
            state.took = started.elapsed();
        });
    }

    /// Shows what is there, if it is time.
    fn look(&self, work: &Work, show: &Mutex<Show<'_>>) {
        let mut tables = lock(&self.tables);
        if tables.shown.elapsed() < SNAPSHOT_EVERY {
            return;
        }
        for table in work.growth.snapshots() {
            tables.gathering.set(table, true);
        }
        let roster = tables.gathering.growing();
        tables.shown = Instant::now();
        drop(tables);
        lock(show)(roster);
    }

    /// Makes a roster of what there is.
    pub(super) fn finish(&self) -> Pulled {
        let mut tables = lock(&self.tables);
        tables.settle(&self.works, self.version);
        let package = tables.gathering.package();
        package.facts = facts(&self.notes, package);
        package.bytes = self.progress.collections().iter().map(|state| state.bytes).sum();
        Pulled {
            roster: tables.gathering.finish(),
            collections: self.progress.collections(),
            notes: self.notes.list(),
            forms: tables.forms.clone(),
            pages: tables.pages.clone(),
            trouble: None,
        }
    }

    /// What an archive says about the pull besides its pages.
    fn summary(&self) -> Summary {
        let note = |note: Note| (note.fact.code().to_owned(), note.table.map(|table| table.name().to_owned()), note.detail);
        Summary {
            url: self.base.rostering.to_string(),
            version: if self.version.is_1_2() { "1.2" } else { "1.1" }.to_owned(),
            scope: self.options.scope.clone(),
            only: self.options.only.clone(),
            demographics: self.options.demographics,
            collections: self.progress.collections().into_iter().map(|state| (state.name, state.stage, state.total)).collect(),
            notes: self.notes.list().into_iter().map(note).collect(),
        }
    }
}

fn facts(notes: &Notes, package: &Package) -> Vec<Fact> {
    let file = |table: Option<Table>| package.table_file(table?);
    notes.list().into_iter().map(|note| Fact { kind: FactKind::Rest(note.fact), file: file(note.table), detail: note.detail }).collect()
}

fn waiting(collection: &Collection) -> CollectionState {
    CollectionState {
        name: collection.name.to_owned(),
        table: collection.table,
        stage: CollectionStage::Waiting,
        rows: 0,
        total: None,
        pages: 0,
        bytes: 0,
        took: Duration::ZERO,
    }
}

fn partial(end: CollectionStage) -> CollectionStage {
    match end {
        CollectionStage::Failed(why) => CollectionStage::Partial(why),
        other => other,
    }
}

fn words(nothing: &Nothing) -> String {
    match nothing {
        Nothing::Page => "a page for people in place of JSON, perhaps a login or proxy page".to_owned(),
        Nothing::Error(words) => format!("an error with the status of success: {words}"),
        Nothing::Broken(at) => format!("no JSON at byte {at}"),
    }
}
