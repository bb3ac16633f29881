//! The tables of the standard, tested as data. The registry of rules has its own tests.

use std::collections::BTreeSet;

use roster_inspector::spec::{Table, Version};

use super::none;

const VERSIONS: [Version; 4] = [Version::V1_0, Version::V1_1, Version::V1_2_0, Version::V1_2_1];

#[test]
fn every_table_of_the_standard_has_a_spec() {
    assert_eq!(Table::ALL.map(Table::index), std::array::from_fn(|i| i), "Table::ALL is in the order of the enum");
    let names: BTreeSet<_> = Table::ALL.map(Table::name).into();
    assert_eq!(names.len(), Table::ALL.len(), "names of tables are unique");
    for table in Table::ALL {
        assert!(Version::V1_2_1.spec().table(table).is_some(), "{} has no spec in 1.2.1", table.name());
        assert_eq!(table.file(), format!("{}.csv", table.name()));
    }
}

#[test]
fn references_lead_to_tables_and_columns_are_unique() {
    let mut places = Vec::new();
    for version in VERSIONS {
        let spec = version.spec();
        let mut tables = BTreeSet::new();
        for table in spec.tables {
            let place = format!("{} {}", version.name(), table.table.file());
            if !tables.insert(table.table) {
                places.push(format!("{place} stands twice"));
            }
            let mut columns = BTreeSet::new();
            for column in table.columns {
                if !columns.insert(column.name) {
                    places.push(format!("{place}: {} stands twice", column.name));
                }
                let Some(reference) = column.reference else { continue };
                let Some(target) = spec.table(reference.table) else {
                    places.push(format!("{place}: {} leads to {}, which this version does not have", column.name, reference.table.file()));
                    continue;
                };
                if reference.expects.is_some_and(|(expected, _)| target.column(expected).is_none()) {
                    places.push(format!("{place}: {} expects a column that {} does not have", column.name, reference.table.file()));
                }
            }
            places.extend(
                table.needs.iter().filter(|need| spec.table(**need).is_none()).map(|need| format!("{place} needs {}", need.file())),
            );
        }
    }
    none("References lead to tables of the same version, and columns are unique in a table.", &places);
}

/// Counted in the standard itself: the manifest has no data columns of its own.
#[test]
fn every_column_of_the_standard_is_there() {
    let columns = |version: Version| -> (usize, usize) {
        let tables = version.spec().tables.iter().filter(|table| table.table != Table::Manifest);
        (version.spec().tables.len(), tables.map(|table| table.columns.len()).sum())
    };
    assert_eq!(columns(Version::V1_1), (14, 130));
    assert_eq!(columns(Version::V1_2_1), (22, 205));
    assert_eq!(columns(Version::V1_2_0).0, 22);
}
