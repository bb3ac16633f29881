//! Passwords in answers: they are told of as present, and kept nowhere.

use std::borrow::Cow;

use super::cells::PRESENT;
use super::json::{Value, Walk};

/// The page with every password replaced: those are not kept, not even for evidence.
pub(super) fn without_passwords(body: &[u8]) -> Cow<'_, [u8]> {
    let Ok(text) = std::str::from_utf8(body) else { return Cow::Borrowed(body) };
    let lower = text.to_ascii_lowercase();
    let (mut kept, mut done) = (String::new(), 0);
    for (at, _) in lower.match_indices("password\"") {
        let after = at + "password\"".len();
        let mut walk = Walk::new(&text[after..]);
        if at < done || !walk.take(b':') {
            continue;
        }
        walk.peek();
        let start = after + walk.at();
        match walk.value() {
            Ok(Value::Null) | Err(_) => {}
            Ok(Value::Text(raw)) if raw.text().is_empty() => {}
            Ok(_) => {
                kept.push_str(&text[done..start]);
                kept.push_str(&format!("\"{PRESENT}\""));
                done = after + walk.at();
            }
        }
    }
    if done == 0 {
        return Cow::Borrowed(body);
    }
    kept.push_str(&text[done..]);
    Cow::Owned(kept.into_bytes())
}
