//! TP0123: the texts of a column are not all cut at 255 characters.

use crate::read::LongTexts;
use crate::{Code, Diagnostic, Message};

/// One text of this length is chance; several, with none longer, are a limit.
const FEWEST: usize = 2;

pub(crate) fn check(columns: &LongTexts) -> Vec<Diagnostic> {
    let cut = columns
        .values()
        .filter(|seen| !seen.longer && seen.at_limit >= FEWEST);
    cut.filter_map(|seen| {
        let (column, label) = seen.first.clone()?;
        let message = Message::new("tp0123")
            .count("count", seen.at_limit)
            .text("column", column.as_str());
        Some(
            Diagnostic::warning(Code::TP0123, message)
                .at(label)
                .help(Message::new("tp0123.help")),
        )
    })
    .collect()
}
