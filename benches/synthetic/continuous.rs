//! Measurements: means and their differences, quartiles and ranges.

use super::build::{Builder, Found, Place};
use super::counted::{effects, exponential, pairs};
use super::printing::{fixed, level};
use super::tables::OUTCOMES;
use super::{Group, Test, Trial, normal};
use fastrand::Rng;
use trialpool_ingest::TableKind;
use trialpool_meta_analysis::effect_size::{
    RatioOfMeansOptions, TwoMeans, log_ratio_of_means, mean_difference,
};
use trialpool_meta_analysis::numeric::tail::{t_survival, t_upper_quantile};

/// What is computed from the values of some participants.
struct Moments {
    n: f64,
    mean: f64,
    sd: f64,
    /// Least, quartiles, greatest.
    quartiles: [f64; 5],
}

impl Moments {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let quartiles = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| {
            let at = share * (n - 1.0);
            let (below, above) = (values[at.floor() as usize], values[at.ceil() as usize]);
            below + (at - at.floor()) * (above - below)
        });
        Self {
            n,
            mean,
            sd: (squares / (n - 1.0)).sqrt(),
            quartiles,
        }
    }
}

/// Simulates and reports a measurement.
pub(super) fn continuous(builder: &mut Builder, trial: &Trial, outcome: usize, rng: &mut Rng) {
    let of = &OUTCOMES[outcome];
    let base = of.level + of.level_spread * normal(rng);
    let sd = of.sd * (0.1 * normal(rng)).exp();
    let effects = effects(trial, outcome, rng);
    // What a participant brings along, the same at every time, and when some leave: one in ten
    // within two years.
    let own: Vec<Vec<(f64, f64)>> = trial
        .arms
        .iter()
        .map(|arm| {
            let participants = 0..arm.participants;
            participants
                .map(|_| (normal(rng), exponential(0.001, rng)))
                .collect()
        })
        .collect();
    for week in &trial.weeks {
        let values: Vec<Vec<Option<f64>>> = own
            .iter()
            .zip(&effects)
            .map(|(own, effect)| {
                let own = own.iter();
                own.map(|(own, leaves)| {
                    let value = base + effect + sd * (0.8 * own + 0.6 * normal(rng));
                    let value = if of.skewed { value.exp() } else { value };
                    let value = of.scale.map_or(value, |[step, least, greatest]| {
                        ((value / step).round() * step).clamp(least, greatest)
                    });
                    (leaves > week).then_some(value)
                })
                .collect()
            })
            .collect();
        for group in trial.groups() {
            let moments: Vec<Moments> = values
                .iter()
                .zip(&trial.levels)
                .map(|(values, levels)| {
                    let members = values
                        .iter()
                        .zip(levels)
                        .filter(|(_, first)| group.holds(**first));
                    Moments::of(members.filter_map(|(value, _)| *value).collect())
                })
                .collect();
            let place = Place {
                trial,
                outcome,
                week: *week,
                group: *group,
                arms: [0, 0],
            };
            let rows: Vec<Option<usize>> = moments
                .iter()
                .enumerate()
                .map(|(arm, moments)| {
                    (!trial.poor()).then(|| arm_row(builder, &place, arm, moments, rng))
                })
                .collect();
            for arms in pairs(trial) {
                difference(
                    builder,
                    &Place { arms, ..place },
                    arms.map(|arm| &moments[arm]),
                    arms.map(|arm| rows[arm]),
                    rng,
                );
            }
        }
    }
}

fn arm_row(
    builder: &mut Builder,
    place: &Place<'_>,
    arm: usize,
    moments: &Moments,
    rng: &mut Rng,
) -> usize {
    let (style, outcome) = (&place.trial.style, &OUTCOMES[place.outcome]);
    let decimals = style.decimals(moments.sd);
    let se = moments.sd / moments.n.sqrt();
    let print = |value| fixed(value, decimals);
    let mut figures = vec![("n", moments.n.to_string())];
    let [min, q1, median, q3, max] = moments.quartiles.map(print);
    let half = se * t_upper_quantile((100.0 - style.level) / 200.0, moments.n - 1.0);
    let interval = [
        ("ci_lower", print(moments.mean - half)),
        ("ci_upper", print(moments.mean + half)),
        ("ci_level", level(style)),
    ];
    if outcome.skewed && !style.rich() {
        figures.extend([("median", median), ("q1", q1), ("q3", q3)]);
    } else {
        figures.push(("mean", print(moments.mean)));
        match rng.u8(0..8) {
            0 if !style.rich() => figures.push(("se", fixed(se, decimals + 1))),
            1 if !style.rich() => figures.extend(interval.clone()),
            _ => figures.push(("sd", print(moments.sd))),
        }
        if style.rich() {
            figures.extend([("median", median), ("q1", q1), ("q3", q3)]);
            figures.extend([("min", min), ("max", max)]);
            if style.finer {
                figures.push(("se", fixed(se, decimals + 1)));
                figures.extend(interval);
            }
        }
    }
    if rng.bool() {
        figures.push(("unit", outcome.units[0].to_owned()));
    }
    let row = builder.arm_result(place, arm, figures, rng);
    let of = |column| (TableKind::ArmResults, row, column);
    let scale = |column| (TableKind::Outcomes, place.outcome, column);
    builder.relate(
        "the standard error is the SD over the root of n",
        &[of("se"), of("sd"), of("n")],
        0.0,
        Test::Zero(|v| v[0] - v[1] / v[2].sqrt()),
    );
    builder.relate(
        "the interval of a mean lies evenly",
        &[of("mean"), of("ci_lower"), of("ci_upper")],
        0.0,
        Test::Zero(|v| 2.0 * v[0] - v[1] - v[2]),
    );
    builder.relate(
        "the interval of a mean is that of its SD",
        &[
            of("ci_lower"),
            of("ci_upper"),
            of("ci_level"),
            of("sd"),
            of("n"),
        ],
        0.0,
        Test::Zero(|v| {
            (v[1] - v[0]) / 2.0
                - t_upper_quantile((100.0 - v[2]) / 200.0, v[4] - 1.0) * v[3] / v[4].sqrt()
        }),
    );
    for (below, above) in [
        ("min", "q1"),
        ("q1", "median"),
        ("median", "q3"),
        ("q3", "max"),
        ("min", "mean"),
        ("mean", "max"),
    ] {
        builder.relate(
            "quantiles are in order",
            &[of(above), of(below)],
            0.0,
            Test::AtLeast(|v| v[0] - v[1]),
        );
    }
    builder.relate(
        "the SD fits the range",
        &[of("min"), of("max"), of("mean"), of("sd"), of("n")],
        0.0,
        Test::AtLeast(|v| {
            ((v[1] - v[2]).max(0.0) * (v[2] - v[0]).max(0.0) * v[4] / (v[4] - 1.0)).sqrt() - v[3]
        }),
    );
    for column in ["mean", "median", "q1", "q3", "min", "max"] {
        builder.relate(
            "within the scale",
            &[scale("scale_max"), of(column)],
            0.0,
            Test::AtLeast(|v| v[0] - v[1]),
        );
        builder.relate(
            "within the scale",
            &[of(column), scale("scale_min")],
            0.0,
            Test::AtLeast(|v| v[0] - v[1]),
        );
    }
    if outcome.scale.is_some() {
        builder.relate(
            "a mean of whole steps",
            &[of("mean"), of("n"), scale("step")],
            0.0,
            Test::Possible(|ranges| {
                let [(low, high), (n, _), (from, to)] = ranges else {
                    return true;
                };
                let step = f64::midpoint(*from, *to);
                (low * n / step - 1e-6).ceil() <= high * n / step + 1e-6
            }),
        );
    }
    if place.group == Group::All && !outcome.skewed {
        let effect = if arm == 0 { 0.0 } else { outcome.effect };
        builder.typically(
            of("mean"),
            false,
            outcome.level + effect,
            outcome.level_spread.hypot(outcome.effect_spread).hypot(se),
        );
        builder.typically(
            of("sd"),
            true,
            outcome.sd.ln(),
            0.1_f64.hypot((2.0 * moments.n).sqrt().recip()),
        );
        builder.typically(
            of("se"),
            true,
            (outcome.sd / moments.n.sqrt()).ln(),
            0.1_f64.hypot((2.0 * moments.n).sqrt().recip()),
        );
    }
    row
}

fn difference(
    builder: &mut Builder,
    place: &Place<'_>,
    moments: [&Moments; 2],
    rows: [Option<usize>; 2],
    rng: &mut Rng,
) {
    let (style, outcome) = (&place.trial.style, &OUTCOMES[place.outcome]);
    let [active, control] = moments;
    let means = TwoMeans {
        treated_mean: active.mean,
        treated_sd: active.sd,
        treated_total: active.n,
        control_mean: control.mean,
        control_sd: control.sd,
        control_total: control.n,
    };
    let crude = if outcome.skewed {
        log_ratio_of_means(&means, &RatioOfMeansOptions::default())
    } else {
        mean_difference(&means)
    };
    let Ok(crude) = crude else { return };
    // A model with the baseline as covariate is more precise, and moves the estimate.
    let adjust = style.adjusted && !outcome.skewed && place.arms[1] == 0;
    let gain = if adjust { 0.8 + 0.2 * rng.f64() } else { 1.0 };
    let shift = if adjust {
        (0.2 * normal(rng)).clamp(-0.5, 0.5)
    } else {
        0.0
    };
    let standard_error = gain * crude.standard_error();
    let effect = crude.effect() + shift * crude.standard_error();
    let freedom = active.n + control.n - 2.0;
    let quantile = t_upper_quantile((100.0 - style.level) / 200.0, freedom);
    let p = 2.0 * t_survival((effect / standard_error).abs(), freedom);
    let measure = if outcome.skewed { "ROM" } else { "MD" };
    let row = builder.contrast(
        place,
        measure,
        Found {
            effect,
            standard_error,
            quantile,
            p,
        },
        rng,
    );
    let [Some(active), Some(control)] = rows else {
        return;
    };
    let of = |column| (TableKind::Contrasts, row, column);
    let arm = |row, column| (TableKind::ArmResults, row, column);
    let slack = if adjust {
        0.6 * crude.standard_error()
    } else {
        0.0
    };
    let pair = [of("estimate"), arm(active, "mean"), arm(control, "mean")];
    if outcome.skewed {
        // The small correction of the ratio of means, and no more.
        builder.relate(
            "the effect is that of the means",
            &pair,
            0.02,
            Test::Zero(|v| v[0].ln() - (v[1] / v[2]).ln()),
        );
        return;
    }
    builder.relate(
        "the effect is that of the means",
        &pair,
        slack,
        Test::Zero(|v| v[0] - v[1] + v[2]),
    );
    builder.relate(
        "the interval is as wide as the arms say",
        &[
            of("ci_lower"),
            of("ci_upper"),
            of("ci_level"),
            arm(active, "sd"),
            arm(active, "n"),
            arm(control, "sd"),
            arm(control, "n"),
        ],
        if adjust { 0.26 } else { 0.0 },
        Test::Zero(|v| {
            let quantile = t_upper_quantile((100.0 - v[2]) / 200.0, v[4] + v[6] - 2.0);
            ((v[1] - v[0]) / (2.0 * quantile)).ln()
                - 0.5 * (v[3] * v[3] / v[4] + v[5] * v[5] / v[6]).ln()
        }),
    );
}
