//! The right pane: the page of a rule. What it checks, why it matters, how to repair it, and what receivers do.

use egui::{CornerRadius, Frame, Margin, ScrollArea, Ui, accesskit::Role};

use super::data::versions_words;
use crate::app::{Action, App, Outbox, Which};
use crate::check::{Effect, Rule};
use crate::receiver::{self, Judgment};
use crate::ui::icon::Icon;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{Tone, font, size, tokens};
use crate::ui::widgets::{Button, divider, focus, tag, text};

/// Draws the page.
pub(super) fn show(ui: &mut Ui, app: &App, rule: &'static Rule, judgment: Option<&Judgment>, out: &mut Outbox) {
    ScrollArea::vertical().id_salt(("rule page", rule.code)).auto_shrink(false).show(ui, |ui| {
        Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            head(ui, rule);
            if let Some(judgment) = judgment {
                for_receiver(ui, rule, judgment);
            }
            part(ui, "What it checks", rule.what);
            part(ui, "Why it matters", rule.why);
            part(ui, "How to repair", rule.remedy);
            if !rule.bad.is_empty() || !rule.good.is_empty() {
                title(ui, "Example");
                example(ui, rule);
            }
            if !rule.effects.is_empty() {
                title(ui, "Effect at receivers");
                rule.effects.iter().for_each(|effect| draw_effect(ui, effect));
            }
            if !rule.source.is_empty() {
                divider(ui);
                ui.horizontal(|ui| {
                    Icon::BOOK_OPEN_TEXT.show(ui, size::ICON, tokens(ui).text_3);
                    text::paragraph(ui, rule.source, font::small(), tokens(ui).text_2);
                });
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let action = if app.which() == Which::Suppressed { Action::TakeBack } else { Action::Suppress };
                let icon = if action == Action::TakeBack { Icon::EYE } else { Icon::EYE_SLASH };
                let button = Button::outlined(action.label()).icon(icon).disabled_because(app.can(action).err());
                if button.show(ui).on_hover_text(action.tooltip()).clicked() {
                    out.act(action);
                }
                if Button::outlined("Copy").icon(Icon::COPY).show(ui).on_hover_text("Copy this page as text").clicked() {
                    ui.ctx().copy_text(words(rule));
                }
            });
        });
    });
}

/// What the chosen receiver is known to do, with its source.
fn for_receiver(ui: &mut Ui, rule: &Rule, judgment: &Judgment) {
    let t = tokens(ui);
    let profile = &judgment.profile;
    let said = profile.statements.iter().filter(|statement| statement.rule == rule.code);
    let said = said.map(|statement| (statement.effect, &statement.said));
    let asks = profile.asks.iter().filter(|ask| ask.code == rule.code && judgment.unmet.iter().any(|unmet| unmet.ask.code == ask.code));
    for (effect, said) in said.chain(asks.map(|ask| (ask.effect, &ask.said))) {
        title(ui, &format!("For {}", profile.name));
        let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 20.0), egui::Sense::hover());
        text::put(ui.painter(), rect.left(), rect.center().y, effect_words(effect), font::body_medium(), t.text, rect.width() - 90.0);
        text::put_right(ui.painter(), rect.right(), rect.center().y, said.evidence.name(), font::small(), t.text_3, 90.0);
        focus::name(&response, Role::Label, &format!("{}, {}", effect_words(effect), said.evidence.name()));
        text::paragraph(ui, &said.words, font::body(), t.text_2);
        text::paragraph(ui, &said.source, font::small(), t.text_3);
    }
}

/// What a receiver does, in words.
pub(super) const fn effect_words(effect: receiver::Effect) -> &'static str {
    match effect {
        receiver::Effect::Accepts => "Takes it as it is",
        receiver::Effect::Notes => "Takes it, with something to know",
        receiver::Effect::Loses => "Leaves rows or values out",
        receiver::Effect::Refuses => "Refuses the package",
    }
}

fn head(ui: &mut Ui, rule: &Rule) {
    let t = tokens(ui);
    let title = text::paragraph(ui, rule.title, font::heading(), t.text);
    focus::name(&title, Role::Heading, rule.title);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::label(ui, rule.code, font::mono(), t.text_2);
        let level = shown_level(rule.level);
        tag(ui, word(rule), level.tone(t));
        tag(ui, &versions_words(rule), t.neutral);
    });
}

const fn word(rule: &Rule) -> &'static str {
    match rule.level {
        crate::check::Level::Error => "Error",
        crate::check::Level::Warning => "Warning",
        crate::check::Level::Info => "Information",
    }
}

fn title(ui: &mut Ui, words: &str) {
    ui.add_space(10.0);
    let response = text::label(ui, words, font::label(), tokens(ui).text_3);
    focus::name(&response, Role::Heading, words);
}

fn part(ui: &mut Ui, heading: &str, words: &str) {
    if !words.is_empty() {
        title(ui, heading);
        text::paragraph(ui, words, font::body(), tokens(ui).text);
    }
}

fn example(ui: &mut Ui, rule: &Rule) {
    let t = tokens(ui);
    let round = CornerRadius::same(size::RADIUS);
    Frame::NONE.fill(t.well).corner_radius(round).inner_margin(Margin::symmetric(0, 6)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        example_lines(ui, "−", "Faulty", rule.bad, t.removed);
        example_lines(ui, "+", "Repaired", rule.good, t.added);
    });
}

fn example_lines(ui: &mut Ui, sign: &str, spoken: &str, lines: &str, tone: Tone) {
    let t = tokens(ui);
    if lines.is_empty() {
        return;
    }
    let shown = Frame::NONE.fill(tone.soft).inner_margin(Margin::symmetric(10, 4)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        for line in lines.lines() {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let sign = text::label(ui, sign, font::mono_small(), tone.fg);
                focus::name(&sign, Role::Label, spoken);
                let mut job = egui::text::LayoutJob::simple(line.to_owned(), font::mono_small(), t.text, ui.available_width());
                // A raw line breaks anywhere, or it would break at hyphens.
                job.wrap.break_anywhere = true;
                ui.add(egui::Label::new(job).wrap());
            });
        }
    });
    focus::name(&shown.response, Role::Group, spoken);
}

fn draw_effect(ui: &mut Ui, effect: &Effect) {
    let t = tokens(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, 20.0), egui::Sense::hover());
    text::put(ui.painter(), rect.left(), rect.center().y, effect.who, font::body_medium(), t.text, width - 90.0);
    text::put_right(ui.painter(), rect.right(), rect.center().y, effect.evidence.name(), font::small(), t.text_3, 90.0);
    focus::name(&response, Role::Label, &format!("{}, {}", effect.who, effect.evidence.name()));
    let mut what = effect.what.to_owned();
    if let Some(first) = what.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text::paragraph(ui, &what, font::body(), t.text_2);
    ui.add_space(6.0);
}

/// The page as text for the clipboard.
fn words(rule: &Rule) -> String {
    let mut out = format!("{} ({}, {})\n\n{}\n", rule.title, rule.code, rule.level.name(), rule.summary);
    for (heading, words) in [("What it checks", rule.what), ("Why it matters", rule.why), ("How to repair", rule.remedy)] {
        out.push_str(&format!("\n{heading}\n{words}\n"));
    }
    out.push_str(&format!("\nFaulty\n{}\n\nRepaired\n{}\n", rule.bad, rule.good));
    for effect in rule.effects {
        out.push_str(&format!("\n{} ({}): {}", effect.who, effect.evidence.name(), effect.what));
    }
    out.push_str(&format!("\n\nSource: {}\n", rule.source));
    out
}
