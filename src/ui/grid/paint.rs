//! Cells: how each kind of content is painted, how wide it wants to be, and where its links are.

use egui::{Color32, CornerRadius, Galley, Painter, Pos2, Rect, Stroke, pos2, vec2};

use super::{CellView, ChangeView, Content, LinkView};
use crate::ui::{
    icon::Icon,
    theme::{Tokens, font, size},
    widgets::text,
};

/// What painting a cell found out.
#[derive(Default)]
pub(super) struct Painted {
    /// Where its links stand and which of them that is.
    pub links: Vec<(Rect, usize)>,
    /// Something did not fit.
    pub cut: bool,
}

/// The pen for one cell: where it is and how far it may go.
struct Pen<'a> {
    painter: &'a Painter,
    t: &'a Tokens,
    x: f32,
    end: f32,
    middle: f32,
    pointer: Option<Pos2>,
    /// What was searched for, in small letters.
    seek: &'a str,
    done: Painted,
}

impl Pen<'_> {
    fn put(&mut self, words: &str, face: egui::FontId, color: Color32) -> Rect {
        let galley = text::line(self.painter, words, face, color, self.end - self.x);
        self.done.cut |= galley.elided;
        let left = self.x;
        self.highlight(words, &galley);
        self.x = text::paint(self.painter, left, self.middle, galley, color);
        Rect::from_min_max(pos2(left, self.middle - 9.0), pos2(self.x, self.middle + 9.0))
    }

    /// Ground under the first place where the searched text stands. Words that were turned around are left alone.
    fn highlight(&self, words: &str, galley: &Galley) {
        if self.seek.is_empty() || galley.job.text != words {
            return;
        }
        let lower = words.to_lowercase();
        // Where small letters take other bytes than capitals, the places do not agree.
        let Some(start) = lower.find(self.seek).filter(|_| lower.len() == words.len()) else { return };
        let x_of = |byte: usize| {
            let chars = words.get(..byte)?.chars().count();
            let glyphs = &galley.rows.first()?.glyphs;
            Some(glyphs.get(chars).map_or(galley.size().x, |glyph| glyph.pos.x))
        };
        if let (Some(from), Some(to)) = (x_of(start), x_of(start + self.seek.len())) {
            let y = self.middle - 9.0..=self.middle + 9.0;
            let ground = Rect::from_x_y_ranges(self.x + from - 1.0..=self.x + to + 1.0, y);
            self.painter.rect_filled(ground, CornerRadius::same(2), self.t.match_bg);
        }
    }

    /// A link is underlined while the pointer is on it.
    fn link(&mut self, words: &str, face: egui::FontId, item: usize) {
        let color = self.t.link;
        let rect = self.put(words, face, color);
        if self.pointer.is_some_and(|p| rect.contains(p)) {
            let under = text::base_line(self.middle, 13.0) + 2.5;
            self.painter.hline(rect.x_range(), under, Stroke::new(1.0, color));
        }
        self.done.links.push((rect, item));
    }

    fn tag(&mut self, words: &str) -> bool {
        let width = text::width(self.painter, words, font::small_medium()).ceil() + 12.0;
        let room = self.end - self.x;
        if width > room && room < 40.0 {
            return false;
        }
        let width = width.min(room);
        let rect = Rect::from_min_size(pos2(self.x, self.middle - 9.0), vec2(width, 18.0));
        self.painter.rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), self.t.neutral.soft);
        let galley = text::line(self.painter, words, font::small_medium(), self.t.neutral.fg, width - 12.0);
        self.done.cut |= galley.elided;
        text::paint(self.painter, rect.left() + 6.0, self.middle, galley, self.t.neutral.fg);
        self.x = rect.right() + 6.0;
        true
    }

    fn reference(&mut self, name: &str, id: &str, item: usize) {
        if name.is_empty() {
            return self.link(id, font::mono(), item);
        }
        // The name gives way so that the id stays whole, unless little of the name would be left.
        let whole = self.end;
        let id_room = text::width(self.painter, id, font::mono_small()) + 8.0;
        let both = whole - self.x - id_room > 64.0;
        if both {
            self.end = whole - id_room;
        }
        self.link(name, font::body(), item);
        self.end = whole;
        if both {
            self.x += 8.0;
            self.put(id, font::mono_small(), self.t.text_3);
        } else {
            self.done.cut = true;
            // The start of a long id still helps where the name is short.
            if self.end - self.x > 48.0 {
                self.x += 8.0;
                self.put(id, font::mono_small(), self.t.text_3);
            }
        }
    }

    /// Words on the ground of what came or went; what went is struck through, as color alone is no sign.
    fn piece(&mut self, words: &str, is_new: bool, pad: f32) {
        let tone = if is_new { self.t.added } else { self.t.removed };
        let galley = text::line(self.painter, words, font::body(), tone.fg, self.end - self.x - 2.0 * pad);
        self.done.cut |= galley.elided;
        let ground = Rect::from_min_size(pos2(self.x, self.middle - 9.0), vec2(galley.size().x + 2.0 * pad, 18.0));
        self.painter.rect_filled(ground, CornerRadius::same(if pad > 0.0 { size::RADIUS_SMALL } else { 2 }), tone.soft);
        text::paint(self.painter, self.x + pad, self.middle, galley, tone.fg);
        if !is_new {
            self.painter.hline(ground.shrink2(vec2(pad, 0.0)).x_range(), self.middle.round() + 0.5, Stroke::new(1.0, tone.fg));
        }
        self.x = ground.right();
    }

    /// Both values in one text, or one after the other with an arrow between.
    fn change(&mut self, change: &ChangeView<'_>, ink: Color32) {
        for piece in &change.pieces {
            if self.done.cut || self.end - self.x < 8.0 {
                self.done.cut = true;
                break;
            }
            match piece.is_new {
                None => drop(self.put(&piece.text, font::body(), ink)),
                Some(is_new) => self.piece(&piece.text, is_new, 0.0),
            }
        }
        if !change.pieces.is_empty() {
            return;
        }
        let whole = self.end;
        let wanted = text::width(self.painter, &change.new, font::body()) + 38.0;
        // The old value gives way, up to half of the room.
        self.end = (whole - wanted).max(f32::midpoint(self.x, whole) - 10.0);
        match change.old.as_ref() {
            "" => drop(self.put("—", font::body(), self.t.text_off)),
            old => self.piece(old, false, 6.0),
        }
        self.end = whole;
        Icon::ARROW_RIGHT.paint(self.painter, pos2(self.x + 12.0, self.middle), 12.0, self.t.text_3);
        self.x += 24.0;
        match change.new.as_ref() {
            "" => drop(self.put("—", font::body(), self.t.text_off)),
            new => self.piece(new, true, 6.0),
        }
    }

    fn dots(&mut self) {
        for dot in 0..7 {
            self.painter.circle_filled(pos2(self.x + 4.0 + 9.0 * dot as f32, self.middle), 1.8, self.t.text_3);
        }
        let lock = pos2(self.end - 5.0, self.middle);
        if lock.x > self.x + 72.0 {
            Icon::LOCK_SIMPLE.paint(self.painter, lock, size::ICON_SMALL, self.t.text_3);
        }
    }
}

/// Paints a cell; `pointer` is where the pointer is when it is on this cell, `seek` what is searched for, in small letters.
pub(super) fn cell(
    painter: &Painter,
    rect: Rect,
    cell: &CellView<'_>,
    t: &Tokens,
    right: bool,
    pointer: Option<Pos2>,
    seek: &str,
) -> Painted {
    let pad = size::CELL_PADDING;
    let middle = (rect.center().y - 0.5).round();
    let mut end = rect.right() - pad;
    if let Some(level) = cell.mark {
        let tone = level.tone(t);
        let ground = Rect::from_min_max(rect.min, rect.max - vec2(0.0, 1.0));
        painter.rect_filled(ground, 0, tone.soft);
        painter.rect_filled(Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max), 0, tone.mark);
        level.icon().paint(painter, pos2(rect.right() - 13.0, middle), 13.0, tone.mark);
        end -= 14.0;
    }
    let ink = if cell.dim { t.text_3 } else { t.text };
    let mut pen = Pen { painter, t, x: rect.left() + pad, end, middle, pointer, seek, done: Painted::default() };
    match &cell.content {
        Content::Empty => drop(pen.put("—", font::body(), t.text_off)),
        Content::Text(words) | Content::Date(words) if right => number(&mut pen, words, ink),
        Content::Number(words) => number(&mut pen, words, ink),
        Content::Text(words) | Content::Date(words) => drop(pen.put(words, font::body(), ink)),
        Content::Id(id) => drop(pen.put(id, font::mono(), ink)),
        Content::Broken(id) => drop(pen.put(id, font::mono(), t.error.fg)),
        Content::Reference { name, id } => pen.reference(name, id, 0),
        Content::Masked => pen.dots(),
        Content::Change(change) => pen.change(change, ink),
        Content::List(items) => list(&mut pen, items.len(), |pen, at| pen.tag(&items[at])),
        Content::References(items) => list(&mut pen, items.len(), |pen, at| {
            let LinkView { name, id, broken } = &items[at];
            if at > 0 && pen.end - pen.x < 60.0 {
                return false;
            }
            match (broken, name.is_empty()) {
                (true, _) => drop(pen.put(id, font::mono(), t.error.fg)),
                (_, true) => pen.link(id, font::mono(), at),
                _ => pen.link(name, font::body(), at),
            }
            pen.x += 10.0;
            true
        }),
    }
    pen.done
}

fn number(pen: &mut Pen<'_>, words: &str, ink: Color32) {
    let galley = text::line(pen.painter, words, font::body(), ink, pen.end - pen.x);
    pen.done.cut |= galley.elided;
    let left = pen.end - galley.size().x;
    text::paint(pen.painter, left, pen.middle, galley, ink);
}

/// Items one after another, and "+2" for those that have no room.
fn list(pen: &mut Pen<'_>, count: usize, mut item: impl FnMut(&mut Pen<'_>, usize) -> bool) {
    let whole = pen.end;
    for at in 0..count {
        // Room for "+2" is kept unless this is the last one.
        pen.end = if at + 1 < count { whole - 26.0 } else { whole };
        if !item(pen, at) {
            pen.end = whole;
            let color = pen.t.text_2;
            pen.put(&format!("+{}", count - at), font::small_medium(), color);
            pen.done.cut = true;
            return;
        }
    }
}

/// The width that a cell wants.
pub(super) fn natural_width(painter: &Painter, cell: &CellView<'_>) -> f32 {
    let body = |words: &str| text::width(painter, words, font::body());
    let pair = |name: &str, id: &str| match name {
        "" => text::width(painter, id, font::mono()),
        name => body(name) + 8.0 + text::width(painter, id, font::mono_small()),
    };
    let inner = match &cell.content {
        Content::Empty => 12.0,
        Content::Masked => 84.0,
        Content::Text(words) | Content::Number(words) | Content::Date(words) => body(words),
        Content::Id(id) | Content::Broken(id) => text::width(painter, id, font::mono()),
        Content::Reference { name, id } => pair(name, id),
        Content::Change(change) if change.pieces.is_empty() => body(&change.old) + body(&change.new) + 48.0,
        Content::Change(change) => change.pieces.iter().map(|piece| body(&piece.text)).sum(),
        Content::List(items) => items.iter().map(|i| text::width(painter, i, font::small_medium()) + 18.0).sum(),
        Content::References(items) => {
            items.iter().map(|item| if item.name.is_empty() { pair("", &item.id) } else { body(&item.name) } + 10.0).sum()
        }
    };
    (inner + 2.0 * size::CELL_PADDING + if cell.mark.is_some() { 14.0 } else { 0.0 }).ceil()
}
