//! What a regression expects along a moderator.

use super::{Known, level};
use crate::findings::{Curve, CurvePoint, LevelMean};
use crate::moderators::Content;
use crate::protocol::Moderators;
use crate::synthesis::finite;
use trialpool_meta_analysis::meta_regression::{Atom, Expansion, Form, RegressionFit};

/// Points of a fitted line; its interval is a smooth curve.
const POINTS: u32 = 40;

/// A line for each moderator that is a number, and the means at the levels of each that is a factor, where the
/// moderator stands in one term alone; all other columns are at their means.
pub(super) fn expected(
    fit: &RegressionFit,
    expansion: &Expansion,
    known: &[Known],
    moderators: &Moderators,
) -> (Vec<Curve>, Vec<LevelMean>) {
    let rows = expansion.design.rows();
    let count = rows.len() as f64;
    let means: Vec<f64> = (0..expansion.parts.len())
        .map(|column| rows.iter().map(|row| row[column]).sum::<f64>() / count)
        .collect();
    let (mut curves, mut levels) = (Vec::new(), Vec::new());
    for (place, moderator) in moderators.columns.iter().enumerate() {
        let name = moderator.name();
        let is_of_it = |column: &usize| {
            expansion.parts[*column]
                .iter()
                .any(|part| part.column == name)
        };
        let own: Vec<usize> = (0..expansion.parts.len()).filter(is_of_it).collect();
        let terms = moderators.formula.terms.iter();
        let of_it: Vec<&[Atom]> = terms
            .filter(|term| term.iter().any(|atom| atom.column == name))
            .map(Vec::as_slice)
            .collect();
        let [[atom]] = of_it[..] else {
            continue;
        };
        let line = Line {
            fit,
            rows: &rows,
            means: &means,
            own: &own,
        };
        let numbers: Option<Vec<f64>> = known
            .iter()
            .map(|known| match known.values[place].content {
                Content::Number(number) => Some(number),
                Content::Level(_) => None,
            })
            .collect();
        match (&atom.form, numbers) {
            (Form::Plain, Some(x)) => curves.push((name, line.straight(&x))),
            (Form::Polynomial(_) | Form::Spline(_), Some(x)) => curves.push((name, line.bent(&x))),
            _ => levels.extend(line.levels(place, known, moderators)),
        }
    }
    let curves = curves.into_iter().map(|(moderator, points)| Curve {
        moderator: moderator.to_owned(),
        points,
    });
    (curves.collect(), levels)
}

/// What a fitted line is drawn from.
struct Line<'a> {
    fit: &'a RegressionFit,
    rows: &'a [Vec<f64>],
    means: &'a [f64],
    /// The columns of the moderator.
    own: &'a [usize],
}

impl Line<'_> {
    /// From the smallest to the largest value in even steps.
    fn straight(&self, x: &[f64]) -> Vec<CurvePoint> {
        let low = x.iter().copied().fold(f64::INFINITY, f64::min);
        let high = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let at = |step: u32| low + (high - low) * f64::from(step) / f64::from(POINTS);
        (0..=POINTS)
            .filter_map(|step| {
                let mut row = self.means.to_vec();
                for column in self.own {
                    row[*column] = at(step);
                }
                self.point(at(step), &row)
            })
            .collect()
    }

    /// At the values of the studies, where the columns of a polynomial or spline are known.
    fn bent(&self, x: &[f64]) -> Vec<CurvePoint> {
        let mut order: Vec<usize> = (0..x.len()).collect();
        order.sort_by(|one, other| x[*one].total_cmp(&x[*other]));
        order.dedup_by_key(|study| x[*study]);
        order
            .into_iter()
            .filter_map(|study| self.point(x[study], &self.of_study(study)))
            .collect()
    }

    /// At each level, in alphabetical order of the codes.
    fn levels(&self, place: usize, known: &[Known], moderators: &Moderators) -> Vec<LevelMean> {
        let name = moderators.columns[place].name();
        let codes: Vec<String> = known
            .iter()
            .map(|known| known.values[place].content.text())
            .collect();
        let mut different: Vec<&String> = codes.iter().collect();
        different.sort_unstable();
        different.dedup();
        different
            .into_iter()
            .filter_map(|code| {
                let study = codes.iter().position(|other| other == code)?;
                let point = self.point(0.0, &self.of_study(study))?;
                Some(LevelMean {
                    moderator: name.to_owned(),
                    level: level(code, name, known, moderators),
                    k: codes.iter().filter(|other| *other == code).count(),
                    estimate: point.estimate,
                    interval: point.interval,
                    prediction: point.prediction,
                })
            })
            .collect()
    }

    /// The columns of the moderator as in a study, all others at their means.
    fn of_study(&self, study: usize) -> Vec<f64> {
        let mut row = self.means.to_vec();
        for column in self.own {
            row[*column] = self.rows[study][*column];
        }
        row
    }

    fn point(&self, x: f64, row: &[f64]) -> Option<CurvePoint> {
        let predicted = self.fit.predict(row)?;
        Some(CurvePoint {
            x,
            estimate: predicted.mean.effect,
            interval: [predicted.mean.interval.lower, predicted.mean.interval.upper],
            prediction: predicted.prediction.and_then(finite),
        })
    }
}
