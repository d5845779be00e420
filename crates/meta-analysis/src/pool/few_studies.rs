//! Several inferences side by side, for the few studies where the choice matters most.

use serde::{Deserialize, Serialize};

use super::{Inference, Model, PooledFit, PoolingOptions, pool};
use crate::{FitError, StudyEffect};

/// The same studies under the inferences that are debated for few studies.
///
/// With two to four studies the between-study variance is hardly determined: Wald intervals are too narrow, plain
/// Hartung-Knapp intervals are very wide or, where the effects agree by chance, narrower than those of the common
/// effect. No one of them is right; their spread shows what the data cannot say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FewStudiesPanel {
    /// The common-effect model, normal quantiles.
    pub common_effect: PooledFit,
    /// The random-effects model with normal quantiles.
    pub wald: PooledFit,
    /// The random-effects model with Hartung and Knapp's standard error and t.
    pub hartung_knapp: PooledFit,
    /// The same, never below the inverse-variance standard error.
    pub hartung_knapp_guarded: PooledFit,
}

/// The panel for any number of studies; it is meant for two to four.
///
/// The estimator, level and prediction rule are those of `options`; for a common-effect model in `options` the
/// random-effects columns take REML.
///
/// # Errors
/// As [`pool`]; [`FitError::TooFewStudies`] with fewer than two studies.
pub fn few_studies_panel(
    studies: &[StudyEffect],
    options: &PoolingOptions,
) -> Result<FewStudiesPanel, FitError> {
    if studies.len() < 2 {
        return Err(FitError::TooFewStudies {
            given: studies.len(),
            needed: 2,
        });
    }
    let random = match options.model {
        Model::CommonEffect => PoolingOptions::default().model,
        model @ Model::RandomEffects(_) => model,
    };
    let with = |model, inference| {
        let options = PoolingOptions {
            model,
            inference,
            ..*options
        };
        pool(studies, &options)
    };
    Ok(FewStudiesPanel {
        common_effect: with(Model::CommonEffect, Inference::WaldNormal)?,
        wald: with(random, Inference::WaldNormal)?,
        hartung_knapp: with(random, Inference::HartungKnapp)?,
        hartung_knapp_guarded: with(random, Inference::HartungKnappAdHoc)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guard_keeps_the_interval_from_shrinking() {
        // Two nearly equal effects: tau2 = 0, Q near 0, so Hartung and Knapp's factor is near 0.
        let studies =
            [(0.30, 0.04), (0.31, 0.09)].map(|(y, v)| StudyEffect::from_variance(y, v).unwrap());
        let panel = few_studies_panel(&studies, &PoolingOptions::default()).unwrap();
        let width = |fit: &PooledFit| fit.pooled.interval.upper - fit.pooled.interval.lower;
        assert!(width(&panel.hartung_knapp) < width(&panel.common_effect));
        assert!(width(&panel.hartung_knapp_guarded) > width(&panel.wald));
        assert_eq!(panel.wald.pooled.effect, panel.common_effect.pooled.effect);
        assert!(few_studies_panel(&studies[..1], &PoolingOptions::default()).is_err());
    }
}
