//! Publications whose figures are right, in the forms that reports of trials have, get no warning.
//!
//! `right_publications/simulate.R` simulates twenty trials participant by participant, analyses each as
//! such trials are analysed (logistic regression beside crude ratios, mixed models, analysis of
//! covariance, negative binomial and Cox models, exact, profile and bootstrap intervals, crossover, three
//! arms, imputation, a weighted cohort) and prints the results as journals do; the tables beside it are
//! what it wrote.

use std::collections::BTreeSet;
use std::path::Path;
use trialpool_ingest::{Code, Files, Severity};
use trialpool_review::check;

/// What is worth a note in right figures: intervals of methods whose intervals are lopsided,
/// percentages of Kaplan and Meier, adjusted estimates beside their arms, and two counts of a small
/// trial that are the same.
const NOTES: [Code; 4] = [Code::TP0332, Code::TP0370, Code::TP0420, Code::TP0426];

/// What is doubted besides where no row says how it was analysed: the estimate that is adjusted beside
/// crude ones, and the one interval that is of another method.
const UNTOLD: [Code; 2] = [Code::TP0420, Code::TP0460];

/// The codes of warnings and errors, and of notes, once a table is `edited`.
fn found(edited: impl Fn(&str, String) -> String) -> [BTreeSet<Code>; 2] {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("right_publications");
    let paths = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let read = paths
        .filter(|path| path.extension().is_some_and(|extension| extension != "R"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let text = edited(&name, std::fs::read_to_string(&path).unwrap());
            (name, text.into_bytes())
        });
    let checked = check(&Files::from_memory(read.collect()), None);
    assert!(checked.rows > 400, "{} rows", checked.rows);
    [false, true].map(|notes| {
        let found = checked.diagnostics.iter();
        let found = found.filter(|found| (found.severity == Severity::Note) == notes);
        found.map(|found| found.code).collect()
    })
}

#[test]
fn right_figures_get_notes_at_most() {
    let [doubted, notes] = found(|_, text| text);
    assert_eq!(doubted, BTreeSet::new());
    assert_eq!(notes, BTreeSet::from(NOTES));
}

#[test]
fn what_rows_do_not_say_is_doubted() {
    let [doubted, _] = found(|name, text| match name {
        "contrasts.csv" => without_analysis(&text),
        _ => text,
    });
    assert_eq!(doubted, BTreeSet::from(UNTOLD));
}

/// A table with its column `analysis` empty; no cell of it is quoted.
fn without_analysis(table: &str) -> String {
    let column = table.lines().next().unwrap().split(',');
    let column = column.clone().position(|name| name == "analysis").unwrap();
    let lines = table.lines().enumerate().map(|(line, text)| {
        let mut cells: Vec<&str> = text.split(',').collect();
        if line > 0 {
            cells[column] = "";
        }
        cells.join(",") + "\n"
    });
    lines.collect()
}
