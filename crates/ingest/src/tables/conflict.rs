use super::{Bilingual, FromCells};
use crate::column::Column;
use crate::read::Cells;
use crate::{ConflictKind, Retained, Row, SourceKey, TableKind, TrialKey};
use std::borrow::Cow;

/// Where two sources disagree.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict<'f> {
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// The trial; none if it is about more than one.
    pub trial: Option<TrialKey>,
    /// What they disagree on.
    pub topic: Bilingual<'f>,
    /// The first source.
    pub source_a: SourceKey,
    /// What the first says.
    pub value_a: Bilingual<'f>,
    /// The second source.
    pub source_b: SourceKey,
    /// What the second says.
    pub value_b: Bilingual<'f>,
    /// Why they disagree.
    pub kind: ConflictKind,
    /// The reason in words.
    pub explanation: Bilingual<'f>,
    /// Which one the review follows.
    pub retained: Option<Retained>,
    /// Its record.
    pub row: Row,
}

impl<'f> FromCells<'f> for Conflict<'f> {
    const KIND: TableKind = TableKind::Conflicts;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            id: cells.id(),
            trial: cells.optional_reference(Column::Trial),
            topic: cells.required_pair(Column::TopicEn, Column::TopicFr),
            source_a: cells.reference(Column::SourceA),
            value_a: cells.required_pair(Column::ValueAEn, Column::ValueAFr),
            source_b: cells.reference(Column::SourceB),
            value_b: cells.required_pair(Column::ValueBEn, Column::ValueBFr),
            kind: cells.word(Column::Kind, ConflictKind::Unclear),
            explanation: cells.required_pair(Column::ExplanationEn, Column::ExplanationFr),
            retained: cells.optional_word(Column::Retained),
            row: cells.row(),
        }
    }
}
