//! The text of a cell as it was in the file, borrowed where it is stored as such and written out where it is packed.

use std::fmt;
use std::ops::Deref;

use super::key::UUID_LENGTH;

/// The exact text of one cell. Dereferences to `str`.
#[derive(Clone)]
pub enum Text<'a> {
    /// Stored as text.
    Borrowed(&'a str),
    /// Written out from a packed form.
    Inline(InlineText),
    /// Written out and too long for the inline form.
    Owned(String),
}

/// A short text in place.
#[derive(Clone, Copy)]
pub struct InlineText {
    length: u8,
    bytes: [u8; INLINE],
}

const INLINE: usize = 40;
const _: () = assert!(INLINE >= UUID_LENGTH, "a UUID fits in place");

impl InlineText {
    /// `bytes` must be ASCII; what does not fit is cut.
    pub(super) fn ascii(bytes: &[u8]) -> Self {
        let length = bytes.len().min(INLINE);
        let mut inline = Self { length: length as u8, bytes: [0; INLINE] };
        inline.bytes[..length].copy_from_slice(&bytes[..length]);
        inline
    }

    fn as_str(&self) -> &str {
        // Only ASCII is written in.
        str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl Text<'_> {
    /// True if the cell holds nothing.
    pub fn is_blank(&self) -> bool {
        self.is_empty()
    }

    /// The text on its own.
    pub fn into_string(self) -> String {
        match self {
            Self::Owned(text) => text,
            other => other.to_string(),
        }
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Inline(text) => text.as_str(),
            Self::Owned(text) => text,
        }
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}
