//! `waivers.toml`: findings that are right about the data and wrong about the truth.
//!
//! A publication may be inconsistent in itself. A waiver then says why the registry is right to
//! show what it shows, who says so, and until when. It holds for one rule at one row, as that row
//! stands: the row's text is quoted, and other rows that the finding points at are held by a
//! fingerprint, so that a change of any of them voids it.
//!
//! ```toml
//! [[waiver]]
//! rule = "TP0406"
//! file = "events.csv"
//! row = "prevent,placebo,relapse,randomised-period,,47,20"
//! others = "9f86d081884c7d65"          # only where the finding points at other rows, too
//! reason = { en = "…", fr = "…" }
//! by = "J. Martin"
//! until = 2027-06-30
//! ```

mod binding;
mod change;
mod entry;

use crate::protocol::{Reader, Section};
use binding::{Binding, Places};
use change::Change;
pub(crate) use entry::write;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use toml::de::DeTable;
use trialpool_ingest::{Code, Diagnostic, FileId, Files, Label, Message, WAIVERS, Waived};
use trialpool_language::Localized;

/// The waivers of a registry, and what they have waived so far.
pub(crate) struct Waivers<'f> {
    places: Places<'f>,
    /// The day on which they are judged; without one, none has expired, so that a report does not
    /// depend on the day on which it is made.
    today: Option<Date>,
    given: Vec<Waiver>,
    /// Whether each waiver has met a finding.
    met: Vec<bool>,
    waived: Vec<Waived>,
}

/// One waiver.
#[derive(Debug)]
struct Waiver {
    code: Code,
    binding: Binding,
    reason: Localized,
    by: String,
    until: Date,
    /// The whole entry, its row, and its date.
    entry: Label,
    row: Label,
    until_at: Label,
}

/// Void waivers of which the row as it stands now is looked for, which takes a walk through the file.
const SEARCHED: usize = 100;

/// Reads `waivers.toml`, if there is one; what is wrong with it is found at its key or value.
///
/// That it is not UTF-8 is found elsewhere; then it waives nothing.
pub(crate) fn read(files: &Files, today: Option<Date>) -> (Waivers<'_>, Vec<Diagnostic>) {
    let mut waivers = Waivers {
        places: Places::new(files),
        today,
        given: Vec::new(),
        met: Vec::new(),
        waived: Vec::new(),
    };
    let companion = files.companion(WAIVERS);
    let Some((file, source)) = companion.filter(|(_, source)| source.is_utf8()) else {
        return (waivers, Vec::new());
    };
    let text = source.text();
    let content = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = Reader::new(file, text.len() - content.len());
    match DeTable::parse(content) {
        Ok(document) => {
            let document = Section::document(document.get_ref(), content);
            document.only(&mut reader, &["waiver"]);
            for section in document.sections(&mut reader, "waiver") {
                waivers
                    .given
                    .extend(entry::read(&mut reader, section, files));
            }
        }
        Err(error) => {
            let place = error.span().map(|span| reader.label(&span));
            let reason = Message::new("tp0650").text("reason", error.message().trim());
            reader.push(Diagnostic::error(Code::TP0650, reason).at(place));
        }
    }
    waivers.met = vec![false; waivers.given.len()];
    (waivers, reader.diagnostics)
}

impl Waivers<'_> {
    /// Takes the waived findings out of `diagnostics`.
    pub(crate) fn apply(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut by_binding: BTreeMap<(Code, &Binding), usize> = BTreeMap::new();
        for (index, waiver) in self.given.iter().enumerate() {
            by_binding
                .entry((waiver.code, &waiver.binding))
                .or_insert(index);
        }
        let codes: BTreeSet<Code> = self.given.iter().map(|waiver| waiver.code).collect();
        diagnostics.retain(|diagnostic| {
            if !codes.contains(&diagnostic.code) {
                return true;
            }
            let binding = self.places.binding(diagnostic);
            let key = binding.as_ref().map(|binding| (diagnostic.code, binding));
            let Some(index) = key.and_then(|key| by_binding.get(&key)) else {
                return true;
            };
            self.met[*index] = true;
            let waiver = &self.given[*index];
            if waiver.has_expired(self.today) {
                return true;
            }
            self.waived.push(Waived {
                diagnostic: diagnostic.clone(),
                reason: waiver.reason.clone(),
                by: waiver.by.clone(),
                until: waiver.until.to_string(),
            });
            false
        });
    }

    /// What was waived, by place, and which waivers have expired, are void or waive nothing.
    ///
    /// Where not every rule has looked (`complete` is false), a finding may still come: then only
    /// a changed row says that a waiver is void.
    pub(crate) fn finish(mut self, complete: bool) -> (Vec<Waived>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut searched = 0;
        for (waiver, met) in self.given.iter().zip(&self.met) {
            if *met {
                diagnostics.extend(waiver.has_expired(self.today).then(|| waiver.expired()));
            } else if let Some(change) =
                change::of(&self.places, &waiver.binding, searched < SEARCHED)
            {
                searched += 1;
                diagnostics.push(waiver.void(change));
            } else if complete {
                diagnostics.push(waiver.unused());
            }
        }
        self.waived.sort_by_key(|waived| waived.diagnostic.order());
        (self.waived, diagnostics)
    }
}

impl Waiver {
    fn has_expired(&self, today: Option<Date>) -> bool {
        today.is_some_and(|today| today > self.until)
    }

    fn expired(&self) -> Diagnostic {
        let message = Message::new("tp0652")
            .text("code", self.code.as_str())
            .text("by", self.by.as_str());
        Diagnostic::warning(Code::TP0652, message)
            .at(self.until_at.clone())
            .help(Message::new("tp0652.help"))
    }

    fn void(&self, change: Change) -> Diagnostic {
        let message = Message::new("tp0653").text("code", self.code.as_str());
        let difference = change.difference;
        let found = Diagnostic::warning(Code::TP0653, message).at(self.row.clone());
        let found = match change.now {
            Some(now) => found.also(now.saying(difference)),
            None => found.note(difference),
        };
        found.help(Message::new("tp0653.help"))
    }

    fn unused(&self) -> Diagnostic {
        let message = Message::new("tp0654").text("code", self.code.as_str());
        Diagnostic::warning(Code::TP0654, message)
            .at(self.entry.clone())
            .help(Message::new("tp0654.help"))
    }
}

/// The file that a label of the table points into, unless that is the waivers' own.
fn is_bound(files: &Files, file: FileId) -> bool {
    files.companion(WAIVERS).is_none_or(|(own, _)| own != file)
}
