//! The dialog that connects to an endpoint: address, who one is, what is pulled, and what came of it.

use egui::{ScrollArea, Ui};

use super::buttons_with;
use super::connect_draft::Draft;
use super::connect_fields::{address, authentication, further, row, scope};
use crate::app::{App, Command, ConnectCommand, ConnectForm, Outbox, SecretPlace};
use crate::ui::icon::Level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Button, Notice, TextField, choice, focus, link, progress, text};

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, app: &App, draft: &mut Draft, fresh: bool, out: &mut Outbox) {
    let room = (ui.ctx().content_rect().height() - 250.0).max(200.0);
    ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(refused) = app.connect_refused() {
            refusal(ui, refused);
        }
        kept(ui, app, draft, out);
        address(ui, draft, fresh);
        authentication(ui, app, draft);
        scope(ui, draft);
        further(ui, draft);
    });
    let plan = draft.plan(app);
    if let Some(connecting) = app.connecting() {
        ui.add_space(12.0);
        let words = if connecting.doing.is_empty() { "Connecting" } else { &connecting.doing };
        focus::inline(ui, 20.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, words, font::body(), tokens(ui).text_2);
            progress::bar(ui, 160.0, None, words);
            if link(ui, "Stop connecting").clicked() {
                out.push(Command::Connect(ConnectCommand::Stop));
            }
        });
    }
    let why_not = match (&plan, app.connecting()) {
        (_, Some(_)) => Some("It is connecting"),
        (Err(why), None) => Some(*why),
        (Ok(_), None) => None,
    };
    let mut test = false;
    let pull = buttons_with(ui, "Connect and pull", why_not, out, |ui| {
        test = Button::outlined("Test connection").disabled_because(why_not).show(ui).clicked();
    });
    if let Ok(plan) = plan {
        if pull {
            out.push(Command::Connect(ConnectCommand::Pull(plan)));
        } else if test {
            out.push(Command::Connect(ConnectCommand::Probe(plan)));
        }
    }
}

fn refusal(ui: &mut Ui, refused: &crate::app::Notice) {
    let details = refused.copy_text();
    let mut notice = Notice::new(Level::Error, &refused.title).details(&details);
    for line in &refused.lines {
        notice = notice.line(line);
    }
    notice.show(ui);
    ui.add_space(6.0);
}

/// Connections that are kept, and keeping this one.
fn kept(ui: &mut Ui, app: &App, draft: &mut Draft, out: &mut Outbox) {
    let t = tokens(ui);
    let saved = &app.prefs().connections;
    if !saved.is_empty() {
        row(ui, "Saved", |ui| {
            let mut words = vec!["New connection"];
            words.extend(saved.iter().map(|form| form.name.as_str()));
            let current = saved.iter().position(|form| form.name == draft.form.name).map_or(0, |at| at + 1);
            if let Some(chosen) = choice(ui, "Saved connection", false, 300.0, current, &words) {
                let form = chosen.checked_sub(1).and_then(|at| saved.get(at)).cloned().unwrap_or_default();
                if chosen > 0 {
                    out.push(Command::Connect(ConnectCommand::Use(form.name.clone())));
                }
                draft.take(form, ui.ctx());
            }
            if current > 0 && link(ui, "Forget").clicked() {
                out.push(Command::Connect(ConnectCommand::Forget(draft.form.name.clone())));
                draft.take(ConnectForm::default(), ui.ctx());
            }
        });
    }
    row(ui, "Name", |ui| {
        TextField::new(&mut draft.form.name, "Name of the connection").hint("To keep it, give it a name").width(300.0).show(ui);
        let name = draft.form.name.trim();
        let unchanged = saved.contains(&draft.form) && draft.secret.is_empty();
        let why_not = match (name.is_empty(), unchanged, draft.form.connection(&draft.secrets(app))) {
            (true, ..) => Some("Give it a name"),
            (_, true, _) => Some("It is kept as it stands"),
            (.., Err(why)) => Some(why),
            _ => None,
        };
        if Button::outlined("Save connection").disabled_because(why_not).show(ui).clicked() {
            out.push(Command::Connect(ConnectCommand::Keep(Box::new(draft.form.clone()), draft.secrets(app))));
        }
    });
    if let Some((_, place)) = app.kept_secrets(&draft.form.name).filter(|_| !draft.form.name.trim().is_empty()) {
        let words = match place {
            SecretPlace::Keychain => "The secret is kept in the keychain of the system.",
            SecretPlace::ThisRun => "No keychain could be used: the secret is kept for this run only.",
        };
        row(ui, "", |ui| {
            text::label(ui, words, font::small(), t.text_3);
        });
    }
}
