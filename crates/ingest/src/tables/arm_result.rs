use super::FromCells;
use crate::column::Column;
use crate::read::Cells;
use crate::{
    ArmKey, OutcomeKey, Reported, Row, SourceKey, SubgroupKey, TableKind, TimepointKey, TrialKey,
    VerificationState,
};
use std::borrow::Cow;

/// A result of one arm.
#[derive(Debug, Clone, PartialEq)]
pub struct ArmResult<'f> {
    /// The trial.
    pub trial: TrialKey,
    /// The arm.
    pub arm: ArmKey,
    /// The outcome.
    pub outcome: OutcomeKey,
    /// The time of measurement.
    pub timepoint: Option<TimepointKey>,
    /// The subgroup level; none for all participants.
    pub subgroup: Option<SubgroupKey>,
    /// Participants analysed.
    pub n: Option<Reported>,
    /// Participants with the event, or events.
    pub events: Option<Reported>,
    /// Person-time at risk.
    pub person_time: Option<Reported>,
    /// Events by person-time.
    pub rate: Option<Reported>,
    /// The share of participants, in per cent.
    pub percent: Option<Reported>,
    /// The mean.
    pub mean: Option<Reported>,
    /// The standard deviation.
    pub sd: Option<Reported>,
    /// The standard error of the mean.
    pub se: Option<Reported>,
    /// The median.
    pub median: Option<Reported>,
    /// The lower quartile.
    pub q1: Option<Reported>,
    /// The upper quartile.
    pub q3: Option<Reported>,
    /// The least value.
    pub min: Option<Reported>,
    /// The greatest value.
    pub max: Option<Reported>,
    /// The lower limit of the interval.
    pub ci_lower: Option<Reported>,
    /// The upper limit of the interval.
    pub ci_upper: Option<Reported>,
    /// The level of the interval, in per cent.
    pub ci_level: Option<Reported>,
    /// The unit of the figures as printed, where it is stated.
    pub unit: Cow<'f, str>,
    /// How the figures were made, where they are more than counts, means and spreads of the
    /// participants: a model and its covariates, Kaplan and Meier, exact limits.
    pub analysis: Cow<'f, str>,
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

impl<'f> FromCells<'f> for ArmResult<'f> {
    const KIND: TableKind = TableKind::ArmResults;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        let trial = cells.reference(Column::Trial);
        Self {
            trial,
            arm: cells.arm(Column::Arm, trial),
            outcome: cells.reference(Column::Outcome),
            timepoint: cells.optional_reference(Column::Timepoint),
            subgroup: cells.optional_reference(Column::Subgroup),
            n: cells.number(Column::N),
            events: cells.number(Column::Events),
            person_time: cells.number(Column::PersonTime),
            rate: cells.number(Column::Rate),
            percent: cells.number(Column::Percent),
            mean: cells.number(Column::Mean),
            sd: cells.number(Column::Sd),
            se: cells.number(Column::Se),
            median: cells.number(Column::Median),
            q1: cells.number(Column::Q1),
            q3: cells.number(Column::Q3),
            min: cells.number(Column::Min),
            max: cells.number(Column::Max),
            ci_lower: cells.number(Column::CiLower),
            ci_upper: cells.number(Column::CiUpper),
            ci_level: cells.number(Column::CiLevel),
            unit: cells.text(Column::Unit),
            analysis: cells.text(Column::Analysis),
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
