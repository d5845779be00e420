//! TP0377: the interval of a mean is that of its standard error.

use super::arm_interval::{ArmInterval, limits, printed, report_level};
use super::comparison::{asymmetry, same_error};
use super::lopsided_interval::USUAL;
use super::shown::range;
use crate::bounds::Bounds;
use crate::context::Context;
use crate::student::student_over_normal;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Sink};

/// Adjusted means have intervals that sd / √n does not give: those that are wider up to this factor,
/// as other participants or the spread between centres make them, are let pass unless another reading
/// of the spread fits exactly.
const WIDER: f64 = 1.6;

/// The same of those that are narrower: given a value at the start that is correlated with the outcome
/// by r, the standard error is √(1 − r²) of the plain one; 0.4 at r = 0.92.
const NARROWER: f64 = 2.5;

/// The room, on the logarithm, that digits may leave an interval and a spread to agree by chance.
const TELLING: f64 = 0.05;

/// How an interval and a spread disagree.
pub(crate) enum Misfit {
    /// They agree at this level.
    Level(f64),
    Spread {
        implied: Bounds,
        expected: Bounds,
        /// Another reading of the spread that fits.
        reading: Option<&'static str>,
    },
}

/// What stands against an interval, beyond what models do.
pub(crate) fn misfit(row: &ArmResult<'_>) -> Option<Misfit> {
    let (mean, interval) = (row.mean?, ArmInterval::of(row)?);
    let root = row.n.map(|n| n.value().sqrt());
    let sd = row.sd.map(|sd| Bounds::of(sd).not_negative());
    let se = row.se.map(|se| Bounds::of(se).not_negative());
    let by_sd = sd.zip(root).map(|(sd, root)| sd.times(1.0 / root));
    let expected = se.or(by_sd).filter(|error| error.high > 0.0)?;
    let lopsided = asymmetry(Bounds::of(mean), interval.lower, interval.upper) > USUAL;
    let implied = interval.error();
    // By Student's t, where few participants are known.
    let freedom = row.n.map(|n| n.value() - 1.0);
    let student = row
        .ci_level
        .zip(freedom)
        .and_then(|(level, freedom)| student_over_normal(level.value(), freedom));
    let by_t = Bounds {
        high: expected.high * student.unwrap_or(1.0),
        ..expected
    };
    // A lopsided interval is another rule's finding, or that of logarithms.
    if same_error(implied, by_t) || lopsided {
        return None;
    }
    let level = match se {
        Some(se) => level_of_error(&interval, se),
        None => level_of_spread(&interval, expected, freedom?),
    };
    if let Some(level) = level {
        return Some(Misfit::Level(level));
    }
    let is_error = |error: Bounds| same_error(implied, error) && implied.meets(error.wide());
    let reading = if se.is_none() && sd.is_some_and(is_error) {
        Some("tp0377.help-sd-is-se")
    } else if se
        .zip(root)
        .is_some_and(|(se, root)| is_error(se.times(1.0 / root)))
    {
        Some("tp0377.help-se-is-sd")
    } else if by_sd.zip(root).is_some_and(|(_, root)| {
        sd.is_some_and(|variance| is_error(variance.map(f64::sqrt).times(1.0 / root)))
    }) {
        Some("tp0377.help-variance")
    } else {
        None
    };
    let near = implied.high >= expected.low / NARROWER && implied.low <= expected.high * WIDER;
    let passes = se.is_none() && reading.is_none() && (near || !row.analysis.is_empty());
    (!passes).then_some(Misfit::Spread {
        implied,
        expected,
        reading,
    })
}

pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (implied, expected, reading) = match misfit(row) {
        None => return,
        Some(Misfit::Level(level)) => return report_level(row, level, sink),
        Some(Misfit::Spread {
            implied,
            expected,
            reading,
        }) => (implied, expected, reading),
    };
    let column = if row.se.is_some() {
        Column::Se
    } else {
        Column::Sd
    };
    let message = Message::new("tp0377")
        .text("interval", printed(row, sink))
        .text("implied", range(implied))
        .text("expected", range(expected));
    let (lower, upper) = limits(row, sink);
    sink.push(
        Diagnostic::warning(Code::TP0377, message)
            .at(sink.cell(row.row, column))
            .also(lower)
            .also(upper)
            .help(Message::new(reading.unwrap_or("tp0377.help"))),
    );
}

/// The usual level at which the interval is that of the printed standard error, of the same model.
fn level_of_error(interval: &ArmInterval, error: Bounds) -> Option<f64> {
    let at = |z: f64| interval.error().times(interval.z / z);
    interval.other_level(|_, z| at(z).meets(error.wide()))
}

/// The usual level above the stated one at which the interval is to the last digit that of sd / √n by
/// Student's t. Of levels below, a single row says nothing: given a value at the start that is
/// correlated with the outcome by 0.54, an interval of 95 % is as wide as a plain one of 90 %.
fn level_of_spread(interval: &ArmInterval, expected: Bounds, freedom: f64) -> Option<f64> {
    interval.other_level(|level, z| {
        let error = student_over_normal(level, freedom)
            .map(|wider| interval.error().times(interval.z / (z * wider)));
        error.is_some_and(|error| {
            let room = (error.high / error.low).ln() + (expected.high / expected.low).ln();
            z > interval.z && room <= TELLING && error.meets(expected)
        })
    })
}

/// TP0378: a mean lies in the middle of its interval, a rate between the middles of the two scales.
///
/// Intervals of means are symmetric, or so in logarithms; those of rates come from a model in
/// logarithms, from counts or from a plain standard error, so that the rate lies between the
/// geometric and the arithmetic middle of its limits. A row that says how it was analysed knows better.
pub(crate) fn lopsided(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(lower), Some(upper)) = (row.ci_lower, row.ci_upper) else {
        return;
    };
    let (low, high) = (Bounds::of(lower), Bounds::of(upper));
    let several = [row.rate, row.percent, row.mean, row.median];
    if !row.analysis.is_empty()
        || several.iter().flatten().count() != 1
        || low.middle() >= high.middle()
    {
        return;
    }
    let (column, figure) = match (row.mean, row.rate) {
        (Some(mean), _) => (Column::Mean, mean),
        (None, Some(rate)) => (Column::Rate, rate),
        _ => return,
    };
    let values = Bounds::of(figure);
    // An estimate outside its interval is another rule's finding.
    if !Bounds::between(low.low, high.high).meets(values) {
        return;
    }
    let plain = asymmetry(values, low, high);
    let logarithms = |number: Reported| Bounds::of(number).ln();
    let geometric = match (logarithms(figure), logarithms(lower), logarithms(upper)) {
        (Some(value), Some(low), Some(high)) if low.low.is_finite() => asymmetry(value, low, high),
        _ => 0.0,
    };
    let between = column == Column::Rate && {
        let arithmetic = f64::midpoint(low.high, high.high);
        let product = (low.low.max(0.0) * high.low).sqrt();
        values.low <= arithmetic && values.high >= product
    };
    if plain <= USUAL || low.low > 0.0 && geometric <= USUAL || between {
        return;
    }
    let message = Message::new("tp0378")
        .text("estimate", sink.printed(row.row, column))
        .text("interval", printed(row, sink));
    let (lower, upper) = limits(row, sink);
    sink.push(
        Diagnostic::warning(Code::TP0378, message)
            .at(sink.cell(row.row, column))
            .also(lower)
            .also(upper)
            .help(Message::new("tp0332.help")),
    );
}
