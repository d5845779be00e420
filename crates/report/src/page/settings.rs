//! Statistical settings in words.

use super::context::Context;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Pooling, Sensitivity, Settings, Verification};

/// The settings that made a result. A single result is shown as it is: no model has been fitted.
pub(crate) fn used(context: &Context<'_>, settings: &Settings, result: &Pooling) -> String {
    if result.effects.len() > 1 {
        summary(context, settings)
    } else {
        verification(context, settings)
    }
}

/// What a sensitivity analysis changes that matters for its result.
pub(crate) fn changed(
    context: &Context<'_>,
    analysis: &Analysis,
    sensitivity: &Sensitivity,
) -> String {
    let (main, other) = (&analysis.settings, &sensitivity.settings);
    match (
        analysis.main.effects.len(),
        sensitivity.result.effects.len(),
    ) {
        (_, 0 | 1) if main.verification == other.verification => String::new(),
        (_, 0 | 1) => verification(context, other),
        // The main result names no model that this one could differ from.
        (0 | 1, _) => summary(context, other),
        _ => differences(context, main, other),
    }
}

/// All settings of an analysis in one line.
fn summary(context: &Context<'_>, settings: &Settings) -> String {
    let profile = (settings.tau2_ci != "qprofile").then(|| tau2_ci(context, settings));
    let formulas = [
        (settings.vtype.is_some()).then(|| vtype(context, settings)),
        (settings.correction.is_some()).then(|| correction(context, settings)),
        (settings.shared_control.is_some()).then(|| shared_control(context, settings)),
    ];
    [
        method(context, settings),
        test(context, settings),
        prediction(context, settings),
    ]
    .into_iter()
    .chain(profile)
    .chain(formulas.into_iter().flatten())
    .chain([verification(context, settings)])
    .collect::<Vec<_>>()
    .join(&context.text("list-separator"))
}

/// What `other` changes of `main`, in one line; empty if nothing.
pub(crate) fn differences(context: &Context<'_>, main: &Settings, other: &Settings) -> String {
    let mut parts = Vec::new();
    if main.method != other.method {
        parts.push(method(context, other));
    }
    if main.test != other.test {
        parts.push(test(context, other));
    }
    if main.level != other.level {
        parts.push(context.words.format(
            "setting-level",
            &Arguments::new().text("level", context.numbers().level(other.level)),
        ));
    }
    if (&main.prediction, main.bootstrap) != (&other.prediction, other.bootstrap) {
        parts.push(prediction(context, other));
    }
    if main.tau2_ci != other.tau2_ci {
        parts.push(tau2_ci(context, other));
    }
    if main.vtype != other.vtype {
        parts.push(vtype(context, other));
    }
    if main.correction != other.correction {
        parts.push(correction(context, other));
    }
    if main.shared_control != other.shared_control {
        parts.push(shared_control(context, other));
    }
    if main.verification != other.verification {
        parts.push(verification(context, other));
    }
    parts.join(&context.text("list-separator"))
}

/// The model and its estimator.
pub(crate) fn method(context: &Context<'_>, settings: &Settings) -> String {
    context.words.code("method", &settings.method)
}

/// How intervals are made.
pub(crate) fn test(context: &Context<'_>, settings: &Settings) -> String {
    context.words.code("test", &settings.test)
}

/// The rule of the prediction interval.
pub(crate) fn prediction(context: &Context<'_>, settings: &Settings) -> String {
    let Some(drawn) = settings.bootstrap else {
        return context.words.code("prediction", &settings.prediction);
    };
    context.words.format(
        "prediction-bootstrap",
        &Arguments::new()
            .text("samples", context.numbers().count(drawn.samples as u64))
            .text("seed", drawn.seed.to_string()),
    )
}

/// How the interval of τ² is made.
fn tau2_ci(context: &Context<'_>, settings: &Settings) -> String {
    context.words.code("tau2-ci", &settings.tau2_ci)
}

/// How the variances of effects computed from arms are estimated.
fn vtype(context: &Context<'_>, settings: &Settings) -> String {
    let name = settings.vtype.as_deref();
    context.words.code("vtype", name.unwrap_or("default"))
}

/// How their small-sample bias is corrected.
fn correction(context: &Context<'_>, settings: &Settings) -> String {
    let name = settings.correction.as_deref();
    context.words.code("bias", name.unwrap_or("default"))
}

/// What is done with several arms against one.
fn shared_control(context: &Context<'_>, settings: &Settings) -> String {
    let name = settings.shared_control.as_deref();
    context
        .words
        .code("shared-control", name.unwrap_or("default"))
}

/// Which figures are admitted.
pub(crate) fn verification(context: &Context<'_>, settings: &Settings) -> String {
    let states: Vec<String> = settings
        .verification
        .iter()
        .map(|state| {
            context.words.code(
                "admitted",
                match state {
                    Verification::Primary => "primary",
                    Verification::Secondary => "secondary",
                    Verification::Unverified => "unverified",
                },
            )
        })
        .collect();
    context.words.format(
        "setting-verification",
        &Arguments::new().text("states", states.join(&context.text("comma"))),
    )
}
