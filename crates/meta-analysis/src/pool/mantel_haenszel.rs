//! The method of Mantel and Haenszel: sparse tables pooled without estimating each study.

use serde::{Deserialize, Serialize};

use super::stratified::{
    RiskDifferenceVariance, StratifiedFit, StratifiedOptions, SummaryEffect, fit, informative,
};
use crate::effect_size::{
    Counts, EffectSizeError, TwoByTwo, TwoRates, incidence_rate_difference,
    log_incidence_rate_ratio, log_odds_ratio, log_risk_ratio, risk_difference,
};
use crate::numeric::tail::chi_squared_survival;
use crate::{FitError, StudyEffect};

/// A chi-squared test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ChiSquaredTest {
    /// The statistic.
    pub statistic: f64,
    /// Its degrees of freedom.
    pub degrees_of_freedom: usize,
    /// P(chi-squared > statistic).
    pub p_value: f64,
}

impl ChiSquaredTest {
    fn new(statistic: f64, degrees_of_freedom: usize) -> Self {
        Self {
            statistic,
            degrees_of_freedom,
            p_value: chi_squared_survival(statistic, degrees_of_freedom as f64),
        }
    }
}

/// A pooled odds ratio with the tests that go with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OddsRatioFit {
    /// The pooled log odds ratio.
    pub fit: StratifiedFit,
    /// Cochran's test of association.
    pub cochran: Option<ChiSquaredTest>,
    /// The Cochran-Mantel-Haenszel test of association.
    #[doc(alias = "CMH")]
    pub mantel_haenszel: Option<ChiSquaredTest>,
    /// Breslow and Day's test of equal odds ratios.
    pub breslow_day: Option<ChiSquaredTest>,
    /// The same with Tarone's correction.
    pub tarone: Option<ChiSquaredTest>,
}

/// A pooled incidence rate ratio with its test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RateRatioFit {
    /// The pooled log incidence rate ratio.
    pub fit: StratifiedFit,
    /// The Mantel-Haenszel test of association.
    pub mantel_haenszel: Option<ChiSquaredTest>,
}

/// The Mantel-Haenszel odds ratio.
///
/// ```text
/// OR  = sum(R) / sum(S),   R = a d / N,   S = b c / N
/// var = sum(P R) / (2 R+^2) + sum(P S + Q R) / (2 R+ S+) + sum(Q S) / (2 S+^2),
///       P = (a + d) / N,   Q = (b + c) / N,   R+ = sum(R),   S+ = sum(S)
/// ```
///
/// Notation: a, b events and others among the treated, c, d among controls, N all participants.
/// # Returns
/// The log odds ratio with the variance of Robins, Breslow and Greenland.
/// # Errors
/// [`FitError::NoStudies`]; [`FitError::NotEstimable`] if R+ or S+ is 0.
/// # Agrees with
/// metafor `rma.mh(measure = "OR")` (tests/oracle.rs).
/// # References
/// Mantel and Haenszel (1959); Robins, Breslow and Greenland (1986), *Biometrics* 42, 311-323.
pub fn odds_ratio(
    tables: &[TwoByTwo],
    options: &StratifiedOptions,
) -> Result<OddsRatioFit, FitError> {
    let corrected = options.pooling_tables(tables)?;
    let mut sums = Products::default();
    for table in &corrected {
        let [a, b, c, d] = table.cells();
        let n = a + b + c + d;
        sums.add((a * d / n, b * c / n), ((a + d) / n, (b + c) / n));
    }
    let weight = |table: &TwoByTwo| {
        let [a, b, c, d] = table.cells();
        b * c / (a + b + c + d)
    };
    let fit = fit(sums.effect()?, tables, log_odds_ratio, weight, options)?;
    let informative = informative(&corrected);
    let psi = fit.pooled.effect.exp();
    let (breslow_day, tarone) = equal_odds_ratios(&informative, psi).unzip();
    let tests = association(&informative, options.continuity_correction);
    Ok(OddsRatioFit {
        fit,
        cochran: tests.map(|t| t.0),
        mantel_haenszel: tests.map(|t| t.1),
        breslow_day,
        tarone,
    })
}

/// The sums behind an odds ratio and its variance.
#[derive(Default)]
struct Products {
    r: f64,
    s: f64,
    pr: f64,
    mixed: f64,
    qs: f64,
}

impl Products {
    fn add(&mut self, (r, s): (f64, f64), (p, q): (f64, f64)) {
        self.r += r;
        self.s += s;
        self.pr += p * r;
        self.mixed += p * s + q * r;
        self.qs += q * s;
    }

    fn effect(&self) -> Result<SummaryEffect, FitError> {
        let (r, s) = (self.r, self.s);
        ratio(
            r,
            s,
            0.5 * (self.pr / (r * r) + self.mixed / (r * s) + self.qs / (s * s)),
        )
    }
}

/// ln(r / s) with its variance.
fn ratio(r: f64, s: f64, variance: f64) -> Result<SummaryEffect, FitError> {
    if r > 0.0 && s > 0.0 {
        Ok(SummaryEffect {
            effect: (r / s).ln(),
            variance,
        })
    } else {
        Err(FitError::NotEstimable)
    }
}

/// The Mantel-Haenszel risk ratio.
///
/// ```text
/// RR  = sum(R) / sum(S),   R = a n2 / N,   S = c n1 / N
/// var = sum((n1 n2 (a + c) - a c N) / N^2) / (R+ S+)
/// ```
///
/// Notation as in [`odds_ratio`]; n1, n2 the group sizes.
/// # Errors
/// As [`odds_ratio`].
/// # Agrees with
/// metafor `rma.mh(measure = "RR")` (tests/oracle.rs).
/// # References
/// Greenland and Robins (1985), *Biometrics* 41, 55-68.
pub fn risk_ratio(
    tables: &[TwoByTwo],
    options: &StratifiedOptions,
) -> Result<StratifiedFit, FitError> {
    let (mut r, mut s, mut p) = (0.0, 0.0, 0.0);
    for table in &options.pooling_tables(tables)? {
        let (a, c) = (table.treated_events, table.control_events);
        let (n1, n2) = (table.treated_total, table.control_total);
        let n = n1 + n2;
        r += a * n2 / n;
        s += c * n1 / n;
        p += (n1 * n2 * (a + c) - a * c * n) / (n * n);
    }
    let weight = |table: &TwoByTwo| {
        let (n1, n2) = (table.treated_total, table.control_total);
        table.control_events * n1 / (n1 + n2)
    };
    let summary = ratio(r, s, p / (r * s))?;
    fit(summary, tables, log_risk_ratio, weight, options)
}

/// The Mantel-Haenszel risk difference.
///
/// ```text
/// RD  = sum((a n2 - c n1) / N) / sum(n1 n2 / N)
/// var = [RD sum(c (n1/N)^2 - a (n2/N)^2 + n1 n2 (n2 - n1) / (2 N^2))
///        + sum((a (n2 - c) + c (n1 - a)) / (2 N))] / sum(n1 n2 / N)^2          (Sato)
/// var = sum((n1 n2 / N)^2 (a b / n1^3 + c d / n2^3)) / sum(n1 n2 / N)^2          (Greenland and Robins)
/// ```
///
/// # Errors
/// [`FitError::NoStudies`]; [`FitError::NotEstimable`] if no study has both groups.
/// # Agrees with
/// metafor `rma.mh(measure = "RD")`; with the variance of Greenland and Robins meta `metabin(sm = "RD")` (tests/oracle.rs).
/// # References
/// Sato, Greenland and Robins (1989), *Biometrics* 45, 1323-1324; Greenland and Robins (1985), ibid. 41, 55-68.
pub fn risk_difference_pooled(
    tables: &[TwoByTwo],
    options: &StratifiedOptions,
) -> Result<StratifiedFit, FitError> {
    let (mut difference, mut weight, mut slope, mut constant) = (0.0, 0.0, 0.0, 0.0);
    let mut binomial = 0.0;
    for table in &options.pooling_tables(tables)? {
        let (a, c) = (table.treated_events, table.control_events);
        let (n1, n2) = (table.treated_total, table.control_total);
        let n = n1 + n2;
        difference += (a * n2 - c * n1) / n;
        weight += n1 * n2 / n;
        slope += (c * n1 * n1 - a * n2 * n2 + 0.5 * n1 * n2 * (n2 - n1)) / (n * n);
        constant += 0.5 * (a * (n2 - c) + c * (n1 - a)) / n;
        let share = (n1 / n) * n2;
        binomial += share * share * (a * (n1 - a) / n1.powi(3) + c * (n2 - c) / n2.powi(3));
    }
    let effect = difference / weight;
    let sum = match options.risk_difference_variance {
        RiskDifferenceVariance::Sato => effect * slope + constant,
        RiskDifferenceVariance::GreenlandRobins => binomial,
    };
    let variance = sum / (weight * weight);
    let summary = SummaryEffect { effect, variance };
    let weight = |table: &TwoByTwo| {
        let (n1, n2) = (table.treated_total, table.control_total);
        n1 * n2 / (n1 + n2)
    };
    fit(summary.checked()?, tables, risk_difference, weight, options)
}

/// The Mantel-Haenszel incidence rate ratio.
///
/// ```text
/// IRR = sum(x1 t2 / T) / sum(x2 t1 / T),   var = sum((x1 + x2) t1 t2 / T^2) / (R+ S+)
/// ```
///
/// Notation: x events, t person-time of the treated (1) and controls (2), T = t1 + t2.
/// # Errors
/// As [`odds_ratio`].
/// # Agrees with
/// metafor `rma.mh(measure = "IRR")` (tests/oracle.rs).
/// # References
/// Greenland and Robins (1985), *Biometrics* 41, 55-68; Rothman, Greenland and Lash (2008), *Modern Epidemiology*,
/// chapter 15.
pub fn incidence_rate_ratio(
    rates: &[TwoRates],
    options: &StratifiedOptions,
) -> Result<RateRatioFit, FitError> {
    let (mut r, mut s, mut p, mut excess) = (0.0, 0.0, 0.0, 0.0);
    for study in &options.pooling_tables(rates)? {
        let (x1, x2) = (study.treated_events, study.control_events);
        let (t1, t2) = (study.treated_time, study.control_time);
        let time = t1 + t2;
        r += x1 * t2 / time;
        s += x2 * t1 / time;
        p += (x1 + x2) * (t1 / time) * (t2 / time);
        excess += x1 - (x1 + x2) * t1 / time;
    }
    let weight = |study: &TwoRates| {
        let (t1, t2) = (study.treated_time, study.control_time);
        study.control_events * t1 / (t1 + t2)
    };
    let fit = fit(
        ratio(r, s, p / (r * s))?,
        rates,
        log_incidence_rate_ratio,
        weight,
        options,
    )?;
    let corrected = corrected_excess(excess, options.continuity_correction);
    let mantel_haenszel = (p > 0.0).then(|| ChiSquaredTest::new(corrected * corrected / p, 1));
    Ok(RateRatioFit {
        fit,
        mantel_haenszel,
    })
}

/// The Mantel-Haenszel incidence rate difference.
///
/// ```text
/// IRD = sum((x1 t2 - x2 t1) / T) / sum(t1 t2 / T)
/// var = sum((t1 t2 / T)^2 (x1 / t1^2 + x2 / t2^2)) / sum(t1 t2 / T)^2
/// ```
///
/// # Errors
/// As [`risk_difference_pooled`].
/// # Agrees with
/// metafor `rma.mh(measure = "IRD")` (tests/oracle.rs).
pub fn incidence_rate_difference_pooled(
    rates: &[TwoRates],
    options: &StratifiedOptions,
) -> Result<StratifiedFit, FitError> {
    let (mut difference, mut weight, mut variance) = (0.0, 0.0, 0.0);
    for study in &options.pooling_tables(rates)? {
        let (x1, x2) = (study.treated_events, study.control_events);
        let (t1, t2) = (study.treated_time, study.control_time);
        let share = t1 * t2 / (t1 + t2);
        difference += share * (x1 / t1 - x2 / t2);
        weight += share;
        variance += share * share * (x1 / (t1 * t1) + x2 / (t2 * t2));
    }
    let summary = SummaryEffect {
        effect: difference / weight,
        variance: variance / (weight * weight),
    };
    let weight = |study: &TwoRates| {
        let (t1, t2) = (study.treated_time, study.control_time);
        t1 * t2 / (t1 + t2)
    };
    fit(
        summary.checked()?,
        rates,
        incidence_rate_difference,
        weight,
        options,
    )
}

/// |excess| less 1/2 if corrected, but not below 0.
fn corrected_excess(excess: f64, correct: bool) -> f64 {
    if correct {
        (excess.abs() - 0.5).max(0.0)
    } else {
        excess
    }
}

/// Cochran's and the Cochran-Mantel-Haenszel test of no association.
///
/// ```text
/// (|sum(a - n1 m1 / N)| - 1/2)^2 / sum(n1 n2 m1 m2 / D),   D = N^3 (Cochran) or N^2 (N - 1) (Mantel-Haenszel)
/// ```
fn association(tables: &[TwoByTwo], correct: bool) -> Option<(ChiSquaredTest, ChiSquaredTest)> {
    let (mut excess, mut cochran, mut mantel_haenszel) = (0.0, 0.0, 0.0);
    for table in tables {
        let [a, b, c, d] = table.cells();
        let (n1, n2, m1, m2) = (a + b, c + d, a + c, b + d);
        let n = n1 + n2;
        let margins = (n1 / n) * (n2 / n) * m1 * m2;
        excess += a - n1 * m1 / n;
        cochran += margins / n;
        mantel_haenszel += margins / (n - 1.0);
    }
    let excess = corrected_excess(excess, correct);
    let test = |variance: f64| ChiSquaredTest::new(excess * excess / variance, 1);
    (!tables.is_empty()).then(|| (test(cochran), test(mantel_haenszel)))
}

/// Breslow and Day's test that every table has the odds ratio `psi`, and Tarone's correction.
///
/// ```text
/// BD = sum((a - A)^2 / var),   T = BD - (sum(a - A))^2 / sum(var)
/// ```
///
/// A is the expected count with the margins of the table and the odds ratio psi, var its variance.
fn equal_odds_ratios(tables: &[TwoByTwo], psi: f64) -> Option<(ChiSquaredTest, ChiSquaredTest)> {
    if tables.is_empty() || !psi.is_finite() {
        return None;
    }
    let (mut breslow_day, mut sum, mut variances) = (0.0, 0.0, 0.0);
    for table in tables {
        let [a, b, c, d] = table.cells();
        let (n1, n2, m1) = (a + b, c + d, a + c);
        // A (n2 - m1 + A) = psi (n1 - A) (m1 - A): the root within the margins, without cancellation.
        let linear = n2 - m1 + psi * (n1 + m1);
        let constant = psi * n1 * m1;
        let discriminant = (linear * linear + 4.0 * (1.0 - psi) * constant).max(0.0);
        let expected = 2.0 * constant / (linear + discriminant.sqrt());
        let variance = 1.0
            / (1.0 / expected
                + 1.0 / (n1 - expected)
                + 1.0 / (m1 - expected)
                + 1.0 / (n2 - m1 + expected));
        let difference = a - expected;
        breslow_day += difference * difference / variance;
        sum += difference;
        variances += variance;
    }
    let df = tables.len() - 1;
    let tarone = breslow_day - sum * sum / variances;
    Some((
        ChiSquaredTest::new(breslow_day, df),
        ChiSquaredTest::new(tarone, df),
    ))
}

/// The type of a function that estimates one study.
pub(super) type Estimator<T> = fn(&T) -> Result<StudyEffect, EffectSizeError>;

impl StratifiedOptions {
    /// The tables as they enter the pooled estimate.
    fn pooling_tables<T: Counts>(&self, tables: &[T]) -> Result<Vec<T>, FitError> {
        if tables.is_empty() {
            return Err(FitError::NoStudies);
        }
        let applied = self.pooling.apply(tables);
        let kept = applied.iter().filter(|c| !c.dropped);
        Ok(kept.map(|c| c.counts).collect())
    }
}
