//! Intervals that are not in the fit itself: predictions with a standard error of their own, and tau2.

use super::literals::percent;
use crate::options::PoolOptions;
use std::fmt::Write as _; // Writing to a string cannot fail.
use trialpool_meta_analysis::{PredictionChoice, PredictionMethod, VarianceIntervalMethod};

/// The prediction interval of a rule with a standard error of its own.
pub(super) fn own_prediction(out: &mut String, options: &PoolOptions) {
    let df = match options.prediction {
        PredictionChoice::Rule(_) => return,
        PredictionChoice::Own(PredictionMethod::HartungKnapp) => "knapp$k - 1",
        PredictionChoice::Own(PredictionMethod::HartungKnappPartlettRiley) => "knapp$k - 2",
        PredictionChoice::Own(_) => {
            out.push_str("# metafor has no prediction by Kenward and Roger; meta's metagen has.\n");
            return;
        }
        PredictionChoice::Bootstrap => {
            out.push_str("# metafor has no bootstrap of the prediction; pimeta's pima has.\n");
            return;
        }
    };
    let _ = writeln!(
        out,
        "knapp <- rma(yi, vi, data = dat, tau2 = res$tau2, test = \"knha\")\n\
         prediction <- c(knapp$b) + c(-1, 1) * qt(1 - (1 - {} / 100) / 2, {df}) * sqrt(c(knapp$se)^2 + knapp$tau2)\n\
         print(prediction, digits = 8)",
        percent(options)
    );
}

/// The interval of tau2 asked for; `fitted` is a fit by the estimator.
pub(super) fn variance_interval(out: &mut String, fitted: &str, options: &PoolOptions) {
    let control = "control = list(tol = 1e-12, maxiter = 10000)";
    let mods = match options.mods {
        Some(_) => ", mods = X, intercept = FALSE",
        None => "",
    };
    let weights = match options.variance_interval {
        VarianceIntervalMethod::QProfile => {
            let _ = writeln!(out, "print(confint({fitted}, {control}), digits = 8)");
            return;
        }
        VarianceIntervalMethod::ProfileLikelihood
        | VarianceIntervalMethod::RestrictedProfileLikelihood => {
            let _ = writeln!(
                out,
                "print(confint({fitted}, type = \"PL\", {control}), digits = 8)"
            );
            return;
        }
        VarianceIntervalMethod::BiggerstaffTweedie => {
            out.push_str("# metafor has no interval of Biggerstaff and Tweedie.\n");
            return;
        }
        VarianceIntervalMethod::BiggerstaffJackson => "1 / vi",
        // Jackson's.
        _ => "1 / sqrt(vi)",
    };
    let _ = writeln!(
        out,
        "# The exact distribution of the generalised Q needs a package.\n\
         if (requireNamespace(\"CompQuadForm\", quietly = TRUE)) {{\n  \
         genq <- rma(yi, vi, data = dat{mods}, method = \"GENQ\", weights = {weights}, level = {})\n  \
         print(confint(genq, {control}), digits = 8)\n}}",
        percent(options)
    );
}
