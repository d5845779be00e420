//! What stands beside the studies, as tables of text: groups, `--with`, `--mid`, `--predict`. The formats add only
//! their syntax.

use super::document::{Document, Predicted, Statistics};
use super::lines::NUMBERS;
use super::tests_of_model::JointTest;

/// A table, and the sentence below it.
pub(super) struct SectionTable {
    /// The first row is the header, the first cell of the others a label that is not escaped.
    pub(super) rows: Vec<Vec<String>>,
    pub(super) note: Option<String>,
}

impl SectionTable {
    fn new(rows: Vec<Vec<String>>) -> Self {
        Self { rows, note: None }
    }
}

impl Document {
    /// Every table, in order; where the text has lines, too.
    pub(super) fn all_tables(&self) -> Vec<SectionTable> {
        let mut tables = Vec::from_iter(self.table_of_tests());
        tables.extend(groups(self));
        tables.extend(exceedance(self));
        tables.extend(self.tables());
        tables.extend(self.later_tables());
        tables
    }

    /// The tables before the tests of terms, as the text has them.
    pub(super) fn tables(&self) -> Vec<SectionTable> {
        let sections = &self.sections;
        let mut tables = Vec::new();
        if let Some(band) = &sections.correlation_band {
            let rows = band.iter().map(|entry| {
                let name = format!("r = {}", NUMBERS.short(entry.ri));
                (name, Some(&entry.pooled))
            });
            tables.push(results(self, "correlation assumed", rows));
        }
        if let Some(panel) = &sections.panel {
            let rows = panel
                .iter()
                .map(|entry| (entry.label(), Some(&entry.pooled)));
            tables.push(results(self, "side by side", rows));
        }
        if let Some(steps) = &sections.leave_one_out {
            let rows = steps.iter();
            let rows = rows.map(|step| (step.study.clone(), step.pooled.as_ref()));
            tables.push(results(self, "without", rows));
        }
        if let Some(steps) = &sections.cumulative {
            let rows = steps.iter();
            let rows = rows.map(|step| (format!("+ {}", step.study), step.pooled.as_ref()));
            tables.push(results(self, "cumulative", rows));
        }
        if let Some(entries) = &sections.predictions {
            let rows = entries.iter();
            let rows = rows.map(|entry| (entry.label(), &entry.predicted));
            tables.push(predicted(self, "predicted", rows));
        }
        if let Some(entries) = &sections.fitted {
            let rows = entries.iter();
            let rows = rows.map(|entry| (entry.study.clone(), &entry.predicted));
            tables.push(predicted(self, "fitted", rows));
        }
        tables.extend(criteria(self));
        tables
    }

    /// The tables after the tests of terms.
    pub(super) fn later_tables(&self) -> Vec<SectionTable> {
        let mut tables = contrasts(self);
        tables.extend(comparison(self));
        tables.extend(inflation(self));
        tables.extend(influence(self));
        tables.extend(permutation(self));
        tables
    }
}

/// The probabilities of `--mid`.
fn exceedance(document: &Document) -> Option<SectionTable> {
    let exceedance = document.sections.exceedance.as_ref()?;
    let threshold = document.shown(exceedance.threshold);
    let mut rows = vec![vec!["a new setting".to_owned(), "probability".to_owned()]];
    for (side, probability) in ["above", "below"].into_iter().zip(exceedance.shown()) {
        let label = format!("{} {side} {threshold}", document.quantity());
        rows.push(vec![label, probability]);
    }
    Some(SectionTable::new(rows))
}

/// The groups with their between-study variances.
pub(super) fn groups(document: &Document) -> Option<SectionTable> {
    if document.subgroups.is_empty() || !document.has_between_study_variance() {
        return None;
    }
    let header = ["group", "tau²", "95% CI", "I² (%)", "Q", "df", "p"];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    table[0][2] = format!("{}% CI", document.percent_level());
    let interval = |interval: Option<[f64; 2]>| {
        interval.map_or_else(String::new, |[lower, upper]| {
            format!(
                "{} to {}",
                document.variance(lower),
                document.variance(upper)
            )
        })
    };
    let common = document.sections.common_tau2.as_ref();
    for group in &document.subgroups {
        let pooled = &group.pooled;
        table.push(vec![
            group.group.clone(),
            document.variance(pooled.tau2),
            if common.is_some() {
                String::new()
            } else {
                interval(pooled.tau2_ci)
            },
            NUMBERS.percent_value(pooled.i2),
            NUMBERS.statistic(pooled.q),
            pooled.q_df.to_string(),
            NUMBERS.p(pooled.q_p),
        ]);
    }
    if let Some(common) = common {
        table.push(vec![
            "common to all".to_owned(),
            document.variance(common.tau2),
            interval(common.tau2_ci),
        ]);
    }
    Some(SectionTable::new(table))
}

/// One line a result.
fn results<'d>(
    document: &Document,
    title: &str,
    rows: impl Iterator<Item = (String, Option<&'d Statistics>)>,
) -> SectionTable {
    let mut table = vec![
        [
            title,
            document.quantity(),
            &format!("{}% CI", document.percent_level()),
            "p",
            "tau²",
            "I² (%)",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for (label, pooled) in rows {
        let mut row = vec![label];
        if let Some(pooled) = pooled
            && let (Some([estimate, interval]), Some(p)) = (document.shown_result(pooled), pooled.p)
        {
            row.extend([
                estimate,
                interval,
                NUMBERS.p(p),
                document.variance(pooled.tau2),
                NUMBERS.percent_value(pooled.i2),
            ]);
        } else {
            row.push(NUMBERS.not_estimable().to_owned());
        }
        table.push(row);
    }
    SectionTable::new(table)
}

/// Effects at settings, or fitted to studies, each with its intervals.
fn predicted<'d>(
    document: &Document,
    title: &str,
    entries: impl Iterator<Item = (String, &'d Predicted)>,
) -> SectionTable {
    let level = document.percent_level();
    let mut table = vec![vec![
        title.to_owned(),
        document.quantity().to_owned(),
        format!("{level}% CI"),
        format!("{level}% prediction"),
    ]];
    let interval = |interval: Option<[f64; 2]>| {
        interval.map_or_else(String::new, |interval| document.shown_interval(interval))
    };
    for (label, entry) in entries {
        let estimate = entry.estimate;
        table.push(vec![
            label,
            estimate.map_or_else(String::new, |estimate| document.shown(estimate)),
            interval(entry.ci),
            interval(entry.prediction),
        ]);
    }
    SectionTable::new(table)
}

/// Log-likelihoods and information criteria.
fn criteria(document: &Document) -> Option<SectionTable> {
    let criteria = document.sections.fit_statistics.as_ref()?;
    let header = ["likelihood", "log", "deviance", "AIC", "BIC", "AICc"];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    for (name, of) in [("ML", &criteria.ml), ("REML", &criteria.reml)] {
        let numbers = [of.ll, of.dev, of.aic, of.bic, of.aicc];
        let mut row = vec![name.to_owned()];
        row.extend(numbers.map(|number| NUMBERS.fixed(number, 4)));
        table.push(row);
    }
    Some(SectionTable::new(table))
}

/// The contrasts of each hypothesis, on the analysis scale, and the test of all of them together.
fn contrasts(document: &Document) -> Vec<SectionTable> {
    let level = document.percent_level();
    let statistic = if document.pooled.df.is_some() {
        "t"
    } else {
        "z"
    };
    let mut tables = Vec::new();
    let hypotheses = document.sections.contrasts.iter().flatten();
    for (hypothesis, joint) in hypotheses.zip(document.hypotheses()) {
        let header = ["contrast", "estimate", "SE", statistic, "p"];
        let mut table = vec![header.map(str::to_owned).to_vec()];
        table[0].push(format!("{level}% CI"));
        for entry in &hypothesis.rows {
            let plain = |value: f64| NUMBERS.to_spread(value, entry.se, 4);
            table.push(vec![
                entry.hypothesis.clone(),
                plain(entry.estimate),
                plain(entry.se),
                entry.statistic.map_or_else(
                    || NUMBERS.not_estimable().to_owned(),
                    |statistic| NUMBERS.to_spread(statistic, 1.0, 3),
                ),
                NUMBERS.p(entry.p),
                format!("{} to {}", plain(entry.ci[0]), plain(entry.ci[1])),
            ]);
        }
        let note = (hypothesis.rows.len() > 1).then(|| {
            let label = "all together".to_owned();
            JointTest { label, ..joint }.sentence()
        });
        tables.push(SectionTable { rows: table, note });
    }
    tables
}

fn inflation(document: &Document) -> Option<SectionTable> {
    let entries = document.sections.vif.as_ref()?;
    let header = ["variance inflation", "df", "GVIF", "GVIF^(1/(2 df))"];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    let number = |value: Option<f64>| {
        value.map_or_else(
            || NUMBERS.not_estimable().to_owned(),
            |value| NUMBERS.fixed(value, 3),
        )
    };
    for entry in entries {
        table.push(vec![
            entry.term.clone(),
            entry.df.to_string(),
            number(entry.gvif),
            number(entry.gsif),
        ]);
    }
    Some(SectionTable::new(table))
}

fn influence(document: &Document) -> Option<SectionTable> {
    let entries = document.sections.influence.as_ref()?;
    let header = [
        "influence",
        "rstudent",
        "DFFITS",
        "Cook",
        "cov. ratio",
        "tau² without",
        "Q without",
        "hat",
        "",
    ];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    let number = |value: Option<f64>, digits: usize| {
        value.map_or_else(String::new, |value| NUMBERS.to_spread(value, 1.0, digits))
    };
    for entry in entries {
        table.push(vec![
            entry.study.clone(),
            number(entry.rstudent, 3),
            number(entry.dffits, 3),
            number(entry.cook_d, 3),
            number(entry.cov_r, 3),
            entry
                .tau2_del
                .map_or_else(String::new, |tau2| document.variance(tau2)),
            number(entry.qe_del, 2),
            number(Some(entry.hat), 3),
            if entry.influential == Some(true) {
                "*"
            } else {
                ""
            }
            .to_owned(),
        ]);
    }
    Some(SectionTable {
        rows: table,
        note: Some("* influential by metafor's rules of thumb".to_owned()),
    })
}

fn permutation(document: &Document) -> Option<SectionTable> {
    let test = document.sections.permutation.as_ref()?;
    let mut table = vec![vec!["permutation test".to_owned(), "p".to_owned()]];
    for (coefficient, p) in document.coefficients.iter().zip(&test.p) {
        table.push(vec![coefficient.name.clone(), NUMBERS.p(*p)]);
    }
    if let Some(p) = test.qm_p {
        table.push(vec!["all moderators".to_owned(), NUMBERS.p(p)]);
    }
    let count = NUMBERS.count(test.permutations);
    let which = match test.seed {
        None => format!("all {count} permutations"),
        Some(seed) => format!("{count} permutations, seed {seed}"),
    };
    Some(SectionTable {
        rows: table,
        note: Some(which),
    })
}

/// Both models of `--compare`, and the test of one against the other.
fn comparison(document: &Document) -> Option<SectionTable> {
    let comparison = document.sections.comparison.as_ref()?;
    let test = document.comparison()?;
    let mut table = vec![vec![
        "model".to_owned(),
        "coefficients".to_owned(),
        "log-likelihood".to_owned(),
    ]];
    table[0].extend(["AIC", "BIC", "AICc", "Q"].map(str::to_owned));
    if document.has_between_study_variance() {
        table[0].push("tau²".to_owned());
    }
    for model in [&comparison.full, &comparison.reduced] {
        let of = &model.criteria;
        let mut row = vec![model.formula.clone(), model.coefficients.len().to_string()];
        row.extend([of.ll, of.aic, of.bic, of.aicc].map(|number| NUMBERS.fixed(number, 4)));
        row.push(NUMBERS.statistic(model.q));
        if document.has_between_study_variance() {
            row.push(document.variance(model.tau2));
        }
        table.push(row);
    }
    let explained = comparison.r2.map_or_else(String::new, |percent| {
        format!("; R² {}", NUMBERS.percent(percent))
    });
    Some(SectionTable {
        rows: table,
        note: Some(format!("{}{explained}", test.sentence())),
    })
}
