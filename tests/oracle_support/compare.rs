//! Field-by-field comparison with what the oracle expects.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Case;
use super::table::number;

/// The absolute part of the tolerance, in units of the largest number of a vector.
const ABSOLUTE: f64 = 1e-10;

/// Expected numbers all below this size are zeros up to cancellation; their scale is 1.
const ZERO: f64 = 1e-11;

/// Compares one case and remembers which fields were looked at.
///
/// A number passes if |ours - expected| <= tolerance |expected| + 1e-10 scale, where scale is the
/// size of the largest number of the field (1 if they are all zero up to cancellation).
#[derive(Debug)]
pub struct Checker<'c> {
    name: String,
    expect: &'c Value,
    tolerance: f64,
    seen: BTreeSet<String>,
    /// What differs, one line each.
    pub problems: Vec<String>,
    /// Numbers compared.
    pub compared: usize,
}

impl<'c> Checker<'c> {
    /// A checker for `case` of the data set `dataset`.
    pub fn new(dataset: &str, case: &'c Case) -> Self {
        Self {
            name: format!("{dataset}:{}", case.id),
            expect: &case.expect,
            tolerance: case.tolerance,
            seen: BTreeSet::new(),
            problems: Vec::new(),
            compared: 0,
        }
    }

    /// Replaces the tolerance of the case; the caller states why beside the call.
    #[must_use]
    pub fn with_tolerance(mut self, tolerance: f64) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// The expected value of a field; nested fields are separated by `/`.
    pub fn expected(&self, field: &str) -> &'c Value {
        field.split('/').fold(self.expect, |value, key| &value[key])
    }

    /// Everything that the case expects.
    pub fn expectation(&self) -> &'c Value {
        self.expect
    }

    /// Whether the case has a field.
    pub fn has(&self, field: &str) -> bool {
        let (parent, name) = field.rsplit_once('/').unwrap_or(("", field));
        let parent = if parent.is_empty() {
            self.expect
        } else {
            self.expected(parent)
        };
        parent.as_object().is_some_and(|o| o.contains_key(name))
    }

    /// Compares one number; `None` must be null. Fields that the case does not have are passed over,
    /// here and in the other comparisons: [`Checker::finish`] finds the opposite.
    pub fn number(&mut self, field: &str, ours: impl Into<Option<f64>>) {
        self.numbers(field, &[ours.into()]);
    }

    /// Compares a list of numbers.
    pub fn values(&mut self, field: &str, ours: &[f64]) {
        let ours: Vec<Option<f64>> = ours.iter().map(|value| Some(*value)).collect();
        self.numbers(field, &ours);
    }

    /// Compares a list, scalar or matrix (row by row) of numbers, `None` for null.
    pub fn numbers(&mut self, field: &str, ours: &[Option<f64>]) {
        if !self.has(field) {
            return;
        }
        self.seen
            .insert(field.split('/').next().unwrap_or(field).to_owned());
        let mut expected = Vec::new();
        flatten(self.expected(field), &mut expected);
        if expected.len() != ours.len() {
            self.problem(
                field,
                &format!("{} numbers, expected {}", ours.len(), expected.len()),
            );
            return;
        }
        let largest = expected
            .iter()
            .flatten()
            .filter(|value| value.is_finite())
            .fold(0.0, |largest: f64, value| largest.max(value.abs()));
        let scale = if largest < ZERO { 1.0 } else { largest };
        for (index, (ours, expected)) in ours.iter().zip(&expected).enumerate() {
            self.compared += 1;
            if !self.agrees(*ours, *expected, scale) {
                self.problem(field, &format!("[{index}] {ours:?}, expected {expected:?}"));
            }
        }
    }

    /// Marks a field as not compared, for a reason that the caller states beside the call.
    pub fn skip(&mut self, field: &str) {
        self.seen.insert(field.to_owned());
    }

    /// Marks every field as not compared, for a reason that the caller states beside the call.
    pub fn skip_all(&mut self) {
        if let Some(object) = self.expect.as_object() {
            self.seen.extend(object.keys().cloned());
        }
    }

    /// Adds a problem.
    pub fn problem(&mut self, field: &str, text: &str) {
        self.problems.push(format!("{} {field}: {text}", self.name));
    }

    /// Ends the comparison: fields that were not looked at are problems.
    #[must_use]
    pub fn finish(mut self) -> (usize, Vec<String>) {
        if let Some(object) = self.expect.as_object() {
            for field in object.keys() {
                if !self.seen.contains(field) {
                    self.problems
                        .push(format!("{} {field}: not compared", self.name));
                }
            }
        }
        (self.compared, self.problems)
    }

    fn agrees(&self, ours: Option<f64>, expected: Option<f64>, scale: f64) -> bool {
        let (Some(ours), Some(expected)) = (ours, expected) else {
            return ours.is_none_or(f64::is_nan) && expected.is_none();
        };
        if expected.is_infinite() {
            return ours == expected;
        }
        (ours - expected).abs() <= self.tolerance * expected.abs() + ABSOLUTE * scale
    }
}

fn flatten(value: &Value, into: &mut Vec<Option<f64>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| flatten(item, into)),
        other => into.push(number(other)),
    }
}
