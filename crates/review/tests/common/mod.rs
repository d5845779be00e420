//! A small registry in memory, to be varied by each test.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test file uses its own part"
)]

pub mod trials;

use trialpool_ingest::{Diagnostic, Files};
use trialpool_language::Language;
use trialpool_review::findings::{Analysis, Findings, Pooling};
use trialpool_review::{Review, review};

/// The four trials of monoclonal antibodies in NMOSD, AQP4-IgG-positive patients (figures as
/// published: `published-syntheses` of the evidence, section 1.2).
pub const NMOSD: &str = "\
prevent,a,b,relapse,,,HR,0.06,0.02,0.20,95,,,,paper,primary
n-momentum,a,b,relapse,,positive,HR,0.227,0.121,0.423,95,,,,paper,primary
sakurasky,a,b,relapse,,positive,HR,0.21,0.06,0.75,95,,,,paper,primary
sakurastar,a,b,relapse,,positive,HR,0.26,0.11,0.63,95,,,,paper,primary
";

/// A registry whose parts tests replace.
pub struct Registry {
    pub trials: String,
    pub arms: String,
    pub contrasts: String,
    pub arm_results: String,
    pub facts: String,
    /// `[defaults]` without its header.
    pub defaults: String,
    /// The analyses.
    pub analyses: String,
}

/// One analysis that pools the hazard ratios of `relapse`, with `more` keys before `select`.
pub fn analysis(select: &str, more: &str) -> String {
    format!(
        r#"
[[analysis]]
id = "main"
title = {{ en = "Title", fr = "Titre" }}
population = {{ en = "people", fr = "personnes" }}
intervention = {{ en = "a", fr = "a" }}
comparator = {{ en = "b", fr = "b" }}
synthesis = "pairwise"
measure = "HR"
select = {{ outcomes = ["relapse"]{select} }}
{more}
"#
    )
}

impl Default for Registry {
    fn default() -> Self {
        Self {
            trials: "\
prevent,PREVENT,2019,nmosd,randomised,positive,,paper,primary
n-momentum,N-MOmentum,2019,nmosd,randomised,,,paper,primary
sakurasky,SAkuraSky,2019,nmosd,randomised,,,paper,primary
sakurastar,SAkuraStar,2020,nmosd,randomised,,,paper,primary
sakura-pooled,SAkura,2021,nmosd,pooled_analysis,,sakurasky;sakurastar,paper,primary
"
            .to_owned(),
            arms: [
                "prevent",
                "n-momentum",
                "sakurasky",
                "sakurastar",
                "sakura-pooled",
            ]
            .iter()
            .map(|trial| {
                format!(
                    "{trial},a,drug,60,paper,primary\n{trial},c,drug-c,50,paper,primary\n\
                         {trial},b,placebo,40,paper,primary\n"
                )
            })
            .collect(),
            contrasts: NMOSD.to_owned(),
            arm_results: String::new(),
            facts: String::new(),
            defaults: "method = \"DL\"\ntest = \"z\"\n".to_owned(),
            analyses: analysis(", subgroup = \"positive\"", ""),
        }
    }
}

impl Registry {
    pub fn files(&self) -> Files {
        let protocol = format!(
            r#"schema = 1
[review]
title = {{ en = "Review", fr = "Revue" }}
scope = {{ en = "Scope", fr = "Portée" }}
occasion = "magazine"
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
facts = ["facts.csv"]
[defaults]
{}
{}
"#,
            self.defaults, self.analyses
        );
        let sources = "id,kind,citation\npaper,publication,Paper.\npaper-2,publication,Second paper.\n\
                       label,label,Label.\nmagazine,magazine,Magazine.\n";
        let treatments = "id,label_en,label_fr\ndrug,drug,médicament\ndrug-c,drug C,médicament C\nplacebo,placebo,placebo\n";
        let subgroups = "id,variable,variable_en,variable_fr,label_en,label_fr\n\
                         positive,serostatus,serostatus,statut,positive,positifs\n\
                         negative,serostatus,serostatus,statut,negative,négatifs\n";
        let outcomes = "id,label_en,label_fr,type,benefit\nrelapse,relapse,poussée,time_to_event,lower\n\
                        share,share,part,proportion,none\nrate,rate,taux,rate,lower\n";
        // A test that needs other columns writes the header itself.
        let arm_results = if self.arm_results.starts_with("trial,") {
            self.arm_results.clone()
        } else {
            format!(
                "trial,arm,outcome,timepoint,subgroup,n,events,person_time,source,verification\n{}",
                self.arm_results
            )
        };
        let tables = [
            ("review.toml", protocol),
            ("sources.csv", sources.to_owned()),
            ("treatments.csv", treatments.to_owned()),
            (
                "populations.csv",
                "id,label_en,label_fr\nnmosd,NMOSD,NMOSD\n".to_owned(),
            ),
            (
                "timepoints.csv",
                "id,label_en,label_fr,weeks\nyear-1,1 year,1 an,52\n".to_owned(),
            ),
            ("subgroups.csv", subgroups.to_owned()),
            ("outcomes.csv", outcomes.to_owned()),
            (
                "trials.csv",
                format!(
                    "id,name,year,population,design,stratum,members,source,verification\n{}",
                    self.trials
                ),
            ),
            (
                "arms.csv",
                format!(
                    "trial,id,treatment,participants,source,verification\n{}",
                    self.arms
                ),
            ),
            (
                "contrasts.csv",
                format!(
                    "trial,arm,comparator,outcome,timepoint,subgroup,measure,estimate,ci_lower,\
                     ci_upper,ci_level,p,p_operator,reduction_percent,source,verification\n{}",
                    self.contrasts
                ),
            ),
            ("arm_results.csv", arm_results),
            (
                "facts.csv",
                format!(
                    "trial,statement_en,statement_fr,value,source,verification\n{}",
                    self.facts
                ),
            ),
        ];
        Files::from_memory(
            tables
                .into_iter()
                .map(|(name, text)| (name.to_owned(), text.into_bytes()))
                .collect(),
        )
    }

    pub fn review(&self) -> Review {
        review(&self.files())
    }

    /// The findings of a registry without errors.
    pub fn findings(&self) -> Findings {
        let review = self.review();
        match review.findings {
            Some(findings) => findings,
            None => panic!("{:#?}", said(&review.diagnostics)),
        }
    }

    /// The first analysis.
    pub fn analysis(&self) -> Analysis {
        self.findings().analyses.remove(0)
    }

    /// What is wrong with the protocol, as `TP0601: message`.
    pub fn problems(&self) -> Vec<String> {
        said(&self.review().diagnostics)
    }
}

/// The findings on the protocol, as `TP0601: message`.
pub fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.as_str().starts_with("TP06"))
        .map(|diagnostic| {
            let message = diagnostic.message.render(Language::English);
            format!("{}: {message}", diagnostic.code)
        })
        .collect()
}

pub fn labels(pooling: &Pooling) -> Vec<&str> {
    pooling
        .effects
        .iter()
        .map(|effect| &effect.label[..])
        .collect()
}

#[track_caller]
pub fn close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected} ± {tolerance}"
    );
}
