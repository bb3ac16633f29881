//! Every form is read back: the exact text of each cell, whatever stands in it; whole or not there at all.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;
use roster_inspector::export::{ExportErrorKind, Form, FormOptions, form_place, parts_of, personal, write_form};
use roster_inspector::generate::{Options as District, write_district};
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::{Table, Version};
use roster_inspector::store::TableData;
use serde_json::Value;

use super::query::sample;

/// Header and rows.
type Cells = (Vec<String>, Vec<Vec<String>>);

fn options(form: Form) -> FormOptions {
    FormOptions { form, whole: true, source: "Marlow Valley".to_owned(), date: date(2026, 10, 1), ..FormOptions::default() }
}

fn expected(data: &TableData) -> Cells {
    let columns: Vec<_> = data.columns().iter().filter(|column| column.name() != "password").collect();
    let rows = (0..data.rows()).map(|row| columns.iter().map(|column| column.text(row).into_string()).collect());
    (columns.iter().map(|column| column.name().to_owned()).collect(), rows.collect())
}

fn written(roster: &Roster, form: Form, folder: &Path) -> PathBuf {
    let path = folder.join(format!("out.{}", form.extension()));
    let parts = parts_of(roster, &Table::ALL);
    let written = write_form(roster, &parts, &options(form), &path, &Watch::new()).expect("it is written");
    assert_eq!(written.tables.len(), parts.len());
    assert_eq!(written.path, form_place(&options(form), &path));
    assert_eq!(written.bytes, bytes_of(&written.path).values().map(|bytes| bytes.len() as u64).sum::<u64>());
    written.path
}

/// Each file by its name.
fn bytes_of(path: &Path) -> BTreeMap<String, Vec<u8>> {
    if path.is_file() {
        return [(String::new(), fs::read(path).expect("it can be read"))].into();
    }
    let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("it can be read")))
        .collect()
}

fn read_csv(path: &Path, table: Table) -> Cells {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path.join(table.file())).expect("it opens");
    let header = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    (header, reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect())
}

fn read_sqlite(path: &Path, table: Table) -> Cells {
    let base = rusqlite::Connection::open(path).expect("it opens");
    let mut all = base.prepare(&format!("SELECT * FROM {} ORDER BY rowid", table.name())).expect("the table");
    let names: Vec<String> = all.column_names().map(str::to_owned).collect();
    let width = names.len();
    let rows = all
        .query_map([], |row| (0..width).map(|at| Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default())).collect())
        .expect("rows")
        .map(|row| row.expect("a row"))
        .collect();
    (names, rows)
}

/// The cells of a sheet, read from the XML as it is known to be written.
fn read_xlsx(path: &Path, sheet: usize, width: usize) -> Vec<Vec<String>> {
    let mut zip = zip::ZipArchive::new(File::open(path).expect("it opens")).expect("a zip");
    let mut xml = String::new();
    zip.by_name(&format!("xl/worksheets/sheet{}.xml", sheet + 1)).expect("the sheet").read_to_string(&mut xml).expect("UTF-8");
    let mut rows = Vec::new();
    for row in xml.split("<row ").skip(1) {
        let mut cells = vec![String::new(); width];
        for cell in row.split("<c r=\"").skip(1) {
            let letters = cell.split(|c: char| c.is_ascii_digit()).next().expect("a place");
            let at = letters.bytes().fold(0, |at, letter| at * 26 + usize::from(letter - b'A') + 1) - 1;
            if let Some((_, text)) = cell.split_once("<t") {
                assert!(cell.contains("t=\"inlineStr\""), "every cell is text");
                let text = text.split_once('>').expect("a tag").1.split("</t>").next().expect("an end");
                cells[at] = unescaped(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"));
            }
        }
        rows.push(cells);
    }
    rows
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32) {
            Some(letter) => {
                out.push_str(&rest[..at]);
                out.push(letter);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

/// Rows by column: the text beside a typed column goes before the value.
fn read_parquet(path: &Path, table: Table) -> Vec<BTreeMap<String, String>> {
    let file = File::open(path.join(format!("{}.parquet", table.name()))).expect("it opens");
    let reader = SerializedFileReader::new(file).expect("Parquet");
    let rows = reader.get_row_iter(None).expect("rows").map(|row| {
        let row = row.expect("a row");
        let fields: BTreeMap<&str, &Field> = row.get_column_iter().map(|(name, field)| (&**name, field)).collect();
        let value = |name: &str| match fields.get(&*format!("{name}_text")) {
            Some(Field::Str(text)) => text.clone(),
            _ => value_text(fields[name]),
        };
        fields.keys().map(|name| ((*name).to_owned(), value(name))).collect()
    });
    rows.collect()
}

fn value_text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bool(value) => value.to_string(),
        Field::Long(value) => value.to_string(),
        Field::Double(value) => value.to_string(),
        Field::Date(days) => date(1970, 1, 1).checked_add(jiff::Span::new().days(*days)).expect("a day").to_string(),
        Field::TimestampMillis(at) => Timestamp::from_millisecond(*at).expect("a time").strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(),
        Field::ListInternal(list) => list.elements().iter().map(value_text).collect::<Vec<_>>().join(","),
        other => panic!("{other:?}"),
    }
}

fn json_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(json_text).collect::<Vec<_>>().join(","),
        Value::Object(object) if object.contains_key("href") => json_text(&object["sourcedId"]),
        Value::Object(object) => {
            let part = |names: [&str; 2]| json_text(names.iter().find_map(|name| object.get(*name)).expect("a part"));
            format!("{{{}:{}}}", part(["type", "itemValueLHS"]), part(["identifier", "itemValueRHS"]))
        }
        other => other.to_string(),
    }
}

/// Every text of an object, in order.
fn json_texts(object: &Value) -> Vec<String> {
    let members = object.as_object().expect("an object");
    let mut texts: Vec<String> = members.iter().filter(|(name, _)| *name != "metadata").map(|(_, value)| json_text(value)).collect();
    texts.extend(members.get("metadata").into_iter().flat_map(|all| all.as_object().expect("an object").values()).map(json_text));
    texts.sort();
    texts
}

fn filled(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let sorted = |row: &Vec<String>| {
        let mut cells: Vec<String> = row.iter().filter(|cell| !cell.is_empty()).cloned().collect();
        cells.sort();
        cells
    };
    rows.iter().map(sorted).collect()
}

fn assert_reads_back(roster: &Roster) {
    let folder = tempfile::tempdir().expect("a folder");
    let [csv, xlsx, json, ndjson, typed, sqlite] = Form::ALL.map(|form| written(roster, form, folder.path()));
    let document: Value = serde_json::from_slice(&fs::read(json).expect("it can be read")).expect("JSON");
    for (sheet, data) in roster.data().tables().filter(|data| !data.columns().is_empty()).enumerate() {
        let (table, (header, rows)) = (data.table(), expected(data));
        assert_eq!(read_csv(&csv, table), (header.clone(), rows.clone()));
        // Databases have the names of the standard.
        let spec_of = |name: &str| data.columns().iter().find(|column| column.name() == name).and_then(|column| column.spec());
        let names: Vec<String> = header.iter().map(|name| spec_of(name).map_or(&**name, |spec| spec.name).to_owned()).collect();
        assert_eq!(read_sqlite(&sqlite, table), (names.clone(), rows.clone()));
        let mut page = read_xlsx(&xlsx, sheet, header.len());
        assert_eq!(page.remove(0), header);
        // A row without a cell is not written at the end of a sheet.
        page.resize(rows.len(), vec![String::new(); header.len()]);
        assert_eq!(page, rows);
        let found = read_parquet(&typed, table);
        assert_eq!(found.iter().map(|row| names.iter().map(|name| row[name].clone()).collect()).collect::<Vec<Vec<_>>>(), rows);
        let texts = filled(&rows);
        let listed = document[table.name()].as_array().expect("a list");
        assert_eq!(listed.iter().map(json_texts).collect::<Vec<_>>(), texts, "{}", table.name());
        let lines = fs::read_to_string(ndjson.join(format!("{}.ndjson", table.name()))).expect("it can be read");
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
        assert_eq!(&lines, listed);
    }
}

fn open(path: &Path) -> Arc<Roster> {
    roster::open(&[path.to_owned()], &Limits::default(), &Watch::new()).expect("it opens")
}

/// A package with these users: each row as many cells as the header.
fn users(folder: &Path, header: &[&str], rows: &[Vec<String>]) -> Arc<Roster> {
    let mut out = csv::Writer::from_path(folder.join("users.csv")).expect("a file");
    out.write_record(header).expect("written");
    rows.iter().for_each(|row| out.write_record(row).expect("written"));
    out.flush().expect("written");
    drop(out);
    open(&folder.join("users.csv"))
}

const HEADER: [&str; 9] =
    ["sourcedId", "status", "dateLastModified", "enabledUser", "orgSourcedIds", "role", "username", "givenName", "metadata.bus"];

#[test]
fn the_sample_and_a_district_of_1_2_read_back_in_every_form() {
    assert_reads_back(&sample());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("district.zip");
    let district = District { students: 40, school_size: 20, version: Version::V1_2_1, gradebook: true, ..District::default() };
    write_district(&district, File::create(&path).expect("a file"), &Watch::new()).expect("a district");
    assert_reads_back(&open(&path));
}

#[test]
fn hidden_characters_zeros_and_formulas_stay_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |id: &str, time: &str, enabled: &str, orgs: &str, name: &str, given: &str| {
        [id, "", time, enabled, orgs, "student", name, given, "007"].map(str::to_owned).to_vec()
    };
    let rows = [
        row("0012", "2026-09-01T08:00:00.000Z", "true", "a,b", "=1+1", "Zo\u{200b}e"),
        row("0013", "2026-09-01T08:00:00Z", "TRUE", "a,,b ", "'quoted\"", "line\r\nend"),
        row("0014", "yesterday", "", "", "_x0041_ <&>", " é\u{feff}\u{a0} "),
    ];
    let roster = users(folder.path(), &HEADER, &rows);
    assert_eq!(roster.table(Table::Users).expect("users").text(1, "givenName"), "line\r\nend");
    assert_reads_back(&roster);
    let typed = folder.path().join("typed");
    fs::create_dir(&typed).expect("a folder");
    let found = read_parquet(&written(&roster, Form::Parquet, &typed), Table::Users);
    assert_eq!(found[0]["enabledUser"], "true");
    assert_eq!(found.iter().map(|row| &*row["enabledUser_text"]).collect::<Vec<_>>(), ["", "TRUE", ""]);
    assert_eq!(found.iter().map(|row| &*row["dateLastModified_text"]).collect::<Vec<_>>(), ["", "2026-09-01T08:00:00Z", "yesterday"]);
    assert!(!found[0].contains_key("orgSourcedIds_text"), "a list gives its text back");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_column_reads_back(cells in prop::collection::vec(prop::collection::vec(
        prop_oneof![
            "[ab01,=+@_x\"' \\n\\r\\t\u{1}\u{b}\u{200b}é😀<&>{}:#-]{0,9}",
            "(true|false|2026-0[1-9]-1[0-9]|1[0-9]{0,3}|0[0-9]|-?[0-9]{1,3}\\.[0-9]{1,2}|2026-09-01T08:00:00(\\.[0-9]{3})?Z)",
        ], 8), 1..6))
    {
        let folder = tempfile::tempdir().expect("a folder");
        let rows: Vec<_> = cells.into_iter().enumerate().map(|(at, cells)| [vec![format!("id-{at}")], cells].concat()).collect();
        assert_reads_back(&users(folder.path(), &HEADER, &rows));
    }
}

#[test]
fn json_has_the_shape_of_the_rest_binding() {
    let folder = tempfile::tempdir().expect("a folder");
    let document: Value =
        serde_json::from_slice(&fs::read(written(&sample(), Form::Json, folder.path())).expect("it is there")).expect("JSON");
    let user = document["users"].as_array().expect("users").iter().find(|user| user["role"] == "student").expect("a student");
    assert_eq!(user["enabledUser"], true);
    assert!(user["grades"].is_array());
    let org = &user["orgs"][0];
    assert_eq!(org["type"], "org");
    assert_eq!(org["href"], format!("orgs/{}", org["sourcedId"].as_str().expect("an id")));
    let result = document["results"].as_array().expect("results").iter().find(|result| !result["score"].is_null()).expect("a score");
    assert!(result["score"].is_number() && result["lineItem"]["sourcedId"].is_string());
    assert!(user.get("password").is_none() && user.get("status").is_none());
}

#[test]
fn the_same_choices_give_the_same_bytes_and_nothing_is_replaced_unasked() {
    let roster = sample();
    let parts = parts_of(&roster, &Table::ALL);
    for form in Form::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let place = written(&roster, form, folder.path());
        let first = bytes_of(&place);
        let path = folder.path().join(format!("out.{}", form.extension()));
        let write = |replace| write_form(&roster, &parts, &FormOptions { replace, ..options(form) }, &path, &Watch::new());
        assert_eq!(write(false).expect_err("it is there").kind, ExportErrorKind::Exists);
        assert!(write(true).is_ok());
        assert_eq!(bytes_of(&place), first, "{form:?}");
        if place.is_dir() {
            fs::write(place.join("letter.txt"), "mine").expect("written");
            assert_eq!(write(true).expect_err("something else").kind, ExportErrorKind::OtherFiles);
            assert_eq!(fs::read(place.join("letter.txt")).ok().as_deref(), Some(&b"mine"[..]));
        }
        let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
        assert_eq!(left.len(), 1, "nothing else is left: {left:?}");
    }
}

#[test]
fn what_is_stopped_leaves_nothing() {
    let roster = sample();
    for form in Form::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let watch = Watch::new();
        watch.cancel();
        let path = folder.path().join("out");
        let stopped = write_form(&roster, &parts_of(&roster, &Table::ALL), &options(form), &path, &watch);
        assert_eq!(stopped.expect_err("stopped").kind, ExportErrorKind::Cancelled);
        assert_eq!(fs::read_dir(folder.path()).map(Iterator::count).ok(), Some(0), "{form:?}");
    }
}

#[test]
fn whose_data_it_is_is_counted() {
    let roster = sample();
    let users = roster.table(Table::Users).expect("users");
    let students = (0..users.rows()).filter(|&row| users.text(row, "role") == "student").count() as u64;
    let of = |tables: &[Table]| personal(&roster, &parts_of(&roster, tables));
    assert_eq!(of(&[Table::Users]).students, students);
    assert_eq!(of(&[Table::Users]).others, u64::from(users.rows()) - students);
    assert!(of(&[Table::Users]).columns.iter().any(|(_, name)| name == "familyName"));
    let enrolled = of(&[Table::Enrollments]);
    assert!(enrolled.students > 0 && enrolled.students <= students && enrolled.columns.is_empty());
    assert_eq!(of(&[Table::Orgs]), roster_inspector::export::Personal::default());
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roster-inspector")).args(arguments).output().expect("the program starts")
}

fn sample_folder() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample").display().to_string()
}

#[test]
fn the_command_says_rows_place_and_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("ninth.csv").display().to_string();
    let arguments = ["export", &sample_folder(), "--as", "csv", "--where", "role is \"student\"", "--out", &out, "--safe-for-spreadsheets"];
    let done = run(&arguments);
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let rows = csv::Reader::from_path(&out).expect("it is there").records().count();
    assert!(told.contains(&format!("  users.csv: {rows}\n")) && told.contains(&format!("data of {rows} students")), "{told}");
    assert!(told.contains("apostrophe") || told.contains("none was changed"), "{told}");
    assert!(told.contains(&format!("Saved as {out}, ")), "{told}");
    assert_eq!(run(&arguments).status.code(), Some(2), "it is there already");
    assert_eq!(run(&[&arguments[..], &["--overwrite", "--bom"]].concat()).status.code(), Some(0));
    assert!(fs::read(&out).expect("it is there").starts_with(&[0xef, 0xbb, 0xbf]));
    let code = |more: &[&str]| run(&[&["export", &sample_folder(), "--out", &format!("{out}.2")], more].concat()).status.code();
    assert_eq!(code(&["--as", "xlsx", "--bom"]), Some(2));
    assert_eq!(code(&["--as", "json", "--table", "scoreScales.csv"]), Some(2), "no such file in it");
    assert_eq!(code(&["--as", "json", "--where", "no filter"]), Some(2));
    assert_eq!(code(&["--as", "json", "--table", "orgs.csv"]), Some(0));
}

#[test]
fn formulas_get_an_apostrophe_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = ["1", "", "", "true", "a", "student", "=cmd()", "-5", "+49"].map(str::to_owned).to_vec();
    let roster = users(folder.path(), &HEADER, &[row]);
    let options = FormOptions { safe: true, whole: false, ..options(Form::Csv) };
    let path = folder.path().join("safe.csv");
    let written = write_form(&roster, &parts_of(&roster, &[Table::Users]), &options, &path, &Watch::new()).expect("written");
    assert!(written.notes.iter().any(|note| note.starts_with("2 cells")), "{:?}", written.notes);
    let text = fs::read_to_string(path).expect("it is there");
    assert!(text.ends_with("student,'=cmd(),-5,'+49\r\n"), "{text}");
}

/// A limit on the size of files stands in for a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing() {
    for form in ["csv", "xlsx", "json", "ndjson", "parquet", "sqlite"] {
        let folder = tempfile::tempdir().expect("a folder");
        let line = "trap '' XFSZ; ulimit -f 4; exec \"$0\" export \"$1\" --as \"$2\" --out \"$3\"";
        let out = folder.path().join("out").display().to_string();
        let ended = Command::new("bash").args(["-c", line, env!("CARGO_BIN_EXE_roster-inspector"), &sample_folder(), form, &out]).output();
        let ended = ended.expect("a shell");
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(2), "{form}: {told}");
        // SQLite tells a full disk from other failures of the system, a limit it does not.
        let words = if form == "sqlite" { "Writing failed" } else { "not enough room" };
        assert!(told.contains(words), "{form}: {told}");
        assert_eq!(fs::read_dir(folder.path()).map(Iterator::count).ok(), Some(0), "{form}");
    }
}
