//! Bars as inline SVG: findings by file and by topic, told in words as well.

use super::Report;
use super::words::{html, number};
use crate::check::{Counts, Level};

const WIDTH: u64 = 640;
const LABEL: u64 = 190;
const NUMBER: u64 = 80;
const ROW: u64 = 24;

/// One bar: its name and its counts.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) counts: Counts,
}

/// Findings by file; what is about the package as a whole stands first.
pub(super) fn by_file(report: &Report<'_>) -> Vec<Bar> {
    let package = report.roster.package();
    let mut bars: Vec<(Option<usize>, Counts)> = Vec::new();
    for entry in report.entries() {
        for part in entry.parts() {
            let (file, counts) = (part.file.map(|file| usize::from(file.0)), Counts::of(entry.level, part.count));
            match bars.iter_mut().find(|(of, _)| *of == file) {
                Some((_, sum)) => *sum += counts,
                None => bars.push((file, counts)),
            }
        }
    }
    bars.sort_by_key(|(file, _)| *file);
    let name = |file: Option<usize>| file.and_then(|file| package.files.get(file)).map_or("the package", |file| &file.name).to_owned();
    bars.into_iter().map(|(file, counts)| Bar { name: name(file), counts }).collect()
}

/// Findings by what they are about, in the order of repair.
pub(super) fn by_topic(report: &Report<'_>) -> Vec<Bar> {
    let mut bars = Vec::new();
    let mut entries = report.entries();
    entries.sort_by_key(|entry| entry.topic);
    for entry in entries {
        let counts = Counts::of(entry.level, entry.count);
        match bars.last_mut().filter(|bar: &&mut Bar| bar.name == entry.topic.name()) {
            Some(bar) => bar.counts += counts,
            None => bars.push(Bar { name: entry.topic.name().to_owned(), counts }),
        }
    }
    bars
}

/// The bars as one picture; nothing if there are none.
pub(super) fn svg(title: &str, bars: &[Bar]) -> String {
    let Some(most) = bars.iter().map(|bar| bar.counts.total()).max().filter(|most| *most > 0) else { return String::new() };
    let height = ROW * bars.len() as u64;
    let mut out = format!(
        "<figure><figcaption>{}</figcaption><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">",
        html(title),
        html(&in_words(title, bars))
    );
    for (bar, top) in bars.iter().zip((0..).step_by(ROW as usize)) {
        let base = top + 16;
        out.push_str(&format!("<text class=\"name\" x=\"{}\" y=\"{base}\">{}</text>", LABEL - 8, html(&short(&bar.name))));
        let mut left = LABEL as f64;
        for level in Level::ALL {
            let count = bar.counts.get(level);
            if count > 0 {
                let width = (count as f64 / most as f64 * (WIDTH - LABEL - NUMBER) as f64).max(2.0);
                out.push_str(&format!(
                    "<rect class=\"{}\" x=\"{left:.1}\" y=\"{}\" width=\"{width:.1}\" height=\"16\" rx=\"2\"><title>{}</title></rect>",
                    level.name(),
                    top + 4,
                    level_words(level, count)
                ));
                left += width + 1.0;
            }
        }
        out.push_str(&format!("<text x=\"{:.1}\" y=\"{base}\">{}</text>", left + 6.0, number(bar.counts.total())));
    }
    out.push_str("</svg></figure>");
    out
}

/// The count of a level in words.
pub(super) fn level_words(level: Level, count: u64) -> String {
    let (one, many) = match level {
        Level::Error => ("error", "errors"),
        Level::Warning => ("warning", "warnings"),
        Level::Info => ("for information", "for information"),
    };
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

fn in_words(title: &str, bars: &[Bar]) -> String {
    let bars: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, number(bar.counts.total()))).collect();
    format!("{title}: {}", bars.join(", "))
}

/// The end of a long name tells more than its beginning.
fn short(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= 26 { name.to_owned() } else { format!("…{}", letters[letters.len() - 25..].iter().collect::<String>()) }
}
