//! Tests of several coefficients, or of two models, as every format but JSON shows them.

use super::document::Document;
use super::lines::NUMBERS;

/// A chi-squared or F test.
pub(crate) struct JointTest {
    /// The word of the CSV output.
    pub(crate) kind: &'static str,
    /// What is tested.
    pub(crate) label: String,
    /// Chi-squared, or F where `df2` is given; none where it cannot be computed.
    pub(crate) statistic: Option<f64>,
    pub(crate) df: usize,
    pub(crate) df2: Option<f64>,
    pub(crate) p: Option<f64>,
}

impl JointTest {
    /// `alloc: F = 1.29, df 2, 9, p = 0.32`.
    pub(crate) fn sentence(&self) -> String {
        let label = &self.label;
        let (Some(statistic), Some(p)) = (self.statistic, self.p) else {
            return format!("{label}: no test, as they depend on each other");
        };
        let (name, df) = match self.df2 {
            Some(residual) => (
                "F",
                format!("{}, {}", self.df, NUMBERS.degrees_of_freedom(residual)),
            ),
            None if self.kind == "comparison" => ("chi²", self.df.to_string()),
            None => ("Q", self.df.to_string()),
        };
        format!(
            "{label}: {name} = {}, df {df}, {}",
            NUMBERS.statistic(statistic),
            NUMBERS.p_statement(p)
        )
    }
}

impl Document {
    /// The test of all moderators, those of `--btt`, of `--contrast` and of `--compare`.
    pub(crate) fn joint_tests(&self) -> Vec<JointTest> {
        let moderators = self.qm_df.map(|df| JointTest {
            kind: "moderators",
            label: "moderators".to_owned(),
            statistic: self.qm,
            df,
            df2: self.pooled.df,
            p: self.qm_p,
        });
        let mut tests = Vec::from_iter(moderators);
        tests.extend(self.term_tests());
        tests.extend(self.hypotheses());
        tests.extend(self.comparison());
        tests
    }

    /// That of `--compare`.
    pub(crate) fn comparison(&self) -> Option<JointTest> {
        let comparison = self.sections.comparison.as_ref()?;
        let (full, reduced) = (&comparison.full.formula, &comparison.reduced.formula);
        Some(JointTest {
            kind: "comparison",
            label: format!("likelihood ratio, {full} against {reduced}"),
            statistic: Some(comparison.statistic),
            df: comparison.df,
            df2: None,
            p: Some(comparison.p),
        })
    }

    /// Those of `--btt`.
    pub(crate) fn term_tests(&self) -> impl Iterator<Item = JointTest> {
        let tests = self.sections.term_tests.iter().flatten();
        tests.map(|test| JointTest {
            kind: "terms",
            label: test.terms.join(", "),
            statistic: test.statistic,
            df: test.df,
            df2: test.df2,
            p: test.p,
        })
    }

    /// Those of `--contrast`.
    pub(crate) fn hypotheses(&self) -> impl Iterator<Item = JointTest> {
        let tests = self.sections.contrasts.iter().flatten();
        tests.map(|test| JointTest {
            kind: "hypothesis",
            label: test.label(),
            statistic: test.statistic,
            df: test.df,
            df2: test.df2,
            p: test.p,
        })
    }
}

/// A number that tells of one of two models compared.
pub(crate) struct ModelFigure {
    /// `full`, `reduced`, or `comparison` for what belongs to both.
    pub(crate) of: &'static str,
    /// Its key in the JSON.
    pub(crate) name: &'static str,
    pub(crate) value: Option<f64>,
}

impl Document {
    /// What `--compare` says of both models.
    pub(crate) fn model_figures(&self) -> Vec<ModelFigure> {
        let Some(comparison) = &self.sections.comparison else {
            return Vec::new();
        };
        let mut figures = Vec::new();
        for (of, model) in [("full", &comparison.full), ("reduced", &comparison.reduced)] {
            let criteria = &model.criteria;
            let named = [
                ("ll", criteria.ll),
                ("dev", criteria.dev),
                ("aic", criteria.aic),
                ("bic", criteria.bic),
                ("aicc", criteria.aicc),
                ("q", model.q),
                ("tau2", model.tau2),
            ];
            figures.extend(named.map(|(name, value)| ModelFigure {
                of,
                name,
                value: Some(value),
            }));
        }
        figures.push(ModelFigure {
            of: "comparison",
            name: "r2",
            value: comparison.r2,
        });
        figures
    }

    /// A sentence on each of the models that `--compare` compares.
    pub(crate) fn model_sentences(&self) -> Vec<String> {
        let Some(comparison) = &self.sections.comparison else {
            return Vec::new();
        };
        let explained = comparison.r2.map_or_else(String::new, |percent| {
            format!("; R² {}", NUMBERS.percent(percent))
        });
        let models = [(&comparison.full, &*explained), (&comparison.reduced, "")];
        models
            .iter()
            .map(|(model, explained)| {
                let of = &model.criteria;
                let number = |value: f64| NUMBERS.fixed(value, 4);
                format!(
                    "{}: log-likelihood {}; AIC {}; BIC {}; AICc {}; Q = {} (df {}); tau² = {}{explained}",
                    model.formula,
                    number(of.ll),
                    number(of.aic),
                    number(of.bic),
                    number(of.aicc),
                    NUMBERS.statistic(model.q),
                    model.q_df,
                    self.variance(model.tau2)
                )
            })
            .collect()
    }
}
