//! How the page of a pull is looked at.

/// Which part of a request is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequestPart {
    /// The answer.
    #[default]
    Answer,
    /// The headers of the answer.
    Headers,
    /// What was sent.
    Request,
}

impl RequestPart {
    /// Every part.
    pub const ALL: [Self; 3] = [Self::Answer, Self::Headers, Self::Request];
}

/// How the page of a pull is looked at. Kept for each place in the history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PullView {
    /// The number of the request that is shown; `None` = none.
    pub request: Option<u32>,
    /// Which part of it.
    pub part: RequestPart,
    /// A text that the addresses of listed requests hold.
    pub filter: String,
    /// Only requests that failed.
    pub failed: bool,
    /// A text that is looked for in the answer.
    pub needle: String,
    /// Which of its places is shown.
    pub hit: usize,
    /// The address that is typed to be asked for.
    pub path: String,
}

/// A change of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PullViewCommand {
    /// Shows a request.
    Request(u32),
    /// Shows a part of it.
    Part(RequestPart),
    /// Lists requests whose address holds this.
    Filter(String),
    /// Lists only those that failed, or all.
    Failed(bool),
    /// Looks for a text in the answer.
    Find(String),
    /// Goes to one of its places.
    Hit(usize),
    /// An address was typed.
    Path(String),
}

impl PullView {
    pub(super) fn apply(&mut self, command: PullViewCommand) {
        match command {
            PullViewCommand::Request(number) => {
                self.request = Some(number);
                self.hit = 0;
            }
            PullViewCommand::Part(part) => self.part = part,
            PullViewCommand::Filter(text) => self.filter = text,
            PullViewCommand::Failed(failed) => self.failed = failed,
            PullViewCommand::Find(text) => {
                self.needle = text;
                self.hit = 0;
            }
            PullViewCommand::Hit(hit) => self.hit = hit,
            PullViewCommand::Path(path) => self.path = path,
        }
    }
}
