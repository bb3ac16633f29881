//! Rows of the page: a name at the left, a control, and what it means.

use egui::{Align, Key, Layout, Ui, vec2};

use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{IconButton, TextField, focus, text};

/// The width of the names.
const NAME: f32 = 180.0;

/// A row with a name and whatever `control` draws.
pub fn row<R>(ui: &mut Ui, name: &str, control: impl FnOnce(&mut Ui) -> R) -> R {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), 34.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().item_spacing.x = 10.0;
        let (rect, response) = ui.allocate_exact_size(vec2(NAME, size.y), egui::Sense::hover());
        text::put(ui.painter(), rect.left(), rect.center().y, name, font::body(), t.text_2, NAME - 8.0);
        focus::name(&response, egui::accesskit::Role::Label, name);
        control(ui)
    })
    .inner
}

/// Quieter words under a row.
pub fn note(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.add_space(NAME + 10.0);
        text::paragraph(ui, words, font::small(), tokens(ui).text_3);
    });
    ui.add_space(2.0);
}

/// A number with a step down and a step up. Returns the step that was asked for.
pub fn stepper(ui: &mut Ui, words: &str, less: (&str, Option<&str>), more: (&str, Option<&str>)) -> Option<i8> {
    let t = tokens(ui);
    let mut step = None;
    if IconButton::new(Icon::MINUS, less.0).disabled_because(less.1).show(ui).clicked() {
        step = Some(-1);
    }
    let (rect, response) = ui.allocate_exact_size(vec2(52.0, size::CONTROL), egui::Sense::hover());
    let width = text::width(ui.painter(), words, font::body_medium());
    text::put(ui.painter(), rect.center().x - width / 2.0, rect.center().y, words, font::body_medium(), t.text, rect.width());
    focus::name(&response, egui::accesskit::Role::Label, words);
    if IconButton::new(Icon::PLUS, more.0).disabled_because(more.1).show(ui).clicked() {
        step = Some(1);
    }
    step
}

/// A check box. Returns what it was changed to.
pub fn check(ui: &mut Ui, on: bool, words: &str) -> Option<bool> {
    let mut now = on;
    ui.checkbox(&mut now, words).changed().then_some(now)
}

/// A field whose text counts once it is left or Enter is pressed, so that half a number is never taken for one. What is
/// wrong with it stands beside.
pub fn committed<T>(ui: &mut Ui, name: &str, width: f32, present: &str, unit: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
    let t = tokens(ui);
    let id = ui.unique_id().with(("draft", name));
    let kept: Option<String> = ui.data(|data| data.get_temp(id));
    let mut draft = kept.clone().unwrap_or_else(|| present.to_owned());
    let field = TextField::new(&mut draft, name).hint("").width(width).mono().show(ui);
    let entered = field.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let left = field.lost_focus() || entered;
    let understood = read(&draft);
    let mut taken = None;
    match (&understood, left) {
        (Ok(_), true) => {
            ui.data_mut(|data| data.remove_temp::<String>(id));
            taken = understood.as_ref().ok().filter(|_| draft.trim() != present).map(|_| ());
        }
        // What is wrong stays in the field, with the reason beside it.
        _ if field.changed() || kept.is_some() => ui.data_mut(|data| {
            data.insert_temp(id, draft.clone());
        }),
        _ => {}
    }
    match &understood {
        Err(why) if draft.trim() != present => text::label(ui, why, font::small(), t.error.fg),
        _ => text::label(ui, unit, font::body(), t.text_3),
    };
    taken.and(understood.ok())
}
