//! What a protocol can ask to be shown beside a result, and why it may be absent.

use super::*;

/// Every section that a protocol can ask for, with the names of the studies of `analysis`.
pub(crate) fn sections(analysis: &Analysis) -> Sections {
    let effects = &analysis.main.effects;
    let result = || analysis.main.pooled.clone().expect("a pooled result");
    let level = Level {
        code: "<b>a</b>".into(),
        label: Localized::new("A & <B>", "A & <B>"),
    };
    let moderator = |number: f64| {
        vec![
            ModeratorValue {
                moderator: "year".into(),
                number: Some(number),
                level: None,
                file: "trials.csv".into(),
                line: 2,
            },
            ModeratorValue {
                moderator: "class".into(),
                number: None,
                level: Some(level.clone()),
                file: "treatments.csv".into(),
                line: 2,
            },
        ]
    };
    let part = |moderator: &str, level: Option<&Level>| CoefficientPart {
        moderator: moderator.into(),
        level: level.cloned(),
        basis: None,
    };
    let coefficient = |name: &str, parts: Vec<CoefficientPart>| Coefficient {
        name: name.into(),
        parts,
        estimate: 0.02,
        standard_error: 0.01,
        interval: [0.0, 0.04],
        statistic: 2.0,
        p: 0.0455,
    };
    let labels = || effects.iter().map(|effect| effect.label.clone());
    Sections {
        leave_one_out: analysis.sections.leave_one_out.clone(),
        cumulative: Some(Asked::Found(Cumulative {
            by: "weeks".into(),
            steps: labels()
                .map(|added| CumulativeStep {
                    added,
                    value: None,
                    pooled: result(),
                })
                .collect(),
        })),
        influence: Some(Asked::Found(InfluencePanel {
            studies: labels()
                .map(|study| Influence {
                    study,
                    studentised_residual: Some(-1.2),
                    dffits: None,
                    cook_distance: Some(0.3),
                    covariance_ratio: Some(1.1),
                    tau2_without: Some(0.2),
                    q_without: Some(4.2),
                    leverage: 0.25,
                    weight_percent: 25.0,
                    influential: true,
                })
                .collect(),
            tau2: 0.1,
            q: 5.0,
            residual_limit: 1.96,
            dffits_limit: 1.73,
            cook_limit: 0.455,
            leverage_limit: 0.75,
        })),
        baujat: Some(Asked::Found(
            (1_u8..)
                .zip(labels())
                .map(|(place, study)| BaujatPoint {
                    study,
                    heterogeneity: f64::from(place),
                    influence: 1.0 / f64::from(place),
                })
                .collect(),
        )),
        tau2_profile: Some(Asked::Found(Tau2Profile {
            restricted: true,
            points: vec![[0.0, -4.0], [0.1, -3.0], [0.5, -4.5], [1.0, -6.0]],
            maximum: [0.1, -3.0],
            threshold: -4.92,
            interval: [Some(0.0), None],
            level: 0.95,
        })),
        permutation: Some(Asked::Found(Permutation {
            p: 0.125,
            model_p: 0.001,
            permutations: 16,
            exact: true,
            seed: None,
            smallest_p: 0.125,
        })),
        panel: Some(Asked::Found(
            [
                ("EE", "z"),
                ("REML", "z"),
                ("REML", "knha"),
                ("REML", "adhoc"),
            ]
            .map(|(method, test)| PanelEntry {
                method: method.into(),
                test: test.into(),
                pooled: result(),
            })
            .into(),
        )),
        regression: Some(Asked::Found(Regression {
            contrasts: Vec::new(),
            comparison: None,
            formula: "~ year + class".into(),
            k: effects.len(),
            coefficients: vec![
                coefficient("intercept", Vec::new()),
                coefficient("year", vec![part("year", None)]),
                coefficient("class: <b>a</b>", vec![part("class", Some(&level))]),
            ],
            df: None,
            omnibus: Some(Omnibus {
                statistic: 3.1,
                df: 2,
                denominator: None,
                p: 0.21,
            }),
            tau2: Some(0.1),
            tau2_interval: None,
            i2: 40.0,
            r2: Some(12.5),
            q: 4.0,
            q_df: 1,
            q_p: 0.045,
            studies: (2_017_u16..)
                .zip(effects)
                .map(|(year, effect)| RegressionStudy {
                    study: effect.label.clone(),
                    trial: effect.trial.clone(),
                    estimate: effect.estimate,
                    standard_error: effect.standard_error,
                    weight_percent: 25.0,
                    fitted: -1.2,
                    moderators: moderator(f64::from(year)),
                })
                .collect(),
            left_out: vec![LeftOut {
                study: "<i>Left</i> out 2020".into(),
                missing: vec!["year".into(), "class".into()],
            }],
            curves: vec![Curve {
                moderator: "year".into(),
                points: [2_017.0, 2_018.0, 2_020.0]
                    .map(|x| CurvePoint {
                        x,
                        estimate: -1.2,
                        interval: [-1.8, -0.6],
                        prediction: Some([-2.4, 0.1]),
                    })
                    .into(),
            }],
            levels: vec![LevelMean {
                moderator: "class".into(),
                level: level.clone(),
                k: effects.len(),
                estimate: -1.2,
                interval: [-1.8, -0.6],
                prediction: None,
            }],
            permutation: Some(RegressionPermutation {
                p: vec![0.2, 0.3, 0.4],
                omnibus_p: 0.25,
                permutations: 500,
                exact: false,
                seed: Some(7),
            }),
            caveats: Vec::new(),
        })),
    }
}

/// Everything asked for, and why nothing of it is there.
pub(crate) fn absences() -> Sections {
    Sections {
        leave_one_out: Some(Asked::Absent(Absence::TooFewStudies { k: 1, needed: 3 })),
        cumulative: Some(Asked::Absent(Absence::TooFewStudies { k: 1, needed: 2 })),
        influence: Some(Asked::Absent(Absence::TooFewStudies { k: 1, needed: 3 })),
        baujat: Some(Asked::Absent(Absence::NotEstimable)),
        tau2_profile: Some(Asked::Absent(Absence::NoBetweenStudyVariance)),
        permutation: Some(Asked::Absent(Absence::NotEstimable)),
        panel: Some(Asked::Absent(Absence::TooFewStudies { k: 1, needed: 2 })),
        regression: Some(Asked::Absent(Absence::NoContrast {
            moderator: "blinding".into(),
        })),
    }
}
