//! The charts of an analysis.

mod regression;

use super::{Chart, ChartError, baujat, bubble, influence, tau2_profile};
use crate::RenderError;
use crate::language::Words;
use trialpool_language::{Arguments, Language};
use trialpool_review::findings::{Analysis, Asked, Influence, InfluencePanel, Regression};

/// A chart that an analysis gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The measures of influence.
    Influence,
    /// Contribution to heterogeneity and influence.
    Baujat,
    /// The likelihood over the between-study variance.
    Tau2Profile,
    /// The effects against a moderator, by its place among the moderators of the regression.
    Bubble(usize),
}

impl Figure {
    /// What a file of it is called, after the name of the analysis.
    pub fn suffix(self, analysis: &Analysis) -> String {
        match self {
            Self::Influence => "-influence".to_owned(),
            Self::Baujat => "-baujat".to_owned(),
            Self::Tau2Profile => "-tau2-profile".to_owned(),
            Self::Bubble(place) => {
                let found = regression(analysis);
                let name = found.and_then(|found| moderators(found).into_iter().nth(place));
                format!("-by-{}", name.unwrap_or_default().replace('_', "-"))
            }
        }
    }
}

/// The charts that `analysis` has something to show for.
pub fn figures(analysis: &Analysis) -> Vec<Figure> {
    let sections = &analysis.sections;
    let mut figures = Vec::new();
    if sections.influence.as_ref().and_then(Asked::found).is_some() {
        figures.push(Figure::Influence);
    }
    if sections.baujat.as_ref().and_then(Asked::found).is_some() {
        figures.push(Figure::Baujat);
    }
    if sections
        .tau2_profile
        .as_ref()
        .and_then(Asked::found)
        .is_some()
    {
        figures.push(Figure::Tau2Profile);
    }
    let bubbles = regression(analysis).map_or(0, |found| moderators(found).len());
    figures.extend((0..bubbles).map(Figure::Bubble));
    figures
}

/// Draws a chart of `analysis` in the words of `language`; `None` if nothing of it is a number.
///
/// # Errors
/// [`RenderError`] if the words of this crate cannot be read.
pub fn from_findings(
    analysis: &Analysis,
    figure: Figure,
    language: Language,
) -> Result<Option<Chart>, RenderError> {
    let builder = Builder {
        words: Words::of(language)?,
        analysis,
    };
    let sections = &analysis.sections;
    let drawn = match figure {
        Figure::Influence => {
            let panel = sections.influence.as_ref().and_then(Asked::found);
            panel.map(|panel| influence::draw(&builder.influence(panel)))
        }
        Figure::Baujat => {
            let points = sections.baujat.as_ref().and_then(Asked::found);
            points.map(|points| {
                baujat::draw(&baujat::Baujat {
                    language,
                    title: builder.title("chart-title-baujat"),
                    studies: points
                        .iter()
                        .map(|point| baujat::Study {
                            label: point.study.clone(),
                            contribution: point.heterogeneity,
                            influence: point.influence,
                        })
                        .collect(),
                    notes: Vec::new(),
                })
            })
        }
        Figure::Tau2Profile => {
            let profile = sections.tau2_profile.as_ref().and_then(Asked::found);
            profile.map(|profile| {
                let point = |[tau2, log_likelihood]: [f64; 2]| tau2_profile::Likelihood {
                    tau2,
                    log_likelihood,
                };
                tau2_profile::draw(&tau2_profile::Tau2Profile {
                    language,
                    title: builder.title("chart-title-tau2-profile"),
                    restricted: profile.restricted,
                    curve: profile.points.iter().copied().map(point).collect(),
                    maximum: point(profile.maximum),
                    interval: Some(tau2_profile::Interval {
                        level: profile.level,
                        cut_off: profile.threshold,
                        limits: profile.interval,
                    }),
                    notes: Vec::new(),
                })
            })
        }
        Figure::Bubble(place) => regression(analysis)
            .and_then(|found| builder.bubble(found, place))
            .map(|plot| bubble::draw(&plot)),
    };
    match drawn.transpose() {
        Ok(chart) => Ok(chart),
        Err(ChartError::Nothing) => Ok(None),
        Err(ChartError::Words(error)) => Err(error.into()),
    }
}

fn regression(analysis: &Analysis) -> Option<&Regression> {
    analysis.sections.regression.as_ref()?.found()
}

/// The moderators with a line or with levels, each once: those with a line first.
fn moderators(regression: &Regression) -> Vec<&str> {
    let lines = regression.curves.iter().map(|curve| &*curve.moderator);
    let levels = regression.levels.iter().map(|level| &*level.moderator);
    let mut names: Vec<&str> = Vec::new();
    for name in lines.chain(levels) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

struct Builder<'a> {
    words: &'static Words,
    analysis: &'a Analysis,
}

impl Builder<'_> {
    fn title(&self, id: &str) -> String {
        let title = self.words.localized(&self.analysis.title);
        self.words
            .format(id, &Arguments::new().text("title", title))
    }

    fn influence(&self, panel: &InfluencePanel) -> influence::Influence {
        use influence::Measure as M;
        let share = 1.0 / panel.studies.len() as f64;
        let (residual, dffits) = (panel.residual_limit, panel.dffits_limit);
        let rows: [PanelRow; 8] = [
            (
                M::StudentizedResidual,
                |study| study.studentised_residual,
                Some(0.0),
                vec![-residual, residual],
            ),
            (
                M::Dffits,
                |study| study.dffits,
                Some(0.0),
                vec![-dffits, dffits],
            ),
            (
                M::CookDistance,
                |study| study.cook_distance,
                None,
                vec![panel.cook_limit],
            ),
            (
                M::CovarianceRatio,
                |study| study.covariance_ratio,
                Some(1.0),
                Vec::new(),
            ),
            (
                M::Tau2Deletion,
                |study| study.tau2_without,
                Some(panel.tau2),
                Vec::new(),
            ),
            (
                M::QDeletion,
                |study| study.q_without,
                Some(panel.q),
                Vec::new(),
            ),
            (
                M::Hat,
                |study| Some(study.leverage),
                Some(share),
                vec![panel.leverage_limit],
            ),
            (
                M::Weight,
                |study| Some(study.weight_percent),
                Some(100.0 * share),
                Vec::new(),
            ),
        ];
        influence::Influence {
            language: self.words.language(),
            title: self.title("chart-title-influence"),
            studies: panel
                .studies
                .iter()
                .map(|study| influence::Study {
                    label: study.study.clone(),
                    influential: study.influential,
                })
                .collect(),
            panels: rows
                .into_iter()
                .map(|(measure, value, reference, cut_offs)| influence::Panel {
                    measure,
                    values: panel
                        .studies
                        .iter()
                        .map(|study| value(study).unwrap_or(f64::NAN))
                        .collect(),
                    reference,
                    cut_offs,
                })
                .collect(),
            notes: Vec::new(),
        }
    }
}

/// Measure, its value for a study, reference, customary limits.
type PanelRow = (
    influence::Measure,
    fn(&Influence) -> Option<f64>,
    Option<f64>,
    Vec<f64>,
);

#[cfg(test)]
mod tests {
    use super::*;
    use trialpool_review::Findings;

    fn shipped() -> Findings {
        serde_json::from_str(include_str!("../../../../reports/findings.json")).unwrap()
    }

    /// The numbers that charts are drawn from are those of the findings, and each drawing names every study.
    #[test]
    fn charts_are_drawn_from_the_numbers_of_the_findings() {
        let words = Words::of(Language::English).unwrap();
        let mut drawn = 0;
        for analysis in &shipped().analyses {
            let builder = Builder { words, analysis };
            for figure in figures(analysis) {
                let chart = from_findings(analysis, figure, Language::English).unwrap();
                let chart = chart.expect("a number to show");
                for effect in &analysis.main.effects {
                    let is_named = chart.description.contains(&effect.label);
                    assert!(
                        is_named || figure == Figure::Tau2Profile,
                        "{}",
                        effect.label
                    );
                }
                drawn += 1;
            }
            let sections = &analysis.sections;
            if let Some(panel) = sections.influence.as_ref().and_then(Asked::found) {
                let input = builder.influence(panel);
                let values = |place: usize| input.panels[place].values.clone();
                let cook = panel
                    .studies
                    .iter()
                    .map(|study| study.cook_distance.unwrap());
                assert_eq!(values(2), cook.collect::<Vec<_>>());
                let leverage = panel.studies.iter().map(|study| study.leverage);
                assert_eq!(values(6), leverage.collect::<Vec<_>>());
                assert_eq!(input.panels[4].reference, Some(panel.tau2));
                assert_eq!(input.panels[2].cut_offs, [panel.cook_limit]);
            }
            if let Some(found) = regression(analysis) {
                for (place, curve) in found.curves.iter().enumerate() {
                    let input = builder.bubble(found, place).unwrap();
                    let bubble::Content::Continuous { points, expected } = input.content else {
                        panic!("a number gives a line");
                    };
                    let line = expected
                        .iter()
                        .map(|at| (at.moderator, at.effect, at.confidence));
                    let of_findings = curve
                        .points
                        .iter()
                        .map(|at| (at.x, at.estimate, at.interval));
                    assert!(line.eq(of_findings));
                    let effects = points.iter().map(|point| point.study.effect);
                    assert!(effects.eq(found.studies.iter().map(|study| study.estimate)));
                }
            }
        }
        assert!(drawn >= 10, "the shipped registry asks for charts: {drawn}");
    }
}
