//! TP0402, TP0403: a source gives one figure for one result.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Message, Reported, Row};
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
    fn figures(&self) -> Vec<(Column, Option<Reported>)>;
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
    let groups = hashed.chunk_by(|a, b| a.0 == b.0);
    for group in groups.filter(|group| group.len() > 1) {
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
    let (figures, others) = (row.figures(), first.figures());
    let here = Message::new("first-here");
    if figures == others && row.locator() == first.locator() {
        sink.push(
            Diagnostic::error(Code::TP0402, Message::new("tp0402"))
                .at(sink.row(row.row()))
                .also(sink.row(first.row()).saying(here))
                .help(Message::new("tp0402.help")),
        );
        return;
    }
    let mut both = figures.iter().zip(&others);
    let different = both.find(|((_, a), (_, b))| contradict(*a, *b));
    if let Some(((column, _), _)) = different {
        sink.push(
            Diagnostic::warning(Code::TP0403, Message::new("tp0403"))
                .at(sink.cell(row.row(), *column))
                .also(sink.cell(first.row(), *column).saying(here))
                .help(Message::new("tp0403.help")),
        );
    }
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

    fn figures(&self) -> Vec<(Column, Option<Reported>)> {
        vec![
            (Column::Estimate, self.estimate),
            (Column::CiLower, self.ci_lower),
            (Column::CiUpper, self.ci_upper),
            (Column::CiLevel, self.ci_level),
            (Column::Se, self.se),
            (Column::P, self.p),
            (Column::ReductionPercent, self.reduction_percent),
            (Column::ReductionLower, self.reduction_lower),
            (Column::ReductionUpper, self.reduction_upper),
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

    fn figures(&self) -> Vec<(Column, Option<Reported>)> {
        vec![
            (Column::N, self.n),
            (Column::Events, self.events),
            (Column::PersonTime, self.person_time),
            (Column::Rate, self.rate),
            (Column::Percent, self.percent),
            (Column::Mean, self.mean),
            (Column::Sd, self.sd),
            (Column::Se, self.se),
            (Column::Median, self.median),
            (Column::Q1, self.q1),
            (Column::Q3, self.q3),
            (Column::Min, self.min),
            (Column::Max, self.max),
            (Column::CiLower, self.ci_lower),
            (Column::CiUpper, self.ci_upper),
            (Column::CiLevel, self.ci_level),
        ]
    }

    fn locator(&self) -> &str {
        &self.locator
    }

    fn row(&self) -> Row {
        self.row
    }
}
