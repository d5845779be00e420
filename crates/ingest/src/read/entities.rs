//! The tables that others refer to, one after another in the order of their references.

use super::cells::Cells;
use super::ids::{Ids, Resolved};
use super::{Shape, Sheet, Sink, Tally, each_record};
use crate::checks::{self, Cell};
use crate::column::Column;
use crate::records::{Field, Record};
use crate::registry::{ArmsOf, Entry, Key, Registry, Table, TrialKey};
use crate::tables::{Arm, FromCells};
use crate::{FileId, Label, Row, TableKind};

/// Reads every table whose rows have ids that results refer to.
pub(super) fn read<'f>(
    sheets: &[Sheet<'f>],
    ids: &mut Ids,
    registry: &mut Registry<'f>,
    tally: &mut Tally,
    sink: &mut Sink<'f>,
) {
    let mut scope = Scope {
        sheets,
        ids,
        tally,
        sink,
    };
    scope.table(&mut registry.sources, plain, ignore);
    scope.table(&mut registry.treatments, plain, ignore);
    scope.table(&mut registry.populations, plain, ignore);
    scope.table(&mut registry.timepoints, plain, ignore);
    scope.table(&mut registry.subgroups, plain, ignore);
    scope.table(&mut registry.outcomes, plain, ignore);
    let mut members: Vec<(TrialKey, FileId, Field<'f>)> = Vec::new();
    scope.table(&mut registry.trials, plain, |key, file, field| {
        members.push((key, file, field));
    });
    resolve_members(&members, scope.ids, registry, scope.sink);
    scope.table(&mut registry.arms, of_trial, ignore);
    registry.arms_of = ArmsOf::new(&registry.arms);
}

/// What reading one table after another shares.
struct Scope<'s, 'f> {
    sheets: &'s [Sheet<'f>],
    ids: &'s mut Ids,
    tally: &'s mut Tally,
    sink: &'s mut Sink<'f>,
}

/// Registers an id; the place of the first one if it is taken.
type Register<T> = fn(&mut Ids, Option<&T>, &Field<'_>, FileId, Option<u32>) -> Result<(), Label>;

/// Ids that are unique in their table.
fn plain<T: Entry>(
    ids: &mut Ids,
    _: Option<&T>,
    field: &Field<'_>,
    file: FileId,
    key: Option<u32>,
) -> Result<(), Label> {
    ids.of_mut(T::Key::KIND).add(field, file, key)
}

/// Ids that are unique in their trial.
fn of_trial(
    ids: &mut Ids,
    arm: Option<&Arm<'_>>,
    field: &Field<'_>,
    file: FileId,
    key: Option<u32>,
) -> Result<(), Label> {
    match arm {
        // The stand-in for an unknown trial gathers arms that nobody can refer to.
        Some(arm) if arm.trial.index() != super::NOWHERE as usize => {
            ids.add_arm(arm.trial, field, file, key)
        }
        _ => Ok(()),
    }
}

fn ignore<K>(_: K, _: FileId, _: Field<'_>) {}

impl<'f> Scope<'_, 'f> {
    fn table<T>(
        &mut self,
        table: &mut Table<T>,
        register: Register<T>,
        mut members: impl FnMut(T::Key, FileId, Field<'f>),
    ) where
        T: Entry + FromCells<'f>,
    {
        let kind = T::KIND;
        let (ids, sink) = (&mut *self.ids, &mut *self.sink);
        let mut plain_ids: Vec<(FileId, Field<'f>)> = Vec::new();
        for sheet in self
            .sheets
            .iter()
            .filter(|sheet| sheet.columns.kind == kind)
        {
            let Some(place) = sheet.columns.place(Column::Id) else {
                ids.of_mut(kind).incomplete = true;
                continue;
            };
            let (mut filled, before) = (0, table.len());
            let part = (sheet.body, sheet.source.bytes().len());
            let read = |record: &Record<'f>, row: Row, shape: Shape, sink: &mut Sink<'f>| {
                if shape == Shape::Blank {
                    return;
                }
                filled += 1;
                let (entry, broken, pooled) = if shape == Shape::Right {
                    let mut cells = Cells::new(record, &sheet.columns, ids, sink, row);
                    let entry = T::from_cells(&mut cells);
                    let (broken, pooled) = (cells.broken, cells.members.take());
                    (Some(entry), broken, pooled)
                } else {
                    (None, true, None)
                };
                if shape == Shape::Torn || shape == Shape::Wrong && kind == TableKind::Arms {
                    // Other rows are inside, or the trial of the arm cannot be told: any id may be meant.
                    ids.of_mut(kind).incomplete = true;
                }
                let Some(field) = record.fields.get(place) else {
                    return;
                };
                if field.text.trim().is_empty() {
                    return;
                }
                let key = (!broken).then_some(table.len() as u32);
                if let Err(first) = register(ids, entry.as_ref(), field, sheet.file, key) {
                    let finding = checks::duplicate_id::report(kind, sheet.file, field, first);
                    sink.push(finding);
                    return;
                }
                if broken {
                    let text = checks::id_characters::plain_id(&field.text).into();
                    let span = field.span;
                    plain_ids.push((sheet.file, Field { span, text }));
                } else if let Some(entry) = entry {
                    let key = table.push(entry);
                    if let Some(field) = pooled {
                        members(key, sheet.file, field);
                    }
                }
            };
            let records = each_record(sheet, part, sink, read);
            let full = checks::row_limit::check(sheet.file, sheet.header, records);
            sink.diagnostics.extend(full);
            let usable = table.len() - before;
            self.tally.add(kind, records, filled - usable);
        }
        // Where an id is misspelt, rows that spell it well are not at fault.
        for (file, field) in plain_ids {
            let _ = ids.of_mut(kind).add(&field, file, None);
        }
    }
}

/// Resolves the trials that pooled analyses list, now that all trials are known.
fn resolve_members(
    pending: &[(TrialKey, FileId, Field<'_>)],
    ids: &Ids,
    registry: &mut Registry<'_>,
    sink: &mut Sink<'_>,
) {
    for (trial, file, field) in pending {
        let mut members = Vec::new();
        let mut from = field.span.start();
        for text in field.text.split(';').map(str::trim) {
            if text.is_empty() {
                continue;
            }
            let cell = Cell {
                file: *file,
                column: Column::Members.as_str(),
                text,
                span: part_span(sink, *file, field, (text, from)),
            };
            if cell.span != field.span {
                from = cell.span.end();
            }
            match ids.resolve::<TrialKey>(text) {
                Resolved::Row(member) if member == *trial => {
                    sink.push(checks::own_member::report(&cell));
                }
                Resolved::Row(member) => members.push(member),
                Resolved::Broken => {}
                Resolved::Unknown => {
                    let finding =
                        checks::unknown_reference::report(&cell, TableKind::Trials, ids, sink);
                    sink.push(finding);
                }
            }
        }
        registry.trials.rows_mut()[trial.index()].members = members;
    }
}

/// The bytes of one id in a cell that lists several, `from` the byte at which the one before ends.
fn part_span(
    sink: &Sink<'_>,
    file: FileId,
    field: &Field<'_>,
    (text, from): (&str, usize),
) -> crate::ByteSpan {
    let bytes = &sink.files.get(file).bytes()[from..field.span.end()];
    // Ids are plain, so the text stands in the bytes as it is; else the whole cell will do.
    let mut found = memchr::memmem::find_iter(bytes, text.as_bytes());
    let whole = |at: &usize| {
        let free = |byte: Option<&u8>| byte.is_none_or(|byte| b"; \"".contains(byte));
        free(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && free(bytes.get(at + text.len()))
    };
    found.find(whole).map_or(field.span, |at| {
        let start = from + at;
        crate::ByteSpan::new(start, start + text.len())
    })
}
