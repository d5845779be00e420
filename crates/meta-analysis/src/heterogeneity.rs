//! Q, I² and H².

use serde::{Deserialize, Serialize};

use crate::model::mean::MeanModel;
use crate::model::{Evaluation, LinearModel};
use crate::numeric::tail::{chi_squared_survival, ln_chi_squared_survival, normal_upper_quantile};
use crate::{ConfidenceLevel, Interval, StudyEffect};

/// How much the effects differ beyond what their sampling variances explain.
///
/// ```text
/// Q = sum w_i (y_i - mean)^2,  w_i = 1 / v_i
/// from tau2:  I^2 = tau2 / (tau2 + v),  H^2 = 1 + tau2 / v,   v = (k - p) / tr(P) the typical variance
/// from Q:     I^2 = max(0, 1 - (k - p) / Q),  H^2 = Q / (k - p)
/// ```
///
/// The two agree for DerSimonian-Laird. `i_squared` and `h_squared` are from tau2 for
/// random-effects models and from Q for the common-effect model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Heterogeneity {
    /// Cochran's Q (residual Q where there are moderators).
    pub cochran_q: f64,
    /// k - p.
    pub degrees_of_freedom: usize,
    /// P(chi-squared > Q); 1 without degrees of freedom.
    pub p_value: f64,
    /// Its natural logarithm.
    pub ln_p_value: f64,
    /// I² as a fraction.
    pub i_squared: f64,
    /// H².
    pub h_squared: f64,
    /// I² from Q, as a fraction.
    pub i_squared_from_q: f64,
    /// H² from Q.
    pub h_squared_from_q: f64,
    /// The test-based interval of I² from Q; `None` with fewer than three studies, or two residual
    /// degrees of freedom.
    pub i_squared_from_q_interval: Option<Interval>,
    /// The test-based interval of H² from Q.
    pub h_squared_from_q_interval: Option<Interval>,
    /// The interval of I² that goes with the interval of tau2.
    pub i_squared_interval: Option<Interval>,
    /// The interval of H² that goes with the interval of tau2.
    pub h_squared_interval: Option<Interval>,
    /// The typical sampling variance that I² and H² compare tau2 with.
    pub typical_variance: f64,
}

/// The heterogeneity of a fit: `tau2` is `None` for a common-effect model.
pub(crate) fn heterogeneity(
    model: &mut impl LinearModel,
    tau2: Option<f64>,
    tau2_interval: Option<Interval>,
    level: ConfidenceLevel,
) -> Heterogeneity {
    let df = model.residual_degrees_of_freedom();
    if df < 1.0 {
        return none();
    }
    let Evaluation { q, trace_p, .. } = model.evaluate(0.0);
    let typical_variance = df / trace_p;
    let i_squared_at = |tau2: f64| tau2 / (tau2 + typical_variance);
    let h_squared_at = |tau2: f64| 1.0 + tau2 / typical_variance;
    let h_squared_from_q = q / df;
    let i_squared_from_q = if q > df { (q - df) / q } else { 0.0 };
    let h_interval = test_based_interval(q, df, level);
    Heterogeneity {
        cochran_q: q,
        degrees_of_freedom: model.study_count() - model.coefficient_count(),
        p_value: chi_squared_survival(q, df),
        ln_p_value: ln_chi_squared_survival(q, df),
        i_squared: tau2.map_or(i_squared_from_q, i_squared_at),
        h_squared: tau2.map_or(h_squared_from_q, h_squared_at),
        i_squared_from_q,
        h_squared_from_q,
        i_squared_from_q_interval: h_interval.map(|h| h.map(i_squared_of)),
        h_squared_from_q_interval: h_interval,
        i_squared_interval: tau2_interval.map(|interval| interval.map(i_squared_at)),
        h_squared_interval: tau2_interval.map(|interval| interval.map(h_squared_at)),
        typical_variance,
    }
}

/// The heterogeneity of `studies` around a `mean` that was not estimated from their inverse variances;
/// k - 1 degrees of freedom.
pub(crate) fn around(studies: &[StudyEffect], mean: f64, level: ConfidenceLevel) -> Heterogeneity {
    if studies.len() < 2 {
        return none();
    }
    let df = (studies.len() - 1) as f64;
    let q: f64 = studies
        .iter()
        .map(|s| (s.effect() - mean).powi(2) / s.sampling_variance())
        .sum();
    let i_squared = if q > df { (q - df) / q } else { 0.0 };
    let h_interval = test_based_interval(q, df, level);
    Heterogeneity {
        cochran_q: q,
        degrees_of_freedom: studies.len() - 1,
        p_value: chi_squared_survival(q, df),
        ln_p_value: ln_chi_squared_survival(q, df),
        i_squared,
        h_squared: q / df,
        i_squared_from_q: i_squared,
        h_squared_from_q: q / df,
        i_squared_from_q_interval: h_interval.map(|h| h.map(i_squared_of)),
        h_squared_from_q_interval: h_interval,
        i_squared_interval: None,
        h_squared_interval: None,
        typical_variance: df / MeanModel::new(studies).evaluate(0.0).trace_p,
    }
}

/// I² of an H²: max(0, 1 - 1 / H²).
fn i_squared_of(h_squared: f64) -> f64 {
    (1.0 - 1.0 / h_squared).max(0.0)
}

/// The test-based interval of H² (Higgins and Thompson 2002), not below 1.
///
/// ```text
/// ln H +- z s,   s = (ln Q - ln(k - 1)) / (2 (sqrt(2 Q) - sqrt(2 k - 3)))       if Q > k
///                s = sqrt((1 - 1 / (3 (k - 2)^2)) / (2 (k - 2)))                otherwise
/// ```
///
/// `df` stands for k - 1. `None` unless df > 1.
fn test_based_interval(q: f64, df: f64, level: ConfidenceLevel) -> Option<Interval> {
    if df < 2.0 {
        return None;
    }
    let k = df + 1.0;
    let deviation = if q > k {
        0.5 * (q / df).ln() / ((2.0 * q).sqrt() - (2.0 * k - 3.0).sqrt())
    } else {
        ((1.0 - 1.0 / (3.0 * (k - 2.0).powi(2))) / (2.0 * (k - 2.0))).sqrt()
    };
    // H is at least 1; below that there is no heterogeneity to speak of.
    let ln_h = (0.5 * (q / df).ln()).max(0.0);
    let half_width = normal_upper_quantile(level.tail()) * deviation;
    Some(Interval::around(ln_h, half_width).map(|ln_h| (2.0 * ln_h).exp().max(1.0)))
}

/// A single study (or as many coefficients as studies): nothing can differ.
fn none() -> Heterogeneity {
    Heterogeneity {
        cochran_q: 0.0,
        degrees_of_freedom: 0,
        p_value: 1.0,
        ln_p_value: 0.0,
        i_squared: 0.0,
        h_squared: 1.0,
        i_squared_from_q: 0.0,
        h_squared_from_q: 1.0,
        i_squared_from_q_interval: None,
        h_squared_from_q_interval: None,
        i_squared_interval: None,
        h_squared_interval: None,
        typical_variance: 0.0,
    }
}
