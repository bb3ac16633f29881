//! The request log: what was asked and what came, never a secret.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

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
}

/// The request log of a connection. Clones share one list.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<LogEntry>>>);

impl Log {
    /// Adds an entry and gives its number.
    pub(super) fn add(&self, mut entry: LogEntry) -> u32 {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entry.number = entries.len() as u32 + 1;
        let number = entry.number;
        entries.push(entry);
        number
    }

    /// Says how many rows an answer held.
    pub(super) fn found(&self, number: u32, rows: u32) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.get_mut(number.saturating_sub(1) as usize) {
            entry.rows = Some(rows);
        }
    }

    /// How many requests there were.
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// True if nothing was asked yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries after the first `known`: a window asks with what it has.
    pub fn since(&self, known: usize) -> Vec<LogEntry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().skip(known).cloned().collect()
    }
}

impl LogEntry {
    /// The request as a curl line; the credentials are left to whoever runs it.
    pub fn curl(&self) -> String {
        let auth = if self.method == "GET" {
            " -H \"Authorization: $AUTHORIZATION\""
        } else {
            " -u \"$KEY:$SECRET\" -d grant_type=client_credentials"
        };
        format!("curl -i{auth} '{}'", self.url.replace('\'', "%27"))
    }
}
