//! Four methods side by side.

use super::super::document::Statistics;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::{FitError, Inference, Model, PoolingOptions, StudyEffect, pool};

/// One analysis of the panel.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PanelEntry {
    /// EE, or the estimator of the between-study variance.
    pub(crate) method: &'static str,
    /// z, knha or adhoc.
    pub(crate) test: &'static str,
    #[serde(flatten)]
    pub(crate) pooled: Statistics,
}

impl PanelEntry {
    /// `REML, Hartung-Knapp`.
    pub(crate) fn label(&self) -> String {
        match (self.method, self.test) {
            ("EE", _) => "common effect".to_owned(),
            (method, "knha") => format!("{method}, Hartung-Knapp"),
            (method, "adhoc") => format!("{method}, Hartung-Knapp, ad hoc"),
            (method, _) => format!("{method}, Wald"),
        }
    }
}

/// A common effect, and random effects by Hartung and Knapp, the same with the guard, and Wald.
pub(super) fn panel(
    studies: &[StudyEffect],
    options: &PoolingOptions,
) -> Result<Vec<PanelEntry>, FitError> {
    let model = match options.model {
        Model::CommonEffect => PoolingOptions::default().model,
        random @ Model::RandomEffects(_) => random,
    };
    let analyses = [
        (Model::CommonEffect, Inference::WaldNormal),
        (model, Inference::HartungKnapp),
        (model, Inference::HartungKnappAdHoc),
        (model, Inference::WaldNormal),
    ];
    let entries = analyses.into_iter().map(|(model, inference)| {
        let options = PoolingOptions {
            model,
            inference,
            ..*options
        };
        Ok(PanelEntry {
            method: model.short_name(),
            test: inference.short_name(),
            pooled: Statistics::of_mean(&pool(studies, &options)?),
        })
    });
    entries.collect()
}
