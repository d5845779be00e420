//! Dates as the language writes them.

use super::context::Context;
use trialpool_language::Arguments;

/// `2024-06-30` as `30 June 2024`; what is no ISO date stays as it is.
pub(crate) fn long(context: &Context<'_>, iso: &str) -> String {
    let mut parts = iso.splitn(3, '-');
    let numbers = [parts.next(), parts.next(), parts.next()]
        .map(|part| part.and_then(|part| part.parse::<usize>().ok()));
    let [Some(year), Some(month @ 1..=12), Some(day @ 1..=31)] = numbers else {
        return iso.to_owned();
    };
    let names = context.text("months");
    let name = names.split(' ').nth(month - 1).unwrap_or_default();
    context.words.format(
        "date",
        &Arguments::new()
            .count("day", day)
            .text("month", name)
            .text("year", year.to_string()),
    )
}
