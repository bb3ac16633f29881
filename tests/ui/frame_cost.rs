//! What a frame of the grid costs: it must not depend on the number of rows.

use std::time::{Duration, Instant};

use egui::{Context, Pos2, RawInput, Rect, Theme};
use roster_inspector::ui::{
    grid::{Grid, GridState},
    theme,
};

use crate::{
    grid::{MANY, Many},
    harness::WINDOW,
};

/// Lays out, draws and tessellates frames with other rows in each, as fast scrolling does.
fn frames(rows: u64, count: u64) -> Vec<Duration> {
    let ctx = Context::default();
    theme::install(&ctx);
    ctx.set_theme(Theme::Light);
    let source = Many::new(rows);
    let mut state = GridState::default();
    let mut times = Vec::new();
    for frame in 0..count {
        let input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)), ..RawInput::default() };
        state.go_to(frame * 7919 % rows, 3);
        let start = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            let child = &mut ui.new_child(egui::UiBuilder::new().max_rect(ctx.content_rect()));
            Grid::new("enrollments").show(child, &source, &mut state);
        });
        let meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
        times.push(start.elapsed());
        output.textures_delta.clear();
        assert!(!meshes.is_empty());
    }
    times.sort();
    times
}

#[test]
fn a_frame_costs_the_same_at_ten_million_rows() {
    let times = frames(MANY, 120);
    let few = frames(1_000, 120);
    let milliseconds = |times: &[Duration], part: usize| times[times.len() * part / 100].as_secs_f64() * 1e3;
    println!("a frame at {MANY} rows: quickest tenth {:.2} ms, half {:.2} ms", milliseconds(&times, 10), milliseconds(&times, 50));
    // The quickest tenth is what the processor needs when nobody else is on it; a build for tests is slower.
    let limit = if cfg!(debug_assertions) { 15.0 } else { 5.0 };
    assert!(milliseconds(&times, 10) < limit, "{:.2} ms", milliseconds(&times, 10));
    assert!(milliseconds(&times, 10) < 2.0 * milliseconds(&few, 10) + 1.0);
}
