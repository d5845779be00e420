//! Permutation tests of the mean and of moderators.

mod orders;

use serde::{Deserialize, Serialize};

use crate::between_study;
use crate::meta_regression::{Design, regress};
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::model::regression::{Coefficients, RegressionModel};
use crate::numeric::random::SplitMix;
use crate::numeric::wide;
use crate::pool::{Model, PoolingOptions};
use crate::{FitError, StudyEffect};
use orders::Orders;

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
    let (tally, is_exact) = if design.is_intercept_only() {
        flip_signs(studies, options, permutations, &statistics)?
    } else {
        permute_rows(studies, design, options, permutations, &statistics)?
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
struct Tally {
    extreme: Vec<u64>,
    omnibus_extreme: u64,
    total: u64,
}

impl Tally {
    fn new(coefficients: usize) -> Self {
        Self {
            extreme: vec![0; coefficients],
            omnibus_extreme: 0,
            total: 0,
        }
    }

    fn add(
        &mut self,
        observed: &Statistics,
        coefficients: impl Iterator<Item = f64>,
        omnibus: f64,
    ) {
        let counts = self.extreme.iter_mut().zip(coefficients);
        for ((count, z), observed) in counts.zip(&observed.coefficients) {
            *count += u64::from(z.abs() >= observed - TIE);
        }
        self.omnibus_extreme += u64::from(omnibus >= observed.omnibus - TIE);
        self.total += 1;
    }

    /// Counts are whole numbers, so the order in which parts are merged does not matter.
    fn merge(&mut self, part: &Self) {
        for (count, more) in self.extreme.iter_mut().zip(&part.extreme) {
            *count += more;
        }
        self.omnibus_extreme += part.omnibus_extreme;
        self.total += part.total;
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

/// Arrangements that one thread looks at in a row, with one workspace.
const PART: usize = 128;

/// Arrangements that are drawn before they are looked at, so that memory stays bounded.
const BLOCK: usize = 64 * PART;

/// Draws arrangements of `width` entries one after the other (`draw` appends one, or says that there
/// are no more), and lets `look` count those of each part, parts at the same time.
fn in_blocks<A: Sync>(
    width: usize,
    coefficients: usize,
    mut draw: impl FnMut(&mut Vec<A>) -> bool,
    look: impl Fn(&[A]) -> Tally + Sync + Send,
) -> Tally {
    let mut tally = Tally::new(coefficients);
    let mut block = Vec::with_capacity(width * PART);
    loop {
        block.clear();
        while block.len() < width * BLOCK && draw(&mut block) {}
        if block.is_empty() {
            return tally;
        }
        let parts: Vec<&[A]> = block.chunks(width * PART).collect();
        for part in wide::map(parts.len(), |i| look(parts[i])) {
            tally.merge(&part);
        }
    }
}

/// Looks at sign flips of the effects; says whether these were all.
fn flip_signs(
    studies: &[StudyEffect],
    options: &PoolingOptions,
    permutations: Permutations,
    observed: &Statistics,
) -> Result<(Tally, bool), FitError> {
    let k = studies.len();
    let look = |part: &[bool]| {
        let (mut model, mut tally) = (MeanModel::new(studies), Tally::new(1));
        for flips in part.chunks(k) {
            model.set_effects(studies, |i| flips[i]);
            let z = mean_statistic(&mut model, options);
            tally.add(observed, std::iter::once(z), z * z);
        }
        tally
    };
    match permutations {
        Permutations::Exact { limit } => {
            let bits = u32::try_from(k).unwrap_or(u32::MAX);
            let count = 1u64.checked_shl(bits).filter(|count| *count <= limit);
            let count = count.ok_or(FitError::TooManyPermutations { limit })?;
            let mut mask = 0;
            let draw = |block: &mut Vec<bool>| {
                let more = mask < count;
                if more {
                    block.extend((0..k).map(|i| mask >> i & 1 == 1));
                    mask += 1;
                }
                more
            };
            Ok((in_blocks(k, 1, draw, look), true))
        }
        Permutations::MonteCarlo { iterations, seed } => {
            let mut random = SplitMix::new(seed);
            let mut drawn = 0;
            let draw = |block: &mut Vec<bool>| {
                let is_first = drawn == 0;
                let more = is_first || drawn < iterations;
                if more {
                    block.extend((0..k).map(|_| !is_first && random.next() >> 63 == 1));
                    drawn += 1;
                }
                more
            };
            Ok((in_blocks(k, 1, draw, look), false))
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
    observed: &Statistics,
) -> Result<(Tally, bool), FitError> {
    let columns = design.columns();
    let original = RegressionModel::new(studies, &columns)?;
    let moderators = design.moderator_columns();
    let (k, p) = (studies.len(), columns.len());
    let look = |part: &[usize]| {
        let (mut model, mut tally) = (original.clone(), Tally::new(p));
        let mut fit = Coefficients::new(p);
        let mut omnibus = Omnibus::new(&moderators, options, model.residual_degrees_of_freedom());
        for order in part.chunks(k) {
            model.permute_design(&columns, order);
            let tau2 = variance(&mut model, options);
            model.fill_coefficients(tau2, &mut fit);
            let factor = options
                .inference
                .variance_factor(fit.q, model.residual_degrees_of_freedom());
            let z = (0..p).map(|j| fit.values[j] / (factor * fit.covariance[j * p + j]).sqrt());
            tally.add(observed, z, omnibus.statistic(&fit, factor));
        }
        tally
    };
    match permutations {
        Permutations::Exact { limit } => {
            let mut orders = Orders::of_rows(&design.rows());
            if orders.count().is_none_or(|count| count > limit) {
                return Err(FitError::TooManyPermutations { limit });
            }
            let draw = |block: &mut Vec<usize>| match orders.next_order() {
                Some(order) => {
                    block.extend_from_slice(order);
                    true
                }
                None => false,
            };
            Ok((in_blocks(k, p, draw, look), true))
        }
        Permutations::MonteCarlo { iterations, seed } => {
            let mut random = SplitMix::new(seed);
            let mut order: Vec<usize> = (0..k).collect();
            let mut drawn = 0;
            let draw = |block: &mut Vec<usize>| {
                if drawn > 0 && drawn >= iterations {
                    return false;
                }
                if drawn > 0 {
                    random.shuffle(&mut order);
                }
                block.extend_from_slice(&order);
                drawn += 1;
                true
            };
            Ok((in_blocks(k, p, draw, look), false))
        }
    }
}

/// The omnibus statistic of the moderators, on the scale of [`regress`], with its workspace.
struct Omnibus<'m> {
    moderators: &'m [usize],
    /// 1 for chi-squared, 1 / m for F.
    scale: f64,
    v: Vec<f64>,
    b: Vec<f64>,
}

impl<'m> Omnibus<'m> {
    fn new(moderators: &'m [usize], options: &PoolingOptions, residual: f64) -> Self {
        let m = moderators.len();

        Self {
            moderators,
            scale: match options.inference.reference(residual) {
                crate::inference::Reference::Normal => 1.0,
                crate::inference::Reference::T(_) => 1.0 / m as f64,
            },
            v: vec![0.0; m * m],
            b: vec![0.0; m],
        }
    }

    /// b' V^-1 b by Gaussian elimination on [V | b], pivots on the diagonal of a positive matrix.
    fn statistic(&mut self, fit: &Coefficients, factor: f64) -> f64 {
        let (p, m) = (fit.values.len(), self.moderators.len());
        for (row, i) in self.moderators.iter().enumerate() {
            self.b[row] = fit.values[*i];
            for (column, j) in self.moderators.iter().enumerate() {
                self.v[row * m + column] = factor * fit.covariance[i * p + j];
            }
        }
        let mut q = 0.0;
        for step in 0..m {
            let pivot = self.v[step * m + step];
            q += self.b[step] * self.b[step] / pivot;
            for row in step + 1..m {
                let multiple = self.v[row * m + step] / pivot;
                for column in step..m {
                    self.v[row * m + column] -= multiple * self.v[step * m + column];
                }
                self.b[row] -= multiple * self.b[step];
            }
        }
        q * self.scale
    }
}

#[cfg(all(test, feature = "parallel"))]
mod tests {
    use super::*;

    #[test]
    fn does_not_depend_on_the_number_of_threads() {
        let studies: Vec<StudyEffect> = (0..9_u32)
            .map(|i| StudyEffect::from_variance(f64::from(i * i % 7), 0.1 + f64::from(i % 4)))
            .collect::<Result<_, _>>()
            .unwrap();
        let moderator: Vec<f64> = (0..9_u32).map(|i| f64::from(i * 5 % 9)).collect();
        for design in [
            Design::with_intercept(9),
            Design::with_intercept(9).and("x", moderator),
        ] {
            let with = |threads| {
                let permutations = Permutations::MonteCarlo {
                    iterations: 1_000,
                    seed: 5,
                };
                rayon::ThreadPoolBuilder::new()
                    .num_threads(threads)
                    .build()
                    .unwrap()
                    .install(|| {
                        permutation_test(
                            &studies,
                            &design,
                            &PoolingOptions::default(),
                            permutations,
                        )
                    })
            };
            assert_eq!(with(1), with(3));
        }
    }
}
