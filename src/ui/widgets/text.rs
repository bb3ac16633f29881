//! Text on one line: cut with an ellipsis, right-to-left words in visual order, placed by its base line.
//!
//! What is turned here is for display only; fields, copies, searches and exports keep the logical order.

use std::{borrow::Cow, sync::Arc};

use egui::{
    Color32, FontId, Galley, Painter, Pos2, Sense, Ui,
    text::{LayoutJob, TextFormat, TextWrapping},
};
use unicode_bidi::ParagraphBidiInfo;

/// No line on screen shows more characters than this; a longer text is cut before it is laid out.
const LONGEST: usize = 600;

/// The text as it must be handed to the painter.
///
/// egui shapes each word rightly but lays words out left to right, so the words of right-to-left parts are put into
/// visual order here. Control characters become spaces, since no font draws them.
pub fn display(text: &str) -> Cow<'_, str> {
    let mut right_to_left = false;
    let mut control = false;
    for c in text.chars() {
        right_to_left |= is_rtl(c);
        control |= c.is_control();
    }
    if !right_to_left && !control {
        return Cow::Borrowed(text);
    }
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    Cow::Owned(if right_to_left { visual_order(&clean) } else { clean })
}

const fn is_rtl(c: char) -> bool {
    matches!(c as u32, 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

fn visual_order(text: &str) -> String {
    let info = ParagraphBidiInfo::new(text, None);
    let (levels, runs) = info.visual_runs(0..text.len());
    let mut out = String::with_capacity(text.len());
    for run in runs {
        let part = &text[run.clone()];
        if levels[run.start].is_rtl() {
            let tokens = words(part);
            out.extend(tokens.into_iter().rev().map(mirrored));
        } else {
            out.push_str(part);
        }
    }
    out
}

/// Words and what stands between them. Signs that the Latin font draws are words of their own, as they are not shaped
/// together with the letters beside them.
fn words(text: &str) -> Vec<&str> {
    let alone = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if alone(c) {
            if start < at {
                out.push(&text[start..at]);
            }
            start = at + c.len_utf8();
            out.push(&text[at..start]);
        }
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

fn mirrored(word: &str) -> &str {
    match word {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "<" => ">",
        ">" => "<",
        other => other,
    }
}

/// Lays out one line, cut with an ellipsis where it would be wider than `width`. egui caches the result.
#[expect(clippy::needless_pass_by_value, reason = "callers make the font for this one call")]
pub fn line(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let galley = painter.layout_job(job(display(text).into_owned(), font.clone(), color, width));
    if galley.elided && text.chars().any(is_rtl) {
        return shortened(painter, text, &font, color, width);
    }
    galley
}

/// Cuts a right-to-left text at its logical end, which may stand on the left.
fn shortened(painter: &Painter, text: &str, font: &FontId, color: Color32, width: f32) -> Arc<Galley> {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let lay = |chars: usize| {
        let head = format!("{}…", text[..ends[chars]].trim_end());
        painter.layout_job(job(display(&head).into_owned(), font.clone(), color, f32::INFINITY))
    };
    let (mut fits, mut wide) = (0, ends.len() - 1);
    while fits < wide {
        let middle = (fits + wide).div_ceil(2);
        if lay(middle).size().x <= width {
            fits = middle;
        } else {
            wide = middle - 1;
        }
    }
    lay(fits)
}

fn job(text: String, font: FontId, color: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::single_section(text, TextFormat::simple(font, color));
    job.wrap = TextWrapping { max_width: width.max(1.0), max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
    job.break_on_newline = false;
    job
}

/// Where the base line of a line stands that is centered on `center`: the same for all faces of one size.
pub fn base_line(center: f32, size: f32) -> f32 {
    (center + if size <= 13.0 { 4.6 } else { size * 0.36 }).round()
}

/// Paints a line whose left end is `x`, centered on `center` by its base line; returns its right end.
pub fn paint(painter: &Painter, x: f32, center: f32, galley: Arc<Galley>, color: Color32) -> f32 {
    let (base, size) =
        match galley.rows.first().and_then(|row| row.glyphs.first().map(|glyph| (row.pos.y + glyph.pos.y, glyph.font_height))) {
            Some((base, height)) => (base, size_of(&galley, height)),
            None => return x,
        };
    let right = x + galley.size().x;
    painter.galley(Pos2::new(x.round(), base_line(center, size) - base.round()), galley, color);
    right
}

fn size_of(galley: &Galley, height: f32) -> f32 {
    galley.job.sections.first().map_or(height, |section| section.format.font_id.size)
}

/// Lays out and paints one line from `x` on, cut at `width`; returns its right end.
pub fn put(painter: &Painter, x: f32, center: f32, text: &str, font: FontId, color: Color32, width: f32) -> f32 {
    let galley = line(painter, text, font, color, width);
    paint(painter, x, center, galley, color)
}

/// The same with its right end at `x`; returns its left end.
pub fn put_right(painter: &Painter, x: f32, center: f32, text: &str, font: FontId, color: Color32, width: f32) -> f32 {
    let galley = line(painter, text, font, color, width);
    let left = x - galley.size().x;
    paint(painter, left, center, galley, color);
    left
}

/// The width of a line that is not cut.
pub fn width(painter: &Painter, text: &str, font: FontId) -> f32 {
    line(painter, text, font, Color32::PLACEHOLDER, f32::INFINITY).size().x
}

/// A label of one line in the layout, cut where the room ends; the whole text stands in a tooltip then.
pub fn label(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> egui::Response {
    let galley = line(ui.painter(), text, font, color, ui.available_width());
    let cut = galley.elided;
    let height = galley.size().y.max(18.0);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(galley.size().x, height), Sense::hover());
    paint(ui.painter(), rect.left(), rect.center().y, galley, color);
    super::focus::name(&response, egui::accesskit::Role::Label, text);
    if cut { response.on_hover_text(display(text)) } else { response }
}

/// A paragraph that wraps, with right-to-left words in visual order.
pub fn paragraph(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> egui::Response {
    let shown = display(text).into_owned();
    ui.add(egui::Label::new(egui::RichText::new(shown).font(font).color(color).line_height(Some(19.0))).wrap())
}

#[cfg(test)]
mod tests {
    use super::{display, words};

    #[test]
    fn words_of_right_to_left_parts_come_in_visual_order() {
        assert_eq!(display("Amina Haddad"), "Amina Haddad");
        assert_eq!(display("נועה לוי"), "לוי נועה");
        assert_eq!(display("أمينة عبد الرحمن"), "الرحمن عبد أمينة");
        assert_eq!(display("Noa נועה לוי 12"), "Noa 12 לוי נועה");
        assert_eq!(display("(נועה)"), "(נועה)");
        assert_eq!(display("לוי, נועה"), "נועה ,לוי");
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(display("a\tb\nc"), "a b c");
        assert_eq!(words("אב-גד"), ["אב", "-", "גד"]);
    }
}
