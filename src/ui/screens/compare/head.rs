//! The two rosters of a comparison at the top of its page, each with the choice of another one, and what can be done with both.

use egui::{Align, CornerRadius, Layout, Rect, Stroke, StrokeKind, Ui, accesskit::Role, pos2, vec2};

use super::data::about;
use crate::app::{Action, App, Command, Outbox, Route};
use crate::read::SourceKind;
use crate::roster::{Roster, RosterId};
use crate::ui::icon::Icon;
use crate::ui::shell::actions;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{IconButton, divider, focus, menu_item, text};

const HEIGHT: f32 = 48.0;

/// Draws the row.
pub(super) fn show(ui: &mut Ui, app: &App, old: &Roster, new: &Roster, out: &mut Outbox) {
    let buttons = 34.0 * 4.0;
    let width = ((ui.available_width() - buttons - 40.0) / 2.0).clamp(160.0, 480.0);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), HEIGHT), Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        side(ui, app, (old, "Before"), (new.id(), old.id()), width, out);
        Icon::ARROW_RIGHT.show(ui, size::ICON, tokens(ui).text_3);
        side(ui, app, (new, "After"), (new.id(), old.id()), width, out);
        actions::button(ui, app, out, Action::SwapSides);
        actions::button(ui, app, out, Action::SaveComparison);
        more(ui, app, out);
    });
}

/// What else can be done.
fn more(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let response = IconButton::new(Icon::DOTS_THREE, "More about the comparison").show(ui);
    egui::Popup::menu(&response).width(size::SIDEBAR).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let part = Action::ALL.iter().copied().filter(|action| action.part() == crate::app::Part::Compare);
        actions::items(ui, app, part, out);
    });
}

/// One roster, and behind it the choice of another one.
fn side(ui: &mut Ui, app: &App, (roster, word): (&Roster, &str), (after, before): (RosterId, RosterId), width: f32, out: &mut Outbox) {
    let t = tokens(ui);
    let name = &roster.package().name;
    let (rect, response) = focus::clickable(ui, vec2(width, HEIGHT), Role::Button, &format!("{word} {name}"));
    focus::describe(&response, &about(roster));
    let painter = ui.painter();
    let ground = if response.hovered() { t.hover } else { t.content };
    painter.rect(rect, CornerRadius::same(size::RADIUS), ground, Stroke::new(1.0, t.line_strong), StrokeKind::Inside);
    let icon = match roster.package().kind {
        SourceKind::Endpoint => Icon::PLUGS_CONNECTED,
        SourceKind::Folder => Icon::FOLDER,
        _ => Icon::FILE_ZIP,
    };
    icon.paint(painter, pos2(rect.left() + 20.0, rect.center().y), 18.0, t.text_2);
    let tag_width = text::width(painter, word, font::small_medium()) + 14.0;
    let tag = Rect::from_min_size(pos2(rect.right() - tag_width - 28.0, rect.top() + 6.0), vec2(tag_width, 18.0));
    painter.rect_filled(tag, CornerRadius::same(size::RADIUS_SMALL), t.neutral.soft);
    text::put(painter, tag.left() + 7.0, tag.center().y, word, font::small_medium(), t.neutral.fg, tag_width);
    let x = rect.left() + 40.0;
    text::put(painter, x, rect.center().y - 9.0, name, font::mono(), t.text, tag.left() - x - 8.0);
    text::put(painter, x, rect.center().y + 10.0, &about(roster), font::small(), t.text_3, rect.right() - x - 28.0);
    Icon::CARET_UP_DOWN.paint(painter, pos2(rect.right() - 14.0, rect.center().y), size::ICON_SMALL, t.text_2);
    focus::ring(ui, &response, size::RADIUS);
    egui::Popup::menu(&response).width(width.max(size::SIDEBAR)).show(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
        let is_before = word == "Before";
        let (this, other) = if is_before { (before, after) } else { (after, before) };
        for open in app.rosters().shown().filter(|open| open.id() != other) {
            let about = open.roster().map(|roster| about(roster)).unwrap_or_default();
            if menu_item(ui, &open.name(), &about, open.id() == this).clicked() {
                let id = open.id();
                let (roster, old) = if is_before { (after, id) } else { (id, before) };
                out.push(Command::Replace(Route::Compare { roster, old: Some(old) }));
                ui.close();
            }
        }
        divider(ui);
        if is_before && menu_item(ui, Action::CompareFile.label(), &Action::CompareFile.keys(), false).clicked() {
            out.act(Action::CompareFile);
            ui.close();
        }
        if menu_item(ui, "Go to its overview", "", false).clicked() {
            out.go(Route::Overview { roster: this });
            ui.close();
        }
    });
}
