//! Hypotheses about the coefficients of a regression, and its comparison with a smaller model.
//!
//! The vaccine trials in the years 1948 to 1960, crossover and randomised in turn; expected values by metafor 3.8 with
//! `control = list(threshold = 1e-14, maxiter = 10000)`.
#![allow(
    clippy::format_collect,
    reason = "the tables of a registry are written row by row"
)]

mod common;

use common::trials::{BCG, asking, two_arms};
use common::{Registry, close};
use trialpool_review::findings::{Analysis, Asked, Regression};

fn registry(keys: &str) -> Registry {
    let row = |events: u32, others: u32| format!("{},{events},", events + others);
    let rows = BCG.map(|[a, b, c, d]| [row(a, b), row(c, d)]);
    let mut registry = asking(two_arms("share", &rows), "share", "RR", keys);
    let trials = registry.trials.lines().enumerate();
    let trials: Vec<String> = trials
        .map(|(place, line)| match place % 2 {
            0 => line.replace("randomised", "crossover"),
            _ => line.to_owned(),
        })
        .collect();
    registry.trials = trials.join("\n") + "\n";
    registry
}

fn regression(analysis: &Analysis) -> &Regression {
    let asked = analysis.sections.regression.as_ref();
    asked.and_then(Asked::found).expect("a regression")
}

/// `m <- rma(yi, vi, mods = ~ year + design, test = "knha")`, `anova(m, X = c(0, 10, 1), rhs = 0.5)`, and
/// `anova(m, X = rbind(c(0, 1, 0), c(0, 0, 1)), rhs = c(0.05, 0))`.
#[test]
fn contrasts_are_those_of_metafor() {
    let analysis = registry(
        "method = \"REML\"\ntest = \"knha\"\nmoderators = \"~ year + design\"\ncontrasts = [\
         \"10*year + design: randomised = 0.5\", \"year = 0.05; design: randomised = 0\"]\n",
    )
    .analysis();
    let [one, two] = &regression(&analysis).contrasts[..] else {
        panic!("two hypotheses");
    };
    let row = &one.contrasts[0];
    assert_eq!(row.hypothesis, "10*year + design: randomised = 0.5");
    close(row.estimate, 0.300_955_257_495_874, 1e-8);
    close(row.standard_error, 0.621_193_966_486_315, 1e-8);
    close(row.p, 0.638_482_211_433_945, 1e-8);
    let test = two.test.as_ref().unwrap();
    close(test.statistic, 0.771_377_322_613_037, 1e-8);
    assert_eq!((test.df, test.denominator), (2, Some(10.0)));
    close(test.p, 0.488_036_920_872_628, 1e-8);
    assert_eq!(two.contrasts.len(), 2);
}

/// `anova(rma(yi, vi, mods = ~ poly(year, 2), method = "ML"), rma(yi, vi, mods = ~ year, method = "ML"))`.
#[test]
fn a_comparison_is_that_of_metafor() {
    let analysis = registry(
        "method = \"ML\"\ntest = \"z\"\nmoderators = \"~ poly(year, 2)\"\ncompare = \"~ year\"\n",
    )
    .analysis();
    let comparison = regression(&analysis).comparison.as_ref().unwrap();
    close(comparison.statistic, 5.369_825_896_345e-3, 1e-8);
    close(comparison.p, 0.941_584_026_023_51, 1e-8);
    assert_eq!(comparison.df, 1);
    let (full, reduced) = (&comparison.full, &comparison.reduced);
    assert_eq!(
        (&*full.formula, &*reduced.formula),
        ("~ poly(year, 2)", "~ year")
    );
    assert_eq!((full.coefficients, reduced.coefficients), (3, 2));
    close(full.log_likelihood, -10.219_659_854_855_2, 1e-8);
    close(full.aicc.unwrap(), 33.439_319_709_710_4, 1e-8);
    close(reduced.aic, 26.444_689_535_606_8, 1e-8);
    close(reduced.bic, 28.139_537_607_991_3, 1e-8);
    close(full.tau2, 0.181_218_200_632_174, 1e-8);
    // With the years centred, which lose eight digits otherwise.
    close(reduced.q, 103.119_546_153_761, 1e-9);
    // The mean is a model, too.
    let mean = registry("method = \"EE\"\nmoderators = \"~ year\"\ncompare = \"~ 1\"\n").analysis();
    let comparison = regression(&mean).comparison.as_ref().unwrap();
    assert_eq!(comparison.reduced.formula, "~ 1");
    close(
        comparison.statistic,
        comparison.reduced.q - comparison.full.q,
        1e-9,
    );
}

#[test]
fn what_the_regression_does_not_allow_is_refused() {
    let problems = |keys: &str| registry(keys).problems();
    let of_year =
        |keys: &str| problems(&format!("method = \"ML\"\nmoderators = \"~ year\"\n{keys}"));
    assert_eq!(
        of_year("contrasts = [\"weeks = 0\", \"year - year\", \"year = \"]\n"),
        [
            "TP0616: no hypothesis about the coefficients: `weeks` is no coefficient",
            "TP0616: no hypothesis about the coefficients: no coefficient is left in it",
            "TP0616: no hypothesis about the coefficients: a coefficient or a number is missing",
        ]
    );
    assert_eq!(
        of_year("compare = \"~ weeks\"\n"),
        ["TP0616: `compare` names `weeks`, which `moderators` does not"]
    );
    assert_eq!(
        of_year("compare = \"~ year\"\n"),
        ["TP0616: the model of `compare` is that of `moderators`"]
    );
    assert_eq!(
        of_year("compare = \"~ poly(year, 2)\"\n"),
        ["TP0616: the model of `compare` is not nested in that of `moderators`"]
    );
    assert_eq!(
        of_year("compare = \"~ year +\"\n"),
        ["TP0615: `compare` is no formula: a moderator is missing"]
    );
    assert_eq!(
        problems("method = \"REML\"\nmoderators = \"~ year\"\ncompare = \"~ 1\"\n"),
        [
            "TP0611: `compare` does not go with method `REML`, whose models have no likelihoods that can be compared"
        ]
    );
    assert_eq!(
        problems("compare = \"~ 1\"\ncontrasts = [\"year = 0\"]\n"),
        [
            "TP0611: `compare` is set, and there are no moderators",
            "TP0611: `contrasts` is set, and there are no moderators",
        ]
    );
}
