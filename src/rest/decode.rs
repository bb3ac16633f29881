//! Objects of a page as rows of tables, without loss: unknown fields become columns, and every oddity is noted.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::cells::{self, Place, whole};
use super::collection::Only;
use super::fields::{self, Field, Goes};
use super::json::{Fault, Raw, Value, Walk, members};
use super::notes::Notes;
use super::rows::{Form, Forms, Rows};
use super::side_rows::SideRows;
use crate::read::{Header, HeaderColumn, RestFact};
use crate::spec::{Table, TableSpec, Version};

/// Columns beyond the standard that are made; further fields are noted only.
const MOST_BEYOND: usize = 200;

/// Turns the objects of one collection into rows.
pub(super) struct Decoder {
    spec: &'static TableSpec,
    version: Version,
    /// The columns of the main table; it grows with what is sent beyond the standard.
    pub(super) header: Header,
    fields: HashMap<String, Field>,
    /// Names in the order in which the last object had them: the next one will have them likewise.
    order: Vec<(String, Field)>,
    key: usize,
    status: Option<usize>,
    pub(super) rows: Rows,
    pub(super) sides: Vec<SideRows>,
    forms: Vec<Forms>,
    row_forms: Vec<Form>,
    /// The id of each row so far, and what the object was; both as hashes.
    seen: HashMap<u64, Seen, foldhash::fast::RandomState>,
    odd: BTreeMap<(RestFact, String, &'static str), u64>,
    beyond: usize,
    /// The page with which the present list began.
    list_start: u32,
    sieve: Sieve,
}

/// What rows of a list have to be.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    /// Only these rows are wanted: others are left out on our side too.
    pub(super) only: Only,
    /// The list promises one of these words in this column.
    pub(super) promised: Option<(&'static str, &'static [&'static str])>,
}

#[derive(Clone, Copy)]
struct Seen {
    object: u32,
    page: u32,
}

/// What a page brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageRows {
    /// Objects in it.
    pub objects: u32,
    /// Rows that were not there before.
    pub new_ids: u32,
    /// Rows that an earlier page had, exactly alike.
    pub again: u32,
    /// Rows that an earlier page had, with other content.
    pub changed: u32,
    /// Rows that another list of the same table had already.
    pub elsewhere: u32,
    /// Rows that were not asked for, and are left out.
    pub outside: u32,
    /// Rows that the list should not hold.
    pub mixed: u32,
    /// Rows that are to be deleted.
    pub deleted: u32,
    /// Hashes of the first and last id, and of all in between.
    pub print: (u64, u64, u64),
    /// True if the ids were in ascending order.
    pub ascending: bool,
}

impl Decoder {
    pub(super) fn new(table: Table, version: Version) -> Option<Self> {
        let spec = version.spec().table(table)?;
        let at = |name: &str| spec.columns.iter().position(|column| column.name == name);
        Some(Self {
            spec,
            version,
            header: Header::of(spec, version),
            fields: fields::fields(spec, version),
            order: Vec::new(),
            key: at("sourcedId")?,
            status: at("status"),
            rows: Rows::new(spec.columns.len()),
            sides: fields::sides(table, version).into_iter().map(|(side, spec)| SideRows::new(side, spec)).collect(),
            forms: vec![Forms::default(); spec.columns.len()],
            row_forms: Vec::new(),
            seen: HashMap::default(),
            odd: BTreeMap::new(),
            beyond: 0,
            list_start: 0,
            sieve: Sieve::default(),
        })
    }

    pub(super) const fn spec(&self) -> &'static TableSpec {
        self.spec
    }

    /// The pages from this one on are those of another list.
    pub(super) fn begin_list(&mut self, page: u32, sieve: Sieve) {
        self.list_start = page;
        self.sieve = sieve;
    }

    pub(super) fn forms(&self) -> &[Forms] {
        &self.forms
    }

    /// Decodes the rows of a page: an array of objects, or one object. What stands before a fault is kept.
    pub(super) fn page(&mut self, rows: &str, page: u32, notes: &Notes) -> (PageRows, Option<Fault>) {
        let mut found = PageRows { ascending: true, ..PageRows::default() };
        let fault = self.objects(rows, page, &mut found).err();
        self.tell(page, notes);
        (found, fault)
    }

    fn objects(&mut self, rows: &str, page: u32, found: &mut PageRows) -> Result<(), Fault> {
        let mut walk = Walk::new(rows);
        let alone = !walk.take(b'[');
        let mut last_id = String::new();
        let mut first = true;
        loop {
            if alone && !first || !alone && walk.take(b']') {
                return Ok(());
            }
            if !first && !walk.take(b',') {
                return Err(Fault(walk.at()));
            }
            first = false;
            if walk.peek() != Some(b'{') {
                walk.value()?;
                found.objects += 1;
                self.odd(RestFact::BrokenRow, "", "something else than an object in the list");
                continue;
            }
            let before = walk.at();
            let mark = (self.rows.mark(), self.sides.iter().map(|side| side.rows.mark()).collect::<Vec<_>>());
            if let Err(fault) = self.object(&mut walk) {
                self.back_to(&mark);
                return Err(fault);
            }
            found.objects += 1;
            self.judge(walk.since(before), page, &mark, found, &mut last_id);
        }
    }

    /// Keeps the row that was just made, or takes it back if an earlier page had it.
    fn judge(&mut self, object: &str, page: u32, mark: &(RowsMark, Vec<RowsMark>), found: &mut PageRows, last_id: &mut String) {
        let hasher = FixedState::default();
        let id = self.rows.cell(self.key);
        let hash = hasher.hash_one(id);
        if id < last_id.as_str() {
            found.ascending = false;
        }
        last_id.clear();
        last_id.push_str(id);
        found.deleted += u32::from(self.status.is_some_and(|at| self.rows.cell(at) == "tobedeleted"));
        let content = hasher.hash_one(object.trim()) as u32;
        if found.objects == 1 {
            found.print.0 = hash;
        }
        found.print.1 = hash;
        found.print.2 = found.print.2.wrapping_mul(31).wrapping_add(hash);
        if let Some((column, words)) = self.sieve.promised {
            let at = self.spec.columns.iter().position(|known| known.name == column);
            found.mixed += u32::from(at.is_some_and(|at| !words.contains(&self.rows.cell(at))));
        }
        if self.is_outside() {
            found.outside += 1;
            found.new_ids += u32::from(self.seen.insert(hash, Seen { object: content, page }).is_none());
            self.back_to(mark);
            return;
        }
        let earlier = self.seen.get(&hash).copied().filter(|_| !last_id.is_empty());
        match earlier {
            Some(seen) if seen.page < self.list_start => {
                found.elsewhere += 1;
                self.seen.insert(hash, Seen { object: content, page });
                if seen.object == content {
                    self.back_to(mark);
                    return;
                }
            }
            Some(seen) if seen.page != page && seen.object == content => {
                found.again += 1;
                self.back_to(mark);
                return;
            }
            Some(seen) if seen.page != page => found.changed += 1,
            Some(_) => {}
            None => {
                found.new_ids += 1;
                self.seen.insert(hash, Seen { object: content, page });
            }
        }
        let row = self.rows.current();
        for (forms, form) in self.forms.iter_mut().zip(&self.row_forms) {
            forms.push(row, *form);
        }
    }

    fn is_outside(&self) -> bool {
        let cell = |name: &str| self.spec.columns.iter().position(|column| column.name == name).map_or("", |at| self.rows.cell(at));
        match &self.sieve.only {
            Only::Everything => false,
            Only::Deleted => cell("status") != "tobedeleted",
            // Times in UTC are in order as texts; without one nothing is known.
            Only::ChangedSince(since) => Some(cell("dateLastModified")).is_some_and(|time| !time.is_empty() && time < since.as_str()),
        }
    }

    fn back_to(&mut self, (rows, sides): &(RowsMark, Vec<RowsMark>)) {
        self.rows.back_to(*rows);
        for (side, mark) in self.sides.iter_mut().zip(sides) {
            side.rows.back_to(*mark);
        }
    }

    fn object(&mut self, walk: &mut Walk<'_>) -> Result<(), Fault> {
        walk.enter()?;
        self.rows.begin();
        self.row_forms.clear();
        self.row_forms.resize(self.header.columns.len(), Form::Missing);
        let mut sides: Vec<(usize, Value<'_>)> = Vec::new();
        let mut member = 0;
        while let Some(name) = walk.key(member == 0)? {
            let field = self.field(member, name);
            member += 1;
            let value = walk.value()?;
            match field.goes {
                Goes::Cell(at, column) => {
                    if let Some(fact) = field.odd {
                        let words = if fact == RestFact::FieldShape { "the name of a CSV column" } else { "another name for it" };
                        self.odd(fact, &format!("{} for {}", name.text(), column.rest.unwrap_or(column.name)), words);
                    }
                    self.cell(at, column, &value);
                }
                Goes::Side(side) => {
                    if let Some(at) = self.sides.iter().position(|rows| rows.side == side) {
                        sides.push((at, value));
                    }
                }
                Goes::Metadata => self.metadata(&value),
                Goes::Nowhere => {}
                Goes::Beyond(at) => self.beyond(at, &value),
            }
        }
        if !sides.is_empty() {
            let owner = self.rows.cell(self.key).to_owned();
            for (at, value) in sides {
                let (odd, table) = (&mut self.odd, self.sides[at].spec.table.name());
                self.sides[at].add(&owner, &value, &mut |fact, words| count(odd, fact, table, words));
            }
        }
        Ok(())
    }

    fn cell(&mut self, at: usize, column: &'static crate::spec::ColumnSpec, value: &Value<'_>) {
        let place = Place { table: self.spec.table, version: self.version, at, column };
        if self.row_forms[at] != Form::Missing && matches!(value, Value::Null) {
            return;
        }
        let odd = &mut self.odd;
        self.row_forms[at] = cells::put(place, value, &mut self.rows, &mut |fact, words| count(odd, fact, column.name, words));
    }

    /// Where a field goes: at first a guess from the object before.
    fn field(&mut self, member: usize, name: Raw<'_>) -> Field {
        let text = name.text();
        if let Some((known, field)) = self.order.get(member)
            && *known == *text
        {
            return *field;
        }
        let field = match self.fields.get(&*text) {
            Some(field) => *field,
            None => self.unknown(&text),
        };
        self.order.truncate(member);
        if self.order.len() == member {
            self.order.push((text.into_owned(), field));
        }
        field
    }

    fn unknown(&mut self, name: &str) -> Field {
        let loose = self
            .fields
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(known, field)| (known.clone(), *field))
            .min_by(|one, other| one.0.cmp(&other.0));
        let field = match loose {
            Some((_, field)) => Field { odd: Some(RestFact::FieldRenamed), ..field },
            None => {
                self.odd(RestFact::FieldUnknown, name, "a field that the standard does not know");
                Field { goes: self.add_column(name).map_or(Goes::Nowhere, Goes::Beyond), odd: None }
            }
        };
        self.fields.insert(name.to_owned(), field);
        field
    }

    fn add_column(&mut self, name: &str) -> Option<usize> {
        if self.beyond == MOST_BEYOND {
            return None;
        }
        self.beyond += 1;
        self.header.columns.push(HeaderColumn::beyond(name));
        self.rows.widen();
        self.forms.push(Forms::default());
        self.row_forms.push(Form::Missing);
        Some(self.header.columns.len() - 1)
    }

    fn beyond(&mut self, at: usize, value: &Value<'_>) {
        let secret = self.header.columns[at].name.to_ascii_lowercase().contains("password");
        if secret && !whole(value).is_empty() {
            self.rows.set(at, cells::PRESENT);
        } else if !matches!(value, Value::Null) {
            self.rows.set(at, &whole(value));
        }
        self.row_forms[at] = match value {
            Value::Null => Form::Null,
            Value::Number(_) => Form::Number,
            Value::Bool(_) => Form::Boolean,
            Value::Text(_) => Form::Text,
            Value::Array(_) => Form::List,
            Value::Object(_) => Form::Object,
        };
    }

    fn metadata(&mut self, value: &Value<'_>) {
        let Value::Object(object) = value else {
            if !matches!(value, Value::Null) {
                let words =
                    if whole(value).is_empty() { "empty text in place of an object" } else { "something else in place of an object" };
                self.odd(RestFact::NullForm, "metadata", words);
            }
            return;
        };
        for (name, value) in members(object) {
            let name = format!("metadata.{name}");
            let known = self.fields.get(&name).copied();
            let field = known.unwrap_or_else(|| {
                let field = Field { goes: self.add_column(&name).map_or(Goes::Nowhere, Goes::Beyond), odd: None };
                self.fields.insert(name.clone(), field);
                field
            });
            if let Goes::Beyond(at) = field.goes {
                self.beyond(at, &value);
            }
        }
    }

    fn odd(&mut self, fact: RestFact, subject: &str, words: &'static str) {
        *self.odd.entry((fact, subject.to_owned(), words)).or_default() += 1;
    }

    /// Hands what was met on the page to the notes.
    fn tell(&mut self, page: u32, notes: &Notes) {
        let table = self.spec.table;
        for ((fact, subject, words), count) in std::mem::take(&mut self.odd) {
            let dot = if subject.is_empty() { "" } else { "." };
            notes.add(fact, Some(table), &format!("{}{dot}{subject}: {words}", table.name()), count, || format!("first on page {page}"));
        }
    }
}

/// Where rows were when an object began.
type RowsMark = (usize, usize);

fn count(odd: &mut BTreeMap<(RestFact, String, &'static str), u64>, fact: RestFact, subject: &str, words: &'static str) {
    // Looked up before a name is copied: an oddity is mostly in every row.
    match odd.iter_mut().find(|((known, on, said), _)| *known == fact && on == subject && *said == words) {
        Some((_, count)) => *count += 1,
        None => {
            odd.insert((fact, subject.to_owned(), words), 1);
        }
    }
}
