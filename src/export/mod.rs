//! Rows out: what a table shows, in the order and with the columns in which it shows them, as a CSV file.
//!
//! [`estimate`] says beforehand how many rows and about how many bytes a file will have; [`write_csv`] writes it beside its
//! place and puts it there when it is whole, so that whatever stops it leaves nothing. A file that is there is never replaced
//! unless [`CsvOptions::replace`] says so, and what is open is never replaced at all.
//!
//! [`write_form`] writes parts of a roster as CSV, XLSX, JSON, NDJSON, typed Parquet or SQLite.
//!
//! [`write_package`] writes a whole roster as the files of the standard, [`write_parcel`] chosen rows of one or several.
//!
//! Deliberately absent: deciding which rows and columns are written.

mod error;
mod place;
mod csv_rows;
mod csv_file;
mod package;
mod parcel;
mod whole_file;
mod folder;
mod form;
mod personal;
mod rest_json;
mod sqlite;
mod xlsx;
mod typed;
mod parquet_file;
mod forms;

pub use csv_file::{CsvOptions, Size, Written, estimate, write_csv};
pub use csv_rows::View;
pub use error::{ExportError, ExportErrorKind};
pub use form::{Form, FormOptions, FormPart, FormWritten, day_of_source, name_of_source, parts_of};
pub use forms::{form_place, write_form};
pub use package::{PackageOptions, PackageWritten, write_package};
pub use parcel::{parcel_files, write_parcel};
pub use personal::{Personal, personal};
pub use whole_file::write_whole;
