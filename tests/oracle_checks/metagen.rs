//! The package meta where it pools by inverse variances.

use trialpool_meta_analysis::{
    Estimate, Inference, Interval, Model, PooledFit, PoolingOptions, PredictionRule, StudyEffect,
    kenward_roger, pool,
};
use trialpool_tests::oracle_support::{Call, Case, Checker, Dataset};

use crate::Outcome;
use crate::pooling::compared;
use crate::studies;

/// `meta::metagen` without subgroups, and the functions that make effects for it.
pub(crate) fn metagen(dataset: &Dataset, case: &Case) -> Outcome {
    let Some(call) = Call::parse(&case.call) else {
        return Outcome::NotCovered("call");
    };
    if call.named("method.tau") != Some("DL") {
        // meta leaves metafor's default control, whose absolute thresholds miss a small tau2 in the third digit.
        return Outcome::NotCovered("default control");
    }
    let Some(effects_of) = effects_of(&call) else {
        return Outcome::NotCovered("function");
    };
    if call.named("subgroup").is_some()
        || matches!(call.named("adhoc.hakn.ci"), Some("ci" | "IQWiG6"))
    {
        return Outcome::NotCovered("option");
    }
    let plain = Call::parse(&effects_of).and_then(|rma| studies::studies(dataset, &rma));
    let (Some(studies), Some(random)) = (plain, options(&call)) else {
        return Outcome::NotCovered("data");
    };
    let common = PoolingOptions {
        model: Model::CommonEffect,
        ..PoolingOptions::default()
    };
    let fits = pool(&studies.effects, &common)
        .and_then(|common| Ok((common, pool(&studies.effects, &random)?)))
        .and_then(|(common, fit)| Ok((common, fit, kenward_roger(&studies.effects, &random)?)));
    let mut checker = Checker::new(&dataset.id, case);
    let Ok((common, fit, adjusted)) = fits else {
        checker.problem("fit", "no fit");
        return compared(checker);
    };
    let effects = || studies.effects.iter();
    checker.values(
        "TE",
        &effects().map(StudyEffect::effect).collect::<Vec<_>>(),
    );
    checker.values(
        "seTE",
        &effects()
            .map(StudyEffect::standard_error)
            .collect::<Vec<_>>(),
    );
    let estimate = match call.named("method.random.ci") {
        Some("KR") => adjusted,
        _ => fit.pooled,
    };
    check_estimate(&mut checker, "common", &common.pooled);
    check_estimate(&mut checker, "random", &estimate);
    checker.number(
        "df.random",
        estimate.degrees_of_freedom.unwrap_or(f64::INFINITY),
    );
    check_weights(&mut checker, "w.common", &common);
    check_weights(&mut checker, "w.random", &fit);
    check_heterogeneity(&mut checker, &fit, &call);
    check_prediction(&mut checker, &fit, &call);
    // The Cochran-Mantel-Haenszel statistic is compared with Mantel-Haenszel estimates.
    for field in ["Q.CMH", "pval.Q.CMH"] {
        checker.skip(field);
    }
    compared(checker)
}

/// The call of metafor that makes the same effects, for what pools them by inverse variances.
fn effects_of(call: &Call) -> Option<String> {
    let measure = call.named("sm")?;
    let inverse = call.named("method") == Some("Inverse");
    Some(match call.function.as_str() {
        "meta::metagen" => "rma(yi, vi, data = d)".to_owned(),
        "meta::metabin" if inverse => {
            format!("rma(measure = \"{measure}\", ai = ai, bi = bi, ci = ci, di = di, data = d)")
        }
        "meta::metacor" => format!("rma(measure = \"{measure}\", ri = ri, ni = ni, data = d)"),
        "meta::metaprop" if inverse => {
            let measure = match measure {
                "PLOGIT" => "PLO",
                // meta corrects the variance of a raw proportion of 1, but not the proportion.
                "PRAW" => return None,
                other => other,
            };
            format!("rma(measure = \"{measure}\", xi = xi, ni = ni, data = d)")
        }
        // Its SMD and ROM have other variances than metafor's, by which ours are defined.
        "meta::metacont" if measure == "MD" => format!(
            "rma(measure = \"{measure}\", m1i = m1i, sd1i = sd1i, n1i = n1i, m2i = m2i, sd2i = sd2i, n2i = n2i, data = d)"
        ),
        _ => return None,
    })
}

fn options(call: &Call) -> Option<PoolingOptions> {
    let inference = match call.named("method.random.ci") {
        Some("HK") => match call.named("adhoc.hakn.ci") {
            Some("se") => Inference::HartungKnappAdHoc,
            _ => Inference::HartungKnapp,
        },
        _ => Inference::WaldNormal,
    };
    Some(PoolingOptions {
        model: Model::from_short_name(call.named("method.tau")?)?,
        inference,
        // meta's default predicts with the Wald standard error and t with k - 1 degrees of freedom.
        prediction: match call.named("method.predict") {
            Some("HTS") => PredictionRule::StudiesMinusTwo,
            Some("S") => PredictionRule::Normal,
            _ => PredictionRule::StudiesMinusOne,
        },
        ..PoolingOptions::default()
    })
}

fn tau2(fit: &PooledFit) -> f64 {
    fit.between_study.map_or(0.0, |b| b.variance)
}

fn check_estimate(checker: &mut Checker<'_>, model: &str, estimate: &Estimate) {
    for (field, value) in [
        ("TE", estimate.effect),
        ("seTE", estimate.standard_error),
        ("lower", estimate.interval.lower),
        ("upper", estimate.interval.upper),
        ("statistic", estimate.statistic),
        ("pval", estimate.p_value),
    ] {
        checker.number(&format!("{field}.{model}"), value);
    }
}

/// meta's weights are 1 / (v + tau2), ours are scaled to sum to 1.
fn check_weights(checker: &mut Checker<'_>, field: &str, fit: &PooledFit) {
    let expected: Vec<f64> = checker
        .expected(field)
        .as_array()
        .map(|cells| cells.iter().filter_map(serde_json::Value::as_f64).collect())
        .unwrap_or_default();
    let total: f64 = expected.iter().sum();
    let ours: Vec<f64> = fit.weights.iter().map(|w| w * total).collect();
    if expected.len() != ours.len() {
        checker.problem(field, "other studies");
    }
    checker.values(field, &ours);
}

fn check_heterogeneity(checker: &mut Checker<'_>, fit: &PooledFit, call: &Call) {
    let h = &fit.heterogeneity;
    checker.number("tau2", tau2(fit));
    checker.number("tau", tau2(fit).sqrt());
    checker.number("se.tau2", fit.between_study.and_then(|b| b.standard_error));
    if call.named("method.tau") == Some("DL") {
        // Jackson's interval of the DerSimonian-Laird estimator.
        checker.skip("lower.tau2");
        checker.skip("upper.tau2");
    } else {
        let interval = fit.between_study.and_then(|b| b.interval);
        checker.number("lower.tau2", interval.map(|i| i.lower));
        checker.number("upper.tau2", interval.map(|i| i.upper));
    }
    checker.number("Q", h.cochran_q);
    checker.number("df.Q", h.degrees_of_freedom as f64);
    checker.number("pval.Q", h.p_value);
    checker.number("I2", h.i_squared_from_q);
    checker.number("H", h.h_squared_from_q.max(1.0).sqrt());
    let limit = |interval: Option<Interval>, end: fn(&Interval) -> f64| interval.as_ref().map(end);
    checker.number("lower.I2", limit(h.i_squared_from_q_interval, |i| i.lower));
    checker.number("upper.I2", limit(h.i_squared_from_q_interval, |i| i.upper));
    checker.number(
        "lower.H",
        limit(h.h_squared_from_q_interval, |i| i.lower.sqrt()),
    );
    checker.number(
        "upper.H",
        limit(h.h_squared_from_q_interval, |i| i.upper.sqrt()),
    );
    checker.number("k", fit.study_count as f64);
    checker.number("k.all", fit.study_count as f64);
    // Crippa's R_b is not offered.
    checker.skip("Rb");
}

fn check_prediction(checker: &mut Checker<'_>, fit: &PooledFit, call: &Call) {
    let wald = call
        .named("method.random.ci")
        .is_none_or(|ci| ci == "classic");
    if wald && matches!(call.named("method.predict"), None | Some("V" | "HTS" | "S")) {
        checker.number("lower.predict", fit.prediction.map(|i| i.lower));
        checker.number("upper.predict", fit.prediction.map(|i| i.upper));
    } else {
        // meta mixes its prediction rule with another standard error than the interval's.
        checker.skip("lower.predict");
        checker.skip("upper.predict");
    }
}
