//! How alike the arms of a trial were before treatment.
//!
//! Where participants were allocated at random, the p value of a difference between arms before treatment
//! is uniform. Combined over the characteristics of a trial it is neither near 0 (arms too
//! different) nor near 1 (too alike) unless chance, dependence or something else is at work
//! (Bland 2013, BMC Med Res Methodol 13:127; Carlisle 2017, Anaesthesia 72:944).

use trialpool_ingest::{Baseline, Reported};
use trialpool_meta_analysis::numeric::tail::{f_survival, normal_survival, normal_upper_quantile};

/// Characteristics of a trial from which they are judged together.
pub(crate) const LEAST_CHARACTERISTICS: usize = 4;

/// The correlation that the scores of two characteristics are taken to have.
///
/// Scores of squared differences correlate about as the square of the characteristics: 0.1 stands for
/// characteristics that correlate by 0.3 throughout, more than tables of baselines show on average.
const CORRELATION: f64 = 0.1;

/// Participants up to whom a table is judged exactly: the time is proportional to them.
const LARGEST_EXACT: f64 = 100_000.0;

/// Probabilities are kept this far from 0 and 1, so that no single characteristic decides.
const EXTREME: f64 = 1e-6;

/// The probabilities of a difference at least as large, from the least to the largest that figures
/// which print like these can have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Range {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// The range for one characteristic; none if it says too little.
///
/// Means are compared by the F test of one-way analysis of variance, shares between two arms by
/// Fisher's exact test with the mid-p value.
pub(crate) fn probability(arms: &[&Baseline<'_>]) -> Option<Range> {
    means(arms).or_else(|| shares(arms))
}

/// The range for arms with means.
fn means(arms: &[&Baseline<'_>]) -> Option<Range> {
    let mut read: Vec<(f64, Reported, Reported)> = Vec::with_capacity(arms.len());
    for arm in arms {
        let n = arm.n.map(Reported::value).filter(|n| *n >= 2.0)?;
        read.push((n, arm.mean?, arm.sd?));
    }
    (read.len() >= 2).then(|| f_test(&read)).flatten()
}

/// F = (sum n (m - M)^2 / (g - 1)) / (sum (n - 1) sd^2 / (N - g)), with M the weighted mean of g arms.
///
/// Rounding moves each mean by half a unit, and M by no more than the largest of these: of two arms the
/// difference moves by both, of more each distance from M by its own and the largest.
fn f_test(read: &[(f64, Reported, Reported)]) -> Option<Range> {
    let total: f64 = read.iter().map(|(n, _, _)| n).sum();
    let sum: f64 = read.iter().map(|(n, mean, _)| n * mean.value()).sum();
    let grand = sum / total;
    let groups = read.len() as f64;
    let half_units = read.iter().map(|(_, mean, _)| mean.half_unit());
    let largest = half_units.fold(0.0, f64::max);
    let f = |towards: f64| {
        let between: f64 = if let [(n, a, _), (m, b, _)] = read {
            let moved = towards * (a.half_unit() + b.half_unit());
            let difference = ((a.value() - b.value()).abs() - moved).max(0.0);
            n * m / total * difference.powi(2)
        } else {
            let distances = read.iter().map(|(n, mean, _)| {
                let moved = towards * (mean.half_unit() + largest);
                n * ((mean.value() - grand).abs() - moved).max(0.0).powi(2)
            });
            distances.sum()
        };
        let within = read.iter().map(|(n, _, sd)| {
            let sd = sd.value() + towards * sd.half_unit();
            (n - 1.0) * sd.max(0.0).powi(2)
        });
        let within: f64 = within.sum();
        (between / (groups - 1.0)) / (within / (total - groups))
    };
    let p = |f: f64| {
        if f.is_finite() {
            f_survival(f, groups - 1.0, total - groups)
        } else {
            0.0
        }
    };
    let all_equal = read
        .iter()
        .all(|(_, _, sd)| sd.value() + sd.half_unit() <= 0.0);
    (!all_equal).then(|| Range {
        low: p(f(-1.0)),
        high: p(f(1.0)),
    })
}

/// Of two arms: the tables no likelier than the one found, and half of those as likely.
fn shares(arms: &[&Baseline<'_>]) -> Option<Range> {
    let [first, second] = arms else {
        return None;
    };
    let count = |arm: &Baseline<'_>| Some((arm.events?.value(), arm.n?.value()));
    let ((a, n), (b, m)) = (count(first)?, count(second)?);
    if a > n || b > m || a + b == 0.0 || a + b == n + m {
        return None;
    }
    let p = if n + m > LARGEST_EXACT {
        normal_p(a, n, b, m)
    } else {
        mid_p(a as u64, n as u64, b as u64, m as u64)
    };
    Some(Range { low: p, high: p })
}

/// The same where the hypergeometric distribution is normal but for the last digits, without the
/// correction for continuity that the mid-p value does without too.
fn normal_p(a: f64, n: f64, b: f64, m: f64) -> f64 {
    let (events, total) = (a + b, n + m);
    let expected = events * n / total;
    let variance = expected * (m / total) * ((total - events) / (total - 1.0));
    2.0 * normal_survival((a - expected).abs() / variance.sqrt())
}

/// The two-sided mid-p value of Fisher's exact test.
fn mid_p(a: u64, n: u64, b: u64, m: u64) -> f64 {
    let events = a + b;
    let (least, most) = (events.saturating_sub(m), events.min(n));
    // From the table found outwards, each table's weight from its neighbour's.
    let ratio = |x: u64| {
        let [x, n, m, events] = [x, n, m, events].map(|count| count as f64);
        (n - x) * (events - x) / ((x + 1.0) * (m - events + x + 1.0))
    };
    let (mut total, mut rarer, mut equal) = (1.0, 0.0, 1.0);
    let mut take = |weight: f64| {
        total += weight;
        // Equally likely but for the arithmetic.
        if (weight - 1.0).abs() < 1e-9 {
            equal += weight;
        } else if weight < 1.0 {
            rarer += weight;
        }
    };
    let mut weight = 1.0;
    for x in a..most {
        weight *= ratio(x);
        take(weight);
    }
    weight = 1.0;
    for x in (least..a).rev() {
        weight /= ratio(x);
        take(weight);
    }
    (rarer + 0.5 * equal) / total
}

/// The probability that the arms of a trial are at least so alike as all characteristics say
/// together, and that they are at least so different.
///
/// ```text
/// Z = sum z_i / sqrt(k (1 + (k - 1) rho)),   z_i = Φ^-1(p_i)
/// ```
///
/// (Stouffer), with rho the correlation of the scores; of each range the end that says less.
pub(crate) fn combined(characteristics: &[Range]) -> (f64, f64) {
    let k = characteristics.len() as f64;
    let spread = (k * (1.0 + (k - 1.0) * CORRELATION)).sqrt();
    let score = |p: f64| -normal_upper_quantile(p.clamp(EXTREME, 1.0 - EXTREME));
    let alike: f64 = characteristics.iter().map(|range| score(range.low)).sum();
    let different: f64 = characteristics.iter().map(|range| score(range.high)).sum();
    (
        normal_survival(alike / spread),
        normal_survival(-different / spread),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mid_p_of_small_tables() {
        // 3 of 3 against 0 of 3: tables 0..=3 weigh 1, 9, 9, 1 of 20; no rarer one, two equal: 0.5 * 2 / 20.
        assert!((mid_p(3, 3, 0, 3) - 0.05).abs() < 1e-12);
        // 2 of 3 against 1 of 3: both inner tables are as likely: (2 + 0.5 * 18) / 20.
        assert!((mid_p(2, 3, 1, 3) - 0.55).abs() < 1e-12);
    }

    #[test]
    fn the_normal_approximation_is_near_the_exact_value() {
        let (exact, normal) = (
            mid_p(480, 1000, 520, 1000),
            normal_p(480.0, 1000.0, 520.0, 1000.0),
        );
        assert!((exact / normal - 1.0).abs() < 0.01, "{exact} {normal}");
    }

    #[test]
    fn the_f_test_of_two_arms_is_the_t_test() {
        let arm = |mean: &str| {
            let read = |text: &str| Reported::parse(text).unwrap();
            (3.0, read(mean), read("1.00000000"))
        };
        // F = (3 * 3 / 6 * 2^2) / 1 = 6 on 1 and 4 degrees of freedom, t = √6: the closed form of the t
        // distribution with 4 gives 1 - 0.75 * 1.549193 * 0.8 = 0.070484.
        let range = f_test(&[arm("1.00000000"), arm("3.00000000")]).unwrap();
        assert!((range.low - 0.070_484).abs() < 1e-6 && (range.high - 0.070_484).abs() < 1e-6);
        // Printed without decimals, 1 and 3 may be as near as 1.5 and 2.5 or as far as 0.5 and 3.5.
        let range = f_test(&[arm("1"), arm("3")]).unwrap();
        assert!(range.low < 0.03 && range.high > 0.25);
    }

    #[test]
    fn combined_scores_follow_stouffer() {
        let half = Range {
            low: 0.5,
            high: 0.5,
        };
        let (alike, different) = combined(&[half; 5]);
        assert!((alike - 0.5).abs() < 1e-12 && (different - 0.5).abs() < 1e-12);
        // Four times z = 1.6449 with rho = 0.1: 6.5794 / sqrt(4 * 1.3) = 2.8853, P = 0.001955.
        let near = Range {
            low: 0.95,
            high: 1.0,
        };
        let (alike, _) = combined(&[near; 4]);
        assert!((alike - 0.001_955).abs() < 1e-5, "{alike}");
    }
}
