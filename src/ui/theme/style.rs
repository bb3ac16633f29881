//! egui's own widgets in our colors and sizes; parts that we paint read the tokens directly.

use std::collections::BTreeMap;

use egui::{
    Color32, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Vec2, Visuals,
    style::{HandleShape, ScrollStyle, Selection, WidgetVisuals},
};

use super::{Tokens, font, size};

/// The style of one theme.
pub fn style(t: &Tokens) -> Style {
    let mut style = Style { visuals: if t.dark { Visuals::dark() } else { Visuals::light() }, ..Style::default() };
    style.text_styles = BTreeMap::from([
        (TextStyle::Heading, font::title()),
        (TextStyle::Body, font::body()),
        (TextStyle::Button, font::body()),
        (TextStyle::Small, font::small()),
        (TextStyle::Monospace, font::mono()),
    ]);

    let s = &mut style.spacing;
    s.item_spacing = Vec2::new(8.0, 6.0);
    s.button_padding = Vec2::new(10.0, 5.0);
    s.interact_size = Vec2::new(28.0, size::CONTROL);
    s.icon_width = 16.0; // check box and radio
    s.icon_width_inner = 10.0;
    s.icon_spacing = 7.0;
    s.indent = 16.0;
    s.menu_margin = Margin::same(5);
    s.window_margin = Margin::same(20);
    s.tooltip_width = 360.0;
    s.combo_width = 120.0;
    s.scroll = ScrollStyle::solid();
    s.scroll.bar_width = 8.0;
    s.scroll.handle_min_length = 28.0;
    s.scroll.bar_inner_margin = 2.0;
    s.scroll.bar_outer_margin = 2.0;
    s.scroll.foreground_color = false;

    style.interaction.selectable_labels = false; // a selectable label swallows the click on its row
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.08; // 0.0 when motion is reduced
    style.scroll_animation = egui::style::ScrollAnimation::none(); // jumps are instant: calm, and exact in tests

    let v = &mut style.visuals;
    v.override_text_color = None; // a set value would also paint button and link texts
    v.weak_text_color = Some(t.text_3);
    v.hyperlink_color = t.link;
    v.warn_fg_color = t.warning.fg;
    v.error_fg_color = t.error.fg;
    v.panel_fill = t.chrome;
    v.window_fill = t.raised;
    v.window_stroke = Stroke::new(1.0, t.line_strong);
    v.window_corner_radius = CornerRadius::same(size::RADIUS_WINDOW);
    v.menu_corner_radius = CornerRadius::same(8);
    v.window_shadow = Shadow { offset: [0, 12], blur: 32, spread: 0, color: t.shadow };
    v.popup_shadow = Shadow { offset: [0, 4], blur: 14, spread: 0, color: t.shadow };
    v.window_highlight_topmost = false;
    v.extreme_bg_color = t.well; // progress bars, scroll bar troughs, plots
    v.text_edit_bg_color = Some(t.content);
    v.faint_bg_color = t.band;
    v.code_bg_color = t.well;
    v.striped = false; // rows are told apart by lines and hover, not by stripes
    v.indent_has_left_vline = false;
    v.collapsing_header_frame = false;
    v.slider_trailing_fill = true;
    v.handle_shape = HandleShape::Circle;
    v.disabled_alpha = 0.45;
    v.selection = Selection { bg_fill: t.selected, stroke: Stroke::new(1.0, t.link) };
    v.text_cursor.stroke = Stroke::new(1.5, t.text);
    v.text_cursor.blink = false; // a blinking cursor costs 3 to 4 % of a core for nothing

    let radius = CornerRadius::same(size::RADIUS);
    let widget = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        fg_stroke: Stroke::new(1.0, text),
        corner_radius: radius,
        expansion: 0.0, // egui's default grows on hover, which makes dense rows twitch
    };
    v.widgets.noninteractive = widget(t.content, t.line, t.text);
    v.widgets.inactive = widget(t.raised, t.line_strong, t.text);
    v.widgets.hovered = widget(t.hover, t.line_control, t.text);
    v.widgets.active = widget(t.selected, t.focus, t.text); // pressed, and focused by the keyboard
    v.widgets.open = widget(t.hover, t.line_control, t.text);
    style
}
