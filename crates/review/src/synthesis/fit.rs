//! One result of some studies, by the method of the settings.

use super::tables;
use crate::effects::Derived;
use crate::findings::Pooled;
use crate::protocol::Settings;
use trialpool_meta_analysis::{
    Caveat, FitError, Interval, Measure, PooledFit, PoolingMethod, PredictionChoice, StudyEffect,
    TestChoice, VarianceIntervalMethod, bootstrap_prediction, henmi_copas,
    inverse_variance_heterogeneity, kenward_roger, pool, prediction_distribution,
    variance_interval,
};

/// Studies needed for a prediction interval: with two, one degree of freedom is left at most, and
/// the interval reaches over many orders of magnitude.
const FEWEST_TO_PREDICT: usize = 3;

/// A result with the weight of each study in it.
pub(crate) struct Fitted {
    pub(crate) pooled: Pooled,
    /// In the order of the studies; they sum to 1.
    pub(crate) weights: Vec<f64>,
}

/// Pools studies of `measure`.
///
/// # Errors
/// [`FitError`] where the studies do not determine the result.
pub(crate) fn fit(
    studies: &[&Derived],
    measure: Measure,
    settings: &Settings,
) -> Result<Fitted, FitError> {
    if settings.method.pools_tables() {
        return tables::fit(studies, measure, settings);
    }
    let studies: Vec<StudyEffect> = studies.iter().map(|study| study.effect).collect();
    let options = settings.options();
    let fit = match settings.method {
        PoolingMethod::InverseVarianceHeterogeneity | PoolingMethod::HenmiCopas => {
            inverse_variance_heterogeneity(&studies, &options)?
        }
        _ => pool(&studies, &options)?,
    };
    let weights = fit.weights.clone();
    let mut pooled = pooled(&fit, &studies, settings);
    if settings.test() == TestChoice::KenwardRoger {
        let mean = kenward_roger(&studies, &options)?;
        pooled.standard_error = mean.standard_error;
        pooled.interval = [mean.interval.lower, mean.interval.upper];
        pooled.statistic = Some(mean.statistic);
        pooled.df = mean.degrees_of_freedom;
        pooled.p = Some(mean.p_value);
    }
    // One study is its own result.
    if settings.method == PoolingMethod::HenmiCopas && studies.len() > 1 {
        let interval = henmi_copas(&studies, settings.level)?.interval;
        pooled.interval = [interval.lower, interval.upper];
        (pooled.statistic, pooled.df, pooled.p) = (None, None, None);
    }
    if studies.len() >= FEWEST_TO_PREDICT {
        predict(&mut pooled, &studies, settings)?;
    }
    Ok(Fitted { pooled, weights })
}

/// The prediction interval of a rule that does not go with the test of the mean.
fn predict(
    pooled: &mut Pooled,
    studies: &[StudyEffect],
    settings: &Settings,
) -> Result<(), FitError> {
    match settings.prediction() {
        PredictionChoice::Rule(_) => {}
        PredictionChoice::Own(method) => {
            let distribution = prediction_distribution(studies, method, &settings.options())?;
            let interval = distribution.map(|new| new.interval(settings.level));
            pooled.prediction = interval.and_then(finite);
        }
        PredictionChoice::Bootstrap => {
            if let Some(bootstrap) = settings.bootstrap() {
                let drawn = bootstrap_prediction(studies, settings.level, bootstrap)?.prediction;
                pooled.prediction = finite(drawn.interval);
                pooled.prediction_errors = Some(drawn.errors);
            }
        }
    }
    Ok(())
}

/// A fit of `studies` as the findings hold it.
pub(crate) fn pooled(fit: &PooledFit, studies: &[StudyEffect], settings: &Settings) -> Pooled {
    let several = fit.study_count > 1;
    let heterogeneity = &fit.heterogeneity;
    let between = fit.between_study.filter(|_| several);
    let mut tau2_interval = between.and_then(|between| between.interval);
    let mut i2_interval = heterogeneity.i_squared_interval.filter(|_| several);
    let method = settings.variance_interval();
    if between.is_some()
        && method != VarianceIntervalMethod::QProfile
        && let Ok(interval) = variance_interval(studies, method, settings.level)
    {
        tau2_interval = Some(interval.variance);
        i2_interval = Some(interval.i_squared);
    }
    Pooled {
        k: fit.study_count,
        estimate: fit.pooled.effect,
        standard_error: fit.pooled.standard_error,
        interval: [fit.pooled.interval.lower, fit.pooled.interval.upper],
        statistic: Some(fit.pooled.statistic),
        df: fit.pooled.degrees_of_freedom,
        p: Some(fit.pooled.p_value),
        prediction: fit
            .prediction
            .filter(|_| fit.study_count >= FEWEST_TO_PREDICT)
            .and_then(finite),
        prediction_errors: None,
        tau2: between.map(|between| between.variance),
        tau2_interval: tau2_interval.and_then(finite),
        i2: several.then_some(100.0 * heterogeneity.i_squared),
        i2_interval: i2_interval.and_then(percent),
        h2: several.then_some(heterogeneity.h_squared),
        q: heterogeneity.cochran_q,
        q_df: heterogeneity.degrees_of_freedom,
        q_p: several.then_some(heterogeneity.p_value),
        tests: None,
        caveats: caveats(&fit.caveats),
    }
}

/// The codes of what the reader must know.
pub(crate) fn caveats(caveats: &[Caveat]) -> Vec<String> {
    let codes = caveats.iter().map(|caveat| caveat.code().to_owned());
    codes.collect()
}

/// Both limits of a share in per cent, if neither is infinite.
pub(super) fn percent(interval: Interval) -> Option<[f64; 2]> {
    finite(interval.map(|fraction| 100.0 * fraction))
}

/// Both limits, if neither is infinite.
pub(crate) fn finite(interval: Interval) -> Option<[f64; 2]> {
    (interval.lower.is_finite() && interval.upper.is_finite())
        .then_some([interval.lower, interval.upper])
}
