//! The rows as studies: label, group, and what each reports or why it is left out.

use super::layout::{Domain, Kind, Layout};
use super::table::{Faults, Table};
use crate::failure::Failure;
use crate::options::PoolOptions;
use trialpool_ingest::{Code, Diagnostic, Label, Message, Reported};
use trialpool_meta_analysis::effect_size::StudyData;
use trialpool_meta_analysis::meta_regression::Formula;
use trialpool_meta_analysis::reported::{Printed, ReportedContrast, ReportedInterval};
use trialpool_meta_analysis::{ConfidenceLevel, Measure};

/// One row.
pub(crate) struct Study {
    /// What the row is called.
    pub(crate) label: String,
    /// Where it is: `studies.csv:7`.
    pub(crate) line: String,
    /// Its group, if the studies are grouped and the cell is filled.
    pub(crate) group: Option<String>,
    /// The texts of the moderators, in the order of the formula; none where a cell is empty.
    pub(crate) moderators: Vec<Option<String>>,
    /// What it reports.
    pub(crate) given: Given,
}

/// What a row reports.
pub(crate) enum Given {
    /// Effect and variance.
    Variance(f64, f64),
    /// Effect and standard error.
    StandardError(f64, f64),
    /// What a publication prints.
    Published(Box<ReportedContrast>),
    /// What the groups report, and the numbers of the cells in the order of the columns.
    Data(StudyData, Vec<f64>),
    /// Not all of it: the empty columns.
    Missing(Vec<&'static str>),
}

/// Names of the column with labels, if none is asked for.
const LABEL_COLUMNS: [&str; 2] = ["slab", "study"];

/// Reads the rows; what is wrong with a cell goes to `faults`.
pub(crate) fn read(
    table: &Table<'_>,
    layout: &Layout,
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
    let names = options.mods.iter().flat_map(Formula::columns);
    let mut moderators = Vec::new();
    for name in names {
        let column = table.column(name);
        moderators.push(column.ok_or_else(|| no_column(table, "mods", name))?);
    }
    let level = match layout.kind {
        Kind::Published => table.column("ci_level"),
        _ => None,
    };
    let columns: Vec<(usize, &'static str, Domain)> = layout
        .columns
        .iter()
        .filter_map(|&(name, domain)| Some((table.column(name)?, name, domain)))
        .collect();
    let used = columns.iter().map(|(column, ..)| *column);
    let named = group.into_iter().chain(label).chain(level);
    for column in used.chain(named).chain(moderators.iter().copied()) {
        if let Some(twin) = table.twin(column) {
            faults.push_twin(twin);
        }
    }
    let mut reader = RowReader {
        table,
        measure: options.measure,
        columns,
        level,
        kind: layout.kind,
        faults,
    };
    let studies = (0..table.rows()).map(|row| Study {
        label: label
            .and_then(|column| table.text(row, column))
            .map_or_else(|| format!("study {}", row + 1), str::to_owned),
        line: table.line(row),
        group: group
            .and_then(|column| table.text(row, column))
            .map(str::to_owned),
        moderators: moderators
            .iter()
            .map(|&column| table.text(row, column).map(str::to_owned))
            .collect(),
        given: reader.read(row),
    });
    Ok(studies.collect())
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

/// Reads the cells of a row that the measure needs.
struct RowReader<'t, 'f> {
    table: &'t Table<'f>,
    measure: Measure,
    columns: Vec<(usize, &'static str, Domain)>,
    level: Option<usize>,
    kind: Kind,
    faults: &'t mut Faults,
}

impl RowReader<'_, '_> {
    fn read(&mut self, row: usize) -> Given {
        let mut values = Vec::with_capacity(self.columns.len());
        let mut missing = Vec::new();
        for place in 0..self.columns.len() {
            let (column, name, domain) = self.columns[place];
            match self.table.number(row, column, self.faults) {
                Some(number) => {
                    self.check_domain(row, column, domain, number);
                    values.push(number);
                }
                // A cell that is no number is a fault already, and ends the command.
                None => missing.push(name),
            }
        }
        if !missing.is_empty() {
            return Given::Missing(missing);
        }
        let plain: Vec<f64> = values.iter().map(|number| number.value()).collect();
        match self.kind {
            Kind::Variance => Given::Variance(plain[0], plain[1]),
            Kind::StandardError => Given::StandardError(plain[0], plain[1]),
            Kind::Published => self.published(row, &values),
            Kind::Data(build) => {
                let data = build(&plain);
                self.check_events(row, &data);
                Given::Data(data, plain)
            }
        }
    }

    fn check_domain(&mut self, row: usize, column: usize, domain: Domain, number: Reported) {
        let value = number.value();
        let (holds, note) = match domain {
            Domain::Any => (true, None),
            Domain::NotNegative => (value >= 0.0, Some("domain-not-negative")),
            Domain::Positive => (value > 0.0, Some("domain-positive")),
            Domain::Correlation => (value.abs() <= 1.0, None),
            Domain::OnDisplayScale => return self.check_ratio(row, column, value),
        };
        if holds {
            return;
        }
        let name = self.column_name(column);
        let message = Message::new("tp0309")
            .text("value", self.table.raw(row, column))
            .text("column", name);
        self.faults.push(
            Diagnostic::error(Code::TP0309, message)
                .at(self.table.place(row, column))
                .note(note.map(|id| Message::new(id).text("column", name))),
        );
    }

    /// Ratios are above 0; a lower limit may have been rounded to 0.
    fn check_ratio(&mut self, row: usize, column: usize, value: f64) {
        let is_lower = self.column_name(column) == "ci_lower";
        if !self.measure.is_ratio() || value > 0.0 || (is_lower && value == 0.0) {
            return;
        }
        let message = Message::new("tp0320")
            .text("value", self.table.raw(row, column))
            .text("measure", self.measure.short_name());
        let help = if value < 0.0 {
            "tp0320.help-log"
        } else {
            "tp0320.help-zero"
        };
        self.faults.push(
            Diagnostic::error(Code::TP0320, message)
                .at(self.table.place(row, column))
                .help(Message::new(help)),
        );
    }

    /// No more participants have an event than took part.
    fn check_events(&mut self, row: usize, data: &StudyData) {
        let pairs: &[(f64, f64, usize, usize)] = &match data {
            // In the layout of four cells no total is given, and none can be too small.
            StudyData::TwoByTwo(table) if self.columns[1].1 == "n1i" => vec![
                (table.treated_events, table.treated_total, 0, 1),
                (table.control_events, table.control_total, 2, 3),
            ],
            StudyData::Proportion(group) => vec![(group.events, group.total, 0, 1)],
            _ => Vec::new(),
        };
        for &(events, total, events_place, total_place) in pairs {
            if events <= total {
                continue;
            }
            let events_column = self.columns[events_place].0;
            let total_column = self.columns[total_place].0;
            let message = Message::new("tp0401")
                .text("events", self.table.raw(row, events_column))
                .text("n", self.table.raw(row, total_column));
            let participants = self.table.place(row, total_column);
            self.faults.push(
                Diagnostic::error(Code::TP0401, message)
                    .at(self.table.place(row, events_column))
                    .also(participants.map(|label| label.saying(Message::new("tp0401.n")))),
            );
        }
    }

    fn published(&mut self, row: usize, values: &[Reported]) -> Given {
        let [estimate, lower, upper] = [values[0], values[1], values[2]];
        let [estimate_cell, lower_cell, upper_cell] = [0, 1, 2].map(|place| self.columns[place].0);
        if lower.value() > upper.value() {
            let message = Message::new("tp0321")
                .text("lower", self.table.raw(row, lower_cell))
                .text("upper", self.table.raw(row, upper_cell));
            self.faults.push(
                Diagnostic::error(Code::TP0321, message)
                    .at(self.table.place(row, lower_cell))
                    .also(self.say(row, upper_cell, "tp0321.upper"))
                    .help(Message::new("tp0321.help")),
            );
        } else if self.is_on_scale(values)
            && (estimate.interval().1 < lower.interval().0
                || estimate.interval().0 > upper.interval().1)
        {
            let [lower_text, upper_text] =
                [lower_cell, upper_cell].map(|cell| self.table.raw(row, cell));
            let message = Message::new("tp0322")
                .text("column", "estimate")
                .text("value", self.table.raw(row, estimate_cell))
                .text("interval", format!("[{lower_text}, {upper_text}]"));
            self.faults.push(
                Diagnostic::error(Code::TP0322, message)
                    .at(self.table.place(row, estimate_cell))
                    .also(self.say(row, lower_cell, "tp0322.lower"))
                    .also(self.say(row, upper_cell, "tp0322.upper"))
                    .help(Message::new("tp0322.help")),
            );
        }
        let mut contrast = ReportedContrast::new(self.measure);
        contrast.estimate = Some(printed(estimate));
        contrast.interval = self.level(row).map(|level| ReportedInterval {
            lower: printed(lower),
            upper: printed(upper),
            level,
        });
        Given::Published(Box::new(contrast))
    }

    /// Whether the numbers can be compared at all: one that is no ratio is a fault already.
    fn is_on_scale(&self, values: &[Reported]) -> bool {
        !self.measure.is_ratio() || values.iter().all(|number| number.value() >= 0.0)
    }

    /// The level of the published interval: 95 per cent unless `ci_level` says otherwise.
    fn level(&mut self, row: usize) -> Option<ConfidenceLevel> {
        let column = self.level;
        let Some((column, percent)) =
            column.and_then(|column| Some((column, self.table.number(row, column, self.faults)?)))
        else {
            return Some(ConfidenceLevel::NINETY_FIVE);
        };
        let fraction = percent.value() / 100.0;
        // Published intervals have levels such as 90, 95, 99; a level below 50 is a fraction or a slip.
        if fraction > 0.5
            && let Ok(level) = ConfidenceLevel::new(fraction)
        {
            return Some(level);
        }
        let text = self.table.raw(row, column);
        let meant = (0.5 < percent.value() && percent.value() < 1.0).then(|| {
            let percent = (percent.value() * 1e4).round() / 100.0;
            Message::new("tp0310.help-fraction").text("percent", percent.to_string())
        });
        self.faults.push(
            Diagnostic::error(Code::TP0310, Message::new("tp0310").text("value", text))
                .at(self.table.place(row, column))
                .help(meant),
        );
        None
    }

    fn say(&self, row: usize, column: usize, id: &'static str) -> Option<Label> {
        let place = self.table.place(row, column)?;
        Some(place.saying(Message::new(id)))
    }

    fn column_name(&self, column: usize) -> &'static str {
        self.columns
            .iter()
            .find(|(place, ..)| *place == column)
            .map_or("", |(_, name, _)| name)
    }
}

/// A number as printed, for the derivation.
fn printed(number: Reported) -> Printed {
    Printed {
        value: number.value(),
        half_unit: number.half_unit(),
    }
}
