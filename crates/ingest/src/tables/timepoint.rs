use super::{Bilingual, FromCells};
use crate::column::Column;
use crate::read::Cells;
use crate::{Entry, Reported, Row, TableKind, TimepointKey};
use std::borrow::Cow;

/// A time of measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Timepoint<'f> {
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// What reports call it.
    pub label: Bilingual<'f>,
    /// Weeks from the start; none if an event decides.
    pub weeks: Option<Reported>,
    /// Its record.
    pub row: Row,
}

impl Entry for Timepoint<'_> {
    type Key = TimepointKey;

    fn id(&self) -> &str {
        &self.id
    }
}

impl<'f> FromCells<'f> for Timepoint<'f> {
    const KIND: TableKind = TableKind::Timepoints;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            id: cells.id(),
            label: cells.required_pair(Column::LabelEn, Column::LabelFr),
            weeks: cells.number(Column::Weeks),
            row: cells.row(),
        }
    }
}
