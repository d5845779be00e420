//! Tables that put results side by side: subgroups, sensitivity analyses, one study left out.

use super::context::Context;
use super::{effects, finding, settings};
use crate::forest::Notes;
use crate::forest::wording::measure_heading;
use trialpool_language::Arguments;
use trialpool_review::findings::{
    Analysis, Cumulative, PanelEntry, Pooled, Pooling, Settings, Subgroups,
};

/// Results side by side, one a row.
#[derive(askama::Template)]
#[template(path = "comparison.html")]
pub(crate) struct ComparisonTable {
    words: &'static crate::language::Words,
    anchor: String,
    caption: String,
    first_column: String,
    measure: String,
    has_prediction: bool,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    note: String,
    details: String,
    /// Studies that the method cannot take.
    left_out: Vec<String>,
    size: String,
    estimate: String,
    prediction: String,
    heterogeneity: String,
    is_main: bool,
}

impl ComparisonTable {
    /// The groups, with the result of all effects beneath.
    pub(crate) fn subgroups(
        context: &Context<'_>,
        analysis: &Analysis,
        subgroups: &Subgroups,
        anchor: String,
    ) -> Self {
        let mut rows: Vec<Row> = subgroups
            .groups
            .iter()
            .map(|group| {
                Row::of_pooling(
                    context,
                    analysis,
                    context.localized(&group.label),
                    &group.result,
                )
            })
            .collect();
        rows.push(Row::main(context, analysis));
        let variable = context.localized(&subgroups.variable);
        Self::new(context, analysis, anchor, "table-subgroups", variable, rows)
    }

    /// The main result beside each sensitivity analysis.
    pub(crate) fn sensitivities(
        context: &Context<'_>,
        analysis: &Analysis,
        anchor: String,
    ) -> Option<Self> {
        if analysis.sensitivities.is_empty() {
            return None;
        }
        let mut main = Row::main(context, analysis);
        main.details = settings::used(context, &analysis.settings, &analysis.main);
        let mut rows = vec![main];
        for sensitivity in &analysis.sensitivities {
            let mut row = Row::of_pooling(
                context,
                analysis,
                context.localized(&sensitivity.title),
                &sensitivity.result,
            );
            row.note = context.localized(&sensitivity.reason);
            row.details = settings::changed(context, analysis, sensitivity);
            let notes = Notes {
                words: context.words,
                analysis,
            };
            row.left_out = notes.left_out(&sensitivity.excluded);
            rows.push(row);
        }
        let first = context.text("column-analysis");
        Some(Self::new(
            context,
            analysis,
            anchor,
            "table-sensitivity",
            first,
            rows,
        ))
    }

    /// The same studies by several methods.
    pub(crate) fn panel(
        context: &Context<'_>,
        analysis: &Analysis,
        panel: &[PanelEntry],
        anchor: String,
    ) -> Self {
        let rows = panel.iter().map(|entry| {
            let notes = Notes {
                words: context.words,
                analysis,
            };
            let label = notes.settings(&Settings {
                method: entry.method.clone(),
                test: entry.test.clone(),
                ..analysis.settings.clone()
            });
            let mut row = Row::of_pooled(context, analysis, label, &entry.pooled);
            row.size = context.numbers().count(entry.pooled.k as u64);
            let settings = &analysis.settings;
            row.is_main = entry.method == settings.method && entry.test == settings.test;
            row
        });
        let rows = rows.collect();
        let first = context.text("column-analysis");
        Self::new(context, analysis, anchor, "table-panel", first, rows)
    }

    /// The result after each study.
    pub(crate) fn cumulative(
        context: &Context<'_>,
        analysis: &Analysis,
        cumulative: &Cumulative,
        anchor: String,
    ) -> Self {
        let rows = cumulative.steps.iter().map(|step| {
            let study = Arguments::new().text("study", step.added.as_str());
            let label = context.words.format("plot-added", &study);
            let mut row = Row::of_pooled(context, analysis, label, &step.pooled);
            row.size = context.numbers().count(step.pooled.k as u64);
            row
        });
        let rows = rows.collect();
        let first = context.text("column-study");
        Self::new(context, analysis, anchor, "table-cumulative", first, rows)
    }

    /// The main result, and without each study in turn.
    pub(crate) fn leave_one_out(
        context: &Context<'_>,
        analysis: &Analysis,
        anchor: String,
    ) -> Option<Self> {
        if analysis.leave_one_out().is_empty() {
            return None;
        }
        let mut rows = vec![Row::main(context, analysis)];
        for omission in analysis.leave_one_out() {
            let label = context.words.format(
                "without-study",
                &Arguments::new().text("study", omission.omitted.as_str()),
            );
            let mut row = Row::of_pooled(context, analysis, label, &omission.pooled);
            row.size = context.numbers().count(omission.pooled.k as u64);
            rows.push(row);
        }
        if let Some(main) = rows.first_mut() {
            main.size = context.numbers().count(analysis.main.effects.len() as u64);
        }
        let first = context.text("column-analysis");
        Some(Self::new(
            context,
            analysis,
            anchor,
            "table-leave-one-out",
            first,
            rows,
        ))
    }

    fn new(
        context: &Context<'_>,
        analysis: &Analysis,
        anchor: String,
        caption: &str,
        first_column: String,
        rows: Vec<Row>,
    ) -> Self {
        Self {
            words: context.words,
            anchor,
            caption: context.words.format(
                caption,
                &Arguments::new().text("title", context.localized(&analysis.title)),
            ),
            first_column,
            measure: context.words.format(
                "column-effect",
                &Arguments::new()
                    .text("measure", measure_heading(context.words, analysis))
                    .text("level", context.numbers().level(analysis.settings.level)),
            ),
            has_prediction: rows.iter().any(|row| !row.prediction.is_empty()),
            rows,
        }
    }
}

impl Row {
    fn main(context: &Context<'_>, analysis: &Analysis) -> Self {
        let mut row = Self::of_pooling(
            context,
            analysis,
            context.text("main-analysis"),
            &analysis.main,
        );
        row.is_main = true;
        row
    }

    fn of_pooling(
        context: &Context<'_>,
        analysis: &Analysis,
        label: String,
        pooling: &Pooling,
    ) -> Self {
        let mut row = match &pooling.pooled {
            Some(pooled) => Self::of_pooled(context, analysis, label, pooled),
            None => Self {
                label,
                note: String::new(),
                details: String::new(),
                left_out: Vec::new(),
                size: String::new(),
                estimate: context.text("nothing-to-pool"),
                prediction: String::new(),
                heterogeneity: String::new(),
                is_main: false,
            },
        };
        row.size = finding::size(context, pooling);
        row
    }

    fn of_pooled(
        context: &Context<'_>,
        analysis: &Analysis,
        label: String,
        pooled: &Pooled,
    ) -> Self {
        let numbers = context.numbers();
        Self {
            label,
            note: String::new(),
            details: String::new(),
            left_out: Vec::new(),
            size: String::new(),
            estimate: numbers.effect(
                analysis.scale,
                pooled.estimate_on(analysis.scale),
                pooled.interval,
            ),
            prediction: pooled.prediction.map_or_else(String::new, |prediction| {
                numbers.interval(analysis.scale, prediction)
            }),
            heterogeneity: effects::heterogeneity_in_short(context, pooled),
            is_main: false,
        }
    }
}
