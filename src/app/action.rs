//! Everything that can be asked for by name: label, tooltip and shortcut. Menus, toolbar and shortcut sheet are loops over it.

/// One thing that can be asked for by name. [`super::App::can`] says whether it can be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Choose a zip or CSV files.
    OpenFiles,
    /// Choose a folder.
    OpenFolder,
    /// Type a path.
    OpenPath,
    /// Open the sample district.
    OpenSample,
    /// Close the roster that is shown.
    CloseRoster,
    /// Go to where one was before.
    Back,
    /// Go to where one was before going back.
    Forward,
    /// Go to the overview of the roster that is shown.
    Overview,
    /// Go to its findings.
    Findings,
    /// Go to where rosters are chosen.
    Welcome,
    /// Stop the running job.
    CancelJob,
    /// Show or fold the sidebar.
    Sidebar,
    /// Light, dark, as the system.
    NextTheme,
    /// Everything larger.
    ZoomIn,
    /// Everything smaller.
    ZoomOut,
    /// Everything at 100 %.
    ZoomReset,
    /// Show all shortcuts.
    Shortcuts,
    /// Close the window.
    Quit,
}

/// A key, as far as shortcuts use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter, upper case.
    Letter(char),
    /// A function key.
    Function(u8),
    /// Arrow to the left.
    Left,
    /// Arrow to the right.
    Right,
    /// `+` or `=`.
    Plus,
    /// `-`.
    Minus,
    /// `0`.
    Zero,
    /// `.`.
    Period,
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
    /// The key.
    pub key: Key,
}

impl Shortcut {
    const fn ctrl(key: Key) -> Self {
        Self { ctrl: true, shift: false, alt: false, key }
    }

    const fn ctrl_shift(key: Key) -> Self {
        Self { ctrl: true, shift: true, alt: false, key }
    }

    const fn alt(key: Key) -> Self {
        Self { ctrl: false, shift: false, alt: true, key }
    }

    const fn plain(key: Key) -> Self {
        Self { ctrl: false, shift: false, alt: false, key }
    }

    /// How people write it, such as `Ctrl+O`.
    pub fn words(self) -> String {
        let ctrl = if cfg!(target_os = "macos") { "Cmd+" } else { "Ctrl+" };
        let mut words = String::new();
        words.push_str(if self.ctrl { ctrl } else { "" });
        words.push_str(if self.shift { "Shift+" } else { "" });
        words.push_str(if self.alt { "Alt+" } else { "" });
        match self.key {
            Key::Letter(letter) => words.push(letter),
            Key::Function(number) => {
                words.push('F');
                words.push_str(&number.to_string());
            }
            Key::Left => words.push_str("Left"),
            Key::Right => words.push_str("Right"),
            Key::Plus => words.push('+'),
            Key::Minus => words.push('-'),
            Key::Zero => words.push('0'),
            Key::Period => words.push('.'),
        }
        words
    }
}

impl Action {
    /// Every action, in the order of the shortcut sheet.
    pub const ALL: [Self; 18] = [
        Self::OpenFiles,
        Self::OpenFolder,
        Self::OpenPath,
        Self::OpenSample,
        Self::CloseRoster,
        Self::Back,
        Self::Forward,
        Self::Welcome,
        Self::Overview,
        Self::Findings,
        Self::CancelJob,
        Self::Sidebar,
        Self::NextTheme,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Shortcuts,
        Self::Quit,
    ];

    /// What it is called in menus and on buttons.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OpenFiles => "Open file…",
            Self::OpenFolder => "Open folder…",
            Self::OpenPath => "Open path…",
            Self::OpenSample => "Open sample district",
            Self::CloseRoster => "Close roster",
            Self::Back => "Back",
            Self::Forward => "Forward",
            Self::Welcome => "Open a roster",
            Self::Overview => "Overview",
            Self::Findings => "Findings",
            Self::CancelJob => "Cancel",
            Self::Sidebar => "Sidebar",
            Self::NextTheme => "Theme",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomReset => "Zoom to 100 %",
            Self::Shortcuts => "Shortcuts",
            Self::Quit => "Quit",
        }
    }

    /// What it does, for the tooltip.
    pub const fn tooltip(self) -> &'static str {
        match self {
            Self::OpenFiles => "Choose a zip, or one or several CSV files",
            Self::OpenFolder => "Choose a folder that holds the CSV files",
            Self::OpenPath => "Type or paste the path of a zip, a folder or a CSV file",
            Self::OpenSample => "An invented district with a few honest faults",
            Self::CloseRoster => "Close the roster that is shown and free its memory",
            Self::Back => "Go to where you were before",
            Self::Forward => "Go to where you were before going back",
            Self::Welcome => "Choose a further roster; those that are open stay open",
            Self::Overview => "What the package holds, on one page",
            Self::Findings => "What the checks found",
            Self::CancelJob => "Stop the running job",
            Self::Sidebar => "Show the sidebar with words or with icons only",
            Self::NextTheme => "Light, dark, or as the system",
            Self::ZoomIn => "Everything larger, up to 200 %",
            Self::ZoomOut => "Everything smaller, down to 80 %",
            Self::ZoomReset => "Everything at its own size",
            Self::Shortcuts => "All keys on one sheet",
            Self::Quit => "Close the window",
        }
    }

    /// Its keys.
    pub const fn shortcut(self) -> Option<Shortcut> {
        Some(match self {
            Self::OpenFiles => Shortcut::ctrl(Key::Letter('O')),
            Self::OpenFolder => Shortcut::ctrl_shift(Key::Letter('O')),
            Self::OpenPath => Shortcut::ctrl(Key::Letter('L')),
            Self::CloseRoster => Shortcut::ctrl(Key::Letter('W')),
            Self::Back => Shortcut::alt(Key::Left),
            Self::Forward => Shortcut::alt(Key::Right),
            Self::CancelJob => Shortcut::ctrl(Key::Period),
            Self::Sidebar => Shortcut::ctrl(Key::Letter('B')),
            Self::ZoomIn => Shortcut::ctrl(Key::Plus),
            Self::ZoomOut => Shortcut::ctrl(Key::Minus),
            Self::ZoomReset => Shortcut::ctrl(Key::Zero),
            Self::Shortcuts => Shortcut::plain(Key::Function(1)),
            Self::Quit => Shortcut::ctrl(Key::Letter('Q')),
            Self::OpenSample | Self::Welcome | Self::Overview | Self::Findings | Self::NextTheme => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Action;

    #[test]
    fn no_two_actions_share_a_label_or_a_shortcut() {
        for (at, one) in Action::ALL.into_iter().enumerate() {
            for two in &Action::ALL[at + 1..] {
                assert_ne!(one.label(), two.label());
                assert!(one.shortcut().is_none() || one.shortcut() != two.shortcut(), "{one:?} {two:?}");
            }
        }
    }
}
