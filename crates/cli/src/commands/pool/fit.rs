//! Effects, pooled by the method asked for.

use super::document::{Coefficient, Statistics};
use super::effects::OfStudy;
use super::prediction::Own;
use super::sections::{ChiSquared, MantelHaenszelTests};
use crate::options::PoolOptions;
use trialpool_meta_analysis::effect_size::{StudyData, TwoByTwo, TwoRates, ZeroCells};
use trialpool_meta_analysis::mantel_haenszel::{self, ChiSquaredTest};
use trialpool_meta_analysis::meta_regression::{
    Design, OmnibusTest, RegressionFit, regress, regress_at, regress_with_weights,
};
use trialpool_meta_analysis::{
    Caveat, FitError, FitStatistics, Measure, PooledFit, PoolingMethod, StratifiedFit,
    StratifiedOptions, StudyEffect, VarianceInterval, VarianceIntervalMethod, henmi_copas,
    inverse_variance_heterogeneity, kenward_roger, peto_odds_ratio, pool, pool_at,
    pool_median_unbiased, pool_with_weights, residual_variance_interval, variance_interval,
};

/// What a mean and a regression have in common.
pub(super) struct Fit {
    pub(super) statistics: Statistics,
    pub(super) coefficients: Vec<Coefficient>,
    pub(super) moderators: Option<OmnibusTest>,
    pub(super) r_squared: Option<f64>,
    /// Of every effect, or of every table where the method pools tables; sum 1.
    pub(super) weights: Vec<f64>,
    pub(super) caveats: Vec<Caveat>,
    /// Log-likelihoods and criteria; none for pooled tables.
    pub(super) criteria: Option<FitStatistics>,
    /// What the prediction interval came from, if not from the test of the mean.
    pub(super) prediction: Option<Own>,
    /// The tests of Mantel and Haenszel's method.
    pub(super) mh_tests: Option<MantelHaenszelTests>,
    /// What else can be asked of a meta-regression.
    pub(super) regression: Option<RegressionFit>,
}

impl Fit {
    /// One mean with weights of the caller's own.
    fn weighted(
        studies: &[StudyEffect],
        weights: &[f64],
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        let fit = if options.median_unbiased {
            pool_median_unbiased(studies, weights, &options.pooling)?
        } else {
            pool_with_weights(studies, weights, &options.pooling)?
        };
        Self::of_mean(&fit).with_variance_interval(studies, options)
    }

    /// One mean, by the method of the options. `tables` are what the groups report.
    pub(super) fn mean(
        studies: &[StudyEffect],
        weights: Option<&[f64]>,
        tables: &[StudyData],
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        if let Some(weights) = weights {
            return Self::weighted(studies, weights, options);
        }
        match options.method {
            PoolingMethod::InverseVariance(_) if options.is_linear_model() => {
                let fit = match options.tau2 {
                    Some(tau2) => pool_at(studies, tau2, &options.pooling)?,
                    None => pool(studies, &options.pooling)?,
                };
                if options.tau2.is_some() {
                    return Ok(Self::of_mean(&fit).with_given_variance());
                }
                Self::of_mean(&fit)
                    .with_prediction(studies, options)?
                    .with_variance_interval(studies, options)
            }
            // By Kenward and Roger.
            PoolingMethod::InverseVariance(_) => {
                let fit = pool(studies, &options.pooling)?;
                let estimate = kenward_roger(studies, &options.pooling)?;
                let mut kenward_roger = Self::of_mean(&PooledFit {
                    pooled: estimate,
                    prediction: None,
                    ..fit
                });
                kenward_roger.caveats.retain(|c| *c != Caveat::NoPrediction);
                kenward_roger
                    .with_prediction(studies, options)?
                    .with_variance_interval(studies, options)
            }
            PoolingMethod::InverseVarianceHeterogeneity => {
                let fit = inverse_variance_heterogeneity(studies, &options.pooling)?;
                Ok(Self::of_mean(&fit))
            }
            PoolingMethod::HenmiCopas => Self::of_henmi_copas(studies, options),
            PoolingMethod::MantelHaenszel | PoolingMethod::Peto => {
                let (fit, mh_tests) = stratified(tables, options)?;
                Ok(Self {
                    mh_tests,
                    ..Self::of_tables(&fit)
                })
            }
        }
    }

    fn of_mean(fit: &PooledFit) -> Self {
        Self {
            statistics: Statistics::of_mean(fit),
            coefficients: vec![Coefficient::new("intercept", &fit.pooled)],
            moderators: None,
            r_squared: None,
            weights: fit.weights.clone(),
            caveats: fit.caveats.clone(),
            criteria: Some(fit.fit_statistics),
            prediction: None,
            mh_tests: None,
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
            weights: fit.weights.clone(),
            caveats: Vec::new(),
            criteria: None,
            prediction: None,
            mh_tests: None,
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

    /// A variance that the caller gave has no interval, and few studies do not matter to it.
    fn with_given_variance(mut self) -> Self {
        self.statistics.tau2_ci = None;
        self.statistics.i2_ci = None;
        self.caveats.retain(|caveat| {
            !matches!(
                caveat,
                Caveat::FewStudies { .. } | Caveat::EmptyVarianceInterval
            )
        });
        self
    }

    /// The prediction interval of a rule that does not go with the test of the mean.
    fn with_prediction(
        mut self,
        studies: &[StudyEffect],
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        self.prediction = Own::new(studies, options)?;
        if let Some(own) = &self.prediction {
            self.statistics.prediction = own.interval(&options.pooling);
            if self.statistics.prediction.is_none() && self.statistics.k > 1 {
                self.caveats.push(Caveat::NoPrediction);
            }
        }
        Ok(self)
    }

    /// The interval of tau2 asked for in place of the Q-profile, and that of I² with it.
    fn with_variance_interval(
        mut self,
        studies: &[StudyEffect],
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        let method = options.variance_interval;
        if method != VarianceIntervalMethod::QProfile && studies.len() >= 2 {
            let interval = variance_interval(studies, method, options.pooling.level)?;
            self.take_variance_interval(&interval);
        }
        Ok(self)
    }

    fn take_variance_interval(&mut self, interval: &VarianceInterval) {
        self.statistics.take_variance_interval(interval);
        self.caveats
            .retain(|caveat| *caveat != Caveat::EmptyVarianceInterval);
        if interval.variance.upper == 0.0 {
            self.caveats.push(Caveat::EmptyVarianceInterval);
        }
    }

    /// A meta-regression.
    pub(super) fn regression(
        studies: &[StudyEffect],
        own_weights: Option<&[f64]>,
        design: &Design,
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        let fit = match (own_weights, options.tau2) {
            (Some(own), _) => regress_with_weights(studies, design, own, &options.pooling)?,
            (None, Some(tau2)) => regress_at(studies, design, tau2, &options.pooling)?,
            (None, None) => regress(studies, design, &options.pooling)?,
        };
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
        let mut regression = Self {
            statistics,
            coefficients: fit
                .coefficients
                .iter()
                .map(|coefficient| Coefficient::new(&coefficient.name, &coefficient.estimate))
                .collect(),
            moderators: fit.moderators,
            r_squared: fit.r_squared,
            weights: own_weights.map_or_else(|| inverse_variances(studies, &fit), shares),
            caveats: fit.caveats.clone(),
            criteria: Some(fit.fit_statistics),
            prediction: None,
            mh_tests: None,
            regression: Some(fit),
        };
        if options.tau2.is_some() {
            return Ok(regression.with_given_variance());
        }
        let method = options.variance_interval;
        let has_residuals = studies.len() > regression.coefficients.len();
        if method != VarianceIntervalMethod::QProfile && has_residuals {
            let level = options.pooling.level;
            let interval = residual_variance_interval(studies, design, method, level)?;
            regression.take_variance_interval(&interval);
        }
        Ok(regression)
    }
}

/// The inverse of the marginal variances, sum 1.
fn inverse_variances(studies: &[StudyEffect], fit: &RegressionFit) -> Vec<f64> {
    let tau2 = fit.between_study.map_or(0.0, |between| between.variance);
    let weights = studies
        .iter()
        .map(|study| 1.0 / (study.sampling_variance() + tau2));
    shares(&weights.collect::<Vec<_>>())
}

/// The weights, sum 1.
fn shares(weights: &[f64]) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}

/// Mantel and Haenszel, or Peto. The policy for zeros is that of the studies' own estimates, of which
/// those without events in both arms are not among the heterogeneity (metafor's defaults).
fn stratified(
    tables: &[StudyData],
    options: &PoolOptions,
) -> Result<(StratifiedFit, Option<MantelHaenszelTests>), FitError> {
    let stratified = StratifiedOptions {
        level: options.pooling.level,
        heterogeneity: ZeroCells {
            drop_double_zero: true,
            ..options.zero_cells
        },
        continuity_correction: options.continuity_correction,
        ..StratifiedOptions::default()
    };
    let counts: Vec<TwoByTwo> = tables.iter().filter_map(TwoByTwo::take).collect();
    let rates: Vec<TwoRates> = tables.iter().filter_map(TwoRates::take).collect();
    if options.method == PoolingMethod::Peto {
        return peto_odds_ratio(&counts, &stratified).map(|fit| (fit, None));
    }
    let test = |test: Option<ChiSquaredTest>| test.as_ref().map(ChiSquared::new);
    let mut tests = MantelHaenszelTests {
        cochran: None,
        cmh: None,
        breslow_day: None,
        tarone: None,
        continuity_correction: options.continuity_correction,
    };
    let fit = match options.measure {
        Measure::OddsRatio => {
            let odds = mantel_haenszel::odds_ratio(&counts, &stratified)?;
            tests.cochran = test(odds.cochran);
            tests.cmh = test(odds.mantel_haenszel);
            tests.breslow_day = test(odds.breslow_day);
            tests.tarone = test(odds.tarone);
            odds.fit
        }
        Measure::RiskRatio => mantel_haenszel::risk_ratio(&counts, &stratified)?,
        Measure::RiskDifference => mantel_haenszel::risk_difference_pooled(&counts, &stratified)?,
        Measure::RateRatio => {
            let rates = mantel_haenszel::incidence_rate_ratio(&rates, &stratified)?;
            tests.cmh = test(rates.mantel_haenszel);
            rates.fit
        }
        Measure::RateDifference => {
            mantel_haenszel::incidence_rate_difference_pooled(&rates, &stratified)?
        }
        // The options refuse every other measure.
        _ => return Err(FitError::NotEstimable),
    };
    Ok((fit, Some(tests)))
}
