//! Counts from margins and a measure; hazard ratios from logrank tests.

use super::super::layout::Domain::{self, Any, NotNegative, Positive};
use super::super::row::Row;
use super::{Found, Route, words};
use trialpool_ingest::Reported;
use trialpool_meta_analysis::effect_size::{
    LogrankEvents, Proportion, StudyData, log_hazard_ratio_from_logrank,
};
use trialpool_meta_analysis::recovery::{
    Direction, Margins, table_from_chi_squared, table_from_odds_ratio, table_from_risk_ratio,
    treated_from_odds_ratio, treated_from_risk_ratio,
};

/// A 2x2 table from its margins, or from the control group, and a measure.
pub(super) fn table(row: &mut Row<'_, '_, '_>) -> Option<Route<(StudyData, Vec<String>)>> {
    let mut value = |name, domain: Domain| row.number(name, domain).map(Reported::value);
    let (treated_total, control_total) = (value("n1i", Positive)?, value("n2i", Positive)?);
    let control_events = value("ci", NotNegative);
    let events = value("events", NotNegative);
    let (odds, risk) = (value("ori", Positive), value("rri", Positive));
    let chi_squared = value("x2i", Any);
    let recovered = if let Some(events) = events {
        let margins = Margins {
            treated_total,
            control_total,
            events,
        };
        match (odds, risk, chi_squared) {
            (Some(odds), _, _) => table_from_odds_ratio(&margins, odds),
            (None, Some(risk), _) => table_from_risk_ratio(&margins, risk),
            (None, None, Some(signed)) => {
                let direction = if signed < 0.0 {
                    Direction::ControlHigher
                } else {
                    Direction::TreatedHigher
                };
                table_from_chi_squared(&margins, signed.abs(), direction)
            }
            _ => return None,
        }
    } else {
        let control = Proportion {
            events: control_events?,
            total: control_total,
        };
        match (odds, risk) {
            (Some(odds), _) => treated_from_odds_ratio(&control, treated_total, odds),
            (None, Some(risk)) => treated_from_risk_ratio(&control, treated_total, risk),
            (None, None) => return None,
        }
    };
    Some(match recovered {
        Ok(found) => {
            let routes = vec![words(found.derivation)];
            Ok((StudyData::TwoByTwo(found.value), routes))
        }
        Err(error) => Err(error.to_string()),
    })
}

/// A hazard ratio from a logrank test: observed minus expected events and their variance, or the events of both
/// groups with the estimate or with z.
pub(super) fn logrank(row: &mut Row<'_, '_, '_>) -> Option<Found> {
    let mut value = |name, domain: Domain| row.number(name, domain).map(Reported::value);
    let route = |text: &str| vec![text.to_owned()];
    let effect = |excess: f64, variance: f64, text: &str| match log_hazard_ratio_from_logrank(
        excess, variance,
    ) {
        Ok(effect) => Found::Effect(effect, route(text)),
        Err(error) => Found::Refused(error.to_string()),
    };
    if let Some((excess, variance)) = value("oei", Any).zip(value("voei", Positive)) {
        return Some(effect(
            excess,
            variance,
            "O \u{2212} E and its variance (Parmar et al. 1998)",
        ));
    }
    let (treated, control) = (value("d1i", Positive)?, value("d2i", Positive)?);
    let estimate = value("estimate", Domain::OnDisplayScale);
    let z = value("zi", Any);
    let variance = match (LogrankEvents::ByGroup { treated, control }).variance() {
        Ok(variance) => variance,
        Err(error) => return Some(Found::Refused(error.to_string())),
    };
    match (estimate, z) {
        (Some(ratio), _) => Some(effect(
            ratio.ln() * variance,
            variance,
            "variance from the events of both groups (Tierney et al. 2007)",
        )),
        (None, Some(z)) => Some(effect(
            z * variance.sqrt(),
            variance,
            "logrank z and the events of both groups (Parmar et al. 1998)",
        )),
        (None, None) => None,
    }
}
