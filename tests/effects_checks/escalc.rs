//! `escalc()` calls, taken to our functions.

use super::rows::{Columns, Row, apply, corrected, each, plain};
use trialpool_meta_analysis::effect_size::{
    BiasCorrection, Correlation, CorrelationVariance, EffectSizeError, GroupMean, PairedMeans,
    Proportion, Rate, RatioOfMeansOptions, RatioOfMeansVariance, RegressionCoefficient,
    Reliability, RiskVariance, SmdOptions, SmdVariance, StudyData, TwoByTwo, TwoMeans, TwoRates,
    average_correlation, average_risks, average_smd, average_variations, effect_size,
    log_odds_ratio_with, log_ratio_of_means, log_ratio_of_means_change, log_risk_ratio_with,
    log_variability_ratio, log_variation_ratio, log_variation_ratio_change,
    mean_difference_equal_variances, raw_correlation, risk_difference_with,
    standardized_mean_change, standardized_mean_change_raw, standardized_mean_difference,
    unbiased_correlation,
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
        return of_tables(measure, &call, &tables);
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
        return of_means(measure, &call, &means);
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
        return of_paired_means(measure, &call, &means);
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
        return of_correlations(measure, &call, &studies);
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

fn of_tables(measure: Measure, call: &Call, tables: &[Option<TwoByTwo>]) -> Option<Vec<Row>> {
    let tables = apply(measure, call, tables);
    let counts: Vec<Option<TwoByTwo>> = tables
        .iter()
        .map(|table| {
            table
                .filter(|table| !table.dropped)
                .map(|table| table.counts)
        })
        .collect();
    let variance = match call.named("vtype") {
        None | Some("LS") => RiskVariance::LargeSample,
        Some("UB") => RiskVariance::Unbiased,
        Some("AV") => average_risks(&counts.iter().copied().flatten().collect::<Vec<_>>())?,
        Some(_) => return None,
    };
    if variance == RiskVariance::LargeSample {
        return Some(plain(measure, &counts, StudyData::TwoByTwo));
    }
    let effect = match measure {
        Measure::RiskRatio => log_risk_ratio_with,
        Measure::OddsRatio => log_odds_ratio_with,
        Measure::RiskDifference => risk_difference_with,
        _ => return None,
    };
    Some(each(&counts, |table| effect(table, variance)))
}

fn smd_options(call: &Call, average: impl Fn() -> Option<SmdVariance>) -> Option<SmdOptions> {
    Some(SmdOptions {
        correction: if call.named("correct") == Some("FALSE") {
            BiasCorrection::None
        } else {
            BiasCorrection::Exact
        },
        variance: match call.named("vtype") {
            None | Some("LS") => SmdVariance::LargeSample,
            Some("LS2") => SmdVariance::LargeSampleScaled,
            Some("UB") => SmdVariance::Unbiased,
            Some("AV") => average()?,
            Some(_) => return None,
        },
    })
}

fn of_means(measure: Measure, call: &Call, studies: &[Option<TwoMeans>]) -> Option<Vec<Row>> {
    let known: Vec<TwoMeans> = studies.iter().copied().flatten().collect();
    let bias_correction = call.named("correct") != Some("FALSE");
    let vtype = call.named("vtype");
    Some(match measure {
        Measure::StandardizedMeanDifference => {
            let average = || average_smd(&known, BiasCorrection::Exact).ok();
            let options = smd_options(call, average)?;
            each(studies, |study| {
                standardized_mean_difference(study, &options)
            })
        }
        Measure::MeanDifference if vtype == Some("HO") => {
            each(studies, mean_difference_equal_variances)
        }
        Measure::RatioOfMeans => {
            let options = RatioOfMeansOptions {
                bias_correction,
                variance: match vtype {
                    None | Some("LS") => RatioOfMeansVariance::LargeSample,
                    Some("LS2") => RatioOfMeansVariance::SecondOrder,
                    Some("HO") => RatioOfMeansVariance::EqualVariances,
                    Some("AV") => average_variations(&known, false)?,
                    Some("AVHO") => average_variations(&known, true)?,
                    Some(_) => return None,
                },
            };
            each(studies, |study| log_ratio_of_means(study, &options))
        }
        Measure::VariationRatio => each(studies, |s| log_variation_ratio(s, bias_correction)),
        Measure::VariabilityRatio => each(studies, |s| log_variability_ratio(s, bias_correction)),
        _ if vtype.is_none_or(|vtype| vtype == "LS") && bias_correction => {
            plain(measure, studies, StudyData::TwoMeans)
        }
        _ => return None,
    })
}

fn of_paired_means(
    measure: Measure,
    call: &Call,
    studies: &[Option<PairedMeans>],
) -> Option<Vec<Row>> {
    let bias_correction = call.named("correct") != Some("FALSE");
    let options = smd_options(call, || None)?;
    Some(match measure {
        Measure::StandardizedMeanChange => {
            each(studies, |study| standardized_mean_change(study, &options))
        }
        Measure::StandardizedMeanChangeRaw => each(studies, |study| {
            standardized_mean_change_raw(study, &options)
        }),
        Measure::RatioOfMeansChange => each(studies, |study| {
            log_ratio_of_means_change(study, bias_correction)
        }),
        Measure::VariationRatioChange => each(studies, |study| {
            log_variation_ratio_change(study, bias_correction)
        }),
        _ if options == SmdOptions::default() => plain(measure, studies, StudyData::PairedMeans),
        _ => return None,
    })
}

fn of_correlations(
    measure: Measure,
    call: &Call,
    studies: &[Option<Correlation>],
) -> Option<Vec<Row>> {
    let effect = match measure {
        Measure::Correlation => raw_correlation,
        Measure::CorrelationUnbiased => unbiased_correlation,
        _ => return Some(plain(measure, studies, StudyData::Correlation)),
    };
    let variance = match call.named("vtype") {
        None | Some("LS") => CorrelationVariance::LargeSample,
        Some("UB") => CorrelationVariance::Unbiased,
        Some("AV") => {
            let estimates = studies.iter().flatten().map(|study| Correlation {
                correlation: effect(study, CorrelationVariance::LargeSample)
                    .map_or(f64::NAN, |estimate| estimate.effect()),
                ..*study
            });
            average_correlation(&estimates.collect::<Vec<_>>())?
        }
        Some(_) => return None,
    };
    Some(each(studies, |study| effect(study, variance)))
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
