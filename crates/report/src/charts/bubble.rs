//! The effects of studies against a moderator, and what a meta-regression makes of them.

mod scatter;
mod strip;

use super::legend::Sample;
use super::sheet::{self, Size};
use super::{Chart, ChartError};
use crate::drawing::{Shape, text};
use crate::language::{Words, capitalised};
use crate::number::Numbers;
use trialpool_language::{Arguments, Language};
use trialpool_review::findings::Scale;

/// What a bubble plot shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Bubble {
    /// The language of numbers and of fixed words.
    pub language: Language,
    /// Title.
    pub title: String,
    /// The name of the effect: `Risk ratio`.
    pub measure: String,
    /// How effects are shown: logs on a log axis of ratios, log odds on an axis in per cent.
    pub scale: Scale,
    /// The value of no effect on the analysis scale, where there is one.
    pub null: Option<f64>,
    /// The level of confidence and prediction, as a fraction.
    pub level: f64,
    /// The name of the moderator, with its unit.
    pub moderator: String,
    /// The studies and what the model expects.
    pub content: Content,
    /// Remarks below the plot.
    pub notes: Vec<String>,
}

/// The studies and what the model expects, by the kind of the moderator.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// The moderator is a number.
    Continuous {
        /// The studies.
        points: Vec<Point>,
        /// What the model expects, in order of the moderator; as many points as the lines are to
        /// have. Empty where there is no fit.
        expected: Vec<Expected>,
    },
    /// The moderator is a factor.
    Factor {
        /// Its levels in order.
        groups: Vec<Group>,
    },
}

/// A study at its value of the moderator.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The value of the moderator.
    pub moderator: f64,
    /// The study.
    pub study: Study,
}

/// A study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Study {
    /// Its name.
    pub label: String,
    /// Its effect, analysis scale.
    pub effect: f64,
    /// Its weight in the model, in per cent. Bubbles have one size where none has a weight.
    pub weight: Option<f64>,
}

/// What the model expects at a value of the moderator, analysis scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The value of the moderator.
    pub moderator: f64,
    /// The mean effect.
    pub effect: f64,
    /// Its confidence interval.
    pub confidence: [f64; 2],
    /// The prediction interval.
    pub prediction: Option<[f64; 2]>,
}

/// A level of a factor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// Its name.
    pub label: String,
    /// Its studies.
    pub studies: Vec<Study>,
    /// What the model expects in it.
    pub estimate: Option<Estimate>,
}

/// What the model expects in a group, analysis scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean effect.
    pub effect: f64,
    /// Its confidence interval.
    pub confidence: [f64; 2],
    /// The prediction interval.
    pub prediction: Option<[f64; 2]>,
}

/// Draws a bubble plot: effects against a continuous moderator with line and bands, or a strip of
/// effects for each level of a factor with its estimate. Bubbles have areas in proportion to
/// weights.
///
/// # Errors
/// [`ChartError::Nothing`] if no study has both an effect and a value of the moderator,
/// [`ChartError::Words`] if the words of this crate are broken.
pub fn draw(bubble: &Bubble) -> Result<Chart, ChartError> {
    let words = Words::of(bubble.language)?;
    match &bubble.content {
        Content::Continuous { points, expected } => scatter::draw(bubble, words, points, expected),
        Content::Factor { groups } => strip::draw(bubble, words, groups),
    }
}

/// What the pieces of both kinds need to say what they show.
struct Speech<'b> {
    bubble: &'b Bubble,
    words: &'static Words,
    numbers: Numbers,
}

impl Speech<'_> {
    /// The name of the axis of effects.
    fn axis(&self) -> String {
        let id = match self.bubble.scale {
            Scale::Log => "plot-axis-log",
            _ => "plot-axis-linear",
        };
        let measure = capitalised(&text::label(&self.bubble.measure));
        let arguments = Arguments::new().text("measure", measure);
        self.words.format(id, &arguments)
    }

    /// A study, and where it stands.
    fn study(&self, study: &Study, place: &str) -> String {
        let arguments = Arguments::new()
            .text("study", text::label(&study.label))
            .text("place", place)
            .text("measure", text::label(&self.bubble.measure))
            .text(
                "effect",
                self.numbers.estimate(self.bubble.scale, study.effect),
            );
        let mut spoken = self.words.format("chart-spoken-study", &arguments);
        if let Some(weight) = study.weight.filter(|weight| weight.is_finite()) {
            let weight = self.numbers.weight_percent(weight);
            spoken.push_str(", ");
            spoken.push_str(&self.words.format(
                "plot-spoken-weight",
                &Arguments::new().text("weight", weight),
            ));
        }
        spoken
    }

    /// What the model expects at `place`.
    fn expected(&self, place: &str, estimate: &Estimate) -> String {
        let scale = self.bubble.scale;
        let level = self.numbers.level(self.bubble.level);
        let arguments = Arguments::new()
            .text("study", place)
            .text("measure", text::label(&self.bubble.measure))
            .text("estimate", self.numbers.estimate(scale, estimate.effect))
            .text("level", level.as_str())
            .text(
                "interval",
                self.numbers.interval(scale, estimate.confidence),
            );
        let mut spoken = self.words.format("plot-spoken-study", &arguments);
        if let Some(prediction) = estimate.prediction {
            let arguments = Arguments::new()
                .text("level", level)
                .text("interval", self.numbers.interval(scale, prediction));
            spoken.push_str(", ");
            spoken.push_str(&self.words.format("plot-spoken-prediction", &arguments));
        }
        spoken
    }

    /// A meaning of the legend that names the level.
    fn at_level(&self, id: &str) -> String {
        let level = self.numbers.level(self.bubble.level);
        self.words
            .format(id, &Arguments::new().text("level", level))
    }

    /// What the bubbles mean.
    fn bubbles(&self, sizes: Sizes) -> (Sample, String) {
        let (sample, id) = if sizes.largest_weight.is_some() {
            (Sample::Discs(Shape::Bubble), "chart-bubble")
        } else {
            (Sample::Disc(Shape::Bubble), "chart-study")
        };
        (sample, self.words.text(id))
    }

    fn description(&self, parts: &[String], notes: &[String]) -> String {
        let arguments = Arguments::new()
            .text("title", text::label(&self.bubble.title))
            .text("measure", self.axis())
            .text("moderator", text::label(&self.bubble.moderator));
        let first = self.words.format("chart-description-bubble", &arguments);
        sheet::sentences(
            [first.as_str()]
                .into_iter()
                .chain(parts.iter().chain(notes).map(String::as_str)),
        )
    }
}

/// How large bubbles are: areas in proportion to weights.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sizes {
    largest_weight: Option<f64>,
    largest: f64,
}

impl Sizes {
    /// Radius below which a bubble would vanish.
    const SMALLEST: f64 = 2.0;
    /// Radius of a study without a weight.
    const UNWEIGHTED: f64 = 4.0;
    /// With more studies than this, bubbles shrink so that they cover as much as these.
    const FULL: f64 = 12.0;

    fn of<'s>(studies: impl Iterator<Item = &'s Study> + Clone, size: Size) -> Self {
        let largest = match size {
            Size::Wide => 15.0,
            Size::Compact => 11.0,
        };
        let count = studies.clone().count() as f64;
        Self {
            largest_weight: studies
                .filter_map(|study| study.weight)
                .filter(|weight| weight.is_finite() && *weight > 0.0)
                .max_by(f64::total_cmp),
            largest: largest * (Self::FULL / count.max(Self::FULL)).sqrt().max(0.4),
        }
    }

    fn radius(self, study: &Study) -> f64 {
        match (study.weight, self.largest_weight) {
            (Some(weight), Some(largest)) if weight.is_finite() => {
                (self.largest * (weight.max(0.0) / largest).sqrt()).max(Self::SMALLEST)
            }
            _ => Self::UNWEIGHTED,
        }
    }
}

/// The finite effects without those that would leave the others too little room: from eight on,
/// what lies more than six interquartile ranges outside the quartiles is not covered by the axis
/// and becomes an arrowhead.
fn covered(effects: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut effects: Vec<f64> = effects.filter(|effect| effect.is_finite()).collect();
    effects.sort_by(f64::total_cmp);
    let count = effects.len();
    if count >= 8 {
        let (lower, upper) = (effects[count / 4], effects[count - 1 - count / 4]);
        let reach = 6.0 * (upper - lower);
        if reach > 0.0 {
            effects.retain(|effect| (lower - reach..=upper + reach).contains(effect));
        }
    }
    effects
}
