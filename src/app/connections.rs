//! Connecting to an endpoint: what is under way, what was refused, the connection check, and the secrets of kept connections.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::pulling::Plan;
use super::{ConnectForm, ConnectSecrets, Notice};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::rest::{self, Log, Probe, forget_secret, keep_secret, secret_of};
use crate::roster::RosterId;

/// A wish about connections.
#[derive(Clone, Debug, PartialEq)]
pub enum ConnectCommand {
    /// Connects and pulls.
    Pull(Arc<Plan>),
    /// Stops connecting.
    Stop,
    /// Asks what the endpoint is and what it obeys.
    Probe(Arc<Plan>),
    /// Stops that.
    StopProbe,
    /// Keeps a connection, and its secrets where that can be done.
    Keep(Box<ConnectForm>, ConnectSecrets),
    /// Forgets a connection and its secrets.
    Forget(String),
    /// Looks for the secrets of a kept connection.
    Use(String),
    /// Writes the connection check: where, and whether a file that is there may be replaced.
    SaveProbe(PathBuf, bool),
}

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// In the keychain of the system.
    Keychain,
    /// In memory, until the window is closed.
    ThisRun,
}

/// A connection check and what it was of.
#[derive(Clone, Debug)]
pub struct Probed {
    /// The address as it was understood.
    pub url: String,
    /// What was found.
    pub probe: Probe,
}

/// What a job of the keychain brought.
enum KeyEnd {
    Kept(String, SecretPlace),
    Found(String, ConnectSecrets),
    Nothing,
}

/// What is under way with endpoints.
pub(super) struct Connections {
    pub(super) connecting: Option<RosterId>,
    pub(super) refused: Option<Notice>,
    probing: Option<Job<Probed>>,
    probed: Option<Arc<Probed>>,
    secrets: BTreeMap<String, (ConnectSecrets, SecretPlace)>,
    keys: Vec<Job<KeyEnd>>,
    pub(super) keychain: bool,
}

impl Default for Connections {
    fn default() -> Self {
        Self { connecting: None, refused: None, probing: None, probed: None, secrets: BTreeMap::new(), keys: Vec::new(), keychain: true }
    }
}

impl Connections {
    /// Starts a connection check.
    pub(super) fn probe(&mut self, plan: &Arc<Plan>, wake: &Wake) {
        let plan = Arc::clone(plan);
        self.probed = None;
        self.probing = Some(Job::spawn("probe", Arc::clone(wake), move |watch| Probed {
            url: rest::plain_address(&plan.connection.url),
            probe: rest::probe(&plan.connection, &Log::default(), watch),
        }));
    }

    pub(super) fn stop_probe(&mut self) {
        self.probing = None;
    }

    /// How far the check is; `None` when none is under way.
    pub(super) fn probing(&self) -> Option<Progress> {
        self.probing.as_ref().map(Job::progress)
    }

    /// The last check that ended.
    pub(super) const fn probed(&self) -> Option<&Arc<Probed>> {
        self.probed.as_ref()
    }

    /// Keeps secrets: at once for this run, then in the keychain if there is one.
    pub(super) fn keep(&mut self, form: &ConnectForm, secrets: ConnectSecrets, wake: &Wake) {
        let name = form.name.trim().to_owned();
        self.secrets.insert(name.clone(), (secrets.clone(), SecretPlace::ThisRun));
        if !self.keychain {
            return;
        }
        let headers = form.headers.clone();
        self.keys.push(Job::spawn("keychain", Arc::clone(wake), move |_| {
            let header = |at: usize| headers.get(at).map(|header| (entry(&name, header), &secrets.headers[at]));
            let all = std::iter::once((name.clone(), &secrets.main)).chain((0..secrets.headers.len()).filter_map(header));
            let kept = all.filter(|(_, secret)| !secret.is_empty()).all(|(entry, secret)| keep_secret(&entry, secret).is_ok());
            KeyEnd::Kept(name, if kept { SecretPlace::Keychain } else { SecretPlace::ThisRun })
        }));
    }

    /// Looks for the secrets of a kept connection in the keychain, unless they are at hand.
    pub(super) fn find(&mut self, form: &ConnectForm, wake: &Wake) {
        let (name, headers) = (form.name.trim().to_owned(), form.headers.clone());
        if self.secrets.contains_key(&name) || !self.keychain {
            return;
        }
        self.keys.push(Job::spawn("keychain", Arc::clone(wake), move |_| {
            // One that is not there and one that cannot be read are the same to who connects.
            let value = |entry: &str| secret_of(entry).ok();
            let Some(main) = value(&name) else { return KeyEnd::Nothing };
            let headers = headers.iter().map(|header| value(&entry(&name, header)).unwrap_or_default()).collect();
            KeyEnd::Found(name, ConnectSecrets { main, headers })
        }));
    }

    /// Forgets the secrets of a connection, in the keychain too.
    pub(super) fn forget(&mut self, form: &ConnectForm, wake: &Wake) {
        self.secrets.remove(form.name.trim());
        if self.keychain {
            let (name, headers) = (form.name.trim().to_owned(), form.headers.clone());
            self.keys.push(Job::spawn("keychain", Arc::clone(wake), move |_| {
                drop(forget_secret(&name));
                headers.iter().for_each(|header| drop(forget_secret(&entry(&name, header))));
                KeyEnd::Nothing
            }));
        }
    }

    /// The secrets of a kept connection, if they are at hand, and where they are kept.
    pub(super) fn secrets(&self, name: &str) -> Option<(&ConnectSecrets, SecretPlace)> {
        self.secrets.get(name.trim()).map(|(secrets, place)| (secrets, *place))
    }

    /// Takes in what jobs have brought.
    pub(super) fn poll(&mut self) -> Option<String> {
        let mut ends = Vec::new();
        self.keys.retain_mut(|job| match job.poll() {
            Outcome::Running => true,
            Outcome::Done(end) => {
                ends.push(end);
                false
            }
            Outcome::Failed(_) | Outcome::Taken => false,
        });
        for end in ends {
            match end {
                KeyEnd::Kept(name, place) => {
                    if let Some((_, kept)) = self.secrets.get_mut(&name) {
                        *kept = place;
                    }
                }
                KeyEnd::Found(name, secrets) => {
                    self.secrets.entry(name).or_insert((secrets, SecretPlace::Keychain));
                }
                KeyEnd::Nothing => {}
            }
        }
        match self.probing.as_mut().map(Job::poll) {
            None | Some(Outcome::Running) => return None,
            Some(Outcome::Done(probed)) => self.probed = Some(Arc::new(probed)),
            Some(Outcome::Failed(message)) => {
                self.probing = None;
                return Some(message);
            }
            Some(Outcome::Taken) => {}
        }
        self.probing = None;
        None
    }
}

/// The name of a header's value in the keychain.
fn entry(connection: &str, header: &str) -> String {
    format!("{connection} / {}", header.trim())
}
