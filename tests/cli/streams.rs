//! Where output goes, in which language and colour, and what happens when nobody reads it.

use super::process::{run, stderr, stdout, trialpool};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::Stdio;

#[test]
fn standard_input_is_read_by_the_name_of_a_dash() {
    let mut child = trialpool()
        .args(["pool", "-", "--measure", "GEN", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let table = "study,yi,sei\nA,0.1,0.2\nB,0.3,0.1\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(table.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["k"], 2);
    assert_eq!(document["effects"][1]["study"], "B");
}

#[test]
fn faults_in_standard_input_have_a_place() {
    let mut child = trialpool()
        .args(["pool", "-", "--measure", "GEN"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let table = "study,yi,sei\nA,0.1,-0.2\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(table.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("<stdin>:2:7"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    // Far more than a pipe holds, so that the writer meets its closed end.
    let mut table = String::from("study,yi,vi\n");
    for row in 0..20_000 {
        writeln!(table, "study {row},0.1,0.2").unwrap();
    }
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("many.csv");
    std::fs::write(&path, table).unwrap();
    let mut child = trialpool()
        .args(["pool", "--measure", "GEN", "--format", "csv"])
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 4];
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut first).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(&first, b"kind");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
}

/// `script` gives the command a pseudo-terminal, and passes on its exit code.
#[cfg(target_os = "linux")]
#[test]
fn long_work_shows_progress_on_a_terminal_and_can_be_interrupted() {
    let command = format!(
        "{} pool bcg.csv --measure RR --mods ablat --with permutation --permutations 4000000000",
        env!("CARGO_BIN_EXE_trialpool")
    );
    let mut child = std::process::Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .current_dir(super::process::data())
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut screen = child.stdout.take().unwrap();
    let mut seen = String::new();
    let mut buffer = [0; 512];
    while !seen.contains("permuting") {
        let count = screen.read(&mut buffer).unwrap();
        assert!(count > 0, "{seen}");
        seen.push_str(&String::from_utf8_lossy(&buffer[..count]));
    }
    child.stdin.as_mut().unwrap().write_all(b"\x03").unwrap();
    let mut rest = Vec::new();
    screen.read_to_end(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    // The line of progress is erased last, and of the result there is nothing.
    let rest = String::from_utf8_lossy(&rest);
    assert!(rest.ends_with("\r\u{1b}[2K"), "{rest:?}");
    assert!(!rest.contains("random-effects"), "{rest:?}");
}

#[test]
fn progress_is_for_terminals() {
    let output = run(&[
        "pool",
        "bcg.csv",
        "--measure",
        "RR",
        "--mods",
        "ablat",
        "--with",
        "permutation,influence",
        "--permutations",
        "100",
    ]);
    assert!(output.status.success());
    assert_eq!(stderr(&output), "");
}

#[test]
fn colour_is_for_terminals() {
    let call = ["pool", "nowhere.csv", "--measure", "RR"];
    let plain = run(&call);
    assert!(!stderr(&plain).contains('\u{1b}'));
    let forced = trialpool()
        .args(call)
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(stderr(&forced).contains("\u{1b}["));
    let refused = trialpool()
        .args(call)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!stderr(&refused).contains('\u{1b}'));
}

#[test]
fn messages_follow_the_locale_and_the_option() {
    let french = trialpool()
        .args(["explain", "TP0401"])
        .env("LC_ALL", "fr_FR.UTF-8")
        .output()
        .unwrap();
    assert_eq!(
        stdout(&french),
        stdout(&run(&["explain", "TP0401", "--lang", "fr"]))
    );
    // LC_ALL overrides LANG, and an unknown language gives English.
    let english = trialpool()
        .args(["explain", "TP0401"])
        .env("LC_ALL", "de_DE.UTF-8")
        .env("LANG", "fr_FR.UTF-8")
        .output()
        .unwrap();
    assert_eq!(
        stdout(&english),
        stdout(&run(&["explain", "TP0401", "--lang", "en"]))
    );
    assert_ne!(stdout(&french), stdout(&english));
}

#[test]
fn every_command_has_a_manual_page_and_completions() {
    let place = tempfile::tempdir().unwrap();
    let pages = trialpool()
        .args(["man", "--out"])
        .arg(place.path())
        .output()
        .unwrap();
    assert!(pages.status.success());
    let commands = [
        "check",
        "completions",
        "explain",
        "man",
        "new",
        "pool",
        "report",
        "table",
    ];
    for command in commands {
        let page =
            std::fs::read_to_string(place.path().join(format!("trialpool-{command}.1"))).unwrap();
        assert!(page.contains(".SH NAME"), "{command}");
        let help = run(&[command, "--help"]);
        assert!(help.status.success(), "{command}");
        assert!(stdout(&help).contains("Examples:"), "{command}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let text = stdout(&run(&["completions", shell]));
        assert!(
            commands.iter().all(|command| text.contains(command)),
            "{shell}"
        );
    }
}
