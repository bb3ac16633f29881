//! Nested objects as the rows of the files that CSV has for them. JSON gives them no id, so one is made of the owner's.

use super::cells::{PRESENT, whole};
use super::fields::Side;
use super::json::{Value, items, member, scalar};
use super::rows::Rows;
use crate::read::RestFact;
use crate::spec::TableSpec;

/// Rows of one table that come nested in those of another.
pub(super) struct SideRows {
    pub(super) side: Side,
    pub(super) spec: &'static TableSpec,
    pub(super) rows: Rows,
}

/// Takes what was met.
type Odd<'a> = &'a mut dyn FnMut(RestFact, &'static str);

impl SideRows {
    pub(super) fn new(side: Side, spec: &'static TableSpec) -> Self {
        Self { side, spec, rows: Rows::new(spec.columns.len()) }
    }

    fn set(&mut self, name: &str, text: &str) {
        if let Some(at) = self.spec.columns.iter().position(|column| column.name == name)
            && !text.is_empty()
        {
            self.rows.set(at, text);
        }
    }

    fn begin(&mut self, id: &str, owner: (&str, &str)) {
        self.rows.begin();
        self.set("sourcedId", id);
        self.set(owner.0, owner.1);
    }

    /// Adds the rows of a field of the object with the id `owner`.
    pub(super) fn add(&mut self, owner: &str, value: &Value<'_>, odd: Odd<'_>) {
        let all: Vec<Value<'_>> = match *value {
            Value::Array(list) => items(list).collect(),
            Value::Null => {
                odd(RestFact::NullForm, "null in place of nothing");
                return;
            }
            Value::Text(raw) if raw.text().is_empty() => {
                odd(RestFact::NullForm, "empty text in place of a list");
                return;
            }
            other => {
                if self.side != Side::ScoreScale {
                    odd(RestFact::FieldShape, "one value in place of a list");
                }
                vec![other]
            }
        };
        for (number, item) in all.iter().enumerate() {
            match self.side {
                Side::Resources => self.reference(owner, item, ("resource", number), "resourceSourcedId", odd),
                Side::ScoreScale => self.reference(owner, item, ("scoreScale", number), "scoreScaleSourcedId", odd),
                Side::Roles => self.role(owner, item, number, odd),
                Side::Profiles => self.profile(owner, item, number, odd),
                Side::Objectives => self.objectives(owner, item, number),
            }
        }
    }

    /// The column that names the owner: the first reference of the table.
    fn owner_column(&self) -> &'static str {
        self.spec.columns.get(3..).into_iter().flatten().find(|column| column.reference.is_some()).map_or("", |column| column.name)
    }

    fn reference(&mut self, owner: &str, item: &Value<'_>, (word, number): (&str, usize), column: &str, odd: Odd<'_>) {
        let id = match item {
            Value::Object(object) => member(object, "sourcedId").as_ref().and_then(scalar),
            other => {
                odd(RestFact::FieldShape, "a text in place of a reference");
                scalar(other)
            }
        };
        let Some(id) = id else { return odd(RestFact::ReferenceForm, "a reference without a sourcedId") };
        self.begin(&format!("{owner}.{word}.{}", number + 1), (self.owner_column(), owner));
        self.set(column, &id);
    }

    fn role(&mut self, owner: &str, item: &Value<'_>, number: usize, odd: Odd<'_>) {
        self.begin(&format!("{owner}.role.{}", number + 1), ("userSourcedId", owner));
        let Value::Object(object) = item else {
            odd(RestFact::FieldShape, "a text in place of a role");
            return self.set("role", &whole(item));
        };
        for (name, column) in [
            ("roleType", "roleType"),
            ("role", "role"),
            ("beginDate", "beginDate"),
            ("endDate", "endDate"),
            ("userProfile", "userProfileSourcedId"),
        ] {
            if let Some(value) = member(object, name) {
                self.set(column, &whole(&value));
            }
        }
        match member(object, "org") {
            Some(Value::Object(org)) => {
                let id = member(org, "sourcedId").as_ref().and_then(scalar).unwrap_or_default();
                if id.is_empty() {
                    odd(RestFact::ReferenceForm, "a reference without a sourcedId");
                }
                self.set("orgSourcedId", &id);
            }
            Some(other) => {
                odd(RestFact::FieldShape, "a text in place of a reference");
                self.set("orgSourcedId", &whole(&other));
            }
            None => {}
        }
    }

    /// One row for each credential, or one if there is none.
    fn profile(&mut self, owner: &str, item: &Value<'_>, number: usize, odd: Odd<'_>) {
        let Value::Object(object) = item else { return odd(RestFact::FieldShape, "a text in place of a profile") };
        let text = |object: &str, name: &str| member(object, name).map(|value| whole(&value).into_owned()).unwrap_or_default();
        let id = Some(text(object, "profileId")).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("{owner}.profile.{}", number + 1));
        let credentials = match member(object, "credentials") {
            Some(Value::Array(list)) => {
                items(list).filter_map(|item| if let Value::Object(one) = item { Some(one) } else { None }).collect()
            }
            _ => Vec::new(),
        };
        for at in 0..credentials.len().max(1) {
            let own = if at == 0 { id.clone() } else { format!("{id}.{}", at + 1) };
            self.begin(&own, ("userSourcedId", owner));
            for name in ["profileType", "vendorId", "applicationId", "description"] {
                self.set(name, &text(object, name));
            }
            if let Some(credential) = credentials.get(at) {
                self.set("credentialType", &text(credential, "type"));
                self.set("username", &text(credential, "username"));
                if !text(credential, "password").is_empty() {
                    self.set("password", PRESENT);
                    odd(RestFact::SecretInRow, "a password was sent");
                }
            }
        }
    }

    fn objectives(&mut self, owner: &str, item: &Value<'_>, number: usize) {
        let Value::Object(object) = item else { return };
        let source = member(object, "source").map(|value| whole(&value).into_owned()).unwrap_or_default();
        let list = member(object, "learningObjectiveIds").or_else(|| member(object, "learningObjectiveResults"));
        let Some(Value::Array(list)) = list else { return };
        for (at, objective) in items(list).enumerate() {
            self.begin(&format!("{owner}.objective.{}.{}", number + 1, at + 1), (self.owner_column(), owner));
            self.set("source", &source);
            match objective {
                Value::Object(result) => {
                    for name in ["learningObjectiveId", "score", "textScore"] {
                        if let Some(value) = member(result, name) {
                            self.set(name, &whole(&value));
                        }
                    }
                }
                other => self.set("learningObjectiveId", &whole(&other)),
            }
        }
    }
}
