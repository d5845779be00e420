use super::columns::Columns;
use super::ids::{Ids, Resolved};
use super::sink::Sink;
use crate::checks::{self, Cell};
use crate::column::Column;
use crate::files::{trimmed, visible_name};
use crate::records::{Field, Record};
use crate::registry::{ArmKey, Key, TrialKey};
use crate::tables::Bilingual;
use crate::{Reported, Row, words::Word};
use std::borrow::Cow;

/// The cells of one record, by column, each read as what its column holds; what cannot be read
/// is reported on the way.
pub(crate) struct Cells<'r, 'f> {
    pub(crate) record: &'r Record<'f>,
    pub(crate) columns: &'r Columns,
    pub(crate) ids: &'r Ids,
    pub(crate) sink: &'r mut Sink<'f>,
    pub(crate) row: Row,
    /// Whether a cell that the row cannot do without is unusable.
    pub(crate) broken: bool,
    /// Whether a filled cell holds no usable number or word.
    pub(crate) unreadable: bool,
    /// Cells that refer to rows of the same table, to resolve when all of them are known.
    pub(crate) members: Option<Field<'f>>,
}

/// A reference without characters that cannot be seen: that they are there is said of the file,
/// and what is meant is clear.
fn meant<'t>(cell: &Cell<'t>) -> Cow<'t, str> {
    visible_name(Cow::Borrowed(cell.text))
}

/// The key in a row that refers to nothing usable; such rows never enter the registry.
pub(crate) const NOWHERE: u32 = u32::MAX;

impl<'r, 'f> Cells<'r, 'f> {
    pub(crate) fn new(
        record: &'r Record<'f>,
        columns: &'r Columns,
        ids: &'r Ids,
        sink: &'r mut Sink<'f>,
        row: Row,
    ) -> Self {
        Self {
            record,
            columns,
            ids,
            sink,
            row,
            broken: false,
            unreadable: false,
            members: None,
        }
    }

    /// Where the record stands.
    pub(crate) fn row(&self) -> Row {
        self.row
    }

    /// The cell of a column, if the file has the column and the record is that long.
    pub(crate) fn field(&self, column: Column) -> Option<&'r Field<'f>> {
        self.record.fields.get(self.columns.place(column)?)
    }

    /// The cell of a column for a rule to look at, unless it is blank.
    fn filled(&self, column: Column) -> Option<Cell<'r>> {
        let field = self.field(column)?;
        let text = field.text.trim();
        (!text.is_empty()).then_some(Cell {
            file: self.columns.file,
            column: column.as_str(),
            text,
            span: field.span,
        })
    }

    /// Text, empty if there is none.
    pub(crate) fn text(&mut self, column: Column) -> Cow<'f, str> {
        if let Some(cell) = self.filled(column) {
            let finding = checks::text(&cell, column, self.columns.kind);
            self.sink.diagnostics.extend(finding);
            self.sink.see_text(column, cell.text, || cell.label());
        }
        self.unchecked(column)
    }

    /// Text that its own rule looks at.
    fn unchecked(&self, column: Column) -> Cow<'f, str> {
        self.field(column)
            .map_or(Cow::Borrowed(""), |field| trimmed(field.text.clone()))
    }

    /// Text that must be there.
    pub(crate) fn required_text(&mut self, column: Column) -> Cow<'f, str> {
        let text = self.text(column);
        if text.is_empty() {
            self.missing(column);
        }
        text
    }

    /// The two languages of a text.
    pub(crate) fn pair(&mut self, en: Column, fr: Column) -> Bilingual<'f> {
        let pair = Bilingual {
            en: self.text(en),
            fr: self.text(fr),
        };
        if pair.en.is_empty() != pair.fr.is_empty() {
            let (given, wanting) = if pair.fr.is_empty() {
                (en, fr)
            } else {
                (fr, en)
            };
            checks::one_language::check(self, given, wanting);
        }
        pair
    }

    /// The two languages of a text that must be there.
    pub(crate) fn required_pair(&mut self, en: Column, fr: Column) -> Bilingual<'f> {
        Bilingual {
            en: self.required_text(en),
            fr: self.required_text(fr),
        }
    }

    /// The row's own id.
    pub(crate) fn id(&mut self) -> Cow<'f, str> {
        let id = self.unchecked(Column::Id);
        if id.is_empty() {
            self.missing(Column::Id);
        }
        let report = self.filled(Column::Id).and_then(|cell| checks::id(&cell));
        self.broken |= report.as_ref().is_some_and(crate::Diagnostic::is_error);
        self.sink.diagnostics.extend(report);
        id
    }

    /// A number in the domain of its column.
    pub(crate) fn number(&mut self, column: Column) -> Option<Reported> {
        let cell = self.filled(column)?;
        let number = checks::number(&cell, column, &mut self.sink.diagnostics);
        if number.is_none() {
            self.broken = true;
            self.unreadable = true;
        }
        number
    }

    /// A word of a list, which must be there; `stand_in` if it cannot be used.
    pub(crate) fn word<W: Word>(&mut self, column: Column, stand_in: W) -> W {
        if self.filled(column).is_none() {
            self.missing(column);
            self.unreadable = true;
            return stand_in;
        }
        self.optional_word(column).unwrap_or(stand_in)
    }

    /// A word of a list.
    pub(crate) fn optional_word<W: Word>(&mut self, column: Column) -> Option<W> {
        let cell = self.filled(column)?;
        if let Some(word) = W::parse(cell.text) {
            return Some(word);
        }
        let diagnostic = checks::damaged_word(&cell, |text| W::parse(text).is_some())
            .unwrap_or_else(|| checks::unknown_word::report(&cell, W::words()));
        self.broken = true;
        self.unreadable = true;
        self.sink.push(diagnostic);
        None
    }

    /// A reference, which must be there.
    pub(crate) fn reference<K: Key>(&mut self, column: Column) -> K {
        if self.filled(column).is_none() {
            self.missing(column);
        }
        self.optional_reference(column)
            .unwrap_or_else(|| K::new(NOWHERE))
    }

    /// A reference.
    pub(crate) fn optional_reference<K: Key>(&mut self, column: Column) -> Option<K> {
        let cell = self.filled(column)?;
        match self.ids.resolve(&meant(&cell)) {
            Resolved::Row(key) => return Some(key),
            Resolved::Broken => {}
            Resolved::Unknown => {
                let leads = |text: &str| matches!(self.ids.resolve::<K>(text), Resolved::Row(_));
                let diagnostic = checks::damaged_reference(&cell, leads).unwrap_or_else(|| {
                    checks::unknown_reference::report(&cell, K::KIND, self.ids, self.sink)
                });
                self.sink.push(diagnostic);
            }
        }
        self.broken = true;
        None
    }

    /// An arm of `trial`, which must be there.
    pub(crate) fn arm(&mut self, column: Column, trial: TrialKey) -> ArmKey {
        let nowhere = ArmKey::new(NOWHERE);
        let Some(cell) = self.filled(column) else {
            self.missing(column);
            return nowhere;
        };
        // Of a trial that is unknown, the arms are too: that was said at the trial.
        let resolved = if trial.index() == NOWHERE as usize {
            Resolved::Broken
        } else {
            self.ids.arm(trial, &meant(&cell))
        };
        match resolved {
            Resolved::Row(arm) => return arm,
            Resolved::Broken => {}
            Resolved::Unknown => {
                let leads = |text: &str| matches!(self.ids.arm(trial, text), Resolved::Row(_));
                let in_trial = self.filled(Column::Trial);
                let trial_id = in_trial.map_or("", |cell| cell.text);
                let diagnostic = checks::damaged_reference(&cell, leads).unwrap_or_else(|| {
                    checks::unknown_reference::report_arm(
                        &cell, trial, trial_id, self.ids, self.sink,
                    )
                });
                self.sink.push(diagnostic);
            }
        }
        self.broken = true;
        nowhere
    }

    /// The trials that a trial pools: kept for when all trials are known.
    pub(crate) fn members(&mut self) -> Vec<TrialKey> {
        self.members = self
            .field(Column::Members)
            .filter(|field| !field.text.trim().is_empty())
            .cloned();
        Vec::new()
    }

    /// A trial's numbers in registries.
    pub(crate) fn registration(&mut self) -> Cow<'f, str> {
        if let Some(cell) = self.filled(Column::Registration) {
            let findings = checks::registration(&cell, self.columns.kind);
            self.sink.diagnostics.extend(findings);
        }
        self.unchecked(Column::Registration)
    }

    /// A DOI.
    pub(crate) fn doi(&mut self) -> Cow<'f, str> {
        let report = self
            .filled(Column::Doi)
            .and_then(|cell| checks::doi(&cell, self.columns.kind));
        self.sink.diagnostics.extend(report);
        self.unchecked(Column::Doi)
    }

    /// An address.
    pub(crate) fn url(&mut self, column: Column) -> Cow<'f, str> {
        let report = self
            .filled(column)
            .and_then(|cell| checks::url(&cell, column, self.columns.kind));
        self.sink.diagnostics.extend(report);
        self.unchecked(column)
    }

    /// Says that a cell must not be empty, unless the whole column is missing, which was said.
    fn missing(&mut self, column: Column) {
        self.broken = true;
        if let Some(field) = self.field(column) {
            let span = field.span;
            let file = self.columns.file;
            self.sink
                .push(checks::missing_value::report(file, span, column));
        }
    }
}
