//! TP0345: a count is written with all its digits.

use super::Cell;
use crate::{Code, Diagnostic, Message};

/// `1.15E+05` may have been 115,803: what scientific notation leaves out is lost.
pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    cell.text.contains(['e', 'E']).then(|| {
        let message = Message::new("tp0345")
            .quoting("value", cell.text)
            .text("column", cell.column);
        Diagnostic::warning(Code::TP0345, message)
            .at(cell.label())
            .help(Message::new("tp0345.help"))
    })
}
