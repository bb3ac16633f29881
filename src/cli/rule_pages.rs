//! `rules` and `explain`: the registry in print.

use std::io::{Write as _, stdout};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::Failure;
use crate::check::{self, RULES, Rule};
use crate::spec::{Mode, Version};

/// What `rules` is asked.
#[derive(Debug, Args)]
pub(super) struct RulesArguments {
    /// Form of the table
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Print the page of this rule instead of the table
    rule: Option<String>,
}

/// Form of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Columns of text
    Text,
    /// A table in Markdown
    Markdown,
    /// A list for programs
    Json,
}

/// What `explain` is asked.
#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// Name of the rule, such as date-format
    rule: String,
}

/// Prints the table of all rules.
pub(super) fn rules(arguments: &RulesArguments) -> Result<ExitCode, Failure> {
    if let Some(name) = &arguments.rule {
        return print_page(name);
    }
    let table = match arguments.format {
        Form::Text => text_table(),
        Form::Markdown => markdown_table(),
        Form::Json => json_table(),
    };
    print(&table)
}

/// Prints the page of one rule.
pub(super) fn explain(arguments: &ExplainArguments) -> Result<ExitCode, Failure> {
    print_page(&arguments.rule)
}

fn print_page(name: &str) -> Result<ExitCode, Failure> {
    match check::rule(name.trim()) {
        Some(rule) => print(&page(rule)),
        None => Err(Failure::unknown_rule(name)),
    }
}

fn print(text: &str) -> Result<ExitCode, Failure> {
    stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn text_table() -> String {
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    RULES.iter().map(|rule| format!("{:width$}  {:7}  {}\n", rule.code, rule.level.name(), rule.title)).collect()
}

fn markdown_table() -> String {
    let mut table = "| rule | level | versions | mode | what it finds |\n|---|---|---|---|---|\n".to_owned();
    for rule in RULES {
        let cells = [&format!("`{}`", rule.code), rule.level.name(), &versions(rule), mode(rule), &rule.summary.replace('|', "\\|")];
        table.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    table
}

fn json_table() -> String {
    let rules: Vec<serde_json::Value> = RULES
        .iter()
        .map(|rule| {
            serde_json::json!({
                "rule": rule.code,
                "level": rule.level.name(),
                "topic": rule.topic.name(),
                "title": rule.title,
                "summary": rule.summary,
                "versions": rule.versions.iter().map(|version| version.name()).collect::<Vec<_>>(),
                "mode": mode(rule),
                "onRequest": rule.on_request,
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::Array(rules))
}

fn versions(rule: &Rule) -> String {
    let all = [Version::V1_0, Version::V1_1, Version::V1_2_0, Version::V1_2_1];
    match (rule.versions.len() == all.len(), rule.is_for(Version::V1_0), rule.is_for(Version::V1_1)) {
        (true, ..) => "all".to_owned(),
        (_, false, true) => "1.1, 1.2".to_owned(),
        (_, false, false) => "1.2".to_owned(),
        _ => rule.versions.iter().map(|version| version.name()).collect::<Vec<_>>().join(", "),
    }
}

fn mode(rule: &Rule) -> &'static str {
    rule.mode.map_or("both", Mode::name)
}

fn page(rule: &Rule) -> String {
    let mut page = format!("{}\n{}, {}\n\n{}\n", rule.code, rule.level.name(), rule.title, rule.summary);
    let mut section = |title: &str, text: &str| page.push_str(&format!("\n{title}\n{}\n", indent(text)));
    section("What is looked at", rule.what);
    section("Why it matters", rule.why);
    section("What to do", rule.remedy);
    let effects: Vec<String> =
        rule.effects.iter().map(|effect| format!("{}: {} ({})", effect.who, effect.what, effect.evidence.name())).collect();
    section("Who is affected", &effects.join("\n"));
    section("Faulty", rule.bad);
    section("Sound", rule.good);
    section("For", &format!("versions {}, mode {}", versions(rule), mode(rule)));
    section("Source", rule.source);
    page
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
