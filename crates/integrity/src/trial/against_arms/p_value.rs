//! TP0423: a p is what the arms make it.

use super::Held;
use crate::arm_pair::By;
use crate::printed::significant;
use crate::result::z_of;
use trialpool_ingest::{Code, Column, Design, Diagnostic, Message, Sink};
use trialpool_meta_analysis::numeric::tail::normal_survival;

/// How far the z of the printed p may be from that of the arms: adjustment moves it by up to one
/// standard error, and another test by some more.
const TOLERATED: f64 = 1.5;

/// How much larger a z may get where covariates take variance away.
const GAIN: f64 = 1.25;

/// The same for means, of which the value at the start may explain most.
const GAIN_OF_MEANS: f64 = 2.5;

/// Where the comparison has no interval; else the interval is held against the arms, and the p
/// against the interval.
pub(super) fn check(held: &Held<'_, '_, '_>, sink: &mut Sink<'_>) {
    let known = held
        .effect
        .as_ref()
        .is_some_and(|effect| effect.standard_error.is_some());
    if known || held.view.trial.design != Design::Randomised {
        return;
    }
    let p = held.row.p.and_then(|p| z_of(p, held.row.p_operator));
    let Some(printed) = p else {
        return;
    };
    // That of a one-sided interval tests a margin.
    let limits = [
        held.row.ci_lower,
        held.row.ci_upper,
        held.row.reduction_lower,
        held.row.reduction_upper,
    ];
    if held.modelled() && limits.iter().flatten().count() == 1 {
        return;
    }
    let mut z_of_arms = None;
    for (implied, ..) in &held.implied {
        let Some(se) = implied.standard_error.filter(|se| se.low > 0.0) else {
            continue;
        };
        let size = implied.estimate.size();
        let gain = match implied.by {
            By::Means => GAIN_OF_MEANS,
            _ => GAIN,
        };
        let loss = match implied.by {
            // Recurrent events vary more than Poisson's.
            By::PersonTime => 0.4,
            _ => 1.0,
        };
        let low = loss * size.low / se.high - TOLERATED;
        let high = gain * size.high / se.low + TOLERATED;
        if printed.high >= low && printed.low <= high {
            return;
        }
        z_of_arms.get_or_insert(size.middle() / se.middle());
    }
    let Some(z) = z_of_arms else {
        return;
    };
    let message = Message::new("tp0423")
        .text("p", sink.printed(held.row.row, Column::P))
        .text("arms", significant(2.0 * normal_survival(z)));
    let [a, c] =
        [&held.pairs[0].0, &held.pairs[0].1].map(|arm| sink.cell(arm.row.row, arm.column()));
    sink.push(
        Diagnostic::warning(Code::TP0423, message)
            .at(sink.cell(held.row.row, Column::P))
            .also(a.saying(Message::new("tp0420.treated")))
            .also(c.saying(Message::new("tp0420.control")))
            .help((printed.low > z).then(|| Message::new("tp0334.help-margin")))
            .help(Message::new("tp0423.help")),
    );
}
