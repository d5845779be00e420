//! What the published analyses are checked with.

use trialpool_meta_analysis::effect_size::{StudyData, TwoByTwo, ZeroCells, effect_size};
use trialpool_meta_analysis::reported::{
    Printed, ReportedContrast, ReportedInterval, derive_effect,
};
use trialpool_meta_analysis::{
    BetweenStudyEstimator, ConfidenceLevel, Estimate, Measure, Model, PooledFit, PoolingOptions,
    StratifiedOptions, StudyEffect, mantel_haenszel, pool, pool_at,
};
use trialpool_tests::oracle_support::{Dataset, datasets};

/// `value` prints as `text`: it lies within half a unit of the last digit.
pub(crate) fn prints(value: f64, text: &str) {
    assert!(
        is_printed(value, text, 0.0),
        "{value} does not print as {text}"
    );
}

/// As [`prints`], with so many units of the last digit more, for inputs that are themselves rounded.
pub(crate) fn is_printed(value: f64, text: &str, units: f64) -> bool {
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let unit = 10_f64.powi(-i32::try_from(decimals).expect("few digits"));
    let printed: f64 = text.parse().expect("a number");
    (value - printed).abs() <= (0.5 + units + 1e-9) * unit
}

/// Estimate and limits of a ratio.
pub(crate) fn prints_ratio(estimate: &Estimate, text: [&str; 3]) {
    prints(estimate.effect.exp(), text[0]);
    prints(estimate.interval.lower.exp(), text[1]);
    prints(estimate.interval.upper.exp(), text[2]);
}

pub(crate) fn ratio(measure: Measure, estimate: f64, lower: f64, upper: f64) -> StudyEffect {
    let contrast = ReportedContrast {
        estimate: Some(Printed::exact(estimate)),
        interval: Some(ReportedInterval {
            lower: Printed::exact(lower),
            upper: Printed::exact(upper),
            level: ConfidenceLevel::NINETY_FIVE,
        }),
        ..ReportedContrast::new(measure)
    };
    derive_effect(&contrast).expect("an effect").effect
}

pub(crate) fn hazard_ratios(rows: &[(f64, f64, f64)]) -> Vec<StudyEffect> {
    rows.iter()
        .map(|&(estimate, lower, upper)| ratio(Measure::HazardRatio, estimate, lower, upper))
        .collect()
}

pub(crate) fn with(model: Model) -> PoolingOptions {
    PoolingOptions {
        model,
        ..PoolingOptions::default()
    }
}

pub(crate) fn common(studies: &[StudyEffect]) -> PooledFit {
    pool(studies, &with(Model::CommonEffect)).expect("a fit")
}

pub(crate) fn random(studies: &[StudyEffect], estimator: BetweenStudyEstimator) -> PooledFit {
    pool(studies, &with(Model::RandomEffects(estimator))).expect("a fit")
}

pub(crate) fn dersimonian_laird(studies: &[StudyEffect]) -> PooledFit {
    random(studies, BetweenStudyEstimator::DerSimonianLaird)
}

pub(crate) fn oracle(id: &str) -> Dataset {
    datasets()
        .into_iter()
        .find(|dataset| dataset.id == id)
        .expect("the data set")
}

pub(crate) fn column(dataset: &Dataset, name: &str) -> Vec<f64> {
    let numbers = dataset.data.numbers(name).expect(name);
    numbers
        .into_iter()
        .map(|number| number.expect("a number"))
        .collect()
}

/// The tables of a data set with cells ai, bi, ci, di, without rows that lack one.
pub(crate) fn tables(dataset: &Dataset) -> Vec<TwoByTwo> {
    let [a, b, c, d] = ["ai", "bi", "ci", "di"].map(|name| dataset.data.numbers(name).expect(name));
    (0..a.len())
        .filter_map(|row| Some(TwoByTwo::from_cells(a[row]?, b[row]?, c[row]?, d[row]?)))
        .collect()
}

/// The effects of tables with the default correction of zero cells.
pub(crate) fn effects(measure: Measure, tables: &[TwoByTwo]) -> Vec<StudyEffect> {
    ZeroCells::default()
        .apply(tables)
        .into_iter()
        .map(|table| effect_size(measure, &StudyData::TwoByTwo(table.counts)).expect("an effect"))
        .collect()
}

/// The effects `yi`, `vi` of a data set.
pub(crate) fn given(dataset: &Dataset) -> Vec<StudyEffect> {
    let (effects, variances) = (column(dataset, "yi"), column(dataset, "vi"));
    effects
        .into_iter()
        .zip(variances)
        .map(|(effect, variance)| StudyEffect::from_variance(effect, variance).expect("an effect"))
        .collect()
}

/// The random-effects method of RevMan 5: inverse-variance weights, tau2 from the Q about the Mantel-Haenszel estimate.
pub(crate) fn revman_risk_ratio(tables: &[TwoByTwo]) -> PooledFit {
    let options = StratifiedOptions {
        pooling: ZeroCells::default(),
        ..StratifiedOptions::default()
    };
    let mantel_haenszel = mantel_haenszel::risk_ratio(tables, &options)
        .expect("a fit")
        .pooled
        .effect;
    let studies = effects(Measure::RiskRatio, tables);
    let weights: Vec<f64> = studies
        .iter()
        .map(|study| 1.0 / study.sampling_variance())
        .collect();
    let q: f64 = studies
        .iter()
        .zip(&weights)
        .map(|(study, weight)| weight * (study.effect() - mantel_haenszel).powi(2))
        .sum();
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    let tau2 = (q - (studies.len() as f64 - 1.0)) / (sum - squares / sum);
    pool_at(&studies, tau2.max(0.0), &PoolingOptions::default()).expect("a fit")
}
