use super::*;
use crate::forest::samples::{self, findings};
use trialpool_review::findings::Scale;

fn write(analysis: &Analysis, format: TableFormat, language: Language) -> String {
    table(&findings(analysis), analysis, format, language).unwrap()
}

fn records(csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    reader
        .records()
        .map(|record| {
            header
                .iter()
                .cloned()
                .zip(record.unwrap().iter().map(str::to_owned))
                .collect()
        })
        .collect()
}

#[test]
fn csv_holds_every_effect_and_result_in_full_precision() {
    let analysis = samples::nmosd();
    let rows = records(&write(&analysis, TableFormat::Csv, Language::French));
    // Four studies, their result, and the result without each.
    assert_eq!(rows.len(), 4 + 1 + 4);
    let estimate: f64 = rows[0]["estimate"].parse().unwrap();
    assert_eq!(estimate, analysis.main.effects[0].estimate);
    assert!((rows[0]["estimate_shown"].parse::<f64>().unwrap() - 0.06).abs() < 1e-12);
    assert_eq!(rows[1]["verification"], "unverified");
    assert_eq!(rows[2]["conservative"], "true");
    assert_eq!(rows[0]["line"], "2");
    assert_eq!(rows[4]["kind"], "pooled");
    let pooled = analysis.main.pooled.as_ref().unwrap();
    assert_eq!(
        rows[4]["tau2"].parse::<f64>().unwrap(),
        pooled.tau2.unwrap()
    );
    assert_eq!(rows[4]["k"], "4");
    assert_eq!(rows[5]["section"], "leave_one_out");
    assert_eq!(rows[5]["label"], "PREVENT 2019");
}

#[test]
fn tests_of_tables_and_what_they_leave_out_are_written() {
    let analysis = samples::tables();
    let rows = records(&write(&analysis, TableFormat::Csv, Language::French));
    let pooled = rows.iter().find(|row| row["kind"] == "pooled").unwrap();
    for (key, value) in [
        ("method", "MH"),
        ("cmh", "12.3"),
        ("cmh_p", "0.0005"),
        ("cochran", "12.34"),
        ("breslow_day", "4.5"),
        ("tarone_p", "0.221"),
        ("prediction_rule", ""),
    ] {
        assert_eq!(pooled[key], value, "{key}");
    }
    let of = |group: &str| {
        let of = |row: &&std::collections::BTreeMap<String, String>| {
            row["group"] == group && row["kind"] == "pooled"
        };
        rows.iter().find(of).unwrap()
    };
    assert_eq!((&*of("hc")["test"], &*of("hc")["p"]), ("hc", ""));
    assert_eq!(of("peto")["cmh"], "");
    let markdown = write(&analysis, TableFormat::Markdown, Language::English);
    for said in ["Cochran–Mantel–Haenszel", "PUBLISHED 2021", "EMPTY 2022"] {
        assert!(markdown.contains(said), "{said}: {markdown}");
    }
}

#[test]
fn csv_and_json_are_the_same_in_every_language() {
    for analysis in [samples::by_comparator(), samples::by_serostatus()] {
        for format in [TableFormat::Csv, TableFormat::Json] {
            let text = |language| write(&analysis, format, language);
            assert_eq!(text(Language::French), text(Language::English));
        }
    }
}

#[test]
fn json_rows_carry_the_same_values_as_csv() {
    let analysis = samples::by_comparator();
    let json: serde_json::Value =
        serde_json::from_str(&write(&analysis, TableFormat::Json, Language::English)).unwrap();
    let rows = json["rows"].as_array().unwrap();
    let csv = records(&write(&analysis, TableFormat::Csv, Language::English));
    assert_eq!(rows.len(), csv.len());
    for (object, record) in rows.iter().zip(&csv) {
        for (key, text) in record {
            match &object[key] {
                serde_json::Value::Null => assert_eq!(text, ""),
                serde_json::Value::Number(number) => {
                    // Both are written exactly; this JSON reader may miss the last bit.
                    let (text, number) = (text.parse::<f64>().unwrap(), number.as_f64().unwrap());
                    assert!(
                        (text - number).abs() <= 2.0 * f64::EPSILON * text.abs(),
                        "{key}: {text} {number}"
                    );
                }
                serde_json::Value::Bool(flag) => assert_eq!(text, &flag.to_string()),
                other => assert_eq!(text, other.as_str().unwrap()),
            }
        }
    }
}

#[test]
fn text_is_aligned() {
    let text = write(&samples::nmosd(), TableFormat::Text, Language::English);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Time to first relapse");
    let column = lines[2].find("HR (95%").unwrap();
    let row = lines
        .iter()
        .find(|line| line.starts_with("PREVENT 2019"))
        .unwrap();
    assert_eq!(row.chars().nth(column), Some('0'), "{text}");
    assert!(row.contains("0.06\u{a0}(0.02–0.20)"));
    assert!(text.contains("unverified"));
    assert!(text.contains("Heterogeneity: τ²"));
    assert!(lines.iter().all(|line| line.trim_end() == *line));
}

#[test]
fn markdown_speaks_the_language() {
    let text = write(
        &samples::by_comparator(),
        TableFormat::Markdown,
        Language::French,
    );
    assert!(text.starts_with("# Délai jusqu’à la première poussée\n"));
    assert!(text.contains("## Sous-groupe\u{a0}: Tériflunomide"));
    assert!(
        text.contains("0,54\u{a0}\\[0,40\u{202f};\u{a0}0,72\\]"),
        "{text}"
    );
    assert!(text.contains("Test d’interaction"));
    let widths: std::collections::BTreeSet<usize> = text
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| line.replace("\\|", "").matches('|').count())
        .collect();
    assert_eq!(widths.len(), 1, "every row has every cell: {text}");
}

#[test]
fn proportions_are_shown_in_per_cent() {
    let text = write(
        &samples::proportions(),
        TableFormat::Text,
        Language::English,
    );
    assert!(text.contains("Proportion (95%"));
    assert!(text.contains("34.0%\u{a0}(29.5–38.8%)"), "{text}");
}

#[test]
fn a_hostile_registry_is_inert_in_every_format() {
    let analysis = samples::hostile();
    for language in Language::ALL {
        for format in [TableFormat::Text, TableFormat::Csv, TableFormat::Markdown] {
            let text = write(&analysis, format, language);
            assert!(
                !text.contains('\u{202e}') && !text.contains('\u{1b}') && !text.contains('\0'),
                "{format:?}"
            );
        }
    }
    let csv = write(&analysis, TableFormat::Csv, Language::English);
    assert!(records(&csv).iter().any(|row| row["label"] == "'=cmd()"));
    let markdown = write(&analysis, TableFormat::Markdown, Language::English);
    assert!(markdown.contains("A &amp; &lt;B&gt; \"C\""));
    assert!(!markdown.contains("<script"));
}

#[test]
fn no_word_is_missing() {
    for analysis in [
        samples::by_comparator(),
        samples::by_serostatus(),
        samples::proportions(),
        samples::analysis(Scale::Log, "HR", &[]),
    ] {
        for language in Language::ALL {
            for format in [TableFormat::Text, TableFormat::Markdown] {
                assert!(!write(&analysis, format, language).contains('⟦'));
            }
        }
    }
}

#[test]
fn files_are_named_after_analysis_figure_and_language() {
    let findings = findings(&samples::by_serostatus());
    let files = files(&findings, &findings.analyses[0], &Language::ALL).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for path in [
        "tables/sample.csv",
        "tables/sample.fr.md",
        "forest/sample.en.svg",
        "forest/sample-subgroups.fr.svg",
        "forest/sample-leave-one-out.en.svg",
    ] {
        assert!(paths.contains(&path), "{paths:?}");
    }
    let unique: std::collections::BTreeSet<&&str> = paths.iter().collect();
    assert_eq!(unique.len(), paths.len());
}

#[test]
fn programs_get_the_studies_of_a_sensitivity_analysis_and_readers_its_results() {
    let analysis = samples::with_sensitivity();
    let rows = records(&write(&analysis, TableFormat::Csv, Language::English));
    let groups: Vec<&str> = rows
        .iter()
        .filter(|row| row["section"] == "sensitivity")
        .map(|row| row["group"].as_str())
        .collect();
    // Four studies and their result; two studies, one study, and no study in the groups.
    assert_eq!(groups.len(), 5 + 3 + 2);
    assert_eq!(groups[9], "unverified/aqp4-igg −");
    let text = write(&analysis, TableFormat::Text, Language::English);
    let section = text.split("Sensitivity analysis").nth(1).unwrap();
    assert!(!section.contains("PREVENT"));
    assert!(section.contains("AQP4-IgG + (k"), "{section}");
}
