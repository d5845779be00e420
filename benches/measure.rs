//! Detection of planted errors, by class and by what is there to contradict them.

use crate::planted::{Baseline, Class, Outcome, Planted, judge, plant};
use crate::sheet::{Cell, Tables};
use crate::synthetic::{Relation, Synthetic, Typical};
use fastrand::Rng;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// What in the registry an error contradicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Redundancy {
    /// Other figures of the trial: no values that print like them go together.
    SameTrial,
    /// Only other trials: the figure lies where one trial in many thousands would, or another trial
    /// has the same results.
    OtherTrials,
    /// Nothing that is reported.
    Nothing,
    /// Not known: the registry was not simulated.
    Unknown,
}

/// One planted error and how it fared.
pub struct Measured {
    /// The error.
    pub class: Class,
    /// What it contradicts.
    pub redundancy: Redundancy,
    /// The relation of figures that it breaks, if it breaks one.
    pub breaks: Option<&'static str>,
    /// How it fared.
    pub outcome: Outcome,
    /// What was changed, for people: place, before, after.
    pub changes: String,
}

/// What a simulation knows of the cells of its registry.
pub struct Knowledge<'s> {
    relations: HashMap<Cell, Vec<&'s Relation>>,
    typical: HashMap<Cell, &'s Typical>,
}

impl<'s> Knowledge<'s> {
    /// Looks up by cell.
    pub fn of(synthetic: &'s Synthetic) -> Self {
        let mut relations: HashMap<Cell, Vec<&Relation>> = HashMap::new();
        for relation in &synthetic.relations {
            for cell in relation.cells.iter().collect::<HashSet<_>>() {
                relations.entry(*cell).or_default().push(relation);
            }
        }
        let typical = synthetic
            .typical
            .iter()
            .map(|typical| (typical.cell, typical))
            .collect();
        Self { relations, typical }
    }

    fn judge(&self, planted: &Planted) -> (Redundancy, Option<&'static str>) {
        let cells = || planted.changed.iter().map(|(cell, _)| cell);
        let tables = &planted.tables;
        let mut relations = cells()
            .filter_map(|cell| self.relations.get(cell))
            .flatten();
        if let Some(broken) = relations.find(|relation| relation.contradicted(tables)) {
            return (Redundancy::SameTrial, Some(broken.name));
        }
        let mut typical = cells().filter_map(|cell| self.typical.get(cell));
        if !planted.added.is_empty() || typical.any(|typical| typical.contradicted(tables)) {
            return (Redundancy::OtherTrials, None);
        }
        (Redundancy::Nothing, None)
    }
}

/// Plants `each` errors of every class, one a copy, and checks every copy. Classes that the
/// registry does not offer are left out.
pub fn measure(
    tables: &Tables,
    knowledge: Option<&Knowledge<'_>>,
    each: usize,
    seed: u64,
) -> Vec<Measured> {
    let baseline = Baseline::of(tables);
    let tasks: Vec<(Class, usize)> = Class::ALL
        .iter()
        .flat_map(|class| (0..each).map(|index| (*class, index)))
        .collect();
    let measured = tasks.into_par_iter().filter_map(|(class, index)| {
        let mut rng = Rng::with_seed(seed ^ ((class as u64) << 40) ^ ((index as u64) << 20));
        let planted = plant(class, tables, &mut rng)?;
        let (redundancy, breaks) = knowledge.map_or((Redundancy::Unknown, None), |knowledge| {
            knowledge.judge(&planted)
        });
        let outcome = judge(&planted, &baseline);
        let changes = changes(&planted);
        Some(Measured {
            class,
            redundancy,
            breaks,
            outcome,
            changes,
        })
    });
    measured.collect()
}

fn changes(planted: &Planted) -> String {
    let described = planted.changed.iter().map(|(cell, before)| {
        let sheet = &planted.tables.sheets[cell.sheet];
        let row = sheet.rows[cell.row]
            .iter()
            .take(7)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(",");
        format!(
            "{}:{} {row} {}: {before} -> {}",
            sheet.name,
            cell.row + 2,
            sheet.header[cell.column],
            planted.tables.text(*cell)
        )
    });
    described.take(4).collect::<Vec<_>>().join("; ")
}
