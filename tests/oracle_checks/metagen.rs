//! The package meta where it pools pairs of arms or single groups.

#[path = "metagen/stratified_pairs.rs"]
mod stratified_pairs;
#[path = "metagen/subgroups.rs"]
mod subgroups;

use trialpool_meta_analysis::{
    ConfidenceLevel, Estimate, FitError, Inference, Interval, Model, PooledFit, PoolingOptions,
    PredictionRule, StudyEffect, VarianceIntervalMethod, kenward_roger, pool, pool_at,
    variance_interval,
};
use trialpool_tests::oracle_support::{Call, Case, Checker, Dataset};

use crate::Outcome;
use crate::pooling::compared;
use crate::studies::{self, Studies};
use stratified_pairs::Stratified;

/// The absolute tolerance of R's `uniroot` by default, the fourth root of the machine's precision.
const ROOT_FINDER: f64 = 1.23e-4;

/// `meta::metagen` and the functions that make effects for it.
pub(crate) fn metagen(dataset: &Dataset, case: &Case) -> Outcome {
    let Some(call) = Call::parse(&case.call) else {
        return Outcome::NotCovered("call");
    };
    if !call.function.starts_with("meta::meta") || call.function == "meta::metabias" {
        return Outcome::NotCovered("function");
    }
    let (Some(studies), Some(random)) = (effects(dataset, case, &call), options(&call)) else {
        return Outcome::NotCovered("data");
    };
    let mut checker = Checker::new(&dataset.id, case);
    let tau2 = checker.expected("tau2")[0].as_f64();
    match Fits::new(dataset, &studies.effects, &call, &random, tau2) {
        Ok(fits) => {
            check_effects(&mut checker, &studies.effects);
            fits.check(&mut checker, &studies.effects, &call);
            if call.named("subgroup").is_some() {
                subgroups::check(&mut checker, &studies, &call, &random);
            }
        }
        Err(error) => checker.problem("fit", &error.to_string()),
    }
    compared(checker)
}

/// The fits that a call of meta reports side by side.
struct Fits {
    /// The common effect.
    common: Estimate,
    /// Its weights; `None` where meta states Mantel and Haenszel's.
    common_weights: Option<Vec<f64>>,
    random: PooledFit,
    /// The estimate of the random-effects model under the inference asked for.
    estimate: Estimate,
    prediction: Option<Interval>,
    /// Whether tau2 comes from Q about the Mantel-Haenszel estimate.
    takes_q_about: bool,
    /// Mantel-Haenszel or Peto.
    stratified: Option<Stratified>,
}

impl Fits {
    fn new(
        dataset: &Dataset,
        effects: &[StudyEffect],
        call: &Call,
        options: &PoolingOptions,
        given: Option<f64>,
    ) -> Result<Self, FitError> {
        let wald = PoolingOptions {
            model: Model::CommonEffect,
            ..PoolingOptions::default()
        };
        let common = pool(effects, &wald)?;
        let stratified = Stratified::new(dataset, call)?;
        // With Mantel-Haenszel the moment estimator takes Q about that estimate, as RevMan does.
        let about = stratified
            .as_ref()
            .filter(|_| {
                call.named("method") == Some("MH") && call.named("method.tau") == Some("DL")
            })
            .map(|s| moment_estimate(effects, s.fit.pooled.effect));
        let given = given.filter(|_| call.named("method.tau") != Some("DL"));
        let refit = |options: &PoolingOptions| match about.or(given) {
            Some(tau2) => pool_at(effects, tau2, options),
            None => pool(effects, options),
        };
        let random = refit(options)?;
        let estimate = match call.named("method.random.ci") {
            Some("KR") => kenward_roger(effects, options)?,
            _ => guarded(random.pooled, &refit, call)?,
        };
        let rule = prediction_options(call.named("method.predict"), options);
        let prediction = refit(&rule)?.prediction;
        Ok(Self {
            common: stratified.as_ref().map_or(common.pooled, |s| s.fit.pooled),
            common_weights: (call.named("method") != Some("MH")).then_some(common.weights),
            random,
            estimate,
            prediction,
            takes_q_about: about.is_some(),
            stratified,
        })
    }

    fn check(&self, checker: &mut Checker<'_>, effects: &[StudyEffect], call: &Call) {
        check_estimate(checker, "common", &self.common);
        check_estimate(checker, "random", &self.estimate);
        checker.number(
            "df.random",
            self.estimate.degrees_of_freedom.unwrap_or(f64::INFINITY),
        );
        match &self.common_weights {
            Some(weights) => check_weights(checker, "w.common", weights),
            None => checker.skip("w.common"),
        }
        check_weights(checker, "w.random", &self.random.weights);
        self.check_variance(checker, effects, call);
        self.check_heterogeneity(checker);
        checker.number("lower.predict", self.prediction.map(|i| i.lower));
        checker.number("upper.predict", self.prediction.map(|i| i.upper));
        let k = self.random.study_count as f64;
        for field in ["k", "k.all", "k.MH"] {
            checker.number(field, k);
        }
        if let Some(test) = self.stratified.as_ref().and_then(|s| s.association) {
            checker.number("Q.CMH", test.statistic);
            checker.number("pval.Q.CMH", test.p_value);
        } else {
            // Stated beside inverse-variance estimates too; compared with Mantel-Haenszel's.
            checker.skip("Q.CMH");
            checker.skip("pval.Q.CMH");
        }
        // Crippa's R_b is not offered.
        checker.skip("Rb");
    }

    /// tau2 with meta's default interval: Jackson's for the moment estimator, else the Q-profile.
    ///
    /// meta calls R's root finder and metafor with their defaults, so that its limits and its iterated estimates are
    /// only right to [`ROOT_FINDER`].
    fn check_variance(&self, checker: &mut Checker<'_>, effects: &[StudyEffect], call: &Call) {
        let variance = tau2(&self.random);
        checker.number("tau2", variance);
        checker.number("tau", variance.sqrt());
        if let Some(between_study) = self.random.between_study.filter(|b| b.estimator.is_some()) {
            checker.number("se.tau2", between_study.standard_error);
        } else {
            checker.skip("se.tau2");
        }
        if !self.takes_q_about {
            // The fit may be one at meta's tau2; ours must be as near as its solver comes.
            let ours = options(call).and_then(|options| pool(effects, &options).ok());
            if !ours.is_some_and(|fit| (tau2(&fit) - variance).abs() <= ROOT_FINDER) {
                checker.problem("tau2", "farther than the solver's tolerance");
            }
        }
        let method = match call.named("method.tau") {
            Some("DL") => VarianceIntervalMethod::Jackson,
            _ => VarianceIntervalMethod::QProfile,
        };
        let interval = variance_interval(effects, method, ConfidenceLevel::NINETY_FIVE);
        let interval = interval.ok().map(|interval| interval.variance);
        for (field, ours) in [
            ("lower.tau2", interval.map(|i| i.lower)),
            ("upper.tau2", interval.map(|i| i.upper)),
        ] {
            let expected = checker.expected(field)[0].as_f64();
            let is_near = expected
                .zip(ours)
                .is_none_or(|(a, b)| (a - b).abs() <= ROOT_FINDER);
            if !is_near {
                checker.problem(field, &format!("{ours:?}, expected {expected:?}"));
            }
            checker.skip(field);
        }
    }

    fn check_heterogeneity(&self, checker: &mut Checker<'_>) {
        // Q about the Mantel-Haenszel estimate only beside the moment estimator that takes it.
        let h = match &self.stratified {
            Some(stratified) if self.takes_q_about => &stratified.fit.heterogeneity,
            _ => &self.random.heterogeneity,
        };
        checker.number("Q", h.cochran_q);
        checker.number("df.Q", h.degrees_of_freedom as f64);
        checker.number("pval.Q", h.p_value);
        checker.number("I2", h.i_squared_from_q);
        checker.number("H", h.h_squared_from_q.max(1.0).sqrt());
        let limit =
            |interval: Option<Interval>, end: fn(&Interval) -> f64| interval.as_ref().map(end);
        checker.number("lower.I2", limit(h.i_squared_from_q_interval, |i| i.lower));
        checker.number("upper.I2", limit(h.i_squared_from_q_interval, |i| i.upper));
        let root =
            |end: fn(&Interval) -> f64| limit(h.h_squared_from_q_interval, end).map(f64::sqrt);
        checker.number("lower.H", root(|i| i.lower));
        checker.number("upper.H", root(|i| i.upper));
    }
}

/// The estimate, or Wald's where meta's rules `ci` and `IQWiG6` find it less precise than Hartung and Knapp's.
fn guarded(
    estimate: Estimate,
    refit: &impl Fn(&PoolingOptions) -> Result<PooledFit, FitError>,
    call: &Call,
) -> Result<Estimate, FitError> {
    if !matches!(call.named("adhoc.hakn.ci"), Some("ci" | "IQWiG6")) {
        return Ok(estimate);
    }
    let moments = Model::from_short_name("DL").expect("an estimator");
    let wald = refit(&PoolingOptions {
        model: moments,
        ..PoolingOptions::default()
    })?;
    let is_narrower = estimate.interval.width() < wald.pooled.interval.width();
    Ok(if is_narrower { wald.pooled } else { estimate })
}

/// DerSimonian and Laird's estimate with Q about a given centre.
fn moment_estimate(effects: &[StudyEffect], centre: f64) -> f64 {
    let (mut q, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for study in effects {
        let weight = 1.0 / study.sampling_variance();
        q += weight * (study.effect() - centre).powi(2);
        sum += weight;
        squares += weight * weight;
    }
    let excess = q - (effects.len() as f64 - 1.0);
    (excess / (sum - squares / sum)).max(0.0)
}

/// The studies as our definitions make them, or as meta gives them where it has other definitions.
fn effects(dataset: &Dataset, case: &Case, call: &Call) -> Option<Studies> {
    if let Some(text) = metafor_call(call) {
        return Call::parse(&text).and_then(|rma| studies::studies(dataset, &rma));
    }
    let numbers = |field: &str| -> Option<Vec<f64>> {
        let cells = case.expect[field].as_array()?;
        cells.iter().map(serde_json::Value::as_f64).collect()
    };
    let pairs = numbers("TE")?.into_iter().zip(numbers("seTE")?);
    let effects = pairs.map(|(effect, se)| StudyEffect::from_standard_error(effect, se).ok());
    Some(Studies {
        effects: effects.collect::<Option<_>>()?,
        table: studies::table(dataset),
    })
}

/// The call of metafor that makes the same effects; `None` where meta has another definition: its SMD and ROM have
/// other variances and no correction of bias, and a raw proportion of 1 has a corrected variance but stays 1.
fn metafor_call(call: &Call) -> Option<String> {
    let measure = call.named("sm")?;
    Some(match call.function.as_str() {
        "meta::metagen" => "rma(yi, vi, data = d)".to_owned(),
        "meta::metabin" => {
            let measure = match call.named("method") {
                Some("Peto") => "PETO",
                _ => measure,
            };
            format!("rma(measure = \"{measure}\", ai = ai, bi = bi, ci = ci, di = di, data = d)")
        }
        "meta::metacor" => format!("rma(measure = \"{measure}\", ri = ri, ni = ni, data = d)"),
        "meta::metaprop" if measure != "PRAW" => {
            let measure = if measure == "PLOGIT" { "PLO" } else { measure };
            format!("rma(measure = \"{measure}\", xi = xi, ni = ni, data = d)")
        }
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
        ..PoolingOptions::default()
    })
}

/// meta's prediction rules; its default takes the Wald standard error and t with k - 1 degrees of freedom, and so does
/// `KR` beside any estimator but REML.
fn prediction_options(rule: Option<&str>, options: &PoolingOptions) -> PoolingOptions {
    let (inference, prediction) = match rule {
        Some("HTS") => (Inference::WaldNormal, PredictionRule::StudiesMinusTwo),
        Some("S") => (Inference::WaldNormal, PredictionRule::Normal),
        Some("HK") => (Inference::HartungKnapp, PredictionRule::StudiesMinusOne),
        Some("HK-PR") => (Inference::HartungKnapp, PredictionRule::StudiesMinusTwo),
        _ => (Inference::WaldNormal, PredictionRule::StudiesMinusOne),
    };
    PoolingOptions {
        inference,
        prediction,
        ..*options
    }
}

fn tau2(fit: &PooledFit) -> f64 {
    fit.between_study.map_or(0.0, |b| b.variance)
}

fn check_effects(checker: &mut Checker<'_>, effects: &[StudyEffect]) {
    let column = |value: fn(&StudyEffect) -> f64| effects.iter().map(value).collect::<Vec<_>>();
    checker.values("TE", &column(StudyEffect::effect));
    checker.values("seTE", &column(StudyEffect::standard_error));
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
fn check_weights(checker: &mut Checker<'_>, field: &str, weights: &[f64]) {
    let expected: Vec<f64> = checker
        .expected(field)
        .as_array()
        .map(|cells| cells.iter().filter_map(serde_json::Value::as_f64).collect())
        .unwrap_or_default();
    let total: f64 = expected.iter().sum();
    let ours: Vec<f64> = weights.iter().map(|w| w * total).collect();
    checker.values(field, &ours);
}
