//! The window itself: opening it, its frame, and what is said when it cannot be opened.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Ui, ViewportBuilder, ViewportCommand};

use super::clipboard::Clipboard;
use super::dialogs::Dialogs;
use super::{shell, theme};
use crate::app::{App, Command, Outbox, Prefs, Setup, Source, ThemeChoice};

/// Opens the window on `first`, or on the welcome page, and returns when it is closed. The error says what is missing and how to get it.
pub fn run(first: Option<Source>, sample: Option<Source>) -> Result<(), String> {
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_app_id("roster-inspector")
            .with_title("Roster Inspector")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([640.0, 480.0])
            .with_drag_and_drop(true),
        ..Default::default()
    };
    // A missing library makes the window system panic: its words are worth more in our message than on the terminal.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    let hook = Arc::new(std::sync::Mutex::new(Some(hook)));
    let restore = {
        let hook = Arc::clone(&hook);
        move || {
            if let Some(hook) = hook.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take() {
                std::panic::set_hook(hook);
            }
        }
    };
    let running = restore.clone();
    let ended = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "Roster Inspector",
            options,
            Box::new(move |creation| {
                running();
                let mut window = Window::new(&creation.egui_ctx, Prefs::path(), Vec::new(), sample);
                match first {
                    Some(Source::Paths(paths)) => window.app.open_paths(paths),
                    Some(first) => window.app.open(first),
                    None => {}
                }
                Ok(Box::new(window))
            }),
        )
    }));
    let started = hook.lock().unwrap_or_else(std::sync::PoisonError::into_inner).is_none();
    restore();
    match ended {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(cannot_start(&error.to_string())),
        Err(panic) if started => std::panic::resume_unwind(panic),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
            Err(cannot_start(&words.unwrap_or_default()))
        }
    }
}

/// What is missing, and how to get it.
fn cannot_start(error: &str) -> String {
    let said = error.to_lowercase();
    let has = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    let no_display = cfg!(target_os = "linux") && !has("DISPLAY") && !has("WAYLAND_DISPLAY") && !has("WAYLAND_SOCKET");
    let (what, remedy) = if no_display {
        (
            "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.",
            "Start it from a desktop session, or over SSH with `ssh -X`. Without a window, check a package with \
             `roster-inspector check PATH`.",
        )
    } else if ["xkbcommon", "libx11", "libxcursor", "libxi", "libxcb"].iter().any(|library| said.contains(library)) {
        ("A library of the window system is missing.", LIBRARIES)
    } else if ["egl", "glx", "opengl", "gl ", "glutin", "config"].iter().any(|part| said.contains(part)) {
        ("There is no usable OpenGL.", LIBRARIES)
    } else {
        (
            "The window system refused the window; the display may be gone, or it may not let this user in.",
            "Check that DISPLAY or WAYLAND_DISPLAY names a running session. Without a window, check a package with \
             `roster-inspector check PATH`.",
        )
    };
    format!("The window could not be opened. {what} {remedy}\nThe system said: {}", plain(error))
}

/// Without the place in somebody's source code that the error came from.
fn plain(error: &str) -> &str {
    let after = error.find(".rs:").and_then(|at| error[at..].find(": ").map(|colon| &error[at + colon + 2..]));
    after.unwrap_or(error)
}

const LIBRARIES: &str = "On Debian and Ubuntu: sudo apt-get install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 \
                         libgl1-mesa-dri. Without a window, check a package with `roster-inspector check PATH`.";

/// The window: the state, and what dialogs remember.
pub struct Window {
    app: App,
    dialogs: Dialogs,
    out: Outbox,
}

impl Window {
    /// A window with our look, opening `paths`.
    pub fn new(ctx: &Context, prefs: Option<PathBuf>, paths: Vec<PathBuf>, sample: Option<Source>) -> Self {
        theme::install(ctx);
        if let Some(clipboard) = Clipboard::of_system() {
            clipboard.install(ctx);
        }
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let repaint = ctx.clone();
        let setup = Setup { wake: Arc::new(move || repaint.request_repaint()), prefs, today: jiff::ZonedDateTime::now().date(), sample };
        Self::of(App::new(setup), paths)
    }

    /// A window on a state that is made already.
    pub fn of(mut app: App, paths: Vec<PathBuf>) -> Self {
        app.open_paths(paths);
        Self { app, dialogs: Dialogs::default(), out: Outbox::default() }
    }

    /// The state, for a look at it.
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// Does what a screen could ask for, for those who drive the window from outside.
    pub fn apply(&mut self, command: Command) {
        self.app.apply(command);
    }

    /// One frame: what jobs brought, drawing, what was asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.app.tick();
        self.look(ui.ctx());
        shell::show(ui, &self.app, &mut self.dialogs, &mut self.out);
        if self.app.apply_all(&mut self.out) {
            ui.ctx().request_repaint();
        }
        if self.app.is_quitting() {
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// Theme and zoom as the preferences say.
    fn look(&self, ctx: &Context) {
        let prefs = self.app.prefs();
        let theme = match prefs.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        };
        if ctx.options(|options| options.theme_preference) != theme {
            ctx.set_theme(theme);
        }
        let zoom = f32::from(prefs.zoom) / 100.0;
        if ctx.zoom_factor() != zoom {
            ctx.set_zoom_factor(zoom);
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn persist_egui_memory(&self) -> bool {
        // Remembered scroll animations made later runs repaint for ever; what is kept stands in our preferences.
        false
    }
}
