//! A path to be typed or pasted.

use egui::Ui;

use super::buttons;
use crate::app::{Command, Outbox};
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{TextField, text};

pub(super) fn show(ui: &mut Ui, path: &mut String, fresh: bool, out: &mut Outbox) {
    let field = TextField::new(path, "Path").hint("/path/to/roster.zip").width(ui.available_width()).mono().show(ui);
    if fresh {
        field.request_focus();
    }
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.add_space(8.0);
    text::paragraph(ui, "A zip, a folder that holds CSV files, or one CSV file.", font::small(), tokens(ui).text_3);
    let given = typed(path);
    let why_not = given.is_none().then_some("No path is given");
    if (buttons(ui, "Open", why_not, out) || enter)
        && let Some(given) = given
    {
        out.push(Command::Open(vec![given]));
        path.clear();
    }
}

/// The path that was meant: without the spaces and quotes that come along when it is copied, `~` as the home folder.
pub fn typed(path: &str) -> Option<std::path::PathBuf> {
    let path = path.trim();
    let inner = path.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\''])).unwrap_or(path);
    let inner = inner.strip_prefix("file://").unwrap_or(inner);
    match inner.strip_prefix("~/").zip(std::env::home_dir()) {
        Some((rest, home)) => Some(home.join(rest)),
        None => (!inner.is_empty()).then(|| inner.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn a_pasted_path_is_cleaned() {
        assert_eq!(typed("  \"/tmp/a b.zip\" "), Some("/tmp/a b.zip".into()));
        assert_eq!(typed("file:///tmp/a.zip"), Some("/tmp/a.zip".into()));
        assert_eq!(typed("  "), None);
    }
}
