//! The extra columns: counts, or what is compared.

use super::{Builder, spoken};
use crate::forest::plot::{Column, Headings, Study};
use crate::forest::wording::{compared, count, count_headings, versus};
use trialpool_review::findings::{Effect, Synthesis};

impl Builder<'_> {
    /// Counts where there are any, else what is compared where that differs between studies.
    pub(super) fn columns(&self, effects: &[Effect]) -> Vec<Column> {
        let column = |id: &str, numeric| Column {
            heading: self.words.text(id),
            numeric,
        };
        let counts = count_headings(effects);
        if !counts.is_empty() {
            return counts.iter().map(|id| column(id, true)).collect();
        }
        let what = |effect: &Effect| (effect.arm.clone(), effect.comparator.clone());
        if effects
            .windows(2)
            .all(|pair| what(&pair[0]) == what(&pair[1]))
        {
            return Vec::new();
        }
        let single = self.analysis.synthesis == Synthesis::SingleArm;
        vec![column(
            if single {
                "plot-arm"
            } else {
                "plot-comparison"
            },
            false,
        )]
    }

    pub(super) fn cells(&self, headings: &Headings, effect: &Effect) -> Vec<String> {
        if headings.columns.iter().any(|column| !column.numeric) {
            return vec![compared(self.words, effect)];
        }
        let counts = effect.counts.iter().map(|arm| count(self.words, arm));
        counts
            .chain(std::iter::repeat(String::new()))
            .take(headings.columns.len())
            .collect()
    }

    /// What is compared or counted, and the weight: `12/96 vs 30/47 · weight 23.1%`.
    pub(super) fn detail(&self, study: &Study) -> String {
        let mut cells = study.cells.iter().filter(|cell| !cell.is_empty());
        let compared = match (cells.next(), cells.next()) {
            (Some(arm), Some(comparator)) => Some(versus(self.words, arm, comparator)),
            (only, _) => only.cloned(),
        };
        let weight = study.weight.map(|weight| spoken::weight(self, weight));
        compared
            .into_iter()
            .chain(weight)
            .collect::<Vec<_>>()
            .join(" · ")
    }
}
