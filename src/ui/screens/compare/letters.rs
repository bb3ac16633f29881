//! Two values in one text: what both have stands once, and what one of them has is marked.

use std::borrow::Cow;

use crate::compare::{Stretch, letters};
use crate::ui::grid::{ChangePiece, ChangeView, Content};
use crate::ui::widgets::text;

/// Longer values stand beside each other; nobody reads single letters in them.
const LONGEST: usize = 300;

/// What a cell shows whose value was another one before.
pub(super) fn change(old: String, new: String) -> Content<'static> {
    let pieces = pieces(&old, &new);
    Content::Change(ChangeView { old: Cow::Owned(old), new: Cow::Owned(new), pieces })
}

/// The pieces of both; none where they have less than half in common, or run from right to left.
pub(super) fn pieces(old: &str, new: &str) -> Vec<ChangePiece> {
    let (olds, news) = (old.chars().count(), new.chars().count());
    let is_plain = |text: &str| matches!(text::display(text), Cow::Borrowed(_));
    if olds.max(news) > LONGEST || !is_plain(old) || !is_plain(new) {
        return Vec::new();
    }
    let told = letters(old, new);
    let same: usize = told.iter().map(|stretch| if let Stretch::Same(text) = stretch { text.chars().count() } else { 0 }).sum();
    // Many small pieces are harder to read than the two values.
    if same * 2 < olds.max(news) || same < 3 || told.len() > 7 {
        return Vec::new();
    }
    let piece = |stretch| match stretch {
        Stretch::Same(text) => ChangePiece { text, is_new: None },
        Stretch::Old(text) => ChangePiece { text, is_new: Some(false) },
        Stretch::New(text) => ChangePiece { text, is_new: Some(true) },
    };
    told.into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn values_with_much_in_common_stand_in_one_text() {
        let told: Vec<_> =
            pieces("a.haddad@x.example", "ahaddad29@x.example").into_iter().map(|piece| (piece.text, piece.is_new)).collect();
        let same = |text: &str| (text.to_owned(), None);
        assert_eq!(told, [same("a"), (".".to_owned(), Some(false)), same("haddad"), ("29".to_owned(), Some(true)), same("@x.example")]);
        assert!(pieces("08", "09").is_empty(), "short values stand beside each other");
        assert!(pieces("Ada", "Grace Hopper").is_empty());
        assert!(pieces("", "new").is_empty());
        assert!(pieces("שלום עולם", "שלום עולמ").is_empty(), "letters that run from right to left are not cut apart");
    }
}
