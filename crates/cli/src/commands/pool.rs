//! `trialpool pool`: pools one CSV file without a registry.
//!
//! # Steps
//! 1. [`table`] reads the file; [`plan`] finds which [`layout`]s of columns for the measure it has.
//! 2. [`studies`] reads the rows: what each study reports, what can be [`recovered`] or derived from what is
//!    [`published`], or why it is left out; [`shared`] treats control groups that rows share.
//! 3. [`effects`] turns that into effects on the analysis scale.
//! 4. `trialpool_meta_analysis` pools them ([`fit`], [`groups`], [`sections`]; [`moderators`] makes the
//!    design); [`document`] holds the outcome as the JSON has it.
//! 5. [`lines`] is that outcome as a table, which [`text`], [`markup`] and [`csv`] write; [`script`]
//!    writes the R script that reproduces it.

mod csv;
mod dependent;
mod document;
mod effects;
mod fit;
mod groups;
mod layout;
mod lines;
mod markup;
mod moderators;
mod plan;
mod prediction;
mod published;
mod recovered;
mod row;
mod script;
mod sections;
mod shared;
mod studies;
mod table;
mod tables;
mod tests_of_model;
mod text;

use crate::args::{PoolFormat, SharedControl};
use crate::failure::{Failure, Outcome, Verdict};
use crate::options::{Input, PoolOptions};
use crate::terminal;
pub(crate) use document::Document;
pub(crate) use moderators::{Setting, parse as parse_formula, parse_reduced, parse_settings};

use document::Refusal;
use effects::Effects;
use plan::Plan;
use sections::WithCorrelation;
use std::io::Read;
use studies::Study;
use table::{Faults, Table};
use trialpool_ingest::SourceFile;

/// Reads, pools, prints.
pub(crate) fn run(options: &PoolOptions) -> Outcome {
    let file = read(&options.input)?;
    let (table, mut faults) = Table::read(&file);
    if faults.are_fatal() {
        faults.print(&file);
        return Ok(Verdict::Bad);
    }
    let plan = Plan::new(&table, options.measure)?;
    let pools_tables = options.method.pools_tables();
    if pools_tables && !plan.has_counts() {
        let name = options.method_name();
        return Err(
            Failure::call(format!("`--method {name}` pools counts, and the table has none"))
                .help("name their columns as the literature does: `ai,n1i,ci,n2i`, or `x1i,t1i,x2i,t2i` for rates"),
        );
    }
    if !options.has_default_formulas() && !plan.has_counts() {
        return Err(Failure::call(
            "`--vtype` and `--correction` are for effects computed here, and the table has none to compute",
        )
        .help("leave them out: effects that the table gives come with their variances"));
    }
    let studies = studies::read(&table, &plan, options, &mut faults)?;
    faults.print(&file);
    if faults.are_fatal() {
        return Ok(Verdict::Bad);
    }
    let effects = effects_of(studies, options)?;
    let document = Document::new(&effects, options).and_then(|mut document| {
        document.sections.correlation_band = correlation_band(&table, &plan, options)?;
        Ok(document)
    });
    let document = match document {
        Ok(document) => document,
        Err(Refusal::Call(failure)) => return Err(failure),
        Err(Refusal::Data(error)) => {
            // Data that leave nothing to pool are at fault, not the call.
            for warning in &effects.warnings {
                terminal::say(&format!("warning: {}", terminal::visible(warning)));
            }
            terminal::say(&format!("error: cannot pool: {error}"));
            return Ok(Verdict::Bad);
        }
    };
    let text = match options.format {
        PoolFormat::Table => text::write(&document),
        PoolFormat::Json => document.to_json()?,
        PoolFormat::Csv => csv::write(&document),
        PoolFormat::Md => markup::markdown(&document),
        PoolFormat::Latex => markup::latex(&document),
        PoolFormat::R => script::write(&document, &effects, &plan, options),
    };
    terminal::print(text.as_bytes())?;
    Ok(Verdict::Good)
}

/// The effects of the studies, shared control groups treated as asked.
fn effects_of(studies: Vec<Study>, options: &PoolOptions) -> Result<Effects, Failure> {
    let compute = |studies| effects::compute(studies, options);
    match options.shared_control {
        None => Ok(compute(studies)),
        Some(SharedControl::Combine) => Ok(compute(shared::combine(studies))),
        Some(SharedControl::Split) => Ok(compute(shared::split(studies))),
        Some(SharedControl::Covariance) => dependent::combine(compute(studies), options),
    }
}

/// The results with the other correlations of `--ri-band`, the rows read anew with each.
fn correlation_band(
    table: &Table<'_>,
    plan: &Plan,
    options: &PoolOptions,
) -> Result<Option<Vec<WithCorrelation>>, Refusal> {
    let mut band = Vec::with_capacity(options.correlation_band.len());
    for correlation in &options.correlation_band {
        let mut with = options.clone();
        with.recovery.correlation = Some(*correlation);
        // What is wrong with the cells was said at the first reading.
        let mut ignored = Faults::default();
        let studies = studies::read(table, plan, &with, &mut ignored)?;
        let document = Document::new(&effects_of(studies, &with)?, &with)?;
        band.push(WithCorrelation {
            ri: *correlation,
            pooled: document.pooled,
        });
    }
    Ok((!band.is_empty()).then_some(band))
}

/// The bytes of the table.
fn read(input: &Input) -> Result<SourceFile, Failure> {
    match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| Failure::Machine {
                    attempt: "cannot read standard input".to_owned(),
                    error,
                })?;
            Ok(SourceFile::from_bytes("<stdin>", bytes))
        }
        Input::File(path) => {
            let bytes = std::fs::read(path).map_err(Failure::at("read", path))?;
            Ok(SourceFile::from_bytes(path.display().to_string(), bytes))
        }
    }
}
