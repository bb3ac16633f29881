//! The page of preferences: every setting by its label, kept in the file, and what is said of a file that cannot be read.

use std::path::Path;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{App, Command, Density, Prefs, Route, Source, ThemeChoice};
use roster_inspector::ui::Window;

use crate::harness::WINDOW;
use crate::opened::{fixture, inspector_of, state, until, until_whole, whole};

fn page(prefs: &Path) -> Harness<'static, Window> {
    let mut window = inspector_of(WINDOW, state(Some(prefs.to_owned())), &[]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    window.run_steps(4);
    window.get_by_role_and_label(Role::Group, "Checks");
    window
}

fn saved(prefs: &Path) -> Prefs {
    let (prefs, notice) = Prefs::load(prefs);
    assert_eq!(notice, None);
    prefs
}

fn press(window: &mut Harness<'_, Window>, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    window.run_steps(4);
}

fn type_into(window: &mut Harness<'_, Window>, label: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, label).focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(2);
    window.get_by_role_and_label(Role::TextInput, label).type_text(text);
    window.run_steps(2);
    window.key_press(Key::Enter);
    window.run_steps(4);
}

#[test]
fn what_is_set_holds_at_once_and_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    let mut window = page(&prefs);
    press(&mut window, Role::RadioButton, "Dark");
    press(&mut window, Role::Button, "Zoom in");
    press(&mut window, Role::RadioButton, "Compact");
    press(&mut window, Role::CheckBox, "Icons only");
    assert_eq!(window.ctx.theme(), egui::Theme::Dark);
    let kept = saved(&prefs);
    assert_eq!((kept.theme, kept.zoom, kept.density, kept.narrow_sidebar), (ThemeChoice::Dark, 110, Density::Compact, true));
    press(&mut window, Role::Button, "Set everything back");
    let kept = saved(&prefs);
    assert_eq!((kept.theme, kept.zoom, kept.density), (ThemeChoice::System, 100, Density::Normal));
}

#[test]
fn limits_are_numbers_within_bounds() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    let mut window = page(&prefs);
    type_into(&mut window, "Files in a package", "2,500");
    type_into(&mut window, "Unpacked size", "8");
    assert_eq!((saved(&prefs).limits.entries, saved(&prefs).limits.unpacked_bytes), (2_500, 8 << 30));
    type_into(&mut window, "Ratio of packing", "many");
    window.get_by_label("A whole number from 1 to 1,000,000");
    assert_eq!(saved(&prefs).limits.ratio, 300, "what is no number changes nothing");
    press(&mut window, Role::Link, "Back to 10,000");
    assert_eq!(saved(&prefs).limits.entries, 10_000);
}

#[test]
fn a_threshold_that_is_set_judges_open_rosters_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    let mut app = state(Some(prefs.clone()));
    app.open(Source::sample().expect("the sample"));
    let mut window = inspector_of(WINDOW, app, &[]);
    until_whole(&mut window);
    let told = |app: &App| {
        let open = app.rosters().iter().find(|open| open.checking().is_none())?;
        Some(open.findings()?.group("class-size-outlier").map_or(0, |found| found.count))
    };
    assert_eq!(told(window.state().app()), Some(0), "no class of the sample has more than 50 students");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    window.run_steps(4);
    type_into(&mut window, "Students in a class", "none");
    window.get_by_label("A whole number from 1 to 1000000");
    type_into(&mut window, "Students in a class", "1");
    assert_eq!(saved(&prefs).thresholds.class_students, 1);
    until(&mut window, "classes of more than one student are told", |app| told(app).is_some_and(|count| count > 0));
    press(&mut window, Role::Link, "Back to 50");
    assert_eq!(saved(&prefs).thresholds.class_students, 50);
}

#[test]
fn a_limit_that_was_set_holds_for_the_next_opening() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = page(&folder.path().join("preferences.json"));
    type_into(&mut window, "Files in a package", "2");
    window.state_mut().apply(Command::Open(vec![fixture("good/v1_1")]));
    until(&mut window, "it is refused or opened", |app| app.notices().newest().is_some() || app.current().is_some());
    let app = window.state().app();
    let files = app.current().and_then(|open| open.roster()).map_or(0, |roster| roster.data().tables().count());
    assert!(files <= 2, "{files} files were opened");
}

#[test]
fn a_fixed_day_is_the_day_of_what_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    let mut window = page(&prefs);
    press(&mut window, Role::RadioButton, "A fixed day");
    type_into(&mut window, "Fixed day", "2024-02-30");
    window.get_by_label("A date of the form YYYY-MM-DD");
    type_into(&mut window, "Fixed day", "2024-02-29");
    assert_eq!(saved(&prefs).as_of, Some(jiff::civil::date(2024, 2, 29)));
    window.state_mut().apply(Command::Open(vec![fixture("good/v1_1")]));
    until(&mut window, "it is open", |app| app.rosters().shown().next().is_some());
    window.get_by_label("As of 2024-02-29");
}

#[test]
fn what_was_opened_is_forgotten_on_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    let mut window = inspector_of(WINDOW, state(Some(prefs.clone())), &[fixture("good/v1_1")]);
    until_whole(&mut window);
    window.state_mut().apply(Command::Go(Route::Preferences));
    window.run_steps(3);
    window.get_by_label("1 roster is remembered");
    press(&mut window, Role::Link, "Clear");
    assert!(saved(&prefs).recent.is_empty());
    press(&mut window, Role::CheckBox, "Remember what is opened");
    assert!(!saved(&prefs).keep_recent);
    // The sidebar stands beside the page and leads back.
    press(&mut window, Role::Link, "users");
    assert!(window.state().app().table_view().is_some());
}

#[test]
fn a_damaged_file_is_told_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    std::fs::write(&prefs, "{\"zoom\": ").expect("written");
    let mut window = inspector_of(WINDOW, state(Some(prefs)), &[]);
    window.run_steps(2);
    window.get_by_label("warning: The preferences could not be read");
    assert_eq!(std::fs::read_to_string(folder.path().join("preferences-unread-1.json")).expect("kept"), "{\"zoom\": ");
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "no folder").expect("written");
    let mut window = inspector_of(WINDOW, state(Some(file.join("preferences.json"))), &[]);
    window.run_steps(2);
    window.get_by_label("warning: The preferences could not be saved (1 more)");
}

#[test]
fn density_reaches_the_table() {
    let mut window = whole(&fixture("good/v1_1"));
    window.get_by_role_and_label(Role::Link, "users").click();
    window.run_steps(3);
    let high = |window: &Harness<'_, Window>| window.query_all_by_role(Role::Row).map(|row| row.rect().height()).nth(2);
    let before = high(&window);
    window.state_mut().apply(Command::Prefs(roster_inspector::app::PrefsCommand::Density(Density::Relaxed)));
    window.run_steps(3);
    assert!(before < high(&window), "{before:?}");
}
