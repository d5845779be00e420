//! A row of results, filled column by column.

use super::columns::KEYS;
use crate::export::table::{Cell, Row, Value};
use crate::number::{Numbers, display_value};
use trialpool_review::findings::Scale;

/// A row being filled.
pub(super) struct Cells {
    cells: Vec<Cell>,
}

impl Cells {
    /// A row of which nothing is known.
    pub(super) fn new() -> Self {
        Self {
            cells: vec![Cell::default(); KEYS.len()],
        }
    }

    fn cell(&mut self, key: &str) -> Option<&mut Cell> {
        let index = KEYS.iter().position(|column| *column == key);
        debug_assert!(index.is_some(), "no column `{key}`");
        self.cells.get_mut(index?)
    }

    pub(super) fn value(&mut self, key: &str, value: Value) {
        if let Some(cell) = self.cell(key) {
            cell.value = value;
        }
    }

    pub(super) fn show(&mut self, key: &str, shown: &str) {
        if let Some(cell) = self.cell(key) {
            shown.clone_into(&mut cell.shown);
        }
    }

    pub(super) fn set(&mut self, key: &str, value: Value, shown: &str) {
        self.value(key, value);
        self.show(key, shown);
    }

    /// Estimate and interval on the analysis scale and as they are shown; the estimate that is shown may be another.
    pub(super) fn estimate(
        &mut self,
        scale: Scale,
        [estimate, on_scale]: [f64; 2],
        standard_error: f64,
        [lower, upper]: [f64; 2],
    ) {
        self.value("standard_error", Value::number(Some(standard_error)));
        for (key, shown, value, on_scale) in [
            ("estimate", "estimate_shown", estimate, on_scale),
            ("ci_lower", "ci_lower_shown", lower, lower),
            ("ci_upper", "ci_upper_shown", upper, upper),
        ] {
            self.value(key, Value::number(Some(value)));
            let value = display_value(scale, on_scale);
            self.value(shown, Value::number(Some(value)));
        }
    }

    pub(super) fn participants(&mut self, numbers: Numbers, participants: Option<u64>) {
        let shown =
            participants.map_or_else(String::new, |participants| numbers.count(participants));
        self.set("participants", Value::count(participants), &shown);
    }

    pub(super) fn finish(self, pooled: bool, shown: bool) -> Row {
        Row {
            pooled,
            shown,
            cells: self.cells,
        }
    }
}
