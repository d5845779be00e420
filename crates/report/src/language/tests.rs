//! Both catalogues say the same, all that is said and nothing else.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// Messages with the variables they take.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines() {
        let is_message = line.starts_with(|first: char| first.is_ascii_alphabetic());
        if is_message && let Some((id, _)) = line.split_once(" =") {
            current = id.to_owned();
            messages.entry(current.clone()).or_default();
        }
        for piece in line.split('$').skip(1) {
            let name: String = piece
                .chars()
                .take_while(|character| {
                    character.is_ascii_alphanumeric() || "_-".contains(*character)
                })
                .collect();
            messages.entry(current.clone()).or_default().insert(name);
        }
    }
    messages
}

/// Every source and template of this crate, without its tests.
fn sources() -> String {
    fn read(directory: &std::path::Path, text: &mut String) {
        let mut entries: Vec<_> = std::fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" {
                read(&path, text);
            } else if !["tests.rs", "samples.rs"].contains(&name.as_str())
                && path
                    .extension()
                    .is_some_and(|kind| kind == "rs" || kind == "html")
            {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    read(&root.join("src"), &mut text);
    read(&root.join("templates"), &mut text);
    text
}

/// Families of messages that codes of the findings select: `family` with each of the codes.
const FAMILIES: [(&str, &str); 28] = [
    (
        "measure",
        "HR IRR RR OR RD IRD MD SMD ROM PLO PR PLN PRZ PAS PFT IR IRLN IRS IRFT MN MNLN \
         SMN SDLN CVLN PETO AS PHI ZPHI YUQ YUY RTET ZTET PBIT OR2DL OR2DN \
         IRSD SMDH SMD1 SMD1H CVR VR RPB ZPB RBIS ZBIS D2ORL D2ORN",
    ),
    (
        "measure-short",
        "HR IRR RR OR RD IRD MD SMD ROM PLO PR PLN PRZ PAS PFT IR IRLN IRS IRFT MN MNLN \
         SMN SDLN CVLN PETO AS PHI ZPHI YUQ YUY RTET ZTET PBIT OR2DL OR2DN \
         IRSD SMDH SMD1 SMD1H CVR VR RPB ZPB RBIS ZBIS D2ORL D2ORN",
    ),
    (
        "quantity-of",
        "HR IRR RR OR RD IRD MD SMD ROM PETO AS PHI ZPHI YUQ YUY RTET ZTET PBIT OR2DL OR2DN \
         IRSD SMDH SMD1 SMD1H CVR VR RPB ZPB RBIS ZBIS D2ORL D2ORN",
    ),
    (
        "method",
        "EE FE DL DLIT DL2 HE CA2 HS HSk SJ SJIT ML REML EB PM PMM GENQ IVHET HC MH PETO",
    ),
    ("model", "common random ivhet hc mh peto"),
    ("plot-method", "common random ivhet hc mh peto"),
    ("plot-pooled", "common random ivhet hc mh peto"),
    ("test", "z t knha adhoc kr hc"),
    ("plot-test", "z t knha adhoc kr hc"),
    ("prediction", "k-1 k-2 z hk hk-pr kr kr-pr bootstrap none"),
    ("tau2-ci", "qprofile genq jackson bt pl"),
    ("vtype", "default LS2 UB HO AV AVHO"),
    ("bias", "default exact approximate none"),
    ("shared-control", "default combine covariance"),
    ("derivation", "combine covariance"),
    ("admitted", "primary secondary unverified"),
    ("badge", "primary secondary unverified"),
    (
        "design",
        "randomised non-randomised crossover single-arm cohort case-control cross-sectional pooled-analysis \
         synthesis genetic-association laboratory guidance",
    ),
    ("blinding", "double-blind rater-blind open-label"),
    (
        "source",
        "publication abstract label registry review conference press magazine",
    ),
    (
        "conflict",
        "rounding population timepoint measure overstatement error unclear",
    ),
    ("severity", "warning note"),
    (
        "moderator",
        "year phase blinding design population participants treatment class mechanism comparator weeks baseline-risk",
    ),
    (
        "section",
        "leave-one-out cumulative influence baujat tau2-profile permutation panel regression",
    ),
    ("cumulative-reading", "year precision participants weeks"),
    (
        "file",
        "protocol sources treatments populations timepoints subgroups outcomes trials arms contrasts \
         arm-results facts conflicts",
    ),
    (
        "estimate-route",
        "reported percent-reduction counts rates means",
    ),
    (
        "error-route",
        "interval interval-difference upper-limit exact-p p-bound counts rates means reported",
    ),
];

fn of_families() -> BTreeSet<String> {
    FAMILIES
        .iter()
        .flat_map(|(family, codes)| {
            codes
                .split_whitespace()
                .map(move |code| format!("{family}-{code}"))
        })
        .collect()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let (french, english) = (messages(FRENCH), messages(ENGLISH));
    let ids = |messages: &BTreeMap<String, BTreeSet<String>>| -> BTreeSet<String> {
        messages.keys().cloned().collect()
    };
    assert_eq!(ids(&french), ids(&english));
    for (id, variables) in &french {
        assert_eq!(variables, &english[id], "{id}");
    }
}

#[test]
fn every_family_has_all_its_codes() {
    for language in Language::ALL {
        let words = Words::of(language).unwrap();
        for id in of_families() {
            assert!(words.has(&id), "{language}: {id}");
        }
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let sources = sources();
    // `code("design", …)` may say every message that starts with `design-`.
    let families: Vec<String> = sources
        .split("code(")
        .skip(1)
        .filter_map(|call| {
            Some(format!(
                "{}-",
                call.trim_start().strip_prefix('"')?.split('"').next()?
            ))
        })
        .collect();
    let of_families = of_families();
    for id in messages(FRENCH).keys() {
        assert!(
            of_families.contains(id)
                || families
                    .iter()
                    .any(|family| id.starts_with(family.as_str()))
                || sources.contains(&format!("\"{id}\"")),
            "{id} is said nowhere"
        );
    }
}

#[test]
fn every_message_that_is_said_exists() {
    let sources = sources();
    let words = Words::of(Language::French).unwrap();
    for call in [
        "words.text(\"",
        "context.text(\"",
        ".words.format(\"",
        "self.say(\"",
        "self.text(\"",
    ] {
        for piece in sources.split(call).skip(1) {
            let id = piece.split('"').next().unwrap_or_default();
            // Other functions called `text` take a name and a value.
            let is_message = piece[id.len()..].starts_with("\")");
            assert!(!is_message || words.has(id), "{id}");
        }
    }
}

#[test]
fn french_marks_stand_as_in_print() {
    for (number, line) in FRENCH.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        for mark in [" ;", " !", " ?", " %", " :", " »", "« "] {
            assert!(
                !line.contains(mark),
                "line {}: {mark:?} in {line}",
                number + 1
            );
        }
        let straight =
            line.contains('\'') || line.replace("{ \"", "").replace("\" }", "").contains('"');
        assert!(!straight, "line {}: {line}", number + 1);
    }
}

#[test]
fn codes_without_words_stand_for_themselves() {
    let words = Words::of(Language::English).unwrap();
    assert_eq!(words.code("design", "single_arm"), "single-arm study");
    assert_eq!(words.code("design", "something_new"), "something_new");
}
