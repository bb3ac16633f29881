//! The program: the command line, or the window.

use std::path::PathBuf;
use std::process::ExitCode;

use roster_inspector::cli::{self, Launch};

fn main() -> ExitCode {
    match cli::run() {
        Launch::Done(code) => code,
        Launch::Window(paths) => match open_window(paths) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                say(&why);
                ExitCode::from(2)
            }
        },
    }
}

#[cfg(feature = "gui")]
fn open_window(paths: Vec<PathBuf>) -> Result<(), String> {
    roster_inspector::ui::run(paths, None)
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
