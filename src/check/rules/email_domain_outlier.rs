//! An address is of an unusual domain.

use super::super::people::Duty;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;
use crate::store::{Skip, TableData};
use std::collections::HashMap;

/// The rule.
pub static RULE: Rule = Rule {
    code: "email-domain-outlier",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Unusual email domain",
    summary: "The domain of an address is none of those that nearly all people of the kind use.",
    what: "Addresses of students and of staff. The usual domains are the most frequent ones that together make up 95 percent, or another share that can be set; a domain of which there are as many as of a usual one is usual. Kinds with fewer than 20 addresses are left alone.",
    why: "Receivers that trust the domains of the school refuse the person; often it is a private address or a slip of the pen.",
    remedy: "Correct the address, or tell the receiver the domain.",
    effects: &[documented("Seesaw", "the domain is not trusted"), documented("Google", "second domains are not supported")],
    bad: "ada@exmaple.org among example.org",
    good: "ada@example.org",
    source: "Documents of receivers",
    reads: &[Reads::Thresholds],
    message: |place, _| format!("{} is of an unusual domain", place.value),
    how: How::Table(check),
    ..PLAIN
};

/// With fewer addresses nothing is usual.
const FEWEST: u32 = 20;

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = users.column_number("email").filter(|_| users.table() == Table::Users) else { return };
    let email = &users.columns()[number];
    let duties = context.shared.duties();
    // Domains get numbers in the order in which they are met, whatever their letter case; 0 = no address.
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut domains = 0;
    let mut domain_of = vec![0_u32; users.rows() as usize];
    let mut last = (String::new(), 0);
    email.scan_where(
        Skip::default(),
        |text| !text.is_empty(),
        |row, text| {
            let Some(domain) = memchr::memrchr(b'@', text.as_bytes()).map(|at| &text[at + 1..]) else { return };
            if last.0 != domain {
                let known = numbers.get(domain).copied();
                let number = known.unwrap_or_else(|| {
                    let number = *numbers.entry(domain.to_ascii_lowercase()).or_insert_with(|| {
                        domains += 1;
                        domains
                    });
                    numbers.insert(domain.to_owned(), number);
                    number
                });
                last.0.clear();
                last.0.push_str(domain);
                last.1 = number;
            }
            domain_of[row as usize] = last.1;
        },
    );
    let mut rows: Vec<u32> = Vec::new();
    for kind in [Duty::STUDENT, Duty::STAFF] {
        let is_it = |row: usize| domain_of[row] != 0 && duties[row].is(kind);
        let mut counts = vec![0_u32; domains as usize + 1];
        (0..domain_of.len()).filter(|&row| is_it(row)).for_each(|row| counts[domain_of[row] as usize] += 1);
        let all: u32 = counts.iter().sum();
        if all >= FEWEST {
            let least = least_usual(&counts, all, context.settings.thresholds.usual_domains);
            rows.extend((0..domain_of.len()).filter(|&row| is_it(row) && counts[domain_of[row] as usize] < least).map(|row| row as u32));
        }
    }
    rows.sort_unstable();
    rows.dedup();
    for row in rows {
        sink.cell(users, row, number);
    }
}

/// How often a usual domain stands at least.
fn least_usual(counts: &[u32], all: u32, share: u32) -> u32 {
    let mut counts: Vec<u32> = counts.iter().copied().filter(|&count| count > 0).collect();
    counts.sort_unstable_by_key(|&count| std::cmp::Reverse(count));
    let enough = u64::from(all) * u64::from(share);
    let mut sum = 0_u64;
    for count in counts {
        sum += u64::from(count) * 100;
        if sum >= enough {
            return count;
        }
    }
    0
}
