//! Means and standard deviations of values that move in steps.
//!
//! A participant's value is `origin + unit * y` with y whole, so n participants have a whole sum
//! T = Σ y, and a whole sum of squares Q = Σ y². That is all the tests of this family use:
//!
//! ```text
//! GRIM      mean = origin + unit T / n                          some whole T prints as the mean
//! GRIMMER   (n - 1) sd² / unit² = Q - T² / n,  Q ≡ T mod 2      y² and y are odd together
//! reach     Qmin(T) <= Q <= Qmax(T)                             values side by side; values at the ends
//! ```
//!
//! All are decided exactly over the values that the printed digits allow; nothing is searched at
//! random. Brown and Heathers 2017, Soc Psychol Personal Sci 8:363 (GRIM); Anaya 2016, PeerJ
//! Preprints 4:e2400, and Allard 2018 (GRIMMER); Heathers et al. 2018, PeerJ Preprints 6:e26968
//! (SPRITE, whose question the bounds of Q answer).

use crate::bounds::Bounds;
use trialpool_ingest::{Outcome, Reported};

/// Sums that print as one mean, beyond which the standard deviation tells nothing.
const MOST_SUMS: i64 = 64;

/// Whole numbers up to this are exact in an `f64`, squares included.
const LARGEST: f64 = 9.4e7;

/// The values that one participant can have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lattice {
    origin: f64,
    unit: f64,
}

/// What stands against a standard deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing.
    Possible,
    /// No whole sum of squares gives it.
    NotWhole,
    /// Values within the bounds are never spread so, with that mean.
    OutOfReach,
}

impl Lattice {
    /// The lattice of an outcome whose step is known; values count from `scale_min`, or from 0.
    pub(super) fn of(outcome: &Outcome<'_>) -> Option<Self> {
        let unit = outcome.step?.value() / outcome.items.map_or(1.0, Reported::value);
        (unit > 0.0).then_some(Self {
            origin: outcome.scale_min.map_or(0.0, Reported::value),
            unit,
        })
    }

    /// Whether some value in the bounds is a whole number of `share`ths of a step.
    pub(super) fn holds(self, values: Bounds, share: f64) -> bool {
        let unit = self.unit / share;
        let (low, high) = whole_between(
            (values.low - self.origin) / unit,
            (values.high - self.origin) / unit,
        );
        low <= high
    }

    /// The whole sums of `n` values whose mean prints so; empty if the first exceeds the second.
    pub(super) fn sums(self, mean: Bounds, n: f64) -> Option<(f64, f64)> {
        let sum = |mean: f64| (mean - self.origin) / self.unit * n;
        let (low, high) = (sum(mean.low), sum(mean.high));
        let readable = low.abs().max(high.abs()) < LARGEST && n < LARGEST;
        readable.then(|| whole_between(low, high))
    }

    /// Whether `n` values can have this mean and standard deviation. `ends` are the least and the
    /// greatest value possible, `attained` if participants have them. None where there is nothing
    /// to say: more than [`MOST_SUMS`] sums print as the mean.
    pub(super) fn spread(
        self,
        mean: Bounds,
        sd: Bounds,
        n: f64,
        ends: Option<(f64, f64)>,
        attained: bool,
    ) -> Option<Verdict> {
        let (first, last) = self.sums(mean, n)?;
        if first > last || last - first >= MOST_SUMS as f64 || n < 2.0 {
            return None;
        }
        let ends = ends.map(|(least, most)| {
            let y = |value: f64| ((value - self.origin) / self.unit).round();
            (y(least), y(most))
        });
        let squares = |sd: f64| (n - 1.0) * (sd / self.unit).powi(2);
        let sd = sd.not_negative();
        let mut verdict = Verdict::NotWhole;
        let mut sum = first;
        while sum <= last {
            // Counted from the value below the mean, sums are small: r < n.
            let base = (sum / n).floor();
            let r = sum - base * n;
            let (low, high) =
                whole_between(squares(sd.low) + r * r / n, squares(sd.high) + r * r / n);
            let low = if (low - r).rem_euclid(2.0) == 0.0 {
                low
            } else {
                low + 1.0
            };
            if high < LARGEST * LARGEST && low <= high {
                let ends = ends.map(|(least, most)| (least - base, most - base));
                let (least, most) = extremes(r, n, ends, attained);
                if least.max(low) <= most.min(high) {
                    return Some(Verdict::Possible);
                }
                verdict = Verdict::OutOfReach;
            }
            sum += 1.0;
        }
        Some(verdict)
    }
}

/// The least and the greatest sum of squares of `n` whole numbers with sum `r`, 0 <= r < n.
fn extremes(r: f64, n: f64, ends: Option<(f64, f64)>, attained: bool) -> (f64, f64) {
    let Some((a, b)) = ends.filter(|(a, b)| a < b) else {
        return (r, f64::INFINITY);
    };
    // As many as possible at the upper end, the others at the lower, one in between.
    let at_upper = ((r - n * a) / (b - a)).floor();
    if at_upper < 0.0 || at_upper > n {
        return (f64::INFINITY, f64::NEG_INFINITY);
    }
    let most = if at_upper == n {
        n * b * b
    } else {
        let between = a + (r - n * a - at_upper * (b - a));
        at_upper * b * b + (n - at_upper - 1.0) * a * a + between * between
    };
    if !attained {
        return (r, most);
    }
    // One participant at each end, the others side by side.
    let (others, rest) = (n - 2.0, r - a - b);
    if others == 0.0 {
        let least = if rest == 0.0 {
            a * a + b * b
        } else {
            f64::INFINITY
        };
        return (least, most);
    }
    let base = (rest / others).floor();
    let above = rest - base * others;
    let top = if above > 0.0 { base + 1.0 } else { base };
    if base < a || top > b {
        return (f64::INFINITY, most);
    }
    let least = a * a + b * b + others * base * base + above * (2.0 * base + 1.0);
    (least, most)
}

/// The first and the last whole number between two values, a rounding error of their own size
/// aside.
fn whole_between(low: f64, high: f64) -> (f64, f64) {
    let slack = |value: f64| 1e-9 * (1.0 + value.abs());
    ((low - slack(low)).ceil(), (high + slack(high)).floor())
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: Lattice = Lattice {
        origin: 0.0,
        unit: 1.0,
    };

    fn printed(value: f64, decimals: i32) -> Bounds {
        let half = 0.5 * 10_f64.powi(-decimals);
        Bounds::between(value - half, value + half)
    }

    #[test]
    fn grim_as_published() {
        // Brown and Heathers 2017: 5.19 is impossible for 28 participants, as 145 / 28 = 5.179 and
        // 146 / 28 = 5.214.
        let possible = |mean: f64| {
            let (first, last) = POINTS.sums(printed(mean, 2), 28.0).unwrap();
            first <= last
        };
        assert!(!possible(5.19));
        assert!(possible(5.18));
        assert!(possible(5.21));
    }

    /// Every mean and standard deviation of four values from 0 to 5 printed to two decimals, and
    /// every one near by, against all that four such values give.
    #[test]
    fn spread_agrees_with_enumeration() {
        let n = 4.0;
        let mut moments = Vec::new();
        for a in 0..=5_u32 {
            for b in a..=5 {
                for c in b..=5 {
                    for d in c..=5 {
                        let values = [a, b, c, d].map(f64::from);
                        let mean = values.iter().sum::<f64>() / n;
                        let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
                        moments.push((a, d, mean, (squares / (n - 1.0)).sqrt()));
                    }
                }
            }
        }
        for quarter in 0..=20_u32 {
            let mean = f64::from(quarter) / 4.0;
            for hundredth in 0..=320_u32 {
                let sd = f64::from(hundredth) / 100.0;
                let near = |found: f64| (found - sd).abs() <= 0.005 + 1e-9;
                let exists = |least: Option<u32>, most: Option<u32>| {
                    moments.iter().any(|(a, d, m, s)| {
                        *m == mean
                            && near(*s)
                            && least.is_none_or(|least| least == *a)
                            && most.is_none_or(|most| most == *d)
                    })
                };
                let verdict = |attained| {
                    let ends = Some((0.0, 5.0));
                    POINTS.spread(printed(mean, 2), printed(sd, 2), n, ends, attained)
                };
                if exists(None, None) {
                    assert_eq!(verdict(false), Some(Verdict::Possible), "{mean} {sd}");
                }
                if exists(Some(0), Some(5)) {
                    assert_eq!(verdict(true), Some(Verdict::Possible), "{mean} {sd}");
                }
                // 5 is far from most means: nothing is left to the greatest spreads.
                if verdict(false) == Some(Verdict::Possible)
                    && sd < 1.5
                    && (1.0..=4.0).contains(&mean)
                {
                    assert!(exists(None, None), "{mean} {sd}");
                }
            }
        }
    }

    #[test]
    fn more_sums_than_the_digits_tell_apart_say_nothing() {
        assert_eq!(
            POINTS.spread(printed(3.4, 1), printed(1.2, 1), 2000.0, None, false),
            None
        );
    }
}
