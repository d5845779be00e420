//! What studies report about their groups.

use serde::{Deserialize, Serialize};

use super::EffectSizeError;

/// Events among participants in two groups.
///
/// Counts are `f64`, because a continuity correction makes them fractional.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TwoByTwo {
    /// Participants with the event in the treated group.
    #[doc(alias = "ai")]
    pub treated_events: f64,
    /// Participants of the treated group.
    #[doc(alias = "n1i")]
    pub treated_total: f64,
    /// Participants with the event in the control group.
    #[doc(alias = "ci")]
    pub control_events: f64,
    /// Participants of the control group.
    #[doc(alias = "n2i")]
    pub control_total: f64,
}

impl TwoByTwo {
    /// The table from its four cells: treated with and without the event, control with and without.
    pub fn from_cells(a: f64, b: f64, c: f64, d: f64) -> Self {
        Self {
            treated_events: a,
            treated_total: a + b,
            control_events: c,
            control_total: c + d,
        }
    }

    /// The cells a, b, c, d: treated with and without the event, control with and without.
    pub fn cells(&self) -> [f64; 4] {
        [
            self.treated_events,
            self.treated_total - self.treated_events,
            self.control_events,
            self.control_total - self.control_events,
        ]
    }

    /// The table with the groups exchanged.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self {
            treated_events: self.control_events,
            treated_total: self.control_total,
            control_events: self.treated_events,
            control_total: self.treated_total,
        }
    }

    /// Checks that counts are non-negative and events do not exceed participants.
    pub(crate) fn check(&self) -> Result<(), EffectSizeError> {
        check_proportion(self.treated_events, self.treated_total)?;
        check_proportion(self.control_events, self.control_total)
    }
}

/// Events during person-time in two groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TwoRates {
    /// Events in the treated group.
    #[doc(alias = "x1i")]
    pub treated_events: f64,
    /// Person-time of the treated group, such as patient-years.
    #[doc(alias = "t1i")]
    pub treated_time: f64,
    /// Events in the control group.
    #[doc(alias = "x2i")]
    pub control_events: f64,
    /// Person-time of the control group, in the same unit.
    #[doc(alias = "t2i")]
    pub control_time: f64,
}

impl TwoRates {
    /// Checks that events are non-negative and person-times positive.
    pub(crate) fn check(&self) -> Result<(), EffectSizeError> {
        check_count("events", self.treated_events)?;
        check_count("events", self.control_events)?;
        check_positive("person-time", self.treated_time)?;
        check_positive("person-time", self.control_time)
    }
}

/// Mean, standard deviation and size of two independent groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TwoMeans {
    /// Mean of the treated group.
    #[doc(alias = "m1i")]
    pub treated_mean: f64,
    /// Standard deviation of the treated group.
    #[doc(alias = "sd1i")]
    pub treated_sd: f64,
    /// Participants of the treated group.
    #[doc(alias = "n1i")]
    pub treated_total: f64,
    /// Mean of the control group.
    #[doc(alias = "m2i")]
    pub control_mean: f64,
    /// Standard deviation of the control group.
    #[doc(alias = "sd2i")]
    pub control_sd: f64,
    /// Participants of the control group.
    #[doc(alias = "n2i")]
    pub control_total: f64,
}

impl TwoMeans {
    /// The groups exchanged.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self {
            treated_mean: self.control_mean,
            treated_sd: self.control_sd,
            treated_total: self.control_total,
            control_mean: self.treated_mean,
            control_sd: self.treated_sd,
            control_total: self.treated_total,
        }
    }

    /// Checks that means are finite, standard deviations non-negative and groups non-empty.
    pub(crate) fn check(&self) -> Result<(), EffectSizeError> {
        check_finite("mean", self.treated_mean)?;
        check_finite("mean", self.control_mean)?;
        check_count("standard deviation", self.treated_sd)?;
        check_count("standard deviation", self.control_sd)?;
        check_positive("participants", self.treated_total)?;
        check_positive("participants", self.control_total)
    }
}

/// Events among the participants of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Proportion {
    /// Participants with the event.
    #[doc(alias = "xi")]
    pub events: f64,
    /// Participants.
    #[doc(alias = "ni")]
    pub total: f64,
}

impl Proportion {
    /// Checks that the count is non-negative and does not exceed the total.
    pub(crate) fn check(&self) -> Result<(), EffectSizeError> {
        check_proportion(self.events, self.total)
    }
}

/// Errors unless `value` is finite.
pub(crate) fn check_finite(input: &'static str, value: f64) -> Result<(), EffectSizeError> {
    if value.is_finite() {
        Ok(())
    } else {
        Err(EffectSizeError::NotFinite { input, value })
    }
}

/// Errors unless `value` is finite and not negative.
pub(crate) fn check_count(input: &'static str, value: f64) -> Result<(), EffectSizeError> {
    if value >= 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(EffectSizeError::CountNotValid { input, value })
    }
}

/// Errors unless `value` is finite and positive.
pub(crate) fn check_positive(input: &'static str, value: f64) -> Result<(), EffectSizeError> {
    if value > 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(EffectSizeError::NotPositive { input, value })
    }
}

fn check_proportion(events: f64, total: f64) -> Result<(), EffectSizeError> {
    check_count("events", events)?;
    check_positive("participants", total)?;
    if events > total {
        return Err(EffectSizeError::EventsExceedTotal { events, total });
    }
    Ok(())
}
