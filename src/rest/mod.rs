//! A live endpoint: understands its address, shows who we are, pulls pages with every guard, and makes of them the rows that the
//! CSV files of the same roster would hold; from there on there is one path. What servers do otherwise is read, noted and told.
//!
//! Deliberately absent: writing anything to a server, judging what was met, and keeping secrets anywhere but in memory or in the
//! keychain of the system.

mod percent;
mod secret;
mod error;
mod oauth1;
mod connection;
mod address;
mod answer;
mod log;
mod notes;
mod keychain;
mod json;
mod envelope;
mod fields;
mod rows;
mod cells;
mod side_rows;
mod passwords;
mod collection;
mod decode;
mod paging;
mod token;
mod transport;
mod retry;
mod sniff;
mod growth;
mod state;
mod asked;
mod people;
mod work;
mod tables;
mod archive;
mod pull;
mod raw_get;
mod evidence;
mod offline;
mod certificate;
mod probe;
mod probe_text;

pub use address::{Address, Base, host_of, plain_address, plain_proxy, understand};
pub use answer::Answer;
pub use archive::is_archive;
pub use asked::{Pages, PullOptions, Pulled, Show};
pub use collection::{Collection, Only, Scope, collections, is_collection, names};
pub use connection::{Auth, Client, Connection, CredentialsIn, Patience};
pub use error::{RestError, Trouble};
pub use evidence::{answer_of, hrefs, object_of, readable};
pub use keychain::{KeychainError, forget_secret, keep_secret, secret_of};
pub use log::{Log, LogEntry};
pub use notes::{Note, Notes};
pub use oauth1::Signature;
pub use offline::{open_archive, open_archive_as, roster_of_pages};
pub use probe::{Outcome, Probe, ProbeLine, ProbedEndpoint, probe};
pub use probe_text::write_probe;
pub use pull::Pull;
pub use rows::{Form, Forms};
pub use secret::Secret;
pub use state::{CollectionStage, CollectionState, PullProgress};
pub use transport::Transport;
