//! The part of the script that belongs to a regression: the design, predicted values, tests of terms.

use super::super::document::Document;
use super::super::prediction;
use super::super::sections::TermTest;
use super::{numbers, percent, quoted, vector};
use crate::args::Section;
use crate::options::PoolOptions;
use std::fmt::Write as _; // Writing to a string cannot fail.
use trialpool_meta_analysis::meta_regression::{Design, Expansion};
use trialpool_meta_analysis::{Model, PredictionRule};

/// The columns of a design, as they were made.
pub(super) fn design(out: &mut String, called: &str, made: &Design) {
    let rows = made.rows();
    let _ = writeln!(out, "{called} <- cbind(");
    for (place, name) in made.names().iter().enumerate() {
        let end = if place + 1 == made.names().len() {
            ")"
        } else {
            ","
        };
        let column = numbers(rows.iter().map(|row| row[place]));
        let _ = writeln!(out, "  {} = {column}{end}", quoted(name));
    }
}

/// Predicted and fitted values, tests of terms, variance inflation.
pub(super) fn beside(
    out: &mut String,
    document: &Document,
    expansion: &Expansion,
    options: &PoolOptions,
) {
    let sections = &document.sections;
    if let Some(predictions) = &sections.predictions {
        // metafor adds the intercept itself.
        let has_intercept = options
            .mods
            .as_ref()
            .is_some_and(|formula| formula.intercept);
        let skip = usize::from(has_intercept);
        let rows = predictions.iter().map(|entry| {
            let row = numbers(entry.row.iter().skip(skip).copied());
            format!("  {row}")
        });
        let rows: Vec<String> = rows.collect();
        let _ = writeln!(out, "newmods <- rbind(\n{})", rows.join(",\n"));
        out.push_str("predicted <- predict(res, newmods = newmods)\n");
        intervals(out, "predicted", options);
    }
    if sections.fitted.is_some() {
        out.push_str("fitted <- predict(res)\n");
        intervals(out, "fitted", options);
    }
    for test in sections.term_tests.iter().flatten() {
        let places = places(document, test);
        let _ = writeln!(out, "print(anova(res, btt = {places}), digits = 8)");
    }
    for test in sections.contrasts.iter().flatten() {
        let rows = test.rows.iter();
        let rows: Vec<String> = rows
            .map(|row| numbers(row.weights.iter().copied()))
            .collect();
        let values = numbers(test.rows.iter().map(|row| row.value));
        let _ = writeln!(
            out,
            "print(hypothesis <- anova(res, X = rbind({}), rhs = {values}), digits = 8)",
            rows.join(", ")
        );
    }
    if options.wants(Section::Vif) {
        out.push_str("print(vif(res), digits = 8)\n");
        for places in expansion.terms.iter().filter(|places| places.len() > 1) {
            let (first, last) = (places.start + 1, places.end);
            let _ = writeln!(out, "print(vif(res, btt = {first}:{last}), digits = 8)");
        }
    }
}

/// The model against a reduced one.
pub(super) fn comparison(out: &mut String, reduced: &Design) {
    design(out, "X0", reduced);
    out.push_str(
        "reduced <- update(res, mods = X0)\nprint(comparison <- anova(res, reduced), digits = 8)\n",
    );
}

/// The places of the coefficients of a test, counted from 1.
fn places(document: &Document, test: &TermTest) -> String {
    let places = document.coefficients.iter().zip(1..);
    let places = places.filter(|(coefficient, _)| test.coefficients.contains(&coefficient.name));
    vector(
        &places
            .map(|(_, place)| place.to_string())
            .collect::<Vec<_>>(),
    )
}

/// Prints the values of `name` with the prediction interval by the rule asked for.
fn intervals(out: &mut String, name: &str, options: &PoolOptions) {
    let quantile = match options.pooling.model {
        Model::CommonEffect => None,
        Model::RandomEffects(_) => quantile(options, "res$k - res$p"),
    };
    let columns = "pred se ci.lb ci.ub".split(' ');
    let mut columns: Vec<String> = columns.map(|key| format!("{key} = {name}${key}")).collect();
    if let Some(quantile) = quantile {
        for (key, sign) in [("pi.lb", '-'), ("pi.ub", '+')] {
            columns.push(format!(
                "{key} = {name}$pred {sign} {quantile} * sqrt({name}$se^2 + res$tau2)"
            ));
        }
    }
    let _ = writeln!(
        out,
        "print({name} <- data.frame({}), digits = 10)",
        columns.join(", ")
    );
}

/// The quantile of the prediction interval; `residual` stands for k - p.
pub(super) fn quantile(options: &PoolOptions, residual: &str) -> Option<String> {
    let tail = format!("1 - (1 - {} / 100) / 2", percent(options));
    match prediction::rule(&options.pooling) {
        PredictionRule::None => None,
        PredictionRule::Normal => Some(format!("qnorm({tail})")),
        PredictionRule::StudiesMinusTwo => Some(format!("qt({tail}, {residual} - 1)")),
        _ => Some(format!("qt({tail}, {residual})")),
    }
}
