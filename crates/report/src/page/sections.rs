//! What the protocol asks to be shown beside a result, and why some of it cannot be.

use super::comparison::ComparisonTable;
use super::context::Context;
use super::data;
use super::figure::Plot;
use crate::RenderError;
use crate::charts;
use crate::export::sections::{self as tables, moderator_name};
use crate::forest::Figure;
use askama::Template as _;
use trialpool_language::Arguments;
use trialpool_review::findings::{
    Absence, Analysis, Asked, Cumulative, InfluencePanel, Permutation, Sections, Tau2Profile,
};

/// Four studies are few: their between-study variance is hardly known.
const FEW: usize = 4;

/// Sentences, plots and tables on one subject.
#[derive(askama::Template)]
#[template(path = "shown.html")]
pub(crate) struct Shown {
    pub(super) sentences: Vec<String>,
    pub(super) figures: Vec<Plot>,
    /// Finished markup.
    pub(super) tables: Vec<String>,
}

/// A section that readers open.
pub(crate) struct Folded {
    /// What it is about.
    pub(crate) summary: String,
    /// What it says.
    pub(crate) content: Shown,
}

/// Everything shown beside a result, but for the moderators.
pub(crate) struct Beside {
    /// The methods side by side: open, as they change how the result is to be read.
    pub(crate) panel: Option<Folded>,
    /// The others.
    pub(crate) folded: Vec<Folded>,
    /// Why what was asked for is not here.
    pub(crate) absent: Vec<String>,
}

impl Beside {
    pub(crate) fn new(
        context: &Context<'_>,
        analysis: &Analysis,
        anchor: &str,
    ) -> Result<Self, RenderError> {
        let writer = Writer {
            context,
            analysis,
            anchor,
        };
        let sections = &analysis.sections;
        let mut folded = Vec::new();
        if let Some(cumulative) = found(sections.cumulative.as_ref()) {
            folded.push(writer.cumulative(cumulative)?);
        }
        if let Some(panel) = found(sections.influence.as_ref()) {
            folded.push(writer.influence(panel)?);
        }
        if found(sections.baujat.as_ref()).is_some() {
            let figure = charts::Figure::Baujat;
            folded.push(writer.chart(
                "summary-baujat",
                Vec::new(),
                figure,
                "figure-caption-baujat",
            )?);
        }
        if let Some(profile) = found(sections.tau2_profile.as_ref()) {
            let sentences = vec![writer.profile(profile)];
            let figure = charts::Figure::Tau2Profile;
            let caption = "figure-caption-tau2-profile";
            folded.push(writer.chart("summary-tau2-profile", sentences, figure, caption)?);
        }
        if let Some(test) = found(sections.permutation.as_ref()) {
            folded.push(writer.folded("summary-permutation", writer.permutation(test)));
        }
        Ok(Self {
            panel: writer.panel()?,
            folded,
            absent: absent(context, sections),
        })
    }

    /// Whether there is anything to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.panel.is_none() && self.folded.is_empty() && self.absent.is_empty()
    }
}

fn found<T>(asked: Option<&Asked<T>>) -> Option<&T> {
    asked.and_then(Asked::found)
}

struct Writer<'a> {
    context: &'a Context<'a>,
    analysis: &'a Analysis,
    anchor: &'a str,
}

impl Writer<'_> {
    fn table_anchor(&self, name: &str) -> String {
        format!("{}~{name}", self.anchor)
    }

    fn folded(&self, summary: &str, sentences: Vec<String>) -> Folded {
        Folded {
            summary: self.context.text(summary),
            content: Shown {
                sentences,
                figures: Vec::new(),
                tables: Vec::new(),
            },
        }
    }

    /// A chart with the table of its numbers.
    fn chart(
        &self,
        summary: &str,
        sentences: Vec<String>,
        figure: charts::Figure,
        caption: &str,
    ) -> Result<Folded, RenderError> {
        let suffix = figure.suffix(self.analysis);
        let mut folded = self.folded(summary, sentences);
        folded.content.figures = Plot::of_chart(self.context, self.analysis, figure, caption)?
            .into_iter()
            .collect();
        for section in tables::tables(self.context.words, self.analysis) {
            if section.suffix == suffix {
                let anchor = self.table_anchor(suffix.trim_start_matches('-'));
                folded
                    .content
                    .tables
                    .push(data::render(&section.table, anchor)?);
            }
        }
        Ok(folded)
    }

    fn panel(&self) -> Result<Option<Folded>, RenderError> {
        let Some(panel) = found(self.analysis.sections.panel.as_ref()) else {
            return Ok(None);
        };
        let reading = if self.analysis.main.effects.len() <= FEW {
            "panel-reading"
        } else {
            "panel-reading-many"
        };
        let mut folded = self.folded("summary-panel", vec![self.context.text(reading)]);
        let anchor = self.table_anchor("panel");
        let table = ComparisonTable::panel(self.context, self.analysis, panel, anchor);
        folded.content.tables.push(table.render()?);
        Ok(Some(folded))
    }

    fn cumulative(&self, cumulative: &Cumulative) -> Result<Folded, RenderError> {
        let context = self.context;
        let mut sentences = vec![context.words.code("cumulative-reading", &cumulative.by)];
        let unknown = cumulative.steps.iter().filter(|step| step.value.is_none());
        let unknown = unknown.count();
        if unknown > 0 {
            let count = Arguments::new().count("n", unknown);
            sentences.push(context.words.format("cumulative-unknown", &count));
        }
        let mut folded = self.folded("summary-cumulative", sentences);
        folded.content.figures = Plot::new(context, self.analysis, Figure::Cumulative)?
            .into_iter()
            .collect();
        let anchor = self.table_anchor("cumulative");
        let table = ComparisonTable::cumulative(context, self.analysis, cumulative, anchor);
        folded.content.tables.push(table.render()?);
        Ok(folded)
    }

    fn influence(&self, panel: &InfluencePanel) -> Result<Folded, RenderError> {
        let context = self.context;
        let named: Vec<&str> = panel
            .studies
            .iter()
            .filter(|study| study.influential)
            .map(|study| &*study.study)
            .collect();
        let sentence = if named.is_empty() {
            context.text("influence-none")
        } else {
            let studies = named.join(&context.text("list-separator"));
            let studies = Arguments::new().text("studies", studies);
            context.words.format("influence-some", &studies)
        };
        self.chart(
            "summary-influence",
            vec![sentence],
            charts::Figure::Influence,
            "figure-caption-influence",
        )
    }

    fn profile(&self, profile: &Tau2Profile) -> String {
        let numbers = self.context.numbers();
        let [lower, upper] = profile.interval;
        let arguments = Arguments::new()
            .text("level", numbers.level(profile.level))
            .text("estimate", numbers.variance(profile.maximum[0]))
            .text("lower", numbers.variance(lower.unwrap_or(0.0)));
        match upper {
            Some(upper) => {
                let arguments = arguments.text("upper", numbers.variance(upper));
                self.context.words.format("profile-reading", &arguments)
            }
            None => self
                .context
                .words
                .format("profile-reading-open", &arguments),
        }
    }

    fn permutation(&self, test: &Permutation) -> Vec<String> {
        let (words, numbers) = (self.context.words, self.context.numbers());
        let arguments = Arguments::new()
            .text("permutations", numbers.count(test.permutations))
            // The smallest p that can be reached has the same digits in both sentences.
            .text(
                "p",
                if test.p > test.smallest_p {
                    numbers.p_statement(test.p)
                } else {
                    numbers.p_bound_statement(test.p)
                },
            )
            .text("model", numbers.p_statement(test.model_p));
        let looked_at = match test.seed {
            None => words.format("permutation-exact", &arguments),
            Some(seed) => words.format(
                "permutation-random",
                &arguments.text("seed", seed.to_string()),
            ),
        };
        // Once it is far below what anyone asks for, the smallest p says nothing.
        if test.smallest_p < 0.001 {
            return vec![looked_at];
        }
        let smallest = Arguments::new()
            .count("k", self.analysis.main.effects.len())
            .text("smallest", numbers.p_bound(test.smallest_p));
        vec![looked_at, words.format("permutation-smallest", &smallest)]
    }
}

/// Why what was asked for is not here; sections with one reason in one sentence.
fn absent(context: &Context<'_>, sections: &Sections) -> Vec<String> {
    fn why<T>(asked: Option<&Asked<T>>) -> Option<&Absence> {
        asked.and_then(Asked::absence)
    }
    let mut reasons: Vec<(&Absence, Vec<String>)> = Vec::new();
    for (name, reason) in [
        ("leave_one_out", why(sections.leave_one_out.as_ref())),
        ("cumulative", why(sections.cumulative.as_ref())),
        ("influence", why(sections.influence.as_ref())),
        ("baujat", why(sections.baujat.as_ref())),
        ("tau2_profile", why(sections.tau2_profile.as_ref())),
        ("permutation", why(sections.permutation.as_ref())),
        ("panel", why(sections.panel.as_ref())),
        ("regression", why(sections.regression.as_ref())),
    ] {
        let Some(reason) = reason else { continue };
        let name = context.words.code("section", name);
        match reasons.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    let reasons = reasons.into_iter();
    reasons
        .map(|(reason, names)| {
            let names = names.join(&context.text("comma"));
            sentence(context, reason, names)
        })
        .collect()
}

fn sentence(context: &Context<'_>, reason: &Absence, sections: String) -> String {
    let words = context.words;
    let arguments = Arguments::new().text("sections", sections);
    let (id, arguments) = match reason {
        Absence::TooFewStudies { k, needed } => (
            "absent-too-few",
            arguments
                .count("k", *k)
                .text("needed", context.numbers().count(*needed as u64)),
        ),
        Absence::NoBetweenStudyVariance => ("absent-no-between-study-variance", arguments),
        Absence::NotOfMethod => ("absent-not-of-method", arguments),
        Absence::NoContrast { moderator } => (
            "absent-no-contrast",
            arguments.text("what", moderator_name(words, moderator)),
        ),
        Absence::Collinear { column } => {
            ("absent-collinear", arguments.text("what", column.as_str()))
        }
        Absence::Unsuitable { moderator } => (
            "absent-unsuitable",
            arguments.text("what", moderator_name(words, moderator)),
        ),
        Absence::NotEstimable => ("absent-not-estimable", arguments),
    };
    words.format(id, &arguments)
}
