//! Forest plots: from findings to SVG.
//!
//! [`Plot`] is what a plot shows, in numbers of the analysis scale and in finished texts;
//! [`from_findings`] makes it of an analysis, and other programs can fill it themselves.
//! [`wide`] and [`compact`] give every element its place (a [`Scene`], which the tests inspect),
//! and [`svg`] writes the scene. Widths of texts are estimated from a table of advance widths
//! that is wider than the fonts in use, so that nothing overlaps and nothing is cut.

mod columns;
mod compact;
mod favours;
mod footer;
mod from_findings;
mod layout;
mod marks;
mod name;
mod notes;
mod plot;
mod scene;
mod svg;
pub(crate) mod text;
pub(crate) mod wording;

pub use compact::compact;
pub use from_findings::{Figure, figures, from_findings};
pub use layout::wide;
pub(crate) use notes::Notes;
pub use plot::{Column, Group, Headings, MarkWords, Plot, Prediction, Study, Summary};
pub use scene::{Anchor, Element, Line, Part, Point, Run, Scene, Shape, Style};
pub use svg::{Embedding, STYLES, write};

/// `plot` as a file of its own, laid out for a page.
pub fn svg(plot: &Plot) -> String {
    write(plot, &wide(plot), Embedding::File)
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
