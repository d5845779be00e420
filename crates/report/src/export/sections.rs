//! The tables of what a protocol asks to be shown beside a result.

mod hypotheses;
mod moderators;

pub(crate) use moderators::{level_name, moderator_name};

use super::table::{Cell, Column, Row, Section, Table, Value};
use crate::language::Words;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Asked, BaujatPoint, InfluencePanel, Tau2Profile};

/// A table of its own kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SectionTable {
    /// What a file of it is called, after the name of the analysis.
    pub(crate) suffix: &'static str,
    /// The table; its title says what it is about.
    pub(crate) table: Table,
}

/// The tables of the sections whose rows are no results: those stand in the table of results.
pub(crate) fn tables(words: &Words, analysis: &Analysis) -> Vec<SectionTable> {
    let sections = &analysis.sections;
    let writer = Writer { words, analysis };
    let influence = sections.influence.as_ref().and_then(Asked::found);
    let baujat = sections.baujat.as_ref().and_then(Asked::found);
    let profile = sections.tau2_profile.as_ref().and_then(Asked::found);
    let regression = sections.regression.as_ref().and_then(Asked::found);
    let mut tables = Vec::new();
    tables.extend(influence.map(|panel| writer.influence(panel)));
    tables.extend(baujat.map(|points| writer.baujat(points)));
    tables.extend(profile.map(|profile| writer.profile(profile)));
    if let Some(regression) = regression {
        tables.push(writer.coefficients(regression));
        tables.extend(writer.contrasts(regression));
        let comparison = regression.comparison.as_ref();
        tables.extend(comparison.map(|comparison| writer.comparison(comparison)));
        tables.extend(writer.levels(regression));
        tables.push(writer.studies(regression));
    }
    tables
}

struct Writer<'a> {
    words: &'a Words,
    analysis: &'a Analysis,
}

impl Writer<'_> {
    fn influence(&self, panel: &InfluencePanel) -> SectionTable {
        let numbers = self.words.numbers();
        let columns = vec![
            self.text_column("study", "column-study"),
            self.number_column("studentised_residual", "chart-influence-rstudent"),
            self.number_column("dffits", "chart-influence-dffits"),
            self.number_column("cook_distance", "chart-influence-cook"),
            self.number_column("covariance_ratio", "chart-influence-cov-ratio"),
            self.number_column("tau2_without", "chart-influence-tau2"),
            self.number_column("q_without", "chart-influence-q"),
            self.number_column("leverage", "chart-influence-hat"),
            self.number_column("weight_percent", "chart-influence-weight"),
            self.text_column("influential", "column-influential"),
        ];
        let rows = panel.studies.iter().map(|study| {
            let two = |value: Option<f64>| number(value, |value| numbers.statistic(value));
            let variance = |value: Option<f64>| number(value, |value| numbers.variance(value));
            vec![
                text(&study.study, &study.study),
                two(study.studentised_residual),
                two(study.dffits),
                variance(study.cook_distance),
                variance(study.covariance_ratio),
                variance(study.tau2_without),
                two(study.q_without),
                variance(Some(study.leverage)),
                number(Some(study.weight_percent), |value| numbers.weight(value)),
                Cell {
                    value: Value::Flag(study.influential),
                    shown: if study.influential {
                        self.words.text("yes")
                    } else {
                        String::new()
                    },
                },
            ]
        });
        self.table("-influence", "table-influence", columns, shown(rows))
    }

    fn baujat(&self, points: &[BaujatPoint]) -> SectionTable {
        let numbers = self.words.numbers();
        let columns = vec![
            self.text_column("study", "column-study"),
            self.number_column("heterogeneity", "chart-axis-contribution"),
            self.number_column("influence", "chart-axis-influence"),
        ];
        let rows = points.iter().map(|point| {
            let value = |value| number(Some(value), |value| numbers.variance(value));
            vec![
                text(&point.study, &point.study),
                value(point.heterogeneity),
                value(point.influence),
            ]
        });
        self.table("-baujat", "table-baujat", columns, shown(rows))
    }

    /// Readers get the points that they can read off; programs the whole curve.
    fn profile(&self, profile: &Tau2Profile) -> SectionTable {
        let numbers = self.words.numbers();
        let columns = vec![
            self.text_column("point", "column-point"),
            self.number_column("tau2", "column-tau2"),
            self.number_column("log_likelihood", "column-log-likelihood"),
        ];
        let point = |id: &'static str, tau2: f64, height: f64, is_shown: bool| {
            let mut row = row(vec![
                text(id.trim_start_matches("point-"), &self.words.text(id)),
                number(Some(tau2), |value| numbers.variance(value)),
                number(Some(height), |value| numbers.statistic(value)),
            ]);
            row.shown = is_shown;
            row
        };
        let mut rows: Vec<Row> = Vec::new();
        if let Some([tau2, height]) = profile.points.first() {
            rows.push(point("point-zero", *tau2, *height, true));
        }
        let [tau2, height] = profile.maximum;
        rows.push(point("point-maximum", tau2, height, true));
        let limits = ["point-lower", "point-upper"].into_iter();
        for (id, limit) in limits.zip(profile.interval) {
            // At 0 the likelihood is still above the threshold: the row of no variance stands for it.
            if let Some(limit) = limit.filter(|limit| *limit > 0.0) {
                rows.push(point(id, limit, profile.threshold, true));
            }
        }
        let curve = profile.points.iter();
        rows.extend(curve.map(|[tau2, height]| point("point-curve", *tau2, *height, false)));
        self.table("-tau2-profile", "table-tau2-profile", columns, rows)
    }

    fn table(
        &self,
        suffix: &'static str,
        title: &str,
        columns: Vec<Column>,
        rows: Vec<Row>,
    ) -> SectionTable {
        let title = self.words.format(
            title,
            &Arguments::new().text("title", self.words.localized(&self.analysis.title)),
        );
        SectionTable {
            suffix,
            table: Table {
                id: self.analysis.id.clone(),
                title: title.clone(),
                columns,
                sections: vec![Section {
                    heading: title,
                    rows,
                    notes: Vec::new(),
                }],
            },
        }
    }

    fn text_column(&self, key: &'static str, heading: &str) -> Column {
        Column {
            key,
            heading: Some(self.words.text(heading)),
            numeric: false,
        }
    }

    fn number_column(&self, key: &'static str, heading: &str) -> Column {
        Column {
            numeric: true,
            ..self.text_column(key, heading)
        }
    }
}

/// A column that only programs get.
fn hidden_column(key: &'static str) -> Column {
    Column {
        key,
        heading: None,
        numeric: false,
    }
}

fn text(value: &str, shown: &str) -> Cell {
    Cell {
        value: Value::text(value),
        shown: shown.to_owned(),
    }
}

fn number(value: Option<f64>, show: impl Fn(f64) -> String) -> Cell {
    Cell {
        value: Value::number(value),
        shown: value.map_or_else(String::new, show),
    }
}

fn row(cells: Vec<Cell>) -> Row {
    Row {
        pooled: false,
        shown: true,
        cells,
    }
}

fn shown(rows: impl Iterator<Item = Vec<Cell>>) -> Vec<Row> {
    rows.map(row).collect()
}

#[cfg(test)]
mod tests;
