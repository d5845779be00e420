//! From the figures of a row to an effect and its standard error.

use crate::candidates::{Candidate, Figures};
use crate::findings::{Count, Derivation};
use trialpool_ingest::{ArmResult, Contrast, POperator, Reported};
use trialpool_meta_analysis::effect_size::{
    EffectSizeError, Proportion, SmdOptions, TwoByTwo, TwoMeans, TwoRates, ZeroCells,
    log_incidence_rate_ratio, log_odds_ratio, log_risk_ratio, logit_proportion, mean_difference,
    risk_difference, standardized_mean_difference,
};
use trialpool_meta_analysis::reported::{
    DerivationError, ErrorRoute, EstimateRoute, Printed, ReportedContrast, ReportedInterval,
    ReportedP, derive_effect,
};
use trialpool_meta_analysis::{ConfidenceLevel, Measure, StudyEffect};

/// An effect with the account of how it came about.
#[derive(Debug, Clone)]
pub(crate) struct Derived {
    pub(crate) effect: StudyEffect,
    pub(crate) derivation: Derivation,
    /// Events and totals, intervention first, where the effect comes from counts.
    pub(crate) counts: Vec<Count>,
}

/// Why a row gives no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Underivable {
    /// Not even an estimate.
    NoEstimate,
    /// An estimate without standard error.
    NoStandardError,
}

/// The effect of a candidate on the analysis scale of `measure`.
///
/// Contrasts follow [`derive_effect`]: the printed interval, the printed standard error, the exact
/// p, a bound on p. Pairs of arms and single arms follow the formulas of
/// [`trialpool_meta_analysis::effect_size`]; 1/2 is added to each cell of a study with a zero cell.
///
/// # Errors
/// [`Underivable`] where the row does not report what the measure needs.
pub(crate) fn derive(
    candidate: &Candidate<'_, '_>,
    measure: Measure,
) -> Result<Derived, Underivable> {
    match candidate.figures {
        Figures::Contrast(row) => of_contrast(row, measure),
        Figures::Pair(treated, control) => of_pair(treated, control, measure),
        Figures::Single(row) => of_single(row),
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
        ErrorRoute::Interval { level } | ErrorRoute::UpperLimit { level } => {
            ("interval", Some(level.value()))
        }
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
    measure: Measure,
) -> Result<Derived, Underivable> {
    match measure {
        Measure::RiskRatio => of_table(treated, control, log_risk_ratio),
        Measure::OddsRatio => of_table(treated, control, log_odds_ratio),
        Measure::RiskDifference => of_table(treated, control, risk_difference),
        Measure::RateRatio => of_rates(treated, control),
        Measure::MeanDifference => of_means(treated, control, mean_difference),
        Measure::StandardizedMeanDifference => of_means(treated, control, |means| {
            standardized_mean_difference(means, &SmdOptions::default())
        }),
        // Hazards cannot be had from the figures of arms.
        _ => Err(Underivable::NoEstimate),
    }
}

fn of_table(
    treated: &ArmResult<'_>,
    control: &ArmResult<'_>,
    formula: impl Fn(&TwoByTwo) -> Result<StudyEffect, EffectSizeError>,
) -> Result<Derived, Underivable> {
    let [a, b] = [
        count(treated.events, treated.n)?,
        count(control.events, control.n)?,
    ];
    let table = TwoByTwo {
        treated_events: a.events,
        treated_total: a.total,
        control_events: b.events,
        control_total: b.total,
    };
    let corrected = ZeroCells::default().apply(&[table]);
    let corrected = corrected.first().ok_or(Underivable::NoEstimate)?;
    let effect = formula(&corrected.counts).map_err(|_| Underivable::NoEstimate)?;
    let correction = corrected.added.map(|added| added.treated);
    Ok(computed(effect, "counts", correction, vec![a, b]))
}

fn of_rates(treated: &ArmResult<'_>, control: &ArmResult<'_>) -> Result<Derived, Underivable> {
    let time = |row: &ArmResult<'_>| count(row.events, row.person_time);
    let (Ok(a), Ok(b)) = (time(treated), time(control)) else {
        return Err(match (treated.rate, control.rate) {
            (Some(_), Some(_)) => Underivable::NoStandardError,
            _ => Underivable::NoEstimate,
        });
    };
    let rates = TwoRates {
        treated_events: a.events,
        treated_time: a.total,
        control_events: b.events,
        control_time: b.total,
    };
    let corrected = ZeroCells::default().apply(&[rates]);
    let corrected = corrected.first().ok_or(Underivable::NoEstimate)?;
    let effect =
        log_incidence_rate_ratio(&corrected.counts).map_err(|_| Underivable::NoEstimate)?;
    let correction = corrected.added.map(|added| added.treated);
    Ok(computed(effect, "rates", correction, vec![a, b]))
}

fn of_means(
    treated: &ArmResult<'_>,
    control: &ArmResult<'_>,
    formula: impl Fn(&TwoMeans) -> Result<StudyEffect, EffectSizeError>,
) -> Result<Derived, Underivable> {
    let mean = |row: &ArmResult<'_>| row.mean.map(Reported::value).ok_or(Underivable::NoEstimate);
    let spread = |row: &ArmResult<'_>| {
        let total = row.n.map(Reported::value)?;
        let of_mean = row.se.map(|se| se.value() * total.sqrt());
        Some((row.sd.map(Reported::value).or(of_mean)?, total))
    };
    let (treated_mean, control_mean) = (mean(treated)?, mean(control)?);
    let (Some((treated_sd, treated_total)), Some((control_sd, control_total))) =
        (spread(treated), spread(control))
    else {
        return Err(Underivable::NoStandardError);
    };
    let means = TwoMeans {
        treated_mean,
        treated_sd,
        treated_total,
        control_mean,
        control_sd,
        control_total,
    };
    let effect = formula(&means).map_err(|_| Underivable::NoStandardError)?;
    Ok(computed(effect, "means", None, Vec::new()))
}

fn of_single(row: &ArmResult<'_>) -> Result<Derived, Underivable> {
    let counted = count(row.events, row.n)?;
    let proportion = Proportion {
        events: counted.events,
        total: counted.total,
    };
    let corrected = ZeroCells::default().apply(&[proportion]);
    let corrected = corrected.first().ok_or(Underivable::NoEstimate)?;
    let effect = logit_proportion(&corrected.counts).map_err(|_| Underivable::NoEstimate)?;
    let correction = corrected.added.map(|added| added.treated);
    Ok(computed(effect, "counts", correction, vec![counted]))
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

/// An effect whose estimate and standard error have the same origin.
fn computed(
    effect: StudyEffect,
    route: &str,
    correction: Option<f64>,
    counts: Vec<Count>,
) -> Derived {
    Derived {
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
    }
}
