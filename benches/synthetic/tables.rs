//! The fixed tables of a synthetic registry.

/// What an outcome measures, and how its trials come out.
pub(super) struct OutcomeOf {
    pub(super) id: &'static str,
    pub(super) labels: [&'static str; 2],
    pub(super) kind: &'static str,
    pub(super) units: [&'static str; 2],
    pub(super) benefit: &'static str,
    /// Risk at 48 weeks, events a year, or mean, of the comparator.
    pub(super) level: f64,
    /// The standard deviation of the level between trials: of its logarithm for risks and rates.
    pub(super) level_spread: f64,
    /// The standard deviation between participants (of the logarithm where skewed).
    pub(super) sd: f64,
    /// The mean effect over trials, on the scale of analysis, and its spread.
    pub(super) effect: f64,
    pub(super) effect_spread: f64,
    /// Step, least and greatest value of a scale.
    pub(super) scale: Option<[f64; 3]>,
    /// Whether values are log-normal.
    pub(super) skewed: bool,
}

const BLANK: OutcomeOf = OutcomeOf {
    id: "",
    labels: ["", ""],
    kind: "",
    units: ["", ""],
    benefit: "lower",
    level: 0.0,
    level_spread: 0.0,
    sd: 0.0,
    effect: 0.0,
    effect_spread: 0.0,
    scale: None,
    skewed: false,
};

/// The outcomes.
pub(super) const OUTCOMES: &[OutcomeOf] = &[
    OutcomeOf {
        id: "relapse",
        labels: ["patients with a relapse", "patients ayant eu une poussée"],
        kind: "binary",
        units: ["patients", "patients"],
        level: 0.35,
        level_spread: 0.2,
        effect: -0.55,
        effect_spread: 0.12,
        ..BLANK
    },
    OutcomeOf {
        id: "serious-event",
        labels: [
            "patients with a serious adverse event",
            "patients ayant eu un événement indésirable grave",
        ],
        kind: "binary",
        units: ["patients", "patients"],
        level: 0.1,
        level_spread: 0.25,
        effect: 0.1,
        effect_spread: 0.1,
        ..BLANK
    },
    OutcomeOf {
        id: "response",
        labels: ["responders", "répondeurs"],
        kind: "binary",
        units: ["patients", "patients"],
        benefit: "higher",
        level: 0.3,
        level_spread: 0.2,
        effect: 0.4,
        effect_spread: 0.12,
        ..BLANK
    },
    OutcomeOf {
        id: "annual-relapses",
        labels: ["annualised relapse rate", "taux annualisé de poussées"],
        kind: "rate",
        units: ["relapses per patient-year", "poussées par patient-année"],
        level: 0.4,
        level_spread: 0.25,
        effect: -0.6,
        effect_spread: 0.12,
        ..BLANK
    },
    OutcomeOf {
        id: "new-lesions",
        labels: ["new lesions", "nouvelles lésions"],
        kind: "rate",
        units: ["lesions per patient-year", "lésions par patient-année"],
        level: 2.5,
        level_spread: 0.3,
        effect: -0.9,
        effect_spread: 0.2,
        ..BLANK
    },
    OutcomeOf {
        id: "progression",
        labels: ["time to progression", "délai jusqu’à la progression"],
        kind: "time_to_event",
        level: 0.2,
        level_spread: 0.2,
        effect: -0.3,
        effect_spread: 0.1,
        ..BLANK
    },
    OutcomeOf {
        id: "first-relapse",
        labels: ["time to first relapse", "délai jusqu’à la première poussée"],
        kind: "time_to_event",
        level: 0.4,
        level_spread: 0.2,
        effect: -0.7,
        effect_spread: 0.15,
        ..BLANK
    },
    OutcomeOf {
        id: "fatigue",
        labels: ["fatigue score", "score de fatigue"],
        kind: "continuous",
        units: ["points", "points"],
        level: 24.0,
        level_spread: 2.0,
        sd: 9.0,
        effect: -3.0,
        effect_spread: 0.7,
        scale: Some([1.0, 0.0, 52.0]),
        ..BLANK
    },
    OutcomeOf {
        id: "symptoms",
        labels: ["symptom score", "score de symptômes"],
        kind: "continuous",
        units: ["points", "points"],
        level: 11.0,
        level_spread: 1.0,
        sd: 4.0,
        effect: -1.5,
        effect_spread: 0.3,
        scale: Some([1.0, 0.0, 27.0]),
        ..BLANK
    },
    OutcomeOf {
        id: "quality-of-life",
        labels: ["quality of life", "qualité de vie"],
        kind: "continuous",
        units: ["points", "points"],
        benefit: "higher",
        level: 55.0,
        level_spread: 4.0,
        sd: 15.0,
        effect: 4.0,
        effect_spread: 1.0,
        scale: Some([0.1, 0.0, 100.0]),
        ..BLANK
    },
    OutcomeOf {
        id: "volume-change",
        labels: ["change of brain volume", "variation du volume cérébral"],
        kind: "continuous",
        units: ["per cent", "pour cent"],
        benefit: "higher",
        level: -0.9,
        level_spread: 0.15,
        sd: 0.8,
        effect: 0.3,
        effect_spread: 0.07,
        ..BLANK
    },
    OutcomeOf {
        id: "neurofilament",
        labels: [
            "neurofilament light chain",
            "chaîne légère des neurofilaments",
        ],
        kind: "continuous",
        units: ["pg/ml", "pg/ml"],
        level: 2.4,
        level_spread: 0.15,
        sd: 0.5,
        effect: -0.25,
        effect_spread: 0.06,
        skewed: true,
        ..BLANK
    },
];

/// Comparator first.
pub(super) const TREATMENTS: [[&str; 3]; 5] = [
    ["placebo", "placebo", "placebo"],
    ["alphamab", "alphamab", "alphamab"],
    ["betamod", "betamod", "bétamod"],
    ["gammanib", "gammanib", "gammanib"],
    ["deltaferon", "deltaferon", "deltaféron"],
];

/// `review.toml`.
pub(super) const PROTOCOL: &str = r#"schema = 1

[review]
title = { en = "Synthetic registry", fr = "Registre synthétique" }
scope = { en = "Simulated trials.", fr = "Essais simulés." }

[tables]
sources = ["sources.csv"]
treatments = ["treatments.csv"]
populations = ["populations.csv"]
timepoints = ["timepoints.csv"]
subgroups = ["subgroups.csv"]
outcomes = ["outcomes.csv"]
trials = ["trials.csv"]
arms = ["arms.csv"]
contrasts = ["contrasts.csv"]
arm_results = ["arm_results.csv"]
"#;
