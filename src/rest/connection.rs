//! A connection as the user describes it: address, authentication, and how to go about it.

use std::path::PathBuf;
use std::time::Duration;

use super::oauth1::Signature;
use super::secret::Secret;

/// How an endpoint is reached.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The address as it was pasted.
    pub url: String,
    /// How we show who we are.
    pub auth: Auth,
    /// Further headers: name and value. Values are treated as secrets.
    pub headers: Vec<(String, Secret)>,
    /// Certificates of an authority that the system does not know, as PEM.
    pub ca_file: Option<PathBuf>,
    /// A proxy; `None` = what the system says.
    pub proxy: Option<String>,
    /// Plain http to other hosts than this machine, by explicit choice.
    pub allow_http: bool,
    /// How long to wait, and how often to try again.
    pub patience: Patience,
    /// Bytes that one answer may have, unpacked.
    pub answer_bytes: u64,
}

impl Connection {
    /// A connection with the usual settings.
    pub fn new(url: &str, auth: Auth) -> Self {
        Self {
            url: url.to_owned(),
            auth,
            headers: Vec::new(),
            ca_file: None,
            proxy: None,
            allow_http: false,
            patience: Patience::default(),
            answer_bytes: 256 << 20,
        }
    }

    /// Every secret of it, to be kept out of whatever is shown.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        let mut secrets: Vec<Secret> = self.headers.iter().map(|(_, value)| value.clone()).collect();
        match &self.auth {
            Auth::None => {}
            Auth::Bearer(secret) | Auth::Basic { secret, .. } | Auth::OAuth1 { secret, .. } => secrets.push(secret.clone()),
            Auth::OAuth2(client) => secrets.push(client.secret.clone()),
        }
        let proxy = self.proxy.as_deref().and_then(|proxy| reqwest::Url::parse(proxy).ok());
        secrets.extend(proxy.as_ref().and_then(|url| url.password()).map(Secret::new));
        secrets
    }
}

/// How we show who we are.
#[derive(Clone, Debug)]
pub enum Auth {
    /// Not at all, or by further headers alone.
    None,
    /// A token that does not change.
    Bearer(Secret),
    /// HTTP Basic.
    Basic {
        /// The user.
        key: String,
        /// The password.
        secret: Secret,
    },
    /// OAuth 1.0a without a token.
    OAuth1 {
        /// The consumer key.
        key: String,
        /// The consumer secret.
        secret: Secret,
        /// How requests are signed.
        signature: Signature,
    },
    /// OAuth 2, client credentials.
    OAuth2(Client),
}

/// A client of an OAuth 2 server.
#[derive(Clone, Debug)]
pub struct Client {
    /// The client id.
    pub key: String,
    /// The client secret.
    pub secret: Secret,
    /// Where tokens are given; `None` = `token` below the base path, which is only a guess.
    pub token_url: Option<String>,
    /// Scopes, separated by spaces; empty = none is named.
    pub scope: String,
    /// Where key and secret go.
    pub credentials_in: CredentialsIn,
    /// Further parameters of the token request's query, such as `appName`.
    pub query: Vec<(String, String)>,
}

impl Client {
    /// A client with the usual settings.
    pub fn new(key: &str, secret: Secret) -> Self {
        Self { key: key.to_owned(), secret, token_url: None, scope: String::new(), credentials_in: CredentialsIn::Basic, query: Vec::new() }
    }
}

/// Where key and secret of a token request go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialsIn {
    /// The Authorization header.
    Basic,
    /// The form in the body.
    Body,
    /// Both.
    Both,
}

/// How long to wait, and how often to try again.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For a whole page.
    pub page: Duration,
    /// Attempts for one request.
    pub attempts: u32,
    /// The first wait between attempts; each is twice the one before, with chance in it.
    pub first_wait: Duration,
    /// The longest wait that we choose ourselves.
    pub longest_wait: Duration,
    /// All waits of one request together.
    pub all_waits: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            page: Duration::from_mins(5),
            attempts: 5,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(32),
            all_waits: Duration::from_mins(5),
        }
    }
}
