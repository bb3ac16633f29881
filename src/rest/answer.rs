//! What came back for one request.

use std::time::Duration;

/// An answer, whatever its status.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers that hold no secret, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked.
    pub body: Vec<u8>,
    /// From sending to the last byte.
    pub took: Duration,
    /// The certificate of the server, in DER form.
    pub certificate: Option<Vec<u8>>,
    /// Its number in the log.
    pub entry: u32,
}

impl Answer {
    /// A header of the answer.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
