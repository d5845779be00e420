//! One analysis: question, finding, figure, and everything that it rests on.

use super::anchor::Kind;
use super::comparison::ComparisonTable;
use super::context::{Context, Link};
use super::derivation::Derivations;
use super::effects::EffectsTable;
use super::exclusion::Exclusions;
use super::figure::Plot;
use super::finding::{self, Finding};
use super::regression::Moderators;
use super::sections::Beside;
use super::settings;
use crate::RenderError;
use crate::forest::{Figure, figures};
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Benefit, Scale, SubgroupTest, Subgroups, Synthesis};

/// The section of one analysis.
#[derive(askama::Template)]
#[template(path = "analysis.html")]
pub(crate) struct AnalysisSection {
    words: &'static crate::language::Words,
    /// Its anchor.
    pub(crate) anchor: String,
    /// Its place among the analyses, from 1.
    pub(crate) number: usize,
    /// Its title.
    pub(crate) title: String,
    /// What it found.
    pub(crate) finding: Finding,
    question: Vec<(String, String)>,
    figure: Option<Plot>,
    note: String,
    effects: EffectsTable,
    conflicts: Vec<Link>,
    subgroups: Option<SubgroupSection>,
    sensitivities: Option<ComparisonTable>,
    leave_one_out_figure: Option<Plot>,
    leave_one_out: Option<ComparisonTable>,
    beside: Beside,
    moderators: Option<Moderators>,
    exclusions: Option<Exclusions>,
    derivations: Option<Derivations>,
    settings: String,
    choices: Vec<Choice>,
}

struct SubgroupSection {
    figure: Option<Plot>,
    heading: String,
    sentences: Vec<String>,
    table: ComparisonTable,
    effects: Option<EffectsTable>,
}

struct Choice {
    study: Option<Link>,
    reason: String,
}

impl AnalysisSection {
    pub(crate) fn new(
        context: &Context<'_>,
        analysis: &Analysis,
        number: usize,
    ) -> Result<Self, RenderError> {
        let figures = figures(analysis);
        let draw = |figure: Figure| {
            if figures.contains(&figure) {
                Plot::new(context, analysis, figure)
            } else {
                Ok(None)
            }
        };
        let anchor = context
            .anchors
            .get(Kind::Analysis, &analysis.id)
            .unwrap_or_default()
            .to_owned();
        let table = |name: &str| format!("{anchor}~{name}");
        Ok(Self {
            words: context.words,
            number,
            title: context.localized(&analysis.title),
            finding: finding::of(context, analysis),
            question: question(context, analysis),
            figure: draw(Figure::Main)?,
            note: analysis
                .note
                .as_ref()
                .map_or_else(String::new, |note| context.localized(note)),
            effects: EffectsTable::main(context, analysis, table("effects")),
            conflicts: conflicts(context, analysis),
            subgroups: match &analysis.subgroups {
                None => None,
                Some(subgroups) => Some(SubgroupSection {
                    figure: draw(Figure::Subgroups)?,
                    heading: context.words.format(
                        "heading-subgroups",
                        &Arguments::new().text("variable", context.localized(&subgroups.variable)),
                    ),
                    sentences: subgroup_sentences(context, subgroups),
                    table: ComparisonTable::subgroups(
                        context,
                        analysis,
                        subgroups,
                        table("subgroups"),
                    ),
                    effects: EffectsTable::by_group(context, analysis, table("effects-by-group")),
                }),
            },
            sensitivities: ComparisonTable::sensitivities(context, analysis, table("sensitivity")),
            leave_one_out_figure: draw(Figure::LeaveOneOut)?,
            leave_one_out: ComparisonTable::leave_one_out(
                context,
                analysis,
                table("leave-one-out"),
            ),
            beside: Beside::new(context, analysis, &anchor)?,
            moderators: Moderators::new(context, analysis, &anchor)?,
            exclusions: Exclusions::new(context, analysis, table("excluded")),
            derivations: Derivations::new(context, analysis, table("derivations")),
            settings: settings::used(context, &analysis.settings, &analysis.main),
            choices: analysis
                .choices
                .iter()
                .filter_map(|choice| {
                    let trial = choice.trial.as_deref()?;
                    Some(Choice {
                        study: context.study(trial),
                        reason: context.localized(&choice.reason),
                    })
                })
                .collect(),
            anchor,
        })
    }
}

/// The question in PICO terms, with what the measure means.
fn question(context: &Context<'_>, analysis: &Analysis) -> Vec<(String, String)> {
    let asked = &analysis.question;
    let mut terms = Vec::new();
    for (id, text) in [
        ("pico-population", &asked.population),
        ("pico-intervention", &asked.intervention),
        ("pico-comparator", &asked.comparator),
        ("pico-outcome", &asked.outcome),
        ("pico-timepoint", &asked.timepoint),
    ] {
        if !text.is_empty() {
            terms.push((context.text(id), context.localized(text)));
        }
    }
    terms.push((
        context.text("pico-measure"),
        context.words.code("measure", &analysis.measure),
    ));
    if analysis.synthesis == Synthesis::Pairwise {
        let reading = match (analysis.benefit, analysis.scale) {
            (Benefit::None, _) => None,
            (Benefit::Lower, Scale::Log) => Some("benefit-below-one"),
            (Benefit::Higher, Scale::Log) => Some("benefit-above-one"),
            (Benefit::Lower, _) => Some("benefit-below-zero"),
            (Benefit::Higher, _) => Some("benefit-above-zero"),
        };
        if let Some(reading) = reading {
            terms.push((context.text("pico-benefit"), context.text(reading)));
        }
    }
    if let Some(difference) = analysis.important_difference {
        terms.push((
            context.text("pico-important-difference"),
            context.numbers().estimate(analysis.scale, difference),
        ));
    }
    terms
}

/// Disagreements about the studies of the analysis.
fn conflicts(context: &Context<'_>, analysis: &Analysis) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let excluded = analysis.excluded.iter().map(|row| row.trial.as_str());
    let pooled = analysis
        .main
        .effects
        .iter()
        .map(|effect| effect.trial.as_str());
    for trial in pooled.chain(excluded) {
        for conflict in context.conflicts_of(trial) {
            if let Some(mut link) = context.conflict(conflict) {
                if let Some(study) = context.trial(trial) {
                    link.text = context.words.format(
                        "study-topic",
                        &Arguments::new()
                            .text("study", study.name.as_str())
                            .text("topic", link.text),
                    );
                }
                if !links.contains(&link) {
                    links.push(link);
                }
            }
        }
    }
    links
}

fn subgroup_sentences(context: &Context<'_>, subgroups: &Subgroups) -> Vec<String> {
    let mut sentences = Vec::new();
    match &subgroups.test {
        Some(test) => sentences.push(interaction(context, test)),
        None => sentences.push(context.text("subgroups-no-test")),
    }
    sentences.push(context.text(if subgroups.within_trials {
        "subgroups-within-trials"
    } else {
        "subgroups-between-trials"
    }));
    sentences
}

/// The test of interaction in words that follow the p value without a threshold of truth.
fn interaction(context: &Context<'_>, test: &SubgroupTest) -> String {
    let numbers = context.numbers();
    let id = match test.p {
        p if p < 0.01 => "interaction-hard-to-reconcile",
        p if p < 0.1 => "interaction-possible",
        _ => "interaction-compatible",
    };
    context.words.format(
        id,
        &Arguments::new()
            .text("q", numbers.statistic(test.q))
            .text("df", numbers.degrees_of_freedom(test.df as f64))
            .text("p", numbers.p_statement(test.p)),
    )
}
