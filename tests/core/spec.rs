//! The tables of the standard, tested as data: nothing is named twice, every target exists, private is private.

use std::collections::HashSet;

use roster_inspector::spec::{GRADES_CEDS, Group, Mode, Presence, Privacy, Table, TableSpec, Type, Version};

const VERSIONS: [Version; 4] = [Version::V1_0, Version::V1_1, Version::V1_2_0, Version::V1_2_1];

fn data_tables(version: Version) -> impl Iterator<Item = &'static TableSpec> {
    version.spec().tables.iter().filter(|spec| spec.table != Table::Manifest)
}

fn data_columns(version: Version) -> usize {
    data_tables(version).map(|spec| spec.columns.len()).sum()
}

#[test]
fn files_and_columns_are_as_many_as_the_standard_prints() {
    assert_eq!(Version::V1_1.spec().tables.len(), 14);
    assert_eq!(Version::V1_2_0.spec().tables.len(), 22);
    assert_eq!(Version::V1_2_1.spec().tables.len(), 22);
    assert_eq!(data_columns(Version::V1_1), 130);
    assert_eq!(data_columns(Version::V1_2_0), 206);
    assert_eq!(data_columns(Version::V1_2_1), 205);
}

#[test]
fn each_file_of_a_version_stands_once_and_in_the_order_of_loading() {
    for version in VERSIONS {
        let tables: Vec<_> = version.spec().tables.iter().map(|spec| spec.table).collect();
        assert_eq!(tables[0], Table::Manifest);
        assert!(tables.is_sorted() && tables.iter().collect::<HashSet<_>>().len() == tables.len(), "{}", version.name());
        for table in tables {
            assert_eq!(version.spec().table(table).map(|spec| spec.table), Some(table));
        }
    }
    assert!(Version::V1_1.spec().table(Table::Roles).is_none());
}

#[test]
fn a_table_is_found_by_its_names() {
    for (index, table) in Table::ALL.into_iter().enumerate() {
        assert_eq!(table.index(), index);
        assert_eq!(table.file(), format!("{}.csv", table.name()));
        assert_eq!(Table::from_file(table.file()), Some(table));
        assert_eq!(Table::from_name(table.name()), Some(table));
        assert!(!table.singular().is_empty());
    }
    assert_eq!(Table::from_file("users.CSV"), None);
    assert_eq!(Table::from_name("Users"), None);
}

#[test]
fn column_names_are_unique_in_their_table() {
    for version in VERSIONS {
        for spec in version.spec().tables {
            let names: HashSet<_> = spec.columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), spec.columns.len(), "{}", spec.table.file());
            for column in spec.columns {
                assert_eq!(spec.column(column.name), Some(column));
                assert!(!column.label.trim().is_empty() && !column.ty.words().is_empty(), "{}", column.name);
                assert!(column.name.bytes().all(|b| b.is_ascii_alphanumeric()), "{}", column.name);
            }
        }
    }
}

#[test]
fn data_tables_begin_with_key_status_and_time() {
    for version in VERSIONS {
        for spec in data_tables(version) {
            let [key, status, time] = [&spec.columns[0], &spec.columns[1], &spec.columns[2]];
            assert_eq!((key.name, key.ty, key.presence), ("sourcedId", Type::Guid, Presence::Always), "{}", spec.table.file());
            assert_eq!((status.name, status.presence), ("status", Presence::DeltaOnly));
            assert_eq!((time.name, time.ty, time.presence), ("dateLastModified", Type::DateTime, Presence::DeltaOnly));
            let others = &spec.columns[3..];
            assert!(others.iter().all(|column| column.presence != Presence::DeltaOnly && column.ty != Type::Guid));
        }
    }
}

#[test]
fn every_reference_points_at_a_table_that_is_loaded_before() {
    for version in VERSIONS {
        for spec in version.spec().tables {
            for column in spec.columns {
                let place = format!("{} {}.{}", version.name(), spec.table.name(), column.name);
                let is_key_of_user = spec.table == Table::Demographics && column.ty == Type::Guid;
                let must_refer = matches!(column.ty, Type::GuidRef | Type::GuidRefList) || is_key_of_user;
                assert_eq!(column.reference.is_some(), must_refer, "{place}");
                let Some(reference) = column.reference else { continue };
                let target = version.spec().table(reference.table).unwrap_or_else(|| panic!("{place} points at no file of the version"));
                // The one exception: 1.2.0 lets users name resources, which stand later.
                let is_exception = version == Version::V1_2_0 && column.name == "resourceSourcedIds";
                assert!(reference.table <= spec.table || is_exception, "{place} points at a file that is loaded later");
                if let Some((kind, value)) = reference.expects {
                    let words = target.column(kind).and_then(|column| column.ty.vocabulary());
                    assert!(words.is_some_and(|words| words.words.contains(&value)), "{place} expects {kind} {value}");
                }
            }
        }
    }
}

#[test]
fn what_a_bulk_package_needs_covers_the_required_references() {
    for version in VERSIONS {
        for spec in version.spec().tables {
            let needs: HashSet<_> = spec.needs.iter().copied().collect();
            assert_eq!(needs.len(), spec.needs.len(), "{} names a need twice", spec.table.file());
            assert!(!needs.contains(&spec.table), "{} needs itself", spec.table.file());
            for column in spec.columns.iter().filter(|column| column.presence == Presence::Always) {
                let Some(reference) = column.reference.filter(|reference| reference.table != spec.table) else { continue };
                assert!(needs.contains(&reference.table), "{} {}.{}", version.name(), spec.table.name(), column.name);
            }
        }
    }
}

#[test]
fn vocabularies_hold_plain_words_and_1_1_none_of_its_own() {
    for version in VERSIONS {
        for spec in version.spec().tables {
            for column in spec.columns {
                let Some(words) = column.ty.vocabulary() else { continue };
                assert!(words.words.len() >= 2 && words.words.iter().collect::<HashSet<_>>().len() == words.words.len());
                for word in words.words {
                    assert!(words.allows(word) && word.trim() == *word && !word.contains(',') && !word.is_empty());
                    assert!(!words.allows(&word.to_uppercase()), "{word} is case-sensitive");
                }
                assert!(!words.allows("") && !words.allows("ext:") && !words.allows("other word"));
                assert_eq!(words.allows("ext:own.word-1"), words.extensible);
                assert!(!words.extensible || version.is_1_2(), "{} {}.{}", version.name(), spec.table.name(), column.name);
            }
        }
    }
}

#[test]
fn extensible_are_the_columns_that_1_2_names() {
    let extensible: Vec<String> = data_tables(Version::V1_2_1)
        .flat_map(|spec| spec.columns.iter().map(move |column| (spec.table, column)))
        .filter(|(_, column)| column.ty.vocabulary().is_some_and(|words| words.extensible))
        .map(|(table, column)| format!("{}.{}", table.name(), column.name))
        .collect();
    let expected = [
        "orgs.type",
        "academicSessions.type",
        "roles.role",
        "classes.classType",
        "enrollments.role",
        "demographics.sex",
        "resources.roles",
        "results.scoreStatus",
        "lineItemLearningObjectiveIds.source",
        "resultLearningObjectiveIds.source",
    ];
    assert_eq!(extensible, expected);
}

#[test]
fn only_list_types_are_lists() {
    for (ty, is_list) in [
        (Type::GuidRefList, true),
        (Type::TextList, true),
        (Type::TypedIdList, true),
        (Type::MappingList, true),
        (Type::GuidRef, false),
        (Type::Guid, false),
        (Type::Text, false),
        (Type::Boolean, false),
    ] {
        assert_eq!(ty.is_list(), is_list, "{ty:?}");
    }
}

#[test]
fn private_columns_are_classed_as_such() {
    for version in VERSIONS {
        for spec in data_tables(version) {
            for column in spec.columns {
                let place = format!("{} {}.{}", version.name(), spec.table.name(), column.name);
                assert_eq!(column.privacy == Privacy::Secret, column.name == "password", "{place}");
                if spec.table == Table::Demographics && !["sourcedId", "status", "dateLastModified"].contains(&column.name) {
                    assert_eq!(column.privacy, Privacy::Sensitive, "{place}");
                }
                if column.reference.is_some_and(|reference| reference.table == Table::Users) {
                    assert!(column.privacy >= Privacy::Identifier, "{place} points at a person");
                }
                let is_name =
                    spec.table == Table::Users && (column.name.ends_with("Name") || ["email", "sms", "phone"].contains(&column.name));
                let is_login = column.name == "username";
                assert!(!is_name || is_login || column.privacy >= Privacy::Personal, "{place}");
            }
        }
        let users = version.spec().table(Table::Users).unwrap();
        assert_eq!(users.column("sourcedId").unwrap().privacy, Privacy::Identifier);
    }
    assert!(Privacy::Open < Privacy::Identifier && Privacy::Sensitive < Privacy::Secret);
}

#[test]
fn versions_and_modes_are_named_as_manifests_name_them() {
    assert_eq!(VERSIONS.map(Version::name), ["1.0", "1.1", "1.2.0", "1.2.1"]);
    assert_eq!(VERSIONS.map(Version::manifest_value), ["1.0", "1.1", "1.2", "1.2"]);
    assert_eq!((Mode::Bulk.name(), Mode::Delta.name()), ("bulk", "delta"));
    assert_eq!(GRADES_CEDS.len(), 21);
    assert!(GRADES_CEDS.contains(&"KG") && GRADES_CEDS.contains(&"09") && !GRADES_CEDS.contains(&"9"));
    let groups: HashSet<_> = data_tables(Version::V1_2_1).map(|spec| spec.group).collect();
    assert_eq!(groups, HashSet::from([Group::Rostering, Group::Resources, Group::Gradebook]));
}
