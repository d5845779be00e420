use super::{Bilingual, FromCells};
use crate::column::Column;
use crate::read::Cells;
use crate::{Entry, PopulationKey, Row, TableKind};
use std::borrow::Cow;

/// A population.
#[derive(Debug, Clone, PartialEq)]
pub struct Population<'f> {
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// What reports call it.
    pub label: Bilingual<'f>,
    /// Its record.
    pub row: Row,
}

impl Entry for Population<'_> {
    type Key = PopulationKey;

    fn id(&self) -> &str {
        &self.id
    }
}

impl<'f> FromCells<'f> for Population<'f> {
    const KIND: TableKind = TableKind::Populations;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            id: cells.id(),
            label: cells.required_pair(Column::LabelEn, Column::LabelFr),
            row: cells.row(),
        }
    }
}
