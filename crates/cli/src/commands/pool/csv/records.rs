//! The rows of the CSV output, by kind.

use super::super::document::{Document, Predicted, Statistics};
use super::super::lines::{Line, LineKind};
use super::super::sections::InfluenceEntry;
use super::super::tests_of_model::JointTest;

/// A row: what it is about, and the numbers that it has.
#[derive(Default)]
pub(super) struct Record {
    pub(super) kind: &'static str,
    pub(super) label: String,
    estimate: Option<f64>,
    se: Option<f64>,
    interval: Option<[f64; 2]>,
    weight: Option<f64>,
    statistic: Option<f64>,
    df: Option<f64>,
    df2: Option<f64>,
    p: Option<f64>,
    tau2: Option<f64>,
    i2: Option<f64>,
}

impl Record {
    fn new(kind: &'static str, label: impl Into<String>) -> Self {
        Self {
            kind,
            label: label.into(),
            ..Self::default()
        }
    }

    /// One number, in the column of estimates.
    fn number(kind: &'static str, label: impl Into<String>, value: Option<f64>) -> Self {
        Self {
            estimate: value,
            ..Self::new(kind, label)
        }
    }

    /// A pooled result.
    fn result(kind: &'static str, label: impl Into<String>, pooled: &Statistics) -> Self {
        Self {
            estimate: pooled.estimate,
            se: pooled.se,
            interval: pooled.ci,
            statistic: pooled.statistic,
            df: pooled.df,
            p: pooled.p,
            tau2: Some(pooled.tau2),
            i2: Some(pooled.i2),
            ..Self::new(kind, label)
        }
    }

    /// The numbers, in the order of the header.
    pub(super) fn numbers(&self) -> [Option<f64>; 11] {
        let interval = self.interval;
        [
            self.estimate,
            self.se,
            interval.map(|[lower, _]| lower),
            interval.map(|[_, upper]| upper),
            self.weight,
            self.statistic,
            self.df,
            self.df2,
            self.p,
            self.tau2,
            self.i2,
        ]
    }
}

impl From<Line> for Record {
    fn from(line: Line) -> Self {
        Self {
            kind: line.kind.as_str(),
            label: line.label,
            estimate: line.estimate,
            se: line.se,
            interval: Some(line.interval),
            weight: line.weight,
            statistic: line.test.map(|test| test.statistic),
            df: line.test.and_then(|test| test.df),
            p: line.test.map(|test| test.p),
            ..Self::default()
        }
    }
}

impl From<JointTest> for Record {
    fn from(test: JointTest) -> Self {
        Self {
            statistic: test.statistic,
            df: Some(test.df as f64),
            df2: test.df2,
            p: test.p,
            ..Self::new(test.kind, test.label)
        }
    }
}

/// All rows of the document, in order.
pub(super) fn records(document: &Document) -> Vec<Record> {
    let pooled = &document.pooled;
    let mut records: Vec<Record> = document.lines().into_iter().map(Record::from).collect();
    for record in &mut records {
        if record.kind == LineKind::Pooled.as_str() {
            record.tau2 = Some(pooled.tau2);
            record.i2 = Some(pooled.i2);
        }
    }
    if document.has_between_study_variance() {
        records.push(Record {
            se: pooled.tau2_se,
            interval: pooled.tau2_ci,
            ..Record::number("tau2", "between-study variance", Some(pooled.tau2))
        });
        groups(document, &mut records);
    }
    records.push(Record {
        interval: pooled.i2_ci,
        ..Record::number("i2", "I2 (%)", Some(pooled.i2))
    });
    records.push(Record::number("h2", "H2", Some(pooled.h2)));
    let tests = document.heterogeneity_tests();
    let tests = tests.chain(document.mh_tests());
    records.extend(tests.chain(document.joint_tests()).map(Record::from));
    let figures = document.model_figures().into_iter();
    records.extend(figures.map(|figure| Record::number(figure.of, figure.name, figure.value)));
    sections(document, &mut records);
    records
}

/// How the studies of each group differ.
fn groups(document: &Document, records: &mut Vec<Record>) {
    for group in &document.subgroups {
        let pooled = &group.pooled;
        records.push(Record {
            se: pooled.tau2_se,
            interval: pooled.tau2_ci,
            statistic: Some(pooled.q),
            df: Some(pooled.q_df as f64),
            p: Some(pooled.q_p),
            i2: Some(pooled.i2),
            ..Record::number("subgroup_tau2", &*group.group, Some(pooled.tau2))
        });
    }
    if let Some(common) = &document.sections.common_tau2 {
        records.push(Record {
            se: common.tau2_se,
            interval: common.tau2_ci,
            ..Record::number("common_tau2", "common to all", Some(common.tau2))
        });
    }
}

fn sections(document: &Document, records: &mut Vec<Record>) {
    let sections = &document.sections;
    if let Some(exceedance) = &sections.exceedance {
        for (side, probability) in [("above", exceedance.above), ("below", exceedance.below)] {
            let label = format!("{side} {}", exceedance.threshold);
            records.push(Record::number("exceedance", label, probability));
        }
    }
    for entry in sections.correlation_band.iter().flatten() {
        let label = format!("r = {}", entry.ri);
        records.push(Record::result("correlation", label, &entry.pooled));
    }
    for entry in sections.panel.iter().flatten() {
        records.push(Record::result("panel", entry.label(), &entry.pooled));
    }
    for (kind, steps) in [
        ("leave_one_out", &sections.leave_one_out),
        ("cumulative", &sections.cumulative),
    ] {
        for step in steps.iter().flatten() {
            records.push(match &step.pooled {
                Some(pooled) => Record::result(kind, &*step.study, pooled),
                None => Record::new(kind, &*step.study),
            });
        }
    }
    for entry in sections.fitted.iter().flatten() {
        fitted(&entry.study, &entry.predicted, records);
    }
    if let Some(criteria) = &sections.fit_statistics {
        for (kind, of) in [("fit_ml", &criteria.ml), ("fit_reml", &criteria.reml)] {
            let named = [
                ("ll", of.ll),
                ("dev", of.dev),
                ("aic", of.aic),
                ("bic", of.bic),
                ("aicc", of.aicc),
            ];
            records.extend(named.map(|(label, value)| Record::number(kind, label, Some(value))));
        }
    }
    for entry in sections.vif.iter().flatten() {
        for (kind, value) in [("gvif", entry.gvif), ("gsif", entry.gsif)] {
            records.push(Record {
                df: Some(entry.df as f64),
                ..Record::number(kind, &*entry.term, value)
            });
        }
    }
    for entry in sections.influence.iter().flatten() {
        influence(entry, records);
    }
    if let Some(test) = &sections.permutation {
        let of_coefficients = document.coefficients.iter().zip(&test.p);
        let named = of_coefficients.map(|(coefficient, p)| (&*coefficient.name, *p));
        let all = test.qm_p.map(|p| ("all moderators", p));
        records.extend(named.chain(all).map(|(label, p)| Record {
            p: Some(p),
            ..Record::new("permutation", label)
        }));
    }
}

fn fitted(study: &str, predicted: &Predicted, records: &mut Vec<Record>) {
    records.push(Record {
        se: predicted.se,
        interval: predicted.ci,
        ..Record::number("fitted", study, predicted.estimate)
    });
    if predicted.prediction.is_some() {
        records.push(Record {
            interval: predicted.prediction,
            ..Record::new("fitted_prediction", study)
        });
    }
}

/// One row a measure of influence.
fn influence(entry: &InfluenceEntry, records: &mut Vec<Record>) {
    let named = [
        ("rstudent", entry.rstudent),
        ("dffits", entry.dffits),
        ("cook_d", entry.cook_d),
        ("cov_r", entry.cov_r),
        ("tau2_del", entry.tau2_del),
        ("qe_del", entry.qe_del),
        ("hat", Some(entry.hat)),
        ("influential", entry.influential.map(f64::from)),
    ];
    let study = &*entry.study;
    records.extend(named.map(|(kind, value)| Record::number(kind, study, value)));
}
