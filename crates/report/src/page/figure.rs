//! The plots of an analysis, as they stand in the page.

use super::anchor::Kind;
use super::context::Context;
use crate::RenderError;
use crate::charts;
use crate::drawing::Embedding;
use crate::forest::{self, Figure};
use trialpool_language::Arguments;
use trialpool_review::findings::Analysis;

/// A plot with its caption, drawn for wide screens and paper and again for phones; the style
/// sheet shows one of them.
#[derive(askama::Template)]
#[template(path = "figure.html")]
pub(crate) struct Plot {
    label: String,
    wide: String,
    narrow: String,
    caption: String,
}

impl Plot {
    /// Draws `figure`, unless it has no study to show.
    pub(crate) fn new(
        context: &Context<'_>,
        analysis: &Analysis,
        figure: Figure,
    ) -> Result<Option<Self>, RenderError> {
        let language = context.words.language();
        let plot = forest::from_findings(analysis, figure, language)?;
        if plot.groups.iter().all(|group| group.studies.is_empty()) {
            return Ok(None);
        }
        let prefix = prefix(context, analysis, &figure.suffix(analysis));
        let caption = match figure {
            Figure::LeaveOneOut => "figure-caption-leave-one-out",
            Figure::Cumulative => "figure-caption-cumulative",
            _ if analysis.main.effects.len() == 1 => "figure-caption-one",
            _ if predicts(&plot) => "figure-caption",
            _ => "figure-caption-mean",
        };
        Ok(Some(Self {
            label: plot.title.clone(),
            wide: forest::write(&plot, &forest::wide(&plot), Embedding::Inline(&prefix)),
            narrow: forest::write(
                &plot,
                &forest::compact(&plot),
                Embedding::Inline(&format!("{prefix}~narrow")),
            ),
            caption: self::caption(context, analysis, caption),
        }))
    }

    /// Draws a chart of what the protocol asks for, unless it has no number to show.
    pub(crate) fn of_chart(
        context: &Context<'_>,
        analysis: &Analysis,
        figure: charts::Figure,
        caption: &str,
    ) -> Result<Option<Self>, RenderError> {
        let language = context.words.language();
        let Some(chart) = charts::from_findings(analysis, figure, language)? else {
            return Ok(None);
        };
        let prefix = prefix(context, analysis, &figure.suffix(analysis));
        let [wide, narrow] = chart.inline([&prefix, &format!("{prefix}~narrow")]);
        Ok(Some(Self {
            label: chart.title,
            wide,
            narrow,
            caption: self::caption(context, analysis, caption),
        }))
    }
}

/// Whether a prediction interval stands under a diamond.
fn predicts(plot: &forest::Plot) -> bool {
    let groups = plot
        .groups
        .iter()
        .filter_map(|group| group.summary.as_ref());
    let mut summaries = groups.chain(&plot.total);
    summaries.any(|summary| summary.prediction.is_some())
}

/// What the identifiers of a plot start with, unique in the page.
fn prefix(context: &Context<'_>, analysis: &Analysis, suffix: &str) -> String {
    let anchor = context.anchors.get(Kind::Analysis, &analysis.id);
    format!("{}{suffix}~plot", anchor.unwrap_or_default())
}

fn caption(context: &Context<'_>, analysis: &Analysis, id: &str) -> String {
    let level = context.numbers().level(analysis.settings.level);
    context
        .words
        .format(id, &Arguments::new().text("level", level))
}
