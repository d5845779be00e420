//! Forest plots: from findings to SVG.
//!
//! [`Plot`] is what a plot shows, in numbers of the analysis scale and in finished texts;
//! [`from_findings`] makes it of an analysis, and other programs can fill it themselves.
//! [`wide`] and [`compact`] give every element its place, and [`write()`] turns that into SVG.

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
pub(crate) mod wording;

pub use compact::compact;
pub use from_findings::{Figure, figures, from_findings};
pub use layout::wide;
pub(crate) use notes::Notes;
pub use plot::{Column, Group, Headings, MarkWords, Plot, Prediction, Study, Summary};

use crate::drawing::{self, Embedding, Head, Scene};

/// `plot`, laid out as `scene`, as SVG.
pub fn write(plot: &Plot, scene: &Scene, embedding: Embedding<'_>) -> String {
    let head = Head {
        language: plot.language,
        title: &plot.title,
        description: &plot.description,
    };
    drawing::write(head, scene, embedding)
}

/// `plot` as a file of its own, laid out for a page.
pub fn svg(plot: &Plot) -> String {
    write(plot, &wide(plot), Embedding::File)
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
