//! From the figures of a row to an effect and its standard error.

use crate::candidates::{Candidate, Figures};
use crate::findings::{Count, Derivation};
use crate::shared_control::Combined;
use trialpool_ingest::{ArmResult, Contrast, POperator, Reported};
use trialpool_meta_analysis::effect_size::{
    Counts, EffectSizeOptions, GroupMean, Proportion, Rate, StudyData, TwoByTwo, TwoMeans,
    TwoRates, ZeroCells, effect_size, effect_sizes,
};
use trialpool_meta_analysis::reported::{
    DerivationError, ErrorRoute, EstimateRoute, Printed, ReportedContrast, ReportedInterval,
    ReportedP, derive_effect,
};
use trialpool_meta_analysis::{ConfidenceLevel, DataKind, Measure, PoolingMethod, StudyEffect};

/// What effects are computed as.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EffectKind {
    pub(crate) measure: Measure,
    /// What is added to counts where there are zeros.
    zeros: ZeroCells,
}

impl EffectKind {
    /// Those of an analysis: its measure, with the policy that the measure has for zeros.
    ///
    /// Peto's method shows the estimates that it pools, observed less expected events over their variance, which zeros
    /// do not hinder.
    pub(crate) fn of(measure: Measure, method: PoolingMethod) -> Self {
        match method {
            PoolingMethod::Peto => Self {
                measure: Measure::PetoOddsRatio,
                zeros: ZeroCells::NONE,
            },
            _ => Self {
                measure,
                zeros: ZeroCells::for_measure(measure),
            },
        }
    }
}

/// An effect with the account of how it came about.
#[derive(Debug, Clone)]
pub(crate) struct Derived {
    pub(crate) effect: StudyEffect,
    pub(crate) derivation: Derivation,
    /// Events and totals, intervention first, where the effect comes from counts.
    pub(crate) counts: Vec<Count>,
    /// What it was computed from, where it comes from arms.
    pub(crate) arms: Option<Arms>,
    /// The effects that it is made of, where several arms are compared with one.
    pub(crate) shared_control: Option<Combined>,
}

/// The figures of arms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arms {
    pub(crate) reported: StudyData,
    /// Zeros corrected.
    pub(crate) used: StudyData,
}

/// Why a row gives no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Underivable {
    /// Not even an estimate.
    NoEstimate,
    /// An estimate without standard error.
    NoStandardError,
}

/// The effect of a candidate on the analysis scale of the measure.
///
/// Contrasts follow [`derive_effect`]: the printed interval, the printed standard error, the exact
/// p, a bound on p. Pairs of arms and single arms follow the formulas of
/// [`trialpool_meta_analysis::effect_size`]; 1/2 is added to each cell of a study with a zero cell,
/// where `kind` asks for it.
///
/// # Errors
/// [`Underivable`] where the row does not report what the measure needs.
pub(crate) fn derive(
    candidate: &Candidate<'_, '_>,
    kind: EffectKind,
) -> Result<Derived, Underivable> {
    match candidate.figures {
        Figures::Contrast(row) => of_contrast(row, kind.measure),
        Figures::Pair(treated, control) => of_pair(treated, control, kind),
        Figures::Single(row) => of_single(row, kind),
    }
}

/// The effects of the studies of one pooling by other formulas than the default ones of the measure; those that are
/// published, which have no data, stay as they are.
///
/// An average that a formula takes is that of the studies given. `None` where the formula gives no effect.
pub(crate) fn with_formulas(
    studies: &[&Derived],
    measure: Measure,
    formulas: EffectSizeOptions,
) -> Vec<Option<StudyEffect>> {
    let data: Vec<StudyData> = studies
        .iter()
        .filter_map(|study| Some(study.arms?.used))
        .collect();
    let mut computed = effect_sizes(measure, &data, formulas).into_iter();
    let effects = studies.iter().map(|study| match study.arms {
        Some(_) => computed.next().and_then(Result::ok),
        None => Some(study.effect),
    });
    effects.collect()
}

/// Whether the counts of two arms say nothing of a ratio: no event in either, or, of odds, nothing
/// but events.
pub(crate) fn says_nothing(candidate: &Candidate<'_, '_>, measure: Measure) -> bool {
    let Figures::Pair(treated, control) = candidate.figures else {
        return false;
    };
    let all = |test: &dyn Fn(&ArmResult<'_>) -> bool| test(treated) && test(control);
    let none = || all(&|arm| arm.events.is_some_and(|events| events.value() == 0.0));
    let only = || {
        all(&|arm| match (arm.events, arm.n) {
            (Some(events), Some(n)) => events.value() == n.value(),
            _ => false,
        })
    };
    match measure {
        Measure::RiskRatio | Measure::RateRatio => none(),
        Measure::OddsRatio | Measure::PetoOddsRatio => none() || only(),
        _ => false,
    }
}

fn printed(number: Reported) -> Printed {
    Printed {
        value: number.value(),
        half_unit: number.half_unit(),
    }
}

/// A number as it was printed.
fn as_printed(number: Reported) -> String {
    let decimals = usize::try_from(number.decimals()).unwrap_or(0);
    format!("{:.decimals$}", number.value())
}

fn of_contrast(row: &Contrast<'_>, measure: Measure) -> Result<Derived, Underivable> {
    // An interval whose level is not stated is reported by the checks, and read as 95 %.
    let level = row
        .ci_level
        .and_then(|level| ConfidenceLevel::new(level.value() / 100.0).ok())
        .unwrap_or_default();
    let interval = |lower: Option<Reported>, upper: Option<Reported>| {
        Some(ReportedInterval {
            lower: printed(lower?),
            upper: printed(upper?),
            level,
        })
    };
    let operator = row.p_operator.unwrap_or(POperator::Equal);
    let contrast = ReportedContrast {
        estimate: row.estimate.map(printed),
        interval: interval(row.ci_lower, row.ci_upper),
        standard_error: row.se.map(printed),
        p: row.p.map(printed).map(match operator {
            POperator::Equal => ReportedP::Exactly,
            POperator::Below => ReportedP::Below,
            POperator::Above => ReportedP::Above,
        }),
        reduction_percent: row.reduction_percent.map(printed),
        reduction_interval: interval(row.reduction_lower, row.reduction_upper),
        ..ReportedContrast::new(measure)
    };
    let derived = derive_effect(&contrast).map_err(|error| underivable(&error))?;
    let estimate = match derived.estimate_route {
        EstimateRoute::PercentReduction => "percent_reduction",
        EstimateRoute::Rates => "rates",
        _ => "reported",
    };
    let (standard_error, level) = match derived.error_route {
        ErrorRoute::Interval { level } => ("interval", Some(level.value())),
        ErrorRoute::UpperLimit { level } => ("upper_limit", Some(level.value())),
        ErrorRoute::ExactP { .. } => ("exact_p", None),
        ErrorRoute::Rates => ("rates", None),
        ErrorRoute::PBound { .. } => ("p_bound", None),
        _ => ("reported", None),
    };
    let p = match derived.error_route {
        ErrorRoute::ExactP { .. } => row.p.map(as_printed),
        ErrorRoute::PBound { .. } if operator == POperator::Below => {
            row.p.map(|p| format!("< {}", as_printed(p)))
        }
        // `p = 0.000` says no more than that it rounds to zero.
        ErrorRoute::PBound { p } => Some(format!("< {p}")),
        _ => None,
    };
    let range = derived.standard_error_range;
    Ok(Derived {
        effect: derived.effect,
        derivation: Derivation {
            estimate: estimate.to_owned(),
            standard_error: standard_error.to_owned(),
            level,
            p,
            conservative: derived.conservative,
            correction: None,
            standard_error_range: (range.lower.is_finite() && range.upper.is_finite())
                .then_some([range.lower, range.upper]),
        },
        counts: Vec::new(),
        arms: None,
        shared_control: None,
    })
}

fn underivable(error: &DerivationError) -> Underivable {
    match error {
        DerivationError::NoEstimate
        | DerivationError::NotPositiveRatio { .. }
        | DerivationError::OutsideScale { .. }
        | DerivationError::ReductionOfDifference { .. }
        | DerivationError::Rates(_) => Underivable::NoEstimate,
        _ => Underivable::NoStandardError,
    }
}

fn of_pair(
    treated: &ArmResult<'_>,
    control: &ArmResult<'_>,
    kind: EffectKind,
) -> Result<Derived, Underivable> {
    let data = match kind.measure.data_kind() {
        Some(DataKind::TwoByTwo) => {
            let (a, b) = (
                count(treated.events, treated.n)?,
                count(control.events, control.n)?,
            );
            StudyData::TwoByTwo(TwoByTwo {
                treated_events: a.events,
                treated_total: a.total,
                control_events: b.events,
                control_total: b.total,
            })
        }
        Some(DataKind::TwoRates) => {
            let time = |row: &ArmResult<'_>| count(row.events, row.person_time);
            let (Ok(a), Ok(b)) = (time(treated), time(control)) else {
                return Err(match (treated.rate, control.rate) {
                    (Some(_), Some(_)) => Underivable::NoStandardError,
                    _ => Underivable::NoEstimate,
                });
            };
            StudyData::TwoRates(TwoRates {
                treated_events: a.events,
                treated_time: a.total,
                control_events: b.events,
                control_time: b.total,
            })
        }
        Some(DataKind::TwoMeans) => {
            let (a, b) = (group_mean(treated)?, group_mean(control)?);
            StudyData::TwoMeans(TwoMeans {
                treated_mean: a.mean,
                treated_sd: a.sd,
                treated_total: a.total,
                control_mean: b.mean,
                control_sd: b.sd,
                control_total: b.total,
            })
        }
        // Hazards cannot be had from the figures of arms.
        _ => return Err(Underivable::NoEstimate),
    };
    of_arms(data, kind)
}

fn of_single(row: &ArmResult<'_>, kind: EffectKind) -> Result<Derived, Underivable> {
    let data = match kind.measure.data_kind() {
        Some(DataKind::Proportion) => {
            let counted = count(row.events, row.n)?;
            StudyData::Proportion(Proportion {
                events: counted.events,
                total: counted.total,
            })
        }
        Some(DataKind::Rate) => {
            let counted = count(row.events, row.person_time).map_err(|error| match row.rate {
                Some(_) => Underivable::NoStandardError,
                None => error,
            })?;
            StudyData::Rate(Rate {
                events: counted.events,
                time: counted.total,
            })
        }
        _ => StudyData::GroupMean(group_mean(row)?),
    };
    of_arms(data, kind)
}

/// The effect of what arms report, after the policy for zeros.
pub(crate) fn of_arms(reported: StudyData, kind: EffectKind) -> Result<Derived, Underivable> {
    let (used, correction) = match reported {
        StudyData::TwoByTwo(counts) => corrected(counts, StudyData::TwoByTwo, kind.zeros)?,
        StudyData::TwoRates(counts) => corrected(counts, StudyData::TwoRates, kind.zeros)?,
        StudyData::Proportion(counts) => corrected(counts, StudyData::Proportion, kind.zeros)?,
        StudyData::Rate(counts) => corrected(counts, StudyData::Rate, kind.zeros)?,
        means => (means, None),
    };
    let counts = counts(&reported);
    let effect = effect_size(kind.measure, &used).map_err(|_| {
        if counts.is_empty() {
            Underivable::NoStandardError
        } else {
            Underivable::NoEstimate
        }
    })?;
    let route = match reported {
        StudyData::TwoByTwo(_) | StudyData::Proportion(_) => "counts",
        StudyData::TwoRates(_) | StudyData::Rate(_) => "rates",
        _ => "means",
    };
    Ok(Derived {
        effect,
        derivation: Derivation {
            estimate: route.to_owned(),
            standard_error: route.to_owned(),
            level: None,
            p: None,
            conservative: false,
            correction,
            standard_error_range: None,
        },
        counts,
        arms: Some(Arms { reported, used }),
        shared_control: None,
    })
}

/// Counts with what a policy adds to them.
fn corrected<T: Counts>(
    counts: T,
    data: impl Fn(T) -> StudyData,
    policy: ZeroCells,
) -> Result<(StudyData, Option<f64>), Underivable> {
    let corrected = policy.apply(&[counts]).into_iter().next();
    let corrected = corrected.ok_or(Underivable::NoEstimate)?;
    let added = corrected.added.map(|added| added.treated);
    Ok((data(corrected.counts), added))
}

/// Events and totals, intervention first.
fn counts(data: &StudyData) -> Vec<Count> {
    let count = |events, total| Count { events, total };
    match data {
        StudyData::TwoByTwo(x) => vec![
            count(x.treated_events, x.treated_total),
            count(x.control_events, x.control_total),
        ],
        StudyData::TwoRates(x) => vec![
            count(x.treated_events, x.treated_time),
            count(x.control_events, x.control_time),
        ],
        StudyData::Proportion(x) => vec![count(x.events, x.total)],
        StudyData::Rate(x) => vec![count(x.events, x.time)],
        _ => Vec::new(),
    }
}

/// Mean, standard deviation (from the standard error where that is what was reported) and size.
fn group_mean(row: &ArmResult<'_>) -> Result<GroupMean, Underivable> {
    let mean = row.mean.ok_or(Underivable::NoEstimate)?.value();
    let total = row.n.ok_or(Underivable::NoStandardError)?.value();
    let of_mean = row.se.map(|se| se.value() * total.sqrt());
    let sd = row.sd.map(Reported::value).or(of_mean);
    Ok(GroupMean {
        mean,
        sd: sd.ok_or(Underivable::NoStandardError)?,
        total,
    })
}

fn count(events: Option<Reported>, total: Option<Reported>) -> Result<Count, Underivable> {
    match (events, total) {
        (Some(events), Some(total)) => Ok(Count {
            events: events.value(),
            total: total.value(),
        }),
        _ => Err(Underivable::NoEstimate),
    }
}
