//! Dates and times as the standard writes them: shared by the rules about them.

use jiff::civil::Date;

use crate::store::Column;

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

/// The number of a day, so that days can be compared and counted between.
pub(super) fn day_number(day: Date) -> i32 {
    // Years are counted from March, so that the day that some years lack is the last one.
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i32::from(day.day())
}

/// The numbers of the days in a column. Days in the dictionary are read once, not once per row.
pub(super) struct Days<'a> {
    column: Option<&'a Column>,
    codes: Vec<i32>,
}

impl<'a> Days<'a> {
    /// What is given where there is no day.
    pub(super) const NONE: i32 = i32::MIN;

    /// The days of a column; without a column there are none.
    pub(super) fn of(column: Option<&'a Column>) -> Self {
        let codes = column.map(|column| column.dictionary().iter().map(|(_, text)| Self::read(text)).collect());
        Self { column, codes: codes.unwrap_or_default() }
    }

    /// The day in a row, of which the dictionary code may be known.
    pub(super) fn at(&self, row: u32, code: u32) -> i32 {
        match (self.codes.get(code as usize), self.column) {
            (Some(&day), _) => day,
            (None, Some(column)) => Self::read(&column.text(row)),
            (None, None) => Self::NONE,
        }
    }

    /// True if any day of the dictionary is like this, or there are days beside it.
    pub(super) fn any_where(&self, like: impl Fn(i32) -> bool) -> bool {
        self.codes.iter().any(|&day| day != Self::NONE && like(day)) || self.column.is_some_and(|column| !column.is_coded())
    }

    /// True if the column has any day.
    pub(super) fn any(&self) -> bool {
        self.any_where(|_| true)
    }

    /// True if every day of this column is known to be before every day of the other one.
    pub(super) fn is_all_before(&self, other: &Self) -> bool {
        let last = self.codes.iter().copied().max().unwrap_or(Self::NONE);
        !self.any_where(|_| false) && !other.any_where(|day| day <= last)
    }

    /// The day in a row.
    pub(super) fn of_row(&self, row: u32) -> i32 {
        self.at(row, self.column.and_then(|column| column.code(row)).map_or(u32::MAX, u32::from))
    }

    fn read(text: &str) -> i32 {
        let of_time = || text.get(..10).filter(|_| is_utc_time(text)).and_then(day);
        day(text).or_else(of_time).map_or(Self::NONE, day_number)
    }
}

/// True for a real day, written as `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    day(text).is_some()
}

/// How a day that is not written as the standard wants it can be read: two small numbers and a year of four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The first number can only be the day.
    DayFirst,
    /// The second number can only be the day.
    MonthFirst,
    /// Both numbers can be day or month, and differ.
    Either,
    /// Both numbers are the same.
    Same,
}

impl Order {
    /// The order in which a day such as 03/04/2026 can be read; `None` if it is no such day.
    pub(super) fn of(text: &str) -> Option<Self> {
        let sign = text.chars().find(|sign| matches!(sign, '/' | '.' | '-'))?;
        let mut parts = text.split(sign);
        let (one, two, year) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.next().is_some() || !digits(one, 2) || !digits(two, 2) || !digits(year, 4) || year.len() == 3 {
            return None;
        }
        let (one, two): (u8, u8) = (one.parse().ok()?, two.parse().ok()?);
        let fits = |day: u8, month: u8| (1..=31).contains(&day) && (1..=12).contains(&month);
        match (fits(one, two), fits(two, one)) {
            (true, true) if one == two => Some(Self::Same),
            (true, true) => Some(Self::Either),
            (true, false) => Some(Self::DayFirst),
            (false, true) => Some(Self::MonthFirst),
            (false, false) => None,
        }
    }
}

/// True for a day as spreadsheets show it: 1-Sep, Sep-26, 01-Sep-2026.
pub(super) fn spreadsheet_day(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let is_month = |part: &str| MONTHS.iter().any(|month| part.eq_ignore_ascii_case(month));
    let is_number = |part: &str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(one), Some(two), None, _) => (is_number(one) && is_month(two)) || (is_month(one) && is_number(two)),
        (Some(one), Some(two), Some(three), None) => is_number(one) && is_month(two) && is_number(three),
        _ => false,
    }
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
    use jiff::civil::date;

    use super::{Order, day_number, is_date, is_utc_time, spreadsheet_day};

    #[test]
    fn days_are_numbered_one_after_the_other() {
        let mut day = date(1899, 12, 31);
        while day.year() < 2105 {
            let next = day.tomorrow().expect("a next day");
            assert_eq!(day_number(next), day_number(day) + 1, "{next}");
            day = next;
        }
    }

    #[test]
    fn other_forms_of_days_are_known() {
        assert_eq!(Order::of("03/04/2026"), Some(Order::Either));
        assert_eq!(Order::of("13/4/2026"), Some(Order::DayFirst));
        assert_eq!(Order::of("4.13.26"), Some(Order::MonthFirst));
        assert_eq!(Order::of("4/4/2026"), Some(Order::Same));
        for text in ["2026-09-01", "13/14/2026", "1/2", "1/2/3/4", "a/b/2026", ""] {
            assert_eq!(Order::of(text), None, "{text}");
        }
        assert!(spreadsheet_day("1-Sep") && spreadsheet_day("Sep-26") && spreadsheet_day("01-sep-2026"));
        assert!(!spreadsheet_day("1-2") && !spreadsheet_day("Sept-1") && !spreadsheet_day("A-Sep"));
    }

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
