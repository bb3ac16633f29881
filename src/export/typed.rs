//! Cells as typed values: a value stands for a cell alone only where the exact text can be made of it again.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::spec::{ColumnSpec, Type};

/// What the cells of a column become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    List,
    Boolean,
    Day,
    Instant,
    Integer,
    Double,
}

impl Kind {
    pub(super) const fn of(spec: Option<&ColumnSpec>) -> Self {
        let Some(spec) = spec else { return Self::Text };
        match spec.ty {
            Type::Boolean => Self::Boolean,
            Type::Date => Self::Day,
            Type::DateTime => Self::Instant,
            Type::Year | Type::Integer => Self::Integer,
            Type::Float => Self::Double,
            ty if ty.is_list() => Self::List,
            _ => Self::Text,
        }
    }

    pub(super) const fn is_typed(self) -> bool {
        !matches!(self, Self::Text | Self::List)
    }
}

/// One typed value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    Boolean(bool),
    /// Days since 1970.
    Day(i32),
    /// Milliseconds since 1970, UTC.
    Instant(i64),
    Integer(i64),
    Double(f64),
}

/// The value of a text; `None` if it is none of this kind.
pub(super) fn parse(kind: Kind, text: &str) -> Option<Value> {
    let is_number = || text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    match kind {
        Kind::Boolean => text.parse().ok().map(Value::Boolean),
        Kind::Day => text.parse::<Date>().ok().filter(|_| text.len() == 10).map(|day| Value::Day(days(day))),
        Kind::Instant => text.parse::<Timestamp>().ok().map(|at| Value::Instant(at.as_millisecond())),
        Kind::Integer => text.parse().ok().filter(|_| is_number()).map(Value::Integer),
        Kind::Double => text.parse().ok().filter(|number: &f64| is_number() && number.is_finite()).map(Value::Double),
        Kind::Text | Kind::List => None,
    }
}

fn days(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

/// True if the text can be made of the value alone.
pub(super) fn is_exact(value: Value, text: &str) -> bool {
    let mut made = String::new();
    // A text takes everything.
    let _ = match value {
        Value::Boolean(value) => write!(made, "{value}"),
        // Nothing but YYYY-MM-DD is taken for a day.
        Value::Day(_) => return true,
        Value::Instant(at) => match Timestamp::from_millisecond(at) {
            Ok(at) => write!(made, "{}", at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ")),
            Err(_) => return false,
        },
        Value::Integer(value) => write!(made, "{value}"),
        Value::Double(value) => write!(made, "{value}"),
    };
    made == text
}

#[cfg(test)]
mod tests {
    use super::{Kind, Value, is_exact, parse};

    #[test]
    fn values_are_those_of_the_text_and_say_whether_they_are_all_of_it() {
        let told = |kind, text: &str| parse(kind, text).map(|value| (value, is_exact(value, text)));
        assert_eq!(told(Kind::Day, "1970-01-02"), Some((Value::Day(1), true)));
        assert_eq!(told(Kind::Day, "1969-12-31"), Some((Value::Day(-1), true)));
        assert_eq!([told(Kind::Day, "2026-02-30"), told(Kind::Day, "2/3/2026"), told(Kind::Day, "20260203")], [None; 3]);
        assert_eq!(told(Kind::Instant, "1970-01-01T00:00:01.500Z"), Some((Value::Instant(1500), true)));
        assert_eq!(told(Kind::Instant, "1970-01-01T01:00:01+01:00"), Some((Value::Instant(1000), false)));
        assert_eq!(told(Kind::Instant, "1970-01-01"), None);
        assert_eq!(told(Kind::Integer, "2026"), Some((Value::Integer(2026), true)));
        assert_eq!(told(Kind::Integer, "07"), Some((Value::Integer(7), false)));
        assert_eq!(told(Kind::Double, "7.5"), Some((Value::Double(7.5), true)));
        assert_eq!(told(Kind::Double, "90.0"), Some((Value::Double(90.0), false)));
        assert_eq!([told(Kind::Double, "NaN"), told(Kind::Double, "inf"), told(Kind::Double, "1e999"), told(Kind::Double, "A")], [None; 4]);
        assert_eq!([told(Kind::Boolean, "TRUE"), told(Kind::Boolean, " true")], [None; 2]);
        assert_eq!(told(Kind::Boolean, "false"), Some((Value::Boolean(false), true)));
    }
}
