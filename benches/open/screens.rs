//! What every screen costs the processor once a large district is open: a frame while one looks at it, and the first frame
//! after going there, which is how long one waits for a record.

use std::error::Error;
use std::path::Path;
use std::process::Command as Process;
use std::thread::sleep;
use std::time::{Duration, Instant};

use egui::Context;
use roster_inspector::app::{Command, Dialog, FindingsCommand, Grouping, RecordCommand, Route, TrackCommand};
use roster_inspector::roster::RosterId;
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;

use super::report::ScreenCost;
use super::window::{frame, opened, processor_time, warm_window};

/// Frames of which the mean counts.
const FRAMES: u32 = 60;
/// Records of each table that are gone to, spread over its rows.
const RECORDS: u32 = 24;
/// How long a screen may take to become quiet before it is measured as it is.
const PATIENCE: Duration = Duration::from_mins(1);

/// Measures every screen in a fresh process.
pub fn in_own_process(zip: &Path) -> Result<Vec<ScreenCost>, Box<dyn Error>> {
    let output = Process::new(std::env::current_exe()?).arg("--screens").arg(zip).output()?;
    if !output.status.success() {
        return Err(format!("the screens of {} failed: {}", zip.display(), String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Measures every screen here.
pub fn measure(zip: &Path) -> Result<Vec<ScreenCost>, Box<dyn Error>> {
    let ctx = warm_window();
    let app = opened(zip, |open| open.whole().is_some() && open.judged().is_some())?;
    let open = app.current().ok_or("nothing is open")?;
    let roster = open.id();
    let tables: Vec<_> = open.roster().ok_or("no roster")?.data().tables().map(|data| (data.table(), data.rows())).collect();
    let mut visit = Visit { ctx, window: Window::of(app, Vec::new()), costs: Vec::new() };
    visit.screen("overview", vec![Command::Go(Route::Overview { roster })]);
    for &(table, _) in &tables {
        visit.screen(table.file(), vec![Command::Go(Route::Table { roster, table, at: None })]);
    }
    for &(table, rows) in &tables {
        visit.records(roster, table, rows);
    }
    visit.findings(roster);
    let overview = || Command::Go(Route::Overview { roster });
    visit.screen("search", vec![overview(), Command::Dialog(Some(Dialog::Search)), Command::Search(roster, "an 12".to_owned())]);
    visit.screen("palette", vec![overview(), Command::Dialog(Some(Dialog::Palette))]);
    visit.screen("preferences", vec![Command::Dialog(None), Command::Go(Route::Preferences)]);
    Ok(visit.costs)
}

struct Visit {
    ctx: Context,
    window: Window,
    costs: Vec<ScreenCost>,
}

impl Visit {
    fn screen(&mut self, name: &str, commands: Vec<Command>) {
        let first = self.first_frame(commands);
        self.rest();
        let frame = self.frames();
        self.costs.push(ScreenCost { screen: name.to_owned(), frame, first });
    }

    /// Many records of a table, of which the slowest counts.
    fn records(&mut self, roster: RosterId, table: Table, rows: u32) {
        let mut worst = ScreenCost { screen: format!("a row of {}", table.file()), frame: 0.0, first: 0.0 };
        for number in 0..RECORDS.min(rows) {
            let row = (u64::from(rows) * u64::from(number) / u64::from(RECORDS.min(rows))) as u32;
            let first = self.first_frame(vec![Command::Go(Route::Record { roster, table, row })]);
            worst.first = worst.first.max(first);
            // The source line of a late row takes as long as inflating all before it; a frame never waits for it.
            if number % 8 == 0 {
                self.wait_for(Duration::from_millis(300));
                worst.frame = worst.frame.max(self.frames());
            }
        }
        if table == Table::Classes && rows > 0 {
            self.screen(
                "a gradebook",
                vec![
                    Command::Go(Route::Record { roster, table, row: 0 }),
                    Command::Record(RecordCommand::Open { group: "gradebook".to_owned(), open: true }),
                ],
            );
        }
        self.costs.push(worst);
    }

    fn findings(&mut self, roster: RosterId) {
        for grouping in Grouping::ALL {
            let go = Command::Go(Route::Findings { roster, rule: None, table: None });
            let name = format!("findings, {}", grouping.words().to_lowercase());
            self.screen(&name, vec![go, Command::Findings(FindingsCommand::Group(grouping))]);
        }
        let receiver = Command::Track(TrackCommand::Receiver(Some("clever".to_owned())));
        self.screen("findings for a receiver", vec![receiver]);
    }

    /// Milliseconds of the clock.
    fn first_frame(&mut self, commands: Vec<Command>) -> f64 {
        let started = Instant::now();
        commands.into_iter().for_each(|command| self.window.apply(command));
        frame(&self.ctx, &mut self.window, Vec::new());
        started.elapsed().as_secs_f64() * 1e3
    }

    /// Until no job tells of itself, and a little longer.
    fn rest(&mut self) {
        let until = Instant::now() + PATIENCE;
        self.wait_for(Duration::from_millis(100));
        while self.window.app().running().is_some() && Instant::now() < until {
            self.wait_for(Duration::from_millis(20));
        }
        self.wait_for(Duration::from_millis(100));
    }

    fn wait_for(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while Instant::now() < until {
            frame(&self.ctx, &mut self.window, Vec::new());
            sleep(Duration::from_millis(10));
        }
    }

    /// Milliseconds of processor time of this thread for a frame, on average.
    fn frames(&mut self) -> f64 {
        let clock = Instant::now();
        let before = processor_time(clock);
        (0..FRAMES).for_each(|_| frame(&self.ctx, &mut self.window, Vec::new()));
        (processor_time(clock).saturating_sub(before) / FRAMES).as_secs_f64() * 1e3
    }
}
