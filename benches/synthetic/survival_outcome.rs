//! Times until an event, with hazard ratios by Cox's model.

use super::build::{Builder, Found, Place, quantile};
use super::counted::{binary_arms, effects, exponential, pairs, partition, two_sided};
use super::survival::{Observed, cox};
use super::tables::OUTCOMES;
use super::{Test, Trial, normal};
use fastrand::Rng;
use trialpool_ingest::TableKind;

/// Simulates and reports a time until an event.
pub(super) fn time_to_event(builder: &mut Builder, trial: &Trial, outcome: usize, rng: &mut Rng) {
    let of = &OUTCOMES[outcome];
    let risk = (of.level.ln() + of.level_spread * normal(rng))
        .exp()
        .min(0.7);
    let hazard = -(1.0 - risk).ln() / 48.0;
    let week = trial.weeks[trial.weeks.len() - 1];
    let observed: Vec<Vec<(f64, bool)>> = effects(trial, outcome, rng)
        .into_iter()
        .zip(&trial.arms)
        .map(|(effect, arm)| {
            let participants = 0..arm.participants;
            participants
                .map(|_| {
                    let event = exponential(hazard * effect.exp(), rng);
                    let censored = exponential(0.1 / week, rng).min(week);
                    (event.min(censored), event <= censored)
                })
                .collect()
        })
        .collect();
    let mut rows = Vec::new();
    for group in trial.groups() {
        let members = |arm: usize| {
            let levels = observed[arm].iter().zip(&trial.levels[arm]);
            levels
                .filter(|(_, first)| group.holds(**first))
                .map(|(one, _)| *one)
        };
        let place = Place {
            trial,
            outcome,
            week,
            group: *group,
            arms: [0, 0],
        };
        let counts: Vec<[usize; 2]> = (0..trial.arms.len())
            .map(|arm| {
                members(arm).fold([0, 0], |[events, n], (_, event)| {
                    [events + usize::from(event), n + 1]
                })
            })
            .collect();
        let arm_rows = binary_arms(builder, &place, &counts, rng);
        for arms in pairs(trial) {
            let treated = [true, false];
            let participants: Vec<Observed> = arms
                .into_iter()
                .zip(treated)
                .flat_map(|(arm, treated)| {
                    members(arm).map(move |(time, event)| Observed {
                        time,
                        event,
                        treated,
                    })
                })
                .collect();
            if arms.iter().any(|arm| counts[*arm][0] < 3) {
                continue;
            }
            let arms_events = arms.map(|arm| counts[arm][0]);
            let Some(fit) = cox(&participants) else {
                continue;
            };
            let statistic = if trial.style.score_tests {
                fit.log_rank
            } else {
                fit.log_hazard_ratio / fit.standard_error
            };
            let found = Found {
                effect: fit.log_hazard_ratio,
                standard_error: fit.standard_error,
                quantile: quantile(trial.style.level),
                p: two_sided(statistic),
            };
            let row = builder.contrast(&Place { arms, ..place }, "HR", found, rng);
            let [Some(active), Some(control)] = arms.map(|arm| arm_rows[arm]) else {
                continue;
            };
            let of = |column: &'static str| (TableKind::Contrasts, row, column);
            let arms = [
                (TableKind::ArmResults, active, "events"),
                (TableKind::ArmResults, active, "n"),
                (TableKind::ArmResults, control, "events"),
                (TableKind::ArmResults, control, "n"),
            ];
            let with = |columns: &[&'static str]| {
                let figures = columns.iter().map(|column| of(column));
                figures.chain(arms).collect::<Vec<_>>()
            };
            // Risks over one period tell the hazard ratio but for when the events were, which weighs
            // more the fewer they are.
            let fewest = arms_events.into_iter().min().unwrap_or(1) as f64;
            builder.relate(
                "the hazard ratio is near that of the risks",
                &with(&["estimate"]),
                0.25 + 1.0 / fewest,
                Test::Zero(|v| {
                    v[0].ln() - ((1.0 - v[1] / v[2]).ln() / (1.0 - v[3] / v[4]).ln()).ln()
                }),
            );
            builder.relate(
                "the interval is as wide as the events say",
                &with(&["ci_lower", "ci_upper", "ci_level"]),
                0.1,
                Test::Zero(|v| {
                    ((v[1] / v[0]).ln() / (2.0 * quantile(v[2]))).ln()
                        - 0.5 * (v[3].recip() + v[5].recip()).ln()
                }),
            );
        }
        rows.push(arm_rows);
    }
    partition(builder, &rows);
}
