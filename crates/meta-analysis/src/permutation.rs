//! Permutation tests of the mean and of moderators.

mod orders;

use serde::{Deserialize, Serialize};

use crate::between_study;
use crate::meta_regression::{Design, regress};
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::model::regression::RegressionModel;
use crate::pool::{Model, PoolingOptions};
use crate::{FitError, StudyEffect};
use orders::{Orders, SplitMix};

/// Statistics this close to the observed one count as ties, whatever rounding says.
const TIE: f64 = 1.5e-8;

/// Which permutations are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Permutations {
    /// All that differ, if there are at most so many; an error otherwise.
    Exact {
        /// The most that will be looked at.
        limit: u64,
    },
    /// Random ones, beside the observed order.
    MonteCarlo {
        /// How many, the observed order included.
        iterations: u64,
        /// The seed; the same seed gives the same result on every machine.
        seed: u64,
    },
}

/// Permutation p values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PermutationTest {
    /// Two-sided p value of each coefficient.
    pub p_values: Vec<f64>,
    /// p value of the omnibus test of the moderators (of the mean, if there are none).
    pub omnibus_p_value: f64,
    /// Permutations looked at.
    pub permutations: u64,
    /// Whether these were all that exist.
    pub is_exact: bool,
}

/// Tests a model by permutation.
///
/// ```text
/// p = #{ |z*| >= |z| } / #permutations
/// ```
///
/// Without moderators the signs of the effects are flipped (2^k ways): under no effect each is as
/// likely as its opposite. With moderators their rows are permuted among the studies. Every
/// permutation is fitted anew, tau2 included.
///
/// # Errors
/// As [`regress`]; [`FitError::TooManyPermutations`] if an exact test needs more than its limit.
/// # Agrees with
/// metafor `permutest(exact = TRUE)` to the last count (tests/oracle.rs).
/// # References
/// Follmann and Proschan (1999), *Biometrics* 55, 732-737; Higgins and Thompson (2004), *Statistics in
/// Medicine* 23, 1663-1682.
#[doc(alias = "permutest")]
pub fn permutation_test(
    studies: &[StudyEffect],
    design: &Design,
    options: &PoolingOptions,
    permutations: Permutations,
) -> Result<PermutationTest, FitError> {
    let observed = regress(studies, design, options)?;
    let statistics = Statistics {
        coefficients: observed
            .coefficients
            .iter()
            .map(|c| c.estimate.statistic.abs())
            .collect(),
        omnibus: observed.moderators.map_or(0.0, |m| m.statistic),
    };
    let mut tally = Tally::new(&statistics);
    let is_exact = if design.is_intercept_only() {
        flip_signs(studies, options, permutations, &mut tally)?
    } else {
        permute_rows(studies, design, options, permutations, &mut tally)?
    };
    Ok(tally.finish(is_exact))
}

/// |z| of each coefficient, and the omnibus statistic.
#[derive(Debug, Clone)]
struct Statistics {
    coefficients: Vec<f64>,
    omnibus: f64,
}

/// Counts of permutations at least as extreme as what was observed.
struct Tally<'o> {
    observed: &'o Statistics,
    extreme: Vec<u64>,
    omnibus_extreme: u64,
    total: u64,
}

impl<'o> Tally<'o> {
    fn new(observed: &'o Statistics) -> Self {
        Self {
            observed,
            extreme: vec![0; observed.coefficients.len()],
            omnibus_extreme: 0,
            total: 0,
        }
    }

    fn add(&mut self, coefficients: impl Iterator<Item = f64>, omnibus: f64) {
        let observed = self.observed.coefficients.iter();
        for ((count, z), observed) in self.extreme.iter_mut().zip(coefficients).zip(observed) {
            *count += u64::from(z.abs() >= observed - TIE);
        }
        self.omnibus_extreme += u64::from(omnibus >= self.observed.omnibus - TIE);
        self.total += 1;
    }

    fn finish(self, is_exact: bool) -> PermutationTest {
        let share = |count: u64| count as f64 / self.total as f64;
        PermutationTest {
            p_values: self.extreme.iter().map(|count| share(*count)).collect(),
            omnibus_p_value: share(self.omnibus_extreme),
            permutations: self.total,
            is_exact,
        }
    }
}

/// Looks at sign flips of the effects; says whether these were all.
fn flip_signs(
    studies: &[StudyEffect],
    options: &PoolingOptions,
    permutations: Permutations,
    tally: &mut Tally<'_>,
) -> Result<bool, FitError> {
    let mut model = MeanModel::new(studies);
    let mut look = |flips: &dyn Fn(usize) -> bool, tally: &mut Tally<'_>| {
        model.set_effects(studies, flips);
        let z = mean_statistic(&mut model, options);
        tally.add(std::iter::once(z), z * z);
    };
    match permutations {
        Permutations::Exact { limit } => {
            let bits = u32::try_from(studies.len()).unwrap_or(u32::MAX);
            let count = 1u64.checked_shl(bits).filter(|count| *count <= limit);
            let count = count.ok_or(FitError::TooManyPermutations { limit })?;
            for mask in 0..count {
                look(&|i| mask >> i & 1 == 1, tally);
            }
            Ok(true)
        }
        Permutations::MonteCarlo { iterations, seed } => {
            let mut random = SplitMix::new(seed);
            look(&|_| false, tally);
            let mut flips = vec![false; studies.len()];
            for _ in 1..iterations {
                flips.fill_with(|| random.next() >> 63 == 1);
                look(&|i| flips[i], tally);
            }
            Ok(false)
        }
    }
}

fn mean_statistic(model: &mut MeanModel, options: &PoolingOptions) -> f64 {
    let tau2 = variance(model, options);
    let mean = model.mean(tau2);
    let factor = options
        .inference
        .variance_factor(mean.q, model.residual_degrees_of_freedom());
    mean.effect / (factor * mean.variance).sqrt()
}

fn variance(model: &mut impl LinearModel, options: &PoolingOptions) -> f64 {
    match options.model {
        Model::RandomEffects(estimator) if model.residual_degrees_of_freedom() >= 1.0 => {
            between_study::estimate(model, estimator).variance
        }
        _ => 0.0,
    }
}

/// Looks at permutations of the rows of the design; says whether these were all.
fn permute_rows(
    studies: &[StudyEffect],
    design: &Design,
    options: &PoolingOptions,
    permutations: Permutations,
    tally: &mut Tally<'_>,
) -> Result<bool, FitError> {
    let columns = design.columns();
    let mut model = RegressionModel::new(studies, &columns)?;
    let moderators = design.moderator_columns();
    let mut look = |order: &[usize], tally: &mut Tally<'_>| {
        model.permute_design(&columns, order);
        let tau2 = variance(&mut model, options);
        let fit = model.coefficients(tau2);
        let factor = options
            .inference
            .variance_factor(fit.q, model.residual_degrees_of_freedom());
        let p = fit.values.len();
        let z = (0..p).map(|j| fit.values[j] / (factor * fit.covariance[j * p + j]).sqrt());
        let omnibus = omnibus(
            &fit.values,
            &fit.covariance,
            factor,
            &moderators,
            options,
            studies.len(),
        );
        tally.add(z, omnibus);
    };
    match permutations {
        Permutations::Exact { limit } => {
            let mut orders = Orders::of_rows(&design.rows());
            if orders.count().is_none_or(|count| count > limit) {
                return Err(FitError::TooManyPermutations { limit });
            }
            while let Some(order) = orders.next_order() {
                look(order, tally);
            }
            Ok(true)
        }
        Permutations::MonteCarlo { iterations, seed } => {
            let mut random = SplitMix::new(seed);
            let mut order: Vec<usize> = (0..studies.len()).collect();
            look(&order, tally);
            for _ in 1..iterations {
                random.shuffle(&mut order);
                look(&order, tally);
            }
            Ok(false)
        }
    }
}

/// The omnibus statistic of the moderators, on the scale of [`regress`].
fn omnibus(
    values: &[f64],
    covariance: &[f64],
    factor: f64,
    moderators: &[usize],
    options: &PoolingOptions,
    study_count: usize,
) -> f64 {
    let (p, m) = (values.len(), moderators.len());
    // b' V^-1 b by Gaussian elimination on [V | b], pivots on the diagonal of a positive matrix.
    let mut v: Vec<f64> = Vec::with_capacity(m * m);
    for i in moderators {
        v.extend(moderators.iter().map(|j| factor * covariance[i * p + j]));
    }
    let mut b: Vec<f64> = moderators.iter().map(|j| values[*j]).collect();
    let mut q = 0.0;
    for step in 0..m {
        let pivot = v[step * m + step];
        q += b[step] * b[step] / pivot;
        for row in step + 1..m {
            let multiple = v[row * m + step] / pivot;
            for column in step..m {
                v[row * m + column] -= multiple * v[step * m + column];
            }
            b[row] -= multiple * b[step];
        }
    }
    let residual = (study_count - p) as f64;
    match options.inference.reference(residual) {
        crate::inference::Reference::Normal => q,
        crate::inference::Reference::T(_) => q / m as f64,
    }
}
