//! The grid's own scroll bars; egui's would lose rows in a single-precision offset.

use egui::{Color32, CornerRadius, Id, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, pos2};

use super::{
    GridState,
    geometry::{BAR, Geometry},
    scroll::{Extent, Place},
};
use crate::ui::theme::{Tokens, tokens};

const SHORTEST: f32 = 28.0;

/// Both bars, over the lower and right edge of the rows.
pub(super) fn show(ui: &mut Ui, id: Id, g: &Geometry, extent: &Extent, state: &mut GridState) {
    vertical(ui, id, g, extent, state);
    horizontal(ui, id, g, state);
}

fn vertical(ui: &Ui, id: Id, g: &Geometry, extent: &Extent, state: &mut GridState) {
    if extent.end() == Place::default() {
        return;
    }
    let below = if g.hidden_width() > 0.0 { BAR } else { 0.0 };
    let track = Rect::from_min_max(pos2(g.body.right() - BAR, g.body.top()), pos2(g.body.right(), g.body.bottom() - below));
    let shown = f64::from(extent.view) / (extent.rows as f64 * f64::from(extent.row_height));
    let length = (track.height() * shown as f32).max(SHORTEST).min(track.height());
    let start = track.top() + (track.height() - length) * extent.share(state.place);
    let handle = Rect::from_min_max(pos2(track.left(), start), pos2(track.right(), start + length));
    let response = ui.interact(track, id.with("rows-bar"), Sense::CLICK | Sense::DRAG);
    announce(&response, "Scroll rows", f64::from(extent.share(state.place)));
    if let Some(share) = drag(&response, state, |p| p.y, handle.y_range(), track.y_range()) {
        let place = extent.place(share, track.height());
        if place != state.place {
            state.place = place;
            ui.ctx().request_repaint();
        }
    }
    let bar = handle.shrink2(egui::vec2(2.0, 1.0));
    ui.painter().rect_filled(bar, CornerRadius::same(4), color(tokens(ui), &response));
}

fn horizontal(ui: &Ui, id: Id, g: &Geometry, state: &mut GridState) {
    let hidden = g.hidden_width();
    if hidden <= 0.0 {
        return;
    }
    let t = tokens(ui);
    let track = Rect::from_min_max(pos2(g.edge, g.body.bottom() - BAR), pos2(g.body.right() - BAR, g.body.bottom()));
    let shown = track.width() / (track.width() + hidden);
    let length = (track.width() * shown).max(SHORTEST).min(track.width());
    let start = track.left() + (track.width() - length) * (g.x / hidden);
    let handle = Rect::from_min_max(pos2(start, track.top()), pos2(start + length, track.bottom()));
    let response = ui.interact(track, id.with("columns-bar"), Sense::CLICK | Sense::DRAG);
    announce(&response, "Scroll columns", f64::from(g.x / hidden));
    let ground = Rect::from_min_max(pos2(g.body.left(), track.top()), g.body.max);
    ui.painter().rect_filled(ground, 0, t.content);
    if let Some(share) = drag(&response, state, |p| p.x, handle.x_range(), track.x_range())
        && state.x != hidden * share
    {
        state.x = hidden * share;
        ui.ctx().request_repaint();
    }
    let bar = handle.shrink2(egui::vec2(1.0, 2.0));
    ui.painter().rect_filled(bar, CornerRadius::same(4), color(t, &response));
}

fn color(t: &Tokens, response: &Response) -> Color32 {
    if response.dragged() || response.hovered() { t.line_control } else { t.line_strong }
}

fn announce(response: &Response, name: &str, share: f64) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ScrollBar, true, name);
        info.value = Some((share * 100.0).round());
        info
    });
}

/// The share that the pointer asks for. Beside the handle the bar jumps so that its middle is under the pointer.
fn drag(
    response: &Response,
    state: &mut GridState,
    along: fn(egui::Pos2) -> f32,
    handle: egui::Rangef,
    track: egui::Rangef,
) -> Option<f32> {
    if response.drag_stopped() {
        state.held = None;
    }
    let at = along(response.interact_pointer_pos()?);
    if !response.is_pointer_button_down_on() && !response.clicked() {
        return None;
    }
    let held = *state.held.get_or_insert(if handle.contains(at) { at - handle.min } else { handle.span() / 2.0 });
    if response.clicked() {
        state.held = None;
    }
    let free = track.span() - handle.span();
    (free > 0.0).then(|| ((at - held - track.min) / free).clamp(0.0, 1.0))
}
