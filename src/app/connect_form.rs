//! A connection as it is typed and kept: every part as text, no secret among them.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::rest::{Auth, Client, Connection, CredentialsIn, Secret, Signature};

/// How one shows who one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthKind {
    /// OAuth 2, client credentials.
    #[default]
    OAuth2,
    /// OAuth 1.0a, HMAC-SHA256.
    OAuth1Sha256,
    /// OAuth 1.0a, HMAC-SHA1.
    OAuth1Sha1,
    /// A token that does not change.
    Bearer,
    /// Name and password.
    Basic,
    /// A key in a header of its own.
    ApiKey,
    /// None, or by further headers alone.
    None,
}

impl AuthKind {
    /// Every kind, the usual one first.
    pub const ALL: [Self; 7] = [Self::OAuth2, Self::OAuth1Sha256, Self::OAuth1Sha1, Self::Bearer, Self::Basic, Self::ApiKey, Self::None];

    /// What it is called.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OAuth2 => "OAuth 2, client credentials",
            Self::OAuth1Sha256 => "OAuth 1.0a, HMAC-SHA256",
            Self::OAuth1Sha1 => "OAuth 1.0a, HMAC-SHA1",
            Self::Bearer => "Bearer token",
            Self::Basic => "Name and password",
            Self::ApiKey => "Key in a header",
            Self::None => "None",
        }
    }

    /// What names the one who asks; `None` = nothing does.
    pub const fn key_words(self) -> Option<&'static str> {
        match self {
            Self::OAuth2 => Some("Client id"),
            Self::OAuth1Sha256 | Self::OAuth1Sha1 => Some("Consumer key"),
            Self::Basic => Some("User name"),
            Self::ApiKey => Some("Header"),
            Self::Bearer | Self::None => None,
        }
    }

    /// What is secret; `None` = nothing is.
    pub const fn secret_words(self) -> Option<&'static str> {
        match self {
            Self::OAuth2 => Some("Client secret"),
            Self::OAuth1Sha256 | Self::OAuth1Sha1 => Some("Consumer secret"),
            Self::Basic => Some("Password"),
            Self::ApiKey => Some("Key"),
            Self::Bearer => Some("Token"),
            Self::None => None,
        }
    }
}

/// Where key and secret of a token request go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeysIn {
    /// The Authorization header.
    #[default]
    Header,
    /// The form in the body.
    Body,
    /// Both.
    Both,
}

impl KeysIn {
    /// Every place.
    pub const ALL: [Self; 3] = [Self::Header, Self::Body, Self::Both];

    /// What it is called.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Header => "In the header",
            Self::Body => "In the body",
            Self::Both => "In both",
        }
    }
}

/// A connection as it is typed and kept. Secrets are not among it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConnectForm {
    /// The name that it is kept under; empty = it is not kept.
    pub name: String,
    /// The address as the provider gives it.
    pub url: String,
    /// How one shows who one is.
    pub auth: AuthKind,
    /// Client id, consumer key, user name, or the name of the header.
    pub key: String,
    /// Where tokens are given; empty = it is guessed.
    pub token_url: String,
    /// Scopes, separated by spaces.
    pub scope: String,
    /// Where key and secret of a token request go.
    pub keys_in: KeysIn,
    /// Further parameters of the token request: `appName=roster&x=y`.
    pub token_query: String,
    /// Names of further headers; their values are secrets.
    pub headers: Vec<String>,
    /// Certificates of an authority that the system does not know.
    pub ca_file: String,
    /// A proxy; empty = what the system says.
    pub proxy: String,
    /// Plain http to other hosts than this machine.
    pub allow_http: bool,
    /// Seconds that a page may take.
    pub seconds: String,
    /// Rows of a page.
    pub page_size: String,
    /// Collections at once.
    pub at_once: usize,
}

impl Default for ConnectForm {
    fn default() -> Self {
        Self {
            name: String::new(),
            url: String::new(),
            auth: AuthKind::default(),
            key: String::new(),
            token_url: String::new(),
            scope: String::new(),
            keys_in: KeysIn::default(),
            token_query: String::new(),
            headers: Vec::new(),
            ca_file: String::new(),
            proxy: String::new(),
            allow_http: false,
            seconds: "300".to_owned(),
            page_size: "1000".to_owned(),
            at_once: 1,
        }
    }
}

/// The secrets of a connection: never kept with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectSecrets {
    /// The client secret, password, token or key.
    pub main: Secret,
    /// The value of each further header, in the order of their names.
    pub headers: Vec<Secret>,
}

impl ConnectForm {
    /// The connection that it describes, or what is missing.
    pub fn connection(&self, secrets: &ConnectSecrets) -> Result<Connection, &'static str> {
        if self.url.trim().is_empty() {
            return Err("Give the address of the endpoint");
        }
        if self.auth.key_words().is_some() && self.key.trim().is_empty() {
            return Err("Say who asks: the id, key or name is empty");
        }
        if self.auth.secret_words().is_some() && secrets.main.is_empty() {
            return Err("The secret is empty");
        }
        let (key, secret) = (self.key.trim().to_owned(), secrets.main.clone());
        let auth = match self.auth {
            AuthKind::None | AuthKind::ApiKey => Auth::None,
            AuthKind::Bearer => Auth::Bearer(secret.clone()),
            AuthKind::Basic => Auth::Basic { key, secret: secret.clone() },
            AuthKind::OAuth1Sha256 => Auth::OAuth1 { key, secret: secret.clone(), signature: Signature::Sha256 },
            AuthKind::OAuth1Sha1 => Auth::OAuth1 { key, secret: secret.clone(), signature: Signature::Sha1 },
            AuthKind::OAuth2 => Auth::OAuth2(Client {
                token_url: Some(self.token_url.trim().to_owned()).filter(|url| !url.is_empty()),
                scope: self.scope.trim().to_owned(),
                credentials_in: match self.keys_in {
                    KeysIn::Header => CredentialsIn::Basic,
                    KeysIn::Body => CredentialsIn::Body,
                    KeysIn::Both => CredentialsIn::Both,
                },
                query: pairs(&self.token_query),
                ..Client::new(&key, secret.clone())
            }),
        };
        let mut connection = Connection::new(self.url.trim(), auth);
        if self.auth == AuthKind::ApiKey {
            connection.headers.push((self.key.trim().to_owned(), secret));
        }
        let named = self.headers.iter().zip(&secrets.headers).filter(|(name, _)| !name.trim().is_empty());
        connection.headers.extend(named.map(|(name, value)| (name.trim().to_owned(), value.clone())));
        connection.ca_file = Some(self.ca_file.trim()).filter(|path| !path.is_empty()).map(PathBuf::from);
        connection.proxy = Some(self.proxy.trim().to_owned()).filter(|proxy| !proxy.is_empty());
        connection.allow_http = self.allow_http;
        connection.patience.page = Duration::from_secs(number(&self.seconds, 1..=3_600).ok_or("The seconds of a page are 1 to 3,600")?);
        number(&self.page_size, 1..=100_000).ok_or("The rows of a page are 1 to 100,000")?;
        Ok(connection)
    }

    /// Rows of a page.
    pub fn rows(&self) -> u32 {
        number(&self.page_size, 1..=100_000).unwrap_or(1000) as u32
    }
}

fn number(text: &str, within: std::ops::RangeInclusive<u64>) -> Option<u64> {
    text.trim().replace(',', "").parse().ok().filter(|number| within.contains(number))
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let parts = text.split('&').filter_map(|pair| pair.split_once('='));
    parts.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).filter(|(name, _)| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{AuthKind, ConnectForm, ConnectSecrets};
    use crate::rest::{Auth, Secret};

    #[test]
    fn a_form_becomes_a_connection_or_says_what_is_missing() {
        let secrets = ConnectSecrets { main: Secret::new("secret-1234"), headers: vec![Secret::new("value-1234")] };
        let mut form = ConnectForm { url: " https://h/ims/oneroster/v1p1 ".to_owned(), ..ConnectForm::default() };
        assert!(form.connection(&secrets).is_err());
        form.key = "id".to_owned();
        form.token_query = "appName=roster & x=y".to_owned();
        form.headers = vec!["x-one".to_owned()];
        assert!(form.connection(&ConnectSecrets::default()).is_err());
        let connection = form.connection(&secrets).expect("whole");
        let Auth::OAuth2(client) = &connection.auth else { panic!("OAuth 2") };
        assert_eq!(client.query, [("appName".to_owned(), "roster".to_owned()), ("x".to_owned(), "y".to_owned())]);
        assert_eq!((connection.url.as_str(), connection.headers.len()), ("https://h/ims/oneroster/v1p1", 1));
        form.auth = AuthKind::ApiKey;
        assert_eq!(form.connection(&secrets).map(|connection| connection.headers.len()), Ok(2).map_err(|_: &str| ""));
        form.page_size = "0".to_owned();
        assert!(form.connection(&secrets).is_err());
        assert!(!format!("{secrets:?}").contains("1234"));
    }
}
