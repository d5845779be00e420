//! Log-likelihoods and information criteria at a fit.

use serde::{Deserialize, Serialize};

use crate::model::LinearModel;

/// Fit statistics under both likelihoods.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FitStatistics {
    /// From the full likelihood.
    pub maximum_likelihood: Criteria,
    /// From the restricted likelihood.
    pub restricted: Criteria,
}

/// A log-likelihood and what is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Criteria {
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// -2 (log-likelihood - that of the saturated model); for REML simply -2 log-likelihood.
    pub deviance: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// Schwarz's criterion.
    pub bic: f64,
    /// Akaike's criterion, corrected for small samples.
    pub aicc: f64,
}

/// The fit statistics at `tau2` and coefficients with weighted residual squares `q`.
///
/// ```text
/// AIC = -2 l + 2 m,   BIC = -2 l + m ln n,   AICc = -2 l + 2 m n' / (n' - m - 1),   n' = max(n, m + 2)
/// ```
///
/// m = p + 1 if tau2 was estimated, else p; n = k for ML and k - p for REML. The saturated model has
/// a coefficient for every study and tau2 = 0: 2 l_sat = -sum ln(2 pi v_i).
pub(crate) fn fit_statistics(
    model: &mut impl LinearModel,
    tau2: f64,
    q: f64,
    tau2_estimated: bool,
) -> FitStatistics {
    let at_fit = model.log_likelihoods_at(tau2, q);
    let k = model.study_count() as f64;
    let df = model.residual_degrees_of_freedom();
    let parameters = model.coefficient_count() as f64 + f64::from(u8::from(tau2_estimated));
    let ln_variances = crate::model::sum_of_logs(model.variances(), 0.0);
    let saturated = -0.5 * (k * std::f64::consts::TAU.ln() + ln_variances);
    FitStatistics {
        maximum_likelihood: criteria(at_fit.full, saturated, parameters, k),
        restricted: criteria(at_fit.restricted, 0.0, parameters, df),
    }
}

fn criteria(log_likelihood: f64, saturated: f64, parameters: f64, n: f64) -> Criteria {
    let twice = -2.0 * log_likelihood;
    let n_corrected = n.max(parameters + 2.0);
    Criteria {
        log_likelihood,
        deviance: -2.0 * (log_likelihood - saturated),
        aic: twice + 2.0 * parameters,
        bic: twice + parameters * n.ln(),
        aicc: twice + 2.0 * parameters * n_corrected / (n_corrected - parameters - 1.0),
    }
}
