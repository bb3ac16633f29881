//! One JSON value as the text of one cell: exact where the form is right, kept as sent and noted where it is not.

use std::borrow::Cow;

use super::fields::{is_cut_to_day, reference_words};
use super::json::{Value, items, member, scalar};
use super::rows::{Form, Rows};
use crate::read::RestFact;
use crate::spec::{ColumnSpec, Privacy, Table, Type, Version};

/// Takes what was met at a field.
pub(super) type Odd<'a> = &'a mut dyn FnMut(RestFact, &'static str);

/// The column that a cell is in.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) table: Table,
    pub(super) version: Version,
    pub(super) at: usize,
    pub(super) column: &'static ColumnSpec,
}

/// What a password is replaced by.
pub(super) const PRESENT: &str = "present";

/// Writes a value into its cell and says what it was.
pub(super) fn put(place: Place, value: &Value<'_>, rows: &mut Rows, odd: Odd<'_>) -> Form {
    if place.column.privacy == Privacy::Secret {
        let filled = scalar(value).is_some_and(|text| !text.is_empty()) || matches!(value, Value::Array(_) | Value::Object(_));
        if filled {
            rows.set(place.at, PRESENT);
            odd(RestFact::SecretInRow, "a password was sent");
        }
        return form(value);
    }
    if matches!(value, Value::Null) {
        odd(RestFact::NullForm, "null in place of nothing");
        return Form::Null;
    }
    match place.column.ty {
        Type::GuidRef => one_reference(place, value, rows, odd),
        Type::GuidRefList => references(place, value, rows, odd),
        Type::TextList | Type::EnumList(_) => texts(place, value, rows, odd),
        Type::TypedIdList => pairs(place, value, ("type", "identifier"), rows, odd),
        Type::MappingList => pairs(place, value, ("itemValueLHS", "itemValueRHS"), rows, odd),
        // The key of demographics refers to a user and is a plain text all the same.
        _ => plain(place, value, rows, odd),
    }
    form(value)
}

fn form(value: &Value<'_>) -> Form {
    match value {
        Value::Null => Form::Null,
        Value::Text(_) => Form::Text,
        Value::Number(_) => Form::Number,
        Value::Bool(_) => Form::Boolean,
        Value::Array(_) => Form::List,
        Value::Object(_) => Form::Object,
    }
}

fn plain(place: Place, value: &Value<'_>, rows: &mut Rows, odd: Odd<'_>) {
    match value {
        Value::Text(raw) => text(place, &raw.text(), rows, odd),
        Value::Bool(word) => {
            if place.column.ty != Type::Boolean {
                odd(RestFact::FieldShape, "a truth value in place of a text");
            } else if place.version.is_1_2() {
                odd(RestFact::BooleanForm, "real truth values, where 1.2 declares text");
            }
            rows.set(place.at, word);
        }
        Value::Number(number) => {
            if !matches!(place.column.ty, Type::Float | Type::Integer) {
                odd(RestFact::NumberForText, "a number in place of a text");
            }
            rows.set(place.at, number);
        }
        Value::Array(list) => {
            odd(RestFact::FieldShape, "a list in place of one value");
            rows.join(place.at, items(list).map(|item| whole(&item).into_owned()));
        }
        Value::Object(object) => {
            odd(RestFact::FieldShape, "an object in place of one value");
            rows.set(place.at, object);
        }
        Value::Null => {}
    }
}

fn text(place: Place, text: &str, rows: &mut Rows, odd: Odd<'_>) {
    let ty = place.column.ty;
    if text.eq_ignore_ascii_case("null") {
        odd(RestFact::NullForm, "the word NULL in place of nothing");
    } else if text.is_empty() && matches!(ty, Type::Date | Type::DateTime | Type::Guid | Type::Boolean) {
        odd(RestFact::NullForm, "empty text in place of nothing");
    } else if ty == Type::Boolean && !place.version.is_1_2() {
        odd(RestFact::BooleanForm, "text in place of true and false");
    } else if ty == Type::Boolean && text != "true" && text != "false" {
        odd(RestFact::BooleanForm, "another text than true and false");
    }
    if ty == Type::DateTime && !text.is_empty() && !is_instant(text) {
        odd(RestFact::DateForm, "not in the form 2026-09-01T08:00:00.000Z");
    }
    if ty == Type::Date && text.len() > 10 && is_day(&text[..text.floor_char_boundary(10)]) {
        if is_cut_to_day(place.table, place.column) {
            if !text[10..].starts_with("T00:00:00") {
                odd(RestFact::NotInCsv, "the time of the day");
            }
            return rows.set(place.at, &text[..10]);
        }
        odd(RestFact::DateForm, "a time where a day belongs");
    } else if ty == Type::Date && !text.is_empty() && !is_day(text) {
        odd(RestFact::DateForm, "not in the form 2026-09-01");
    }
    rows.set(place.at, text);
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

fn is_instant(text: &str) -> bool {
    text.is_char_boundary(10) && text.len() >= 20 && is_day(&text[..10]) && text.as_bytes()[10] == b'T' && text.ends_with('Z')
}

/// The id that a reference names.
fn id_of<'a>(place: Place, value: &Value<'a>, odd: Odd<'_>) -> Option<Cow<'a, str>> {
    match value {
        Value::Object(object) => {
            let id = member(object, "sourcedId").as_ref().and_then(scalar).filter(|id| !id.is_empty());
            if id.is_none() {
                odd(RestFact::ReferenceForm, "a reference without a sourcedId");
            }
            let words = place.column.reference.map_or(&[][..], |reference| reference_words(reference.table));
            let ty = member(object, "type").as_ref().and_then(scalar);
            if ty.as_ref().is_some_and(|ty| !words.is_empty() && !words.contains(&&**ty)) {
                odd(RestFact::ReferenceForm, "a reference of another type");
            }
            if matches!(member(object, "sourcedId"), Some(Value::Number(_))) {
                odd(RestFact::NumberForText, "a number in place of a sourcedId");
            }
            id
        }
        Value::Text(raw) => {
            let text = raw.text();
            if text.is_empty() {
                odd(RestFact::NullForm, "empty text in place of a reference");
                return None;
            }
            odd(RestFact::FieldShape, "a text in place of a reference");
            Some(text)
        }
        Value::Number(number) => {
            odd(RestFact::NumberForText, "a number in place of a reference");
            Some(Cow::Borrowed(number))
        }
        Value::Null => None,
        Value::Bool(_) | Value::Array(_) => {
            odd(RestFact::FieldShape, "something else in place of a reference");
            Some(whole(value))
        }
    }
}

fn one_reference(place: Place, value: &Value<'_>, rows: &mut Rows, odd: Odd<'_>) {
    if let Value::Array(list) = value {
        odd(RestFact::FieldShape, "a list in place of one reference");
        rows.join(place.at, items(list).filter_map(|item| id_of(place, &item, odd)));
    } else if let Some(id) = id_of(place, value, odd) {
        rows.set(place.at, &id);
    }
}

fn references(place: Place, value: &Value<'_>, rows: &mut Rows, odd: Odd<'_>) {
    match value {
        Value::Array(list) => {
            rows.join(place.at, items(list).filter_map(|item| id_of(place, &item, odd)));
        }
        _ => {
            if matches!(value, Value::Object(_)) {
                odd(RestFact::FieldShape, "one reference in place of a list");
            }
            if let Some(id) = id_of(place, value, odd) {
                rows.set(place.at, &id);
            }
        }
    }
}

fn texts(place: Place, value: &Value<'_>, rows: &mut Rows, odd: Odd<'_>) {
    match value {
        Value::Array(list) => {
            let mut commas = false;
            rows.join(
                place.at,
                items(list).map(|item| {
                    let text = whole(&item).into_owned();
                    commas |= text.contains(',');
                    text
                }),
            );
            if commas {
                odd(RestFact::NotInCsv, "a comma in an item of a list");
            }
        }
        Value::Text(raw) => {
            let text = raw.text();
            if text.is_empty() {
                odd(RestFact::NullForm, "empty text in place of a list");
            } else if place.column.name != "periods" && place.table != Table::Resources {
                odd(RestFact::FieldShape, "a text in place of a list");
            }
            rows.set(place.at, &text);
        }
        _ => {
            odd(RestFact::FieldShape, "something else in place of a list");
            rows.set(place.at, &whole(value));
        }
    }
}

fn pairs(place: Place, value: &Value<'_>, (left, right): (&str, &str), rows: &mut Rows, odd: Odd<'_>) {
    let Value::Array(list) = value else {
        let text = whole(value);
        let (fact, words) = if text.is_empty() {
            (RestFact::NullForm, "empty text in place of a list")
        } else {
            (RestFact::FieldShape, "something else in place of a list")
        };
        odd(fact, words);
        return rows.set(place.at, &text);
    };
    let mut inexpressible = false;
    let texts = items(list).map(|item| {
        let Value::Object(object) = item else { return whole(&item).into_owned() };
        let part = |name: &str| member(object, name).as_ref().and_then(scalar).unwrap_or_default().into_owned();
        let (left, right) = (part(left), part(right));
        inexpressible |= left.contains([':', '}', ',']) || right.contains(['}', ',']);
        format!("{{{left}:{right}}}")
    });
    rows.join(place.at, texts);
    if inexpressible {
        odd(RestFact::NotInCsv, "a colon, comma or brace in a pair");
    }
}

/// A scalar as it is meant, anything else as it was sent.
pub(super) fn whole<'a>(value: &Value<'a>) -> Cow<'a, str> {
    match *value {
        Value::Array(text) | Value::Object(text) => Cow::Borrowed(text),
        Value::Null => Cow::Borrowed(""),
        _ => scalar(value).unwrap_or_default(),
    }
}
