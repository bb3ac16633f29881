//! What a server sent, as evidence: the answer to a request, made readable, and the object of one row in it.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::archive::page_of;
use super::envelope;
use super::json::{Value, Walk, items, member, members, scalar};
use super::log::Log;

/// Spaces for each level of an object.
const INDENT: usize = 2;
/// Arrays of plain values up to so many characters stand on one line.
const ONE_LINE: usize = 80;

/// The answer to a request: from memory, else from the archive of the pull. `None` = it is no longer kept. Not for a frame.
pub fn answer_of(log: &Log, number: u32, archive: Option<&Path>) -> Option<Arc<[u8]>> {
    log.kept_body(number).or_else(|| page_of(archive?, &log.entry(number)?.file?).map(Arc::from))
}

/// JSON with one member on each line, every value as it was sent; what is no JSON stays as it is.
pub fn readable(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut out = String::with_capacity(text.len() * 2);
    let mut walk = Walk::new(&text);
    match walk.value() {
        Ok(value) if walk.peek().is_none() => {
            write_value(value, 0, &mut out);
            out
        }
        _ => text.into_owned(),
    }
}

fn write_value(value: Value<'_>, depth: usize, out: &mut String) {
    let line = |depth: usize, out: &mut String| {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', depth * INDENT));
    };
    match value {
        Value::Object(text) => {
            let mut walk = Walk::new(text);
            let mut first = true;
            if walk.enter().is_err() {
                return;
            }
            out.push('{');
            while let Ok(Some(key)) = walk.key(first) {
                if !first {
                    out.push(',');
                }
                line(depth + 1, out);
                out.push('"');
                out.push_str(key.raw());
                out.push_str("\": ");
                match walk.value() {
                    Ok(value) => write_value(value, depth + 1, out),
                    Err(_) => break,
                }
                first = false;
            }
            if !first {
                line(depth, out);
            }
            out.push('}');
        }
        Value::Array(text) if text.len() <= ONE_LINE && !text.contains(['{', '\n']) => out.push_str(text),
        Value::Array(text) => {
            out.push('[');
            let mut any = false;
            for item in items(text) {
                if any {
                    out.push(',');
                }
                any = true;
                line(depth + 1, out);
                write_value(item, depth + 1, out);
            }
            if any {
                line(depth, out);
            }
            out.push(']');
        }
        Value::Null => out.push_str("null"),
        Value::Bool(word) | Value::Number(word) => out.push_str(word),
        Value::Text(raw) => {
            out.push('"');
            out.push_str(raw.raw());
            out.push('"');
        }
    }
}

/// The object of a row in the answer that brought it, as it was sent. Also the object of an answer that holds one alone.
pub fn object_of(body: &[u8], collection: &str, sourced_id: &str) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let rows = envelope::find(&text, collection).ok()?.rows?;
    let is_it = |object: &str| member(object, "sourcedId").as_ref().and_then(scalar).is_some_and(|id| id == sourced_id);
    let mut walk = Walk::new(rows);
    match walk.value().ok()? {
        Value::Object(object) => is_it(object).then(|| object.to_owned()),
        Value::Array(list) => items(list).find_map(|item| match item {
            Value::Object(object) if is_it(object) => Some(object.to_owned()),
            _ => None,
        }),
        _ => None,
    }
}

/// The members of an object that lead elsewhere: the name of the member and the address.
pub fn hrefs(object: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |name: &str, value: &Value<'_>| {
        if let Value::Object(object) = value
            && let Some(Value::Text(href)) = member(object, "href")
        {
            let text = href.text();
            if !text.is_empty() {
                found.push((name.to_owned(), text.into_owned()));
            }
        }
    };
    for (name, value) in members(object) {
        let name: Cow<'_, str> = name;
        match value {
            Value::Array(list) => items(list).for_each(|item| add(&name, &item)),
            value => add(&name, &value),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{hrefs, object_of, readable};

    #[test]
    fn json_is_made_readable_without_another_value() {
        let sent = br#"{"b":1.50,"a":{"x":[],"y":["p","q"]},"b":"\u00e9","n":null,"o":{}}"#;
        let text = readable(sent);
        assert_eq!(
            text,
            "{\n  \"b\": 1.50,\n  \"a\": {\n    \"x\": [],\n    \"y\": [\"p\",\"q\"]\n  },\n  \"b\": \"\\u00e9\",\n  \"n\": null,\n  \"o\": {}\n}"
        );
        assert_eq!(readable(b"<html>{"), "<html>{");
        assert_eq!(readable(b"{\"a\":"), "{\"a\":");
    }

    #[test]
    fn the_object_of_a_row_and_where_it_leads() {
        let body = br#"{"orgs":[{"sourcedId":"1"},{"sourcedId":"2","parent":{"href":"https://h/orgs/1","sourcedId":"1"},"children":[{"href":"u"}]}]}"#;
        let object = object_of(body, "orgs", "2").unwrap_or_default();
        assert!(object.starts_with("{\"sourcedId\":\"2\""));
        assert_eq!(hrefs(&object), [("parent".to_owned(), "https://h/orgs/1".to_owned()), ("children".to_owned(), "u".to_owned())]);
        assert_eq!(object_of(body, "orgs", "3"), None);
    }
}
