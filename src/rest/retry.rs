//! Asking until there is an answer: which failures are tried again, and how long to wait.

use std::thread::sleep;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::Url;

use super::answer::Answer;
use super::error::{RestError, Trouble};
use super::json;
use super::notes::Notes;
use super::transport::Transport;
use crate::job::Watch;
use crate::read::RestFact;
use crate::spec::Table;

/// A page that takes longer is told.
const SLOW: Duration = Duration::from_secs(20);
/// The clock of the server may differ so much before it is told.
const SKEW: i64 = 300;

/// What a request is for: a table if it is about one, and a name for the notes.
#[derive(Clone, Copy, Debug)]
pub struct Purpose<'a> {
    /// The table that the rows go to.
    pub table: Option<Table>,
    /// The collection, or what else is asked for.
    pub name: &'a str,
}

/// Asks for an address until it answers 200, by the rules on what is worth trying again.
pub fn get(transport: &Transport, url: &Url, purpose: Purpose<'_>, notes: &Notes, watch: &Watch) -> Result<Answer, RestError> {
    let patience = transport.connection().patience;
    let (mut waited, mut renewed, mut failures) = (Duration::ZERO, false, 0);
    let mut attempt = 1;
    loop {
        if watch.is_cancelled() {
            return Err(RestError::new(Trouble::Cancelled, "", ""));
        }
        let result = transport.get(url, attempt).map_err(Refusal::from).and_then(|answer| judge(transport, url, answer));
        let (error, asked_wait) = match result {
            Ok(answer) => {
                remarks(&answer, purpose, notes);
                return Ok(answer);
            }
            Err(Refusal(error, wait)) => (error, wait),
        };
        if error.kind == Trouble::Credentials && error.status == Some(401) && !renewed && transport.renew() {
            // Age or rights: one renewal tells them apart.
            renewed = true;
            attempt += 1;
            notes.add(RestFact::TokenExpired, purpose.table, purpose.name, 1, || {
                "401 in the middle of the pull; a new token was asked for".to_owned()
            });
            continue;
        }
        failures += 1;
        let tries = match error.kind {
            // Fair once: many servers stumble over one request.
            Trouble::Server if error.status == Some(500) => 2,
            Trouble::Server if matches!(error.status, Some(502 | 504)) => patience.attempts,
            Trouble::Network | Trouble::Timeout | Trouble::Busy => patience.attempts,
            _ => 1,
        };
        note(&error, asked_wait, purpose, notes);
        let wait = asked_wait.unwrap_or_else(|| back_off(patience.first_wait, patience.longest_wait, failures));
        if failures >= tries || waited + wait > patience.all_waits {
            return Err(error);
        }
        waited += wait;
        pause(wait, watch);
        attempt += 1;
    }
}

/// An answer that is not one, and how long the server asks to wait.
struct Refusal(RestError, Option<Duration>);

impl From<RestError> for Refusal {
    fn from(error: RestError) -> Self {
        Self(error, None)
    }
}

fn judge(transport: &Transport, url: &Url, answer: Answer) -> Result<Answer, Refusal> {
    let kind = match answer.status {
        200..=299 => return Ok(answer),
        401 => Trouble::Credentials,
        403 => Trouble::Rights,
        404 | 410 | 501 => Trouble::NotFound,
        429 | 503 => Trouble::Busy,
        500.. => Trouble::Server,
        _ => Trouble::Refused,
    };
    let error = RestError::new(kind, transport.clean(url.as_str()), transport.clean(&told(&answer))).with_status(answer.status);
    Err(Refusal(error, answer.header("retry-after").and_then(wait_of)))
}

/// What an error body says, in one line; nothing of a page for people.
fn told(answer: &Answer) -> String {
    let text = String::from_utf8_lossy(&answer.body);
    let mut object = text.trim_start_matches('\u{feff}').trim();
    let mut inner = String::new();
    // Wrapped in a status object, or in the first item of a list of them.
    for name in ["imsx_StatusInfo", "statusInfoSet"] {
        match json::member(object, name) {
            Some(json::Value::Object(wrapped)) => object = wrapped,
            Some(json::Value::Array(list)) => {
                if let Some(json::Value::Object(first)) = json::items(list).next() {
                    first.clone_into(&mut inner);
                }
            }
            _ => {}
        }
    }
    let object = if inner.is_empty() { object } else { &inner };
    let names = ["imsx_description", "description", "error_description", "message", "error"];
    let words = names.iter().find_map(|name| json::member(object, name).as_ref().and_then(json::scalar).map(|text| text.into_owned()));
    words.map(|words| format!("It says: {}.", words.chars().filter(|c| !c.is_control()).take(200).collect::<String>())).unwrap_or_default()
}

/// Seconds, or a day and time.
fn wait_of(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
    Some(Duration::from_secs(until.duration_since(Timestamp::now()).as_secs().max(0) as u64))
}

/// Exponential with chance in it, so that many clients do not come back at once.
fn back_off(first: Duration, longest: Duration, failures: u32) -> Duration {
    let most = first.saturating_mul(1 << failures.saturating_sub(1).min(16)).min(longest);
    let chance = u64::from_str_radix(&super::oauth1::nonce()[..4], 16).unwrap_or(0xffff) as f64 / 65_535.0;
    most.mul_f64(chance)
}

fn pause(wait: Duration, watch: &Watch) {
    let until = Instant::now() + wait;
    while !watch.is_cancelled() && Instant::now() < until {
        sleep(Duration::from_millis(25).min(until.saturating_duration_since(Instant::now())));
    }
}

fn note(error: &RestError, asked: Option<Duration>, purpose: Purpose<'_>, notes: &Notes) {
    let status = error.status.map_or_else(|| error.kind.to_string(), |status| status.to_string());
    let fact = match error.kind {
        Trouble::Busy => RestFact::Throttled,
        Trouble::Network | Trouble::Timeout | Trouble::Server => RestFact::Retried,
        _ => return,
    };
    let asked = asked.map(|wait| format!(", Retry-After {} s", wait.as_secs())).unwrap_or_default();
    notes.add(fact, purpose.table, purpose.name, 1, || format!("first {status}{asked}"));
}

fn remarks(answer: &Answer, purpose: Purpose<'_>, notes: &Notes) {
    if answer.took > SLOW {
        notes.add(RestFact::Slow, purpose.table, purpose.name, 1, || format!("first {} s", answer.took.as_secs()));
    }
    if let Some(skew) = skew(answer).filter(|skew| skew.abs() > SKEW) {
        notes.add(RestFact::ClockSkew, None, "the server's clock", 1, || format!("{skew} s from ours"));
    }
}

/// Seconds that the server's clock is ahead of ours.
pub fn skew(answer: &Answer) -> Option<i64> {
    let date = jiff::fmt::rfc2822::parse(answer.header("date")?).ok()?;
    Some(date.timestamp().as_second() - Timestamp::now().as_second())
}
