//! The look in one place: every color, size and font of the window.
//!
//! Screens name roles (`t.text_2`, `font::body()`, `size::GAP`), never a literal color or type size.
//! What is deliberately absent: anything that knows what is being shown.

pub mod size;
pub mod font;
mod color;
mod style;

use egui::{Context, Theme, Ui};

pub use color::{Tokens, Tone};
pub use size::Density;

/// Call once at start; the preference (light, dark, system) is then `ctx.set_theme(..)`.
pub fn install(ctx: &Context) {
    ctx.set_fonts(font::definitions());
    ctx.set_style_of(Theme::Light, style::style(&Tokens::LIGHT));
    ctx.set_style_of(Theme::Dark, style::style(&Tokens::DARK));
}

/// The colors that apply here.
pub fn tokens(ui: &Ui) -> &'static Tokens {
    if ui.visuals().dark_mode { &Tokens::DARK } else { &Tokens::LIGHT }
}
