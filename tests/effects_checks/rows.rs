//! From the columns of a data set to effects, row by row.

use trialpool_meta_analysis::effect_size::{
    CorrectTo, Corrected, EffectSizeError, StudyData, ZeroCells, effect_size,
};
use trialpool_meta_analysis::{Measure, StudyEffect};
use trialpool_tests::oracle_support::{Call, Table};

/// A study's effect, or why there is none; `None` where an input is missing.
pub(crate) type Row = Option<Result<StudyEffect, EffectSizeError>>;

/// The columns that a call names.
pub(crate) struct Columns<'a> {
    pub(crate) data: &'a Table,
    pub(crate) call: &'a Call,
}

impl Columns<'_> {
    /// One value a study, `None` where an input is missing.
    pub(crate) fn rows<const N: usize, T>(
        &self,
        names: [&str; N],
        make: impl Fn([f64; N]) -> T,
    ) -> Option<Vec<Option<T>>> {
        let mut columns = Vec::new();
        for name in names {
            columns.push(self.data.numbers(self.call.named(name)?)?);
        }
        let row = |index: usize| {
            let mut values = [0.0; N];
            for (value, column) in values.iter_mut().zip(&columns) {
                *value = column[index]?;
            }
            Some(make(values))
        };
        Some((0..self.data.len()).map(row).collect())
    }
}

pub(crate) fn policy(measure: Measure, call: &Call) -> ZeroCells {
    let mut policy = ZeroCells::for_measure(measure);
    if let Some(add) = call.named("add") {
        policy = ZeroCells::default();
        policy.add = if add == "1/2" {
            0.5
        } else {
            add.parse().expect("a number")
        };
    }
    if let Some(to) = call.named("to") {
        policy.to = CorrectTo::from_short_name(to).expect("a policy");
    }
    policy.drop_double_zero = call.named("drop00") == Some("TRUE");
    policy
}

pub(crate) fn apply<T: trialpool_meta_analysis::effect_size::Counts>(
    measure: Measure,
    call: &Call,
    studies: &[Option<T>],
) -> Vec<Option<Corrected<T>>> {
    let known: Vec<T> = studies.iter().copied().flatten().collect();
    let mut applied = policy(measure, call).apply(&known).into_iter();
    studies
        .iter()
        .map(|study| study.as_ref().and_then(|_| applied.next()))
        .collect()
}

pub(crate) fn corrected<T: trialpool_meta_analysis::effect_size::Counts>(
    measure: Measure,
    call: &Call,
    studies: &[Option<T>],
    data: fn(T) -> StudyData,
) -> Vec<Row> {
    apply(measure, call, studies)
        .into_iter()
        .map(|study| {
            let study = study.filter(|study| !study.dropped)?;
            Some(effect_size(measure, &data(study.counts)))
        })
        .collect()
}

pub(crate) fn plain<T: Copy>(
    measure: Measure,
    studies: &[Option<T>],
    data: fn(T) -> StudyData,
) -> Vec<Row> {
    studies
        .iter()
        .map(|study| study.map(|study| effect_size(measure, &data(study))))
        .collect()
}
