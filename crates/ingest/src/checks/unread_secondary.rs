//! TP0315: a row that was read elsewhere says where.

use crate::column::Column;
use crate::read::Cells;
use crate::{Code, Diagnostic, Label, Message, VerificationState};

pub(crate) fn check(state: VerificationState, cells: &mut Cells<'_, '_>) {
    if state != VerificationState::Secondary || !cells.text(Column::ReadAt).is_empty() {
        return;
    }
    let Some(field) = cells.field(Column::Verification) else {
        return;
    };
    let label = Label::new(cells.columns.file, field.span);
    cells.sink.push(
        Diagnostic::warning(Code::TP0315, Message::new("tp0315"))
            .at(label)
            .help(Message::new("tp0315.help")),
    );
}
