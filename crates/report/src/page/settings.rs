//! Statistical settings in words.

use super::context::Context;
use trialpool_language::Arguments;
use trialpool_review::findings::{Settings, Verification};

/// All settings of an analysis in one line.
pub(crate) fn summary(context: &Context<'_>, settings: &Settings) -> String {
    [
        method(context, settings),
        test(context, settings),
        prediction(context, settings),
        verification(context, settings),
    ]
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
    if main.prediction != other.prediction {
        parts.push(prediction(context, other));
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
    context.words.code("prediction", &settings.prediction)
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
        &Arguments::new().text("states", states.join(&context.text("list-separator"))),
    )
}
