use super::{Bilingual, FromCells};
use crate::checks;
use crate::column::Column;
use crate::read::Cells;
use crate::{
    ArmKey, Entry, Reported, Row, SourceKey, TableKind, TreatmentKey, TrialKey, VerificationState,
};
use std::borrow::Cow;

/// An arm of a trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Arm<'f> {
    /// The trial.
    pub trial: TrialKey,
    /// The id that other tables use.
    pub id: Cow<'f, str>,
    /// What it received; none where only a label can say it.
    pub treatment: Option<TreatmentKey>,
    /// What reports call it, where the treatment does not say it.
    pub label: Bilingual<'f>,
    /// Dose and schedule.
    pub dose: Bilingual<'f>,
    /// Participants randomised or enrolled.
    pub participants: Option<Reported>,
    /// Participants in the main analysis.
    pub analysed: Option<Reported>,
    /// Participants lost to it: withdrawn, untreated or not followed.
    pub lost: Option<Reported>,
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

impl Entry for Arm<'_> {
    type Key = ArmKey;

    fn id(&self) -> &str {
        &self.id
    }
}

impl<'f> FromCells<'f> for Arm<'f> {
    const KIND: TableKind = TableKind::Arms;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        let row = Self {
            trial: cells.reference(Column::Trial),
            id: cells.id(),
            treatment: cells.optional_reference(Column::Treatment),
            label: cells.pair(Column::LabelEn, Column::LabelFr),
            dose: cells.pair(Column::DoseEn, Column::DoseFr),
            participants: cells.number(Column::Participants),
            analysed: cells.number(Column::Analysed),
            lost: cells.number(Column::Lost),
            source: cells.reference(Column::Source),
            locator: cells.text(Column::Locator),
            read_at: cells.text(Column::ReadAt),
            verification: cells.word(Column::Verification, VerificationState::Unverified),
            note: cells.text(Column::Note),
            row: cells.row(),
        };
        checks::unnamed_arm::check(&row, cells);
        row
    }
}
