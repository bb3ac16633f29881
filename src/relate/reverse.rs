//! The other direction of one reference column: which rows point at a row.

use std::sync::Arc;

use crate::store::Column;

/// For every row of the target table the rows that point at it, in file order.
#[derive(Debug, Default)]
pub struct Reverse {
    /// Where the rows of each target start, all lists one after another.
    starts: Vec<u32>,
    form: Form,
    len: usize,
}

/// How the lists are kept. Files are often sorted by what they refer to: enrollments by class, classes by school.
#[derive(Debug)]
enum Form {
    /// The place in the lists is the number of the row.
    InOrder(Arc<[u32]>),
    /// The rows of a target follow one another, from this one on.
    Runs(Vec<u32>, Arc<[u32]>),
    /// Every row: compressed sparse rows.
    Listed(Vec<u32>),
}

impl Default for Form {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

/// What is learned of a column before the lists are filled.
#[derive(Default)]
struct Order {
    seen: u32,
    last: Option<(u32, u32)>,
    scattered: bool,
    out_of_order: bool,
}

impl Order {
    fn see(&mut self, row: u32, target: u32, is_new: bool) {
        let follows = match self.last {
            Some((before, same)) if same == target => row == before.wrapping_add(1),
            _ => is_new,
        };
        self.scattered |= !follows;
        self.out_of_order |= row != self.seen || self.last.is_some_and(|(_, before)| before > target);
        self.seen = self.seen.saturating_add(1);
        self.last = Some((row, target));
    }
}

impl Reverse {
    /// Turns a reference column around. `targets` = rows of the target table; `all_rows` gives the numbers of all rows of the
    /// column's own table, of which a list may be a part.
    pub(super) fn of(column: &Column, targets: u32, all_rows: impl FnOnce() -> Arc<[u32]>) -> Self {
        let (mut starts, mut order) = (vec![0_u32; targets as usize + 2], Order::default());
        column.scan_targets(|row, target| {
            if let Some(count) = starts.get_mut(target as usize + 2) {
                order.see(row, target, *count == 0);
                *count += 1;
            }
        });
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let len = sum as usize;
        let in_runs = !order.scattered && targets < order.seen;
        if !order.out_of_order || in_runs {
            starts.remove(0);
            let form = if order.out_of_order { Form::Runs(firsts(column, targets), all_rows()) } else { Form::InOrder(all_rows()) };
            return Self { starts, form, len };
        }
        let mut rows = vec![0_u32; len];
        column.scan_targets(|row, target| {
            // `starts[target + 1]` walks from the start of its list to its end, which is the start of the next one.
            if let Some(next) = starts.get_mut(target as usize + 1) {
                rows[*next as usize] = row;
                *next += 1;
            }
        });
        starts.pop();
        Self { starts, form: Form::Listed(rows), len }
    }

    /// The rows that point at `target`, in file order. A row that names the target twice stands twice.
    pub fn rows(&self, target: u32) -> &[u32] {
        let target = target as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(target), self.starts.get(target + 1)) else { return &[] };
        let (start, end) = (start as usize, end as usize);
        let rows = match &self.form {
            Form::InOrder(rows) => rows.get(start..end),
            Form::Listed(rows) => rows.get(start..end),
            Form::Runs(firsts, rows) => {
                let first = firsts.get(target).map_or(0, |&first| first as usize);
                rows.get(first..first.saturating_add(end - start))
            }
        };
        rows.unwrap_or_default()
    }

    /// How many rows point at `target`.
    pub fn count(&self, target: u32) -> usize {
        self.rows(target).len()
    }

    /// How many references in all.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// True if nothing points anywhere.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// The first row that points at each target; the end of numbers where none does.
fn firsts(column: &Column, targets: u32) -> Vec<u32> {
    let mut firsts = vec![u32::MAX; targets as usize];
    column.scan_targets(|row, target| {
        if let Some(first) = firsts.get_mut(target as usize) {
            *first = row.min(*first);
        }
    });
    firsts
}
