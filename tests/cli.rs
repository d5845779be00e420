//! The command as its users meet it: output, messages and exit codes of the real binary.
//!
//! `cli/*.md` are transcripts: each command is run in the directory `cli/<name>.in`, and what it
//! prints must be what stands there. `TRYCMD=overwrite cargo test -p trialpool --test cli` writes
//! them anew; read the difference before you commit it. What a transcript cannot show (pipes,
//! kills, terminals) is in `cli/*.rs`.

#[path = "cli/process.rs"]
mod process;

#[path = "cli/check_call.rs"]
mod check_call;
#[path = "cli/check_outputs.rs"]
mod check_outputs;
#[path = "cli/dependent.rs"]
mod dependent;
#[path = "cli/formulas.rs"]
mod formulas;
#[path = "cli/pool.rs"]
mod pool;
#[path = "cli/recovered.rs"]
mod recovered;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/schema.rs"]
mod schema;
#[path = "cli/script.rs"]
mod script;
#[path = "cli/sections.rs"]
mod sections;
#[path = "cli/streams.rs"]
mod streams;
#[path = "cli/waive.rs"]
mod waive;

/// The pages of `docs/` are transcripts, too; their commands read the tables of the tests.
#[test]
fn pages() {
    std::env::set_current_dir(process::data()).unwrap();
    trycmd::TestCases::new()
        .register_bin(
            "trialpool",
            std::path::Path::new(env!("CARGO_BIN_EXE_trialpool")),
        )
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .case(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/*.md"));
}

#[test]
fn transcripts() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    trycmd::TestCases::new()
        .register_bin(
            "trialpool",
            std::path::Path::new(env!("CARGO_BIN_EXE_trialpool")),
        )
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case(format!("{root}/tests/cli/*.md"));
}
