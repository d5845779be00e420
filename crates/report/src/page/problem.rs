//! What the checks found in the data.

use super::anchor::Kind;
use super::context::Context;
use std::collections::BTreeSet;
use trialpool_language::Arguments;
use trialpool_review::findings::Problem;

/// One thing that was found, with every place where it was found.
pub(crate) struct ProblemLine {
    /// `TPnnnn`.
    pub(crate) code: String,
    /// Warning or note.
    pub(crate) severity: String,
    /// What was found.
    pub(crate) message: Vec<Said>,
    /// What to do.
    pub(crate) help: Vec<Vec<Said>>,
    /// In how many places.
    pub(crate) count: String,
    /// Where.
    pub(crate) places: Vec<Place>,
}

/// A piece of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The text.
    pub(crate) text: String,
    /// Whether it stands between backticks in the sentence: a name or a value of the registry.
    pub(crate) is_code: bool,
}

impl Said {
    /// A sentence in its pieces; a backtick without its partner is a character.
    fn pieces(sentence: &str) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut add = |text: &str, is_code: bool| {
            if !text.is_empty() {
                let text = text.to_owned();
                pieces.push(Self { text, is_code });
            }
        };
        let mut rest = sentence;
        while let Some((plain, quoted)) = rest.split_once('`')
            && let Some((code, after)) = quoted.split_once('`')
        {
            add(plain, false);
            add(code, true);
            rest = after;
        }
        add(rest, false);
        pieces
    }
}

/// One place.
pub(crate) struct Place {
    /// File, line and column.
    pub(crate) text: String,
    /// The row there, if the page quotes it.
    pub(crate) href: Option<String>,
    /// The text of the cell.
    pub(crate) excerpt: String,
}

impl ProblemLine {
    /// The problems in the order of the checks, the same message once.
    pub(crate) fn all(context: &Context<'_>) -> Vec<Self> {
        let quoted = super::provenance::quoted(context.findings);
        let mut lines: Vec<Self> = Vec::new();
        for problem in &context.findings.problems {
            let line = Self::new(context, problem);
            let place = Place::new(context, problem, &quoted);
            match lines.iter_mut().find(|other| other.says_the_same(&line)) {
                Some(known) => known.places.extend(place),
                None => lines.push(Self {
                    places: place.into_iter().collect(),
                    ..line
                }),
            }
        }
        for line in &mut lines {
            line.count = context.words.format(
                "problem-places",
                &Arguments::new().count("n", line.places.len()),
            );
        }
        lines
    }

    fn new(context: &Context<'_>, problem: &Problem) -> Self {
        Self {
            code: problem.code.clone(),
            severity: context.words.code("severity", &problem.severity),
            message: Said::pieces(&context.localized(&problem.message)),
            help: problem
                .help
                .iter()
                .map(|help| Said::pieces(&context.localized(help)))
                .collect(),
            count: String::new(),
            places: Vec::new(),
        }
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.code == other.code && self.message == other.message && self.help == other.help
    }
}

/// One finding that somebody vouches for.
pub(crate) struct WaivedLine {
    /// What was found, without its places.
    pub(crate) problem: ProblemLine,
    /// Where.
    pub(crate) place: Option<Place>,
    /// Why it is no fault of the registry.
    pub(crate) reason: String,
    /// Who says so, and until when.
    pub(crate) signed: String,
}

impl WaivedLine {
    /// The waived findings in the order of the checks.
    pub(crate) fn all(context: &Context<'_>) -> Vec<Self> {
        let quoted = super::provenance::quoted(context.findings);
        let waived = context.findings.waived.iter();
        waived
            .map(|waived| Self {
                problem: ProblemLine::new(context, &waived.problem),
                place: Place::new(context, &waived.problem, &quoted),
                reason: context.localized(&waived.reason),
                signed: context.words.format(
                    "waived-signed",
                    &Arguments::new()
                        .text("by", waived.by.as_str())
                        .text("until", super::date::long(context, &waived.until)),
                ),
            })
            .collect()
    }
}

impl Place {
    fn new(
        context: &Context<'_>,
        problem: &Problem,
        quoted: &BTreeSet<(&str, usize)>,
    ) -> Option<Self> {
        let file = problem.file.as_deref()?;
        let numbers = [problem.line, problem.column];
        let mut text = file.to_owned();
        for number in numbers.into_iter().flatten() {
            text.push(':');
            text.push_str(&number.to_string());
        }
        let href = problem
            .line
            .filter(|line| quoted.contains(&(file, *line)))
            .and_then(|line| {
                context.anchors.get(Kind::File, file)?;
                context.anchors.row(file, line)
            })
            .map(|anchor| format!("#{anchor}"));
        Some(Self {
            text,
            href,
            excerpt: problem.excerpt.clone().unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_registry_are_set_apart() {
        let pieces = |sentence: &str| -> Vec<(String, bool)> {
            Said::pieces(sentence)
                .into_iter()
                .map(|piece| (piece.text, piece.is_code))
                .collect()
        };
        let of = |text: &str, is_code: bool| (text.to_owned(), is_code);
        assert_eq!(
            pieces("`n` is `3`, not 4"),
            [
                of("n", true),
                of(" is ", false),
                of("3", true),
                of(", not 4", false)
            ]
        );
        assert_eq!(pieces("a ` b"), [of("a ` b", false)]);
    }
}
