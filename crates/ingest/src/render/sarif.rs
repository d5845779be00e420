use super::Found;
use super::place::{Place, remarks};
use crate::{Code, Diagnostic, Label, SourceFile, Waived};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use trialpool_language::Language;

/// What relative paths are relative to: the root of the repository.
const ROOT: &str = "%SRCROOT%";
/// Characters of a fingerprint: 128 bits of the hash.
const FINGERPRINT: usize = 32;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: &'static str,
    short_description: Value,
    full_description: Value,
    help: Value,
    default_configuration: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOf<'f> {
    rule_id: &'f str,
    rule_index: usize,
    level: &'static str,
    message: Value,
    locations: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Value>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
}

/// A SARIF 2.1.0 log: the rules that found something with their explanations, and the findings.
///
/// A finding is known again by its rule, its file and the text of its line, wherever that line moves.
pub fn sarif(found: &Found<'_>) -> String {
    let mut rules: Vec<Rule> = Vec::new();
    let mut indices: BTreeMap<Code, usize> = BTreeMap::new();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let mut results = Vec::with_capacity(found.diagnostics.len() + found.waived.len());
    let open = found.diagnostics.iter().map(|finding| (finding, None));
    let waived = found.waived.iter();
    let waived = waived.map(|waived| (&waived.diagnostic, Some(waived)));
    for (finding, waived) in open.chain(waived) {
        let index = *indices.entry(finding.code).or_insert_with(|| {
            rules.push(rule(finding, found.language));
            rules.len() - 1
        });
        let fingerprint = fingerprint(found, finding);
        let count = alike.entry(fingerprint.clone()).or_insert(0);
        *count += 1;
        results.push(result(
            found,
            finding,
            index,
            &format!("{fingerprint}:{count}"),
            waived,
        ));
    }
    let language = found.language.code();
    let mut run = json!({
        "tool": { "driver": {
            "name": "trialpool",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": language,
            "rules": rules,
        } },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    });
    if !found.directory.is_empty() {
        // Two registries of one repository are two analyses.
        let id = format!("trialpool/{}/", found.directory);
        run["automationDetails"] = json!({ "id": id });
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    // Text, numbers and lists of them always serialise.
    let mut out = serde_json::to_string_pretty(&log).unwrap_or_default();
    out.push('\n');
    out
}

/// The rule of a finding, as it stands in this run.
fn rule(finding: &Diagnostic, language: Language) -> Rule {
    let code = finding.code;
    let (_, explanation) = code
        .explanation(language)
        .split_once('\n')
        .unwrap_or_default();
    let explanation = explanation.trim();
    let text = |text: &str| json!({ "text": plain(text) });
    Rule {
        id: code.as_str(),
        name: code.as_str(),
        short_description: text(&code.title(language)),
        full_description: text(&first_section(explanation)),
        help: json!({ "text": plain(explanation), "markdown": explanation }),
        default_configuration: json!({ "level": finding.severity.as_str() }),
    }
}

/// What is checked: the first section of an explanation, on one line.
fn first_section(explanation: &str) -> String {
    let lines = explanation.lines().skip_while(|line| line.starts_with('#'));
    let section = lines.take_while(|line| !line.starts_with('#'));
    let words: Vec<&str> = section.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

fn result<'f>(
    found: &Found<'_>,
    finding: &'f Diagnostic,
    rule_index: usize,
    fingerprint: &str,
    waived: Option<&Waived>,
) -> ResultOf<'f> {
    let mut said = vec![finding.message.render(found.language)];
    said.extend(remarks(finding, found.language));
    let (file, place) = found.place(finding);
    ResultOf {
        rule_id: finding.code.as_str(),
        rule_index,
        // The three words are SARIF's, too.
        level: finding.severity.as_str(),
        message: json!({ "text": plain(&said.join("\n")) }),
        locations: vec![location(found, file, place)],
        related_locations: finding
            .secondary
            .iter()
            .enumerate()
            .map(|(index, label)| related(found, label, index + 1))
            .collect(),
        partial_fingerprints: json!({ "trialpoolRow/v1": fingerprint }),
        suppressions: waived
            .iter()
            .map(|waived| suppression(waived, found.language))
            .collect(),
    }
}

/// Why a finding does not count, and who says so.
fn suppression(waived: &Waived, language: Language) -> Value {
    let reason = waived.reason.get(language);
    json!({
        "kind": "external",
        "status": "accepted",
        "justification": format!("{reason} ({}, {})", waived.by, waived.until),
    })
}

/// A place; programs that show findings need one, so that a finding about no place is at the start.
fn location(found: &Found<'_>, file: &SourceFile, place: Option<Place>) -> Value {
    let region = match place {
        None => json!({ "startLine": 1 }),
        Some(place) => json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }),
    };
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&found.path(file)), "uriBaseId": ROOT },
        "region": region,
    } })
}

fn related(found: &Found<'_>, label: &Label, id: usize) -> Value {
    let file = found.files.get(label.file);
    let mut location = location(found, file, Some(Place::of(found.files, label)));
    location["id"] = json!(id);
    if let Some(said) = &label.message {
        location["message"] = json!({ "text": plain(&said.render(found.language)) });
    }
    location
}

/// The hash of the rule, the file and the text of the line at which the finding stands.
fn fingerprint(found: &Found<'_>, finding: &Diagnostic) -> String {
    let (file, place) = found.place(finding);
    let mut hash = Sha256::new();
    hash.update(finding.code.as_str());
    hash.update([0]);
    hash.update(file.name());
    hash.update([0]);
    if let Some(place) = place {
        let (start, end) = file.line_span(place.line - 1);
        hash.update(&file.bytes()[start..end]);
    }
    let mut hex = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex.truncate(FINGERPRINT);
    hex
}

/// A message of SARIF that is shown as `text`: braces would be places to fill, brackets links
/// (SARIF 2.1.0, sections 3.11.5 and 3.11.6).
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '{' => out.push_str("{{"),
            '}' => out.push_str("}}"),
            '[' | ']' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_messages_are_escaped() {
        assert_eq!(uri("a b/é:1.csv"), "a%20b/%C3%A9%3A1.csv");
        assert_eq!(plain("{0} [x](y) \\"), "{{0}} \\[x\\](y) \\\\");
    }

    #[test]
    fn the_first_section_says_what_is_checked() {
        let text = Code::TP0401.explanation(Language::English);
        let (_, rest) = text.split_once('\n').unwrap();
        assert!(first_section(rest.trim()).starts_with("No more participants have an event"));
    }
}
