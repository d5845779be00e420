//! What `check` writes for other programs: each format against what its readers demand.

use super::process::{registry, stderr, stdout, trialpool};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Output;

/// An error in `contrasts.csv`, with two other places and help; a warning in `outcomes.csv`.
pub(crate) fn damaged() -> tempfile::TempDir {
    let place = registry();
    edit(
        place.path(),
        "contrasts.csv",
        "0.62,0.43,0.90",
        "0.99,0.43,0.90",
    );
    add_blank_row(place.path());
    // As in a checkout: paths are those of the repository, wherever the command runs.
    std::fs::create_dir(place.path().join(".git")).unwrap();
    place
}

/// Ends `outcomes.csv` with a row of empty cells.
pub(crate) fn add_blank_row(place: &Path) {
    edit(place, "outcomes.csv", "lower,\n", "lower,\n,,,,,,,\n");
}

/// Replaces text of a table.
fn edit(place: &Path, table: &str, from: &str, to: &str) {
    let path = place.join("registry").join(table);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{table}: {from}");
    std::fs::write(&path, text.replace(from, to)).unwrap();
}

/// A registry with more errors than GitHub shows, or than a comment holds.
fn with_errors(count: usize) -> tempfile::TempDir {
    let place = damaged();
    let path = place.path().join("registry/contrasts.csv");
    let mut text = std::fs::read_to_string(&path).unwrap();
    for row in 0..count {
        writeln!(
            text,
            "nowhere-{row},a,b,c,,,HR,0.5,0.4,0.6,95,,,,,,,primary,"
        )
        .unwrap();
    }
    std::fs::write(&path, text).unwrap();
    place
}

fn check(place: &Path, more: &[&str]) -> Output {
    trialpool()
        .current_dir(place)
        .args(["check", "registry"])
        .args(more)
        .output()
        .unwrap()
}

fn sarif(place: &Path, more: &[&str]) -> Value {
    let output = check(place, &[&["--format", "sarif"], more].concat());
    let log: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let schema = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/schemas/sarif-2.1.0.json"
    );
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let validator = jsonschema::draft4::new(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&log)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    log["runs"][0].clone()
}

#[test]
fn sarif_is_valid_and_has_the_rules_and_places_of_its_results() {
    for language in ["en", "fr"] {
        let run = sarif(damaged().path(), &["--lang", language]);
        assert_eq!(run["language"], language);
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let result = run["results"]
            .as_array()
            .unwrap()
            .iter()
            .find(|result| result["ruleId"] == "TP0322")
            .unwrap();
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], "TP0322");
        assert_eq!(rule["defaultConfiguration"]["level"], "error");
        assert!(
            rule["help"]["markdown"]
                .as_str()
                .unwrap()
                .starts_with("## ")
        );
        assert_eq!(result["level"], "error");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "registry/contrasts.csv");
        // The cell `0.99` of the second line, behind `example-a,treatment,placebo,…,HR,`.
        let region = serde_json::json!({
            "startLine": 2, "startColumn": 54, "endLine": 2, "endColumn": 58
        });
        assert_eq!(place["region"], region);
        let related = result["relatedLocations"].as_array().unwrap();
        assert_eq!(related.len(), 2);
        assert_eq!(related[1]["id"], 2);
        assert!(result.get("suppressions").is_none());
    }
}

#[test]
fn sarif_of_a_clean_registry_has_no_results() {
    let run = sarif(registry().path(), &[]);
    assert_eq!(run["results"], serde_json::json!([]));
}

#[test]
fn fingerprints_follow_a_row_and_change_with_it() {
    let place = with_errors(1);
    let fingerprints = |place: &Path| -> Vec<String> {
        let run = sarif(place, &[]);
        let results = run["results"].as_array().unwrap().iter();
        let mut found: Vec<String> = results
            .map(|result| result["partialFingerprints"]["trialpoolRow/v1"].to_string())
            .collect();
        found.sort_unstable();
        found
    };
    let before = fingerprints(place.path());
    let mut distinct = before.clone();
    distinct.dedup();
    assert_eq!(distinct, before);
    // A line above moves every row of the table down.
    edit(
        place.path(),
        "contrasts.csv",
        "\nexample-a,",
        "\n\nexample-a,",
    );
    assert!(
        before
            .iter()
            .all(|one| fingerprints(place.path()).contains(one))
    );
    edit(place.path(), "contrasts.csv", "0.99,0.43", "0.98,0.43");
    assert!(
        !before
            .iter()
            .all(|one| fingerprints(place.path()).contains(one))
    );
}

#[test]
fn paths_are_those_of_the_repository() {
    let place = damaged();
    let deep = place.path().join("mes données/étude");
    std::fs::create_dir_all(deep.parent().unwrap()).unwrap();
    std::fs::rename(place.path().join("registry"), &deep).unwrap();
    for (current, registry) in [(deep.as_path(), "."), (place.path(), "mes données/étude")] {
        let written = |format| {
            let output = trialpool()
                .current_dir(current)
                .args(["check", registry, "--format", format])
                .output()
                .unwrap();
            stdout(&output)
        };
        let log: Value = serde_json::from_str(&written("sarif")).unwrap();
        let run = &log["runs"][0];
        assert_eq!(
            run["automationDetails"]["id"],
            "trialpool/mes données/étude/"
        );
        let location = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(
            location["uri"],
            "mes%20donn%C3%A9es/%C3%A9tude/outcomes.csv"
        );
        assert!(written("github").contains("file=mes données/étude/contrasts.csv,"));
        assert!(written("junit").contains("file=\"mes données/étude/contrasts.csv\""));
        assert!(written("markdown").contains("### mes données&#47;étude&#47;contrasts.csv"));
    }
}

#[test]
fn without_a_repository_paths_start_at_the_current_directory() {
    let place = damaged();
    std::fs::remove_dir(place.path().join(".git")).unwrap();
    let uri = |current: &Path, registry: &str| {
        let output = trialpool()
            .current_dir(current)
            .args(["check", registry, "--format", "sarif"])
            .output()
            .unwrap();
        let log: Value = serde_json::from_str(&stdout(&output)).unwrap();
        let location = &log["runs"][0]["results"][0]["locations"][0];
        location["physicalLocation"]["artifactLocation"]["uri"].clone()
    };
    assert_eq!(uri(place.path(), "registry"), "registry/outcomes.csv");
    assert_eq!(uri(&place.path().join("registry"), "."), "outcomes.csv");
    let elsewhere = tempfile::tempdir().unwrap();
    let registry = place.path().join("registry");
    assert_eq!(
        uri(elsewhere.path(), registry.to_str().unwrap()),
        "outcomes.csv"
    );
}

#[test]
fn annotations_come_gravest_first() {
    let output = check(damaged().path(), &["--format", "github"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stdout(&output),
        "::error file=registry/contrasts.csv,line=2,col=54,endLine=2,endColumn=58,title=TP0322%3A an \
         estimate outside its interval::registry/contrasts.csv:2:54: `estimate` is `0.99`, outside its \
         interval 0.43 – 0.90%0Ahelp: check the three figures against the publication; one of them is \
         mistyped or of another analysis\n\
         ::warning file=registry/outcomes.csv,line=3,col=1,endLine=3,endColumn=8,title=TP0206%3A empty \
         row::registry/outcomes.csv:3:1: the row is empty%0Ahelp: delete it\n"
    );
}

#[test]
fn annotations_beyond_what_github_shows_are_counted() {
    let told = |count: usize| {
        let text = stdout(&check(with_errors(count).path(), &["--format", "github"]));
        let last = text.lines().next_back().unwrap().to_owned();
        let errors = text
            .lines()
            .filter(|line| line.starts_with("::error "))
            .count();
        (errors, last)
    };
    let (errors, last) = told(20);
    assert!(errors > 20);
    assert_eq!(
        last,
        format!(
            "{errors} errors and 1 warning: GitHub shows the first 10 of each kind beside the files, \
             this log has all"
        )
    );
    assert!(told(0).1.starts_with("::warning "));
}

#[test]
fn junit_has_a_suite_a_file_and_a_case_a_finding() {
    let place = damaged();
    for (deny, failures) in [(&[][..], 1), (&["--deny", "warnings"][..], 2)] {
        let output = check(place.path(), &[&["--format", "junit"], deny].concat());
        let report = quick_junit::Report::deserialize_from_str(&stdout(&output)).unwrap();
        assert_eq!(report.failures, failures);
        assert_eq!(report.tests, 8);
        let names: Vec<&str> = report
            .test_suites
            .iter()
            .map(|suite| suite.name.as_str())
            .collect();
        assert_eq!(names[0], "registry/review.toml");
        assert_eq!(names.len(), 8);
        let cases: Vec<_> = report
            .test_suites
            .iter()
            .flat_map(|suite| &suite.test_cases)
            .collect();
        let failed = cases
            .iter()
            .find(|case| case.name.as_str().starts_with("2:54 TP0322: "))
            .unwrap();
        assert!(matches!(
            failed.status,
            quick_junit::TestCaseStatus::NonSuccess { .. }
        ));
        let warned = cases
            .iter()
            .find(|case| case.name.as_str().contains("TP0206"))
            .unwrap();
        assert_eq!(warned.system_out.is_some(), deny.is_empty());
    }
}

#[test]
fn the_summary_for_a_pull_request_is_a_table_a_file() {
    let output = check(damaged().path(), &["--format", "markdown"]);
    assert_eq!(
        stdout(&output),
        "\
## trialpool check

1 error and 1 warning in 20 rows of 8 files

### registry&#47;outcomes.csv

| severity | rule | place | finding |
|---|---|---|---|
| warning | TP0206 | 3:1 | the row is empty<details><summary>what to do</summary>help: delete it</details> |

### registry&#47;contrasts.csv

| severity | rule | place | finding |
|---|---|---|---|
| error | TP0322 | 2:54 | <code>estimate</code> is <code>0.99</code>, outside its interval 0.43 – 0.90\
<details><summary>what to do</summary>help: check the three figures against the publication; one of \
them is mistyped or of another analysis</details> |
"
    );
}

#[test]
fn the_summary_fits_into_a_comment_and_tells_what_it_leaves_out() {
    for language in ["en", "fr"] {
        let place = with_errors(1500);
        let output = check(place.path(), &["--format", "markdown", "--lang", language]);
        let text = stdout(&output);
        assert!(text.chars().count() <= 65_536, "{}", text.chars().count());
        assert!(text.chars().count() > 60_000);
        let rows = text.lines().filter(|line| line.contains("| TP")).count();
        let errors: usize = leading_number(text.lines().nth(2).unwrap());
        let left_out: usize = leading_number(text.lines().next_back().unwrap());
        // The warning goes before any error does.
        assert_eq!(rows + left_out, errors + 1);
        assert!(!text.contains("TP0206"));
    }
}

fn leading_number(line: &str) -> usize {
    line.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn one_run_writes_several_outputs() {
    let place = damaged();
    let formats = [
        "human", "short", "json", "sarif", "github", "junit", "markdown",
    ];
    let mut call = vec!["--format".to_owned(), "short".to_owned()];
    for format in formats {
        call.extend(["--output".to_owned(), format!("{format}=out.{format}")]);
    }
    let call: Vec<&str> = call.iter().map(String::as_str).collect();
    let several = check(place.path(), &call);
    assert_eq!(several.status.code(), Some(1));
    for format in formats {
        let file = std::fs::read_to_string(place.path().join(format!("out.{format}"))).unwrap();
        let alone = check(place.path(), &["--format", format]);
        if format == "human" {
            assert!(file.starts_with("warning[TP0206]") && file.ends_with("8 files\n"));
        } else {
            assert_eq!(file, stdout(&alone), "{format}");
        }
    }
    assert_eq!(
        stdout(&several),
        std::fs::read_to_string(place.path().join("out.short")).unwrap()
    );
    let beside = std::fs::read_dir(place.path()).unwrap().count();
    assert_eq!(beside, formats.len() + 2, "nothing else is left");
}

#[test]
fn outputs_that_cannot_be_written_are_faults_of_the_call() {
    let place = damaged();
    for (call, said) in [
        (
            &["--output", "sarif=a", "--output", "json=a"][..],
            "two outputs go to `a`",
        ),
        (&["--output", "sarif"], "expected FORMAT=FILE"),
        (&["--output", "pdf=a"], "expected FORMAT=FILE"),
        (&["--output", "json=.git"], "cannot write `.git`"),
        (&["--output", "json=registry/trials.csv/a"], "cannot write"),
    ] {
        let refused = check(place.path(), call);
        assert_eq!(refused.status.code(), Some(2), "{call:?}");
        assert!(stderr(&refused).contains(said), "{}", stderr(&refused));
        assert!(!place.path().join("a").exists());
    }
}
