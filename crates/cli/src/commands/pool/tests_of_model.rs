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
    /// The test of all moderators, those of `--btt` and those of `--contrast`.
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
        tests
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
