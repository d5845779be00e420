//! TP0402, TP0403: a source gives one figure for one result.

use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Label, Message, Reported, Row};
use rayon::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The same figures at the same place are one row too many. Figures that contradict each other
/// are odd: the protocol will have to say which one counts. Rows that complete each other (one
/// has the events, one the rate) are neither.
pub(crate) fn contrasts(registry: &Registry<'_>, sink: &mut Sink<'_>) {
    check(&registry.contrasts, sink);
}

/// As [`contrasts`], for the results of single arms.
pub(crate) fn arm_results(registry: &Registry<'_>, sink: &mut Sink<'_>) {
    check(&registry.arm_results, sink);
}

/// A row that says what it is a result of, and what the result is.
trait Identified: Sync {
    type Key: Hash + Eq;
    fn key(&self) -> Self::Key;
    fn figures(&self) -> Vec<Option<Reported>>;
    fn locator(&self) -> &str;
    fn row(&self) -> Row;
}

fn check<T: Identified>(rows: &[T], sink: &mut Sink<'_>) {
    // Rows of equal hash stand together, in file order; only those are compared.
    let mut hashed: Vec<(u64, u32)> = rows
        .par_iter()
        .enumerate()
        .map(|(index, row)| {
            let mut hasher = DefaultHasher::new();
            row.key().hash(&mut hasher);
            (hasher.finish(), index as u32)
        })
        .collect();
    hashed.par_sort_unstable();
    for group in hashed.chunk_by(|a, b| a.0 == b.0) {
        let mut firsts: Vec<&T> = Vec::new();
        for (_, index) in group {
            let row = &rows[*index as usize];
            let same = firsts.iter().find(|first| first.key() == row.key());
            match same {
                None => firsts.push(row),
                Some(first) => report(*first, row, sink),
            }
        }
    }
}

fn report<T: Identified>(first: &T, row: &T, sink: &mut Sink<'_>) {
    let whole = |row: Row| {
        let cells = sink.files.cells(row);
        let end = cells.last().map_or(row.offset as usize, |cell| cell.span.end());
        Label::new(row.file, crate::ByteSpan::new(row.offset as usize, end))
    };
    let (figures, others) = (row.figures(), first.figures());
    let (help, diagnostic) = if figures == others && row.locator() == first.locator() {
        let message = Message::new("tp0402");
        ("tp0402.help", Diagnostic::error(Code::TP0402, message))
    } else if figures.iter().zip(&others).any(|(a, b)| contradict(*a, *b)) {
        let message = Message::new("tp0403");
        ("tp0403.help", Diagnostic::warning(Code::TP0403, message))
    } else {
        return;
    };
    let here = Message::new("first-here");
    let diagnostic = diagnostic
        .at(whole(row.row()))
        .also(whole(first.row()).saying(here))
        .help(Message::new(help));
    sink.push(diagnostic);
}

/// Whether no value prints as both numbers.
fn contradict(a: Option<Reported>, b: Option<Reported>) -> bool {
    let (Some(a), Some(b)) = (a.map(Reported::interval), b.map(Reported::interval)) else {
        return false;
    };
    a.1 < b.0 || b.1 < a.0
}

impl Identified for Contrast<'_> {
    type Key = [u32; 8];

    fn key(&self) -> Self::Key {
        use crate::registry::Key;
        let optional = |index: Option<usize>| index.map_or(0, |index| index as u32 + 1);
        [
            self.trial.index() as u32,
            self.arm.index() as u32,
            self.comparator.index() as u32,
            self.outcome.index() as u32,
            optional(self.timepoint.map(Key::index)),
            optional(self.subgroup.map(Key::index)),
            self.measure as u32,
            self.source.index() as u32,
        ]
    }

    fn figures(&self) -> Vec<Option<Reported>> {
        vec![
            self.estimate,
            self.ci_lower,
            self.ci_upper,
            self.ci_level,
            self.p,
            self.reduction_percent,
            self.reduction_lower,
            self.reduction_upper,
        ]
    }

    fn locator(&self) -> &str {
        &self.locator
    }

    fn row(&self) -> Row {
        self.row
    }
}

impl Identified for ArmResult<'_> {
    type Key = [u32; 6];

    fn key(&self) -> Self::Key {
        use crate::registry::Key;
        let optional = |index: Option<usize>| index.map_or(0, |index| index as u32 + 1);
        [
            self.trial.index() as u32,
            self.arm.index() as u32,
            self.outcome.index() as u32,
            optional(self.timepoint.map(Key::index)),
            optional(self.subgroup.map(Key::index)),
            self.source.index() as u32,
        ]
    }

    fn figures(&self) -> Vec<Option<Reported>> {
        vec![
            self.n,
            self.events,
            self.person_time,
            self.rate,
            self.percent,
            self.mean,
            self.sd,
            self.se,
            self.median,
            self.q1,
            self.q3,
            self.min,
            self.max,
            self.ci_lower,
            self.ci_upper,
            self.ci_level,
        ]
    }

    fn locator(&self) -> &str {
        &self.locator
    }

    fn row(&self) -> Row {
        self.row
    }
}
