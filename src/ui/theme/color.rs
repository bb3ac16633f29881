//! Every color of the window, as roles in two themes; screens name the role and never the value.

#![expect(clippy::unreadable_literal, reason = "colors are read in the six digits of drawing programs")]

use egui::{Color32, Theme};

/// `rgb(0x4252D0)` reads like a hex value in a drawing program.
const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// A tone: one meaning in four strengths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// Text: 4.5:1 on every surface and on `soft`.
    pub fg: Color32,
    /// Icons, bars, marks: 3:1.
    pub mark: Color32,
    /// Ground of a badge, a notice, a marked cell.
    pub soft: Color32,
    /// Line around a notice.
    pub line: Color32,
}

impl Tone {
    const fn of(fg: u32, mark: u32, soft: u32, line: u32) -> Self {
        Self { fg: rgb(fg), mark: rgb(mark), soft: rgb(soft), line: rgb(line) }
    }
}

/// Every color role of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens {
    /// Whether this is the dark theme.
    pub dark: bool,
    /// Sidebar, app bar, status bar.
    pub chrome: Color32,
    /// Pages and table rows.
    pub content: Color32,
    /// Table header, frozen columns, group rows.
    pub band: Color32,
    /// Raw text, code, the empty part of a bar.
    pub well: Color32,
    /// Menus, dialogs, tooltips, buttons.
    pub raised: Color32,
    /// Between rows, cards and panels.
    pub line: Color32,
    /// Frozen edge, splitter, outline of a button.
    pub line_strong: Color32,
    /// Outline of a control that must be found (3:1).
    pub line_control: Color32,
    /// Values. All three texts reach 4.5:1 on every surface, selection included.
    pub text: Color32,
    /// Labels that are read, second columns.
    pub text_2: Color32,
    /// Ids after names, field names, units, hints.
    pub text_3: Color32,
    /// Disabled, and the dash of an empty cell; never information.
    pub text_off: Color32,
    /// The one color for "you can act here" or "you are here": primary button, progress, bar of the selected row.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The accent as text.
    pub link: Color32,
    /// Ground of the current item, of a chip, of a switch that is on.
    pub accent_soft: Color32,
    /// Ring around what has the keyboard.
    pub focus: Color32,
    /// Row or item under the pointer.
    pub hover: Color32,
    /// Selected row in the pane that has the keyboard.
    pub selected: Color32,
    /// Selected row elsewhere.
    pub selected_idle: Color32,
    /// Search hit inside a text.
    pub match_bg: Color32,
    /// Shadow under what floats.
    pub shadow: Color32,
    /// Level error; levels always come with their icon.
    pub error: Tone,
    /// Level warning.
    pub warning: Tone,
    /// Level information.
    pub info: Tone,
    /// Passed.
    pub success: Tone,
    /// Without judgement.
    pub neutral: Tone,
    /// Difference: added, always with its sign or a word.
    pub added: Tone,
    /// Difference: removed.
    pub removed: Tone,
    /// Difference: changed.
    pub changed: Tone,
    /// Colors of charts, told apart by lightness too; the first stands alone wherever one series is enough.
    pub series: [Color32; 5],
}

impl Tokens {
    /// The light theme.
    pub const LIGHT: Self = Self {
        dark: false,
        chrome: rgb(0xF4F5F8),
        content: rgb(0xFFFFFF),
        band: rgb(0xF9FAFB),
        well: rgb(0xF1F3F6),
        raised: rgb(0xFFFFFF),
        line: rgb(0xE7E9EE),
        line_strong: rgb(0xD2D6DE),
        line_control: rgb(0x878F9E),
        text: rgb(0x1A1D24),
        text_2: rgb(0x474E5C),
        text_3: rgb(0x5E6675),
        text_off: rgb(0x8C94A3),
        accent: rgb(0x4450C8),
        accent_hover: rgb(0x3741B0),
        on_accent: rgb(0xFFFFFF),
        link: rgb(0x3C48BE),
        accent_soft: rgb(0xE9EBFB),
        focus: rgb(0x4450C8),
        hover: rgb(0xF2F4F8),
        selected: rgb(0xE3E7FC),
        selected_idle: rgb(0xEBEDF1),
        match_bg: rgb(0xFFE9A8),
        shadow: Color32::from_rgba_premultiplied(0, 0, 0, 28),
        error: Tone::of(0xB4232F, 0xCC3340, 0xFDECEC, 0xF3C3C5),
        warning: Tone::of(0x8A5300, 0xBA7000, 0xFDF3DF, 0xEBD3A0),
        info: Tone::of(0x1B62A3, 0x2476BD, 0xE8F2FB, 0xBDD8EF),
        success: Tone::of(0x18703F, 0x258852, 0xE6F5EC, 0xB5DEC5),
        neutral: Tone::of(0x474E5C, 0x7A8292, 0xEEF0F4, 0xD2D6DE),
        added: Tone::of(0x18703F, 0x34905F, 0xE6F5EC, 0xB5DEC5),
        removed: Tone::of(0xB4232F, 0xD2575F, 0xFDECEC, 0xF3C3C5),
        changed: Tone::of(0x8A5300, 0xB07114, 0xFDF3DF, 0xEBD3A0),
        series: [rgb(0x5A67D8), rgb(0x2C8C99), rgb(0xC27C2C), rgb(0x8A5FB8), rgb(0x8B94A5)],
    };

    /// The dark theme.
    pub const DARK: Self = Self {
        dark: true,
        chrome: rgb(0x14161A),
        content: rgb(0x1A1D22),
        band: rgb(0x1F2228),
        well: rgb(0x121418),
        raised: rgb(0x25292F),
        line: rgb(0x292D35),
        line_strong: rgb(0x3A3F49),
        line_control: rgb(0x747C8B),
        text: rgb(0xE8EAEF),
        text_2: rgb(0xB6BCC8),
        text_3: rgb(0x959CAA),
        text_off: rgb(0x6F7685),
        accent: rgb(0x5A67E0),
        accent_hover: rgb(0x5360D4),
        on_accent: rgb(0xFFFFFF),
        link: rgb(0xA3ACFF),
        accent_soft: rgb(0x272C48),
        focus: rgb(0xA3ACFF),
        hover: rgb(0x22262D),
        selected: rgb(0x2A3054),
        selected_idle: rgb(0x2A2E36),
        match_bg: rgb(0x5A4713),
        shadow: Color32::from_rgba_premultiplied(0, 0, 0, 120),
        error: Tone::of(0xFF8F92, 0xF2757A, 0x3A2226, 0x6A343A),
        warning: Tone::of(0xEDB35C, 0xE0A040, 0x35291A, 0x624A24),
        info: Tone::of(0x83BFF2, 0x62A9E6, 0x1B2D3D, 0x2F4F6B),
        success: Tone::of(0x74CE9B, 0x55B981, 0x1B3125, 0x2F5940),
        neutral: Tone::of(0xB6BCC8, 0x868E9C, 0x2A2E36, 0x3A3F49),
        added: Tone::of(0x74CE9B, 0x4FA877, 0x1B3125, 0x2F5940),
        removed: Tone::of(0xFF8F92, 0xD9646C, 0x3A2226, 0x6A343A),
        changed: Tone::of(0xEDB35C, 0xCB9138, 0x35291A, 0x624A24),
        series: [rgb(0x7F8BF0), rgb(0x4FB3BF), rgb(0xD9984A), rgb(0xAE87DB), rgb(0x7C8595)],
    };

    /// The tokens of a theme.
    pub const fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &Self::LIGHT,
            Theme::Dark => &Self::DARK,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Color32, Tokens};

    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |c: Color32| {
            let lin = |v: u8| {
                let v = f32::from(v) / 255.0;
                if v <= 0.039_28 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * lin(c.r()) + 0.7152 * lin(c.g()) + 0.0722 * lin(c.b())
        };
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn every_text_is_legible_on_every_surface() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            let tones = [t.error, t.warning, t.info, t.success, t.neutral, t.added, t.removed, t.changed];
            let surfaces = [t.chrome, t.content, t.band, t.well, t.raised, t.hover, t.selected, t.selected_idle, t.accent_soft];
            for on in surfaces.into_iter().chain(tones.map(|tone| tone.soft)) {
                for text in [t.text, t.text_2, t.text_3, t.link] {
                    assert!(contrast(text, on) >= 4.5, "{text:?} on {on:?}: {}", contrast(text, on));
                }
                assert!(contrast(t.focus, on) >= 3.0, "focus on {on:?}: {}", contrast(t.focus, on));
            }
            for tone in tones {
                for on in [t.content, t.chrome, t.hover, t.selected, tone.soft] {
                    assert!(contrast(tone.fg, on) >= 4.5, "{:?} on {on:?}: {}", tone.fg, contrast(tone.fg, on));
                    assert!(contrast(tone.mark, on) >= 3.0, "mark {:?} on {on:?}: {}", tone.mark, contrast(tone.mark, on));
                }
            }
            for fill in [t.accent, t.accent_hover] {
                assert!(contrast(t.on_accent, fill) >= 4.5, "on accent: {}", contrast(t.on_accent, fill));
            }
            assert!(contrast(t.line_control, t.content) >= 3.0, "control outline");
            for color in t.series {
                assert!(contrast(color, t.content) >= 3.0, "{color:?} in charts: {}", contrast(color, t.content));
            }
        }
    }
}
