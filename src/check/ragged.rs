//! Rows with too many cells, and what they may mean: shared by the rules about the number of cells.

use super::calendar::{is_date, is_utc_time};
use crate::read::{ColumnMeaning, RaggedRow};
use crate::spec::{Presence, Type};
use crate::store::{Column, Dataset, TableData};

/// Columns at the end of the header without a name and without any value.
pub(super) fn trailing_columns(table: &TableData) -> usize {
    let is_empty = |column: &Column| column.meaning() == ColumnMeaning::Blank && column.filled() == 0;
    table.columns().iter().rev().take_while(|column| is_empty(column)).count()
}

/// Cells beyond the header, if every row has some and all of them are empty.
pub(super) fn trailing_cells(table: &TableData) -> usize {
    let width = table.columns().len();
    let all = table.rows() > 0 && table.ragged().len() == table.rows() as usize;
    if !all || !table.ragged().iter().all(only_adds_empty_cells) {
        return 0;
    }
    table.ragged().iter().map(|ragged| ragged.found as usize - width).max().unwrap_or_default()
}

/// True for a row whose cells stand in their columns, with nothing but empty cells after them.
fn only_adds_empty_cells(ragged: &RaggedRow) -> bool {
    !ragged.extra.is_empty() && ragged.extra.iter().all(String::is_empty)
}

/// The list columns of a table: those that may have lost their quotes.
pub(super) fn unquoted_lists(table: &TableData) -> Vec<usize> {
    let is_list = |column: &Column| column.spec().is_some_and(|spec| spec.ty.is_list());
    (0..table.columns().len()).filter(|&at| is_list(&table.columns()[at])).collect()
}

/// True if the row is right in every typed cell once neighboring cells are taken as one list.
pub(super) fn is_unquoted_list(data: &Dataset, table: &TableData, lists: &[usize], ragged: &RaggedRow) -> bool {
    let columns = table.columns();
    let Some(more) = (ragged.found as usize).checked_sub(columns.len()).filter(|&more| more > 0 && more == ragged.extra.len()) else {
        return false;
    };
    let mut cells: Vec<String> = columns.iter().map(|column| column.text(ragged.row).into_string()).collect();
    cells.extend(ragged.extra.iter().cloned());
    lists.iter().any(|&list| {
        let taken = &cells[list..=list + more];
        let items = taken.iter().all(|item| !item.trim().is_empty() && fits_item(data, &columns[list], item.trim()));
        let before = (0..list).all(|at| fits(data, &columns[at], &cells[at]));
        items && before && (list + 1..columns.len()).all(|at| fits(data, &columns[at], &cells[at + more]))
    })
}

fn fits(data: &Dataset, column: &Column, text: &str) -> bool {
    let Some(spec) = column.spec() else { return true };
    if text.is_empty() {
        return spec.presence != Presence::Always;
    }
    if spec.ty.is_list() { text.split(',').all(|item| fits_item(data, column, item)) } else { fits_item(data, column, text) }
}

fn fits_item(data: &Dataset, column: &Column, item: &str) -> bool {
    let Some(spec) = column.spec() else { return true };
    match spec.ty {
        Type::GuidRef | Type::GuidRefList => {
            column.target_table().and_then(|target| data.table(target)).is_none_or(|target| target.find(item).is_some())
        }
        Type::Enum(words) | Type::EnumList(words) => words.allows(item),
        Type::Boolean => matches!(item, "true" | "false"),
        Type::Date => is_date(item),
        Type::DateTime => is_utc_time(item),
        Type::TypedIdList | Type::MappingList => item.starts_with('{') && item.ends_with('}'),
        Type::Year => item.len() == 4 && item.bytes().all(|byte| byte.is_ascii_digit()),
        Type::Integer | Type::Float => item.parse::<f64>().is_ok(),
        Type::TextList if spec.name == "grades" => item.len() <= 5,
        Type::Guid | Type::Text | Type::TextList | Type::Id => true,
    }
}
