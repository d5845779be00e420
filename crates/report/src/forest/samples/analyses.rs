//! Analyses of every kind that a plot can show.

use super::*;

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
