//! What a directory of reports holds.

use crate::failure::Failure;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use trialpool_language::Language;
use trialpool_report::OutputFile;

/// What is there beside the files about to be written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Present {
    /// Files of earlier reports that the new one does not make, in order.
    pub(crate) stale: Vec<String>,
    /// Whether something is there that no report made, or that is in a language not asked for.
    pub(crate) foreign: bool,
}

impl Present {
    /// Looks through `out`; a directory that does not exist is empty.
    pub(crate) fn read(
        out: &Path,
        files: &[OutputFile],
        languages: &[Language],
    ) -> Result<Self, Failure> {
        let made: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let mut present = Self::default();
        let mut names = Vec::new();
        match walk(out, "", &mut names) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(present),
            result => result.map_err(Failure::at("look through", out))?,
        }
        names.sort_unstable();
        for name in names {
            if made.contains(name.as_str()) {
                continue;
            }
            if is_of_report(&name, languages) {
                present.stale.push(name);
            } else {
                present.foreign = true;
            }
        }
        Ok(present)
    }
}

/// The files below a directory, relative to it, with `/`. What is neither file nor directory
/// counts as a file; links are not followed.
fn walk(directory: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

/// Whether a report in one of these languages makes files of this name: `report.fr.html`,
/// `findings.json`, `tables/ANALYSIS.csv`, `tables/ANALYSIS.fr.md`, `forest/ANALYSIS.fr.svg`,
/// `charts/ANALYSIS-baujat.fr.svg`.
fn is_of_report(name: &str, languages: &[Language]) -> bool {
    if name == "findings.json" {
        return true;
    }
    let in_language = |stem: &str| {
        languages.iter().any(|language| {
            stem.strip_suffix(language.code())
                .is_some_and(|id| id.len() > 1 && id.ends_with('.'))
        })
    };
    if let Some(file) = name.strip_prefix("tables/") {
        return match file.rsplit_once('.') {
            Some((id, "csv")) => is_plain(id),
            Some((stem, "md")) => is_plain(stem) && in_language(stem),
            _ => false,
        };
    }
    let drawn = ["forest/", "charts/"];
    if let Some(file) = drawn.iter().find_map(|place| name.strip_prefix(place)) {
        let stem = file.strip_suffix(".svg");
        return stem.is_some_and(|stem| is_plain(stem) && in_language(stem));
    }
    name.strip_suffix(".html")
        .is_some_and(|stem| stem.strip_prefix("report.").is_some() && in_language(stem))
}

/// Whether a name is one segment of the characters that ids have.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._+-".contains(&byte)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_reports_are_known_by_name() {
        let french = [Language::French];
        for ours in [
            "findings.json",
            "report.fr.html",
            "tables/relapse.csv",
            "tables/relapse.fr.md",
            "forest/nmosd-relapse.fr.svg",
            "charts/nmosd-relapse-tau2-profile.fr.svg",
        ] {
            assert!(is_of_report(ours, &french), "{ours}");
        }
        for others in [
            "report.en.html",
            "tables/relapse.en.md",
            "tables/notes.md",
            "tables/deep/relapse.csv",
            "forest/photo.png",
            "charts/relapse-baujat.en.svg",
            "notes.csv",
            "index.html",
            "forest/.fr.svg",
        ] {
            assert!(!is_of_report(others, &french), "{others}");
        }
    }
}
