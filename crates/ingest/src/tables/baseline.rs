use super::FromCells;
use crate::column::Column;
use crate::read::Cells;
use crate::{ArmKey, Reported, Row, SourceKey, TableKind, TrialKey, VerificationState};
use std::borrow::Cow;

/// What participants of one arm were like before treatment.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline<'f> {
    /// The trial.
    pub trial: TrialKey,
    /// The arm.
    pub arm: ArmKey,
    /// What was measured, the same text in all arms: `age`.
    pub characteristic: Cow<'f, str>,
    /// Participants described.
    pub n: Option<Reported>,
    /// Participants with the characteristic.
    pub events: Option<Reported>,
    /// The mean.
    pub mean: Option<Reported>,
    /// The standard deviation.
    pub sd: Option<Reported>,
    /// The unit of the figures as printed, where it is stated.
    pub unit: Cow<'f, str>,
    /// The source that reports it.
    pub source: SourceKey,
    /// Table, figure, page or section.
    pub locator: Cow<'f, str>,
    /// Where it was read, if that is not the source itself.
    pub read_at: Cow<'f, str>,
    /// How far it was checked.
    pub verification: VerificationState,
    /// Who extracted it.
    pub extracted_by: Cow<'f, str>,
    /// Who verified it.
    pub verified_by: Cow<'f, str>,
    /// A remark.
    pub note: Cow<'f, str>,
    /// Its record.
    pub row: Row,
}

impl<'f> FromCells<'f> for Baseline<'f> {
    const KIND: TableKind = TableKind::Baseline;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        let trial = cells.reference(Column::Trial);
        Self {
            trial,
            arm: cells.arm(Column::Arm, trial),
            characteristic: cells.required_text(Column::Characteristic),
            n: cells.number(Column::N),
            events: cells.number(Column::Events),
            mean: cells.number(Column::Mean),
            sd: cells.number(Column::Sd),
            unit: cells.text(Column::Unit),
            source: cells.reference(Column::Source),
            locator: cells.text(Column::Locator),
            read_at: cells.text(Column::ReadAt),
            verification: cells.word(Column::Verification, VerificationState::Unverified),
            extracted_by: cells.text(Column::ExtractedBy),
            verified_by: cells.text(Column::VerifiedBy),
            note: cells.text(Column::Note),
            row: cells.row(),
        }
    }
}
