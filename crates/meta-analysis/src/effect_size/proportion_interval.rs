//! The exact interval of a proportion.

use super::{EffectSizeError, Proportion};
use crate::numeric::tail::beta_quantile;
use crate::{ConfidenceLevel, Interval};

/// The exact (Clopper-Pearson) confidence interval of a proportion.
///
/// ```text
/// lower = Beta quantile of t     with parameters x, n - x + 1      (0 if x = 0)
/// upper = Beta quantile of 1 - t with parameters x + 1, n - x      (1 if x = n),   t = (1 - level) / 2
/// ```
///
/// Notation: x `events`, n `total`.
///
/// # Input and units
/// `events` of `total` participants; both may be fractional.
/// # Returns
/// The interval on the proportion scale, inside [0, 1], with at least the stated coverage.
/// # Errors
/// [`EffectSizeError`] if a count is negative or not finite, `total` is 0 or `events` exceeds it.
/// # Agrees with
/// R `binom.test()` to 1e-12 (tests in this module).
/// # References
/// [Clopper and Pearson (1934)](crate::references#clopper-1934).
pub fn clopper_pearson(
    events: f64,
    total: f64,
    level: ConfidenceLevel,
) -> Result<Interval, EffectSizeError> {
    Proportion { events, total }.check()?;
    let tail = level.tail();
    let without = total - events;
    let lower = if events == 0.0 {
        0.0
    } else {
        beta_quantile(tail, events, without + 1.0)
    };
    // By symmetry from the other end, so that the tail probability stays small and exact.
    let upper = if without == 0.0 {
        1.0
    } else {
        1.0 - beta_quantile(tail, without, events + 1.0)
    };
    Ok(Interval { lower, upper })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_binom_test() {
        // R 4.2.2: binom.test(events, total, conf.level = level)$conf.int.
        for (events, total, level, lower, upper) in [
            (
                3.0,
                96.0,
                0.95,
                0.006_491_454_769_864_333,
                0.088_618_099_661_560_98,
            ),
            (0.0, 19.0, 0.95, 0.0, 0.176_466_911_806_965_28),
            (19.0, 19.0, 0.95, 0.823_533_088_193_034_7, 1.0),
            (
                1.0,
                2.0,
                0.95,
                0.012_579_117_093_425_058,
                0.987_420_882_906_574_9,
            ),
            (
                142.0,
                277.0,
                0.95,
                0.452_106_281_734_014_3,
                0.572_891_313_282_790_2,
            ),
            (
                2500.0,
                25113.0,
                0.95,
                0.095_873_649_204_717_89,
                0.103_319_374_689_239_02,
            ),
            (
                1.0,
                25113.0,
                0.95,
                1.008_154_948_518_737_6e-6,
                0.000_221_842_722_029_789_37,
            ),
            (
                7.0,
                33.0,
                0.99,
                0.065_834_508_316_422_24,
                0.443_426_204_609_979_4,
            ),
        ] {
            let level = ConfidenceLevel::new(level).unwrap();
            let interval = clopper_pearson(events, total, level).unwrap();
            for (ours, expected) in [(interval.lower, lower), (interval.upper, upper)] {
                assert!(
                    (ours - expected).abs() <= 1e-12 * expected,
                    "{events}/{total}: {ours} {expected}"
                );
            }
        }
    }

    #[test]
    fn refuses_impossible_counts() {
        let level = ConfidenceLevel::NINETY_FIVE;
        for (events, total) in [
            (-1.0, 3.0),
            (4.0, 3.0),
            (0.0, 0.0),
            (f64::NAN, 3.0),
            (1.0, f64::INFINITY),
        ] {
            assert!(clopper_pearson(events, total, level).is_err());
        }
    }
}
