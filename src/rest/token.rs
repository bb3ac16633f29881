//! Tokens of OAuth 2: asked for with client credentials, kept in memory until shortly before they end.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use oauth2::basic::BasicClient;
use oauth2::{AuthType, ClientId, ClientSecret, RequestTokenError, Scope, TokenResponse as _, TokenUrl};
use reqwest::header::HeaderMap;
use reqwest::{Method, Url};

use super::answer::Answer;
use super::connection::{Client, CredentialsIn};
use super::error::{RestError, Trouble};
use super::percent::query;
use super::secret::Secret;

/// Tokens that do not say when they end are taken to last so long.
const UNSAID: Duration = Duration::from_mins(25);

/// A token and its end.
pub(super) struct Token {
    pub(super) secret: Secret,
    asked: Instant,
    lasts: Duration,
}

impl Token {
    /// True if it will still do for a while. A token that is short-lived by nature is used up to half of its life.
    pub(super) fn lasts(&self, margin: Duration) -> bool {
        self.asked.elapsed() + margin.min(self.lasts / 2) < self.lasts
    }
}

/// An error that the closure of a token request gives back, so that ours is not lost on the way.
#[derive(Debug, thiserror::Error)]
#[error("the token request failed")]
struct Failed;

/// Asks for a token; `send` sends the request.
pub(super) fn request_token(
    client: &Client,
    url: &Url,
    send: impl Fn(Method, &Url, HeaderMap, Vec<u8>) -> Result<Answer, RestError>,
) -> Result<Token, RestError> {
    let asked = Instant::now();
    let mut url = url.clone();
    if !client.query.is_empty() {
        let more = query(client.query.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        url.set_query(Some(&url.query().map_or_else(|| more.clone(), |own| format!("{own}&{more}"))));
    }
    let failed = |kind, detail: String| RestError::new(kind, url.as_str(), detail);
    let token_url = TokenUrl::new(url.as_str().to_owned()).map_err(|error| failed(Trouble::Address, error.to_string()))?;
    let kind = if client.credentials_in == CredentialsIn::Body { AuthType::RequestBody } else { AuthType::BasicAuth };
    let server = BasicClient::new(ClientId::new(client.key.clone()))
        .set_client_secret(ClientSecret::new(client.secret.reveal().to_owned()))
        .set_auth_type(kind)
        .set_token_uri(token_url);
    let mut request = server.exchange_client_credentials();
    for scope in client.scope.split_whitespace() {
        request = request.add_scope(Scope::new(scope.to_owned()));
    }
    if client.credentials_in == CredentialsIn::Both {
        request =
            request.add_extra_param("client_id", client.key.clone()).add_extra_param("client_secret", client.secret.reveal().to_owned());
    }
    let (trouble, status) = (RefCell::new(None), RefCell::new(None));
    let through = |request: oauth2::HttpRequest| -> Result<oauth2::HttpResponse, Failed> {
        let (parts, body) = request.into_parts();
        match send(parts.method, &url, parts.headers, body) {
            Ok(answer) => {
                *status.borrow_mut() = Some(answer.status);
                let mut response = oauth2::HttpResponse::new(answer.body);
                *response.status_mut() = oauth2::http::StatusCode::from_u16(answer.status).map_err(|_| Failed)?;
                Ok(response)
            }
            Err(error) => {
                *trouble.borrow_mut() = Some(error);
                Err(Failed)
            }
        }
    };
    let answer = request.request(&through).map_err(|error| {
        if let Some(error) = trouble.borrow_mut().take() {
            return error;
        }
        let status = *status.borrow();
        let kind = match status {
            Some(500..) => Trouble::Server,
            Some(404) => Trouble::NotFound,
            Some(200..300) => Trouble::Data,
            _ => Trouble::Credentials,
        };
        let detail = match &error {
            RequestTokenError::ServerResponse(told) => {
                format!(
                    "The token request was refused: {}{}.",
                    told.error(),
                    told.error_description().map(|words| format!(", {words}")).unwrap_or_default()
                )
            }
            RequestTokenError::Parse(..) => "The answer to the token request is no token in JSON.".to_owned(),
            _ => "The token request failed.".to_owned(),
        };
        let error = failed(kind, detail);
        match status {
            Some(status) => error.with_status(status),
            None => error,
        }
    })?;
    Ok(Token { secret: Secret::new(answer.access_token().secret().clone()), asked, lasts: answer.expires_in().unwrap_or(UNSAID) })
}
