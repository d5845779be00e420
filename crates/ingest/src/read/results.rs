//! The tables of results, cut into parts that are read side by side.

use super::cells::Cells;
use super::ids::Ids;
use super::{LongTexts, Shape, Sheet, Sink, Tally, each_record};
use crate::checks::{
    self, ARM_RESULT_ABSENCES, ARM_RESULT_RULES, CONTRAST_ABSENCES, CONTRAST_RULES,
};
use crate::records::parts;
use crate::registry::Registry;
use crate::tables::{Baseline, FromCells};
use crate::{Diagnostic, FileId, Files};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Bytes in a part: enough work to share, little enough to share evenly.
const PART: usize = 2 << 20;

/// Reads and checks the tables of results.
pub(super) fn read<'f>(
    sheets: &[Sheet<'f>],
    ids: &Ids,
    registry: &mut Registry<'f>,
    tally: &mut Tally,
    sink: &mut Sink<'f>,
) {
    let contrasts = table(
        sheets,
        ids,
        registry,
        tally,
        sink,
        |row, readable, registry, sink| {
            for rule in CONTRAST_RULES {
                rule(row, registry, sink);
            }
            if readable {
                for rule in CONTRAST_ABSENCES {
                    rule(row, registry, sink);
                }
            }
        },
    );
    let arm_results = table(
        sheets,
        ids,
        registry,
        tally,
        sink,
        |row, readable, registry, sink| {
            for rule in ARM_RESULT_RULES {
                rule(row, registry, sink);
            }
            if readable {
                for rule in ARM_RESULT_ABSENCES {
                    rule(row, registry, sink);
                }
            }
        },
    );
    let baseline = table(
        sheets,
        ids,
        registry,
        tally,
        sink,
        |row: &Baseline<'_>, _, _, sink| checks::more_events_than_participants::baseline(row, sink),
    );
    let facts = table(sheets, ids, registry, tally, sink, |_, _, _, _| {});
    let conflicts = table(sheets, ids, registry, tally, sink, |_, _, _, _| {});
    registry.contrasts = contrasts;
    registry.arm_results = arm_results;
    registry.baseline = baseline;
    registry.facts = facts;
    registry.conflicts = conflicts;
}

/// What one part holds.
struct Part<T> {
    rows: Vec<T>,
    diagnostics: Vec<Diagnostic>,
    long_texts: LongTexts,
    records: usize,
    /// Filled records that could not be used.
    unusable: usize,
}

fn table<'f, T>(
    sheets: &[Sheet<'f>],
    ids: &Ids,
    registry: &Registry<'f>,
    tally: &mut Tally,
    sink: &mut Sink<'f>,
    check: impl Fn(&T, bool, &Registry<'f>, &mut Sink<'f>) + Sync,
) -> Vec<T>
where
    T: FromCells<'f> + Send,
{
    let work: Vec<(&Sheet<'f>, (usize, usize))> = sheets
        .iter()
        .filter(|sheet| sheet.columns.kind == T::KIND)
        .flat_map(|sheet| {
            let bytes = sheet.source.bytes();
            let cut = parts(bytes, sheet.delimiter, sheet.body, bytes.len(), PART);
            cut.into_iter().map(move |part| (sheet, part))
        })
        .collect();
    let places: Vec<FileId> = work.iter().map(|(sheet, _)| sheet.file).collect();
    let files: &'f Files = sink.files;
    let read: Vec<Part<T>> = work
        .into_par_iter()
        .map(|(sheet, part)| read_part(files, sheet, part, ids, registry, &check))
        .collect();
    let mut rows = Vec::with_capacity(read.iter().map(|part| part.rows.len()).sum());
    let mut in_files: BTreeMap<FileId, usize> = BTreeMap::new();
    for (file, part) in places.into_iter().zip(read) {
        rows.extend(part.rows);
        tally.add(T::KIND, part.records, part.unusable);
        *in_files.entry(file).or_default() += part.records;
        sink.diagnostics.extend(part.diagnostics);
        sink.take_long_texts(part.long_texts);
    }
    for sheet in sheets {
        if let Some(count) = in_files.get(&sheet.file) {
            let finding = checks::row_limit::check(sheet.file, sheet.header, *count);
            sink.diagnostics.extend(finding);
        }
    }
    rows
}

fn read_part<'f, T: FromCells<'f>>(
    files: &'f Files,
    sheet: &Sheet<'f>,
    part: (usize, usize),
    ids: &Ids,
    registry: &Registry<'f>,
    check: impl Fn(&T, bool, &Registry<'f>, &mut Sink<'f>),
) -> Part<T> {
    let mut sink = Sink::new(files);
    let mut rows = Vec::new();
    let mut unusable = 0;
    let records = each_record(sheet, part, &mut sink, |record, row, shape, sink| {
        if shape != Shape::Right {
            unusable += usize::from(shape != Shape::Blank);
            return;
        }
        let mut cells = Cells::new(record, &sheet.columns, ids, sink, row);
        let entry = T::from_cells(&mut cells);
        let (broken, readable) = (cells.broken, !cells.unreadable && !sheet.columns.misnamed);
        check(&entry, readable, registry, sink);
        if broken {
            unusable += 1;
        } else {
            rows.push(entry);
        }
    });
    rows.shrink_to_fit();
    Part {
        rows,
        diagnostics: sink.diagnostics,
        long_texts: sink.long_texts,
        records,
        unusable,
    }
}
