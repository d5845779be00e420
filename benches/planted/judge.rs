//! Whether a check finds a planted error.

use super::{Class, Planted};
use crate::sheet::{Cell, Tables};
use std::collections::HashMap;
use trialpool_ingest::{Code, Diagnostic, Label, Severity};
use trialpool_language::Language;

/// A place in a registry: sheet, row, and the column if it is one cell.
type Spot = (usize, usize, Option<usize>);

/// Where each cell of a sheet starts and ends.
type Spans = Vec<(usize, usize)>;

/// What a check of the clean registry finds.
pub struct Baseline {
    /// By code, severity and place: a warning where a note stood is news.
    counts: HashMap<(Code, Severity, Option<Spot>), usize>,
    /// How many findings of each code, by severity.
    pub findings: Vec<(Code, Severity)>,
}

/// How a planted error fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No new error or warning points at what was changed.
    Missed,
    /// One points at the row.
    Row,
    /// One points at the cell.
    Cell,
}

/// How a planted error fared, and whether a finding named the right explanation.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Where it was found.
    pub verdict: Verdict,
    /// Whether a finding offers what was there before, or names the kind of error.
    pub explained: bool,
    /// Whether one of the findings is an error.
    pub error: bool,
    /// The rules that found it.
    pub codes: Vec<Code>,
}

impl Baseline {
    /// Checks a clean registry.
    pub fn of(tables: &Tables) -> Self {
        let mut counts = HashMap::new();
        let mut findings = Vec::new();
        for (diagnostic, spots) in check(tables) {
            findings.push((diagnostic.code, diagnostic.severity));
            *counts
                .entry((
                    diagnostic.code,
                    diagnostic.severity,
                    spots.first().copied().flatten(),
                ))
                .or_default() += 1;
        }
        Self { counts, findings }
    }
}

/// Checks a registry with a planted error.
pub fn judge(planted: &Planted, baseline: &Baseline) -> Outcome {
    let mut before = baseline.counts.clone();
    let mut outcome = Outcome {
        verdict: Verdict::Missed,
        explained: false,
        error: false,
        codes: Vec::new(),
    };
    for (diagnostic, spots) in check(&planted.tables) {
        if let Some(known) = before
            .get_mut(&(diagnostic.code, diagnostic.severity, spots[0]))
            .filter(|known| **known > 0)
        {
            *known -= 1;
            continue;
        }
        if diagnostic.severity == Severity::Note {
            continue;
        }
        let verdict = spots
            .iter()
            .flatten()
            .map(|spot| hits(planted, *spot))
            .max();
        let verdict = verdict.unwrap_or(Verdict::Missed);
        if verdict == Verdict::Missed {
            continue;
        }
        outcome.verdict = outcome.verdict.max(verdict);
        outcome.error |= diagnostic.is_error();
        outcome.explained |= explains(planted, &diagnostic);
        if !outcome.codes.contains(&diagnostic.code) {
            outcome.codes.push(diagnostic.code);
        }
    }
    outcome
}

fn hits(planted: &Planted, (sheet, row, column): Spot) -> Verdict {
    if planted.added.contains(&(sheet, row)) {
        return Verdict::Cell;
    }
    let same = |cell: &Cell| (cell.sheet, cell.row) == (sheet, row);
    let mut changed = planted
        .changed
        .iter()
        .map(|(cell, _)| cell)
        .filter(|cell| same(cell))
        .peekable();
    if changed.peek().is_none() {
        Verdict::Missed
    } else if changed.any(|cell| Some(cell.column) == column) {
        Verdict::Cell
    } else {
        Verdict::Row
    }
}

/// Whether a finding offers the value that stood there, or names the kind of error.
fn explains(planted: &Planted, diagnostic: &Diagnostic) -> bool {
    let words = diagnostic.helps.iter().chain(&diagnostic.notes);
    let mut words: Vec<String> = words
        .map(|message| message.render(Language::English))
        .collect();
    words.push(diagnostic.message.render(Language::English));
    let named: &[&str] = match planted.class {
        Class::ArmsSwapped => &["swapped", "exchanged", "other way round"],
        Class::SignFlipped => &[
            "sign",
            "direction",
            "swapped",
            "exchanged",
            "other way round",
            "inverse",
        ],
        Class::SpreadConfused => &["standard error", "variance", "standard deviation"],
        Class::LevelWrong => &["level"],
        Class::NonEvents => &["without"],
        Class::LogRatio => &["logarithm"],
        Class::PercentAsRatio => &["per cent", "reduction"],
        Class::DuplicateTrial => &["twice", "same trial", "registration"],
        Class::WrongRow => &["another", "same figures", "copied"],
        Class::WrongUnit => &["unit"],
        _ => &[],
    };
    let offers = |text: &String| {
        planted
            .changed
            .iter()
            .any(|(_, before)| !before.is_empty() && text.contains(&format!("`{before}`")))
    };
    words
        .iter()
        .any(|text| offers(text) || named.iter().any(|word| text.contains(word)))
}

/// The findings of a check, each with its places, that of the problem first.
fn check(tables: &Tables) -> Vec<(Diagnostic, Vec<Option<Spot>>)> {
    let files = tables.files();
    // The sheet of each file, and where its cells are.
    let map: Vec<Option<(usize, Spans)>> = files
        .iter()
        .map(|file| {
            let sheet = tables
                .sheets
                .iter()
                .position(|sheet| sheet.name == file.name())?;
            Some((sheet, tables.sheets[sheet].written().1))
        })
        .collect();
    let spot = |label: &Label| {
        let index = files.entries().position(|(id, _)| id == label.file)?;
        let (sheet, cells) = map[index].as_ref()?;
        let at = cells
            .partition_point(|(start, _)| *start <= label.span.start())
            .checked_sub(1)?;
        let columns = tables.sheets[*sheet].header.len();
        let row = (at / columns).checked_sub(1)?;
        let single = label.span.end() <= cells[at].1;
        Some((*sheet, row, single.then_some(at % columns)))
    };
    let checked = trialpool_review::check(&files, None);
    let found = checked.diagnostics.into_iter().map(|diagnostic| {
        let places = diagnostic.primary.iter().chain(&diagnostic.secondary);
        let mut spots: Vec<_> = places.map(spot).collect();
        if spots.is_empty() {
            spots.push(None);
        }
        (diagnostic, spots)
    });
    found.collect()
}
