//! What stands in place of personal text while somebody else looks: invented names and dots, the same for the same text.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::spec::{ColumnSpec, Privacy};

/// How personal text is covered. Under one key the same text has always the same cover, so that walks can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    key: u64,
}

/// What stands in place of the text of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stead {
    /// An invented name.
    Name,
    /// An invented address that leads nowhere.
    Email,
    /// An invented name of an account, or another code of a person.
    Code,
    /// Dots.
    Dots,
}

/// What is shown in place of text that is only masked.
pub const DOTS: &str = "•••••••";

const HEADS: [&str; 16] =
    ["Vel", "Tor", "Zan", "Quin", "Bram", "Jev", "Kol", "Wes", "Yar", "Hul", "Pim", "Rud", "Fen", "Gos", "Lur", "Nev"];
const LINKS: [&str; 8] = ["a", "o", "i", "e", "u", "ar", "il", "on"];
const TAILS: [&str; 16] = ["bik", "dax", "fro", "gul", "lom", "mex", "nov", "pru", "quo", "riz", "sul", "tev", "vin", "wok", "zel", "yot"];

impl Stead {
    /// By the privacy class that the standard's columns have. What the standard does not know may hold anything.
    pub(super) fn of(spec: Option<&ColumnSpec>) -> Option<Self> {
        let Some(spec) = spec else { return Some(Self::Dots) };
        match spec.privacy {
            Privacy::Open => None,
            // Keys and references hold relations together and say nothing of a person.
            Privacy::Identifier if spec.reference.is_some() || spec.name == "sourcedId" => None,
            Privacy::Identifier => Some(Self::Code),
            Privacy::Personal if spec.name.ends_with("Name") => Some(Self::Name),
            Privacy::Personal if spec.name == "email" => Some(Self::Email),
            Privacy::Personal | Privacy::Sensitive | Privacy::Secret => Some(Self::Dots),
        }
    }
}

impl Cover {
    /// Covers made under this key. Whoever knows it can tell whether a text is behind a cover.
    pub const fn with(key: u64) -> Self {
        Self { key }
    }

    /// What is shown for a text of the column; nothing for nothing, and the text itself where it says nothing of a person.
    pub fn text(self, spec: Option<&ColumnSpec>, text: &str) -> String {
        Stead::of(spec).map_or_else(|| text.to_owned(), |stead| self.over(stead, text))
    }

    /// True if text of this column is covered.
    pub fn covers(spec: Option<&ColumnSpec>) -> bool {
        Stead::of(spec).is_some()
    }

    pub(super) fn over(self, stead: Stead, text: &str) -> String {
        if text.trim().is_empty() {
            return text.to_owned();
        }
        let mut number = self.number(text);
        match stead {
            Stead::Name => name(&mut number, text.chars().count()),
            Stead::Email => {
                let (one, two) = (name(&mut number, 0), name(&mut number, 0));
                format!("{one}.{two}@example.org").to_lowercase()
            }
            Stead::Code => format!("{}{:03}", name(&mut number, 0).to_lowercase(), number % 1000),
            Stead::Dots => DOTS.to_owned(),
        }
    }

    fn number(self, text: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.key.hash(&mut hasher);
        text.hash(&mut hasher);
        hasher.finish()
    }
}

/// About as long as what it stands for.
fn name(number: &mut u64, length: usize) -> String {
    let mut next = |among: usize| {
        let at = *number % among as u64;
        *number /= among as u64;
        at as usize
    };
    let mut name = format!("{}{}{}", HEADS[next(16)], LINKS[next(8)], TAILS[next(16)]);
    if length > 9 {
        name.push_str(LINKS[next(8)]);
        name.push_str(TAILS[next(16)]);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{Cover, DOTS, Stead};

    #[test]
    fn the_same_text_has_the_same_cover_and_no_text_shines_through() {
        let cover = Cover::with(7);
        assert_eq!(cover.over(Stead::Name, "Amara"), cover.over(Stead::Name, "Amara"));
        assert_ne!(cover.over(Stead::Name, "Amara"), cover.over(Stead::Name, "Amira"));
        assert_ne!(cover.over(Stead::Name, "Amara"), Cover::with(8).over(Stead::Name, "Amara"));
        assert_eq!(cover.over(Stead::Dots, "2011-04-02"), DOTS);
        assert_eq!(cover.over(Stead::Dots, ""), "");
        assert!(cover.over(Stead::Email, "amara@school.org").ends_with("@example.org"));
    }
}
