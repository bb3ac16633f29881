//! Generated districts, judged in mid-year: no error and no warning, in any fashion.

use std::fs;

use jiff::civil::date;
use roster_inspector::check::{Level, Settings};
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster;

use super::check_fixtures::judge;
use super::generate::districts;

#[test]
fn a_generated_district_has_no_error_and_no_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings::as_of(date(2026, 11, 23));
    for (index, district) in districts().iter().enumerate() {
        let path = folder.path().join(format!("{index}.zip"));
        fs::write(&path, &district.bytes).expect("a file is written");
        let roster = roster::open(&[path], &Limits::default(), &Watch::new()).expect("it opens");
        assert_eq!(roster.version().name(), district.options.version.name());
        let found: Vec<_> = judge(&roster, &settings)
            .groups()
            .iter()
            .filter(|group| group.level() != Level::Info)
            .map(|group| (group.rule.code, group.count))
            .collect();
        assert!(found.is_empty(), "{found:?} in {:?}", district.options);
    }
}
