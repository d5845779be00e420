mod marks;

use super::samples;
use super::*;
use crate::drawing::{Element, Line, Point, Run, Shape};
use trialpool_language::Language;
use trialpool_review::findings::{Analysis, Scale};

fn every_sample() -> Vec<Analysis> {
    vec![
        samples::nmosd(),
        samples::by_comparator(),
        samples::with_sensitivity(),
        samples::imprecise(),
        samples::proportions(),
        samples::differences(),
        samples::many(),
        samples::hostile(),
        samples::tables(),
        samples::arcsines(),
        samples::rates(),
        samples::analysis(Scale::Log, "HR", &samples::NMOSD[..1]),
        samples::analysis(Scale::Log, "HR", &[]),
    ]
}

fn every_plot() -> Vec<Plot> {
    let mut plots = Vec::new();
    for analysis in every_sample() {
        for language in Language::ALL {
            for figure in figures(&analysis) {
                plots.push(from_findings(&analysis, figure, language).unwrap());
            }
        }
    }
    plots
}

fn every_scene() -> Vec<(Plot, Scene)> {
    every_plot()
        .into_iter()
        .flat_map(|plot| [wide(&plot), compact(&plot)].map(|scene| (plot.clone(), scene)))
        .collect()
}

/// Proportions stand on an axis of per cent, rates on one from 0, whatever they were pooled after.
#[test]
fn transformed_proportions_and_rates_are_shown_as_such() {
    for (analysis, axis, estimate) in [
        (samples::arcsines(), "Proportion (%)", "8.0% (3.1–16.2%)"),
        (samples::rates(), "Rate", "0.03 (0.00–0.08)"),
    ] {
        let plot = from_findings(&analysis, Figure::Main, Language::English).unwrap();
        assert_eq!((plot.axis.as_str(), plot.null), (axis, None));
        let scene = wide(&plot);
        let text: Vec<&str> = scene.runs().map(|run| run.content.as_str()).collect();
        let joined = text.join(" ").replace('\u{a0}', " ");
        let parts: Vec<&str> = estimate.splitn(2, ' ').collect();
        assert!(parts.iter().all(|part| joined.contains(part)), "{joined}");
        assert!(text.contains(&"0"), "the axis starts at 0: {text:?}");
    }
}

#[test]
fn methods_are_named_with_their_tests_and_what_they_leave_out() {
    let notes = |figure: Figure, language: Language| {
        let plot = from_findings(&samples::tables(), figure, language).unwrap();
        let total = plot.total.unwrap();
        (total.label, total.notes.join("\n"), plot.notes.join("\n"))
    };
    let (label, main, _) = notes(Figure::Main, Language::English);
    assert_eq!(label, "Mantel–Haenszel (k\u{a0}=\u{a0}4)");
    for said in [
        "Mantel–Haenszel’s method; Wald interval (z)",
        "Test of association: Cochran–Mantel–Haenszel χ²\u{a0}=\u{a0}12.30 (df\u{a0}=\u{a0}1, ",
        "Test of equal odds ratios: Breslow–Day χ²\u{a0}=\u{a0}4.50",
        "Tarone χ²\u{a0}=\u{a0}4.40",
    ] {
        assert!(main.contains(said), "{said}: {main}");
    }
    assert!(!main.contains("τ²"), "{main}");
    let (label, henmi, _) = notes(Figure::Sensitivity(0), Language::French);
    assert_eq!(label, "Henmi-Copas (k\u{a0}=\u{a0}4)");
    assert!(henmi.contains("intervalle de Henmi-Copas"), "{henmi}");
    assert!(!henmi.contains("Test d’absence"), "it has no test: {henmi}");
    let (_, ivhet, _) = notes(Figure::Sensitivity(1), Language::English);
    assert!(ivhet.contains("(IVhet)"), "{ivhet}");
    let (label, _, left) = notes(Figure::Sensitivity(2), Language::French);
    assert_eq!(label, "Peto (k\u{a0}=\u{a0}4)");
    assert!(left.contains("seule une comparaison publiée est connue\u{a0}: PUBLISHED 2021"));
    assert!(left.contains("ne disent rien d’un rapport\u{a0}: EMPTY 2022"));
}

#[test]
fn groups_that_divide_the_studies_share_one_plot_with_the_overall_result() {
    let divided = samples::by_comparator();
    assert_eq!(figures(&divided), [Figure::Main, Figure::LeaveOneOut]);
    let plot = from_findings(&divided, Figure::Main, Language::English).unwrap();
    assert_eq!(plot.groups.len(), 2);
    assert!(plot.total.is_some());
    // The weights are those of the whole, and the groups' weights add up to it.
    let weights: f64 = plot
        .groups
        .iter()
        .filter_map(|group| group.summary.as_ref()?.weight)
        .sum();
    assert!((weights - 100.0).abs() < 1e-9);

    let within = samples::by_serostatus();
    assert_eq!(
        figures(&within),
        [Figure::Main, Figure::Subgroups, Figure::LeaveOneOut]
    );
    let plot = from_findings(&within, Figure::Subgroups, Language::English).unwrap();
    assert!(plot.total.is_none());
    assert!(
        plot.notes
            .iter()
            .any(|note| note.contains("subgroup differences"))
    );
    assert!(
        wide(&plot)
            .runs()
            .any(|run| run.content == "No study in this group")
    );
}

#[test]
fn nothing_of_the_registry_becomes_markup() {
    for (plot, scene) in every_scene() {
        for embedding in [Embedding::File, Embedding::Inline("plot-1")] {
            let svg = write(&plot, &scene, embedding);
            assert_well_formed(&svg);
            assert!(!svg.contains("<script"));
            assert!(!svg.contains("<B>"));
            let inert = |character: char| {
                character != '\u{202e}' && (character == '\n' || !character.is_control())
            };
            assert!(svg.chars().all(inert));
        }
    }
    let plot = from_findings(&samples::hostile(), Figure::Main, Language::English).unwrap();
    assert!(svg(&plot).contains(">A &amp; &lt;B&gt; &quot;C&quot;</text>"));
}

/// Every element that is opened is closed, in order; text holds no bare `&` or `<`.
fn assert_well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start + 1..start + rest[start..].find('>').expect("a tag ends")];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n', '/'])
            .next()
            .unwrap_or("");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        rest = &rest[start + tag.len() + 2..];
    }
    assert!(open.is_empty(), "{open:?}");
    for (index, _) in svg.match_indices('&') {
        let entity = ["&amp;", "&lt;", "&gt;", "&quot;"]
            .iter()
            .any(|entity| svg[index..].starts_with(entity));
        assert!(entity, "{}", &svg[index..(index + 20).min(svg.len())]);
    }
}

#[test]
fn the_plot_is_an_image_with_title_and_description() {
    let plot = from_findings(&samples::nmosd(), Figure::Main, Language::English).unwrap();
    let file = svg(&plot);
    assert!(
        file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" lang=\"en\"")
    );
    assert!(
        file.contains("role=\"img\" aria-labelledby=\"plot-title\" aria-describedby=\"plot-desc\"")
    );
    assert!(file.contains("<title id=\"plot-title\">Time to first relapse: forest plot</title>"));
    assert!(file.contains("prefers-color-scheme: dark"));
    for figure in [
        "PREVENT 2019: HR 0.06, 95%\u{a0}CI 0.02–0.20",
        "not verified",
        "prediction interval",
        "Heterogeneity",
    ] {
        assert!(plot.description.contains(figure), "{}", plot.description);
    }
    let inline = write(&plot, &wide(&plot), Embedding::Inline("plot-7"));
    assert!(inline.contains("id=\"plot-7-title\""));
    assert!(!inline.contains("<style>") && !inline.contains("xmlns"));
}

#[test]
fn every_word_exists_in_both_languages() {
    for plot in every_plot() {
        let text = format!("{plot:?}");
        assert!(
            !text.contains('⟦'),
            "{}",
            text.split('⟦').nth(1).unwrap_or_default()
        );
    }
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    let draw =
        || svg(&from_findings(&samples::by_comparator(), Figure::Main, Language::French).unwrap());
    assert_eq!(draw(), draw());
}

#[test]
fn a_sensitivity_analysis_has_its_own_plots_level_and_file() {
    let analysis = samples::with_sensitivity();
    let names: Vec<String> = figures(&analysis)
        .into_iter()
        .map(|figure| figure.suffix(&analysis))
        .collect();
    let expected = [
        "",
        "-subgroups",
        "-leave-one-out",
        "-unverified",
        "-unverified-subgroups",
    ];
    assert_eq!(names, expected);
    let plot = from_findings(
        &analysis,
        Figure::SensitivitySubgroups(0),
        Language::English,
    )
    .unwrap();
    assert_eq!(plot.groups.len(), 3);
    assert_eq!(plot.headings.effect, "HR (90%\u{a0}CI)");
    assert!(plot.title.ends_with("(with unverified figures)"));
}

/// The numbers of a text in reading order, without the marks of its language.
fn numbers_in(text: &str, language: Language) -> Vec<String> {
    let plain = match language {
        Language::English => text.replace(',', ""),
        Language::French => text.replace('\u{202f}', "").replace(',', "."),
    };
    plain
        .split(|character: char| !(character.is_ascii_digit() || "−.∞".contains(character)))
        .map(|number| number.trim_matches('.').to_owned())
        .filter(|number| number.contains(|character: char| character.is_ascii_digit()))
        .collect()
}

#[test]
fn both_languages_print_the_same_numbers() {
    for analysis in every_sample() {
        for figure in figures(&analysis) {
            let [french, english] = [Language::French, Language::English].map(|language| {
                let plot = from_findings(&analysis, figure, language).unwrap();
                let mut numbers: Vec<String> = wide(&plot)
                    .runs()
                    .flat_map(|run| numbers_in(&run.content, language))
                    .collect();
                numbers.sort();
                numbers
            });
            assert_eq!(french, english);
        }
    }
}

#[test]
fn plot_and_table_print_the_same_effects() {
    for analysis in [
        samples::nmosd(),
        samples::by_comparator(),
        samples::differences(),
    ] {
        for language in Language::ALL {
            let plot = from_findings(&analysis, Figure::Main, language).unwrap();
            let table =
                crate::export::results(&samples::findings(&analysis), &analysis, language).unwrap();
            let column = table
                .columns
                .iter()
                .position(|column| column.key == "estimate_shown")
                .unwrap();
            let printed: Vec<&str> = table.sections[0]
                .rows
                .iter()
                .map(|row| row.cells[column].shown.as_str())
                .collect();
            // The compact plot prints estimate and interval in one text.
            let scene = compact(&plot);
            for effect in printed {
                assert!(scene.runs().any(|run| run.content == effect), "{effect}");
            }
        }
    }
}
