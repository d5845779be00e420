//! Turns a protocol and a registry into findings.
//!
//! # Steps
//! 1. [`trialpool_ingest::read`] gives the registry, and every problem in its files;
//!    [`trialpool_integrity::check`] holds its figures against each other, and `severities` weighs
//!    what was found as the protocol asks.
//! 2. `protocol` reads the questions of `review.toml`; every id becomes a key.
//! 3. `candidates` lists the rows that could answer a question; `selection` keeps at most one a
//!    trial and says of every other why not; `resolve` does so for each analysis, subgroup and
//!    sensitivity analysis, and reports what is ambiguous or counted twice.
//! 4. `effects` turns the figures of a row into an effect with a standard error, by
//!    [`trialpool_meta_analysis::reported`] and [`trialpool_meta_analysis::effect_size`].
//!    `shared_control` makes one effect of several arms against one, where the protocol asks for it.
//! 5. `synthesis` pools, by [`trialpool_meta_analysis::pool`]; `sections` and `regression` add what the protocol asks
//!    to be shown beside it, with what the registry knows of each study (`moderators`).
//! 6. `assemble` writes everything into one document, [`Findings`], with the rows quoted
//!    (`provenance`), the trials (`studies`), the interval of each effect (`interval`) and the fingerprints of the files (`digest`).

mod assemble;
mod candidates;
mod digest;
mod effects;
pub mod findings;
mod interval;
mod lock;
mod moderators;
mod participants;
mod protocol;
mod provenance;
mod regression;
mod resolve;
mod rules;
mod sections;
mod selection;
mod severities;
mod shared_control;
mod studies;
mod synthesis;
mod waivers;

pub use findings::Findings;

use assemble::{Assembly, problems, waived};
use jiff::civil::Date;
pub use lock::Unreadable;
use participants::Participants;
use trialpool_ingest::{Diagnostic, Files, Waived, in_order};
use trialpool_language::Localized;

/// What a review gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The findings; `None` if anything cannot be right.
    pub findings: Option<Findings>,
    /// Every problem, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a check gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Every problem that is not waived, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The problems that are waived, by file and place.
    pub waived: Vec<Waived>,
    /// The rows that were read.
    pub rows: usize,
}

/// Checks a registry and its protocol; computes no pooled result.
///
/// `today` is the day on which waivers are judged; without one, none has expired.
pub fn check(files: &Files, today: Option<Date>) -> Check {
    run(files, today, |_, _| ()).1
}

/// The entry of `waivers.toml` that would waive a finding.
///
/// `None` if the finding has no place in a file, or keeps a row from being read.
pub fn waiver(
    files: &Files,
    diagnostic: &Diagnostic,
    reason: &Localized,
    by: &str,
    until: Date,
) -> Option<String> {
    waivers::write(files, diagnostic, reason, by, until)
}

/// The text of `protocol.lock` that registers the protocol as it stands.
///
/// # Errors
/// [`Unreadable`] if the protocol is no TOML.
pub fn lock(files: &Files, registered: Date) -> Result<String, Unreadable> {
    lock::write(files, registered)
}

/// Reads, selects and pools: the whole way from the files to the findings.
pub fn review(files: &Files) -> Review {
    let (findings, check) = run(files, None, |assembly, stage| {
        assembly.findings(stage.resolved, stage.diagnostics)
    });
    let diagnostics = check.diagnostics;
    let findings = findings.map(|findings| Findings {
        problems: problems(files, &diagnostics),
        waived: waived(files, &check.waived),
        ..findings
    });
    Review {
        findings,
        diagnostics,
    }
}

/// What stands when everything is selected and nothing is pooled yet.
struct Stage<'s, 'r, 'f> {
    resolved: &'s [resolve::Resolved<'r, 'f>],
    diagnostics: &'s mut Vec<Diagnostic>,
}

/// All stages but the last, which runs only where nothing is wrong.
fn run<T>(
    files: &Files,
    today: Option<Date>,
    last: impl FnOnce(&Assembly<'_, '_>, Stage<'_, '_, '_>) -> T,
) -> (Option<T>, Check) {
    let reading = trialpool_ingest::read(files);
    let (severities, found) = severities::read(files);
    let mut diagnostics = trialpool_integrity::check(files, &reading);
    diagnostics.extend(found);
    let (protocol, found) = protocol::parse(files, &reading);
    diagnostics.extend(found);
    diagnostics.extend(reading.diagnostics);
    diagnostics.extend(lock::check(files));
    let (mut waivers, found) = waivers::read(files, today);
    diagnostics.extend(found);
    severities.apply(&mut diagnostics);
    waivers.apply(&mut diagnostics);
    let sound = |diagnostics: &[Diagnostic]| !diagnostics.iter().any(Diagnostic::is_error);
    let mut result = None;
    // On a registry with errors, rows are missing: what it selects says nothing.
    if let Some(protocol) = protocol.filter(|_| sound(&diagnostics)) {
        let registry = &reading.registry;
        let (resolved, mut found) = resolve::resolve(files, registry, &protocol);
        found.extend(rules::check(files, registry, &protocol, &resolved));
        severities.apply(&mut found);
        waivers.apply(&mut found);
        diagnostics.extend(found);
        if sound(&diagnostics) {
            let assembly = Assembly {
                files,
                registry,
                protocol: &protocol,
                participants: Participants::new(registry),
            };
            let stage = Stage {
                resolved: &resolved,
                diagnostics: &mut diagnostics,
            };
            result = Some(last(&assembly, stage));
        }
    }
    let (waived, mut found) = waivers.finish(sound(&diagnostics));
    severities.apply(&mut found);
    diagnostics.extend(found);
    let check = Check {
        diagnostics: in_order(diagnostics),
        waived,
        rows: reading.rows,
    };
    (result, check)
}
