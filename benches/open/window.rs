//! What the window adds: how soon the first rows are drawn, and what a frame costs while a large table is scrolled. There
//! is no display: frames are laid out, drawn and cut into triangles as for one, which is all that the processor does.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};
use roster_inspector::app::{App, Command, OpenRoster, Route, Setup, Source};
use roster_inspector::store::TableData;
use roster_inspector::ui::{Window, theme};

use super::probe::Sample;

/// The size of an ordinary window, in points.
const SIZE: Vec2 = Vec2::new(1440.0, 900.0);
/// Frames of one run.
const FRAMES: u32 = 300;

/// From the choice of the zip to a frame with the first rows of its largest table.
pub fn first_rows(zip: &Path) -> Result<Sample, Box<dyn Error>> {
    let ctx = warm_window();
    let started = Instant::now();
    let app = opened(zip, |open| open.roster().is_some())?;
    frame(&ctx, &mut on_largest_table(app)?, Vec::new());
    Ok(Sample { seconds: started.elapsed().as_secs_f64(), ..Sample::default() })
}

/// What a frame of the largest table costs the processor, with other rows in each, as fast scrolling does; the rows are
/// those of the table.
pub fn scrolling(zip: &Path) -> Result<Sample, Box<dyn Error>> {
    let ctx = warm_window();
    let app = opened(zip, |open| open.whole().is_some() && open.findings().is_some())?;
    let rows = app.current().and_then(|open| largest(open)).map_or(0, |table| u64::from(table.rows()));
    let mut window = on_largest_table(app)?;
    for _ in 0..20 {
        frame(&ctx, &mut window, Vec::new());
    }
    let clock = Instant::now();
    let before = processor_time(clock);
    for _ in 0..FRAMES {
        frame(&ctx, &mut window, wheel());
    }
    let spent = processor_time(clock).saturating_sub(before) / FRAMES;
    Ok(Sample { seconds: spent.as_secs_f64(), rows, ..Sample::default() })
}

/// A window whose fonts have been drawn before.
pub fn warm_window() -> Context {
    let ctx = Context::default();
    theme::install(&ctx);
    let mut window = Window::of(App::new(setup()), Vec::new());
    for _ in 0..3 {
        frame(&ctx, &mut window, Vec::new());
    }
    ctx
}

fn setup() -> Setup {
    Setup { wake: Arc::new(|| ()), prefs: None, today: jiff::civil::date(2026, 1, 15), sample: None }
}

pub fn opened(zip: &Path, is_ready: impl Fn(&OpenRoster) -> bool) -> Result<App, Box<dyn Error>> {
    let mut app = App::new(setup());
    app.open(Source::Paths(vec![zip.to_owned()]));
    let until = Instant::now() + Duration::from_mins(5);
    while !app.current().is_some_and(&is_ready) {
        if Instant::now() > until {
            return Err("the package was not opened within five minutes".into());
        }
        sleep(Duration::from_millis(1));
        app.tick();
    }
    Ok(app)
}

fn largest(open: &OpenRoster) -> Option<&TableData> {
    open.roster()?.data().tables().max_by_key(|table| table.rows())
}

fn on_largest_table(mut app: App) -> Result<Window, Box<dyn Error>> {
    let open = app.current().ok_or("nothing is open")?;
    let table = largest(open).ok_or("no table is there")?.table();
    let route = Route::Table { roster: open.id(), table, at: None };
    app.apply(Command::Go(route));
    Ok(Window::of(app, Vec::new()))
}

/// Turns the wheel by several pages.
fn wheel() -> Vec<Event> {
    let (unit, delta) = (MouseWheelUnit::Point, Vec2::new(0.0, -3000.0));
    let wheel =
        Event::MouseWheel { unit, delta, phase: TouchPhase::Move, source: egui::MouseWheelSource::Unknown, modifiers: Modifiers::NONE };
    vec![Event::PointerMoved(Pos2::new(700.0, 500.0)), wheel]
}

pub fn frame(ctx: &Context, window: &mut Window, events: Vec<Event>) {
    let input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)), events, ..RawInput::default() };
    let output = ctx.run_ui(input, |ui| window.frame(ui));
    black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
}

/// The time that this thread has had a processor for; where the system does not tell, the clock on the wall must do.
pub fn processor_time(clock: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| clock.elapsed(), Duration::from_nanos)
}
