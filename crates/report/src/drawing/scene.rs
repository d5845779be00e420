//! A laid-out plot: shapes and texts at their places, in drawing order.

use super::text;

/// A plot whose every element has its place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scene {
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Rows and other parts.
    pub parts: Vec<Part>,
}

/// What belongs together: a row, the axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// The row in words, shown when pointed at.
    pub spoken: Option<String>,
    /// Its elements.
    pub elements: Vec<Element>,
}

/// A point of the drawing.
pub type Point = (f64, f64);

/// One shape or text.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// A line of text.
    Text(Run),
    /// A straight line.
    Line {
        /// Start.
        from: Point,
        /// End.
        to: Point,
        /// What it stands for.
        kind: Line,
    },
    /// A closed figure.
    Shape {
        /// Corners.
        points: Vec<Point>,
        /// What it stands for.
        kind: Shape,
    },
    /// A disc.
    Disc {
        /// Its centre.
        centre: Point,
        /// Its radius.
        radius: f64,
        /// What it stands for.
        kind: Shape,
    },
    /// A line through several points.
    Curve {
        /// The points in order.
        points: Vec<Point>,
        /// What it stands for.
        kind: Line,
    },
    /// The frame of a badge.
    Badge {
        /// Upper left corner.
        corner: Point,
        /// Width and height.
        size: (f64, f64),
    },
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Where it is anchored, on the baseline.
    pub at: Point,
    /// Which end of it is anchored.
    pub anchor: Anchor,
    /// How it looks.
    pub style: Style,
    /// The text.
    pub content: String,
}

/// Which end of a text is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Rows.
    Body,
    /// Headings and pooled results.
    Strong,
    /// Heterogeneity, remarks, axis.
    Small,
    /// Names beside points.
    Name,
    /// Badges.
    Badge,
}

impl Style {
    /// Font size.
    pub const fn size(self) -> f64 {
        match self {
            Self::Body | Self::Strong => 13.0,
            Self::Small | Self::Name => 11.5,
            Self::Badge => 10.0,
        }
    }

    /// Whether it is bold.
    pub const fn bold(self) -> bool {
        matches!(self, Self::Strong)
    }

    /// Distance of two baselines.
    pub const fn line_height(self) -> f64 {
        match self {
            Self::Body | Self::Strong => 17.0,
            Self::Small | Self::Name => 15.0,
            Self::Badge => 13.0,
        }
    }

    /// The baseline of a text whose middle line is at `y`.
    pub(crate) fn baseline(self, y: f64) -> f64 {
        // Half the height of capitals and digits of common sans serifs.
        y + 0.36 * self.size()
    }

    /// The box of a text of this width at most: left, top, right, bottom.
    pub(crate) fn bounds(self, (x, y): Point, anchor: Anchor, width: f64) -> [f64; 4] {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let size = self.size();
        [left, y - 0.8 * size, left + width, y + 0.22 * size]
    }

    /// The most that `text` takes in this style.
    pub fn width(self, text: &str) -> f64 {
        text::width(text, self.size(), self.bold())
    }

    /// `text` in lines of this style.
    pub fn wrap(self, text: &str, limit: f64) -> Vec<String> {
        text::wrap(text, limit, self.size(), self.bold())
    }
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Between header and rows.
    Rule,
    /// The axis and its ticks.
    Axis,
    /// No effect.
    Null,
    /// The overall estimate.
    Overall,
    /// The interval of a study.
    Interval,
    /// The interval of a study that is not verified.
    Unverified,
    /// What a model expects, or a likelihood.
    Fit,
    /// The edge of a band in which new studies are expected.
    Edge,
    /// A customary limit.
    CutOff,
    /// From a point to where it belongs: its label, the axis.
    Leader,
    /// What guides the eye along a row.
    Guide,
    /// From a reference to the value of a study.
    Stem,
}

/// What a closed figure stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A study.
    Study,
    /// A study whose standard error is an upper bound.
    Bounded,
    /// The end of an interval that goes on.
    Arrow,
    /// A pooled result of a group.
    Group,
    /// The overall result.
    Total,
    /// A prediction interval.
    Prediction,
    /// A study whose area shows its weight.
    Bubble,
    /// A study that stands out.
    Marked,
    /// Where the mean effect is expected.
    ConfidenceBand,
    /// Where the effects of new studies are expected.
    PredictionBand,
}

impl Run {
    /// A text whose middle line is at `y`.
    pub fn centred(
        x: f64,
        y: f64,
        anchor: Anchor,
        style: Style,
        content: impl Into<String>,
    ) -> Self {
        Self {
            at: (x, style.baseline(y)),
            anchor,
            style,
            content: content.into(),
        }
    }

    /// The box it takes at most: left, top, right, bottom.
    pub fn bounds(&self) -> [f64; 4] {
        let width = self.style.width(&self.content);
        self.style.bounds(self.at, self.anchor, width)
    }
}

impl Part {
    /// A part without words of its own.
    pub fn new() -> Self {
        Self::default()
    }

    /// A row that says `spoken`.
    pub fn row(spoken: &str) -> Self {
        Self {
            spoken: Some(text::clean(spoken)).filter(|spoken| !spoken.is_empty()),
            elements: Vec::new(),
        }
    }

    /// Adds a text whose middle line is at `y`.
    pub fn text(
        &mut self,
        x: f64,
        y: f64,
        anchor: Anchor,
        style: Style,
        content: impl Into<String>,
    ) {
        self.elements
            .push(Element::Text(Run::centred(x, y, anchor, style, content)));
    }

    /// Adds lines of text from `top` on; returns where they end.
    pub fn lines(
        &mut self,
        x: f64,
        top: f64,
        anchor: Anchor,
        style: Style,
        lines: &[String],
    ) -> f64 {
        let step = style.line_height();
        for (index, line) in lines.iter().enumerate() {
            self.text(
                x,
                top + (index as f64 + 0.5) * step,
                anchor,
                style,
                line.as_str(),
            );
        }
        top + lines.len() as f64 * step
    }

    /// Adds remarks in small lines no wider than `width`; returns where they end.
    pub fn notes(&mut self, notes: &[String], x: f64, top: f64, width: f64) -> f64 {
        notes.iter().fold(top, |y, note| {
            let lines = Style::Small.wrap(&text::clean(note), width);
            self.lines(x, y, Anchor::Start, Style::Small, &lines)
        })
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, kind: Line) {
        self.elements.push(Element::Line { from, to, kind });
    }

    /// Adds a line through several points.
    pub fn curve(&mut self, points: Vec<Point>, kind: Line) {
        self.elements.push(Element::Curve { points, kind });
    }

    /// Adds a disc.
    pub fn disc(&mut self, centre: Point, radius: f64, kind: Shape) {
        self.elements.push(Element::Disc {
            centre,
            radius,
            kind,
        });
    }

    /// Adds a closed figure.
    pub fn shape(&mut self, points: Vec<Point>, kind: Shape) {
        self.elements.push(Element::Shape { points, kind });
    }
}

impl Scene {
    /// Every text of the plot.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.parts
            .iter()
            .flat_map(|part| &part.elements)
            .filter_map(|element| match element {
                Element::Text(run) => Some(run),
                _ => None,
            })
    }
}
