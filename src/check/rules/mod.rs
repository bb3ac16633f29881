//! Every rule, one file each; families that follow the tables of the standard share one.

mod agent_not_adult;
mod apple_class_removed;
mod birthdate_implausible;
mod boolean_value;
mod canvas_batch_delete;
mod category_weight;
mod class_many_primary;
mod class_no_primary_teacher;
mod class_no_students;
mod class_no_teacher;
mod class_roster_emptied;
mod class_size_outlier;
mod class_term_ended;
mod class_term_future;
mod class_term_missing;
mod clever_hold_forecast;
mod course_no_class;
mod csv_bare_quote;
mod csv_blank_rows;
mod csv_delimiter;
mod csv_excel_date;
mod csv_excel_scientific;
mod csv_field_newline;
mod csv_file_empty;
mod csv_formula_cell;
mod csv_header_missing;
mod csv_leading_zero_loss;
mod csv_line_endings;
mod csv_no_data_rows;
mod csv_row_width;
mod csv_trailing_comma;
mod csv_unclosed_quote;
mod csv_unquoted_list;
mod date_ambiguous;
mod date_format;
mod datetime_format;
mod delta_delete_dependents;
mod delta_older_than_base;
mod demographics_race_all_false;
mod drop_count;
mod dup_class;
mod dup_email;
mod dup_enrollment;
mod dup_identifier;
mod dup_master_identifier;
mod dup_person_suspected;
mod dup_sourcedid;
mod dup_sourcedid_across_roles;
mod dup_username;
mod email_domain_outlier;
mod email_format;
mod encoding_bom;
mod encoding_differs_between_files;
mod encoding_mojibake;
mod encoding_not_utf8;
mod encoding_utf16;
mod enrollment_dates_order;
mod enrollment_dates_outside_term;
mod enrollment_school_mismatch;
mod enrollment_user_not_in_school;
mod fill_rate_drop;
mod grade_unpadded;
mod grade_value;
mod grading_period_ref_type;
mod guardian_unlinked;
mod guid_charset;
mod guid_length;
mod guid_whitespace;
mod header_case;
mod header_duplicate;
mod header_empty_name;
mod header_metadata_position;
mod header_order;
mod header_typo;
mod header_unknown;
mod id_churn;
mod id_reused;
mod identical_column;
mod learning_objective_case_urn;
mod line_item_dates_order;
mod list_item_form;
mod manifest_declares_missing_file;
mod manifest_duplicate_property;
mod manifest_file_not_declared;
mod manifest_file_row_missing;
mod manifest_header;
mod manifest_missing;
mod manifest_mode_invalid;
mod manifest_mode_mixed;
mod manifest_oneroster_version;
mod manifest_source_blank;
mod manifest_unknown_property;
mod manifest_version_missing;
mod manifest_version_value;
mod missing_columns;
mod name_strict_charset;
mod number_format;
mod org_nesting;
mod org_no_district;
mod org_no_school;
mod org_school_no_parent;
mod package_file_set_changed;
mod package_file_set_incomplete;
mod package_foreign_format;
mod package_manifest_only;
mod package_stale;
mod package_truncated;
mod pairs;
mod password_present;
mod phone_format;
mod placeholder_record;
mod primary_on_student;
mod ref_case_mismatch;
mod ref_disabled_user;
mod ref_list_duplicate;
mod ref_org_cycle;
mod ref_to_deleted;
mod ref_wrong_entity;
mod references;
mod required_empty;
mod required_whitespace;
mod rest_access;
mod rest_csv_differs;
mod rest_paging;
mod rest_shape;
mod result_class_mismatch;
mod result_score_range;
mod result_student_not_enrolled;
mod result_student_role;
mod rise_count;
mod role_expired;
mod role_flip;
mod role_mismatch;
mod role_profile_of_other;
mod school_ref_not_school;
mod school_vanished;
mod school_year_format;
mod schoolyear_ref_type;
mod sensitive_columns_filled;
mod session_dates_order;
mod session_nesting;
mod session_no_current;
mod session_outside_parent;
mod session_overlap;
mod session_year_mismatch;
mod status_in_bulk;
mod status_missing_in_delta;
mod string_over_255;
mod student_many_grades;
mod student_many_guardians;
mod student_no_email;
mod student_no_grade;
mod subjects_codes_length;
mod teacher_load_outlier;
mod teacher_no_email;
mod term_ref_type;
mod text_control_characters;
mod turnitin_bulk_complete;
mod user_no_enrollment;
mod user_no_role;
mod user_primary_org_no_role;
mod user_primary_role_count;
mod user_resource_scope;
mod value_edge_whitespace;
mod version_mixed_columns;
mod vocabularies;
mod zip_bomb_guard;
mod zip_duplicate_entry;
mod zip_filename_case;
mod zip_name_constraint;
mod zip_nested_archive;
mod zip_not_root;
mod zip_os_junk;
mod zip_unknown_file;
mod zip_unreadable;

use super::rule::Rule;

/// Every rule, in the order of the codes.
pub static RULES: &[&Rule] = &[
    &agent_not_adult::RULE,
    &apple_class_removed::RULE,
    &birthdate_implausible::RULE,
    &boolean_value::RULE,
    &canvas_batch_delete::RULE,
    &category_weight::RULE,
    &class_many_primary::RULE,
    &class_no_primary_teacher::RULE,
    &class_no_students::RULE,
    &class_no_teacher::RULE,
    &class_roster_emptied::RULE,
    &class_size_outlier::RULE,
    &class_term_ended::RULE,
    &class_term_future::RULE,
    &class_term_missing::RULE,
    &vocabularies::CLASS_TYPE_VALUE,
    &clever_hold_forecast::RULE,
    &course_no_class::RULE,
    &csv_bare_quote::RULE,
    &csv_blank_rows::RULE,
    &csv_delimiter::RULE,
    &csv_excel_date::RULE,
    &csv_excel_scientific::RULE,
    &csv_field_newline::RULE,
    &csv_file_empty::RULE,
    &csv_formula_cell::RULE,
    &csv_header_missing::RULE,
    &csv_leading_zero_loss::RULE,
    &csv_line_endings::RULE,
    &csv_no_data_rows::RULE,
    &csv_row_width::RULE,
    &csv_trailing_comma::RULE,
    &csv_unclosed_quote::RULE,
    &csv_unquoted_list::RULE,
    &date_ambiguous::RULE,
    &date_format::RULE,
    &datetime_format::RULE,
    &delta_delete_dependents::RULE,
    &delta_older_than_base::RULE,
    &demographics_race_all_false::RULE,
    &drop_count::RULE,
    &dup_class::RULE,
    &dup_email::RULE,
    &dup_enrollment::RULE,
    &dup_identifier::RULE,
    &dup_master_identifier::RULE,
    &dup_person_suspected::RULE,
    &dup_sourcedid::RULE,
    &dup_sourcedid_across_roles::RULE,
    &dup_username::RULE,
    &email_domain_outlier::RULE,
    &email_format::RULE,
    &encoding_bom::RULE,
    &encoding_differs_between_files::RULE,
    &encoding_mojibake::RULE,
    &encoding_not_utf8::RULE,
    &encoding_utf16::RULE,
    &enrollment_dates_order::RULE,
    &enrollment_dates_outside_term::RULE,
    &vocabularies::ENROLLMENT_ROLE_VALUE,
    &enrollment_school_mismatch::RULE,
    &enrollment_user_not_in_school::RULE,
    &fill_rate_drop::RULE,
    &grade_unpadded::RULE,
    &grade_value::RULE,
    &grading_period_ref_type::RULE,
    &guardian_unlinked::RULE,
    &guid_charset::RULE,
    &guid_length::RULE,
    &guid_whitespace::RULE,
    &header_case::RULE,
    &header_duplicate::RULE,
    &header_empty_name::RULE,
    &header_metadata_position::RULE,
    &missing_columns::HEADER_MISSING_COLUMN,
    &missing_columns::HEADER_MISSING_OPTIONAL_COLUMN,
    &header_order::RULE,
    &header_typo::RULE,
    &header_unknown::RULE,
    &id_churn::RULE,
    &id_reused::RULE,
    &identical_column::RULE,
    &vocabularies::IMPORTANCE_VALUE,
    &learning_objective_case_urn::RULE,
    &vocabularies::LEARNING_OBJECTIVE_SOURCE_VALUE,
    &line_item_dates_order::RULE,
    &list_item_form::RULE,
    &manifest_declares_missing_file::RULE,
    &manifest_duplicate_property::RULE,
    &manifest_file_not_declared::RULE,
    &manifest_file_row_missing::RULE,
    &manifest_header::RULE,
    &manifest_missing::RULE,
    &manifest_mode_invalid::RULE,
    &manifest_mode_mixed::RULE,
    &manifest_oneroster_version::RULE,
    &manifest_source_blank::RULE,
    &manifest_unknown_property::RULE,
    &manifest_version_missing::RULE,
    &manifest_version_value::RULE,
    &name_strict_charset::RULE,
    &number_format::RULE,
    &org_nesting::RULE,
    &org_no_district::RULE,
    &org_no_school::RULE,
    &org_school_no_parent::RULE,
    &vocabularies::ORG_TYPE_VALUE,
    &package_file_set_changed::RULE,
    &package_file_set_incomplete::RULE,
    &package_foreign_format::RULE,
    &package_manifest_only::RULE,
    &package_stale::RULE,
    &package_truncated::RULE,
    &password_present::RULE,
    &phone_format::RULE,
    &placeholder_record::RULE,
    &primary_on_student::RULE,
    &ref_case_mismatch::RULE,
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
    &ref_wrong_entity::RULE,
    &required_empty::RULE,
    &required_whitespace::RULE,
    &vocabularies::RESOURCE_ROLES_VALUE,
    &rest_access::REST_ACCOUNT_ONLY,
    &rest_access::REST_AUTH_FAILED,
    &rest_access::REST_BASE_PATH,
    &rest_shape::REST_BOOLEAN_FORM,
    &rest_shape::REST_BROKEN_ROW,
    &rest_access::REST_CLOCK_SKEW,
    &rest_csv_differs::RULE,
    &rest_shape::REST_DANGLING_REF,
    &rest_paging::REST_DATA_CHANGED,
    &rest_shape::REST_DATE_FORM,
    &rest_paging::REST_DELETED_RETURNED,
    &rest_paging::REST_DUP_ACROSS_PAGES,
    &rest_access::REST_EMAIL_FILTER,
    &rest_access::REST_ENDPOINT_MISSING,
    &rest_shape::REST_ENVELOPE,
    &rest_shape::REST_ERROR_BODY,
    &rest_shape::REST_FIELD_RENAMED,
    &rest_shape::REST_FIELD_SHAPE,
    &rest_shape::REST_FIELD_UNKNOWN,
    &rest_paging::REST_FILTER_IGNORED,
    &rest_paging::REST_LIMIT_CAPPED,
    &rest_paging::REST_LIMIT_IGNORED,
    &rest_paging::REST_LINK_MALFORMED,
    &rest_paging::REST_NEXT_LOOP,
    &rest_shape::REST_NOT_IN_CSV,
    &rest_shape::REST_NULL_FORM,
    &rest_shape::REST_NUMBER_FOR_TEXT,
    &rest_access::REST_OTHER_HOST,
    &rest_paging::REST_PAGE_DEFAULT,
    &rest_paging::REST_PAGING_IN_BODY,
    &rest_access::REST_PARTIAL,
    &rest_access::REST_RETRIED,
    &rest_access::REST_SCOPE_MISSING,
    &rest_shape::REST_SECRET_IN_ROW,
    &rest_access::REST_SERVER_ERROR_COLLECTION,
    &rest_access::REST_SLOW,
    &rest_paging::REST_SORT_IGNORED,
    &rest_access::REST_THROTTLED,
    &rest_access::REST_TOKEN_EXPIRED,
    &rest_paging::REST_TOTAL_CHANGED,
    &rest_paging::REST_TOTAL_MISMATCH,
    &rest_paging::REST_TOTAL_UNKNOWN,
    &rest_paging::REST_TYPE_MIX,
    &rest_access::REST_VERSION_MIXED,
    &result_class_mismatch::RULE,
    &result_score_range::RULE,
    &result_student_not_enrolled::RULE,
    &result_student_role::RULE,
    &rise_count::RULE,
    &role_expired::RULE,
    &role_flip::RULE,
    &role_mismatch::RULE,
    &role_profile_of_other::RULE,
    &vocabularies::ROLE_TYPE_VALUE,
    &vocabularies::ROLE_VALUE,
    &school_ref_not_school::RULE,
    &school_vanished::RULE,
    &school_year_format::RULE,
    &schoolyear_ref_type::RULE,
    &vocabularies::SCORE_STATUS_VALUE,
    &pairs::SCORESCALE_FORMAT,
    &sensitive_columns_filled::RULE,
    &session_dates_order::RULE,
    &session_nesting::RULE,
    &session_no_current::RULE,
    &session_outside_parent::RULE,
    &session_overlap::RULE,
    &vocabularies::SESSION_TYPE_VALUE,
    &session_year_mismatch::RULE,
    &vocabularies::SEX_VALUE,
    &status_in_bulk::RULE,
    &status_missing_in_delta::RULE,
    &vocabularies::STATUS_VALUE,
    &string_over_255::RULE,
    &student_many_grades::RULE,
    &student_many_guardians::RULE,
    &student_no_email::RULE,
    &student_no_grade::RULE,
    &subjects_codes_length::RULE,
    &teacher_load_outlier::RULE,
    &teacher_no_email::RULE,
    &term_ref_type::RULE,
    &text_control_characters::RULE,
    &turnitin_bulk_complete::RULE,
    &user_no_enrollment::RULE,
    &user_no_role::RULE,
    &user_primary_org_no_role::RULE,
    &user_primary_role_count::RULE,
    &user_resource_scope::RULE,
    &pairs::USERIDS_FORMAT,
    &value_edge_whitespace::RULE,
    &version_mixed_columns::RULE,
    &zip_bomb_guard::RULE,
    &zip_duplicate_entry::RULE,
    &zip_filename_case::RULE,
    &zip_name_constraint::RULE,
    &zip_nested_archive::RULE,
    &zip_not_root::RULE,
    &zip_os_junk::RULE,
    &zip_unknown_file::RULE,
    &zip_unreadable::RULE,
];
