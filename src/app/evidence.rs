//! What a server sent, on its way to the screen: an answer made readable and searched, the object of a record, a further GET.

use std::sync::Arc;

use super::PullWork;
use crate::job::{Job, Outcome, Progress, Wake};
use crate::rest::{self, RestError};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// Places of a text in an answer that are counted.
const HITS: usize = 10_000;

/// An answer as it is shown: its lines, and those that hold what is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerText {
    text: String,
    /// Where each line ends.
    ends: Vec<u32>,
    /// Lines that hold what is looked for.
    pub hits: Vec<u32>,
}

impl AnswerText {
    fn of(text: String, needle: &str) -> Self {
        let mut ends: Vec<u32> = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32).collect();
        ends.push(text.len() as u32);
        let mut answer = Self { text, ends, hits: Vec::new() };
        if !needle.is_empty() {
            let needle = needle.to_lowercase();
            answer.hits = (0..answer.lines())
                .filter(|&line| answer.line(line).to_lowercase().contains(&needle))
                .take(HITS)
                .map(|line| line as u32)
                .collect();
        }
        answer
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.ends.len()
    }

    /// One line of it.
    pub fn line(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize + 1);
        let end = self.ends.get(at).map_or(start, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The object of a record as the server sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentObject {
    /// The number of the request in the log whose answer brought it.
    pub request: u32,
    /// The address of that request.
    pub url: String,
    /// The status of the answer.
    pub status: Option<u16>,
    /// The object, readable; `None` = the answer is no longer kept, or does not hold it.
    pub object: Option<String>,
    /// Where it leads: the name of the member and the address.
    pub hrefs: Vec<(String, String)>,
}

/// Of which roster, and which record.
type Record = (RosterId, Table, u32);
type AnswerKey = (RosterId, u32, String);
type Asked = Job<Result<u32, RestError>>;

/// The answer, object and request that are looked at.
#[derive(Default)]
pub(super) struct Evidence {
    answering: Option<(AnswerKey, Job<Option<AnswerText>>)>,
    answer: Option<(AnswerKey, Option<Arc<AnswerText>>)>,
    finding: Option<(Record, Job<Option<SentObject>>)>,
    sent: Option<(Record, Option<Arc<SentObject>>)>,
    fetching: Option<(Record, Job<Result<SentObject, RestError>>)>,
    again: Option<(Record, Result<Arc<SentObject>, Arc<RestError>>)>,
    asking: Option<(RosterId, Asked)>,
}

/// What a further GET gave.
pub(super) enum AskEnd {
    /// The number of the request in the log.
    Answered(RosterId, u32),
    /// It could not be asked.
    Refused(RestError),
    /// A fault of the program.
    Fault(String),
}

impl Evidence {
    /// Reads the answer to a request and looks for a text in it, unless that was done.
    pub(super) fn want_answer(&mut self, id: RosterId, work: &Arc<PullWork>, number: u32, needle: &str, wake: &Wake) {
        let key = (id, number, needle.to_owned());
        let known = self.answer.as_ref().is_some_and(|(of, _)| *of == key);
        if known || self.answering.as_ref().is_some_and(|(of, _)| *of == key) {
            return;
        }
        let (work, needle) = (Arc::clone(work), needle.to_owned());
        let job = Job::spawn("read an answer", Arc::clone(wake), move |_| {
            let body = rest::answer_of(work.log(), number, work.archive())?;
            Some(AnswerText::of(rest::readable(&body), &needle))
        });
        self.answering = Some((key, job));
    }

    /// Finds the object of a record in the answer that brought it, unless that was done.
    pub(super) fn want_object(&mut self, roster: &Arc<Roster>, work: &Arc<PullWork>, table: Table, row: u32, wake: &Wake) {
        let record = (roster.id(), table, row);
        let known = self.sent.as_ref().is_some_and(|(of, _)| *of == record);
        if known || self.finding.as_ref().is_some_and(|(of, _)| *of == record) || work.pulled().is_none() {
            return;
        }
        let (work, roster) = (Arc::clone(work), Arc::clone(roster));
        let job = Job::spawn("find an object", Arc::clone(wake), move |_| {
            let request = work.pulled()?.request_of(table, row)?;
            let id = roster.table(table).filter(|data| row < data.rows())?.sourced_id(row).into_string();
            object(&work, request, table, &id)
        });
        self.finding = Some((record, job));
    }

    /// Asks for one object again.
    pub(super) fn again(&mut self, record: Record, work: &Arc<PullWork>, sourced_id: String, wake: &Wake) {
        let work = Arc::clone(work);
        let job = Job::spawn("fetch again", Arc::clone(wake), move |watch| {
            watch.doing("Fetching again");
            let none = || RestError::of(rest::Trouble::Address, "An archive has no server to ask.");
            let pull = work.pull().ok_or_else(none)?;
            let path = pull
                .path_of(record.1, &sourced_id)
                .ok_or_else(|| RestError::of(rest::Trouble::Address, "It has no address of its own."))?;
            let request = pull.ask(&path)?;
            object(&work, request, record.1, &sourced_id).ok_or_else(none)
        });
        self.fetching = Some((record, job));
    }

    /// Asks for a path below the base or an address of the same origin.
    pub(super) fn ask(&mut self, id: RosterId, work: &Arc<PullWork>, path: String, wake: &Wake) {
        let work = Arc::clone(work);
        let job = Job::spawn("raw get", Arc::clone(wake), move |watch| {
            watch.doing(format!("Asking for {path}"));
            work.pull().ok_or_else(|| RestError::of(rest::Trouble::Address, "An archive has no server to ask."))?.ask(&path)
        });
        self.asking = Some((id, job));
    }

    /// Takes in what has come; never waits.
    pub(super) fn poll(&mut self) -> Option<AskEnd> {
        if let Some((key, job)) = &mut self.answering {
            match job.poll() {
                Outcome::Running => {}
                outcome => {
                    let answer = if let Outcome::Done(answer) = outcome { answer.map(Arc::new) } else { None };
                    self.answer = Some((key.clone(), answer));
                    self.answering = None;
                }
            }
        }
        if let Some((record, job)) = &mut self.finding {
            match job.poll() {
                Outcome::Running => {}
                outcome => {
                    let sent = if let Outcome::Done(sent) = outcome { sent.map(Arc::new) } else { None };
                    self.sent = Some((*record, sent));
                    self.finding = None;
                }
            }
        }
        if let Some((record, job)) = &mut self.fetching {
            match job.poll() {
                Outcome::Running => {}
                Outcome::Done(result) => {
                    self.again = Some((*record, result.map(Arc::new).map_err(Arc::new)));
                    self.fetching = None;
                }
                Outcome::Failed(_) | Outcome::Taken => self.fetching = None,
            }
        }
        let (id, job) = self.asking.as_mut()?;
        let end = match job.poll() {
            Outcome::Running => return None,
            Outcome::Done(Ok(number)) => Some(AskEnd::Answered(*id, number)),
            Outcome::Done(Err(error)) => Some(AskEnd::Refused(error)),
            Outcome::Failed(message) => Some(AskEnd::Fault(message)),
            Outcome::Taken => None,
        };
        self.asking = None;
        end
    }

    /// The answer to a request; `Some(None)` = it is no longer kept. While another text is looked for it is that of before.
    pub(super) fn answer(&self, id: RosterId, number: u32) -> Option<Option<&Arc<AnswerText>>> {
        self.answer.as_ref().filter(|((of, request, _), _)| (*of, *request) == (id, number)).map(|(_, answer)| answer.as_ref())
    }

    /// The object of a record; `Some(None)` = there is none.
    pub(super) fn sent(&self, record: Record) -> Option<Option<&Arc<SentObject>>> {
        self.sent.as_ref().filter(|(of, _)| *of == record).map(|(_, sent)| sent.as_ref())
    }

    /// The object of a record that was asked for again.
    pub(super) fn fetched(&self, record: Record) -> Option<&Result<Arc<SentObject>, Arc<RestError>>> {
        self.again.as_ref().filter(|(of, _)| *of == record).map(|(_, again)| again)
    }

    /// How far a further GET is; `None` when none is under way.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.asking.as_ref().map(|(_, job)| job.progress()).or_else(|| self.fetching.as_ref().map(|(_, job)| job.progress()))
    }

    /// True while an address is being asked for.
    pub(super) const fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// Stops further GETs.
    pub(super) fn cancel(&mut self) {
        (self.asking, self.fetching) = (None, None);
    }

    /// Forgets what belongs to a roster.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.answering.take_if(|((of, ..), _)| *of == roster);
        self.answer.take_if(|((of, ..), _)| *of == roster);
        self.finding.take_if(|((of, ..), _)| *of == roster);
        self.sent.take_if(|((of, ..), _)| *of == roster);
        self.fetching.take_if(|((of, ..), _)| *of == roster);
        self.again.take_if(|((of, ..), _)| *of == roster);
        self.asking.take_if(|(of, _)| *of == roster);
    }
}

/// The object of a record in the answer to a request.
fn object(work: &PullWork, request: u32, table: Table, sourced_id: &str) -> Option<SentObject> {
    let entry = work.log().entry(request)?;
    let body = rest::answer_of(work.log(), request, work.archive());
    let object = body.and_then(|body| rest::object_of(&body, table.name(), sourced_id));
    let hrefs = object.as_deref().map(rest::hrefs).unwrap_or_default();
    let object = object.map(|object| rest::readable(object.as_bytes()));
    Some(SentObject { request, url: entry.url, status: entry.status, object, hrefs })
}

#[cfg(test)]
mod tests {
    use super::AnswerText;

    #[test]
    fn lines_and_the_places_of_a_text() {
        let answer = AnswerText::of("{\n  \"A\": 1\n}".to_owned(), "a");
        assert_eq!((answer.lines(), answer.line(0), answer.line(1), answer.line(2)), (3, "{", "  \"A\": 1", "}"));
        assert_eq!(answer.hits, [1]);
        assert_eq!(AnswerText::of(String::new(), "").lines(), 1);
    }
}
