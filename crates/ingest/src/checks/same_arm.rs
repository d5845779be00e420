//! TP0327: a comparison is between two arms.

use crate::column::Column;
use crate::read::{NOWHERE, Sink};
use crate::registry::{Key, Registry};
use crate::tables::Contrast;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    if row.arm != row.comparator || row.arm.index() == NOWHERE as usize {
        return;
    }
    let arm = sink.printed(row.row, Column::Arm);
    sink.push(
        Diagnostic::error(Code::TP0327, Message::new("tp0327").text("arm", arm))
            .at(sink.cell(row.row, Column::Comparator))
            .also(
                sink.cell(row.row, Column::Arm)
                    .saying(Message::new("tp0327.arm")),
            ),
    );
}
