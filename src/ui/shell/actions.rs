//! Actions on screen: their icons, their keys, and the menu of all of them.

use egui::containers::menu::SubMenu;
use egui::{KeyboardShortcut, Modifiers, Ui};

use crate::app::{Action, App, Outbox, Part, Shortcut};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::widgets::{IconButton, focus, menu_item, menu_part};

/// The icon of an action.
pub const fn icon(action: Action) -> Icon {
    match action {
        Action::OpenFiles => Icon::FOLDER_OPEN,
        Action::OpenFolder => Icon::FOLDER,
        Action::OpenPath => Icon::TEXT_T,
        Action::OpenSample => Icon::GRADUATION_CAP,
        Action::CloseRoster | Action::CloseTab | Action::CloseOtherTabs | Action::Quit => Icon::X,
        Action::Preferences => Icon::GEAR_SIX,
        Action::Palette => Icon::LIST,
        Action::Back | Action::PreviousTab => Icon::ARROW_LEFT,
        Action::Forward | Action::NextTab => Icon::ARROW_RIGHT,
        Action::Welcome | Action::NewTab | Action::ZoomIn => Icon::PLUS,
        Action::ReopenTab | Action::Reload => Icon::ARROWS_CLOCKWISE,
        Action::Unlock => Icon::LOCK_SIMPLE,
        Action::Overview => Icon::SQUARES_FOUR,
        Action::Connect | Action::Pull => Icon::PLUGS_CONNECTED,
        Action::SavePull => Icon::PACKAGE,
        Action::Resume => Icon::ARROWS_CLOCKWISE,
        Action::Findings => Icon::FLAG,
        Action::CancelJob => Icon::STOP,
        Action::DetailPane | Action::DetailsBelow => Icon::ROWS,
        Action::FilterRows | Action::Find | Action::FindPrevious => Icon::MAGNIFYING_GLASS,
        Action::AddFilter | Action::FilterLine => Icon::FUNNEL_SIMPLE,
        Action::Export => Icon::EXPORT,
        Action::GoToLine => Icon::HASH,
        Action::Columns => Icon::COLUMNS,
        Action::WholeCell => Icon::TEXT_T,
        Action::CopySelection | Action::CopyWithHeader => Icon::COPY,
        Action::ClearFilters => Icon::FUNNEL_SIMPLE,
        Action::Redact => Icon::EYE_SLASH,
        Action::Sidebar => Icon::SIDEBAR_SIMPLE,
        Action::NextTheme => Icon::SUN,
        Action::ZoomOut => Icon::MINUS,
        Action::Search | Action::ZoomReset => Icon::MAGNIFYING_GLASS,
        Action::SaveReport => Icon::EXPORT,
        Action::OpenRows => Icon::TABLE,
        Action::Suppress => Icon::EYE_SLASH,
        Action::TakeBack => Icon::EYE,
        Action::JudgeAsOf => Icon::CALENDAR_BLANK,
        Action::OnRequest => Icon::SLIDERS_HORIZONTAL,
        Action::OpenProfile => Icon::TARGET,
        Action::OpenSuppressions | Action::OpenBaseline => Icon::FOLDER_OPEN,
        Action::NoSuppressions | Action::NoBaseline => Icon::X,
        Action::SaveBaseline => Icon::SCALES,
        Action::Compare | Action::CompareFile | Action::SaveDelta => Icon::GIT_DIFF,
        Action::SwapSides => Icon::ARROWS_CLOCKWISE,
        Action::SideBySide => Icon::COLUMNS,
        Action::WholePage => Icon::ROWS,
        Action::SaveComparison | Action::SaveIdMap => Icon::EXPORT,
        Action::HandOver | Action::SaveBasket => Icon::PACKAGE,
        Action::AddToBasket | Action::AddShownToBasket => Icon::PLUS,
        Action::EmptyBasket => Icon::X,
        Action::OpenResult => Icon::FOLDER_OPEN,
        Action::SaveResult => Icon::PACKAGE,
        Action::Shortcuts => Icon::QUESTION,
    }
}

/// The keys of an action as egui takes them.
pub fn keys(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    modifiers.command = shortcut.ctrl();
    modifiers.shift = shortcut.shift();
    modifiers.alt = shortcut.alt();
    Some(KeyboardShortcut::new(modifiers, egui::Key::from_name(shortcut.key())?))
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

/// A button that opens the menu of all actions, a part each.
pub fn menu(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let response = IconButton::new(Icon::DOTS_THREE, "Menu").show(ui);
    egui::Popup::menu(&response).width(160.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for part in Part::ALL {
            let response = menu_part(ui, part.name());
            SubMenu::new().show(ui, &response, |ui| {
                ui.set_min_width(size::SIDEBAR);
                ui.spacing_mut().item_spacing.y = 0.0;
                let actions = Action::ALL.iter().copied().filter(|action| action.part() == part);
                items(ui, app, actions, out);
            });
        }
    });
}

/// The lines of a menu: what cannot be done now is there, but says why.
pub fn items(ui: &mut Ui, app: &App, actions: impl IntoIterator<Item = Action>, out: &mut Outbox) {
    for action in actions {
        let why = app.can(action).err();
        let (response, ()) = focus::unless(ui, why, |ui| (menu_item(ui, action.label(), &action.keys(), false), ()));
        let response = if why.is_none() { response.on_hover_text(action.tooltip()) } else { response };
        if response.clicked() {
            out.act(action);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::keys;
    use crate::app::Action;

    #[test]
    fn every_shortcut_is_a_key_that_egui_knows_and_stands_once() {
        let mut known = Vec::new();
        for action in Action::ALL {
            for &shortcut in action.shortcuts() {
                let keys = keys(shortcut).unwrap_or_else(|| panic!("{action:?}: {}", shortcut.0));
                assert!(!known.contains(&keys), "{action:?}: {} is taken", shortcut.0);
                known.push(keys);
            }
        }
    }
}
