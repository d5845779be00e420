//! What to do with studies in which a group has no event, or all have it.

use serde::{Deserialize, Serialize};

use super::{Proportion, Rate, TwoByTwo, TwoRates};
use crate::Measure;

/// A policy for zero counts, applied to all studies of an analysis.
///
/// The default is metafor's: 1/2 is added to every cell of the studies that have a zero cell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ZeroCells {
    /// What is added to each cell.
    pub add: f64,
    /// Which studies it is added to.
    pub to: CorrectTo,
    /// How it is divided between the groups.
    pub split: Split,
    /// Whether studies are dropped that have no event at all, or nothing but events.
    #[doc(alias = "drop00")]
    pub drop_double_zero: bool,
}

/// Which studies are corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectTo {
    /// Studies with a zero cell.
    OnlyZero,
    /// All studies.
    All,
    /// All studies, if one of them has a zero cell.
    IfAnyZero,
    /// No study.
    None,
}

impl CorrectTo {
    /// metafor's name, such as `only0`.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::OnlyZero => "only0",
            Self::All => "all",
            Self::IfAnyZero => "if0all",
            Self::None => "none",
        }
    }

    /// The choice of a short name.
    pub fn from_short_name(name: &str) -> Option<Self> {
        [Self::OnlyZero, Self::All, Self::IfAnyZero, Self::None]
            .into_iter()
            .find(|choice| choice.short_name() == name)
    }
}

/// How the correction is divided between the two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// The same in both groups.
    #[default]
    Equal,
    /// In proportion to the size of the group, with the same sum ([the treatment-arm correction](crate::references#sweeting-2004) of Sweeting, Sutton
    /// and Lambert 2004): groups of one size get `add` each.
    BySize,
}

impl Default for ZeroCells {
    fn default() -> Self {
        Self {
            add: 0.5,
            to: CorrectTo::OnlyZero,
            split: Split::Equal,
            drop_double_zero: false,
        }
    }
}

impl ZeroCells {
    /// No correction and no study dropped.
    pub const NONE: Self = Self {
        add: 0.0,
        to: CorrectTo::None,
        split: Split::Equal,
        drop_double_zero: false,
    };

    /// metafor's default for a measure: none for those that are defined with zero counts (AS, PHI and its
    /// transforms, RTET, IRSD, PAS, PFT, IRS, IRFT), else 1/2 where a cell is zero.
    pub fn for_measure(measure: Measure) -> Self {
        match measure {
            Measure::ArcsineDifference
            | Measure::Phi
            | Measure::ZPhi
            | Measure::TetrachoricCorrelation
            | Measure::ZTetrachoricCorrelation
            | Measure::RootRateDifference
            | Measure::ArcsineProportion
            | Measure::FreemanTukeyProportion
            | Measure::RootRate
            | Measure::FreemanTukeyRate => Self::NONE,
            _ => Self::default(),
        }
    }

    /// Applies the policy to the studies of an analysis, and says for each what was done.
    pub fn apply<T: Counts>(&self, studies: &[T]) -> Vec<Corrected<T>> {
        let any_zero = studies.iter().any(Counts::has_zero);
        studies
            .iter()
            .map(|study| {
                let dropped = self.drop_double_zero && study.is_double_zero();
                let corrects = self.add != 0.0
                    && !dropped
                    && match self.to {
                        CorrectTo::OnlyZero => study.has_zero(),
                        CorrectTo::All => true,
                        CorrectTo::IfAnyZero => any_zero,
                        CorrectTo::None => false,
                    };
                let added = corrects.then(|| self.addition(study));
                Corrected {
                    counts: added.map_or(*study, |added| study.plus(added)),
                    added,
                    dropped,
                }
            })
            .collect()
    }

    fn addition<T: Counts>(&self, study: &T) -> Added {
        let (treated, control) = study.sizes();
        let share = match self.split {
            Split::BySize if treated + control > 0.0 => treated / (treated + control),
            _ => 0.5,
        };
        Added {
            treated: 2.0 * self.add * share,
            control: 2.0 * self.add * (1.0 - share),
        }
    }
}

/// A study's counts after the policy was applied.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Corrected<T> {
    /// The counts to use.
    pub counts: T,
    /// What was added, if anything.
    pub added: Option<Added>,
    /// Whether the policy leaves the study out.
    pub dropped: bool,
}

/// What was added to each cell of a group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Added {
    /// To each cell of the treated (or the only) group.
    pub treated: f64,
    /// To each cell of the control group.
    pub control: f64,
}

/// Counts that a [`ZeroCells`] policy applies to.
pub trait Counts: Copy {
    /// Whether a cell is zero.
    fn has_zero(&self) -> bool;
    /// Whether the groups cannot be told apart: no event in either, or nothing but events.
    fn is_double_zero(&self) -> bool;
    /// Sizes (participants or person-time) of the treated and the control group; one group counts as both.
    fn sizes(&self) -> (f64, f64);
    /// The counts with something added to each cell.
    #[must_use]
    fn plus(&self, added: Added) -> Self;
}

impl Counts for TwoByTwo {
    fn has_zero(&self) -> bool {
        self.cells().contains(&0.0)
    }

    fn is_double_zero(&self) -> bool {
        let [a, b, c, d] = self.cells();
        (a == 0.0 && c == 0.0) || (b == 0.0 && d == 0.0)
    }

    fn sizes(&self) -> (f64, f64) {
        (self.treated_total, self.control_total)
    }

    fn plus(&self, added: Added) -> Self {
        Self {
            treated_events: self.treated_events + added.treated,
            treated_total: self.treated_total + 2.0 * added.treated,
            control_events: self.control_events + added.control,
            control_total: self.control_total + 2.0 * added.control,
        }
    }
}

impl Counts for TwoRates {
    fn has_zero(&self) -> bool {
        self.treated_events == 0.0 || self.control_events == 0.0
    }

    fn is_double_zero(&self) -> bool {
        self.treated_events == 0.0 && self.control_events == 0.0
    }

    fn sizes(&self) -> (f64, f64) {
        (self.treated_time, self.control_time)
    }

    fn plus(&self, added: Added) -> Self {
        Self {
            treated_events: self.treated_events + added.treated,
            control_events: self.control_events + added.control,
            ..*self
        }
    }
}

impl Counts for Proportion {
    fn has_zero(&self) -> bool {
        self.events == 0.0 || self.events == self.total
    }

    fn is_double_zero(&self) -> bool {
        false
    }

    fn sizes(&self) -> (f64, f64) {
        (self.total, self.total)
    }

    fn plus(&self, added: Added) -> Self {
        Self {
            events: self.events + added.treated,
            total: self.total + 2.0 * added.treated,
        }
    }
}

impl Counts for Rate {
    fn has_zero(&self) -> bool {
        self.events == 0.0
    }

    fn is_double_zero(&self) -> bool {
        false
    }

    fn sizes(&self) -> (f64, f64) {
        (self.time, self.time)
    }

    fn plus(&self, added: Added) -> Self {
        Self {
            events: self.events + added.treated,
            ..*self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_treatment_arm_correction_keeps_the_sum() {
        // Sweeting et al. 2004: with R = n2 / n1 = 3, k1 = 1 / (R + 1) and k2 = R / (R + 1).
        let table = TwoByTwo::from_cells(0.0, 20.0, 3.0, 57.0);
        let policy = ZeroCells {
            split: Split::BySize,
            ..ZeroCells::default()
        };
        let corrected = policy.apply(&[table])[0];
        assert_eq!(
            corrected.added,
            Some(Added {
                treated: 0.25,
                control: 0.75
            })
        );
        assert_eq!(corrected.counts.cells(), [0.25, 20.25, 3.75, 57.75]);
    }

    #[test]
    fn a_dropped_study_is_not_corrected() {
        let policy = ZeroCells {
            to: CorrectTo::All,
            drop_double_zero: true,
            ..ZeroCells::default()
        };
        let tables = [
            TwoByTwo::from_cells(0.0, 9.0, 0.0, 8.0),
            TwoByTwo::from_cells(1.0, 9.0, 2.0, 8.0),
        ];
        let corrected = policy.apply(&tables);
        assert!(corrected[0].dropped && corrected[0].added.is_none());
        assert!(!corrected[1].dropped && corrected[1].added.is_some());
    }
}
