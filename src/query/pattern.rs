//! Regular expressions of conditions.

use regex::{Regex, RegexBuilder};

/// A pattern made ready, or why it cannot be.
pub(super) fn pattern(pattern: &str) -> Result<Regex, String> {
    const LARGEST: usize = 1 << 20;
    RegexBuilder::new(pattern).size_limit(LARGEST).dfa_size_limit(4 * LARGEST).build().map_err(|error| reason(&error))
}

/// One line of what is wrong: the crate draws the pattern with marks under it, over several lines.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it would need too much memory".to_owned(),
        error => {
            let text = error.to_string();
            let line = text.lines().rev().find_map(|line| line.trim().strip_prefix("error: "));
            line.unwrap_or("it is no regular expression").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_is_wrong_fits_one_line() {
        assert_eq!(pattern("(").map(|_| ()), Err("unclosed group".to_owned()));
        assert_eq!(pattern("\\w{1000}{1000}").map(|_| ()), Err("it would need too much memory".to_owned()));
        assert!(pattern("^\\d+$").is_ok());
    }
}
