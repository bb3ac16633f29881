//! The program's own trouble, told to the user: what happened, why, what to do, the path last.

use crate::read::ReadError;

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLevel {
    /// Something that was asked for was not done.
    Error,
    /// It was done, but not quite.
    Warning,
    /// Something to know.
    Info,
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How grave it is.
    pub level: NoticeLevel,
    /// What happened, in one line.
    pub title: String,
    /// Why, what to do, and the path last.
    pub lines: Vec<String>,
}

impl Notice {
    /// A notice of this level.
    pub fn new(level: NoticeLevel, title: impl Into<String>, lines: Vec<String>) -> Self {
        Self { level, title: title.into(), lines }
    }

    /// A source that could not be opened or read.
    pub fn of_read_error(error: &ReadError) -> Self {
        Self::new(NoticeLevel::Error, error.title(), error.details())
    }

    /// A fault of the program itself.
    pub fn of_fault(doing: &str, message: &str) -> Self {
        let lines = vec![message.to_owned(), "What was open stays open. Copy the details to report the fault.".to_owned()];
        Self::new(NoticeLevel::Error, format!("{doing} stopped because of a fault in the program"), lines)
    }

    /// Everything as text, for the clipboard.
    pub fn copy_text(&self) -> String {
        let mut text = format!("Roster Inspector {}\n{}\n", env!("CARGO_PKG_VERSION"), self.title);
        for line in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

/// The notices that were not closed yet, the newest last.
#[derive(Debug, Default)]
pub struct Notices(Vec<Notice>);

impl Notices {
    const MOST: usize = 20;

    /// Adds one, unless the newest says the same.
    pub fn push(&mut self, notice: Notice) {
        if self.0.last() != Some(&notice) {
            self.0.push(notice);
        }
        if self.0.len() > Self::MOST {
            self.0.remove(0);
        }
    }

    /// The newest one, which is shown.
    pub fn newest(&self) -> Option<&Notice> {
        self.0.last()
    }

    /// How many wait behind the newest.
    pub fn waiting(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// Closes the newest one.
    pub fn close(&mut self) {
        self.0.pop();
    }
}
