//! How the report that is there differs from the one the registry makes.

use super::present::Present;
use crate::failure::Failure;
use std::io;
use std::path::Path;
use trialpool_language::Language;
use trialpool_report::OutputFile;

/// One file that differs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// It is not there.
    Missing {
        /// Its name.
        file: String,
    },
    /// It is there, and the registry does not make it.
    Surplus {
        /// Its name.
        file: String,
    },
    /// It is there, and says something else.
    Changed {
        /// Its name.
        file: String,
        /// The first line that differs, from 1.
        line: usize,
        /// That line as it is there, around the first difference; none beyond the end.
        there: Option<String>,
        /// The same line as it is made now.
        now: Option<String>,
    },
}

impl Difference {
    fn file(&self) -> &str {
        match self {
            Self::Missing { file } | Self::Surplus { file } | Self::Changed { file, .. } => file,
        }
    }
}

/// Every difference, in the order of the names.
pub(crate) fn compare(
    out: &Path,
    files: &[OutputFile],
    languages: &[Language],
) -> Result<Vec<Difference>, Failure> {
    let mut differences = Vec::new();
    for file in files {
        let path = out.join(&file.path);
        match std::fs::read(&path) {
            Ok(there) if there == file.contents => {}
            Ok(there) => differences.push(changed(&file.path, &there, &file.contents)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                differences.push(Difference::Missing {
                    file: file.path.clone(),
                });
            }
            Err(error) => return Err(Failure::at("read", &path)(error)),
        }
    }
    let stale = Present::read(out, files, languages)?.stale.into_iter();
    differences.extend(stale.map(|file| Difference::Surplus { file }));
    differences.sort_by(|a, b| a.file().cmp(b.file()));
    Ok(differences)
}

/// The first line that differs.
fn changed(file: &str, there: &[u8], now: &[u8]) -> Difference {
    let mut lines = there.split(|byte| *byte == b'\n');
    let mut new_lines = now.split(|byte| *byte == b'\n');
    let mut line = 0;
    loop {
        line += 1;
        let (old, new) = (lines.next(), new_lines.next());
        // The contents differ, so the loop ends here at the latest when one of them does.
        if old != new || (old.is_none() && new.is_none()) {
            let start = common_start(old.unwrap_or_default(), new.unwrap_or_default());
            return Difference::Changed {
                file: file.to_owned(),
                line,
                there: old.map(|text| around(text, start)),
                now: new.map(|text| around(text, start)),
            };
        }
    }
}

fn common_start(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Characters shown before and after the first difference of a line.
const BEFORE: usize = 40;
const AFTER: usize = 80;

/// The part of a line around a byte; lines of a report can be long.
fn around(line: &[u8], place: usize) -> String {
    let text = String::from_utf8_lossy(line);
    let before = String::from_utf8_lossy(&line[..place.min(line.len())])
        .chars()
        .count();
    let skipped = before.saturating_sub(BEFORE);
    let mut shown: String = text.chars().skip(skipped).take(BEFORE + AFTER).collect();
    if skipped > 0 {
        shown.insert(0, '…');
    }
    if text.chars().count() > skipped + BEFORE + AFTER {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_shown() {
        let difference = changed("a.csv", b"x\nabc\nz\n", b"x\nabd\nz\n");
        let expected = Difference::Changed {
            file: "a.csv".into(),
            line: 2,
            there: Some("abc".into()),
            now: Some("abd".into()),
        };
        assert_eq!(difference, expected);
    }

    #[test]
    fn a_shorter_file_ends_before() {
        let Difference::Changed {
            line, there, now, ..
        } = changed("a", b"x", b"x\ny")
        else {
            panic!("not changed");
        };
        assert_eq!((line, there, now), (2, None, Some("y".into())));
    }
}
