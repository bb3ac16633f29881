//! Rows in the shape of the REST binding: its field names, references as objects, lists as arrays, metadata as an object.
//! A cell that has no such shape stands there as its text, so that nothing is lost.

use std::io::{self, Write};

use super::csv_rows::View;
use crate::job::Watch;
use crate::read::ColumnMeaning;
use crate::spec::{Reference, Table, Type, Version};
use crate::store::Column;

/// How a table becomes objects.
pub(super) struct Objects<'a> {
    view: View<'a>,
    fields: Vec<Field<'a>>,
    metadata: Vec<Field<'a>>,
}

struct Field<'a> {
    /// The name as JSON, with its colon.
    key: String,
    column: &'a Column,
    shape: Shape,
}

#[derive(Clone, Copy)]
enum Shape {
    Text,
    Number,
    Boolean,
    Texts,
    Reference(Reference),
    References(Reference),
    Pairs(&'static str, &'static str),
}

impl<'a> Objects<'a> {
    /// Objects of the rows of a view.
    pub(super) fn of(view: View<'a>, version: Version) -> Self {
        let (mut fields, mut metadata, mut names) = (Vec::new(), Vec::new(), Vec::new());
        for column in view.columns.iter().filter_map(|&at| view.data.columns().get(usize::from(at))) {
            let below = matches!(column.meaning(), ColumnMeaning::Metadata).then(|| column.name().get("metadata.".len()..)).flatten();
            let name = below.map_or_else(|| field_name(column), |name| format!("metadata.{name}"));
            let before = names.iter().filter(|other| **other == name).count();
            let shown = below.map_or_else(|| name.clone(), str::to_owned);
            let shown = if before == 0 { shown } else { format!("{shown}#{}", before + 1) };
            names.push(name);
            let field = Field { key: format!("{}:", quoted(&shown)), column, shape: shape(column, version) };
            if below.is_some() { metadata.push(field) } else { fields.push(field) }
        }
        Self { view, fields, metadata }
    }

    /// Writes the object of each row, with `between` before each but the first; false if it was stopped.
    pub(super) fn write(&self, out: &mut dyn Write, between: &[u8], watch: &Watch) -> io::Result<bool> {
        const STRIDE: u32 = 4096;
        let mut object = Vec::new();
        for position in 0..self.view.rows.len() {
            if position % STRIDE == 0 {
                if watch.is_cancelled() {
                    return Ok(false);
                }
                watch.add(u64::from(STRIDE.min(self.view.rows.len() - position)));
            }
            let Some(row) = self.view.rows.row(position) else { continue };
            object.clear();
            if position > 0 {
                object.extend_from_slice(between);
            }
            self.object(row, &mut object);
            out.write_all(&object)?;
        }
        Ok(true)
    }

    /// The object of one row.
    pub(super) fn object(&self, row: u32, out: &mut Vec<u8>) {
        out.push(b'{');
        let before = out.len();
        members(&self.fields, row, before, out);
        let at = out.len();
        members(&self.metadata, row, at, out);
        if out.len() > at {
            let comma = if at > before { "," } else { "" };
            out.splice(at..at, format!("{comma}\"metadata\":{{").into_bytes());
            out.push(b'}');
        }
        out.push(b'}');
    }
}

/// Members for the cells that hold something: a blank one says nothing, as in the CSV binding.
fn members(fields: &[Field<'_>], row: u32, begin: usize, out: &mut Vec<u8>) {
    for field in fields {
        let text = field.column.text(row);
        if text.is_empty() {
            continue;
        }
        if out.len() > begin {
            out.push(b',');
        }
        out.extend_from_slice(field.key.as_bytes());
        value(field.shape, &text, out);
    }
}

fn value(shape: Shape, text: &str, out: &mut Vec<u8>) {
    match shape {
        Shape::Boolean if text == "true" || text == "false" => out.extend_from_slice(text.as_bytes()),
        Shape::Number if is_json_number(text) => out.extend_from_slice(text.as_bytes()),
        Shape::Texts => array(text.split(','), out, string),
        Shape::Reference(to) => reference(to, text, out),
        Shape::References(to) => array(text.split(','), out, |id, out| reference(to, id, out)),
        Shape::Pairs(left, right) => match pairs(text) {
            Some(pairs) => array(pairs.into_iter(), out, |(one, other), out| {
                out.extend_from_slice(format!("{{\"{left}\":{},\"{right}\":{}}}", quoted(one), quoted(other)).as_bytes());
            }),
            None => string(text, out),
        },
        Shape::Text | Shape::Boolean | Shape::Number => string(text, out),
    }
}

fn array<T>(items: impl Iterator<Item = T>, out: &mut Vec<u8>, write: impl Fn(T, &mut Vec<u8>)) {
    out.push(b'[');
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(b']');
}

/// A reference: the id, what it leads to, and an address below the root of an endpoint, which a file does not know.
fn reference(to: Reference, id: &str, out: &mut Vec<u8>) {
    let href: String =
        id.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            })
            .collect();
    let href = format!("{}/{href}", to.table.name());
    out.extend_from_slice(format!("{{\"href\":\"{href}\",\"sourcedId\":{},\"type\":\"{}\"}}", quoted(id), one_of(to.table)).as_bytes());
}

fn string(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(quoted(text).as_bytes());
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The items of `{left:right},{left:right}`, if the text is nothing else.
fn pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    inner.split("},{").map(|item| item.split_once(':').filter(|_| !item.contains(['{', '}']))).collect()
}

fn is_json_number(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    plain && serde_json::from_str::<serde_json::Number>(text).is_ok()
}

/// The field of the REST object, else the column's name as a field would be called.
fn field_name(column: &Column) -> String {
    let Some(spec) = column.spec() else { return column.name().to_owned() };
    if let Some(name) = spec.rest {
        return name.to_owned();
    }
    match (spec.name.strip_suffix("SourcedIds"), spec.name.strip_suffix("SourcedId")) {
        (Some(name), _) => format!("{name}s"),
        (_, Some(name)) if !name.is_empty() => name.to_owned(),
        _ => spec.name.to_owned(),
    }
}

fn shape(column: &Column, version: Version) -> Shape {
    let Some(spec) = column.spec() else { return Shape::Text };
    match (spec.ty, spec.reference) {
        (Type::GuidRef, Some(to)) => Shape::Reference(to),
        (Type::GuidRefList, Some(to)) => Shape::References(to),
        (Type::TextList | Type::EnumList(_), _) => Shape::Texts,
        (Type::TypedIdList, _) => Shape::Pairs("type", "identifier"),
        (Type::MappingList, _) => Shape::Pairs("itemValueLHS", "itemValueRHS"),
        (Type::Integer | Type::Float, _) => Shape::Number,
        // 1.2 declares the words as text.
        (Type::Boolean, _) if !version.is_1_2() => Shape::Boolean,
        _ => Shape::Text,
    }
}

/// What a reference into a table calls its target.
const fn one_of(table: Table) -> &'static str {
    match table {
        Table::Orgs => "org",
        Table::AcademicSessions => "academicSession",
        Table::Users => "user",
        Table::UserProfiles => "userProfile",
        Table::Courses => "course",
        Table::Classes => "class",
        Table::Resources => "resource",
        Table::Categories => "category",
        Table::ScoreScales => "scoreScale",
        Table::LineItems => "lineItem",
        Table::Results => "result",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_json_number, pairs};

    #[test]
    fn what_has_no_shape_stays_text() {
        assert_eq!(pairs("{LDAP:a},{AD:b:c}"), Some(vec![("LDAP", "a"), ("AD", "b:c")]));
        assert_eq!([pairs("LDAP:a"), pairs("{a}"), pairs("{a:b},c"), pairs("{a:b},{}")], [None, None, None, None]);
        assert_eq!(["7", "7.50", "-1e3"].map(is_json_number), [true; 3]);
        assert_eq!(["07", "+7", " 7", "7.", "NaN", ""].map(is_json_number), [false; 6]);
    }
}
