//! How a trial prints its figures.

use fastrand::Rng;

/// How much of what is known a trial reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reporting {
    /// An estimate with an interval or a p.
    Poor,
    /// Arms with the usual figures; comparisons with interval and p.
    Usual,
    /// Subgroups, two time points, rates, percentages, second sources.
    Rich,
}

/// The habits of one publication; each is independent of the others.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone)]
pub(super) struct Style {
    pub(super) reporting: Reporting,
    /// The level of intervals, in per cent.
    pub(super) level: f64,
    ratio_decimals: usize,
    pub(super) percent_decimals: usize,
    pub(super) finer: bool,
    /// Whether p is printed with three decimals throughout.
    p_of_three: bool,
    /// Whether estimates are adjusted for what else was measured.
    pub(super) adjusted: bool,
    /// Whether tests are those of score type (log-rank, chi-squared) beside Wald intervals.
    pub(super) score_tests: bool,
}

impl Style {
    pub(super) fn drawn(rng: &mut Rng) -> Self {
        let reporting = match rng.u8(0..10) {
            0..3 => Reporting::Poor,
            3..7 => Reporting::Usual,
            _ => Reporting::Rich,
        };
        Self {
            reporting,
            level: match rng.u8(0..20) {
                0 => 90.0,
                1 => 99.0,
                _ => 95.0,
            },
            ratio_decimals: if rng.u8(0..3) == 0 { 3 } else { 2 },
            percent_decimals: usize::from(rng.u8(0..4) > 0),
            finer: rng.bool(),
            p_of_three: rng.bool(),
            adjusted: rng.u8(0..3) == 0,
            score_tests: rng.bool(),
        }
    }

    pub(super) fn rich(&self) -> bool {
        self.reporting == Reporting::Rich
    }

    /// A ratio and its limits, with enough decimals for the least.
    pub(super) fn ratios(&self, values: [f64; 3]) -> [String; 3] {
        let least = values.into_iter().fold(f64::INFINITY, f64::min);
        let decimals = if least < 0.1 { 3 } else { self.ratio_decimals };
        values.map(|value| fixed(value, decimals))
    }

    /// p and its sign, as journals print them.
    pub(super) fn p(&self, p: f64) -> (String, String) {
        if p < 0.001 {
            return ("0.001".into(), "<".into());
        }
        let decimals = if self.p_of_three || p < 0.01 { 3 } else { 2 };
        (fixed(p, decimals), "=".into())
    }

    /// Decimals for figures that vary by `sd`.
    pub(super) fn decimals(&self, sd: f64) -> usize {
        let usual = if sd >= 3.0 { 1 } else { 2 };
        usual + usize::from(self.finer && sd < 30.0)
    }
}

/// A number with so many decimals, never as -0.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|c| matches!(c, b'0' | b'.')) => rest.to_owned(),
        _ => text,
    }
}

/// A level in per cent, as printed.
pub(super) fn level(style: &Style) -> String {
    format!("{}", style.level)
}
