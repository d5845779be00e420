//! Effects, pooled by the method asked for.

use super::document::{Coefficient, Statistics};
use super::effects::OfStudy;
use crate::options::{Method, PoolOptions};
use trialpool_meta_analysis::effect_size::{StudyData, TwoByTwo, TwoRates, ZeroCells};
use trialpool_meta_analysis::mantel_haenszel;
use trialpool_meta_analysis::meta_regression::{Design, OmnibusTest, RegressionFit, regress};
use trialpool_meta_analysis::{
    Caveat, FitError, Measure, PooledFit, StratifiedFit, StratifiedOptions, StudyEffect,
    VarianceIntervalMethod, henmi_copas, inverse_variance_heterogeneity, kenward_roger,
    peto_odds_ratio, pool, variance_interval,
};

/// What a mean and a regression have in common.
pub(super) struct Fit {
    pub(super) statistics: Statistics,
    pub(super) coefficients: Vec<Coefficient>,
    pub(super) moderators: Option<OmnibusTest>,
    pub(super) r_squared: Option<f64>,
    /// Sum 1; none where the method does not weigh the studies' own estimates.
    pub(super) weights: Option<Vec<f64>>,
    pub(super) caveats: Vec<Caveat>,
    /// What else can be asked of a meta-regression.
    pub(super) regression: Option<RegressionFit>,
}

impl Fit {
    /// One mean, by the method of the options. `tables` are what the groups report.
    pub(super) fn mean(
        studies: &[StudyEffect],
        tables: &[StudyData],
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        match options.method {
            Method::InverseVariance => {
                let fit = pool(studies, &options.pooling)?;
                Self::of_mean(&fit).with_variance_interval(studies, options)
            }
            Method::KenwardRoger => {
                let fit = pool(studies, &options.pooling)?;
                let estimate = kenward_roger(studies, &options.pooling)?;
                let mut kenward_roger = Self::of_mean(&PooledFit {
                    pooled: estimate,
                    prediction: None,
                    ..fit
                });
                kenward_roger.caveats.retain(|c| *c != Caveat::NoPrediction);
                Ok(kenward_roger)
            }
            Method::InverseVarianceHeterogeneity => {
                let fit = inverse_variance_heterogeneity(studies, &options.pooling)?;
                Ok(Self::of_mean(&fit))
            }
            Method::HenmiCopas => Self::of_henmi_copas(studies, options),
            Method::MantelHaenszel | Method::Peto => {
                stratified(tables, options).map(|fit| Self::of_tables(&fit))
            }
        }
    }

    fn of_mean(fit: &PooledFit) -> Self {
        Self {
            statistics: Statistics::of_mean(fit),
            coefficients: vec![Coefficient::new("intercept", &fit.pooled)],
            moderators: None,
            r_squared: None,
            weights: Some(fit.weights.clone()),
            caveats: fit.caveats.clone(),
            regression: None,
        }
    }

    fn of_tables(fit: &StratifiedFit) -> Self {
        Self {
            statistics: Statistics::new(
                fit.study_count,
                Some(&fit.pooled),
                None,
                None,
                &fit.heterogeneity,
            ),
            coefficients: vec![Coefficient::new("intercept", &fit.pooled)],
            moderators: None,
            r_squared: None,
            weights: None,
            caveats: Vec::new(),
            regression: None,
        }
    }

    /// The interval has no test that goes with it.
    fn of_henmi_copas(studies: &[StudyEffect], options: &PoolOptions) -> Result<Self, FitError> {
        let fit = inverse_variance_heterogeneity(studies, &options.pooling)?;
        let interval = henmi_copas(studies, options.pooling.level)?.interval;
        let mut fit = Self::of_mean(&PooledFit {
            prediction: None,
            ..fit
        });
        fit.caveats.retain(|caveat| *caveat != Caveat::NoPrediction);
        fit.statistics.statistic = None;
        fit.statistics.df = None;
        fit.statistics.p = None;
        fit.statistics.ci = Some([interval.lower, interval.upper]);
        for coefficient in &mut fit.coefficients {
            coefficient.statistic = None;
            coefficient.p = None;
            coefficient.ci = [interval.lower, interval.upper];
        }
        Ok(fit)
    }

    /// The interval of tau2 asked for in place of the Q-profile, and that of I² with it.
    fn with_variance_interval(
        mut self,
        studies: &[StudyEffect],
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        let method = options.variance_interval.method;
        if method == VarianceIntervalMethod::QProfile || studies.len() < 2 {
            return Ok(self);
        }
        let interval = variance_interval(studies, method, options.pooling.level)?;
        self.statistics.tau2_ci = Some([interval.variance.lower, interval.variance.upper]);
        let percent = interval.i_squared.map(|fraction| 100.0 * fraction);
        self.statistics.i2_ci = Some([percent.lower, percent.upper]);
        self.caveats
            .retain(|caveat| *caveat != Caveat::EmptyVarianceInterval);
        Ok(self)
    }

    /// A meta-regression.
    pub(super) fn regression(
        studies: &[StudyEffect],
        design: &Design,
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        let fit = regress(studies, design, &options.pooling)?;
        let mut statistics = Statistics::new(
            fit.study_count,
            None,
            None,
            fit.between_study,
            &fit.heterogeneity,
        );
        // The tests of all coefficients share their degrees of freedom.
        let first = fit.coefficients.first();
        statistics.df = first.and_then(|first| first.estimate.degrees_of_freedom);
        Ok(Self {
            statistics,
            coefficients: fit
                .coefficients
                .iter()
                .map(|coefficient| Coefficient::new(&coefficient.name, &coefficient.estimate))
                .collect(),
            moderators: fit.moderators,
            r_squared: fit.r_squared,
            weights: Some(weights(studies, &fit)),
            caveats: fit.caveats.clone(),
            regression: Some(fit),
        })
    }
}

/// The inverse of the marginal variances, sum 1.
fn weights(studies: &[StudyEffect], fit: &RegressionFit) -> Vec<f64> {
    let tau2 = fit.between_study.map_or(0.0, |between| between.variance);
    let weights = studies
        .iter()
        .map(|study| 1.0 / (study.sampling_variance() + tau2));
    let total: f64 = weights.clone().sum();
    weights.map(|weight| weight / total).collect()
}

/// Mantel and Haenszel, or Peto. The policy for zeros is that of the studies' own estimates, of which
/// those without events in both arms are not among the heterogeneity (metafor's defaults).
fn stratified(tables: &[StudyData], options: &PoolOptions) -> Result<StratifiedFit, FitError> {
    let stratified = StratifiedOptions {
        level: options.pooling.level,
        heterogeneity: ZeroCells {
            drop_double_zero: true,
            ..options.zero_cells
        },
        ..StratifiedOptions::default()
    };
    let counts: Vec<TwoByTwo> = tables.iter().filter_map(TwoByTwo::take).collect();
    let rates: Vec<TwoRates> = tables.iter().filter_map(TwoRates::take).collect();
    if options.method == Method::Peto {
        return peto_odds_ratio(&counts, &stratified);
    }
    match options.measure {
        Measure::OddsRatio => {
            mantel_haenszel::odds_ratio(&counts, &stratified).map(|odds| odds.fit)
        }
        Measure::RiskRatio => mantel_haenszel::risk_ratio(&counts, &stratified),
        Measure::RiskDifference => mantel_haenszel::risk_difference_pooled(&counts, &stratified),
        Measure::RateRatio => {
            mantel_haenszel::incidence_rate_ratio(&rates, &stratified).map(|rates| rates.fit)
        }
        Measure::RateDifference => {
            mantel_haenszel::incidence_rate_difference_pooled(&rates, &stratified)
        }
        // The options refuse every other measure.
        _ => Err(FitError::NotEstimable),
    }
}
