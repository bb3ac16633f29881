//! Every rule, one file each; families that follow the tables of the standard share one.

mod boolean_value;
mod class_many_primary;
mod class_no_primary_teacher;
mod class_no_students;
mod class_no_teacher;
mod class_size_outlier;
mod class_term_ended;
mod class_term_future;
mod class_term_missing;
mod course_no_class;
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
mod dup_enrollment;
mod dup_sourcedid;
mod encoding_bom;
mod encoding_not_utf8;
mod encoding_utf16;
mod enrollment_dates_order;
mod enrollment_dates_outside_term;
mod enrollment_school_mismatch;
mod enrollment_user_not_in_school;
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
mod org_no_district;
mod org_no_school;
mod org_school_no_parent;
mod package_file_set_incomplete;
mod package_foreign_format;
mod package_manifest_only;
mod primary_on_student;
mod ref_disabled_user;
mod ref_list_duplicate;
mod ref_org_cycle;
mod ref_to_deleted;
mod references;
mod required_empty;
mod required_whitespace;
mod role_expired;
mod role_mismatch;
mod school_ref_not_school;
mod school_year_format;
mod schoolyear_ref_type;
mod session_dates_order;
mod session_no_current;
mod session_outside_parent;
mod session_overlap;
mod session_year_mismatch;
mod status_in_bulk;
mod status_missing_in_delta;
mod teacher_load_outlier;
mod term_ref_type;
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
    &class_many_primary::RULE,
    &class_no_primary_teacher::RULE,
    &class_no_students::RULE,
    &class_no_teacher::RULE,
    &class_size_outlier::RULE,
    &class_term_ended::RULE,
    &class_term_future::RULE,
    &class_term_missing::RULE,
    &vocabularies::CLASS_TYPE_VALUE,
    &course_no_class::RULE,
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
    &dup_enrollment::RULE,
    &dup_sourcedid::RULE,
    &encoding_bom::RULE,
    &encoding_not_utf8::RULE,
    &encoding_utf16::RULE,
    &enrollment_dates_order::RULE,
    &enrollment_dates_outside_term::RULE,
    &vocabularies::ENROLLMENT_ROLE_VALUE,
    &enrollment_school_mismatch::RULE,
    &enrollment_user_not_in_school::RULE,
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
    &org_no_district::RULE,
    &org_no_school::RULE,
    &org_school_no_parent::RULE,
    &vocabularies::ORG_TYPE_VALUE,
    &package_file_set_incomplete::RULE,
    &package_foreign_format::RULE,
    &package_manifest_only::RULE,
    &primary_on_student::RULE,
    &references::REF_CLASS_COURSE,
    &references::REF_CLASS_SCHOOL,
    &references::REF_CLASS_TERM,
    &references::REF_COURSE_ORG,
    &references::REF_COURSE_SCHOOLYEAR,
    &references::REF_DELTA_UNRESOLVED,
    &references::REF_DEMOGRAPHICS_USER,
    &ref_disabled_user::RULE,
    &references::REF_ENROLLMENT_CLASS,
    &references::REF_ENROLLMENT_SCHOOL,
    &references::REF_ENROLLMENT_USER,
    &references::REF_GRADEBOOK,
    &ref_list_duplicate::RULE,
    &ref_org_cycle::RULE,
    &references::REF_ORG_PARENT,
    &references::REF_ROLE_PROFILE,
    &references::REF_ROLE_USER,
    &references::REF_SESSION_PARENT,
    &ref_to_deleted::RULE,
    &references::REF_USER_AGENT,
    &references::REF_USER_ORG,
    &required_empty::RULE,
    &required_whitespace::RULE,
    &vocabularies::RESOURCE_ROLES_VALUE,
    &role_expired::RULE,
    &role_mismatch::RULE,
    &vocabularies::ROLE_TYPE_VALUE,
    &vocabularies::ROLE_VALUE,
    &school_ref_not_school::RULE,
    &school_year_format::RULE,
    &schoolyear_ref_type::RULE,
    &vocabularies::SCORE_STATUS_VALUE,
    &session_dates_order::RULE,
    &session_no_current::RULE,
    &session_outside_parent::RULE,
    &session_overlap::RULE,
    &vocabularies::SESSION_TYPE_VALUE,
    &session_year_mismatch::RULE,
    &vocabularies::SEX_VALUE,
    &status_in_bulk::RULE,
    &status_missing_in_delta::RULE,
    &vocabularies::STATUS_VALUE,
    &teacher_load_outlier::RULE,
    &term_ref_type::RULE,
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
