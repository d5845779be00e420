//! Findings for tests: every part of the page has something to show, and some of it is hostile.

use crate::forest::samples;
use std::collections::BTreeMap;
use trialpool_language::Localized;
use trialpool_review::findings::*;

/// Text that must never act.
pub(super) const HOSTILE: &str =
    "<script>alert(\"1\")</script> ' onload='x' \u{202e}gnp\u{0} =cmd() https://a.org/<b>";

fn text(en: &str, fr: &str) -> Localized {
    Localized::new(en, fr)
}

fn named(mut analysis: Analysis, id: &str, en: &str, fr: &str) -> Analysis {
    analysis.id = id.to_owned();
    analysis.title = text(en, fr);
    analysis.question.population = text("adults with NMOSD", "adultes atteints de NMOSD");
    analysis.question.intervention = text("monoclonal antibody", "anticorps monoclonal");
    analysis.question.outcome = text("time to first relapse", "délai jusqu’à la première poussée");
    analysis
}

fn provenance(line: usize, verification: Verification) -> Provenance {
    Provenance {
        rows: vec![row("contrasts.csv", line)],
        source: "trial-2019".into(),
        locator: Some("Table 2".into()),
        read_at: Some("https://example.org/table?a=1&b=2".into()),
        analysis: vec!["Cox <model> & region".into(), "exact".into()],
        verification,
    }
}

fn row(file: &str, line: usize) -> RowReference {
    let cell = |column: &str, value: &str| Cell {
        column: column.into(),
        value: value.into(),
    };
    RowReference {
        file: file.into(),
        line,
        cells: vec![
            cell("measure", "HR"),
            cell("estimate", "0.06"),
            cell("ci_lower", "0.02"),
            cell("ci_upper", "0.20"),
            cell("ci_level", "95"),
            cell("p", "0.001"),
            cell("p_operator", "<"),
            cell("note", HOSTILE),
        ],
    }
}

fn analyses() -> Vec<Analysis> {
    let mut main = named(
        samples::by_serostatus(),
        "nmosd-relapse",
        "NMOSD: time to first relapse",
        "NMOSD : délai jusqu’à la première poussée",
    );
    let mut without_conservative = main.settings.clone();
    without_conservative.method = "DL".into();
    without_conservative.verification = vec![Verification::Primary, Verification::Unverified];
    main.sensitivities = vec![
        Sensitivity {
            id: "unverified".into(),
            title: text(
                "With figures that are not verified",
                "Avec les chiffres non vérifiés",
            ),
            reason: text(
                "They may change the result.",
                "Ils peuvent changer le résultat.",
            ),
            settings: without_conservative,
            result: main.main.clone(),
            subgroups: None,
            excluded: Vec::new(),
        },
        Sensitivity {
            id: "nothing".into(),
            title: text("Nothing left", "Rien ne reste"),
            reason: text("A test.", "Un essai."),
            settings: main.settings.clone(),
            result: Pooling {
                effects: Vec::new(),
                pooled: None,
                participants: None,
            },
            subgroups: None,
            excluded: Vec::new(),
        },
    ];
    let reasons = [
        ExclusionReason::Verification {
            state: Verification::Unverified,
        },
        ExclusionReason::Preferred {
            source: "magazine".into(),
            reason: Some(text("longer follow-up", "suivi plus long")),
        },
        ExclusionReason::Protocol {
            reason: text("not randomised", "non randomisé"),
        },
        ExclusionReason::NoStandardError,
        ExclusionReason::NoEstimate,
        ExclusionReason::OnlyBound,
        ExclusionReason::NoCounts,
        ExclusionReason::NoInformation,
    ];
    main.excluded = reasons
        .into_iter()
        .enumerate()
        .map(|(index, reason)| Excluded {
            trial: "prevent 2019".into(),
            label: "PREVENT 2019".into(),
            reason,
            provenance: provenance(100 + index, Verification::Unverified),
        })
        .collect();
    main.choices = vec![
        Choice {
            trial: None,
            reason: text("The publication comes first.", "La publication d’abord."),
        },
        Choice {
            trial: Some("prevent 2019".into()),
            reason: text("Three decimals.", "Trois décimales."),
        },
    ];
    main.note = Some(text("A remark.", "Une remarque."));
    main.sections = samples::sections(&main);
    let mut one = named(
        samples::analysis(Scale::Log, "RR", &samples::NMOSD[2..3]),
        "one",
        "One trial",
        "Un seul essai",
    );
    one.sections = samples::absences();
    let mut hostile = samples::hostile();
    hostile.sections = samples::sections(&hostile);
    let mut common = named(samples::differences(), "md", "Fatigue", "Fatigue");
    common.settings.method = "EE".into();
    common.important_difference = Some(-2.5);
    let mut empty = named(
        samples::analysis(Scale::Log, "OR", &[]),
        "empty",
        "Nothing yet",
        "Rien encore",
    );
    empty.main.pooled = None;
    vec![
        main,
        named(
            samples::by_comparator(),
            "rms-arr",
            "Relapsing MS: relapse rate",
            "SEP : taux de poussées",
        ),
        named(
            samples::proportions(),
            "ris",
            "RIS: conversion",
            "RIS : conversion",
        ),
        common,
        one,
        empty,
        named(
            samples::analysis(
                Scale::Log,
                "OR",
                &[("Wide 2020", 1.1, 0.4, 3.2), ("Other 2021", 0.9, 0.5, 1.9)],
            ),
            "either",
            "Either way",
            "Dans un sens ou dans l’autre",
        ),
        hostile,
    ]
}

/// The sample.
pub(super) fn findings() -> Findings {
    let analyses = analyses();
    let mut trials: BTreeMap<String, Trial> = BTreeMap::new();
    let effects = analyses.iter().flat_map(|analysis| {
        let used = analysis.id.clone();
        analysis
            .main
            .effects
            .iter()
            .map(move |effect| (used.clone(), effect))
    });
    for (line, (used, effect)) in effects.enumerate() {
        let trial = trials
            .entry(effect.trial.clone())
            .or_insert_with(|| trial(&effect.trial, &effect.label, line + 2));
        trial.used_in.push(used);
    }
    trials.insert("lonely".into(), trial("lonely", HOSTILE, 900));
    trials.insert("apart".into(), trial("apart", "Apart 2019", 901));
    let mut trials: Vec<Trial> = trials.into_values().collect();
    for trial in &mut trials {
        trial.used_in.dedup();
    }
    Findings {
        schema: SCHEMA.into(),
        software: Software {
            name: "trialpool".into(),
            version: "0.1.0".into(),
        },
        review: ReviewCard {
            title: text("What the trials showed", "Ce qu’ont montré les essais"),
            scope: text("Trials of 2019.", "Essais de 2019."),
            evidence_date: Some("2024-06-01".into()),
            occasion: Some("magazine".into()),
        },
        files: [
            "review.toml",
            "sources.csv",
            "trials.csv",
            "contrasts.csv",
            "conflicts.csv",
        ]
        .map(|path| DataFile {
            path: path.into(),
            kind: path
                .split('.')
                .next()
                .unwrap_or_default()
                .replace("review", "protocol"),
            rows: 12,
            sha256: "0f".repeat(32),
        })
        .into(),
        digest: "c0ffee".repeat(10),
        sources: sources(),
        facts: vec![],
        trials,
        analyses,
        not_pooled: vec![NotPooled {
            trials: vec!["apart".into(), "nowhere".into()],
            title: text("Genetics", "Génétique"),
            reason: text(
                "No treatment is compared.",
                "Aucun traitement n’est comparé.",
            ),
        }],
        conflicts: vec![conflict()],
        problems: problems(),
        waived: Vec::new(),
    }
}

fn sources() -> Vec<Source> {
    let source = |id: &str, doi: Option<&str>, url: Option<&str>, line| Source {
        id: id.into(),
        kind: "publication".into(),
        citation: format!("{id}. A journal. 2019;1:2-3."),
        doi: doi.map(str::to_owned),
        url: url.map(str::to_owned),
        row: row("sources.csv", line),
    };
    vec![
        source("magazine", None, Some("javascript:alert(1)"), 2),
        source(
            "trial-2019",
            Some("10.1016/S1474-4422(20)30078-8"),
            Some("https://example.org/"),
            3,
        ),
        source("source-2019", Some("not a doi"), None, 4),
        source("unused", None, None, 5),
    ]
}

fn conflict() -> Conflict {
    Conflict {
        id: "size".into(),
        trial: Some("prevent 2019".into()),
        topic: text("Number of participants", "Nombre de participants"),
        versions: vec![
            ConflictVersion {
                source: "magazine".into(),
                value: text("about 140", "environ 140"),
            },
            ConflictVersion {
                source: "trial-2019".into(),
                value: text("143", "143"),
            },
        ],
        kind: "rounding".into(),
        explanation: text("The magazine rounds.", "Le magazine arrondit."),
        retained: Some("trial-2019".into()),
        row: row("conflicts.csv", 2),
    }
}

fn problems() -> Vec<Problem> {
    let problem = |line| Problem {
        code: "TP0405".into(),
        severity: "warning".into(),
        message: text("a warning", "un avertissement"),
        help: vec![text("do this", "faites ceci")],
        file: Some("contrasts.csv".into()),
        line: Some(line),
        column: Some(3),
        excerpt: Some(HOSTILE.into()),
    };
    vec![problem(100), problem(5000)]
}

fn trial(id: &str, name: &str, line: usize) -> Trial {
    Trial {
        id: id.into(),
        name: name.into(),
        registration: Some("NCT01892345".into()),
        year: Some(2019),
        phase: Some("2/3".into()),
        population: text("adults with NMOSD", "adultes atteints de NMOSD"),
        design: "randomised".into(),
        blinding: Some("double_blind".into()),
        participants: Some(1143),
        arms: vec![Arm {
            id: "placebo".into(),
            label: text("placebo", "placebo"),
            dose: text("daily", "par jour"),
            participants: Some(47),
        }],
        source: "trial-2019".into(),
        verification: Verification::Secondary,
        in_occasion: line.is_multiple_of(2),
        used_in: Vec::new(),
        results: vec![
            result("contrast", line + 1000, row("contrasts.csv", 1).cells),
            result(
                "arm_result",
                line + 2000,
                [
                    ("n", "1143"),
                    ("events", "12"),
                    ("mean", "1.20"),
                    ("sd", "0.4"),
                ]
                .map(|(column, value)| Cell {
                    column: column.into(),
                    value: value.into(),
                })
                .into(),
            ),
        ],
        facts: vec![Fact {
            statement: text("Sites of the trial", "Centres de l’essai"),
            value: Some("1.5".into()),
            unit: text("dozens", "douzaines"),
            provenance: provenance(line + 3000, Verification::Primary),
        }],
        row: row("trials.csv", line),
    }
}

fn result(kind: &str, line: usize, reported: Vec<Cell>) -> RegisteredResult {
    RegisteredResult {
        kind: kind.into(),
        outcome: text("relapse", "poussée"),
        timepoint: text("1 year", "1 an"),
        subgroup: Localized::default(),
        arms: text("drug vs placebo", "produit contre placebo"),
        reported,
        provenance: provenance(line, Verification::Unverified),
        used_in: vec!["nmosd-relapse".into(), "nmosd-relapse/unverified".into()],
    }
}
