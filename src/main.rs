//! The program: the command line, or the window.

use std::path::PathBuf;
use std::process::ExitCode;

use roster_inspector::cli::{self, Launch};

fn main() -> ExitCode {
    match cli::run() {
        Launch::Done(code) => code,
        Launch::Window(paths) => open_window(&paths),
    }
}

/// The window's entry: its call goes here.
fn open_window(_paths: &[PathBuf]) -> ExitCode {
    eprintln!(
        "roster-inspector: There is no window in this build. It was built without the feature gui. \
         Build it with cargo build --release, or check a package with roster-inspector check PATH."
    );
    ExitCode::from(2)
}
