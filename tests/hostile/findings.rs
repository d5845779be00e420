//! What `check` says about hostile cells, in each format.

use super::{ATTACKS, CONTROLS, assert_no_markup, assert_visible, cell, registry, run};
use std::fmt::Write as _;

/// What a text may try in a workflow's log or a pull request.
const CI_ATTACKS: &[&str] = &[
    "x\n::error::injected",
    "%0A::stop-commands::x",
    "::add-mask::a",
    "@someone #1 `b` www.evil.example http://evil.example a@evil.example",
    "x` | y | `z",
    "</details></td></table><details open>",
    "{0} [a](1) \\[b](2)",
];

/// A registry whose findings quote every attack.
fn registry_of_hostile_findings() -> tempfile::TempDir {
    let place = registry();
    let path = place.path().join("registry/trials.csv");
    let mut text = std::fs::read_to_string(&path).unwrap();
    let attacks = CONTROLS.iter().chain(CI_ATTACKS).chain(ATTACKS);
    for (row, attack) in attacks.enumerate() {
        let cell = cell(attack);
        writeln!(
            text,
            "d{row},{cell},,{cell},{cell},nowhere,x,{cell},-1,{cell},,,{cell},"
        )
        .unwrap();
    }
    std::fs::write(&path, text).unwrap();
    place
}

#[test]
fn findings_about_hostile_cells_are_inert() {
    let place = registry_of_hostile_findings();
    for format in [
        "human", "short", "json", "sarif", "github", "junit", "markdown",
    ] {
        for language in ["en", "fr"] {
            let call = [
                "check", "registry", "--notes", "--format", format, "--lang", language,
            ];
            let checked = run(place.path(), &call);
            assert_eq!(checked.status.code(), Some(1), "{format}");
            let written = String::from_utf8(checked.stdout).unwrap();
            assert_visible(format, &written);
            let said = String::from_utf8(checked.stderr).unwrap();
            assert_visible(format, &said);
            // A cell of a megabyte is not printed.
            assert!(said.len() < 200_000, "{format}: {} bytes", said.len());
            assert!(written.len() < 500_000, "{format}: {}", written.len());
            match format {
                "sarif" => sarif_is_inert(&written),
                "github" => github_is_inert(&written),
                "junit" => junit_is_inert(&written),
                "markdown" => markdown_is_inert(&written),
                _ => {}
            }
        }
    }
}

/// Nothing in a message is a link or a place to fill.
fn sarif_is_inert(text: &str) {
    let log: serde_json::Value = serde_json::from_str(text).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let mut quoted = false;
    for result in results {
        let message = result["message"]["text"].as_str().unwrap();
        let bare = message
            .replace("\\\\", "")
            .replace("{{", "")
            .replace("}}", "");
        let linked = bare.replace("\\[", "").replace("\\]", "");
        assert!(!linked.contains(['[', ']', '{', '}', '\\']), "{message}");
        quoted |= message.contains("{{0}} \\[a\\](1) \\\\\\[b\\](2)");
    }
    assert!(quoted);
}

/// Every line is one of our annotations; none of a text's own.
fn github_is_inert(text: &str) {
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.pop().unwrap();
    assert!(last.contains("GitHub"), "{last}");
    for line in lines {
        let ours = ["::error ", "::warning ", "::notice "]
            .iter()
            .find_map(|start| line.strip_prefix(start))
            .unwrap_or_else(|| panic!("{line}"));
        // Of the properties, none is a text's: the title is the last.
        let (properties, _) = ours.split_once("::").unwrap();
        let names: Vec<&str> = properties
            .split(',')
            .filter_map(|property| property.split('=').next())
            .collect();
        let known = ["file", "line", "col", "endLine", "endColumn", "title"];
        assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
    }
    assert!(text.contains("%250A::stop-commands::x"));
}

/// Well-formed, with the elements of JUnit alone.
fn junit_is_inert(text: &str) {
    let report = quick_junit::Report::deserialize_from_str(text).unwrap();
    assert!(report.failures > 20);
    assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    for (at, _) in text.match_indices('<') {
        let element = &text[at..(at + 12).min(text.len())].trim_start_matches(['<', '/']);
        let known = ["?xml", "testsuite", "testcase", "failure", "system-out"];
        assert!(
            known.iter().any(|name| element.starts_with(name)),
            "{element}"
        );
    }
}

/// Five bars a row, our elements alone, and nothing that Markdown or GitHub acts on.
fn markdown_is_inert(text: &str) {
    assert_no_markup("markdown", text);
    assert!(text.contains("&#60;script&#62;alert(1)"));
    for row in text.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(row.matches('|').count(), 5, "{row}");
    }
    for (at, _) in text.match_indices('<') {
        let element = text[at..].split('>').next().unwrap();
        let known = ["details", "summary", "code", "span", "br"];
        let name = element.trim_start_matches(['<', '/']);
        assert!(known.contains(&name), "{element}");
    }
    let tables = text.lines().filter(|line| line.starts_with("| "));
    for row in tables {
        assert!(
            !row.contains(['@', '[', ']', '*', '_', '`', '{', '\\']),
            "{row}"
        );
        // An address in the text that comes of it would be a link.
        assert_eq!(
            row.matches("&#64;").count(),
            row.matches("<span>&#64;</span>").count()
        );
        assert!(!row.contains("://") && !row.contains("www."), "{row}");
    }
}
