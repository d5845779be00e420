//! The tables of a regression, and the names in them.

use super::{Cell, Column, SectionTable, Value, Writer, hidden_column, number, row, shown, text};
use crate::export::table::Row;
use crate::forest::wording::measure_heading;
use crate::language::{Words, capitalised};
use trialpool_language::Arguments;
use trialpool_review::findings::{
    Coefficient, CoefficientPart, Level, ModeratorValue, Regression, RegressionStudy, Scale,
};

impl Writer<'_> {
    pub(super) fn coefficients(&self, regression: &Regression) -> SectionTable {
        let (words, numbers) = (self.words, self.words.numbers());
        let level = numbers.level(self.analysis.settings.level);
        // Steps of the other scales of proportions and rates multiply nothing.
        let is_ratio = matches!(
            self.analysis.scale,
            Scale::Log | Scale::LogProportion | Scale::Logit
        );
        let statistic = match regression.df {
            None => "column-statistic-z",
            Some(_) => "column-statistic-t",
        };
        let heading = |id: &str| {
            let arguments = Arguments::new()
                .text("measure", self.ratio())
                .text("level", level.as_str());
            Some(words.format(id, &arguments))
        };
        let mut columns = vec![
            self.text_column("term", "column-term"),
            Column {
                heading: heading("column-coefficient-interval"),
                ..self.number_column("coefficient", "column-coefficient")
            },
            self.number_column("standard_error", "column-standard-error"),
            hidden_column("ci_lower"),
            hidden_column("ci_upper"),
            self.number_column("statistic", statistic),
            self.number_column("p", "column-p"),
        ];
        if is_ratio {
            columns.push(Column {
                heading: heading("column-ratio"),
                ..self.number_column("ratio", "column-coefficient")
            });
        }
        let permutation = regression.permutation.as_ref();
        if permutation.is_some() {
            columns.push(self.number_column("p_permutation", "column-p-permutation"));
        }
        let rows = regression.coefficients.iter().enumerate();
        let rows = rows.map(|(place, coefficient)| {
            let [lower, upper] = coefficient.interval;
            let identity = Scale::Identity;
            let mut cells = vec![
                text(&coefficient.name, &coefficient_name(words, coefficient)),
                number(Some(coefficient.estimate), |value| {
                    numbers.effect(identity, value, [lower, upper])
                }),
                number(Some(coefficient.standard_error), |value| {
                    numbers.variance(value)
                }),
                Cell::hidden(Value::number(Some(lower))),
                Cell::hidden(Value::number(Some(upper))),
                number(Some(coefficient.statistic), |value| {
                    numbers.statistic(value)
                }),
                number(Some(coefficient.p), |value| numbers.p(value)),
            ];
            if is_ratio {
                cells.push(self.ratio_cell(coefficient));
            }
            if let Some(test) = permutation {
                let p = test.p.get(place).copied();
                cells.push(number(p, |value| numbers.p(value)));
            }
            cells
        });
        self.table("-regression", "table-regression", columns, shown(rows))
    }

    /// What a step of one unit multiplies the effect by; the intercept is no step.
    fn ratio_cell(&self, coefficient: &Coefficient) -> Cell {
        let numbers = self.words.numbers();
        let ratio = (!coefficient.parts.is_empty())
            .then(|| crate::number::display_value(Scale::Log, coefficient.estimate));
        number(ratio, |_| {
            numbers.effect(Scale::Log, coefficient.estimate, coefficient.interval)
        })
    }

    /// What ratios of the measure are called: a step of log odds multiplies odds.
    fn ratio(&self) -> String {
        match self.analysis.scale {
            Scale::Logit => self.words.code("measure-short", "OR"),
            _ => measure_heading(self.words, self.analysis),
        }
    }

    /// What is expected at the levels of factors, if there are any.
    pub(super) fn levels(&self, regression: &Regression) -> Option<SectionTable> {
        if regression.levels.is_empty() {
            return None;
        }
        let (words, numbers, scale) = (self.words, self.words.numbers(), self.analysis.scale);
        let columns = vec![
            hidden_column("moderator"),
            self.text_column("level", "column-group"),
            self.number_column("k", "plot-k"),
            Column {
                heading: Some(self.effect_heading()),
                ..self.number_column("estimate", "column-coefficient")
            },
            hidden_column("ci_lower"),
            hidden_column("ci_upper"),
            self.number_column("prediction", "column-prediction"),
            hidden_column("prediction_lower"),
            hidden_column("prediction_upper"),
        ];
        let rows = regression.levels.iter().map(|level| {
            let [lower, upper] = level.interval;
            let prediction = level.prediction;
            let bound = |place: usize| Value::number(prediction.map(|bounds| bounds[place]));
            vec![
                Cell::hidden(Value::text(&level.moderator)),
                text(
                    &level.level.code,
                    &level_name(words, &level.moderator, &level.level),
                ),
                Cell {
                    value: Value::Count(level.k as u64),
                    shown: numbers.count(level.k as u64),
                },
                number(Some(level.estimate), |value| {
                    numbers.effect(scale, value, [lower, upper])
                }),
                Cell::hidden(Value::number(Some(lower))),
                Cell::hidden(Value::number(Some(upper))),
                Cell {
                    value: Value::Empty,
                    shown: prediction
                        .map_or_else(String::new, |bounds| numbers.interval(scale, bounds)),
                },
                Cell::hidden(bound(0)),
                Cell::hidden(bound(1)),
            ]
        });
        Some(self.table("-levels", "table-levels", columns, shown(rows)))
    }

    pub(super) fn studies(&self, regression: &Regression) -> SectionTable {
        let (words, numbers, scale) = (self.words, self.words.numbers(), self.analysis.scale);
        let mut columns = vec![
            self.text_column("study", "column-study"),
            hidden_column("trial"),
        ];
        let moderators = regression.studies.first();
        for value in moderators.iter().flat_map(|study| &study.moderators) {
            columns.push(Column {
                key: moderator_key(&value.moderator),
                heading: Some(capitalised(&moderator_name(words, &value.moderator))),
                numeric: value.number.is_some(),
            });
        }
        columns.extend([
            Column {
                heading: Some(self.effect_heading()),
                ..self.number_column("estimate", "column-coefficient")
            },
            hidden_column("standard_error"),
            self.number_column("fitted", "column-fitted"),
            self.number_column("weight_percent", "column-weight"),
        ]);
        let rows = regression.studies.iter().map(|study| {
            let mut cells = vec![
                text(&study.study, &study.study),
                Cell::hidden(Value::text(&study.trial)),
            ];
            let values = study.moderators.iter();
            cells.extend(values.map(|value| self.moderator_cell(value)));
            cells.extend([
                number(Some(study.estimate), |_| {
                    let (estimate, interval) = self.shown(study);
                    numbers.effect(scale, estimate, interval)
                }),
                Cell::hidden(Value::number(Some(study.standard_error))),
                number(Some(study.fitted), |value| numbers.estimate(scale, value)),
                number(Some(study.weight_percent), |value| numbers.weight(value)),
            ]);
            row(cells)
        });
        let rows: Vec<Row> = rows.collect();
        self.table("-moderators", "table-regression-studies", columns, rows)
    }

    /// The estimate and the interval that the forest plot shows for the study.
    fn shown(&self, study: &RegressionStudy) -> (f64, [f64; 2]) {
        let effects = self.analysis.main.effects.iter();
        let mut same = effects.filter(|effect| {
            effect.trial == study.trial
                && effect.label == study.study
                && effect.estimate == study.estimate
        });
        let estimate = study.estimate_on(self.analysis.scale);
        (
            estimate,
            same.next().map_or([f64::NAN; 2], |effect| effect.interval),
        )
    }

    fn moderator_cell(&self, value: &ModeratorValue) -> Cell {
        match (&value.number, &value.level) {
            (Some(_), _) => number(value.number, |number| {
                moderator_number(self.words, &value.moderator, number)
            }),
            (None, Some(level)) => text(
                &level.code,
                &level_name(self.words, &value.moderator, level),
            ),
            (None, None) => Cell::default(),
        }
    }

    fn effect_heading(&self) -> String {
        let words = self.words;
        let arguments = Arguments::new()
            .text("measure", measure_heading(words, self.analysis))
            .text("level", words.numbers().level(self.analysis.settings.level));
        words.format("plot-effect", &arguments)
    }
}

/// A number of a moderator: years without a separator of thousands.
fn moderator_number(words: &Words, moderator: &str, number: f64) -> String {
    match moderator {
        "year" => format!("{number:.0}"),
        _ => words.numbers().short(number),
    }
}

/// The stable name of a moderator's column.
pub(super) fn moderator_key(moderator: &str) -> &'static str {
    const KEYS: [&str; 12] = [
        "year",
        "phase",
        "blinding",
        "design",
        "population",
        "participants",
        "treatment",
        "class",
        "mechanism",
        "comparator",
        "weeks",
        "baseline_risk",
    ];
    let known = KEYS.into_iter().find(|key| *key == moderator);
    known.unwrap_or("moderator")
}

/// What readers call a moderator.
pub(crate) fn moderator_name(words: &Words, moderator: &str) -> String {
    words.code("moderator", moderator)
}

/// What readers call a level: as the registry does, or the words for a code of the program.
pub(crate) fn level_name(words: &Words, moderator: &str, level: &Level) -> String {
    if level.label.is_empty() {
        return match moderator {
            "design" => words.code("design", &level.code),
            "blinding" => words.code("blinding", &level.code),
            _ => level.code.clone(),
        };
    }
    words.localized(&level.label)
}

/// What readers call a coefficient.
fn coefficient_name(words: &Words, coefficient: &Coefficient) -> String {
    let names = coefficient.parts.iter().map(|part| part_name(words, part));
    let product = names.reduce(|one, other| {
        words.format(
            "coefficient-product",
            &Arguments::new().text("one", one).text("other", other),
        )
    });
    product.unwrap_or_else(|| words.text("coefficient-intercept"))
}

fn part_name(words: &Words, part: &CoefficientPart) -> String {
    let moderator = moderator_name(words, &part.moderator);
    let arguments = Arguments::new().text("moderator", moderator.as_str());
    if let Some(level) = &part.level {
        let level = level_name(words, &part.moderator, level);
        return words.format("coefficient-level", &arguments.text("level", level));
    }
    let basis = part.basis.as_deref().unwrap_or_default();
    let mut pieces = basis.split(' ');
    let id = match pieces.next() {
        Some("poly") => "coefficient-poly",
        Some("rcs") => "coefficient-rcs",
        _ => return moderator,
    };
    let mut piece = || pieces.next().unwrap_or_default().to_owned();
    let arguments = arguments.text("count", piece()).text("place", piece());
    words.format(id, &arguments)
}
