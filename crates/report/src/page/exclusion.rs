//! Rows that answer a question and are not in its result, each with the reason.

use super::context::{Context, Origin};
use super::printed;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Excluded, ExclusionReason, Verification};

/// The rows left out of an analysis.
#[derive(askama::Template)]
#[template(path = "exclusions.html")]
pub(crate) struct Exclusions {
    words: &'static crate::language::Words,
    anchor: String,
    caption: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    label: String,
    study: Option<String>,
    reported: String,
    reason: String,
    origin: Origin,
}

impl Exclusions {
    pub(crate) fn new(context: &Context<'_>, analysis: &Analysis, anchor: String) -> Option<Self> {
        let of_groups = analysis
            .subgroups
            .iter()
            .flat_map(|subgroups| &subgroups.groups)
            .flat_map(|group| &group.excluded);
        let mut rows: Vec<&Excluded> = Vec::new();
        for excluded in analysis.excluded.iter().chain(of_groups) {
            if !rows.contains(&excluded) {
                rows.push(excluded);
            }
        }
        if rows.is_empty() {
            return None;
        }
        Some(Self {
            words: context.words,
            anchor,
            caption: context.words.format(
                "table-excluded",
                &Arguments::new().text("title", context.localized(&analysis.title)),
            ),
            rows: rows
                .into_iter()
                .map(|row| self::row(context, row))
                .collect(),
        })
    }
}

fn row(context: &Context<'_>, excluded: &Excluded) -> Row {
    Row {
        label: excluded.label.clone(),
        study: context.study(&excluded.trial).map(|link| link.href),
        reported: excluded
            .provenance
            .rows
            .iter()
            .map(|row| printed::figures(context, &row.cells))
            .collect::<Vec<_>>()
            .join(&context.text("versus")),
        reason: reason(context, &excluded.reason),
        origin: context.origin(&excluded.provenance),
    }
}

/// Why a row was left out, in words.
pub(crate) fn reason(context: &Context<'_>, reason: &ExclusionReason) -> String {
    match reason {
        ExclusionReason::Verification { state } => context.text(match state {
            Verification::Primary => "excluded-primary",
            Verification::Secondary => "excluded-secondary",
            Verification::Unverified => "excluded-unverified",
        }),
        ExclusionReason::Preferred { source, reason } => {
            let reference = context
                .reference(source)
                .map_or_else(|| source.clone(), |link| link.text);
            let preferred = context.words.format(
                "excluded-preferred",
                &Arguments::new().text("reference", reference),
            );
            match reason {
                None => preferred,
                Some(reason) => context.words.format(
                    "excluded-with-reason",
                    &Arguments::new()
                        .text("what", preferred)
                        .text("reason", context.localized(reason)),
                ),
            }
        }
        ExclusionReason::Protocol { reason } => context.words.format(
            "excluded-protocol",
            &Arguments::new().text("reason", context.localized(reason)),
        ),
        ExclusionReason::NoStandardError => context.text("excluded-no-standard-error"),
        ExclusionReason::NoEstimate => context.text("excluded-no-estimate"),
        ExclusionReason::OnlyBound => context.text("excluded-only-bound"),
        ExclusionReason::NoCounts => context.text("excluded-no-counts"),
        ExclusionReason::NoInformation => context.text("excluded-no-information"),
    }
}
