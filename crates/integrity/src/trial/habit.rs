//! How a publication makes its figures, as its rows tell.
//!
//! Published figures need not follow from each other: estimates are adjusted, percentages are of
//! Kaplan and Meier, intervals are those of a model. A relation that holds for plain figures only
//! is broken by a wrong figure and by a right one of another kind alike, so that by itself a breach is
//! no finding. The other rows decide: where the relation holds to the last digit in all of them,
//! the publication makes such figures in the plain way, and one row that differs is worth a look.
//!
//! # The evidence
//!
//! A row whose digits are few agrees with anything. Each row that agrees therefore counts by the
//! chance that a figure made in another way would agree too, which is the room that its digits leave,
//! over the room within which figures made in another way are found. Rows are taken as independent:
//!
//! ```text
//! ln E = Σ −ln(chance) over the rows that agree
//! ```
//!
//! is the logarithm of how much more likely the agreement is if the figures are plain.
//!
//! # When it misleads
//!
//! A publication may make one figure, its main one, in another way than all others. What is reported
//! is therefore a warning, and the words say so. An outcome of which no row agrees while several do
//! not is one of another method, and none of its rows is an exception.

/// How many times as likely the agreement must be, for each exception.
const EVIDENCE: f64 = 400.0;

/// Rows that must agree, however many digits they have.
const LEAST: usize = 2;

/// Rows that must agree for each exception beyond the first.
const RARE: usize = 20;

/// Whether figures of a row agree to the last digit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fit {
    /// They do, as figures made in another way would by this chance.
    Agrees { chance: f64 },
    /// No values that print like them do.
    Parts,
}

impl Fit {
    /// Of figures that agree with `room` to spare, where those made in another way lie within `spread`.
    pub(super) fn agreeing(room: f64, spread: f64) -> Self {
        Self::Agrees {
            chance: (room / spread).clamp(f64::MIN_POSITIVE, 1.0),
        }
    }
}

/// What one row tells of a habit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample<G, Q> {
    /// Whose habit it is.
    pub(super) group: G,
    /// What its method may differ by: the outcome, say.
    pub(super) outcome: usize,
    /// Rows that one wrong figure would change together.
    pub(super) question: Q,
    pub(super) fit: Fit,
}

/// For each sample, how many others of its group agree if it is an exception to their habit; nothing
/// where no sample parts.
pub(super) fn exceptions<G: Ord + Copy, Q: Ord + Copy>(
    samples: &[Sample<G, Q>],
) -> Vec<Option<usize>> {
    let parts = |index: &usize| samples[*index].fit == Fit::Parts;
    if !(0..samples.len()).any(|index| parts(&index)) {
        return Vec::new();
    }
    let mut found = vec![None; samples.len()];
    let mut order: Vec<usize> = (0..samples.len()).collect();
    order.sort_by_key(|index| {
        let Sample {
            group,
            outcome,
            question,
            ..
        } = samples[*index];
        (group, outcome, question)
    });
    for group in order.chunk_by(|a, b| samples[*a].group == samples[*b].group) {
        let chances = group.iter().filter_map(|index| match samples[*index].fit {
            Fit::Agrees { chance } if chance < 1.0 => Some(chance),
            _ => None,
        });
        let agreeing = chances.clone().count();
        let evidence: f64 = chances.map(|chance| -chance.ln()).sum();
        // Rows that part, each question once.
        let parting = |rows: &[usize]| {
            let questions = rows.chunk_by(|a, b| samples[*a].question == samples[*b].question);
            questions.filter(|rows| rows.iter().any(parts)).count()
        };
        let exceptions = parting(group);
        if agreeing < LEAST.max(RARE * (exceptions - exceptions.min(1)))
            || evidence < EVIDENCE.ln() * exceptions as f64
        {
            continue;
        }
        for outcome in group.chunk_by(|a, b| samples[*a].outcome == samples[*b].outcome) {
            if outcome.iter().all(parts) && parting(outcome) > 1 {
                continue;
            }
            for index in outcome.iter().filter(|index| parts(index)) {
                found[*index] = Some(agreeing);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(fits: &[(usize, u32, Fit)]) -> Vec<Sample<(), u32>> {
        let fits = fits.iter();
        fits.map(|(outcome, question, fit)| Sample {
            group: (),
            outcome: *outcome,
            question: *question,
            fit: *fit,
        })
        .collect()
    }

    #[test]
    fn what_holds_elsewhere_makes_an_exception() {
        let agrees = Fit::Agrees { chance: 0.04 };
        // Two rows that agree by a chance of one in 25 are evidence of 625.
        let two = [(0, 0, agrees), (0, 1, agrees), (0, 2, Fit::Parts)];
        assert_eq!(exceptions(&samples(&two)), [None, None, Some(2)]);
        assert_eq!(exceptions(&samples(&two[1..])), [None, None]);
        // Two exceptions need twice as much, unless one wrong figure makes both.
        let both = [two[0], two[1], two[2], (1, 3, Fit::Parts)];
        assert_eq!(exceptions(&samples(&both)), [None; 4]);
        let shared = [two[0], two[1], two[2], (0, 2, Fit::Parts)];
        assert_eq!(exceptions(&samples(&shared))[2..], [Some(2), Some(2)]);
    }

    #[test]
    fn an_outcome_of_another_method_is_no_exception() {
        let agrees = Fit::Agrees { chance: 0.001 };
        let fits = [
            (0, 0, agrees),
            (0, 1, agrees),
            (0, 2, agrees),
            (1, 3, Fit::Parts),
            (1, 4, Fit::Parts),
        ];
        assert_eq!(exceptions(&samples(&fits)), [None; 5]);
        assert_eq!(exceptions(&samples(&fits[..4]))[3], Some(3));
    }

    #[test]
    fn few_digits_tell_nothing() {
        let agrees = Fit::agreeing(2.0, 1.0);
        let fits = [
            (0, 0, agrees),
            (0, 1, agrees),
            (0, 2, agrees),
            (0, 3, Fit::Parts),
        ];
        assert_eq!(exceptions(&samples(&fits)), [None; 4]);
    }
}
