//! Errors of a hand that copies results, planted one at a time, and whether a check finds them.

mod judge;
mod slips;

pub use judge::{Baseline, Outcome, Verdict, judge};

use crate::sheet::{Cell, Tables, is_result};
use fastrand::Rng;
use slips::{printed_like, slip};
use trialpool_ingest::{Reported, TableKind};

macro_rules! classes {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// A kind of error.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $(#[doc = $name] $variant),+ }

        impl Class {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// What it is called.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

classes! {
    Transposed = "digits transposed",
    Shifted = "decimal point shifted",
    Mistyped = "digit mistyped",
    Dropped = "digit dropped or doubled",
    ArmsSwapped = "arms swapped",
    SignFlipped = "sign or direction flipped",
    SpreadConfused = "SE, SD or variance confused",
    LevelWrong = "level of the interval wrong",
    LimitMistyped = "limit of an interval mistyped",
    NonEvents = "events and non-events swapped",
    WrongN = "wrong n",
    WrongRow = "figures of another row",
    LogRatio = "logarithm entered as ratio",
    PercentAsRatio = "reduction entered as ratio",
    DuplicateTrial = "trial entered twice",
    WrongP = "wrong p",
    WrongUnit = "wrong unit",
}

/// A registry with one error.
#[derive(Debug, Clone)]
pub struct Planted {
    /// What was done.
    pub class: Class,
    /// The registry.
    pub tables: Tables,
    /// The cells that changed, with what they held.
    pub changed: Vec<(Cell, String)>,
    /// The rows that were added, by sheet and row.
    pub added: Vec<(usize, usize)>,
}

/// The figures of a row, as against what says where it belongs.
const FIGURES: [&str; 23] = [
    "estimate",
    "ci_lower",
    "ci_upper",
    "se",
    "p",
    "reduction_percent",
    "reduction_lower",
    "reduction_upper",
    "n",
    "events",
    "person_time",
    "rate",
    "percent",
    "mean",
    "sd",
    "median",
    "q1",
    "q3",
    "min",
    "max",
    "ci_level",
    "p_operator",
    "unit",
];

/// The figures that are numbers to copy.
const NUMBERS: usize = 20;

/// How many rows are tried: most offer no error of most classes.
const TRIES: usize = 2000;

/// Plants one error of a class, beyond what rounding hides; `None` where no row that was drawn
/// offers one.
pub fn plant(class: Class, clean: &Tables, rng: &mut Rng) -> Option<Planted> {
    let mut planter = Planter {
        tables: clean.clone(),
        changed: Vec::new(),
        rng,
    };
    for _ in 0..TRIES {
        let added = planter.plant(class);
        let beyond =
            |(cell, before): &(Cell, String)| beyond_rounding(before, planter.tables.text(*cell));
        if let Some(added) = added
            && (!added.is_empty() || planter.changed.iter().any(beyond))
        {
            let Planter {
                tables, changed, ..
            } = planter;
            return Some(Planted {
                class,
                tables,
                changed,
                added,
            });
        }
        for (cell, before) in planter.changed.drain(..).rev() {
            planter.tables.sheets[cell.sheet].rows[cell.row][cell.column] = before;
        }
    }
    None
}

/// Whether no value prints as both.
fn beyond_rounding(before: &str, after: &str) -> bool {
    match (Reported::parse(before), Reported::parse(after)) {
        (Ok(before), Ok(after)) => {
            let ((low, high), (from, to)) = (before.interval(), after.interval());
            from > high + 1e-9 || low > to + 1e-9
        }
        _ => before != after,
    }
}

struct Planter<'r> {
    tables: Tables,
    changed: Vec<(Cell, String)>,
    rng: &'r mut Rng,
}

impl Planter<'_> {
    /// Tries one row; the rows that were added.
    fn plant(&mut self, class: Class) -> Option<Vec<(usize, usize)>> {
        match class {
            Class::Transposed | Class::Shifted | Class::Mistyped | Class::Dropped => {
                let cell = self.figure(&FIGURES[..NUMBERS])?;
                self.slip(class, cell)?;
            }
            Class::LimitMistyped => {
                let cell = self.figure(&["ci_lower", "ci_upper"])?;
                let kind = [
                    Class::Mistyped,
                    Class::Transposed,
                    Class::Dropped,
                    Class::Shifted,
                ];
                let kind = kind[self.rng.usize(0..kind.len())];
                self.slip(kind, cell)?;
            }
            Class::ArmsSwapped => self.swap_arms()?,
            Class::SignFlipped => self.flip()?,
            Class::SpreadConfused => self.confuse_spread()?,
            Class::LevelWrong => {
                let cell = self.figure(&["ci_level"])?;
                let other = match self.tables.text(cell) {
                    "95" => ["99", "90"][self.rng.usize(0..2)],
                    _ => "95",
                };
                self.set(cell, other.to_owned());
            }
            Class::NonEvents => {
                let events = self.figure(&["events"])?;
                let n = self.value(self.beside(events, "n")?)?;
                let count = self.value(events)?;
                // Several events a participant have no opposite.
                let timed = self.beside(events, "person_time");
                if timed.is_some_and(|cell| !self.tables.text(cell).is_empty()) || count > n {
                    return None;
                }
                self.set(events, (n - count).to_string());
            }
            Class::WrongN => {
                let n = self.figure(&["n"])?;
                let trial = self.same_trial(n);
                let mut others: Vec<String> = trial
                    .iter()
                    .map(|row| self.text((n.sheet, *row), "n"))
                    .collect();
                others.extend(self.sizes(n));
                let other = self.rng.choice(others)?;
                self.set(n, other);
            }
            Class::WrongRow => self.other_row()?,
            Class::LogRatio => self.ratio(|_, values| values.map(f64::ln))?,
            Class::PercentAsRatio => self.ratio(|rng, [estimate, lower, upper]| {
                let factor = if rng.bool() { 1.0 } else { 100.0 };
                let reduction = |ratio: f64| factor * (1.0 - ratio);
                [reduction(estimate), reduction(upper), reduction(lower)]
            })?,
            Class::DuplicateTrial => return self.duplicate(),
            Class::WrongP => self.wrong_p()?,
            Class::WrongUnit => self.wrong_unit()?,
        }
        Some(Vec::new())
    }

    fn set(&mut self, cell: Cell, text: String) {
        let place = &mut self.tables.sheets[cell.sheet].rows[cell.row][cell.column];
        if *place != text {
            let before = std::mem::replace(place, text);
            self.changed.push((cell, before));
        }
    }

    fn text(&self, (sheet, row): (usize, usize), column: &str) -> String {
        self.tables.sheets[sheet].text(row, column).to_owned()
    }

    fn value(&self, cell: Cell) -> Option<f64> {
        self.tables.text(cell).parse().ok()
    }

    fn at(&self, (sheet, row): (usize, usize), column: &str) -> Option<Cell> {
        let column = self.tables.sheets[sheet].column(column)?;
        Some(Cell { sheet, row, column })
    }

    fn beside(&self, cell: Cell, column: &str) -> Option<Cell> {
        self.at((cell.sheet, cell.row), column)
    }

    /// A row of results, every one as likely.
    fn result(&mut self, wanted: impl Fn(TableKind) -> bool) -> Option<(usize, usize)> {
        let sheets = self.tables.sheets.iter().enumerate();
        let sheets: Vec<(usize, usize)> = sheets
            .filter(|(_, sheet)| is_result(sheet.kind) && wanted(sheet.kind))
            .map(|(index, sheet)| (index, sheet.rows.len()))
            .collect();
        let total = sheets.iter().map(|(_, rows)| rows).sum();
        let mut drawn = if total == 0 {
            return None;
        } else {
            self.rng.usize(0..total)
        };
        for (sheet, rows) in sheets {
            if drawn < rows {
                return Some((sheet, drawn));
            }
            drawn -= rows;
        }
        None
    }

    /// One of the named figures of some row that reports one.
    fn figure(&mut self, columns: &[&str]) -> Option<Cell> {
        let row = self.result(|_| true)?;
        let cells = columns.iter().filter_map(|column| self.at(row, column));
        let reported: Vec<_> = cells
            .filter(|cell| !self.tables.text(*cell).is_empty())
            .collect();
        self.rng.choice(reported)
    }

    fn slip(&mut self, class: Class, cell: Cell) -> Option<()> {
        let text = slip(class, self.tables.text(cell), self.rng)?;
        self.set(cell, text);
        Some(())
    }

    /// The other rows of the same trial in the same file.
    fn same_trial(&self, cell: Cell) -> Vec<usize> {
        let sheet = &self.tables.sheets[cell.sheet];
        let trial = sheet.text(cell.row, "trial");
        let rows = 0..sheet.rows.len();
        rows.filter(|row| *row != cell.row && sheet.text(*row, "trial") == trial)
            .collect()
    }

    /// The sizes of the trial and of its arms.
    fn sizes(&self, cell: Cell) -> Vec<String> {
        let id = self.text((cell.sheet, cell.row), "trial");
        let mut sizes = Vec::new();
        for sheet in &self.tables.sheets {
            let key = match sheet.kind {
                TableKind::Trials => "id",
                TableKind::Arms => "trial",
                _ => continue,
            };
            let rows = (0..sheet.rows.len()).filter(|row| sheet.text(*row, key) == id);
            sizes.extend(rows.map(|row| sheet.text(row, "participants").to_owned()));
        }
        sizes.retain(|size| !size.is_empty());
        sizes
    }

    fn exchange(&mut self, a: (usize, usize), b: (usize, usize)) {
        for column in FIGURES {
            let (Some(to), Some(from)) = (self.at(a, column), self.at(b, column)) else {
                continue;
            };
            let [ours, theirs] = [to, from].map(|cell| self.tables.text(cell).to_owned());
            self.set(to, theirs);
            self.set(from, ours);
        }
    }

    fn swap_arms(&mut self) -> Option<()> {
        let (sheet, row) = self.result(|kind| kind == TableKind::ArmResults)?;
        let table = &self.tables.sheets[sheet];
        let same = |column, other: usize| table.text(other, column) == table.text(row, column);
        let place = ["trial", "outcome", "timepoint", "subgroup", "source"];
        let others = (0..table.rows.len()).filter(|other| {
            place.into_iter().all(|column| same(column, *other)) && !same("arm", *other)
        });
        let others: Vec<usize> = others.collect();
        let other = self.rng.choice(others)?;
        self.exchange((sheet, row), (sheet, other));
        Some(())
    }

    fn other_row(&mut self) -> Option<()> {
        let (sheet, row) = self.result(|_| true)?;
        let measure = self.text((sheet, row), "measure");
        let others = self.same_trial(Cell {
            sheet,
            row,
            column: 0,
        });
        let others = others
            .into_iter()
            .filter(|other| self.text((sheet, *other), "measure") == measure);
        // A row that reports the same figures: of another arm, outcome, time or subgroup.
        let reported =
            |row: usize| FIGURES.map(|column| self.text((sheet, row), column).is_empty());
        let others: Vec<usize> = others
            .filter(|other| reported(*other) == reported(row))
            .collect();
        let other = self.rng.choice(others)?;
        for column in FIGURES {
            if let Some(cell) = self.at((sheet, row), column) {
                self.set(cell, self.text((sheet, other), column));
            }
        }
        Some(())
    }

    /// The estimate and limits of a row of ratios, or those of differences.
    fn comparison(&mut self, ratios: bool) -> Option<[Option<Cell>; 3]> {
        let row = self.result(|kind| kind == TableKind::Contrasts)?;
        let difference = matches!(
            self.text(row, "measure").as_str(),
            "RD" | "IRD" | "MD" | "SMD"
        );
        let reported = ["estimate", "ci_lower", "ci_upper"].map(|column| {
            let cell = self.at(row, column)?;
            (!self.tables.text(cell).is_empty()).then_some(cell)
        });
        (difference != ratios && reported[0].is_some()).then_some(reported)
    }

    /// Replaces an estimate and its limits; `of` keeps their order or turns it as it should.
    fn replace(&mut self, cells: [Option<Cell>; 3], of: impl Fn(&mut Rng, [f64; 3]) -> [f64; 3]) {
        let values = cells.map(|cell| cell.and_then(|cell| self.value(cell)).unwrap_or(f64::NAN));
        let replaced = of(self.rng, values);
        for (cell, value) in cells.into_iter().zip(replaced) {
            if let Some(cell) = cell {
                let text = printed_like(self.tables.text(cell), value);
                self.set(cell, text);
            }
        }
    }

    fn ratio(&mut self, of: impl Fn(&mut Rng, [f64; 3]) -> [f64; 3]) -> Option<()> {
        let cells = self.comparison(true)?;
        if cells
            .into_iter()
            .flatten()
            .any(|cell| self.value(cell).is_none_or(|value| value <= 0.0))
        {
            return None;
        }
        self.replace(cells, of);
        Some(())
    }

    fn flip(&mut self) -> Option<()> {
        let ratios = self.rng.bool();
        let mut cells = self.comparison(ratios)?;
        if ratios {
            self.replace(cells, |_, [estimate, lower, upper]| {
                [estimate.recip(), upper.recip(), lower.recip()]
            });
        } else {
            // The sign of the estimate alone, or the direction of the whole.
            if self.rng.bool() {
                cells = [cells[0], None, None];
            }
            self.replace(cells, |_, [estimate, lower, upper]| {
                [-estimate, -upper, -lower]
            });
        }
        Some(())
    }

    fn confuse_spread(&mut self) -> Option<()> {
        let cell = self.figure(&["sd", "se"])?;
        let column = self.tables.sheets[cell.sheet].header[cell.column].clone();
        let n = self.value(self.beside(cell, "n")?)?;
        let value = self.value(cell)?;
        let confused = match (column.as_str(), self.rng.bool()) {
            ("sd", true) => value / n.sqrt(),
            ("sd", false) => value * value,
            _ => value * n.sqrt(),
        };
        let text = printed_like(self.tables.text(cell), confused);
        self.set(cell, text);
        Some(())
    }

    fn wrong_p(&mut self) -> Option<()> {
        let cell = self.figure(&["p"])?;
        if self.rng.bool() {
            let kind = [Class::Mistyped, Class::Shifted, Class::Dropped][self.rng.usize(0..3)];
            return self.slip(kind, cell);
        }
        let others = self.same_trial(cell);
        let other = self.rng.choice(others)?;
        for column in ["p", "p_operator"] {
            let text = self.text((cell.sheet, other), column);
            if text.is_empty() {
                return None;
            }
            self.set(self.beside(cell, column)?, text);
        }
        Some(())
    }

    fn wrong_unit(&mut self) -> Option<()> {
        const VALUES: [&str; 11] = [
            "mean", "sd", "se", "median", "q1", "q3", "min", "max", "ci_lower", "ci_upper", "rate",
        ];
        let (sheet, row) = self.result(|kind| kind == TableKind::ArmResults)?;
        let timed = !self.text((sheet, row), "person_time").is_empty() && self.rng.bool();
        let columns: &[&str] = if timed { &["person_time"] } else { &VALUES };
        let factors: &[f64] = if timed {
            &[12.0, 52.18, 365.25]
        } else {
            &[10.0, 0.1, 12.0, 100.0, 1000.0, 0.01]
        };
        let factor = factors[self.rng.usize(0..factors.len())];
        let place = ["trial", "outcome", "timepoint", "subgroup", "source"];
        let whole = self.rng.bool();
        let table = &self.tables.sheets[sheet];
        let same = |other: &usize| {
            place
                .into_iter()
                .all(|column| table.text(*other, column) == table.text(row, column))
        };
        let rows: Vec<usize> = (0..table.rows.len())
            .filter(|other| *other == row || (whole && same(other)))
            .collect();
        for row in rows {
            // A percentage is in no other unit.
            if !self.text((sheet, row), "percent").is_empty() {
                return None;
            }
            for column in columns {
                let Some(cell) = self.at((sheet, row), column) else {
                    continue;
                };
                if let Some(value) = self.value(cell) {
                    let text = printed_like(self.tables.text(cell), value * factor);
                    self.set(cell, text);
                }
            }
        }
        Some(())
    }

    /// Enters a trial again under another id and name, with all or half of its results.
    fn duplicate(&mut self) -> Option<Vec<(usize, usize)>> {
        let (sheet, row) = self.result(|_| true)?;
        let id = self.text((sheet, row), "trial");
        let again = format!("{id}-extended");
        let (numbered, half) = (self.rng.bool(), self.rng.bool());
        let mut added = Vec::new();
        for (index, sheet) in self.tables.sheets.iter_mut().enumerate() {
            let key = match sheet.kind {
                TableKind::Trials => "id",
                TableKind::Arms | TableKind::Contrasts | TableKind::ArmResults => "trial",
                _ => continue,
            };
            let mut rows: Vec<_> = (0..sheet.rows.len())
                .filter(|row| sheet.text(*row, key) == id)
                .collect();
            if half && is_result(sheet.kind) {
                rows.truncate(rows.len().div_ceil(2));
            }
            let key = sheet.column(key)?;
            let [name, number] = ["name", "registration"].map(|column| sheet.column(column));
            for row in rows {
                let mut copy = sheet.rows[row].clone();
                copy[key].clone_from(&again);
                if sheet.kind == TableKind::Trials {
                    // Under the name of its authors, without the number, or with it.
                    copy[name?] = format!("Author {}", 2000 + row % 20);
                    if !numbered && let Some(number) = number {
                        copy[number].clear();
                    }
                }
                added.push((index, sheet.rows.len()));
                sheet.rows.push(copy);
            }
        }
        Some(added)
    }
}
