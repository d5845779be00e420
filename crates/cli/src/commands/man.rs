//! `trialpool man`: the manual pages, made of the same words as `--help`.

use crate::args::Args;
use crate::failure::{Failure, Outcome, Verdict};
use crate::terminal;
use clap::{Command, CommandFactory};
use std::path::Path;

/// Prints one page, or writes all of them into a directory.
pub(crate) fn run(command: Option<&str>, out: Option<&Path>) -> Outcome {
    let mut program = Args::command();
    program.build();
    if let Some(out) = out {
        std::fs::create_dir_all(out).map_err(Failure::at("create", out))?;
        for page in std::iter::once(&program).chain(program.get_subcommands()) {
            let name = page_name(page);
            let path = out.join(format!("{name}.1"));
            let text = render(page, &name)?;
            std::fs::write(&path, text).map_err(Failure::at("write", &path))?;
        }
        return Ok(Verdict::Good);
    }
    let page = match command {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
            Failure::call(format!("no command `{name}`"))
                .help(format!("the commands are {}", names.join(", ")))
        })?,
    };
    terminal::print(&render(page, &page_name(page))?)?;
    Ok(Verdict::Good)
}

/// `trialpool`, `trialpool-check`.
fn page_name(command: &Command) -> String {
    match command.get_name() {
        "trialpool" => "trialpool".to_owned(),
        name => format!("trialpool-{name}"),
    }
}

fn render(command: &Command, name: &str) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone())
        .title(name.to_uppercase())
        .render(&mut text)
        .map_err(Failure::output)?;
    Ok(text)
}
