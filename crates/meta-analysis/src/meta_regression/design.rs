//! The design of a meta-regression: named columns of numbers.

use serde::{Deserialize, Serialize};

/// Named columns, one number a study; the intercept, if wanted, is a column of ones.
///
/// # Examples
/// ```
/// use trialpool_meta_analysis::meta_regression::Design;
/// let latitude = vec![44.0, 55.0, 42.0];
/// let design = Design::with_intercept(3).and("latitude", latitude);
/// assert_eq!(design.names(), ["intercept", "latitude"]);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Design {
    names: Vec<String>,
    columns: Vec<Vec<f64>>,
}

impl Design {
    /// A design without columns; add some with [`Design::and`].
    pub fn empty() -> Self {
        Self {
            names: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// The design of a single mean.
    pub fn with_intercept(study_count: usize) -> Self {
        Self::empty().and("intercept", vec![1.0; study_count])
    }

    /// Adds a column.
    #[must_use]
    pub fn and(mut self, name: &str, values: Vec<f64>) -> Self {
        self.names.push(name.to_owned());
        self.columns.push(values);
        self
    }

    /// Adds indicator columns for every level but the first (the reference), named
    /// `name: level`. Levels are in alphabetical order unless `reference` names the first.
    #[must_use]
    pub fn and_factor<S: AsRef<str>>(
        self,
        name: &str,
        labels: &[S],
        reference: Option<&str>,
    ) -> Self {
        let mut levels: Vec<&str> = labels.iter().map(AsRef::as_ref).collect();
        levels.sort_unstable();
        levels.dedup();
        if let Some(position) = levels.iter().position(|level| Some(*level) == reference) {
            levels[..=position].rotate_right(1);
        }
        levels.iter().skip(1).fold(self, |design, level| {
            let indicator = labels
                .iter()
                .map(|l| f64::from(u8::from(l.as_ref() == *level)));
            design.and(&format!("{name}: {level}"), indicator.collect())
        })
    }

    /// The column names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The rows, one a study: what [`RegressionFit::predict`](super::RegressionFit::predict) takes.
    pub fn rows(&self) -> Vec<Vec<f64>> {
        let count = self.columns.first().map_or(0, Vec::len);
        (0..count)
            .map(|row| self.columns.iter().map(|column| column[row]).collect())
            .collect()
    }

    /// The columns.
    pub(crate) fn columns(&self) -> Vec<&[f64]> {
        self.columns.iter().map(Vec::as_slice).collect()
    }

    /// The design without one study's row.
    #[must_use]
    pub(crate) fn without_row(&self, row: usize) -> Self {
        let mut design = self.clone();
        for column in &mut design.columns {
            column.remove(row);
        }
        design
    }

    /// Columns other than an intercept; all, if that is the only one or there is none.
    pub(crate) fn moderator_columns(&self) -> Vec<usize> {
        let all = 0..self.columns.len();
        if self.columns.len() == 1 {
            return all.collect();
        }
        let is_intercept = |column: &Vec<f64>| column.iter().all(|x| *x == 1.0);
        all.filter(|j| !is_intercept(&self.columns[*j])).collect()
    }

    pub(crate) fn is_intercept_only(&self) -> bool {
        self.columns.len() == 1 && self.columns[0].iter().all(|x| *x == 1.0)
    }
}
