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
#[path = "oracle_checks/stratified.rs"]
mod stratified;
#[path = "oracle_checks/studies.rs"]
mod studies;

use std::collections::BTreeMap;

use ledger::{Coverage, LEDGER};
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
        "leave1out" => match pooling::leave_one_out(dataset, case) {
            Outcome::NotCovered(_) => stratified::series(dataset, case),
            compared @ Outcome::Compared(..) => compared,
        },
        "cumul" => match pooling::cumulative(dataset, case) {
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

/// No case is passed over: each kind has as many cases as the ledger says, of which as many are
/// compared here as the ledger says, and the kinds add up to all cases.
#[test]
fn the_ledger_accounts_for_every_case() {
    let mut total: BTreeMap<String, usize> = BTreeMap::new();
    let mut compared: BTreeMap<String, usize> = BTreeMap::new();
    let mut reasons: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    for dataset in datasets() {
        for case in &dataset.cases {
            *total.entry(case.kind().to_owned()).or_default() += 1;
            match examine(&dataset, case) {
                Outcome::Compared(..) => *compared.entry(case.kind().to_owned()).or_default() += 1,
                Outcome::NotCovered(reason) => {
                    *reasons.entry((case.kind().to_owned(), reason)).or_default() += 1;
                }
            }
        }
    }
    let mut problems = Vec::new();
    for (kind, count) in &total {
        let here = compared.get(kind).copied().unwrap_or(0);
        let Some(entry) = LEDGER.iter().find(|entry| entry.kind == kind) else {
            problems.push(format!(
                "{kind}: {count} cases, {here} compared, not in the ledger"
            ));
            continue;
        };
        let expected_here = match entry.coverage {
            Coverage::Here(count) => count,
            Coverage::Effects | Coverage::NotYet => 0,
        };
        if entry.cases != *count || expected_here != here {
            problems.push(format!(
                "{kind}: {count} cases, {here} compared; ledger {entry:?}"
            ));
        }
    }
    assert!(
        problems.is_empty(),
        "{}\nreasons: {reasons:#?}",
        problems.join("\n")
    );
    assert_eq!(LEDGER.iter().map(|entry| entry.cases).sum::<usize>(), CASES);
    assert_eq!(total.values().sum::<usize>(), CASES);
}
