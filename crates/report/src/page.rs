//! The HTML report: one self-contained file a language, without scripts or network.
//!
//! Each part of the page is a struct with a template of its own; its fields are finished text.
//! Everything a template prints passes [`Inert`]; only parts that are themselves templates, and
//! the plots, are printed as markup.

mod address;
mod analysis;
mod anchor;
mod card;
mod comparison;
mod conflict;
mod context;
mod data;
mod date;
mod derivation;
mod effects;
mod exclusion;
mod figure;
mod finding;
mod inert;
mod methods;
mod printed;
mod problem;
mod provenance;
mod reference;
mod regression;
mod sections;
mod settings;
mod stated;
mod study;
mod style;

pub(crate) use inert::Inert;

use crate::RenderError;
use crate::language::Words;
use analysis::AnalysisSection;
use askama::Template;
use card::Card;
use conflict::ConflictNote;
use context::{Context, Link};
use methods::Methods;
use problem::{ProblemLine, WaivedLine};
use provenance::FileRecords;
use reference::ReferenceEntry;
use stated::Stated;
use study::StudyCard;
use trialpool_language::Language;
use trialpool_review::Findings;
use trialpool_review::findings::DataFile;

/// The name of the report of a language.
pub(crate) fn file_name(language: Language) -> String {
    format!("report.{language}.html")
}

/// The report in one language; `languages` are those that are written beside it.
///
/// # Errors
/// [`RenderError`] if the words or templates of this crate are broken.
pub(crate) fn render(
    findings: &Findings,
    language: Language,
    languages: &[Language],
) -> Result<String, RenderError> {
    let context = Context::new(findings, Words::of(language)?);
    Ok(Page::new(&context, languages)?.render()?)
}

/// The whole page.
#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    words: &'static Words,
    language: &'static str,
    style: &'static str,
    policy: String,
    card: Card,
    other_languages: Vec<OtherLanguage>,
    analyses: Vec<AnalysisSection>,
    not_pooled: Vec<NotPooledLine>,
    conflicts: Vec<ConflictNote>,
    stated: Stated,
    occasion: Vec<StudyCard>,
    other_studies: Vec<StudyCard>,
    problems: Vec<ProblemLine>,
    waived: Vec<WaivedLine>,
    methods: Methods,
    references: Vec<ReferenceEntry>,
    records: Vec<FileRecords>,
    files: Vec<FileLine>,
}

struct OtherLanguage {
    code: &'static str,
    href: String,
    text: String,
}

struct NotPooledLine {
    title: String,
    studies: Vec<Link>,
    reason: String,
}

struct FileLine {
    path: String,
    kind: String,
    rows: String,
    sha256: String,
}

impl Page {
    fn new(context: &Context<'_>, languages: &[Language]) -> Result<Self, RenderError> {
        let findings = context.findings;
        let language = context.words.language();
        let (occasion, other_studies) = findings
            .trials
            .iter()
            .partition::<Vec<_>, _>(|trial| trial.in_occasion);
        let cards = |trials: Vec<_>| -> Vec<StudyCard> {
            trials
                .into_iter()
                .map(|trial| StudyCard::new(context, trial))
                .collect()
        };
        Ok(Self {
            words: context.words,
            language: language.code(),
            style: style::sheet(),
            policy: style::policy(),
            card: Card::new(context),
            other_languages: languages
                .iter()
                .filter(|other| **other != language)
                .map(|other| {
                    Ok(OtherLanguage {
                        code: other.code(),
                        href: file_name(*other),
                        text: Words::of(*other)?.text("read-in-this-language"),
                    })
                })
                .collect::<Result<_, RenderError>>()?,
            analyses: findings
                .analyses
                .iter()
                .enumerate()
                .map(|(index, analysis)| AnalysisSection::new(context, analysis, index + 1))
                .collect::<Result<_, _>>()?,
            not_pooled: findings
                .not_pooled
                .iter()
                .map(|line| NotPooledLine {
                    title: context.localized(&line.title),
                    studies: line
                        .trials
                        .iter()
                        .filter_map(|trial| context.study(trial))
                        .collect(),
                    reason: context.localized(&line.reason),
                })
                .collect(),
            conflicts: findings
                .conflicts
                .iter()
                .map(|conflict| ConflictNote::new(context, conflict))
                .collect(),
            stated: Stated::new(context, &findings.facts),
            occasion: cards(occasion),
            other_studies: cards(other_studies),
            problems: ProblemLine::all(context),
            waived: WaivedLine::all(context),
            methods: Methods::new(context),
            references: ReferenceEntry::all(context),
            records: FileRecords::all(context),
            files: findings
                .files
                .iter()
                .map(|file| file_line(context, file))
                .collect(),
        })
    }
}

fn file_line(context: &Context<'_>, file: &DataFile) -> FileLine {
    FileLine {
        path: file.path.clone(),
        kind: context.words.code("file", &file.kind),
        rows: if ["protocol", "waivers", "lock"].contains(&&file.kind[..]) {
            String::new()
        } else {
            context.numbers().count(file.rows as u64)
        },
        sha256: file.sha256.clone(),
    }
}

#[cfg(test)]
mod tests;
