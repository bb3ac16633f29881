//! Secrets: text that is wiped when it is dropped, and that no form of printing shows.

use std::fmt;

use zeroize::Zeroizing;

/// A password, key or token. Wiped from memory when it is dropped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret in.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The secret itself: for the one place that sends it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The text with the secret, plain or percent-encoded, taken out.
    pub fn cut_from(&self, text: &str) -> String {
        if self.0.len() < 4 {
            return text.to_owned();
        }
        let encoded = Zeroizing::new(super::percent::encode(&self.0));
        text.replace(self.0.as_str(), "[secret]").replace(encoded.as_str(), "[secret]")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}
