//! 2x2 tables from their margins and a measure.

use super::error::{RecoveryError, finite, positive};
use crate::effect_size::{Proportion, TwoByTwo};
use crate::{Derivation, Recovered};

/// Participants of both groups and events in both together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// n1.
    pub treated_total: f64,
    /// n2.
    pub control_total: f64,
    /// m, events in both groups.
    pub events: f64,
}

/// Which group has the larger risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The treated.
    TreatedHigher,
    /// The controls.
    ControlHigher,
}

impl Margins {
    fn check(&self) -> Result<(), RecoveryError> {
        positive("participants", self.treated_total)?;
        positive("participants", self.control_total)?;
        finite("events", self.events)?;
        if self.events < 0.0 || self.events > self.treated_total + self.control_total {
            return Err(RecoveryError::NotValid {
                input: "events",
                value: self.events,
            });
        }
        Ok(())
    }

    /// The table with so many events among the treated.
    fn table(&self, treated_events: f64) -> Result<TwoByTwo, RecoveryError> {
        let control_events = self.events - treated_events;
        // A table on the edge may lie outside by rounding of the arithmetic only.
        let slack = 1e-9 * (self.treated_total + self.control_total);
        let fits = |events: f64, total: f64| events >= -slack && events <= total + slack;
        if !fits(treated_events, self.treated_total) || !fits(control_events, self.control_total) {
            return Err(RecoveryError::NoSuchTable);
        }
        Ok(TwoByTwo {
            treated_events: treated_events.clamp(0.0, self.treated_total),
            treated_total: self.treated_total,
            control_events: control_events.clamp(0.0, self.control_total),
            control_total: self.control_total,
        })
    }
}

/// The table with given margins and odds ratio.
///
/// ```text
/// a (n2 - m + a) = OR (n1 - a) (m - a),   the root with max(0, m - n2) <= a <= min(n1, m)
/// ```
///
/// Notation: a events among the treated, n1, n2 participants, m events in both groups.
///
/// # Returns
/// The cells as they follow, not rounded to counts.
/// # Errors
/// [`RecoveryError::NotValid`] unless OR > 0 and the margins are possible.
pub fn table_from_odds_ratio(
    margins: &Margins,
    odds_ratio: f64,
) -> Result<Recovered<TwoByTwo>, RecoveryError> {
    margins.check()?;
    positive("odds ratio", odds_ratio)?;
    let (n1, n2, m) = (margins.treated_total, margins.control_total, margins.events);
    // (1 - OR) a^2 + (n2 - m + OR (n1 + m)) a - OR n1 m = 0.
    let square = 1.0 - odds_ratio;
    let linear = n2 - m + odds_ratio * (n1 + m);
    let constant = -odds_ratio * n1 * m;
    let root = (linear * linear - 4.0 * square * constant).max(0.0).sqrt();
    // `linear` is negative only where m > n2; the root inside the margins is always this one, in the form that does
    // not cancel for either sign.
    let a = if linear >= 0.0 {
        -2.0 * constant / (linear + root)
    } else {
        (root - linear) / (2.0 * square)
    };
    Ok(Recovered {
        value: margins.table(a)?,
        derivation: Derivation::TableFromOddsRatio,
    })
}

/// The table with given margins and risk ratio.
///
/// ```text
/// a = RR n1 m / (n2 + RR n1)
/// ```
///
/// Notation: a events among the treated, n1, n2 participants, m events in both groups.
///
/// # Errors
/// [`RecoveryError::NoSuchTable`] if a group would have more events than participants.
pub fn table_from_risk_ratio(
    margins: &Margins,
    risk_ratio: f64,
) -> Result<Recovered<TwoByTwo>, RecoveryError> {
    margins.check()?;
    positive("risk ratio", risk_ratio)?;
    let part = risk_ratio * margins.treated_total;
    let a = part * margins.events / (margins.control_total + part);
    Ok(Recovered {
        value: margins.table(a)?,
        derivation: Derivation::TableFromRiskRatio,
    })
}

/// The table with given margins and chi-squared statistic (without continuity correction).
///
/// ```text
/// a = (n1 m ± sqrt(X2 n1 n2 m (N - m) / N)) / N
/// ```
///
/// Notation: a events among the treated, n1, n2 participants, N = n1 + n2, m events in both groups; + if the treated
/// have the larger risk.
///
/// # Errors
/// [`RecoveryError::NoSuchTable`] if the statistic is larger than the margins allow.
pub fn table_from_chi_squared(
    margins: &Margins,
    chi_squared: f64,
    direction: Direction,
) -> Result<Recovered<TwoByTwo>, RecoveryError> {
    margins.check()?;
    if !(chi_squared >= 0.0 && chi_squared.is_finite()) {
        return Err(RecoveryError::NotValid {
            input: "chi-squared",
            value: chi_squared,
        });
    }
    let (n1, n2, m) = (margins.treated_total, margins.control_total, margins.events);
    let n = n1 + n2;
    let distance = (chi_squared * n1 * n2 * m * (n - m) / n).sqrt();
    let a = match direction {
        Direction::TreatedHigher => n1 * m + distance,
        Direction::ControlHigher => n1 * m - distance,
    } / n;
    Ok(Recovered {
        value: margins.table(a)?,
        derivation: Derivation::TableFromChiSquared,
    })
}

/// The table from the control group, the size of the treated group and the odds ratio.
///
/// ```text
/// p1 = OR p2 / (1 - p2 + OR p2),   a = n1 p1,   p2 = c / n2
/// ```
///
/// # Errors
/// [`RecoveryError::NotValid`] unless OR > 0 and the counts are possible.
pub fn treated_from_odds_ratio(
    control: &Proportion,
    treated_total: f64,
    odds_ratio: f64,
) -> Result<Recovered<TwoByTwo>, RecoveryError> {
    let risk = control_risk(control, treated_total)?;
    positive("odds ratio", odds_ratio)?;
    let treated_risk = odds_ratio * risk / (1.0 - risk + odds_ratio * risk);
    Ok(Recovered {
        value: beside(control, treated_total, treated_risk),
        derivation: Derivation::TreatedFromOddsRatio,
    })
}

/// The table from the control group, the size of the treated group and the risk ratio: a = RR n1 c / n2.
///
/// # Errors
/// [`RecoveryError::NoSuchTable`] if the treated risk would exceed 1.
pub fn treated_from_risk_ratio(
    control: &Proportion,
    treated_total: f64,
    risk_ratio: f64,
) -> Result<Recovered<TwoByTwo>, RecoveryError> {
    let risk = control_risk(control, treated_total)?;
    positive("risk ratio", risk_ratio)?;
    if risk_ratio * risk > 1.0 {
        return Err(RecoveryError::NoSuchTable);
    }
    Ok(Recovered {
        value: beside(control, treated_total, risk_ratio * risk),
        derivation: Derivation::TreatedFromRiskRatio,
    })
}

fn control_risk(control: &Proportion, treated_total: f64) -> Result<f64, RecoveryError> {
    positive("participants", treated_total)?;
    positive("participants", control.total)?;
    if !(control.events >= 0.0 && control.events <= control.total) {
        return Err(RecoveryError::NotValid {
            input: "events",
            value: control.events,
        });
    }
    Ok(control.events / control.total)
}

fn beside(control: &Proportion, treated_total: f64, treated_risk: f64) -> TwoByTwo {
    TwoByTwo {
        treated_events: treated_total * treated_risk,
        treated_total,
        control_events: control.events,
        control_total: control.total,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_table_comes_back_from_its_margins(
            a in 1..200_u32, b in 1..200_u32, c in 1..200_u32, d in 1..200_u32,
        ) {
            let [a, b, c, d] = [a, b, c, d].map(f64::from);
            let table = TwoByTwo::from_cells(a, b, c, d);
            let (n1, n2, n) = (a + b, c + d, a + b + c + d);
            let margins = Margins { treated_total: n1, control_total: n2, events: a + c };
            let odds = table_from_odds_ratio(&margins, a * d / (b * c)).unwrap().value;
            let risk = table_from_risk_ratio(&margins, a / n1 / (c / n2)).unwrap().value;
            let chi_squared = n * (a * d - b * c).powi(2) / (n1 * n2 * (a + c) * (b + d));
            let direction = if a * d >= b * c { Direction::TreatedHigher } else { Direction::ControlHigher };
            let chi = table_from_chi_squared(&margins, chi_squared, direction).unwrap().value;
            let control = Proportion { events: c, total: n2 };
            let from_odds = treated_from_odds_ratio(&control, n1, a * d / (b * c)).unwrap().value;
            let from_risk = treated_from_risk_ratio(&control, n1, a / n1 / (c / n2)).unwrap().value;
            for recovered in [odds, risk, chi, from_odds, from_risk] {
                for (ours, cell) in recovered.cells().iter().zip(table.cells()) {
                    prop_assert!((ours - cell).abs() < 1e-6, "{recovered:?}");
                }
            }
        }
    }

    #[test]
    fn impossible_tables_are_refused() {
        let margins = Margins {
            treated_total: 10.0,
            control_total: 10.0,
            events: 15.0,
        };
        assert_eq!(
            table_from_risk_ratio(&margins, 100.0),
            Err(RecoveryError::NoSuchTable)
        );
        let result = table_from_chi_squared(&margins, 50.0, Direction::TreatedHigher);
        assert_eq!(result, Err(RecoveryError::NoSuchTable));
        assert!(table_from_odds_ratio(&margins, 0.0).is_err());
    }
}
