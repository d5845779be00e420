//! How wide each column of a wide plot is.

use super::layout::MARGIN;
use super::name::Name;
use super::plot::{Plot, Study};
use crate::drawing::text;
use crate::drawing::{Anchor, Part, Style};
use crate::number::Numbers;
use trialpool_review::findings::Scale;

/// Space between columns.
const GAP: f64 = 16.0;
/// A name wider than this is set in several lines.
const WIDEST_NAME: f64 = 230.0;
/// A textual cell wider than this is set in several lines.
const WIDEST_CELL: f64 = 190.0;
/// A heading is broken rather than make its column wider than this.
const HEADING: f64 = 84.0;
/// Least width of what stands left of the axis: heterogeneity has to be read there.
const LEAST_LEFT: f64 = 250.0;
/// Least and greatest length of the axis, and the width that the drawing has if the axis may vary.
const FIELD: (f64, f64) = (240.0, 420.0);
const USUAL: f64 = 880.0;

/// A column of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub(super) heading: Vec<String>,
    pub(super) left: f64,
    pub(super) width: f64,
    pub(super) numeric: bool,
}

impl Column {
    pub(super) fn anchor(&self) -> Anchor {
        if self.numeric {
            Anchor::End
        } else {
            Anchor::Start
        }
    }

    pub(super) fn anchor_x(&self) -> f64 {
        if self.numeric {
            self.left + self.width
        } else {
            self.left
        }
    }

    /// The lines of a cell.
    pub(super) fn cell(&self, cell: &str) -> Vec<String> {
        Style::Body.wrap(&text::label(cell), self.width)
    }
}

/// The columns from left to right, and the field of the axis among them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    pub(super) study: Column,
    pub(super) extra: Vec<Column>,
    pub(super) field_left: f64,
    pub(super) field_length: f64,
    pub(super) effect: Column,
    /// Where estimates end and intervals start.
    estimate_end: f64,
    interval_start: f64,
    pub(super) weight: Option<Column>,
    pub(super) width: f64,
}

impl Columns {
    pub(super) fn measure(plot: &Plot) -> Self {
        let numbers = Numbers::new(plot.language);
        let names = plot
            .studies()
            .map(|study| Name::new(plot, study, WIDEST_NAME).width());
        let heading = Style::Strong.wrap(&plot.headings.study, WIDEST_NAME);
        let mut study = Column {
            width: names.fold(widest(&heading, Style::Strong), f64::max),
            heading,
            left: MARGIN,
            numeric: false,
        };
        let mut left = study.left + study.width + GAP;
        let mut extra: Vec<Column> = Vec::new();
        for (index, column) in plot.headings.columns.iter().enumerate() {
            let column = extra_column(plot, index, &column.heading, column.numeric, left);
            left += column.width + GAP;
            extra.push(column);
        }
        let missing = MARGIN + LEAST_LEFT + GAP - left;
        if missing > 0.0 {
            // The name column takes the rest, and what stands right of it moves.
            study.width += missing;
            for column in &mut extra {
                column.left += missing;
            }
            left += missing;
        }

        let estimates = plot
            .studies()
            .map(|study| (study.estimate, study.interval, Style::Body));
        let pooled = plot
            .summaries()
            .map(|summary| (summary.estimate, summary.interval, Style::Strong));
        let predicted = plot
            .summaries()
            .filter_map(|summary| summary.prediction.as_ref())
            .map(|prediction| (f64::NAN, prediction.interval, Style::Body));
        let (mut estimate, mut interval) = (0.0_f64, 0.0_f64);
        for (value, bounds, style) in estimates.chain(pooled).chain(predicted) {
            let [value, bounds] = figures(numbers, plot.scale, value, bounds);
            estimate = estimate.max(style.width(&value));
            interval = interval.max(style.width(&bounds));
        }
        let between = Style::Body.width(" ") + 2.0;
        let effect_heading = Style::Strong.wrap(
            &plot.headings.effect,
            (estimate + between + interval).max(2.0 * HEADING),
        );
        let effect_width =
            (estimate + between + interval).max(widest(&effect_heading, Style::Strong));
        let weight = plot.headings.weight.as_ref().map(|heading| {
            let heading = wrap_heading(heading);
            let cells = plot
                .studies()
                .filter_map(|study| study.weight.map(|weight| (weight, Style::Body)))
                .chain(
                    plot.summaries()
                        .filter_map(|summary| summary.weight.map(|weight| (weight, Style::Strong))),
                )
                .map(|(weight, style)| style.width(&numbers.weight(weight)));
            Column {
                width: cells.fold(widest(&heading, Style::Strong), f64::max),
                heading,
                left: 0.0,
                numeric: true,
            }
        });

        let right =
            GAP + effect_width + weight.as_ref().map_or(0.0, |weight| GAP + weight.width) + MARGIN;
        let field_length = (USUAL - left - right).clamp(FIELD.0, FIELD.1);
        let effect_left = left + field_length + GAP;
        let mut width = effect_left + effect_width;
        let weight = weight.map(|mut weight| {
            weight.left = width + GAP;
            width = weight.left + weight.width;
            weight
        });
        Self {
            study,
            extra,
            field_left: left,
            field_length,
            estimate_end: effect_left + estimate,
            interval_start: effect_left + estimate + between,
            effect: Column {
                heading: effect_heading,
                left: effect_left,
                width: effect_width,
                numeric: false,
            },
            weight,
            width: width + MARGIN,
        }
    }

    /// The name of a study in its column.
    pub(super) fn name(&self, plot: &Plot, study: &Study) -> Name {
        Name::new(plot, study, self.study.width)
    }

    /// What is free left of the axis and of its first tick's label, which reaches beyond it.
    pub(super) fn notes_width(&self) -> f64 {
        self.field_left - 1.5 * GAP - self.study.left
    }

    /// Estimate and interval, the one flush right, the other flush left.
    pub(super) fn effect(
        &self,
        part: &mut Part,
        y: f64,
        style: Style,
        [estimate, interval]: [String; 2],
    ) {
        if !estimate.is_empty() {
            part.text(self.estimate_end, y, Anchor::End, style, estimate);
        }
        part.text(self.interval_start, y, Anchor::Start, style, interval);
    }
}

/// Estimate and interval as they stand in a row. Without an estimate there is the interval alone;
/// without either, one remark in its place.
pub(super) fn figures(
    numbers: Numbers,
    scale: Scale,
    estimate: f64,
    interval: [f64; 2],
) -> [String; 2] {
    let bounded = interval.iter().any(|bound| !bound.is_nan());
    match (estimate.is_nan(), bounded) {
        (true, false) => [String::new(), numbers.not_estimable().to_owned()],
        (true, true) => [String::new(), numbers.bracketed_interval(scale, interval)],
        (false, _) => [
            numbers.estimate(scale, estimate),
            numbers.bracketed_interval(scale, interval),
        ],
    }
}

fn extra_column(plot: &Plot, index: usize, heading: &str, numeric: bool, left: f64) -> Column {
    let heading = wrap_heading(heading);
    let cells = plot
        .studies()
        .filter_map(|study| study.cells.get(index))
        .map(|cell| Style::Body.wrap(&text::label(cell), WIDEST_CELL));
    let width = cells
        .map(|lines| widest(&lines, Style::Body))
        .fold(widest(&heading, Style::Strong), f64::max);
    Column {
        heading,
        left,
        width,
        numeric,
    }
}

fn wrap_heading(heading: &str) -> Vec<String> {
    let longest = heading
        .split(' ')
        .map(|word| Style::Strong.width(word))
        .fold(HEADING, f64::max);
    Style::Strong.wrap(heading, longest)
}

fn widest(lines: &[String], style: Style) -> f64 {
    lines
        .iter()
        .map(|line| style.width(line))
        .fold(0.0, f64::max)
}
