//! The connection check: name, network, certificate and credentials told apart, then small GETs that show what a pull will meet.

use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::Url;

use super::address::{Base, understand};
use super::answer::Answer;
use super::certificate;
use super::collection::{Scope, collections, group};
use super::connection::Connection;
use super::decode::{Decoder, PageRows};
use super::envelope::{self, Nothing};
use super::error::{RestError, Trouble};
use super::log::Log;
use super::notes::Notes;
use super::paging::{Link, signals};
use super::percent::query;
use super::retry::{self, Purpose, skew};
use super::sniff;
use super::transport::{Transport, takes_tls_1_3};
use crate::job::Watch;
use crate::spec::{Group, Table, Version};

/// What a connection check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe {
    /// One line for each question, in the order in which they were asked.
    pub lines: Vec<ProbeLine>,
    /// Each collection and what it answers.
    pub endpoints: Vec<ProbedEndpoint>,
    /// The version that rows look like.
    pub version: Option<Version>,
}

/// One question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbeLine {
    /// What was asked, in a few words.
    pub question: &'static str,
    /// How it turned out.
    pub outcome: Outcome,
    /// What was found.
    pub found: String,
    /// What it means for a pull.
    pub means: String,
}

/// How a question turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As the standard has it.
    Good,
    /// Otherwise, but a pull can live with it.
    Odd,
    /// A pull cannot work.
    Bad,
    /// It could not be told.
    Unknown,
}

impl Outcome {
    /// The word that is shown with it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Odd => "odd",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
        }
    }
}

/// One collection and what it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbedEndpoint {
    /// Its name.
    pub name: &'static str,
    /// The status; `None` = no answer.
    pub status: Option<u16>,
    /// How many rows there are, as it says.
    pub total: Option<u64>,
    /// Milliseconds until the last byte.
    pub millis: u64,
}

impl Probe {
    /// True if a pull can work.
    pub fn can_pull(&self) -> bool {
        self.lines.iter().all(|line| line.outcome != Outcome::Bad)
    }

    fn say(&mut self, question: &'static str, outcome: Outcome, found: impl Into<String>, means: &str) {
        self.lines.push(ProbeLine { question, outcome, found: found.into(), means: means.to_owned() });
    }
}

/// Asks the questions one after the other, by single small GETs. What cannot be reached ends it early, with the reason in the last line.
pub fn probe(connection: &Connection, log: &Log, watch: &Watch) -> Probe {
    let mut probe = Probe::default();
    let address = match understand(&connection.url, connection.allow_http) {
        Ok(address) => address,
        Err(error) => {
            probe.say("address", Outcome::Bad, error.to_string(), "nothing can be asked");
            return probe;
        }
    };
    let paths: Vec<&str> = address.bases.iter().map(|base| base.rostering.as_str()).collect();
    probe.say("address", if address.is_versioned { Outcome::Good } else { Outcome::Odd }, paths.join(" or "), &address.notes.join("; "));
    if let Some(base) = address.bases.first()
        && connection.proxy.is_none()
        && !reach(&mut probe, &base.rostering, connection.patience.connect)
    {
        return probe;
    }
    watch.doing("Asking for credentials and base path");
    let found = sniff::find_base(connection, &address, log, &Notes::default(), watch);
    let (transport, base) = match found {
        Ok(found) => found,
        Err(error) => {
            refused(&mut probe, &error);
            return probe;
        }
    };
    if base.rostering.scheme() == "https" {
        watch.doing("Asking for the version of TLS");
        let version = if takes_tls_1_3(connection, &base.rostering) { "TLS 1.3" } else { "TLS 1.2" };
        probe.say("TLS", Outcome::Good, version, "");
    } else {
        probe.say("TLS", Outcome::Odd, "plain http", "whoever is on the way can read credentials and names");
    }
    probe.say("credentials", Outcome::Good, "they are taken", "");
    probe.say("base path", Outcome::Good, base.rostering.path(), "");
    let version = sniff::version(&transport, &base, &Notes::default(), watch);
    probe.version = Some(version);
    let fits = version.is_1_2() == base.version.is_1_2();
    let means = if fits { "" } else { "rows are taken as they look, not as the path says" };
    probe.say("version", if fits { Outcome::Good } else { Outcome::Odd }, format!("rows look like {}", version.name()), means);
    let asker = Asker { transport: &transport, base: &base, version, watch };
    endpoints(&mut probe, &asker);
    paging(&mut probe, &asker);
    obedience(&mut probe, &asker);
    probe
}

/// Name and network. False if there is no way to the host.
fn reach(probe: &mut Probe, url: &Url, patience: Duration) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let port = url.port_or_known_default().unwrap_or(443);
    let addresses: Vec<_> = match (host, port).to_socket_addrs() {
        Ok(addresses) => addresses.collect(),
        Err(error) => {
            probe.say("name", Outcome::Bad, format!("{host}: {error}"), "check the address for a misspelling, or whether a VPN is needed");
            return false;
        }
    };
    let first = addresses.first().map(|address| address.ip().to_string()).unwrap_or_default();
    probe.say("name", Outcome::Good, format!("{host} is {first}"), "");
    let started = Instant::now();
    let connected = addresses.iter().find_map(|address| TcpStream::connect_timeout(address, patience).ok());
    match connected {
        Some(_) => {
            probe.say("network", Outcome::Good, format!("port {port} answers in {} ms", started.elapsed().as_millis()), "");
            true
        }
        None => {
            probe.say("network", Outcome::Bad, format!("port {port} does not answer"), "check the port, a firewall and the proxy");
            false
        }
    }
}

fn refused(probe: &mut Probe, error: &RestError) {
    let question = match error.kind {
        Trouble::Certificate => "certificate",
        Trouble::Credentials | Trouble::Rights => "credentials",
        Trouble::NotFound => "base path",
        Trouble::Name => "name",
        _ => "network",
    };
    probe.say(question, Outcome::Bad, format!("{}. {}", error.title(), error.detail).trim().to_owned(), error.remedy());
}

/// What asks small questions.
struct Asker<'a> {
    transport: &'a Transport,
    base: &'a Base,
    version: Version,
    watch: &'a Watch,
}

impl Asker<'_> {
    fn url(&self, of: Group, path: &str, parameters: &[(&str, &str)]) -> Url {
        let mut url = self.base.join(of, path);
        url.set_query(Some(&query(parameters.iter().copied())));
        url
    }

    fn get(&self, url: &Url) -> Result<Answer, RestError> {
        let purpose = Purpose { table: None, name: "probe" };
        let answer = retry::get(self.transport, url, purpose, &Notes::default(), self.watch);
        self.watch.add(1);
        answer
    }

    /// The rows of a page of orgs or users.
    fn rows(&self, table: Table, parameters: &[(&str, &str)]) -> Result<(PageRows, Answer), RestError> {
        let url = self.url(Group::Rostering, table.name(), parameters);
        let answer = self.get(&url)?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let wrong = |words: &str| RestError::new(Trouble::Data, url.as_str(), words);
        let found = envelope::find(&text, table.name()).map_err(|nothing| match nothing {
            Nothing::Error(words) => wrong(&words),
            _ => wrong("It is no JSON."),
        })?;
        let mut decoder = Decoder::new(table, self.version).ok_or_else(|| wrong("It is not known."))?;
        let (rows, _) = decoder.page(found.rows.unwrap_or("[]"), 1, &Notes::default());
        Ok((rows, answer))
    }
}

/// Each collection with one row.
fn endpoints(probe: &mut Probe, asker: &Asker<'_>) {
    for collection in collections(asker.version, &Scope::All, true) {
        if asker.watch.is_cancelled() {
            return;
        }
        asker.watch.doing(format!("Asking for {}", collection.name));
        let url = asker.url(group(collection.table, asker.version), collection.name, &[("limit", "1"), ("offset", "0")]);
        let started = Instant::now();
        let result = asker.get(&url);
        let total = result.as_ref().ok().and_then(|answer| answer.header("x-total-count")?.trim().parse().ok());
        let status = result.as_ref().map_or_else(|error| error.status, |answer| Some(answer.status));
        probe.endpoints.push(ProbedEndpoint { name: collection.name, status, total, millis: started.elapsed().as_millis() as u64 });
    }
    let count = |wanted: &dyn Fn(Option<u16>) -> bool| probe.endpoints.iter().filter(|endpoint| wanted(endpoint.status)).count();
    let (open, refused) = (count(&|status| status == Some(200)), count(&|status| status == Some(403)));
    let all = probe.endpoints.len();
    let outcome = if open == all {
        Outcome::Good
    } else if open == 0 {
        Outcome::Bad
    } else {
        Outcome::Odd
    };
    let means = if refused > 0 {
        "ask the district to share them, or for the scope"
    } else if open < all {
        "a pull goes on without them"
    } else {
        ""
    };
    probe.say(
        "collections",
        outcome,
        if refused > 0 { format!("{open} of {all} answer, {refused} refused") } else { format!("{open} of {all} answer") },
        means,
    );
}

/// Offset, total, links and the size of pages.
fn paging(probe: &mut Probe, asker: &Asker<'_>) {
    let table = Table::Users;
    let (one, other) = (asker.rows(table, &[("limit", "1"), ("offset", "0")]), asker.rows(table, &[("limit", "1"), ("offset", "1")]));
    let (Ok((one, answer)), Ok((other, _))) = (one, other) else {
        return probe.say("paging", Outcome::Unknown, "users do not answer", "");
    };
    if let Some(skew) = skew(&answer) {
        let fine = skew.abs() <= 300;
        let means = if fine { "" } else { "signatures of OAuth 1 and tokens may be refused" };
        probe.say("clock", if fine { Outcome::Good } else { Outcome::Odd }, format!("{skew} s from ours"), means);
    }
    if let Some((ends, tells)) = answer.certificate.as_deref().and_then(certificate::ends) {
        let left = ends.duration_since(Timestamp::now()).as_hours() / 24;
        let outcome = if left < 14 { Outcome::Odd } else { Outcome::Good };
        probe.say(
            "certificate",
            outcome,
            format!("it ends on {tells}, in {left} days"),
            if left < 14 { "ask the provider to renew it" } else { "" },
        );
    }
    let obeyed = other.objects == 0 || one.print.0 != other.print.0;
    let means = if obeyed { "" } else { "only the first page can be had, unless everything comes at once" };
    probe.say("offset", if obeyed { Outcome::Good } else { Outcome::Bad }, if obeyed { "obeyed" } else { "ignored" }, means);
    let obeyed = one.objects <= 1;
    probe.say(
        "limit",
        if obeyed { Outcome::Good } else { Outcome::Odd },
        format!("{} for limit=1", if one.objects == 1 { "1 row".to_owned() } else { format!("{} rows", one.objects) }),
        "",
    );
    let url = asker.url(Group::Rostering, table.name(), &[]);
    let told = signals(|name| answer.header(name).map(str::to_owned), &url, |url| asker.transport.is_ours(url));
    let total = told.total.map_or_else(|| "no total".to_owned(), |total| format!("total {total}"));
    let (link, outcome) = match told.link {
        Link::Next(_) | Link::NoNext => ("links", Outcome::Good),
        Link::Absent => ("no links", if told.total.is_some() { Outcome::Good } else { Outcome::Odd }),
        Link::Malformed => ("malformed links", Outcome::Odd),
        Link::OtherHost => ("links to another host", Outcome::Odd),
    };
    let means = if outcome == Outcome::Odd { "a pull asks up to an empty page" } else { "" };
    probe.say("total and links", outcome, format!("{total}, {link}"), means);
    clamp(probe, asker, told.total);
}

fn clamp(probe: &mut Probe, asker: &Asker<'_>, total: Option<u64>) {
    let Ok((rows, _)) = asker.rows(Table::Users, &[("limit", "5000"), ("offset", "0")]) else {
        return probe.say("page size", Outcome::Odd, "limit=5000 fails", "use smaller pages");
    };
    let capped = total.is_some_and(|total| u64::from(rows.objects) < total.min(5000));
    let means = if capped { "a pull goes on by the rows that come" } else { "" };
    probe.say("page size", if capped { Outcome::Odd } else { Outcome::Good }, format!("{} rows for limit=5000", rows.objects), means);
}

/// Sort, filter, selection and errors.
fn obedience(probe: &mut Probe, asker: &Asker<'_>) {
    let sorted = |order| asker.rows(Table::Users, &[("limit", "2"), ("sort", "sourcedId"), ("orderBy", order)]);
    match (sorted("asc"), sorted("desc")) {
        (Ok((up, _)), Ok((down, _))) if up.objects > 0 => {
            let obeyed = up.print.0 != down.print.0 || up.objects == 1;
            let means = if obeyed { "" } else { "rows may come twice and others not at all" };
            probe.say("sort", if obeyed { Outcome::Good } else { Outcome::Odd }, if obeyed { "obeyed" } else { "ignored" }, means);
        }
        (Err(error), _) | (_, Err(error)) => probe.say("sort", Outcome::Odd, error.title(), "a pull goes without it"),
        _ => probe.say("sort", Outcome::Unknown, "there are no users", ""),
    }
    let filter = "dateLastModified>'2999-01-01T00:00:00.000Z'";
    match asker.rows(Table::Users, &[("limit", "2"), ("filter", filter)]) {
        Ok((rows, _)) => {
            let obeyed = rows.objects == 0;
            let means = if obeyed { "" } else { "pulls of changes take everything and sort it out here" };
            probe.say("filter", if obeyed { Outcome::Good } else { Outcome::Odd }, if obeyed { "obeyed" } else { "ignored" }, means);
        }
        Err(error) => probe.say("filter", Outcome::Odd, error.title(), "pull everything"),
    }
    match asker.rows(Table::Users, &[("limit", "1"), ("fields", "sourcedId,status")]) {
        Ok((_, answer)) => {
            let obeyed = !String::from_utf8_lossy(&answer.body).contains("\"givenName\"");
            probe.say(
                "selection of fields",
                if obeyed { Outcome::Good } else { Outcome::Odd },
                if obeyed { "obeyed" } else { "ignored" },
                "",
            );
        }
        Err(error) => probe.say("selection of fields", Outcome::Odd, error.title(), ""),
    }
    let url = asker.url(Group::Rostering, "users/no-such-id-4711", &[]);
    let (outcome, found) = match asker.get(&url) {
        Ok(_) => (Outcome::Odd, "200 for an id that does not exist".to_owned()),
        Err(error) if error.status == Some(404) => (Outcome::Good, "404 for an id that does not exist".to_owned()),
        Err(error) => (
            Outcome::Odd,
            format!("{} for an id that does not exist", error.status.map_or_else(|| error.kind.to_string(), |status| status.to_string())),
        ),
    };
    probe.say("errors", outcome, found, "");
}
