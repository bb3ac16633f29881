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
fn frames(rows: u64, count: u64, read_aloud: bool) -> Vec<Duration> {
    let ctx = Context::default();
    if read_aloud {
        ctx.enable_accesskit();
    }
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

/// What a frame needs when nobody else is on the processor: the quickest tenth, in milliseconds.
fn cost(rows: u64, read_aloud: bool) -> f64 {
    let times = frames(rows, 120, read_aloud);
    let cost = times[times.len() / 10].as_secs_f64() * 1e3;
    println!("a frame at {rows} rows, read aloud: {read_aloud}: {cost:.2} ms");
    cost
}

#[test]
fn a_frame_costs_the_same_at_ten_million_rows() {
    let many = cost(MANY, false);
    // A build for tests is slower than what people run.
    let limit = if cfg!(debug_assertions) { 15.0 } else { 5.0 };
    assert!(many < limit && cost(MANY, true) < 2.0 * limit);
    assert!(many < 2.0 * cost(1_000, false) + 1.0);
}
