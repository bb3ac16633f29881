//! The server: collections over HTTP, with good or bad manners.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io::Write as _;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use base64::Engine as _;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::{Body, Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;

use super::district::District;
use super::manners::{Links, Manners, Takes, Trouble, Wanted, Wrap};
use super::signing;

/// A server that runs until it is dropped.
pub struct Server {
    pub address: SocketAddr,
    pub state: Arc<State>,
    pub scheme: &'static str,
    _runtime: Runtime,
}

/// What the server knows.
pub struct State {
    district: Arc<District>,
    manners: Manners,
    seen: Mutex<Seen>,
}

/// What it was asked.
#[derive(Default)]
pub struct Seen {
    /// Path and query of every request.
    pub requests: Vec<String>,
    /// Authorization headers.
    pub authorizations: Vec<String>,
    pub tokens: usize,
    token_uses: usize,
    nonces: BTreeSet<String>,
    counts: BTreeMap<String, usize>,
}

/// An answer: perhaps broken off.
struct Answer {
    body: Option<Bytes>,
    breaks: bool,
}

impl Body for Answer {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        match self.body.take() {
            Some(body) => Poll::Ready(Some(Ok(Frame::data(body)))),
            None if self.breaks => Poll::Ready(Some(Err(std::io::Error::other("broken off")))),
            None => Poll::Ready(None),
        }
    }
}

struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    breaks: bool,
    wait: u64,
}

impl Reply {
    fn new(status: u16, body: &str) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.as_bytes().to_vec(),
            breaks: false,
            wait: 0,
        }
    }
}

impl Server {
    /// Serves a district on a free port of this machine.
    pub fn start(district: &Arc<District>, manners: Manners) -> Self {
        Self::start_with(district, manners, None)
    }

    /// The same over TLS, with this configuration.
    pub fn start_with(district: &Arc<District>, manners: Manners, tls: Option<tokio_rustls::TlsAcceptor>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State { district: Arc::clone(district), manners, seen: Mutex::default() });
        let shared = Arc::clone(&state);
        let scheme = if tls.is_some() { "https" } else { "http" };
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (state, tls) = (Arc::clone(&shared), tls.clone());
                tokio::spawn(async move {
                    let service = service_fn(move |request| serve(Arc::clone(&state), request));
                    let http = hyper::server::conn::http1::Builder::new();
                    // A connection that the client gives up is no fault of the server.
                    match tls {
                        None => drop(http.serve_connection(TokioIo::new(stream), service).await),
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                drop(http.serve_connection(TokioIo::new(stream), service).await);
                            }
                        }
                    }
                });
            }
        });
        Self { address, state, scheme, _runtime: runtime }
    }

    /// The base of rostering.
    pub fn base(&self) -> String {
        let service = if self.state.district.is_1_2 { "rostering/v1p2" } else { "v1p1" };
        format!("{}/ims/oneroster/{service}", self.root())
    }

    pub fn root(&self) -> String {
        format!("{}://{}{}", self.scheme, self.address, self.state.manners.prefix)
    }

    /// What it was asked.
    pub fn seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.state.seen.lock().expect("no panic in the server"))
    }
}

async fn serve(state: Arc<State>, request: Request<Incoming>) -> Result<Response<Answer>, Infallible> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (path, query) = (parts.uri.path().to_owned(), parts.uri.query().unwrap_or_default().to_owned());
    let host = header("host");
    let mut reply = state.reply(parts.method.as_str(), &host, &path, &query, &header, &String::from_utf8_lossy(&body));
    if reply.wait > 0 {
        tokio::time::sleep(Duration::from_millis(reply.wait)).await;
    }
    if state.manners.gzip
        && header("accept-encoding").contains("gzip")
        && !reply.headers.iter().any(|(name, _)| *name == "content-encoding")
    {
        reply.body = packed(&reply.body);
        reply.headers.push(("content-encoding", "gzip".to_owned()));
    }
    let mut response = Response::builder().status(reply.status);
    let now = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(state.manners.clock_off);
    response = response.header("date", now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    let length = reply.body.len();
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    if reply.breaks {
        response = response.header("content-length", length.to_string());
        reply.body.truncate(length / 2);
    }
    Ok(response.body(Answer { body: Some(reply.body.into()), breaks: reply.breaks }).expect("a response"))
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).expect("memory");
    encoder.finish().expect("memory")
}

impl State {
    fn reply(&self, method: &str, host: &str, path: &str, query: &str, header: &dyn Fn(&str) -> String, body: &str) -> Reply {
        let mut seen = self.seen.lock().expect("no panic in the server");
        seen.requests.push(format!("{method} {path}?{query}"));
        if path.ends_with("/token") {
            return self.token(&mut seen, query, &header("authorization"), body);
        }
        if method != "GET" {
            return Reply::new(405, "{}");
        }
        seen.authorizations.push(header("authorization"));
        if let Some(refusal) = self.refuses(&mut seen, host, path, query, header) {
            return refusal;
        }
        let count = seen.counts.entry(path.to_owned()).or_default();
        let number = *count;
        *count += 1;
        let mishap = self
            .manners
            .mishaps
            .iter()
            .find(|mishap| path.ends_with(mishap.at) && (mishap.from..mishap.from.saturating_add(mishap.times)).contains(&number));
        let mut reply = match mishap.map(|mishap| &mishap.kind) {
            Some(Trouble::Status(status, wait)) => {
                let mut reply =
                    Reply::new(*status, r#"{"imsx_codeMajor":"failure","imsx_severity":"error","imsx_description":"as it happens"}"#);
                reply.headers.extend(wait.map(|wait| ("retry-after", wait.to_owned())));
                return reply;
            }
            Some(Trouble::Body(body)) => return Reply::new(200, body),
            Some(Trouble::Redirect(to)) => {
                let mut reply = Reply::new(302, "");
                reply.headers.push(("location", to.clone()));
                return reply;
            }
            Some(Trouble::Bomb) => {
                let mut reply = Reply::new(200, "");
                reply.body = packed(&vec![b' '; 300 << 20]);
                reply.headers.push(("content-encoding", "gzip".to_owned()));
                return reply;
            }
            _ => self.rows(host, path, query, number),
        };
        match mishap.map(|mishap| &mishap.kind) {
            Some(Trouble::Half) => reply.breaks = true,
            Some(Trouble::Slow(wait)) => reply.wait = *wait,
            _ => {}
        }
        reply
    }

    fn token(&self, seen: &mut Seen, query: &str, authorization: &str, body: &str) -> Reply {
        let Wanted::OAuth2 { key, secret, takes, scope, query: wanted } = &self.manners.auth else { return Reply::new(404, "{}") };
        let form: BTreeMap<String, String> = body
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (signing::decode(name), signing::decode(&value.replace('+', " "))))
            .collect();
        let by_header = authorization == format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{key}:{secret}")));
        let by_body =
            form.get("client_id").map(String::as_str) == Some(key) && form.get("client_secret").map(String::as_str) == Some(secret);
        let right = match takes {
            Takes::Basic => by_header && !by_body,
            Takes::Body => by_body && !by_header,
            Takes::Both => by_header && by_body,
        };
        let scoped = scope.is_none_or(|scope| form.get("scope").map(String::as_str) == Some(scope));
        let queried = wanted.is_none_or(|(name, value)| query == format!("{name}={value}"));
        if !right || !scoped || !queried || form.get("grant_type").map(String::as_str) != Some("client_credentials") {
            return Reply::new(401, r#"{"error":"invalid_client","error_description":"not known here"}"#);
        }
        seen.tokens += 1;
        seen.token_uses = 0;
        Reply::new(200, &format!(r#"{{"access_token":"token-secret-{}","token_type":"Bearer","expires_in":3600}}"#, seen.tokens))
    }

    fn refuses(&self, seen: &mut Seen, host: &str, path: &str, query: &str, header: &dyn Fn(&str) -> String) -> Option<Reply> {
        let authorization = header("authorization");
        let fine = match &self.manners.auth {
            Wanted::None => true,
            Wanted::Bearer(token) => authorization == format!("Bearer {token}"),
            Wanted::Basic(key, secret) => {
                authorization == format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{key}:{secret}")))
            }
            Wanted::Header(name, value) => header(name) == *value,
            Wanted::OAuth1 { key, secret, sha1 } => {
                let nonce = signing::parameters(&authorization).into_iter().find(|(name, _)| name == "oauth_nonce").map(|(_, nonce)| nonce);
                let fresh = nonce.is_some_and(|nonce| seen.nonces.insert(nonce));
                fresh && signing::is_signed(&authorization, &format!("http://{host}{path}"), query, key, secret, *sha1)
            }
            Wanted::OAuth2 { .. } => {
                seen.token_uses += 1;
                authorization == format!("Bearer token-secret-{}", seen.tokens) && seen.token_uses <= self.manners.token_uses
            }
        };
        (!fine).then(|| Reply::new(401, r#"{"imsx_codeMajor":"failure","imsx_description":"unauthorised"}"#))
    }

    /// The rows of a path, or that there is nothing.
    fn rows(&self, host: &str, path: &str, query: &str, number: usize) -> Reply {
        let bases: &[&str] = if self.district.is_1_2 {
            &["/ims/oneroster/rostering/v1p2/", "/ims/oneroster/resources/v1p2/", "/ims/oneroster/gradebook/v1p2/"]
        } else {
            &["/ims/oneroster/v1p1/"]
        };
        let inside = path.strip_prefix(self.manners.prefix.as_str());
        let Some(below) = inside.and_then(|path| bases.iter().find_map(|base| path.strip_prefix(base))) else {
            return Reply::new(404, "nothing here");
        };
        let parts: Vec<String> = below.split('/').map(signing::decode).collect();
        let Some((key, list)) = self.list(&parts) else { return Reply::new(404, r#"{"imsx_codeMajor":"failure"}"#) };
        match list {
            Listed::One(object) => {
                let one = match key.as_str() {
                    "classes" => "class",
                    "categories" => "category",
                    "demographics" => "demographics",
                    other => other.trim_end_matches('s'),
                };
                Reply::new(200, &json!({ one: object }).to_string())
            }
            Listed::Many(rows) => self.page(&key, rows, (host, path, query), number),
        }
    }

    fn list(&self, parts: &[String]) -> Option<(String, Listed)> {
        let all = |name: &str| self.district.collections.get(name).cloned();
        let is = |object: &Map<String, Value>, field: &str, words: &[&str]| {
            object.get(field).and_then(Value::as_str).is_some_and(|word| words.contains(&word))
        };
        let to = |object: &Map<String, Value>, field: &str, id: &str| object.get(field).is_some_and(|value| value["sourcedId"] == id);
        let keep = |name: &str, test: &dyn Fn(&Map<String, Value>) -> bool| {
            Some((name.to_owned(), Listed::Many(all(name)?.into_iter().filter(|object| test(object)).collect())))
        };
        match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["students"] => keep("users", &|user| has_role(user, "student")),
            ["teachers"] => keep("users", &|user| has_role(user, "teacher")),
            ["schools"] => keep("orgs", &|org| is(org, "type", &["school"])),
            ["terms"] => keep("academicSessions", &|session| is(session, "type", &["term", "semester"])),
            ["gradingPeriods"] => keep("academicSessions", &|session| is(session, "type", &["gradingPeriod"])),
            ["schools", id] => Some(("orgs".to_owned(), Listed::One(all("orgs")?.into_iter().find(|org| org["sourcedId"] == **id)?))),
            ["schools", id, "classes"] => keep("classes", &|class| to(class, "school", id)),
            ["schools", id, "enrollments"] => keep("enrollments", &|one| to(one, "school", id)),
            ["schools", id, "courses"] => {
                let used: BTreeSet<String> = all("classes")?
                    .iter()
                    .filter(|class| to(class, "school", id))
                    .map(|class| class["course"]["sourcedId"].to_string())
                    .collect();
                keep("courses", &|course| used.contains(&course["sourcedId"].to_string()))
            }
            ["schools", _, "terms"] => keep("academicSessions", &|_| true),
            ["schools", id, who @ ("students" | "teachers")] => keep("users", &|user| {
                is(user, "role", &[who.trim_end_matches('s')])
                    && user["orgs"].as_array().is_some_and(|orgs| orgs.iter().any(|org| org["sourcedId"] == **id))
            }),
            [name, id] => {
                let id = (*id).to_owned();
                Some(((*name).to_owned(), Listed::One(all(name)?.into_iter().find(|object| object["sourcedId"] == *id)?)))
            }
            [name] => Some(((*name).to_owned(), Listed::Many(all(name)?))),
            _ => None,
        }
    }

    fn page(&self, key: &str, mut rows: Vec<Map<String, Value>>, (host, path, query): (&str, &str, &str), number: usize) -> Reply {
        let manners = &self.manners;
        let ask: BTreeMap<String, String> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), signing::decode(value)))
            .collect();
        if manners.refuses_sort && ask.contains_key("sort") {
            return Reply::new(
                400,
                r#"{"imsx_codeMajor":"failure","imsx_CodeMinor":{"imsx_codeMinorField":[{"imsx_codeMinorFieldValue":"invalid_sort_field"}]}}"#,
            );
        }
        if let Some(filter) = ask.get("filter").filter(|_| !manners.ignores_filter) {
            let (name, wanted) = filter.split_once(">=").or_else(|| filter.split_once(['=', '>'])).expect("one clause");
            let wanted = wanted.trim_matches('\'');
            let later = filter.contains('>');
            rows.retain(|row| row[name].as_str().is_some_and(|text| if later { text >= wanted } else { text == wanted }));
        }
        if ask.get("sort").is_some_and(|sort| sort == "sourcedId") && !manners.unstable {
            rows.sort_by_key(|row| row["sourcedId"].as_str().unwrap_or_default().to_owned());
            if ask.get("orderBy").is_some_and(|order| order == "desc") {
                rows.reverse();
            }
        }
        let number_of = |name: &str, default: usize| ask.get(name).and_then(|text| text.parse().ok()).unwrap_or(default);
        let (mut limit, mut offset) = (number_of("limit", 100).min(manners.cap), number_of("offset", 0));
        if manners.only_default {
            limit = 100;
        }
        if manners.ignores_offset {
            offset = 0;
        }
        if manners.ignores_limit {
            limit = usize::MAX;
        }
        if manners.short_pages && number % 2 == 1 {
            limit = (limit / 2).max(1);
        }
        let total = rows.len();
        if manners.unstable && total > 1 {
            // Two rows change places from page to page: one comes twice, another never.
            rows.rotate_left(number % 3);
        }
        let mut page: Vec<Map<String, Value>> = rows.into_iter().skip(offset).take(limit).collect();
        if let Some(reshape) = manners.reshape {
            page.iter_mut().for_each(|object| reshape(key, object));
        }
        let sent = page.len();
        let mut reply = Reply::new(200, &wrap(manners, key, page, total));
        let told = i64::try_from(total).expect("few")
            + manners.total_off
            + if manners.total_drifts { i64::try_from(number).expect("few") } else { 0 };
        if manners.total {
            reply.headers.push(("x-total-count", told.to_string()));
        }
        if manners.revision_changes {
            reply.headers.push(("x-perm-rev", (number / 2).to_string()));
        }
        let next = |offset: usize| {
            let more: Vec<String> = query.split('&').filter(|pair| !pair.starts_with("offset=")).map(str::to_owned).collect();
            format!("http://{host}{path}?{}&offset={offset}", more.join("&"))
        };
        let more = offset.saturating_add(sent) < total;
        let link = match manners.link {
            Links::None => None,
            Links::Sound if more => Some(format!("<{}>; rel=\"next\", <{}>; rel=\"first\"", next(offset + sent), next(0))),
            Links::Sound => Some(format!("<{}>; rel=\"first\"", next(0))),
            Links::Endless => Some(format!("<{}>; rel=\"next\"", next(offset + limit))),
            Links::Itself => Some(format!("<{}>; rel=\"next\"", next(offset))),
            Links::Malformed => Some(format!("{}; rel=\u{201d}next\u{201d},", next(offset + sent))),
            Links::OffByOne if more => Some(format!("<{}>; rel=\"next\"", next(offset + sent + 1))),
            Links::OffByOne => None,
            Links::Elsewhere => Some(format!("<http://other.invalid{path}?offset={}>; rel=\"next\"", offset + sent)),
        };
        reply.headers.extend(link.map(|link| ("link", link)));
        reply
    }
}

/// Whether a user has a role, of 1.1 or 1.2.
fn has_role(user: &Map<String, Value>, word: &str) -> bool {
    let roles = user.get("roles").and_then(Value::as_array);
    user.get("role").is_some_and(|role| role == word) || roles.is_some_and(|roles| roles.iter().any(|role| role["role"] == word))
}

enum Listed {
    One(Map<String, Value>),
    Many(Vec<Map<String, Value>>),
}

fn wrap(manners: &Manners, key: &str, page: Vec<Map<String, Value>>, total: usize) -> String {
    let empty = page.is_empty();
    let alone = (page.len() == 1).then(|| page[0].clone());
    let rows = Value::from(page.into_iter().map(Value::Object).collect::<Vec<_>>());
    let mut body = match (manners.envelope, alone) {
        (Wrap::Bare, _) => return rows.to_string(),
        (Wrap::LowerCase, _) => json!({ key.to_lowercase(): rows }),
        (Wrap::Data, _) => json!({ "data": rows }),
        (Wrap::OneObject, Some(object)) => json!({ key: object }),
        (Wrap::NullWhenEmpty, _) if empty => json!({ key: null }),
        (Wrap::StatusFirst, _) => {
            let rows = rows.to_string();
            return format!(
                r#"{{"statusInfoSet":[{{"imsx_codeMajor":"success","imsx_severity":"warning","imsx_codeMinor":"invalid_selection_field"}}],"{key}":{rows}}}"#
            );
        }
        _ => json!({ key: rows }),
    };
    if manners.body_paging {
        body["totalCount"] = json!(total);
        body["pageNumber"] = json!(1);
    }
    body.to_string()
}
