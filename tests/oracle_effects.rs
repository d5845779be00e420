//! Effect sizes, transformations and recoveries against the oracle, every case of their kinds.

use serde_json::Value;
use trialpool_meta_analysis::effect_size::{
    BiasCorrection, CorrectTo, Corrected, Correlation, CorrelationVariance, EffectSizeError,
    GroupMean, PairedMeans, Proportion, Rate, RatioOfMeansOptions, RatioOfMeansVariance,
    RegressionCoefficient, Reliability, RiskVariance, SmdOptions, SmdVariance, StudyData, TwoByTwo,
    TwoMeans, TwoRates, ZeroCells, average_correlation, average_risks, average_smd,
    average_variations, effect_size, log_odds_ratio_with, log_ratio_of_means,
    log_ratio_of_means_change, log_risk_ratio_with, log_variability_ratio, log_variation_ratio,
    log_variation_ratio_change, mean_difference_equal_variances, raw_correlation,
    risk_difference_with, risk_from_log_odds_ratio, smd_overlap, standardized_mean_change,
    standardized_mean_change_raw, standardized_mean_difference, tetrachoric_from_log_odds_ratio,
    unbiased_correlation,
};
use trialpool_meta_analysis::numeric::tail::{normal_survival, normal_upper_quantile};
use trialpool_meta_analysis::recovery::{
    AssumedDistribution, MeanAndSd, Quantiles, RecoveryError, SkewnessCheck, mean_and_sd,
};
use trialpool_meta_analysis::reported::{
    Printed, ReportedContrast, ReportedInterval, derive_effect,
};
use trialpool_meta_analysis::{ConfidenceLevel, Measure, Scale, StudyEffect};
use trialpool_tests::oracle_support::{Call, Case, Checker, Dataset, Table, datasets};

/// A study's effect, or why there is none; `None` where an input is missing.
type Row = Option<Result<StudyEffect, EffectSizeError>>;

#[test]
fn every_escalc_case() {
    let (mut cases, mut compared, mut problems) = (0, 0, Vec::new());
    for dataset in datasets() {
        for case in dataset.cases.iter().filter(|case| case.kind() == "escalc") {
            cases += 1;
            let rows = escalc(&dataset, case)
                .unwrap_or_else(|| panic!("{}:{} is not understood", dataset.id, case.id));
            let (count, mut found) = check(&dataset.id, case, &rows);
            compared += count;
            problems.append(&mut found);
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(cases, 591);
    assert!(compared > 15_000, "{compared} numbers");
}

fn check(dataset: &str, case: &Case, rows: &[Row]) -> (usize, Vec<String>) {
    let mut checker = Checker::new(dataset, case);
    if case.id.ends_with("TET") {
        // metafor's one-dimensional optimiser stops at about 1e-5 in y, which is 0.3 % of the smallest y here;
        // ours agrees with 30-digit arithmetic (unit test of `tetrachoric_correlation`).
        checker = checker.with_tolerance(3e-3);
    }
    let numbers = |field: &str| -> Vec<Option<f64>> {
        let list = case.expect[field].as_array().expect("a list of effects");
        list.iter().map(Value::as_f64).collect()
    };
    let (expected_effects, expected_variances) = (numbers("yi"), numbers("vi"));
    let (mut effects, mut variances) = (Vec::new(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let (effect, variance) = match row {
            Some(Ok(study)) => (Some(study.effect()), Some(study.sampling_variance())),
            // Without an effect, metafor gives a variance if that needs no more than the sample size.
            None if expected_effects[index].is_none() => (None, expected_variances[index]),
            // metafor returns an effect with a variance of 0 where we return an error: infinite weight.
            Some(Err(_)) if expected_variances[index] == Some(0.0) => {
                (expected_effects[index], Some(0.0))
            }
            // With a zero cell metafor's optimiser stops at a tetrachoric correlation of -1 with a variance in the
            // millions; the estimate is on the boundary and we return an error.
            Some(Err(EffectSizeError::NoEvents))
                if case.id.ends_with("TET")
                    && expected_effects[index].is_some_and(|r| r.abs() > 0.999_999) =>
            {
                (expected_effects[index], expected_variances[index])
            }
            Some(Err(_)) | None => (None, None),
        };
        effects.push(effect);
        variances.push(variance);
    }
    checker.numbers("yi", &effects);
    checker.numbers("vi", &variances);
    checker.finish()
}

/// The effects of an `escalc` call.
fn escalc(dataset: &Dataset, case: &Case) -> Option<Vec<Row>> {
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

/// The columns that a call names.
struct Columns<'a> {
    data: &'a Table,
    call: &'a Call,
}

impl Columns<'_> {
    /// One value a study, `None` where an input is missing.
    fn rows<const N: usize, T>(
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

fn policy(measure: Measure, call: &Call) -> ZeroCells {
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

fn apply<T: trialpool_meta_analysis::effect_size::Counts>(
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

fn corrected<T: trialpool_meta_analysis::effect_size::Counts>(
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

fn plain<T: Copy>(measure: Measure, studies: &[Option<T>], data: fn(T) -> StudyData) -> Vec<Row> {
    each(studies, |study| effect_size(measure, &data(*study)))
}

fn each<T>(
    studies: &[Option<T>],
    effect: impl Fn(&T) -> Result<StudyEffect, EffectSizeError>,
) -> Vec<Row> {
    studies
        .iter()
        .map(|study| study.as_ref().map(&effect))
        .collect()
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

#[test]
fn effects_with_their_tests() {
    let data = datasets();
    let dataset = data.iter().find(|d| d.id == "bcg").expect("the data set");
    let case = dataset.case("summary.escalc").expect("the case");
    let rows = escalc(dataset, dataset.case("escalc/RR").expect("the case")).expect("risk ratios");
    let mut checker = Checker::new("bcg", case);
    // The columns of the table itself.
    for column in [
        "trial", "author", "year", "ai", "bi", "ci", "di", "ablat", "alloc",
    ] {
        checker.skip(column);
    }
    let effects: Vec<StudyEffect> = rows.into_iter().flatten().flatten().collect();
    let column = |value: fn(&StudyEffect) -> f64| effects.iter().map(value).collect::<Vec<_>>();
    let z: fn(&StudyEffect) -> f64 = |e| e.effect() / e.standard_error();
    checker.values("yi", &column(StudyEffect::effect));
    checker.values("vi", &column(StudyEffect::sampling_variance));
    checker.values("sei", &column(StudyEffect::standard_error));
    checker.values("zi", &column(z));
    checker.values(
        "pval",
        &column(|e| 2.0 * normal_survival((e.effect() / e.standard_error()).abs())),
    );
    checker.values(
        "ci.lb",
        &column(|e| e.effect() - normal_upper_quantile(0.025) * e.standard_error()),
    );
    checker.values(
        "ci.ub",
        &column(|e| e.effect() + normal_upper_quantile(0.025) * e.standard_error()),
    );
    let (compared, problems) = checker.finish();
    assert!(
        problems.is_empty() && compared == 7 * 13,
        "{}",
        problems.join("\n")
    );
}

#[test]
fn every_transformation() {
    let mut cases = 0;
    let mut problems = Vec::new();
    for dataset in datasets() {
        for case in dataset.cases.iter().filter(|case| case.kind() == "transf") {
            cases += 1;
            let name = case.id.trim_start_matches("transf/");
            let x: Vec<f64> = case.expect["x"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|x| x.as_f64().expect("a number"))
                .collect();
            let ours: Vec<f64> = x.iter().map(|x| transformed(name, *x)).collect();
            let mut checker = Checker::new(&dataset.id, case);
            checker.values("x", &x);
            checker.values("y", &ours);
            problems.extend(checker.finish().1);
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(cases, 19);
}

/// The transformation at x; the notes of the cases say what the argument is.
fn transformed(name: &str, x: f64) -> f64 {
    let share = (x + 5.0) / 11.0;
    match name {
        "ztor" => Scale::FisherZ.back_transform(x),
        "rtoz" => Scale::FisherZ.transform(x / 10.0),
        "logit" => Scale::Logit.transform(share),
        "ilogit" => Scale::Logit.back_transform(x),
        "arcsin" => Scale::ArcsineSquareRoot.transform(share),
        "iarcsin" => Scale::ArcsineSquareRoot.back_transform(share),
        "iahw" => Scale::HakstianWhalen.back_transform(share),
        "iabt" => Scale::Bonett.back_transform(x / 2.0),
        "dtou1" => smd_overlap(x).u1,
        "dtou2" => smd_overlap(x).u2,
        "dtou3" => smd_overlap(x).u3,
        "dtoovl" => smd_overlap(x).overlap,
        "dtocles" => smd_overlap(x).superiority,
        "lnortord" => risk_from_log_odds_ratio(x, 0.2) - 0.2,
        "lnortorr" => risk_from_log_odds_ratio(x, 0.2) / 0.2,
        "lnortod.norm" => x / 1.65,
        "dtolnor.norm" => x * 1.65,
        "dtolnor.logis" => x * std::f64::consts::PI / 3.0_f64.sqrt(),
        "lnortortet.pearson" => tetrachoric_from_log_odds_ratio(x),
        _ => panic!("unknown transformation {name}"),
    }
}

#[test]
fn effects_from_printed_intervals() {
    let data = datasets();
    let mut cases = 0;
    for (dataset, kind, columns) in [
        ("hackshaw1998", "conv.wald", ["or", "or.lb", "or.ub"]),
        ("ms_disability_hr", "ratio-to-log", ["hr", "lb", "ub"]),
    ] {
        let dataset = data.iter().find(|d| d.id == dataset).expect("the data set");
        let case = dataset
            .cases
            .iter()
            .find(|case| case.kind() == kind)
            .expect("the case");
        let columns = columns.map(|name| dataset.data.numbers(name).expect(name));
        let exact =
            |column: usize, row: usize| Printed::exact(columns[column][row].expect("a number"));
        let effects: Vec<StudyEffect> = (0..dataset.data.len())
            .map(|row| {
                let mut contrast = ReportedContrast::new(Measure::OddsRatio);
                contrast.estimate = Some(exact(0, row));
                contrast.interval = Some(ReportedInterval {
                    lower: exact(1, row),
                    upper: exact(2, row),
                    level: ConfidenceLevel::NINETY_FIVE,
                });
                derive_effect(&contrast).expect("an effect").effect
            })
            .collect();
        let mut checker = Checker::new(&dataset.id, case);
        checker.values(
            "yi",
            &effects.iter().map(StudyEffect::effect).collect::<Vec<_>>(),
        );
        let variances: Vec<f64> = effects.iter().map(StudyEffect::sampling_variance).collect();
        checker.values("vi", &variances);
        let (compared, problems) = checker.finish();
        assert!(
            problems.is_empty() && compared > 0,
            "{}",
            problems.join("\n")
        );
        cases += 1;
    }
    assert_eq!(cases, 2);
}

#[test]
fn means_from_five_numbers() {
    let data = datasets();
    let mut cases = 0;
    for dataset in &data {
        for case in dataset
            .cases
            .iter()
            .filter(|case| case.kind() == "conv.fivenum")
        {
            cases += 1;
            let recovered = recover(&dataset.data, case).expect("the columns");
            let mut checker = Checker::new(&dataset.id, case);
            let column = |value: fn(MeanAndSd) -> f64| {
                recovered
                    .iter()
                    .map(|row| row.map(value))
                    .collect::<Vec<_>>()
            };
            checker.numbers("mean", &column(|value| value.mean));
            checker.numbers("sd", &column(|value| value.sd));
            let (compared, problems) = checker.finish();
            assert!(
                problems.is_empty() && compared == 10,
                "{}",
                problems.join("\n")
            );
        }
    }
    assert_eq!(cases, 5);
}

/// Mean and SD of each row of a `conv.fivenum` call; `None` where the quantiles are refused as skewed.
fn recover(data: &Table, case: &Case) -> Option<Vec<Option<MeanAndSd>>> {
    let call = Call::parse(&case.call)?;
    let column = |name: &str| {
        Some(
            data.numbers(name)?
                .into_iter()
                .flatten()
                .collect::<Vec<f64>>(),
        )
    };
    let (minimum, maximum) = (column("min")?, column("max")?);
    let (first, third) = (column("q1")?, column("q3")?);
    let (median, total) = (column("median")?, column("n")?);
    let assumed = match call.named("dist") {
        Some("lnorm") => AssumedDistribution::LogNormal,
        _ => AssumedDistribution::Normal,
    };
    let check = match call.named("test") {
        Some("FALSE") => SkewnessCheck::Ignore,
        _ => SkewnessCheck::Refuse,
    };
    let quantiles = |row: usize| match (call.named("min"), call.named("q1")) {
        (Some(_), Some(_)) => Quantiles::FiveNumbers {
            minimum: minimum[row],
            first_quartile: first[row],
            median: median[row],
            third_quartile: third[row],
            maximum: maximum[row],
        },
        (Some(_), None) => Quantiles::Range {
            minimum: minimum[row],
            median: median[row],
            maximum: maximum[row],
        },
        _ => Quantiles::Quartiles {
            first_quartile: first[row],
            median: median[row],
            third_quartile: third[row],
        },
    };
    let row = |row: usize| match mean_and_sd(&quantiles(row), total[row], assumed, check) {
        Ok(recovered) => Some(recovered.value),
        Err(RecoveryError::Skewed(_)) => None,
        Err(error) => panic!("row {row}: {error}"),
    };
    Some((0..total.len()).map(row).collect())
}
