//! Rules on what an analysis of the protocol asks for: one rule, one file. Those on the selected
//! rows themselves stand with the selection, in [`resolve`](crate::resolve).

mod far_timepoints;
mod mixed_directions;
mod mixed_units;
mod mixed_variables;
mod same_question;
mod unverified_main;

use crate::protocol::{AnalysisPlan, Protocol};
use crate::resolve::Resolved;
use trialpool_ingest::{Diagnostic, Files, Registry};

/// An analysis, with what a rule looks things up in.
pub(crate) struct Asked<'c, 'f> {
    pub(crate) files: &'c Files,
    pub(crate) registry: &'c Registry<'f>,
    pub(crate) analysis: &'c AnalysisPlan,
    pub(crate) resolved: &'c Resolved<'c, 'f>,
    /// The analyses before it, with what they select.
    pub(crate) before: &'c [(&'c AnalysisPlan, &'c Resolved<'c, 'f>)],
}

type Rule = fn(&Asked<'_, '_>, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    mixed_units::check,
    mixed_directions::check,
    mixed_variables::check,
    unverified_main::check,
    same_question::check,
    far_timepoints::check,
];

/// What the rules find in the analyses of a protocol.
pub(crate) fn check(
    files: &Files,
    registry: &Registry<'_>,
    protocol: &Protocol,
    resolved: &[Resolved<'_, '_>],
) -> Vec<Diagnostic> {
    let analyses: Vec<_> = protocol.analyses.iter().zip(resolved).collect();
    let mut found = Vec::new();
    for (index, (analysis, resolved)) in analyses.iter().enumerate() {
        let asked = Asked {
            files,
            registry,
            analysis,
            resolved,
            before: &analyses[..index],
        };
        for rule in RULES {
            rule(&asked, &mut found);
        }
    }
    found
}
