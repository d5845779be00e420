//! Pooling without moderators: fits, subgroups, predictions, weights.

use trialpool_meta_analysis::effect_size::{freeman_tukey_to_proportion, harmonic_mean};
use trialpool_meta_analysis::{
    Criteria, FitError, Inference, PooledFit, PoolingOptions, PredictionRule, Scale, StudyEffect,
    VarianceSharing, henmi_copas, pool, pool_at, pool_median_unbiased, pool_subgroups,
    pool_with_weights,
};
use trialpool_tests::oracle_support::{Call, Case, Checker, Dataset};

use crate::Outcome;
use crate::studies::{self, Studies, options, resolve};

pub(crate) fn compared(checker: Checker<'_>) -> Outcome {
    let (count, problems) = checker.finish();
    Outcome::Compared(count, problems)
}

/// A call of `rma` without moderators.
pub(crate) fn rma(dataset: &Dataset, case: &Case) -> Outcome {
    let Some(call) = Call::parse(&case.call) else {
        return Outcome::NotCovered("call");
    };
    let is_median_unbiased = call.named("method") == Some("GENQM");
    let Some(options) = options(&call) else {
        return Outcome::NotCovered("method");
    };
    let Some(studies) = studies::studies(dataset, &call) else {
        return Outcome::NotCovered("data");
    };
    let weights = match given_weights(&call, &studies) {
        Some(Err(())) => return Outcome::NotCovered("weights"),
        Some(Ok(weights)) => Some(weights),
        None => None,
    };
    let tau2 = call
        .named("tau2")
        .map(|text| text.parse().unwrap_or(f64::NAN));
    let refit = |options: &PoolingOptions| match (tau2, &weights) {
        (Some(tau2), _) => pool_at(&studies.effects, tau2, options),
        (None, Some(weights)) if is_median_unbiased => {
            pool_median_unbiased(&studies.effects, weights, options)
        }
        (None, Some(weights)) => pool_with_weights(&studies.effects, weights, options),
        (None, None) => pool(&studies.effects, options),
    };
    let mut checker = Checker::new(&dataset.id, case);
    match refit(&options) {
        Ok(fit) => check_fit(&mut checker, &fit, &refit, &options, tau2.is_some()),
        Err(error) => checker.problem("fit", &error.to_string()),
    }
    compared(checker)
}

/// The weights that a call gives: equal, a sum of columns, or 1 / sqrt(vi); an error if not understood.
fn given_weights(call: &Call, studies: &Studies) -> Option<Result<Vec<f64>, ()>> {
    if call.named("weighted") == Some("FALSE") {
        return Some(Ok(vec![1.0; studies.effects.len()]));
    }
    let text = call.named("weights")?;
    if text == "1/sqrt(vi)" {
        let precision = studies.effects.iter().map(|s| 1.0 / s.standard_error());
        return Some(Ok(precision.collect()));
    }
    let mut sum = vec![0.0; studies.effects.len()];
    for name in text.split(" + ") {
        let Some(column) = studies.table.numbers(name) else {
            return Some(Err(()));
        };
        for (total, cell) in sum.iter_mut().zip(column) {
            *total += cell.unwrap_or(f64::NAN);
        }
    }
    Some(Ok(sum))
}

fn check_fit(
    checker: &mut Checker<'_>,
    fit: &PooledFit,
    refit: &dyn Fn(&PoolingOptions) -> Result<PooledFit, FitError>,
    options: &PoolingOptions,
    given: bool,
) {
    if is_higher_maximum(checker, fit, options) {
        return;
    }
    let pooled = &fit.pooled;
    checker.skip("coef");
    checker.number("b", pooled.effect);
    checker.number("se", pooled.standard_error);
    checker.number("zval", pooled.statistic);
    checker.number("pval", pooled.p_value);
    checker.number("ci.lb", pooled.interval.lower);
    checker.number("ci.ub", pooled.interval.upper);
    checker.number("tau2", fit.between_study.map_or(0.0, |b| b.variance));
    checker.number("I2", 100.0 * fit.heterogeneity.i_squared);
    checker.number("H2", fit.heterogeneity.h_squared);
    checker.number("QE", fit.heterogeneity.cochran_q);
    checker.number("QEdf", fit.heterogeneity.degrees_of_freedom as f64);
    checker.number("QEp", fit.heterogeneity.p_value);
    checker.number("k", fit.study_count as f64);
    checker.number("p", 1.0);
    checker.number("s2w", pooled.variance_factor);
    checker.number("dfs", pooled.degrees_of_freedom);
    if given {
        // metafor states the REML standard error even of a value that was not estimated.
        checker.skip("se.tau2");
    } else {
        checker.number("se.tau2", fit.between_study.and_then(|b| b.standard_error));
    }
    if pooled.standard_error == 0.0 {
        // Equal effects under Hartung-Knapp: metafor's omnibus test is NaN, its test of the mean infinite.
        checker.skip("QM");
        checker.skip("QMp");
    } else {
        // For a single mean the omnibus test is the square of the test of the mean.
        checker.number("QM", pooled.statistic * pooled.statistic);
        checker.number("QMp", pooled.p_value);
    }
    checker.numbers("QMdf", &[Some(1.0), pooled.degrees_of_freedom]);
    check_criteria(
        checker,
        "fit.stats/ML",
        &fit.fit_statistics.maximum_likelihood,
        fit.study_count,
    );
    check_criteria(
        checker,
        "fit.stats/REML",
        &fit.fit_statistics.restricted,
        fit.study_count,
    );
    let t = fit.study_count - 1;
    for (rule, suffix, degrees_of_freedom) in [
        (PredictionRule::MetaforDefault, "", t),
        (PredictionRule::StudiesMinusOne, ".t", t),
        (
            PredictionRule::StudiesMinusTwo,
            ".riley",
            t.saturating_sub(1),
        ),
    ] {
        let (lower, upper) = (format!("pi.lb{suffix}"), format!("pi.ub{suffix}"));
        if degrees_of_freedom == 0 || (given && suffix == ".riley") {
            // Without degrees of freedom there is no interval; metafor takes 1. For a known tau2 it
            // takes k - 1 also under the rule k - 2.
            checker.skip(&lower);
            checker.skip(&upper);
            continue;
        }
        let options = PoolingOptions {
            prediction: rule,
            ..*options
        };
        let prediction = refit(&options).ok().and_then(|fit| fit.prediction);
        checker.number(&lower, prediction.map(|i| i.lower));
        checker.number(&upper, prediction.map(|i| i.upper));
    }
}

/// Whether the fit is a maximum of the likelihood that the oracle's search missed (edge_cases:spread/ML, where it
/// stops at the boundary with a log-likelihood of -440.6).
fn is_higher_maximum(checker: &mut Checker<'_>, fit: &PooledFit, options: &PoolingOptions) -> bool {
    let field = match options.model.short_name() {
        "ML" => "fit.stats/ML/ll",
        "REML" => "fit.stats/REML/ll",
        _ => return false,
    };
    let ours = match options.model.short_name() {
        "ML" => fit.fit_statistics.maximum_likelihood.log_likelihood,
        _ => fit.fit_statistics.restricted.log_likelihood,
    };
    let better = checker
        .expected(field)
        .as_f64()
        .is_some_and(|theirs| ours > theirs + 1e-6);
    if better {
        // Only what does not depend on tau2; high_precision.rs holds the rest of these fits.
        checker.number("QE", fit.heterogeneity.cochran_q);
        checker.number("QEdf", fit.heterogeneity.degrees_of_freedom as f64);
        checker.number("QEp", fit.heterogeneity.p_value);
        checker.skip_all();
    }
    better
}

pub(crate) fn check_criteria(
    checker: &mut Checker<'_>,
    field: &str,
    criteria: &Criteria,
    study_count: usize,
) {
    if study_count == 1 {
        // metafor counts tau2 as a parameter although a single study cannot estimate it; the
        // log-likelihoods are compared, the criteria are not.
        checker.number(&format!("{field}/ll"), criteria.log_likelihood);
        return;
    }
    for (name, value) in [
        ("ll", criteria.log_likelihood),
        ("dev", criteria.deviance),
        ("AIC", criteria.aic),
        ("BIC", criteria.bic),
        ("AICc", criteria.aicc),
    ] {
        checker.number(&format!("{field}/{name}"), value);
    }
}

/// `rma` of one subgroup, or all subgroups with their test.
pub(crate) fn subgroup(dataset: &Dataset, case: &Case) -> Outcome {
    let Some(call) = Call::parse(&case.call) else {
        return Outcome::NotCovered("call");
    };
    match call.function.as_str() {
        "rma" if call.named("mods").is_none() => rma(dataset, case),
        "rma" => common_variance(dataset, case, &call),
        "sepQ" => separate_variances(dataset, case, &call),
        _ => Outcome::NotCovered("call"),
    }
}

/// Studies by the levels of a column, levels in alphabetical order as R's.
fn groups(studies: &Studies, column: &str) -> Option<Vec<Vec<StudyEffect>>> {
    let labels: Vec<String> = studies
        .table
        .column(column)?
        .iter()
        .map(|cell| {
            cell.as_str()
                .map_or_else(|| cell.to_string(), str::to_owned)
        })
        .collect();
    let mut levels = labels.clone();
    levels.sort();
    levels.dedup();
    let of_level = |level: &String| {
        let pairs = labels.iter().zip(&studies.effects);
        pairs
            .filter(|(label, _)| *label == level)
            .map(|(_, s)| *s)
            .collect()
    };
    Some(levels.iter().map(of_level).collect())
}

fn separate_variances(dataset: &Dataset, case: &Case, call: &Call) -> Outcome {
    let method = call.positional(2).unwrap_or_default().trim_matches('"');
    let data = call.positional(0).unwrap_or_default();
    let text = format!("rma(yi, vi, data = {data}, method = \"{method}\")");
    let by = call.positional(1).unwrap_or_default();
    let column = by.split('[').next().unwrap_or(by).trim_start_matches("d$");
    let parts = Call::parse(&text).and_then(|call| {
        let studies = studies::studies(dataset, &call)?;
        Some((groups(&studies, column)?, options(&call)?))
    });
    let Some((groups, options)) = parts else {
        return Outcome::NotCovered("data");
    };
    let slices: Vec<&[StudyEffect]> = groups.iter().map(Vec::as_slice).collect();
    let mut checker = Checker::new(&dataset.id, case);
    match pool_subgroups(&slices, &options, VarianceSharing::Separate) {
        Ok(result) => {
            let column =
                |value: fn(&PooledFit) -> f64| result.fits.iter().map(value).collect::<Vec<_>>();
            checker.skip("levels");
            checker.values("est", &column(|fit| fit.pooled.effect));
            checker.values("se", &column(|fit| fit.pooled.standard_error));
            checker.values(
                "tau2",
                &column(|fit| fit.between_study.map_or(0.0, |b| b.variance)),
            );
            checker.values("QE", &column(|fit| fit.heterogeneity.cochran_q));
            checker.number(
                "Qw",
                column(|fit| fit.heterogeneity.cochran_q)
                    .iter()
                    .sum::<f64>(),
            );
            checker.number("Qb", result.between.map(|b| b.q));
            checker.number("Qb.df", result.between.map(|b| b.degrees_of_freedom as f64));
            checker.number("Qb.p", result.between.map(|b| b.p_value));
        }
        Err(error) => checker.problem("fit", &error.to_string()),
    }
    compared(checker)
}

/// Subgroups with a common tau2: the oracle gives them as a meta-regression on the subgroup, which
/// is compared in full; ours must give the same coefficients, tau2 and test.
fn common_variance(dataset: &Dataset, case: &Case, call: &Call) -> Outcome {
    let column = call
        .named("mods")
        .unwrap_or_default()
        .trim_start_matches('~');
    let parts = studies::studies(dataset, call)
        .and_then(|studies| Some((groups(&studies, column)?, options(call)?)));
    let Some((groups, options)) = parts else {
        return Outcome::NotCovered("data");
    };
    let slices: Vec<&[StudyEffect]> = groups.iter().map(Vec::as_slice).collect();
    let mut checker = Checker::new(&dataset.id, case);
    match pool_subgroups(&slices, &options, VarianceSharing::Common) {
        Ok(result) => {
            let first = result.fits[0].pooled.effect;
            let offsets = result
                .fits
                .iter()
                .skip(1)
                .map(|fit| fit.pooled.effect - first);
            let coefficients: Vec<f64> = std::iter::once(first).chain(offsets).collect();
            checker.values("b", &coefficients);
            checker.number("tau2", result.fits[0].between_study.map(|b| b.variance));
            checker.number("QM", result.between.map(|b| b.q));
            checker.number("QMp", result.between.map(|b| b.p_value));
            let within = result
                .fits
                .iter()
                .map(|f| f.heterogeneity.cochran_q)
                .sum::<f64>();
            checker.number("QE", within);
            checker.skip_all();
        }
        Err(error) => checker.problem("fit", &error.to_string()),
    }
    let (count, mut problems) = checker.finish();
    match crate::regression::regression(dataset, case) {
        Outcome::Compared(more, others) => {
            problems.extend(others);
            Outcome::Compared(count + more, problems)
        }
        Outcome::NotCovered(_) => Outcome::Compared(count, problems),
    }
}

/// Studies and options behind the first argument of a call such as `leave1out(m.reml)`.
pub(crate) fn fitted(dataset: &Dataset, outer: &Call) -> Option<(Studies, PoolingOptions)> {
    let call = resolve(dataset, outer.positional(0)?)?;
    if call.function != "rma" || call.named("mods").is_some() {
        return None;
    }
    Some((studies::studies(dataset, &call)?, options(&call)?))
}

/// `predict` of a model without moderators.
pub(crate) fn predict(dataset: &Dataset, case: &Case) -> Outcome {
    let outer = Call::parse(&case.call);
    let Some((outer, (studies, options))) =
        outer.and_then(|outer| fitted(dataset, &outer).map(|parts| (outer, parts)))
    else {
        return Outcome::NotCovered("model");
    };
    let sizes: Vec<f64> = (studies.table.numbers("ni").unwrap_or_default())
        .into_iter()
        .flatten()
        .collect();
    let size = harmonic_mean(&sizes).unwrap_or(f64::NAN);
    let back = |x: f64| match outer.named("transf") {
        Some("exp") => Scale::Log.back_transform(x),
        Some("transf.ztor") => Scale::FisherZ.back_transform(x),
        Some("transf.ilogit") => Scale::Logit.back_transform(x),
        Some("transf.iarcsin") => Scale::ArcsineSquareRoot.back_transform(x),
        Some("transf.ipft.hm") => freeman_tukey_to_proportion(x, size),
        _ => x,
    };
    let mut checker = Checker::new(&dataset.id, case);
    match pool(&studies.effects, &options) {
        Ok(fit) => {
            let se = fit.pooled.standard_error;
            let tau2 = fit.between_study.map_or(0.0, |b| b.variance);
            let plain = outer.named("transf").is_none();
            checker.number("pred", back(fit.pooled.effect));
            checker.number("se", plain.then_some(se));
            checker.number("ci.lb", back(fit.pooled.interval.lower));
            checker.number("ci.ub", back(fit.pooled.interval.upper));
            checker.number("pi.lb", fit.prediction.map(|i| back(i.lower)));
            checker.number("pi.ub", fit.prediction.map(|i| back(i.upper)));
            checker.number("pi.se", (se * se + tau2).sqrt());
            if options.inference != Inference::WaldNormal {
                checker.number("ddf", fit.pooled.degrees_of_freedom);
                checker.number("pi.ddf", fit.pooled.degrees_of_freedom);
            }
        }
        Err(error) => checker.problem("fit", &error.to_string()),
    }
    compared(checker)
}

/// `weights`, in per cent.
pub(crate) fn weights(dataset: &Dataset, case: &Case) -> Outcome {
    let outer = Call::parse(&case.call);
    let Some((studies, options)) = outer.and_then(|outer| fitted(dataset, &outer)) else {
        return Outcome::NotCovered("model");
    };
    let mut checker = Checker::new(&dataset.id, case);
    match pool(&studies.effects, &options) {
        Ok(fit) => {
            let percent: Vec<f64> = fit.weights.iter().map(|w| 100.0 * w).collect();
            checker.values("value", &percent);
        }
        Err(error) => checker.problem("fit", &error.to_string()),
    }
    compared(checker)
}

/// `hc`: Henmi and Copas.
pub(crate) fn henmi_copas_interval(dataset: &Dataset, case: &Case) -> Outcome {
    let outer = Call::parse(&case.call);
    let Some((studies, options)) = outer.and_then(|outer| fitted(dataset, &outer)) else {
        return Outcome::NotCovered("model");
    };
    let mut checker = Checker::new(&dataset.id, case);
    match henmi_copas(&studies.effects, options.level) {
        Ok(fit) => {
            checker.number("beta", fit.effect);
            checker.number("se", fit.standard_error);
            checker.number("ci.lb", fit.interval.lower);
            checker.number("ci.ub", fit.interval.upper);
            checker.number("tau2", fit.between_study_variance);
        }
        Err(error) => checker.problem("fit", &error.to_string()),
    }
    compared(checker)
}
