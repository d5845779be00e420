use super::{Bilingual, FromCells};
use crate::column::Column;
use crate::read::Cells;
use crate::{Row, SourceKey, TableKind, TrialKey, VerificationState};
use std::borrow::Cow;

/// What a source states beyond results.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact<'f> {
    /// The trial; none if it is about the source itself.
    pub trial: Option<TrialKey>,
    /// The statement.
    pub statement: Bilingual<'f>,
    /// The figure in it.
    pub value: Cow<'f, str>,
    /// The unit of the figure.
    pub unit: Bilingual<'f>,
    /// The source that reports it.
    pub source: SourceKey,
    /// Table, figure, page or section.
    pub locator: Cow<'f, str>,
    /// Where it was read, if that is not the source itself.
    pub read_at: Cow<'f, str>,
    /// How far it was checked.
    pub verification: VerificationState,
    /// A remark.
    pub note: Cow<'f, str>,
    /// Its record.
    pub row: Row,
}

impl<'f> FromCells<'f> for Fact<'f> {
    const KIND: TableKind = TableKind::Facts;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            trial: cells.optional_reference(Column::Trial),
            statement: cells.required_pair(Column::StatementEn, Column::StatementFr),
            value: cells.text(Column::Value),
            unit: cells.pair(Column::UnitEn, Column::UnitFr),
            source: cells.reference(Column::Source),
            locator: cells.text(Column::Locator),
            read_at: cells.text(Column::ReadAt),
            verification: cells.word(Column::Verification, VerificationState::Unverified),
            note: cells.text(Column::Note),
            row: cells.row(),
        }
    }
}
