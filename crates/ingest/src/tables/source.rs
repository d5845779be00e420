use super::FromCells;
use crate::column::Column;
use crate::read::Cells;
use crate::{Entry, Row, SourceKey, SourceKind, TableKind};
use std::borrow::Cow;

/// A publication or another document.
#[derive(Debug, Clone, PartialEq)]
pub struct Source<'f> {
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// What kind of document it is.
    pub kind: SourceKind,
    /// The full citation.
    pub citation: Cow<'f, str>,
    /// The DOI, without resolver.
    pub doi: Cow<'f, str>,
    /// An address.
    pub url: Cow<'f, str>,
    /// A remark.
    pub note: Cow<'f, str>,
    /// Its record.
    pub row: Row,
}

impl Entry for Source<'_> {
    type Key = SourceKey;

    fn id(&self) -> &str {
        &self.id
    }
}

impl<'f> FromCells<'f> for Source<'f> {
    const KIND: TableKind = TableKind::Sources;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            id: cells.id(),
            kind: cells.word(Column::Kind, SourceKind::Publication),
            citation: cells.required_text(Column::Citation),
            doi: cells.doi(),
            url: cells.url(Column::Url),
            note: cells.text(Column::Note),
            row: cells.row(),
        }
    }
}
