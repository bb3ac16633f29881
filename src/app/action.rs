//! Everything that can be asked for by name, in one list: part, label, tooltip, keys. Menus, toolbar, palette, context menus
//! and the shortcut sheet are loops over it; [`super::App::can`] says when it can be done, `act` does it.

/// The part of the menu and of the shortcut sheet that an action stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Opening and closing.
    File,
    /// Going from place to place.
    Go,
    /// Tabs.
    Tab,
    /// The table that is shown.
    Table,
    /// The findings: for whom, since when, and what becomes of them.
    Findings,
    /// Two rosters against each other.
    Compare,
    /// What leaves the house.
    HandOver,
    /// How everything looks.
    View,
    /// Help.
    Help,
}

impl Part {
    /// Every part, in the order of the menu.
    pub const ALL: [Self; 9] =
        [Self::File, Self::Go, Self::Tab, Self::Table, Self::Findings, Self::Compare, Self::HandOver, Self::View, Self::Help];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Go => "Go",
            Self::Tab => "Tab",
            Self::Table => "Table",
            Self::Findings => "Checks",
            Self::Compare => "Comparison",
            Self::HandOver => "Basket",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// A key with its modifiers, as it is written: `Ctrl+Shift+P`. Ctrl is Command on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shortcut(pub &'static str);

impl Shortcut {
    /// The key without its modifiers.
    pub fn key(self) -> &'static str {
        // The key itself may be `+`.
        let end = self.0.len().saturating_sub(1);
        self.0.get(..end).and_then(|head| head.rfind('+')).map_or(self.0, |at| &self.0[at + 1..])
    }

    /// Whether Ctrl, or Command on a Mac, belongs to it.
    pub fn ctrl(self) -> bool {
        self.0.starts_with("Ctrl+")
    }

    /// Whether Shift belongs to it.
    pub fn shift(self) -> bool {
        self.0.contains("Shift+")
    }

    /// Whether Alt, or Option on a Mac, belongs to it.
    pub fn alt(self) -> bool {
        self.0.contains("Alt+")
    }

    /// How people write it here.
    pub fn words(self) -> String {
        if cfg!(target_os = "macos") { self.0.replace("Ctrl+", "Cmd+") } else { self.0.to_owned() }
    }
}

macro_rules! actions {
    ($($part:ident { $($action:ident $label:literal $tooltip:literal [$($keys:literal),*];)* })*) => {
        /// One thing that can be asked for by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $tooltip] $action,)*)*
        }

        impl Action {
            /// Every action, in the order of the menu.
            pub const ALL: &'static [Self] = &[$($(Self::$action,)*)*];

            /// The part of the menu that it stands in.
            pub const fn part(self) -> Part {
                match self {
                    $($(Self::$action => Part::$part,)*)*
                }
            }

            /// What it is called in menus and on buttons.
            pub const fn label(self) -> &'static str {
                match self {
                    $($(Self::$action => $label,)*)*
                }
            }

            /// What it does, for the tooltip.
            pub const fn tooltip(self) -> &'static str {
                match self {
                    $($(Self::$action => $tooltip,)*)*
                }
            }

            /// Its keys, the usual ones first.
            pub const fn shortcuts(self) -> &'static [Shortcut] {
                match self {
                    $($(Self::$action => const { &[$(Shortcut($keys)),*] },)*)*
                }
            }
        }
    };
}

actions! {
    File {
        OpenFiles "Open file…" "Choose a zip, or one or several CSV files" ["Ctrl+O"];
        OpenFolder "Open folder…" "Choose a folder that holds the CSV files" ["Ctrl+Shift+O"];
        OpenPath "Open path…" "Type or paste the path of a zip, a folder or a CSV file" ["Ctrl+L"];
        Connect "Connect to endpoint…" "Pull a roster from a live OneRoster server; nothing is written there" ["Ctrl+Shift+K"];
        SavePull "Save pull…" "What was pulled as a OneRoster package, with a list of what could not be expressed" [];
        Resume "Resume pull" "Pull what is not whole yet" [];
        OpenSample "Open sample district" "An invented district with a few honest faults" [];
        Reload "Reload" "Read the roster that is shown anew from disk; tabs and places stay" ["Ctrl+R", "F5"];
        Unlock "Enter password…" "Read the files of the archive that need a password" [];
        CloseRoster "Close roster" "Close the roster that is shown and free its memory" ["Ctrl+Shift+W"];
        Preferences "Preferences…" "Theme, size, density, what is remembered, limits of opening" ["Ctrl+,"];
        CancelJob "Cancel" "Stop the running job" ["Ctrl+."];
        Quit "Quit" "Close the window" ["Ctrl+Q"];
    }
    Go {
        Search "Search…" "Find a person, class, course, org or anything else by name, id, email or code" ["Ctrl+K"];
        Palette "Commands…" "Find a command or a place by its name" ["Ctrl+Shift+P"];
        Back "Back" "Go to where you were before" ["Alt+Left"];
        Forward "Forward" "Go to where you were before going back" ["Alt+Right"];
        Welcome "Open a roster" "Choose a further roster; those that are open stay open" [];
        Overview "Overview" "What the package holds, on one page" ["Alt+1"];
        Findings "Findings" "What the checks found" ["Alt+2"];
        Pull "Pull" "What was asked of the endpoint, and what came" ["Alt+3"];
        Compare "Compare" "What came, went and changed since another roster" ["Alt+4"];
        HandOver "Hand over" "Chosen rows and everything that they need, to be saved as a package" ["Alt+5"];
    }
    Tab {
        NewTab "New tab" "The present place once more, in a tab of its own" ["Ctrl+T"];
        NextTab "Next tab" "Go to the tab at the right" ["Ctrl+Tab", "Ctrl+PageDown"];
        PreviousTab "Previous tab" "Go to the tab at the left" ["Ctrl+Shift+Tab", "Ctrl+PageUp"];
        CloseTab "Close tab" "Close the present tab; it can be opened again" ["Ctrl+W"];
        CloseOtherTabs "Close other tabs" "Close every tab but the present one" [];
        ReopenTab "Reopen closed tab" "Open the tab again that was closed last" ["Ctrl+Shift+T"];
    }
    Table {
        FilterRows "Filter rows" "Type a text that rows must hold in any column" ["Ctrl+F"];
        AddFilter "Add filter…" "Only rows that meet a condition on a column" ["Ctrl+Shift+F"];
        FilterLine "Filter as text…" "All conditions and the sort as one line, to read, change and share" ["Ctrl+Shift+L"];
        Find "Find in table…" "Find a text without hiding rows; again for the next match" ["F3"];
        FindPrevious "Find previous" "Go to the match before" ["Shift+F3"];
        GoToLine "Go to line…" "Go to a line of the file or a row of the view" ["Ctrl+G"];
        Columns "Columns…" "Which columns are shown, and in which order" [];
        Export "Export…" "Write the rows and columns of this view into a CSV file" ["Ctrl+E"];
        WholeCell "Whole cell" "The focused cell in full, with what cannot be seen in words" ["F2"];
        CopySelection "Copy selection" "The selected cells or rows as tab-separated text" ["Ctrl+C"];
        CopyWithHeader "Copy with header" "The same with the names of the columns" ["Ctrl+Shift+C"];
        DetailPane "Detail pane" "Show or hide all fields of the selected row" [];
        DetailsBelow "Details below" "Show the details below the rows, or beside them" [];
        ClearFilters "Clear filters" "Show all rows of the table again" [];
    }
    Findings {
        SaveReport "Save report…" "What was found, as a page, a table or data, to hand over" ["Ctrl+Shift+E"];
        OpenRows "Open rows in table" "Exactly the rows of the rule or cause that is shown" ["Ctrl+Enter"];
        Suppress "Suppress…" "Leave a place, a cause or a rule as it is, with a reason" ["Ctrl+Shift+X"];
        TakeBack "Take back" "Let what is suppressed here count again" [];
        JudgeAsOf "Judge as of…" "The day that counts as today for the checks" ["Ctrl+Shift+J"];
        OnRequest "Rules on request…" "Rules that run only if they are asked for" [];
        OpenProfile "Open receiver profile…" "A file of your own that says what a receiver does" [];
        OpenSuppressions "Open suppressions…" "A file that names what is left as it is" [];
        NoSuppressions "Close suppressions" "Let everything count again; the file stays" [];
        SaveBaseline "Save baseline…" "Remember what is found now, so that what is new stands out" [];
        OpenBaseline "Compare with baseline…" "Show what is new since then" [];
        NoBaseline "Close baseline" "Compare with no baseline any more; the file stays" [];
    }
    Compare {
        CompareFile "Compare with package…" "Open the package before this one, and compare" ["Ctrl+Shift+D"];
        SwapSides "Swap sides" "What was before comes after" [];
        SideBySide "Side by side" "Show or hide the two records of the selected difference beside each other" ["F4"];
        WholePage "List on the whole page" "Give the list of differences the whole page, or show the overview again" ["F9"];
        SaveComparison "Save comparison…" "What changed as a page, a table or data, to hand over" ["Ctrl+Shift+S"];
        SaveIdMap "Save id map…" "Old and new sourcedId of records that go by another one now, as CSV" [];
        OpenResult "Open result of delta" "What the delta makes of its base, as a roster in memory" [];
        SaveResult "Save result of delta…" "The bulk package that comes of the delta and its base" [];
        SaveDelta "Save delta…" "The package of changes that makes the roster before the one after" [];
    }
    HandOver {
        AddToBasket "Add to basket" "Hand over this record, or the selected rows, with all that they need" ["Ctrl+Shift+B"];
        AddShownToBasket "Add shown rows to basket" "Hand over every row that the filtered table shows, with all that they need" [];
        SaveBasket "Save basket…" "What is in the basket, and all that it needs, as a OneRoster package" [];
        EmptyBasket "Empty basket" "Hand over nothing; the roster stays as it is" [];
    }
    View {
        Redact "Redact" "Cover names, contacts, births and other personal text on every screen, in copies and exports of views, or show them again" ["Ctrl+Shift+H"];
        Sidebar "Sidebar" "Show the sidebar with words or with icons only" ["Ctrl+B"];
        NextTheme "Theme" "Light, dark, or as the system" [];
        ZoomIn "Zoom in" "Everything larger, up to 200 %" ["Ctrl++"];
        ZoomOut "Zoom out" "Everything smaller, down to 80 %" ["Ctrl+-"];
        ZoomReset "Zoom to 100 %" "Everything at its own size" ["Ctrl+0"];
    }
    Help {
        Shortcuts "Shortcuts" "All keys on one sheet" ["F1"];
    }
}

impl Action {
    /// Its usual keys.
    pub fn shortcut(self) -> Option<Shortcut> {
        self.shortcuts().first().copied()
    }

    /// Its usual keys in words; empty without keys.
    pub fn keys(self) -> String {
        self.shortcut().map(Shortcut::words).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Shortcut};

    #[test]
    fn no_two_actions_share_a_label_or_a_shortcut() {
        for (at, one) in Action::ALL.iter().enumerate() {
            for two in &Action::ALL[at + 1..] {
                assert_ne!(one.label(), two.label());
                for keys in one.shortcuts() {
                    assert!(!two.shortcuts().contains(keys), "{one:?} and {two:?} share {}", keys.0);
                }
            }
        }
    }

    #[test]
    fn a_shortcut_is_read_as_it_is_written() {
        let parts = |keys| {
            let keys = Shortcut(keys);
            (keys.ctrl(), keys.shift(), keys.alt(), keys.key())
        };
        assert_eq!(parts("Ctrl+Shift+P"), (true, true, false, "P"));
        assert_eq!(parts("Ctrl++"), (true, false, false, "+"));
        assert_eq!(parts("Alt+Left"), (false, false, true, "Left"));
        assert_eq!(parts("F1"), (false, false, false, "F1"));
    }
}
