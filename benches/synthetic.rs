//! Clean registries whose truth is known: trials are simulated participant by participant, their
//! results computed from the participants, and printed as journals print them.

mod build;
mod continuous;
mod counted;
mod printing;
mod relation;
mod survival;
mod survival_outcome;
mod tables;

pub use relation::{Relation, Test, Typical};

use crate::sheet::Tables;
use build::Builder;
use fastrand::Rng;
use printing::{Reporting, Style};

/// A registry without errors, and what its simulation knows of the printed figures.
pub struct Synthetic {
    /// The registry.
    pub tables: Tables,
    /// What figures of one trial say of each other.
    pub relations: Vec<Relation>,
    /// What other trials say of a figure.
    pub typical: Vec<Typical>,
}

/// One arm of a simulated trial.
struct Arm {
    id: String,
    participants: usize,
    /// Its row in `arms`.
    row: usize,
}

/// A simulated trial.
struct Trial {
    id: String,
    source: String,
    style: Style,
    /// The comparator first.
    arms: Vec<Arm>,
    /// The time points reported, in weeks; the last is the main one.
    weeks: Vec<f64>,
    /// For each participant of each arm, whether of the first level.
    levels: Vec<Vec<bool>>,
}

/// The participants that a row of results speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    All,
    First,
    Second,
}

impl Group {
    fn id(self) -> &'static str {
        match self {
            Self::All => "",
            Self::First => "younger",
            Self::Second => "older",
        }
    }

    fn holds(self, first: bool) -> bool {
        match self {
            Self::All => true,
            Self::First => first,
            Self::Second => !first,
        }
    }
}

impl Trial {
    fn groups(&self) -> &'static [Group] {
        if self.style.rich() {
            &[Group::All, Group::First, Group::Second]
        } else {
            &[Group::All]
        }
    }

    fn poor(&self) -> bool {
        self.style.reporting == Reporting::Poor
    }
}

/// Simulates `trials` trials and writes what they report. The same `seed` gives the same bytes.
pub fn synthetic(trials: usize, seed: u64) -> Synthetic {
    let mut rng = Rng::with_seed(seed);
    let mut builder = Builder::new();
    for index in 0..trials {
        let trial = builder.trial(index, &mut rng);
        let outcomes = if trial.poor() { 3 } else { 5 };
        let mut order: Vec<usize> = (0..tables::OUTCOMES.len()).collect();
        rng.shuffle(&mut order);
        order.truncate(outcomes);
        order.sort_unstable();
        for outcome in order {
            match tables::OUTCOMES[outcome].kind {
                "binary" => counted::binary(&mut builder, &trial, outcome, &mut rng),
                "rate" => counted::rate(&mut builder, &trial, outcome, &mut rng),
                "time_to_event" => {
                    survival_outcome::time_to_event(&mut builder, &trial, outcome, &mut rng);
                }
                _ => continuous::continuous(&mut builder, &trial, outcome, &mut rng),
            }
        }
    }
    builder.finish()
}

/// A standard normal deviate (Box–Muller).
fn normal(rng: &mut Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.f64()).ln()).sqrt();
    radius * (2.0 * std::f64::consts::PI * rng.f64()).cos()
}
