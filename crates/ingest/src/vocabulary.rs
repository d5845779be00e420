//! The words that cells with a fixed list take.

use crate::words::words;

words! {
    /// What kind of document a source is.
    SourceKind {
        /// A journal article.
        Publication = "publication",
        /// The abstract of an article, read without the article.
        Abstract = "abstract",
        /// A product label.
        Label = "label",
        /// A trial registry's record.
        Registry = "registry",
        /// A review or another paper that reports the trial second-hand.
        Review = "review",
        /// A conference abstract, poster or talk.
        Conference = "conference",
        /// A press release or news report.
        Press = "press",
        /// A magazine.
        Magazine = "magazine",
    }
}

words! {
    /// What kind of quantity an outcome is.
    OutcomeKind {
        /// A participant has the event or not.
        Binary = "binary",
        /// A measurement.
        Continuous = "continuous",
        /// Events over time, several a participant.
        Rate = "rate",
        /// The time until an event.
        TimeToEvent = "time_to_event",
        /// A share of a whole, without comparison.
        Proportion = "proportion",
    }
}

words! {
    /// Which direction of an outcome is good for the participant.
    Benefit {
        /// Less is better.
        Lower = "lower",
        /// More is better.
        Higher = "higher",
        /// Neither.
        None = "none",
    }
}

words! {
    /// How a study was built.
    Design {
        /// Participants allocated at random to parallel arms.
        Randomised = "randomised",
        /// Participants received the treatments in random order.
        Crossover = "crossover",
        /// Arms that were not allocated at random.
        NonRandomised = "non_randomised",
        /// One arm.
        SingleArm = "single_arm",
        /// A cohort.
        Cohort = "cohort",
        /// A case-control study.
        CaseControl = "case_control",
        /// A cross-sectional study.
        CrossSectional = "cross_sectional",
        /// Participants of several trials analysed together.
        PooledAnalysis = "pooled_analysis",
        /// A systematic review or meta-analysis.
        Synthesis = "synthesis",
        /// A genetic association study.
        GeneticAssociation = "genetic_association",
        /// Laboratory work.
        Laboratory = "laboratory",
        /// Recommendations.
        Guidance = "guidance",
    }
}

words! {
    /// Who did not know the treatment.
    Blinding {
        /// Participants and investigators.
        DoubleBlind = "double_blind",
        /// Participants.
        SingleBlind = "single_blind",
        /// Those who rated the outcome.
        RaterBlind = "rater_blind",
        /// Nobody.
        OpenLabel = "open_label",
    }
}

words! {
    /// The measure of a comparison.
    ContrastMeasure {
        /// Hazard ratio.
        HazardRatio = "HR",
        /// Incidence rate ratio.
        IncidenceRateRatio = "IRR",
        /// Risk ratio.
        RiskRatio = "RR",
        /// Odds ratio.
        OddsRatio = "OR",
        /// Ratio of means.
        RatioOfMeans = "ROM",
        /// Excess hazard ratio.
        ExcessHazardRatio = "EHR",
        /// Risk difference, as a proportion.
        RiskDifference = "RD",
        /// Incidence rate difference.
        IncidenceRateDifference = "IRD",
        /// Mean difference.
        MeanDifference = "MD",
        /// Standardised mean difference.
        StandardisedMeanDifference = "SMD",
    }
}

impl ContrastMeasure {
    /// Whether the measure is a ratio: positive, with 1 for no difference.
    pub const fn is_ratio(self) -> bool {
        match self {
            Self::HazardRatio
            | Self::IncidenceRateRatio
            | Self::RiskRatio
            | Self::OddsRatio
            | Self::RatioOfMeans
            | Self::ExcessHazardRatio => true,
            Self::RiskDifference
            | Self::IncidenceRateDifference
            | Self::MeanDifference
            | Self::StandardisedMeanDifference => false,
        }
    }
}

words! {
    /// How a printed p stands to the p that was found.
    POperator {
        /// It is the p, rounded.
        Equal = "=",
        /// The p is below it.
        Below = "<",
        /// The p is above it.
        Above = ">",
    }
}

words! {
    /// How far a row was checked against its source.
    VerificationState {
        /// Read in the publication itself.
        Primary = "primary",
        /// Read elsewhere; `read_at` says where.
        Secondary = "secondary",
        /// Not checked.
        Unverified = "unverified",
    }
}

words! {
    /// Why two sources disagree.
    ConflictKind {
        /// One rounds the other.
        Rounding = "rounding",
        /// They speak of other participants.
        Population = "population",
        /// They speak of other times.
        Timepoint = "timepoint",
        /// They use another measure.
        Measure = "measure",
        /// One claims more than was found.
        Overstatement = "overstatement",
        /// One is wrong.
        Error = "error",
        /// It cannot be told.
        Unclear = "unclear",
    }
}

words! {
    /// Which side of a conflict the review follows.
    Retained {
        /// The first.
        A = "a",
        /// The second.
        B = "b",
    }
}
