//! Upright bars over an axis of numbers. Each bar is a button that says its number, so nobody depends on the picture.

use egui::{CornerRadius, Rect, Sense, Stroke, Ui, accesskit::Role, pos2, vec2};
use egui_plot::{AxisHints, Bar, BarChart, GridMark, Plot};

use super::{focus, number, text};
use crate::ui::theme::{font, size, tokens};

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartBar<'a> {
    /// The word below it.
    pub label: &'a str,
    /// How high it is.
    pub count: u64,
    /// What it says in full: on hover, and to a screen reader.
    pub words: String,
}

/// A bar is never wider.
const WIDEST: f32 = 30.0;
/// Room below the bars for their words.
const LABELS: f32 = 20.0;

/// Draws the chart as wide as the room; returns the bar that was clicked.
pub fn bar_chart(ui: &mut Ui, name: &str, height: f32, bars: &[ChartBar<'_>]) -> Option<usize> {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    let step = step(most);
    let top = (most.div_ceil(step) * step).max(step);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(name).max_rect(area.with_max_y(area.bottom() - LABELS)));
    focus::group(&child, Role::Group, &format!("{name}, chart"));
    let transform = plot(&mut child, name, bars, step, top);
    let mut clicked = None;
    let spread = transform.dpos_dvalue_x() as f32;
    // Of words that would run into each other every second, third, … is shown.
    let widest = bars.iter().map(|bar| text::width(ui.painter(), bar.label, font::small())).fold(1.0, f32::max) + 3.0;
    let every = (widest / spread.max(1.0)).ceil().max(1.0) as usize;
    for (at, bar) in bars.iter().enumerate() {
        let x = transform.position_from_point_x(at as f64);
        let lane = Rect::from_min_max(pos2(x - spread / 2.0, area.top()), pos2(x + spread / 2.0, area.bottom()));
        let response = child.interact(lane, child.unique_id().with(("bar", at)), Sense::click());
        focus::name(&response, Role::Button, &bar.words);
        let t = tokens(&child);
        if response.hovered() || response.has_focus() {
            let half = spread * part(area.width() / bars.len().max(1) as f32) / 2.0;
            let (low, high) = (transform.position_from_point_y(0.0), transform.position_from_point_y(bar.count as f64));
            let over = Rect::from_min_max(pos2(x - half, high), pos2(x + half, low));
            child.painter().rect_filled(over, CornerRadius::same(2), t.accent);
        }
        focus::ring_inside(&child, &response, size::RADIUS_SMALL);
        if at % every == 0 {
            let words = text::line(ui.painter(), bar.label, font::small(), t.text_3, widest * every as f32);
            text::paint(ui.painter(), x - words.size().x / 2.0, area.bottom() - LABELS / 2.0 + 2.0, words, t.text_3);
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&bar.words).clicked() {
            clicked = Some(at);
        }
    }
    clicked
}

fn plot(ui: &mut Ui, name: &str, bars: &[ChartBar<'_>], step: u64, top: u64) -> egui_plot::PlotTransform {
    let t = tokens(ui);
    // Few bars do not become blocks.
    let part = part(ui.available_width() / bars.len().max(1) as f32);
    let columns = bars.iter().enumerate().map(|(at, bar)| {
        let bar = Bar::new(at as f64, bar.count as f64);
        bar.width(f64::from(part)).fill(t.series[0]).stroke(Stroke::NONE)
    });
    let chart = BarChart::new(name, columns.collect()).allow_hover(false);
    let axis = AxisHints::new_y()
        .formatter(|mark: GridMark, _: &std::ops::RangeInclusive<f64>| number::count(mark.value.round().max(0.0) as u64))
        .label_spacing(egui::Rangef::new(4.0, 12.0))
        .tick_label_font(font::small())
        .tick_label_color(t.text_3);
    let marks = move || (0..=top / step).map(|at| GridMark { value: (at * step) as f64, step_size: step as f64 }).collect::<Vec<_>>();
    let shown = Plot::new(("plot", name))
        .sense(Sense::hover())
        .show_background(false)
        .show_axes([false, true])
        .show_grid([false, true])
        .grid_color(t.line)
        .grid_fade(0.0)
        .grid_spacing(egui::Rangef::new(2.0, 8.0))
        .y_grid_spacer(move |_| marks())
        .custom_y_axes(vec![axis])
        .show_x(false)
        .show_y(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_axis_zoom_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .height(ui.available_height())
        .show(ui, |plot| {
            plot.set_plot_bounds_x(-0.6..=bars.len() as f64 - 0.4);
            plot.set_plot_bounds_y(0.0..=top as f64 * 1.02);
            plot.bar_chart(chart);
        });
    focus::name(&shown.response, Role::Image, &format!("{name}, drawn"));
    shown.transform
}

/// The part of its lane that a bar fills.
fn part(lane: f32) -> f32 {
    (WIDEST / lane.max(1.0)).min(0.6)
}

/// Between the lines of the grid: 1, 2 or 5 of a power of ten, so that there are three to six of them.
fn step(most: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for times in [1, 2, 5] {
            if most / (times * power) < 5 {
                return times * power;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn lines_of_the_grid_stand_at_round_numbers() {
        assert_eq!([0, 3, 7, 24, 60, 612, 9_999, 1_000_000].map(step), [1, 1, 2, 5, 20, 200, 2_000, 500_000]);
    }
}
