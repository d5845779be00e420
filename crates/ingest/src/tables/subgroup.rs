use super::{Bilingual, FromCells};
use crate::column::Column;
use crate::read::Cells;
use crate::{Entry, Row, SubgroupKey, TableKind};
use std::borrow::Cow;

/// A level of a subgroup variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Subgroup<'f> {
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// The variable, `aqp4`.
    pub variable: Cow<'f, str>,
    /// What reports call the variable.
    pub variable_label: Bilingual<'f>,
    /// What reports call it.
    pub label: Bilingual<'f>,
    /// Its record.
    pub row: Row,
}

impl Entry for Subgroup<'_> {
    type Key = SubgroupKey;

    fn id(&self) -> &str {
        &self.id
    }
}

impl<'f> FromCells<'f> for Subgroup<'f> {
    const KIND: TableKind = TableKind::Subgroups;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            id: cells.id(),
            variable: cells.required_text(Column::Variable),
            variable_label: cells.pair(Column::VariableEn, Column::VariableFr),
            label: cells.required_pair(Column::LabelEn, Column::LabelFr),
            row: cells.row(),
        }
    }
}
