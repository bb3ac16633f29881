//! What several rules need, worked out once for all of them when the first one asks.

use std::sync::OnceLock;

use super::Input;
use super::calendar::Days;
use super::chunk::Chunk;
use super::people::{Duty, Words, duties, is_deleted};
use crate::job::Watch;
use crate::spec::{Mode, Table};
use crate::store::{Column, TableData};

/// What several rules need. Each part is worked out when it is first asked for; others who ask meanwhile wait for it.
pub struct Shared<'a> {
    input: Input<'a>,
    watch: &'a Watch,
    duties: OnceLock<Vec<Duty>>,
    memberships: OnceLock<Memberships>,
    enrolled: OnceLock<Option<Enrolled>>,
    spans: OnceLock<Vec<Span>>,
    class_spans: OnceLock<Vec<Span>>,
    line_item_classes: OnceLock<Vec<u32>>,
    members: OnceLock<Option<Members>>,
}

/// From the first day to the last one; [`Days::NONE`] = not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The first day.
    pub(super) start: i32,
    /// The last one.
    pub(super) end: i32,
}

/// The orgs that people belong to.
#[derive(Debug, Default)]
pub(super) struct Memberships {
    /// One org of each user.
    first: Vec<u32>,
    /// (user, org) beyond the first one, in order.
    more: Vec<(u32, u32)>,
}

/// Who is enrolled in each class.
#[derive(Debug, Default)]
pub(super) struct Members {
    starts: Vec<u32>,
    users: Vec<u32>,
}

impl Members {
    /// The users of a class, in any role.
    pub(super) fn of(&self, class: u32) -> &[u32] {
        match (self.starts.get(class as usize), self.starts.get(class as usize + 1)) {
            (Some(&start), Some(&end)) => &self.users[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// How many enrollments classes and users have; those to be deleted do not count.
#[derive(Debug, Default)]
pub(super) struct Enrolled {
    /// Students of each class.
    pub(super) students: Vec<u32>,
    /// Teachers of each class.
    pub(super) teachers: Vec<u32>,
    /// Teachers of each class who are primary.
    pub(super) primaries: Vec<u32>,
    /// Enrollments of each user.
    pub(super) of_user: Vec<u32>,
    /// Enrollments of each user as teacher.
    pub(super) taught_by: Vec<u32>,
}

impl Span {
    /// Nothing is known.
    pub(super) const NONE: Self = Self { start: Days::NONE, end: Days::NONE };

    /// True if both days are known and stand in order.
    pub(super) const fn is_known(self) -> bool {
        self.start != Days::NONE && self.end != Days::NONE && self.start <= self.end
    }

    /// True if the two have a day in common; the last day does not count, and what is not known has no end.
    pub(super) fn meets(self, other: Self) -> bool {
        let before = |one: Self, other: Self| one.end != Days::NONE && other.start != Days::NONE && one.end <= other.start;
        !before(self, other) && !before(other, self)
    }
}

impl Memberships {
    /// The orgs of a user.
    pub(super) fn of(&self, user: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.first_of(user);
        let from = self.more.partition_point(|&(of, _)| of < user);
        first.into_iter().chain(self.more[from..].iter().take_while(move |&&(of, _)| of == user).map(|&(_, org)| org))
    }

    /// One of the orgs of a user.
    pub(super) fn first_of(&self, user: u32) -> Option<u32> {
        self.first.get(user as usize).copied().filter(|&org| org != Column::NONE)
    }

    fn add(&mut self, user: u32, org: u32) {
        match self.first.get_mut(user as usize) {
            Some(first) if *first == Column::NONE => *first = org,
            Some(first) if *first != org => self.more.push((user, org)),
            _ => {}
        }
    }
}

impl<'a> Shared<'a> {
    pub(super) fn new(input: Input<'a>, watch: &'a Watch) -> Self {
        Self {
            input,
            watch,
            duties: OnceLock::new(),
            memberships: OnceLock::new(),
            enrolled: OnceLock::new(),
            spans: OnceLock::new(),
            class_spans: OnceLock::new(),
            line_item_classes: OnceLock::new(),
            members: OnceLock::new(),
        }
    }

    /// True if nobody waits for the findings any more.
    pub(super) fn is_stopped(&self) -> bool {
        self.watch.is_cancelled()
    }

    /// What every user is.
    pub(super) fn duties(&self) -> &[Duty] {
        self.duties.get_or_init(|| self.input.data.table(Table::Users).map_or_else(Vec::new, |users| duties(self.input.data, users)))
    }

    /// The orgs of every user: `users.orgSourcedIds` in 1.1, roles.csv in 1.2.
    pub(super) fn memberships(&self) -> &Memberships {
        self.memberships.get_or_init(|| {
            let Some(users) = self.input.data.table(Table::Users) else { return Memberships::default() };
            let mut found = Memberships { first: vec![Column::NONE; users.rows() as usize], more: Vec::new() };
            if let Some(orgs) = users.column("orgSourcedIds") {
                orgs.scan_targets(|user, org| found.add(user, org));
            }
            let roles = self.input.data.table(Table::Roles);
            if let Some((roles, user, org)) =
                roles.and_then(|roles| Some((roles, roles.column("userSourcedId")?, roles.column_number("orgSourcedId")?)))
            {
                let mut org_of = vec![Column::NONE; roles.rows() as usize];
                roles.columns()[org].scan_targets(|row, org| org_of[row as usize] = org);
                user.scan_targets(|row, user| {
                    if org_of[row as usize] != Column::NONE {
                        found.add(user, org_of[row as usize]);
                    }
                });
            }
            found.more.sort_unstable();
            found
        })
    }

    /// How many enrollments there are; `None` unless enrollments.csv is bulk and has rows, so that something can be missing.
    pub(super) fn enrolled(&self) -> Option<&Enrolled> {
        self.enrolled
            .get_or_init(|| {
                let of = |table| self.input.data.table(table);
                let enrollments = of(Table::Enrollments).filter(|table| table.mode() == Mode::Bulk && table.rows() > 0)?;
                let rows = |table: Option<&TableData>| table.map_or(0, |table| table.rows() as usize);
                count(enrollments, rows(of(Table::Classes)), rows(of(Table::Users)))
            })
            .as_ref()
    }

    /// The class of every line item; [`Column::NONE`] = not known.
    pub(super) fn line_item_classes(&self) -> &[u32] {
        self.line_item_classes.get_or_init(|| {
            let Some(items) = self.input.data.table(Table::LineItems) else { return Vec::new() };
            let mut classes = vec![Column::NONE; items.rows() as usize];
            if let Some(class) = items.column("classSourcedId") {
                class.scan_targets(|row, class| classes[row as usize] = class);
            }
            classes
        })
    }

    /// Who is enrolled in each class; `None` unless enrollments.csv is bulk and has rows.
    pub(super) fn members(&self) -> Option<&Members> {
        self.members
            .get_or_init(|| {
                let enrollments = self.input.data.table(Table::Enrollments);
                let enrollments = enrollments.filter(|table| table.mode() == Mode::Bulk && table.rows() > 0)?;
                let classes = self.input.data.table(Table::Classes)?.rows();
                members(enrollments, classes as usize)
            })
            .as_ref()
    }

    /// The days of every session.
    pub(super) fn spans(&self) -> &[Span] {
        self.spans.get_or_init(|| {
            let Some(sessions) = self.input.data.table(Table::AcademicSessions) else { return Vec::new() };
            let (start, end) = (Days::of(sessions.column("startDate")), Days::of(sessions.column("endDate")));
            (0..sessions.rows()).map(|row| Span { start: start.of_row(row), end: end.of_row(row) }).collect()
        })
    }

    /// From the first day of the first session of every class to the last day of its last one.
    pub(super) fn class_spans(&self) -> &[Span] {
        self.class_spans.get_or_init(|| {
            let Some(classes) = self.input.data.table(Table::Classes) else { return Vec::new() };
            let mut spans = vec![Span::NONE; classes.rows() as usize];
            if let Some(terms) = classes.column("termSourcedIds") {
                terms.scan_targets(|class, session| {
                    let Some(&span) = self.spans().get(session as usize).filter(|span| span.is_known()) else { return };
                    let whole = &mut spans[class as usize];
                    *whole = match *whole {
                        Span::NONE => span,
                        whole => Span { start: whole.start.min(span.start), end: whole.end.max(span.end) },
                    };
                });
                // Of a class with a session that is not in the package nothing is known.
                terms.scan_broken(|class, _| spans[class as usize] = Span::NONE);
            }
            spans
        })
    }
}

fn members(enrollments: &TableData, classes: usize) -> Option<Members> {
    let (class, user) = (enrollments.column("classSourcedId")?, enrollments.column("userSourcedId")?);
    let mut starts = vec![0_u32; classes + 2];
    class.scan_targets(|_, class| starts[class as usize + 2] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut user_of = vec![Column::NONE; enrollments.rows() as usize];
    user.scan_targets(|row, user| user_of[row as usize] = user);
    let mut users = vec![Column::NONE; starts[classes + 1] as usize];
    class.scan_targets(|row, class| {
        let next = &mut starts[class as usize + 1];
        users[*next as usize] = user_of[row as usize];
        *next += 1;
    });
    starts.pop();
    Some(Members { starts, users })
}

fn count(enrollments: &TableData, classes: usize, users: usize) -> Option<Enrolled> {
    let number = |name| enrollments.column_number(name);
    let (class, user, role) = (number("classSourcedId")?, number("userSourcedId")?, number("role")?);
    let columns = enrollments.columns();
    let (student, teacher) = (Words::of(&columns[role], |word| word == "student"), Words::of(&columns[role], |word| word == "teacher"));
    let primary = number("primary").map(|primary| (primary, Words::of(&columns[primary], |word| word == "true")));
    let deleted = is_deleted(enrollments);
    let any_deleted = deleted.any();
    let zeros = |rows| vec![0_u32; rows];
    let mut found = Enrolled {
        students: zeros(classes),
        teachers: zeros(classes),
        primaries: zeros(classes),
        of_user: zeros(users),
        taught_by: zeros(users),
    };
    let mut chunk = Chunk::new(enrollments);
    for group in 0..columns[role].groups() {
        chunk.go_to(group);
        let (class, user, roles) = (chunk.targets(class), chunk.targets(user), chunk.codes(role));
        let primaries = primary.as_ref().map(|(column, words)| (chunk.codes(*column), words));
        for (at, row) in chunk.each().filter(|&(_, row)| !any_deleted || !deleted.has(row)) {
            let (is_student, is_teacher) = (student.has_code(row, roles[at]), teacher.has_code(row, roles[at]));
            add(&mut found.of_user, user[at], true);
            add(&mut found.students, class[at], is_student);
            if is_teacher {
                add(&mut found.teachers, class[at], true);
                add(&mut found.taught_by, user[at], true);
                let is_primary = primaries.as_ref().is_some_and(|(codes, words)| words.has_code(row, codes[at]));
                add(&mut found.primaries, class[at], is_primary);
            }
        }
    }
    Some(found)
}

fn add(counts: &mut [u32], at: u32, counts_here: bool) {
    if let Some(count) = counts.get_mut(at as usize) {
        *count += u32::from(counts_here);
    }
}
