//! The findings by cause, by label and by keyboard.

use egui::{Key, Theme, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Command, FindingsCommand, Route};
use roster_inspector::cause::Group;
use roster_inspector::spec::Table;
use roster_inspector::ui::number;

use crate::harness::{pictures, screenshot};
use crate::record_district::V1_1;
use crate::record_window::{Opened, opened, until};

type Window = Harness<'static, Opened>;

/// School 0457 is in no file: the class c-3 and everything that names it hang on it.
fn missing_school() -> Vec<(&'static str, &'static str)> {
    let enrollments = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n\
         e-1,,,c-1,0410,0048213,student,,2026-08-24,\n\
         e-2,,,c-3,0457,0048213,student,,,\n\
         e-3,,,c-3,0457,0048214,student,,,\n\
         e-4,,,c-3999,0410,0048213,student,,,\n\
         e-8,,,c-1,0410,t-1,teacher,true,,\n";
    V1_1.iter().map(|&(name, text)| if name == "enrollments.csv" { (name, enrollments) } else { (name, text) }).collect()
}

fn groups(window: &Window) -> Vec<Group> {
    let opened = window.state();
    let open = opened.app.rosters().get(opened.roster).expect("open");
    open.causes(opened.app.which()).expect("causes").groups.iter().filter(|group| group.clears() > 0).cloned().collect()
}

fn options(window: &Window) -> Vec<String> {
    let mut lines: Vec<_> = window
        .query_all_by_role(Role::ListBoxOption)
        .map(|line| (line.rect().top(), line.accesskit_node().label().unwrap_or_default()))
        .collect();
    lines.sort_by(|one, two| one.0.total_cmp(&two.0));
    lines.into_iter().map(|(_, label)| label).collect()
}

fn settle(window: &mut Window) {
    window.run_steps(5);
    window.state_mut().settle();
    window.run();
}

#[test]
fn causes_come_first_and_stand_in_the_order_of_repair() {
    let files = missing_school();
    let mut window = opened(&files).causes().window();
    window.run();
    let groups = groups(&window);
    let lines = options(&window);
    assert!(!lines.is_empty());
    for (line, group) in lines.iter().zip(&groups) {
        assert!(line.starts_with(&format!("{}, ", group.title)), "{line} is not {}", group.title);
    }
    // Headings number the steps that there are.
    let first = groups[0].stage.name();
    assert!(
        window
            .query_all_by_role(Role::Heading)
            .any(|node| { node.accesskit_node().label().is_some_and(|label| label.starts_with(&format!("1  {first}, "))) })
    );
    // Every finding has one cause.
    let total: u64 = groups.iter().map(Group::clears).sum();
    let opened = window.state();
    assert_eq!(total, opened.app.looked_at(opened.roster).expect("findings").counts().total());
}

#[test]
fn a_missing_school_tells_what_follows_from_it_and_leads_to_those_rows() {
    let files = missing_school();
    let mut window = opened(&files).causes().window();
    window.run();
    let cause = groups(&window).into_iter().find(|group| group.key == "missing:orgs:0457").expect("a cause");
    let line = options(&window).into_iter().find(|line| line.starts_with(&cause.title)).expect("its line");
    window.get_by_role_and_label(Role::ListBoxOption, &line).click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Heading, &cause.title);
    let words = format!("{} disappear with it.", number::counted(cause.clears(), "finding", "findings"));
    assert!(window.query_all_by_role(Role::Label).any(|node| {
        node.accesskit_node().value().or_else(|| node.accesskit_node().label()).is_some_and(|label| label.starts_with(&words))
    }));
    window.get_by_label("orgs: 1 missing");
    let rows = window.query_all_by_role(Role::Row).count() as u64;
    assert_eq!(rows, cause.clears());
    let enrollments: u64 = 2;
    window.get_by_role_and_label(Role::Link, &format!("Rows of enrollments: {enrollments} findings")).click();
    window.run_steps(5);
    until(&mut window.state_mut().app, |app| matches!(app.route(), Route::Table { .. }));
    assert!(matches!(window.state().app.route(), Route::Table { table: Table::Enrollments, .. }));
    let pick = window.state().app.table_view().and_then(|view| view.query.only.clone()).expect("only these rows");
    assert_eq!((pick.rows.as_slice(), pick.label.as_str()), (&[1, 2][..], cause.title.as_str()));
}

#[test]
fn by_keyboard_one_goes_from_the_causes_to_a_place_and_opens_the_rows() {
    let files = missing_school();
    let mut window = opened(&files).causes().whole_window(Theme::Light);
    window.run();
    window.get_by_role_and_label(Role::ListBox, "Causes").focus();
    window.run();
    window.key_press(Key::ArrowDown);
    settle(&mut window);
    let chosen = window.state().app.findings_view().and_then(|view| view.cause.clone()).expect("a cause");
    assert_eq!(chosen, groups(&window)[1].key);
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(window.get_by_role_and_label(Role::Table, "Places").accesskit_node().is_focused());
    // One with rows, so that they can be opened.
    window.state_mut().app.apply(Command::Findings(FindingsCommand::Cause(Some("missing:orgs:0457".to_owned()))));
    settle(&mut window);
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    window.run_steps(6);
    until(&mut window.state_mut().app, |app| matches!(app.route(), Route::Table { .. }));
}

#[test]
fn a_text_a_file_and_a_rule_narrow_the_causes() {
    let files = missing_school();
    let mut window = opened(&files).causes().window();
    window.run();
    let all = options(&window).len();
    window.state_mut().app.apply(Command::Findings(FindingsCommand::Text("0457".to_owned())));
    settle(&mut window);
    let some = options(&window);
    assert!(some.len() < all && some.iter().any(|line| line.starts_with("School 0457")), "{some:?}");
    window.get_by_label("Remove filter text contains 0457").click();
    settle(&mut window);
    assert_eq!(options(&window).len(), all);
    let roster = window.state().roster;
    window.state_mut().app.apply(Command::Replace(Route::Findings { roster, rule: None, table: Some(Table::Enrollments) }));
    settle(&mut window);
    let file = options(&window);
    assert!(!file.is_empty() && file.len() < all, "{file:?}");
    window.state_mut().app.apply(Command::Replace(Route::Findings { roster, rule: Some("ref-enrollment-class"), table: None }));
    settle(&mut window);
    let of_rule: Vec<_> =
        groups(&window).into_iter().filter(|group| group.parts.iter().any(|part| part.rule.code == "ref-enrollment-class")).collect();
    assert_eq!(options(&window).len(), of_rule.len());
    window.get_by_label("Remove filter rule is ref-enrollment-class").click();
    settle(&mut window);
    assert_eq!(options(&window).len(), all);
}

#[test]
fn finding_causes_can_be_stopped_and_begun_again() {
    let files = missing_school();
    let mut window = opened(&files).causes().window();
    let roster = window.state().roster;
    // Another day: judged anew, and stopped at once.
    window.state_mut().app.apply(Command::SetAsOf(roster, "2027-03-01".parse().expect("a day")));
    until(&mut window.state_mut().app, |app| app.rosters().get(roster).is_some_and(|open| open.checking().is_none()));
    window.state_mut().app.apply(Command::Track(roster_inspector::app::TrackCommand::CancelJudging(roster)));
    window.state_mut().app.tick();
    let open = window.state().app.rosters().get(roster).expect("open");
    // It may have been quicker than the cancel; then there is nothing to begin again.
    if open.is_judging_stopped() {
        window.run();
        window.get_by_label("Finding causes was stopped");
        window.get_by_role_and_label(Role::Button, "Find causes").click();
        settle(&mut window);
    }
    assert!(window.state().app.rosters().get(roster).is_some_and(|open| open.judged().is_some()));
}

/// Pictures to look at, not to compare: they go to the folder of the test run.
#[test]
fn pictures_of_causes() {
    for (look, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let files = missing_school();
        let mut window = opened(&files).causes().whole_window(look);
        window.state_mut().app.apply(Command::Findings(FindingsCommand::Cause(Some("missing:orgs:0457".to_owned()))));
        settle(&mut window);
        screenshot(&mut window, &pictures().join(format!("causes-{suffix}.png")));
    }
}
