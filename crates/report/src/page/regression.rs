//! What may explain the effects: the regression on moderators.

use super::context::Context;
use super::data;
use super::figure::Plot;
use super::sections::{Folded, Shown};
use crate::RenderError;
use crate::charts;
use crate::export::sections::{moderator_name, tables};
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Asked, Regression};

/// Studies for each coefficient that a regression should rest on (Cochrane Handbook 6.5, section 10.11.5.1).
const STUDIES_A_COEFFICIENT: usize = 10;

/// The part of an analysis on its moderators.
pub(crate) struct Moderators {
    /// Its heading.
    pub(crate) heading: String,
    /// What was found.
    pub(crate) content: Shown,
    /// What it was found from.
    pub(crate) studies: Folded,
}

impl Moderators {
    pub(crate) fn new(
        context: &Context<'_>,
        analysis: &Analysis,
        anchor: &str,
    ) -> Result<Option<Self>, RenderError> {
        let asked = analysis.sections.regression.as_ref();
        let Some(regression) = asked.and_then(Asked::found) else {
            return Ok(None);
        };
        let words = context.words;
        let mut content = Shown {
            sentences: sentences(context, regression),
            figures: Vec::new(),
            tables: Vec::new(),
        };
        let points = regression.curves.iter().flat_map(|curve| &curve.points);
        let levels = regression.levels.iter().map(|level| level.prediction);
        let mut predictions = points.map(|point| point.prediction).chain(levels);
        let predicts = predictions.any(|prediction| prediction.is_some());
        for figure in charts::figures(analysis) {
            if let charts::Figure::Bubble(place) = figure {
                let caption = match (place < regression.curves.len(), predicts) {
                    (true, true) => "figure-caption-bubble",
                    (true, false) => "figure-caption-bubble-mean",
                    (false, true) => "figure-caption-bubble-levels",
                    (false, false) => "figure-caption-bubble-levels-mean",
                };
                let plot = Plot::of_chart(context, analysis, figure, caption)?;
                content.figures.extend(plot);
            }
        }
        let mut studies = Vec::new();
        for section in tables(words, analysis) {
            let name = section.suffix.trim_start_matches('-');
            let anchor = format!("{anchor}~{name}");
            match section.suffix {
                "-regression" | "-contrasts" | "-comparison" | "-levels" => {
                    content.tables.push(data::render(&section.table, anchor)?);
                }
                "-moderators" => studies.push(data::render(&section.table, anchor)?),
                _ => {}
            }
        }
        let named = regression.studies.first().map(|study| {
            let names = study.moderators.iter();
            let names: Vec<String> = names
                .map(|value| moderator_name(words, &value.moderator))
                .collect();
            names.join(&context.text("comma"))
        });
        Ok(Some(Self {
            heading: words.format(
                "heading-moderators",
                &Arguments::new().text("moderators", named.unwrap_or_default()),
            ),
            content,
            studies: Folded {
                summary: context.text("summary-regression-studies"),
                content: Shown {
                    sentences: Vec::new(),
                    figures: Vec::new(),
                    tables: studies,
                },
            },
        }))
    }
}

/// The joint tests of hypotheses of several contrasts, and the comparison with a smaller model.
fn hypotheses(context: &Context<'_>, regression: &Regression) -> Vec<String> {
    let (words, numbers) = (context.words, context.numbers());
    let df = |df: f64| numbers.degrees_of_freedom(df);
    let mut sentences = Vec::new();
    for hypothesis in &regression.contrasts {
        if hypothesis.contrasts.len() < 2 {
            continue;
        }
        let texts = hypothesis.contrasts.iter().map(|row| &*row.hypothesis);
        let arguments = Arguments::new().text("hypothesis", texts.collect::<Vec<_>>().join("; "));
        let Some(test) = &hypothesis.test else {
            sentences.push(words.format("regression-hypothesis-none", &arguments));
            continue;
        };
        let arguments = arguments
            .text("value", numbers.statistic(test.statistic))
            .text("df", df(test.df as f64))
            .text("p", numbers.p_statement(test.p));
        sentences.push(match test.denominator {
            None => words.format("regression-hypothesis-q", &arguments),
            Some(denominator) => words.format(
                "regression-hypothesis-f",
                &arguments.text("denominator", df(denominator)),
            ),
        });
    }
    if let Some(comparison) = &regression.comparison {
        let arguments = Arguments::new()
            .text("formula", comparison.reduced.formula.as_str())
            .text("value", numbers.statistic(comparison.statistic))
            .text("df", df(comparison.df as f64))
            .text("p", numbers.p_statement(comparison.p));
        sentences.push(words.format("regression-comparison", &arguments));
    }
    sentences
}

fn sentences(context: &Context<'_>, regression: &Regression) -> Vec<String> {
    let (words, numbers) = (context.words, context.numbers());
    let df = |df: f64| numbers.degrees_of_freedom(df);
    let mut sentences = vec![
        words.format(
            "regression-size",
            &Arguments::new()
                .count("k", regression.k)
                .text("formula", regression.formula.as_str()),
        ),
    ];
    if let Some(test) = &regression.omnibus {
        let arguments = Arguments::new()
            .text("value", numbers.statistic(test.statistic))
            .text("df", df(test.df as f64))
            .text("p", numbers.p_statement(test.p));
        sentences.push(match test.denominator {
            None => words.format("regression-omnibus-q", &arguments),
            Some(denominator) => words.format(
                "regression-omnibus-f",
                &arguments.text("denominator", df(denominator)),
            ),
        });
    }
    sentences.extend(hypotheses(context, regression));
    if let Some(test) = &regression.permutation {
        let arguments = Arguments::new()
            .text("permutations", numbers.count(test.permutations))
            .text("p", numbers.p_statement(test.omnibus_p));
        sentences.push(match test.seed {
            None => words.format("regression-permutation-exact", &arguments),
            Some(seed) => words.format(
                "regression-permutation-random",
                &arguments.text("seed", seed.to_string()),
            ),
        });
    }
    let rest = Arguments::new().text("i2", numbers.percent(regression.i2));
    sentences.push(match regression.tau2 {
        Some(tau2) => words.format(
            "regression-rest",
            &rest.text("tau2", numbers.variance(tau2)),
        ),
        None => words.format(
            "regression-rest-common",
            &rest
                .text("q", numbers.statistic(regression.q))
                .text("df", df(regression.q_df as f64))
                .text("p", numbers.p_statement(regression.q_p)),
        ),
    });
    if let Some(share) = regression.r2 {
        let id = match regression.tau2 {
            Some(_) => "regression-explained",
            None => "regression-explained-common",
        };
        sentences.push(words.format(id, &Arguments::new().text("share", numbers.percent(share))));
    }
    if !regression.left_out.is_empty() {
        let studies = regression.left_out.iter().map(|study| {
            let names = study.missing.iter();
            let names: Vec<String> = names.map(|name| moderator_name(words, name)).collect();
            words.format(
                "regression-missing",
                &Arguments::new()
                    .text("study", study.study.as_str())
                    .text("moderators", names.join(&context.text("comma"))),
            )
        });
        let studies: Vec<String> = studies.collect();
        sentences.push(words.format(
            "regression-left-out",
            &Arguments::new().text("studies", studies.join(&context.text("list-separator"))),
        ));
    }
    let slopes = regression
        .coefficients
        .iter()
        .filter(|coefficient| !coefficient.parts.is_empty());
    if regression.k < STUDIES_A_COEFFICIENT * slopes.count() {
        sentences.push(context.text("regression-few"));
    }
    sentences.push(context.text("regression-observational"));
    sentences
}
