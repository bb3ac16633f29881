//! Why a query has no answer.

use crate::spec::Table;

/// Why a query has no answer. The query itself stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// It was stopped.
    #[error("The work was stopped")]
    Stopped,
    /// The table is not in the package.
    #[error("{} is not in the package", .0.file())]
    NoTable(Table),
    /// The filter asks for a column that the table does not have.
    #[error("{} has no column “{name}”, which the filter asks for. Take that condition away, or name another column", .table.file())]
    NoColumn {
        /// The name in the filter.
        name: String,
        /// The table.
        table: Table,
    },
    /// The filter asks for the findings of a rule that there is not.
    #[error("There is no rule “{0}”, which the filter asks for. Take that condition away, or name another rule")]
    NoRule(String),
    /// A pattern is no regular expression.
    #[error("The pattern “{pattern}” cannot be used: {reason}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
}
