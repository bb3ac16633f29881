//! Actions on screen: their icons, their keys, and the menu of all of them.

use egui::{KeyboardShortcut, Modifiers, Ui};

use crate::app::{Action, App, Key, Outbox, Shortcut};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::widgets::{IconButton, divider, menu_item};

/// The icon of an action.
pub const fn icon(action: Action) -> Icon {
    match action {
        Action::OpenFiles => Icon::FOLDER_OPEN,
        Action::OpenFolder => Icon::FOLDER,
        Action::OpenPath => Icon::TEXT_T,
        Action::OpenSample => Icon::GRADUATION_CAP,
        Action::CloseRoster | Action::Quit => Icon::X,
        Action::Back => Icon::ARROW_LEFT,
        Action::Forward => Icon::ARROW_RIGHT,
        Action::Welcome | Action::ZoomIn => Icon::PLUS,
        Action::Overview => Icon::SQUARES_FOUR,
        Action::Findings => Icon::FLAG,
        Action::CancelJob => Icon::STOP,
        Action::Sidebar => Icon::SIDEBAR_SIMPLE,
        Action::NextTheme => Icon::SUN,
        Action::ZoomOut => Icon::MINUS,
        Action::ZoomReset => Icon::MAGNIFYING_GLASS,
        Action::Shortcuts => Icon::QUESTION,
    }
}

/// The keys of an action as egui takes them.
pub fn keys(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    modifiers.command = shortcut.ctrl;
    modifiers.shift = shortcut.shift;
    modifiers.alt = shortcut.alt;
    let key = match shortcut.key {
        Key::Letter(letter) => egui::Key::from_name(letter.encode_utf8(&mut [0; 4]))?,
        Key::Function(number) => egui::Key::from_name(&format!("F{number}"))?,
        Key::Left => egui::Key::ArrowLeft,
        Key::Right => egui::Key::ArrowRight,
        Key::Plus => egui::Key::Plus,
        Key::Minus => egui::Key::Minus,
        Key::Zero => egui::Key::Num0,
        Key::Period => egui::Key::Period,
    };
    Some(KeyboardShortcut::new(modifiers, key))
}

/// An action's button with its icon only; without a use it is disabled and says why.
pub fn button(ui: &mut Ui, app: &App, out: &mut Outbox, action: Action) {
    icon_button(ui, app, out, action, icon(action));
}

/// The same with another icon.
pub fn icon_button(ui: &mut Ui, app: &App, out: &mut Outbox, action: Action, icon: Icon) {
    let why = app.can(action).err();
    let name = match action.shortcut() {
        Some(shortcut) => format!("{} ({})", action.label(), shortcut.words()),
        None => action.label().to_owned(),
    };
    if IconButton::new(icon, &name).disabled_because(why).show(ui).clicked() {
        out.act(action);
    }
}

/// Parts of the menu, each after a line.
const MENU: [&[Action]; 4] = [
    &[Action::OpenFiles, Action::OpenFolder, Action::OpenPath, Action::OpenSample],
    &[Action::ZoomIn, Action::ZoomOut, Action::ZoomReset, Action::NextTheme],
    &[Action::Shortcuts],
    &[Action::CloseRoster, Action::Quit],
];

/// A button that opens the menu of actions.
pub fn menu(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let response = IconButton::new(Icon::DOTS_THREE, "Menu").show(ui);
    egui::Popup::menu(&response).width(size::SIDEBAR).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (part, actions) in MENU.into_iter().enumerate() {
            let mut shown = actions.iter().filter(|action| app.can(**action).is_ok()).peekable();
            if part > 0 && shown.peek().is_some() {
                divider(ui);
            }
            for &action in shown {
                let keys = action.shortcut().map(Shortcut::words).unwrap_or_default();
                if menu_item(ui, action.label(), &keys, false).on_hover_text(action.tooltip()).clicked() {
                    out.act(action);
                    ui.close();
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::keys;
    use crate::app::Action;

    #[test]
    fn every_shortcut_is_a_key_that_egui_knows() {
        for action in Action::ALL {
            assert!(action.shortcut().is_none_or(|shortcut| keys(shortcut).is_some()), "{action:?}");
        }
    }
}
