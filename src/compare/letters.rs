//! What differs between two texts, character by character.

/// A stretch of text that both have, or one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// In both.
    Same(String),
    /// Only in the old text.
    Old(String),
    /// Only in the new text.
    New(String),
}

/// Beyond so many pairs of characters the middle is told as one.
const PAIRS: usize = 1 << 20;

/// The stretches of two texts, in order. The `Same` and `Old` ones make the old text, the `Same` and `New` ones the new text.
pub fn letters(old: &str, new: &str) -> Vec<Stretch> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let mut told = Vec::new();
    put(&mut told, Stretch::Same, &old[..start]);
    let (olds, news) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    if olds.len().saturating_mul(news.len()) <= PAIRS {
        middle(olds, news, &mut told);
    } else {
        put(&mut told, Stretch::Old, olds);
        put(&mut told, Stretch::New, news);
    }
    put(&mut told, Stretch::Same, &old[old.len() - end..]);
    told
}

/// By the longest common subsequence.
fn middle(old: &[char], new: &[char], told: &mut Vec<Stretch>) {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for at in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            lengths[at * width + other] = if old[at] == new[other] {
                lengths[(at + 1) * width + other + 1] + 1
            } else {
                lengths[(at + 1) * width + other].max(lengths[at * width + other + 1])
            };
        }
    }
    let (mut at, mut other) = (0, 0);
    while at < old.len() || other < new.len() {
        if at < old.len() && other < new.len() && old[at] == new[other] {
            put(told, Stretch::Same, &old[at..=at]);
            (at, other) = (at + 1, other + 1);
        } else if at < old.len() && (other == new.len() || lengths[(at + 1) * width + other] >= lengths[at * width + other + 1]) {
            put(told, Stretch::Old, &old[at..=at]);
            at += 1;
        } else {
            put(told, Stretch::New, &new[other..=other]);
            other += 1;
        }
    }
}

/// Adds characters, to the last stretch if it is of the same kind.
fn put(told: &mut Vec<Stretch>, kind: fn(String) -> Stretch, characters: &[char]) {
    if characters.is_empty() {
        return;
    }
    let more: String = characters.iter().collect();
    match (told.last_mut(), kind(String::new())) {
        (Some(Stretch::Same(text)), Stretch::Same(_))
        | (Some(Stretch::Old(text)), Stretch::Old(_))
        | (Some(Stretch::New(text)), Stretch::New(_)) => {
            text.push_str(&more);
        }
        _ => told.push(kind(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Stretch, letters};

    #[test]
    fn the_stretches_make_both_texts() {
        for (old, new) in [("", ""), ("a", ""), ("", "ß"), ("Zoë Ng", "Zoe Nguyen"), ("abcabc", "cabbac"), ("same", "same")] {
            let told = letters(old, new);
            let side = |is_old: bool| -> String {
                told.iter()
                    .map(|stretch| match stretch {
                        Stretch::Same(text) => text.as_str(),
                        Stretch::Old(text) => {
                            if is_old {
                                text
                            } else {
                                ""
                            }
                        }
                        Stretch::New(text) => {
                            if is_old {
                                ""
                            } else {
                                text
                            }
                        }
                    })
                    .collect()
            };
            assert_eq!((side(true).as_str(), side(false).as_str()), (old, new));
        }
        let (same, old, new) = (|t: &str| Stretch::Same(t.into()), |t: &str| Stretch::Old(t.into()), |t: &str| Stretch::New(t.into()));
        assert_eq!(letters("Jon", "John"), [same("Jo"), new("h"), same("n")]);
        assert_eq!(letters("cat", "cart"), [same("ca"), new("r"), same("t")]);
        assert_eq!(letters("ab", "cd"), [old("ab"), new("cd")]);
    }
}
