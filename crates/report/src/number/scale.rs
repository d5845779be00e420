//! From the analysis scale to the display scale.

use trialpool_review::findings::Scale;

/// An estimate of the analysis scale on the scale on which it is shown.
///
/// ```text
/// Identity: x        Log: exp(x)        Logit: 100 / (1 + exp(-x)), in per cent
/// ```
///
/// Infinite logs give 0 and infinity, infinite log odds 0 and 100 per cent.
pub fn display_value(scale: Scale, estimate: f64) -> f64 {
    match scale {
        Scale::Identity => estimate,
        Scale::Log => estimate.exp(),
        Scale::Logit => 100.0 / (1.0 + (-estimate).exp()),
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
    }
}
