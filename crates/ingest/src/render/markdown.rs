use super::Found;
use super::place::{Place, remarks, severity};
use super::summary::summary;
use crate::{Diagnostic, Message};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Characters that GitHub takes for a comment, held in bytes, of which there are never fewer.
const LONGEST_COMMENT: usize = 65_536;
/// Of these, kept for the sentence that says how many findings are left out.
const LAST_SENTENCE: usize = 512;

/// A summary for a pull request: the counts, and a table of findings a file, the help folded away.
///
/// It fits into a comment of GitHub: the gravest findings are kept, and the number of the others is
/// told. Text of the files stays text: no markup, links, mentions or further cells come of it.
pub fn markdown(found: &Found<'_>) -> String {
    let mut out = format!(
        "## trialpool check\n\n{}\n",
        summary(found.summary, found.language)
    );
    let kept = kept(found, LONGEST_COMMENT - LAST_SENTENCE - out.len());
    let mut table_of = None;
    for index in &kept {
        let finding = &found.diagnostics[*index];
        let (file, _) = found.place(finding);
        if table_of.is_none_or(|before| !std::ptr::eq(before, file)) {
            out.push_str(&heading(found, finding));
            table_of = Some(file);
        }
        out.push_str(&row(found, finding));
    }
    let left_out = found.diagnostics.len() - kept.len();
    if left_out > 0 {
        let more = Message::new("output-left-out").count("count", left_out);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\n{}", more.render(found.language));
    }
    out
}

/// The gravest findings whose tables have room, by their index.
fn kept(found: &Found<'_>, room: usize) -> BTreeSet<usize> {
    let mut kept = BTreeSet::new();
    let mut files = BTreeSet::new();
    let mut used = 0;
    for (index, finding) in found.by_severity() {
        let (file, _) = found.place(finding);
        used += row(found, finding).len();
        if files.insert(file.name()) {
            used += heading(found, finding).len();
        }
        if used > room {
            break;
        }
        kept.insert(index);
    }
    kept
}

/// The name of a finding's file and the head of its table.
fn heading(found: &Found<'_>, finding: &Diagnostic) -> String {
    let path = found.path(found.place(finding).0);
    let word = |id| Message::new(id).render(found.language);
    format!(
        "\n### {}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n",
        inert(&crate::visible::shown(&path)),
        word("output-severity"),
        word("output-rule"),
        word("output-place"),
        word("output-finding"),
    )
}

fn row(found: &Found<'_>, finding: &Diagnostic) -> String {
    let place = match found.place(finding).1 {
        Some(Place { line, column, .. }) => format!("{line}:{column}"),
        None => String::new(),
    };
    let mut said = inert(&finding.message.render(found.language));
    let remarks = remarks(finding, found.language);
    if !remarks.is_empty() {
        let help = Message::new("output-details").render(found.language);
        let remarks: Vec<String> = remarks.iter().map(|remark| inert(remark)).collect();
        let _ = write!(
            said,
            "<details><summary>{help}</summary>{}</details>",
            remarks.join("<br>")
        );
    }
    format!(
        "| {} | {} | {place} | {said} |\n",
        severity(finding.severity, found.language),
        finding.code,
    )
}

/// Text as Markdown and HTML that shows it and nothing else. What stands between backticks is code, as
/// the sentences mean it.
fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    let mut parts = text.split('`').peekable();
    let mut is_code = false;
    while let Some(part) = parts.next() {
        let closes = parts.peek().is_some();
        match (is_code, closes) {
            (true, true) => {
                out.push_str("<code>");
                push_inert(&mut out, part);
                out.push_str("</code>");
            }
            (true, false) => {
                // A backtick without its partner is a character.
                out.push_str("&#96;");
                push_inert(&mut out, part);
            }
            (false, _) => push_inert(&mut out, part),
        }
        is_code = !is_code;
    }
    out
}

fn push_inert(out: &mut String, text: &str) {
    let mut before = ' ';
    for character in text.chars() {
        let harmless = match character {
            // `www.` makes a link.
            '.' => !matches!(before, 'w' | 'W'),
            ' ' | ',' | ';' | ':' | '(' | ')' | '\'' | '-' => true,
            _ => character.is_alphanumeric() || !character.is_ascii(),
        };
        match character {
            _ if harmless => out.push(character),
            // Apart from what stands beside them they mention nobody and make no address, even where
            // GitHub looks for these in the text that comes of the Markdown.
            '@' | '#' => {
                let _ = write!(out, "<span>&#{};</span>", u32::from(character));
            }
            _ => {
                let _ = write!(out, "&#{};", u32::from(character));
            }
        }
        before = character;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_acts_on_nothing() {
        assert_eq!(inert("`n` is 3"), "<code>n</code> is 3");
        assert_eq!(inert("a ` b"), "a &#96; b");
        assert_eq!(
            inert("<b>|*x*|</b>"),
            "&#60;b&#62;&#124;&#42;x&#42;&#124;&#60;&#47;b&#62;"
        );
        assert_eq!(
            inert("`@a` @b www.c"),
            "<code><span>&#64;</span>a</code> <span>&#64;</span>b www&#46;c"
        );
        assert_eq!(inert("[x](http://y)"), "&#91;x&#93;(http:&#47;&#47;y)");
    }
}
