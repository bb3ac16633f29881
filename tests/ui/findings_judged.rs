//! For a receiver, with what is suppressed and new, and reports: by label, through the whole window.

use egui::{Theme, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{Action, Command, Dialog, FindingsCommand, Grouping, PlaceFor, PrefsCommand, Route, TrackCommand, Which};
use roster_inspector::check::{Level, Thresholds};
use roster_inspector::receiver::{Verdict, built_in};

use crate::harness::{pictures, screenshot};
use crate::record_district::V1_1;
use crate::record_window::{Opened, opened, until};

type Window = Harness<'static, Opened>;

fn settle(window: &mut Window) {
    window.run_steps(5);
    window.state_mut().settle();
    window.run();
}

fn judged(window: &Window) -> std::sync::Arc<roster_inspector::app::Judged> {
    let opened = window.state();
    std::sync::Arc::clone(opened.app.rosters().get(opened.roster).and_then(|open| open.judged()).expect("judged"))
}

fn receiver(window: &mut Window, id: Option<&str>) {
    window.state_mut().app.apply(Command::Track(TrackCommand::Receiver(id.map(ToOwned::to_owned))));
    let wanted = id.map(ToOwned::to_owned);
    let roster = window.state().roster;
    until(&mut window.state_mut().app, |app| {
        let judgment =
            app.rosters().get(roster).and_then(|open| open.judged()).map(|judged| judged.judgment.as_ref().map(|of| of.profile.id.clone()));
        judgment == Some(wanted.clone())
    });
    settle(window);
}

#[test]
fn a_receiver_is_chosen_in_the_bar_and_tells_its_verdict_with_sources() {
    let mut window = opened(V1_1).causes().whole_window(Theme::Light);
    let roster = window.state().roster;
    window.run();
    window.get_by_role_and_label(Role::ComboBox, "Receiver").click();
    window.run();
    for profile in built_in() {
        window.get_by_role_and_label(Role::MenuItem, &profile.name);
    }
    window.get_by_role_and_label(Role::MenuItem, "Open a profile…");
    window.get_by_role_and_label(Role::MenuItem, "Clever").click();
    window.run_steps(6);
    until(&mut window.state_mut().app, |app| {
        app.rosters().get(roster).and_then(|open| open.judged()).is_some_and(|of| of.judgment.is_some())
    });
    settle(&mut window);
    let judged = judged(&window);
    let judgment = judged.judgment.as_ref().expect("a judgment");
    assert_eq!((judgment.profile.id.as_str(), judgment.reasons.is_empty()), ("clever", false));
    // Findings matter as the receiver says, everywhere.
    let open = &judged.divided.open.findings;
    for group in open.groups() {
        let asked = judgment.unmet.iter().find(|unmet| unmet.ask.code == group.rule.code).map(|unmet| unmet.ask.level);
        assert_eq!(group.level(), asked.unwrap_or_else(|| judgment.level(group.rule)), "{}", group.rule.code);
    }
    let shell = roster_inspector::ui::shell::data::shell(&window.state().app);
    assert_eq!(shell.sidebar.and_then(|sidebar| sidebar.findings), Some(open.counts().total()));
    window.state_mut().app.apply(Command::Go(Route::Overview { roster }));
    window.run();
    let verdict = format!("Clever: {}", judgment.verdict.words());
    assert!(window.query_all_by_label_contains(&verdict).next().is_some());
    let reason = judgment.reasons[0].clone();
    assert!(!reason.said.source.is_empty());
    window.get_by_role_and_label(Role::Link, &reason.title).click();
    window.run_steps(6);
    let Route::Findings { rule: Some(code), .. } = *window.state().app.route() else { panic!("{:?}", window.state().app.route()) };
    assert_eq!(code, reason.code);
    settle(&mut window);
    window.get_by_role_and_label(Role::Heading, "For Clever");
}

#[test]
fn another_receiver_and_none_change_levels_and_verdict() {
    let mut window = opened(V1_1).causes().whole_window(Theme::Light);
    window.run();
    let plain = judged(&window);
    for profile in built_in() {
        receiver(&mut window, Some(&profile.id));
        let judged = judged(&window);
        let judgment = judged.judgment.as_ref().expect("a judgment");
        let worst = judgment.reasons.first().map(|reason| reason.effect.level(Level::Info));
        assert_eq!(judgment.verdict == Verdict::Refused, worst == Some(Level::Error), "{}", profile.id);
    }
    receiver(&mut window, None);
    let now = judged(&window);
    assert!(now.judgment.is_none());
    assert_eq!(now.divided.open.findings.counts(), plain.findings.counts());
}

#[test]
fn a_malformed_profile_is_told_with_line_and_reason() {
    let mut window = opened(V1_1).causes().whole_window(Theme::Light);
    let path = window.state().folder.path().join("mine.toml");
    std::fs::write(&path, "id = \"mine\"\nname = \"Mine\"\n\n[[says]]\nrules = [\"no-such-rule\"]\neffect = \"loses\"\nwords = \"w\"\nevidence = \"observed\"\nsource = \"s\"\n").expect("written");
    window.state_mut().app.apply(Command::Track(TrackCommand::OpenProfile(path.clone())));
    until(&mut window.state_mut().app, |app| app.notices().newest().is_some());
    window.run();
    assert!(window.query_all_by_label_contains("The profile cannot be used").next().is_some());
    let notice = window.state().app.notices().newest().expect("a notice").clone();
    assert!(notice.lines[0].starts_with("Line 5: "), "{notice:?}");
    std::fs::write(&path, "id = \"mine\"\nname = \"My receiver\"\n\n[[says]]\nrules = [\"class-no-teacher\"]\neffect = \"refuses\"\nwords = \"It says so.\"\nevidence = \"observed\"\nsource = \"A letter\"\n").expect("written");
    window.state_mut().app.apply(Command::Dialog(Some(Dialog::Place(PlaceFor::Profile))));
    window.run();
    let field = window.get_by_role_and_label(Role::TextInput, "File");
    field.focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.get_by_role_and_label(Role::TextInput, "File").type_text(&path.display().to_string());
    window.run();
    window.get_by_role_and_label(Role::Button, "Open").click();
    window.run_steps(6);
    let roster = window.state().roster;
    until(&mut window.state_mut().app, |app| {
        app.rosters().get(roster).and_then(|open| open.judged()).is_some_and(|of| of.judgment.is_some())
    });
    let judged = judged(&window);
    assert_eq!(judged.judgment.as_ref().map(|of| (of.profile.name.as_str(), of.verdict)), Some(("My receiver", Verdict::Refused)));
}

#[test]
fn a_place_is_suppressed_with_a_reason_and_taken_back() {
    let mut window = opened(V1_1).findings(Some("class-no-teacher")).whole_window(Theme::Light);
    settle(&mut window);
    let before = judged(&window).divided.open.findings.counts().total();
    let file = window.state().folder.path().join("left.toml");
    window.get_by_role_and_label(Role::Button, "Suppress…").click();
    window.run_steps(6);
    window.get_by_role_and_label(Role::Heading, "Suppress");
    window.get_by_role_and_label(Role::TextInput, "Reason").type_text("A homeroom, as agreed");
    window.run();
    let place = window.get_by_role_and_label(Role::TextInput, "File of suppressions");
    place.focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.get_by_role_and_label(Role::TextInput, "File of suppressions").type_text(&file.display().to_string());
    window.run();
    window.get_by_role_and_label(Role::Button, "Suppress").click();
    window.run_steps(5);
    until(&mut window.state_mut().app, |app| !app.criteria().suppressions.entries.is_empty());
    settle(&mut window);
    let text = std::fs::read_to_string(&file).expect("the file is there");
    assert!(text.contains("reason = \"A homeroom, as agreed\"") && text.contains("rule = \"class-no-teacher\""), "{text}");
    let now = judged(&window);
    assert_eq!(now.divided.open.findings.counts().total(), before - 1);
    assert_eq!(now.divided.suppressed.as_ref().map(|shown| shown.findings.counts().total()), Some(1));
    // Never silently gone: it stands under Suppressed with its number, and its reason there.
    window.get_by_role_and_label(Role::Button, "Suppressed").click();
    settle(&mut window);
    assert_eq!(window.state().app.which(), Which::Suppressed);
    assert!(window.query_all_by_label_contains("A homeroom, as agreed").next().is_some());
    window.get_by_role_and_label(Role::Button, "Take back").click();
    window.run_steps(5);
    until(&mut window.state_mut().app, |app| app.criteria().suppressions.entries.is_empty());
    settle(&mut window);
    assert_eq!(judged(&window).divided.open.findings.counts().total(), before);
}

#[test]
fn what_is_not_in_the_baseline_is_new() {
    let mut window = opened(V1_1).findings(None).whole_window(Theme::Light);
    settle(&mut window);
    let (roster, path) = (window.state().roster, window.state().folder.path().join("known.json"));
    window.state_mut().app.apply(Command::Track(TrackCommand::SaveBaseline(roster, path.clone(), false)));
    until(&mut window.state_mut().app, |app| app.criteria().baseline.is_some());
    settle(&mut window);
    assert!(path.exists());
    assert_eq!(judged(&window).divided.new.as_ref().map(|shown| shown.findings.counts().total()), Some(0));
    // By another day, other things are found.
    window.state_mut().app.apply(Command::SetAsOf(roster, "2027-09-01".parse().expect("a day")));
    settle(&mut window);
    let now = judged(&window);
    let new = now.divided.new.as_ref().expect("a baseline").findings.counts().total();
    assert!(new > 0 && new < now.findings.counts().total(), "{new}");
    window.get_by_role_and_label(Role::Button, "New").click();
    settle(&mut window);
    let seen = window.state().app.looked_at(roster).expect("findings").counts().total();
    assert_eq!(seen, new);
    window.get_by_label("Remove filter findings are new").click();
    settle(&mut window);
    // An existing file is never replaced unasked.
    let opened_file = window.state().folder.path().join("users.csv");
    window.state_mut().app.apply(Command::Track(TrackCommand::SaveBaseline(roster, opened_file, false)));
    until(&mut window.state_mut().app, |app| app.notices().newest().is_some_and(|notice| notice.title.contains("open here")));
}

#[test]
fn a_report_is_saved_from_the_window() {
    let mut window = opened(V1_1).causes().whole_window(Theme::Light);
    settle(&mut window);
    let path = tempfile::tempdir().expect("a folder").keep().join("report.html");
    window.get_by_role_and_label(Role::Button, "Save report…").click();
    window.run_steps(6);
    window.get_by_role_and_label(Role::Heading, "Save report");
    screenshot(&mut window, &pictures().join("report-dialog-light.png"));
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.get_by_role_and_label(Role::TextInput, "File to write").type_text(&path.display().to_string());
    window.run();
    window.get_by_role_and_label(Role::Button, "Save report").click();
    window.run_steps(5);
    until(&mut window.state_mut().app, |app| app.report_end().is_some());
    window.run();
    assert!(window.query_all_by_label_contains("Written: ").next().is_some());
    let text = std::fs::read_to_string(&path).expect("the report is there");
    assert!(text.starts_with("<!DOCTYPE html>") || text.starts_with("<!doctype html>"), "{}", &text[..40]);
    assert!(!text.contains("Haddad"), "names are not told");
    window.get_by_role_and_label(Role::Button, "Close").click();
    window.run_steps(5);
    assert!(window.state().app.dialog().is_none());
}

#[test]
fn limits_and_rules_on_request_judge_again() {
    let mut window = opened(V1_1).findings(None).whole_window(Theme::Light);
    settle(&mut window);
    let found = |window: &Window, code: &str| judged(window).findings.group(code).is_some();
    assert!(!found(&window, "class-size-outlier"));
    let limits = Thresholds { class_students: 1, ..Thresholds::default() };
    window.state_mut().app.apply(Command::Prefs(PrefsCommand::Thresholds(limits)));
    settle(&mut window);
    assert!(found(&window, "class-size-outlier"));
    window.state_mut().app.apply(Command::Act(Action::OnRequest));
    window.run_steps(5);
    let title = roster_inspector::check::rule("dup-person-suspected").expect("a rule").title;
    window.get_by_role_and_label(Role::CheckBox, title).click();
    window.run_steps(5);
    let roster = window.state().roster;
    until(&mut window.state_mut().app, |app| {
        app.rosters().get(roster).and_then(|open| open.findings()).is_some_and(|of| of.settings().also == ["dup-person-suspected"])
    });
    window.get_by_role_and_label(Role::Button, "Close").click();
    window.run_steps(5);
}

#[test]
fn sanity_numbers_of_each_school_open_their_rows() {
    let mut window = opened(V1_1).causes().whole_window(Theme::Light);
    window.run();
    window.get_by_role_and_label(Role::RadioButton, "Numbers").click();
    window.run_steps(5);
    let roster = window.state().roster;
    until(&mut window.state_mut().app, |app| app.rosters().get(roster).is_some_and(|open| open.numbers().is_some()));
    window.run();
    screenshot(&mut window, &pictures().join("numbers-light.png"));
    // The homeroom has no teacher, and its school is not in the package.
    window.get_by_role_and_label(Role::Link, "Classes without teachers, No school known: 1").click();
    window.run_steps(5);
    until(&mut window.state_mut().app, |app| matches!(app.route(), Route::Table { .. }));
    let pick = window.state().app.table_view().and_then(|view| view.query.only.clone()).expect("only these rows");
    assert_eq!(pick.rows, [2]);
    assert_eq!(pick.label, "Classes without teachers at no school of the package");
}

/// Pictures to look at, not to compare: they go to the folder of the test run.
#[test]
fn pictures_of_a_verdict() {
    for (look, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = opened(V1_1).causes().whole_window(look);
        receiver(&mut window, Some("clever"));
        screenshot(&mut window, &pictures().join(format!("receiver-findings-{suffix}.png")));
        let roster = window.state().roster;
        window.state_mut().app.apply(Command::Findings(FindingsCommand::Group(Grouping::Rules)));
        settle(&mut window);
        window.state_mut().app.apply(Command::Act(Action::Suppress));
        window.run_steps(6);
        screenshot(&mut window, &pictures().join(format!("suppress-{suffix}.png")));
        window.state_mut().app.apply(Command::Dialog(None));
        window.state_mut().app.apply(Command::Go(Route::Overview { roster }));
        window.run();
        screenshot(&mut window, &pictures().join(format!("receiver-overview-{suffix}.png")));
    }
}
