//! Transformations between the display scale and the analysis scale.

use serde::{Deserialize, Serialize};

use crate::effect_size::{freeman_tukey_to_proportion, freeman_tukey_to_rate};
use crate::numeric::tail::{normal_survival, normal_upper_quantile};

/// Fewer events than this are a rounding error of none.
const NO_EVENT: f64 = 1e-9;

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
    /// samples; [`Scale::back_transform_of_study`] takes it.
    FreemanTukey,
    /// y = atanh x, for -1 < x < 1.
    FisherZ,
    /// y = sqrt x, for x >= 0.
    SquareRoot,
    /// The Freeman-Tukey square roots of a rate. Here without the person-time, as their limit sqrt x;
    /// [`Scale::back_transform_of_study`] takes it.
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

    /// From the analysis scale to the display scale, for a value of one study with its sampling variance.
    ///
    /// As [`Scale::back_transform`], but for the transformations of Freeman and Tukey, whose inverse takes the size of
    /// the study: their variance tells it, n = 1 / (4 v) - 1/2 participants or t = 1 / (4 v) person-time. The effect
    /// of a study comes back as the proportion or rate that was observed.
    ///
    /// # Agrees with
    /// metafor `transf.ipft(yi, ni)` and `transf.iirft(yi, ti)` with the study's own size, to 1e-10 (tests in this
    /// module).
    pub fn back_transform_of_study(self, value: f64, sampling_variance: f64) -> f64 {
        let quarter = 0.25 / sampling_variance;
        let (shown, size) = match self {
            Self::FreemanTukey => {
                let total = quarter - 0.5;
                (freeman_tukey_to_proportion(value, total), total)
            }
            Self::FreemanTukeyRate => (freeman_tukey_to_rate(value, quarter), quarter),
            _ => return self.back_transform(value),
        };
        // The size comes back rounded; what is no event is none.
        if shown * size < NO_EVENT { 0.0 } else { shown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StudyEffect;
    use crate::effect_size::{Proportion, Rate, freeman_tukey_proportion, freeman_tukey_rate};

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

    /// `escalc(measure = "PFT", xi = c(3, 0, 19, 7), ni = c(96, 19, 19, 60))`, back by `transf.ipft(yi, ni)`, and so
    /// `yi - qnorm(.975) * sqrt(vi)` and `yi + ...`; the same with `"IRFT"`, `xi = c(3, 0, 7, 12)`,
    /// `ti = c(100, 80, 210, 340)` and `transf.iirft(yi, ti)`.
    #[test]
    fn a_study_comes_back_with_its_own_size() {
        let z = normal_upper_quantile(0.025);
        let shown = |scale: Scale, effect: StudyEffect| {
            let (y, v) = (effect.effect(), effect.sampling_variance());
            [0.0, -z, z].map(|z| scale.back_transform_of_study(y + z * v.sqrt(), v))
        };
        for (events, total, expected) in [
            (
                3.0,
                96.0,
                [0.031_25, 0.003_922_276_190_662_54, 0.077_706_349_523_789_5],
            ),
            (0.0, 19.0, [0.0, 0.0, 0.088_594_765_307_329]),
            (19.0, 19.0, [1.0, 0.911_405_234_692_670_9, 1.0]),
            (
                7.0,
                60.0,
                [
                    7.0 / 60.0,
                    0.045_757_744_643_222_63,
                    0.211_917_205_657_544_5,
                ],
            ),
        ] {
            let effect = freeman_tukey_proportion(&Proportion { events, total }).unwrap();
            let found = shown(Scale::FreemanTukey, effect);
            for (found, expected) in found.into_iter().zip(expected) {
                assert!((found - expected).abs() < 1e-10, "{events}/{total} {found}");
            }
            assert_eq!(found[0] == 0.0, events == 0.0);
        }
        for (events, time, expected) in [
            (
                3.0,
                100.0,
                [0.03, 0.003_646_833_656_136_21, 0.076_074_743_782_214_7],
            ),
            (0.0, 80.0, [0.0, 0.0, 0.021_486_012_412_294_9]),
            (
                7.0,
                210.0,
                [7.0 / 210.0, 0.012_417_472_399_245, 0.063_434_009_141_14],
            ),
            (
                12.0,
                340.0,
                [
                    12.0 / 340.0,
                    0.017_755_310_148_566_54,
                    0.058_489_886_571_142_9,
                ],
            ),
        ] {
            let effect = freeman_tukey_rate(&Rate { events, time }).unwrap();
            let found = shown(Scale::FreemanTukeyRate, effect);
            for (found, expected) in found.into_iter().zip(expected) {
                assert!((found - expected).abs() < 1e-10, "{events}/{time} {found}");
            }
            assert_eq!(found[0] == 0.0, events == 0.0);
        }
        let odds = Scale::Logit.back_transform_of_study(0.3, 0.1);
        assert_eq!(odds, Scale::Logit.back_transform(0.3));
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
