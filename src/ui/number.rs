//! Numbers, sizes, times and dates as the window writes them.

/// 48120 becomes "48,120".
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "1 row", "48,120 rows".
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// "312 B", "690 KB", "9.8 MB", "2.1 GB"; a kilobyte is 1000 bytes.
pub fn bytes(n: u64) -> String {
    const UNITS: [(&str, f64); 3] = [("GB", 1e9), ("MB", 1e6), ("KB", 1e3)];
    for (unit, one) in UNITS {
        let value = n as f64 / one;
        // 999,999 bytes would round up to "1000 KB".
        if value >= 0.9995 {
            let decimals = usize::from(value < 9.95 && unit != "KB");
            return format!("{value:.decimals$} {unit}");
        }
    }
    format!("{n} B")
}

/// "0.4 s", "41 s", "3 min 5 s".
pub fn seconds(s: f64) -> String {
    if s < 9.95 {
        format!("{s:.1} s")
    } else if s < 119.5 {
        format!("{s:.0} s")
    } else {
        let whole = s.round() as u64;
        format!("{} min {} s", count(whole / 60), whole % 60)
    }
}

/// "6.1 %"; nothing at all is "0 %".
pub fn percent(part: u64, whole: u64) -> String {
    if part == 0 || whole == 0 {
        return "0 %".into();
    }
    format!("{:.1} %", part as f64 / whole as f64 * 100.0)
}

/// "22 Nov 2026". A month that does not exist is written as its number.
pub fn date(year: i16, month: i8, day: i8) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = usize::try_from(month).ok().and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match name {
        Some(name) => format!("{day} {name} {year}"),
        None => format!("{day} {month} {year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_commas_and_units() {
        assert_eq!([0, 12, 999, 1_000, 48_120, 10_000_000].map(count), ["0", "12", "999", "1,000", "48,120", "10,000,000"]);
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(
            [1, 312, 1_000, 690_400, 999_999, 9_840_000, 48_000_000, 2_100_000_000].map(bytes),
            ["1 B", "312 B", "1 KB", "690 KB", "1.0 MB", "9.8 MB", "48 MB", "2.1 GB"]
        );
        assert_eq!([0.42, 41.2, 185.0].map(seconds), ["0.4 s", "41 s", "3 min 5 s"]);
        assert_eq!([percent(61, 1000), percent(0, 0)], ["6.1 %", "0 %"]);
        assert_eq!(date(2026, 11, 22), "22 Nov 2026");
    }
}
