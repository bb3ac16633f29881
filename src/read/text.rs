//! From the bytes of a file to UTF-8 text in blocks: byte order marks, UTF-16, and which byte stands between cells.
//! Windows-1252 is not decided here but cell by cell, so that a file with both reads right.

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE};

use super::unpack::Unpacker;
use super::{ReadError, TextEncoding};
use crate::job::Watch;

/// How a text begins: all that its head tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextStart {
    pub encoding: TextEncoding,
    /// Bytes of the byte order mark.
    pub mark: usize,
    /// The byte between cells.
    pub delimiter: u8,
}

impl Default for TextStart {
    fn default() -> Self {
        Self { encoding: TextEncoding::Utf8, mark: 0, delimiter: b',' }
    }
}

impl TextStart {
    /// Looks at the first bytes of a file.
    pub(super) fn of(head: &[u8]) -> Self {
        let (encoding, mark) = encoding_of(head);
        let mut start = Self { encoding, mark, delimiter: b',' };
        start.delimiter = delimiter_of(&start.decode(head));
        start
    }

    /// The text of a head, without its mark.
    pub(super) fn decode<'a>(&self, head: &'a [u8]) -> std::borrow::Cow<'a, [u8]> {
        let body = &head[self.mark.min(head.len())..];
        match self.decoder() {
            None => body.into(),
            Some(mut decoder) => {
                // A head may be cut within a character; what is incomplete at its end is left out.
                let mut text = vec![0; body.len() * 3 / 2 + 16];
                let (_, _, written, _) = decoder.decode_to_utf8(body, &mut text, false);
                text.truncate(written);
                text.into()
            }
        }
    }

    /// True if offsets in the text are not those in the file.
    pub(super) const fn is_utf16(&self) -> bool {
        matches!(self.encoding, TextEncoding::Utf16Le | TextEncoding::Utf16Be)
    }

    fn decoder(&self) -> Option<Decoder> {
        match self.encoding {
            TextEncoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            TextEncoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
            TextEncoding::Utf8 | TextEncoding::Windows1252 => None,
        }
    }
}

fn encoding_of(head: &[u8]) -> (TextEncoding, usize) {
    if head.starts_with(&[0xef, 0xbb, 0xbf]) {
        return (TextEncoding::Utf8, 3);
    }
    if head.starts_with(&[0xff, 0xfe]) {
        return (TextEncoding::Utf16Le, 2);
    }
    if head.starts_with(&[0xfe, 0xff]) {
        return (TextEncoding::Utf16Be, 2);
    }
    // Headers are ASCII: in UTF-16 every second byte of them is NUL, in anything else hardly one.
    let sample = &head[..head.len().min(512) & !1];
    let nuls = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (nuls(0), nuls(1), sample.len() / 2);
    if half >= 4 && odd * 10 > half * 7 && even * 10 < half {
        (TextEncoding::Utf16Le, 0)
    } else if half >= 4 && even * 10 > half * 7 && odd * 10 < half {
        (TextEncoding::Utf16Be, 0)
    } else {
        (TextEncoding::Utf8, 0)
    }
}

/// The most frequent of comma, semicolon and tab outside quotes in the first line; the comma if there is none.
fn delimiter_of(text: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    let start = text.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(0);
    for &b in &text[start..] {
        match b {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == b) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    // Of equals the later wins, so the comma stands last.
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(b',', |(delimiter, _)| delimiter)
}

/// How many bytes `text` takes in UTF-16.
pub(super) fn utf16_bytes(text: &[u8]) -> u64 {
    // Every character has one byte that does not continue another; those of four bytes take two units.
    let units = text.iter().filter(|&&b| b & 0xc0 != 0x80).count() + text.iter().filter(|&&b| b >= 0xf0).count();
    2 * units as u64
}

/// The text of a file as a stream of UTF-8 (or of undeclared bytes, where the file is neither UTF-8 nor UTF-16).
pub(super) struct TextReader {
    pub unpacker: Unpacker,
    decoder: Option<Decoder>,
    /// Bytes still to pass over: the byte order mark.
    skip: usize,
    raw: Vec<u8>,
    raw_from: usize,
    raw_to: usize,
    raw_ended: bool,
    done: bool,
    /// Bytes of the file given so far, before decoding.
    pub bytes: u64,
}

impl TextReader {
    /// `from` = where to begin in the unpacked file; at 0 the byte order mark is passed over.
    pub(super) fn new(unpacker: Unpacker, start: &TextStart, from: u64) -> Self {
        Self {
            unpacker,
            decoder: start.decoder(),
            skip: if from == 0 { start.mark } else { 0 },
            raw: Vec::new(),
            raw_from: 0,
            raw_to: 0,
            raw_ended: false,
            done: false,
            bytes: from,
        }
    }

    /// Fills `out`; less than all but a few bytes of it means the end, which [`TextReader::is_done`] tells.
    pub(super) fn fill(&mut self, out: &mut [u8], watch: &Watch) -> Result<usize, ReadError> {
        if self.skip > 0 {
            let mut mark = [0; 3];
            let skip = std::mem::take(&mut self.skip);
            self.bytes += self.unpacker.fill(&mut mark[..skip], watch)? as u64;
        }
        if self.decoder.is_some() {
            return self.fill_decoded(out, watch);
        }
        let filled = self.unpacker.fill(out, watch)?;
        self.done = filled < out.len();
        self.bytes += filled as u64;
        Ok(filled)
    }

    /// True once everything was given.
    pub(super) const fn is_done(&self) -> bool {
        self.done
    }

    fn fill_decoded(&mut self, out: &mut [u8], watch: &Watch) -> Result<usize, ReadError> {
        let mut filled = 0;
        while !self.done {
            if self.raw_from == self.raw_to && !self.raw_ended {
                self.raw.resize(128 << 10, 0);
                let count = self.unpacker.fill(&mut self.raw, watch)?;
                self.raw_ended = count < self.raw.len();
                (self.raw_from, self.raw_to) = (0, count);
            }
            let Some(decoder) = self.decoder.as_mut() else { break };
            let (result, read, written, _) =
                decoder.decode_to_utf8(&self.raw[self.raw_from..self.raw_to], &mut out[filled..], self.raw_ended);
            self.raw_from += read;
            self.bytes += read as u64;
            filled += written;
            match result {
                CoderResult::OutputFull => break,
                CoderResult::InputEmpty => self.done = self.raw_ended,
            }
        }
        Ok(filled)
    }
}
