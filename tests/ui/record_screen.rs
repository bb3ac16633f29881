//! The record page by label and by keyboard.

use egui::{Key, Theme, accesskit::Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Command, Route};
use roster_inspector::spec::Table;

use crate::harness::{pictures, screenshot};
use crate::record_district::{GRADED, V1_1};
use crate::record_window::{Opened, opened};

type Window = Harness<'static, Opened>;

/// Clicks the first link of this name and says where it led.
fn follow(window: &mut Window, name: &str) -> String {
    let link = window.get_all_by_role_and_label(Role::Link, name).next().expect("a link");
    link.click();
    window.run();
    window.state().shown()
}

fn back(window: &mut Window) -> String {
    window.state_mut().app.apply(Command::Act(Action::Back));
    window.run();
    window.state().shown()
}

#[test]
fn one_walks_from_a_person_to_class_and_teacher_and_back() {
    let mut window = opened(V1_1).record(Table::Users, "0048213").window();
    assert_eq!(follow(&mut window, "Algebra I, period 2"), "classes c-1");
    window.get_by_role_and_label(Role::Heading, "Algebra I, period 2");
    assert_eq!(follow(&mut window, "Priya Raman"), "users t-1");
    window.get_by_role_and_label(Role::Heading, "Priya Raman");
    assert_eq!(back(&mut window), "classes c-1");
    assert_eq!(back(&mut window), "users 0048213");
    assert_eq!(follow(&mut window, "Elm Creek High"), "orgs 0410");
    assert_eq!(follow(&mut window, "Marlow Valley USD"), "orgs o-0");
}

#[test]
fn one_walks_from_a_child_to_the_guardian_and_to_the_other_child() {
    let mut window = opened(V1_1).record(Table::Users, "0048213").window();
    assert_eq!(follow(&mut window, "Karim Haddad"), "users 0048901");
    assert_eq!(follow(&mut window, "Oscar Lindqvist"), "users 0048214");
    assert_eq!(follow(&mut window, "Karim Haddad"), "users 0048901");
    assert_eq!(follow(&mut window, "Amina Haddad"), "users 0048213");
}

#[test]
fn a_broken_reference_says_why_and_its_finding_leads_to_the_cell() {
    let mut window = opened(V1_1).record(Table::Enrollments, "e-4").window();
    window.get_by_label("c-3999");
    window.get_by_label("Not in classes.csv");
    window.get_by_role_and_label(Role::Link, "Go to cell").click();
    window.run();
    let Route::Table { table, at: Some(at), .. } = *window.state().app.route() else { panic!("a table") };
    assert_eq!((table, at.row, at.column), (Table::Enrollments, 3, Some(3)));
}

#[test]
fn a_finding_leads_to_its_rule() {
    let mut window = opened(V1_1).record(Table::Enrollments, "e-4").window();
    window.get_by_role_and_label(Role::Link, "ref-enrollment-class").click();
    window.run();
    assert!(matches!(window.state().app.route(), Route::Findings { rule: Some("ref-enrollment-class"), .. }));
}

#[test]
fn every_row_that_points_here_opens_as_a_table() {
    let mut window = opened(V1_1).record(Table::Users, "0048213").window();
    window.get_by_role_and_label(Role::Link, "Show all 4 enrollments").click();
    window.run();
    let view = window.state().app.table_view().expect("a table");
    assert_eq!(view.query.only.as_ref().map(|pick| pick.rows.clone()), Some(vec![0, 1, 2, 3]));
    assert_eq!(view.query.only.as_ref().map(|pick| pick.label.as_str()), Some("Amina Haddad"));
}

#[test]
fn sensitive_values_are_revealed_and_masked_again() {
    let mut window = opened(V1_1).record(Table::Users, "0048213").window();
    assert!(window.query_by_label("2011-04-02").is_none());
    window.get_by_role_and_label(Role::Link, "Reveal").click();
    window.run();
    window.get_by_label("2011-04-02");
    window.get_by_role_and_label(Role::Link, "Mask").click();
    window.run();
    assert!(window.query_by_label("2011-04-02").is_none());
    assert!(window.query_by_label("hunter2").is_none());
}

#[test]
fn the_source_line_stands_as_in_the_file_without_its_secret() {
    // Tall enough to have the whole left column in sight.
    let mut window = opened(V1_1).record(Table::Users, "0048213").window_of(vec2(1192.0, 1400.0), Theme::Light);
    window.run();
    let line = "0048213,,,true,0410,student,ahaddad29,{LDAP:ahaddad29},Amina,Haddad,,S-48213,ahaddad29@mvusd.example,,,\"0048901,0048902\",09,•••••••,7";
    window.get_by_label(line);
    window.get_by_role_and_label(Role::Link, "Copy").click();
    window.step();
    let copied = window.output().platform_output.commands.iter().any(|c| matches!(c, egui::OutputCommand::CopyText(t) if t == line));
    assert!(copied);
}

#[test]
fn a_source_that_has_changed_is_not_shown_as_what_it_was() {
    let other = opened(V1_1);
    let path = other.folder.path().join("orgs.csv");
    std::fs::write(&path, "sourcedId\nnothing of what was there before, and much longer than it was, so that its size differs\n")
        .expect("written");
    let window = other.record(Table::Orgs, "0410").window();
    window.get_by_label("The source has changed since it was opened");
}

#[test]
fn a_duplicate_says_which_row_it_is_and_links_the_other() {
    let mut window = opened(V1_1).record(Table::Users, "0048213").window();
    window.get_by_label("warning: 2 rows have this sourcedId");
    window.get_by_role_and_label(Role::Link, "users.csv, line 9").click();
    window.run();
    let Route::Record { row, .. } = *window.state().app.route() else { panic!("a record") };
    assert_eq!(row, 7);
    window.get_by_role_and_label(Role::Link, "users.csv, line 2");
}

#[test]
fn a_record_that_is_not_there_says_so_and_leads_back() {
    let mut opened = opened(V1_1).record(Table::Users, "0048213");
    let roster = opened.roster;
    opened.app.apply(Command::Go(Route::Record { roster, table: Table::Results, row: 3 }));
    let mut window = opened.window();
    window.get_by_label("results.csv is not in the package");
    window.get_by_role_and_label(Role::Button, "Back").click();
    window.run();
    assert_eq!(window.state().shown(), "users 0048213");
}

#[test]
fn the_page_is_walked_by_keyboard_alone() {
    let mut window = opened(V1_1).record(Table::Users, "0048213").window_of(vec2(900.0, 500.0), Theme::Light);
    for _ in 0..60 {
        window.key_press(Key::Tab);
        window.run();
        let focused = window.query_all_by_role_and_label(Role::Link, "Karim Haddad").any(|link| link.accesskit_node().is_focused());
        if focused {
            window.key_press(Key::Enter);
            window.run();
            assert_eq!(window.state().shown(), "users 0048901");
            return;
        }
    }
    panic!("Tab never reached the guardian");
}

#[test]
fn every_width_shows_the_page_in_one_two_or_three_columns() {
    for width in [1192.0, 848.0, 520.0] {
        let window = opened(V1_1).record(Table::Classes, "c-1").window_of(vec2(width, 1800.0), Theme::Light);
        for card in ["Course, school and terms", "Teachers", "Students", "Findings", "Referenced by", "Source line"] {
            let rect = window.get_by_role_and_label(Role::Heading, card).rect();
            assert!(rect.left() >= 0.0 && rect.right() <= width, "{card} at {width}: {rect:?}");
        }
    }
}

/// Pictures to look at, not to compare: they go to the folder of the test run.
#[test]
fn pictures_of_records() {
    for (name, table, id) in [
        ("record-person", Table::Users, "0048213"),
        ("record-teacher", Table::Users, "t-2"),
        ("record-class", Table::Classes, "c-1"),
        ("record-org", Table::Orgs, "0410"),
        ("record-enrollment", Table::Enrollments, "e-4"),
        ("record-session", Table::AcademicSessions, "y-27"),
        ("record-course", Table::Courses, "co-1"),
    ] {
        for (look, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            let mut window = opened(V1_1).record(table, id).whole_window(look);
            window.run();
            screenshot(&mut window, &pictures().join(format!("{name}-{suffix}.png")));
        }
    }
}

/// Lets jobs come to their end.
fn settle(window: &mut Window, is_so: impl Fn(&roster_inspector::app::App) -> bool) {
    crate::record_window::until(&mut window.state_mut().app, is_so);
    window.run();
    window.run();
}

fn around_is_there(app: &roster_inspector::app::App) -> bool {
    matches!(*app.route(), Route::Record { roster, table, row } if app.around(roster, table, row).is_some())
}

#[test]
fn the_gradebook_opens_by_its_tab_and_a_score_leads_to_its_result() {
    let mut window = opened(GRADED).record(Table::Classes, "c-1").window();
    settle(&mut window, around_is_there);
    window.get_by_role_and_label(Role::Tab, "Gradebook").click();
    window.run();
    for cell in [
        "Amina Haddad, Fractions, 18 of 20, 1 result more",
        "Amina Haddad, Ratios, 12 of 20, late",
        "Amina Haddad, Unit 1, 150 of 100, out of range",
        "Amina Haddad, Talk, not graded",
        "Amina Haddad, average, 75.0 %",
        "Oscar Lindqvist, Fractions, missing",
        "Oscar Lindqvist, Ratios, exempt",
        "Oscar Lindqvist, Talk, no result",
        "Class average, Unit 1, 80.0",
    ] {
        window.get_by_role_and_label(Role::Cell, cell);
    }
    window.get_by_role_and_label(Role::ColumnHeader, "Fractions, Homework, of 20, 2026-09-08");
    window.get_by_role_and_label(Role::RowHeader, "Kofi Mensah, not enrolled");
    window.get_by_label("1 result of students who are not in users.csv");
    window.get_by_role_and_label(Role::Cell, "Oscar Lindqvist, Unit 1, 80 of 100").click();
    window.run();
    assert_eq!(window.state().shown(), "results x-8");
    assert_eq!(back(&mut window), "classes c-1");
    // The tab is still open after going back.
    window.get_by_role_and_label(Role::RowHeader, "Amina Haddad").click();
    window.run();
    assert_eq!(window.state().shown(), "users u-1");
}

#[test]
fn the_numbers_of_a_school_lead_to_their_rows() {
    for (files, org, role, grade, term) in [
        (V1_1, "0410", "Student, 4", "Grade 09, 3 students", "Semester 1, 1"),
        (GRADED, "o-1", "Student, 3", "Grade 09, 2 students", "Semester 1, 1"),
    ] {
        let mut window = opened(files).record(Table::Orgs, org).window_of(vec2(1192.0, 1500.0), Theme::Light);
        settle(&mut window, around_is_there);
        for name in [role, grade, term] {
            window.get_by_role_and_label(Role::Button, name).click();
            window.run();
            settle(&mut window, |app| matches!(app.route(), Route::Table { .. }));
            let view = window.state().app.table_view().expect("a table");
            let rows = view.query.only.as_ref().expect("rows").rows.len().to_string();
            assert!(name.split([' ', ',']).any(|word| word == rows), "{name}: {rows}");
            assert_eq!(back(&mut window), format!("orgs {org}"));
        }
    }
}

#[test]
fn enrollments_stand_in_the_order_of_time_with_their_days() {
    let window = opened(V1_1).record(Table::Users, "0048213").window_of(vec2(1192.0, 1500.0), Theme::Light);
    let of = |name: &str| window.get_by_role_and_label(Role::Label, name).rect();
    let first = of("Algebra I, period 2, 2026-08-24 – 2026-12-18, live");
    let homeroom = of("Homeroom 9B, 2026-08-17 – 2027-06-11, live");
    let art = of("Studio Art, 2027-01-05 – 2027-06-11, future");
    assert!(homeroom.top() < first.top() && first.top() < art.top());
    assert!(homeroom.left() < first.left() && first.right() < art.left());
}

#[test]
fn a_session_leads_to_its_year_and_its_parts() {
    let mut window = opened(V1_1).record(Table::AcademicSessions, "s-1").window();
    window.get_by_label("Part of");
    assert_eq!(follow(&mut window, "Year 2026–27"), "academicSessions y-27");
    assert_eq!(window.query_all_by_label("Holds").count(), 2);
    assert_eq!(follow(&mut window, "Semester 2"), "academicSessions s-2");
    assert_eq!(follow(&mut window, "Studio Art"), "classes c-2");
}

#[test]
fn a_school_of_fifty_thousand_holds_up_no_frame() {
    let users = V1_1.iter().find(|(name, _)| *name == "users.csv").expect("users").1;
    let mut many = users.to_owned();
    for number in 0..50_000 {
        let grade = number % 12 + 1;
        many.push_str(&format!("n-{number},,,true,0467,student,n{number},,Given,Family {number},,,,,,,{grade:02},,\n"));
    }
    let files: Vec<(&str, &str)> =
        V1_1.iter().map(|(name, text)| (*name, if *name == "users.csv" { many.as_str() } else { text })).collect();
    // A page of the same kind comes first, so that fonts are open.
    let mut window = opened(&files).record(Table::Orgs, "0410").window();
    settle(&mut window, around_is_there);
    let opened = window.state();
    let roster = opened.app.rosters().get(opened.roster).and_then(|open| open.roster()).expect("a roster");
    let row = roster.table(Table::Orgs).and_then(|orgs| orgs.find("0467")).expect("the school");
    let route = Route::Record { roster: opened.roster, table: Table::Orgs, row };
    window.state_mut().app.apply(Command::Go(route));
    let clock = std::time::Instant::now();
    let mut worst = std::time::Duration::ZERO;
    for _ in 0..400 {
        let start = crate::frame_cost::processor_time(clock);
        window.step();
        worst = worst.max(crate::frame_cost::processor_time(clock).saturating_sub(start));
        if window.query_by_role_and_label(Role::Button, "Student, 50,001").is_some() {
            println!("the worst frame: {worst:?}");
            assert!(worst.as_millis() < 40, "a frame took {worst:?}");
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the people of the school were never counted");
}
