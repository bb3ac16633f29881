//! The options that say how an endpoint is reached. Secrets come from the environment, standard input or the keychain, never from
//! an argument.

use std::io::Read as _;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::Failure;
use crate::rest::{Auth, Client, Connection, CredentialsIn, RestError, Secret, Signature, Trouble, plain_address, secret_of};

/// The variable that may hold the secret.
const VARIABLE: &str = "ROSTER_INSPECTOR_SECRET";

/// How an endpoint is reached.
#[derive(Debug, Args)]
pub(super) struct ConnectArguments {
    /// The address as the provider gives it; any URL of the endpoint is understood
    #[arg(value_name = "URL")]
    url: String,
    /// Kind of authentication
    #[arg(long, value_enum, default_value_t = Kind::Oauth2)]
    auth: Kind,
    /// Client id, consumer key or user name; the secret comes from ROSTER_INSPECTOR_SECRET, --secret-stdin or the keychain
    #[arg(long, value_name = "ID", default_value = "")]
    key: String,
    /// Where tokens are given; `token` below the base path is a guess
    #[arg(long, value_name = "URL")]
    token_url: Option<String>,
    /// Scopes, separated by spaces
    #[arg(long, value_name = "TEXT", default_value = "")]
    scope: String,
    /// Where key and secret of the token request go
    #[arg(long, value_enum, default_value_t = Where::Basic)]
    credentials_in: Where,
    /// Further parameter of the token request, such as appName=roster; may be repeated
    #[arg(long, value_name = "K=V", value_parser = pair)]
    token_query: Vec<(String, String)>,
    /// Further header; may be repeated. `K: @` takes the secret as its value
    #[arg(long, value_name = "K: V", value_parser = header)]
    header: Vec<(String, String)>,
    /// Certificates of an authority that the system does not know, as PEM
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// Proxy; without it, what the environment says
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
    /// Allow plain http to other hosts than this machine
    #[arg(long)]
    allow_http: bool,
    /// Seconds that a page may take
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// Read the secret from the first line of standard input
    #[arg(long)]
    secret_stdin: bool,
    /// Take the secret of this connection from the keychain of the system
    #[arg(long, value_name = "NAME")]
    connection: Option<String>,
}

/// Kinds of authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// OAuth 2, client credentials
    Oauth2,
    /// OAuth 1.0a, HMAC-SHA256
    #[value(name = "oauth1-sha256")]
    Oauth1Sha256,
    /// OAuth 1.0a, HMAC-SHA1
    #[value(name = "oauth1-sha1")]
    Oauth1Sha1,
    /// A token that does not change
    Bearer,
    /// Name and password
    Basic,
    /// None, or by --header alone
    None,
}

/// Where key and secret of a token request go.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Where {
    /// The Authorization header
    Basic,
    /// The body
    Body,
    /// Both
    Both,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("a name, an equals sign and a value are expected")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("a name, a colon and a value are expected")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

impl ConnectArguments {
    /// The address as it was understood: what was typed may hold a password.
    pub(super) fn url(&self) -> String {
        plain_address(&self.url)
    }

    /// The connection, with its secret.
    pub(super) fn connection(&self) -> Result<Connection, Failure> {
        let wants = self.auth != Kind::None || self.header.iter().any(|(_, value)| value == "@");
        let secret = if wants { self.secret()? } else { Secret::default() };
        let key = self.key.clone();
        let auth = match self.auth {
            Kind::None => Auth::None,
            Kind::Bearer => Auth::Bearer(secret.clone()),
            Kind::Basic => Auth::Basic { key, secret: secret.clone() },
            Kind::Oauth1Sha256 => Auth::OAuth1 { key, secret: secret.clone(), signature: Signature::Sha256 },
            Kind::Oauth1Sha1 => Auth::OAuth1 { key, secret: secret.clone(), signature: Signature::Sha1 },
            Kind::Oauth2 => Auth::OAuth2(Client {
                token_url: self.token_url.clone(),
                scope: self.scope.clone(),
                credentials_in: match self.credentials_in {
                    Where::Basic => CredentialsIn::Basic,
                    Where::Body => CredentialsIn::Body,
                    Where::Both => CredentialsIn::Both,
                },
                query: self.token_query.clone(),
                ..Client::new(&key, secret.clone())
            }),
        };
        let mut connection = Connection::new(&self.url, auth);
        connection.headers = self
            .header
            .iter()
            .map(|(name, value)| (name.clone(), if value == "@" { secret.clone() } else { Secret::new(value.as_str()) }))
            .collect();
        connection.ca_file.clone_from(&self.ca_file);
        connection.proxy.clone_from(&self.proxy);
        connection.allow_http = self.allow_http;
        connection.patience.page = Duration::from_secs(self.timeout);
        Ok(connection)
    }

    fn secret(&self) -> Result<Secret, Failure> {
        if self.secret_stdin {
            let mut text = zeroize::Zeroizing::new(String::new());
            std::io::stdin().take(1 << 16).read_to_string(&mut text).map_err(|error| no_secret(&format!("Standard input: {error}.")))?;
            return Ok(Secret::new(text.lines().next().unwrap_or_default()));
        }
        if let Some(name) = &self.connection {
            return secret_of(name).map_err(|error| no_secret(&error.to_string()));
        }
        match std::env::var(VARIABLE) {
            Ok(text) if !text.is_empty() => Ok(Secret::new(text)),
            _ => Err(no_secret(&format!("Put it into {VARIABLE}, or use --secret-stdin or --connection NAME; --auth none needs none."))),
        }
    }
}

fn no_secret(detail: &str) -> Failure {
    let mut error = RestError::of(Trouble::Credentials, "There is no secret to show.");
    error.detail = format!("{} {detail}", error.detail);
    Failure::Rest(error)
}
