//! Why a fit is impossible.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why studies cannot be pooled as asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FitError {
    /// There is nothing to pool.
    NoStudies,
    /// The method needs more studies.
    TooFewStudies {
        /// Studies given.
        given: usize,
        /// Studies that the method needs at least.
        needed: usize,
    },
    /// A list that goes with the studies has another length.
    LengthMismatch {
        /// Number of studies.
        studies: usize,
        /// Length of the list.
        given: usize,
    },
    /// A weight given by the caller is not a positive finite number.
    WeightNotPositive {
        /// Index of the study, from 0.
        study: usize,
        /// The weight.
        weight: f64,
    },
    /// A between-study variance given by the caller is negative or not finite.
    VarianceNotValid {
        /// The value.
        variance: f64,
    },
    /// An entry of the design is not a finite number.
    DesignNotFinite {
        /// Index of the study, from 0.
        study: usize,
        /// Index of the column, from 0.
        column: usize,
    },
    /// The columns of the design are linearly dependent, so that coefficients are not defined.
    DesignNotFullRank {
        /// The first column that the ones before it explain, from 0.
        column: usize,
    },
    /// An exact permutation test would need more permutations than allowed.
    TooManyPermutations {
        /// The most that were allowed.
        limit: u64,
    },
    /// A bootstrap needs more samples for its level.
    TooFewSamples {
        /// Samples asked for.
        given: usize,
        /// Samples that the level needs at least.
        needed: usize,
    },
    /// The counts give no estimate (no events, or none that tells the arms apart).
    NotEstimable,
    /// The effects are so far apart, or the variances so extreme, that a sum overflows.
    NotFinite,
}

impl fmt::Display for FitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStudies => write!(f, "there are no studies to pool"),
            Self::TooFewStudies { given, needed } => {
                write!(
                    f,
                    "the method needs {needed} studies, and {given} are given"
                )
            }
            Self::LengthMismatch { studies, given } => {
                write!(f, "{given} values are given for {studies} studies")
            }
            Self::WeightNotPositive { study, weight } => {
                write!(
                    f,
                    "weight `{weight}` of study {} is not a positive number",
                    study + 1
                )
            }
            Self::VarianceNotValid { variance } => {
                write!(
                    f,
                    "between-study variance `{variance}` is not a non-negative number"
                )
            }
            Self::DesignNotFinite { study, column } => write!(
                f,
                "column {} of the design is not a number for study {}",
                column + 1,
                study + 1
            ),
            Self::DesignNotFullRank { column } => write!(
                f,
                "column {} of the design is a combination of the columns before it",
                column + 1
            ),
            Self::TooManyPermutations { limit } => {
                write!(f, "there are more than {limit} permutations")
            }
            Self::TooFewSamples { given, needed } => {
                write!(
                    f,
                    "the level needs {needed} samples, and {given} are asked for"
                )
            }
            Self::NotEstimable => write!(f, "the data do not determine the effect"),
            Self::NotFinite => write!(f, "the numbers are too extreme to be added"),
        }
    }
}

impl std::error::Error for FitError {}
