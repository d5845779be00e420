//! The methods, written from the settings that the analyses used.

use super::context::{Context, Link};
use super::settings;
use crate::forest::wording::method_family;
use std::collections::BTreeSet;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Settings, Synthesis};

/// The paragraphs of the methods, and who departs from the common settings.
pub(crate) struct Methods {
    /// One paragraph a subject.
    pub(crate) paragraphs: Vec<String>,
    /// Other settings than most analyses have, and which analyses have them.
    pub(crate) departures: Vec<(String, Vec<Link>)>,
}

impl Methods {
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let analyses = &context.findings.analyses;
        let Some(common) = most_common(analyses) else {
            return Self {
                paragraphs: vec![context.text("methods-no-analysis")],
                departures: Vec::new(),
            };
        };
        let mut paragraphs = vec![pooling(context, common)];
        let described = particular(analyses);
        paragraphs.extend(described.into_iter().map(|id| context.text(id)));
        paragraphs.push(context.words.format(
            "methods-heterogeneity",
            &Arguments::new().text("rule", common.tau2_ci.as_str()),
        ));
        if analyses.iter().any(|analysis| analysis.subgroups.is_some()) {
            paragraphs.push(context.text("methods-subgroups"));
        }
        paragraphs.push(context.text("methods-derivations"));
        if analyses
            .iter()
            .any(|analysis| analysis.synthesis == Synthesis::SingleArm)
        {
            paragraphs.push(context.text("methods-single-arm"));
        }
        if analyses
            .iter()
            .any(|analysis| matches!(&*analysis.measure, "PFT" | "IRFT"))
        {
            paragraphs.push(context.text("methods-freeman-tukey"));
        }
        paragraphs.push(verification(context, common));
        paragraphs.extend(preference(context));
        paragraphs.push(context.text("methods-no-threshold"));
        paragraphs.push(
            context.words.format(
                "methods-software",
                &Arguments::new()
                    .text("name", context.findings.software.name.as_str())
                    .text("version", context.findings.software.version.as_str()),
            ),
        );
        Self {
            paragraphs,
            departures: departures(context, common),
        }
    }
}

/// The settings that most analyses share; of equally common ones the first.
fn most_common(analyses: &[Analysis]) -> Option<&Settings> {
    let mut best: Option<(&Settings, usize)> = None;
    for analysis in analyses {
        let count = analyses
            .iter()
            .filter(|other| other.settings == analysis.settings)
            .count();
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((&analysis.settings, count));
        }
    }
    best.map(|(settings, _)| settings)
}

fn departures(context: &Context<'_>, common: &Settings) -> Vec<(String, Vec<Link>)> {
    let mut departures: Vec<(String, Vec<Link>)> = Vec::new();
    for analysis in &context.findings.analyses {
        let what = settings::differences(context, common, &analysis.settings);
        let Some(link) = context.analysis(&analysis.id).filter(|_| !what.is_empty()) else {
            continue;
        };
        match departures.iter_mut().find(|(other, _)| *other == what) {
            Some((_, links)) => links.push(link),
            None => departures.push((what, vec![link])),
        }
    }
    departures
}

/// The paragraphs on methods, tests and predictions that some analysis or sensitivity analysis takes.
fn particular(analyses: &[Analysis]) -> Vec<&'static str> {
    let mut settings = Vec::new();
    for analysis in analyses {
        settings.push(&analysis.settings);
        settings.extend(analysis.sensitivities.iter().map(|other| &other.settings));
    }
    let method = |name: &str| settings.iter().any(|taken| taken.method == name);
    let shared = |how: &str| {
        let mut settings = settings.iter();
        settings.any(|taken| taken.shared_control.as_deref() == Some(how))
    };
    let own = ["hk", "hk-pr", "kr", "kr-pr"];
    [
        ("methods-mh", method("MH")),
        ("methods-peto", method("PETO")),
        ("methods-ivhet", method("IVHET")),
        ("methods-hc", method("HC")),
        (
            "methods-kr",
            settings.iter().any(|taken| taken.test == "kr"),
        ),
        (
            "methods-prediction-own",
            settings
                .iter()
                .any(|taken| own.contains(&&*taken.prediction)),
        ),
        (
            "methods-formulas",
            settings
                .iter()
                .any(|taken| taken.vtype.is_some() || taken.correction.is_some()),
        ),
        ("methods-shared-control-covariance", shared("covariance")),
        ("methods-shared-control-combine", shared("combine")),
        (
            "methods-bootstrap",
            settings.iter().any(|taken| taken.bootstrap.is_some()),
        ),
    ]
    .into_iter()
    .filter(|(_, taken)| *taken)
    .map(|(id, _)| id)
    .collect()
}

fn pooling(context: &Context<'_>, settings: &Settings) -> String {
    let id = match method_family(settings) {
        "mh" | "peto" => "methods-pooling-tables",
        _ => "methods-pooling",
    };
    context.words.format(
        id,
        &Arguments::new()
            .text("method", settings::method(context, settings))
            .text("test", settings::test(context, settings))
            .text("level", context.numbers().level(settings.level))
            .text("prediction", settings::prediction(context, settings)),
    )
}

fn verification(context: &Context<'_>, settings: &Settings) -> String {
    context.words.format(
        "methods-verification",
        &Arguments::new().text("admitted", settings::verification(context, settings)),
    )
}

/// The rules of the protocol that hold for every trial, each once.
fn preference(context: &Context<'_>) -> Option<String> {
    let rules: BTreeSet<String> = context
        .findings
        .analyses
        .iter()
        .flat_map(|analysis| &analysis.choices)
        .filter(|choice| choice.trial.is_none())
        .map(|choice| context.localized(&choice.reason))
        .filter(|reason| !reason.is_empty())
        .collect();
    if rules.is_empty() {
        return None;
    }
    Some(context.words.format(
        "methods-preference",
        &Arguments::new().text("rules", rules.into_iter().collect::<Vec<_>>().join(" ")),
    ))
}
