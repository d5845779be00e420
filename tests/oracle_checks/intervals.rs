//! Intervals of the between-study variance: `confint`.

use trialpool_meta_analysis::meta_regression::Design;
use trialpool_meta_analysis::{
    BetweenStudy, Heterogeneity, Interval, PooledFit, PoolingOptions, StudyEffect,
    VarianceIntervalMethod, generalised_q_interval, pool, variance_interval,
};
use trialpool_tests::oracle_support::{Call, Case, Checker, Dataset};

use crate::Outcome;
use crate::pooling::compared;
use crate::studies::{self, Studies, options, resolve};

/// `confint`: the Q-profile interval of tau2, tau, I² and H².
pub(crate) fn confint(dataset: &Dataset, case: &Case) -> Outcome {
    let Some(outer) = Call::parse(&case.call) else {
        return Outcome::NotCovered("call");
    };
    let Some(call) = outer.positional(0).and_then(|text| resolve(dataset, text)) else {
        return Outcome::NotCovered("call");
    };
    if call.named("weights") == Some("1/sqrt(vi)") && call.named("method") == Some("GENQ") {
        return generalised_q(dataset, case, &call);
    }
    if call.function != "rma" || call.named("mods").is_some() || call.named("weights").is_some() {
        return Outcome::NotCovered("model");
    }
    let mut with_level = call.clone();
    if let Some(level) = outer.named("level") {
        with_level
            .arguments
            .push((Some("level".to_owned()), level.to_owned()));
    }
    let parts = studies::studies(dataset, &call).zip(options(&with_level));
    let Some((Studies { effects, .. }, options)) = parts else {
        return Outcome::NotCovered("data");
    };
    let mut checker = Checker::new(&dataset.id, case);
    let fit = pool(&effects, &options);
    if let Ok(PooledFit {
        between_study: Some(between_study),
        heterogeneity: h,
        ..
    }) = fit
    {
        if outer.named("type") == Some("PL") {
            check_profile_likelihood(&mut checker, &effects, &options, &between_study, &h);
        } else {
            check_interval(&mut checker, &between_study, &h);
        }
    } else {
        checker.problem("fit", "no interval");
    }
    compared(checker)
}

/// The generalised-Q interval with weights 1 / sqrt(v).
fn generalised_q(dataset: &Dataset, case: &Case, call: &Call) -> Outcome {
    let Some((Studies { effects, .. }, options)) =
        studies::studies(dataset, call).zip(options(call))
    else {
        return Outcome::NotCovered("data");
    };
    let weights: Vec<f64> = effects.iter().map(|s| 1.0 / s.standard_error()).collect();
    let design = Design::with_intercept(effects.len());
    let mut checker = Checker::new(&dataset.id, case);
    match generalised_q_interval(&effects, &design, &weights, options.level) {
        Ok(interval) => {
            let rows = |end: fn(&Interval) -> f64| {
                VarianceIntervalLimit {
                    tau2: end(&interval.variance),
                    i2: end(&interval.i_squared),
                    h2: end(&interval.h_squared),
                }
                .rows()
            };
            checker.values("ci.lb", &rows(|i| i.lower));
            checker.values("ci.ub", &rows(|i| i.upper));
            checker.skip_all();
        }
        Err(error) => checker.problem("fit", &error.to_string()),
    }
    compared(checker)
}

/// The profile-likelihood interval; the restricted likelihood's for REML.
fn check_profile_likelihood(
    checker: &mut Checker<'_>,
    effects: &[StudyEffect],
    options: &PoolingOptions,
    between_study: &BetweenStudy,
    h: &Heterogeneity,
) {
    let method = match options.model.short_name() {
        "ML" => VarianceIntervalMethod::ProfileLikelihood,
        _ => VarianceIntervalMethod::RestrictedProfileLikelihood,
    };
    let Ok(interval) = variance_interval(effects, method, options.level) else {
        checker.problem("fit", "no interval");
        return;
    };
    let part = |end: fn(&Interval) -> f64| VarianceIntervalLimit {
        tau2: end(&interval.variance),
        i2: end(&interval.i_squared),
        h2: end(&interval.h_squared),
    };
    for field in ["rows", "lb.sign", "ub.sign"] {
        checker.skip(field);
    }
    let variance = between_study.variance;
    checker.values(
        "estimate",
        &[variance, variance.sqrt(), 100.0 * h.i_squared, h.h_squared],
    );
    checker.values("ci.lb", &part(|i| i.lower).rows());
    checker.values("ci.ub", &part(|i| i.upper).rows());
}

struct VarianceIntervalLimit {
    tau2: f64,
    i2: f64,
    h2: f64,
}

impl VarianceIntervalLimit {
    fn rows(&self) -> [f64; 4] {
        [self.tau2, self.tau2.sqrt(), 100.0 * self.i2, self.h2]
    }
}

/// The rows of `confint`: tau2, tau, I² and H² with their limits.
pub(crate) fn check_interval(
    checker: &mut Checker<'_>,
    between_study: &BetweenStudy,
    h: &Heterogeneity,
) {
    for field in ["rows", "lb.sign", "ub.sign"] {
        checker.skip(field);
    }
    if let (Some(tau2), Some(i2), Some(h2)) = (
        between_study.interval,
        h.i_squared_interval,
        h.h_squared_interval,
    ) {
        let variance = between_study.variance;
        let four = |tau2: f64, i2: f64, h2: f64| [tau2, tau2.sqrt(), 100.0 * i2, h2];
        checker.values("estimate", &four(variance, h.i_squared, h.h_squared));
        checker.values("ci.lb", &four(tau2.lower, i2.lower, h2.lower));
        checker.values("ci.ub", &four(tau2.upper, i2.upper, h2.upper));
    } else {
        checker.problem("fit", "no interval");
    }
}
