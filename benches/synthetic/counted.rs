//! Outcomes that are counted: participants with an event, and events over time.

use super::build::{Builder, Found, Place, quantile};
use super::printing::{fixed, level};
use super::tables::OUTCOMES;
use super::{Group, Test, Trial, normal};
use fastrand::Rng;
use trialpool_ingest::TableKind;
use trialpool_meta_analysis::StudyEffect;
use trialpool_meta_analysis::effect_size::{
    EffectSizeError, TwoByTwo, TwoRates, log_incidence_rate_ratio, log_odds_ratio, log_risk_ratio,
    risk_difference,
};
use trialpool_meta_analysis::numeric::tail::normal_survival;

type Effect = Result<StudyEffect, EffectSizeError>;

/// The pairs that a trial compares: each arm with the first, and in rich reports with each other.
pub(super) fn pairs(trial: &Trial) -> Vec<[usize; 2]> {
    let arms = trial.arms.len();
    let mut pairs: Vec<_> = (1..arms).map(|arm| [arm, 0]).collect();
    if trial.style.rich() && arms == 3 {
        pairs.push([2, 1]);
    }
    pairs
}

/// An exponential deviate.
pub(super) fn exponential(rate: f64, rng: &mut Rng) -> f64 {
    -(1.0 - rng.f64()).ln() / rate
}

/// An estimate as a model with covariates gives it: near the crude one, and about as precise.
pub(super) fn adjusted(effect: f64, standard_error: f64, rng: &mut Rng) -> (f64, f64) {
    let shift = (0.15 * normal(rng)).clamp(-0.4, 0.4);
    (
        effect + shift * standard_error,
        standard_error * (0.93 + 0.1 * rng.f64()),
    )
}

/// Effects of the arms of one trial, that of the comparator 0.
pub(super) fn effects(trial: &Trial, outcome: usize, rng: &mut Rng) -> Vec<f64> {
    let outcome = &OUTCOMES[outcome];
    let arms = 0..trial.arms.len();
    arms.map(|arm| {
        if arm == 0 {
            0.0
        } else {
            outcome.effect + outcome.effect_spread * normal(rng)
        }
    })
    .collect()
}

/// Checks the parts of each arm against the whole, for the figures that are counted.
pub(super) fn partition(builder: &mut Builder, rows: &[Vec<Option<usize>>]) {
    let [all, first, second] = rows else { return };
    for arm in 0..all.len() {
        let (Some(all), Some(first), Some(second)) = (all[arm], first[arm], second[arm]) else {
            continue;
        };
        for column in ["n", "events"] {
            let figures = [all, first, second].map(|row| (TableKind::ArmResults, row, column));
            builder.relate(
                "parts add up",
                &figures,
                0.0,
                Test::Zero(|v| v[0] - v[1] - v[2]),
            );
        }
    }
}

/// Two-sided p of a statistic.
pub(super) fn two_sided(z: f64) -> f64 {
    2.0 * normal_survival(z.abs())
}

/// Simulates and reports the participants with an event.
pub(super) fn binary(builder: &mut Builder, trial: &Trial, outcome: usize, rng: &mut Rng) {
    let of = &OUTCOMES[outcome];
    let risk = (of.level.ln() + of.level_spread * normal(rng))
        .exp()
        .min(0.7);
    let times: Vec<Vec<f64>> = effects(trial, outcome, rng)
        .into_iter()
        .zip(&trial.arms)
        .map(|(effect, arm)| {
            let hazard = -(1.0 - (risk * effect.exp()).min(0.9)).ln() / 48.0;
            (0..arm.participants)
                .map(|_| exponential(hazard, rng))
                .collect()
        })
        .collect();
    let measure = if rng.bool() { "RR" } else { "OR" };
    let also_difference = trial.style.rich() && rng.bool();
    let mut earlier: Option<Vec<Option<usize>>> = None;
    for week in &trial.weeks {
        let mut rows = Vec::new();
        for group in trial.groups() {
            let counts: Vec<[usize; 2]> = times
                .iter()
                .zip(&trial.levels)
                .map(|(times, levels)| {
                    let members = times
                        .iter()
                        .zip(levels)
                        .filter(|(_, first)| group.holds(**first));
                    members.fold([0, 0], |[events, n], (time, _)| {
                        [events + usize::from(time <= week), n + 1]
                    })
                })
                .collect();
            let place = Place {
                trial,
                outcome,
                week: *week,
                group: *group,
                arms: [0, 0],
            };
            rows.push(binary_arms(builder, &place, &counts, rng));
            for arms in pairs(trial) {
                let [active, control] = arms.map(|arm| counts[arm]);
                let table = TwoByTwo {
                    treated_events: active[0] as f64,
                    treated_total: active[1] as f64,
                    control_events: control[0] as f64,
                    control_total: control[1] as f64,
                };
                let place = Place { arms, ..place };
                let last = rows.last().expect("one row a group");
                risk_contrast(builder, &place, measure, &table, last, rng);
                if also_difference {
                    risk_contrast(builder, &place, "RD", &table, last, rng);
                }
            }
        }
        if let Some(earlier) = &earlier {
            for (earlier, now) in earlier.iter().zip(&rows[0]) {
                if let (Some(earlier), Some(now)) = (earlier, now) {
                    let figures =
                        [*now, *earlier].map(|row| (TableKind::ArmResults, row, "events"));
                    builder.relate(
                        "events do not fall with time",
                        &figures,
                        0.0,
                        Test::AtLeast(|v| v[0] - v[1]),
                    );
                }
            }
        }
        partition(builder, &rows);
        earlier = rows.into_iter().next();
    }
}

/// The arms of a binary outcome.
pub(super) fn binary_arms(
    builder: &mut Builder,
    place: &Place<'_>,
    counts: &[[usize; 2]],
    rng: &mut Rng,
) -> Vec<Option<usize>> {
    let style = place.trial.style.clone();
    if place.trial.poor() {
        return vec![None; counts.len()];
    }
    let rows = counts.iter().enumerate().map(|(arm, [events, n])| {
        let percent = fixed(100.0 * *events as f64 / *n as f64, style.percent_decimals);
        let mut figures = vec![("n", n.to_string()), ("events", events.to_string())];
        if style.rich() || style.finer {
            figures.push(("percent", percent));
        }
        let row = builder.arm_result(place, arm, figures, rng);
        let of = |column| (TableKind::ArmResults, row, column);
        builder.relate(
            "the percentage is events of n",
            &[of("percent"), of("events"), of("n")],
            0.0,
            Test::Zero(|v| v[0] - 100.0 * v[1] / v[2]),
        );
        builder.relate(
            "no more events than n",
            &[of("n"), of("events")],
            0.0,
            Test::AtLeast(|v| v[0] - v[1]),
        );
        Some(row)
    });
    rows.collect()
}

fn risk_contrast(
    builder: &mut Builder,
    place: &Place<'_>,
    measure: &'static str,
    table: &TwoByTwo,
    rows: &[Option<usize>],
    rng: &mut Rng,
) {
    let cells = table.cells();
    if cells.contains(&0.0) {
        return;
    }
    let crude: Effect = match measure {
        "RR" => log_risk_ratio(table),
        "OR" => log_odds_ratio(table),
        _ => risk_difference(table),
    };
    let Ok(crude) = crude else { return };
    let style = &place.trial.style;
    let adjust = style.adjusted && measure != "RD" && place.arms[1] == 0;
    let (effect, standard_error) = if adjust {
        adjusted(crude.effect(), crude.standard_error(), rng)
    } else {
        (crude.effect(), crude.standard_error())
    };
    let statistic = if style.score_tests && !adjust {
        let [a, b, c, d] = cells;
        let total = a + b + c + d;
        (a * d - b * c) * (total / ((a + b) * (c + d) * (a + c) * (b + d))).sqrt()
    } else {
        effect / standard_error
    };
    let found = Found {
        effect,
        standard_error,
        quantile: quantile(style.level),
        p: two_sided(statistic),
    };
    let row = builder.contrast(place, measure, found, rng);
    let [Some(active), Some(control)] = place.arms.map(|arm| rows[arm]) else {
        return;
    };
    let arms = [
        (TableKind::ArmResults, active, "events"),
        (TableKind::ArmResults, active, "n"),
        (TableKind::ArmResults, control, "events"),
        (TableKind::ArmResults, control, "n"),
    ];
    let of = |column: &'static str| (TableKind::Contrasts, row, column);
    let with = |columns: &[&'static str]| {
        let figures = columns.iter().map(|column| of(column));
        figures.chain(arms).collect::<Vec<_>>()
    };
    let shift = if adjust {
        0.5 * crude.standard_error()
    } else {
        0.0
    };
    let width = if adjust { 0.12 } else { 0.0 };
    let [estimate, interval] = [
        with(&["estimate"]),
        with(&["ci_lower", "ci_upper", "ci_level"]),
    ];
    let (of_estimate, of_interval): (Test, Test) = match measure {
        "RR" => (
            Test::Zero(|v| v[0].ln() - (v[1] / v[2] * v[4] / v[3]).ln()),
            Test::Zero(|v| {
                ((v[1] / v[0]).ln() / (2.0 * quantile(v[2]))).ln()
                    - 0.5 * (v[3].recip() - v[4].recip() + v[5].recip() - v[6].recip()).ln()
            }),
        ),
        "OR" => (
            Test::Zero(|v| v[0].ln() - (v[1] / (v[2] - v[1]) * (v[4] - v[3]) / v[3]).ln()),
            Test::Zero(|v| {
                let variance =
                    v[3].recip() + (v[4] - v[3]).recip() + v[5].recip() + (v[6] - v[5]).recip();
                ((v[1] / v[0]).ln() / (2.0 * quantile(v[2]))).ln() - 0.5 * variance.ln()
            }),
        ),
        _ => (
            Test::Zero(|v| v[0] - v[1] / v[2] + v[3] / v[4]),
            Test::Zero(|v| {
                let of = |events: f64, n: f64| events * (n - events) / n.powi(3);
                ((v[1] - v[0]) / (2.0 * quantile(v[2]))).ln()
                    - 0.5 * (of(v[3], v[4]) + of(v[5], v[6])).ln()
            }),
        ),
    };
    builder.relate(
        "the effect is that of the arms",
        &estimate,
        shift,
        of_estimate,
    );
    builder.relate(
        "the interval is as wide as the arms say",
        &interval,
        width,
        of_interval,
    );
    if measure == "RR" {
        builder.relate(
            "the reduction is that of the arms",
            &with(&["reduction_percent"]),
            100.0 * shift,
            Test::Zero(|v| v[0] - 100.0 * (1.0 - v[1] / v[2] * v[4] / v[3])),
        );
    }
}

/// A Poisson deviate of a small mean.
fn poisson(mean: f64, rng: &mut Rng) -> usize {
    let (limit, mut product, mut count) = ((-mean).exp(), rng.f64(), 0);
    while product > limit {
        product *= rng.f64();
        count += 1;
    }
    count
}

/// Simulates and reports events over time.
pub(super) fn rate(builder: &mut Builder, trial: &Trial, outcome: usize, rng: &mut Rng) {
    let of = &OUTCOMES[outcome];
    let base = (of.level.ln() + of.level_spread * normal(rng)).exp();
    let week = trial.weeks[trial.weeks.len() - 1];
    // Each participant is observed for a time, mostly the whole.
    let observed: Vec<Vec<(f64, usize)>> = effects(trial, outcome, rng)
        .into_iter()
        .zip(&trial.arms)
        .map(|(effect, arm)| {
            let participants = 0..arm.participants;
            participants
                .map(|_| {
                    let years = week / 52.18 * if rng.u8(0..8) == 0 { rng.f64() } else { 1.0 };
                    (years, poisson(base * effect.exp() * years, rng))
                })
                .collect()
        })
        .collect();
    let mut rows = Vec::new();
    for group in trial.groups() {
        let totals: Vec<[f64; 3]> = observed
            .iter()
            .zip(&trial.levels)
            .map(|(observed, levels)| {
                let members = observed
                    .iter()
                    .zip(levels)
                    .filter(|(_, first)| group.holds(**first));
                members.fold([0.0; 3], |[events, time, n], ((years, count), _)| {
                    [events + *count as f64, time + years, n + 1.0]
                })
            })
            .collect();
        if totals.iter().any(|[events, ..]| *events < 3.0) {
            rows.push(vec![None; totals.len()]);
            continue;
        }
        let place = Place {
            trial,
            outcome,
            week,
            group: *group,
            arms: [0, 0],
        };
        rows.push(rates(builder, &place, &totals, rng));
    }
    partition(builder, &rows);
}

fn rates(
    builder: &mut Builder,
    place: &Place<'_>,
    totals: &[[f64; 3]],
    rng: &mut Rng,
) -> Vec<Option<usize>> {
    let style = &place.trial.style;
    let control = totals[0];
    // Rates of a model: that of the comparator near the crude one, the others by their ratio.
    let modelled = control[0] / control[1]
        * if style.adjusted {
            (0.04 * normal(rng)).exp()
        } else {
            1.0
        };
    let ratios: Vec<Option<(f64, f64)>> = totals
        .iter()
        .map(|total| {
            let rates = TwoRates {
                treated_events: total[0],
                treated_time: total[1],
                control_events: control[0],
                control_time: control[1],
            };
            let crude = log_incidence_rate_ratio(&rates).ok()?;
            let crude = (crude.effect(), crude.standard_error());
            Some(if style.adjusted {
                adjusted(crude.0, crude.1, rng)
            } else {
                crude
            })
        })
        .collect();
    let mut rows = Vec::new();
    for (arm, [events, time, n]) in totals.iter().enumerate() {
        let Some((effect, _)) = ratios[arm].filter(|_| !place.trial.poor()) else {
            rows.push(None);
            continue;
        };
        let rate = if arm == 0 {
            modelled
        } else {
            modelled * effect.exp()
        };
        let decimals = if style.finer { 3 } else { 2 };
        let mut figures = vec![("n", n.to_string()), ("rate", fixed(rate, decimals))];
        if !style.adjusted && (style.rich() || style.finer) {
            figures.extend([
                ("events", events.to_string()),
                ("person_time", fixed(*time, 1)),
            ]);
        }
        if style.rich() {
            let half = quantile(style.level) * events.sqrt().recip();
            figures.extend([
                ("ci_lower", fixed(rate * (-half).exp(), decimals)),
                ("ci_upper", fixed(rate * half.exp(), decimals)),
                ("ci_level", level(style)),
            ]);
        }
        let row = builder.arm_result(place, arm, figures, rng);
        let of = |column| (TableKind::ArmResults, row, column);
        builder.relate(
            "the rate is events over time",
            &[of("rate"), of("events"), of("person_time")],
            0.0,
            Test::Zero(|v| v[0] - v[1] / v[2]),
        );
        builder.relate(
            "the interval of a rate lies evenly",
            &[of("rate"), of("ci_lower"), of("ci_upper")],
            0.0,
            Test::Zero(|v| 2.0 * v[0].ln() - v[1].ln() - v[2].ln()),
        );
        builder.relate(
            "the interval of a rate is that of its events",
            &[of("ci_lower"), of("ci_upper"), of("ci_level"), of("events")],
            0.0,
            Test::Zero(|v| ((v[1] / v[0]).ln() / (2.0 * quantile(v[2]))).ln() + 0.5 * v[3].ln()),
        );
        if place.group == Group::All {
            let outcome = &OUTCOMES[place.outcome];
            let effect = if arm == 0 { 0.0 } else { outcome.effect };
            builder.typically(
                of("rate"),
                true,
                outcome.level.ln() + effect,
                outcome
                    .level_spread
                    .hypot(outcome.effect_spread)
                    .hypot(events.sqrt().recip()),
            );
        }
        rows.push(Some(row));
    }
    for arms in pairs(place.trial) {
        let [active, control] = arms;
        let (effect, standard_error) = if control == 0 {
            let Some(found) = ratios[active] else {
                continue;
            };
            found
        } else {
            let rates = TwoRates {
                treated_events: totals[active][0],
                treated_time: totals[active][1],
                control_events: totals[control][0],
                control_time: totals[control][1],
            };
            let Ok(crude) = log_incidence_rate_ratio(&rates)
                .map(|found| (found.effect(), found.standard_error()))
            else {
                continue;
            };
            if style.adjusted {
                continue;
            }
            crude
        };
        let found = Found {
            effect,
            standard_error,
            quantile: quantile(style.level),
            p: two_sided(effect / standard_error),
        };
        let row = builder.contrast(&Place { arms, ..*place }, "IRR", found, rng);
        let [Some(active), Some(control)] = arms.map(|arm| rows[arm]) else {
            continue;
        };
        let of = |column: &'static str| (TableKind::Contrasts, row, column);
        let arm = |row, column| (TableKind::ArmResults, row, column);
        builder.relate(
            "the effect is that of the rates",
            &[of("estimate"), arm(active, "rate"), arm(control, "rate")],
            0.0,
            Test::Zero(|v| v[0].ln() - (v[1] / v[2]).ln()),
        );
        builder.relate(
            "the reduction is that of the rates",
            &[
                of("reduction_percent"),
                arm(active, "rate"),
                arm(control, "rate"),
            ],
            0.0,
            Test::Zero(|v| v[0] - 100.0 * (1.0 - v[1] / v[2])),
        );
        builder.relate(
            "the effect is that of the arms",
            &[
                of("estimate"),
                arm(active, "events"),
                arm(active, "person_time"),
                arm(control, "events"),
                arm(control, "person_time"),
            ],
            0.0,
            Test::Zero(|v| v[0].ln() - (v[1] / v[2] * v[4] / v[3]).ln()),
        );
        builder.relate(
            "the interval is as wide as the arms say",
            &[
                of("ci_lower"),
                of("ci_upper"),
                of("ci_level"),
                arm(active, "events"),
                arm(control, "events"),
            ],
            0.0,
            Test::Zero(|v| {
                ((v[1] / v[0]).ln() / (2.0 * quantile(v[2]))).ln()
                    - 0.5 * (v[3].recip() + v[4].recip()).ln()
            }),
        );
    }
    rows
}
