//! The request log: what was asked and what came, never a secret.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

/// Bytes of answers that failed which are kept, and of each of them.
const FAILED_BYTES: usize = 4 << 20;
const FAILED_ONE: usize = 256 << 10;

/// One request and its answer.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// 1 = the first request.
    pub number: u32,
    /// When it was sent.
    pub at: Timestamp,
    /// `GET`, or `POST` for a token.
    pub method: &'static str,
    /// The address with its query.
    pub url: String,
    /// Which attempt this was; 1 = the first.
    pub attempt: u32,
    /// The status; `None` = no answer.
    pub status: Option<u16>,
    /// Headers that were sent; what holds a secret says only that it was there.
    pub sent: Vec<(String, String)>,
    /// Headers of the answer that hold no secret.
    pub headers: Vec<(String, String)>,
    /// Bytes of the body, unpacked.
    pub bytes: u64,
    /// Rows found in it.
    pub rows: Option<u32>,
    /// From sending to the last byte.
    pub took: Duration,
    /// Why it failed, in words.
    pub error: Option<String>,
    /// The name of the answer in the archive of the pull.
    pub(super) file: Option<String>,
}

/// The request log of a connection. Clones share one list.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    entries: Vec<LogEntry>,
    /// Answers by the number of their request: the newest, and those that failed.
    bodies: Bodies,
    failed: Bodies,
}

/// Answers up to so many bytes; the oldest go first.
#[derive(Debug, Default)]
struct Bodies {
    kept: BTreeMap<u32, Arc<[u8]>>,
    bytes: usize,
    most: usize,
}

impl Bodies {
    fn keep(&mut self, number: u32, body: &[u8]) {
        if body.len() > self.most {
            return;
        }
        self.bytes += body.len();
        self.kept.insert(number, body.into());
        while self.bytes > self.most {
            let Some((_, body)) = self.kept.pop_first() else { return };
            self.bytes -= body.len();
        }
    }
}

impl Log {
    /// A log that keeps the newest answers too, up to so many bytes, and those that failed.
    pub fn keeping(bytes: usize) -> Self {
        let bodies = |most| Bodies { most, ..Bodies::default() };
        Self(Arc::new(Mutex::new(Kept { entries: Vec::new(), bodies: bodies(bytes), failed: bodies(FAILED_BYTES) })))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// True if answers are kept.
    pub(super) fn keeps_bodies(&self) -> bool {
        self.kept().bodies.most > 0
    }

    /// Adds an entry and gives its number.
    pub(super) fn add(&self, mut entry: LogEntry) -> u32 {
        let mut kept = self.kept();
        entry.number = kept.entries.len() as u32 + 1;
        let number = entry.number;
        kept.entries.push(entry);
        number
    }

    /// Keeps an answer that holds no secret.
    pub(super) fn keep(&self, number: u32, status: u16, body: &[u8]) {
        let mut kept = self.kept();
        if (200..300).contains(&status) {
            kept.bodies.keep(number, body);
        } else {
            kept.failed.keep(number, &body[..body.len().min(FAILED_ONE)]);
        }
    }

    /// Says how many rows an answer held.
    pub(super) fn found(&self, number: u32, rows: u32) {
        if let Some(entry) = self.kept().entries.get_mut(number.saturating_sub(1) as usize) {
            entry.rows = Some(rows);
        }
    }

    /// Says under which name an answer stands in the archive.
    pub(super) fn kept_as(&self, number: u32, file: &str) {
        if let Some(entry) = self.kept().entries.get_mut(number.saturating_sub(1) as usize) {
            entry.file = Some(file.to_owned());
        }
    }

    /// The answer to a request, if it is still kept in memory.
    pub(super) fn kept_body(&self, number: u32) -> Option<Arc<[u8]>> {
        let kept = self.kept();
        kept.bodies.kept.get(&number).or_else(|| kept.failed.kept.get(&number)).cloned()
    }

    /// How many requests there were.
    pub fn len(&self) -> usize {
        self.kept().entries.len()
    }

    /// One entry by its number.
    pub fn entry(&self, number: u32) -> Option<LogEntry> {
        self.kept().entries.get(number.checked_sub(1)? as usize).cloned()
    }

    /// The numbers in `range` of those entries whose address holds `text`, perhaps only those that did not succeed.
    pub fn matching(&self, range: Range<usize>, text: &str, failed_only: bool) -> Vec<u32> {
        let kept = self.kept();
        let of = kept.entries.get(range.start..range.end.min(kept.entries.len())).unwrap_or_default();
        of.iter().filter(|entry| (!failed_only || entry.has_failed()) && entry.url.contains(text)).map(|entry| entry.number).collect()
    }

    /// True if nothing was asked yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries after the first `known`: a window asks with what it has.
    pub fn since(&self, known: usize) -> Vec<LogEntry> {
        self.kept().entries.iter().skip(known).cloned().collect()
    }
}

impl LogEntry {
    /// True if there was no answer, or none of success.
    pub fn has_failed(&self) -> bool {
        self.status.is_none_or(|status| !(200..300).contains(&status))
    }

    /// The request as a curl line; the credentials are left to whoever runs it, in variables of the shell.
    pub fn curl(&self) -> String {
        let mut line = "curl -i".to_owned();
        for (name, value) in &self.sent {
            let secret = value.contains(SECRET);
            match (name.as_str(), secret) {
                ("authorization", _) if self.method == "POST" => line.push_str(" -u \"$KEY:$SECRET\""),
                (name, true) => line.push_str(&format!(" -H \"{name}: ${}\"", variable(name))),
                (name, false) => line.push_str(&format!(" -H '{name}: {}'", value.replace('\'', "%27"))),
            }
        }
        if self.method == "POST" {
            line.push_str(" -d grant_type=client_credentials");
        }
        format!("{line} '{}'", self.url.replace('\'', "%27"))
    }
}

/// What stands in place of a secret.
pub(super) const SECRET: &str = "[secret]";

/// The variable of the shell that holds the value of a header.
fn variable(header: &str) -> String {
    header.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}
