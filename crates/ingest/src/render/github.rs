use super::Found;
use super::place::{Place, remarks};
use crate::{Diagnostic, Message, Severity};
use std::fmt::Write as _;

/// Annotations of one kind that GitHub shows for a step; the others stand in its log alone.
const SHOWN_BY_GITHUB: usize = 10;

/// GitHub's workflow commands, `::error file=…,line=…::message`: the gravest first, since GitHub
/// shows few beside the files. A last line says so if there are more.
pub fn github(found: &Found<'_>) -> String {
    let mut out = String::new();
    for (_, finding) in found.by_severity() {
        command(&mut out, found, finding);
    }
    let summary = found.summary;
    if summary.errors.max(summary.warnings) > SHOWN_BY_GITHUB {
        let errors = Message::new("summary-errors").count("count", summary.errors);
        let warnings = Message::new("summary-warnings").count("count", summary.warnings);
        let limit = Message::new("output-github-limit")
            .message("errors", errors)
            .message("warnings", warnings)
            .count("shown", SHOWN_BY_GITHUB);
        out.push_str(&limit.render(found.language));
        out.push('\n');
    }
    out
}

/// One annotation, on one line.
fn command(out: &mut String, found: &Found<'_>, finding: &Diagnostic) {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (file, place) = found.place(finding);
    let path = found.path(file);
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "::{kind} file={}",
        property(&crate::visible::shown(&path))
    );
    if let Some(place) = place {
        let Place {
            line,
            column,
            end_line,
            end_column,
        } = place;
        let _ = write!(out, ",line={line}");
        // Columns are for annotations of one line; GitHub refuses others.
        if line == end_line {
            let _ = write!(
                out,
                ",col={column},endLine={end_line},endColumn={end_column}"
            );
        } else {
            let _ = write!(out, ",endLine={end_line}");
        }
    }
    let title = format!("{}: {}", finding.code, finding.code.title(found.language));
    let mut said = found.headline(finding);
    for remark in remarks(finding, found.language) {
        said.push('\n');
        said.push_str(&remark);
    }
    let _ = writeln!(out, ",title={}::{}", property(&title), data(&said));
}

/// What follows the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_or_a_property_is_escaped() {
        assert_eq!(data("50 %\r\n::x::"), "50 %25%0D%0A::x::");
        assert_eq!(property("a,b: 5 %"), "a%2Cb%3A 5 %25");
    }
}
