//! Generated districts hold to the form of the standard: files, headers, types, keys and references, in every fashion.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Cursor, Read as _};
use std::sync::OnceLock;

use roster_inspector::generate::{Error, Ids, Options, write_district};
use roster_inspector::job::Watch;
use roster_inspector::spec::{ColumnSpec, GRADES_CEDS, Presence, Table, Type, Version};

/// A package as a small reader of its own sees it.
pub struct District {
    pub options: Options,
    pub bytes: Vec<u8>,
    pub names: Vec<String>,
    pub files: BTreeMap<Table, Rows>,
}

/// The rows of one file.
pub struct Rows {
    pub text: String,
    columns: HashMap<String, usize>,
    pub records: Vec<csv::StringRecord>,
}

impl Rows {
    /// The cell of `record` in the column `name`.
    pub fn cell<'a>(&self, record: &'a csv::StringRecord, name: &str) -> &'a str {
        let column = self.columns.get(name).unwrap_or_else(|| panic!("no column {name}"));
        &record[*column]
    }

    /// All cells of a column.
    pub fn column<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.records.iter().map(move |record| self.cell(record, name))
    }

    /// The rows by the cells of a column whose cells are unique.
    pub fn by<'a>(&'a self, name: &'a str) -> HashMap<&'a str, &'a csv::StringRecord> {
        self.records.iter().map(|record| (self.cell(record, name), record)).collect()
    }
}

impl District {
    pub fn rows(&self, table: Table) -> &Rows {
        self.files.get(&table).unwrap_or_else(|| panic!("no {}", table.file()))
    }
}

pub fn generate(options: Options) -> District {
    let mut out = Cursor::new(Vec::new());
    let summary = write_district(&options, &mut out, &Watch::new()).unwrap();
    let bytes = out.into_inner();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut names = Vec::new();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns = reader.headers().unwrap().iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        let table = Table::from_file(&name).unwrap();
        assert!(summary.files.contains(&(table, records.len() as u64)), "{name} has {} rows, {summary:?}", records.len());
        names.push(name);
        files.insert(table, Rows { text, columns, records });
    }
    assert_eq!(summary.csv_bytes, files.values().map(|rows| rows.text.len() as u64).sum::<u64>());
    District { options, bytes, names, files }
}

/// A district in each of the fashions, made once for all tests.
pub fn districts() -> &'static [District] {
    static DISTRICTS: OnceLock<Vec<District>> = OnceLock::new();
    DISTRICTS.get_or_init(|| fashions().into_iter().map(generate).collect())
}

/// Every fashion once, and sizes at which schools, cohorts and families are cut short.
fn fashions() -> Vec<Options> {
    let base = Options { students: 330, ..Options::default() };
    let new = Options { version: Version::V1_2_1, gradebook: true, ..base };
    vec![
        base,
        Options { students: 1, gradebook: true, ..new },
        Options { students: 2, gradebook: true, ..base },
        Options { students: 19, gradebook: true, ..base },
        Options { students: 610, school_size: 140, seed: 3, gradebook: true, ..base },
        Options { ids: Ids::Numeric, gradebook: true, ..base },
        Options { shuffle: true, gradebook: true, ..base },
        Options { quote_all: true, gradebook: true, ..base },
        Options { delta: true, gradebook: true, ..base },
        new,
        Options { students: 520, school_size: 170, seed: 9, ids: Ids::Numeric, ..new },
        Options { delta: true, shuffle: true, quote_all: true, ..new },
        Options { version: Version::V1_2_0, ..base },
        Options { students: 230, school_size: 55, ids: Ids::Numeric, gradebook: true, ..base },
    ]
}

fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').filter(|item| !item.is_empty())
}

#[test]
fn the_same_arguments_give_the_same_bytes() {
    for district in districts() {
        assert!(generate(district.options).bytes == district.bytes, "{:?}", district.options);
    }
    let base = Options { students: 300, ..Options::default() };
    assert!(generate(base).bytes != generate(Options { seed: 2, ..base }).bytes);
}

#[test]
fn files_and_headers_are_those_of_the_version() {
    for district in districts() {
        let options = district.options;
        assert_eq!(district.names[0], "manifest.csv");
        for spec in options.version.spec().tables {
            let Some(rows) = district.files.get(&spec.table) else {
                assert!(!options.gradebook && spec.group == roster_inspector::spec::Group::Gradebook, "{} is missing", spec.table.file());
                continue;
            };
            let header = rows.text.split("\r\n").next().unwrap().replace('"', "");
            let names: Vec<_> = spec.columns.iter().map(|column| column.name).collect();
            assert_eq!(header, names.join(","), "{}", spec.table.file());
            assert!(!rows.records.is_empty(), "{} has no rows", spec.table.file());
            assert!(rows.text.ends_with("\r\n"));
        }
    }
}

#[test]
fn the_manifest_tells_what_is_there() {
    for district in districts() {
        let options = district.options;
        let manifest = district.rows(Table::Manifest);
        let values: BTreeMap<_, _> = manifest.records.iter().map(|record| (record[0].to_owned(), record[1].to_owned())).collect();
        assert_eq!(values.len(), manifest.records.len(), "a property stands twice");
        assert_eq!(values["manifest.version"], "1.0");
        assert_eq!(values["oneroster.version"], options.version.manifest_value());
        let mode = if options.delta { "delta" } else { "bulk" };
        for spec in options.version.spec().tables.iter().skip(1) {
            let expected = if district.files.contains_key(&spec.table) { mode } else { "absent" };
            assert_eq!(values[&format!("file.{}", spec.table.name())], expected);
        }
    }
}

#[test]
fn sourced_ids_are_unique() {
    for district in districts() {
        let options = district.options;
        let mut all = HashSet::new();
        for (table, rows) in &district.files {
            if *table == Table::Manifest {
                continue;
            }
            let ids: HashSet<_> = rows.column("sourcedId").collect();
            assert_eq!(ids.len(), rows.records.len(), "{} of {options:?}", table.file());
            // The key of demographics is that of the user; no other key stands in two files.
            if *table != Table::Demographics {
                all.extend(ids.iter().map(|id| (*id).to_owned()));
            }
        }
        let rows = district.files.iter().filter(|(table, _)| !matches!(table, Table::Manifest | Table::Demographics));
        assert_eq!(all.len(), rows.map(|(_, rows)| rows.records.len()).sum::<usize>(), "{options:?}");
    }
}

#[test]
fn every_reference_resolves() {
    for district in districts().iter().filter(|district| !district.options.delta) {
        let options = district.options;
        let keys: HashMap<_, _> = district
            .files
            .iter()
            .filter(|(table, _)| **table != Table::Manifest)
            .map(|(table, rows)| (*table, rows.by("sourcedId")))
            .collect();
        for spec in options.version.spec().tables {
            for column in spec.columns {
                let (Some(reference), Some(rows)) = (column.reference, district.files.get(&spec.table)) else { continue };
                for id in rows.column(column.name).flat_map(items) {
                    let target = keys[&reference.table].get(id);
                    let target = target.unwrap_or_else(|| panic!("{}.{} {id} of {options:?}", spec.table.name(), column.name));
                    if let Some((kind, value)) = reference.expects {
                        assert_eq!(district.rows(reference.table).cell(target, kind), value);
                    }
                }
            }
        }
    }
}

#[test]
fn every_cell_is_of_its_type_and_presence() {
    for district in districts() {
        let options = district.options;
        for spec in options.version.spec().tables.iter().skip(1) {
            let Some(rows) = district.files.get(&spec.table) else { continue };
            for column in spec.columns {
                for cell in rows.column(column.name) {
                    let filled = !cell.is_empty();
                    match column.presence {
                        Presence::Always => assert!(filled, "{}.{}", spec.table.name(), column.name),
                        Presence::DeltaOnly => assert_eq!(filled, options.delta, "{}.{}", spec.table.name(), column.name),
                        Presence::Optional => {}
                    }
                    assert!(!filled || is_of_type(column, cell), "{}.{} holds {cell}", spec.table.name(), column.name);
                    assert!(cell.trim() == cell && cell.chars().count() <= 255 && !cell.chars().any(char::is_control));
                }
            }
        }
    }
}

fn is_of_type(column: &ColumnSpec, cell: &str) -> bool {
    let is_guid = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match column.ty {
        Type::Guid | Type::GuidRef => is_guid(cell),
        Type::GuidRefList => cell.split(',').all(is_guid),
        Type::Text | Type::Id => true,
        Type::TextList => cell.split(',').all(|item| !item.is_empty() && (column.name != "grades" || GRADES_CEDS.contains(&item))),
        Type::TypedIdList | Type::MappingList => cell.split(',').all(|item| {
            let inner = item.strip_prefix('{').and_then(|item| item.strip_suffix('}'));
            inner.and_then(|inner| inner.split_once(':')).is_some_and(|(left, right)| !left.is_empty() && !right.is_empty())
        }),
        Type::Enum(words) => words.words.contains(&cell),
        Type::EnumList(words) => cell.split(',').all(|item| words.words.contains(&item)),
        Type::Boolean => matches!(cell, "true" | "false"),
        Type::Date => cell.len() == 10 && cell.parse::<jiff::civil::Date>().is_ok(),
        Type::DateTime => cell.len() == 24 && cell.ends_with('Z') && cell.parse::<jiff::Timestamp>().is_ok(),
        Type::Year => cell.len() == 4 && cell.bytes().all(|b| b.is_ascii_digit()),
        Type::Integer => cell.parse::<i64>().is_ok(),
        Type::Float => cell.parse::<f64>().is_ok(),
    }
}

#[test]
fn shuffling_changes_the_order_and_nothing_else() {
    let options = Options { students: 700, ids: Ids::Numeric, version: Version::V1_2_1, gradebook: true, ..Options::default() };
    let (plain, shuffled) = (generate(options), generate(Options { shuffle: true, ..options }));
    for (table, rows) in &plain.files {
        let other = shuffled.rows(*table);
        let sorted = |rows: &Rows| {
            let mut lines: Vec<String> = rows.text.lines().map(str::to_owned).collect();
            lines.sort_unstable();
            lines
        };
        assert_eq!(sorted(rows), sorted(other), "{}", table.file());
        if rows.records.len() > 100 {
            let moved = rows.records.iter().zip(&other.records).filter(|(a, b)| a != b).count();
            assert!(moved > rows.records.len() * 9 / 10, "{}: {moved} rows moved", table.file());
        }
    }
}

#[test]
fn quoting_every_cell_changes_quotes_and_nothing_else() {
    let options = Options { students: 400, gradebook: true, ..Options::default() };
    let (plain, quoted) = (generate(options), generate(Options { quote_all: true, ..options }));
    for (table, rows) in &plain.files {
        let other = quoted.rows(*table);
        assert_eq!(rows.records, other.records, "{}", table.file());
        for line in other.text.lines() {
            assert!(line.starts_with('"') && line.ends_with('"') && !line.contains("\",,"), "{line}");
        }
        assert!(!rows.text.contains(",\"\","), "an empty cell needs no quotes");
    }
}

#[test]
fn uuids_have_the_shape_of_version_4() {
    let district = generate(Options { students: 50, ..Options::default() });
    for id in district.rows(Table::Users).column("sourcedId") {
        let bytes = id.as_bytes();
        assert_eq!(bytes.len(), 36);
        assert!(bytes[14] == b'4' && matches!(bytes[19], b'8' | b'9' | b'a' | b'b'), "{id}");
        assert!(bytes.iter().all(|&b| b == b'-' || b.is_ascii_digit() || matches!(b, b'a'..=b'f')), "{id}");
    }
}

#[test]
fn what_cannot_be_written_is_said() {
    let write = |options: Options, watch: &Watch| write_district(&options, Cursor::new(Vec::new()), watch);
    let none = Options { students: 0, ..Options::default() };
    assert!(matches!(write(none, &Watch::new()), Err(Error::Students(0))));
    let old = Options { version: Version::V1_0, ..Options::default() };
    assert!(matches!(write(old, &Watch::new()), Err(Error::Version(Version::V1_0))));
    let stopped = Watch::new();
    stopped.cancel();
    assert!(matches!(write(Options::default(), &stopped), Err(Error::Cancelled)));
}
