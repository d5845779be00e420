//! Which side of no effect favours whom, below the axis.

use super::plot::Plot;
use crate::drawing::text;
use crate::drawing::{Anchor, Field, Part, Style};

/// Space between no effect and either label.
const GAP: f64 = 8.0;
/// A side narrower than this cannot hold its label beside the other.
const NARROW: f64 = 90.0;

/// Writes the labels within `left..right` from `top` on; returns where they end.
///
/// Each stands on its side of no effect; where a side is too narrow for that, they stand one below
/// the other.
pub(super) fn place(
    part: &mut Part,
    plot: &Plot,
    field: &Field,
    left: f64,
    right: f64,
    top: f64,
) -> f64 {
    let Some([favours_left, favours_right]) = &plot.favours else {
        return top;
    };
    let null = plot
        .null
        .and_then(|null| field.x(null))
        .unwrap_or(field.left + field.length / 2.0);
    let style = Style::Small;
    let [favours_left, favours_right] = [
        format!("←\u{a0}{}", text::label(favours_left)),
        format!("{}\u{a0}→", text::label(favours_right)),
    ];
    let sides = [null - GAP - left, right - null - GAP];
    let fits = |label: &str, room: f64| {
        let lines = style.wrap(label, room);
        room >= NARROW.min(style.width(label)) && lines.len() <= 3
    };
    if fits(&favours_left, sides[0]) && fits(&favours_right, sides[1]) {
        let lines = style.wrap(&favours_left, sides[0]);
        let end = part.lines(null - GAP, top, Anchor::End, style, &lines);
        let lines = style.wrap(&favours_right, sides[1]);
        return end.max(part.lines(null + GAP, top, Anchor::Start, style, &lines));
    }
    let lines = style.wrap(&favours_left, right - left);
    let end = part.lines(left, top, Anchor::Start, style, &lines);
    let lines = style.wrap(&favours_right, field.right() - left);
    part.lines(field.right(), end, Anchor::End, style, &lines)
}
