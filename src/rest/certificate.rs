//! When a certificate ends: the one thing of it that is told.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The end of a certificate in DER form, and its day in words.
pub(super) fn ends(certificate: &[u8]) -> Option<(Timestamp, String)> {
    let (_, whole, _) = element(certificate)?;
    let (_, mut rest, _) = element(whole)?;
    // An explicit version may come first; then serial number, algorithm and issuer stand before the times.
    let (tag, _, after) = element(rest)?;
    if tag == 0xa0 {
        rest = after;
    }
    for _ in 0..3 {
        rest = element(rest)?.2;
    }
    let (_, times, _) = element(rest)?;
    let (_, _, after) = element(times)?;
    let (tag, text, _) = element(after)?;
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    // Two digits of a year mean 1950 to 2049.
    let full = if tag == 0x17 { format!("{}{text}", if text.get(..2)? < "50" { "20" } else { "19" }) } else { text.to_owned() };
    let time = DateTime::strptime("%Y%m%d%H%M%S", &full).ok()?;
    let at = TimeZone::UTC.to_timestamp(time).ok()?;
    Some((at, time.date().to_string()))
}

/// Tag, content, and what follows.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, mut rest) = rest.split_first()?;
    let mut length = usize::from(first);
    if first >= 0x80 {
        let digits = usize::from(first & 0x7f);
        if digits > 4 {
            return None;
        }
        length = rest.get(..digits)?.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        rest = &rest[digits..];
    }
    Some((tag, rest.get(..length)?, &rest[length..]))
}
