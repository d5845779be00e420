//! TP0340: a cell holds a value, not a formula that a spreadsheet would carry out.

use super::Cell;
use crate::{Code, Diagnostic, Message, Reported};

/// A number, an id or a word that is a formula cannot be read.
pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    is_formula(cell.text).then(|| {
        let message = Message::new("tp0340").quoting("value", cell.text);
        Diagnostic::error(Code::TP0340, message)
            .at(cell.label())
            .help(Message::new("tp0340.help"))
    })
}

/// A text that is a formula is odd: whoever opens the file in a spreadsheet runs it.
pub(crate) fn in_text(cell: &Cell<'_>) -> Option<Diagnostic> {
    is_formula(cell.text).then(|| {
        let message = Message::new("tp0340").quoting("value", cell.text);
        Diagnostic::warning(Code::TP0340, message)
            .at(cell.label())
            .help(Message::new("tp0340.help-text"))
    })
}

/// Whether a spreadsheet would carry the text out. Text that merely starts with a sign (`-20 to 30`,
/// `+ placebo`) is none: after `+`, `-` and `@` there must be a call, a command or a sum of cells.
fn is_formula(text: &str) -> bool {
    let rest = text.trim_start_matches(['=', '+', '-', '@']);
    let signs = &text[..text.len() - rest.len()];
    let rest = rest.trim_start();
    if signs.is_empty() || Reported::parse(&rest.replace(',', ".")).is_ok() {
        return false;
    }
    if signs.starts_with('=') {
        return rest.starts_with(|c: char| c.is_alphanumeric() || "($'\u{22}[{".contains(c));
    }
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let after = &rest[letters..];
    let call = letters > 0 && after.starts_with('(') && after.ends_with(')');
    let command = rest.contains('|') && rest.contains('!');
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let operator = after[digits..].starts_with(['+', '-', '*', '/', ':', '^']);
    let cells = (1..=3).contains(&letters) && (1..=7).contains(&digits) && operator;
    call || command || cells
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn signs_alone_make_no_formula() {
        for text in [
            "=SUM(A1:A3)",
            "=A1",
            "= B2*3",
            "+SUM(1,2)",
            "@SUM(A1)",
            "-A1+B2",
            "=cmd|' /C calc'!A0",
            "+2+5+cmd|' /C calc'!A0",
        ] {
            assert!(is_formula(text), "{text}");
        }
        for text in [
            "-0.5",
            "+3",
            "=0.05",
            "= 0,05",
            "-20 to 30",
            "+ placebo",
            "-20 (SD 3)",
            "@ week 24",
            "+B12",
            "-",
            "=",
            "=> see note",
            "−3",
            "--",
            "+1 year (n = 3)",
        ] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
