//! The plots of an analysis.

use super::notes::Notes;
use super::plot::{Group, Headings, MarkWords, Plot, Prediction, Study, Summary};
use super::wording::{measure_heading, method_family};
use crate::language::{Words, capitalised};
use trialpool_language::{Arguments, CatalogueError, Language};
use trialpool_review::findings::{
    Analysis, Effect, Pooled, Pooling, Scale, Settings, Subgroups, Synthesis,
};

mod cells;
mod sequences;
mod spoken;
mod stage;

pub use stage::{Figure, figures};

use stage::Stage;

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
        Figure::Cumulative => builder.cumulative(),
        Figure::Sensitivity(index) => builder.whole(builder.stage(index)),
        Figure::SensitivitySubgroups(index) => builder.subgroups(builder.stage(index)),
    };
    plot.description = spoken::description(&builder, &plot);
    Ok(plot)
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
            total.notes.extend(self.notes().table_tests(pooled));
            let test = division.and_then(|subgroups| subgroups.test.as_ref());
            total
                .notes
                .extend(test.map(|test| self.notes().interaction(test)));
            total
        });
        plot.notes.extend(self.notes().beyond(stage.result));
        plot.notes.extend(self.notes().left_out(stage.excluded));
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
        let mut groups = subgroups.groups.iter();
        let beyond = groups.find_map(|group| self.notes().beyond(&group.result));
        plot.notes.extend(beyond);
        let test = subgroups.test.as_ref();
        plot.notes
            .extend(test.map(|test| self.notes().interaction(test)));
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
            _ => "plot-axis-linear",
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
                        .text("measure", measure_heading(words, analysis))
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
                    estimate: effect.estimate_on(self.analysis.scale),
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

    fn summary(&self, label: String, pooled: &Pooled, settings: &Settings) -> Summary {
        let level = self.words.numbers().level(settings.level);
        let mut summary = Summary {
            label,
            estimate: pooled.estimate_on(self.analysis.scale),
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
        match pooled.k {
            1 => self.words.text("plot-single"),
            k => self.counted(&format!("plot-pooled-{}", method_family(settings)), k),
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
        let code = self.analysis.measure.to_lowercase();
        capitalised(&self.words.code("plot-measure", &code))
    }
}
