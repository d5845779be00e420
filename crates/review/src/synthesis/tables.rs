//! The methods that pool the counts of the arms: Mantel and Haenszel's, and Peto's.

use super::fit::{Fitted, caveats, percent};
use crate::effects::Derived;
use crate::findings::{ChiSquared, Pooled, TableTests};
use crate::protocol::Settings;
use trialpool_meta_analysis::effect_size::{TwoByTwo, TwoRates};
use trialpool_meta_analysis::mantel_haenszel::{self, ChiSquaredTest};
use trialpool_meta_analysis::{
    Caveat, FitError, Measure, PoolingMethod, StratifiedFit, StratifiedOptions, peto_odds_ratio,
};

/// Pools the counts behind `studies`, which the selection has seen to be there.
///
/// Nothing is added to the counts that are pooled. Q is that of the studies' own estimates around the
/// result, 1/2 added to the cells of those with a zero (none for Peto's method), those without
/// events left out; the tests of association are corrected for continuity (metafor's defaults).
pub(super) fn fit(
    studies: &[&Derived],
    measure: Measure,
    settings: &Settings,
) -> Result<Fitted, FitError> {
    let options = StratifiedOptions {
        level: settings.level,
        ..StratifiedOptions::default()
    };
    let pairs = || {
        studies.iter().filter_map(|study| match *study.counts {
            [treated, control] => Some((treated, control)),
            _ => None,
        })
    };
    let tables = || -> Vec<TwoByTwo> {
        let tables = pairs().map(|(treated, control)| TwoByTwo {
            treated_events: treated.events,
            treated_total: treated.total,
            control_events: control.events,
            control_total: control.total,
        });
        tables.collect()
    };
    let rates = || -> Vec<TwoRates> {
        let rates = pairs().map(|(treated, control)| TwoRates {
            treated_events: treated.events,
            treated_time: treated.total,
            control_events: control.events,
            control_time: control.total,
        });
        rates.collect()
    };
    let mut tests = TableTests::default();
    let fit = match (settings.method, measure) {
        (PoolingMethod::Peto, _) => peto_odds_ratio(&tables(), &options)?,
        (_, Measure::OddsRatio) => {
            let odds = mantel_haenszel::odds_ratio(&tables(), &options)?;
            tests = TableTests {
                cochran: odds.cochran.and_then(test),
                cmh: odds.mantel_haenszel.and_then(test),
                breslow_day: odds.breslow_day.and_then(test),
                tarone: odds.tarone.and_then(test),
            };
            odds.fit
        }
        (_, Measure::RiskRatio) => mantel_haenszel::risk_ratio(&tables(), &options)?,
        (_, Measure::RiskDifference) => {
            mantel_haenszel::risk_difference_pooled(&tables(), &options)?
        }
        (_, Measure::RateRatio) => {
            let rates = mantel_haenszel::incidence_rate_ratio(&rates(), &options)?;
            tests.cmh = rates.mantel_haenszel.and_then(test);
            rates.fit
        }
        (_, Measure::RateDifference) => {
            mantel_haenszel::incidence_rate_difference_pooled(&rates(), &options)?
        }
        // The protocol refuses every other measure.
        _ => return Err(FitError::NotEstimable),
    };
    Ok(Fitted {
        pooled: pooled(&fit, tests),
        weights: fit.weights,
    })
}

/// A test, unless its degrees of freedom leave nothing to test.
fn test(test: ChiSquaredTest) -> Option<ChiSquared> {
    (test.degrees_of_freedom > 0 && test.statistic.is_finite()).then_some(ChiSquared {
        statistic: test.statistic,
        df: test.degrees_of_freedom,
        p: test.p_value,
    })
}

fn pooled(fit: &StratifiedFit, tests: TableTests) -> Pooled {
    let heterogeneity = &fit.heterogeneity;
    let several = heterogeneity.degrees_of_freedom > 0;
    let single = (fit.study_count == 1).then_some(Caveat::SingleStudy);
    Pooled {
        k: fit.study_count,
        estimate: fit.pooled.effect,
        standard_error: fit.pooled.standard_error,
        interval: [fit.pooled.interval.lower, fit.pooled.interval.upper],
        statistic: Some(fit.pooled.statistic),
        df: None,
        p: Some(fit.pooled.p_value),
        prediction: None,
        prediction_errors: None,
        tau2: None,
        tau2_interval: None,
        i2: several.then_some(100.0 * heterogeneity.i_squared),
        i2_interval: heterogeneity
            .i_squared_interval
            .filter(|_| several)
            .and_then(percent),
        h2: several.then_some(heterogeneity.h_squared),
        q: heterogeneity.cochran_q,
        q_df: heterogeneity.degrees_of_freedom,
        q_p: several.then_some(heterogeneity.p_value),
        tests: (tests != TableTests::default()).then_some(tests),
        caveats: caveats(single.as_slice()),
    }
}
