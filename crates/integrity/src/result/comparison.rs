//! One comparison on the scale on which its estimate varies evenly.

use crate::bounds::Bounds;
use trialpool_ingest::{Column, Contrast, POperator, Reported};
use trialpool_meta_analysis::numeric::tail::normal_upper_quantile;

/// A row of `contrasts` and what its figures can mean: logarithms for ratios.
pub(crate) struct Comparison<'c, 'f> {
    pub(crate) row: &'c Contrast<'f>,
    /// The estimate, and the cell it stands in; a reduction of 30 % is the ratio 0.7.
    pub(crate) estimate: Option<(Column, Bounds)>,
    /// Its interval, where the limits are in order and hold the estimate: rules on cells and rows
    /// report the others.
    pub(crate) interval: Option<Limits>,
    /// The standard error.
    pub(crate) se: Option<Bounds>,
    /// |z| as the two-sided p tells it.
    pub(crate) z_of_p: Option<Bounds>,
}

/// The limits of an interval.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// The cells of the lower and the upper limit.
    pub(crate) columns: [Column; 2],
    pub(crate) lower: Bounds,
    pub(crate) upper: Bounds,
    /// The quantile of its level, if that is stated.
    pub(crate) z: Option<f64>,
}

/// Differences of z between two sound tests of one hypothesis, such as the log-rank test beside an
/// interval of Cox's model, or a test by t beside an interval by z: in the shipped registry at most
/// 0.15 for exact p values, and 0.28 at z = 3.6 (TANGO).
const LEAST_TOLERANCE: f64 = 0.2;

/// The same where the row says how it was analysed: of Fisher's test beside the exact interval of the
/// odds ratio, nine in ten tables with 15 to 60 participants an arm (`fisher.test` of R, 1,500 tables).
const STATED_TOLERANCE: f64 = 0.6;

/// The same, as a share of z: Wald, score and likelihood-ratio statistics of one table part as z
/// grows.
const RELATIVE_TOLERANCE: f64 = 0.1;

/// A ratio beyond e^±this is so far from 1 that the score test, whose variance is that of no effect,
/// and the interval, whose variance is that at the estimate, part twice as much: ln 4.
const STRONG_EFFECT: f64 = 1.386;

impl<'c, 'f> Comparison<'c, 'f> {
    pub(crate) fn of(row: &'c Contrast<'f>) -> Self {
        let ratio = row.measure.is_ratio();
        let scaled = |values: Bounds| if ratio { values.ln() } else { Some(values) };
        let printed = row
            .estimate
            .map(|number| (Column::Estimate, Bounds::of(number)));
        let reduction = row.reduction_percent.filter(|_| ratio);
        let reduced = reduction.map(|percent| (Column::ReductionPercent, ratio_of(percent)));
        let estimate = printed.or(reduced);
        let estimate = estimate.and_then(|(column, values)| Some((column, scaled(values)?)));
        let limits = match (row.ci_lower, row.ci_upper) {
            (Some(lower), Some(upper)) => Some((
                [Column::CiLower, Column::CiUpper],
                Bounds::of(lower),
                Bounds::of(upper),
            )),
            (None, None) if ratio => row.reduction_lower.zip(row.reduction_upper).map(|given| {
                let (least, greatest) = (ratio_of(given.1), ratio_of(given.0));
                let columns = [Column::ReductionUpper, Column::ReductionLower];
                (columns, least, greatest)
            }),
            _ => None,
        };
        let interval = limits.and_then(|(columns, lower, upper)| {
            let (lower, upper) = (scaled(lower)?, scaled(upper)?);
            let (_, inner) = estimate?;
            let holds = lower.low <= inner.high && inner.low <= upper.high;
            let z = row.ci_level.and_then(|level| quantile(level.value()));
            (holds && lower.middle() < upper.middle()).then_some(Limits {
                columns,
                lower,
                upper,
                z,
            })
        });
        Self {
            row,
            estimate,
            interval,
            se: row.se.map(|se| Bounds::of(se).not_negative()),
            z_of_p: row.p.and_then(|p| z_of(p, row.p_operator)),
        }
    }

    /// How far the estimate is from the middle of its interval beyond rounding, as a share of half
    /// the width.
    pub(crate) fn asymmetry(&self) -> f64 {
        match (self.estimate, self.interval) {
            (Some((_, estimate)), Some(limits)) => asymmetry(estimate, limits.lower, limits.upper),
            _ => 0.0,
        }
    }

    /// How far the digits let the estimate be from the middle, as a share of half the width.
    pub(crate) fn room(&self) -> Option<f64> {
        let ((_, estimate), limits) = self.estimate.zip(self.interval)?;
        let half = 0.5 * (limits.upper.middle() - limits.lower.middle());
        let width = |values: Bounds| values.high - values.low;
        let room = width(estimate) + 0.5 * (width(limits.lower) + width(limits.upper));
        (half.is_finite() && half > 0.0).then(|| room / half)
    }

    /// |z| of the estimate for a standard error.
    pub(crate) fn z(&self, se: Bounds) -> Option<Bounds> {
        let (_, estimate) = self.estimate?;
        if !estimate.low.is_finite() {
            return None;
        }
        let size = estimate.size();
        Some(Bounds {
            low: size.low / se.high,
            high: if se.low > 0.0 {
                size.high / se.low
            } else {
                f64::INFINITY
            },
        })
    }

    /// |z| as the interval tells it at the stated level.
    pub(crate) fn z_of_interval(&self) -> Option<Bounds> {
        self.z(self.se_of_interval(self.interval?.z?)?)
    }

    /// The standard error that the interval implies if its level is that of the quantile `z`.
    ///
    /// A lower limit of a ratio that is printed as 0 has no logarithm: the upper half decides, or
    /// the whole width, which is larger.
    pub(crate) fn se_of_interval(&self, z: f64) -> Option<Bounds> {
        let limits = self.interval?;
        let (_, estimate) = self.estimate?;
        let width = limits.upper.minus(limits.lower).not_negative();
        if width.high.is_finite() {
            return Some(width.times(0.5 / z));
        }
        let half = limits.upper.minus(estimate).not_negative();
        Some(Bounds {
            low: half.low / z,
            high: f64::INFINITY,
        })
    }

    /// The standard error of the interval at its stated level.
    pub(crate) fn se_at_stated_level(&self) -> Option<Bounds> {
        self.se_of_interval(self.interval?.z?)
    }

    /// Whether two values of |z| may come from two tests of one hypothesis.
    pub(crate) fn same_test(&self, a: Bounds, b: Bounds) -> bool {
        let strong = self.estimate.is_some_and(|(_, estimate)| {
            self.row.measure.is_ratio() && estimate.size().low > STRONG_EFFECT
        });
        let share = if strong { 2.0 } else { 1.0 } * RELATIVE_TOLERANCE;
        let least = a.high.min(b.high);
        let always = if self.row.analysis.is_empty() {
            LEAST_TOLERANCE
        } else {
            STATED_TOLERANCE
        };
        a.gap(b) <= always.max(share * least)
    }

    /// Whether an interval of the quantile `z` agrees with the p and the standard error printed.
    fn level_fits(&self, z: f64) -> bool {
        let Some(se) = self.se_of_interval(z) else {
            return true;
        };
        let p = self.z_of_p.is_none_or(|of_p| {
            let of_interval = self.z(se);
            of_interval.is_none_or(|of_interval| self.same_test(of_interval, of_p))
        });
        p && self.se.is_none_or(|printed| same_error(se, printed))
    }

    /// The level at which the interval agrees with p and standard error, if it does not at the
    /// stated one.
    pub(crate) fn other_level(&self) -> Option<f64> {
        let stated = self.interval?.z?;
        if self.z_of_p.is_none() && self.se.is_none() || self.level_fits(stated) {
            return None;
        }
        let others = [95.0, 99.0, 90.0, 99.9].into_iter();
        others
            .filter_map(|level| Some((level, quantile(level)?)))
            .find(|(_, z)| (z - stated).abs() > 0.01 && self.level_fits(*z))
            .map(|(level, _)| level)
    }
}

/// Whether a printed standard error may be that of an interval: an interval by t is wider than by
/// z, by a fifth at seven degrees of freedom.
pub(crate) fn same_error(of_interval: Bounds, printed: Bounds) -> bool {
    of_interval.high >= printed.low * 0.95 && of_interval.low <= printed.high * 1.2
}

/// The distance of an estimate from the middle of its limits beyond rounding, in half widths.
pub(crate) fn asymmetry(estimate: Bounds, lower: Bounds, upper: Bounds) -> f64 {
    let middle = Bounds {
        low: f64::midpoint(lower.low, upper.low),
        high: f64::midpoint(lower.high, upper.high),
    };
    let half = 0.5 * (upper.middle() - lower.middle());
    if !(half.is_finite() && half > 0.0) || estimate.meets(middle) {
        return 0.0;
    }
    estimate.gap(middle) / half
}

/// The ratio that a reduction in per cent stands for.
pub(crate) fn ratio_of(reduction: Reported) -> Bounds {
    let percent = Bounds::of(reduction);
    Bounds::between(1.0 - percent.high / 100.0, 1.0 - percent.low / 100.0)
}

/// |z| of a two-sided p; bounds are not rounded. A p of 0 or 1 tells nothing, nor does p > 0.
pub(crate) fn z_of(p: Reported, operator: Option<POperator>) -> Option<Bounds> {
    if !(0.0..1.0).contains(&p.value()) {
        return None;
    }
    let of = |p: f64| {
        if p <= 0.0 {
            f64::INFINITY
        } else {
            normal_upper_quantile(0.5 * p.min(1.0))
        }
    };
    Some(match operator.unwrap_or(POperator::Equal) {
        POperator::Equal => {
            let (low, high) = p.interval();
            Bounds {
                low: of(high),
                high: of(low),
            }
        }
        POperator::Below => Bounds {
            low: of(p.value()),
            high: f64::INFINITY,
        },
        POperator::Above => Bounds {
            low: 0.0,
            high: of(p.value()),
        },
    })
}

/// The z of a two-sided interval at a level in per cent; the usual levels cost nothing.
pub(crate) fn quantile(level: f64) -> Option<f64> {
    const USUAL: [(f64, f64); 4] = [
        (95.0, 1.959_963_984_540_054),
        (99.0, 2.575_829_303_548_901),
        (90.0, 1.644_853_626_951_472_2),
        (99.9, 3.290_526_731_491_895),
    ];
    let usual = USUAL.iter().find(|(of, _)| *of == level);
    match usual {
        Some((_, z)) => Some(*z),
        None if level > 0.0 && level < 100.0 => Some(normal_upper_quantile(0.5 - level / 200.0)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantiles_at_hand_are_those_of_the_normal_distribution() {
        for level in [90.0, 95.0, 99.0, 99.9] {
            let z = normal_upper_quantile((100.0 - level) / 200.0);
            assert!((quantile(level).unwrap() - z).abs() < 1e-12, "{level}");
        }
        assert_eq!(quantile(100.0), None);
    }

    #[test]
    fn rounding_alone_never_makes_an_interval_lopsided() {
        let bounds = |text: &str| Bounds::of(Reported::parse(text).unwrap());
        // PREVENT, Asian patients: 0.05 (0.01 to 0.35) looks lopsided, but 0.01 may be 0.0071.
        let log = |text: &str| bounds(text).ln().unwrap();
        assert_eq!(asymmetry(log("0.05"), log("0.01"), log("0.35")), 0.0);
        // OPTIMUM: 0.695 (0.536 to 0.902), and the upper limit with two digits exchanged.
        assert_eq!(asymmetry(log("0.695"), log("0.536"), log("0.902")), 0.0);
        assert!(asymmetry(log("0.695"), log("0.563"), log("0.902")) > 0.1);
    }
}
