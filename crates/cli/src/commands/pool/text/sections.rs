//! The sections of `--with` and `--mid`, as text.

use super::super::document::{Document, Predicted, Statistics};
use super::super::lines::NUMBERS;
use super::super::tests_of_model::JointTest;
use super::align;
use crate::terminal;
use std::fmt::Write as _; // Writing to a string cannot fail.

/// Those that were asked for, each after an empty line.
pub(super) fn write(document: &Document) -> String {
    let sections = &document.sections;
    let mut out = groups(document);
    if let Some(exceedance) = &sections.exceedance {
        let probability = |p: Option<f64>| {
            p.map_or_else(
                || NUMBERS.not_estimable().to_owned(),
                |p| NUMBERS.fixed(p, 3),
            )
        };
        let _ = writeln!(
            out,
            "\na new setting: {} above {} with probability {}, below with {}",
            document.quantity(),
            document.shown(exceedance.threshold),
            probability(exceedance.above),
            probability(exceedance.below)
        );
    }
    if let Some(band) = &sections.correlation_band {
        let rows = band.iter().map(|entry| {
            let name = format!("r = {}", NUMBERS.short(entry.ri));
            (name, Some(&entry.pooled))
        });
        out.push_str(&results(document, "correlation assumed", rows));
    }
    if let Some(panel) = &sections.panel {
        let rows = panel.iter().map(|entry| {
            let name = match (entry.method, entry.test) {
                ("EE", _) => "common effect".to_owned(),
                (method, "knha") => format!("{method}, Hartung-Knapp"),
                (method, "adhoc") => format!("{method}, Hartung-Knapp, ad hoc"),
                (method, _) => format!("{method}, Wald"),
            };
            (name, Some(&entry.pooled))
        });
        out.push_str(&results(document, "side by side", rows));
    }
    if let Some(steps) = &sections.leave_one_out {
        let rows = steps
            .iter()
            .map(|step| (step.study.clone(), step.pooled.as_ref()));
        out.push_str(&results(document, "without", rows));
    }
    if let Some(steps) = &sections.cumulative {
        let rows = steps
            .iter()
            .map(|step| (format!("+ {}", step.study), step.pooled.as_ref()));
        out.push_str(&results(document, "cumulative", rows));
    }
    if let Some(entries) = &sections.predictions {
        let rows = entries
            .iter()
            .map(|entry| (entry.label(), &entry.predicted));
        out.push_str(&predicted(document, "predicted", rows));
    }
    if let Some(entries) = &sections.fitted {
        let rows = entries
            .iter()
            .map(|entry| (entry.study.clone(), &entry.predicted));
        out.push_str(&predicted(document, "fitted", rows));
    }
    out.push_str(&criteria(document));
    out.push_str(&term_tests(document));
    out.push_str(&contrasts(document));
    out.push_str(&comparison(document));
    out.push_str(&inflation(document));
    out.push_str(&influence(document));
    out.push_str(&permutation(document));
    out
}

/// The tests that go with Mantel and Haenszel's method, a line each.
pub(super) fn mh_tests(document: &Document) -> String {
    let Some(tests) = &document.sections.mh_tests else {
        return String::new();
    };
    let corrected = if tests.continuity_correction {
        ", corrected for continuity"
    } else {
        ""
    };
    let association = format!("association (Cochran-Mantel-Haenszel{corrected})");
    let named = [
        (&*association, &tests.cmh),
        ("equal odds ratios (Breslow-Day)", &tests.breslow_day),
        ("equal odds ratios (Tarone)", &tests.tarone),
    ];
    let mut out = String::new();
    for (name, test) in named {
        if let Some(test) = test {
            let _ = writeln!(
                out,
                "{name}: chi² = {}, df {}, {}",
                NUMBERS.statistic(test.statistic),
                test.df,
                NUMBERS.p_statement(test.p)
            );
        }
    }
    out
}

/// The groups with their between-study variances.
fn groups(document: &Document) -> String {
    if document.subgroups.is_empty() || !document.has_between_study_variance() {
        return String::new();
    }
    let header = ["group", "tau²", "95% CI", "I² (%)", "Q", "df", "p"];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    table[0][2] = format!("{}% CI", document.percent_level());
    let interval = |interval: Option<[f64; 2]>| {
        interval.map_or_else(String::new, |[lower, upper]| {
            format!(
                "{} to {}",
                document.variance(lower),
                document.variance(upper)
            )
        })
    };
    let common = document.sections.common_tau2.as_ref();
    for group in &document.subgroups {
        let pooled = &group.pooled;
        table.push(vec![
            terminal::visible(&group.group),
            document.variance(pooled.tau2),
            if common.is_some() {
                String::new()
            } else {
                interval(pooled.tau2_ci)
            },
            NUMBERS.percent_value(pooled.i2),
            NUMBERS.statistic(pooled.q),
            pooled.q_df.to_string(),
            NUMBERS.p(pooled.q_p),
        ]);
    }
    if let Some(common) = common {
        table.push(vec![
            "common to all".to_owned(),
            document.variance(common.tau2),
            interval(common.tau2_ci),
        ]);
    }
    format!("\n{}", align(&table))
}

/// One line a result.
fn results<'d>(
    document: &Document,
    title: &str,
    rows: impl Iterator<Item = (String, Option<&'d Statistics>)>,
) -> String {
    let mut table = vec![
        [
            title,
            document.quantity(),
            &format!("{}% CI", document.percent_level()),
            "p",
            "tau²",
            "I² (%)",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for (label, pooled) in rows {
        let mut row = vec![terminal::visible(&label)];
        if let Some(pooled) = pooled
            && let (Some(estimate), Some(interval), Some(p)) =
                (pooled.estimate, pooled.ci, pooled.p)
        {
            row.extend([
                document.shown(estimate),
                document.shown_interval(interval),
                NUMBERS.p(p),
                document.variance(pooled.tau2),
                NUMBERS.percent_value(pooled.i2),
            ]);
        } else {
            row.push(NUMBERS.not_estimable().to_owned());
        }
        table.push(row);
    }
    format!("\n{}", align(&table))
}

fn influence(document: &Document) -> String {
    let Some(entries) = &document.sections.influence else {
        return String::new();
    };
    let header = [
        "influence",
        "rstudent",
        "DFFITS",
        "Cook",
        "cov. ratio",
        "tau² without",
        "Q without",
        "hat",
        "",
    ];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    let number = |value: Option<f64>, digits: usize| {
        value.map_or_else(String::new, |value| NUMBERS.to_spread(value, 1.0, digits))
    };
    for entry in entries {
        table.push(vec![
            terminal::visible(&entry.study),
            number(entry.rstudent, 3),
            number(entry.dffits, 3),
            number(entry.cook_d, 3),
            number(entry.cov_r, 3),
            entry
                .tau2_del
                .map_or_else(String::new, |tau2| document.variance(tau2)),
            number(entry.qe_del, 2),
            number(Some(entry.hat), 3),
            if entry.influential == Some(true) {
                "*"
            } else {
                ""
            }
            .to_owned(),
        ]);
    }
    format!(
        "\n{}* influential by metafor's rules of thumb\n",
        align(&table)
    )
}

fn permutation(document: &Document) -> String {
    let Some(test) = &document.sections.permutation else {
        return String::new();
    };
    let mut table = vec![vec!["permutation test".to_owned(), "p".to_owned()]];
    for (coefficient, p) in document.coefficients.iter().zip(&test.p) {
        table.push(vec![terminal::visible(&coefficient.name), NUMBERS.p(*p)]);
    }
    if let Some(p) = test.qm_p {
        table.push(vec!["all moderators".to_owned(), NUMBERS.p(p)]);
    }
    let count = NUMBERS.count(test.permutations);
    let which = match test.seed {
        None => format!("all {count} permutations"),
        Some(seed) => format!("{count} permutations, seed {seed}"),
    };
    format!("\n{}{which}\n", align(&table))
}

/// Effects at settings, or fitted to studies, each with its intervals.
fn predicted<'d>(
    document: &Document,
    title: &str,
    entries: impl Iterator<Item = (String, &'d Predicted)>,
) -> String {
    let level = document.percent_level();
    let mut table = vec![vec![
        title.to_owned(),
        document.quantity().to_owned(),
        format!("{level}% CI"),
        format!("{level}% prediction"),
    ]];
    let interval = |interval: Option<[f64; 2]>| {
        interval.map_or_else(String::new, |interval| document.shown_interval(interval))
    };
    for (label, entry) in entries {
        let estimate = entry.estimate;
        table.push(vec![
            terminal::visible(&label),
            estimate.map_or_else(String::new, |estimate| document.shown(estimate)),
            interval(entry.ci),
            interval(entry.prediction),
        ]);
    }
    format!("\n{}", align(&table))
}

/// Log-likelihoods and information criteria.
fn criteria(document: &Document) -> String {
    let Some(criteria) = &document.sections.fit_statistics else {
        return String::new();
    };
    let header = ["likelihood", "log", "deviance", "AIC", "BIC", "AICc"];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    for (name, of) in [("ML", &criteria.ml), ("REML", &criteria.reml)] {
        let numbers = [of.ll, of.dev, of.aic, of.bic, of.aicc];
        let mut row = vec![name.to_owned()];
        row.extend(numbers.map(|number| NUMBERS.fixed(number, 4)));
        table.push(row);
    }
    format!("\n{}", align(&table))
}

/// The tests of `--btt`, a line each.
fn term_tests(document: &Document) -> String {
    let tests = document.term_tests();
    let lines = tests.map(|test| format!("{}\n", terminal::visible(&test.sentence())));
    let lines: String = lines.collect();
    if lines.is_empty() {
        return lines;
    }
    format!("\ntests of terms\n{lines}")
}

/// The contrasts of each hypothesis, on the analysis scale, and the test of all of them together.
fn contrasts(document: &Document) -> String {
    let level = document.percent_level();
    let statistic = if document.pooled.df.is_some() {
        "t"
    } else {
        "z"
    };
    let mut out = String::new();
    let hypotheses = document.sections.contrasts.iter().flatten();
    for (hypothesis, joint) in hypotheses.zip(document.hypotheses()) {
        let header = ["contrast", "estimate", "SE", statistic, "p"];
        let mut table = vec![header.map(str::to_owned).to_vec()];
        table[0].push(format!("{level}% CI"));
        for entry in &hypothesis.rows {
            let plain = |value: f64| NUMBERS.to_spread(value, entry.se, 4);
            table.push(vec![
                terminal::visible(&entry.hypothesis),
                plain(entry.estimate),
                plain(entry.se),
                entry.statistic.map_or_else(
                    || NUMBERS.not_estimable().to_owned(),
                    |statistic| NUMBERS.to_spread(statistic, 1.0, 3),
                ),
                NUMBERS.p(entry.p),
                format!("{} to {}", plain(entry.ci[0]), plain(entry.ci[1])),
            ]);
        }
        let _ = write!(out, "\n{}", align(&table));
        if hypothesis.rows.len() > 1 {
            let label = "all together".to_owned();
            let _ = writeln!(out, "{}", JointTest { label, ..joint }.sentence());
        }
    }
    out
}

/// Both models of `--compare`, and the test of one against the other.
fn comparison(document: &Document) -> String {
    let (Some(comparison), Some(test)) = (&document.sections.comparison, document.comparison())
    else {
        return String::new();
    };
    let mut table = vec![vec![
        "model".to_owned(),
        "coefficients".to_owned(),
        "log-likelihood".to_owned(),
    ]];
    table[0].extend(["AIC", "BIC", "AICc", "Q"].map(str::to_owned));
    if document.has_between_study_variance() {
        table[0].push("tau²".to_owned());
    }
    for model in [&comparison.full, &comparison.reduced] {
        let of = &model.criteria;
        let mut row = vec![
            terminal::visible(&model.formula),
            model.coefficients.len().to_string(),
        ];
        row.extend([of.ll, of.aic, of.bic, of.aicc].map(|number| NUMBERS.fixed(number, 4)));
        row.push(NUMBERS.statistic(model.q));
        if document.has_between_study_variance() {
            row.push(document.variance(model.tau2));
        }
        table.push(row);
    }
    let explained = comparison.r2.map_or_else(String::new, |percent| {
        format!("; R² {}", NUMBERS.percent(percent))
    });
    format!(
        "\n{}{}{explained}\n",
        align(&table),
        terminal::visible(&test.sentence())
    )
}

fn inflation(document: &Document) -> String {
    let Some(entries) = &document.sections.vif else {
        return String::new();
    };
    let header = ["variance inflation", "df", "GVIF", "GVIF^(1/(2 df))"];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    let number = |value: Option<f64>| {
        value.map_or_else(
            || NUMBERS.not_estimable().to_owned(),
            |value| NUMBERS.fixed(value, 3),
        )
    };
    for entry in entries {
        table.push(vec![
            terminal::visible(&entry.term),
            entry.df.to_string(),
            number(entry.gvif),
            number(entry.gsif),
        ]);
    }
    format!("\n{}", align(&table))
}
