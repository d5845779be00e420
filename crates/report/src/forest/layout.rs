//! Places everything on a wide plot: names, extra columns, axis, estimates, weights side by side.
//!
//! Columns are as wide as their widest text, measured with the widths of a wide font; the height
//! is the sum of the rows. Nothing depends on a canvas given from outside.

use super::columns::{Columns, figures};
use super::footer::footer;
use super::marks::{self, Squares};
use super::plot::{Group, Plot, Study, Summary};
use crate::drawing::text;
use crate::drawing::{Anchor, Field, Line, Part, Scene, Shape, Style};
use crate::number::Numbers;

/// Space around the drawing.
pub(super) const MARGIN: f64 = 8.0;
/// Space above and below the text of a row.
const ROW_PADDING: f64 = 4.0;
/// Above this number of studies rows stand closer.
const MANY: usize = 40;
/// Space before a group.
const GROUP_GAP: f64 = 8.0;

/// Lays out `plot` for a page or a screen of a desk.
pub fn wide(plot: &Plot) -> Scene {
    let columns = Columns::measure(plot);
    let field = marks::field(plot, columns.field_left, columns.field_length);
    let mut rows = Rows {
        plot,
        numbers: Numbers::new(plot.language),
        padding: if plot.studies().count() > MANY {
            1.5
        } else {
            ROW_PADDING
        },
        columns: &columns,
        field: &field,
        squares: Squares::of(plot),
        parts: Vec::new(),
        y: MARGIN,
        total_y: None,
    };
    rows.header();
    let top = rows.y;
    for (index, group) in plot.groups.iter().enumerate() {
        rows.group(group, index > 0);
    }
    if let Some(total) = &plot.total {
        rows.total(total);
    }
    let bottom = rows.y + 4.0;
    let (total_y, mut parts) = (rows.total_y, rows.parts);
    let mut references = references(plot, &field, top, bottom, total_y.unwrap_or(bottom));
    references.elements.reverse();
    parts.insert(0, references);

    let notes = plot.total.as_ref().map_or(&[][..], |total| &total.notes);
    let mut part = Part::new();
    let notes_end = part.notes(notes, MARGIN, bottom, columns.notes_width());
    let axis_end = field.scale(&mut part, &plot.axis, bottom);
    parts.push(part);
    let mut part = Part::new();
    let right = columns.width - MARGIN;
    let favours_end =
        super::favours::place(&mut part, plot, &field, field.left, right, axis_end + 2.0);
    parts.push(part);

    let mut part = Part::new();
    let end = footer(
        &mut part,
        plot,
        &field,
        MARGIN,
        right,
        notes_end.max(favours_end) + 8.0,
    );
    parts.push(part);
    Scene {
        width: columns.width.ceil(),
        height: (end + MARGIN).ceil(),
        parts,
    }
}

/// The lines of no effect and of the overall estimate.
pub(super) fn references(plot: &Plot, field: &Field, top: f64, bottom: f64, total_y: f64) -> Part {
    let mut part = Part::new();
    if let Some(x) = plot.null.and_then(|null| field.x(null)) {
        part.line((x, top), (x, bottom), Line::Null);
    }
    if let Some(x) = plot
        .total
        .as_ref()
        .and_then(|total| field.x(total.estimate))
    {
        part.line((x, top), (x, total_y), Line::Overall);
    }
    part
}

struct Rows<'p> {
    plot: &'p Plot,
    numbers: Numbers,
    padding: f64,
    columns: &'p Columns,
    field: &'p Field,
    squares: Squares,
    parts: Vec<Part>,
    y: f64,
    total_y: Option<f64>,
}

impl Rows<'_> {
    fn header(&mut self) {
        let columns = self.columns;
        let mut part = Part::new();
        let style = Style::Strong;
        let mut entries = vec![(columns.study.left, Anchor::Start, &columns.study.heading)];
        entries.extend(
            columns
                .extra
                .iter()
                .map(|column| (column.anchor_x(), column.anchor(), &column.heading)),
        );
        entries.push((columns.effect.left, Anchor::Start, &columns.effect.heading));
        entries.extend(
            columns
                .weight
                .iter()
                .map(|column| (column.anchor_x(), Anchor::End, &column.heading)),
        );
        let height = |lines: &[String]| lines.len() as f64 * style.line_height();
        let tallest = entries
            .iter()
            .map(|(_, _, lines)| height(lines))
            .fold(0.0, f64::max);
        for (x, anchor, lines) in entries {
            part.lines(x, self.y + tallest - height(lines), anchor, style, lines);
        }
        self.y += tallest + 5.0;
        part.line(
            (MARGIN, self.y),
            (columns.width - MARGIN, self.y),
            Line::Rule,
        );
        self.y += 5.0;
        self.parts.push(part);
    }

    fn group(&mut self, group: &Group, follows: bool) {
        let left = self.columns.study.left;
        if follows {
            self.y += GROUP_GAP;
        }
        if let Some(heading) = &group.heading {
            let lines = Style::Strong.wrap(&text::label(heading), self.columns.notes_width());
            let mut part = Part::new();
            self.y = part.lines(
                left,
                self.y + self.padding,
                Anchor::Start,
                Style::Strong,
                &lines,
            ) + self.padding;
            self.parts.push(part);
        }
        for study in &group.studies {
            self.study(study);
        }
        if let Some(empty) = group.empty.as_ref().filter(|_| group.studies.is_empty()) {
            let mut part = Part::new();
            self.y = part.notes(
                std::slice::from_ref(empty),
                left,
                self.y + self.padding,
                self.columns.notes_width(),
            ) + self.padding;
            self.parts.push(part);
        }
        if let Some(summary) = &group.summary {
            self.summary(summary, Shape::Group);
            let mut part = Part::new();
            self.y = part.notes(&summary.notes, left, self.y, self.columns.notes_width());
            self.parts.push(part);
        }
    }

    fn total(&mut self, total: &Summary) {
        if self.plot.groups.iter().any(|group| group.summary.is_some()) {
            self.y += GROUP_GAP;
        }
        self.total_y = Some(self.summary(total, Shape::Total));
    }

    fn study(&mut self, study: &Study) {
        let columns = self.columns;
        let name = columns.name(self.plot, study);
        let mut part = Part::row(&study.spoken);
        let cells: Vec<Vec<String>> = columns
            .extra
            .iter()
            .zip(&study.cells)
            .map(|(column, cell)| column.cell(cell))
            .collect();
        let text = cells
            .iter()
            .map(|lines| lines.len() as f64 * Style::Body.line_height())
            .fold(name.height(), f64::max);
        let middle = self.y + self.padding + text / 2.0;
        name.draw(&mut part, columns.study.left, middle);
        for (column, lines) in columns.extra.iter().zip(&cells) {
            let top = middle - lines.len() as f64 * Style::Body.line_height() / 2.0;
            part.lines(column.anchor_x(), top, column.anchor(), Style::Body, lines);
        }
        self.squares.draw(self.field, &mut part, study, middle);
        let scale = self.plot.scale;
        columns.effect(
            &mut part,
            middle,
            Style::Body,
            figures(self.numbers, scale, study.estimate, study.interval),
        );
        self.weight(&mut part, middle, Style::Body, study.weight);
        self.parts.push(part);
        self.y += text + 2.0 * self.padding;
    }

    /// A pooled result and its prediction interval; returns the height of the diamond's middle.
    fn summary(&mut self, summary: &Summary, kind: Shape) -> f64 {
        let columns = self.columns;
        let scale = self.plot.scale;
        let lines = Style::Strong.wrap(&text::label(&summary.label), columns.notes_width());
        let text = lines.len() as f64 * Style::Strong.line_height();
        let middle = self.y + self.padding + text / 2.0;
        let mut part = Part::row(&summary.spoken);
        part.lines(
            columns.study.left,
            self.y + self.padding,
            Anchor::Start,
            Style::Strong,
            &lines,
        );
        self.field
            .diamond(&mut part, summary.estimate, summary.interval, middle, kind);
        columns.effect(
            &mut part,
            middle,
            Style::Strong,
            figures(self.numbers, scale, summary.estimate, summary.interval),
        );
        self.weight(&mut part, middle, Style::Strong, summary.weight);
        self.y += text + 2.0 * self.padding;
        if let Some(prediction) = &summary.prediction {
            let lines = Style::Body.wrap(&prediction.label, columns.notes_width());
            let text = lines.len() as f64 * Style::Body.line_height();
            part.lines(
                columns.study.left,
                self.y,
                Anchor::Start,
                Style::Body,
                &lines,
            );
            let at = self.y + text / 2.0;
            self.field.prediction(&mut part, prediction.interval, at);
            let interval = figures(self.numbers, scale, f64::NAN, prediction.interval);
            columns.effect(&mut part, at, Style::Body, interval);
            self.y += text + self.padding;
        }
        self.parts.push(part);
        middle
    }

    fn weight(&self, part: &mut Part, y: f64, style: Style, weight: Option<f64>) {
        if let (Some(column), Some(weight)) = (&self.columns.weight, weight) {
            part.text(
                column.anchor_x(),
                y,
                Anchor::End,
                style,
                self.numbers.weight(weight),
            );
        }
    }
}
