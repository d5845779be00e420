//! Effects against a moderator.

use super::{Builder, moderators};
use crate::charts::bubble;
use crate::export::sections::{level_name, moderator_name};
use trialpool_language::Arguments;
use trialpool_review::findings::{LevelMean, Regression, RegressionStudy, Scale, Synthesis};

impl Builder<'_> {
    pub(super) fn bubble(&self, regression: &Regression, place: usize) -> Option<bubble::Bubble> {
        let (words, analysis) = (self.words, self.analysis);
        let moderator = moderators(regression).into_iter().nth(place)?;
        let name = moderator_name(words, moderator);
        let title = words.format(
            "chart-title-bubble",
            &Arguments::new()
                .text("title", words.localized(&analysis.title))
                .text("moderator", name.as_str()),
        );
        let mut curves = regression.curves.iter();
        let content = match curves.find(|curve| curve.moderator == moderator) {
            Some(curve) => bubble::Content::Continuous {
                points: regression
                    .studies
                    .iter()
                    .filter_map(|study| {
                        let mut values = study.moderators.iter();
                        let value = values.find(|value| value.moderator == moderator)?;
                        Some(bubble::Point {
                            moderator: value.number?,
                            study: of_study(study, analysis.scale),
                        })
                    })
                    .collect(),
                expected: curve
                    .points
                    .iter()
                    .map(|point| bubble::Expected {
                        moderator: point.x,
                        effect: point.estimate,
                        confidence: point.interval,
                        prediction: point.prediction,
                    })
                    .collect(),
            },
            None => bubble::Content::Factor {
                groups: regression
                    .levels
                    .iter()
                    .filter(|level| level.moderator == moderator)
                    .map(|level| self.group(regression, level))
                    .collect(),
            },
        };
        Some(bubble::Bubble {
            language: words.language(),
            title,
            measure: words.code("plot-measure", &analysis.measure.to_lowercase()),
            scale: analysis.scale,
            null: (analysis.synthesis == Synthesis::Pairwise && analysis.scale != Scale::Logit)
                .then_some(0.0),
            level: analysis.settings.level,
            moderator: name,
            content,
            notes: Vec::new(),
        })
    }

    fn group(&self, regression: &Regression, level: &LevelMean) -> bubble::Group {
        let is_of_it = |study: &&RegressionStudy| {
            study.moderators.iter().any(|value| {
                let code = match (&value.level, value.number) {
                    (Some(level), _) => level.code.clone(),
                    (None, number) => number.map_or_else(String::new, |number| number.to_string()),
                };
                value.moderator == level.moderator && code == level.level.code
            })
        };
        bubble::Group {
            label: level_name(self.words, &level.moderator, &level.level),
            studies: regression
                .studies
                .iter()
                .filter(is_of_it)
                .map(|study| of_study(study, self.analysis.scale))
                .collect(),
            estimate: Some(bubble::Estimate {
                effect: level.estimate,
                confidence: level.interval,
                prediction: level.prediction,
            }),
        }
    }
}

fn of_study(study: &RegressionStudy, scale: Scale) -> bubble::Study {
    bubble::Study {
        label: study.study.clone(),
        effect: study.estimate_on(scale),
        weight: Some(study.weight_percent),
    }
}
