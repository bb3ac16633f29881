//! The program: the command line, or the window.

use std::path::PathBuf;
use std::process::ExitCode;

#[cfg(feature = "gui")]
use roster_inspector::app::Source;
use roster_inspector::cli::{self, Launch};

fn main() -> ExitCode {
    roster_inspector::job::return_memory_early();
    match cli::run() {
        Launch::Done(code) => code,
        Launch::Window(paths) => window_ended(open_window(paths)),
        Launch::Sample => window_ended(open_sample()),
    }
}

fn window_ended(outcome: Result<(), String>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say(&why);
            ExitCode::from(2)
        }
    }
}

#[cfg(feature = "gui")]
fn open_window(paths: Vec<PathBuf>) -> Result<(), String> {
    let first = (!paths.is_empty()).then_some(Source::Paths(paths));
    roster_inspector::ui::run(first, Source::sample())
}

#[cfg(feature = "gui")]
fn open_sample() -> Result<(), String> {
    roster_inspector::ui::run(Source::sample(), Source::sample())
}

#[cfg(not(feature = "gui"))]
fn open_sample() -> Result<(), String> {
    open_window(Vec::new())
}

#[cfg(not(feature = "gui"))]
fn open_window(_: Vec<PathBuf>) -> Result<(), String> {
    Err("There is no window in this build: it was made without the feature gui. Build it with `cargo build --release`, or check a \
         package with `roster-inspector check PATH`."
        .to_owned())
}

#[expect(clippy::print_stderr, reason = "the last words of a program whose window cannot open")]
fn say(words: &str) {
    eprintln!("roster-inspector: {words}");
}
