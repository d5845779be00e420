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
    let scope = Scope {
        files: sink.files,
        sheets,
        ids,
        registry,
    };
    // The two large ones side by side, so that one is put together while the other is read.
    let (contrasts, arm_results) = rayon::join(
        || {
            scope.table(|row, readable, registry, sink| {
                for rule in CONTRAST_RULES {
                    rule(row, registry, sink);
                }
                if readable {
                    for rule in CONTRAST_ABSENCES {
                        rule(row, registry, sink);
                    }
                }
            })
        },
        || {
            scope.table(|row, readable, registry, sink| {
                for rule in ARM_RESULT_RULES {
                    rule(row, registry, sink);
                }
                if readable {
                    for rule in ARM_RESULT_ABSENCES {
                        rule(row, registry, sink);
                    }
                }
            })
        },
    );
    let baseline = scope.table(|row: &Baseline<'_>, _, _, sink| {
        checks::more_events_than_participants::baseline(row, sink);
    });
    let facts = scope.table(|_, _, _, _| {});
    let conflicts = scope.table(|_, _, _, _| {});
    registry.contrasts = contrasts.tell(tally, sink);
    registry.arm_results = arm_results.tell(tally, sink);
    registry.baseline = baseline.tell(tally, sink);
    registry.facts = facts.tell(tally, sink);
    registry.conflicts = conflicts.tell(tally, sink);
}

/// What one part of a table holds, or all of it.
struct Part<T> {
    rows: Vec<T>,
    diagnostics: Vec<Diagnostic>,
    long_texts: Vec<LongTexts>,
    records: usize,
    /// Filled records that could not be used.
    unusable: usize,
}

impl<'f, T: FromCells<'f>> Part<T> {
    /// The rows; the rest is passed on.
    fn tell(self, tally: &mut Tally, sink: &mut Sink<'f>) -> Vec<T> {
        tally.add(T::KIND, self.records, self.unusable);
        sink.diagnostics.extend(self.diagnostics);
        for long_texts in self.long_texts {
            sink.take_long_texts(long_texts);
        }
        self.rows
    }
}

/// What reading a table needs.
struct Scope<'s, 'f> {
    files: &'f Files,
    sheets: &'s [Sheet<'f>],
    ids: &'s Ids,
    registry: &'s Registry<'f>,
}

impl<'f> Scope<'_, 'f> {
    fn table<T>(&self, check: impl Fn(&T, bool, &Registry<'f>, &mut Sink<'f>) + Sync) -> Part<T>
    where
        T: FromCells<'f> + Send,
    {
        let sheets = self.sheets.iter();
        let sheets = sheets.filter(|sheet| sheet.columns.kind == T::KIND);
        let work: Vec<(&Sheet<'f>, (usize, usize))> = sheets
            .clone()
            .flat_map(|sheet| {
                let bytes = sheet.source.bytes();
                let cut = parts(bytes, sheet.delimiter, sheet.body, bytes.len(), PART);
                cut.into_iter().map(move |part| (sheet, part))
            })
            .collect();
        let places: Vec<FileId> = work.iter().map(|(sheet, _)| sheet.file).collect();
        let read: Vec<Part<T>> = work
            .into_par_iter()
            .map(|(sheet, part)| self.part(sheet, part, &check))
            .collect();
        let mut whole = Part {
            rows: Vec::with_capacity(read.iter().map(|part| part.rows.len()).sum()),
            diagnostics: Vec::new(),
            long_texts: Vec::new(),
            records: 0,
            unusable: 0,
        };
        let mut in_files: BTreeMap<FileId, usize> = BTreeMap::new();
        for (file, part) in places.into_iter().zip(read) {
            whole.rows.extend(part.rows);
            whole.diagnostics.extend(part.diagnostics);
            whole.long_texts.extend(part.long_texts);
            whole.records += part.records;
            whole.unusable += part.unusable;
            *in_files.entry(file).or_default() += part.records;
        }
        for sheet in sheets {
            if let Some(count) = in_files.get(&sheet.file) {
                let finding = checks::row_limit::check(sheet.file, sheet.header, *count);
                whole.diagnostics.extend(finding);
            }
        }
        whole
    }

    fn part<T: FromCells<'f>>(
        &self,
        sheet: &Sheet<'f>,
        part: (usize, usize),
        check: impl Fn(&T, bool, &Registry<'f>, &mut Sink<'f>),
    ) -> Part<T> {
        let mut sink = Sink::new(self.files);
        let lines = sheet.source.lines();
        // A line has a byte for each of its cells at least.
        let most = (part.1 - part.0) / sheet.columns.width.max(1);
        let mut rows = Vec::with_capacity(most.min(1 + lines.line(part.1) - lines.line(part.0)));
        let mut unusable = 0;
        let records = each_record(sheet, part, &mut sink, |record, row, shape, sink| {
            if shape != Shape::Right {
                unusable += usize::from(shape != Shape::Blank);
                return;
            }
            let mut cells = Cells::new(record, &sheet.columns, self.ids, sink, row);
            let entry = T::from_cells(&mut cells);
            let (broken, readable) = (cells.broken, !cells.unreadable && !sheet.columns.misnamed);
            check(&entry, readable, self.registry, sink);
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
            long_texts: vec![sink.long_texts],
            records,
            unusable,
        }
    }
}
