//! The cells of one row by the names of their columns, read when they are asked for.

use super::layout::Domain;
use super::table::{Faults, Table};
use trialpool_ingest::{Code, Diagnostic, Label, Message, Reported};
use trialpool_meta_analysis::Measure;

/// One row at a time; a cell that cannot be right is a fault, reported once.
pub(super) struct Row<'t, 'f, 'x> {
    table: &'t Table<'f>,
    measure: Measure,
    faults: &'x mut Faults,
    place: usize,
    /// What was read of this row.
    seen: Vec<(&'static str, Option<Reported>)>,
}

impl<'t, 'f, 'x> Row<'t, 'f, 'x> {
    pub(super) fn new(table: &'t Table<'f>, measure: Measure, faults: &'x mut Faults) -> Self {
        Self {
            table,
            measure,
            faults,
            place: 0,
            seen: Vec::new(),
        }
    }

    /// Turns to another row.
    pub(super) fn turn_to(&mut self, row: usize) {
        self.place = row;
        self.seen.clear();
    }

    /// The number in a column; none if there is no such column, or the cell is empty or no number.
    pub(super) fn number(&mut self, name: &'static str, domain: Domain) -> Option<Reported> {
        if let Some((_, number)) = self.seen.iter().find(|(seen, _)| *seen == name) {
            return *number;
        }
        let number = self.number_at(self.table.column(name)?, domain);
        self.seen.push((name, number));
        number
    }

    /// The number in a column of any name.
    pub(super) fn number_at(&mut self, column: usize, domain: Domain) -> Option<Reported> {
        let number = self.table.number(self.place, column, self.faults);
        if let Some(number) = number {
            self.check_domain(column, domain, number);
        }
        number
    }

    /// The text in a column.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.table.text(self.place, self.table.column(name)?)
    }

    /// The text as it stands, for a message.
    pub(super) fn raw(&self, name: &str) -> &str {
        let column = self.table.column(name);
        column.map_or("", |column| self.table.raw(self.place, column))
    }

    pub(super) fn place(&self, name: &str) -> Option<Label> {
        self.table.place(self.place, self.table.column(name)?)
    }

    pub(super) fn push(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    fn check_domain(&mut self, column: usize, domain: Domain, number: Reported) {
        let name = self.table.name(column);
        let value = number.value();
        let (holds, note) = match domain {
            Domain::Any => (true, None),
            Domain::NotNegative => (value >= 0.0, Some("domain-not-negative")),
            Domain::Positive => (value > 0.0, Some("domain-positive")),
            Domain::Correlation => (value.abs() <= 1.0, None),
            Domain::OnDisplayScale => return self.check_ratio(name, column, value),
        };
        if holds {
            return;
        }
        let message = Message::new("tp0309")
            .text("value", self.table.raw(self.place, column))
            .text("column", name);
        self.faults.push(
            Diagnostic::error(Code::TP0309, message)
                .at(self.table.place(self.place, column))
                .note(note.map(|id| Message::new(id).text("column", name))),
        );
    }

    /// Ratios are above 0; a lower limit may have been rounded to 0.
    fn check_ratio(&mut self, name: &str, column: usize, value: f64) {
        let is_lower = name == "ci_lower";
        if !self.measure.is_ratio() || value > 0.0 || (is_lower && value == 0.0) {
            return;
        }
        let message = Message::new("tp0320")
            .text("value", self.table.raw(self.place, column))
            .text("measure", self.measure.short_name());
        let help = if value < 0.0 {
            "tp0320.help-log"
        } else {
            "tp0320.help-zero"
        };
        self.faults.push(
            Diagnostic::error(Code::TP0320, message)
                .at(self.table.place(self.place, column))
                .help(Message::new(help)),
        );
    }
}
