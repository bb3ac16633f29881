//! How a finding is known from one package to the next: by rule, file, sourcedId and column, never by its row.

use crate::check::Place;

/// A number for a finding that is the same in every package, on every machine and in every version of the program. Findings of
/// one rule in the same cell, or in rows without an id, share it.
pub fn fingerprint(rule: &str, place: &Place) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const STEP: u64 = 0x0000_0100_0000_01b3;
    let parts = [rule, &place.file, &place.sourced_id, place.column.as_deref().unwrap_or_default()];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    bytes.fold(START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(STEP))
}

#[cfg(test)]
mod tests {
    use super::{Place, fingerprint};

    #[test]
    fn a_finding_is_known_whatever_its_row() {
        let place =
            Place { file: "users.csv".to_owned(), sourced_id: "u-1".to_owned(), column: Some("role".to_owned()), ..Place::default() };
        let moved = Place { row: Some(7), line: Some(8), value: "x".to_owned(), ..place.clone() };
        assert_eq!(fingerprint("role-value", &place), fingerprint("role-value", &moved));
        assert_ne!(fingerprint("role-value", &place), fingerprint("date-format", &place));
        assert_ne!(fingerprint("role-value", &place), fingerprint("role-value", &Place { column: None, ..place }));
        // Baselines on disk depend on it.
        assert_eq!(fingerprint("role-value", &moved), 0x79a5_4656_6927_1e2c);
    }
}
