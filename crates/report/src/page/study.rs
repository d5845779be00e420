//! The studies: what each is, what is registered of it, and what became of that.

use super::anchor::Kind;
use super::context::{Badge, Context, Link, Origin};
use super::printed;
use super::stated::Stated;
use std::collections::BTreeMap;
use trialpool_language::Arguments;
use trialpool_review::findings::{Findings, RegisteredResult, Trial};

/// One study.
#[derive(askama::Template)]
#[template(path = "study.html")]
pub(crate) struct StudyCard {
    words: &'static crate::language::Words,
    pub(crate) anchor: String,
    pub(crate) name: String,
    subtitle: String,
    badge: Badge,
    source: Option<Link>,
    row: Option<Link>,
    registration: Option<Registration>,
    arms: Vec<String>,
    stated: Stated,
    statuses: Vec<Status>,
    conflicts: Vec<Link>,
    results: Option<Results>,
}

struct Registration {
    number: String,
    address: Option<String>,
}

/// Whether the study is pooled, and if not, why.
struct Status {
    text: String,
    links: Vec<NumberedLink>,
}

struct Results {
    anchor: String,
    caption: String,
    open: bool,
    heading: String,
    rows: Vec<ResultRow>,
}

struct ResultRow {
    outcome: String,
    what: String,
    figures: String,
    href: Option<String>,
    used_in: Vec<NumberedLink>,
    origin: Origin,
}

/// A link to an analysis by its number.
struct NumberedLink {
    number: usize,
    link: Link,
}

impl StudyCard {
    pub(crate) fn new(context: &Context<'_>, trial: &Trial) -> Self {
        let anchor = context
            .anchors
            .get(Kind::Study, &trial.id)
            .unwrap_or_default()
            .to_owned();
        Self {
            words: context.words,
            name: trial.name.clone(),
            subtitle: subtitle(context, trial),
            badge: context.badge(trial.verification),
            source: context.reference(&trial.source),
            row: context.row(&trial.row),
            registration: trial.registration.as_deref().map(registration),
            arms: trial
                .arms
                .iter()
                .map(|arm| self::arm(context, arm))
                .collect(),
            stated: Stated::new(context, &trial.facts),
            statuses: statuses(context, trial),
            conflicts: context
                .conflicts_of(&trial.id)
                .filter_map(|conflict| context.conflict(conflict))
                .collect(),
            results: results(context, trial, &anchor),
            anchor,
        }
    }
}

/// `2019 · phase 3 · randomised, double-blind · adults with NMOSD · 143 participants`.
fn subtitle(context: &Context<'_>, trial: &Trial) -> String {
    let words = context.words;
    let mut parts = Vec::new();
    if let Some(year) = trial.year {
        parts.push(year.to_string());
    }
    parts.push(words.code("design", &trial.design));
    if let Some(blinding) = &trial.blinding {
        parts.push(words.code("blinding", blinding));
    }
    if let Some(phase) = &trial.phase {
        parts.push(words.format("phase", &Arguments::new().text("phase", phase.as_str())));
    }
    if !trial.population.is_empty() {
        parts.push(words.localized(&trial.population));
    }
    if let Some(participants) = trial.participants {
        parts.push(participants_of(context, participants));
    }
    parts.join(" · ")
}

fn participants_of(context: &Context<'_>, participants: u64) -> String {
    context.words.format(
        "participants",
        &Arguments::new()
            .count("n", usize::try_from(participants).unwrap_or(usize::MAX))
            .text("participants", context.numbers().count(participants)),
    )
}

/// `NCT…` numbers lead to the registry that gave them.
fn registration(number: &str) -> Registration {
    let digits = number.strip_prefix("NCT").unwrap_or("");
    let known = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    Registration {
        number: number.to_owned(),
        address: known.then(|| format!("https://clinicaltrials.gov/study/{number}")),
    }
}

fn arm(context: &Context<'_>, arm: &trialpool_review::findings::Arm) -> String {
    let mut text = context
        .words
        .joined(&[&arm.label, &arm.dose], &context.text("comma"));
    if let Some(participants) = arm.participants {
        text = context.words.format(
            "arm-with-participants",
            &Arguments::new()
                .text("arm", text)
                .text("n", context.numbers().count(participants)),
        );
    }
    text
}

/// Which analyses use the study, or why none does.
fn statuses(context: &Context<'_>, trial: &Trial) -> Vec<Status> {
    let mut statuses = Vec::new();
    let used = numbered(context, trial.used_in.iter().map(String::as_str));
    if !used.is_empty() {
        statuses.push(Status {
            text: context.text("status-pooled"),
            links: used,
        });
    }
    for not_pooled in &context.findings.not_pooled {
        if not_pooled.trials.contains(&trial.id) {
            statuses.push(Status {
                text: context.words.format(
                    "status-not-pooled",
                    &Arguments::new()
                        .text("title", context.localized(&not_pooled.title))
                        .text("reason", context.localized(&not_pooled.reason)),
                ),
                links: Vec::new(),
            });
        }
    }
    if statuses.is_empty() {
        let excluded = numbered(context, excluding(context.findings, &trial.id));
        statuses.push(if excluded.is_empty() {
            Status {
                text: context.text("status-no-question"),
                links: Vec::new(),
            }
        } else {
            Status {
                text: context.text("status-excluded"),
                links: excluded,
            }
        });
    }
    statuses
}

/// Links to analyses by number; sensitivity analyses are left to the section of their analysis.
fn numbered<'a>(
    context: &Context<'_>,
    ids: impl IntoIterator<Item = &'a str>,
) -> Vec<NumberedLink> {
    ids.into_iter()
        .filter(|id| !id.contains('/'))
        .filter_map(|id| {
            Some(NumberedLink {
                number: context.analysis_number(id)?,
                link: context.analysis(id)?,
            })
        })
        .collect()
}

/// The analyses that leave a result of the study out.
fn excluding<'a>(findings: &'a Findings, trial: &str) -> Vec<&'a str> {
    findings
        .analyses
        .iter()
        .filter(|analysis| {
            let groups = analysis
                .subgroups
                .iter()
                .flat_map(|subgroups| &subgroups.groups)
                .flat_map(|group| &group.excluded);
            analysis
                .excluded
                .iter()
                .chain(groups)
                .any(|excluded| excluded.trial == trial)
        })
        .map(|analysis| analysis.id.as_str())
        .collect()
}

fn results(context: &Context<'_>, trial: &Trial, anchor: &str) -> Option<Results> {
    if trial.results.is_empty() {
        return None;
    }
    let count = Arguments::new().count("n", trial.results.len());
    Some(Results {
        anchor: format!("{anchor}~results"),
        caption: context.words.format(
            "table-results",
            &Arguments::new().text("study", trial.name.as_str()),
        ),
        // A short list is quicker read than opened.
        open: trial.results.len() <= 4,
        heading: context.words.format("summary-results", &count),
        rows: by_outcome(&trial.results)
            .into_iter()
            .map(|result| result_row(context, result))
            .collect(),
    })
}

/// Results of one outcome together, outcomes in the order in which they first appear.
fn by_outcome(results: &[RegisteredResult]) -> Vec<&RegisteredResult> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for result in results {
        let next = first.len();
        first.entry(&result.outcome.en).or_insert(next);
    }
    let mut ordered: Vec<&RegisteredResult> = results.iter().collect();
    ordered.sort_by_key(|result| first.get(result.outcome.en.as_str()).copied());
    ordered
}

fn result_row(context: &Context<'_>, result: &RegisteredResult) -> ResultRow {
    let figures = printed::figures(context, &result.reported);
    ResultRow {
        outcome: context.localized(&result.outcome),
        what: [
            context.localized(&result.arms),
            context.words.joined(
                &[&result.subgroup, &result.timepoint],
                &context.text("comma"),
            ),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(&context.text("list-separator")),
        figures: if figures.is_empty() {
            context.text("no-figure")
        } else {
            figures
        },
        href: result
            .provenance
            .rows
            .first()
            .and_then(|row| context.row(row))
            .map(|link| link.href),
        used_in: numbered(context, result.used_in.iter().map(String::as_str)),
        origin: context.origin(&result.provenance),
    }
}
