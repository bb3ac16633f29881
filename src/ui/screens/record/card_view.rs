//! How the cards of a record are drawn.

use std::sync::Arc;

use egui::{Align, Layout, Ui, vec2};

use super::data::{AllRows, Bars, Body, Card as CardData, Entry, Field, Figure, Finding, Grid, Group};
use super::source_view::source_card;
use super::timeline_view;
use super::value_view::{Place, REVEAL, beside_label, cell, count, draw_link, follow_focus, line, shown_level};
use crate::app::{CellAt, Command, Outbox, RecordCommand, Route, TableCommand};
use crate::query::{Bar, RowPick};
use crate::spec::Table;
use crate::ui::icon::{Icon, of_table};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Card, ChartBar, PageColumn, PageTable, bar_chart, bars, divider, focus, link, mono_link, number, tag, text};

/// Height of a chart with upright bars.
const CHART: f32 = 168.0;

/// The icon of a figure.
pub(super) const fn icon(figure: Figure) -> Icon {
    match figure {
        Figure::Student => Icon::STUDENT,
        Figure::Teacher => Icon::CHALKBOARD_TEACHER,
        Figure::Guardian => Icon::USERS_THREE,
        Figure::District => Icon::BANK,
        Figure::Row(Table::Users) => Icon::USER,
        Figure::Row(table) => of_table(table),
    }
}

/// Draws a card as wide as the room.
pub(super) fn draw(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, card: &CardData) {
    ui.push_id(&card.title, |ui| draw_body(ui, place, out, card));
    ui.add_space(size::GAP);
}

fn draw_body(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, card: &CardData) {
    let frame = Card::new(&card.title).note(&card.note);
    let frame = match (&card.body, &card.all, card.reveal) {
        (Body::Source, ..) => return source_card(ui, place, frame, out),
        (_, Some(_), _) => frame.action("Open as table"),
        (_, _, Some(false)) => frame.action("Reveal"),
        (_, _, Some(true)) => frame.action("Mask"),
        _ => frame,
    };
    let frame = if matches!(card.body, Body::Grid(_)) { frame.flush() } else { frame };
    let shown = frame.show(ui, |ui| match &card.body {
        Body::Fields(fields, absent) => draw_fields(ui, place, out, fields, absent),
        Body::Entries(entries) => draw_entries(ui, place, out, entries),
        Body::Grid(grid) => draw_grid(ui, place, out, &card.title, grid),
        Body::Bars(bars) => draw_bars(ui, place, out, &card.title, bars),
        Body::Timeline(timeline) => timeline_view::draw(ui, place, out, timeline),
        Body::Groups(groups) => groups.iter().enumerate().for_each(|(at, group)| draw_group(ui, place, out, at, group)),
        Body::Findings(findings, note) => draw_findings(ui, place, out, findings, note.as_deref()),
        Body::Empty(words) => line(ui, size::KEY_VALUE, |ui| {
            text::label(ui, words, font::body(), tokens(ui).text_3);
        }),
        Body::Source => {}
    });
    if shown.action {
        match (&card.all, card.reveal) {
            (Some(all), _) => open_all(place, out, all),
            (None, Some(shown)) => out.push(Command::Record(RecordCommand::Open { group: REVEAL.to_owned(), open: !shown })),
            _ => {}
        }
    }
}

/// Shows every row that points here in its table.
fn open_all(place: Place<'_>, out: &mut Outbox, all: &AllRows) {
    let Some(reverse) = place.roster.relations().ready(all.table, all.column) else { return };
    let mut rows = reverse.rows(place.row).to_vec();
    rows.sort_unstable();
    rows.dedup();
    let pick = RowPick { label: all.label.clone(), rows };
    out.go(Route::Table { roster: place.roster.id(), table: all.table, at: None });
    out.push(Command::Table(TableCommand::Only(Some(Arc::new(pick)))));
}

fn draw_fields(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, fields: &[Field], absent: &[&str]) {
    let t = tokens(ui);
    // Long labels, such as those of demographics, get more room than short ones.
    let longest = fields.iter().map(|field| text::width(ui.painter(), &field.label, font::body())).fold(0.0, f32::max);
    let key = (longest + 12.0).clamp(100.0, (ui.available_width() * 0.7).clamp(100.0, 230.0));
    for (at, field) in fields.iter().enumerate() {
        ui.push_id(at, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let (rect, label) = ui.allocate_exact_size(vec2(key, size::KEY_VALUE), egui::Sense::hover());
                text::put(ui.painter(), rect.left(), rect.center().y, &field.label, font::body(), t.text_3, key - 8.0);
                focus::name(&label, egui::accesskit::Role::Label, &field.label);
                if !field.name.is_empty() && field.name != field.label {
                    label.on_hover_text(format!("{}: {}", field.label, field.name));
                }
                ui.allocate_ui_with_layout(vec2(ui.available_width(), size::KEY_VALUE), Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    beside_label(ui, out, place.roster.id(), &field.value, field.level);
                });
            });
        });
    }
    if !absent.is_empty() {
        ui.add_space(4.0);
        text::paragraph(ui, &format!("Not in the file: {}", absent.join(", ")), font::small(), t.text_3);
    }
}

fn draw_entries(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, entries: &[Entry]) {
    let t = tokens(ui);
    for (at, entry) in entries.iter().enumerate() {
        let two_lines = !entry.address.is_empty() || (!entry.note.is_empty() && entry.lead.is_empty());
        if at > 0 && entry.lead.is_empty() {
            divider(ui);
        }
        line(ui, size::NAV_ITEM, |ui| {
            icon(entry.figure).show(ui, size::ICON, t.text_2);
            if !entry.lead.is_empty() {
                text::label(ui, &entry.lead, font::body(), t.text_2);
            }
            draw_link(ui, out, place.roster.id(), &entry.link, !two_lines);
            for words in &entry.tags {
                tag(ui, words, t.neutral);
            }
            if !two_lines && !entry.note.is_empty() {
                text::label(ui, &entry.note, font::small(), t.text_3);
            }
        });
        if two_lines {
            second_lines(ui, entry);
        }
    }
}

/// The address, and the note behind it where both fit, else below.
fn second_lines(ui: &mut Ui, entry: &Entry) {
    let t = tokens(ui);
    let indent = size::ICON + 8.0;
    let width = |words: &str, face| text::width(ui.painter(), words, face);
    let both = width(&entry.address, font::mono_small()) + width(&entry.note, font::small()) + 8.0;
    let together = entry.address.is_empty() || both <= ui.available_width() - indent;
    line(ui, 20.0, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(indent);
        if !entry.address.is_empty() {
            text::label(ui, &entry.address, font::mono_small(), t.text_2);
            ui.add_space(8.0);
        }
        if together {
            text::label(ui, &entry.note, font::small(), t.text_3);
        }
    });
    if !together {
        line(ui, 18.0, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(indent);
            text::label(ui, &entry.note, font::small(), t.text_3);
        });
    }
}

fn draw_grid(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, name: &str, grid: &Grid) {
    let t = tokens(ui);
    let room = ui.available_width() - 8.0;
    let columns: Vec<PageColumn<'_>> = grid.columns.iter().map(|(title, share)| PageColumn::fixed(title, (room * share).floor())).collect();
    let last = columns.len().saturating_sub(1);
    let words = |row: usize| format!("{name}, line {}", row + 1);
    PageTable::new(name, &columns).row_height(29.0).show(ui, grid.rows.len(), words, |ui, row, column| {
        let line = &grid.rows[row];
        let Some(value) = line.cells.get(column) else { return };
        if let Some(when) = line.when.filter(|_| column == last) {
            // The tag keeps its room; what stands before it is cut.
            let tag_width = text::width(ui.painter(), when, font::small_medium()) + 22.0;
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - tag_width).max(20.0));
                cell(ui, out, place.roster.id(), value, true);
            });
            tag(ui, when, t.neutral);
        } else {
            cell(ui, out, place.roster.id(), value, line.when.is_some());
        }
    });
}

fn draw_bars(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, title: &str, shown: &Bars) {
    let clicked = if shown.upright {
        let spoken = |bar: &Bar| format!("Grade {}, {}", bar.words, number::counted(bar.count, shown.what.0, shown.what.1));
        let columns = shown.bars.iter().map(|bar| ChartBar { label: &bar.words, count: bar.count, words: spoken(bar) });
        bar_chart(ui, title, CHART, &columns.collect::<Vec<_>>())
    } else {
        bars(ui, title, &shown.bars.iter().map(|bar| (bar.words.clone(), bar.count)).collect::<Vec<_>>())
    };
    if let Some(bar) = clicked.and_then(|at| shown.bars.get(at)) {
        out.push(Command::ShowRows(place.roster.id(), bar.rows.clone()));
    }
}

fn draw_group(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, at: usize, group: &Group) {
    let t = tokens(ui);
    if at > 0 {
        divider(ui);
    }
    ui.push_id(at, |ui| {
        let words = number::count(group.count);
        line(ui, size::NAV_ITEM, |ui| {
            of_table(group.table).show(ui, size::ICON, t.text_2);
            text::label(ui, group.table.name(), font::body_medium(), t.text);
            count(ui, &words, &number::counted(group.count, "row", "rows"));
            if ui.available_width() > 60.0 {
                text::label(ui, group.column, font::mono_small(), t.text_3);
            }
        });
        for to in &group.first {
            line(ui, 22.0, |ui| {
                ui.add_space(size::ICON);
                draw_link(ui, out, place.roster.id(), to, true);
            });
        }
        if group.count > group.first.len() as u64 {
            line(ui, 22.0, |ui| {
                ui.add_space(size::ICON);
                let response = link(ui, &format!("Show all {words}"));
                focus::name(&response, egui::accesskit::Role::Link, &format!("Show all {words} {}", group.table.name()));
                follow_focus(&response);
                if response.clicked() {
                    open_all(place, out, &group.all);
                }
            });
        }
    });
}

fn draw_findings(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, findings: &[Finding], note: Option<&str>) {
    let t = tokens(ui);
    let roster = place.roster.id();
    for (at, finding) in findings.iter().enumerate() {
        if at > 0 {
            divider(ui);
        }
        ui.push_id(at, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.vertical(|ui| {
                    ui.set_width(size::ICON);
                    ui.add_space(3.0);
                    shown_level(finding.level).show(ui);
                });
                ui.vertical(|ui| {
                    text::paragraph(ui, &finding.message, font::body_medium(), t.text);
                    ui.allocate_ui_with_layout(vec2(ui.available_width(), 20.0), Layout::right_to_left(Align::Center), |ui| {
                        let go = link(ui, "Go to cell");
                        follow_focus(&go);
                        if go.clicked() {
                            let at = Some(CellAt { row: place.row, column: finding.column });
                            out.go(Route::Table { roster, table: place.table, at });
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            let rule = mono_link(ui, finding.rule);
                            follow_focus(&rule);
                            if rule.clicked() {
                                out.go(Route::Findings { roster, rule: Some(finding.rule), table: None });
                            }
                        });
                    });
                });
            });
        });
    }
    if let Some(note) = note {
        text::paragraph(ui, note, font::small(), t.text_3);
    }
}
