//! Where a figure stands: the quoted row, its source, how far it was checked.

use crate::candidates::{Candidate, Figures};
use crate::findings::{Cell, Provenance, RowReference, Verification};
use crate::selection::Chosen;
use trialpool_ingest::{Entry, Files, Registry, Row, SourceKey, VerificationState};

/// The state as the findings name it.
pub(crate) fn verification(state: VerificationState) -> Verification {
    match state {
        VerificationState::Primary => Verification::Primary,
        VerificationState::Secondary => Verification::Secondary,
        VerificationState::Unverified => Verification::Unverified,
    }
}

/// Text, or `None` where the cell is empty.
pub(crate) fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The row with its non-empty cells as they stand in the file.
pub(crate) fn reference(files: &Files, row: Row) -> RowReference {
    RowReference {
        file: files.get(row.file).name().to_owned(),
        line: row.line as usize,
        cells: cells(files, row, |_| true),
    }
}

/// The non-empty cells of the columns that `wanted` names.
pub(crate) fn cells(files: &Files, row: Row, wanted: impl Fn(&str) -> bool) -> Vec<Cell> {
    files
        .cells(row)
        .into_iter()
        .filter(|cell| !cell.text.trim().is_empty() && wanted(&cell.column))
        .map(|cell| Cell {
            column: cell.column.into_owned(),
            value: cell.text.trim().to_owned(),
        })
        .collect()
}

/// What every result row says of where it was read.
pub(crate) struct ReadIn<'r> {
    pub(crate) source: SourceKey,
    pub(crate) locator: &'r str,
    pub(crate) read_at: &'r str,
    pub(crate) analysis: Vec<String>,
    pub(crate) verification: VerificationState,
}

/// The provenance of one or more rows.
pub(crate) fn of_rows(
    files: &Files,
    registry: &Registry<'_>,
    rows: &[Row],
    read: ReadIn<'_>,
) -> Provenance {
    Provenance {
        rows: rows.iter().map(|row| reference(files, *row)).collect(),
        source: registry.sources[read.source].id().to_owned(),
        locator: given(read.locator),
        read_at: given(read.read_at),
        analysis: read.analysis,
        verification: verification(read.verification),
    }
}

/// The provenance of a candidate; of a pair, the locator and address of the treated arm.
pub(crate) fn of_candidate(
    files: &Files,
    registry: &Registry<'_>,
    candidate: &Candidate<'_, '_>,
) -> Provenance {
    of_figures(files, registry, candidate, &candidate.rows())
}

/// The provenance of an effect: all of its rows, and what the first candidate says of where it was read.
pub(crate) fn of_effect(
    files: &Files,
    registry: &Registry<'_>,
    chosen: &Chosen<'_, '_>,
) -> Provenance {
    let states = chosen.candidates().map(|candidate| candidate.verification);
    Provenance {
        analysis: analysis(chosen.candidates()),
        verification: verification(states.max().unwrap_or(chosen.candidate.verification)),
        ..of_figures(files, registry, &chosen.candidate, &chosen.rows())
    }
}

/// What the rows of some candidates say of how their figures were made, each text once.
fn analysis<'c, 'r: 'c, 'f: 'r>(
    candidates: impl IntoIterator<Item = &'c Candidate<'r, 'f>>,
) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for candidate in candidates {
        let texts = match candidate.figures {
            Figures::Contrast(row) => [&row.analysis, &row.analysis],
            Figures::Pair(treated, control) => [&treated.analysis, &control.analysis],
            Figures::Single(row) => [&row.analysis, &row.analysis],
        };
        for text in texts.into_iter().filter_map(|text| given(text)) {
            if !said.contains(&text) {
                said.push(text);
            }
        }
    }
    said
}

fn of_figures(
    files: &Files,
    registry: &Registry<'_>,
    candidate: &Candidate<'_, '_>,
    rows: &[Row],
) -> Provenance {
    let (locator, read_at) = match candidate.figures {
        Figures::Contrast(row) => (&row.locator, &row.read_at),
        Figures::Pair(row, _) | Figures::Single(row) => (&row.locator, &row.read_at),
    };
    of_rows(
        files,
        registry,
        rows,
        ReadIn {
            source: candidate.source,
            locator,
            read_at,
            analysis: analysis([candidate]),
            verification: candidate.verification,
        },
    )
}
