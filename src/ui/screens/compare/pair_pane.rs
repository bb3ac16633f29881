//! The two records of a difference side by side: every field, those that differ first, with their differing characters marked.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Layout, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, accesskit::Role, pos2, vec2};

use super::letters::pieces;
use super::lines::Pair;
use crate::app::{Action, Compared, Outbox, Route, is_secret};
use crate::roster::Roster;
use crate::ui::icon::Icon;
use crate::ui::theme::{Tokens, font, size, tokens};
use crate::ui::widgets::{IconButton, focus, link, text};

/// One field of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The column.
    pub name: String,
    /// Its text before and after; dots where it is not to be seen.
    pub texts: [String; 2],
    /// Why it is not compared; empty if it is.
    pub aside: &'static str,
}

impl Field {
    /// True if both differ.
    pub fn differs(&self) -> bool {
        self.texts[0] != self.texts[1]
    }
}

/// The fields of both records, those that differ first, blank ones left out.
pub(super) fn fields(compared: &Compared, pair: Pair) -> Vec<Field> {
    let Some(changes) = compared.comparison.table(pair.table) else { return Vec::new() };
    let (old, new) = (&*compared.old, &*compared.new);
    let mut fields: Vec<Field> = Vec::new();
    for column in &changes.columns {
        let texts = compared.comparison.texts((old, pair.old), (new, pair.new), changes, column);
        let data = new.table(pair.table).zip(column.new).or(old.table(pair.table).zip(column.old));
        let secret = data.and_then(|(data, at)| data.columns().get(usize::from(at))).is_some_and(|column| is_secret(column));
        let both = pair.old.is_some() && pair.new.is_some();
        let aside = match (both, column.old.is_some(), column.new.is_some()) {
            (true, true, false) if !column.is_by_roles => "only before has this column",
            (true, false, true) if !column.is_by_roles => "only after has this column",
            (true, ..) if !column.is_compared && !column.is_by_roles => "not compared",
            _ => "",
        };
        if texts.iter().all(String::is_empty) {
            continue;
        }
        let texts = if secret { texts.map(|text| if text.is_empty() { text } else { "•••••••".to_owned() }) } else { texts };
        fields.push(Field { name: column.name.clone(), texts, aside });
    }
    fields.sort_by_key(|field| !field.differs() || !field.aside.is_empty());
    fields
}

/// Draws the pane.
pub(super) fn show(ui: &mut Ui, area: Rect, compared: &Compared, pair: Option<Pair>, out: &mut Outbox) {
    let t = tokens(ui);
    ui.painter().vline(area.left() + 0.5, area.y_range(), Stroke::new(1.0, t.line));
    let inner = area.shrink2(vec2(size::CARD_PADDING, 0.0));
    let ui = &mut ui.new_child(UiBuilder::new().id_salt("pair").max_rect(inner).layout(Layout::top_down(Align::Min)));
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    focus::group(ui, Role::Group, "Side by side");
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, compared, pair, out);
    let Some(pair) = pair else {
        text::label(ui, "Select a line that is about a record", font::body(), t.text_3);
        return;
    };
    let fields = fields(compared, pair);
    let name_width = (inner.width() * 0.28).clamp(90.0, 150.0);
    columns_head(ui, name_width);
    ScrollArea::vertical().id_salt(("fields", pair.table, pair.old, pair.new)).auto_shrink([false, false]).show(ui, |ui| {
        for field in &fields {
            line(ui, field, name_width, t);
        }
    });
}

fn head(ui: &mut Ui, compared: &Compared, pair: Option<Pair>, out: &mut Outbox) {
    ui.add_space(4.0);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 30.0), Layout::right_to_left(Align::Center), |ui| {
        if IconButton::new(Icon::X, "Close side by side").small().show(ui).clicked() {
            out.act(Action::SideBySide);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let Some(pair) = pair else { return };
            let name = |roster: &Roster, row: Option<u32>| row.map(|row| crate::ui::place::record(roster, pair.table, row));
            let title = name(&compared.new, pair.new).or_else(|| name(&compared.old, pair.old)).unwrap_or_default();
            let response = text::label(ui, &title, font::heading(), tokens(ui).text);
            focus::name(&response, Role::Heading, &title);
            for (words, roster, row) in [("Before", &compared.old, pair.old), ("After", &compared.new, pair.new)] {
                if let Some(row) = row
                    && link(ui, &format!("{words}…")).on_hover_text(format!("The record's page, {}", words.to_lowercase())).clicked()
                {
                    out.go(Route::Record { roster: roster.id(), table: pair.table, row });
                }
            }
        });
    });
}

fn columns_head(ui: &mut Ui, name_width: f32) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    let half = (rect.width() - name_width) / 2.0;
    for (x, words) in [(0.0, "Field"), (name_width, "Before"), (name_width + half, "After")] {
        text::put(ui.painter(), rect.left() + x, rect.center().y, words, font::label(), t.text_3, half);
    }
}

fn line(ui: &mut Ui, field: &Field, name_width: f32, t: &Tokens) {
    let width = ui.available_width();
    let half = (width - name_width) / 2.0 - 8.0;
    let differs = field.differs() && field.aside.is_empty();
    let marked = if differs { pieces(&field.texts[0], &field.texts[1]) } else { Vec::new() };
    let galleys = [0, 1].map(|side| {
        let mut job = LayoutJob::default();
        job.wrap.max_width = half;
        job.wrap.break_anywhere = true;
        let tone = if side == 0 { t.removed } else { t.added };
        let format = |is_marked: bool| TextFormat {
            font_id: font::body(),
            color: if is_marked {
                tone.fg
            } else if differs {
                t.text
            } else {
                t.text_2
            },
            background: if is_marked { tone.soft } else { Color32::TRANSPARENT },
            underline: if is_marked { Stroke::new(1.0, tone.fg) } else { Stroke::NONE },
            ..TextFormat::default()
        };
        let whole = &field.texts[side];
        if whole.is_empty() {
            job.append("—", 0.0, TextFormat { color: t.text_off, ..format(false) });
        } else if marked.is_empty() {
            let shown: String = whole.chars().take(4_000).collect();
            job.append(&text::display(&shown), 0.0, format(differs));
        } else {
            for piece in marked.iter().filter(|piece| piece.is_new != Some(side == 0)) {
                job.append(&piece.text, 0.0, format(piece.is_new.is_some()));
            }
        }
        ui.painter().layout_job(job)
    });
    let height = galleys.iter().map(|galley| galley.size().y).fold(18.0, f32::max) + 9.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
    let [before, after] = &field.texts;
    let blank = |text: &str| if text.is_empty() { "blank".to_owned() } else { text.to_owned() };
    let words = match differs {
        true => format!("{}: {}, before {}", field.name, blank(after), blank(before)),
        false if !field.aside.is_empty() => {
            format!("{}: {}, {}", field.name, blank(if after.is_empty() { before } else { after }), field.aside)
        }
        false => format!("{}: {}, the same", field.name, blank(after)),
    };
    focus::name(&response, Role::Label, &words);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    let ink = if differs { t.text } else { t.text_3 };
    text::put(ui.painter(), rect.left(), rect.top() + 13.0, &field.name, font::small(), ink, name_width - 8.0);
    for (galley, x) in galleys.into_iter().zip([rect.left() + name_width, rect.left() + name_width + half + 8.0]) {
        ui.painter().galley(pos2(x, rect.top() + 4.0), galley, t.text);
    }
    if !field.aside.is_empty() {
        response.on_hover_text(RichText::new(field.aside));
    }
}
