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

const FRAMES: u64 = 120;

/// The time that this thread has had a processor for; on a busy machine a clock on the wall counts the others too.
/// Where the system does not tell, the clock on the wall must do.
pub fn processor_time(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Lays out, draws and tessellates frames with other rows in each, as fast scrolling does; milliseconds a frame.
fn cost(rows: u64, read_aloud: bool) -> f64 {
    let ctx = Context::default();
    if read_aloud {
        ctx.enable_accesskit();
    }
    theme::install(&ctx);
    ctx.set_theme(Theme::Light);
    let source = Many::new(rows);
    let mut state = GridState::default();
    let clock = Instant::now();
    let mut start = Duration::ZERO;
    for frame in 0..=FRAMES {
        // The first frame opens the fonts.
        if frame == 1 {
            start = processor_time(clock);
        }
        let input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)), ..RawInput::default() };
        state.go_to(frame * 7919 % rows, 3);
        let mut output = ctx.run_ui(input, |ui| {
            let child = &mut ui.new_child(egui::UiBuilder::new().max_rect(ctx.content_rect()));
            Grid::new("enrollments").show(child, &source, &mut state);
        });
        let meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
        output.textures_delta.clear();
        assert!(!meshes.is_empty());
    }
    let spent = processor_time(clock).saturating_sub(start);
    let cost = spent.as_secs_f64() * 1e3 / FRAMES as f64;
    println!("a frame at {rows} rows, read aloud: {read_aloud}: {cost:.2} ms");
    cost
}

#[test]
fn a_frame_costs_the_same_at_ten_million_rows() {
    let many = cost(MANY, false);
    assert!(many < 5.0, "a frame may take 5 ms");
    assert!(cost(MANY, true) < 10.0, "a frame with a listener may take 10 ms");
    assert!(many < 2.0 * cost(1_000, false) + 1.0);
}
