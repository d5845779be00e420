//! Plants errors into clean registries and prints, in Markdown, which of them a check finds:
//! `seeded-errors [--seed N] [--registries N] [--trials N] [--each N] [--data DIR] [--missed]`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use trialpool_benches::{
    Baseline, Class, Knowledge, Measured, Redundancy, Tables, Verdict, measure, synthetic,
};
use trialpool_ingest::{Files, Severity};

/// What the call asks for.
struct Options {
    seed: u64,
    registries: u64,
    trials: usize,
    each: usize,
    data: Option<String>,
    missed: bool,
}

fn options() -> Option<Options> {
    let mut options = Options {
        seed: 1,
        registries: 12,
        trials: 120,
        each: 20,
        data: None,
        missed: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--missed" {
            options.missed = true;
            continue;
        }
        let value = arguments.next()?;
        match argument.as_str() {
            "--seed" => options.seed = value.parse().ok()?,
            "--registries" => options.registries = value.parse().ok()?,
            "--trials" => options.trials = value.parse().ok()?,
            "--each" => options.each = value.parse().ok()?,
            "--data" => options.data = Some(value),
            _ => return None,
        }
    }
    Some(options)
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!(
            "usage: seeded-errors [--seed N] [--registries N] [--trials N] [--each N] [--data DIR] [--missed]"
        );
        return ExitCode::from(2);
    };
    let start = Instant::now();
    println!(
        "| clean registry | results | errors | warnings | notes | warnings per 200 results | rules |"
    );
    println!("|---|---|---|---|---|---|---|");
    let mut measured = Vec::new();
    for seed in options.seed..options.seed + options.registries {
        let registry = synthetic(options.trials, seed);
        clean(
            &format!("synthetic, seed {seed}"),
            &registry.tables,
            &Baseline::of(&registry.tables),
        );
        let knowledge = Knowledge::of(&registry);
        measured.extend(measure(
            &registry.tables,
            Some(&knowledge),
            options.each,
            seed,
        ));
    }
    if let Some(data) = &options.data {
        let files = match Files::open(Path::new(data)) {
            Ok(files) => files,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
        };
        let tables = Tables::of(&files);
        clean(
            "shipped, without its waivers",
            &tables,
            &Baseline::of(&tables),
        );
        let each = options.each * options.registries as usize;
        measured.extend(measure(&tables, None, each, options.seed));
    }
    println!();
    table(&measured);
    println!("\nIn {:.0} s.", start.elapsed().as_secs_f64());
    if options.missed {
        missed(&measured);
    }
    ExitCode::SUCCESS
}

/// One line on what a check says of a registry without errors.
fn clean(name: &str, tables: &Tables, baseline: &Baseline) {
    let count = |severity| {
        baseline
            .findings
            .iter()
            .filter(|(_, of)| *of == severity)
            .count()
    };
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, severity) in &baseline.findings {
        if *severity != Severity::Note {
            *rules.entry(code.as_str()).or_default() += 1;
        }
    }
    let rules: Vec<String> = rules
        .iter()
        .map(|(code, count)| format!("{code} ×{count}"))
        .collect();
    let results = tables.result_count();
    let warnings = count(Severity::Warning);
    println!(
        "| {name} | {results} | {} | {warnings} | {} | {:.2} | {} |",
        count(Severity::Error),
        count(Severity::Note),
        200.0 * warnings as f64 / results as f64,
        rules.join(", "),
    );
}

/// Detection by class and by what contradicts.
fn table(measured: &[Measured]) {
    println!(
        "| error | same trial | other trials | nothing | all synthetic | at the cell | explained | shipped registry |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for class in Class::ALL.iter().map(Some).chain([None]) {
        let of = |wanted: &dyn Fn(Redundancy) -> bool| -> Vec<&Measured> {
            let matching = measured
                .iter()
                .filter(|one| class.is_none_or(|class| one.class == *class));
            matching.filter(|one| wanted(one.redundancy)).collect()
        };
        let simulated = of(&|redundancy| redundancy != Redundancy::Unknown);
        let found = |one: &&Measured| one.outcome.verdict != Verdict::Missed;
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            class.map_or("**all**", |class| class.as_str()),
            share(
                &of(&|redundancy| redundancy == Redundancy::SameTrial),
                found
            ),
            share(
                &of(&|redundancy| redundancy == Redundancy::OtherTrials),
                found
            ),
            share(&of(&|redundancy| redundancy == Redundancy::Nothing), found),
            share(&simulated, found),
            share(&simulated, |one| one.outcome.verdict == Verdict::Cell),
            share(&simulated, |one| one.outcome.explained),
            share(&of(&|redundancy| redundancy == Redundancy::Unknown), found),
        );
    }
}

fn share(of: &[&Measured], holds: impl Fn(&&Measured) -> bool) -> String {
    if of.is_empty() {
        return String::new();
    }
    let count = of.iter().filter(|one| holds(one)).count();
    format!(
        "{:.0} % ({count}/{})",
        100.0 * count as f64 / of.len() as f64,
        of.len()
    )
}

/// Every error that contradicts its trial or others and is missed.
fn missed(measured: &[Measured]) {
    for one in measured {
        if one.outcome.verdict == Verdict::Missed {
            println!(
                "{:?} | {} | {} | {}",
                one.redundancy,
                one.class.as_str(),
                one.breaks.unwrap_or(""),
                one.changes
            );
        }
    }
}
