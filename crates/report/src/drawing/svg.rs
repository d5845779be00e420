//! Writes a laid-out plot as SVG.
//!
//! Text stays text. Colours come from the classes of `plot.css`, which know light, dark and
//! print; every element also carries its colour on white paper as an attribute, for programs that
//! read no style sheets.

use super::scene::{Anchor, Element, Line, Part, Run, Scene, Shape, Style};
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
                let (class, colour, width, dashes) = line_look(*kind);
                let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(coordinate);
                let _ = write!(
                    svg,
                    "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{colour}\" stroke-width=\"{width}\""
                );
                if !dashes.is_empty() {
                    attribute(svg, "stroke-dasharray", dashes);
                }
                svg.push_str("/>\n");
            }
            Element::Shape { points, kind } => {
                let (class, fill, stroke) = shape_look(*kind);
                let points: Vec<String> = points
                    .iter()
                    .map(|(x, y)| format!("{},{}", coordinate(*x), coordinate(*y)))
                    .collect();
                let _ = writeln!(
                    svg,
                    "<polygon class=\"{class}\" points=\"{}\" fill=\"{fill}\" stroke=\"{stroke}\"/>",
                    points.join(" ")
                );
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

fn write_run(svg: &mut String, run: &Run) {
    let (class, colour) = match run.style {
        Style::Body => ("plot-body", INK),
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

/// Class, colour on white paper, width and dashes of a line.
fn line_look(kind: Line) -> (&'static str, &'static str, &'static str, &'static str) {
    match kind {
        Line::Rule => ("plot-rule", "#8a949e", "1", ""),
        Line::Axis => ("plot-axis", MUTED, "1", ""),
        Line::Null => ("plot-null", MUTED, "1", ""),
        Line::Overall => ("plot-overall", "#8a2f1d", "1", "4 3"),
        Line::Interval => ("plot-interval", MARK, "1.4", ""),
        Line::Unverified => ("plot-interval", MARK, "1.4", "4 2.5"),
    }
}

/// Class, fill and stroke on white paper of a figure.
fn shape_look(kind: Shape) -> (&'static str, &'static str, &'static str) {
    match kind {
        Shape::Study => ("plot-study", MARK, MARK),
        Shape::Bounded => ("plot-bounded", "#ffffff", MARK),
        Shape::Arrow => ("plot-arrow", MARK, "none"),
        Shape::Group => ("plot-group", "#d9a08f", "#8a2f1d"),
        Shape::Total => ("plot-total", "#8a2f1d", "#8a2f1d"),
        Shape::Prediction => ("plot-prediction", "#f3dcd4", "#8a2f1d"),
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
