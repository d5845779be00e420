use crate::column::Column;
use crate::words::words;

words! {
    /// The kinds of table that a registry is made of.
    TableKind {
        /// Publications and other documents.
        Sources = "sources",
        /// Treatments, placebo included.
        Treatments = "treatments",
        /// Populations.
        Populations = "populations",
        /// Times of measurement.
        Timepoints = "timepoints",
        /// Levels of subgroup variables.
        Subgroups = "subgroups",
        /// Outcomes.
        Outcomes = "outcomes",
        /// Trials and other studies.
        Trials = "trials",
        /// Arms of the trials.
        Arms = "arms",
        /// Comparisons as published.
        Contrasts = "contrasts",
        /// Results of single arms.
        ArmResults = "arm_results",
        /// Statements that are no results.
        Facts = "facts",
        /// Disagreements between sources.
        Conflicts = "conflicts",
    }
}

impl TableKind {
    /// The columns, each with whether a file must have it, in their documented order.
    pub fn columns(self) -> &'static [(Column, bool)] {
        use Column as C;
        const MUST: bool = true;
        const MAY: bool = false;
        match self {
            Self::Sources => &[
                (C::Id, MUST),
                (C::Kind, MUST),
                (C::Citation, MUST),
                (C::Doi, MAY),
                (C::Url, MAY),
                (C::Note, MAY),
            ],
            Self::Treatments => &[
                (C::Id, MUST),
                (C::LabelEn, MUST),
                (C::LabelFr, MUST),
                (C::ClassEn, MAY),
                (C::ClassFr, MAY),
                (C::MechanismEn, MAY),
                (C::MechanismFr, MAY),
            ],
            Self::Populations => &[(C::Id, MUST), (C::LabelEn, MUST), (C::LabelFr, MUST)],
            Self::Timepoints => &[
                (C::Id, MUST),
                (C::LabelEn, MUST),
                (C::LabelFr, MUST),
                (C::Weeks, MAY),
            ],
            Self::Subgroups => &[
                (C::Id, MUST),
                (C::Variable, MUST),
                (C::VariableEn, MAY),
                (C::VariableFr, MAY),
                (C::LabelEn, MUST),
                (C::LabelFr, MUST),
            ],
            Self::Outcomes => &[
                (C::Id, MUST),
                (C::LabelEn, MUST),
                (C::LabelFr, MUST),
                (C::Type, MUST),
                (C::UnitEn, MAY),
                (C::UnitFr, MAY),
                (C::Benefit, MUST),
                (C::Mid, MAY),
                (C::Step, MAY),
                (C::Items, MAY),
                (C::ScaleMin, MAY),
                (C::ScaleMax, MAY),
            ],
            Self::Trials => &[
                (C::Id, MUST),
                (C::Name, MUST),
                (C::Registration, MAY),
                (C::Year, MAY),
                (C::Phase, MAY),
                (C::Population, MUST),
                (C::Design, MUST),
                (C::Blinding, MAY),
                (C::Participants, MAY),
                (C::Stratum, MAY),
                (C::Members, MAY),
                (C::Source, MUST),
                (C::Locator, MAY),
                (C::ReadAt, MAY),
                (C::Verification, MUST),
                (C::Note, MAY),
            ],
            Self::Arms => &[
                (C::Trial, MUST),
                (C::Id, MUST),
                (C::Treatment, MAY),
                (C::LabelEn, MAY),
                (C::LabelFr, MAY),
                (C::DoseEn, MAY),
                (C::DoseFr, MAY),
                (C::Participants, MAY),
                (C::Analysed, MAY),
                (C::Lost, MAY),
                (C::Source, MUST),
                (C::Locator, MAY),
                (C::ReadAt, MAY),
                (C::Verification, MUST),
                (C::Note, MAY),
            ],
            Self::Contrasts => &[
                (C::Trial, MUST),
                (C::Arm, MUST),
                (C::Comparator, MUST),
                (C::Outcome, MUST),
                (C::Timepoint, MAY),
                (C::Subgroup, MAY),
                (C::Measure, MUST),
                (C::Estimate, MAY),
                (C::CiLower, MAY),
                (C::CiUpper, MAY),
                (C::CiLevel, MAY),
                (C::Se, MAY),
                (C::P, MAY),
                (C::POperator, MAY),
                (C::ReductionPercent, MAY),
                (C::ReductionLower, MAY),
                (C::ReductionUpper, MAY),
                (C::Unit, MAY),
                (C::Source, MUST),
                (C::Locator, MAY),
                (C::ReadAt, MAY),
                (C::Verification, MUST),
                (C::ExtractedBy, MAY),
                (C::VerifiedBy, MAY),
                (C::Note, MAY),
            ],
            Self::ArmResults => &[
                (C::Trial, MUST),
                (C::Arm, MUST),
                (C::Outcome, MUST),
                (C::Timepoint, MAY),
                (C::Subgroup, MAY),
                (C::N, MAY),
                (C::Events, MAY),
                (C::PersonTime, MAY),
                (C::Rate, MAY),
                (C::Percent, MAY),
                (C::Mean, MAY),
                (C::Sd, MAY),
                (C::Se, MAY),
                (C::Median, MAY),
                (C::Q1, MAY),
                (C::Q3, MAY),
                (C::Min, MAY),
                (C::Max, MAY),
                (C::CiLower, MAY),
                (C::CiUpper, MAY),
                (C::CiLevel, MAY),
                (C::Unit, MAY),
                (C::Source, MUST),
                (C::Locator, MAY),
                (C::ReadAt, MAY),
                (C::Verification, MUST),
                (C::ExtractedBy, MAY),
                (C::VerifiedBy, MAY),
                (C::Note, MAY),
            ],
            Self::Facts => &[
                (C::Trial, MAY),
                (C::StatementEn, MUST),
                (C::StatementFr, MUST),
                (C::Value, MAY),
                (C::UnitEn, MAY),
                (C::UnitFr, MAY),
                (C::Source, MUST),
                (C::Locator, MAY),
                (C::ReadAt, MAY),
                (C::Verification, MUST),
                (C::Note, MAY),
            ],
            Self::Conflicts => &[
                (C::Id, MUST),
                (C::Trial, MAY),
                (C::TopicEn, MUST),
                (C::TopicFr, MUST),
                (C::SourceA, MUST),
                (C::ValueAEn, MUST),
                (C::ValueAFr, MUST),
                (C::SourceB, MUST),
                (C::ValueBEn, MUST),
                (C::ValueBFr, MUST),
                (C::Kind, MUST),
                (C::ExplanationEn, MUST),
                (C::ExplanationFr, MUST),
                (C::Retained, MAY),
            ],
        }
    }
}
