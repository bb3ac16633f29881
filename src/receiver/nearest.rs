//! The name that was meant, when one is not known.

/// The known name that is nearest, if it is near at all.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.into_iter().map(|other| (distance(name, other), other)).min()?;
    (near.0 <= 1 + name.len() / 3).then_some(near.1)
}

/// How alike two names are: the number of letters to change, add or remove.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (to, &d) in other.iter().enumerate() {
            let changed = corner + usize::from(c != d);
            corner = row[to + 1];
            row[to + 1] = changed.min(row[to] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn near_names_are_near() {
        assert_eq!(distance("date-format", "date-fromat"), 2);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(nearest("clevr", ["apple", "clever"]), Some("clever"));
        assert_eq!(nearest("x", ["apple", "clever"]), None);
    }
}
