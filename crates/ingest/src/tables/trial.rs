use super::FromCells;
use crate::column::Column;
use crate::read::Cells;
use crate::{
    Blinding, Design, Entry, PopulationKey, Reported, Row, SourceKey, SubgroupKey, TableKind,
    TrialKey, VerificationState,
};
use std::borrow::Cow;

/// A trial or another study.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial<'f> {
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// Its name.
    pub name: Cow<'f, str>,
    /// Its number in a trial registry.
    pub registration: Cow<'f, str>,
    /// The year of publication.
    pub year: Option<Reported>,
    /// Its phase.
    pub phase: Cow<'f, str>,
    /// Who took part.
    pub population: PopulationKey,
    /// How it was built.
    pub design: Design,
    /// Who did not know the treatment.
    pub blinding: Option<Blinding>,
    /// Participants randomised or enrolled.
    pub participants: Option<Reported>,
    /// The subgroup level that all participants belong to.
    pub stratum: Option<SubgroupKey>,
    /// The trials whose participants it analyses together.
    pub members: Vec<TrialKey>,
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

impl Entry for Trial<'_> {
    type Key = TrialKey;

    fn id(&self) -> &str {
        &self.id
    }
}

impl<'f> FromCells<'f> for Trial<'f> {
    const KIND: TableKind = TableKind::Trials;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        Self {
            id: cells.id(),
            name: cells.required_text(Column::Name),
            registration: cells.registration(),
            year: cells.number(Column::Year),
            phase: cells.text(Column::Phase),
            population: cells.reference(Column::Population),
            design: cells.word(Column::Design, Design::Randomised),
            blinding: cells.optional_word(Column::Blinding),
            participants: cells.number(Column::Participants),
            stratum: cells.optional_reference(Column::Stratum),
            members: cells.members(),
            source: cells.reference(Column::Source),
            locator: cells.text(Column::Locator),
            read_at: cells.text(Column::ReadAt),
            verification: cells.word(Column::Verification, VerificationState::Unverified),
            note: cells.text(Column::Note),
            row: cells.row(),
        }
    }
}
