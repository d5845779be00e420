//! Estimates as publications print them: with an interval, a p value or its bound, or a test statistic.

use super::layout::Domain::{Any, OnDisplayScale};
use super::row::Row;
use super::studies::Given;
use super::table::Table;
use trialpool_ingest::{Code, Diagnostic, Label, Message, Reported};
use trialpool_meta_analysis::recovery::standard_error_from_statistic;
use trialpool_meta_analysis::reported::{Printed, ReportedContrast, ReportedInterval, ReportedP};
use trialpool_meta_analysis::{ConfidenceLevel, Measure};

/// Whether the table has an estimate and something that gives its standard error.
pub(super) fn is_possible(table: &Table<'_>) -> bool {
    let has = |name: &str| table.column(name).is_some();
    (has("estimate") || has("reduction_percent"))
        && ((has("ci_lower") && has("ci_upper")) || has("p") || has("zi"))
}

/// What the row prints, or which columns are empty.
pub(super) fn read(row: &mut Row<'_, '_, '_>, measure: Measure) -> Given {
    let estimate = row.number("estimate", OnDisplayScale);
    let reduction = row.number("reduction_percent", Any);
    if estimate.is_none() && reduction.is_none() {
        return Given::Missing(vec!["estimate"]);
    }
    let mut contrast = ReportedContrast::new(measure);
    contrast.estimate = estimate.map(printed);
    contrast.reduction_percent = reduction.map(printed);
    let lower = row.number("ci_lower", OnDisplayScale);
    let upper = row.number("ci_upper", OnDisplayScale);
    if let Some((lower, upper)) = lower.zip(upper) {
        check(row, measure, estimate, lower, upper);
        contrast.interval = level(row).map(|level| ReportedInterval {
            lower: printed(lower),
            upper: printed(upper),
            level,
        });
        return Given::Published(Box::new(contrast));
    }
    if let (Some(estimate), Some(z)) = (estimate, row.number("zi", Any)) {
        contrast.standard_error = from_statistic(measure, estimate, z);
    }
    contrast.p = p_value(row);
    if contrast.standard_error.is_none() && contrast.p.is_none() {
        let empty = [("ci_lower", lower), ("ci_upper", upper)];
        let empty = empty.into_iter().filter(|(_, number)| number.is_none());
        return Given::Missing(empty.map(|(name, _)| name).collect());
    }
    Given::Published(Box::new(contrast))
}

/// The standard error on the analysis scale, with what the digits allow.
fn from_statistic(measure: Measure, estimate: Reported, z: Reported) -> Option<Printed> {
    let scale = measure.scale();
    let (low, high) = estimate.interval();
    let value = scale.transform(estimate.value());
    let half_unit = 0.5 * (scale.transform(high) - scale.transform(low));
    let half_unit = if half_unit.is_finite() {
        half_unit
    } else {
        0.0
    };
    let recovered = standard_error_from_statistic(Printed { value, half_unit }, printed(z)).ok()?;
    let range = recovered.value.range;
    Some(Printed {
        value: recovered.value.value,
        half_unit: 0.5 * (range.upper - range.lower),
    })
}

/// A p value: `0.03`, `<0.001`, or with its sign in `p_operator`.
fn p_value(row: &mut Row<'_, '_, '_>) -> Option<ReportedP> {
    let text = row.text("p")?.trim();
    let sign = text.chars().next().filter(|sign| "<>=".contains(*sign));
    let bare = text.trim_start_matches(['<', '>', '=']).trim_start();
    let operator = sign.or_else(|| row.text("p_operator")?.trim().chars().next());
    let number = match Reported::parse(bare) {
        Ok(number) if sign.is_some() => number,
        // Faults of the cell are found where it is read as a number.
        _ => row.number("p", super::layout::Domain::NotNegative)?,
    };
    Some(match operator {
        Some('<') => ReportedP::Below(printed(number)),
        Some('>') => ReportedP::Above(printed(number)),
        _ => ReportedP::Exactly(printed(number)),
    })
}

/// Limits in order, the estimate between them.
fn check(
    row: &mut Row<'_, '_, '_>,
    measure: Measure,
    estimate: Option<Reported>,
    lower: Reported,
    upper: Reported,
) {
    let say = |row: &Row<'_, '_, '_>, name: &str, id: &'static str| -> Option<Label> {
        Some(row.place(name)?.saying(Message::new(id)))
    };
    if lower.value() > upper.value() {
        let message = Message::new("tp0321")
            .text("lower", row.raw("ci_lower"))
            .text("upper", row.raw("ci_upper"));
        let fault = Diagnostic::error(Code::TP0321, message)
            .at(row.place("ci_lower"))
            .also(say(row, "ci_upper", "tp0321.upper"))
            .help(Message::new("tp0321.help"));
        row.push(fault);
        return;
    }
    let Some(estimate) = estimate else { return };
    // Numbers that are no ratios are faults already.
    let mut numbers = [estimate, lower, upper].into_iter();
    let is_on_scale = !measure.is_ratio() || numbers.all(|number| number.value() >= 0.0);
    let is_outside =
        estimate.interval().1 < lower.interval().0 || estimate.interval().0 > upper.interval().1;
    if is_on_scale && is_outside {
        let interval = format!("[{}, {}]", row.raw("ci_lower"), row.raw("ci_upper"));
        let message = Message::new("tp0322")
            .text("column", "estimate")
            .text("value", row.raw("estimate"))
            .text("interval", interval);
        let fault = Diagnostic::error(Code::TP0322, message)
            .at(row.place("estimate"))
            .also(say(row, "ci_lower", "tp0322.lower"))
            .also(say(row, "ci_upper", "tp0322.upper"))
            .help(Message::new("tp0322.help"));
        row.push(fault);
    }
}

/// The level of the published interval: 95 per cent unless `ci_level` says otherwise.
pub(super) fn level(row: &mut Row<'_, '_, '_>) -> Option<ConfidenceLevel> {
    let Some(percent) = row.number("ci_level", Any) else {
        return Some(ConfidenceLevel::NINETY_FIVE);
    };
    let fraction = percent.value() / 100.0;
    // Published intervals have levels such as 90, 95, 99; a level below 50 is a fraction or a slip.
    if fraction > 0.5
        && let Ok(level) = ConfidenceLevel::new(fraction)
    {
        return Some(level);
    }
    let meant = (0.5 < percent.value() && percent.value() < 1.0).then(|| {
        let percent = (percent.value() * 1e4).round() / 100.0;
        Message::new("tp0310.help-fraction").text("percent", percent.to_string())
    });
    let message = Message::new("tp0310").text("value", row.raw("ci_level"));
    let fault = Diagnostic::error(Code::TP0310, message)
        .at(row.place("ci_level"))
        .help(meant);
    row.push(fault);
    None
}

/// A number as printed, for a derivation.
pub(super) fn printed(number: Reported) -> Printed {
    Printed {
        value: number.value(),
        half_unit: number.half_unit(),
    }
}
