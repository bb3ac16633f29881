//! One request and its answer: authentication, TLS, redirects, limits, the log.

use std::borrow::Cow;
use std::io::Read as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::blocking::{Client, ClientBuilder, RequestBuilder, Response};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use reqwest::tls::{TlsInfo, Version};
use reqwest::{Certificate, Proxy, Url, redirect};

use super::address::may_be_asked;
use super::answer::Answer;
use super::connection::{Auth, Connection};
use super::error::{RestError, Trouble};
use super::log::{Log, LogEntry, SECRET};
use super::oauth1;
use super::passwords::without_passwords;
use super::secret::Secret;
use super::token::{Token, request_token};

/// Redirects within one host that are followed.
const REDIRECTS: usize = 5;
/// A token is renewed so long before it ends.
const MARGIN: Duration = Duration::from_mins(1);
/// What holds secrets, or might.
const SECRET_HEADERS: [&str; 5] = ["authorization", "proxy-authorization", "set-cookie", "cookie", "authentication-info"];

/// What sends requests for one connection.
pub struct Transport {
    client: Client,
    connection: Connection,
    /// Credentials go here and nowhere else.
    origin: Url,
    token_url: Option<Url>,
    token: Mutex<Option<Token>>,
    secrets: Mutex<Vec<Secret>>,
    log: Log,
}

impl Transport {
    /// For requests to the origin of `base`; `guessed_token` is where tokens may be given if the connection does not say.
    pub fn new(connection: &Connection, base: &Url, guessed_token: &Url, log: Log) -> Result<Self, RestError> {
        let token_url = match &connection.auth {
            Auth::OAuth2(client) => Some(match &client.token_url {
                Some(text) => parse_token_url(text, connection.allow_http)?,
                None => guessed_token.clone(),
            }),
            _ => None,
        };
        Ok(Self {
            client: client(connection)?,
            connection: connection.clone(),
            origin: base.clone(),
            token_url,
            token: Mutex::new(None),
            secrets: Mutex::new(connection.secrets()),
            log,
        })
    }

    /// The request log.
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// The connection.
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The text without any secret of this connection.
    pub fn clean(&self, text: &str) -> String {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.iter().fold(text.to_owned(), |text, secret| secret.cut_from(&text))
    }

    /// A body without any secret of this connection and without passwords: a server may send back what it was sent.
    pub(super) fn without_secrets<'a>(&self, body: &'a [u8]) -> Cow<'a, [u8]> {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = |secret: &Secret| secret.reveal().len() >= 4 && memchr::memmem::find(body, secret.reveal().as_bytes()).is_some();
        if !secrets.iter().any(holds) {
            return without_passwords(body);
        }
        let text = secrets.iter().fold(String::from_utf8_lossy(body).into_owned(), |text, secret| secret.cut_from(&text));
        Cow::Owned(without_passwords(text.as_bytes()).into_owned())
    }

    /// Forgets the token, so that the next request asks for a new one. False if there is none that could be renewed.
    pub fn renew(&self) -> bool {
        self.token.lock().unwrap_or_else(PoisonError::into_inner).take().is_some()
    }

    /// Sends one GET. Redirects within the host are followed; any other is an error, and gets no credentials.
    pub fn get(&self, url: &Url, attempt: u32) -> Result<Answer, RestError> {
        let mut url = url.clone();
        for _ in 0..=REDIRECTS {
            let answer = self.get_once(&url, attempt)?;
            let target = answer.header("location").filter(|_| (300..400).contains(&answer.status)).and_then(|to| url.join(to).ok());
            let Some(target) = target else { return Ok(answer) };
            if !self.is_ours(&target) {
                let detail = format!("It answered {} and names {}.", answer.status, self.clean(host(&target)));
                return Err(RestError::new(Trouble::OtherHost, self.clean(url.as_str()), detail));
            }
            url = target;
        }
        Err(RestError::new(Trouble::Server, self.clean(url.as_str()), "It redirects without end."))
    }

    /// True if credentials may go there.
    pub fn is_ours(&self, url: &Url) -> bool {
        url.origin() == self.origin.origin()
    }

    fn get_once(&self, url: &Url, attempt: u32) -> Result<Answer, RestError> {
        if !self.is_ours(url) {
            return Err(RestError::new(
                Trouble::OtherHost,
                self.clean(url.as_str()),
                "Credentials are for the address of the connection only.",
            ));
        }
        may_be_asked(url, self.connection.allow_http)?;
        let mut request = self.client.get(url.clone()).header("accept", "application/json");
        let mut sent = vec![("accept".to_owned(), "application/json".to_owned())];
        for (name, value) in &self.connection.headers {
            request = request.header(header_name(name)?, sensitive(value.reveal())?);
            sent.push((name.trim().to_ascii_lowercase(), SECRET.to_owned()));
        }
        if let Some(value) = self.authorization(url)? {
            request = request.header(AUTHORIZATION, value);
            sent.push(("authorization".to_owned(), format!("{} {SECRET}", self.scheme())));
        }
        self.send(request, "GET", url, attempt, sent)
    }

    /// The word that the Authorization header begins with.
    const fn scheme(&self) -> &'static str {
        match self.connection.auth {
            Auth::Basic { .. } => "Basic",
            Auth::OAuth1 { .. } => "OAuth",
            Auth::None | Auth::Bearer(_) | Auth::OAuth2(_) => "Bearer",
        }
    }

    /// Sends what was made and reads the answer, within the limits.
    fn send(
        &self,
        request: RequestBuilder,
        method: &'static str,
        url: &Url,
        attempt: u32,
        sent: Vec<(String, String)>,
    ) -> Result<Answer, RestError> {
        let (at, started) = (Timestamp::now(), Instant::now());
        let result = request.send().map_err(|error| self.trouble(&error, url)).and_then(|response| {
            let (status, headers) = (response.status().as_u16(), self.plain_headers(response.headers()));
            let certificate = response.extensions().get::<TlsInfo>().and_then(|tls| tls.peer_certificate()).map(<[u8]>::to_vec);
            self.read(response, url).map(|body| (status, headers, body, certificate))
        });
        let mut entry = LogEntry {
            number: 0,
            at,
            method,
            url: self.clean(url.as_str()),
            attempt,
            status: None,
            sent,
            headers: Vec::new(),
            bytes: 0,
            rows: None,
            took: started.elapsed(),
            error: None,
            file: None,
        };
        match result {
            Ok((status, headers, body, certificate)) => {
                (entry.status, entry.bytes, entry.headers) = (Some(status), body.len() as u64, headers.clone());
                let (took, number) = (entry.took, self.log.add(entry));
                // The answer to a token request is a secret itself.
                if method == "GET" && self.log.keeps_bodies() {
                    self.log.keep(number, status, &self.without_secrets(&body));
                }
                Ok(Answer { status, headers, body, took, certificate, entry: number })
            }
            Err(error) => {
                entry.error = Some(error.to_string());
                self.log.add(entry);
                Err(error)
            }
        }
    }

    fn read(&self, response: Response, url: &Url) -> Result<Vec<u8>, RestError> {
        let limit = self.connection.answer_bytes;
        let mut body = Vec::with_capacity(response.content_length().unwrap_or(0).min(limit).min(64 << 20) as usize);
        match response.take(limit + 1).read_to_end(&mut body) {
            Ok(_) if body.len() as u64 > limit => {
                let detail = format!("The answer has more than {limit} bytes when it is unpacked.");
                Err(RestError::new(Trouble::Limit, self.clean(url.as_str()), detail))
            }
            Ok(_) => Ok(body),
            Err(error) => {
                let kind = if error.kind() == std::io::ErrorKind::TimedOut || has(&error, "timed out") {
                    Trouble::Timeout
                } else {
                    Trouble::Network
                };
                let detail = format!("The answer broke off after {} bytes: {}.", body.len(), self.clean(&error.to_string()));
                Err(RestError::new(kind, self.clean(url.as_str()), detail))
            }
        }
    }

    fn plain_headers(&self, headers: &HeaderMap) -> Vec<(String, String)> {
        let plain = headers.iter().filter(|(name, _)| !SECRET_HEADERS.contains(&name.as_str()));
        plain.map(|(name, value)| (name.as_str().to_owned(), self.clean(&String::from_utf8_lossy(value.as_bytes())))).collect()
    }

    /// The value of the Authorization header; `None` = there is none.
    fn authorization(&self, url: &Url) -> Result<Option<HeaderValue>, RestError> {
        let text = match &self.connection.auth {
            Auth::None => return Ok(None),
            Auth::Bearer(secret) => Secret::new(format!("Bearer {}", secret.reveal())),
            Auth::Basic { key, secret } => {
                use base64::Engine as _;
                let pair = Secret::new(format!("{key}:{}", secret.reveal()));
                Secret::new(format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair.reveal())))
            }
            Auth::OAuth1 { key, secret, signature } => {
                Secret::new(oauth1::header(url, key, secret, *signature, Timestamp::now().as_second(), &oauth1::nonce()))
            }
            Auth::OAuth2(_) => Secret::new(format!("Bearer {}", self.bearer()?.reveal())),
        };
        sensitive(text.reveal()).map(Some)
    }

    /// The token, asked for if there is none or it ends soon. One at a time, so that a server that knows only its last one is content.
    fn bearer(&self) -> Result<Secret, RestError> {
        let mut held = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = held.as_ref().filter(|token| token.lasts(MARGIN)) {
            return Ok(token.secret.clone());
        }
        let (Auth::OAuth2(client), Some(url)) = (&self.connection.auth, &self.token_url) else {
            return Err(RestError::new(Trouble::Credentials, "", "No token address is known."));
        };
        let token = request_token(client, url, |method, url, headers, body| {
            let mut sent: Vec<(String, String)> = headers.keys().map(|name| (name.as_str().to_owned(), SECRET.to_owned())).collect();
            let mut request = self.client.request(method, url.clone()).headers(headers).body(body);
            for (name, value) in self.connection.headers.iter().filter(|_| url.origin() == self.origin.origin()) {
                request = request.header(header_name(name)?, sensitive(value.reveal())?);
                sent.push((name.trim().to_ascii_lowercase(), SECRET.to_owned()));
            }
            sent.retain(|(name, _)| !matches!(name.as_str(), "accept" | "content-type"));
            self.send(request, "POST", url, 1, sent)
        })
        .map_err(|mut error| {
            error.detail = self.clean(&error.detail);
            error
        })?;
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).push(token.secret.clone());
        let secret = token.secret.clone();
        *held = Some(token);
        Ok(secret)
    }

    fn trouble(&self, error: &reqwest::Error, url: &Url) -> RestError {
        let words = chain(error);
        let kind = if error.is_timeout() {
            Trouble::Timeout
        } else if has(error, "dns error") || has(error, "failed to lookup") {
            Trouble::Name
        } else if has(error, "certificate") || has(error, "tls handshake") || has(error, "UnknownIssuer") || has(error, "HandshakeFailure")
        {
            Trouble::Certificate
        } else {
            Trouble::Network
        };
        RestError::new(kind, self.clean(url.as_str()), format!("{}.", self.clean(&words)))
    }
}

/// The causes of an error, without the address that each of them repeats.
fn chain(error: &reqwest::Error) -> String {
    let mut words = Vec::new();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words.push(error.to_string());
        cause = error.source();
    }
    words.dedup();
    if words.is_empty() { "The request could not be sent".to_owned() } else { words.join(": ") }
}

fn has(error: &dyn std::error::Error, words: &str) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.to_string().contains(words) || format!("{error:?}").contains(words) {
            return true;
        }
        cause = error.source();
    }
    false
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("no host")
}

fn client(connection: &Connection) -> Result<Client, RestError> {
    let unusable = |error: reqwest::Error| RestError::new(Trouble::Certificate, "", format!("TLS cannot be set up: {}.", chain(&error)));
    builder(connection)?.build().map_err(unusable)
}

/// True if the server takes TLS 1.3: asked without credentials, for its handshake alone.
pub(super) fn takes_tls_1_3(connection: &Connection, url: &Url) -> bool {
    let client = builder(connection).ok().and_then(|builder| builder.tls_version_min(Version::TLS_1_3).build().ok());
    client.is_some_and(|client| client.get(url.clone()).send().is_ok())
}

fn builder(connection: &Connection) -> Result<ClientBuilder, RestError> {
    let mut builder = Client::builder()
        .user_agent(concat!("roster-inspector/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .tls_info(true)
        .connect_timeout(connection.patience.connect)
        .timeout(connection.patience.page);
    if let Some(path) = &connection.ca_file {
        let unusable = |why: String| RestError::new(Trouble::Certificate, path.display().to_string(), why);
        let pem = std::fs::read(path).map_err(|error| unusable(format!("The certificate file cannot be read: {error}.")))?;
        let certificates = Certificate::from_pem_bundle(&pem).map_err(|_| unusable("It holds no certificate in PEM form.".to_owned()))?;
        builder = builder.tls_certs_merge(certificates);
    }
    if let Some(proxy) = &connection.proxy {
        let proxy = Proxy::all(proxy).map_err(|_| RestError::new(Trouble::Address, "", "The proxy is no URL."))?;
        builder = builder.proxy(proxy);
    }
    Ok(builder)
}

fn parse_token_url(text: &str, allow_http: bool) -> Result<Url, RestError> {
    let url =
        Url::parse(text.trim()).map_err(|error| RestError::new(Trouble::Address, "", format!("The token address is no URL: {error}.")))?;
    may_be_asked(&url, allow_http)?;
    Ok(url)
}

fn header_name(name: &str) -> Result<HeaderName, RestError> {
    name.trim().parse().map_err(|_| RestError::new(Trouble::Refused, "", "The name of a further header is not allowed in HTTP."))
}

fn sensitive(value: &str) -> Result<HeaderValue, RestError> {
    let mut value = HeaderValue::from_str(value.trim())
        .map_err(|_| RestError::new(Trouble::Credentials, "", "It holds a character that no header may hold, such as a line end."))?;
    value.set_sensitive(true);
    Ok(value)
}
