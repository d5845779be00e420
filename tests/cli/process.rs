//! Running the binary.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The command in a locale without colour, in the directory of the tests' data.
pub(crate) fn trialpool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trialpool"));
    command
        .current_dir(data())
        .env("LC_ALL", "C")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

/// The tables that the tests pool.
pub(crate) fn data() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cli/data"))
}

/// Runs to the end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    trialpool().args(arguments).output().unwrap()
}

/// A new registry in a new directory.
pub(crate) fn registry() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let made = trialpool()
        .arg("new")
        .arg(place.path().join("registry"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    place
}

/// Standard output as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
