//! Maximum likelihood and restricted maximum likelihood, at the global maximum.

use super::{SecondMode, VarianceEstimate};
use crate::model::{LinearModel, ScoreTerms};
use crate::numeric::root::bracketed_from;
use crate::{Convergence, Ended};

/// Which likelihood is maximised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Criterion {
    /// ML.
    Full,
    /// REML.
    Restricted,
}

impl Criterion {
    /// The trace that the quadratic form y'P P y is compared with: the score is
    /// (y'P P y - trace) / 2.
    fn trace(self, terms: &ScoreTerms) -> f64 {
        match self {
            Self::Full => terms.trace_w,
            Self::Restricted => terms.trace_p,
        }
    }

    /// The profile log-likelihood at `tau2`.
    pub(crate) fn log_likelihood(self, model: &mut impl LinearModel, tau2: f64) -> f64 {
        let both = model.log_likelihoods(tau2);
        match self {
            Self::Full => both.full,
            Self::Restricted => both.restricted,
        }
    }
}

/// Maximum likelihood.
///
/// ```text
/// score:    y'P P y = tr(W)         se(tau2) = sqrt(2 / tr(W W))
/// ```
pub(super) fn maximum_likelihood(model: &mut impl LinearModel) -> VarianceEstimate {
    maximise(model, Criterion::Full)
}

/// Restricted maximum likelihood.
///
/// ```text
/// score:    y'P P y = tr(P)         se(tau2) = sqrt(2 / tr(P P))
/// ```
pub(super) fn restricted_maximum_likelihood(model: &mut impl LinearModel) -> VarianceEstimate {
    maximise(model, Criterion::Restricted)
}

/// The scan ends at this fraction of the smallest sampling variance; below it the profile is
/// close to its tangent at 0.
const SCAN_END: f64 = 0.25;

/// Ratio of neighbouring points of the scan. As a function of ln tau2 the score is a sum of terms
/// that each change over a range of about e; a factor of 2 is finer than that.
const SCAN_RATIO: f64 = 2.0;

/// Rounding allowed for where a bound on the score lets the scan skip points.
const MARGIN: f64 = 1e-9;

/// Scans the profile from 0 to a bound that no maximum exceeds, brackets every change of the score
/// from positive to negative, solves each, and keeps the highest maximum.
///
/// The scan walks both ways from a first guess and leaves out what a bound decides. Both y'P P y and
/// the trace decrease in tau2, and with v the smallest sampling variance the trace falls by less than
/// the factor (v + a) / (v + b) from a to b > a. With r = y'P P y / trace therefore
///
/// ```text
/// r(b) > 1:  the score is positive from (v + b) / r(b) - v up to b
/// r(a) < 1:  the score is negative from a up to (v + a) / r(a) - v
/// ```
fn maximise(model: &mut impl LinearModel, criterion: Criterion) -> VarianceEstimate {
    let mut search = Search {
        criterion,
        best: None,
        second_mode: None,
        evaluations: 0,
    };
    let s2 = model.residual_squares() / model.residual_degrees_of_freedom();
    let bound = upper_bound(model, s2);
    let smallest = smallest_variance(model);
    // Not `clamp`: the bound is not a number if a sum overflows.
    let guess = first_guess(model, s2).min(bound).max(0.0);
    let first = search.point(model, guess);
    // Down to 0.
    let mut right = first;
    while right.tau2 > 0.0 {
        let mut next = right.tau2 / SCAN_RATIO;
        if right.ratio > 1.0 {
            next = next.min((smallest + right.tau2) / (right.ratio * (1.0 - MARGIN)) - smallest);
        }
        if next <= 0.0 {
            break;
        }
        if next < SCAN_END * smallest {
            next = 0.0;
        }
        let left = search.point(model, next);
        search.between(model, left, right);
        right = left;
    }
    if right.tau2 == 0.0 && right.score() <= 0.0 {
        let convergence = Convergence {
            iterations: 0,
            last_step: 0.0,
            ended: Ended::AtBoundary,
        };
        search.offer(model, 0.0, convergence);
    }
    // Up to the bound.
    let mut left = first;
    while left.tau2 < bound {
        let mut next = (left.tau2 * SCAN_RATIO).max(SCAN_END * smallest);
        if left.ratio < 1.0 {
            let end = (smallest + left.tau2) / (left.ratio * (1.0 + MARGIN)) - smallest;
            if end >= bound {
                break;
            }
            next = next.max(end);
        }
        let right = search.point(model, next.min(bound));
        search.between(model, left, right);
        left = right;
    }
    search.finish(model)
}

/// Where the scan starts: the moment estimate with equal weights and the mean sampling variance,
/// which is of the right size; the result does not depend on it.
fn first_guess(model: &impl LinearModel, s2: f64) -> f64 {
    let mean = model.variances().iter().sum::<f64>() / model.study_count() as f64;
    s2 - mean
}

/// A point of the scan.
#[derive(Debug, Clone, Copy)]
struct Point {
    tau2: f64,
    /// y'P P y over the trace: above 1 where the score is positive.
    ratio: f64,
}

impl Point {
    /// The score up to a positive factor, 1 - trace / y'P P y, which is nearly linear in tau2.
    fn score(self) -> f64 {
        if self.ratio > 1e-300 {
            1.0 - 1.0 / self.ratio
        } else {
            f64::MIN
        }
    }
}

/// No maximum lies above this bound.
///
/// With RSS the unweighted residual sum of squares, y'P P y <= RSS / tau2^2, while
/// tr(W) >= tr(P) >= (k - p) / (v_max + tau2). The score is negative as soon as
/// tau2^2 > s^2 (v_max + tau2), s^2 = RSS / (k - p).
fn upper_bound(model: &impl LinearModel, s2: f64) -> f64 {
    let largest = model.variances().iter().copied().fold(0.0, f64::max);
    0.5 * (s2 + (s2 * (s2 + 4.0 * largest)).sqrt()) * (1.0 + 1e-12)
}

fn smallest_variance(model: &impl LinearModel) -> f64 {
    model
        .variances()
        .iter()
        .copied()
        .fold(f64::INFINITY, f64::min)
}

/// The state of a scan.
struct Search {
    criterion: Criterion,
    best: Option<Maximum>,
    second_mode: Option<SecondMode>,
    evaluations: usize,
}

/// A local maximum; the log-likelihood is computed only when there are two to compare.
#[derive(Clone, Copy)]
struct Maximum {
    tau2: f64,
    log_likelihood: Option<f64>,
    convergence: Convergence,
}

impl Search {
    fn point(&mut self, model: &mut impl LinearModel, tau2: f64) -> Point {
        self.evaluations += 1;
        let terms = model.score_terms(tau2);
        Point {
            tau2,
            ratio: terms.yppy / self.criterion.trace(&terms),
        }
    }

    /// Solves for the maximum between two points, if the score changes from positive to negative.
    fn between(&mut self, model: &mut impl LinearModel, left: Point, right: Point) {
        if left.score() > 0.0 && right.score() <= 0.0 {
            let ends = ((left.tau2, left.score()), (right.tau2, right.score()));
            let root = bracketed_from(|tau2| self.point(model, tau2).score(), ends.0, ends.1);
            self.offer(model, root.value, root.convergence);
        }
    }

    /// Takes a local maximum into account.
    fn offer(&mut self, model: &mut impl LinearModel, tau2: f64, convergence: Convergence) {
        let mut candidate = Maximum {
            tau2,
            log_likelihood: None,
            convergence,
        };
        let Some(best) = self.best else {
            self.best = Some(candidate);
            return;
        };
        let criterion = self.criterion;
        let held = best
            .log_likelihood
            .unwrap_or_else(|| criterion.log_likelihood(model, best.tau2));
        let offered = criterion.log_likelihood(model, tau2);
        candidate.log_likelihood = Some(offered);
        let (winner, loser) = if offered > held {
            (candidate, best.tau2)
        } else {
            let mut best = best;
            best.log_likelihood = Some(held);
            (best, tau2)
        };
        self.best = Some(winner);
        self.second_mode = Some(SecondMode {
            variance: loser,
            difference: (offered - held).abs(),
        });
    }

    fn finish(self, model: &mut impl LinearModel) -> VarianceEstimate {
        // The scan ends where the score is negative, so there is a maximum; if rounding hides it,
        // the boundary 0 is reported as not converged.
        let (tau2, convergence) = match self.best {
            Some(best) => (
                best.tau2,
                Convergence {
                    iterations: self.evaluations,
                    ..best.convergence
                },
            ),
            None => (
                0.0,
                Convergence {
                    iterations: self.evaluations,
                    last_step: 0.0,
                    ended: Ended::IterationLimit,
                },
            ),
        };
        let e = model.evaluate(tau2);
        let information = match self.criterion {
            Criterion::Full => e.trace_ww,
            Criterion::Restricted => e.trace_pp,
        };
        VarianceEstimate {
            variance: tau2,
            standard_error: (2.0 / information).sqrt(),
            convergence: Some(convergence),
            second_mode: self.second_mode,
        }
    }
}
