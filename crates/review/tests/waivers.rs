//! Findings that the protocol weighs, and findings that are waived.
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "each test varies a part of one registry"
)]

mod common;

use common::Registry;
use jiff::civil::{Date, date};
use trialpool_ingest::{Code, Diagnostic, Files, Severity};
use trialpool_language::{Language, Localized};
use trialpool_review::{check, review, waiver};

/// A registry in which more participants of an arm are analysed than were randomised to it: a
/// warning (TP0406) that points at two rows.
fn registry() -> Registry {
    Registry {
        arm_results: "prevent,a,relapse,year-1,,61,3,,paper,primary\n".to_owned(),
        ..Registry::default()
    }
}

/// The files of a registry, with `waivers.toml`.
fn with_waivers(registry: &Registry, waivers: &str) -> Files {
    let files = registry.files();
    let mut all: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| (file.name().to_owned(), file.bytes().to_vec()))
        .collect();
    all.push(("waivers.toml".to_owned(), waivers.as_bytes().to_vec()));
    Files::from_memory(all)
}

const UNTIL: Date = date(2027, 6, 30);

/// The entry that waives the finding of TP0406.
fn entry() -> String {
    let files = registry().files();
    let found = check(&files, None).diagnostics;
    let finding = found.iter().find(|found| found.code == Code::TP0406);
    let reason = Localized::new(
        "they \"changed\" arms".to_owned(),
        "ils ont changé de bras".to_owned(),
    );
    waiver(&files, finding.unwrap(), &reason, "J. Martin", UNTIL).unwrap()
}

/// The errors and warnings, but for those on the empty tables of the small registry.
fn codes(diagnostics: &[Diagnostic]) -> Vec<Code> {
    let graver = diagnostics
        .iter()
        .filter(|found| found.severity != Severity::Note && found.code != Code::TP0111);
    graver.map(|found| found.code).collect()
}

#[test]
fn a_waiver_takes_its_finding_out_and_keeps_it_on_record() {
    assert_eq!(
        codes(&check(&registry().files(), None).diagnostics),
        [Code::TP0406]
    );
    let files = with_waivers(&registry(), &entry());
    for today in [None, Some(UNTIL)] {
        let found = check(&files, today);
        assert_eq!(codes(&found.diagnostics), []);
        assert_eq!(found.waived.len(), 1);
        assert_eq!(found.waived[0].diagnostic.code, Code::TP0406);
        assert_eq!(
            found.waived[0].reason.get(Language::English),
            "they \"changed\" arms"
        );
        assert_eq!(found.waived[0].until, "2027-06-30");
    }
    let waived = review(&files).findings.unwrap().waived;
    assert_eq!(waived[0].problem.code, "TP0406");
    assert_eq!(waived[0].by, "J. Martin");
}

#[test]
fn an_expired_waiver_is_a_finding_and_waives_nothing() {
    let files = with_waivers(&registry(), &entry());
    let found = check(&files, Some(UNTIL.tomorrow().unwrap()));
    assert_eq!(codes(&found.diagnostics), [Code::TP0406, Code::TP0652]);
    assert_eq!(found.waived.len(), 0);
    // A report does not depend on the day.
    assert_eq!(review(&files).findings.unwrap().waived.len(), 1);
}

#[test]
fn a_change_of_the_row_or_of_another_row_of_the_finding_voids_a_waiver() {
    let mut changed = registry();
    changed.arm_results = changed.arm_results.replace(",61,3,", ",61,4,");
    let found = check(&with_waivers(&changed, &entry()), None);
    assert_eq!(codes(&found.diagnostics), [Code::TP0406, Code::TP0653]);
    let void = found
        .diagnostics
        .iter()
        .find(|found| found.code == Code::TP0653);
    let difference = void.unwrap().secondary[0].message.as_ref().unwrap();
    assert_eq!(
        difference.render(Language::English),
        "it was `3`, it is `4`"
    );

    let mut changed = registry();
    changed.arms = changed
        .arms
        .replace("prevent,a,drug,60", "prevent,a,drug,59");
    let found = check(&with_waivers(&changed, &entry()), None);
    assert_eq!(codes(&found.diagnostics), [Code::TP0406, Code::TP0653]);
}

#[test]
fn rows_may_move() {
    let mut moved = registry();
    moved.arm_results = format!(
        "prevent,b,relapse,year-1,,40,9,,paper,primary\n{}",
        moved.arm_results
    );
    let found = check(&with_waivers(&moved, &entry()), None);
    assert_eq!(codes(&found.diagnostics), []);
}

#[test]
fn a_waiver_without_a_finding_is_one() {
    let mut mended = registry();
    mended.arms = mended
        .arms
        .replace("prevent,a,drug,60", "prevent,a,drug,61");
    let waivers = entry()
        .lines()
        .filter(|line| !line.starts_with("others"))
        .collect::<Vec<_>>()
        .join("\n");
    let found = check(&with_waivers(&mended, &waivers), None);
    assert_eq!(codes(&found.diagnostics), [Code::TP0654]);
}

#[test]
fn malformed_waivers_are_errors_at_their_values() {
    for (waivers, expected) in [
        ("[[waiver]\n", vec![Code::TP0650]),
        ("[[waivers]]\n", vec![Code::TP0604]),
        (
            "[[waiver]]\nrule = \"TP9999\"\nfile = \"events.cvs\"\nrow = \"a\"\nreason = \"x\"\nby = \"J\"\nuntil = 2027-02-30\n",
            vec![Code::TP0650],
        ),
        (
            "[[waiver]]\nrule = \"TP9999\"\nfile = \"nowhere.csv\"\nrow = \"a\"\nreason = { en = \"x\" }\nby = \"J\"\nuntil = \"soon\"\n",
            vec![Code::TP0650, Code::TP0650, Code::TP0609, Code::TP0650],
        ),
        (
            "[[waiver]]\nrule = \"TP0304\"\n",
            vec![
                Code::TP0605,
                Code::TP0605,
                Code::TP0605,
                Code::TP0605,
                Code::TP0605,
                Code::TP0651,
            ],
        ),
    ] {
        let mut found =
            codes(&check(&with_waivers(&Registry::default(), waivers), None).diagnostics);
        found.sort_unstable();
        let mut expected = expected;
        expected.sort_unstable();
        assert_eq!(found, expected, "{waivers}");
    }
}

#[test]
fn the_protocol_weighs_the_findings_of_a_rule() {
    let weighed = |word: &str| {
        let mut registry = registry();
        registry.defaults += &format!("[checks]\nTP0406 = \"{word}\"\n");
        let found = check(&registry.files(), None).diagnostics;
        found
            .iter()
            .find(|found| found.code == Code::TP0406)
            .map(|found| found.severity)
    };
    assert_eq!(weighed("error"), Some(Severity::Error));
    assert_eq!(weighed("warning"), Some(Severity::Warning));
    assert_eq!(weighed("note"), Some(Severity::Note));
    assert_eq!(weighed("off"), None);
}

#[test]
fn a_weight_that_cannot_be_given_is_an_error() {
    for (line, expected) in [
        ("TP4060 = \"off\"", Code::TP0640),
        ("TP0406 = \"fatal\"", Code::TP0641),
        ("TP0406 = 1", Code::TP0641),
        ("TP0304 = \"off\"", Code::TP0642),
    ] {
        let mut registry = Registry::default();
        registry.defaults += &format!("[checks]\n{line}\n");
        assert_eq!(
            codes(&check(&registry.files(), None).diagnostics),
            [expected],
            "{line}"
        );
    }
}
