//! A window without a display: our theme and fonts, found by label, drawn on the processor.

use std::path::{Path, PathBuf};

use egui::{Theme, Ui, Vec2};
use egui_kittest::Harness;
use roster_inspector::ui::theme;

use crate::renderer::CpuRenderer;

/// The size of the pictures.
pub const WINDOW: Vec2 = Vec2::new(1440.0, 900.0);

/// A window of the usual size in the light theme.
pub fn window<'a, State: 'a>(state: State, draw: impl FnMut(&mut Ui, &mut State) + 'a) -> Harness<'a, State> {
    window_of(WINDOW, Theme::Light, state, draw)
}

/// A window of any size and theme. A frame lasts a twentieth of a second.
pub fn window_of<'a, State: 'a>(
    size: Vec2,
    look: Theme,
    state: State,
    mut draw: impl FnMut(&mut Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    Harness::builder()
        .with_size(size)
        .with_theme(look)
        .with_step_dt(0.05)
        .with_max_steps(16)
        .with_context_setup(theme::install)
        .renderer(CpuRenderer::default())
        .build_ui_state(
            move |ui, state| {
                // The harness leaves a margin around what it shows; a window has none.
                let whole = ui.ctx().content_rect();
                let child = &mut ui.new_child(egui::UiBuilder::new().max_rect(whole));
                child.set_clip_rect(whole);
                child.painter().rect_filled(whole, 0, theme::tokens(child).content);
                draw(child, state);
            },
            state,
        )
}

/// Writes what the window shows as PNG. The folder of the path is made where it is missing.
pub fn screenshot<State>(harness: &mut Harness<'_, State>, path: &Path) {
    let image = harness.render().expect("the window can be drawn");
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("the folder can be made");
    }
    image.save(path).expect("the picture can be written");
}

/// Where pictures of a test run go that nobody keeps: `ROSTER_PICTURES`, or a folder of the build.
pub fn pictures() -> PathBuf {
    std::env::var_os("ROSTER_PICTURES").map_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures"), PathBuf::from)
}
