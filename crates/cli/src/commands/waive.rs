//! `trialpool waive`: an entry of `waivers.toml` for a finding.

use super::check::{open, today};
use crate::args::WaiveArgs;
use crate::failure::{Failure, Outcome, Verdict};
use crate::options::language;
use crate::publish;
use crate::terminal;
use crate::words::{with, words};
use std::collections::BTreeSet;
use trialpool_ingest::{Code, Diagnostic, Files, WAIVERS};
use trialpool_language::Localized;
use trialpool_review::{check, waiver};

/// Lines that a message about a missing finding names at most.
const NAMED: usize = 5;

/// Waives the findings of a rule at a row.
pub(crate) fn run(args: &WaiveArgs) -> Outcome {
    let files = open(&args.dir)?;
    let code = Code::parse(&args.code).ok_or_else(|| {
        Failure::call(format!("no rule `{}`", args.code))
            .help("`trialpool explain` lists the rules")
    })?;
    if code.is_fixed() {
        return Err(
            Failure::call(format!("a finding of {code} cannot be waived"))
                .help("it keeps a row or the protocol from being read: mend it instead"),
        );
    }
    if args.until < today() {
        return Err(Failure::call(format!("{} is over", args.until))
            .help("a waiver holds until a day to come"));
    }
    let found = check(&files, Some(today())).diagnostics;
    let at = |finding: &Diagnostic| {
        let label = finding.primary.as_ref()?;
        let file = files.get(label.file);
        Some((file.name(), file.line_column(label.span.start()).0))
    };
    let (file, line) = (&args.place.0[..], args.place.1);
    let here: Vec<&Diagnostic> = found
        .iter()
        .filter(|finding| finding.code == code && at(finding) == Some((file, line)))
        .collect();
    if here.is_empty() {
        let elsewhere = found.iter().filter(|finding| finding.code == code);
        let elsewhere: BTreeSet<_> = elsewhere.filter_map(at).collect();
        return Err(no_finding(code, (file, line), &elsewhere));
    }
    let reason = Localized::new(args.reason_en.clone(), args.reason_fr.clone());
    // Findings of one rule at one row may point at the same rows: one waiver takes them all out.
    let entries: BTreeSet<String> = here
        .into_iter()
        .filter_map(|finding| waiver(&files, finding, &reason, &args.by, args.until))
        .collect();
    let path = args.dir.join(WAIVERS);
    publish::write(&path, with_entries(&files, &entries).as_bytes())?;
    let told = with()
        .count("count", entries.len())
        .text("file", terminal::visible(&path.display().to_string()));
    terminal::say(&words(language(&args.lang)).format("waive-written", &told));
    Ok(Verdict::Good)
}

/// What `waivers.toml` holds with the new entries at its end.
fn with_entries(files: &Files, entries: &BTreeSet<String>) -> String {
    let before = files.companion(WAIVERS).map(|(_, file)| file.text());
    let mut text = before.map_or_else(String::new, |text| text.trim_end().to_owned());
    for entry in entries {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(entry.trim_end());
    }
    text.push('\n');
    text
}

fn no_finding(code: Code, place: (&str, usize), elsewhere: &BTreeSet<(&str, usize)>) -> Failure {
    let failure = Failure::call(format!("no finding of {code} at `{}:{}`", place.0, place.1));
    let lines: Vec<String> = elsewhere
        .iter()
        .take(NAMED)
        .map(|(file, line)| format!("{file}:{line}"))
        .collect();
    if lines.is_empty() {
        return failure.help("`trialpool check --notes` shows what was found, and where");
    }
    failure.help(format!("it is found at {}", lines.join(", ")))
}
