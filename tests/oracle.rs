//! Every case of the oracle: compared in its tolerance class, or counted by name as not covered.

#[path = "oracle_checks/design.rs"]
mod design;
#[path = "oracle_checks/high_precision.rs"]
mod high_precision;
#[path = "oracle_checks/influence.rs"]
mod influence;
#[path = "oracle_checks/intervals.rs"]
mod intervals;
#[path = "oracle_checks/ledger.rs"]
mod ledger;
#[path = "oracle_checks/metagen.rs"]
mod metagen;
#[path = "oracle_checks/pooling.rs"]
mod pooling;
#[path = "oracle_checks/regression.rs"]
mod regression;
#[path = "oracle_checks/series.rs"]
mod series;
#[path = "oracle_checks/stratified.rs"]
mod stratified;
#[path = "oracle_checks/studies.rs"]
mod studies;

use std::collections::BTreeMap;

use ledger::{EFFECTS, LATER, Place, place};
use trialpool_tests::oracle_support::{CASES, Case, Dataset, datasets};

/// What became of one case.
pub(crate) enum Outcome {
    /// Compared: numbers compared, and what differs.
    Compared(usize, Vec<String>),
    /// Not covered, with the reason.
    NotCovered(&'static str),
}

fn examine(dataset: &Dataset, case: &Case) -> Outcome {
    match case.kind() {
        "rma" | "k1" | "k2" | "identical" | "spread" | "spread-huge" | "loglik" => {
            pooling::rma(dataset, case)
        }
        "subgroup" => pooling::subgroup(dataset, case),
        "confint" => match intervals::confint(dataset, case) {
            Outcome::NotCovered("model") => regression::confint(dataset, case),
            other => other,
        },
        "rma.mh" | "rma.peto" => stratified::fit(dataset, case),
        "leave1out" => match series::leave_one_out(dataset, case) {
            Outcome::NotCovered(_) => stratified::series(dataset, case),
            compared @ Outcome::Compared(..) => compared,
        },
        "cumul" => match series::cumulative(dataset, case) {
            Outcome::NotCovered(_) => stratified::series(dataset, case),
            compared @ Outcome::Compared(..) => compared,
        },
        "predict" => match pooling::predict(dataset, case) {
            Outcome::NotCovered(_) => regression::predict(dataset, case),
            compared @ Outcome::Compared(..) => compared,
        },
        "influence" | "rstandard" | "rstudent" | "hatvalues" | "cooks" | "dfbetas"
        | "residuals" | "fitted" | "baujat" | "blup" | "ranef" => {
            influence::diagnostics(dataset, case)
        }
        "reg" => regression::regression(dataset, case),
        "anova" => regression::anova(dataset, case),
        "aggregate" => series::aggregate(dataset, case),
        "hc" => pooling::henmi_copas_interval(dataset, case),
        "meta" => metagen::metagen(dataset, case),
        "permutest" => regression::permutation(dataset, case),
        "vif" => regression::vif(dataset, case),
        "weights" => match pooling::weights(dataset, case) {
            Outcome::NotCovered(_) => influence::diagnostics(dataset, case),
            compared @ Outcome::Compared(..) => compared,
        },
        _ => Outcome::NotCovered("kind"),
    }
}

#[test]
fn covered_cases_agree() {
    let mut problems = Vec::new();
    let mut numbers = 0;
    for dataset in datasets() {
        for case in &dataset.cases {
            if let Outcome::Compared(count, differences) = examine(&dataset, case) {
                numbers += count;
                problems.extend(differences);
            }
        }
    }
    assert!(
        problems.is_empty(),
        "{} differences:\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert!(numbers > 20_000, "only {numbers} numbers were compared");
}

/// No case is passed over: every one is compared, here or in `oracle_effects.rs`, or the ledger names it as belonging to
/// a later method. `cargo test --test oracle ledger -- --nocapture` prints the whole ledger.
#[test]
fn the_ledger_accounts_for_every_case() {
    let mut problems = Vec::new();
    let mut counts: BTreeMap<Place, usize> = BTreeMap::new();
    let mut ids = Vec::new();
    for dataset in datasets() {
        for case in &dataset.cases {
            let name = format!("{}:{}", dataset.id, case.id);
            let place = place(&case.id, case.kind());
            *counts.entry(place).or_default() += 1;
            match (place, examine(&dataset, case)) {
                (Place::Here, Outcome::Compared(0, _)) => {
                    problems.push(format!("{name}: no number is compared"));
                }
                (Place::Here, Outcome::Compared(numbers, _)) => {
                    println!("{name}: {numbers} numbers compared");
                }
                (Place::Here, Outcome::NotCovered(reason)) => {
                    problems.push(format!(
                        "{name}: not compared ({reason}), not in the ledger"
                    ));
                }
                (Place::Effects, _) => println!("{name}: compared with the effects"),
                (Place::Later(subject), Outcome::NotCovered(_)) => {
                    println!("{name}: later, {subject}");
                }
                (Place::Later(_), Outcome::Compared(..)) => {
                    problems.push(format!("{name}: compared, but the ledger says later"));
                }
            }
            ids.push(case.id.clone());
        }
    }
    let listed = |start: &str| ids.iter().filter(|id| id.starts_with(start)).count();
    for (start, cases, _) in LATER {
        if listed(start) != *cases {
            problems.push(format!("{start}: {} cases, not {cases}", listed(start)));
        }
    }
    for (kind, cases) in EFFECTS {
        let found = ids.iter().filter(|id| id.split('/').next() == Some(*kind));
        if found.count() != *cases {
            problems.push(format!("{kind}: not {cases} cases"));
        }
    }
    println!("{counts:#?}");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(counts.values().sum::<usize>(), CASES);
}
