//! Analyses for tests: plausible in shape, from 1 to 100 studies.

mod analyses;
mod sections;

pub(crate) use analyses::*;
pub(crate) use sections::*;

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
        Scale::Probit | Scale::FisherZ => unreachable!("no sample has them"),
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
        shared_control: None,
        provenance: Provenance {
            rows: vec![RowReference {
                file: "contrasts.csv".into(),
                line,
                cells: Vec::new(),
            }],
            source: "source-2019".into(),
            locator: Some("Table 2".into()),
            read_at: None,
            analysis: Vec::new(),
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
            vtype: None,
            correction: None,
            shared_control: None,
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
