//! A progress bar on standard error while work goes on; nothing at all where that is no terminal.

use std::io::{IsTerminal as _, stderr};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread::{Builder, scope};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::job::Watch;

/// How often the bar is drawn anew.
const REDRAW_EVERY: Duration = Duration::from_millis(100);

/// Does `work` and shows how far `watch` says it is.
pub(super) fn with_bar<T>(watch: &Watch, work: impl FnOnce() -> T) -> T {
    if !stderr().is_terminal() {
        return work();
    }
    scope(|scope| {
        let (end, ended) = sync_channel::<()>(1);
        // Without a thread there is no bar; the work matters more.
        drop(Builder::new().name("progress".to_owned()).spawn_scoped(scope, move || {
            let bar = ProgressBar::no_length();
            while matches!(ended.recv_timeout(REDRAW_EVERY), Err(RecvTimeoutError::Timeout)) {
                show(&bar, watch);
            }
            bar.finish_and_clear();
        }));
        let result = work();
        drop(end);
        result
    })
}

fn show(bar: &ProgressBar, watch: &Watch) {
    let progress = watch.progress();
    let template = if progress.total > 0 { "{msg} [{bar:30}] {percent} %" } else { "{spinner} {msg}" };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    if progress.total > 0 {
        bar.set_length(progress.total);
        bar.set_position(progress.done.min(progress.total));
    }
    bar.set_message(progress.doing);
    bar.tick();
}
