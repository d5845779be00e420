mod markup;
mod sample;

use super::*;
use markup::Element;
use std::collections::BTreeSet;
use trialpool_review::findings::{Absence, Analysis, Asked, Bootstrap, ContrastRow, Hypothesis};

fn page(language: Language) -> String {
    render(&sample::findings(), language, &Language::ALL).unwrap()
}

fn elements(language: Language) -> Vec<Element> {
    markup::read(&page(language)).unwrap()
}

#[test]
fn pages_are_well_formed_in_every_language() {
    for language in Language::ALL {
        let html = page(language);
        if let Some(directory) = std::env::var_os("TRIALPOOL_SAMPLE") {
            std::fs::write(
                std::path::Path::new(&directory).join(file_name(language)),
                &html,
            )
            .unwrap();
        }
        let elements = markup::read(&html).unwrap();
        assert_eq!(elements[0].attribute("lang"), Some(language.code()));
        assert!(!html.contains('⟦'), "a message is missing");
    }
}

#[test]
fn a_result_says_beside_its_source_how_it_was_made() {
    for (language, said) in [
        (Language::English, "Analysis: Cox <model> & region; exact"),
        (
            Language::French,
            "Analyse\u{a0}: Cox <model> & region\u{202f}; exact",
        ),
    ] {
        let elements = elements(language);
        assert!(
            elements
                .iter()
                .any(|element| element.attribute("class") == Some("note")
                    && element.text.contains(said)),
            "{said}"
        );
    }
}

#[test]
fn nothing_runs_and_nothing_is_loaded() {
    for element in elements(Language::French) {
        assert!(!matches!(
            element.name.as_str(),
            "script" | "link" | "img" | "iframe" | "object" | "form"
        ));
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on"), "<{} {name}>", element.name);
            assert_ne!(name, "style", "the policy allows no style attribute");
            if name == "href" {
                let web = value.starts_with("https://") || value.starts_with("http://");
                assert!(
                    web || value.starts_with('#') || value.starts_with("report."),
                    "{value}"
                );
            }
        }
    }
}

#[test]
fn the_policy_allows_this_style_sheet_alone() {
    let elements = elements(Language::English);
    let policy = elements
        .iter()
        .find(|element| element.attribute("http-equiv") == Some("Content-Security-Policy"))
        .and_then(|element| element.attribute("content"))
        .unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    assert!(!policy.contains("unsafe"));
    let sheets: Vec<&Element> = elements
        .iter()
        .filter(|element| element.name == "style")
        .collect();
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].text, style::sheet());
    assert!(!style::sheet().contains("url(") && !style::sheet().contains("@import"));
}

#[test]
fn identifiers_are_unique_and_every_link_within_the_page_arrives() {
    for language in Language::ALL {
        let elements = elements(language);
        let mut ids = BTreeSet::new();
        for id in elements
            .iter()
            .filter_map(|element| element.attribute("id"))
        {
            assert!(ids.insert(id.to_owned()), "{id} twice");
            assert!(
                !id.is_empty() && !id.contains(char::is_whitespace),
                "{id:?}"
            );
        }
        for element in &elements {
            if let Some(target) = element
                .attribute("href")
                .and_then(|href| href.strip_prefix('#'))
            {
                assert!(ids.contains(target), "a link to #{target} leads nowhere");
            }
            for name in ["aria-labelledby", "aria-describedby"] {
                for target in element.attribute(name).unwrap_or("").split_whitespace() {
                    assert!(ids.contains(target), "{name} {target}");
                }
            }
        }
    }
}

#[test]
fn headings_leave_out_no_level() {
    let mut last = 0;
    for element in elements(Language::French) {
        let level = match element.name.as_str() {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            "h5" | "h6" => panic!("too deep"),
            _ => continue,
        };
        assert!(level <= last + 1, "{} after level {last}", element.text);
        assert!(!element.text.trim().is_empty());
        last = level;
    }
}

#[test]
fn landmarks_are_there_once() {
    let elements = elements(Language::French);
    for name in ["header", "nav", "main", "footer", "h1"] {
        assert_eq!(
            elements
                .iter()
                .filter(|element| element.name == name)
                .count(),
            1,
            "{name}"
        );
    }
    let body = elements
        .iter()
        .position(|element| element.name == "body")
        .unwrap();
    let first = &elements[body + 1];
    assert_eq!(
        first.attribute("href"),
        Some("#content"),
        "the skip link comes first"
    );
}

#[test]
fn tables_have_captions_and_scopes_and_can_be_scrolled_by_keyboard() {
    let elements = elements(Language::French);
    for (index, table) in elements
        .iter()
        .enumerate()
        .filter(|(_, element)| element.name == "table")
    {
        assert_eq!(elements[index + 1].name, "caption");
        assert!(!elements[index + 1].text.trim().is_empty());
        let region = &elements[table.parent.unwrap()];
        assert_eq!(region.attribute("role"), Some("region"));
        assert_eq!(region.attribute("tabindex"), Some("0"));
    }
    for header in elements.iter().filter(|element| element.name == "th") {
        assert!(header.attribute("scope").is_some());
        assert!(
            !header.text.trim().is_empty(),
            "an empty header in {:?}",
            header.path
        );
    }
}

#[test]
fn rows_have_as_many_cells_as_their_table_has_columns() {
    let elements = elements(Language::English);
    for (index, table) in elements
        .iter()
        .enumerate()
        .filter(|(_, element)| element.name == "table")
    {
        let mut widths = BTreeSet::new();
        for (row, _) in elements
            .iter()
            .enumerate()
            .filter(|(_, element)| element.name == "tr")
        {
            if !inside(&elements, row, index) {
                continue;
            }
            let width: usize = elements
                .iter()
                .filter(|cell| {
                    cell.parent == Some(row) && matches!(cell.name.as_str(), "td" | "th")
                })
                .map(|cell| {
                    cell.attribute("colspan")
                        .map_or(1, |span| span.parse().unwrap())
                })
                .sum();
            widths.insert(width);
        }
        assert_eq!(widths.len(), 1, "{}: {widths:?}", table.text);
    }
}

fn inside(elements: &[Element], mut index: usize, outer: usize) -> bool {
    while let Some(parent) = elements[index].parent {
        if parent == outer {
            return true;
        }
        index = parent;
    }
    false
}

#[test]
fn both_languages_show_the_same_figures() {
    let digits = |language| -> Vec<String> {
        elements(language)
            .into_iter()
            .filter(|element| element.name == "td" && element.attribute("class") == Some("number"))
            .map(|element| element.text.chars().filter(char::is_ascii_digit).collect())
            .collect()
    };
    assert_eq!(digits(Language::French), digits(Language::English));
}

#[test]
fn every_effect_leads_to_its_row_and_its_row_is_quoted() {
    let html = page(Language::French);
    let elements = markup::read(&html).unwrap();
    let record = elements
        .iter()
        .find(|element| element.attribute("id") == Some("row-contrasts.csv-2"))
        .expect("the row of the first effect");
    assert_eq!(record.attribute("class"), Some("record"));
    assert!(html.contains("href=\"#row-contrasts.csv-2\""));
    assert!(html.contains("https://doi.org/10.1016/S1474-4422(20)30078-8"));
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    for language in Language::ALL {
        let html = page(language);
        assert!(!html.contains("<script"), "a script tag");
        assert!(!html.contains('\u{202e}') && !html.contains('\0'));
        assert!(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"));
        assert!(!html.contains("href=\"javascript:"));
    }
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    assert_eq!(page(Language::French), page(Language::French));
}

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
    let mut analysis = crate::forest::samples::tables();
    analysis.sections = crate::forest::samples::sections(&analysis);
    let Some(Asked::Found(regression)) = &mut analysis.sections.regression else {
        panic!("the sample has a regression");
    };
    regression.contrasts = vec![Hypothesis {
        contrasts: vec![row("year = 0"), row("2*year = 0")],
        test: None,
    }];
    let findings = crate::forest::samples::findings(&analysis);
    let html = super::render(&findings, Language::English, &Language::ALL).unwrap();
    assert!(
        html.contains("Together, year = 0; 2*year = 0: no test, as they depend on each other.")
    );
}

#[test]
fn a_common_effect_has_no_prediction_and_no_variance_between_studies() {
    let mut analysis = crate::forest::samples::tables();
    analysis.sections = crate::forest::samples::sections(&analysis);
    let html = |analysis: &Analysis| {
        let findings = crate::forest::samples::findings(analysis);
        super::render(&findings, Language::English, &Language::ALL).unwrap()
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
    }
    let common = html(&analysis);
    assert!(common.contains("with its 95% confidence band."));
    assert!(common.contains("explain 12.5% of the variation between the effects"));
    assert!(!common.contains("band under the diamond"));
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
    let mut analysis = crate::forest::samples::tables();
    analysis.sections.influence = Some(Asked::Absent(Absence::NotOfMethod));
    let usual = page(Language::English);
    let render = |analysis: &Analysis, language: Language| {
        let findings = crate::forest::samples::findings(analysis);
        super::render(&findings, language, &Language::ALL).unwrap()
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
    use crate::forest::samples;
    use trialpool_review::findings::Scale;
    let sentence = |analysis: &Analysis, language: Language| {
        super::render(&samples::findings(analysis), language, &Language::ALL).unwrap()
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
