//! Analyses for tests: plausible in shape, from 1 to 100 studies.

use trialpool_language::Localized;
use trialpool_review::findings::*;

/// A study as a publication reports it: label, estimate and 95 % interval on the display scale.
pub(crate) type Row<'r> = (&'r str, f64, f64, f64);

pub(crate) const NMOSD: [Row<'static>; 4] = [
    ("PREVENT 2019", 0.06, 0.02, 0.20),
    ("N-MOmentum 2019", 0.27, 0.15, 0.50),
    ("SAkuraSky 2019", 0.38, 0.16, 0.88),
    ("SAkuraStar 2020", 0.45, 0.23, 0.89),
];

fn text(content: &str) -> Localized {
    Localized::same(content)
}

fn analysis_scale(scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Identity => value,
        Scale::Log => value.ln(),
        Scale::Logit => (value / (100.0 - value)).ln(),
        Scale::ArcsineSquareRoot | Scale::FreemanTukey => (value / 100.0).sqrt().asin(),
        Scale::SquareRoot | Scale::FreemanTukeyRate => value.sqrt(),
        Scale::Proportion => value / 100.0,
        Scale::LogProportion => (value / 100.0).ln(),
        Scale::Probit => unreachable!("no sample has probits"),
    }
}

pub(crate) fn effect(
    scale: Scale,
    (label, estimate, lower, upper): Row<'_>,
    line: usize,
) -> Effect {
    let [estimate, lower, upper] =
        [estimate, lower, upper].map(|value| analysis_scale(scale, value));
    Effect {
        trial: label.to_lowercase(),
        label: label.to_owned(),
        arm: Localized::new("monoclonal antibody", "anticorps monoclonal"),
        comparator: text("placebo"),
        timepoint: Localized::default(),
        subgroup: Localized::default(),
        estimate,
        standard_error: (upper - lower) / 3.92,
        interval: [lower, upper],
        weight_percent: None,
        participants: Some(143),
        counts: Vec::new(),
        derivation: Derivation {
            estimate: "reported".into(),
            standard_error: "interval".into(),
            level: Some(0.95),
            p: None,
            conservative: false,
            correction: None,
            standard_error_range: None,
        },
        provenance: Provenance {
            rows: vec![RowReference {
                file: "contrasts.csv".into(),
                line,
                cells: Vec::new(),
            }],
            source: "source-2019".into(),
            locator: Some("Table 2".into()),
            read_at: None,
            verification: Verification::Primary,
        },
    }
}

/// Fills in weights and an inverse-variance result with a wider prediction interval.
pub(crate) fn pooling(mut effects: Vec<Effect>) -> Pooling {
    let weight = |effect: &Effect| 1.0 / (effect.standard_error.powi(2) + 0.02);
    let sum: f64 = effects.iter().map(weight).sum();
    let estimate = effects
        .iter()
        .map(|effect| weight(effect) * effect.estimate)
        .sum::<f64>()
        / sum;
    for effect in &mut effects {
        effect.weight_percent = Some(100.0 * weight(effect) / sum);
    }
    let standard_error = sum.sqrt().recip();
    let k = effects.len();
    let around = |factor: f64| {
        [
            estimate - factor * standard_error,
            estimate + factor * standard_error,
        ]
    };
    let pooled = (k > 0).then(|| Pooled {
        k,
        estimate,
        standard_error,
        interval: around(1.96),
        statistic: Some(estimate / standard_error),
        df: None,
        p: Some(0.000_3),
        prediction: (k > 2).then(|| around(5.0)),
        prediction_errors: None,
        tau2: (k > 1).then_some(0.02),
        tau2_interval: (k > 1).then_some([0.0, 1.9]),
        i2: (k > 1).then_some(46.2),
        i2_interval: (k > 1).then_some([0.0, 91.7]),
        h2: None,
        q: 7.43,
        q_df: k - 1,
        q_p: (k > 1).then_some(0.059),
        tests: None,
        caveats: Vec::new(),
    });
    Pooling {
        effects,
        pooled,
        participants: Some(715),
    }
}

pub(crate) fn analysis(scale: Scale, measure: &str, rows: &[Row<'_>]) -> Analysis {
    let effects = rows
        .iter()
        .enumerate()
        .map(|(index, row)| effect(scale, *row, index + 2))
        .collect();
    let main = pooling(effects);
    let leave_one_out = main
        .pooled
        .as_ref()
        .filter(|pooled| pooled.k > 2)
        .map(|pooled| {
            let omissions = main.effects.iter().map(|effect| Omission {
                omitted: effect.label.clone(),
                pooled: pooled.clone(),
            });
            Asked::Found(omissions.collect())
        });
    let single = matches!(scale.shown(), Shown::Percent | Shown::Rate);
    Analysis {
        id: "sample".into(),
        title: Localized::new("Time to first relapse", "Délai jusqu’à la première poussée"),
        question: Question {
            population: text("NMOSD"),
            intervention: text("mAb"),
            comparator: text("placebo"),
            outcome: text("relapse"),
            timepoint: Localized::default(),
        },
        synthesis: if single {
            Synthesis::SingleArm
        } else {
            Synthesis::Pairwise
        },
        measure: measure.into(),
        scale,
        benefit: Benefit::Lower,
        favours: (!single).then(|| Favours {
            left: Localized::new("favours the antibody", "en faveur de l’anticorps"),
            right: Localized::new("favours placebo", "en faveur du placebo"),
        }),
        important_difference: None,
        settings: Settings {
            method: "REML".into(),
            test: "knha".into(),
            level: 0.95,
            prediction: "k-1".into(),
            bootstrap: None,
            tau2_ci: "qprofile".into(),
            verification: vec![Verification::Primary],
        },
        choices: Vec::new(),
        main,
        subgroups: None,
        sections: Sections {
            leave_one_out,
            ..Sections::default()
        },
        sensitivities: Vec::new(),
        excluded: Vec::new(),
        note: None,
    }
}

/// The four trials with what each compares, one not verified, one with a bounded standard error.
pub(crate) fn nmosd() -> Analysis {
    let mut sample = analysis(Scale::Log, "HR", &NMOSD);
    let arms = [
        ("eculizumab", "éculizumab"),
        ("inebilizumab", "inébilizumab"),
        ("satralizumab", "satralizumab"),
        ("satralizumab", "satralizumab"),
    ];
    for (effect, (en, fr)) in sample.main.effects.iter_mut().zip(arms) {
        effect.arm = Localized::new(en, fr);
        effect.comparator = Localized::new("placebo", "placebo");
    }
    sample.main.effects[1].provenance.verification = Verification::Unverified;
    sample.main.effects[2].derivation.conservative = true;
    sample
}

/// Groups that divide the main result, with counts and long names.
pub(crate) fn by_comparator() -> Analysis {
    let rows: [Row<'_>; 7] = [
        ("OPERA I 2017", 0.54, 0.40, 0.72),
        ("OPERA II 2017", 0.53, 0.40, 0.71),
        ("CARE-MS I 2012", 0.45, 0.32, 0.63),
        ("ASCLEPIOS I 2020", 0.49, 0.37, 0.65),
        ("ASCLEPIOS II 2020", 0.42, 0.31, 0.56),
        (
            "Étude multicentrique randomisée à double insu de l’ublituximab (ULTIMATE I) 2022",
            0.41,
            0.27,
            0.62,
        ),
        ("ULTIMATE II 2022", 0.51, 0.02, 190.0),
    ];
    let mut sample = analysis(Scale::Log, "IRR", &rows);
    for (index, effect) in sample.main.effects.iter_mut().enumerate() {
        effect.counts = vec![
            Count {
                events: 98.0 + 13.0 * index as f64,
                total: 1012.5,
            },
            Count {
                events: 180.0 + 7.0 * index as f64,
                total: 1009.0,
            },
        ];
    }
    let groups =
        [("Interféron bêta", 0..3), ("Tériflunomide", 3..7)].map(|(label, range)| Subgroup {
            id: label.to_lowercase(),
            label: text(label),
            result: pooling(sample.main.effects[range].to_vec()),
            excluded: Vec::new(),
        });
    sample.subgroups = Some(Subgroups {
        variable: Localized::new("comparator", "le comparateur"),
        within_trials: false,
        groups: groups.into(),
        test: Some(SubgroupTest {
            q: 0.41,
            df: 1,
            p: 0.52,
        }),
    });
    sample
}

/// Groups within trials, one of them empty.
pub(crate) fn by_serostatus() -> Analysis {
    let mut sample = nmosd();
    let group = |label: &str, rows: &[Row<'_>]| Subgroup {
        id: label.to_lowercase(),
        label: text(label),
        result: pooling(
            rows.iter()
                .enumerate()
                .map(|(index, row)| effect(Scale::Log, *row, index + 20))
                .collect(),
        ),
        excluded: Vec::new(),
    };
    sample.subgroups = Some(Subgroups {
        variable: Localized::new("AQP4-IgG serostatus", "le statut sérologique AQP4-IgG"),
        within_trials: true,
        groups: vec![
            group(
                "AQP4-IgG +",
                &[
                    ("PREVENT 2019", 0.06, 0.02, 0.20),
                    ("SAkuraSky 2019", 0.21, 0.06, 0.75),
                ],
            ),
            group("AQP4-IgG −", &[("SAkuraSky 2019", 0.66, 0.24, 1.78)]),
            group("MOG-IgG +", &[]),
        ],
        test: Some(SubgroupTest {
            q: 5.8,
            df: 1,
            p: 0.016,
        }),
    });
    sample
}

/// Subgroups within trials, and a sensitivity analysis that has them too.
pub(crate) fn with_sensitivity() -> Analysis {
    let mut sample = by_serostatus();
    sample.sensitivities = vec![Sensitivity {
        id: "unverified".into(),
        title: Localized::new("with unverified figures", "avec les chiffres non vérifiés"),
        reason: text("reason"),
        settings: Settings {
            level: 0.9,
            ..sample.settings.clone()
        },
        result: sample.main.clone(),
        subgroups: sample.subgroups.clone(),
        excluded: Vec::new(),
    }];
    sample
}

/// Odds ratios by Mantel and Haenszel with their tests; by Henmi and Copas and by Peto, of which a study is left out.
pub(crate) fn tables() -> Analysis {
    let mut sample = analysis(Scale::Log, "OR", &NMOSD);
    sample.settings.method = "MH".into();
    sample.settings.test = "z".into();
    sample.settings.prediction = "none".into();
    let excluded = Excluded {
        trial: "published".into(),
        label: "PUBLISHED 2021".into(),
        reason: ExclusionReason::NoCounts,
        provenance: sample.main.effects[0].provenance.clone(),
    };
    let empty = Excluded {
        label: "EMPTY 2022".into(),
        reason: ExclusionReason::NoInformation,
        ..excluded.clone()
    };
    for effect in &mut sample.main.effects {
        effect.counts = vec![
            Count {
                events: 3.0,
                total: 96.0,
            },
            Count {
                events: 20.0,
                total: 47.0,
            },
        ];
    }
    let test = |statistic: f64, df: usize, p: f64| Some(ChiSquared { statistic, df, p });
    if let Some(pooled) = &mut sample.main.pooled {
        pooled.tau2 = None;
        pooled.prediction = None;
        pooled.tests = Some(TableTests {
            cochran: test(12.34, 1, 0.000_4),
            cmh: test(12.3, 1, 0.000_5),
            breslow_day: test(4.5, 3, 0.212),
            tarone: test(4.4, 3, 0.221),
        });
    }
    let other = |method: &str, test: &str, excluded: Vec<Excluded>| {
        let mut result = sample.main.clone();
        if let Some(pooled) = &mut result.pooled {
            pooled.tests = None;
            if method == "HC" {
                (pooled.statistic, pooled.p) = (None, None);
            }
        }
        Sensitivity {
            id: method.to_lowercase(),
            title: text(method),
            reason: text("reason"),
            settings: Settings {
                method: method.into(),
                test: test.into(),
                ..sample.settings.clone()
            },
            result,
            subgroups: None,
            excluded,
        }
    };
    let sensitivities = vec![
        other("HC", "hc", Vec::new()),
        other("IVHET", "z", Vec::new()),
        other("PETO", "z", vec![excluded.clone(), empty.clone()]),
    ];
    sample.sensitivities = sensitivities;
    sample.excluded = vec![excluded, empty];
    sample
}

/// Proportions after the arcsine square root.
pub(crate) fn arcsines() -> Analysis {
    let rows = [
        ("HAKIM 2019", 8.0, 3.1, 16.2),
        ("CHEN 2020", 0.9, 0.0, 13.7),
        ("ITO 2021", 11.7, 4.8, 22.6),
    ];
    analysis(Scale::ArcsineSquareRoot, "PAS", &rows)
}

/// Rates after the square root, of which an interval reaches 0.
pub(crate) fn rates() -> Analysis {
    let rows = [
        ("HAKIM 2019", 0.03, 0.0, 0.08),
        ("CHEN 2020", 0.033, 0.012, 0.065),
        ("ITO 2021", 0.035, 0.018, 0.058),
    ];
    analysis(Scale::SquareRoot, "IRS", &rows)
}

/// Findings that hold one analysis.
pub(crate) fn findings(analysis: &Analysis) -> Findings {
    Findings {
        schema: String::new(),
        software: Software {
            name: String::new(),
            version: String::new(),
        },
        review: ReviewCard {
            title: Localized::default(),
            scope: Localized::default(),
            evidence_date: None,
            occasion: None,
        },
        files: Vec::new(),
        digest: String::new(),
        sources: Vec::new(),
        facts: Vec::new(),
        trials: Vec::new(),
        analyses: vec![analysis.clone()],
        not_pooled: Vec::new(),
        conflicts: Vec::new(),
        problems: Vec::new(),
        waived: Vec::new(),
    }
}

/// Two studies whose result is far less precise than they are.
pub(crate) fn imprecise() -> Analysis {
    let mut sample = analysis(Scale::Log, "OR", &NMOSD[1..3]);
    if let Some(pooled) = &mut sample.main.pooled {
        pooled.interval = [-7.0, f64::INFINITY];
        pooled.prediction = Some([f64::NEG_INFINITY, 9.0]);
    }
    sample
}

/// Single arms, in per cent, with exact intervals.
pub(crate) fn proportions() -> Analysis {
    let rows: [Row<'_>; 5] = [
        ("RIS cohort 2014", 34.0, 29.5, 38.8),
        ("ARISE 2023", 7.0, 2.4, 14.4),
        ("TERIS 2023", 15.9, 7.0, 28.8),
        (
            "HSCT registry of the European Society for Blood and Marrow Transplantation 2019",
            46.0,
            42.0,
            54.0,
        ),
        ("MIST 2019", 2.0, 0.05, 10.5),
    ];
    let mut sample = analysis(Scale::Logit, "PLO", &rows);
    for effect in &mut sample.main.effects {
        effect.counts = vec![Count {
            events: 34.0,
            total: 451.0,
        }];
        effect.comparator = Localized::default();
    }
    sample
}

/// Mean differences.
pub(crate) fn differences() -> Analysis {
    let rows: [Row<'_>; 4] = [
        ("Exercise 2018", -4.2, -7.9, -0.5),
        ("Exercise 2019", -1.1, -3.0, 0.8),
        ("Exercise 2020", 0.4, -2.2, 3.0),
        ("Exercise 2021", -2.6, -28.0, 22.8),
    ];
    analysis(Scale::Identity, "MD", &rows)
}

/// A hundred studies.
pub(crate) fn many() -> Analysis {
    let names: Vec<String> = (0..100)
        .map(|index| format!("Study {index:03} {}", 1950 + index % 70))
        .collect();
    let rows: Vec<Row<'_>> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let estimate = 0.7 * (1.0 + 0.5 * (index as f64 * 1.7).sin());
            let spread = 1.2 + 0.02 * index as f64;
            (
                name.as_str(),
                estimate,
                estimate / spread,
                estimate * spread,
            )
        })
        .collect();
    analysis(Scale::Log, "RR", &rows)
}

/// What a hostile registry may hold.
pub(crate) fn hostile() -> Analysis {
    let long = "W".repeat(5000);
    let rows: [Row<'_>; 4] = [
        ("A & <B> \"C\"", 0.5, 0.2, 1.2),
        (
            "<script>alert(1)</script> \u{202e}gnp\u{0}\u{1b}[31m",
            0.6,
            0.3,
            1.1,
        ),
        (&long, 0.7, 0.0, f64::INFINITY),
        ("=cmd()", f64::NAN, 0.1, 2.0),
    ];
    let mut sample = analysis(Scale::Log, "HR", &rows);
    sample.main.effects[3].interval = [f64::NAN; 2];
    sample.title = text("</title><script>x</script>");
    sample
}

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
