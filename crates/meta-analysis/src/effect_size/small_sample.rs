//! The bias of a standardised mean difference in small samples.

use crate::numeric::gamma::stirling_error;

/// How the small-sample bias of a standardised difference is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum BiasCorrection {
    /// By the exact factor J (Hedges' g).
    #[default]
    Exact,
    /// By 1 - 3 / (4 m - 1).
    Approximate,
    /// Not at all (Cohen's d).
    None,
}

impl BiasCorrection {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Approximate, Self::None];

    /// `exact`, `approximate` or `none`.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approximate => "approximate",
            Self::None => "none",
        }
    }

    /// The one of a short name.
    pub fn from_short_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|known| known.short_name() == name)
    }

    /// The factor for m degrees of freedom.
    pub(super) fn factor(self, degrees_of_freedom: f64) -> f64 {
        match self {
            Self::Exact => small_sample_factor(degrees_of_freedom),
            Self::Approximate => 1.0 - 3.0 / (4.0 * degrees_of_freedom - 1.0),
            Self::None => 1.0,
        }
    }
}

/// The factor J that makes a standardised mean difference unbiased.
///
/// ```text
/// J(m) = Gamma(m / 2) / (sqrt(m / 2) Gamma((m - 1) / 2))
/// ```
///
/// Notation: m `degrees_of_freedom` of the standard deviation. For large m the difference of the log-gammas is taken
/// analytically, so that J is good to 1e-15 at any m.
///
/// # Returns
/// A number below 1, about 1 - 3 / (4 m - 1); NaN for m <= 1, where the expectation does not exist.
/// # References
/// [Hedges (1981)](crate::references#hedges-1981).
#[doc(alias = "J")]
pub fn small_sample_factor(degrees_of_freedom: f64) -> f64 {
    let m = degrees_of_freedom;
    if m <= 1.0 || m.is_nan() {
        return f64::NAN;
    }
    if m < 30.0 {
        return (libm::lgamma(m / 2.0) - libm::lgamma((m - 1.0) / 2.0)).exp() / (m / 2.0).sqrt();
    }
    // Stirling's formula for Gamma(x + 1) at x = m/2 - 1 and x - 1/2; the large terms cancel by hand.
    let x = m / 2.0 - 1.0;
    let large = 0.5 * (-2.0 / m).ln_1p() - x * (-0.5 / x).ln_1p() - 0.5;
    (large + stirling_error(x) - stirling_error(x - 0.5)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // J(2) = 1 / Gamma(1/2), J(4) = 1 / (sqrt 2 Gamma(3/2)), and the recursion J(m) J(m + 1) = (m - 1) / sqrt(m (m + 1)).
        let pi = std::f64::consts::PI;
        assert!((small_sample_factor(2.0) - 1.0 / pi.sqrt()).abs() < 1e-15);
        assert!((small_sample_factor(4.0) - (2.0 / pi).sqrt()).abs() < 1e-15);
        for m in [2.0_f64, 5.0, 29.0, 30.0, 311.0, 1e6, 1e12] {
            let product = small_sample_factor(m) * small_sample_factor(m + 1.0);
            let expected = (m - 1.0) / (m * (m + 1.0)).sqrt();
            assert!((product - expected).abs() < 1e-14, "{m}");
        }
        assert!(small_sample_factor(1.0).is_nan());
    }
}
