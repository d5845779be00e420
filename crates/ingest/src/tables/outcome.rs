use super::{Bilingual, FromCells};
use crate::column::Column;
use crate::read::Cells;
use crate::{Benefit, Entry, OutcomeKey, OutcomeKind, Reported, Row, TableKind};
use std::borrow::Cow;

/// An outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<'f> {
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// What reports call it.
    pub label: Bilingual<'f>,
    /// What kind of quantity it is (column `type`).
    pub kind: OutcomeKind,
    /// Its unit.
    pub unit: Bilingual<'f>,
    /// Which direction is good.
    pub benefit: Benefit,
    /// The minimal important difference: a ratio for ratios.
    pub mid: Option<Reported>,
    /// The smallest step of one participant's value: 1 for a count of points, 0.5 for the EDSS.
    pub step: Option<Reported>,
    /// The items whose mean a participant's value is, each in whole `step`s.
    pub items: Option<Reported>,
    /// The least value that the scale allows.
    pub scale_min: Option<Reported>,
    /// The greatest value that the scale allows.
    pub scale_max: Option<Reported>,
    /// Its record.
    pub row: Row,
}

impl Entry for Outcome<'_> {
    type Key = OutcomeKey;

    fn id(&self) -> &str {
        &self.id
    }
}

impl<'f> FromCells<'f> for Outcome<'f> {
    const KIND: TableKind = TableKind::Outcomes;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            id: cells.id(),
            label: cells.required_pair(Column::LabelEn, Column::LabelFr),
            kind: cells.word(Column::Type, OutcomeKind::Binary),
            unit: cells.pair(Column::UnitEn, Column::UnitFr),
            benefit: cells.word(Column::Benefit, Benefit::None),
            mid: cells.number(Column::Mid),
            step: cells.number(Column::Step),
            items: cells.number(Column::Items),
            scale_min: cells.number(Column::ScaleMin),
            scale_max: cells.number(Column::ScaleMax),
            row: cells.row(),
        }
    }
}
