//! Fits of subsets of the studies: omissions, cumulations, the effects of each study combined.

use trialpool_meta_analysis::recovery::combine_dependent_effects;
use trialpool_meta_analysis::{
    FitError, PooledFit, StudyEffect, cumulative as pool_cumulatively,
    leave_one_out as pool_without_one,
};
use trialpool_tests::oracle_support::{Call, Case, Checker, Dataset};

use crate::Outcome;
use crate::pooling::{compared, fitted};
use crate::studies;

/// The columns that `leave1out` and `cumul` share.
fn check_series(checker: &mut Checker<'_>, fits: &[Result<PooledFit, FitError>]) {
    let column = |value: fn(&PooledFit) -> f64| -> Vec<Option<f64>> {
        fits.iter()
            .map(|fit| fit.as_ref().ok().map(value))
            .collect()
    };
    checker.numbers("estimate", &column(|f| f.pooled.effect));
    checker.numbers("se", &column(|f| f.pooled.standard_error));
    for (field, value) in [
        ("zval", (|f| f.pooled.statistic) as fn(&PooledFit) -> f64),
        ("tval", |f| f.pooled.statistic),
        ("pval", |f| f.pooled.p_value),
        ("ci.lb", |f| f.pooled.interval.lower),
        ("ci.ub", |f| f.pooled.interval.upper),
        ("Q", |f| f.heterogeneity.cochran_q),
        ("Qp", |f| f.heterogeneity.p_value),
        ("QE", |f| f.heterogeneity.cochran_q),
        ("QEp", |f| f.heterogeneity.p_value),
        ("tau2", |f| f.between_study.map_or(0.0, |b| b.variance)),
        ("I2", |f| 100.0 * f.heterogeneity.i_squared),
        ("H2", |f| f.heterogeneity.h_squared),
        ("k", |f| f.study_count as f64),
    ] {
        if checker.has(field) {
            checker.numbers(field, &column(value));
        }
    }
    for field in ["slab", "slab.null", "level", "order"] {
        checker.skip(field);
    }
}

/// `leave1out`.
pub(crate) fn leave_one_out(dataset: &Dataset, case: &Case) -> Outcome {
    let outer = Call::parse(&case.call);
    let Some((studies, options)) = outer.as_ref().and_then(|outer| fitted(dataset, outer)) else {
        return Outcome::NotCovered("model");
    };
    let mut fits = pool_without_one(&studies.effects, &options);
    if outer.as_ref().and_then(|o| o.named("transf")) == Some("exp") {
        fits.iter_mut().flatten().for_each(exponentiate);
    }
    let mut checker = Checker::new(&dataset.id, case);
    check_series(&mut checker, &fits);
    compared(checker)
}

/// What `transf = exp` does: the estimate and its limits; the standard error is not defined.
fn exponentiate(fit: &mut PooledFit) {
    fit.pooled.effect = fit.pooled.effect.exp();
    fit.pooled.interval = fit.pooled.interval.map(f64::exp);
    fit.pooled.standard_error = f64::NAN;
}

/// `cumul`.
pub(crate) fn cumulative(dataset: &Dataset, case: &Case) -> Outcome {
    let outer = Call::parse(&case.call);
    let Some((outer, (studies, options))) =
        outer.and_then(|outer| fitted(dataset, &outer).map(|parts| (outer, parts)))
    else {
        return Outcome::NotCovered("model");
    };
    let mut order: Vec<usize> = (0..studies.effects.len()).collect();
    if let Some(keys) = outer
        .named("order")
        .and_then(|name| studies.table.numbers(name))
    {
        order.sort_by(|a, b| {
            keys[*a]
                .partial_cmp(&keys[*b])
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    let effects: Vec<StudyEffect> = order.iter().map(|row| studies.effects[*row]).collect();
    let mut checker = Checker::new(&dataset.id, case);
    check_series(&mut checker, &pool_cumulatively(&effects, &options));
    compared(checker)
}

/// `aggregate`: the effects of each study combined.
pub(crate) fn aggregate(dataset: &Dataset, case: &Case) -> Outcome {
    let outer = Call::parse(&case.call);
    let correlation = outer.as_ref().map_or(0.0, |outer| {
        let rho = outer.named("rho").and_then(|rho| rho.parse().ok());
        rho.unwrap_or(0.0)
    });
    let studies = Call::parse("rma(yi, vi, data = d)")
        .and_then(|call| studies::studies(dataset, &call))
        .and_then(|studies| Some((studies.table.numbers("study")?, studies.effects)));
    let Some((labels, effects)) = studies else {
        return Outcome::NotCovered("data");
    };
    let mut checker = Checker::new(&dataset.id, case);
    let (mut levels, mut means, mut variances) = (Vec::new(), Vec::new(), Vec::new());
    for label in labels.iter().flatten() {
        if levels.contains(label) {
            continue;
        }
        levels.push(*label);
        let rows = labels
            .iter()
            .zip(&effects)
            .filter(|(l, _)| **l == Some(*label));
        let group: Vec<StudyEffect> = rows.map(|(_, effect)| *effect).collect();
        match combine_dependent_effects(&group, correlation) {
            Ok(combined) => {
                means.push(combined.effect());
                variances.push(combined.sampling_variance());
            }
            Err(error) => checker.problem("aggregate", &error.to_string()),
        }
    }
    checker.values("study", &levels);
    checker.values("yi", &means);
    checker.values("vi", &variances);
    compared(checker)
}
