//! The outcome as text to read.

mod sections;

use super::document::Document;
use super::lines::{Line, LineKind, NUMBERS};
use crate::terminal;
use std::fmt::Write as _; // Writing to a string cannot fail.
use trialpool_meta_analysis::Scale;

/// Model, pooled result, heterogeneity, studies.
pub(crate) fn write(document: &Document) -> String {
    let mut out = format!("{}\n\n", heading(document));
    out.push_str(&result(document));
    if let Some(formulas) = formulas(document) {
        let _ = writeln!(out, "effects: {formulas}");
    }
    out.push('\n');
    out.push_str(&heterogeneity(document));
    out.push('\n');
    out.push_str(&studies(document));
    out.push_str(&sections::write(document));
    if !document.warnings.is_empty() {
        out.push('\n');
    }
    for warning in &document.warnings {
        let _ = writeln!(out, "note: {}", terminal::visible(warning));
    }
    out
}

fn heading(document: &Document) -> String {
    let k = document.pooled.k;
    let studies = if k == 1 { "study" } else { "studies" };
    let model = match document.method {
        "EE" => "common-effect model (EE)".to_owned(),
        "MH" => "Mantel-Haenszel's method (MH)".to_owned(),
        "PETO" => "Peto's method (PETO)".to_owned(),
        "IVHET" => "common-effect mean, random-effects variance (IVHET)".to_owned(),
        "GIVEN" => "random-effects model (tau² given)".to_owned(),
        "HC" => "common-effect mean, Henmi and Copas's interval (HC)".to_owned(),
        method => format!("random-effects model ({method})"),
    };
    let test = match document.test {
        "t" => ", t test",
        "knha" => ", Hartung-Knapp test",
        "adhoc" => ", Hartung-Knapp test, ad hoc",
        "kr" => ", Kenward-Roger test",
        _ => "",
    };
    format!("{}: {model}{test}, {k} {studies}", document.quantity())
}

/// The coefficients on the analysis scale; for a mean also as readers know it.
fn result(document: &Document) -> String {
    let pooled = &document.pooled;
    let level = document.percent_level();
    let statistic = if pooled.df.is_some() { "t" } else { "z" };
    let mut header = vec![
        String::new(),
        "estimate".into(),
        "SE".into(),
        statistic.into(),
    ];
    header.extend(pooled.df.map(|_| "df".to_owned()));
    header.extend(["p".to_owned(), format!("{level}% CI")]);
    let width = header.len();
    header.extend(pooled.prediction.map(|_| format!("{level}% prediction")));
    let span = |interval: [f64; 2], show: &dyn Fn(f64) -> String| {
        format!("{} to {}", show(interval[0]), show(interval[1]))
    };
    let shown = |value: f64| document.shown(value);
    let mut rows = vec![header];
    for coefficient in &document.coefficients {
        let name = match pooled.estimate {
            Some(_) => analysis_name(document),
            None => terminal::visible(&coefficient.name),
        };
        let plain = |value: f64| NUMBERS.to_spread(value, coefficient.se, 4);
        let mut row = vec![
            name,
            plain(coefficient.estimate),
            plain(coefficient.se),
            coefficient.statistic.map_or_else(String::new, |statistic| {
                NUMBERS.to_spread(statistic, 1.0, 3)
            }),
        ];
        row.extend(pooled.df.map(|df| NUMBERS.degrees_of_freedom(df)));
        let p = coefficient.p.map_or_else(String::new, |p| NUMBERS.p(p));
        row.extend([p, span(coefficient.ci, &plain)]);
        row.extend(pooled.prediction.map(|interval| span(interval, &plain)));
        rows.push(row);
    }
    if document.scale != Scale::Identity
        && let Some([estimate, interval]) = document.shown_result(pooled)
    {
        let mut row = vec![document.quantity().to_owned(), estimate];
        row.resize(width - 1, String::new());
        row.push(interval);
        row.extend(pooled.prediction.map(|interval| span(interval, &shown)));
        rows.push(row);
    }
    let mut out = align(&rows);
    out.push_str(&moderators(document));
    if pooled.prediction.is_some() {
        let _ = writeln!(out, "prediction: {}", prediction_rule(document));
    }
    out
}

/// How the effects were computed in words, unless that is the only way, or large-sample variances alone.
pub(super) fn formulas(document: &Document) -> Option<String> {
    let vtype = document
        .vtype
        .filter(|vtype| *vtype != "LS" || document.correction.is_some());
    let vtype = vtype.map(|vtype| {
        let words = match vtype {
            "LS2" => "large-sample variances, second form",
            "UB" => "unbiased variances",
            "HO" => "variances under equal spread in both groups",
            "AV" => "variances at the average of the studies",
            "AVHO" => "variances at one average of the studies and groups",
            _ => "large-sample variances",
        };
        format!("{words} (--vtype {vtype})")
    });
    let correction = document.correction.map(|correction| {
        let words = match correction {
            "none" => "small-sample bias not corrected".to_owned(),
            how => format!("{how} small-sample correction"),
        };
        format!("{words} (--correction {correction})")
    });
    let parts: Vec<String> = vtype.into_iter().chain(correction).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The rule of the prediction interval in words.
fn prediction_rule(document: &Document) -> String {
    let rule = match document.prediction_rule {
        "z" => "normal quantile",
        "k-1" => "t with k \u{2212} 1 degrees of freedom",
        "k-2" => "t with k \u{2212} 2 degrees of freedom",
        "hk" => "Hartung-Knapp's standard error, t with k \u{2212} 1 degrees of freedom",
        "hk-pr" => "Hartung-Knapp's standard error, t with k \u{2212} 2 degrees of freedom",
        "kr" => "Kenward-Roger's standard error and degrees of freedom",
        "kr-pr" => "Kenward-Roger's standard error, one degree of freedom less",
        _ => "parametric bootstrap",
    };
    let drawn = document.sections.prediction_bootstrap.as_ref();
    let drawn = drawn.map_or_else(String::new, |drawn| {
        let samples = NUMBERS.count(drawn.samples as u64);
        format!(", {samples} samples, seed {}", drawn.seed)
    });
    format!("{rule}{drawn} (--pi {})", document.prediction_rule)
}

/// The test of all moderators together, and what they explain.
fn moderators(document: &Document) -> String {
    let (Some(statistic), Some(df), Some(p)) = (document.qm, document.qm_df, document.qm_p) else {
        return String::new();
    };
    let (name, df) = match document.pooled.df {
        Some(residual) => (
            "F",
            format!("{df}, {}", NUMBERS.degrees_of_freedom(residual)),
        ),
        None => ("Q", df.to_string()),
    };
    let explained = document.r2.map_or_else(String::new, |percent| {
        format!("; they explain {} of tau² (R²)", NUMBERS.percent(percent))
    });
    format!(
        "moderators: {name} = {}, df {df}, {}{explained}\n",
        NUMBERS.statistic(statistic),
        NUMBERS.p_statement(p)
    )
}

/// `log RR`, `logit PLO`, `MD`.
fn analysis_name(document: &Document) -> String {
    let quantity = document.quantity();
    match document.scale {
        Scale::Identity => quantity.to_owned(),
        Scale::Log => format!("log {quantity}"),
        _ => format!("{quantity} as pooled"),
    }
}

fn heterogeneity(document: &Document) -> String {
    let pooled = &document.pooled;
    let interval = |interval: Option<[f64; 2]>, show: &dyn Fn(f64) -> String| {
        interval.map_or_else(String::new, |[lower, upper]| {
            format!("{} to {}", show(lower), show(upper))
        })
    };
    let variance = |value: f64| document.variance(value);
    let percent = |value: f64| NUMBERS.percent_value(value);
    let title = match pooled.estimate {
        Some(_) => "heterogeneity",
        None => "left unexplained",
    };
    let mut rows = vec![vec![
        title.to_owned(),
        "estimate".to_owned(),
        "SE".to_owned(),
        format!("{}% CI", document.percent_level()),
    ]];
    if document.has_between_study_variance() {
        rows.push(vec![
            "tau²".to_owned(),
            variance(pooled.tau2),
            pooled.tau2_se.map_or_else(String::new, variance),
            interval(pooled.tau2_ci, &variance),
        ]);
    }
    rows.push(vec![
        "I² (%)".to_owned(),
        percent(pooled.i2),
        String::new(),
        interval(pooled.i2_ci, &percent),
    ]);
    rows.push(vec![
        "H²".to_owned(),
        NUMBERS.statistic(pooled.h2),
        String::new(),
        String::new(),
    ]);
    let mut out = align(&rows);
    let _ = writeln!(
        out,
        "Q = {}, df {}, {}",
        NUMBERS.statistic(pooled.q),
        pooled.q_df,
        NUMBERS.p_statement(pooled.q_p)
    );
    out.push_str(&sections::mh_tests(document));
    if let Some(test) = &document.subgroup_test {
        let _ = writeln!(
            out,
            "between groups: Q = {}, df {}, {}",
            NUMBERS.statistic(test.q),
            test.df,
            NUMBERS.p_statement(test.p)
        );
    }
    out
}

/// The table of the studies, a line under each part of it.
fn studies(document: &Document) -> String {
    let mut rows = vec![vec![
        "study".to_owned(),
        document.quantity().to_owned(),
        format!("{}% CI", document.percent_level()),
        "weight (%)".to_owned(),
    ]];
    let lines = document.lines_of_studies();
    rows.extend(lines.iter().map(|line| row(document, line)));
    let table = align(&rows);
    let mut out = String::new();
    let mut previous = None;
    for (text, line) in table
        .lines()
        .zip(std::iter::once(None).chain(lines.iter().map(Some)))
    {
        let part = line.map(|line| match line.kind {
            LineKind::Prediction => LineKind::Pooled,
            kind => kind,
        });
        if part != previous {
            let width = table.lines().map(|line| line.chars().count()).max();
            out.push_str(&"-".repeat(width.unwrap_or_default()));
            out.push('\n');
        }
        previous = part;
        out.push_str(text);
        out.push('\n');
    }
    out
}

fn row(document: &Document, line: &Line) -> Vec<String> {
    let [estimate, interval] = document.shown_line(line);
    vec![
        terminal::visible(&line.label),
        estimate,
        interval,
        line.weight
            .map_or_else(String::new, |weight| NUMBERS.weight(weight)),
    ]
}

/// Labels to the left, numbers to the right, two blanks between.
fn align(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or_default()
                .min(LONGEST_CELL)
        })
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut text = String::new();
        for (place, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let width = *width;
            let cell = shortened(cell);
            if place == 0 {
                let _ = write!(text, "{cell:<width$}");
            } else {
                let _ = write!(text, "  {cell:>width$}");
            }
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

/// A label longer than this many characters is cut, so that the numbers stay in sight.
const LONGEST_CELL: usize = 48;

fn shortened(cell: &str) -> String {
    if cell.chars().count() <= LONGEST_CELL {
        return cell.to_owned();
    }
    let start: String = cell.chars().take(LONGEST_CELL - 1).collect();
    format!("{start}…")
}
