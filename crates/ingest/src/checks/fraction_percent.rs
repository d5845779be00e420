//! TP0319: percentages are not fractions.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::ArmResult;
use crate::{Code, Diagnostic, FileId, Message};
use std::collections::BTreeMap;

/// Fewer percentages may all be below one by chance.
const FEWEST: usize = 5;

/// From here on a figure is more often a share than a percentage of a rare event.
const SHARE: f64 = 0.5;

/// The percentages of a file.
#[derive(Default)]
struct Percentages<'r, 'f> {
    first: Option<&'r ArmResult<'f>>,
    count: usize,
    greatest: f64,
}

/// Looks at the percentages of each file together: five or more, all of them at most 1, some of
/// them at least 0.5. Rows with counts say themselves what their percentage should be.
pub(crate) fn check(registry: &Registry<'_>, sink: &mut Sink<'_>) {
    let mut files: BTreeMap<FileId, Percentages<'_, '_>> = BTreeMap::new();
    for row in &registry.arm_results {
        if let Some(percent) = row.percent {
            let seen = files.entry(row.row.file).or_default();
            seen.greatest = seen.greatest.max(percent.value());
            if row.events.is_none() && percent.decimals() > 0 {
                seen.count += 1;
                seen.first = seen.first.or(Some(row));
            }
        }
    }
    for seen in files.into_values() {
        let fractions = seen.count >= FEWEST && (SHARE..=1.0).contains(&seen.greatest);
        let Some(first) = seen.first.filter(|_| fractions) else {
            continue;
        };
        let message = Message::new("tp0319").count("count", seen.count);
        let finding = Diagnostic::warning(Code::TP0319, message)
            .at(sink.cell(first.row, Column::Percent))
            .help(Message::new("tp0319.help"));
        sink.push(finding);
    }
}
