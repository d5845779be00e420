//! What every plot is drawn with: shapes and texts at their places, and how they become SVG.
//!
//! A plot is laid out as a [`Scene`], which tests inspect, and [`write()`] turns the scene into
//! text. Widths of texts are estimated from a table of advance widths that is wider than the fonts
//! in use, so that nothing overlaps and nothing is cut.

mod field;
mod scene;
mod svg;
pub(crate) mod text;

pub(crate) use field::Field;
pub use scene::{Anchor, Element, Line, Part, Point, Run, Scene, Shape, Style};
pub use svg::{Embedding, Head, STYLES, write};
