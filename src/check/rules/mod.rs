//! Every rule, one file each; families that follow the tables of the standard share one.

mod boolean_value;
mod class_no_teacher;
mod csv_bare_quote;
mod csv_blank_rows;
mod csv_delimiter;
mod csv_field_newline;
mod csv_file_empty;
mod csv_header_missing;
mod csv_line_endings;
mod csv_no_data_rows;
mod csv_row_width;
mod csv_unclosed_quote;
mod date_format;
mod datetime_format;
mod dup_sourcedid;
mod encoding_bom;
mod encoding_not_utf8;
mod encoding_utf16;
mod enrollment_school_mismatch;
mod guid_charset;
mod guid_length;
mod guid_whitespace;
mod header_case;
mod header_duplicate;
mod header_empty_name;
mod header_metadata_position;
mod header_missing_column;
mod header_missing_optional_column;
mod header_order;
mod header_unknown;
mod manifest_declares_missing_file;
mod manifest_duplicate_property;
mod manifest_file_not_declared;
mod manifest_file_row_missing;
mod manifest_header;
mod manifest_missing;
mod manifest_mode_invalid;
mod manifest_oneroster_version;
mod manifest_unknown_property;
mod manifest_version_missing;
mod manifest_version_value;
mod number_format;
mod package_file_set_incomplete;
mod package_foreign_format;
mod package_manifest_only;
mod references;
mod required_empty;
mod required_whitespace;
mod role_mismatch;
mod school_year_format;
mod status_in_bulk;
mod status_missing_in_delta;
mod text_control_characters;
mod version_mixed_columns;
mod vocabularies;
mod zip_bomb_guard;
mod zip_duplicate_entry;
mod zip_filename_case;
mod zip_nested_archive;
mod zip_not_root;
mod zip_os_junk;
mod zip_unknown_file;
mod zip_unreadable;

use super::rule::Rule;

/// Every rule, in the order of the codes.
pub static RULES: &[&Rule] = &[
    &boolean_value::RULE,
    &class_no_teacher::RULE,
    &vocabularies::CLASS_TYPE_VALUE,
    &csv_bare_quote::RULE,
    &csv_blank_rows::RULE,
    &csv_delimiter::RULE,
    &csv_field_newline::RULE,
    &csv_file_empty::RULE,
    &csv_header_missing::RULE,
    &csv_line_endings::RULE,
    &csv_no_data_rows::RULE,
    &csv_row_width::RULE,
    &csv_unclosed_quote::RULE,
    &date_format::RULE,
    &datetime_format::RULE,
    &dup_sourcedid::RULE,
    &encoding_bom::RULE,
    &encoding_not_utf8::RULE,
    &encoding_utf16::RULE,
    &vocabularies::ENROLLMENT_ROLE_VALUE,
    &enrollment_school_mismatch::RULE,
    &guid_charset::RULE,
    &guid_length::RULE,
    &guid_whitespace::RULE,
    &header_case::RULE,
    &header_duplicate::RULE,
    &header_empty_name::RULE,
    &header_metadata_position::RULE,
    &header_missing_column::RULE,
    &header_missing_optional_column::RULE,
    &header_order::RULE,
    &header_unknown::RULE,
    &vocabularies::IMPORTANCE_VALUE,
    &vocabularies::LEARNING_OBJECTIVE_SOURCE_VALUE,
    &manifest_declares_missing_file::RULE,
    &manifest_duplicate_property::RULE,
    &manifest_file_not_declared::RULE,
    &manifest_file_row_missing::RULE,
    &manifest_header::RULE,
    &manifest_missing::RULE,
    &manifest_mode_invalid::RULE,
    &manifest_oneroster_version::RULE,
    &manifest_unknown_property::RULE,
    &manifest_version_missing::RULE,
    &manifest_version_value::RULE,
    &number_format::RULE,
    &vocabularies::ORG_TYPE_VALUE,
    &package_file_set_incomplete::RULE,
    &package_foreign_format::RULE,
    &package_manifest_only::RULE,
    &references::REF_CLASS_COURSE,
    &references::REF_CLASS_SCHOOL,
    &references::REF_CLASS_TERM,
    &references::REF_COURSE_ORG,
    &references::REF_COURSE_SCHOOLYEAR,
    &references::REF_DELTA_UNRESOLVED,
    &references::REF_DEMOGRAPHICS_USER,
    &references::REF_ENROLLMENT_CLASS,
    &references::REF_ENROLLMENT_SCHOOL,
    &references::REF_ENROLLMENT_USER,
    &references::REF_GRADEBOOK,
    &references::REF_ORG_PARENT,
    &references::REF_ROLE_PROFILE,
    &references::REF_ROLE_USER,
    &references::REF_SESSION_PARENT,
    &references::REF_USER_AGENT,
    &references::REF_USER_ORG,
    &required_empty::RULE,
    &required_whitespace::RULE,
    &vocabularies::RESOURCE_ROLES_VALUE,
    &role_mismatch::RULE,
    &vocabularies::ROLE_TYPE_VALUE,
    &vocabularies::ROLE_VALUE,
    &school_year_format::RULE,
    &vocabularies::SCORE_STATUS_VALUE,
    &vocabularies::SESSION_TYPE_VALUE,
    &vocabularies::SEX_VALUE,
    &status_in_bulk::RULE,
    &status_missing_in_delta::RULE,
    &vocabularies::STATUS_VALUE,
    &text_control_characters::RULE,
    &version_mixed_columns::RULE,
    &zip_bomb_guard::RULE,
    &zip_duplicate_entry::RULE,
    &zip_filename_case::RULE,
    &zip_nested_archive::RULE,
    &zip_not_root::RULE,
    &zip_os_junk::RULE,
    &zip_unknown_file::RULE,
    &zip_unreadable::RULE,
];
