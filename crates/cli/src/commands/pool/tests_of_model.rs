//! Tests of several coefficients, or of two models, as every format but JSON shows them.

use super::document::Document;
use super::lines::NUMBERS;
use super::tables::SectionTable;

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
    fn chi_squared(kind: &'static str, label: &str, statistic: f64, df: usize, p: f64) -> Self {
        Self {
            kind,
            label: label.to_owned(),
            statistic: Some(statistic),
            df,
            df2: None,
            p: Some(p),
        }
    }

    /// `alloc: F = 1.29, df 2, 9, p = 0.32`.
    pub(crate) fn sentence(&self) -> String {
        let label = &self.label;
        let (Some(statistic), Some(p)) = (self.statistic, self.p) else {
            return format!("{label}: no test, as they depend on each other");
        };
        format!(
            "{label}: {} = {}, df {}, {}",
            self.name(),
            NUMBERS.statistic(statistic),
            self.shown_df(),
            NUMBERS.p_statement(p)
        )
    }

    /// The row of a table: what is tested, statistic, degrees of freedom, p.
    fn row(&self) -> Vec<String> {
        let (Some(statistic), Some(p)) = (self.statistic, self.p) else {
            return vec![self.label.clone(), NUMBERS.not_estimable().to_owned()];
        };
        vec![
            self.label.clone(),
            format!("{} = {}", self.name(), NUMBERS.statistic(statistic)),
            self.shown_df(),
            NUMBERS.p(p),
        ]
    }

    fn name(&self) -> &'static str {
        match (self.df2, self.kind) {
            (Some(_), _) => "F",
            (None, "cochran" | "cmh" | "breslow_day" | "tarone" | "comparison") => "chi²",
            (None, _) => "Q",
        }
    }

    fn shown_df(&self) -> String {
        match self.df2 {
            Some(residual) => format!("{}, {}", self.df, NUMBERS.degrees_of_freedom(residual)),
            None => self.df.to_string(),
        }
    }
}

impl Document {
    /// The tests as a table, but for those of heterogeneity and of Cochran; none where there are none.
    pub(super) fn table_of_tests(&self) -> Option<SectionTable> {
        let tests = self.mh_tests().filter(|test| test.kind != "cochran");
        let rows: Vec<Vec<String>> = tests
            .chain(self.joint_tests())
            .map(|test| test.row())
            .collect();
        if rows.is_empty() {
            return None;
        }
        let header = ["test", "statistic", "df", "p"].map(str::to_owned);
        Some(SectionTable {
            rows: [vec![header.to_vec()], rows].concat(),
            note: None,
        })
    }

    /// Cochran's Q and the test between the groups.
    pub(crate) fn heterogeneity_tests(&self) -> impl Iterator<Item = JointTest> {
        let q = JointTest::chi_squared("q", "Q", self.pooled.q, self.pooled.q_df, self.pooled.q_p);
        let between = self.subgroup_test.as_ref();
        let between = between.map(|test| {
            JointTest::chi_squared("between_groups", "between groups", test.q, test.df, test.p)
        });
        std::iter::once(q).chain(between)
    }

    /// Those that go with Mantel and Haenszel's method.
    pub(crate) fn mh_tests(&self) -> impl Iterator<Item = JointTest> {
        let found = self.sections.mh_tests.iter();
        found.flat_map(|tests| {
            let corrected = if tests.continuity_correction {
                ", corrected for continuity"
            } else {
                ""
            };
            let cmh = format!("association (Cochran-Mantel-Haenszel{corrected})");
            let breslow_day = "equal odds ratios (Breslow-Day)".to_owned();
            let tarone = "equal odds ratios (Tarone)".to_owned();
            let named = [
                (
                    "cochran",
                    "association (Cochran)".to_owned(),
                    &tests.cochran,
                ),
                ("cmh", cmh, &tests.cmh),
                ("breslow_day", breslow_day, &tests.breslow_day),
                ("tarone", tarone, &tests.tarone),
            ];
            named.into_iter().filter_map(|(kind, label, test)| {
                let test = test.as_ref()?;
                Some(JointTest::chi_squared(
                    kind,
                    &label,
                    test.statistic,
                    test.df,
                    test.p,
                ))
            })
        })
    }

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
}
