//! `trialpool new`: a small registry that works, to change into one's own.

use crate::failure::{Failure, Outcome, Verdict};
use crate::terminal::{self, visible};
use crate::words::{with, words};
use std::fs;
use std::io;
use std::path::Path;
use trialpool_language::Language;

/// Declares the files of the template, by name.
macro_rules! template {
    ($($name:literal)+) => {
        /// The files of the registry that `new` writes.
        const TEMPLATE: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../template/", $name))),)+
        ];
    };
}

template! {
    "README.md" "arms.csv" "contrasts.csv" "outcomes.csv" "populations.csv" "review.toml"
    "sources.csv" "treatments.csv" "trials.csv"
}

/// Writes the template into an empty or new directory.
pub(crate) fn run(dir: &Path, language: Language) -> Outcome {
    refuse_unless_empty(dir)?;
    fs::create_dir_all(dir).map_err(Failure::at("create", dir))?;
    for (name, text) in TEMPLATE {
        let path = dir.join(name);
        // A file that appeared in the meantime is not ours to overwrite.
        let file = fs::File::create_new(&path).map_err(Failure::at("create", &path))?;
        write(file, text).map_err(Failure::at("write", &path))?;
    }
    let words = words(language);
    let directory = with().text("directory", visible(&dir.display().to_string()));
    terminal::say(&words.format("new-written", &directory));
    terminal::say(&words.format("new-next", &directory));
    Ok(Verdict::Good)
}

fn write(mut file: fs::File, text: &str) -> io::Result<()> {
    use io::Write;
    file.write_all(text.as_bytes())
}

fn refuse_unless_empty(dir: &Path) -> Result<(), Failure> {
    let mut entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::at("read", dir)(error)),
    };
    if entries.next().is_some() {
        return Err(Failure::call(format!("`{}` is not empty", dir.display()))
            .help("name a directory that is empty or does not exist yet"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use trialpool_ingest::Files;

    #[test]
    fn the_template_has_no_finding() {
        let files = TEMPLATE
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_owned()))
            .collect();
        let files = Files::from_memory(files);
        let found = trialpool_ingest::read(&files).diagnostics;
        assert!(found.is_empty(), "{found:?}");
    }
}
