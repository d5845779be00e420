use fastrand::Rng;
use std::f64::consts::SQRT_2;
use std::fmt::Write as _;

/// A file of a generated registry: name and contents.
pub type GeneratedFile = (String, String);

const OUTCOMES: usize = 25;
const TIMEPOINTS: usize = 2;

/// A registry with about `results` result rows, half of them contrasts and half arm results.
///
/// Every row is consistent: the interval surrounds its estimate symmetrically on the log scale, the
/// p value is the one the printed interval implies, events stay below n. The same `seed`
/// gives the same bytes.
pub fn registry(results: usize, seed: u64) -> Vec<GeneratedFile> {
    let mut rng = Rng::with_seed(seed);
    let trials = (results / 2).div_ceil(OUTCOMES * TIMEPOINTS).max(1);
    let (contrasts, arm_results) = results_of(trials, &mut rng);
    vec![
        ("review.toml".into(), PROTOCOL.into()),
        ("sources.csv".into(), sources(trials)),
        ("treatments.csv".into(), TREATMENTS.into()),
        ("populations.csv".into(), POPULATIONS.into()),
        ("timepoints.csv".into(), TIMES.into()),
        ("outcomes.csv".into(), outcomes()),
        ("trials.csv".into(), trial_rows(trials)),
        ("arms.csv".into(), arm_rows(trials)),
        ("contrasts.csv".into(), contrasts),
        ("arm_results.csv".into(), arm_results),
    ]
}

/// `count` effects and sampling variances around a mean of -0.5 with between-study variance
/// 0.1: what a log ratio of mid-sized trials looks like.
pub fn studies(count: usize, seed: u64) -> Vec<(f64, f64)> {
    let mut rng = Rng::with_seed(seed);
    (0..count)
        .map(|_| {
            let variance = 0.01 + 0.2 * rng.f64();
            let effect = -0.5 + (0.1 + variance).sqrt() * normal(&mut rng);
            (effect, variance)
        })
        .collect()
}

const PROTOCOL: &str = r#"schema = 1

[review]
title = { en = "Generated registry", fr = "Registre généré" }
scope = { en = "Synthetic trials for measurements.", fr = "Essais synthétiques pour les mesures." }

[tables]
sources = ["sources.csv"]
treatments = ["treatments.csv"]
populations = ["populations.csv"]
timepoints = ["timepoints.csv"]
outcomes = ["outcomes.csv"]
trials = ["trials.csv"]
arms = ["arms.csv"]
contrasts = ["contrasts.csv"]
arm_results = ["arm_results.csv"]
"#;

const TREATMENTS: &str = "id,label_en,label_fr\nactive,Active,Actif\nplacebo,Placebo,Placebo\n";
const POPULATIONS: &str = "id,label_en,label_fr\nall,All,Tous\n";
const TIMES: &str =
    "id,label_en,label_fr,weeks\nw48,48 weeks,48 semaines,48\nw96,96 weeks,96 semaines,96\n";

fn sources(trials: usize) -> String {
    let mut csv = String::from("id,kind,citation\n");
    for trial in 0..trials {
        let _ = writeln!(
            csv,
            "s{trial},publication,Synthetic trial {trial}. J Example 2020"
        );
    }
    csv
}

fn outcomes() -> String {
    let mut csv = String::from("id,label_en,label_fr,type,benefit\n");
    for outcome in 0..OUTCOMES {
        let _ = writeln!(
            csv,
            "o{outcome},Outcome {outcome},Critère {outcome},time_to_event,lower"
        );
    }
    csv
}

fn trial_rows(trials: usize) -> String {
    let mut csv = String::from("id,name,population,design,participants,source,verification\n");
    for trial in 0..trials {
        let _ = writeln!(
            csv,
            "t{trial},Trial {trial},all,randomised,{},s{trial},primary",
            2 * arm_size(trial)
        );
    }
    csv
}

fn arm_rows(trials: usize) -> String {
    let mut csv = String::from("trial,id,treatment,participants,source,verification\n");
    for trial in 0..trials {
        for arm in ["active", "placebo"] {
            let _ = writeln!(
                csv,
                "t{trial},{arm},{arm},{},s{trial},primary",
                arm_size(trial)
            );
        }
    }
    csv
}

fn arm_size(trial: usize) -> usize {
    100 + (trial * 37) % 400
}

fn results_of(trials: usize, rng: &mut Rng) -> (String, String) {
    let mut contrasts = String::from(
        "trial,arm,comparator,outcome,timepoint,subgroup,measure,estimate,ci_lower,ci_upper,ci_level,p,p_operator,reduction_percent,source,locator,verification,note\n",
    );
    let mut arms = String::from(
        "trial,arm,outcome,timepoint,subgroup,n,events,person_time,mean,sd,se,median,q1,q3,min,max,source,locator,verification,note\n",
    );
    for trial in 0..trials {
        let n = arm_size(trial);
        for outcome in 0..OUTCOMES {
            let events = [0.2, 0.3].map(|risk| (0..n).filter(|_| rng.f64() < risk).count());
            // What the events imply, as a proportional-hazards model finds it: the ratio of the
            // cumulative hazards, and its variance. Fewer events were there at the first time.
            let [hazard, reference] = events.map(|events| -(-(events as f64 / n as f64)).ln_1p());
            let variance: f64 = events.iter().map(|events| 1.0 / *events as f64).sum();
            for (week, share) in [("w48", 0.6), ("w96", 1.0)] {
                let standard_error = (variance / share).sqrt() * (1.0 + 0.05 * rng.f64());
                let later = (hazard / reference).ln();
                let log_ratio = later + 0.2 * standard_error * normal(rng);
                let [estimate, lower, upper] = [0.0, -1.959_963_984_540_054, 1.959_963_984_540_054]
                    .map(|z| printed((log_ratio + z * standard_error).exp()));
                let z = estimate.ln().abs() * 2.0 * 1.959_963_984_540_054 / (upper / lower).ln();
                let p = libm::erfc(z / SQRT_2);
                let (p, operator) = if p < 0.001 {
                    ("0.001".into(), "<")
                } else {
                    (format!("{p:.3}"), "=")
                };
                let _ = writeln!(
                    contrasts,
                    "t{trial},active,placebo,o{outcome},{week},,HR,{estimate:.3},{lower:.3},{upper:.3},95,{p},{operator},,s{trial},\"Table 2, row {outcome}\",primary,",
                );
            }
            for (arm, events) in ["active", "placebo"].into_iter().zip(events) {
                let _ = writeln!(
                    arms,
                    "t{trial},{arm},o{outcome},w96,,{n},{events},{:.1},,,,,,,,,s{trial},\"Table 3, row {outcome}\",primary,",
                    n as f64 * 1.8,
                );
            }
        }
    }
    (contrasts, arms)
}

/// The value with three decimals, as it is printed.
fn printed(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// A standard normal deviate (Box–Muller).
fn normal(rng: &mut Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.f64()).ln()).sqrt();
    radius * (2.0 * std::f64::consts::PI * rng.f64()).cos()
}
