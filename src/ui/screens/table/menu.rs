//! A menu at any place of the window, as cells and columns have it.

use egui::{Context, Id, Key, LayerId, Order, Popup, PopupCloseBehavior, PopupKind, Pos2, Response, SetOpenCommand, Ui};

use crate::app::ClipFormat;
use crate::ui::widgets::{divider, field, focus};

/// A menu of a cell or column: for which it is, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Menu<T> {
    of: Option<(T, Pos2)>,
    /// It was asked for in this frame.
    fresh: bool,
}

impl<T> Default for Menu<T> {
    fn default() -> Self {
        Self { of: None, fresh: false }
    }
}

impl<T: Copy> Menu<T> {
    /// Opens it in the next frame.
    pub fn open(&mut self, of: T, at: Pos2) {
        (self.of, self.fresh) = (Some((of, at)), true);
    }

    /// Draws the lines that `lines` gives while it is open; true once it ends by a choice or by Escape.
    pub fn show(&mut self, ctx: &Context, name: &str, lines: impl FnOnce(&mut Lines<'_>, T)) -> bool {
        let Some((of, at)) = self.of else { return false };
        let fresh = std::mem::take(&mut self.fresh);
        let id = Id::unique(("table menu", name));
        let layer = LayerId::new(Order::Foreground, id);
        let popup = Popup::new(id, ctx.clone(), at, layer)
            .kind(PopupKind::Menu)
            .layout(egui::Layout::top_down_justified(egui::Align::Min))
            .style(egui::containers::menu::menu_style)
            .gap(0.0)
            // The click that opens it may be one that closes an earlier one.
            .close_behavior(if fresh { PopupCloseBehavior::IgnoreClicks } else { PopupCloseBehavior::CloseOnClick })
            .open_memory(fresh.then_some(SetOpenCommand::Bool(true)))
            .accessible_name(name);
        let shown = popup.show(|ui| {
            ui.set_min_width(240.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut lines_of = Lines { ui, focus_next: fresh, done: false };
            lines(&mut lines_of, of);
            lines_of.done || lines_of.ui.input(|input| input.key_pressed(Key::Escape))
        });
        match shown {
            Some(shown) if shown.inner => {
                Popup::close_id(ctx, id);
                self.of = None;
                return true;
            }
            Some(_) => {}
            None => self.of = None,
        }
        false
    }
}

/// The lines of a menu that is being drawn.
pub struct Lines<'a> {
    /// Where they stand.
    pub ui: &'a mut Ui,
    focus_next: bool,
    done: bool,
}

impl Lines<'_> {
    /// A line; true when it was chosen.
    pub fn line(&mut self, words: &str, keys: &str) -> bool {
        self.unless(words, keys, None)
    }

    /// A line that is off where there is a reason.
    pub fn unless(&mut self, words: &str, keys: &str, off: Option<&str>) -> bool {
        let response: Response = focus::unless(self.ui, off, |ui| (field::menu_item(ui, words, keys, false), ())).0;
        if std::mem::take(&mut self.focus_next) {
            response.request_focus();
        }
        self.done |= response.clicked();
        response.clicked()
    }

    /// A line between groups.
    pub fn rule(&mut self) {
        divider(self.ui);
    }

    /// A line for each format.
    pub fn choices(&mut self, words: &str, all: &[ClipFormat]) -> Option<ClipFormat> {
        let mut chosen = None;
        for format in all {
            if self.line(&format!("{words} {}", format.name()), "") {
                chosen = Some(*format);
            }
        }
        chosen
    }
}
