//! TP0518: no two trials have nearly the same name, year and size.

use super::names::Name;
use super::repeated_trial::related;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Reported, Sink, Trial, TrialKey};

/// Letters of a name from which one wrong letter is taken for a slip, and two.
const ONE_SLIP_FROM: usize = 6;
const TWO_SLIPS_FROM: usize = 12;

/// Bytes beyond which a name is a text.
const LONGEST_NAME: usize = 200;

/// A group of one size and year that is larger is generated or a list: names are not compared there.
const LARGEST_GROUP: usize = 64;

/// One name with the same numerals; `OPERA I` and `OPERA II` are two trials. Years and sizes must
/// agree where both are known.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let trials = context.registry.trials.iter();
    let mut named: Vec<(Name, TrialKey)> = trials
        .map(|(key, trial)| (Name::of(&trial.name), key))
        .collect();
    let mut pairs: Vec<(TrialKey, TrialKey)> = Vec::new();
    named.sort();
    for same in named.chunk_by(|a, b| a.0 == b.0) {
        // A name without words is a number, and may be any trial's.
        if !same[0].0.words.is_empty() {
            pairs.extend(same.windows(2).map(|pair| (pair[0].1, pair[1].1)));
        }
    }
    let size = |key: TrialKey| {
        let trial = &context.registry.trials[key];
        Some((value(trial.participants)?, value(trial.year)))
    };
    let mut sized: Vec<_> = named
        .iter()
        .filter_map(|(name, key)| Some((&name.numerals, size(*key)?, &name.words, *key)))
        .collect();
    sized.sort();
    for group in sized.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        if group.len() > LARGEST_GROUP {
            continue;
        }
        for (index, second) in group.iter().enumerate() {
            let near = group[..index]
                .iter()
                .filter(|first| near(first.2, second.2));
            pairs.extend(near.map(|first| (first.3.min(second.3), first.3.max(second.3))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (a, b) in pairs {
        let [first, second] = [a, b].map(|key| &context.registry.trials[key]);
        if !related(a, first, b, second) && alike(first, second) {
            report(first, second, sink);
        }
    }
}

fn value(number: Option<Reported>) -> Option<u64> {
    number.map(|number| number.value() as u64)
}

/// Whether one name is the other with a slip or two.
fn near(a: &str, b: &str) -> bool {
    let length = a.chars().count().min(b.chars().count());
    if a.len().max(b.len()) > LONGEST_NAME {
        return false;
    }
    let slips = match length {
        ..ONE_SLIP_FROM => return false,
        ONE_SLIP_FROM..TWO_SLIPS_FROM => 1,
        _ => 2,
    };
    a != b && strsim::osa_distance(a, b) <= slips
}

/// Whether neither the size nor the year tells them apart: a report may follow a year later.
fn alike(a: &Trial<'_>, b: &Trial<'_>) -> bool {
    let known = |x: Option<Reported>, y: Option<Reported>, most: f64| {
        x.zip(y)
            .is_none_or(|(x, y)| (x.value() - y.value()).abs() <= most)
    };
    known(a.participants, b.participants, 0.0) && known(a.year, b.year, 1.0)
}

fn report(first: &Trial<'_>, second: &Trial<'_>, sink: &mut Sink<'_>) {
    let message = Message::new("tp0518")
        .quoting("name", &second.name)
        .quoting("other", &first.name);
    let before = sink.cell(first.row, Column::Name);
    sink.push(
        Diagnostic::warning(Code::TP0518, message)
            .at(sink.cell(second.row, Column::Name))
            .also(before.saying(Message::new("first-here")))
            .help(Message::new("tp0518.help")),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_must_agree_and_long_ones_may_have_slips() {
        assert!(near("transforms", "transform"));
        assert!(near("freedoms", "fredoms"));
        assert!(!near("temso", "tenso"));
        assert!(!near("freedoms", "freedoms"));
    }
}
