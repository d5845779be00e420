//! Registries of trials with two arms.

use super::{Registry, analysis, close};
use trialpool_review::findings::{Analysis, Pooled};

/// Events and others, vaccinated and not.
pub const BCG: [[u32; 4]; 13] = [
    [4, 119, 11, 128],
    [6, 300, 29, 274],
    [3, 228, 11, 209],
    [62, 13536, 248, 12619],
    [33, 5036, 47, 5761],
    [180, 1361, 372, 1079],
    [8, 2537, 10, 619],
    [505, 87886, 499, 87892],
    [29, 7470, 45, 7232],
    [17, 1699, 65, 1600],
    [186, 50448, 141, 27197],
    [5, 2493, 3, 2338],
    [27, 16886, 29, 17825],
];

/// Infections and thousands of catheter days, coated catheters and others.
pub const NIELWEISE: [[f64; 4]; 9] = [
    [7.0, 1.344, 11.0, 1.988],
    [8.0, 1.6, 8.0, 1.461],
    [3.0, 12.012, 14.0, 10.962],
    [6.0, 1.536, 10.0, 1.503],
    [1.0, 0.37, 1.0, 0.483],
    [1.0, 0.729, 8.0, 0.913],
    [17.0, 6.76, 15.0, 6.84],
    [3.0, 1.107, 7.0, 1.015],
    [2.0, 0.32, 3.0, 0.44],
];

/// A registry whose trials `t1`, `t2` … have two arms with the given rows of `arm_results` from the
/// outcome's columns on: `n,events,person_time`.
pub fn two_arms(outcome: &str, rows: &[[String; 2]]) -> Registry {
    let trials = || (1..).zip(rows);
    let arm = |trial: usize, arm: &str, figures: &str| {
        format!("t{trial},{arm},{outcome},,,{figures},paper,primary\n")
    };
    Registry {
        trials: trials()
            .map(|(t, _)| format!("t{t},T{t},{},nmosd,randomised,,,paper,primary\n", 1947 + t))
            .collect(),
        arms: trials()
            .map(|(t, _)| format!("t{t},a,drug,,paper,primary\nt{t},b,placebo,,paper,primary\n"))
            .collect(),
        contrasts: String::new(),
        arm_results: trials()
            .map(|(t, [a, b])| arm(t, "a", a) + &arm(t, "b", b))
            .collect(),
        ..Registry::default()
    }
}

/// A question about an outcome of a registry.
pub fn asking(mut registry: Registry, outcome: &str, measure: &str, keys: &str) -> Registry {
    registry.analyses = analysis("", keys)
        .replace("\"HR\"", &format!("\"{measure}\""))
        .replace("[\"relapse\"]", &format!("[\"{outcome}\"]"));
    registry
}

/// The tables as rows of a registry.
pub fn tables(tables: &[[u32; 4]]) -> Registry {
    let row = |events: u32, others: u32| format!("{},{events},", events + others);
    let rows: Vec<[String; 2]> = tables
        .iter()
        .map(|[a, b, c, d]| [row(*a, *b), row(*c, *d)])
        .collect();
    two_arms("share", &rows)
}

/// The vaccine trials, pooled as `keys` say.
pub fn bcg(measure: &str, keys: &str) -> Analysis {
    asking(tables(&BCG), "share", measure, keys).analysis()
}

pub fn nielweise(measure: &str, keys: &str) -> Analysis {
    let row = |events: f64, time: f64| format!(",{events},{time}");
    let rows: Vec<[String; 2]> = NIELWEISE
        .iter()
        .map(|[x1, t1, x2, t2]| [row(*x1, *t1), row(*x2, *t2)])
        .collect();
    asking(two_arms("rate", &rows), "rate", measure, keys).analysis()
}

#[track_caller]
pub fn relative(found: f64, expected: f64, tolerance: f64) {
    close(found, expected, tolerance * expected.abs());
}

/// Estimate, standard error and limits.
#[track_caller]
pub fn agrees(pooled: &Pooled, [estimate, error, lower, upper]: [f64; 4], tolerance: f64) {
    relative(pooled.estimate, estimate, tolerance);
    relative(pooled.standard_error, error, tolerance);
    relative(pooled.interval[0], lower, tolerance);
    relative(pooled.interval[1], upper, tolerance);
}

#[track_caller]
pub fn predicts(analysis: &Analysis, rule: &str, limits: [f64; 2], tolerance: f64) {
    assert_eq!(analysis.settings.prediction, rule);
    let prediction = analysis.main.pooled.as_ref().unwrap().prediction.unwrap();
    relative(prediction[0], limits[0], tolerance);
    relative(prediction[1], limits[1], tolerance);
}
