//! What an analysis asked, used and found.

use super::{Asked, Provenance, Sections, Verification};
use serde::{Deserialize, Serialize};
use trialpool_language::Localized;
use trialpool_meta_analysis::{Measure, Scale as Transformation};

/// How estimates of a measure are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// As they are: differences, means.
    Identity,
    /// A proportion as it is: shown in per cent, what a limit has beyond 0 or 1 cut off.
    Proportion,
    /// Logarithm of a proportion: shown as exp, in per cent, what a limit has beyond 1 cut off.
    LogProportion,
    /// Logarithms of ratios: shown as exp.
    Log,
    /// Log odds of a proportion: shown as the inverse logit, in per cent.
    Logit,
    /// Normal quantile of a proportion: shown as the normal distribution function, in per cent.
    Probit,
    /// asin √ of a proportion: shown as sin², in per cent.
    ArcsineSquareRoot,
    /// The double arcsine of Freeman and Tukey: shown as sin², in per cent, the limit of its inverse in large samples.
    /// The inverse for one sample size does not hold for a pooled value, which has none: at the harmonic mean of the sizes
    /// it can lie outside of every study. One study is shown by the inverse for its own size ([`Scale::of_one_study`]).
    FreemanTukey,
    /// Square root of a rate: shown as the square.
    SquareRoot,
    /// The square roots of Freeman and Tukey: shown as the square, the limit of their inverse; one study as the double
    /// arcsine's.
    FreemanTukeyRate,
    /// Fisher's transformation of a correlation: shown as tanh.
    FisherZ,
}

/// What kind of quantity a scale shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Differences and means, as they are.
    Difference,
    /// Ratios, around 1.
    Ratio,
    /// Per cent, from 0 to 100.
    Percent,
    /// Rates, from 0 on.
    Rate,
}

impl Scale {
    /// The scale on which effects of `measure` are pooled, and from which they are shown.
    pub(crate) fn of(measure: Measure) -> Self {
        match (measure, measure.scale()) {
            (Measure::Proportion, _) => Self::Proportion,
            (Measure::LogProportion, _) => Self::LogProportion,
            (_, Transformation::Log) => Self::Log,
            (_, Transformation::Logit) => Self::Logit,
            (_, Transformation::Probit) => Self::Probit,
            (_, Transformation::ArcsineSquareRoot) => Self::ArcsineSquareRoot,
            (_, Transformation::FreemanTukey) => Self::FreemanTukey,
            (_, Transformation::SquareRoot) => Self::SquareRoot,
            (_, Transformation::FreemanTukeyRate) => Self::FreemanTukeyRate,
            (_, Transformation::FisherZ) => Self::FisherZ,
            // The measures that the protocol admits have no other scale.
            _ => Self::Identity,
        }
    }

    /// What kind of quantity it shows.
    pub fn shown(self) -> Shown {
        match self {
            Self::Identity | Self::FisherZ => Shown::Difference,
            Self::Log => Shown::Ratio,
            Self::Proportion
            | Self::LogProportion
            | Self::Logit
            | Self::Probit
            | Self::ArcsineSquareRoot
            | Self::FreemanTukey => Shown::Percent,
            Self::SquareRoot | Self::FreemanTukeyRate => Shown::Rate,
        }
    }

    /// As the findings name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Proportion => "proportion",
            Self::LogProportion => "log_proportion",
            Self::Log => "log",
            Self::Logit => "logit",
            Self::Probit => "probit",
            Self::ArcsineSquareRoot => "arcsine_square_root",
            Self::FreemanTukey => "freeman_tukey",
            Self::SquareRoot => "square_root",
            Self::FreemanTukeyRate => "freeman_tukey_rate",
            Self::FisherZ => "fisher_z",
        }
    }

    fn transformation(self) -> Transformation {
        match self {
            Self::Identity | Self::Proportion => Transformation::Identity,
            Self::Log | Self::LogProportion => Transformation::Log,
            Self::Logit => Transformation::Logit,
            Self::Probit => Transformation::Probit,
            Self::ArcsineSquareRoot => Transformation::ArcsineSquareRoot,
            Self::FreemanTukey => Transformation::FreemanTukey,
            Self::SquareRoot => Transformation::SquareRoot,
            Self::FreemanTukeyRate => Transformation::FreemanTukeyRate,
            Self::FisherZ => Transformation::FisherZ,
        }
    }

    /// An estimate as it is shown, proportions as fractions:
    /// [`back_transform`](trialpool_meta_analysis::Scale::back_transform), proportions from 0 to 1.
    pub fn back_transform(self, estimate: f64) -> f64 {
        let shown = self.transformation().back_transform(estimate);
        match self.shown() {
            Shown::Percent => shown.clamp(0.0, 1.0),
            _ => shown,
        }
    }

    /// Whether an estimate is shown as the end of the scale because it lies beyond it: a proportion below 0 or above
    /// 1, the root of a rate below 0. Infinite limits are those ends themselves.
    pub fn is_beyond(self, estimate: f64) -> bool {
        let highest = match self {
            Self::Proportion => 1.0,
            Self::LogProportion => return estimate > 0.0 && estimate.is_finite(),
            Self::ArcsineSquareRoot | Self::FreemanTukey => std::f64::consts::FRAC_PI_2,
            Self::SquareRoot | Self::FreemanTukeyRate => f64::INFINITY,
            Self::Identity | Self::Log | Self::Logit | Self::Probit | Self::FisherZ => {
                return false;
            }
        };
        estimate < 0.0 || estimate > highest
    }

    /// What an estimate of one study, with its standard error, is on a scale that knows no size of studies: the value
    /// whose [`back_transform`](Self::back_transform) is that of the study's own size. The estimate itself, but on the
    /// scales of Freeman and Tukey.
    pub fn of_one_study(self, estimate: f64, standard_error: f64) -> f64 {
        match self {
            Self::FreemanTukey | Self::FreemanTukeyRate => {
                let transformation = self.transformation();
                let variance = standard_error * standard_error;
                transformation.transform(transformation.back_transform_of_study(estimate, variance))
            }
            _ => estimate,
        }
    }
}

/// One analysis of the protocol.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Identifier, usable in a file name and an HTML id.
    pub id: String,
    /// Title.
    pub title: Localized,
    /// The question in PICO terms.
    pub question: Question,
    /// `pairwise` or `single_arm`.
    pub synthesis: Synthesis,
    /// Measure, in the literature's short form (`HR`, `IRR`, `RR`, `OR`, `RD`, `MD`, `SMD`, `PLO` …).
    pub measure: String,
    /// How its estimates are shown.
    pub scale: Scale,
    /// Which direction of the outcome is a benefit.
    pub benefit: Benefit,
    /// Which side of the plot favours whom: label left and right of no effect.
    pub favours: Option<Favours>,
    /// Minimal important difference on the analysis scale, if the outcome states one.
    pub important_difference: Option<f64>,
    /// The settings used.
    pub settings: Settings,
    /// Why results were chosen as they were (rules and reasons of the protocol).
    pub choices: Vec<Choice>,
    /// The main result.
    pub main: Pooling,
    /// Subgroup analysis, if the protocol asks for one.
    pub subgroups: Option<Subgroups>,
    /// What the protocol asks to be shown beside it.
    pub sections: Sections,
    /// Sensitivity analyses, in the order of the protocol.
    pub sensitivities: Vec<Sensitivity>,
    /// Rows that answer the question but are not in the main result, each with the reason.
    pub excluded: Vec<Excluded>,
    /// Remarks of the protocol.
    pub note: Option<Localized>,
}

impl Analysis {
    /// The main result without each study in turn; empty where that is not asked for, or impossible.
    pub fn leave_one_out(&self) -> &[Omission] {
        let asked = self.sections.leave_one_out.as_ref();
        asked.and_then(Asked::found).map_or(&[], Vec::as_slice)
    }
}

/// The question of an analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Population.
    pub population: Localized,
    /// Intervention.
    pub intervention: Localized,
    /// Comparator; empty for single-arm syntheses.
    pub comparator: Localized,
    /// Outcome.
    pub outcome: Localized,
    /// Time point or horizon; may be empty.
    pub timepoint: Localized,
}

/// The kind of synthesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Synthesis {
    /// Contrasts of two arms.
    Pairwise,
    /// Proportions of one arm.
    SingleArm,
}

/// Which direction of an outcome is a benefit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Benefit {
    /// Lower values are better.
    Lower,
    /// Higher values are better.
    Higher,
    /// Neither is a benefit: a description.
    None,
}

/// The labels of the two sides of a forest plot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Favours {
    /// Who is favoured left of no effect.
    pub left: Localized,
    /// Who is favoured right of no effect.
    pub right: Localized,
}

/// The statistical settings of an analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Literature's short name of the method: `EE`, the estimator of a random-effects model (`REML`, `DL` …), `IVHET`
    /// (Doi), `HC` (Henmi and Copas), `MH` (Mantel and Haenszel) or `PETO`.
    pub method: String,
    /// `z`, `t`, `knha`, `adhoc`, `kr` (Kenward and Roger); `hc` for the interval of Henmi and Copas.
    pub test: String,
    /// Confidence level as a fraction.
    pub level: f64,
    /// The rule of the prediction interval: `k-1`, `k-2` or `z` with the standard error of the test; `hk`, `hk-pr`
    /// (Hartung and Knapp), `kr`, `kr-pr` (Kenward and Roger) with one of its own; `bootstrap` (Nagashima); or `none`.
    pub prediction: String,
    /// How the prediction interval is drawn, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bootstrap: Option<Bootstrap>,
    /// How the interval of τ² is made: `qprofile`; `genq` (Biggerstaff and Jackson), `jackson`, `bt` (Biggerstaff and
    /// Tweedie), or `pl` for profile likelihood.
    pub tau2_ci: String,
    /// How the sampling variances of effects computed from arms are estimated, by metafor's name (`LS2`, `UB`, `HO`, `AV`,
    /// `AVHO`); `None` for the default of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vtype: Option<String>,
    /// How their small-sample bias is corrected (`exact`, `approximate`, `none`); `None` for the default of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// What is done with several arms of a trial against one control arm: `combine`, `covariance`; `None` where they are
    /// a choice that the protocol has to make.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_control: Option<String>,
    /// The verification states admitted to the main result.
    pub verification: Vec<Verification>,
}

/// How a sample is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// Number of samples.
    pub samples: usize,
    /// The seed, with which anybody draws the same.
    pub seed: u64,
}

/// A choice that the protocol made between rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The trial, or `None` for a rule that holds for all.
    pub trial: Option<String>,
    /// The reason, as the protocol gives it.
    pub reason: Localized,
}

/// A set of effects and what pooling them gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pooling {
    /// The effects, in the order of the plot.
    pub effects: Vec<Effect>,
    /// The pooled result; `None` if there is no effect.
    pub pooled: Option<Pooled>,
    /// Participants in the arms compared, if every effect states them; no one counted twice.
    pub participants: Option<u64>,
}

/// One study's effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// Trial identifier.
    pub trial: String,
    /// What the plot calls it: trial name and year, and the arm where one trial gives several.
    pub label: String,
    /// Intervention arm.
    pub arm: Localized,
    /// Comparator arm; empty for single-arm syntheses.
    pub comparator: Localized,
    /// Time point.
    pub timepoint: Localized,
    /// Subgroup; empty for all participants.
    pub subgroup: Localized,
    /// Effect, analysis scale.
    pub estimate: f64,
    /// Standard error, analysis scale.
    pub standard_error: f64,
    /// Confidence interval at the analysis's level, analysis scale: the published one where it has
    /// that level and gave the standard error, else estimate ± z standard errors. For single
    /// proportions the exact (Clopper–Pearson) interval. A limit that is the end of the scale, such as
    /// the logit of 0 %, is infinite, and `null` in JSON.
    #[serde(with = "super::limits")]
    pub interval: [f64; 2],
    /// Weight in the pooled result, in per cent.
    pub weight_percent: Option<f64>,
    /// Participants of the arms compared.
    pub participants: Option<u64>,
    /// Events and total in each arm (intervention first), where the effect comes from counts.
    pub counts: Vec<Count>,
    /// How estimate and standard error came about.
    pub derivation: Derivation,
    /// The comparisons with one control arm that it is made of, if it is made of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_control: Option<SharedControl>,
    /// Where the figures were read.
    pub provenance: Provenance,
}

impl Effect {
    /// The estimate as `scale` shows that of one study ([`Scale::of_one_study`]).
    pub fn estimate_on(&self, scale: Scale) -> f64 {
        scale.of_one_study(self.estimate, self.standard_error)
    }
}

/// Several arms against one control arm, as one effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedControl {
    /// `combine` (the arms as one), or `covariance` (the effects by their covariance).
    pub how: String,
    /// The comparisons, each by itself.
    pub comparisons: Vec<OneComparison>,
    /// The covariance matrix of their effects; empty where the arms were combined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covariance: Vec<Vec<f64>>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneComparison {
    /// The intervention arm.
    pub arm: Localized,
    /// Effect, analysis scale.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// Events out of a total.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Events.
    pub events: f64,
    /// Participants, or person-time.
    pub total: f64,
}

/// How an effect was obtained from what was reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// Where the estimate comes from: `reported`, `percent_reduction`, `counts`, `rates`, `means`.
    pub estimate: String,
    /// Where the standard error comes from: `interval`, `exact_p`, `p_bound`, `counts`, `rates`, `means`, `reported`,
    /// or `upper_limit` where the lower limit of a ratio was printed as 0 and half the interval had to do.
    pub standard_error: String,
    /// Confidence level of the interval that gave it, as a fraction.
    pub level: Option<f64>,
    /// The p value or bound that gave it, as printed.
    pub p: Option<String>,
    /// Whether the standard error is an upper bound, so that the effect weighs less than it could.
    pub conservative: bool,
    /// Correction added to the cells of the table, if any.
    pub correction: Option<f64>,
    /// The smallest and largest standard error that the printed digits allow.
    pub standard_error_range: Option<[f64; 2]>,
}

/// A pooled result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pooled {
    /// Number of effects.
    pub k: usize,
    /// Effect, analysis scale.
    pub estimate: f64,
    /// Standard error.
    pub standard_error: f64,
    /// Confidence interval. Of a single study, that of its effect, where a limit may be infinite.
    #[serde(with = "super::limits")]
    pub interval: [f64; 2],
    /// z or t; `None` for a method whose interval has no test (`HC`).
    pub statistic: Option<f64>,
    /// Degrees of freedom of t; `None` for z.
    pub df: Option<f64>,
    /// Two-sided p value of no effect.
    pub p: Option<f64>,
    /// Prediction interval, where the rule gives one, from three studies on: two leave one degree
    /// of freedom, with which it would exclude nothing.
    pub prediction: Option<[f64; 2]>,
    /// Monte Carlo standard errors of its limits, where it was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prediction_errors: Option<[f64; 2]>,
    /// Between-study variance; `None` for methods that have none, or k = 1.
    pub tau2: Option<f64>,
    /// Its interval, by the rule of the settings.
    pub tau2_interval: Option<[f64; 2]>,
    /// I², in per cent, from τ² (from Q for methods that have none); `None` for k = 1.
    pub i2: Option<f64>,
    /// Its interval, from the interval of τ².
    pub i2_interval: Option<[f64; 2]>,
    /// H².
    pub h2: Option<f64>,
    /// Cochran's Q.
    pub q: f64,
    /// Its degrees of freedom.
    pub q_df: usize,
    /// Its p value; `None` for k = 1.
    pub q_p: Option<f64>,
    /// The tests that go with Mantel and Haenszel's method, for the measures that have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tests: Option<TableTests>,
    /// Codes of what the reader must know: `tau2_at_boundary`, `single_study`, `few_studies`, `not_converged`.
    pub caveats: Vec<String>,
}

impl Pooled {
    /// The estimate as `scale` shows it: of one study, as that study.
    pub fn estimate_on(&self, scale: Scale) -> f64 {
        match self.k {
            1 => scale.of_one_study(self.estimate, self.standard_error),
            _ => self.estimate,
        }
    }
}

/// Tests of the tables that Mantel and Haenszel's method pools; those of association are corrected for continuity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct TableTests {
    /// Cochran's test of association (odds ratios).
    pub cochran: Option<ChiSquared>,
    /// The Cochran–Mantel–Haenszel test of association (odds and rate ratios).
    pub cmh: Option<ChiSquared>,
    /// Breslow and Day's test of equal odds ratios.
    pub breslow_day: Option<ChiSquared>,
    /// The same with Tarone's correction.
    pub tarone: Option<ChiSquared>,
}

/// A χ² test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ChiSquared {
    /// χ².
    pub statistic: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// p value.
    pub p: f64,
}

/// A subgroup analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subgroups {
    /// What divides the groups.
    pub variable: Localized,
    /// Whether one trial may contribute to several groups (groups within trials).
    pub within_trials: bool,
    /// The groups, in the order of the protocol.
    pub groups: Vec<Subgroup>,
    /// Test of interaction: do the groups differ? `None` with fewer than two groups pooled.
    pub test: Option<SubgroupTest>,
}

/// One subgroup.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subgroup {
    /// Identifier.
    pub id: String,
    /// Label.
    pub label: Localized,
    /// Its effects and result.
    pub result: Pooling,
    /// Rows of this group left out, each with the reason.
    pub excluded: Vec<Excluded>,
}

/// The between-subgroup test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubgroupTest {
    /// Q between groups.
    pub q: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// p value.
    pub p: f64,
}

/// The main result without one study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Omission {
    /// The label of the effect left out.
    pub omitted: String,
    /// The result without it.
    pub pooled: Pooled,
}

/// A sensitivity analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Localized,
    /// What it changes and why.
    pub reason: Localized,
    /// Its settings.
    pub settings: Settings,
    /// Its effects and result.
    pub result: Pooling,
    /// Its subgroup analysis, if the analysis has one.
    pub subgroups: Option<Subgroups>,
    /// Rows of trials that it leaves out because its method needs counts, or counts that say something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Excluded>,
}

/// A row that is not in the result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Excluded {
    /// Trial identifier.
    pub trial: String,
    /// What it is called.
    pub label: String,
    /// Why.
    pub reason: ExclusionReason,
    /// Where the figures were read.
    pub provenance: Provenance,
}

/// Why a row is not in a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ExclusionReason {
    /// Its verification state is not admitted.
    Verification {
        /// The state.
        state: Verification,
    },
    /// Another row of the same trial is preferred.
    Preferred {
        /// The source of the preferred row.
        source: String,
        /// Why, if the protocol gives a reason for this trial.
        reason: Option<Localized>,
    },
    /// The protocol leaves it out, for a stated reason.
    Protocol {
        /// The reason.
        reason: Localized,
    },
    /// The standard error cannot be derived from what is reported.
    NoStandardError,
    /// No estimate can be derived from what is reported.
    NoEstimate,
    /// The standard error is only bounded, and the analysis does not admit bounds.
    OnlyBound,
    /// A published comparison, where the method pools the counts of the arms.
    NoCounts,
    /// No event in either arm, or nothing but events, where the method pools a ratio from counts.
    NoInformation,
}

impl ExclusionReason {
    /// Whether it is the method that cannot take the row.
    pub fn is_of_the_method(&self) -> bool {
        matches!(self, Self::NoCounts | Self::NoInformation)
    }
}
