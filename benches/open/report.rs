//! The tables, and whether the limits hold.

use serde::{Deserialize, Serialize};

use super::districts::{District, Variant};
use super::probe::Sample;

/// What was measured of one district.
pub struct Measured {
    /// Which.
    pub district: District,
    /// P.
    pub inflate: Sample,
    /// To all references resolved.
    pub open: Sample,
    /// With every rule.
    pub check: Sample,
    /// Judging again.
    pub again: Sample,
    /// To the first rows.
    pub head: Sample,
}

impl Measured {
    fn peak(&self) -> u64 {
        self.open.peak_bytes.max(self.check.peak_bytes)
    }

    /// Of the whole process, its own pages included.
    fn share_of_csv(&self) -> f64 {
        self.peak() as f64 / self.district.csv_bytes as f64
    }
}

/// What was measured of a district that is written otherwise.
pub struct VariantMeasured {
    /// How.
    pub variant: Variant,
    /// Its own P: shuffled ids pack badly, so that inflating them alone takes longer.
    pub inflate: Sample,
    /// To all references resolved.
    pub open: Sample,
}

/// What one screen costs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ScreenCost {
    /// Which.
    pub screen: String,
    /// Milliseconds of processor time of a frame, when everything that it waits for is there.
    pub frame: f64,
    /// Milliseconds of the clock from the click to the end of the first frame; of records the slowest.
    pub first: f64,
}

/// What was measured of the window, on the largest district.
#[derive(Default)]
pub struct WindowMeasured {
    /// To a frame with the first rows of the largest table.
    pub first_rows: Option<Sample>,
    /// A frame while that table is scrolled.
    pub scrolling: Option<Sample>,
    /// Every screen.
    pub screens: Vec<ScreenCost>,
}

/// What was measured of two packages of the largest district, one night apart.
pub struct ComparedMeasured {
    /// Opening both.
    pub open: Sample,
    /// Opening both and comparing them.
    pub compare: Sample,
}

/// Prints everything; true if every limit holds.
pub fn print(rows: &[Measured], variants: &[VariantMeasured], window: &WindowMeasured, compared: Option<&ComparedMeasured>) -> bool {
    println!(
        "| students | rows | CSV | zip | P | references resolved | both directions | with checks | judged again | peak memory | first rows |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for row in rows {
        let p = row.inflate.seconds;
        let against_p = |seconds: f64| format!("{} ({:.1} P)", time(seconds), seconds / p);
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} ({:.2} of opening) | {} | {} ({:.2} of CSV) | {} |",
            grouped(row.district.students),
            grouped(row.open.rows),
            size(row.district.csv_bytes),
            size(row.district.zip_bytes),
            time(p),
            against_p(row.open.seconds),
            against_p(row.open.both_directions),
            against_p(row.check.seconds),
            row.check.seconds / row.open.seconds,
            time(row.again.seconds),
            size(row.peak()),
            row.share_of_csv(),
            time(row.head.seconds),
        );
    }
    let Some(largest) = rows.last() else { return true };
    if !variants.is_empty() {
        println!("\n| {} students | own P | references resolved | against UUIDs |", grouped(largest.district.students));
        println!("|---|--:|--:|--:|");
        let all = variants.iter().map(|row| (row.variant, &row.inflate, &row.open));
        for (variant, inflate, open) in [(Variant::Uuid, &largest.inflate, &largest.open)].into_iter().chain(all) {
            let (against_p, against_uuids) = (open.seconds / inflate.seconds, open.seconds / largest.open.seconds);
            println!("| {} | {} | {} ({against_p:.1} P) | {against_uuids:.2} |", variant.name(), time(inflate.seconds), time(open.seconds));
        }
    }
    if let Some(two) = compared {
        println!("\n| two packages of {} students | both opened | and compared | peak memory |", grouped(largest.district.students));
        println!("|---|--:|--:|--:|");
        let (opened, compared) = (time(two.open.seconds), time(two.compare.seconds));
        println!("| one row in twenty changed | {opened} | {compared} | {} |", size(two.compare.peak_bytes));
    }
    if !window.screens.is_empty() {
        println!("\n| screen, {} students | CPU of a frame | first frame |", grouped(largest.district.students));
        println!("|---|--:|--:|");
        for cost in &window.screens {
            println!("| {} | {:.2} ms | {:.1} ms |", cost.screen, cost.frame, cost.first);
        }
    }
    println!("\nLimits, at {} students:\n", grouped(largest.district.students));
    let mut holds = true;
    for limit in limits(rows, largest, variants, window, compared) {
        let met = limit.figure <= limit.most;
        holds &= met;
        println!("- {}: {:.2} of at most {} {}: {}", limit.what, limit.figure, limit.most, limit.unit, if met { "pass" } else { "FAIL" });
    }
    holds
}

struct Limit {
    what: String,
    figure: f64,
    most: f64,
    unit: &'static str,
}

fn limits(
    rows: &[Measured],
    largest: &Measured,
    variants: &[VariantMeasured],
    window: &WindowMeasured,
    compared: Option<&ComparedMeasured>,
) -> Vec<Limit> {
    let p = largest.inflate.seconds;
    let limit = |what: &str, figure, most, unit| Limit { what: what.to_owned(), figure, most, unit };
    let mut limits = vec![
        limit("references resolved", largest.open.seconds / p, 3.0, "P"),
        limit("with checks", largest.check.seconds / p, 3.5, "P"),
        limit("with checks", largest.check.seconds / largest.open.seconds, 1.25, "of the time to resolve references"),
        limit("judged again", largest.again.seconds / largest.open.seconds, 0.1, "of the time to resolve references"),
        limit("first rows read", largest.head.seconds * 1000.0, 300.0, "ms"),
    ];
    // Where the system does not say how much memory a process had, nothing is claimed.
    for row in rows.iter().filter(|row| row.peak() > 0) {
        limits.push(limit(&format!("peak memory of {} students", grouped(row.district.students)), row.share_of_csv(), 0.55, "of the CSV"));
    }
    if let Some(two) = compared {
        limits.push(limit("two packages compared", two.compare.seconds / two.open.seconds, 1.4, "of the time to open both"));
        if two.open.peak_bytes > 0 {
            let share = two.compare.peak_bytes as f64 / two.open.peak_bytes as f64;
            limits.push(limit("memory with two packages compared", share, 1.1, "of that with both open"));
        }
    }
    if let Some(drawn) = &window.first_rows {
        limits.push(limit("first rows drawn", drawn.seconds * 1000.0, 300.0, "ms"));
    }
    if let Some(frame) = &window.scrolling {
        let what = format!("a frame of the table of {} rows", grouped(frame.rows));
        limits.push(limit(&what, frame.seconds * 1000.0, 5.0, "ms"));
    }
    let most = |of: fn(&ScreenCost) -> f64| window.screens.iter().max_by(|one, two| of(one).total_cmp(&of(two)));
    if let (Some(frame), Some(record)) =
        (most(|cost| cost.frame), most(|cost| if cost.screen.starts_with("a row") { cost.first } else { 0.0 }))
    {
        limits.push(limit(&format!("a frame of the dearest screen ({})", frame.screen), frame.frame, 5.0, "ms"));
        limits.push(limit(&format!("going to a record ({})", record.screen), record.first, 50.0, "ms"));
    }
    limits.extend(
        variants.iter().map(|row| limit(row.variant.name(), row.open.seconds / largest.open.seconds, 1.5, "of the time for UUIDs")),
    );
    limits
}

fn time(seconds: f64) -> String {
    if seconds < 0.1 { format!("{:.1} ms", seconds * 1000.0) } else { format!("{seconds:.2} s") }
}

fn size(bytes: u64) -> String {
    if bytes < 1_000_000_000 { format!("{:.0} MB", bytes as f64 / 1e6) } else { format!("{:.2} GB", bytes as f64 / 1e9) }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
