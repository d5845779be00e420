//! Places everything on a narrow plot, for a phone: each study takes two lines, its name and
//! estimate above its interval.

use super::favours;
use super::footer::footer;
use super::layout::references;
use super::marks::{self, Squares};
use super::name::Name;
use super::plot::{Group, Plot, Study, Summary};
use crate::drawing::text;
use crate::drawing::{Anchor, Field, Line, Part, Scene, Shape, Style};
use crate::number::Numbers;

/// Width of the drawing: that of a small phone.
const WIDTH: f64 = 360.0;
/// Space around it.
const MARGIN: f64 = 6.0;
/// Space between a name and its estimate.
const GAP: f64 = 10.0;
/// Height of the strip in which an interval is drawn.
const STRIP: f64 = 20.0;
/// Space between rows.
const BETWEEN: f64 = 5.0;

/// Lays out `plot` for a phone. It can be scaled up, and down to about nine tenths.
pub fn compact(plot: &Plot) -> Scene {
    let field = marks::field(plot, MARGIN + 6.0, WIDTH - 2.0 * (MARGIN + 6.0));
    let mut rows = Rows {
        plot,
        numbers: Numbers::new(plot.language),
        field: &field,
        squares: Squares::of(plot),
        parts: Vec::new(),
        strips: Vec::new(),
        y: MARGIN,
    };
    rows.header();
    for group in &plot.groups {
        rows.group(group);
    }
    if let Some(total) = &plot.total {
        rows.part(|part, y| {
            part.line((MARGIN, y), (WIDTH - MARGIN, y), Line::Rule);
            y + BETWEEN
        });
        rows.summary(total, Shape::Total);
    }
    let bottom = rows.y;
    let mut parts = rows.parts;
    // Reference lines only cross the strips, so that no text is struck through.
    let mut behind = Part::new();
    for (top, end) in rows.strips {
        behind
            .elements
            .extend(references(plot, &field, top, end, end).elements);
    }
    parts.insert(0, behind);
    let mut part = Part::new();
    let y = field.scale(&mut part, &plot.axis, bottom + 2.0);
    let y = favours::place(&mut part, plot, &field, MARGIN, WIDTH - MARGIN, y + 2.0);
    let y = footer(&mut part, plot, &field, MARGIN, WIDTH - MARGIN, y + 8.0);
    parts.push(part);
    Scene {
        width: WIDTH,
        height: (y + MARGIN).ceil(),
        parts,
    }
}

struct Rows<'p> {
    plot: &'p Plot,
    numbers: Numbers,
    field: &'p Field,
    squares: Squares,
    parts: Vec<Part>,
    strips: Vec<(f64, f64)>,
    y: f64,
}

impl Rows<'_> {
    /// Adds a part that is drawn from a height on and says where it ends.
    fn part(&mut self, draw: impl FnOnce(&mut Part, f64) -> f64) {
        let mut part = Part::new();
        self.y = draw(&mut part, self.y);
        self.parts.push(part);
    }

    fn header(&mut self) {
        let headings = &self.plot.headings;
        let half = (WIDTH - 2.0 * MARGIN - GAP) / 2.0;
        let study = Style::Strong.wrap(&headings.study, half);
        let effect = Style::Strong.wrap(&headings.effect, half);
        self.part(|part, y| {
            let end = part.lines(MARGIN, y, Anchor::Start, Style::Strong, &study);
            let end =
                end.max(part.lines(WIDTH - MARGIN, y, Anchor::End, Style::Strong, &effect)) + 4.0;
            part.line((MARGIN, end), (WIDTH - MARGIN, end), Line::Rule);
            end + BETWEEN
        });
    }

    fn group(&mut self, group: &Group) {
        let width = WIDTH - 2.0 * MARGIN;
        if let Some(heading) = &group.heading {
            let lines = Style::Strong.wrap(&text::label(heading), width);
            self.part(|part, y| {
                part.lines(MARGIN, y + BETWEEN, Anchor::Start, Style::Strong, &lines) + BETWEEN
            });
        }
        for study in &group.studies {
            self.study(study);
        }
        if let Some(empty) = group.empty.as_ref().filter(|_| group.studies.is_empty()) {
            self.part(|part, y| {
                part.notes(std::slice::from_ref(empty), MARGIN, y, width) + BETWEEN
            });
        }
        if let Some(summary) = &group.summary {
            self.summary(summary, Shape::Group);
        }
    }

    fn study(&mut self, study: &Study) {
        let effect = if study.estimate.is_nan() {
            self.numbers.not_estimable().to_owned()
        } else {
            self.numbers
                .effect(self.plot.scale, study.estimate, study.interval)
        };
        let room = WIDTH - 2.0 * MARGIN - GAP - Style::Body.width(&effect);
        let name = Name::new(self.plot, study, room);
        let mut part = Part::row(&study.spoken);
        name.draw(&mut part, MARGIN, self.y + name.height() / 2.0);
        part.text(
            WIDTH - MARGIN,
            self.y + Style::Body.line_height() / 2.0,
            Anchor::End,
            Style::Body,
            effect,
        );
        let mut y = self.y + name.height();
        let detail = text::label(&study.detail);
        y = part.notes(&[detail], MARGIN, y, WIDTH - 2.0 * MARGIN);
        self.squares
            .draw(self.field, &mut part, study, y + STRIP / 2.0);
        self.strips.push((y, y + STRIP));
        self.parts.push(part);
        self.y = y + STRIP + BETWEEN;
    }

    fn summary(&mut self, summary: &Summary, kind: Shape) {
        let scale = self.plot.scale;
        let effect = self
            .numbers
            .effect(scale, summary.estimate, summary.interval);
        let mut part = Part::row(&summary.spoken);
        let mut y = pair(
            &mut part,
            self.y,
            &text::label(&summary.label),
            &effect,
            Style::Strong,
        );
        self.field.diamond(
            &mut part,
            summary.estimate,
            summary.interval,
            y + STRIP / 2.0,
            kind,
        );
        self.strips.push((y, y + STRIP));
        y += STRIP;
        if let Some(prediction) = &summary.prediction {
            let interval = self.numbers.bracketed_interval(scale, prediction.interval);
            y = pair(&mut part, y, &prediction.label, &interval, Style::Body);
            self.field
                .prediction(&mut part, prediction.interval, y + STRIP / 2.0);
            self.strips.push((y, y + STRIP));
            y += STRIP;
        }
        y = part.notes(&summary.notes, MARGIN, y, WIDTH - 2.0 * MARGIN);
        self.parts.push(part);
        self.y = y + BETWEEN;
    }
}

/// A label and a figure at the two ends of a line; the label takes more lines where it must.
fn pair(part: &mut Part, y: f64, label: &str, figure: &str, style: Style) -> f64 {
    let room = WIDTH - 2.0 * MARGIN - GAP - style.width(figure);
    let lines = style.wrap(label, room);
    let end = part.lines(MARGIN, y, Anchor::Start, style, &lines);
    part.text(
        WIDTH - MARGIN,
        y + style.line_height() / 2.0,
        Anchor::End,
        style,
        figure,
    );
    end.max(y + style.line_height())
}
