use super::FromCells;
use crate::column::Column;
use crate::read::Cells;
use crate::{
    ArmKey, ContrastMeasure, OutcomeKey, POperator, Reported, Row, SourceKey, SubgroupKey,
    TableKind, TimepointKey, TrialKey, VerificationState,
};
use std::borrow::Cow;

/// A comparison as a publication reports it.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast<'f> {
    /// The trial.
    pub trial: TrialKey,
    /// The arm that received the treatment.
    pub arm: ArmKey,
    /// The arm that it is compared with.
    pub comparator: ArmKey,
    /// The outcome.
    pub outcome: OutcomeKey,
    /// The time of measurement.
    pub timepoint: Option<TimepointKey>,
    /// The subgroup level; none for all participants.
    pub subgroup: Option<SubgroupKey>,
    /// The measure.
    pub measure: ContrastMeasure,
    /// The estimate, on the display scale: ratios as ratios.
    pub estimate: Option<Reported>,
    /// The lower limit of its interval.
    pub ci_lower: Option<Reported>,
    /// The upper limit of its interval.
    pub ci_upper: Option<Reported>,
    /// The level of its interval, in per cent.
    pub ci_level: Option<Reported>,
    /// The standard error of the estimate, on the analysis scale: of the logarithm of a ratio.
    pub se: Option<Reported>,
    /// The p value.
    pub p: Option<Reported>,
    /// How the printed p stands to the p found.
    pub p_operator: Option<POperator>,
    /// The reduction in per cent, where a ratio is reported so.
    pub reduction_percent: Option<Reported>,
    /// The lower limit of its interval.
    pub reduction_lower: Option<Reported>,
    /// The upper limit of its interval.
    pub reduction_upper: Option<Reported>,
    /// The unit of a difference as printed, where it is stated.
    pub unit: Cow<'f, str>,
    /// How the figures were made, where they are more than the plain comparison of the arms: a model
    /// and its covariates, exact or bootstrap limits, imputed values.
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

impl<'f> FromCells<'f> for Contrast<'f> {
    const KIND: TableKind = TableKind::Contrasts;

    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self {
        let trial = cells.reference(Column::Trial);
        Self {
            trial,
            arm: cells.arm(Column::Arm, trial),
            comparator: cells.arm(Column::Comparator, trial),
            outcome: cells.reference(Column::Outcome),
            timepoint: cells.optional_reference(Column::Timepoint),
            subgroup: cells.optional_reference(Column::Subgroup),
            measure: cells.word(Column::Measure, ContrastMeasure::MeanDifference),
            estimate: cells.number(Column::Estimate),
            ci_lower: cells.number(Column::CiLower),
            ci_upper: cells.number(Column::CiUpper),
            ci_level: cells.number(Column::CiLevel),
            se: cells.number(Column::Se),
            p: cells.number(Column::P),
            p_operator: cells.optional_word(Column::POperator),
            reduction_percent: cells.number(Column::ReductionPercent),
            reduction_lower: cells.number(Column::ReductionLower),
            reduction_upper: cells.number(Column::ReductionUpper),
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
