//! Panels side by side, one row a study.

use super::{Influence, Panel};
use crate::axis::{Axis, Direction, Place, Room};
use crate::charts::legend::{self, Sample};
use crate::charts::sheet::{self, Size};
use crate::drawing::{Anchor, Field, Line, Part, Scene, Shape, Style, text};
use crate::language::Words;
use trialpool_language::Arguments;
use trialpool_review::findings::Scale;

pub(super) struct Plot<'i> {
    pub(super) influence: &'i Influence,
    pub(super) words: &'static Words,
    pub(super) panels: Vec<&'i Panel>,
    pub(super) notes: Vec<String>,
}

/// How a drawing of several fields is divided.
struct Grid {
    width: f64,
    /// Panels side by side.
    columns: usize,
    names: f64,
    gap: f64,
    row: f64,
}

/// Space above the first row and below the last one.
const PADDING: f64 = 6.0;
/// Space between two bands of panels.
const BETWEEN: f64 = 16.0;
/// With more studies than this rows stand closer.
const MANY: usize = 25;

impl Plot<'_> {
    fn grid(&self, size: Size) -> Grid {
        let widest = |limit: f64| {
            let widths = self
                .influence
                .studies
                .iter()
                .map(|study| Style::Small.width(&text::clean(&study.label)));
            widths.fold(0.0, f64::max).min(limit)
        };
        let many = self.influence.studies.len() > MANY;
        match size {
            Size::Wide => Grid {
                width: 880.0,
                columns: 4,
                names: widest(190.0),
                gap: 22.0,
                row: if many { 15.0 } else { 18.0 },
            },
            Size::Compact => Grid {
                width: size.width(),
                columns: 2,
                names: widest(92.0),
                gap: 16.0,
                row: if many { 15.0 } else { 18.0 },
            },
        }
    }

    pub(super) fn scene(&self, size: Size) -> Scene {
        let grid = self.grid(size);
        let left = size.margin();
        let columns = grid.columns.min(self.panels.len());
        // A lone panel is no wider than in a full band.
        let fields_left = left + grid.names + 12.0;
        let count = grid.columns as f64;
        let length = (grid.width - size.margin() - fields_left - (count - 1.0) * grid.gap) / count;
        let right = fields_left + columns as f64 * (length + grid.gap) - grid.gap;
        let width = (right + size.margin()).ceil().max(Size::Compact.width());
        let mut parts = Vec::new();
        let mut clipped = false;
        let mut y = left;
        for band in self.panels.chunks(columns) {
            if y > left {
                y += BETWEEN;
            }
            let fields: Vec<(Field, &Panel)> = band
                .iter()
                .enumerate()
                .map(|(index, panel)| {
                    let left = fields_left + index as f64 * (length + grid.gap);
                    (self.field(panel, size, left, length), *panel)
                })
                .collect();
            y = self.headings(&mut parts, &fields, y);
            let bottom = self.frames(&mut parts, &fields, y, &grid);
            clipped |= self.rows(&mut parts, &fields, y, left, &grid, size);
            y = bottom;
            let mut axes = Part::new();
            for (field, _) in &fields {
                y = y.max(field.scale(&mut axes, "", bottom));
            }
            parts.push(axes);
        }
        let mut entries = vec![(Sample::Disc(Shape::Study), self.words.text("chart-study"))];
        if self.influence.studies.iter().any(|study| study.influential) {
            entries.push((
                Sample::Diamond(Shape::Marked),
                self.words.text("chart-influential"),
            ));
        }
        if self.panels.iter().any(|panel| panel.reference.is_some()) {
            entries.push((
                Sample::Line(Line::Null),
                self.words.text("chart-influence-reference"),
            ));
        }
        if self.panels.iter().any(|panel| !panel.cut_offs.is_empty()) {
            entries.push((
                Sample::Line(Line::CutOff),
                self.words.text("chart-influence-cut-off"),
            ));
        }
        if clipped {
            entries.push((Sample::Arrow, self.words.text("chart-beyond")));
        }
        sheet::finish(parts, size, width, &entries, &self.notes, y)
    }

    /// The names of the measures, on one last line; returns where they end.
    fn headings(&self, parts: &mut Vec<Part>, fields: &[(Field, &Panel)], top: f64) -> f64 {
        let style = Style::Small;
        let names: Vec<Vec<String>> = fields
            .iter()
            .map(|(field, panel)| {
                style.wrap(&self.words.text(panel.measure.message()), field.length)
            })
            .collect();
        let most = names.iter().map(Vec::len).max().unwrap_or(0);
        let mut part = Part::new();
        for ((field, _), lines) in fields.iter().zip(&names) {
            let down = (most - lines.len()) as f64 * style.line_height();
            part.lines(field.left, top + down, Anchor::Start, style, lines);
        }
        parts.push(part);
        top + most as f64 * style.line_height() + 3.0
    }

    /// References and cut-offs; returns where the rows end.
    fn frames(
        &self,
        parts: &mut Vec<Part>,
        fields: &[(Field, &Panel)],
        top: f64,
        grid: &Grid,
    ) -> f64 {
        let bottom = top + 2.0 * PADDING + self.influence.studies.len() as f64 * grid.row;
        let mut part = Part::new();
        for (field, panel) in fields {
            for cut_off in &panel.cut_offs {
                if let Some(x) = inside(field, *cut_off) {
                    part.line((x, top), (x, bottom), Line::CutOff);
                }
            }
            if let Some(x) = panel
                .reference
                .and_then(|reference| inside(field, reference))
            {
                part.line((x, top), (x, bottom), Line::Null);
            }
        }
        parts.push(part);
        bottom
    }

    /// Names and marks, a part for each study; returns whether a value lies beyond an axis.
    fn rows(
        &self,
        parts: &mut Vec<Part>,
        fields: &[(Field, &Panel)],
        top: f64,
        left: f64,
        grid: &Grid,
        size: Size,
    ) -> bool {
        let mut clipped = false;
        let right = fields.last().map_or(left, |(field, _)| field.right());
        for (index, study) in self.influence.studies.iter().enumerate() {
            let y = top + PADDING + (index as f64 + 0.5) * grid.row;
            let mut part = Part::row(&self.spoken(index, fields.iter().map(|(_, panel)| *panel)));
            part.line((left + grid.names + 6.0, y), (right, y), Line::Guide);
            let name = text::cut(&study.label, grid.names, Style::Small.size(), false);
            part.text(left, y, Anchor::Start, Style::Small, name);
            for (field, panel) in fields {
                let value = panel.values.get(index).copied().unwrap_or(f64::NAN);
                let (Some(place), Some(x)) = (field.axis.place(value), field.x(value)) else {
                    continue;
                };
                let from = panel.reference.and_then(|reference| field.x(reference));
                if let Some(from) = from.filter(|from| *from != x) {
                    part.line((from, y), (x, y), Line::Stem);
                }
                match place {
                    Place::Below | Place::Above => {
                        clipped = true;
                        let direction = if place == Place::Above { 1.0 } else { -1.0 };
                        crate::charts::frame::arrow(&mut part, (x, y), (direction, 0.0));
                    }
                    Place::At(_) if study.influential => {
                        part.shape(legend::diamond((x, y), 5.0), Shape::Marked);
                    }
                    Place::At(_) => part.disc(
                        (x, y),
                        if size == Size::Wide { 3.5 } else { 3.0 },
                        Shape::Study,
                    ),
                }
            }
            parts.push(part);
        }
        clipped
    }

    fn field(&self, panel: &Panel, size: Size, left: f64, length: f64) -> Field {
        let values = panel.values.iter().take(self.influence.studies.len());
        let shown = values
            .copied()
            .chain(panel.reference)
            .chain(panel.cut_offs.iter().copied());
        let room = Room {
            direction: Direction::Across,
            length,
            size: Style::Small.size(),
        };
        Field {
            axis: Axis::covering(Scale::Identity, shown, self.words.numbers(), room),
            left,
            length,
            overhang: size.margin(),
        }
    }

    /// A study and its values.
    fn spoken<'p>(&self, index: usize, panels: impl Iterator<Item = &'p Panel>) -> String {
        let study = &self.influence.studies[index];
        let mut parts: Vec<String> = panels
            .map(|panel| {
                let value = panel.values.get(index).copied().unwrap_or(f64::NAN);
                let arguments = Arguments::new()
                    .text("measure", self.words.text(panel.measure.message()))
                    .text("value", self.words.numbers().difference(value));
                self.words.format("chart-spoken-influence", &arguments)
            })
            .collect();
        if study.influential {
            parts.push(self.words.text("chart-influential"));
        }
        let arguments = Arguments::new()
            .text("study", text::label(&study.label))
            .text("values", parts.join(", "));
        self.words.format("chart-spoken-influences", &arguments)
    }

    pub(super) fn description(&self) -> String {
        let arguments = Arguments::new().text("title", text::label(&self.influence.title));
        let mut parts = vec![self.words.format("chart-description-influence", &arguments)];
        let studies = 0..self.influence.studies.len();
        parts.extend(studies.map(|index| self.spoken(index, self.panels.iter().copied())));
        parts.extend(self.notes.iter().cloned());
        sheet::sentences(parts.iter().map(String::as_str))
    }
}

/// Where a value is drawn, if the axis has it.
fn inside(field: &Field, value: f64) -> Option<f64> {
    match field.axis.place(value) {
        Some(Place::At(_)) => field.x(value),
        _ => None,
    }
}
