//! Filters as lines of text: what is written reads back, and what cannot be read says where and why.

use jiff::civil::Date;
use proptest::prelude::*;
use roster_inspector::check::Level;
use roster_inspector::query::{Condition, Filter, Found, Join, Part, Query, SortKey, Test, parse_filter, parse_line};
use roster_inspector::spec::Table;

use super::query::sample;

fn test() -> impl Strategy<Value = Test> {
    let text = || prop_oneof!["[a-z ]{0,6}", any::<String>(), Just("\\\"n".to_owned()), Just("\\".to_owned())];
    let day = || (1_i16..9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"));
    let number = || prop_oneof![(-1000_i32..1000).prop_map(f64::from), proptest::num::f64::NORMAL];
    let found = prop_oneof![
        Just(Found::Any),
        prop::sample::select(&Level::ALL[..]).prop_map(Found::Level),
        "[a-z-]{1,9}".prop_map(Found::Rule),
        Just(Found::Rule("and".to_owned())),
    ];
    prop_oneof![
        (text(), any::<bool>()).prop_map(|(text, exact)| Test::Contains { text, exact }),
        (text(), any::<bool>()).prop_map(|(text, exact)| Test::Is { text, exact }),
        (text(), any::<bool>()).prop_map(|(text, exact)| Test::StartsWith { text, exact }),
        Just(Test::Empty),
        prop::collection::vec(text(), 0..4).prop_map(Test::In),
        (day(), prop::option::of(day()), any::<bool>()).prop_map(|(one, two, from)| match from {
            true => Test::Dates { from: Some(one), to: two },
            false => Test::Dates { from: two, to: Some(one) },
        }),
        (number(), prop::option::of(number()), any::<bool>()).prop_map(|(one, two, from)| match from {
            true => Test::Numbers { from: Some(one), to: two },
            false => Test::Numbers { from: two, to: Some(one) },
        }),
        prop_oneof![Just("^\\d+$"), Just("a|b"), Just("\\\\n\\n\"\\."), Just("[^\"]")].prop_map(|text| Test::Matches(text.to_owned())),
        found.prop_map(Test::Found),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    let column = prop::option::of(prop_oneof!["[a-zA-Z.#]{1,8}", any::<String>(), Just("any".to_owned()), Just("is".to_owned())]);
    let one = (column, test(), any::<bool>()).prop_map(|(column, test, negated)| Part::One(Condition { column, test, negated }));
    let join = || prop::sample::select(vec![Join::All, Join::Any]);
    let part = one.prop_recursive(3, 12, 3, move |inner| {
        (prop::collection::vec(inner, 0..4), join(), any::<bool>())
            .prop_map(|(parts, join, negated)| Part::Group { filter: Filter { join, parts }, negated })
    });
    (prop::collection::vec(part, 0..4), join()).prop_map(|(parts, join)| Filter { join, parts })
}

proptest! {
    #[test]
    fn every_filter_reads_back(filter in filter()) {
        let line = filter.to_string();
        prop_assert!(!line.contains('\n'), "one line: {line:?}");
        prop_assert_eq!(parse_filter(&line), Ok(filter.simple()), "{}", line);
    }

    #[test]
    fn any_line_is_read_or_refused_at_one_of_its_characters(line in "[a-z()\", \\\\]{0,40}|(role |is |not |\\(|\\)|and |or |empty |in |\"x\" |from 3 ){0,9}") {
        if let Err(error) = parse_filter(&line) {
            prop_assert!((1..=line.chars().count() + 1).contains(&error.at), "{error}");
            prop_assert!(!error.what.is_empty());
        }
    }
}

#[test]
fn people_may_write_less_than_the_program() {
    let same = [
        ("role is student", "role is \"student\""),
        ("not role is not student", "role is \"student\""),
        ("email is empty", "email is empty"),
        ("not email is empty", "email is not empty"),
        ("grade not in (09, 10)", "not grade in (\"09\", \"10\")"),
        ("a is 1 and b is 2 or c is 3", "(a is \"1\" and b is \"2\") or c is \"3\""),
        ("((a is 1)) and (b is 2 and c is 3)", "a is \"1\" and b is \"2\" and c is \"3\""),
        ("not (a is 1 or b is 2)", "not (a is \"1\" or b is \"2\")"),
        ("any has error and dob from 2010-01-01", "any has error and dob from 2010-01-01"),
        ("score to 59.5", "score to 59.5"),
        ("phone matches \"^\\d{3}\"", "phone matches \"^\\d{3}\""),
        ("", ""),
    ];
    for (written, read) in same {
        assert_eq!(parse_filter(written).map(|filter| filter.to_string()), Ok(read.to_owned()), "{written}");
    }
}

#[test]
fn an_error_says_what_is_wrong_and_where() {
    let errors = [
        ("role", "Here the line ends where “contains”, “is”, “starts with”, “in”, “from”, “to”, “matches” or “has” is expected", 5),
        ("role is student email is empty", "Here “email” stands where “and”, “or”, “sort by” or the end of the line is expected", 17),
        ("role is \"student", "The text that begins here has no closing quote", 9),
        ("(role is student", "Here the line ends where “)” is expected", 17),
        ("é is 1 and", "Here the line ends where the name of a column, “any”, “not” or “(” is expected", 11),
        ("dob from 2010-02-31", "“2010-02-31” is neither a number nor a day such as 2026-08-15", 10),
        ("dob from 2010-02-01 to 7", "One end of the range is a day and the other a number", 21),
        ("phone matches \"(\"", "The pattern “(” cannot be used: unclosed group", 15),
        ("any has findings", "Here “findings” stands where “finding”, “error”, “warning” or “info” is expected", 9),
    ];
    for (line, what, at) in errors {
        let error = parse_filter(line).expect_err(line);
        assert_eq!((error.what.as_str(), error.at), (what, at), "{line}");
    }
    let deep = "(".repeat(100_000);
    assert!(parse_filter(&deep).is_err());
}

#[test]
fn a_query_keeps_filter_and_sort_in_its_line() {
    let roster = sample();
    let users = roster.table(Table::Users).expect("users");
    let column = |name: &str| users.column_number(name).expect("a column") as u16;
    let key = |name, descending, natural| SortKey { column: column(name), descending, natural };
    let query =
        Query { sort: vec![key("familyName", true, false), key("username", false, true)], ..Query::of(Condition::is("role", "student")) };
    let line = query.line(users);
    assert_eq!(line, "role is exactly \"student\" sort by familyName descending, username natural");
    assert_eq!(parse_line(&line, users), Ok(query));

    let sorted = Query { sort: vec![key("email", false, false)], ..Query::default() };
    assert_eq!(parse_line(&sorted.line(users), users), Ok(sorted));
    let quick = Query { text: "ana".to_owned(), ..Query::default() };
    assert_eq!(quick.line(users), "any contains \"ana\"");
    let error = parse_line("sort by shoeSize", users).expect_err("no such column");
    assert_eq!((error.what.as_str(), error.at), ("users.csv has no column “shoeSize” to sort by", 9));
    // A filter on a column that is gone is kept as it is.
    let gone = parse_line("shoeSize is 44 and role is student", users).expect("a filter that reads");
    assert_eq!(gone.missing_columns(users), ["shoeSize"]);
    assert_eq!(gone.line(users), "shoeSize is \"44\" and role is \"student\"");
}
