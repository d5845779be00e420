//! From selected effects to pooled results.

use crate::findings::{Effect, Pooled, Pooling, SubgroupTest};
use crate::protocol::Settings;
use crate::selection::Selection;
use trialpool_ingest::{Code, Diagnostic, Label, Message};
use trialpool_meta_analysis::{
    Caveat, FitError, Interval, PooledFit, StudyEffect, VarianceIntervalMethod, VarianceSharing,
    pool, pool_subgroups, variance_interval,
};

/// Studies needed for a prediction interval: with two, one degree of freedom is left at most, and
/// the interval reaches over many orders of magnitude.
const FEWEST_TO_PREDICT: usize = 3;

/// The studies of a selection, in its order.
pub(crate) fn studies(selection: &Selection<'_, '_>) -> Vec<StudyEffect> {
    selection
        .chosen
        .iter()
        .map(|row| row.derived.effect)
        .collect()
}

/// Fits with a place at which a failure is reported.
pub(crate) struct Fits<'d> {
    pub(crate) label: Label,
    /// The analysis, or analysis and sensitivity analysis, that is fitted.
    pub(crate) name: String,
    pub(crate) diagnostics: &'d mut Vec<Diagnostic>,
}

impl Fits<'_> {
    /// Pools effects and writes each one's weight beside it.
    pub(crate) fn pooling(
        &mut self,
        studies: &[StudyEffect],
        mut effects: Vec<Effect>,
        participants: Option<u64>,
        settings: &Settings,
    ) -> Pooling {
        let fit = if studies.is_empty() {
            None
        } else {
            self.keep(pool(studies, &settings.options))
        };
        if let Some(fit) = &fit {
            for (effect, weight) in effects.iter_mut().zip(&fit.weights) {
                effect.weight_percent = Some(100.0 * weight);
            }
        }
        let mut pooled = fit.as_ref().map(|fit| pooled(fit, studies, settings));
        // Nothing is pooled of one study: its own interval is the result's.
        if let ([effect], Some(pooled)) = (effects.as_slice(), &mut pooled)
            && let [Some(lower), Some(upper)] = effect.interval
        {
            pooled.interval = [lower, upper];
        }
        Pooling {
            effects,
            pooled,
            participants,
        }
    }

    /// The test of the difference between the groups that hold a study.
    pub(crate) fn between(
        &mut self,
        groups: &[Vec<StudyEffect>],
        settings: &Settings,
    ) -> Option<SubgroupTest> {
        let groups: Vec<&[StudyEffect]> = groups
            .iter()
            .map(Vec::as_slice)
            .filter(|group| !group.is_empty())
            .collect();
        if groups.len() < 2 {
            return None;
        }
        let fit = self.keep(pool_subgroups(
            &groups,
            &settings.options,
            VarianceSharing::Separate,
        ))?;
        fit.between.map(|between| SubgroupTest {
            q: between.q,
            df: between.degrees_of_freedom,
            p: between.p_value,
        })
    }

    /// The fit, or a finding that says why there is none (TP0614).
    fn keep<T>(&mut self, fit: Result<T, FitError>) -> Option<T> {
        match fit {
            Ok(fit) => Some(fit),
            Err(error) => {
                let reason = match error {
                    FitError::NotFinite => Message::new("tp0614.not-finite"),
                    FitError::NoStudies | FitError::TooFewStudies { .. } => {
                        Message::new("tp0614.too-few")
                    }
                    _ => Message::new("tp0614.not-estimable"),
                };
                self.diagnostics.push(
                    Diagnostic::warning(
                        Code::TP0614,
                        Message::new("tp0614").text("analysis", self.name.as_str()),
                    )
                    .at(self.label.clone())
                    .note(reason),
                );
                None
            }
        }
    }
}

/// A fit of `studies` as the findings hold it.
pub(crate) fn pooled(fit: &PooledFit, studies: &[StudyEffect], settings: &Settings) -> Pooled {
    let several = fit.study_count > 1;
    let heterogeneity = &fit.heterogeneity;
    let between = fit.between_study.filter(|_| several);
    let percent = |interval: Interval| finite(interval.map(|fraction| 100.0 * fraction));
    let mut tau2_interval = between.and_then(|between| between.interval);
    let mut i2_interval = heterogeneity.i_squared_interval.filter(|_| several);
    let method = settings.variance_interval;
    if between.is_some()
        && method != VarianceIntervalMethod::QProfile
        && let Ok(interval) = variance_interval(studies, method, settings.options.level)
    {
        tau2_interval = Some(interval.variance);
        i2_interval = Some(interval.i_squared);
    }
    Pooled {
        k: fit.study_count,
        estimate: fit.pooled.effect,
        standard_error: fit.pooled.standard_error,
        interval: [fit.pooled.interval.lower, fit.pooled.interval.upper],
        statistic: fit.pooled.statistic,
        df: fit.pooled.degrees_of_freedom,
        p: fit.pooled.p_value,
        prediction: fit
            .prediction
            .filter(|_| fit.study_count >= FEWEST_TO_PREDICT)
            .and_then(finite),
        tau2: between.map(|between| between.variance),
        tau2_interval: tau2_interval.and_then(finite),
        i2: several.then_some(100.0 * heterogeneity.i_squared),
        i2_interval: i2_interval.and_then(percent),
        h2: several.then_some(heterogeneity.h_squared),
        q: heterogeneity.cochran_q,
        q_df: heterogeneity.degrees_of_freedom,
        q_p: several.then_some(heterogeneity.p_value),
        caveats: caveats(&fit.caveats),
    }
}

/// The codes of what the reader must know.
pub(crate) fn caveats(caveats: &[Caveat]) -> Vec<String> {
    let codes = caveats.iter().map(|caveat| caveat.code().to_owned());
    codes.collect()
}

/// Both limits, if neither is infinite.
pub(crate) fn finite(interval: Interval) -> Option<[f64; 2]> {
    (interval.lower.is_finite() && interval.upper.is_finite())
        .then_some([interval.lower, interval.upper])
}
