//! A list that is one stop for Tab: arrows move within it, Enter follows.

use egui::{EventFilter, Key, Modifiers, Rect, Response, Sense, Ui, accesskit::Role};

use crate::ui::widgets::focus;

/// What was pressed while a list has the keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pressed {
    /// Steps down, or up where negative.
    pub(super) steps: i64,
    /// Enter.
    pub(super) enter: bool,
}

/// Makes `rect` a list with a name; `page` = lines of a page.
pub(super) fn list(ui: &Ui, rect: Rect, salt: &str, role: Role, name: &str, page: i64) -> (Response, Pressed) {
    let response = ui.interact(rect, ui.scope_id().with(salt), Sense::focusable_noninteractive());
    focus::name(&response, role, name);
    let mut pressed = Pressed::default();
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        ui.input_mut(|input| {
            let mut take = |key: Key, steps: i64| {
                let count = input.count_and_consume_key(Modifiers::NONE, key) as i64;
                pressed.steps = pressed.steps.saturating_add(steps.saturating_mul(count));
            };
            take(Key::ArrowDown, 1);
            take(Key::ArrowUp, -1);
            take(Key::PageDown, page);
            take(Key::PageUp, -page);
            take(Key::End, i64::from(u32::MAX));
            take(Key::Home, -i64::from(u32::MAX));
            pressed.enter = input.consume_key(Modifiers::NONE, Key::Enter);
        });
    }
    (response, pressed)
}

/// The place after so many steps, kept within the list.
pub(super) fn moved(at: Option<usize>, steps: i64, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let start = at.map_or(if steps > 0 { -1 } else { 0 }, |at| at as i64);
    Some((start.saturating_add(steps)).clamp(0, last as i64) as usize)
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn steps_stay_within_the_list() {
        assert_eq!(moved(None, 1, 3), Some(0));
        assert_eq!(moved(Some(2), 1, 3), Some(2));
        assert_eq!(moved(Some(2), i64::from(u32::MAX), 9), Some(8));
        assert_eq!(moved(Some(2), -9, 9), Some(0));
        assert_eq!(moved(None, 1, 0), None);
    }
}
