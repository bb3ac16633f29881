//! Finds the references of a column that lead nowhere.

use super::column::Column;
use super::key::Key;
use super::packed::{GROUP_BITS, Packed};

impl Column {
    /// Calls `each` with every row and item that leads nowhere, in file order. Blank cells and blank items are no items.
    /// Without a target table nothing is called: there is nothing to lead to.
    pub fn scan_broken(&self, mut each: impl FnMut(u32, &str)) {
        let Some(target) = &self.target else { return };
        let broken_items = |text: &str, row: u32, each: &mut dyn FnMut(u32, &str)| {
            for id in self.split(text).filter(|id| !id.is_empty() && target.find(id).is_none()) {
                each(row, id);
            }
        };
        let any_code = self.code_targets.iter().any(|targets| targets.broken);
        let mut next = 0;
        for (number, group) in self.groups.iter().enumerate() {
            let first = (number << GROUP_BITS) as u32;
            match &**group {
                group if group.is_coded() => {
                    for at in (0..group.len()).filter(|_| any_code) {
                        let code = group.code(at).unwrap_or_default();
                        if self.code_targets.get(usize::from(code)).is_some_and(|targets| targets.broken) {
                            broken_items(self.dictionary.get(code), first + at as u32, &mut each);
                        }
                    }
                }
                Packed::Rows { odd, .. } | Packed::RowLists { odd, .. } => {
                    odd.iter().for_each(|(at, text)| broken_items(text, first + at, &mut each));
                }
                group => {
                    for at in 0..group.len() {
                        let text = self.text_in(group, at);
                        // Files often name the rows of another one in its order.
                        if target.ids.equals(next, &Key::of(text.as_bytes())) {
                            next += 1;
                            continue;
                        }
                        if let Some(row) = target.find(&text) {
                            next = row + 1;
                        } else {
                            broken_items(&text, first + at as u32, &mut each);
                        }
                    }
                }
            }
        }
    }
}
