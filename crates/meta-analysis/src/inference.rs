//! From an estimate and its variance to standard error, test and interval.

use std::f64::consts::LN_2;

use serde::{Deserialize, Serialize};

use crate::numeric::tail;
use crate::pool::Inference;
use crate::{ConfidenceLevel, Interval};

/// An estimate with its test of no effect and its interval, on the analysis scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The estimate.
    pub effect: f64,
    /// Its standard error under the inference asked for.
    pub standard_error: f64,
    /// `effect / standard_error`: z or t.
    pub statistic: f64,
    /// Degrees of freedom of t; `None` for z.
    pub degrees_of_freedom: Option<f64>,
    /// Two-sided p value of no effect.
    pub p_value: f64,
    /// Its natural logarithm, which does not underflow.
    pub ln_p_value: f64,
    /// The confidence interval.
    pub interval: Interval,
    /// The factor on the inverse-variance variance: Hartung and Knapp's, or 1.
    pub variance_factor: f64,
}

/// The reference distribution of a test statistic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Reference {
    /// Standard normal.
    Normal,
    /// Student's t with the given degrees of freedom.
    T(f64),
}

impl Reference {
    /// ln of the two-sided tail probability beyond `statistic`.
    pub(crate) fn ln_two_sided(self, statistic: f64) -> f64 {
        let size = statistic.abs();
        let one_sided = match self {
            Self::Normal => tail::ln_normal_survival(size),
            Self::T(df) => tail::ln_t_survival(size, df),
        };
        (one_sided + LN_2).min(0.0)
    }

    /// The quantile that leaves `probability` in the upper tail.
    pub(crate) fn upper_quantile(self, probability: f64) -> f64 {
        match self {
            Self::Normal => tail::normal_upper_quantile(probability),
            Self::T(df) => tail::t_upper_quantile(probability, df),
        }
    }

    fn degrees_of_freedom(self) -> Option<f64> {
        match self {
            Self::Normal => None,
            Self::T(df) => Some(df),
        }
    }
}

impl Inference {
    /// The reference distribution with k - p `residual` degrees of freedom. Without any, t is not
    /// defined and the normal stands in (metafor does the same).
    pub(crate) fn reference(self, residual: f64) -> Reference {
        if self == Self::WaldNormal || residual < 1.0 {
            Reference::Normal
        } else {
            Reference::T(residual)
        }
    }

    /// The factor on the inverse-variance variance of the estimate.
    ///
    /// ```text
    /// Hartung-Knapp: y'P y / (k - p);   ad hoc: max(1, y'P y / (k - p));   Wald: 1
    /// ```
    pub(crate) fn variance_factor(self, q: f64, residual: f64) -> f64 {
        if residual < 1.0 {
            return 1.0;
        }
        match self {
            Self::WaldNormal | Self::WaldT => 1.0,
            Self::HartungKnapp => q / residual,
            Self::HartungKnappAdHoc => (q / residual).max(1.0),
        }
    }
}

/// The estimate with test and interval.
///
/// ```text
/// se = sqrt(factor * variance),   statistic = effect / se,   p = 2 P(|statistic| < reference),   interval = effect +- quantile * se
/// ```
pub(crate) fn infer(
    effect: f64,
    variance: f64,
    variance_factor: f64,
    reference: Reference,
    level: ConfidenceLevel,
) -> Estimate {
    let standard_error = (variance_factor * variance).sqrt();
    let statistic = effect / standard_error;
    let ln_p_value = if statistic.is_nan() {
        // 0 / 0: no effect and no uncertainty; nothing speaks against no effect.
        0.0
    } else {
        reference.ln_two_sided(statistic)
    };
    Estimate {
        effect,
        standard_error,
        statistic,
        degrees_of_freedom: reference.degrees_of_freedom(),
        p_value: ln_p_value.exp(),
        ln_p_value,
        interval: Interval::around(
            effect,
            reference.upper_quantile(level.tail()) * standard_error,
        ),
        variance_factor,
    }
}
