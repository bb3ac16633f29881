//! Dialogs: the system's own for choosing files, and ours: the palette, a path, a day, a reason, a report, the list of shortcuts.

mod chooser;
mod native;
mod open_path;
mod as_of;
mod shortcuts;
mod palette;
mod search;
mod password;
mod several;
mod file_place;
mod small_file;
mod suppress;
mod report;
mod on_request;
mod connect_draft;
mod connect_fields;
mod connect;
mod probe;
mod save_pull;
mod save_compared;
mod save_basket;

use egui::{CornerRadius, Frame, Id, Margin, Modal, Stroke, Ui};

use super::theme::{size, tokens};
use crate::app::{App, Command, Dialog, Outbox};

/// What dialogs remember while they are open.
#[derive(Default)]
pub struct Dialogs {
    native: native::Native,
    chooser: chooser::Chooser,
    path: String,
    day: String,
    password: String,
    suppress: suppress::Draft,
    report: report::Draft,
    place: file_place::FilePlace,
    connect: connect_draft::Draft,
    probe: probe::Draft,
    package: file_place::FilePlace,
    compared: save_compared::Draft,
    /// The dialog that the texts belong to.
    shown: Option<Dialog>,
}

/// Shows the dialog that is asked for.
pub fn show(ui: &Ui, app: &App, dialogs: &mut Dialogs, out: &mut Outbox) {
    dialogs.native.show(ui.ctx(), app, out);
    let fresh = dialogs.shown != app.dialog();
    if matches!(dialogs.shown, Some(Dialog::Connect | Dialog::Probe)) && !matches!(app.dialog(), Some(Dialog::Connect | Dialog::Probe)) {
        dialogs.connect.wipe(ui.ctx());
        dialogs.connect = connect_draft::Draft::default();
    }
    dialogs.shown = app.dialog();
    let Some(dialog) = app.dialog() else { return };
    let t = tokens(ui);
    let frame = Frame::NONE
        .fill(t.raised)
        .stroke(Stroke::new(1.0, t.line_strong))
        .corner_radius(CornerRadius::same(size::RADIUS_WINDOW))
        .shadow(ui.visuals().window_shadow)
        .inner_margin(Margin::same(20));
    let id = Id::unique(("dialog", title(dialog)));
    let mut modal = Modal::new(id).frame(frame);
    let chooses = matches!(dialog, Dialog::Palette | Dialog::Search);
    if chooses {
        // Its list grows and shrinks: it hangs from the top, so that the field stays where it is.
        modal = modal.area(Modal::default_area(id).anchor(egui::Align2::CENTER_TOP, egui::vec2(0.0, 72.0)));
    }
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_width(width(dialog).min(ui.ctx().content_rect().width() - 80.0));
        if !chooses {
            heading(ui, title(dialog));
        }
        match dialog {
            Dialog::Shortcuts => shortcuts::show(ui, out),
            Dialog::Palette => palette::show(ui, app, &mut dialogs.chooser, fresh, out),
            Dialog::Search => search::show(ui, app, &mut dialogs.chooser, fresh, out),
            Dialog::OpenPath => open_path::show(ui, &mut dialogs.path, fresh, out),
            Dialog::Password => {
                if password::show(ui, app, &mut dialogs.password, fresh, out) {
                    // It may be asked for again in the very next frame, and is a new question then.
                    dialogs.shown = None;
                }
            }
            Dialog::Several => several::show(ui, app, out),
            Dialog::Suppress => suppress::show(ui, app, &mut dialogs.suppress, fresh, out),
            Dialog::Report(roster) => report::show(ui, app, roster, &mut dialogs.report, fresh, out),
            Dialog::Place(what) => small_file::show(ui, app, what, &mut dialogs.place, fresh, out),
            Dialog::OnRequest => on_request::show(ui, app, out),
            Dialog::Connect => connect::show(ui, app, &mut dialogs.connect, fresh, out),
            Dialog::Probe => probe::show(ui, app, &mut dialogs.probe, fresh, out),
            Dialog::SavePull(roster) => save_pull::show(ui, app, roster, &mut dialogs.package, fresh, out),
            Dialog::SaveCompared(form) => save_compared::show(ui, app, form, &mut dialogs.compared, fresh, out),
            Dialog::SaveBasket(roster) => save_basket::show(ui, app, roster, &mut dialogs.package, fresh, out),
            Dialog::AsOf(roster) => as_of::show(ui, app, roster, &mut dialogs.day, fresh, out),
        }
    });
    if modal.should_close() {
        out.push(Command::Dialog(None));
    }
}

const fn width(dialog: Dialog) -> f32 {
    match dialog {
        Dialog::Shortcuts => 640.0,
        Dialog::Connect => 640.0,
        Dialog::Probe => 940.0,
        Dialog::Palette | Dialog::Search => chooser::Chooser::WIDTH,
        Dialog::Suppress
        | Dialog::Report(_)
        | Dialog::Place(_)
        | Dialog::OnRequest
        | Dialog::SavePull(_)
        | Dialog::SaveCompared(_)
        | Dialog::SaveBasket(_) => 470.0,
        _ => 470.0 - 40.0,
    }
}

const fn title(dialog: Dialog) -> &'static str {
    match dialog {
        Dialog::Shortcuts => "Shortcuts",
        Dialog::Palette => "Commands",
        Dialog::Search => "Search",
        Dialog::OpenPath => "Open path",
        Dialog::Password => "Enter password",
        Dialog::Several => "Open several packages",
        Dialog::AsOf(_) => "Judge as of",
        Dialog::Suppress => "Suppress",
        Dialog::Report(_) => "Save report",
        Dialog::Place(what) => small_file::title(what),
        Dialog::OnRequest => "Rules on request",
        Dialog::Connect => "Connect to endpoint",
        Dialog::Probe => "Connection check",
        Dialog::SavePull(_) => "Save pull",
        Dialog::SaveCompared(_) => "Save comparison",
        Dialog::SaveBasket(_) => "Save basket",
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let response = super::widgets::text::label(ui, words, super::theme::font::figure(), tokens(ui).text);
    super::widgets::focus::name(&response, egui::accesskit::Role::Heading, words);
    ui.add_space(12.0);
}

/// Buttons at the right, the primary one last. Returns true for the primary one, by click or Enter.
fn buttons(ui: &mut Ui, primary: &str, why_not: Option<&str>, out: &mut Outbox) -> bool {
    buttons_with(ui, primary, why_not, out, |_| ())
}

/// The same with further buttons at the left of those.
fn buttons_with(ui: &mut Ui, primary: &str, why_not: Option<&str>, out: &mut Outbox, more: impl FnOnce(&mut Ui)) -> bool {
    use super::widgets::Button;
    ui.add_space(16.0);
    let clicked = ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let done = Button::primary(primary).disabled_because(why_not).show(ui).clicked();
        if Button::outlined("Cancel").show(ui).clicked() {
            out.push(Command::Dialog(None));
        }
        more(ui);
        done
    });
    clicked.inner
}
