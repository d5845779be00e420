//! What the checks found in the data.

use super::anchor::Kind;
use super::context::Context;

/// One warning or note.
pub(crate) struct ProblemLine {
    /// `TPnnnn`.
    pub(crate) code: String,
    /// Warning or note.
    pub(crate) severity: String,
    /// What was found.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: Vec<String>,
    /// Where.
    pub(crate) place: String,
    /// The row there, if the page quotes it.
    pub(crate) href: Option<String>,
    /// The text of the cell.
    pub(crate) excerpt: String,
}

impl ProblemLine {
    pub(crate) fn all(context: &Context<'_>) -> Vec<Self> {
        let quoted = super::provenance::quoted(context.findings);
        context
            .findings
            .problems
            .iter()
            .map(|problem| {
                let place = [
                    problem.file.clone(),
                    problem.line.map(|line| line.to_string()),
                    problem.column.map(|column| column.to_string()),
                ];
                let href = problem
                    .file
                    .as_deref()
                    .zip(problem.line)
                    .filter(|place| quoted.contains(place))
                    .and_then(|(file, line)| {
                        context.anchors.get(Kind::File, file)?;
                        context.anchors.row(file, line)
                    })
                    .map(|anchor| format!("#{anchor}"));
                Self {
                    code: problem.code.clone(),
                    severity: context.words.code("severity", &problem.severity),
                    message: context.localized(&problem.message),
                    help: problem
                        .help
                        .iter()
                        .map(|help| context.localized(help))
                        .collect(),
                    place: place.into_iter().flatten().collect::<Vec<_>>().join(":"),
                    href,
                    excerpt: problem.excerpt.clone().unwrap_or_default(),
                }
            })
            .collect()
    }
}
