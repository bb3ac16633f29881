//! Dates and times as the standard writes them: shared by the rules about them.

use jiff::civil::Date;

/// True for the shape `YYYY-MM-DD`.
pub(super) fn has_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10 && bytes.iter().enumerate().all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// The day that the text says, if it is one and written as `YYYY-MM-DD`.
pub(super) fn day(text: &str) -> Option<Date> {
    if !has_form(text) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()
}

/// True for a real day, written as `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    day(text).is_some()
}

/// True for a real time in UTC, written as `2012-04-23T18:25:43.511Z`, with any number of digits after the second.
pub(super) fn is_utc_time(text: &str) -> bool {
    let Some((day, time)) = text.strip_suffix('Z').and_then(|text| text.split_once('T')) else { return false };
    let (clock, fraction) = time.split_once('.').map_or((time, None), |(clock, fraction)| (clock, Some(fraction)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = clock.split(':').collect();
    let within = |part: &str, limit: u8| part.len() == 2 && digits(part) && part.parse().is_ok_and(|value: u8| value < limit);
    // A leap second is a real second.
    let clock = matches!(parts[..], [hour, minute, second] if within(hour, 24) && within(minute, 60) && within(second, 61));
    is_date(day) && clock && fraction.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_utc_time};

    #[test]
    fn only_real_days_are_dates() {
        assert!(is_date("2024-02-29") && is_date("2026-12-31"));
        for text in ["2025-02-29", "2026-13-01", "2026-1-01", "01/02/2026", "2026-01-01 ", "２０２６-01-01", ""] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn only_utc_is_a_time() {
        assert!(is_utc_time("2012-04-23T18:25:43.511Z") && is_utc_time("2012-04-23T18:25:43Z"));
        for text in [
            "2012-04-23",
            "2012-04-23T18:25:43",
            "2012-04-23T18:25:43+00:00",
            "2012-04-23T24:00:00Z",
            "2012-02-30T00:00:00Z",
            "2012-04-23T18:25:43.Z",
        ] {
            assert!(!is_utc_time(text), "{text}");
        }
    }
}
