use super::{Bilingual, FromCells};
use crate::column::Column;
use crate::read::Cells;
use crate::{Entry, Row, TableKind, TreatmentKey};
use std::borrow::Cow;

/// A treatment.
#[derive(Debug, Clone, PartialEq)]
pub struct Treatment<'f> {
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// What reports call it.
    pub label: Bilingual<'f>,
    /// The class it belongs to.
    pub class: Bilingual<'f>,
    /// How it works.
    pub mechanism: Bilingual<'f>,
    /// Its record.
    pub row: Row,
}

impl Entry for Treatment<'_> {
    type Key = TreatmentKey;

    fn id(&self) -> &str {
        &self.id
    }
}

impl<'f> FromCells<'f> for Treatment<'f> {
    const KIND: TableKind = TableKind::Treatments;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            id: cells.id(),
            label: cells.required_pair(Column::LabelEn, Column::LabelFr),
            class: cells.pair(Column::ClassEn, Column::ClassFr),
            mechanism: cells.pair(Column::MechanismEn, Column::MechanismFr),
            row: cells.row(),
        }
    }
}
