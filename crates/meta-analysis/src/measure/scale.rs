//! Transformations between the display scale and the analysis scale.

use serde::{Deserialize, Serialize};

use crate::numeric::tail::{normal_survival, normal_upper_quantile};

/// The analysis scale of a measure, named by the transformation from the display scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Scale {
    /// y = x.
    Identity,
    /// y = ln x, for x > 0.
    Log,
    /// y = ln(x / (1 - x)), for 0 < x < 1.
    Logit,
    /// y = the standard normal quantile of x, for 0 < x < 1.
    Probit,
    /// y = asin(sqrt x), for 0 <= x <= 1.
    ArcsineSquareRoot,
    /// The double arcsine of a proportion. Here without the sample size, as its limit asin(sqrt x) in large
    /// samples; [`freeman_tukey_to_proportion`](crate::effect_size::freeman_tukey_to_proportion) takes the sample size.
    FreemanTukey,
    /// y = atanh x, for -1 < x < 1.
    FisherZ,
    /// y = sqrt x, for x >= 0.
    SquareRoot,
    /// The Freeman-Tukey square roots of a rate. Here without the person-time, as their limit sqrt x.
    FreemanTukeyRate,
    /// y = 1 - (1 - x)^(1/3), for a reliability x.
    HakstianWhalen,
    /// y = -ln(1 - x), for a reliability x < 1.
    Bonett,
}

impl Scale {
    /// From the display scale to the analysis scale; NaN where the transformation is not defined.
    pub fn transform(self, value: f64) -> f64 {
        match self {
            Self::Identity => value,
            Self::Log => value.ln(),
            Self::Logit => {
                if (0.0..=1.0).contains(&value) {
                    value.ln() - (-value).ln_1p()
                } else {
                    f64::NAN
                }
            }
            Self::Probit => {
                if (0.0..=1.0).contains(&value) {
                    -normal_upper_quantile(value)
                } else {
                    f64::NAN
                }
            }
            Self::ArcsineSquareRoot | Self::FreemanTukey => value.sqrt().asin(),
            Self::FisherZ => value.atanh(),
            Self::SquareRoot | Self::FreemanTukeyRate => value.sqrt(),
            Self::HakstianWhalen => 1.0 - (1.0 - value).cbrt(),
            Self::Bonett => -(-value).ln_1p(),
        }
    }

    /// From the analysis scale to the display scale.
    ///
    /// Values beyond the range of the transformation go to the end of the display scale that they are beyond of:
    /// a proportion's arcsine below 0 is 0, above pi/2 it is 1; a square root below 0 is a rate of 0; a reliability is
    /// not below 0 on Bonett's scale, as in metafor.
    pub fn back_transform(self, value: f64) -> f64 {
        match self {
            Self::Identity => value,
            Self::Log => value.exp(),
            Self::Logit => {
                // exp() of a non-positive number cannot overflow.
                if value >= 0.0 {
                    1.0 / (1.0 + (-value).exp())
                } else {
                    let odds = value.exp();
                    odds / (1.0 + odds)
                }
            }
            Self::Probit => normal_survival(-value),
            Self::ArcsineSquareRoot | Self::FreemanTukey => {
                value.clamp(0.0, std::f64::consts::FRAC_PI_2).sin().powi(2)
            }
            Self::FisherZ => value.tanh(),
            Self::SquareRoot | Self::FreemanTukeyRate => value.max(0.0).powi(2),
            Self::HakstianWhalen => 1.0 - (1.0 - value).powi(3),
            Self::Bonett => (-(-value).exp_m1()).max(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Scale; 11] = [
        Scale::Identity,
        Scale::Log,
        Scale::Logit,
        Scale::Probit,
        Scale::ArcsineSquareRoot,
        Scale::FreemanTukey,
        Scale::FisherZ,
        Scale::SquareRoot,
        Scale::FreemanTukeyRate,
        Scale::HakstianWhalen,
        Scale::Bonett,
    ];

    #[test]
    fn transformations_are_inverse_of_each_other() {
        for scale in ALL {
            for value in [0.001, 0.2, 0.5, 0.77, 0.999] {
                let back = scale.back_transform(scale.transform(value));
                assert!((back - value).abs() < 1e-12, "{scale:?} {value} {back}");
            }
        }
    }

    #[test]
    fn outside_the_domain_there_is_no_value() {
        assert!(Scale::Log.transform(-1.0).is_nan());
        assert!(Scale::Logit.transform(1.1).is_nan());
        assert!(Scale::Probit.transform(-0.1).is_nan());
        assert!(Scale::FisherZ.transform(1.1).is_nan());
        assert_eq!(Scale::Logit.back_transform(-800.0), 0.0);
        assert_eq!(Scale::Logit.back_transform(800.0), 1.0);
    }
}
