//! What can go wrong between here and the endpoint: name, network, certificate, credentials, rights, server or data.

use std::fmt;

/// A request or a pull that could not be done. Says what happened, why, what to do, and the address last; never a secret.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", self.line())]
pub struct RestError {
    /// What kind of trouble it is.
    pub kind: Trouble,
    /// The particular in words; may be empty.
    pub detail: String,
    /// Which address; may be empty.
    pub url: String,
    /// What came as the answer, if anything did.
    pub status: Option<u16>,
}

/// Where the trouble lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The address cannot be understood or must not be used.
    Address,
    /// The name of the host is not known.
    Name,
    /// No connection, or it broke.
    Network,
    /// No answer in time.
    Timeout,
    /// The certificate is not trusted, or TLS cannot be agreed on.
    Certificate,
    /// Key, secret, token or signature are not taken.
    Credentials,
    /// The credentials are taken, but this is not shared with them.
    Rights,
    /// There is nothing at this address.
    NotFound,
    /// The server is busy and asks to wait.
    Busy,
    /// The server refuses the request as wrong.
    Refused,
    /// The server failed.
    Server,
    /// The answer is not what it should be.
    Data,
    /// The answer leads to another host.
    OtherHost,
    /// A limit of ours was reached.
    Limit,
    /// A file of ours cannot be written or read.
    File,
    /// It was stopped on request.
    Cancelled,
}

impl RestError {
    pub(super) fn new(kind: Trouble, url: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), url: url.into(), status: None }
    }

    /// One that is not about an address.
    pub fn of(kind: Trouble, detail: &str) -> Self {
        Self::new(kind, "", detail)
    }

    pub(super) fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// What happened, in one short line.
    pub const fn title(&self) -> &'static str {
        match self.kind {
            Trouble::Address => "This address cannot be used",
            Trouble::Name => "The name of the host is not known",
            Trouble::Network => "There is no connection to the server",
            Trouble::Timeout => "The server did not answer in time",
            Trouble::Certificate => "The server's certificate is not trusted",
            Trouble::Credentials => "The server does not take these credentials",
            Trouble::Rights => "The server does not share this with these credentials",
            Trouble::NotFound => "There is nothing at this address",
            Trouble::Busy => "The server is busy",
            Trouble::Refused => "The server refuses the request",
            Trouble::Server => "The server failed",
            Trouble::Data => "The answer is not what a OneRoster server sends",
            Trouble::OtherHost => "The server sends us to another host",
            Trouble::Limit => "A limit was reached",
            Trouble::File => "The archive cannot be used",
            Trouble::Cancelled => "Stopped",
        }
    }

    /// What to try next.
    pub const fn remedy(&self) -> &'static str {
        match self.kind {
            Trouble::Address => "Paste the address as the provider gives it, such as https://host/ims/oneroster/v1p1.",
            Trouble::Name => "Check the address for a misspelling, or whether a VPN is needed.",
            Trouble::Network => "Check the port, a firewall and the proxy; try again.",
            Trouble::Timeout => "Try again with smaller pages, or outside school hours.",
            Trouble::Certificate => "Name a CA file that holds the certificate of your authority, or ask the provider to renew theirs.",
            Trouble::Credentials => "Check key, secret, kind of authentication, token address and scopes, and the clock of this machine.",
            Trouble::Rights => "Ask the district to share it, or ask for the scope.",
            Trouble::NotFound => "Check the path; OneRoster 1.1 lies below /ims/oneroster/v1p1, 1.2 below /ims/oneroster/rostering/v1p2.",
            Trouble::Busy => "Wait, then resume with fewer requests at once.",
            Trouble::Refused => "Look at the answer in the request log.",
            Trouble::Server => "Try again later; give the request log to the provider.",
            Trouble::Data => "Look at the answer in the request log: it may be a login or proxy page.",
            Trouble::OtherHost => "If that host is right, connect to it; credentials are not sent there by themselves.",
            Trouble::Limit => "Use smaller pages.",
            Trouble::File => "Look whether the place is there, may be written to and has space left.",
            Trouble::Cancelled => "",
        }
    }

    fn line(&self) -> String {
        let mut text = format!("{}.", self.title());
        let status = self.status.map(|status| format!("It answered {status}.")).unwrap_or_default();
        for part in [status.as_str(), &self.detail, self.remedy()] {
            if !part.is_empty() {
                text.push(' ');
                text.push_str(part);
            }
        }
        if !self.url.is_empty() {
            text.push_str(&format!(" {}", self.url));
        }
        text
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => "address",
            Self::Name => "name",
            Self::Network | Self::Timeout => "network",
            Self::Certificate => "certificate",
            Self::Credentials => "credentials",
            Self::Rights => "rights",
            Self::NotFound | Self::Refused | Self::Server | Self::OtherHost => "server",
            Self::Busy => "busy",
            Self::Data => "data",
            Self::Limit => "limit",
            Self::File => "file",
            Self::Cancelled => "stopped",
        })
    }
}
