//! One column of the standard: name, type, presence, reference, privacy and REST field in one constant.

use super::{Table, Vocabulary};

/// What a cell may hold, as the CSV binding prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// The key of the row: 1 to 255 of `0-9 A-Z a-z . - _ / @`.
    Guid,
    /// The key of one row of the referenced table.
    GuidRef,
    /// Keys of rows of the referenced table, joined by commas in one cell.
    GuidRefList,
    /// Free text.
    Text,
    /// Free texts without commas, joined by commas in one cell.
    TextList,
    /// Items of the form `{Type:Id}`.
    TypedIdList,
    /// Items of the form `{left:right}`.
    MappingList,
    /// One token of a vocabulary.
    Enum(&'static Vocabulary),
    /// Tokens of a vocabulary, joined by commas in one cell.
    EnumList(&'static Vocabulary),
    /// `true` or `false`, lower case.
    Boolean,
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DDThh:mm:ss.sssZ`.
    DateTime,
    /// `YYYY`.
    Year,
    /// A whole number.
    Integer,
    /// A number with or without a fraction.
    Float,
    /// An identifier minted by a vendor, without a rule.
    Id,
}

impl Type {
    /// True for cells that hold several items joined by commas.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::GuidRefList | Self::TextList | Self::TypedIdList | Self::MappingList | Self::EnumList(_))
    }

    /// The vocabulary of an enumeration.
    pub const fn vocabulary(self) -> Option<&'static Vocabulary> {
        match self {
            Self::Enum(vocabulary) | Self::EnumList(vocabulary) => Some(vocabulary),
            _ => None,
        }
    }

    /// The type in words, for tooltips and rule pages.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Guid => "sourcedId",
            Self::GuidRef => "reference",
            Self::GuidRefList => "list of references",
            Self::Text => "text",
            Self::TextList => "list of texts",
            Self::TypedIdList => "list of {Type:Id}",
            Self::MappingList => "list of {value:value}",
            Self::Enum(_) => "word of a vocabulary",
            Self::EnumList(_) => "list of words of a vocabulary",
            Self::Boolean => "true or false",
            Self::Date => "date, YYYY-MM-DD",
            Self::DateTime => "date and time in UTC",
            Self::Year => "year, YYYY",
            Self::Integer => "whole number",
            Self::Float => "number",
            Self::Id => "identifier",
        }
    }
}

/// When a cell must be filled. The column itself must always be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Filled in bulk and in delta.
    Always,
    /// Filled in delta, blank in bulk.
    DeltaOnly,
    /// May be blank.
    Optional,
}

/// How private the content of a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Privacy {
    /// Says nothing about a person.
    Open,
    /// Points at a person without naming them.
    Identifier,
    /// Names or reaches a person.
    Personal,
    /// Describes a person: birth, sex, ethnicity.
    Sensitive,
    /// Opens an account; masked everywhere.
    Secret,
}

/// The table that a reference column points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The referenced table; its key is always `sourcedId`.
    pub table: Table,
    /// A column of that table and the value that its row is expected to have, such as `type` = `school`.
    pub expects: Option<(&'static str, &'static str)>,
}

/// One column of one table in one version of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSpec {
    /// The header, case-sensitive.
    pub name: &'static str,
    /// The name in words, as a record page shows it.
    pub label: &'static str,
    /// What a cell may hold.
    pub ty: Type,
    /// When a cell must be filled.
    pub presence: Presence,
    /// Where a reference points.
    pub reference: Option<Reference>,
    /// How private the content is.
    pub privacy: Privacy,
    /// The field of the REST object that carries the same content.
    pub rest: Option<&'static str>,
}

impl ColumnSpec {
    /// An optional, open column of the given type.
    pub const fn new(name: &'static str, label: &'static str, ty: Type) -> Self {
        Self { name, label, ty, presence: Presence::Optional, reference: None, privacy: Privacy::Open, rest: None }
    }

    /// The same column, always filled.
    pub const fn always(mut self) -> Self {
        self.presence = Presence::Always;
        self
    }

    /// The same column, filled in delta only.
    pub const fn delta_only(mut self) -> Self {
        self.presence = Presence::DeltaOnly;
        self
    }

    /// The same column, pointing into `table`.
    pub const fn to(mut self, table: Table) -> Self {
        self.reference = Some(Reference { table, expects: None });
        self
    }

    /// The same column, pointing at rows of `table` whose `column` holds `value`.
    pub const fn to_kind(mut self, table: Table, column: &'static str, value: &'static str) -> Self {
        self.reference = Some(Reference { table, expects: Some((column, value)) });
        self
    }

    /// The same column with this privacy class.
    pub const fn privacy(mut self, privacy: Privacy) -> Self {
        self.privacy = privacy;
        self
    }

    /// The same column, carried by this REST field.
    pub const fn rest(mut self, field: &'static str) -> Self {
        self.rest = Some(field);
        self
    }
}
