//! The outcome as one table: studies, groups, the pooled result, where a new study may lie. The
//! formats add only their syntax.

use super::document::{Document, Statistics};
use trialpool_language::Language;
use trialpool_meta_analysis::{ConfidenceLevel, Scale, StudyEffect, pool};
use trialpool_meta_analysis::{Model, PoolingOptions};
use trialpool_report::number::Numbers;

/// One line of the table.
pub(crate) struct Line {
    pub(crate) kind: LineKind,
    pub(crate) label: String,
    /// On the analysis scale; none for prediction intervals.
    pub(crate) estimate: Option<f64>,
    pub(crate) se: Option<f64>,
    /// On the analysis scale.
    pub(crate) interval: [f64; 2],
    /// Whether estimate and interval are those of one study, which is shown by its own size.
    pub(crate) is_one_study: bool,
    /// In per cent.
    pub(crate) weight: Option<f64>,
    /// The test that the estimate is 0.
    pub(crate) test: Option<LineTest>,
}

/// z, or t with degrees of freedom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineTest {
    pub(crate) statistic: f64,
    pub(crate) df: Option<f64>,
    pub(crate) p: f64,
}

impl LineTest {
    /// None for methods without a test.
    fn new(statistic: Option<f64>, df: Option<f64>, p: Option<f64>) -> Option<Self> {
        Some(Self {
            statistic: statistic?,
            df,
            p: p?,
        })
    }
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    Study,
    Subgroup,
    Coefficient,
    Pooled,
    Prediction,
    Predicted,
    Contrast,
}

impl LineKind {
    /// The word of the CSV output.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Study => "study",
            Self::Subgroup => "subgroup",
            Self::Coefficient => "coefficient",
            Self::Pooled => "pooled",
            Self::Prediction => "prediction",
            Self::Predicted => "predicted",
            Self::Contrast => "contrast",
        }
    }
}

impl Document {
    /// The lines of the table, in order.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = self
            .effects
            .iter()
            .map(|study| Line {
                kind: LineKind::Study,
                label: study.study.clone(),
                estimate: Some(study.yi),
                se: Some(study.vi.sqrt()),
                interval: self.study_interval(study.yi, study.vi),
                is_one_study: true,
                weight: study.weight,
                test: None,
            })
            .collect();
        let groups = self.subgroups.iter();
        lines.extend(groups.filter_map(|group| {
            let label = format!("{} (k = {})", group.group, group.pooled.k);
            result(LineKind::Subgroup, label, &group.pooled)
        }));
        let label = format!("pooled ({}, k = {})", self.method, self.pooled.k);
        match result(LineKind::Pooled, label, &self.pooled) {
            Some(line) => lines.push(line),
            // No one result: the coefficients of the moderators.
            None => lines.extend(self.coefficients.iter().map(|coefficient| Line {
                kind: LineKind::Coefficient,
                label: coefficient.name.clone(),
                estimate: Some(coefficient.estimate),
                se: Some(coefficient.se),
                interval: coefficient.ci,
                is_one_study: false,
                weight: None,
                test: LineTest::new(coefficient.statistic, self.pooled.df, coefficient.p),
            })),
        }
        if let Some(interval) = self.pooled.prediction {
            lines.push(Line {
                kind: LineKind::Prediction,
                label: "prediction interval".to_owned(),
                estimate: None,
                se: None,
                interval,
                is_one_study: false,
                weight: None,
                test: None,
            });
        }
        for entry in self.sections.predictions.iter().flatten() {
            let label = entry.label();
            if let (Some(estimate), Some(interval)) = (entry.predicted.estimate, entry.predicted.ci)
            {
                lines.push(Line {
                    kind: LineKind::Predicted,
                    label: label.clone(),
                    estimate: Some(estimate),
                    se: entry.predicted.se,
                    interval,
                    is_one_study: false,
                    weight: None,
                    test: None,
                });
            }
            if let Some(interval) = entry.predicted.prediction {
                lines.push(Line {
                    kind: LineKind::Prediction,
                    label: format!("{label}: prediction interval"),
                    estimate: None,
                    se: None,
                    interval,
                    is_one_study: false,
                    weight: None,
                    test: None,
                });
            }
        }
        let contrasts = self.sections.contrasts.iter().flatten();
        lines.extend(contrasts.flat_map(|test| &test.rows).map(|entry| Line {
            kind: LineKind::Contrast,
            label: entry.hypothesis.clone(),
            estimate: Some(entry.estimate),
            se: Some(entry.se),
            interval: entry.ci,
            is_one_study: false,
            weight: None,
            test: LineTest::new(entry.statistic, self.pooled.df, Some(entry.p)),
        }));
        lines
    }

    /// The lines but for predicted values and contrasts, which have tables of their own.
    pub(crate) fn lines_of_studies(&self) -> Vec<Line> {
        let mut lines = self.lines();
        let end = lines
            .iter()
            .position(|line| matches!(line.kind, LineKind::Predicted | LineKind::Contrast));
        lines.truncate(end.unwrap_or(lines.len()));
        lines
    }

    /// The Wald interval of one study: what pooling it alone gives.
    fn study_interval(&self, effect: f64, variance: f64) -> [f64; 2] {
        let options = PoolingOptions {
            model: Model::CommonEffect,
            level: ConfidenceLevel::new(self.level).unwrap_or(ConfidenceLevel::NINETY_FIVE),
            ..PoolingOptions::default()
        };
        let fit = StudyEffect::from_variance(effect, variance)
            .ok()
            .and_then(|study| pool(&[study], &options).ok());
        fit.map_or([f64::NAN; 2], |fit| {
            [fit.pooled.interval.lower, fit.pooled.interval.upper]
        })
    }

    /// A value of the analysis scale as readers know it: a ratio, a proportion, a difference.
    pub(crate) fn shown(&self, value: f64) -> String {
        self.written(self.scale.back_transform(value))
    }

    /// Estimate and interval of a line as readers know them.
    pub(crate) fn shown_line(&self, line: &Line) -> [String; 2] {
        let variance = line.se.filter(|_| line.is_one_study).map(|se| se * se);
        let shown = |value: f64| {
            self.written(match variance {
                Some(variance) => self.scale.back_transform_of_study(value, variance),
                None => self.scale.back_transform(value),
            })
        };
        let [lower, upper] = line.interval.map(shown);
        [
            line.estimate.map_or_else(String::new, shown),
            format!("{lower} to {upper}"),
        ]
    }

    /// A pooled result as readers know it; none where there is no one estimate.
    pub(super) fn shown_result(&self, pooled: &Statistics) -> Option<[String; 2]> {
        result(LineKind::Pooled, String::new(), pooled).map(|line| self.shown_line(&line))
    }

    fn written(&self, value: f64) -> String {
        match self.scale {
            Scale::Log => NUMBERS.ratio(value),
            Scale::Identity => NUMBERS.to_spread(value, self.spread(), 3),
            _ => NUMBERS.to_spread(value, value, 3),
        }
    }

    /// A between-study variance; one that is none, and not merely small, is `0`.
    pub(crate) fn variance(&self, value: f64) -> String {
        if value == 0.0 {
            return NUMBERS.fixed(0.0, 0);
        }
        NUMBERS.to_spread(value, self.spread().powi(2), 4)
    }

    /// The standard error of the mean, or of the first coefficient: how fine the effects are.
    fn spread(&self) -> f64 {
        self.coefficients.first().map_or(1.0, |first| first.se)
    }

    /// An interval of the analysis scale as readers know it.
    pub(crate) fn shown_interval(&self, interval: [f64; 2]) -> String {
        let [lower, upper] = interval.map(|limit| self.shown(limit));
        format!("{lower} to {upper}")
    }

    /// `95`, `99.9`.
    pub(crate) fn percent_level(&self) -> String {
        NUMBERS.short(100.0 * self.level)
    }

    /// The name of the estimates as they are shown: `RR`; `effect` where the measure has no name.
    pub(crate) fn quantity(&self) -> &'static str {
        match self.measure.short_name() {
            "GEN" => "effect",
            name => name,
        }
    }
}

/// The formatter of every number but those of JSON and CSV.
pub(crate) const NUMBERS: Numbers = Numbers::new(Language::English);

/// The line of a pooled result; none where there is no one estimate.
fn result(kind: LineKind, label: String, pooled: &Statistics) -> Option<Line> {
    Some(Line {
        kind,
        label,
        estimate: pooled.estimate,
        se: pooled.se,
        interval: pooled.ci?,
        is_one_study: pooled.k == 1,
        weight: None,
        test: LineTest::new(pooled.statistic, pooled.df, pooled.p),
    })
}
