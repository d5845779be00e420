//! How likely each between-study variance makes the data, with the maximum and the interval.

use super::area::Area;
use super::frame::Frame;
use super::legend::{self, Sample};
use super::points::Points;
use super::sheet::{self, Size};
use super::{Chart, ChartError};
use crate::axis::Axis;
use crate::drawing::{Line, Part, Point, Scene, Shape, text};
use crate::language::Words;
use trialpool_language::{Arguments, Language};
use trialpool_review::findings::Scale;

/// The curve is shown this many times as far below the maximum as the line of the interval lies.
const DEPTH: f64 = 2.5;
/// How far below the maximum that line usually lies: half the 95 % quantile of χ² with one degree
/// of freedom.
const USUAL: f64 = 1.92;
/// Half the size of a mark.
const MARK: f64 = 5.0;

/// What a profile of the between-study variance shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Tau2Profile {
    /// The language of numbers and of fixed words.
    pub language: Language,
    /// Title.
    pub title: String,
    /// Whether the likelihood is the restricted one.
    pub restricted: bool,
    /// The curve, in order of the variance.
    pub curve: Vec<Likelihood>,
    /// Its maximum.
    pub maximum: Likelihood,
    /// The interval, where one is given by the profile.
    pub interval: Option<Interval>,
    /// Remarks below the plot.
    pub notes: Vec<String>,
}

/// A between-study variance and the (restricted) log-likelihood there.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likelihood {
    /// The between-study variance.
    pub tau2: f64,
    /// The log-likelihood, maximised over everything else.
    pub log_likelihood: f64,
}

/// The variances whose log-likelihood is not below a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The confidence level, as a fraction.
    pub level: f64,
    /// The log-likelihood at the limits.
    pub cut_off: f64,
    /// The limits; `None` for one that is not known.
    pub limits: [Option<f64>; 2],
}

/// Draws the profile of the between-study variance.
///
/// # Errors
/// [`ChartError::Nothing`] if the curve has no two points that are numbers,
/// [`ChartError::Words`] if the words of this crate are broken.
pub fn draw(profile: &Tau2Profile) -> Result<Chart, ChartError> {
    let words = Words::of(profile.language)?;
    let drawn = profile
        .curve
        .iter()
        .filter(|at| at.tau2.is_finite() && at.log_likelihood.is_finite())
        .count();
    if drawn < 2 {
        return Err(ChartError::Nothing);
    }
    let plot = Plot { profile, words };
    Ok(Chart::new(
        profile.language,
        &profile.title,
        plot.description(),
        |size| plot.scene(size),
    ))
}

/// A point that is marked on the curve or at the line of the interval.
struct Mark {
    tau2: f64,
    height: f64,
    shape: Shape,
    /// What stands beside it.
    name: String,
    spoken: String,
}

struct Plot<'p> {
    profile: &'p Tau2Profile,
    words: &'static Words,
}

impl Plot<'_> {
    fn scene(&self, size: Size) -> Scene {
        let (profile, words) = (self.profile, self.words);
        let frame = self.frame(size);
        let mut parts = Vec::new();
        let mut entries = vec![(Sample::Line(Line::Fit), self.likelihood())];
        let mut crossed: Vec<[Point; 2]> = Vec::new();

        let mut part = Part::new();
        let cut_off = profile
            .interval
            .and_then(|interval| frame.level(interval.cut_off));
        if let (Some([from, to]), Some(interval)) = (cut_off, profile.interval) {
            part.line(from, to, Line::CutOff);
            crossed.push([from, to]);
            let level = words.numbers().level(interval.level);
            let arguments = Arguments::new().text("level", level);
            entries.push((
                Sample::Line(Line::CutOff),
                words.format("chart-profile-interval", &arguments),
            ));
        }
        for piece in frame.curve(profile.curve.iter().map(|at| (at.tau2, at.log_likelihood))) {
            crossed.extend(piece.windows(2).map(|pair| [pair[0], pair[1]]));
            part.curve(piece, Line::Fit);
        }
        parts.push(part);

        let mut points = Points::default();
        for Mark {
            tau2,
            height,
            shape,
            name,
            spoken,
        } in self.marks()
        {
            let Some(spot) = frame
                .spot(tau2, height)
                .filter(|spot| spot.beyond.is_none())
            else {
                continue;
            };
            let mut row = Part::row(&spoken);
            row.line(spot.at, (spot.at.0, frame.area.bottom), Line::Leader);
            crossed.push([spot.at, (spot.at.0, frame.area.bottom)]);
            match shape {
                Shape::Marked => row.shape(legend::diamond(spot.at, MARK + 1.0), shape),
                _ => row.disc(spot.at, MARK - 1.0, shape),
            }
            points.push(row, spot.at, MARK, name);
        }
        // The maximum stands near the top.
        let free = Area {
            top: frame.area.top - 4.0,
            ..frame.names()
        };
        let (rows, unnamed) = points.named(free, &crossed);
        parts.extend(rows);
        entries.insert(
            1,
            (
                Sample::Diamond(Shape::Marked),
                words.text("chart-profile-maximum"),
            ),
        );

        let mut axes = Part::new();
        let end = frame.draw(&mut axes, &words.text("chart-axis-tau2"));
        parts.push(axes);
        let mut notes = profile.notes.clone();
        notes.extend(sheet::unnamed(words, unnamed));
        sheet::finish(parts, size, size.width(), &entries, &notes, end)
    }

    /// Maximum and limits.
    fn marks(&self) -> Vec<Mark> {
        let (profile, words) = (self.profile, self.words);
        let numbers = words.numbers();
        let named = |tau2: f64| {
            let arguments = Arguments::new().text("value", numbers.variance(tau2));
            words.format("plot-tau2", &arguments)
        };
        let spoken = |what: String, tau2: f64| {
            let arguments = Arguments::new()
                .text("what", what)
                .text("tau2", named(tau2));
            words.format("chart-spoken-profile-mark", &arguments)
        };
        let top = profile.maximum;
        let mut marks = vec![Mark {
            tau2: top.tau2,
            height: top.log_likelihood,
            shape: Shape::Marked,
            name: named(top.tau2),
            spoken: spoken(words.text("chart-profile-maximum"), top.tau2),
        }];
        if let Some(interval) = profile.interval {
            let level = Arguments::new().text("level", numbers.level(interval.level));
            let limit_of = words.format("chart-profile-limit", &level);
            let limits = interval.limits.into_iter().flatten();
            marks.extend(limits.map(|limit| Mark {
                tau2: limit,
                height: interval.cut_off,
                shape: Shape::Bounded,
                name: numbers.variance(limit),
                spoken: spoken(limit_of.clone(), limit),
            }));
        }
        marks
    }

    fn frame(&self, size: Size) -> Frame {
        let (profile, numbers) = (self.profile, self.words.numbers());
        let limits = profile
            .interval
            .map_or([None, None], |interval| interval.limits);
        let curve = || profile.curve.iter().filter(|at| at.tau2.is_finite());
        let variances: Vec<f64> = curve()
            .map(|at| at.tau2)
            .chain([profile.maximum.tau2])
            .chain(limits.into_iter().flatten())
            .collect();
        let top = profile.maximum.log_likelihood;
        let cut_off = profile
            .interval
            .map_or(f64::NAN, |interval| interval.cut_off);
        let drop = if cut_off < top { top - cut_off } else { USUAL };
        let floor = top - DEPTH * drop;
        let heights: Vec<f64> = curve()
            .map(|at| at.log_likelihood)
            .filter(|height| height.is_finite())
            .map(|height| height.max(floor))
            .chain([top])
            .chain(profile.interval.map(|interval| interval.cut_off))
            .collect();
        Frame::new(
            size.page(),
            size.field(),
            &self.likelihood(),
            |room| Axis::covering(Scale::Identity, heights, numbers, room),
            |room| Axis::from_zero(variances, numbers, room),
        )
    }

    fn likelihood(&self) -> String {
        self.words.text(if self.profile.restricted {
            "chart-axis-restricted-likelihood"
        } else {
            "chart-axis-likelihood"
        })
    }

    fn description(&self) -> String {
        let (profile, words) = (self.profile, self.words);
        let numbers = words.numbers();
        let arguments = Arguments::new()
            .text("title", text::label(&profile.title))
            .text("likelihood", self.likelihood())
            .text("value", numbers.variance(profile.maximum.tau2))
            .text("height", numbers.statistic(profile.maximum.log_likelihood));
        let mut parts = vec![words.format("chart-description-profile", &arguments)];
        if let Some(interval) = profile.interval {
            let limit = |limit: Option<f64>| {
                limit.map_or_else(
                    || numbers.not_estimable().to_owned(),
                    |limit| numbers.variance(limit),
                )
            };
            let arguments = Arguments::new()
                .text("level", numbers.level(interval.level))
                .text("lower", limit(interval.limits[0]))
                .text("upper", limit(interval.limits[1]))
                .text("height", numbers.statistic(interval.cut_off));
            parts.push(words.format("chart-spoken-profile-interval", &arguments));
        }
        parts.extend(profile.notes.iter().cloned());
        sheet::sentences(parts.iter().map(String::as_str))
    }
}
