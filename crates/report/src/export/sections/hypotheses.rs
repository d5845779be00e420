//! The tables of hypotheses about coefficients, and of models that are compared.

use super::{Cell, Column, SectionTable, Value, Writer, hidden_column, number, shown, text};
use trialpool_language::Arguments;
use trialpool_review::findings::{Comparison, Regression, Scale};

impl Writer<'_> {
    /// Each contrast by itself, if there are any.
    pub(super) fn contrasts(&self, regression: &Regression) -> Option<SectionTable> {
        if regression.contrasts.is_empty() {
            return None;
        }
        let (words, numbers) = (self.words, self.words.numbers());
        let level = numbers.level(self.analysis.settings.level);
        let heading = words.format("column-difference", &Arguments::new().text("level", level));
        let statistic = match regression.df {
            None => "column-statistic-z",
            Some(_) => "column-statistic-t",
        };
        let columns = vec![
            self.text_column("hypothesis", "column-hypothesis"),
            Column {
                heading: Some(heading),
                ..self.number_column("difference", "column-coefficient")
            },
            self.number_column("standard_error", "column-standard-error"),
            hidden_column("ci_lower"),
            hidden_column("ci_upper"),
            self.number_column("statistic", statistic),
            self.number_column("p", "column-p"),
        ];
        let rows = regression.contrasts.iter().flat_map(|test| &test.contrasts);
        let rows = rows.map(|row| {
            let [lower, upper] = row.interval;
            vec![
                text(&row.hypothesis, &row.hypothesis),
                number(Some(row.estimate), |value| {
                    numbers.effect(Scale::Identity, value, [lower, upper])
                }),
                number(Some(row.standard_error), |value| numbers.variance(value)),
                Cell::hidden(Value::number(Some(lower))),
                Cell::hidden(Value::number(Some(upper))),
                number(row.statistic, |value| numbers.statistic(value)),
                number(Some(row.p), |value| numbers.p(value)),
            ]
        });
        Some(self.table("-contrasts", "table-contrasts", columns, shown(rows)))
    }

    /// The two models of a comparison.
    pub(super) fn comparison(&self, comparison: &Comparison) -> SectionTable {
        let numbers = self.words.numbers();
        let columns = vec![
            self.text_column("formula", "column-model"),
            self.number_column("coefficients", "column-coefficients"),
            self.number_column("log_likelihood", "column-log-likelihood"),
            self.number_column("aic", "column-aic"),
            self.number_column("aicc", "column-aicc"),
            self.number_column("bic", "column-bic"),
            self.number_column("tau2", "column-tau2"),
            self.number_column("q", "column-residual-q"),
        ];
        let rows = [&comparison.full, &comparison.reduced].into_iter();
        let rows = rows.map(|model| {
            let two = |value: Option<f64>| number(value, |value| numbers.statistic(value));
            vec![
                text(&model.formula, &model.formula),
                Cell {
                    value: Value::Count(model.coefficients as u64),
                    shown: numbers.count(model.coefficients as u64),
                },
                two(Some(model.log_likelihood)),
                two(Some(model.aic)),
                two(model.aicc),
                two(Some(model.bic)),
                number(Some(model.tau2), |value| numbers.variance(value)),
                two(Some(model.q)),
            ]
        });
        self.table("-comparison", "table-comparison", columns, shown(rows))
    }
}
