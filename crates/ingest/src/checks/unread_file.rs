//! TP0105, TP0114: every file that `[tables]` names exists and can be read.

use crate::files::Fault;
use crate::manifest::Named;
use crate::{Code, Diagnostic, Message};

pub(crate) fn report(named: &Named, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::Missing => {
            let message = Message::new("tp0105").text("path", &named.path);
            Diagnostic::error(Code::TP0105, message)
                .at(named.label.clone())
                .help(Message::new("tp0105.help"))
        }
        Fault::Unreadable(reason) => {
            let message = Message::new("tp0114")
                .text("path", &named.path)
                .text("reason", reason);
            Diagnostic::error(Code::TP0114, message).at(named.label.clone())
        }
    }
}
