//! Maximum likelihood and restricted maximum likelihood, at the global maximum.

use super::{SecondMode, VarianceEstimate};
use crate::model::{Evaluation, LinearModel};
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
    fn trace(self, e: &Evaluation) -> f64 {
        match self {
            Self::Full => e.trace_w,
            Self::Restricted => e.trace_p,
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

/// The scan starts at this fraction of the smallest sampling variance; below it the profile is
/// close to its tangent at 0.
const SCAN_START: f64 = 0.25;

/// Ratio of neighbouring points of the scan. As a function of ln tau2 the score is a sum of terms
/// that each change over a range of about e; a factor of 2 is finer than that.
const SCAN_RATIO: f64 = 2.0;

/// Scans the profile from 0 to a bound that no maximum exceeds, brackets every change of the score
/// from positive to negative, solves each, and keeps the highest maximum.
fn maximise(model: &mut impl LinearModel, criterion: Criterion) -> VarianceEstimate {
    let mut search = Search {
        criterion,
        best: None,
        second_mode: None,
        evaluations: 0,
    };
    let bound = upper_bound(model);
    let smallest = smallest_variance(model);
    let mut left = (0.0, search.score(model, 0.0));
    if left.1 <= 0.0 {
        search.offer(
            model,
            0.0,
            Convergence {
                iterations: 0,
                last_step: 0.0,
                ended: Ended::AtBoundary,
            },
        );
    }
    let mut point = SCAN_START * smallest;
    while left.0 < bound {
        let at = point.min(bound);
        let right = (at, search.score(model, at));
        if left.1 > 0.0 && right.1 <= 0.0 {
            let root = bracketed_from(|tau2| search.score(model, tau2), left, right);
            search.offer(model, root.value, root.convergence);
        }
        left = right;
        point *= SCAN_RATIO;
    }
    search.finish(model)
}

/// No maximum lies above this bound.
///
/// With RSS the unweighted residual sum of squares, y'P P y <= RSS / tau2^2, while
/// tr(W) >= tr(P) >= (k - p) / (v_max + tau2). The score is negative as soon as
/// tau2^2 > s^2 (v_max + tau2), s^2 = RSS / (k - p).
fn upper_bound(model: &mut impl LinearModel) -> f64 {
    let s2 = model.residual_squares() / model.residual_degrees_of_freedom();
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
    /// The score up to a positive factor, 1 - trace / y'P P y, which is nearly linear in tau2.
    fn score(&mut self, model: &mut impl LinearModel, tau2: f64) -> f64 {
        self.evaluations += 1;
        let e = model.evaluate(tau2);
        let trace = self.criterion.trace(&e);
        if e.yppy > trace * 1e-300 {
            1.0 - trace / e.yppy
        } else {
            f64::MIN
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
