//! From the analysis scale to the display scale.

use trialpool_review::findings::{Scale, Shown};

/// An estimate of the analysis scale on the scale on which it is shown, proportions in per cent.
///
/// Infinite logs give 0 and infinity, infinite log odds 0 and 100 per cent.
pub fn display_value(scale: Scale, estimate: f64) -> f64 {
    let shown = scale.back_transform(estimate);
    match scale.shown() {
        Shown::Percent => 100.0 * shown,
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scale_is_left_by_its_inverse() {
        assert_eq!(display_value(Scale::Identity, -0.25), -0.25);
        assert_eq!(display_value(Scale::Log, 0.0), 1.0);
        assert_eq!(display_value(Scale::Log, f64::NEG_INFINITY), 0.0);
        assert_eq!(display_value(Scale::Logit, 0.0), 50.0);
        // logit(0.2) = ln(0.2 / 0.8) = -ln 4
        assert!((display_value(Scale::Logit, -(4.0_f64.ln())) - 20.0).abs() < 1e-12);
        assert_eq!(display_value(Scale::Logit, f64::NEG_INFINITY), 0.0);
        assert_eq!(display_value(Scale::Logit, f64::INFINITY), 100.0);
        assert_eq!(display_value(Scale::Probit, 0.0), 50.0);
        // asin(sqrt(1 / 4)) = pi / 6; beyond the ends of the arcsine lie 0 and 100 per cent.
        let quarter = std::f64::consts::FRAC_PI_6;
        for scale in [Scale::ArcsineSquareRoot, Scale::FreemanTukey] {
            assert!((display_value(scale, quarter) - 25.0).abs() < 1e-12);
            assert_eq!(display_value(scale, -0.1), 0.0);
            assert_eq!(display_value(scale, 1.6), 100.0);
        }
        for scale in [Scale::SquareRoot, Scale::FreemanTukeyRate] {
            assert!((display_value(scale, 0.3) - 0.09).abs() < 1e-12);
            assert_eq!(display_value(scale, -0.3), 0.0);
        }
    }
}
