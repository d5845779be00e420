//! The rows as studies: label, group, and what each reports or why it is left out.

use super::layout::{Domain, Kind};
use super::plan::{Plan, Step};
use super::published;
use super::recovered::Found;
use super::row::Row;
use super::table::{Faults, Table};
use crate::failure::Failure;
use crate::options::PoolOptions;
use trialpool_ingest::{Code, Diagnostic, Message, Reported};
use trialpool_meta_analysis::effect_size::StudyData;
use trialpool_meta_analysis::meta_regression::Formula;
use trialpool_meta_analysis::reported::ReportedContrast;

/// One row.
pub(crate) struct Study {
    /// What the row is called.
    pub(crate) label: String,
    /// Where it is: `studies.csv:7`.
    pub(crate) line: String,
    /// Its group, if the studies are grouped and the cell is filled.
    pub(crate) group: Option<String>,
    /// The texts of the moderators, in the order of the columns needed; none where a cell is empty.
    pub(crate) moderators: Vec<Option<String>>,
    /// Its weight, if weights are given and the cell is filled.
    pub(crate) weight: Option<f64>,
    /// What it reports.
    pub(crate) given: Given,
    /// How that was recovered from what it prints; empty if it prints it.
    pub(crate) routes: Vec<String>,
}

/// What a row reports.
pub(crate) enum Given {
    /// Effect and variance.
    Variance(f64, f64),
    /// Effect and standard error.
    StandardError(f64, f64),
    /// What a publication prints.
    Published(Box<ReportedContrast>),
    /// What the groups report.
    Data(StudyData),
    /// Not all of it: the empty columns.
    Missing(Vec<&'static str>),
    /// Something from which nothing can be recovered, and why.
    Refused(String),
}

/// Names of the column with labels, if none is asked for.
const LABEL_COLUMNS: [&str; 2] = ["slab", "study"];

/// Reads the rows; what is wrong with a cell goes to `faults`.
pub(crate) fn read(
    table: &Table<'_>,
    plan: &Plan,
    options: &PoolOptions,
    faults: &mut Faults,
) -> Result<Vec<Study>, Failure> {
    let named = |option: &str, name: &Option<String>| {
        let Some(name) = name else { return Ok(None) };
        let column = table
            .column(name)
            .ok_or_else(|| no_column(table, option, name));
        column.map(Some)
    };
    let group = named("by", &options.by)?;
    let label = match named("slab", &options.slab)? {
        Some(column) => Some(column),
        None => LABEL_COLUMNS.iter().find_map(|name| table.column(name)),
    };
    let weights = named("weights", &options.weights)?;
    let of_model = options
        .mods
        .as_ref()
        .map_or_else(Vec::new, Formula::columns);
    let mut moderators = Vec::new();
    for name in options.moderator_columns() {
        let option = if of_model.contains(&name) {
            "mods"
        } else {
            "compare"
        };
        let column = table.column(name);
        moderators.push(column.ok_or_else(|| no_column(table, option, name))?);
    }
    let used = plan.names().filter_map(|name| table.column(name));
    let named = group.into_iter().chain(label).chain(weights);
    for column in used.chain(named).chain(moderators.iter().copied()) {
        if let Some(twin) = table.twin(column) {
            faults.push_twin(twin);
        }
    }
    let mut row = Row::new(table, options.measure, faults);
    let studies = (0..table.rows()).map(|place| {
        row.turn_to(place);
        let (given, routes) = read_row(&mut row, plan, options);
        let weight = weights.and_then(|column| row.number_at(column, Domain::Positive));
        Study {
            label: label
                .and_then(|column| table.text(place, column))
                .map_or_else(|| format!("study {}", place + 1), str::to_owned),
            line: table.line(place),
            group: group
                .and_then(|column| table.text(place, column))
                .map(str::to_owned),
            moderators: moderators
                .iter()
                .map(|&column| table.text(place, column).map(str::to_owned))
                .collect(),
            weight: weight.map(Reported::value),
            given,
            routes,
        }
    });
    Ok(studies.collect())
}

/// What a row reports, by the first set of columns that is filled.
fn read_row(row: &mut Row<'_, '_, '_>, plan: &Plan, options: &PoolOptions) -> (Given, Vec<String>) {
    let mut missing = None;
    for step in plan.steps() {
        let given = match step {
            Step::Layout(layout) => {
                let mut values = Vec::with_capacity(layout.columns.len());
                let mut empty = Vec::new();
                for &(name, domain) in layout.columns {
                    match row.number(name, domain) {
                        Some(number) => values.push(number.value()),
                        // A cell that is no number is a fault already, and ends the command.
                        None => empty.push(name),
                    }
                }
                match layout.kind {
                    _ if !empty.is_empty() => Given::Missing(empty),
                    Kind::Variance => Given::Variance(values[0], values[1]),
                    Kind::StandardError => Given::StandardError(values[0], values[1]),
                    Kind::Data(build) => {
                        let data = build(&values);
                        check_events(row, &data, layout.columns[1].0);
                        Given::Data(data)
                    }
                }
            }
            Step::Published => published::read(row, options.measure),
            Step::Recovered(wanted) => match wanted.read(row, &options.recovery) {
                Some(Found::Data(data, routes)) => return (Given::Data(data), routes),
                Some(Found::Effect(effect, routes)) => {
                    let given = Given::Variance(effect.effect(), effect.sampling_variance());
                    return (given, routes);
                }
                Some(Found::Refused(why)) => Given::Refused(why),
                None => continue,
            },
        };
        match given {
            Given::Missing(_) | Given::Refused(_) => {
                // The first that is wanting is the one to speak of, unless more was said since.
                let says_more = matches!(given, Given::Refused(_));
                if missing.is_none() || says_more {
                    missing = Some(given);
                }
            }
            given => return (given, Vec::new()),
        }
    }
    let missing = missing.unwrap_or_else(|| Given::Refused(plan.wanting()));
    (missing, Vec::new())
}

/// No more participants have an event than took part.
fn check_events(row: &mut Row<'_, '_, '_>, data: &StudyData, second_column: &str) {
    let pairs: &[(f64, f64, &str, &str)] = &match data {
        // In the layout of four cells no total is given, and none can be too small.
        StudyData::TwoByTwo(table) if second_column == "n1i" => vec![
            (table.treated_events, table.treated_total, "ai", "n1i"),
            (table.control_events, table.control_total, "ci", "n2i"),
        ],
        StudyData::Proportion(group) => vec![(group.events, group.total, "xi", "ni")],
        _ => Vec::new(),
    };
    for &(events, total, events_column, total_column) in pairs {
        if events <= total {
            continue;
        }
        let message = Message::new("tp0401")
            .text("events", row.raw(events_column))
            .text("n", row.raw(total_column));
        let participants = row.place(total_column);
        let fault = Diagnostic::error(Code::TP0401, message)
            .at(row.place(events_column))
            .also(participants.map(|label| label.saying(Message::new("tp0401.n"))));
        row.push(fault);
    }
}

/// An option names a column that is not there.
fn no_column(table: &Table<'_>, option: &str, name: &str) -> Failure {
    let failure = Failure::call(format!("`--{option} {name}`: no such column"));
    let nearest = table
        .headers()
        .map(|header| (strsim::damerau_levenshtein(header, name), header))
        .filter(|(distance, header)| {
            *distance <= header.chars().count().max(name.chars().count()) / 3
        })
        .min();
    if let Some((_, header)) = nearest {
        return failure.help(format!("did you mean `{header}`?"));
    }
    let headers: Vec<&str> = table.headers().collect();
    failure.help(format!("the columns are `{}`", headers.join(",")))
}
