//! TP0382: the interval of a percentage is that of its counts.

use super::arm_interval::{ArmInterval, limits, printed, report_level};
use super::shown::range;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{
    ArmResult, Code, Column, Diagnostic, Message, OutcomeKind, Reported, Severity, Sink,
};
use trialpool_meta_analysis::numeric::tail::normal_survival;
use trialpool_meta_analysis::{ConfidenceLevel, clopper_pearson};

/// Half a width from the limits of the methods that is still let pass: interpolations, mid-p values
/// and programs that cut.
const SLACK: f64 = 0.05;

/// No method in use gives such limits from such counts: Wald (with and without continuity
/// correction), Wilson, Agresti-Coull, the logit and Clopper-Pearson, which enclose the others
/// (Brown, Cai and DasGupta 2001, Stat Sci 16:101). Outcomes over time are left alone, as are rows that
/// say how they were analysed: Greenwood's interval has no counts.
pub(crate) fn check(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let kind = context.registry.outcomes[row.outcome].kind;
    if !matches!(kind, OutcomeKind::Binary | OutcomeKind::Proportion) {
        return;
    }
    let (Some(n), Some(interval)) = (row.n.map(Reported::value), ArmInterval::of(row)) else {
        return;
    };
    let modelled = !row.analysis.is_empty();
    if modelled || row.rate.is_some() || row.mean.is_some() || row.median.is_some() {
        return;
    }
    let counted = row
        .events
        .map(Reported::value)
        .filter(|events| *events <= n);
    let share = row.percent.map(|percent| percent.value() / 100.0 * n);
    let Some(events) = counted.or(share) else {
        return;
    };
    let fits = |z: f64| Methods::of(events, n, z).is_some_and(|methods| methods.hold(&interval));
    if fits(interval.z) {
        return;
    }
    let methods = Methods::of(events, n, interval.z);
    let Some(methods) = methods else {
        return;
    };
    // Censoring and clusters widen an interval; without a count, no figure is to blame.
    let censored = counted.is_none() && methods.within(&interval);
    let other = interval.other_level(|_, z| fits(z));
    if let Some(level) = other.filter(|_| !censored) {
        report_level(row, level, sink);
        return;
    }
    let message = Message::new("tp0382")
        .text("interval", printed(row, sink))
        .text("lower", range(methods.lower.times(100.0)))
        .text("upper", range(methods.upper.times(100.0)));
    let (lower, upper) = limits(row, sink);
    let total = sink.cell(row.row, Column::N);
    let (severity, help) = if censored {
        (Severity::Note, Some(Message::new("tp0382.help-censored")))
    } else {
        (Severity::Warning, None)
    };
    sink.push(
        Diagnostic::new(Code::TP0382, severity, message)
            .at(lower)
            .also(upper)
            .also(total)
            .help(help)
            .help(Message::new("tp0382.help")),
    );
}

/// The least and the greatest limit that a method gives, as proportions.
struct Methods {
    lower: Bounds,
    upper: Bounds,
}

impl Methods {
    fn of(events: f64, n: f64, z: f64) -> Option<Self> {
        let p = events / n;
        let squared = z * z;
        let wald = z * (p * (1.0 - p) / n).sqrt();
        let corrected = wald + 0.5 / n;
        let centre = (p + squared / (2.0 * n)) / (1.0 + squared / n);
        let wilson = z / (1.0 + squared / n) * (p * (1.0 - p) / n + squared / (4.0 * n * n)).sqrt();
        let coull = z * (centre * (1.0 - centre) / (n + squared)).sqrt();
        let level = ConfidenceLevel::new(1.0 - 2.0 * normal_survival(z)).ok()?;
        let exact = clopper_pearson(events, n, level).ok()?;
        let mut lower = vec![
            p - wald,
            p - corrected,
            centre - wilson,
            centre - coull,
            exact.lower,
        ];
        let mut upper = vec![
            p + wald,
            p + corrected,
            centre + wilson,
            centre + coull,
            exact.upper,
        ];
        if events > 0.0 && events < n {
            let logit = (p / (1.0 - p)).ln();
            let half = z / (n * p * (1.0 - p)).sqrt();
            let back = |logit: f64| 1.0 / (1.0 + (-logit).exp());
            lower.push(back(logit - half));
            upper.push(back(logit + half));
        }
        let span = |limits: Vec<f64>| Bounds {
            low: limits.iter().copied().fold(1.0, f64::min).max(0.0),
            high: limits.iter().copied().fold(0.0, f64::max).min(1.0),
        };
        Some(Self {
            lower: span(lower),
            upper: span(upper),
        })
    }

    /// Whether an interval is as wide as that of some method or wider.
    fn within(&self, interval: &ArmInterval) -> bool {
        let hundredth = |limit: Bounds| limit.times(0.01);
        hundredth(interval.lower).low <= self.lower.high
            && hundredth(interval.upper).high >= self.upper.low
    }

    fn hold(&self, interval: &ArmInterval) -> bool {
        let slack = SLACK * (self.upper.middle() - self.lower.middle());
        let hundredth = |limit: Bounds| limit.times(0.01);
        hundredth(interval.lower).gap(self.lower) <= slack
            && hundredth(interval.upper).gap(self.upper) <= slack
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_methods_enclose_published_limits() {
        // Newcombe 1998, Stat Med 17:857, table I: 81 of 263, simple, Wilson and exact.
        let methods = Methods::of(81.0, 263.0, 1.959_963_984_540_054).unwrap();
        for (lower, upper) in [(0.2522, 0.3638), (0.2553, 0.3662), (0.2527, 0.3676)] {
            assert!(methods.lower.gap(Bounds::exactly(lower)) < 5e-5, "{lower}");
            assert!(methods.upper.gap(Bounds::exactly(upper)) < 5e-5, "{upper}");
        }
    }
}
