//! The archive is damaged, cut off or locked with a password.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-unreadable",
    level: Level::Error,
    topic: Topic::Package,
    title: "Archive cannot be read in full",
    summary: "The archive is damaged, cut off or locked with a password.",
    what: "Entries that need a password, that do not inflate to their end, whose checksum or size differs from the directory, and archives without a readable directory. What could be recovered is shown.",
    why: "A receiver stops at the first such entry, or takes in a part of the data as if it were all.",
    remedy: "Export again, and make sure that the transfer is binary and has ended before the file is picked up.",
    effects: &[
        documented("OneRoster", "a package that cannot be unpacked cannot be processed"),
        documented("Moodle", "the import ends when the archive is opened"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "district.zip ends after 3 of 4 MB",
    good: "district.zip is complete",
    source: "OneRoster CSV binding, packaging",
    reads: &[],
    message: |place, _| place.value.clone(),
    how: How::Package(|context, sink| {
        // A receiver has no password, so what one opened here is closed to it.
        let closed = [FactKind::EncryptedEntry, FactKind::DecryptedEntry];
        let broken = [FactKind::DamagedEntry, FactKind::TruncatedArchive, FactKind::SizeDiffers];
        fact_files(context, &closed, sink);
        fact_files(context, &broken, sink);
    }),
    ..PLAIN
};
