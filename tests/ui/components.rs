//! A page with every part, drawn in both themes, to be looked at; the test proves that all of it can be drawn and named.

use egui::{Theme, Ui, UiBuilder, vec2};
use egui_kittest::kittest::Queryable as _;
use roster_inspector::ui::{
    icon::{Icon, Level},
    theme::{font, tokens},
    widgets::*,
};

use crate::harness::{WINDOW, pictures, screenshot, window_of};

#[derive(Default)]
struct Page {
    text: String,
    search: String,
    on: bool,
}

fn left(ui: &mut Ui, page: &mut Page) {
    let t = tokens(ui);
    text::label(ui, "Parts", font::title(), t.text);
    ui.horizontal(|ui| {
        Button::primary("Open file…").show(ui);
        Button::outlined("Save report…").icon(Icon::EXPORT).show(ui);
        Button::quiet("Columns").icon(Icon::COLUMNS).show(ui);
        Button::outlined("Disabled").disabled_because(Some("Nothing is open")).show(ui);
    });
    ui.horizontal(|ui| {
        IconButton::new(Icon::ARROW_LEFT, "Back").show(ui);
        IconButton::new(Icon::EYE_SLASH, "Redact").selected(true).show(ui);
        IconButton::new(Icon::ARROW_RIGHT, "Forward").disabled_because(Some("Nothing to go forward to")).show(ui);
    });
    TextField::new(&mut page.text, "District").width(170.0).show(ui);
    TextField::search(&mut page.search, "Find a person, class, id or email").shortcut("Ctrl K").width(380.0).show(ui);
    ui.horizontal(|ui| {
        choice(ui, "Receiver", true, 140.0, 0, &["Clever", "Canvas"]);
        segments(ui, "Group by", 0, &["Causes", "Rules", "Files"]);
    });
    ui.checkbox(&mut page.on, "Guardians too");
    let _ = ui.radio(true, "CSV");
    progress::bar(ui, 380.0, Some(0.6), "Reading");
    link(ui, "OneRoster 1.1 CSV, section 4.4");
    reference(ui, "Mathematics 6B", "c-3101");
    reference(ui, "נועה לוי", "0057748");
    broken_reference(ui, "0457", "not in orgs.csv");
    ui.allocate_ui(vec2(232.0, 300.0), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        NavItem::new(Icon::SQUARES_FOUR, "Overview").main().show(ui);
        NavItem::new(Icon::FLAG, "Findings").main().level(Some(Level::Error)).count(Some(2016)).show(ui);
        section_label(ui, "Rostering");
        NavItem::new(Icon::BUILDINGS, "orgs").count(Some(13)).show(ui);
        NavItem::new(Icon::USERS, "users").level(Some(Level::Warning)).count(Some(14_206)).show(ui);
        NavItem::new(Icon::IDENTIFICATION_BADGE, "enrollments").level(Some(Level::Error)).count(Some(48_120)).selected(true).show(ui);
    });
    ui.allocate_ui(vec2(232.0, 110.0), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        menu_item(ui, "Copy cell", "Ctrl+C", false);
        menu_item(ui, "Filter by this value", "F", true);
        menu_item(ui, "Add to subset", "", false);
    });
}

fn right(ui: &mut Ui, page: &mut Page) {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        badge(ui, Level::Error, 603);
        badge(ui, Level::Warning, 1046);
        badge(ui, Level::Info, 352);
        badge(ui, Level::Passed, 0);
        tag(ui, "student", t.neutral);
        tag(ui, "Now", t.success);
        tag(ui, "partial", t.warning);
        chip(ui, "role", "is", "student");
        level_switch(ui, Level::Error, "Errors", 618, &mut page.on);
        count_of(ui, 312, 48_120, "row", "rows");
    });
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for (level, title, line) in [
            (Level::Error, "The zip ends in the middle of users.csv", "12,040 of about 14,200 rows were read, the rest is missing."),
            (Level::Info, "Read as Windows-1252", "users.csv is not UTF-8 at byte 48,112. Names may look odd."),
        ] {
            ui.allocate_ui(vec2(440.0, 80.0), |ui| {
                Notice::new(level, title).line(line).mono("ref-enrollment-school").action("Show cause").show(ui);
            });
        }
    });
    Notice::new(Level::Error, "nightly.zip cannot be opened")
        .line("It is not a zip archive.")
        .button("Try again")
        .details("x")
        .closable()
        .show(ui);
    ui.columns(3, |columns| {
        Card::new("").show(&mut columns[0], |ui| {
            EmptyState::new(Icon::FUNNEL_SIMPLE, "No rows match").line("3 filters are on").action("Clear filters").show(ui)
        });
        Card::new("")
            .show(&mut columns[1], |ui| loading(ui, "Reading enrollments.csv", Amount { done: 31_000, total: 48_120, unit: "rows" }));
        Card::new("").show(&mut columns[2], |ui| {
            EmptyState::new(Icon::PLUGS, "The server did not answer").line("No reply in 30 s").action("Try again").fault().show(ui)
        });
    });
    ui.columns(2, |columns| {
        Card::new("Identity").note("users.csv, line 8,114").action("Copy").show(&mut columns[0], |ui| {
            key_value(ui, "Given name", "Amina");
            key_value(ui, "Family name", "أمينة عبد الرحمن");
            key_value(ui, "Middle name", "");
            key_mono(ui, "Email", "ahaddad29@mvusd.example");
            key_row(ui, "Birth date", 128.0, masked);
            divider(ui);
            level_bar(ui, &[(Level::Error, 618), (Level::Warning, 1046), (Level::Info, 352)]);
            ui.add_space(8.0);
            bars(ui, "Students per school", &[("Marlow High".into(), 1428), ("Elm Creek High".into(), 1196), ("Lincoln".into(), 462)]);
        });
        let columns_of = [
            PageColumn::rest("File"),
            PageColumn::fixed("Rows", 80.0).right(),
            PageColumn::fixed("Size", 80.0).right(),
            PageColumn::fixed("Findings", 140.0),
        ];
        let files = [("orgs.csv", 13, 2_000, 0), ("users.csv", 14_206, 2_400_000, 38), ("enrollments.csv", 48_120, 6_100_000, 603)];
        Card::new("Files").note("14 of 14 announced in the manifest are here").flush().show(&mut columns[1], |ui| {
            PageTable::new("Files", &columns_of).selected(Some(2)).clickable().show(
                ui,
                3,
                |row| files[row].0.to_owned(),
                |ui, row, column| {
                    let (file, rows, size, errors) = files[row];
                    match column {
                        0 => drop(text::label(ui, file, font::mono(), t.text)),
                        1 => drop(text::label(ui, &number::count(rows), font::body_medium(), t.text)),
                        2 => drop(text::label(ui, &number::bytes(size), font::body(), t.text_2)),
                        _ => badges(ui, &[(Level::Error, errors)]),
                    }
                },
            )
        });
        tabs(&mut columns[1], 0, &[("Summary", None), ("Enrollments", Some(8)), ("Results", Some(214)), ("Source", None)]);
        skeleton(&mut columns[1], 3);
    });
}

fn draw(ui: &mut Ui, page: &mut Page) {
    let area = ui.max_rect().shrink(20.0);
    let (one, two) = area.split_left_right_at_x(area.left() + 430.0);
    let child = &mut ui.new_child(UiBuilder::new().id_salt("left").max_rect(one));
    left(child, page);
    let child = &mut ui.new_child(UiBuilder::new().id_salt("right").max_rect(two));
    child.spacing_mut().item_spacing.y = 12.0;
    right(child, page);
}

#[test]
fn every_part_is_drawn_in_both_themes() {
    for (look, name) in [(Theme::Light, "components-light.png"), (Theme::Dark, "components-dark.png")] {
        let mut harness = window_of(WINDOW, look, Page { text: "Elm Creek".into(), ..Page::default() }, draw);
        harness.run();
        harness.get_by_label("Open file…");
        harness.get_by_label("enrollments");
        screenshot(&mut harness, &pictures().join(name));
    }
}
