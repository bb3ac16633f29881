//! The report as JUnit XML: each topic is a suite, each rule a test case that fails if it found errors.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::told::Entry;
use super::words::{number, plain};
use super::{Report, verdict};
use crate::check::{Level, RULES, Rule, Topic};

/// Writes the report. Warnings and information are told in the output of a case that passes.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let entries = report.entries();
    let cases = cases(report, &entries);
    let mut topics: Vec<Topic> = cases.iter().map(|case| case.topic).collect();
    topics.sort_unstable();
    topics.dedup();
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let verdict = verdict::lines(report).map(|verdict| format!(". {}", verdict.head)).unwrap_or_default();
    let name = safe(&format!("{}. {}{verdict}", report.roster.package().name, report.about_values()));
    xml.create_element("testsuites")
        .with_attributes([
            ("name", name.as_str()),
            ("tests", &cases.len().to_string()),
            ("failures", &failures(&cases).to_string()),
            ("errors", "0"),
            ("time", &format!("{:.3}", report.check_time.as_secs_f64())),
        ])
        .write_inner_content(|xml| {
            for &topic in &topics {
                suite(report, topic, &cases, xml)?;
            }
            Ok(())
        })?;
    writeln!(xml.get_mut())
}

/// A rule that was asked, and what it found.
struct Case<'a> {
    code: &'a str,
    topic: Topic,
    found: Option<&'a Entry<'a>>,
}

/// Every rule that was asked, in the order of the codes, then whatever else was found.
fn cases<'a>(report: &Report<'_>, entries: &'a [Entry<'a>]) -> Vec<Case<'a>> {
    let find = |code: &str| entries.iter().find(|entry| entry.code == code);
    let settings = report.findings.settings();
    let asked = |rule: &&&'static Rule| rule.is_for(report.roster.version()) && rule.is_wanted(settings);
    let mut cases: Vec<_> =
        RULES.iter().filter(asked).map(|rule| Case { code: rule.code, topic: rule.topic, found: find(rule.code) }).collect();
    let more = entries.iter().filter(|entry| !RULES.iter().any(|rule| rule.code == entry.code));
    cases.extend(more.map(|entry| Case { code: entry.code, topic: entry.topic, found: Some(entry) }));
    cases
}

fn failures(cases: &[Case<'_>]) -> usize {
    cases.iter().filter(|case| case.found.is_some_and(fails)).count()
}

/// What is suppressed does not fail.
fn fails(entry: &Entry<'_>) -> bool {
    entry.level == Level::Error && entry.suppressed < entry.count
}

fn suite<W: Write>(report: &Report<'_>, topic: Topic, cases: &[Case<'_>], xml: &mut Writer<W>) -> io::Result<()> {
    let of_topic: Vec<_> = cases.iter().filter(|case| case.topic == topic).collect();
    let failures = of_topic.iter().filter(|case| case.found.is_some_and(fails)).count();
    xml.create_element("testsuite")
        .with_attributes([
            ("name", topic.name()),
            ("tests", &of_topic.len().to_string()),
            ("failures", &failures.to_string()),
            ("errors", "0"),
            ("skipped", "0"),
            ("time", "0"),
        ])
        .write_inner_content(|xml| of_topic.iter().try_for_each(|case| write_case(report, case, xml)))?;
    Ok(())
}

fn write_case<W: Write>(report: &Report<'_>, case: &Case<'_>, xml: &mut Writer<W>) -> io::Result<()> {
    let class = format!("roster-inspector.{}", case.topic.name());
    let element = xml.create_element("testcase").with_attributes([("name", case.code), ("classname", class.as_str()), ("time", "0")]);
    let Some(entry) = case.found else {
        element.write_empty()?;
        return Ok(());
    };
    let text = safe_lines(&places(report, entry)?);
    element.write_inner_content(|xml| {
        if fails(entry) {
            let message = format!("{}: {}", entry.title, number(entry.count));
            xml.create_element("failure")
                .with_attributes([("message", message.as_str()), ("type", entry.level.name())])
                .write_text_content(BytesText::new(&text))?;
        } else {
            let text = format!("{}, {}: {}\n{text}", entry.level.name(), entry.title, number(entry.count));
            xml.create_element("system-out").write_text_content(BytesText::new(&text))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn places(report: &Report<'_>, entry: &Entry<'_>) -> io::Result<String> {
    let mut text = String::new();
    let told = report.each_place(entry, &mut |told| {
        text.push_str(&format!("{}: {}\n", plain(&told.at()), plain(&told.message())));
        Ok(())
    })?;
    if told < entry.count {
        text.push_str(&format!("… and {} more\n", number(entry.count - told)));
    }
    Ok(text)
}

/// Text without what XML cannot hold.
fn safe(text: &str) -> String {
    plain(text).chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

fn safe_lines(text: &str) -> String {
    text.lines().map(|line| safe(line) + "\n").collect()
}
