//! Reports for programs and pages hold to their forms: SARIF, JUnit, HTML, Markdown.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::report::{faulty, printed};

fn of_district(form: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let district = faulty(folder.path(), &["--version", "1.2"]);
    printed(&[district.to_str().expect("a plain path"), "--format", form, "--max-places", "3"])
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element.try_get_attribute(name).expect("attributes are well-formed");
    let found = found.unwrap_or_else(|| panic!("{name} is missing"));
    String::from_utf8(found.value.to_vec()).expect("UTF-8")
}

#[test]
fn sarif_holds_to_its_schema() {
    let text = of_district("sarif");
    let log: serde_sarif::sarif::Sarif = serde_json::from_str(&text).expect("SARIF 2.1.0");
    let [run] = &log.runs[..] else { panic!("one run") };
    let rules = run.tool.driver.rules.as_ref().expect("rules");
    let results = run.results.as_ref().expect("results");
    assert!(rules.len() > 20 && results.len() > rules.len());
    for result in results {
        let index = usize::try_from(result.rule_index.expect("an index")).expect("an index");
        assert_eq!(result.rule_id.as_ref(), Some(&rules[index].id), "the index leads to the rule");
        assert!(result.message.text.as_ref().is_some_and(|text| !text.is_empty()));
    }
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let known = ["$schema", "version", "runs"];
    assert!(json.as_object().expect("an object").keys().all(|key| known.contains(&key.as_str())));
    for result in json["runs"][0]["results"].as_array().expect("results") {
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        for location in result["locations"].as_array().into_iter().flatten() {
            let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a reference");
            assert!(uri.ends_with(".csv") && !uri.contains(' '), "{uri}");
            let line = &location["physicalLocation"]["region"]["startLine"];
            assert!(line.is_null() || line.as_u64().is_some_and(|line| line > 0));
        }
    }
}

/// What may stand in what, as the schema of JUnit reports has it.
fn junit_children(element: &str) -> &'static [&'static str] {
    match element {
        "" => &["testsuites"],
        "testsuites" => &["testsuite"],
        "testsuite" => &["testcase"],
        "testcase" => &["skipped", "failure", "system-out"],
        _ => &[],
    }
}

#[test]
fn junit_holds_to_its_schema() {
    let text = of_district("junit");
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<String> = vec![String::new()];
    let (mut cases, mut failures, mut told) = (0, 0, (0, 0));
    loop {
        let event = reader.read_event().expect("well-formed");
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let name = String::from_utf8(element.name().as_ref().to_vec()).expect("UTF-8");
                let parent = open.last().expect("a parent");
                assert!(junit_children(parent).contains(&name.as_str()), "{name} in {parent}");
                let needed: &[&str] = match name.as_str() {
                    "testsuites" => &["name", "tests", "failures", "errors", "time"],
                    "testsuite" => &["name", "tests", "failures", "errors", "skipped", "time"],
                    "testcase" => &["name", "classname", "time"],
                    "failure" => &["message", "type"],
                    _ => &[],
                };
                let values: Vec<String> = needed.iter().map(|name| attribute(element, name)).collect();
                assert_eq!(element.attributes().count(), needed.len(), "{name} has other attributes");
                match name.as_str() {
                    "testsuites" => told = (values[1].parse().expect("a number"), values[2].parse().expect("a number")),
                    "testcase" => cases += 1,
                    "failure" => failures += 1,
                    _ => {}
                }
                if matches!(event, Event::Start(_)) {
                    open.push(name);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1);
    assert_eq!(told, (cases, failures));
    assert!(failures > 20 && cases > failures);
}

#[test]
fn a_page_is_whole_and_needs_nothing_else() {
    let text = of_district("html");
    let mut reader = Reader::from_str(&text);
    let (mut pictures, mut headings) = (0, 0);
    loop {
        match reader.read_event().expect("every element is closed") {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name();
                assert!(!["script", "link", "img", "iframe", "object"].iter().any(|other| name.as_ref() == other.as_bytes()));
                if name.as_ref() == b"svg" {
                    pictures += 1;
                    assert_eq!(attribute(&element, "role"), "img");
                    assert!(attribute(&element, "aria-label").contains("users.csv ") || pictures > 1);
                }
                headings += usize::from(name.as_ref() == b"h1");
                for found in element.attributes().flatten() {
                    let value = String::from_utf8_lossy(&found.value).into_owned();
                    assert!(!value.contains("//") || !matches!(found.key.as_ref(), b"src" | b"href"), "{value}");
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((pictures, headings), (2, 1));
    for words in ["prefers-color-scheme:dark", "@media print", "width=device-width", "max-width:640px"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("url(") && !text.contains("@import"));
}

#[test]
fn a_page_takes_everything_from_the_package_as_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let named = folder.path().join("<script>alert(1)<");
    std::fs::create_dir(&named).expect("a folder");
    std::fs::write(named.join("orgs.csv"), "sourcedId,<b>name,type\n\"<i>|x\",a,<u>*school*\n").expect("a file");
    let path = named.to_str().expect("a plain path");
    let page = printed(&[path, "--format", "html"]);
    for raw in ["<script", "<b>name", "<i>|x", "<u>"] {
        assert!(!page.contains(raw), "{raw}");
    }
    let ticket = printed(&[path, "--format", "markdown"]);
    assert!(!ticket.contains("<script") && !ticket.contains("<u>") && ticket.contains("\\*school\\*"), "{ticket}");
    for line in ticket.lines().filter(|line| line.starts_with("| ") && !line.contains("file")) {
        let bars = line.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 7, "{line}");
    }
}
