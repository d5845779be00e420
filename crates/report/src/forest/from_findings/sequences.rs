//! Results one below the other: without each study in turn, and as studies accumulate.

use super::{Builder, spoken};
use crate::forest::plot::{Column, Group, Plot, Study};
use trialpool_language::Arguments;
use trialpool_review::findings::{Asked, Pooled};

impl Builder<'_> {
    pub(super) fn leave_one_out(&self) -> Plot {
        let omissions = self.analysis.leave_one_out().iter();
        let rows = omissions.map(|omission| {
            let arguments = Arguments::new().text("study", omission.omitted.clone());
            (
                self.words.format("plot-without", &arguments),
                &omission.pooled,
            )
        });
        self.sequence("plot-title-leave-one-out", Vec::new(), rows)
    }

    /// Each study with all before it, and how many these are.
    pub(super) fn cumulative(&self) -> Plot {
        let asked = self.analysis.sections.cumulative.as_ref();
        let found = asked.and_then(Asked::found);
        let steps = found.map_or(&[][..], |found| &found.steps).iter();
        let rows = steps.map(|step| {
            let arguments = Arguments::new().text("study", step.added.clone());
            (self.words.format("plot-added", &arguments), &step.pooled)
        });
        let columns = vec![Column {
            heading: self.words.text("plot-k"),
            numeric: true,
        }];
        self.sequence("plot-title-cumulative", columns, rows)
    }

    /// One pooled result a row, above that of all studies; a column holds the number of studies.
    fn sequence<'p>(
        &self,
        title: &str,
        columns: Vec<Column>,
        rows: impl Iterator<Item = (String, &'p Pooled)>,
    ) -> Plot {
        let settings = &self.analysis.settings;
        let mut plot = self.frame(self.title(title, Arguments::new()), &[], settings);
        plot.headings.weight = None;
        plot.headings.columns = columns;
        let count = |pooled: &Pooled| self.words.numbers().count(pooled.k as u64);
        let studies = rows.map(|(label, pooled)| {
            let counted = plot.headings.columns.iter().map(|_| count(pooled));
            let mut study = Study {
                label,
                cells: counted.collect(),
                estimate: pooled.estimate_on(self.analysis.scale),
                interval: pooled.interval,
                ..Study::default()
            };
            let counts = plot.headings.columns.iter().zip(&study.cells);
            let counts =
                counts.map(|(column, cell)| format!("{}\u{a0}=\u{a0}{cell}", column.heading));
            study.detail = counts.collect();
            study.spoken = spoken::study(self, &study, settings);
            study
        });
        plot.groups = vec![Group {
            studies: studies.collect(),
            ..Group::default()
        }];
        plot.total = self.analysis.main.pooled.as_ref().map(|pooled| {
            let label = self.counted("plot-all-studies", pooled.k);
            let mut total = self.summary(label, pooled, settings);
            total.prediction = None;
            total.notes = vec![self.notes().settings(settings)];
            total
        });
        plot
    }
}
