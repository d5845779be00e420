//! TP0307: a numeric cell holds the number alone, without signs around it.

use super::Cell;
use crate::column::Column;
use crate::number::NotANumber;
use crate::{Code, Diagnostic, Message};

pub(crate) fn report(cell: &Cell<'_>, habit: NotANumber) -> Diagnostic {
    let message = Message::new("tp0307")
        .quoting("value", cell.text)
        .text("column", cell.column);
    let help = match habit {
        NotANumber::Comparison if cell.column == Column::P.as_str() => {
            let sign = cell.text.chars().next().unwrap_or('<');
            let operator = match sign {
                '≤' => "<".to_owned(),
                '≥' => ">".to_owned(),
                _ => sign.to_string(),
            };
            let number = cell.text.trim_start_matches(['<', '>', '=', '≤', '≥', '~']);
            Message::new("tp0307.help-p")
                .text("operator", operator)
                .text("number", number.trim())
        }
        NotANumber::Comparison => Message::new("tp0307.help-comparison"),
        NotANumber::TypographicMinus => {
            let number: String = cell.text.chars().skip(1).collect();
            Message::new("tp0307.help-minus").text("number", format!("-{}", number.trim()))
        }
        _ => {
            let number = cell.text.trim_end_matches('%').trim_end();
            Message::new("tp0307.help-percent").text("number", number.replace(',', "."))
        }
    };
    Diagnostic::error(Code::TP0307, message)
        .at(cell.label())
        .help(help)
}
