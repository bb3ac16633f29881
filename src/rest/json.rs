//! A lenient walk over JSON text: values as slices of it, so that what was sent can be kept as it was sent.

use std::borrow::Cow;

use memchr::memchr2;

/// How deep arrays and objects may lie in one another.
const DEPTH: usize = 64;

/// A value, as a slice of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(&'a str),
    /// A number, as it is spelled.
    Number(&'a str),
    /// A string.
    Text(Raw<'a>),
    /// An array with its brackets.
    Array(&'a str),
    /// An object with its braces.
    Object(&'a str),
}

/// What stands between the quotes of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raw<'a> {
    text: &'a str,
    escaped: bool,
}

impl<'a> Raw<'a> {
    /// The text that is meant.
    pub fn text(self) -> Cow<'a, str> {
        if self.escaped { Cow::Owned(unescape(self.text)) } else { Cow::Borrowed(self.text) }
    }

    /// The text as it was sent, with its escapes.
    pub const fn raw(self) -> &'a str {
        self.text
    }
}

/// Where JSON ends to be JSON: a byte of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault(pub usize);

/// A walk over a text.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    /// At the start of a text; a byte order mark is skipped.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } }
    }

    /// How far it is.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The text from a place up to here.
    pub fn since(&self, start: usize) -> &'a str {
        &self.text[start..self.at]
    }

    /// The next byte that is not white space; it is not taken.
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    /// Takes this byte if it is the next.
    pub fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Takes the next value. `Err` = there is none, or it is broken.
    pub fn value(&mut self) -> Result<Value<'a>, Fault> {
        let start = match self.peek() {
            Some(_) => self.at,
            None => return Err(Fault(self.at)),
        };
        match self.text.as_bytes()[start] {
            b'"' => self.string().map(Value::Text),
            b'{' => self.skip(start).map(|()| Value::Object(self.since(start))),
            b'[' => self.skip(start).map(|()| Value::Array(self.since(start))),
            b't' => self.word("true").map(Value::Bool),
            b'f' => self.word("false").map(Value::Bool),
            b'n' => self.word("null").map(|_| Value::Null),
            b'-' | b'0'..=b'9' => {
                let bytes = self.text.as_bytes();
                while bytes.get(self.at).is_some_and(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
                    self.at += 1;
                }
                Ok(Value::Number(self.since(start)))
            }
            _ => Err(Fault(start)),
        }
    }

    fn word(&mut self, word: &str) -> Result<&'a str, Fault> {
        let start = self.at;
        if !self.text[start..].starts_with(word) {
            return Err(Fault(start));
        }
        self.at += word.len();
        Ok(self.since(start))
    }

    /// Takes a string; the opening quote is next.
    fn string(&mut self) -> Result<Raw<'a>, Fault> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let (mut end, mut escaped) = (start, false);
        loop {
            match memchr2(b'"', b'\\', bytes.get(end..).unwrap_or_default()) {
                Some(found) if bytes[end + found] == b'"' => {
                    end += found;
                    self.at = end + 1;
                    return Ok(Raw { text: &self.text[start..end], escaped });
                }
                Some(found) => {
                    escaped = true;
                    end += found + 2;
                }
                None => return Err(Fault(start - 1)),
            }
        }
    }

    /// Skips an array or object from its opening bracket.
    fn skip(&mut self, start: usize) -> Result<(), Fault> {
        let bytes = self.text.as_bytes();
        let mut open = [0u8; DEPTH];
        let mut depth = 0;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => {
                    *open.get_mut(depth).ok_or(Fault(self.at))? = byte + 2;
                    depth += 1;
                }
                b'}' | b']' => {
                    depth -= 1;
                    if open[depth] != byte {
                        return Err(Fault(self.at));
                    }
                    if depth == 0 {
                        self.at += 1;
                        return Ok(());
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        Err(Fault(start))
    }

    /// Takes the opening brace of an object; then [`Walk::key`] gives one member after the other.
    pub fn enter(&mut self) -> Result<(), Fault> {
        if self.take(b'{') { Ok(()) } else { Err(Fault(self.at)) }
    }

    /// The key of the next member, its value next; `None` = the object ends. `first` = none was asked for yet.
    pub fn key(&mut self, first: bool) -> Result<Option<Raw<'a>>, Fault> {
        if self.take(b'}') {
            return Ok(None);
        }
        if !first && !self.take(b',') {
            return Err(Fault(self.at));
        }
        if self.peek() != Some(b'"') {
            return Err(Fault(self.at));
        }
        let key = self.string()?;
        if self.take(b':') { Ok(Some(key)) } else { Err(Fault(self.at)) }
    }
}

/// The members of an object, or nothing from where it is broken.
pub fn members(object: &str) -> impl Iterator<Item = (Cow<'_, str>, Value<'_>)> {
    let mut walk = Walk::new(object);
    let mut fine = walk.enter().is_ok();
    let mut first = true;
    std::iter::from_fn(move || {
        let next = fine.then(|| walk.key(first).ok().flatten()).flatten().and_then(|key| Some((key.text(), walk.value().ok()?)));
        first = false;
        fine = next.is_some();
        next
    })
}

/// The items of an array, or nothing from where it is broken.
pub fn items(array: &str) -> impl Iterator<Item = Value<'_>> {
    let mut walk = Walk::new(array);
    let mut fine = walk.take(b'[') && walk.peek() != Some(b']');
    std::iter::from_fn(move || {
        let next = fine.then(|| walk.value().ok()).flatten();
        fine = next.is_some() && walk.take(b',');
        next
    })
}

/// The member of this name.
pub fn member<'a>(object: &'a str, name: &str) -> Option<Value<'a>> {
    members(object).find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The text of a scalar: a string as it is meant, a number or a truth value as it is spelled; `None` for the rest.
pub fn scalar<'a>(value: &Value<'a>) -> Option<Cow<'a, str>> {
    match *value {
        Value::Text(raw) => Some(raw.text()),
        Value::Number(text) | Value::Bool(text) => Some(Cow::Borrowed(text)),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A broken escape stays as it stands.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let (c, taken) = match after.as_bytes().first() {
            Some(b'"') => ('"', 1),
            Some(b'\\') => ('\\', 1),
            Some(b'/') => ('/', 1),
            Some(b'b') => ('\u{8}', 1),
            Some(b'f') => ('\u{c}', 1),
            Some(b'n') => ('\n', 1),
            Some(b'r') => ('\r', 1),
            Some(b't') => ('\t', 1),
            Some(b'u') => unicode(&after[1..]).map_or(('\\', 0), |(c, digits)| (c, digits + 1)),
            _ => ('\\', 0),
        };
        text.push(c);
        rest = &after[taken..];
    }
    text.push_str(rest);
    text
}

/// The character of four hexadecimal digits, or of a pair of them, and how many bytes that took.
fn unicode(text: &str) -> Option<(char, usize)> {
    let four = |at: usize| u32::from_str_radix(text.get(at..at + 4)?, 16).ok();
    let high = four(0)?;
    if let Some(c) = char::from_u32(high) {
        return Some((c, 4));
    }
    let low = text.get(4..6).filter(|mark| *mark == "\\u").and_then(|_| four(6)).filter(|low| (0xdc00..0xe000).contains(low));
    match low {
        Some(low) if high < 0xdc00 => Some((char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))?, 10)),
        // Half a pair means no character.
        _ => Some(('\u{fffd}', 4)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, Walk, items, member, members, scalar};

    #[test]
    fn values_are_as_they_were_sent() {
        let object = r#"{ "a": 1.50, "b" : "x\"\u00e9\ud83d\ude00\n", "c":[1, {"d":null}], "e": tru }"#;
        assert_eq!(member(object, "a"), Some(Value::Number("1.50")));
        assert_eq!(scalar(&member(object, "b").expect("b")).as_deref(), Some("x\"\u{e9}\u{1f600}\n"));
        assert_eq!(member(object, "c"), Some(Value::Array(r#"[1, {"d":null}]"#)));
        // What is broken ends the walk and takes nothing before it away.
        assert_eq!(members(object).count(), 3);
        assert_eq!(items("[1, \"2\", [3]]").count(), 3);
        assert_eq!(items("[]").count(), 0);
        assert!(Walk::new("{\"a\":[1}").value().is_err());
        assert!(Walk::new(&"[".repeat(1000)).value().is_err());
    }
}
