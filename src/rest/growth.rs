//! The tables that one collection fills, while its pages come in.

use super::decode::{Decoder, PageRows, Sieve};
use super::json::Fault;
use super::notes::Notes;
use super::rows::Forms;
use super::rows::Rows;
use crate::read::{Header, HeaderColumn, Package};
use crate::spec::{Mode, Table, TableSpec, Version};
use crate::store::{Dataset, TableBuilder, TableData};

/// The tables that one collection fills.
pub(super) struct Growth {
    decoder: Decoder,
    main: Building,
    sides: Vec<Building>,
    /// Pages so far, over all lists.
    pages: u32,
}

struct Building {
    spec: &'static TableSpec,
    builder: TableBuilder,
    columns: usize,
    /// The first row of each page, and the number of its request.
    pages: Vec<(u32, u32)>,
}

impl Building {
    fn new(spec: &'static TableSpec, header: &Header, package: &mut Package, data: &Dataset) -> Self {
        let file = package.gather(spec.table, Mode::Bulk);
        Self { spec, builder: TableBuilder::new(spec, file, Mode::Bulk, header, data, 0), columns: header.columns.len(), pages: Vec::new() }
    }

    fn push(&mut self, columns: &[HeaderColumn], rows: &mut Rows) {
        for column in columns.get(self.columns..).unwrap_or_default() {
            self.builder.add_column(column);
            self.columns += 1;
        }
        self.builder.push(rows.batch());
        rows.done();
    }
}

impl Growth {
    pub(super) fn new(table: Table, version: Version, package: &mut Package, data: &Dataset) -> Option<Self> {
        let decoder = Decoder::new(table, version)?;
        let main = Building::new(decoder.spec(), &decoder.header, package, data);
        let sides = decoder.sides.iter().map(|side| Building::new(side.spec, &Header::of(side.spec, version), package, data)).collect();
        Some(Self { decoder, main, sides, pages: 0 })
    }

    /// The next page is the first of another list.
    pub(super) fn begin_list(&mut self, sieve: Sieve) {
        self.decoder.begin_list(self.pages + 1, sieve);
    }

    /// Takes in the rows of a page: an array of objects, or one object.
    pub(super) fn page(&mut self, rows: &str, notes: &Notes) -> (PageRows, Option<Fault>) {
        self.pages += 1;
        let (found, fault) = self.decoder.page(rows, self.pages, notes);
        self.main.push(&self.decoder.header.columns, &mut self.decoder.rows);
        for (building, side) in self.sides.iter_mut().zip(&mut self.decoder.sides) {
            building.push(&[], &mut side.rows);
        }
        (found, fault)
    }

    /// The next page is the answer to this request.
    pub(super) fn page_of(&mut self, request: u32) {
        for building in std::iter::once(&mut self.main).chain(&mut self.sides) {
            building.pages.push((building.builder.rows(), request));
        }
    }

    /// Each table, and the first row and request of its pages.
    pub(super) fn pages(&self) -> impl Iterator<Item = (Table, &[(u32, u32)])> {
        std::iter::once(&self.main).chain(&self.sides).map(|building| (building.spec.table, building.pages.as_slice()))
    }

    pub(super) fn rows(&self) -> u32 {
        self.main.builder.rows()
    }

    pub(super) fn header(&self) -> &Header {
        &self.decoder.header
    }

    pub(super) fn forms(&self) -> &[Forms] {
        self.decoder.forms()
    }

    /// The tables as far as they are; those of nested objects only if they have rows.
    pub(super) fn snapshots(&self) -> Vec<TableData> {
        let sides = self.sides.iter().filter(|side| side.builder.rows() > 0);
        std::iter::once(&self.main).chain(sides).map(|building| building.builder.snapshot()).collect()
    }

    /// The whole tables.
    pub(super) fn finish(self) -> Vec<TableData> {
        let sides = self.sides.into_iter().filter(|side| side.builder.rows() > 0 || side.spec.table == Table::Roles);
        std::iter::once(self.main).chain(sides).map(|building| building.builder.finish(None, Vec::new())).collect()
    }
}

/// The table once more, its references resolved among tables that were not there when it was made.
pub(super) fn rebuilt(table: &TableData, data: &Dataset) -> TableData {
    const ROWS: u32 = 4096;
    let Some(spec) = data.version().spec().table(table.table()) else { return table.clone() };
    let columns = table.columns();
    let names = columns.iter().map(|column| HeaderColumn { name: column.name().to_owned(), meaning: column.meaning() });
    let header = Header { columns: names.collect() };
    let mut builder = TableBuilder::new(spec, table.file(), Mode::Bulk, &header, data, table.rows() as usize);
    let mut rows = Rows::new(columns.len());
    for row in 0..table.rows() {
        rows.begin();
        for (at, column) in columns.iter().enumerate() {
            let text = column.text(row);
            if !text.is_empty() {
                rows.set(at, &text);
            }
        }
        if row % ROWS == ROWS - 1 || row + 1 == table.rows() {
            builder.push(rows.batch());
            rows.done();
        }
    }
    builder.finish(None, Vec::new())
}
