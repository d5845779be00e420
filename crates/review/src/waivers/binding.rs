//! What a waiver is bound to: the rows that a finding points at, as they stand.

use super::is_bound;
use crate::digest;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use trialpool_ingest::{ByteSpan, Diagnostic, FileId, Files, Label};

/// Hexadecimal digits of a fingerprint: 64 bits, as nobody forges one to waive a finding.
const FINGERPRINT: usize = 16;

/// One row as it stands, and a fingerprint of the other rows of the finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Binding {
    file: FileId,
    row: String,
    others: Option<String>,
}

impl Binding {
    pub(super) fn new(file: FileId, row: String, others: Option<String>) -> Self {
        Self { file, row, others }
    }

    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// The text of the row.
    pub(super) fn row(&self) -> &str {
        &self.row
    }

    /// The fingerprint of the other rows, if there are others.
    pub(super) fn others(&self) -> Option<&str> {
        self.others.as_deref()
    }
}

/// Finds the records that labels point into.
pub(crate) struct Places<'f> {
    files: &'f Files,
    /// The records of the files asked for so far.
    records: RefCell<BTreeMap<FileId, Rc<[ByteSpan]>>>,
    /// The same by their texts, of the files searched so far.
    by_text: RefCell<BTreeMap<FileId, HashMap<String, ByteSpan>>>,
}

impl<'f> Places<'f> {
    pub(crate) fn new(files: &'f Files) -> Self {
        Self {
            files,
            records: RefCell::default(),
            by_text: RefCell::default(),
        }
    }

    /// The records of a file.
    pub(super) fn records(&self, file: FileId) -> Rc<[ByteSpan]> {
        let mut known = self.records.borrow_mut();
        let records = known
            .entry(file)
            .or_insert_with(|| self.files.records(file).into());
        Rc::clone(records)
    }

    /// The first record that reads as `text`.
    pub(super) fn find(&self, file: FileId, text: &str) -> Option<ByteSpan> {
        let mut known = self.by_text.borrow_mut();
        let by_text = known.entry(file).or_insert_with(|| {
            let mut by_text = HashMap::new();
            for record in self.records(file).iter() {
                by_text.entry(self.text(file, *record)).or_insert(*record);
            }
            by_text
        });
        by_text.get(text).copied()
    }

    /// The text of a record.
    pub(super) fn text(&self, file: FileId, record: ByteSpan) -> String {
        let source = self.files.get(file);
        source.slice(record.start(), record.end()).trim().to_owned()
    }

    /// The record that a label points into.
    fn record(&self, label: &Label) -> Option<(FileId, ByteSpan)> {
        if !is_bound(self.files, label.file) {
            return None;
        }
        let records = self.records(label.file);
        let after = records.partition_point(|record| record.start() <= label.span.start());
        let record = records.get(after.checked_sub(1)?)?;
        Some((label.file, *record))
    }

    /// What a waiver of the finding is bound to; `None` if the finding has no place.
    pub(crate) fn binding(&self, diagnostic: &Diagnostic) -> Option<Binding> {
        let (file, record) = self.record(diagnostic.primary.as_ref()?)?;
        let others: BTreeSet<_> = diagnostic
            .secondary
            .iter()
            .filter_map(|label| self.record(label))
            .filter(|other| *other != (file, record))
            .collect();
        // Sorted by text: rows may trade places.
        let mut texts: Vec<String> = others
            .into_iter()
            .map(|(file, record)| self.text(file, record))
            .collect();
        texts.sort_unstable();
        let fingerprint = || {
            let mut digest = digest::of_text(&texts.join("\n"));
            digest.truncate(FINGERPRINT);
            digest
        };
        Some(Binding {
            file,
            row: self.text(file, record),
            others: (!texts.is_empty()).then(fingerprint),
        })
    }
}
