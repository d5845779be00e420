//! How `check` is called: what it shows where, and with which exit code it ends.

use super::check_outputs::{add_blank_row, damaged};
use super::process::{registry, stderr, stdout, trialpool};
use std::path::Path;
use std::process::Output;

fn check(place: &Path, more: &[&str]) -> Output {
    trialpool()
        .current_dir(place)
        .args(["check", "registry"])
        .args(more)
        .output()
        .unwrap()
}

/// A registry with one warning.
fn odd() -> tempfile::TempDir {
    let place = registry();
    add_blank_row(place.path());
    place
}

#[test]
fn exit_codes_are_those_of_the_help() {
    let clean = registry();
    let odd = odd();
    let wrong = damaged();
    let code = |place: &tempfile::TempDir, more: &[&str]| check(place.path(), more).status.code();
    for (place, plain, denied) in [(&clean, 0, 0), (&odd, 0, 1), (&wrong, 1, 1)] {
        assert_eq!(code(place, &[]), Some(plain));
        assert_eq!(code(place, &["--deny", "warnings"]), Some(denied));
        assert_eq!(code(place, &["-D", "warnings", "--exit-zero"]), Some(0));
        assert_eq!(code(place, &["--exit-zero"]), Some(0));
    }
    let absent = trialpool()
        .args(["check", "nowhere", "--exit-zero"])
        .output()
        .unwrap();
    assert_eq!(absent.status.code(), Some(2));
}

#[test]
fn the_summary_says_that_warnings_are_denied() {
    let said = stderr(&check(odd().path(), &["--deny", "warnings"]));
    assert!(
        said.ends_with(
            "no errors and 1 warning in 20 rows of 8 files\n\
             warnings count as errors (--deny warnings)\n"
        ),
        "{said}"
    );
}

#[test]
fn quiet_shows_findings_only() {
    let place = damaged();
    let said = stderr(&check(place.path(), &["--quiet"]));
    assert!(said.starts_with("warning[TP0206]"), "{said}");
    assert!(!said.contains("trialpool explain") && !said.contains("rows of"));
    for format in ["short", "json", "sarif", "github", "junit", "markdown"] {
        let output = check(place.path(), &["-q", "--format", format]);
        assert_eq!(stderr(&output), "", "{format}");
        assert_ne!(stdout(&output), "", "{format}");
    }
    assert_eq!(stderr(&check(registry().path(), &["--quiet"])), "");
}

#[test]
fn notes_are_shown_if_asked_for_and_always_in_json() {
    let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data"));
    let count = |format: &str, word: &str, notes: bool| {
        let mut command = trialpool();
        command.arg("check").arg(data).args(["--format", format]);
        if notes {
            command.arg("--notes");
        }
        stdout(&command.output().unwrap()).matches(word).count()
    };
    let all = count("json", "\"severity\": \"note\"", false);
    assert!(all > 0);
    for (format, word) in [
        ("short", ": note[TP"),
        ("sarif", "\"level\": \"note\",\n          \"locations\""),
        ("github", "::notice "),
        ("markdown", "| note | TP"),
    ] {
        assert_eq!(count(format, word, false), 0, "{format}");
        assert!(count(format, word, true) > 0, "{format}");
    }
    // A test that neither passes nor fails is none.
    assert_eq!(
        count("junit", "<testcase", false),
        count("junit", "<testcase", true)
    );
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let place = damaged();
    let said = |variables: &[(&str, &str)]| {
        let output = trialpool()
            .current_dir(place.path())
            .args(["check", "registry"])
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        stderr(&output)
    };
    assert!(!said(&[]).contains('\u{1b}'));
    assert!(said(&[("CLICOLOR_FORCE", "1")]).contains("\u{1b}["));
    assert!(!said(&[("NO_COLOR", "1")]).contains('\u{1b}'));
    let files = check(place.path(), &["--output", "human=h.txt"]);
    assert_eq!(files.status.code(), Some(1));
    let written = trialpool()
        .current_dir(place.path())
        .args(["check", "registry", "--output", "human=forced.txt"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert_eq!(written.status.code(), Some(1));
    let read = |name| std::fs::read_to_string(place.path().join(name)).unwrap();
    assert_eq!(read("forced.txt"), read("h.txt"));
}

/// What a terminal of some columns shows, by `script`, which plays one.
#[cfg(target_os = "linux")]
fn on_terminal(place: &Path, columns: usize, variables: &[(&str, &str)]) -> String {
    let call = format!(
        "stty rows 24 cols {columns}; '{}' check registry --quiet",
        env!("CARGO_BIN_EXE_trialpool")
    );
    let output = std::process::Command::new("script")
        .args(["-q", "-c", &call, "/dev/null"])
        .current_dir(place)
        .env("LC_ALL", "C")
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("CI")
        .envs(variables.iter().copied())
        .stdin(std::process::Stdio::null())
        .output()
        .expect("`script` of util-linux plays the terminal");
    stdout(&output)
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colour_and_excerpts_of_its_width() {
    let place = damaged();
    assert!(on_terminal(place.path(), 80, &[]).contains("\u{1b}["));
    for columns in [60, 80, 120] {
        let plain = on_terminal(place.path(), columns, &[("NO_COLOR", "1")]);
        assert!(!plain.contains('\u{1b}'));
        let excerpt = plain.lines().find(|line| line.starts_with("2 | ")).unwrap();
        let width = excerpt.trim_end().chars().count();
        // The row of 150 characters is cut, and no shorter than it must be.
        assert!(
            width <= columns && width > columns - 10,
            "{columns}: {width}"
        );
    }
}
