//! Limits that keep an archive made for harm from filling memory or time.

/// What a package may hold at most. The defaults pass the largest states; every one is a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Entries of an archive, or files of a folder.
    pub entries: usize,
    /// Bytes of all files together, unpacked.
    pub unpacked_bytes: u64,
    /// Unpacked bytes for each packed byte of one file. Looked at only beyond [`Limits::RATIO_FROM`].
    pub ratio: u64,
}

impl Limits {
    /// Files smaller than this may be packed as tightly as they like: they do no harm.
    pub const RATIO_FROM: u64 = 4 << 30;
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 10_000, unpacked_bytes: 64 << 30, ratio: 300 }
    }
}
