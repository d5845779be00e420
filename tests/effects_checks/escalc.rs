//! `escalc()` calls, taken to our functions.

use super::rows::{Columns, Row, apply, corrected, plain};
use trialpool_meta_analysis::effect_size::{
    BiasCorrection, Correlation, EffectSizeError, EffectSizeOptions, GroupMean, PairedMeans,
    Proportion, Rate, RegressionCoefficient, Reliability, SmdOptions, StudyData, TwoByTwo,
    TwoMeans, TwoRates, VarianceType, effect_size, effect_sizes, standardized_mean_change_raw,
};
use trialpool_meta_analysis::{Measure, StudyEffect};
use trialpool_tests::oracle_support::{Call, Case, Dataset, Table};

/// The effects of an `escalc` call.
pub(crate) fn escalc(dataset: &Dataset, case: &Case) -> Option<Vec<Row>> {
    let call = Call::parse(&case.call)?;
    if call.function == "dpp" {
        return difference_of_changes(&dataset.data);
    }
    let measure = Measure::from_short_name(call.named("measure")?)?;
    let columns = Columns {
        data: &dataset.data,
        call: &call,
    };
    if call.named("ai").is_some() && call.named("bi").is_some() {
        let tables = columns.rows(["ai", "bi", "ci", "di"], |[a, b, c, d]| {
            TwoByTwo::from_cells(a, b, c, d)
        })?;
        let tables = apply(measure, &call, &tables).into_iter();
        let counts = tables.map(|table| table.filter(|table| !table.dropped));
        let counts: Vec<_> = counts
            .map(|table| table.map(|table| table.counts))
            .collect();
        return chosen(measure, &call, &counts, StudyData::TwoByTwo);
    }
    if call.named("x1i").is_some() {
        let rates = columns.rows(["x1i", "t1i", "x2i", "t2i"], |[x1, t1, x2, t2]| TwoRates {
            treated_events: x1,
            treated_time: t1,
            control_events: x2,
            control_time: t2,
        })?;
        return Some(corrected(measure, &call, &rates, StudyData::TwoRates));
    }
    if call.named("xi").is_some() && call.named("ni").is_some() {
        let groups = columns.rows(["xi", "ni"], |[events, total]| Proportion { events, total })?;
        return Some(corrected(measure, &call, &groups, StudyData::Proportion));
    }
    if call.named("xi").is_some() {
        let groups = columns.rows(["xi", "ti"], |[events, time]| Rate { events, time })?;
        return Some(corrected(measure, &call, &groups, StudyData::Rate));
    }
    if call.named("n1i").is_some() {
        let names = ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"];
        let means = columns.rows(names, |[m1, sd1, n1, m2, sd2, n2]| TwoMeans {
            treated_mean: m1,
            treated_sd: sd1,
            treated_total: n1,
            control_mean: m2,
            control_sd: sd2,
            control_total: n2,
        })?;
        return chosen(measure, &call, &means, StudyData::TwoMeans);
    }
    if call.named("m1i").is_some() {
        let names = ["m1i", "sd1i", "m2i", "sd2i", "ni", "ri"];
        let means = columns.rows(names, |[m1, sd1, m2, sd2, n, r]| PairedMeans {
            first_mean: m1,
            first_sd: sd1,
            second_mean: m2,
            second_sd: sd2,
            total: n,
            correlation: r,
        })?;
        return chosen(measure, &call, &means, StudyData::PairedMeans);
    }
    if call.named("sdi").is_some() {
        let groups = columns.rows(["mi", "sdi", "ni"], |[mean, sd, total]| GroupMean {
            mean,
            sd,
            total,
        })?;
        return Some(plain(measure, &groups, StudyData::GroupMean));
    }
    if call.named("ri").is_some() {
        let studies = columns.rows(["ri", "ni"], |[correlation, total]| Correlation {
            correlation,
            total,
        })?;
        return chosen(measure, &call, &studies, StudyData::Correlation);
    }
    if call.named("ti").is_some() {
        let studies = columns.rows(["ti", "ni", "mi"], |[t, total, predictors]| {
            RegressionCoefficient {
                t,
                total,
                predictors,
            }
        })?;
        let r_squared = match call.named("r2i") {
            Some(_) => columns.rows(["r2i"], |[r_squared]| r_squared)?,
            None => vec![None; studies.len()],
        };
        let rows = studies.iter().zip(r_squared).map(|(study, r_squared)| {
            study.map(|s| effect_size(measure, &StudyData::RegressionCoefficient(s, r_squared)))
        });
        return Some(rows.collect());
    }
    let studies = columns.rows(["ai", "mi", "ni"], |[alpha, items, total]| Reliability {
        alpha,
        items,
        total,
    })?;
    Some(plain(measure, &studies, StudyData::Reliability))
}

/// The effects by the formula that a call names; none if the measure has no such formula.
fn chosen<T: Copy>(
    measure: Measure,
    call: &Call,
    studies: &[Option<T>],
    data: fn(T) -> StudyData,
) -> Option<Vec<Row>> {
    let mut options = EffectSizeOptions::for_measure(measure);
    if let Some(name) = call.named("vtype") {
        options.variance = VarianceType::from_short_name(name)?;
    }
    if call.named("correct") == Some("FALSE") {
        options.correction = BiasCorrection::None;
    }
    let known: Vec<StudyData> = studies.iter().flatten().map(|s| data(*s)).collect();
    let mut effects = effect_sizes(measure, &known, options).into_iter();
    let rows = studies
        .iter()
        .map(|study| study.as_ref().and_then(|_| effects.next()));
    let rows: Vec<Row> = rows.collect();
    let refused = Err(EffectSizeError::OtherOptions { measure });
    (!rows.contains(&Some(refused))).then_some(rows)
}

/// SMCR of the treated minus SMCR of the controls, both standardised by the baseline (`sd1i = sd_pre`).
fn difference_of_changes(data: &Table) -> Option<Vec<Row>> {
    let column = |name: &str| data.numbers(name);
    let (first, second) = (column("m_post")?, column("m_pre")?);
    let (sd, n, r) = (column("sd_pre")?, column("ni")?, column("ri")?);
    let change = |index: usize| {
        let means = PairedMeans {
            first_mean: first[index]?,
            first_sd: sd[index]?,
            second_mean: second[index]?,
            second_sd: sd[index]?,
            total: n[index]?,
            correlation: r[index]?,
        };
        standardized_mean_change_raw(&means, &SmdOptions::default()).ok()
    };
    let of_group = |name: &str| -> Option<Vec<StudyEffect>> {
        let groups = data.column("group")?;
        (0..groups.len())
            .filter(|index| groups[*index].as_str() == Some(name))
            .map(change)
            .collect()
    };
    let (treated, control) = (of_group("T")?, of_group("C")?);
    let pairs = treated.iter().zip(&control).map(|(treated, control)| {
        let variance = treated.sampling_variance() + control.sampling_variance();
        let effect = treated.effect() - control.effect();
        Some(StudyEffect::from_variance(effect, variance).map_err(EffectSizeError::from))
    });
    Some(pairs.collect())
}
