//! TP0508, TP0509: what an address names has the form of such a name.

use super::{Cell, doi};
use crate::identifiers::{Registration, orcid_check, registration};
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    let address = cell.text.split_once("://")?.1;
    let (host, path) = address.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let segments = || path.split(['/', '?', '#', '&']);
    let after = |name: &str| {
        let mut segments = segments();
        segments.by_ref().find(|segment| *segment == name)?;
        segments.next()
    };
    let number = |text: &str| !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    let (what, name) = match host {
        "clinicaltrials.gov" => {
            let name =
                segments().find(|segment| segment.to_ascii_uppercase().starts_with("NCT"))?;
            match registration(&name.to_ascii_uppercase()) {
                Registration::Malformed { .. } => ("tp0509.trial", name),
                _ => return None,
            }
        }
        "pubmed.ncbi.nlm.nih.gov" | "ncbi.nlm.nih.gov" | "pmc.ncbi.nlm.nih.gov" => {
            let pubmed = if host.starts_with("pubmed") {
                segments().next()
            } else {
                after("pubmed")
            };
            let pubmed = pubmed.filter(|name| name.starts_with(|c: char| c.is_ascii_digit()));
            if let Some(name) = pubmed {
                if number(name) && name.len() <= 8 {
                    return None;
                }
                ("tp0509.pubmed", name)
            } else {
                let name = after("articles").filter(|name| name.starts_with("PMC"))?;
                let digits = name[3..].split('.').next().unwrap_or_default();
                if number(digits) && (1..=9).contains(&digits.len()) {
                    return None;
                }
                ("tp0509.pmc", name)
            }
        }
        "doi.org" | "dx.doi.org" if !path.contains('%') => {
            if doi::is_doi(path) {
                return None;
            }
            ("tp0509.doi", path)
        }
        "orcid.org" => {
            let name = segments().next()?;
            let Some(expected) = orcid_check(name) else {
                return Some(report("tp0509.orcid", name, cell));
            };
            if name.ends_with(expected) {
                return None;
            }
            let message = Message::new("tp0508").quoting("value", name);
            let help = Message::new("tp0508.help").text("digit", expected.to_string());
            return Some(
                Diagnostic::warning(Code::TP0508, message)
                    .at(cell.label())
                    .help(help),
            );
        }
        _ => return None,
    };
    Some(report(what, name, cell))
}

fn report(what: &'static str, name: &str, cell: &Cell<'_>) -> Diagnostic {
    let message = Message::new("tp0509").quoting("value", name);
    Diagnostic::warning(Code::TP0509, message)
        .at(cell.label())
        .note(Message::new(what))
        .help(Message::new("tp0509.help"))
}
