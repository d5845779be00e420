//! What the page says in sentences.

use super::super::render;
use super::page;
use crate::forest::samples;
use trialpool_language::Language;
use trialpool_review::findings::{
    Absence, Analysis, Asked, Bootstrap, ContrastRow, Hypothesis, OneComparison, SharedControl,
};

#[test]
fn what_cannot_be_shown_is_said_in_one_sentence_a_reason() {
    let html = page(Language::French);
    let absent = "Une seule étude, c’est trop peu pour le retrait de chaque étude tour à tour, les mesures d’influence\u{a0}: \
                  il en faut au moins 3.";
    assert!(html.contains(absent), "{absent}");
    assert!(html.contains("insu, même valeur dans toutes les études"));
    let html = page(Language::English);
    assert!(
        html.contains("One study is too few for a cumulative result, the comparison of methods")
    );
    assert!(html.contains("no p value below 0.125 can be reached"));
    assert!(
        html.contains("500 random permutations of the moderators (seed 7): p\u{a0}=\u{a0}0.25")
    );
}

#[test]
fn a_joint_test_that_cannot_be_made_is_said() {
    let row = |hypothesis: &str| ContrastRow {
        hypothesis: hypothesis.to_owned(),
        estimate: 0.25,
        standard_error: 0.1,
        interval: [0.05, 0.45],
        statistic: Some(2.5),
        p: 0.0124,
    };
    let mut analysis = samples::tables();
    analysis.sections = samples::sections(&analysis);
    let Some(Asked::Found(regression)) = &mut analysis.sections.regression else {
        panic!("the sample has a regression");
    };
    regression.contrasts = vec![Hypothesis {
        contrasts: vec![row("year = 0"), row("2*year = 0")],
        test: None,
    }];
    let findings = samples::findings(&analysis);
    let html = render(&findings, Language::English, &Language::ALL).unwrap();
    assert!(
        html.contains("Together, year = 0; 2*year = 0: no test, as they depend on each other.")
    );
}

#[test]
fn a_common_effect_has_no_prediction_and_no_variance_between_studies() {
    let mut analysis = samples::tables();
    analysis.sections = samples::sections(&analysis);
    let html = |analysis: &Analysis| {
        let findings = samples::findings(analysis);
        render(&findings, Language::English, &Language::ALL).unwrap()
    };
    let predicting = html(&analysis);
    assert!(predicting.contains("with its 95% confidence and prediction bands"));
    assert!(predicting.contains("take 12.5% off the between-study variance"));
    let Some(Asked::Found(regression)) = &mut analysis.sections.regression else {
        panic!("the sample has a regression");
    };
    regression.tau2 = None;
    for point in regression.curves.iter_mut().flat_map(|of| &mut of.points) {
        point.prediction = None;
    }
    for level in &mut regression.levels {
        level.prediction = None;
    }
    if let Some(pooled) = &mut analysis.main.pooled {
        pooled.prediction = None;
        (pooled.i2, pooled.i2_interval) = (Some(0.0), Some([0.0, 0.0]));
    }
    let common = html(&analysis);
    assert!(common.contains("No variation beyond chance was measured"));
    assert!(!common.contains("the data do not rule it out"));
    assert!(common.contains("with its 95% confidence band."));
    assert!(common.contains("explain 12.5% of the variation between the effects"));
    assert!(!common.contains("band under the diamond"));
}

#[test]
fn comparisons_with_one_control_are_named_with_their_errors() {
    let mut analysis = samples::tables();
    analysis.main.effects[0].shared_control = Some(SharedControl {
        how: "covariance".into(),
        comparisons: vec![OneComparison {
            arm: analysis.main.effects[0].arm.clone(),
            estimate: 0.0,
            standard_error: 0.25,
        }],
        covariance: vec![vec![0.0625]],
    });
    let findings = samples::findings(&analysis);
    let html = render(&findings, Language::English, &Language::ALL).unwrap();
    assert!(html.contains("1.00 (standard error 0.25 on the analysis scale)"));
}

#[test]
fn no_sentence_speaks_of_significance() {
    for language in Language::ALL {
        let html = page(language).to_lowercase();
        for word in [
            "significative",
            "significatif",
            "significant",
            "aucun effet",
            "no effect ",
        ] {
            assert!(!html.contains(word), "{word}");
        }
    }
}

/// Each paragraph of the methods that some analysis takes, and no other.
#[test]
fn the_methods_that_are_taken_are_described() {
    let mut analysis = samples::tables();
    analysis.sections.influence = Some(Asked::Absent(Absence::NotOfMethod));
    let usual = page(Language::English);
    let render = |analysis: &Analysis, language: Language| {
        let findings = samples::findings(analysis);
        render(&findings, language, &Language::ALL).unwrap()
    };
    let html = render(&analysis, Language::English);
    for said in [
        "The numbers of the arms are pooled: Mantel–Haenszel’s method; Wald intervals",
        "The variance is that of Robins, Breslow and Greenland",
        "Peto’s method adds up",
        "The IVhet method (Doi)",
        "The Henmi–Copas method keeps the mean",
    ] {
        assert!(html.contains(said), "{said}");
        assert!(!usual.contains(said), "{said}");
    }
    assert!(!html.contains("Nagashima"));
    assert!(html.contains("Left out, as the method pools the numbers of the arms"));
    assert!(html.contains("The method of this analysis does not go with measures of influence."));
    analysis.settings.test = "kr".into();
    analysis.settings.prediction = "bootstrap".into();
    analysis.settings.bootstrap = Some(Bootstrap {
        samples: 25_000,
        seed: 7,
    });
    let html = render(&analysis, Language::French);
    for said in [
        "Les intervalles de Kenward-Roger corrigent",
        "(Nagashima, Noma et Furukawa)",
        "par bootstrap paramétrique (25\u{202f}000 tirages, graine 7)",
        "Comparaison publiée\u{a0}: la méthode combine les effectifs des bras.",
    ] {
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn single_arms_are_said_by_what_they_are() {
    use trialpool_review::findings::Scale;
    let sentence = |analysis: &Analysis, language: Language| {
        render(&samples::findings(analysis), language, &Language::ALL).unwrap()
    };
    let double = Analysis {
        measure: "PFT".into(),
        scale: Scale::FreemanTukey,
        ..samples::arcsines()
    };
    let html = sentence(&double, Language::English);
    assert!(html.contains("the estimated proportion is "), "per cent");
    assert!(html.contains("proportion, pooled after the double arcsine of Freeman and Tukey"));
    assert!(html.contains("(Schwarzer et al. 2019)"));
    let html = sentence(&samples::rates(), Language::French);
    assert!(html.contains("le taux estimé est de 0,03"));
    assert!(!html.contains("Schwarzer"), "no Freeman and Tukey");
}
