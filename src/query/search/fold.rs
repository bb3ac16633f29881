//! Text without case and accents.

use nucleo_matcher::chars::normalize;

/// The text in lower case and without accents.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).map(normalize).collect()
}

/// An accent that stands behind its letter as a character of its own.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_fall_off_however_they_are_written() {
        assert_eq!(fold("GarcÍa Núñez"), "garcia nunez");
        assert_eq!(fold("Garci\u{301}a"), "garcia");
        assert_eq!(fold("Łukasz Żółć"), "lukasz zolc");
        assert_eq!(fold("İpek"), "ipek");
        assert_eq!(fold("田中 さくら"), "田中 さくら");
        assert_eq!(fold("ДМИТРО"), "дмитро");
    }
}
