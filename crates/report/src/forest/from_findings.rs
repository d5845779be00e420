//! The plots of an analysis.

use super::notes::Notes;
use super::plot::{Column, Group, Headings, MarkWords, Plot, Prediction, Study, Summary};
use crate::language::Words;
use trialpool_language::{Arguments, CatalogueError, Language, Localized};
use trialpool_review::findings::{
    Analysis, Effect, Pooled, Pooling, Scale, Sensitivity, Settings, Subgroups, Synthesis,
};

mod spoken;

/// A plot that an analysis gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The main result; by subgroup, if the subgroups divide its studies.
    Main,
    /// The subgroups, if they are not a division of the main result.
    Subgroups,
    /// The main result without each study in turn.
    LeaveOneOut,
    /// A sensitivity analysis, by its place in the findings; by subgroup as the main result.
    Sensitivity(usize),
    /// The subgroups of a sensitivity analysis, if they are not a division of its result.
    SensitivitySubgroups(usize),
}

impl Figure {
    /// What a file of it is called, after the name of the analysis: empty for the main plot.
    pub fn suffix(self, analysis: &Analysis) -> String {
        match self {
            Self::Main => String::new(),
            Self::Subgroups => "-subgroups".to_owned(),
            Self::LeaveOneOut => "-leave-one-out".to_owned(),
            Self::Sensitivity(index) => analysis
                .sensitivities
                .get(index)
                .map_or_else(String::new, |sensitivity| format!("-{}", sensitivity.id)),
            Self::SensitivitySubgroups(index) => {
                Self::Sensitivity(index).suffix(analysis) + "-subgroups"
            }
        }
    }
}

/// The plots that `analysis` has something to show for.
pub fn figures(analysis: &Analysis) -> Vec<Figure> {
    let mut figures = vec![Figure::Main];
    if Stage::main(analysis).stands_apart() {
        figures.push(Figure::Subgroups);
    }
    if !analysis.leave_one_out.is_empty() {
        figures.push(Figure::LeaveOneOut);
    }
    for (index, sensitivity) in analysis.sensitivities.iter().enumerate() {
        figures.push(Figure::Sensitivity(index));
        if Stage::sensitivity(sensitivity).stands_apart() {
            figures.push(Figure::SensitivitySubgroups(index));
        }
    }
    figures
}

/// Builds a plot of `analysis` in the words of `language`.
///
/// # Errors
/// [`CatalogueError`] if the words of this crate cannot be read.
pub fn from_findings(
    analysis: &Analysis,
    figure: Figure,
    language: Language,
) -> Result<Plot, CatalogueError> {
    let builder = Builder {
        words: Words::of(language)?,
        analysis,
    };
    let mut plot = match figure {
        Figure::Main => builder.whole(Stage::main(analysis)),
        Figure::Subgroups => builder.subgroups(Stage::main(analysis)),
        Figure::LeaveOneOut => builder.leave_one_out(),
        Figure::Sensitivity(index) => builder.whole(builder.stage(index)),
        Figure::SensitivitySubgroups(index) => builder.subgroups(builder.stage(index)),
    };
    plot.description = spoken::description(&builder, &plot);
    Ok(plot)
}

/// A result with its subgroups: the main one, or that of a sensitivity analysis.
#[derive(Clone, Copy)]
struct Stage<'a> {
    /// The title of the sensitivity analysis.
    title: Option<&'a Localized>,
    result: &'a Pooling,
    subgroups: Option<&'a Subgroups>,
    settings: &'a Settings,
}

impl<'a> Stage<'a> {
    fn main(analysis: &'a Analysis) -> Self {
        Self {
            title: None,
            result: &analysis.main,
            subgroups: analysis.subgroups.as_ref(),
            settings: &analysis.settings,
        }
    }

    fn sensitivity(sensitivity: &'a Sensitivity) -> Self {
        Self {
            title: Some(&sensitivity.title),
            result: &sensitivity.result,
            subgroups: sensitivity.subgroups.as_ref(),
            settings: &sensitivity.settings,
        }
    }

    /// The subgroups, if they divide the result.
    fn division(&self) -> Option<&'a Subgroups> {
        self.subgroups
            .filter(|subgroups| divides(subgroups, self.result))
    }

    /// Whether the subgroups need a plot of their own.
    fn stands_apart(&self) -> bool {
        self.subgroups.is_some() && self.division().is_none()
    }
}

/// Whether each effect of the whole stands in exactly one group, and no other does.
fn divides(subgroups: &Subgroups, main: &Pooling) -> bool {
    let key = |effect: &Effect| {
        let rows: Vec<(String, usize)> = effect
            .provenance
            .rows
            .iter()
            .map(|row| (row.file.clone(), row.line))
            .collect();
        (effect.trial.clone(), effect.label.clone(), rows)
    };
    let mut grouped: Vec<_> = subgroups
        .groups
        .iter()
        .flat_map(|group| &group.result.effects)
        .map(key)
        .collect();
    let mut whole: Vec<_> = main.effects.iter().map(key).collect();
    grouped.sort();
    whole.sort();
    grouped == whole
}

struct Builder<'a> {
    words: &'static Words,
    analysis: &'a Analysis,
}

impl Builder<'_> {
    fn notes(&self) -> Notes<'_> {
        Notes {
            words: self.words,
            analysis: self.analysis,
        }
    }

    /// A sensitivity analysis; the main result for a place that the findings do not have.
    fn stage(&self, index: usize) -> Stage<'_> {
        let sensitivity = self.analysis.sensitivities.get(index);
        sensitivity.map_or_else(|| Stage::main(self.analysis), Stage::sensitivity)
    }

    /// All studies with their result, in groups if these divide them.
    fn whole(&self, stage: Stage<'_>) -> Plot {
        let title = self.stage_title("plot-title-main", stage, Arguments::new());
        let settings = stage.settings;
        let division = stage.division();
        let mut plot = match division {
            Some(subgroups) => self.groups(title, subgroups, Some(stage.result), settings),
            None => self.studies_alone(title, stage.result, settings),
        };
        plot.total = stage.result.pooled.as_ref().map(|pooled| {
            let label = match division {
                Some(_) => self.counted("plot-all-studies", pooled.k),
                None => self.model(pooled, settings),
            };
            let mut total = self.summary(label, pooled, settings);
            if pooled.k > 1 {
                total.notes.insert(0, self.notes().settings(settings));
            }
            total.notes.extend(self.notes().no_effect(pooled));
            let test = division.and_then(|subgroups| subgroups.test.as_ref());
            total
                .notes
                .extend(test.map(|test| self.notes().interaction(test)));
            total
        });
        plot
    }

    /// The groups by themselves.
    fn subgroups(&self, stage: Stage<'_>) -> Plot {
        let Some(subgroups) = stage.subgroups else {
            return self.whole(stage);
        };
        let variable = self.words.localized(&subgroups.variable);
        let arguments = Arguments::new().text("variable", variable);
        let title = self.stage_title("plot-title-subgroups", stage, arguments);
        let mut plot = self.groups(title, subgroups, None, stage.settings);
        plot.notes.push(self.notes().settings(stage.settings));
        let test = subgroups.test.as_ref();
        plot.notes
            .extend(test.map(|test| self.notes().interaction(test)));
        plot
    }

    fn leave_one_out(&self) -> Plot {
        let analysis = self.analysis;
        let mut plot = self.frame(
            self.title("plot-title-leave-one-out", Arguments::new()),
            &[],
            &analysis.settings,
        );
        plot.headings.weight = None;
        let studies = analysis.leave_one_out.iter().map(|omission| {
            let arguments = Arguments::new().text("study", omission.omitted.clone());
            let mut study = Study {
                label: self.words.format("plot-without", &arguments),
                estimate: omission.pooled.estimate,
                interval: omission.pooled.interval.map(Some),
                ..Study::default()
            };
            study.spoken = spoken::study(self, &study, &analysis.settings);
            study
        });
        plot.groups = vec![Group {
            studies: studies.collect(),
            ..Group::default()
        }];
        plot.total = analysis.main.pooled.as_ref().map(|pooled| {
            let mut total = self.summary(
                self.counted("plot-all-studies", pooled.k),
                pooled,
                &analysis.settings,
            );
            total.prediction = None;
            total.notes = vec![self.notes().settings(&analysis.settings)];
            total
        });
        plot
    }

    fn studies_alone(&self, title: String, pooling: &Pooling, settings: &Settings) -> Plot {
        let mut plot = self.frame(title, &pooling.effects, settings);
        plot.groups = vec![Group {
            studies: self.studies(&plot.headings, &pooling.effects, settings, None),
            empty: Some(self.words.text("plot-empty")),
            ..Group::default()
        }];
        plot
    }

    /// The groups; with weights in the whole where they divide one.
    fn groups(
        &self,
        title: String,
        subgroups: &Subgroups,
        whole: Option<&Pooling>,
        settings: &Settings,
    ) -> Plot {
        let effects: Vec<Effect> = subgroups
            .groups
            .iter()
            .flat_map(|group| group.result.effects.iter().cloned())
            .collect();
        let mut plot = self.frame(title, &effects, settings);
        plot.groups = subgroups
            .groups
            .iter()
            .map(|group| {
                let studies = self.studies(&plot.headings, &group.result.effects, settings, whole);
                let summary = group.result.pooled.as_ref().map(|pooled| {
                    let mut summary =
                        self.summary(self.counted("plot-group-total", pooled.k), pooled, settings);
                    summary.weight =
                        whole.and_then(|_| studies.iter().map(|study| study.weight).sum());
                    summary
                });
                Group {
                    heading: Some(self.words.localized(&group.label)),
                    studies,
                    empty: Some(self.words.text("plot-no-study")),
                    summary,
                }
            })
            .collect();
        plot
    }

    /// Everything but the rows.
    fn frame(&self, title: String, effects: &[Effect], settings: &Settings) -> Plot {
        let (words, analysis) = (self.words, self.analysis);
        let text = |id: &str| words.text(id);
        let axis = match analysis.scale {
            Scale::Log => "plot-axis-log",
            Scale::Identity | Scale::Logit => "plot-axis-linear",
        };
        Plot {
            language: words.language(),
            title,
            description: String::new(),
            scale: analysis.scale,
            null: (analysis.synthesis == Synthesis::Pairwise).then_some(0.0),
            headings: Headings {
                study: text("plot-study"),
                columns: self.columns(effects),
                effect: words.format(
                    "plot-effect",
                    &Arguments::new()
                        .text("measure", self.short_measure())
                        .text("level", words.numbers().level(settings.level)),
                ),
                weight: Some(text("plot-weight")),
            },
            groups: Vec::new(),
            total: None,
            axis: words.format(axis, &Arguments::new().text("measure", self.measure())),
            favours: analysis
                .favours
                .as_ref()
                .map(|favours| [&favours.left, &favours.right].map(|side| words.localized(side))),
            notes: Vec::new(),
            marks: MarkWords {
                unverified: text("plot-unverified"),
                unverified_meaning: text("plot-unverified-meaning"),
                bounded: text("plot-bounded"),
                bounded_meaning: text("plot-bounded-meaning"),
                clipped_meaning: text("plot-clipped-meaning"),
            },
        }
    }

    /// Counts where there are any, else what is compared where that differs between studies.
    fn columns(&self, effects: &[Effect]) -> Vec<Column> {
        let column = |id: &str, numeric| Column {
            heading: self.words.text(id),
            numeric,
        };
        let counts = effects
            .iter()
            .map(|effect| effect.counts.len())
            .max()
            .unwrap_or(0);
        let rates = effects
            .iter()
            .any(|effect| effect.derivation.standard_error == "rates");
        match counts {
            0 if effects
                .windows(2)
                .any(|pair| compared(&pair[0]) != compared(&pair[1])) =>
            {
                let single = self.analysis.synthesis == Synthesis::SingleArm;
                vec![column(
                    if single {
                        "plot-arm"
                    } else {
                        "plot-comparison"
                    },
                    false,
                )]
            }
            0 => Vec::new(),
            1 => vec![column("plot-events", true)],
            _ if rates => vec![
                column("plot-rates-intervention", true),
                column("plot-rates-comparator", true),
            ],
            _ => vec![
                column("plot-events-intervention", true),
                column("plot-events-comparator", true),
            ],
        }
    }

    fn studies(
        &self,
        headings: &Headings,
        effects: &[Effect],
        settings: &Settings,
        whole: Option<&Pooling>,
    ) -> Vec<Study> {
        effects
            .iter()
            .map(|effect| {
                // In a division of the whole, the same effect stands there with its overall weight.
                let weight = whole.map_or(effect.weight_percent, |whole| {
                    let same = |other: &&Effect| {
                        other.trial == effect.trial
                            && other.label == effect.label
                            && other.provenance.rows == effect.provenance.rows
                    };
                    whole
                        .effects
                        .iter()
                        .find(same)
                        .and_then(|other| other.weight_percent)
                });
                let mut study = Study {
                    label: effect.label.clone(),
                    cells: self.cells(headings, effect),
                    detail: String::new(),
                    estimate: effect.estimate,
                    interval: effect.interval,
                    weight,
                    unverified: effect.provenance.verification
                        == trialpool_review::findings::Verification::Unverified,
                    bounded: effect.derivation.conservative,
                    spoken: String::new(),
                };
                study.detail = self.detail(&study);
                study.spoken = spoken::study(self, &study, settings);
                study
            })
            .collect()
    }

    fn cells(&self, headings: &Headings, effect: &Effect) -> Vec<String> {
        let numbers = self.words.numbers();
        if headings.columns.iter().any(|column| !column.numeric) {
            let [arm, comparator] = compared(effect).map(|text| self.words.localized(text));
            return vec![if comparator.is_empty() {
                arm
            } else {
                self.versus(arm, comparator)
            }];
        }
        let counts = effect.counts.iter().map(|count| {
            format!(
                "{}/{}",
                numbers.quantity(count.events),
                numbers.quantity(count.total)
            )
        });
        counts
            .chain(std::iter::repeat(String::new()))
            .take(headings.columns.len())
            .collect()
    }

    /// What is compared or counted, and the weight: `12/96 vs 30/47 · weight 23.1%`.
    fn detail(&self, study: &Study) -> String {
        let mut cells = study.cells.iter().filter(|cell| !cell.is_empty()).cloned();
        let compared = match (cells.next(), cells.next()) {
            (Some(arm), Some(comparator)) => Some(self.versus(arm, comparator)),
            (only, _) => only,
        };
        let weight = study.weight.map(|weight| spoken::weight(self, weight));
        compared
            .into_iter()
            .chain(weight)
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn versus(&self, arm: String, comparator: String) -> String {
        self.words.format(
            "plot-versus",
            &Arguments::new()
                .text("arm", arm)
                .text("comparator", comparator),
        )
    }

    fn summary(&self, label: String, pooled: &Pooled, settings: &Settings) -> Summary {
        let level = self.words.numbers().level(settings.level);
        let mut summary = Summary {
            label,
            estimate: pooled.estimate,
            interval: pooled.interval,
            weight: None,
            prediction: pooled.prediction.map(|interval| Prediction {
                label: self
                    .words
                    .format("plot-prediction", &Arguments::new().text("level", level)),
                interval,
            }),
            notes: vec![self.notes().heterogeneity(pooled)],
            spoken: String::new(),
        };
        summary.spoken = spoken::summary(self, &summary, settings);
        summary
    }

    fn model(&self, pooled: &Pooled, settings: &Settings) -> String {
        match (pooled.k, settings.method.as_str()) {
            (1, _) => self.words.text("plot-single"),
            (k, "EE" | "FE" | "CE") => self.counted("plot-common", k),
            (k, _) => self.counted("plot-random", k),
        }
    }

    fn counted(&self, id: &str, k: usize) -> String {
        self.words.format(
            id,
            &Arguments::new().text("k", self.words.numbers().count(k as u64)),
        )
    }

    /// A title, with that of the sensitivity analysis if it is one.
    fn stage_title(&self, id: &str, stage: Stage<'_>, arguments: Arguments) -> String {
        let title = self.title(id, arguments);
        let Some(sensitivity) = stage.title else {
            return title;
        };
        let arguments = Arguments::new()
            .text("title", title)
            .text("sensitivity", self.words.localized(sensitivity));
        self.words.format("plot-title-sensitivity", &arguments)
    }

    fn title(&self, id: &str, arguments: Arguments) -> String {
        self.words.format(
            id,
            &arguments.text("title", self.words.localized(&self.analysis.title)),
        )
    }

    /// The measure by name; a measure without words stands for itself.
    fn measure(&self) -> String {
        self.words
            .code("plot-measure", &self.analysis.measure.to_lowercase())
    }

    /// The measure as it heads a column: its short form, but no code that readers do not know.
    fn short_measure(&self) -> String {
        match self
            .words
            .code("plot-short", &self.analysis.measure.to_lowercase())
        {
            code if code.eq_ignore_ascii_case(&self.analysis.measure) => {
                self.analysis.measure.clone()
            }
            words => words,
        }
    }
}

fn compared(effect: &Effect) -> [&Localized; 2] {
    [&effect.arm, &effect.comparator]
}
