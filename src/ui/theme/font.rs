//! The type scale and the bundled font files. egui knows no weight, so each weight is a family of its own.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use egui::{FontData, FontDefinitions, FontFamily, FontId, epaint::text::VariationCoords};

// Made once: a name is an `Arc<str>`, and every label of every frame asks for one.
static MEDIUM: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("medium".into()));
static SEMIBOLD: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("semibold".into()));
static ICONS: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("icons".into()));
static ICONS_FILL: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("icons-fill".into()));

fn of(family: &LazyLock<FontFamily>, size: f32) -> FontId {
    FontId::new(size, FontFamily::clone(family))
}

/// Page title: the package, the person, the class.
pub fn title() -> FontId {
    of(&SEMIBOLD, 19.0)
}

/// The figure in a tile of key numbers, and the title of a dialog.
pub fn figure() -> FontId {
    of(&SEMIBOLD, 16.0)
}

/// Title of a card or a pane.
pub fn heading() -> FontId {
    of(&SEMIBOLD, 14.0)
}

/// Everything that is read: cells, labels.
pub fn body() -> FontId {
    FontId::proportional(13.0)
}

/// Buttons, names in lists.
pub fn body_medium() -> FontId {
    of(&MEDIUM, 13.0)
}

/// The one number or word that counts.
pub fn body_strong() -> FontId {
    of(&SEMIBOLD, 13.0)
}

/// Second lines, status bar.
pub fn small() -> FontId {
    FontId::proportional(12.0)
}

/// Badges, tags.
pub fn small_medium() -> FontId {
    of(&MEDIUM, 12.0)
}

/// Column headers, field labels, section labels.
pub fn label() -> FontId {
    of(&MEDIUM, 11.5)
}

/// Ids, file names, rule names, raw lines, addresses.
pub fn mono() -> FontId {
    FontId::monospace(12.0)
}

/// Ids after a name, line numbers.
pub fn mono_small() -> FontId {
    FontId::monospace(11.0)
}

/// An icon's outline form.
pub fn icon(size: f32) -> FontId {
    of(&ICONS, size)
}

/// An icon's filled form.
pub fn icon_fill(size: f32) -> FontId {
    of(&ICONS_FILL, size)
}

/// Inter, variable weight; tabular figures are the default, private-use glyphs are gone.
static UI: &[u8] = include_bytes!("../../../assets/fonts/inter-ui.ttf");
/// JetBrains Mono without its programming ligatures, since egui cannot switch features off.
static MONO: &[u8] = include_bytes!("../../../assets/fonts/jetbrains-mono.ttf");
/// Phosphor, cut down to the icons in use. A family of its own, or Inter's glyphs would win.
static ICON_FILES: [(&str, &[u8]); 2] =
    [("icons", include_bytes!("../../../assets/fonts/icons.ttf")), ("icons-fill", include_bytes!("../../../assets/fonts/icons-fill.ttf"))];
/// Further scripts in order of preference.
static SCRIPTS: &[(&str, &[u8])] = &[
    ("arabic", include_bytes!("../../../assets/fonts/NotoSansArabic-Regular.ttf")),
    ("hebrew", include_bytes!("../../../assets/fonts/NotoSansHebrew-Regular.ttf")),
    ("devanagari", include_bytes!("../../../assets/fonts/NotoSansDevanagari-Regular.ttf")),
    ("thai", include_bytes!("../../../assets/fonts/NotoSansThai-Regular.ttf")),
    #[cfg(feature = "cjk")]
    ("cjk", include_bytes!("../../../assets/fonts/noto-sans-cjk-subset.otf")),
];

/// The fonts of the window. One variable file gives three weights; its bytes are shared.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, weight) in [("ui-400", 400.0), ("ui-500", 530.0), ("ui-600", 620.0)] {
        let mut data = FontData::from_static(UI);
        data.tweak.coords = VariationCoords::new([(b"wght", weight)]);
        fonts.font_data.insert(name.into(), Arc::new(data));
    }
    fonts.font_data.insert("mono".into(), Arc::new(FontData::from_static(MONO)));
    for (name, bytes) in ICON_FILES.iter().chain(SCRIPTS) {
        fonts.font_data.insert((*name).into(), Arc::new(FontData::from_static(bytes)));
    }
    let chain = |head: &[&str]| -> Vec<String> {
        let scripts = SCRIPTS.iter().map(|(name, _)| *name);
        head.iter().copied().chain(scripts).map(Into::into).collect()
    };
    fonts.families = BTreeMap::from([
        (FontFamily::Proportional, chain(&["ui-400"])),
        (FontFamily::Monospace, chain(&["mono", "ui-400"])),
        (MEDIUM.clone(), chain(&["ui-500"])),
        (SEMIBOLD.clone(), chain(&["ui-600"])),
        (ICONS.clone(), vec!["icons".into()]),
        (ICONS_FILL.clone(), vec!["icons-fill".into()]),
    ]);
    fonts
}
