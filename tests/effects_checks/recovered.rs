//! Transformations, published intervals and five-number summaries.

use trialpool_meta_analysis::effect_size::{
    risk_from_log_odds_ratio, smd_overlap, tetrachoric_from_log_odds_ratio,
};
use trialpool_meta_analysis::recovery::{
    AssumedDistribution, MeanAndSd, Quantiles, RecoveryError, SkewnessCheck, mean_and_sd,
};
use trialpool_meta_analysis::reported::{
    Printed, ReportedContrast, ReportedInterval, derive_effect,
};
use trialpool_meta_analysis::{ConfidenceLevel, Measure, Scale, StudyEffect};
use trialpool_tests::oracle_support::{Call, Case, Checker, Table, datasets};

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
