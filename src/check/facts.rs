//! From what the reader met to findings: shared by the rules about facts.

use super::rule::Context;
use super::sink::Sink;
use crate::read::{FactKind, FileId, Package, RowFact, RowFactKind};
use crate::store::TableData;

/// Every fact of these kinds about the package or a whole file.
pub(super) fn fact_files(context: &Context<'_>, kinds: &[FactKind], sink: &mut Sink<'_>) {
    for fact in context.input.package.facts.iter().filter(|fact| kinds.contains(&fact.kind)) {
        sink.file(fact.file, &fact.detail);
    }
}

/// Facts about whole files that are not told by their rows as well.
pub(super) fn fact_files_without_rows(context: &Context<'_>, kind: FactKind, of_rows: RowFactKind, sink: &mut Sink<'_>) {
    for fact in context.input.package.facts.iter().filter(|fact| fact.kind == kind) {
        let told =
            context.input.data.tables().flat_map(|table| table.row_facts()).any(|met| met.kind == of_rows && Some(met.file) == fact.file);
        if !told {
            sink.file(fact.file, &fact.detail);
        }
    }
}

/// Every fact of these kinds in the rows of one table, one per cell.
pub(super) fn row_facts(table: &TableData, kinds: &[RowFactKind], sink: &mut Sink<'_>) {
    let mut last = None;
    for fact in table.row_facts().iter().filter(|fact| kinds.contains(&fact.kind)) {
        // A cell with two control characters is one finding.
        if last.replace((fact.row, fact.column)) != Some((fact.row, fact.column)) {
            put(table, fact, sink);
        }
    }
}

/// Every fact of this kind in the rows of every table, the manifest too.
pub(super) fn row_facts_everywhere(context: &Context<'_>, kind: RowFactKind, sink: &mut Sink<'_>) {
    for table in context.input.data.tables() {
        row_facts(table, &[kind], sink);
    }
}

/// True if a file could not be read to its end.
pub(super) fn is_cut_short(package: &Package, file: FileId) -> bool {
    let cuts = [FactKind::LimitReached, FactKind::DamagedEntry, FactKind::TruncatedArchive];
    package.facts.iter().any(|fact| fact.file == Some(file) && cuts.contains(&fact.kind))
}

fn put(table: &TableData, fact: &RowFact, sink: &mut Sink<'_>) {
    let column = Some(fact.column).filter(|&column| usize::from(column) < table.columns().len());
    match (fact.row, column) {
        (0, Some(column)) => sink.header(fact.file, usize::from(column)),
        (0, None) => sink.file(Some(fact.file), ""),
        (row, column) => sink.fact(table, row - 1, column, None),
    }
}
