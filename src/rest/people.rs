//! What a pull tells about people: whether some are named that are not served, and whether teachers are found by their email.

use std::collections::HashSet;

use super::address::Base;
use super::envelope;
use super::json::{Value, Walk, items, member, scalar};
use super::notes::Notes;
use super::percent::query;
use super::retry::{self, Purpose};
use super::transport::Transport;
use crate::job::Watch;
use crate::read::RestFact;
use crate::spec::{Group, Table};
use crate::store::Dataset;

/// So many people have to be missing before that is told, and one in so many of those that are served.
const FEW: usize = 10;
const ONE_IN: usize = 50;

/// People whom enrollments and agents name and who are not among the users: perhaps only people with accounts are served.
pub(super) fn missing(data: &Dataset, notes: &Notes) {
    let Some(users) = data.table(Table::Users).filter(|users| users.rows() > 0) else { return };
    let mut gone: HashSet<String> = HashSet::new();
    for (table, column) in [(Table::Users, "agentSourcedIds"), (Table::Enrollments, "userSourcedId")] {
        if let Some(column) = data.table(table).and_then(|table| table.column(column)) {
            column.scan_broken(|_, id| {
                if !gone.contains(id) {
                    gone.insert(id.to_owned());
                }
            });
        }
    }
    if gone.len() >= FEW && gone.len() * ONE_IN >= users.rows() as usize {
        notes.add(RestFact::AccountOnly, Some(Table::Users), "users", 1, || {
            format!("{} people whom enrollments and agents name are not served, {} are", gone.len(), users.rows())
        });
    }
}

/// Looks for one teacher by the email, as some clients do, by two small GETs. The email itself is not told.
pub(super) fn by_email(transport: &Transport, base: &Base, notes: &Notes, watch: &Watch) {
    let get = |parameters: &[(&str, &str)]| {
        let mut url = base.join(Group::Rostering, "/teachers");
        url.set_query(Some(&query(parameters.iter().copied())));
        let purpose = Purpose { table: Some(Table::Users), name: "teachers by email" };
        retry::get(transport, &url, purpose, &Notes::default(), watch)
    };
    let Ok(first) = get(&[("limit", "1"), ("offset", "0")]) else { return };
    let Some(email) =
        objects(&first.body, |object| member(object, "email").as_ref().and_then(scalar).map(|email| email.into_owned())).pop()
    else {
        return;
    };
    let Some(email) = email.filter(|email| email.contains('@') && !email.contains('\'')) else { return };
    let found = match get(&[("filter", &format!("email='{email}'")), ("limit", "3")]) {
        Ok(answer) => match objects(&answer.body, |_| ()).len() {
            1 => return,
            0 => "no teacher is found by an email that a teacher has".to_owned(),
            _ => "several teachers are found by one email, or the filter is ignored".to_owned(),
        },
        Err(error) => match error.status {
            Some(status) => format!("answered {status}"),
            None => return,
        },
    };
    notes.add(RestFact::EmailFilter, Some(Table::Users), "teachers", 1, || found);
}

/// Something of each object of an answer.
fn objects<T>(body: &[u8], look: impl Fn(&str) -> T) -> Vec<T> {
    let text = String::from_utf8_lossy(body);
    let Some(rows) = envelope::find(&text, "users").ok().and_then(|found| found.rows) else { return Vec::new() };
    match Walk::new(rows).value() {
        Ok(Value::Array(list)) => {
            items(list).filter_map(|item| if let Value::Object(object) = item { Some(look(object)) } else { None }).collect()
        }
        Ok(Value::Object(object)) => vec![look(object)],
        _ => Vec::new(),
    }
}
