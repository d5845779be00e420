//! From selected effects to pooled results.

mod fit;
mod tables;

pub(crate) use fit::{caveats, finite, fit, pooled};

use crate::effects::Derived;
use crate::findings::{Effect, Pooled, Pooling, SubgroupTest};
use crate::protocol::Settings;
use crate::selection::Selection;
use trialpool_ingest::{Code, Diagnostic, Label, Message};
use trialpool_meta_analysis::{
    FitError, Measure, Model, PoolingOptions, StudyEffect, VarianceSharing, pool, pool_subgroups,
};

/// The studies of a selection, in its order.
pub(crate) fn studies<'s>(selection: &'s Selection<'_, '_>) -> Vec<&'s Derived> {
    selection.chosen.iter().map(|row| &row.derived).collect()
}

/// The effects of studies.
pub(crate) fn effects(studies: &[&Derived]) -> Vec<StudyEffect> {
    studies.iter().map(|study| study.effect).collect()
}

/// Fits with a place at which a failure is reported.
pub(crate) struct Fits<'d> {
    pub(crate) label: Label,
    /// The analysis, or analysis and sensitivity analysis, that is fitted.
    pub(crate) name: String,
    pub(crate) measure: Measure,
    pub(crate) diagnostics: &'d mut Vec<Diagnostic>,
}

impl Fits<'_> {
    /// Pools effects and writes each one's weight beside it.
    pub(crate) fn pooling(
        &mut self,
        studies: &[&Derived],
        mut effects: Vec<Effect>,
        participants: Option<u64>,
        settings: &Settings,
    ) -> Pooling {
        let fit = if studies.is_empty() {
            None
        } else {
            self.keep(fit(studies, self.measure, settings))
        };
        let mut pooled = None;
        if let Some(fit) = fit {
            for (effect, weight) in effects.iter_mut().zip(&fit.weights) {
                effect.weight_percent = Some(100.0 * weight);
            }
            pooled = Some(fit.pooled);
        }
        // Nothing is pooled of one study: its own interval is the result's.
        if let ([effect], Some(pooled)) = (effects.as_slice(), &mut pooled) {
            pooled.interval = effect.interval;
        }
        Pooling {
            effects,
            pooled,
            participants,
        }
    }

    /// The test of the difference between the groups that hold a study.
    ///
    /// Q of the groups' means; of the results of other methods than inverse variances, with their
    /// standard errors.
    pub(crate) fn between(
        &mut self,
        groups: &[Vec<&Derived>],
        results: &[Option<&Pooled>],
        settings: &Settings,
    ) -> Option<SubgroupTest> {
        if !settings.is_linear_model() {
            return self.between_results(results);
        }
        let groups: Vec<Vec<StudyEffect>> = groups
            .iter()
            .filter(|group| !group.is_empty())
            .map(|group| effects(group))
            .collect();
        if groups.len() < 2 {
            return None;
        }
        let groups: Vec<&[StudyEffect]> = groups.iter().map(Vec::as_slice).collect();
        let sharing = VarianceSharing::Separate;
        let fit = self.keep(pool_subgroups(&groups, &settings.options(), sharing))?;
        fit.between.map(|between| SubgroupTest {
            q: between.q,
            df: between.degrees_of_freedom,
            p: between.p_value,
        })
    }

    /// Cochran's Q of results: what pooling them under a common effect finds.
    fn between_results(&mut self, results: &[Option<&Pooled>]) -> Option<SubgroupTest> {
        let results: Vec<StudyEffect> = results
            .iter()
            .flatten()
            .filter_map(|result| {
                StudyEffect::from_standard_error(result.estimate, result.standard_error).ok()
            })
            .collect();
        if results.len() < 2 {
            return None;
        }
        let options = PoolingOptions {
            model: Model::CommonEffect,
            ..PoolingOptions::default()
        };
        let heterogeneity = self.keep(pool(&results, &options))?.heterogeneity;
        Some(SubgroupTest {
            q: heterogeneity.cochran_q,
            df: heterogeneity.degrees_of_freedom,
            p: heterogeneity.p_value,
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
