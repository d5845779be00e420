//! What became of the row that a waiver quotes.

use super::binding::{Binding, Places};
use trialpool_ingest::{Label, Message};

/// How the rows differ from what a waiver was bound to.
pub(super) struct Change {
    /// The row as it stands now, if one is like it.
    pub(super) now: Option<Label>,
    /// What is different there.
    pub(super) difference: Message,
}

/// `None` if the row stands as it was, so that only its finding is gone. A row like it is looked
/// for only if `search` is set.
pub(super) fn of(places: &Places<'_>, binding: &Binding, search: bool) -> Option<Change> {
    if let Some(record) = places.find(binding.file(), binding.row()) {
        // The row is there: either a row beside it has changed, or nothing has.
        return binding.others().map(|_| Change {
            now: Some(Label::new(binding.file(), record)),
            difference: Message::new("tp0653.others"),
        });
    }
    let records = places.records(binding.file());
    let mut best: Option<(usize, Label, String)> = None;
    for record in records.iter().filter(|_| search) {
        let text = places.text(binding.file(), *record);
        let label = Label::new(binding.file(), *record);
        let same = alike(binding.row(), &text);
        if same > best.as_ref().map_or(0, |(most, ..)| *most) {
            best = Some((same, label, text));
        }
    }
    // A row of which fewer than half of the cells agree is another row.
    let cells = binding.row().split(',').count();
    let now = best.filter(|(same, ..)| 2 * same > cells);
    let difference = now.as_ref().map_or_else(
        || Message::new("tp0653.gone"),
        |(.., text)| difference(binding.row(), text),
    );
    Some(Change {
        now: now.map(|(_, label, _)| label),
        difference,
    })
}

/// How many cells agree, place by place.
fn alike(a: &str, b: &str) -> usize {
    a.split(',')
        .zip(b.split(','))
        .filter(|(a, b)| a == b)
        .count()
}

/// The first cell that is different.
fn difference(before: &str, now: &str) -> Message {
    let mut cells = before.split(',').zip(now.split(','));
    match cells.find(|(before, now)| before != now) {
        Some((before, now)) => Message::new("tp0653.cell")
            .quoting("before", before)
            .quoting("now", now),
        None => Message::new("tp0653.gone"),
    }
}
