//! Any pasted URL understood: where the services of an endpoint lie.

use reqwest::Url;

use super::error::{RestError, Trouble};
use crate::spec::{Group, Version};

/// Words that end a base path: what follows is an endpoint.
const ENDPOINTS: [&str; 20] = [
    "academicSessions",
    "assessmentLineItems",
    "assessmentResults",
    "categories",
    "classes",
    "courses",
    "demographics",
    "enrollments",
    "gradingPeriods",
    "lineItems",
    "orgs",
    "resources",
    "results",
    "schools",
    "scoreScales",
    "students",
    "teachers",
    "terms",
    "users",
    "token",
];
const SERVICES: [&str; 3] = ["rostering", "resources", "gradebook"];

/// Where an endpoint lies, as far as the pasted text tells: the likeliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// What to try, one after the other.
    pub bases: Vec<Base>,
    /// True if the text held a versioned path.
    pub is_versioned: bool,
    /// What was left out or added, in words.
    pub notes: Vec<String>,
}

/// The base paths of the services of one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// 1.1 or 1.2, as the path says.
    pub version: Version,
    /// Orgs, people, classes.
    pub rostering: Url,
    /// Resources.
    pub resources: Url,
    /// Line items and results.
    pub gradebook: Url,
}

impl Base {
    fn of(version: Version, origin: &Url, path: &str) -> Self {
        let at = |service: &str| {
            let mut url = origin.clone();
            url.set_path(&path.replace("{service}", service));
            url
        };
        Self { version, rostering: at("rostering"), resources: at("resources"), gradebook: at("gradebook") }
    }

    /// The base of a part of the standard.
    pub const fn of_group(&self, group: Group) -> &Url {
        match group {
            Group::Control | Group::Rostering => &self.rostering,
            Group::Resources => &self.resources,
            Group::Gradebook => &self.gradebook,
        }
    }

    /// The address of a path below a base; the path is encoded already.
    pub fn join(&self, group: Group, path: &str) -> Url {
        let mut url = self.of_group(group).clone();
        let joined = format!("{}/{}", url.path().trim_end_matches('/'), path.trim_start_matches('/'));
        url.set_path(&joined);
        url
    }

    /// The likely address of the token endpoint, if nobody gave one.
    pub fn guessed_token(&self) -> Url {
        self.join(Group::Rostering, "token")
    }
}

/// Understands a pasted address. `allow_http` lets plain http through to hosts other than this machine.
pub fn understand(text: &str, allow_http: bool) -> Result<Address, RestError> {
    let text = text.trim().trim_matches(['"', '<', '>', '\'']);
    if text.is_empty() {
        return Err(RestError::new(Trouble::Address, "", "It is empty."));
    }
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    // What cannot be parsed is not repeated: it may hold anything.
    let mut url = Url::parse(&whole).map_err(|error| RestError::new(Trouble::Address, "", format!("It is no URL: {error}.")))?;
    let mut notes = Vec::new();
    if !url.username().is_empty() || url.password().is_some() {
        notes.push("the name and password in the address were left out".to_owned());
        let cleared = url.set_username("").and_then(|()| url.set_password(None));
        if cleared.is_err() {
            return Err(RestError::new(Trouble::Address, "", "It holds a password."));
        }
    }
    if url.query().is_some() {
        notes.push("what follows the question mark was left out".to_owned());
    }
    url.set_query(None);
    url.set_fragment(None);
    may_be_asked(&url, allow_http)?;
    let segments: Vec<String> = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (bases, is_versioned) = bases(&url, &segments, &mut notes);
    Ok(Address { bases, is_versioned, notes })
}

/// The host that a pasted address names, or its first words.
pub fn host_of(text: &str) -> String {
    let named = understand(text, true).ok().and_then(|address| address.bases.first()?.rostering.host_str().map(str::to_owned));
    named.unwrap_or_else(|| "endpoint".to_owned())
}

/// A pasted address without name, password and query: what may be kept and shown.
pub fn plain_address(text: &str) -> String {
    let base = understand(text, true).ok().and_then(|address| address.bases.into_iter().next());
    base.map_or_else(|| "an address that is not understood".to_owned(), |base| base.rostering.to_string())
}

/// A proxy without its name and password; empty if it cannot be understood.
pub fn plain_proxy(text: &str) -> String {
    let Ok(mut url) = Url::parse(text.trim()) else { return String::new() };
    let cleared = url.set_username("").and_then(|()| url.set_password(None));
    if cleared.is_ok() { url.to_string().trim_end_matches('/').to_owned() } else { String::new() }
}

/// An error unless the address is https, or http to this machine or by choice.
pub(super) fn may_be_asked(url: &Url, allow_http: bool) -> Result<(), RestError> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if allow_http || is_loopback(url) => Ok(()),
        "http" => {
            let detail = "Plain http would send credentials and names readable by others; it has to be allowed explicitly.";
            Err(RestError::new(Trouble::Address, url.as_str(), detail))
        }
        _ => Err(RestError::new(Trouble::Address, url.as_str(), "Only https and http are understood.")),
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn version_of(segment: &str) -> Option<Version> {
    match segment.to_ascii_lowercase().as_str() {
        "v1p1" | "v1p0" | "v1" => Some(Version::V1_1),
        "v1p2" => Some(Version::V1_2_1),
        _ => None,
    }
}

fn bases(url: &Url, segments: &[String], notes: &mut Vec<String>) -> (Vec<Base>, bool) {
    let is = |at: usize, word: &str| segments.get(at).is_some_and(|segment| segment.eq_ignore_ascii_case(word));
    let versioned = |at: usize| segments.get(at).and_then(|segment| version_of(segment));
    // The first `ims/oneroster` counts: a second one was pasted behind it.
    let start = (0..segments.len()).find(|&at| is(at, "ims") && is(at + 1, "oneroster"));
    let after = start.map_or(0, |start| start + 2);
    let version_at = match start {
        Some(_) => (after..segments.len().min(after + 2)).find(|&at| versioned(at).is_some()),
        // Other paths: the last version in them, such as /api/oneroster/v1p1; `v1` alone means something else.
        None => (0..segments.len())
            .rev()
            .find(|&at| versioned(at).is_some() && (segments[at].len() > 2 || at > 0 && is(at - 1, "learningdata"))),
    };
    let Some(at) = version_at else {
        let end = start.unwrap_or_else(|| endpoint_from(segments, 0).unwrap_or(segments.len()));
        notes.push("the address has no versioned path, so the usual ones are tried".to_owned());
        let prefix = path(&segments[..end]);
        let first = Base::of(Version::V1_1, url, &format!("{prefix}/ims/oneroster/v1p1"));
        return (vec![first, Base::of(Version::V1_2_1, url, &format!("{prefix}/ims/oneroster/{{service}}/v1p2"))], false);
    };
    let version = versioned(at).unwrap_or(Version::V1_1);
    // A path of the vendor may follow, such as a school; a second prefix and an endpoint may not.
    let again = (at + 1..segments.len()).find(|&at| is(at, "ims") && is(at + 1, "oneroster"));
    let end = endpoint_from(segments, at + 1).into_iter().chain(again).min().unwrap_or(segments.len());
    if end < segments.len() {
        notes.push(format!("left out of the path: {}", path(&segments[end..])));
    }
    let mut parts = segments[..end].to_vec();
    if at > 0 && SERVICES.iter().any(|service| is(at - 1, service)) {
        "{service}".clone_into(&mut parts[at - 1]);
    } else if version == Version::V1_2_1 {
        // Some leave the word of the service out; the standard's form is tried next.
        let plain = Base::of(version, url, &path(&parts));
        parts.insert(at, "{service}".to_owned());
        return (vec![plain, Base::of(version, url, &path(&parts))], true);
    }
    (vec![Base::of(version, url, &path(&parts))], true)
}

fn endpoint_from(segments: &[String], from: usize) -> Option<usize> {
    (from..segments.len()).find(|&at| ENDPOINTS.iter().any(|endpoint| segments[at].eq_ignore_ascii_case(endpoint)))
}

fn path(segments: &[String]) -> String {
    segments.iter().map(|segment| format!("/{segment}")).collect()
}
