//! How each effect was obtained from what was reported.

use super::context::{Context, Link, Origin};
use super::effects;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Effect, Scale, SharedControl};

/// One line an effect: what was printed, what was made of it, and how much the rounding matters.
#[derive(askama::Template)]
#[template(path = "derivations.html")]
pub(crate) struct Derivations {
    words: &'static crate::language::Words,
    anchor: String,
    caption: String,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    arms: String,
    href: Option<String>,
    estimate: String,
    standard_error: String,
    value: String,
    range: String,
    origin: Origin,
}

impl Derivations {
    pub(crate) fn new(context: &Context<'_>, analysis: &Analysis, anchor: String) -> Option<Self> {
        let subgroup_effects = analysis
            .subgroups
            .iter()
            .flat_map(|subgroups| &subgroups.groups)
            .flat_map(|group| &group.result.effects);
        let mut effects: Vec<&Effect> = Vec::new();
        for effect in analysis.main.effects.iter().chain(subgroup_effects) {
            // An effect of a subgroup may be the same row as one of the main result.
            if !effects.iter().any(|other| same_rows(other, effect)) {
                effects.push(effect);
            }
        }
        if effects.is_empty() {
            return None;
        }
        Some(Self {
            words: context.words,
            anchor,
            caption: context.words.format(
                "table-derivations",
                &Arguments::new().text("title", context.localized(&analysis.title)),
            ),
            rows: effects
                .into_iter()
                .map(|effect| row(context, analysis.scale, effect))
                .collect(),
        })
    }
}

fn same_rows(one: &Effect, other: &Effect) -> bool {
    let rows = |effect: &Effect| -> Vec<(String, usize)> {
        effect
            .provenance
            .rows
            .iter()
            .map(|row| (row.file.clone(), row.line))
            .collect()
    };
    rows(one) == rows(other)
}

fn row(context: &Context<'_>, scale: Scale, effect: &Effect) -> Row {
    let numbers = context.numbers();
    let derivation = &effect.derivation;
    let mut standard_error = context.words.format(
        &error_route(context, scale, &derivation.standard_error),
        &Arguments::new()
            .text(
                "level",
                derivation
                    .level
                    .map_or_else(String::new, |level| numbers.level(level)),
            )
            .text("p", derivation.p.clone().unwrap_or_default()),
    );
    if let Some(correction) = derivation.correction {
        standard_error = format!(
            "{standard_error}{}{}",
            context.text("list-separator"),
            context.words.format(
                "correction",
                &Arguments::new().text("value", numbers.short(correction)),
            )
        );
    }
    if let Some(shared) = &effect.shared_control {
        standard_error = format!(
            "{standard_error}{}{}",
            context.text("list-separator"),
            of_several(context, scale, shared)
        );
    }
    let subgroup = context.localized(&effect.subgroup);
    let mut arms = effects::arms(context, effect);
    if !subgroup.is_empty() {
        arms = format!("{arms} ({subgroup})");
    }
    Row {
        label: effect.label.clone(),
        arms,
        href: effect
            .provenance
            .rows
            .first()
            .and_then(|row| context.row(row))
            .map(|Link { href, .. }| href),
        estimate: context.words.code("estimate-route", &derivation.estimate),
        standard_error,
        value: numbers.variance(effect.standard_error),
        range: derivation
            .standard_error_range
            .map_or_else(String::new, |[lower, upper]| {
                context.words.format(
                    "range",
                    &Arguments::new()
                        .text("lower", numbers.variance(lower))
                        .text("upper", numbers.variance(upper)),
                )
            }),
        origin: context.origin(&effect.provenance),
    }
}

/// `2 comparisons with one control arm combined by their covariance: …`.
fn of_several(context: &Context<'_>, scale: Scale, shared: &SharedControl) -> String {
    let numbers = context.numbers();
    let id = match scale {
        Scale::Identity => "derivation-part",
        _ => "derivation-part-transformed",
    };
    let parts = shared.comparisons.iter().map(|part| {
        context.words.format(
            id,
            &Arguments::new()
                .text("arm", context.localized(&part.arm))
                .text("value", numbers.estimate(scale, part.estimate))
                .text("error", numbers.variance(part.standard_error)),
        )
    });
    let parts: Vec<String> = parts.collect();
    context.words.format(
        &format!("derivation-{}", shared.how),
        &Arguments::new()
            .count("n", parts.len())
            .text("parts", parts.join(&context.text("list-separator"))),
    )
}

/// The message of a route; the general one for a route without words.
fn error_route(context: &Context<'_>, scale: Scale, code: &str) -> String {
    let id = match (code, scale) {
        // Without logarithms.
        ("interval", Scale::Identity) => "error-route-interval-difference".to_owned(),
        _ => format!("error-route-{}", code.replace('_', "-")),
    };
    if context.words.has(&id) {
        id
    } else {
        "error-route-reported".to_owned()
    }
}
