//! Limits that keep an archive made for harm from filling memory or time.

use serde::{Deserialize, Serialize};

/// What a package may hold at most. The defaults pass the largest states; every one is a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Entries of an archive, or files of a folder.
    pub entries: usize,
    /// Bytes of all files together, unpacked.
    pub unpacked_bytes: u64,
    /// Unpacked bytes for each packed byte of one file.
    pub ratio: u64,
    /// Files with fewer unpacked bytes than this may be packed as tightly as they like: they do no harm.
    pub ratio_from: u64,
}

impl Limits {
    /// A file of a package is named by 16 bits.
    pub(super) const FILES: usize = u16::MAX as usize;
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 10_000, unpacked_bytes: 64 << 30, ratio: 300, ratio_from: 4 << 30 }
    }
}
