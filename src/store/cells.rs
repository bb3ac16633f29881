//! The cells of a row group as they are held, for whoever can tell more from that than from their text.

use super::column::Column;
use super::packed::{BLANK, Odd, Packed, UNRESOLVED};

/// The cells of one row group in the form that they are packed in.
pub enum Cells<'a> {
    /// Dictionary codes, all the same.
    OneCode {
        /// The code.
        code: u16,
        /// How many rows have it.
        rows: usize,
    },
    /// Dictionary codes below sixteen, two in a byte, the first in its lower half.
    Codes4 {
        /// The codes.
        pairs: &'a [u8],
        /// How many rows: the last byte may be half empty.
        rows: usize,
    },
    /// Dictionary codes below 256.
    Codes8(&'a [u8]),
    /// Dictionary codes.
    Codes16(&'a [u16]),
    /// UUIDs; what stands at the places of `odd` means nothing.
    Uuids {
        /// The UUIDs in binary.
        uuids: &'a [[u8; 16]],
        /// Cells that are none.
        odd: OddCells<'a>,
    },
    /// Numbers behind a common prefix; what stands at the places of `odd` means nothing.
    Numbers {
        /// What every cell starts with.
        prefix: &'a str,
        /// How many digits each number is written with; 0 = as many as needed.
        width: usize,
        /// The numbers.
        values: &'a [u32],
        /// Cells that are none.
        odd: OddCells<'a>,
    },
    /// References as rows of the table that they lead to; what stands at the places of `odd` means nothing.
    Rows {
        /// The rows; [`Cells::NO_ROW`] and above stand for blank cells.
        rows: &'a [u32],
        /// Cells that lead nowhere.
        odd: OddCells<'a>,
    },
    /// Lists of references that all lead somewhere; the list of a cell in `odd`, and of a blank one, is empty.
    Lists {
        /// Where the list of each cell ends.
        ends: &'a [u32],
        /// The rows of all lists, one after another.
        rows: &'a [u32],
        /// Cells that do not lead somewhere with all that is in them.
        odd: OddCells<'a>,
    },
    /// Texts, one after another.
    Texts {
        /// All of them.
        text: &'a str,
        /// Where each ends.
        ends: &'a [u32],
    },
    /// No cells at all.
    Other,
}

impl Cells<'_> {
    /// No row number is as great as this.
    pub const NO_ROW: u32 = BLANK;
}

const _: () = assert!(BLANK < UNRESOLVED, "row numbers end below both");

/// The few cells that a packed form cannot give back.
#[derive(Clone, Copy)]
pub struct OddCells<'a>(&'a Odd);

impl<'a> OddCells<'a> {
    /// The place in the group and the text of each, in file order.
    pub fn iter(self) -> impl Iterator<Item = (usize, &'a str)> {
        self.0.iter().map(|(at, text)| (at as usize, text))
    }
}

impl Column {
    /// The cells of one row group.
    pub fn cells(&self, group: usize) -> Cells<'_> {
        match self.groups.get(group).map(|group| &**group) {
            Some(Packed::OneCode { code, rows }) => Cells::OneCode { code: *code, rows: *rows as usize },
            Some(Packed::Codes4 { pairs, rows }) => Cells::Codes4 { pairs, rows: *rows as usize },
            Some(Packed::Codes8(codes)) => Cells::Codes8(codes),
            Some(Packed::Codes16(codes)) => Cells::Codes16(codes),
            Some(Packed::Uuids { uuids, odd }) => Cells::Uuids { uuids, odd: OddCells(odd) },
            Some(Packed::Numbers { prefix, width, values, odd }) => {
                Cells::Numbers { prefix, width: usize::from(*width), values, odd: OddCells(odd) }
            }
            Some(Packed::Rows { rows, odd }) => Cells::Rows { rows, odd: OddCells(odd) },
            Some(Packed::Texts { text, ends }) => Cells::Texts { text, ends },
            Some(Packed::RowLists { ends, rows, odd }) => Cells::Lists { ends, rows, odd: OddCells(odd) },
            None => Cells::Other,
        }
    }

    /// The ids of the table that the references of this column lead to.
    pub fn target_ids(&self) -> Option<&Self> {
        self.target.as_ref().map(|target| &*target.ids)
    }
}
