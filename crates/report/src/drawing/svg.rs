//! Writes a laid-out plot as SVG.
//!
//! Text stays text. Colours come from the classes of `plot.css`, which know light, dark and
//! print; every element also carries its colour on white paper as an attribute, for programs that
//! read no style sheets.

use super::scene::{Anchor, Element, Line, Part, Point, Run, Scene, Shape, Style};
use super::text;
use std::fmt::Write as _;
use trialpool_language::Language;

/// The style sheet of inline plots: include it once in the page.
pub const STYLES: &str = include_str!("plot.css");

/// Where the drawing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embedding<'i> {
    /// A file of its own: with namespace, style sheet and background.
    File,
    /// Inside an HTML page that has [`STYLES`]; identifiers start with this prefix, which must be
    /// unique in the page.
    Inline(&'i str),
}

/// What a drawing says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head<'h> {
    /// The language of its texts.
    pub language: Language,
    /// Its title.
    pub title: &'h str,
    /// The whole content in words, for those who cannot see it.
    pub description: &'h str,
}

/// The text of the SVG.
pub fn write(head: Head<'_>, scene: &Scene, embedding: Embedding<'_>) -> String {
    let prefix = match embedding {
        Embedding::File => "plot",
        Embedding::Inline(prefix) => prefix,
    };
    let mut svg = String::with_capacity(512 * scene.parts.len());
    let [width, height] = [scene.width, scene.height].map(coordinate);
    svg.push_str("<svg");
    if embedding == Embedding::File {
        svg.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    attribute(&mut svg, "class", "plot");
    attribute(&mut svg, "lang", head.language.code());
    if embedding == Embedding::File {
        attribute(&mut svg, "xml:lang", head.language.code());
    }
    attribute(&mut svg, "role", "img");
    attribute(&mut svg, "aria-labelledby", &format!("{prefix}-title"));
    attribute(&mut svg, "aria-describedby", &format!("{prefix}-desc"));
    attribute(&mut svg, "viewBox", &format!("0 0 {width} {height}"));
    attribute(&mut svg, "width", &width);
    attribute(&mut svg, "height", &height);
    attribute(&mut svg, "font-family", text::FONTS);
    svg.push_str(">\n");
    described(
        &mut svg,
        "title",
        Some(&format!("{prefix}-title")),
        head.title,
    );
    described(
        &mut svg,
        "desc",
        Some(&format!("{prefix}-desc")),
        head.description,
    );
    if embedding == Embedding::File {
        let _ = writeln!(svg, "<style>\n{STYLES}</style>");
        let _ = writeln!(
            svg,
            "<rect class=\"plot-paper\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"
        );
    }
    for part in scene.parts.iter().filter(|part| !part.elements.is_empty()) {
        write_part(&mut svg, part);
    }
    svg.push_str("</svg>\n");
    svg
}

fn write_part(svg: &mut String, part: &Part) {
    svg.push_str("<g>");
    if let Some(spoken) = &part.spoken {
        described(svg, "title", None, spoken);
    } else {
        svg.push('\n');
    }
    for element in &part.elements {
        match element {
            Element::Text(run) => write_run(svg, run),
            Element::Line { from, to, kind } => {
                let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(coordinate);
                let class = line_look(*kind).0;
                let _ = write!(
                    svg,
                    "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""
                );
                write_stroke(svg, *kind);
            }
            Element::Curve { points, kind } => {
                let (class, points) = (line_look(*kind).0, coordinates(points));
                let _ = write!(
                    svg,
                    "<polyline class=\"{class}\" points=\"{points}\" fill=\"none\""
                );
                write_stroke(svg, *kind);
            }
            Element::Shape { points, kind } => {
                let (class, points) = (shape_look(*kind).0, coordinates(points));
                let _ = write!(svg, "<polygon class=\"{class}\" points=\"{points}\"");
                write_fill(svg, *kind);
            }
            Element::Disc {
                centre,
                radius,
                kind,
            } => {
                let [x, y, radius] = [centre.0, centre.1, *radius].map(coordinate);
                let class = shape_look(*kind).0;
                let _ = write!(
                    svg,
                    "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""
                );
                write_fill(svg, *kind);
            }
            Element::Badge { corner, size } => {
                let [x, y, width, height] = [corner.0, corner.1, size.0, size.1].map(coordinate);
                let _ = writeln!(
                    svg,
                    "<rect class=\"plot-badge\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\" fill=\"none\" stroke=\"#5b6470\"/>"
                );
            }
        }
    }
    svg.push_str("</g>\n");
}

fn write_stroke(svg: &mut String, kind: Line) {
    let (_, colour, width, dashes) = line_look(kind);
    let _ = write!(svg, " stroke=\"{colour}\" stroke-width=\"{width}\"");
    if !dashes.is_empty() {
        attribute(svg, "stroke-dasharray", dashes);
    }
    svg.push_str("/>\n");
}

fn write_fill(svg: &mut String, kind: Shape) {
    let (_, fill, stroke) = shape_look(kind);
    let _ = write!(svg, " fill=\"{fill}\" stroke=\"{stroke}\"");
    // What lies below stays visible, and names on a band can be read.
    match kind {
        Shape::Bubble => attribute(svg, "fill-opacity", "0.3"),
        Shape::ConfidenceBand => attribute(svg, "fill-opacity", "0.6"),
        _ => {}
    }
    svg.push_str("/>\n");
}

fn coordinates(points: &[Point]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{},{}", coordinate(*x), coordinate(*y)))
        .collect();
    points.join(" ")
}

fn write_run(svg: &mut String, run: &Run) {
    let (class, colour) = match run.style {
        Style::Body | Style::Name => ("plot-body", INK),
        Style::Strong => ("plot-strong", INK),
        Style::Small => ("plot-small", MUTED),
        Style::Badge => ("plot-mark", MUTED),
    };
    let [x, y] = [run.at.0, run.at.1].map(coordinate);
    let _ = write!(
        svg,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{}\" fill=\"{colour}\"",
        run.style.size()
    );
    match run.anchor {
        Anchor::Start => {}
        Anchor::Middle => attribute(svg, "text-anchor", "middle"),
        Anchor::End => attribute(svg, "text-anchor", "end"),
    }
    if run.style.bold() {
        attribute(svg, "font-weight", "700");
    }
    svg.push('>');
    escape(svg, &run.content);
    svg.push_str("</text>\n");
}

const INK: &str = "#1b2127";
const MUTED: &str = "#4a545f";
const MARK: &str = "#1d4f7c";
const POOLED: &str = "#8a2f1d";
const RULE: &str = "#8a949e";

/// Class, colour on white paper, width and dashes of a line.
fn line_look(kind: Line) -> (&'static str, &'static str, &'static str, &'static str) {
    match kind {
        Line::Rule => ("plot-rule", RULE, "1", ""),
        Line::Axis => ("plot-axis", MUTED, "1", ""),
        Line::Null => ("plot-null", MUTED, "1", ""),
        Line::Overall => ("plot-overall", POOLED, "1", "4 3"),
        Line::Interval | Line::Stem => ("plot-interval", MARK, "1.4", ""),
        Line::Unverified => ("plot-interval", MARK, "1.4", "4 2.5"),
        Line::Fit => ("plot-overall", POOLED, "2", ""),
        Line::Edge => ("plot-overall", POOLED, "1", "2 3"),
        Line::CutOff => ("plot-axis", MUTED, "1", "5 3"),
        Line::Leader => ("plot-rule", RULE, "0.8", ""),
        Line::Guide => ("plot-rule", RULE, "0.6", "1 3"),
    }
}

/// Class, fill and stroke on white paper of a figure.
fn shape_look(kind: Shape) -> (&'static str, &'static str, &'static str) {
    match kind {
        Shape::Study | Shape::Bubble => ("plot-study", MARK, MARK),
        Shape::Bounded => ("plot-bounded", "#ffffff", MARK),
        Shape::Arrow => ("plot-arrow", MARK, "none"),
        Shape::Group => ("plot-group", "#d9a08f", POOLED),
        Shape::Total | Shape::Marked => ("plot-total", POOLED, POOLED),
        Shape::Prediction => ("plot-prediction", "#f3dcd4", POOLED),
        Shape::ConfidenceBand => ("plot-confidence-band", "#d9a08f", "none"),
        Shape::PredictionBand => ("plot-prediction-band", "#f3dcd4", "none"),
    }
}

fn described(svg: &mut String, element: &str, id: Option<&str>, content: &str) {
    let _ = write!(svg, "<{element}");
    if let Some(id) = id {
        attribute(svg, "id", id);
    }
    svg.push('>');
    escape(svg, &text::clean(content));
    let _ = writeln!(svg, "</{element}>");
}

fn attribute(svg: &mut String, name: &str, value: &str) {
    let _ = write!(svg, " {name}=\"");
    escape(svg, value);
    svg.push('"');
}

/// Text and attribute values without markup of their own.
fn escape(svg: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            other => svg.push(other),
        }
    }
}

/// The one place where coordinates are rounded: hundredths, without trailing zeros.
fn coordinate(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // `+ 0.0` turns a negative zero into zero.
    (rounded + 0.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_rounded_once() {
        assert_eq!(coordinate(1.0), "1");
        assert_eq!(coordinate(2.345_678), "2.35");
        assert_eq!(coordinate(-0.001), "0");
    }

    #[test]
    fn markup_is_escaped() {
        let mut svg = String::new();
        escape(&mut svg, "A & <B> \"C\"");
        assert_eq!(svg, "A &amp; &lt;B&gt; &quot;C&quot;");
    }
}
