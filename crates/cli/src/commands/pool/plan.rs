//! The ways to read the rows of a table for a measure.

use super::layout::{EFFECTS, Kind, Layout, data_layouts, is_published, missing};
use super::published;
use super::recovered::Wanted;
use super::table::Table;
use crate::failure::Failure;
use trialpool_meta_analysis::Measure;

/// One way to read a row.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    /// A set of columns, all of them filled.
    Layout(&'static Layout),
    /// An estimate as published.
    Published,
    /// What the groups report, recovered from something else.
    Recovered(Wanted),
}

/// The ways to read the rows of a table, the preferred first.
pub(crate) struct Plan {
    steps: Vec<Step>,
    /// The set of columns for what the groups report, if the measure is made of that.
    pub(crate) counted: Option<&'static Layout>,
}

/// Columns of published estimates.
const PUBLISHED: [&str; 7] = [
    "estimate",
    "ci_lower",
    "ci_upper",
    "ci_level",
    "reduction_percent",
    "p",
    "zi",
];

impl Plan {
    /// What the header allows.
    ///
    /// # Errors
    /// It allows nothing for this measure.
    pub(crate) fn new(table: &Table<'_>, measure: Measure) -> Result<Self, Failure> {
        let is_there = |layout: &&'static Layout| {
            let mut names = layout.columns.iter();
            names.all(|(name, _)| table.column(name).is_some())
        };
        let counted = data_layouts(measure).last();
        let sample = counted.and_then(|layout| match layout.kind {
            Kind::Data(build) => Some(build(&[0.5; 6][..layout.columns.len()])),
            _ => None,
        });
        let wanted = Wanted::of(measure, sample.as_ref());
        let wanted = wanted.filter(|wanted| wanted.is_possible(table));
        let mut steps: Vec<Step> = Vec::new();
        let of_data = data_layouts(measure).iter();
        steps.extend(of_data.filter(is_there).map(Step::Layout));
        let is_last = wanted == Some(Wanted::HazardRatio);
        steps.extend(wanted.filter(|_| !is_last).map(Step::Recovered));
        steps.extend(EFFECTS.iter().filter(is_there).map(Step::Layout));
        if is_published(measure) && published::is_possible(table) {
            steps.push(Step::Published);
        }
        steps.extend(wanted.filter(|_| is_last).map(Step::Recovered));
        if steps.is_empty() {
            return Err(missing(table, measure));
        }
        Ok(Self { steps, counted })
    }

    /// The ways, in order.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step> {
        self.steps.iter().copied()
    }

    /// Whether what the groups report may be among the ways.
    pub(crate) fn has_counts(&self) -> bool {
        self.steps.iter().any(|step| match step {
            Step::Layout(layout) => matches!(layout.kind, Kind::Data(_)),
            Step::Recovered(wanted) => *wanted != Wanted::HazardRatio,
            Step::Published => false,
        })
    }

    /// The columns that may be read, those of what the groups report first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let layouts = self.steps.iter().filter_map(|step| match step {
            Step::Layout(layout) => Some(*layout),
            _ => None,
        });
        let is_published = self
            .steps
            .iter()
            .any(|step| matches!(step, Step::Published));
        let published = PUBLISHED.into_iter().filter(move |_| is_published);
        let names = layouts.flat_map(|layout| layout.columns.iter().map(|(name, _)| *name));
        names.chain(published)
    }

    /// Why a row that fills none of the ways is of no use.
    pub(crate) fn wanting(&self) -> String {
        let columns = self.counted.map_or(&[][..], |layout| layout.columns);
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        if names.is_empty() {
            return "its cells give no effect".to_owned();
        }
        format!("its cells do not give `{}`", names.join(","))
    }
}
