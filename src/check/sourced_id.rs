//! What a sourcedId may be: shared by the rules about ids and references.

use super::rule::CellPlace;
use crate::spec::{Type, Version};

/// True for columns that hold ids or references.
pub(super) fn is_id(place: &CellPlace) -> bool {
    matches!(place.column.ty, Type::Guid | Type::GuidRef | Type::GuidRefList)
}

/// The ids in a cell; empty items are none.
pub(super) fn items<'t>(place: &CellPlace, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
    let separator = if place.column.ty.is_list() { ',' } else { '\0' };
    text.split(separator).filter(|item| !item.is_empty())
}

/// True for a space, or another blank character, at either end.
pub(super) fn has_edge_space(id: &str) -> bool {
    id.trim().len() != id.len()
}

/// True for a number as spreadsheets save long ones: 1.23457E+11.
pub(super) fn is_scientific(text: &str) -> bool {
    // Nearly every text is told apart by its first two bytes.
    if !matches!(text.as_bytes(), [b'0'..=b'9', b'.' | b'E' | b'e', ..]) {
        return false;
    }
    let Some((number, power)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    whole.len() == 1 && digits(whole) && fraction.is_none_or(digits) && power.len() <= 3 && digits(power)
}

/// True beyond 255 characters.
pub(super) fn is_too_long(id: &str) -> bool {
    id.len() > 255 && id.chars().count() > 255
}

/// True for a character that the standard does not allow in ids.
pub(super) fn has_foreign_letter(id: &str) -> bool {
    !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'/' | b'@'))
}

/// True for words that mean that there is no value.
pub(super) fn is_stand_in(text: &str) -> bool {
    ["null", "n/a", "none", "-", "tbd", "unknown"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// True if a rule about the text of ids has this item of a reference, so that it is not a broken reference as well.
pub(super) fn is_found_by_its_text(place: &CellPlace, id: &str) -> bool {
    let stand_in = place.column.presence == crate::spec::Presence::Always && (id.trim().is_empty() || is_stand_in(id));
    let strict = place.version != Version::V1_0;
    stand_in || has_edge_space(id) || is_scientific(id) || (strict && (is_too_long(id) || has_foreign_letter(id)))
}
