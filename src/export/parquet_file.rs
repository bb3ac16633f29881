//! A table as a typed Parquet file: days, instants, numbers, truth values and lists as such; blank cells are null.
//! Where a typed column cannot give the text of some cell back, a text column beside it, `<column>_text`, holds the text of those cells.

use std::io::{self, Error, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::csv_rows::View;
use super::form::{distinct_names, free_name};
use super::typed::{Kind, Value, is_exact, parse};
use crate::job::Watch;
use crate::store::Column;

/// Rows of a row group: enough for readers to skip by, few enough to keep in memory.
const GROUP: u32 = 1 << 17;

struct Field<'a> {
    name: String,
    column: &'a Column,
    kind: Kind,
    /// The column that holds texts that the typed one cannot give back.
    is_text_beside: bool,
}

/// Writes a table; false if it was stopped.
pub(super) fn write_parquet(view: &View<'_>, out: impl Write + Send, watch: &Watch) -> io::Result<bool> {
    write(view, out, watch).map_err(|error| match error {
        ParquetError::External(error) => match error.downcast::<Error>() {
            Ok(error) => *error,
            Err(error) => Error::other(error),
        },
        other => Error::other(other),
    })
}

fn write(view: &View<'_>, out: impl Write + Send, watch: &Watch) -> Result<bool, ParquetError> {
    let fields = fields(view);
    let columns = fields.iter().map(schema).collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder("schema").with_fields(columns).build()?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("roster-inspector version ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    let count = view.rows.len();
    for first in (0..count).step_by(GROUP as usize) {
        let rows: Vec<u32> = (first..count.min(first + GROUP)).filter_map(|position| view.rows.row(position)).collect();
        let mut group = file.next_row_group()?;
        for field in &fields {
            if watch.is_cancelled() {
                return Ok(false);
            }
            write_column(field, &rows, &mut group)?;
        }
        group.close()?;
        watch.add(rows.len() as u64);
    }
    file.close()?;
    Ok(!watch.is_cancelled())
}

fn fields<'a>(view: &View<'a>) -> Vec<Field<'a>> {
    let columns: Vec<&Column> =
        view.columns.iter().filter_map(|&at| view.data.columns().get(usize::from(at))).map(|column| &**column).collect();
    let mut names = distinct_names(columns.iter().copied());
    let mut fields = Vec::new();
    for (at, column) in columns.into_iter().enumerate() {
        let kind = Kind::of(column.spec());
        fields.push(Field { name: names[at].clone(), column, kind, is_text_beside: false });
        let rows = || (0..view.rows.len()).filter_map(|position| view.rows.row(position));
        if kind.is_typed() && rows().any(|row| is_inexact(kind, &column.text(row))) {
            let name = free_name(&format!("{}_text", names[at]), &names);
            names.push(name.clone());
            fields.push(Field { name, column, kind, is_text_beside: true });
        }
    }
    fields
}

fn is_inexact(kind: Kind, text: &str) -> bool {
    !text.is_empty() && !parse(kind, text).is_some_and(|value| is_exact(value, text))
}

fn schema(field: &Field<'_>) -> Result<TypePtr, ParquetError> {
    let text = |name: &str, repetition| {
        Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
            .with_repetition(repetition)
            .with_logical_type(Some(LogicalType::String))
            .with_converted_type(ConvertedType::UTF8)
            .build()
    };
    let plain = |physical| Type::primitive_type_builder(&field.name, physical).with_repetition(Repetition::OPTIONAL);
    let instant = LogicalType::timestamp(true, TimeUnit::MILLIS);
    let made = match field.kind {
        _ if field.is_text_beside => text(&field.name, Repetition::OPTIONAL)?,
        Kind::Text => text(&field.name, Repetition::OPTIONAL)?,
        Kind::Boolean => plain(Physical::BOOLEAN).build()?,
        Kind::Day => plain(Physical::INT32).with_logical_type(Some(LogicalType::Date)).with_converted_type(ConvertedType::DATE).build()?,
        Kind::Instant => {
            plain(Physical::INT64).with_logical_type(Some(instant)).with_converted_type(ConvertedType::TIMESTAMP_MILLIS).build()?
        }
        Kind::Integer => plain(Physical::INT64).build()?,
        Kind::Double => plain(Physical::DOUBLE).build()?,
        Kind::List => {
            let items = vec![Arc::new(text("element", Repetition::REQUIRED)?)];
            let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED).with_fields(items).build()?;
            Type::group_type_builder(&field.name)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::List))
                .with_converted_type(ConvertedType::LIST)
                .with_fields(vec![Arc::new(list)])
                .build()?
        }
    };
    Ok(Arc::new(made))
}

fn write_column<W: Write + Send>(field: &Field<'_>, rows: &[u32], group: &mut SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
    let bytes = |text: &str| ByteArray::from(text.as_bytes().to_vec());
    let filled = |text: &str| (!text.is_empty()).then(|| bytes(text));
    let value = |text: &str| parse(field.kind, text);
    match field.kind {
        kind if field.is_text_beside => flat::<ByteArrayType, _>(field, rows, group, |text| is_inexact(kind, text).then(|| bytes(text))),
        Kind::Text => flat::<ByteArrayType, _>(field, rows, group, filled),
        Kind::Boolean => {
            flat::<BoolType, _>(field, rows, group, |text| if let Some(Value::Boolean(it)) = value(text) { Some(it) } else { None })
        }
        Kind::Day => flat::<Int32Type, _>(field, rows, group, |text| if let Some(Value::Day(it)) = value(text) { Some(it) } else { None }),
        Kind::Instant => {
            flat::<Int64Type, _>(field, rows, group, |text| if let Some(Value::Instant(it)) = value(text) { Some(it) } else { None })
        }
        Kind::Integer => {
            flat::<Int64Type, _>(field, rows, group, |text| if let Some(Value::Integer(it)) = value(text) { Some(it) } else { None })
        }
        Kind::Double => {
            flat::<DoubleType, _>(field, rows, group, |text| if let Some(Value::Double(it)) = value(text) { Some(it) } else { None })
        }
        Kind::List => lists(field, rows, group),
    }
}

/// One value or none for each row.
fn flat<T: DataType, W: Write + Send>(
    field: &Field<'_>,
    rows: &[u32],
    group: &mut SerializedRowGroupWriter<'_, W>,
    value: impl Fn(&str) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let mut values = Vec::with_capacity(rows.len());
    let mut filled = Vec::with_capacity(rows.len());
    for &row in rows {
        let value = value(&field.column.text(row));
        filled.push(i16::from(value.is_some()));
        values.extend(value);
    }
    put::<T, W>(group, &values, &filled, None)
}

/// The items of each row, exactly as they stand between commas.
fn lists<W: Write + Send>(field: &Field<'_>, rows: &[u32], group: &mut SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
    let (mut values, mut filled, mut goes_on) = (Vec::new(), Vec::new(), Vec::new());
    for &row in rows {
        let text = field.column.text(row);
        if text.is_empty() {
            filled.push(0);
            goes_on.push(0);
            continue;
        }
        for (at, item) in text.split(',').enumerate() {
            values.push(ByteArray::from(item.as_bytes().to_vec()));
            filled.push(2);
            goes_on.push(i16::from(at > 0));
        }
    }
    put::<ByteArrayType, W>(group, &values, &filled, Some(&goes_on))
}

fn put<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    filled: &[i16],
    goes_on: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    column.typed::<T>().write_batch(values, Some(filled), goes_on)?;
    column.close()
}
