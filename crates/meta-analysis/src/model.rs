//! The linear model under every estimator: effects = design * coefficients + heterogeneity + error.
//!
//! Notation: W = diag(1 / (v_i + tau2)), X the design (k x p; one column of ones for a mean),
//! P = W - W X (X'W X)^-1 X'W, so that P y are the weighted residuals. All estimators of the
//! between-study variance are functions of a few traces and quadratic forms of P; a model supplies
//! them in one pass over the studies, and the estimators are written once for all models.

pub(crate) mod mean;
pub(crate) mod regression;

/// The traces and quadratic forms at one value of tau2.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evaluation {
    /// tr W.
    pub(crate) trace_w: f64,
    /// tr W^2.
    pub(crate) trace_ww: f64,
    /// tr P.
    pub(crate) trace_p: f64,
    /// tr P^2.
    pub(crate) trace_pp: f64,
    /// y'P y: the generalised Q, decreasing in tau2 with derivative -y'P^2 y.
    pub(crate) q: f64,
    /// y'P^2 y.
    pub(crate) yppy: f64,
}

/// What the score of a likelihood needs, at one value of tau2.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ScoreTerms {
    /// tr W.
    pub(crate) trace_w: f64,
    /// tr P.
    pub(crate) trace_p: f64,
    /// y'P^2 y.
    pub(crate) yppy: f64,
}

/// The traces of a moment estimator, whose weights A need not be inverse variances:
/// P = A - A X (X'A X)^-1 X'A and V = diag(v_i).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moments {
    /// y'P y.
    pub(crate) q: f64,
    /// tr P.
    pub(crate) trace_p: f64,
    /// tr P V.
    pub(crate) trace_pv: f64,
    /// tr P V P V.
    pub(crate) trace_pvpv: f64,
    /// tr P V P.
    pub(crate) trace_pvp: f64,
    /// tr P P.
    pub(crate) trace_pp: f64,
}

/// Both log-likelihoods at one value of tau2, coefficients profiled out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogLikelihoods {
    /// ML.
    pub(crate) full: f64,
    /// REML.
    pub(crate) restricted: f64,
}

/// A linear model with known sampling variances.
pub(crate) trait LinearModel {
    /// k.
    fn study_count(&self) -> usize;
    /// p.
    fn coefficient_count(&self) -> usize;
    /// v_i; in an order of the model's own, the same in which it takes weights.
    fn variances(&self) -> &[f64];
    /// Total sum of squares of the effects around their plain mean.
    fn total_squares(&self) -> f64;
    /// Residual sum of squares of the unweighted fit.
    fn residual_squares(&self) -> f64;
    /// Traces and quadratic forms at `tau2`.
    fn evaluate(&mut self, tau2: f64) -> Evaluation;
    /// The part of [`Self::evaluate`] that a score needs.
    fn score_terms(&mut self, tau2: f64) -> ScoreTerms;
    /// Traces and quadratic forms for arbitrary positive weights.
    fn moments(&mut self, weights: &[f64]) -> Moments;
    /// ln det X'W X at `tau2`, and ln det X'X.
    fn ln_determinants(&mut self, tau2: f64) -> (f64, f64);

    /// k - p.
    fn residual_degrees_of_freedom(&self) -> f64 {
        (self.study_count() - self.coefficient_count()) as f64
    }

    /// The log-likelihoods at `tau2`, coefficients at their inverse-variance estimates.
    fn log_likelihoods(&mut self, tau2: f64) -> LogLikelihoods {
        let q = self.evaluate(tau2).q;
        self.log_likelihoods_at(tau2, q)
    }

    /// The log-likelihoods at `tau2` and coefficients with weighted residual squares `q`.
    ///
    /// ```text
    /// 2 l_ML   = -k ln(2 pi)       - sum ln(v_i + tau2)                                - q
    /// 2 l_REML = -(k - p) ln(2 pi) - sum ln(v_i + tau2) + ln det X'X - ln det X'W X    - q
    /// ```
    fn log_likelihoods_at(&mut self, tau2: f64, q: f64) -> LogLikelihoods {
        let ln_variances = sum_of_logs(self.variances(), tau2);
        let (ln_det_weighted, ln_det_plain) = self.ln_determinants(tau2);
        let ln_tau = std::f64::consts::TAU.ln();
        let k = self.study_count() as f64;
        let df = self.residual_degrees_of_freedom();
        LogLikelihoods {
            full: -0.5 * (k * ln_tau + ln_variances + q),
            restricted: -0.5 * (df * ln_tau + ln_variances + ln_det_weighted - ln_det_plain + q),
        }
    }
}

/// Sum of ln(v_i + tau2), by one logarithm for every few studies.
pub(crate) fn sum_of_logs(variances: &[f64], tau2: f64) -> f64 {
    let mut sum = 0.0;
    let mut product = 1.0f64;
    for v in variances {
        // Variances lie within 1e-308 and 1e308, so a product inside 1e-150 .. 1e150 times one more
        // term may leave the range; then the term is taken apart.
        let next = product * (v + tau2);
        if (1e-150..1e150).contains(&next) {
            product = next;
        } else {
            sum += product.ln();
            product = v + tau2;
        }
    }
    sum + product.ln()
}
