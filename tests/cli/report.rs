//! The report as files: whole or not at all, and known to be current.

use super::process::{registry, stderr, trialpool};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Output, Stdio};

/// Runs `report` on the registry of a test.
fn report(place: &Path, more: &[&str]) -> Output {
    trialpool()
        .current_dir(place)
        .args(["report", "registry"])
        .args(more)
        .output()
        .unwrap()
}

/// Every file below a directory, by its name relative to it.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(directory: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(directory, "", &mut found);
    found
}

/// Rounds an estimate of the registry, so that its report changes.
fn change(place: &Path) {
    let path = place.join("registry/contrasts.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("0.62,0.43,0.90"));
    std::fs::write(&path, text.replace("0.62,0.43,0.90", "0.61,0.43,0.90")).unwrap();
}

#[test]
fn the_same_registry_gives_the_same_bytes() {
    let place = registry();
    assert!(report(place.path(), &[]).status.success());
    let first = files(&place.path().join("reports"));
    assert!(first.contains_key("report.fr.html") && first.contains_key("report.en.html"));
    assert!(first.contains_key("findings.json"));
    assert!(report(place.path(), &[]).status.success());
    assert_eq!(first, files(&place.path().join("reports")));
    assert_eq!(report(place.path(), &["--check"]).status.code(), Some(0));
}

#[test]
fn check_names_the_first_difference_and_writes_nothing() {
    let place = registry();
    assert!(report(place.path(), &[]).status.success());
    let before = files(&place.path().join("reports"));
    change(place.path());
    let checked = report(place.path(), &["--check"]);
    assert_eq!(checked.status.code(), Some(1));
    let said = stderr(&checked);
    assert!(said.contains("findings.json differs at line"), "{said}");
    assert!(
        said.contains("\n  there: ") && said.contains("\n  now: "),
        "{said}"
    );
    assert_eq!(before, files(&place.path().join("reports")));
}

#[test]
fn check_sees_missing_and_surplus_files() {
    let place = registry();
    let missing = report(place.path(), &["--check"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).contains("findings.json is missing"));
    assert!(!place.path().join("reports").exists());
    assert!(report(place.path(), &[]).status.success());
    let stale = place.path().join("reports/tables/gone.csv");
    std::fs::write(&stale, "x\n").unwrap();
    let surplus = report(place.path(), &["--check"]);
    assert_eq!(surplus.status.code(), Some(1));
    assert!(
        stderr(&surplus).contains("gone.csv"),
        "{}",
        stderr(&surplus)
    );
    // The next report removes it.
    assert!(report(place.path(), &[]).status.success());
    assert!(!stale.exists());
}

#[test]
fn files_that_no_report_made_are_left_alone() {
    let place = registry();
    assert!(report(place.path(), &[]).status.success());
    let reports = place.path().join("reports");
    std::fs::write(reports.join("notes.txt"), "mine").unwrap();
    std::fs::write(reports.join("forest/old.fr.svg"), "stale").unwrap();
    change(place.path());
    // English alone: what is French stays as it is.
    let french = std::fs::read(reports.join("report.fr.html")).unwrap();
    let english = std::fs::read(reports.join("report.en.html")).unwrap();
    assert!(report(place.path(), &["--lang", "en"]).status.success());
    assert_eq!(
        std::fs::read(reports.join("report.fr.html")).unwrap(),
        french
    );
    assert_ne!(
        std::fs::read(reports.join("report.en.html")).unwrap(),
        english
    );
    assert_eq!(std::fs::read(reports.join("notes.txt")).unwrap(), b"mine");
    assert!(reports.join("forest/old.fr.svg").exists());
    assert!(report(place.path(), &[]).status.success());
    assert!(!reports.join("forest/old.fr.svg").exists());
    assert!(reports.join("notes.txt").exists());
}

#[test]
fn a_registry_with_errors_leaves_the_report_as_it_was() {
    let place = registry();
    assert!(report(place.path(), &[]).status.success());
    let before = files(&place.path().join("reports"));
    let path = place.path().join("registry/contrasts.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("0.62,0.43,0.90", "-0.62,0.43,0.90")).unwrap();
    let refused = report(place.path(), &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("error[TP03"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(before, files(&place.path().join("reports")));
}

#[cfg(unix)]
#[test]
fn reports_have_the_permissions_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let place = registry();
    assert!(report(place.path(), &[]).status.success());
    let reports = place.path().join("reports");
    let plain = place.path().join("plain");
    std::fs::write(&plain, "").unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&reports.join("findings.json")), mode(&plain));
    // Beside a file of someone else, each file is replaced by itself.
    std::fs::write(reports.join("notes.txt"), "mine").unwrap();
    assert!(report(place.path(), &[]).status.success());
    assert_eq!(mode(&reports.join("findings.json")), mode(&plain));
}

/// Whenever the run is killed, the old report is there or the new one.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_kill_leaves_the_old_report_or_the_new_one() {
    let place = registry();
    let reports = place.path().join("reports");
    assert!(report(place.path(), &[]).status.success());
    let old = files(&reports);
    change(place.path());
    let other = tempfile::tempdir().unwrap();
    let elsewhere = other.path().join("reports");
    let started = std::time::Instant::now();
    assert!(
        report(place.path(), &["--out", elsewhere.to_str().unwrap()])
            .status
            .success()
    );
    let whole = started.elapsed();
    let new = files(&elsewhere);
    assert_ne!(old, new);
    // From the start to beyond the end of a run.
    let steps = 40;
    for step in 0..=steps {
        let mut child = trialpool()
            .current_dir(place.path())
            .args(["report", "registry"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole.mul_f64(1.2 * f64::from(step) / f64::from(steps)));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        let now = files(&reports);
        assert!(now == old || now == new, "half a report at step {step}");
    }
    // What killed runs left beside it, the next run removes.
    assert!(report(place.path(), &[]).status.success());
    assert_eq!(files(&reports), new);
    let left: Vec<String> = std::fs::read_dir(place.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "registry" && name != "reports")
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
