//! Who is where: people by role and org, whether the role stands in `users.csv` or in `roles.csv`.

use super::RowSet;
use crate::spec::Table;
use crate::store::{Column, Dataset, Skip};

/// The people with this role, as rows of `users.csv`.
pub fn with_role(data: &Dataset, role: &str) -> RowSet {
    let Some(users) = data.table(Table::Users) else { return RowSet::default() };
    let mut people = RowSet::none(users.rows());
    if let Some(column) = users.column("role") {
        column.scan_where(Skip::default(), |text| text == role, |row, _| people.insert(row));
    } else if let Some(roles) = data.table(Table::Roles)
        && let (Some(column), Some(user)) = (roles.column("role"), roles.column("userSourcedId"))
    {
        let mut rows = RowSet::none(roles.rows());
        column.scan_where(Skip::default(), |text| text == role, |row, _| rows.insert(row));
        user.scan_targets(|row, user| {
            if rows.has(row) && user < users.rows() {
                people.insert(user);
            }
        });
    }
    people
}

/// Every pair of an org and a person with this role there, each once, in the order of orgs and then people.
pub(super) fn at_orgs(data: &Dataset, role: &str) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let Some(users) = data.table(Table::Users) else { return pairs };
    if users.column("role").is_some() {
        let people = with_role(data, role);
        if let Some(orgs) = users.column("orgSourcedIds") {
            orgs.scan_targets(|user, org| {
                if people.has(user) {
                    pairs.push((org, user));
                }
            });
        }
    } else if let Some(roles) = data.table(Table::Roles) {
        let user_of = targets(roles.column("userSourcedId"), roles.rows());
        let mut wanted = RowSet::none(roles.rows());
        if let Some(column) = roles.column("role") {
            column.scan_where(Skip::default(), |text| text == role, |row, _| wanted.insert(row));
        }
        if let Some(orgs) = roles.column("orgSourcedId") {
            orgs.scan_targets(|row, org| {
                if let Some(&user) = user_of.get(row as usize).filter(|user| wanted.has(row) && **user != u32::MAX) {
                    pairs.push((org, user));
                }
            });
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Where each row of a reference column leads; `u32::MAX` = nowhere.
pub(super) fn targets(column: Option<&Column>, rows: u32) -> Vec<u32> {
    let mut targets = vec![u32::MAX; rows as usize];
    if let Some(column) = column {
        column.scan_targets(|row, target| {
            if let Some(slot) = targets.get_mut(row as usize).filter(|slot| **slot == u32::MAX) {
                *slot = target;
            }
        });
    }
    targets
}

/// Where these rows of a reference column lead, those that lead somewhere.
pub(super) fn targets_of(column: Option<&Column>, rows: impl Iterator<Item = u32>) -> Vec<u32> {
    column.map(|column| rows.filter_map(|row| column.target_row(row)).collect()).unwrap_or_default()
}

/// The items of a list of grades.
pub(super) fn grades(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|grade| !grade.is_empty())
}

/// The place of a grade among grades: before school, by year, then everything else.
pub fn grade_rank(grade: &str) -> (u32, &str) {
    let before = ["IT", "PR", "PK", "TK", "KG", "K"];
    let place = before.iter().position(|word| word.eq_ignore_ascii_case(grade)).map(|at| at as u32);
    let year = grade.parse::<u32>().ok().filter(|_| grade.len() <= 2).map(|year| 10 + year);
    (place.or(year).unwrap_or(1_000), grade)
}

#[cfg(test)]
mod tests {
    use super::{grade_rank, grades};

    #[test]
    fn grades_stand_in_the_order_of_life() {
        let mut words = vec!["UG", "12", "KG", "01", "PK", "Other", "9", "13"];
        words.sort_by(|one, two| grade_rank(one).cmp(&grade_rank(two)));
        assert_eq!(words, ["PK", "KG", "01", "9", "12", "13", "Other", "UG"]);
        assert_eq!(grades(" 09, 10,,").collect::<Vec<_>>(), ["09", "10"]);
    }
}
