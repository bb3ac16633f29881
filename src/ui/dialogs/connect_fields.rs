//! The parts of the dialog that connects: address, authentication, what is pulled, and what is seldom needed.

use egui::Ui;
use zeroize::Zeroize as _;

use super::connect_draft::Draft;
use super::file_place::{FilePlace, Kind, beside};
use crate::app::{App, AuthKind, KeysIn};
use crate::rest;
use crate::ui::icon::Icon;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{IconButton, TextField, choice, focus, link, text};

/// The width of the labels.
const LABEL: f32 = 118.0;

/// A label and what stands beside it.
pub(super) fn row<R>(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(LABEL, 28.0), egui::Sense::hover());
        text::put(ui.painter(), rect.left(), rect.center().y, label, font::body(), t.text_2, LABEL);
        add(ui)
    })
    .inner
}

fn field(ui: &mut Ui, label: &str, value: &mut String, hint: &str) -> egui::Response {
    row(ui, label, |ui| TextField::new(value, label).hint(hint).mono().width(ui.available_width()).show(ui))
}

/// The address, and what it was understood as before anything is asked.
pub(super) fn address(ui: &mut Ui, draft: &mut Draft, fresh: bool) {
    let t = tokens(ui);
    let response = field(ui, "Address", &mut draft.form.url, "https://host/ims/oneroster/v1p1, or any address of the endpoint");
    if fresh && draft.form.url.is_empty() {
        response.request_focus();
    }
    if draft.form.url.trim().is_empty() {
        return;
    }
    let understood = rest::understand(&draft.form.url, draft.form.allow_http);
    row(ui, "Will ask", |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            match &understood {
                Ok(address) => {
                    for base in &address.bases {
                        let mut urls = vec![base.rostering.as_str(), base.resources.as_str(), base.gradebook.as_str()];
                        urls.dedup();
                        urls.into_iter().for_each(|url| drop(text::label(ui, url, font::mono_small(), t.text)));
                    }
                    if let (AuthKind::OAuth2, Some(base)) = (draft.form.auth, address.bases.first()) {
                        let own = draft.form.token_url.trim();
                        let token = if own.is_empty() { format!("{} (a guess)", base.guessed_token()) } else { own.to_owned() };
                        text::label(ui, &format!("Token from {token}"), font::mono_small(), t.text_2);
                    }
                    if !address.notes.is_empty() {
                        text::paragraph(ui, &capital(&address.notes.join("; ")), font::small(), t.text_3);
                    }
                }
                Err(error) => {
                    let words = format!("{} {}", error.detail, error.remedy());
                    text::paragraph(ui, &words, font::small(), t.error.fg);
                }
            }
        });
    });
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How one shows who one is, with only the fields of that kind.
pub(super) fn authentication(ui: &mut Ui, app: &App, draft: &mut Draft) {
    row(ui, "Authentication", |ui| {
        let words = AuthKind::ALL.map(AuthKind::words);
        let current = AuthKind::ALL.iter().position(|kind| *kind == draft.form.auth).unwrap_or(0);
        if let Some(chosen) = choice(ui, "Authentication", false, 300.0, current, &words) {
            draft.form.auth = AuthKind::ALL[chosen];
        }
    });
    if let Some(words) = draft.form.auth.key_words() {
        field(ui, words, &mut draft.form.key, "");
    }
    if let Some(words) = draft.form.auth.secret_words() {
        let kept = app.kept_secrets(&draft.form.name).is_some();
        let hint = if kept { "Kept; type another one to replace it" } else { "" };
        let response =
            row(ui, words, |ui| TextField::new(&mut draft.secret, words).secret().hint(hint).width(ui.available_width()).show(ui));
        remember(draft, response.id);
    }
    if draft.form.auth == AuthKind::OAuth2 {
        field(ui, "Token address", &mut draft.form.token_url, "Blank: token below the base path");
        field(ui, "Scopes", &mut draft.form.scope, "Blank: none is named");
        row(ui, "Id and secret", |ui| {
            let words = KeysIn::ALL.map(KeysIn::words);
            let current = KeysIn::ALL.iter().position(|place| *place == draft.form.keys_in).unwrap_or(0);
            if let Some(chosen) = choice(ui, "Id and secret", false, 160.0, current, &words) {
                draft.form.keys_in = KeysIn::ALL[chosen];
            }
        });
        field(ui, "Token query", &mut draft.form.token_query, "Such as appName=roster");
    }
}

fn remember(draft: &mut Draft, field: egui::Id) {
    if !draft.secret_fields.contains(&field) {
        draft.secret_fields.push(field);
    }
}

/// What is pulled.
pub(super) fn scope(ui: &mut Ui, draft: &mut Draft) {
    let t = tokens(ui);
    row(ui, "What", |ui| {
        let words = ["Everything", "Rostering only", "Chosen collections", "One school"];
        if let Some(chosen) = choice(ui, "What is pulled", false, 160.0, draft.scope, &words) {
            draft.scope = chosen;
        }
        let words = ["All rows", "Only those to be deleted", "Only those changed since"];
        if let Some(chosen) = choice(ui, "Which rows", false, 200.0, draft.rows, &words) {
            draft.rows = chosen;
        }
    });
    if draft.scope == 2 {
        row(ui, "Collections", |ui| {
            ui.horizontal_wrapped(|ui| {
                for name in rest::names() {
                    let mut on = draft.collections.iter().any(|chosen| chosen == name);
                    if ui.checkbox(&mut on, name).changed() {
                        draft.collections.retain(|chosen| chosen != name);
                        draft.collections.extend(on.then(|| name.to_owned()));
                    }
                }
            });
        });
    }
    if draft.scope == 3 {
        field(ui, "School", &mut draft.school, "Its sourcedId");
    }
    if draft.rows == 2 {
        field(ui, "Since", &mut draft.since, "2026-01-01T00:00:00.000Z");
    }
    if draft.rows > 0 {
        row(ui, "", |ui| {
            let words = "Rows that a server sends although the filter leaves them out are left out here, and that is told.";
            text::paragraph(ui, words, font::small(), t.text_3);
        });
    }
    row(ui, "", |ui| {
        ui.checkbox(&mut draft.demographics, "With demographics");
        ui.checkbox(&mut draft.keep_pages, "Keep the raw pages in an archive");
    });
    if draft.keep_pages {
        if draft.archive.path.is_empty() {
            draft.archive = FilePlace::at(&beside(None, &format!("{}.pull", rest::host_of(&draft.form.url))));
        }
        row(ui, "Archive", |ui| {
            let kind = Kind { name: "Archive to write", save: true, extension: "pull" };
            draft.archive.show(ui, kind, false);
        });
        row(ui, "", |ui| {
            ui.checkbox(&mut draft.replace, "Replace a file of that name");
            text::label(ui, "It holds personal data.", font::small(), t.text_3);
        });
    }
}

/// What is seldom needed.
pub(super) fn further(ui: &mut Ui, draft: &mut Draft) {
    row(ui, "", |ui| {
        let words = if draft.more { "Fewer settings" } else { "Headers, certificate, proxy, pages…" };
        if link(ui, words).clicked() {
            draft.more = !draft.more;
        }
    });
    if !draft.more {
        return;
    }
    let mut gone = None;
    for at in 0..draft.form.headers.len().min(draft.headers.len()) {
        let response = row(ui, if at == 0 { "Headers" } else { "" }, |ui| {
            let (name, value) = (format!("Header {}", at + 1), format!("Value of header {}", at + 1));
            TextField::new(&mut draft.form.headers[at], &name).mono().width(150.0).show(ui);
            let response = TextField::new(&mut draft.headers[at], &value).secret().width(ui.available_width() - 30.0).show(ui);
            if IconButton::new(Icon::X, &format!("Remove header {}", at + 1)).small().show(ui).clicked() {
                gone = Some(at);
            }
            response
        });
        remember(draft, response.id);
    }
    if let Some(at) = gone {
        draft.form.headers.remove(at);
        draft.headers.remove(at).zeroize();
    }
    row(ui, if draft.form.headers.is_empty() { "Headers" } else { "" }, |ui| {
        if link(ui, "Add header").clicked() {
            draft.add_header();
        }
    });
    field(ui, "CA file", &mut draft.form.ca_file, "Certificates as PEM that the system does not know");
    field(ui, "Proxy", &mut draft.form.proxy, "Blank: what the system says");
    row(ui, "Pages", |ui| {
        let t = tokens(ui);
        TextField::new(&mut draft.form.page_size, "Rows of a page").width(80.0).show(ui);
        text::label(ui, "rows, at most", font::body(), t.text_2);
        TextField::new(&mut draft.form.seconds, "Seconds of a page").width(70.0).show(ui);
        text::label(ui, "seconds each,", font::body(), t.text_2);
        let words = ["1 collection", "2 at once", "3 at once", "4 at once"];
        if let Some(chosen) = choice(ui, "Collections at once", false, 110.0, draft.form.at_once.clamp(1, 4) - 1, &words) {
            draft.form.at_once = chosen + 1;
        }
    });
    row(ui, "", |ui| {
        let response = ui.checkbox(&mut draft.form.allow_http, "Allow plain http to other machines");
        focus::describe(&response, "Credentials and names could be read by others on the way");
    });
}
