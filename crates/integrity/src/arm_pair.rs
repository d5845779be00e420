//! What the results of two arms imply for their comparison.

use crate::bounds::Bounds;
use crate::context::{Question, TrialView};
use crate::result::quantile;
use trialpool_ingest::{
    ArmKey, ArmResult, Column, ContrastMeasure, OutcomeKind, Reported, SourceKey,
};
use trialpool_meta_analysis::effect_size::{
    TwoByTwo, log_odds_ratio, log_risk_ratio, risk_difference, small_sample_factor,
};

/// Sources whose figures of an arm are looked at: a trial that more documents report has its main
/// ones first.
const SOURCES: usize = 4;

/// Rows of an arm among which other sources are looked for.
const ROWS: usize = 64;

/// The figures of one arm for one question, as one source gives them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures<'r, 'f> {
    /// The row that gives the first of them.
    pub(crate) row: &'r ArmResult<'f>,
    pub(crate) n: Option<f64>,
    pub(crate) events: Option<f64>,
    pub(crate) person_time: Option<Bounds>,
    pub(crate) rate: Option<Bounds>,
    pub(crate) percent: Option<Bounds>,
    pub(crate) mean: Option<Bounds>,
    pub(crate) sd: Option<Bounds>,
    pub(crate) se: Option<Bounds>,
    /// The limits of the interval and the z of its level.
    pub(crate) limits: Option<(Bounds, Bounds, f64)>,
}

impl<'r, 'f> Figures<'r, 'f> {
    /// The figures of rows of one source, which complete each other.
    fn of(rows: &[&'r ArmResult<'f>]) -> Option<Self> {
        let (first, rest) = rows.split_first()?;
        let rest = rest.iter().map(|row| Self::of_row(row));
        Some(rest.fold(Self::of_row(first), |known, more| Self {
            row: known.row,
            n: known.n.or(more.n),
            events: known.events.or(more.events),
            person_time: known.person_time.or(more.person_time),
            rate: known.rate.or(more.rate),
            percent: known.percent.or(more.percent),
            mean: known.mean.or(more.mean),
            sd: known.sd.or(more.sd),
            se: known.se.or(more.se),
            limits: known.limits.or(more.limits),
        }))
    }

    /// The figures of one row.
    pub(crate) fn of_row(row: &'r ArmResult<'f>) -> Self {
        let bounds = |figure: Option<Reported>| figure.map(Bounds::of);
        let level = row.ci_level.and_then(|level| quantile(level.value()));
        let limits = bounds(row.ci_lower).zip(bounds(row.ci_upper)).zip(level);
        Self {
            row,
            n: row.n.map(Reported::value),
            events: row.events.map(Reported::value),
            person_time: bounds(row.person_time),
            rate: bounds(row.rate),
            percent: bounds(row.percent),
            mean: bounds(row.mean),
            sd: bounds(row.sd),
            se: bounds(row.se),
            limits: limits.map(|((lower, upper), z)| (lower, upper, z)),
        }
    }

    /// The figures of an arm: those of `source`, else what each other source gives.
    pub(crate) fn candidates(
        view: &TrialView<'r, 'f>,
        question: Question,
        arm: ArmKey,
        source: SourceKey,
    ) -> Vec<Self> {
        let by = |source: SourceKey| {
            let rows = view.rows_from(question, arm, source);
            Self::of(&rows[..rows.len().min(SOURCES)])
        };
        if let Some(own) = by(source) {
            return vec![own];
        }
        let mut sources: Vec<SourceKey> = Vec::new();
        for row in view.rows_of(question, arm).iter().take(ROWS) {
            if sources.len() < SOURCES && !sources.contains(&row.source) {
                sources.push(row.source);
            }
        }
        sources.into_iter().filter_map(by).collect()
    }

    /// The cell that says most of the result.
    pub(crate) fn column(&self) -> Column {
        let row = self.row;
        let figures = [
            (Column::Events, row.events),
            (Column::Rate, row.rate),
            (Column::Percent, row.percent),
            (Column::Mean, row.mean),
            (Column::Median, row.median),
        ];
        let given = figures.into_iter().find(|(_, figure)| figure.is_some());
        given.map_or(Column::Arm, |(column, _)| column)
    }

    /// The share of participants with the event.
    pub(crate) fn share(&self) -> Option<Bounds> {
        match (self.events, self.n) {
            (Some(events), Some(n)) if events <= n && n > 0.0 => Some(Bounds::exactly(events / n)),
            _ => {
                let percent = self.percent?.times(0.01);
                Some(Bounds::between(percent.low.max(0.0), percent.high.min(1.0)))
            }
        }
    }

    /// Events by person-time.
    pub(crate) fn event_rate(&self) -> Option<Bounds> {
        if let (Some(events), Some(time)) = (self.events, self.person_time)
            && time.low > 0.0
        {
            return Some(Bounds::between(events / time.high, events / time.low));
        }
        Some(self.rate.or(self.mean)?.not_negative())
    }

    /// The standard error of the mean.
    pub(crate) fn error_of_mean(&self) -> Option<Bounds> {
        if let Some(se) = self.se {
            return Some(se.not_negative());
        }
        if let (Some(sd), Some(n)) = (self.sd, self.n)
            && n > 0.0
        {
            return Some(sd.not_negative().times(1.0 / n.sqrt()));
        }
        let (lower, upper, z) = self.limits?;
        Some(upper.minus(lower).not_negative().times(0.5 / z))
    }

    /// The standard error of the logarithm of the rate.
    fn error_of_log_rate(&self) -> Option<Bounds> {
        if let (Some(events), Some(_)) = (self.events, self.person_time) {
            return (events > 0.0).then(|| Bounds::exactly(1.0 / events.sqrt()));
        }
        let (lower, upper, z) = self.limits?;
        let width = upper.ln()?.minus(lower.ln()?).not_negative();
        width.high.is_finite().then(|| width.times(0.5 / z))
    }

    /// The same arm with events and non-events exchanged.
    pub(crate) fn complement(self) -> Self {
        let events = self.events.zip(self.n).map(|(events, n)| n - events);
        let percent = self
            .percent
            .map(|percent| Bounds::exactly(100.0).minus(percent));
        Self {
            events,
            percent,
            ..self
        }
    }

    fn table(&self, control: &Self) -> Option<TwoByTwo> {
        Some(TwoByTwo {
            treated_events: self.events?,
            treated_total: self.n?,
            control_events: control.events?,
            control_total: control.n?,
        })
    }
}

/// What two arms imply: the estimate and, where they tell, its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Implied {
    /// On the analysis scale: logarithms for ratios.
    pub(crate) estimate: Bounds,
    pub(crate) standard_error: Option<Bounds>,
    pub(crate) by: By,
}

/// How an estimate follows from the arms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The comparison's own formula, on counts of participants.
    Counts,
    /// Its own formula, on events and person-time.
    PersonTime,
    /// Its own formula, on rates or percentages with intervals of their own, or with none.
    Rates,
    /// Its own formula, on means.
    Means,
    /// The ratio of cumulative hazards −ln(1 − share), which is the hazard ratio where hazards are
    /// proportional and both arms were followed equally long.
    CumulativeHazard,
}

/// The comparison that the figures of two arms imply.
pub(crate) fn implied(
    measure: ContrastMeasure,
    kind: OutcomeKind,
    treated: &Figures<'_, '_>,
    control: &Figures<'_, '_>,
) -> Option<Implied> {
    use ContrastMeasure as M;
    let implied = match measure {
        // Several events a participant: what is called a risk ratio is one of rates.
        M::RiskRatio if kind == OutcomeKind::Rate => rate_ratio(treated, control),
        M::OddsRatio | M::RiskRatio | M::RiskDifference if kind != OutcomeKind::Rate => {
            shares(measure, treated, control)
        }
        M::HazardRatio if kind != OutcomeKind::Rate => hazard_ratio(treated, control),
        M::IncidenceRateRatio => rate_ratio(treated, control),
        M::IncidenceRateDifference => rate_difference(treated, control),
        M::MeanDifference => mean_difference(treated, control),
        M::RatioOfMeans => ratio_of_means(treated, control),
        M::StandardisedMeanDifference => standardised(treated, control),
        _ => None,
    }?;
    let sound = implied.estimate.low.is_finite() && implied.estimate.high.is_finite();
    sound.then_some(implied)
}

fn shares(
    measure: ContrastMeasure,
    treated: &Figures<'_, '_>,
    control: &Figures<'_, '_>,
) -> Option<Implied> {
    if let Some(table) = treated.table(control) {
        let effect = match measure {
            ContrastMeasure::OddsRatio => log_odds_ratio(&table),
            ContrastMeasure::RiskRatio => log_risk_ratio(&table),
            _ => risk_difference(&table),
        };
        let effect = effect.ok()?;
        return Some(Implied {
            estimate: Bounds::exactly(effect.effect()),
            standard_error: Some(Bounds::exactly(effect.standard_error())),
            by: By::Counts,
        });
    }
    let (treated, control) = (treated.share()?, control.share()?);
    let odds = |share: Bounds| Bounds {
        low: share.low / (1.0 - share.low),
        high: share.high / (1.0 - share.high),
    };
    let estimate = match measure {
        ContrastMeasure::OddsRatio => odds(treated).ln()?.minus(odds(control).ln()?),
        ContrastMeasure::RiskRatio => treated.ln()?.minus(control.ln()?),
        _ => treated.minus(control),
    };
    Some(Implied {
        estimate,
        standard_error: None,
        by: By::Rates,
    })
}

/// Shares beyond which the cumulative hazard says too little of the hazards: nearly everybody had
/// the event, and when decides.
const LARGEST_SHARE: f64 = 0.9;

fn hazard_ratio(treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> Option<Implied> {
    let hazard = |share: Bounds| -> Option<Bounds> {
        (share.low > 0.0 && share.high < LARGEST_SHARE).then(|| Bounds {
            low: (-(-share.low).ln_1p()).ln(),
            high: (-(-share.high).ln_1p()).ln(),
        })
    };
    let standard_error = match (treated.events, control.events) {
        (Some(a), Some(c)) if a > 0.0 && c > 0.0 => {
            Some(Bounds::exactly((1.0 / a + 1.0 / c).sqrt()))
        }
        _ => None,
    };
    Some(Implied {
        estimate: hazard(treated.share()?)?.minus(hazard(control.share()?)?),
        standard_error,
        by: By::CumulativeHazard,
    })
}

fn rate_ratio(treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> Option<Implied> {
    let estimate = treated
        .event_rate()?
        .ln()?
        .minus(control.event_rate()?.ln()?);
    let errors = treated.error_of_log_rate().zip(control.error_of_log_rate());
    Some(Implied {
        estimate,
        standard_error: errors.map(|(a, c)| a.root_sum_of_squares(c)),
        by: by_rates(treated, control),
    })
}

fn by_rates(treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> By {
    let counted = |arm: &Figures<'_, '_>| arm.events.is_some() && arm.person_time.is_some();
    if counted(treated) && counted(control) {
        By::PersonTime
    } else {
        By::Rates
    }
}

fn rate_difference(treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> Option<Implied> {
    let (a, c) = (treated.event_rate()?, control.event_rate()?);
    let error = |arm: &Figures<'_, '_>, rate: Bounds| {
        let relative = arm.error_of_log_rate()?;
        Some(Bounds {
            low: relative.low * rate.low,
            high: relative.high * rate.high,
        })
    };
    let errors = error(treated, a).zip(error(control, c));
    Some(Implied {
        estimate: a.minus(c),
        standard_error: errors.map(|(a, c)| a.root_sum_of_squares(c)),
        by: by_rates(treated, control),
    })
}

fn mean_difference(treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> Option<Implied> {
    let errors = treated.error_of_mean().zip(control.error_of_mean());
    Some(Implied {
        estimate: treated.mean?.minus(control.mean?),
        standard_error: errors.map(|(a, c)| a.root_sum_of_squares(c)),
        by: By::Means,
    })
}

/// The ratio of the means themselves and the one that is corrected for their bias,
/// ½ (sd₁² / (n₁ m₁²) − sd₂² / (n₂ m₂²)) on the logarithm (Lajeunesse 2015, Ecology 96:2056), are both
/// called so: any value between them will do.
fn ratio_of_means(treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> Option<Implied> {
    let (a, c) = (treated.mean?, control.mean?);
    if a.low <= 0.0 || c.low <= 0.0 {
        return None;
    }
    let relative = |arm: &Figures<'_, '_>, mean: Bounds| {
        let error = arm.error_of_mean()?;
        Some(Bounds::between(
            error.low / mean.high,
            error.high / mean.low,
        ))
    };
    let errors = relative(treated, a).zip(relative(control, c));
    let ratio = a.ln()?.minus(c.ln()?);
    let half_square = |error: Bounds| error.map(|error| 0.5 * error * error);
    let bias = errors.map_or(Bounds::exactly(0.0), |(a, c)| {
        half_square(a).minus(half_square(c))
    });
    Some(Implied {
        estimate: Bounds {
            low: ratio.low + bias.low.min(0.0),
            high: ratio.high + bias.high.max(0.0),
        },
        standard_error: errors.map(|(a, c)| a.root_sum_of_squares(c)),
        by: By::Means,
    })
}

/// Cohen's d and Hedges' g are both called so: any value between them will do.
fn standardised(treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> Option<Implied> {
    let (n1, n2) = (treated.n?, control.n?);
    let df = n1 + n2 - 2.0;
    let difference = treated.mean?.minus(control.mean?);
    let (sd1, sd2) = (treated.sd?.not_negative(), control.sd?.not_negative());
    if df < 2.0 || sd1.low <= 0.0 || sd2.low <= 0.0 {
        return None;
    }
    let pooled = |a: f64, c: f64| {
        (((n1 - 1.0) * a * a + (n2 - 1.0) * c * c) / df)
            .max(0.0)
            .sqrt()
    };
    let sd = Bounds::between(pooled(sd1.low, sd2.low), pooled(sd1.high, sd2.high));
    let d = [difference.low, difference.high]
        .into_iter()
        .flat_map(|difference| [difference / sd.low, difference / sd.high]);
    let (low, high) = d.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), d| {
        (low.min(d), high.max(d))
    });
    let shrink = small_sample_factor(df);
    let d = Bounds {
        low: low.min(low * shrink),
        high: high.max(high * shrink),
    };
    let middle = d.middle();
    let error = (1.0 / n1 + 1.0 / n2 + middle * middle / (2.0 * (n1 + n2))).sqrt();
    Some(Implied {
        estimate: d,
        standard_error: Some(Bounds::exactly(error)),
        by: By::Means,
    })
}
