//! The outcome as an R script that reproduces it with metafor, the data inline.

mod formula;
mod intervals;
mod literals;
mod regression;

use super::document::Document;
use super::effects::Effects;
use super::layout::Layout;
use super::moderators;
use super::plan::Plan;
use super::text;
use crate::args::Section;
use crate::options::PoolOptions;
use intervals::{own_prediction, variance_interval};
use literals::{columns, number, numbers, percent, quoted, texts, vector};
use std::fmt::Write as _; // Writing to a string cannot fail.
use trialpool_meta_analysis::effect_size::Split;
use trialpool_meta_analysis::{Model, PoolingMethod, VarianceSharing};

/// Data, effects, fit, and what was asked for beside it.
pub(super) fn write(
    document: &Document,
    effects: &Effects,
    plan: &Plan,
    options: &PoolOptions,
) -> String {
    let mut out = format!(
        "# {}, {} studies: reproduces the result of trialpool with metafor.\n\
         # Iterations are carried further than metafor's defaults do, so that digits can be compared.\n",
        options.measure, document.pooled.k
    );
    if let Some(formulas) = text::formulas(document) {
        let _ = writeln!(out, "# Effects: {formulas}.");
    }
    out.push_str("library(metafor)\n\n");
    // Counts stand in the script if every effect comes from counts.
    let of_counts = effects.counted.iter().filter(|study| study.is_used).count();
    let counts = plan.counted.filter(|_| !effects.counted.is_empty());
    let counts = counts.filter(|_| of_counts == effects.usable.len());
    // metafor adds the same to every cell.
    let pools_tables = options.method.pools_tables();
    let is_equal = options.zero_cells.split == Split::Equal;
    let counts = counts.filter(|_| is_equal || pools_tables);
    let formula = formula::arguments(options.measure, options.formulas);
    let counts = counts.filter(|_| formula.is_some());
    match counts {
        Some(layout) => counted(&mut out, effects, layout, options),
        None => estimated(&mut out, document, effects, options),
    }
    if let Some(layout) = counts.filter(|_| !pools_tables) {
        let _ = writeln!(
            out,
            "dat <- escalc(measure = {}, {}, data = dat{}{})",
            quoted(options.measure.short_name()),
            columns(layout),
            policy(options),
            formula.unwrap_or_default()
        );
        if effects.counted.iter().any(|study| !study.is_used) {
            let used = effects.counted.iter().map(|study| study.is_used);
            let used: Vec<&str> = used
                .map(|used| if used { "TRUE" } else { "FALSE" })
                .collect();
            let _ = writeln!(out, "dat <- dat[{}, ]", vector(&used));
        }
    }
    let expansion = options.mods.as_ref();
    let expansion =
        expansion.and_then(|formula| moderators::expand(effects, formula, options).ok());
    if let Some(expansion) = &expansion {
        regression::design(&mut out, "X", &expansion.design);
    }
    let call = fit(&mut out, counts, options, "");
    let _ = writeln!(out, "res <- {call}\nprint(res, digits = 8)");
    beside(&mut out, options);
    if let Some(expansion) = &expansion {
        regression::beside(&mut out, document, expansion, options);
    }
    if let Some(comparison) = &document.sections.comparison {
        regression::comparison(&mut out, &comparison.design);
    }
    if options.by.is_some() {
        groups(&mut out, counts, options);
    }
    out
}

/// The rows as reported, one vector a column.
fn counted(out: &mut String, effects: &Effects, layout: &Layout, options: &PoolOptions) {
    out.push_str("dat <- data.frame(\n");
    let labels = effects.counted.iter().map(|study| quoted(&study.label));
    let _ = write!(out, "  study = {}", vector(&labels.collect::<Vec<_>>()));
    if options.by.is_some() {
        let groups = effects.counted.iter().map(|study| &study.group);
        let _ = write!(out, ",\n  group = {}", texts(groups));
    }
    if options.weights.is_some() {
        let weights = effects.counted.iter().map(|study| study.weight);
        let weights = weights.map(|weight| weight.map_or_else(|| "NA".to_owned(), number));
        let _ = write!(
            out,
            ",\n  weight = {}",
            vector(&weights.collect::<Vec<_>>())
        );
    }
    for (place, (name, _)) in layout.columns.iter().enumerate() {
        let cells = effects.counted.iter().map(|study| study.cells[place]);
        let _ = write!(out, ",\n  {name} = {}", numbers(cells));
    }
    out.push_str(")\n");
}

/// The effects as pooled.
fn estimated(out: &mut String, document: &Document, effects: &Effects, options: &PoolOptions) {
    out.push_str("dat <- data.frame(\n");
    let labels = document.effects.iter().map(|effect| quoted(&effect.study));
    let _ = write!(out, "  study = {}", vector(&labels.collect::<Vec<_>>()));
    if options.by.is_some() {
        let groups = effects.usable.iter().map(|study| &study.group);
        let _ = write!(out, ",\n  group = {}", texts(groups));
    }
    if options.weights.is_some() {
        let weights = effects.usable.iter().filter_map(|study| study.weight);
        let _ = write!(out, ",\n  weight = {}", numbers(weights));
    }
    let _ = write!(
        out,
        ",\n  yi = {},\n  vi = {})\n",
        numbers(document.effects.iter().map(|effect| effect.yi)),
        numbers(document.effects.iter().map(|effect| effect.vi))
    );
    for (effect, place) in document.effects.iter().zip(1..) {
        if let Some(combined) = &effect.combined {
            let _ = writeln!(
                out,
                "# Effects with the same control group, as one.\n\
                 V <- matrix({}, nrow = {})\n\
                 parts <- escalc(measure = \"GEN\", yi = {}, vi = diag(V))\n\
                 dat[{place}, c(\"yi\", \"vi\")] <- as.data.frame(aggregate(parts, cluster = rep(1, nrow(V)), V = V))[c(\"yi\", \"vi\")]",
                numbers(combined.v.iter().flatten().copied()),
                combined.yi.len(),
                numbers(combined.yi.iter().copied())
            );
        }
    }
}

/// The call that fits; what it needs before goes to `out`. `subset` picks studies.
fn fit(out: &mut String, layout: Option<&Layout>, options: &PoolOptions, subset: &str) -> String {
    let level = format!("level = {}", percent(options));
    let test = format!("test = {}", quoted(options.test.short_name()));
    let control = "control = list(maxiter = 1000, threshold = 1e-13, tol = 1e-15, tau2.max = 1e4)";
    let rma = |more: &str| {
        format!("rma(yi, vi, data = dat{subset}{more}, {test}, {level}, slab = study, {control})")
    };
    match options.method {
        PoolingMethod::MantelHaenszel => {
            let drop00 = "drop00 = TRUE";
            format!(
                "rma.mh(measure = {}, {}, data = dat{subset}, add = c({}, 0), to = c({}, \"none\"), {drop00}, correct = {}, {level}, slab = study)",
                quoted(options.measure.short_name()),
                layout.map_or_else(String::new, columns),
                options.zero_cells.add,
                quoted(options.zero_cells.to.short_name()),
                if options.continuity_correction {
                    "TRUE"
                } else {
                    "FALSE"
                }
            )
        }
        PoolingMethod::Peto => format!(
            "rma.peto({}, data = dat{subset}, add = c({}, 0), to = c({}, \"none\"), drop00 = TRUE, {level}, slab = study)",
            layout.map_or_else(String::new, columns),
            options.zero_cells.add,
            quoted(options.zero_cells.to.short_name())
        ),
        PoolingMethod::InverseVarianceHeterogeneity => rma(", weights = 1 / vi, method = \"DL\""),
        PoolingMethod::HenmiCopas => {
            format!(
                "hc({}, control = list(tol = 1e-15))",
                rma(", method = \"DL\"")
            )
        }
        PoolingMethod::InverseVariance(_) => {
            let mods = match options.mods {
                Some(_) => ", mods = X, intercept = FALSE",
                None => "",
            };
            if let Some(tau2) = options.tau2 {
                return rma(&format!("{mods}, tau2 = {tau2}"));
            }
            if options.weights.is_some() {
                if options.median_unbiased {
                    out.push_str(
                        "# The distribution of the generalised Q needs the package CompQuadForm.\n",
                    );
                }
                let name = quoted(options.method_name());
                return rma(&format!("{mods}, method = {name}, weights = weight"));
            }
            // GENQ without weights is DL; the two-step estimators are GENQ with weights from the first step.
            let first = match options.pooling.model.short_name() {
                "DL2" => "DL",
                "CA2" => "HE",
                // Its fixed point is Paule and Mandel's, which metafor 3.8 does not reach by iteration.
                "DLIT" => return rma(&format!("{mods}, method = \"PM\"")),
                "GENQ" => return rma(&format!("{mods}, method = \"DL\"")),
                name => return rma(&format!("{mods}, method = {}", quoted(name))),
            };
            let _ = writeln!(
                out,
                "first <- rma(yi, vi, data = dat{subset}{mods}, method = {})\n\
                 second <- rma(yi, vi, data = dat{subset}{mods}, method = \"GENQ\", weights = 1 / (vi + first$tau2))",
                quoted(first)
            );
            rma(&format!("{mods}, tau2 = second$tau2"))
        }
    }
}

/// Prediction interval, other intervals of tau2, sections.
fn beside(out: &mut String, options: &PoolOptions) {
    if options.method.pools_tables() {
        for (section, function) in [
            (Section::LeaveOneOut, "leave1out"),
            (Section::Cumulative, "cumul"),
        ] {
            if options.wants(section) {
                let _ = writeln!(out, "print({function}(res), digits = 8)");
            }
        }
        return;
    }
    if !options.is_linear_model() {
        return;
    }
    let is_random = options.pooling.model != Model::CommonEffect;
    // The two-step estimators enter `res` as a value, which has no interval and stays as it is
    // without a study; the Q-profile is that of any fit.
    let is_two_step = matches!(options.pooling.model.short_name(), "DL2" | "CA2");
    let fitted = if is_two_step { "first" } else { "res" };
    // The interval by the weights of GENQ and GENQM is another one than the Q-profile.
    let is_genq = options.weights.is_some() && options.pooling.model.short_name() == "GENQ";
    if is_random && !is_genq && options.tau2.is_none() {
        variance_interval(out, fitted, options);
    }
    if is_random
        && options.mods.is_none()
        && let Some(quantile) = regression::quantile(options, "res$k - 1")
    {
        let _ = writeln!(
            out,
            "prediction <- c(res$b) + c(-1, 1) * {quantile} * sqrt(c(res$se)^2 + res$tau2)\n\
             print(prediction, digits = 8)"
        );
    }
    own_prediction(out, options);
    if is_two_step && !options.sections.is_empty() {
        out.push_str(
            "# metafor has no two-step estimators: the sections are not among what it can do.\n",
        );
        return;
    }
    for section in &options.sections {
        match section {
            Section::LeaveOneOut => out.push_str("print(leave1out(res), digits = 8)\n"),
            Section::Cumulative => out.push_str("print(cumul(res), digits = 8)\n"),
            Section::Influence => out.push_str("print(influence(res), digits = 8)\n"),
            Section::Permutation => {
                let _ = writeln!(
                    out,
                    "# Random permutations differ from trialpool's; exact = TRUE looks at all.\n\
                     set.seed({})\nprint(permutest(res, iter = {}))",
                    options.seed, options.permutations
                );
            }
            // With the rest of the regression.
            Section::Fitted | Section::Vif => {}
            Section::FitStatistics => {
                out.push_str(
                    "print(fitstats(res, REML = FALSE), digits = 8)\nprint(fitstats(res, REML = TRUE), digits = 8)\n",
                );
            }
            Section::Panel => out.push_str(
                "print(update(res, method = \"EE\", test = \"z\"), digits = 8)\n\
                 for (test in c(\"knha\", \"adhoc\", \"z\")) print(update(res, test = test), digits = 8)\n",
            ),
        }
    }
}

/// Each group.
fn groups(out: &mut String, layout: Option<&Layout>, options: &PoolOptions) {
    let is_common =
        options.sharing == VarianceSharing::Common && options.pooling.model != Model::CommonEffect;
    if is_common {
        let _ = writeln!(
            out,
            "tau2 <- rma(yi, vi, mods = ~ 0 + group, data = dat, method = {}, control = res$control)$tau2",
            quoted(options.pooling.model.short_name())
        );
    }
    out.push_str("for (g in unique(na.omit(dat$group))) {\n");
    let mut before = String::new();
    let call = if is_common {
        format!(
            "rma(yi, vi, data = dat, subset = group == g, tau2 = tau2, test = {}, level = {})",
            quoted(options.test.short_name()),
            percent(options)
        )
    } else {
        fit(&mut before, layout, options, ", subset = group == g")
    };
    for line in before.lines() {
        let _ = writeln!(out, "  {line}");
    }
    let _ = writeln!(out, "  cat(g, \"\\n\")\n  print({call}, digits = 8)\n}}");
}

/// The policy for zeros, which only counts have.
fn policy(options: &PoolOptions) -> String {
    let zero = &options.zero_cells;
    format!(
        ", add = {}, to = {}, drop00 = {}",
        zero.add,
        quoted(zero.to.short_name()),
        if zero.drop_double_zero {
            "TRUE"
        } else {
            "FALSE"
        }
    )
}
