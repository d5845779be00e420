//! The name of a study with its badges.

use super::plot::{Plot, Study};
use crate::drawing::text;
use crate::drawing::{Anchor, Element, Part, Style};

/// Space inside a badge, left and right of its text.
const INSIDE: f64 = 4.0;
/// Height of a badge.
const HEIGHT: f64 = 14.0;
/// Space before a badge.
const BEFORE: f64 = 6.0;

/// A name in lines, and badges after its last line or below it.
pub(super) struct Name {
    lines: Vec<String>,
    badges: Vec<String>,
    /// Whether the badges stand in a line of their own.
    below: bool,
}

impl Name {
    pub(super) fn new(plot: &Plot, study: &Study, limit: f64) -> Self {
        let badge =
            |shown: bool, word: &str| (shown && !word.is_empty()).then(|| text::label(word));
        let badges: Vec<String> = [
            badge(study.unverified, &plot.marks.unverified),
            badge(study.bounded, &plot.marks.bounded),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut lines = Style::Body.wrap(&text::label(&study.label), limit);
        if lines.is_empty() {
            lines.push(String::new());
        }
        let last = lines.last().map_or(0.0, |line| Style::Body.width(line));
        let below = !badges.is_empty() && last + badges_width(&badges) > limit;
        Self {
            lines,
            badges,
            below,
        }
    }

    pub(super) fn width(&self) -> f64 {
        let mut lines = self.lines.iter().map(|line| Style::Body.width(line));
        let widest = lines.clone().fold(0.0, f64::max);
        let badges = badges_width(&self.badges);
        if self.below {
            widest.max(badges - BEFORE)
        } else {
            widest.max(lines.next_back().unwrap_or(0.0) + badges)
        }
    }

    pub(super) fn height(&self) -> f64 {
        (self.lines.len() + usize::from(self.below)) as f64 * Style::Body.line_height()
    }

    /// Draws it around the height `middle`.
    pub(super) fn draw(&self, part: &mut Part, left: f64, middle: f64) {
        let step = Style::Body.line_height();
        let bottom = part.lines(
            left,
            middle - self.height() / 2.0,
            Anchor::Start,
            Style::Body,
            &self.lines,
        );
        let (mut x, y) = if self.below {
            (left, bottom + step / 2.0)
        } else {
            let last = self
                .lines
                .last()
                .map_or(0.0, |line| Style::Body.width(line));
            (left + last + BEFORE, bottom - step / 2.0)
        };
        for badge in &self.badges {
            let width = Style::Badge.width(badge) + 2.0 * INSIDE;
            part.elements.push(Element::Badge {
                corner: (x, y - HEIGHT / 2.0),
                size: (width, HEIGHT),
            });
            part.text(
                x + width / 2.0,
                y,
                Anchor::Middle,
                Style::Badge,
                badge.as_str(),
            );
            x += width + BEFORE;
        }
    }
}

fn badges_width(badges: &[String]) -> f64 {
    badges
        .iter()
        .map(|badge| BEFORE + Style::Badge.width(badge) + 2.0 * INSIDE)
        .sum()
}
