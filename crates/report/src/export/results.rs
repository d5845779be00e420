//! The results of an analysis as a table.

mod cells;
mod columns;
mod rows;

use self::columns::columns;
use super::table::{Row, Section, Table};
use crate::RenderError;
use crate::forest::Notes;
use crate::language::Words;
use trialpool_language::{Arguments, Language};
use trialpool_review::Findings;
use trialpool_review::findings::{
    Analysis, Asked, Cumulative, PanelEntry, Pooling, Settings, Subgroup, Subgroups,
};

/// The main result, its subgroups, the main result without each study in turn, and the
/// sensitivity analyses of `analysis`, in the words of `language`.
///
/// # Errors
/// [`RenderError`] if the words of this crate cannot be read.
pub fn results(
    findings: &Findings,
    analysis: &Analysis,
    language: Language,
) -> Result<Table, RenderError> {
    let words = Words::of(language)?;
    let builder = Builder {
        words,
        findings,
        analysis,
        notes: Notes { words, analysis },
    };
    let mut sections = vec![builder.main()];
    if let Some(subgroups) = &analysis.subgroups {
        sections.extend(builder.subgroups(subgroups));
    }
    if !analysis.leave_one_out().is_empty() {
        sections.push(builder.leave_one_out());
    }
    let asked = &analysis.sections;
    sections.extend(
        asked
            .cumulative
            .as_ref()
            .and_then(Asked::found)
            .map(|found| builder.cumulative(found)),
    );
    sections.extend(
        asked
            .panel
            .as_ref()
            .and_then(Asked::found)
            .map(|found| builder.panel(found)),
    );
    sections
        .extend((0..analysis.sensitivities.len()).filter_map(|index| builder.sensitivity(index)));
    let mut table = Table {
        id: analysis.id.clone(),
        title: words.localized(&analysis.title),
        columns: columns(words, analysis),
        sections,
    };
    table.hide_blank_columns();
    Ok(table)
}

struct Builder<'a> {
    words: &'static Words,
    findings: &'a Findings,
    analysis: &'a Analysis,
    notes: Notes<'a>,
}

/// Where a row stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    section: &'static str,
    /// Identifier of the group or sensitivity analysis.
    group: &'a str,
    settings: &'a Settings,
    /// Whether readers get the studies, or the pooled result alone.
    studies: bool,
}

impl Builder<'_> {
    fn main(&self) -> Section {
        let place = Place {
            section: "main",
            group: "",
            settings: &self.analysis.settings,
            studies: true,
        };
        let mut section = self.pooling(
            self.words.text("export-section-main"),
            place,
            &self.analysis.main,
        );
        if self.analysis.main.effects.len() > 1 {
            section.notes.insert(0, self.notes.settings(place.settings));
        }
        section
    }

    fn subgroups(&self, subgroups: &Subgroups) -> Vec<Section> {
        let mut sections: Vec<Section> = subgroups
            .groups
            .iter()
            .map(|group| {
                let label = self.words.localized(&group.label);
                let heading = self.words.format(
                    "export-section-subgroup",
                    &Arguments::new().text("group", label),
                );
                let settings = &self.analysis.settings;
                let place = Place {
                    section: "subgroup",
                    group: &group.id,
                    settings,
                    studies: true,
                };
                self.pooling(heading, place, &group.result)
            })
            .collect();
        if let (Some(last), Some(test)) = (sections.last_mut(), &subgroups.test) {
            last.notes.push(self.notes.interaction(test));
        }
        sections
    }

    fn leave_one_out(&self) -> Section {
        let place = Place {
            section: "leave_one_out",
            group: "",
            settings: &self.analysis.settings,
            studies: true,
        };
        let rows = self.analysis.leave_one_out().iter().map(|omission| {
            let study = Arguments::new().text("study", omission.omitted.clone());
            let label = self.words.format("plot-without", &study);
            self.pooled(
                place,
                &omission.omitted,
                &label,
                None,
                &omission.pooled,
                false,
            )
        });
        Section {
            heading: self.words.text("export-section-leave-one-out"),
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }

    fn cumulative(&self, cumulative: &Cumulative) -> Section {
        let place = Place {
            section: "cumulative",
            group: &cumulative.by,
            settings: &self.analysis.settings,
            studies: true,
        };
        let rows = cumulative.steps.iter().map(|step| {
            let study = Arguments::new().text("study", step.added.clone());
            let label = self.words.format("plot-added", &study);
            self.pooled(place, &step.added, &label, None, &step.pooled, false)
        });
        Section {
            heading: self.words.text("export-section-cumulative"),
            rows: rows.collect(),
            notes: vec![self.words.code("cumulative-reading", &cumulative.by)],
        }
    }

    fn panel(&self, panel: &[PanelEntry]) -> Section {
        let rows = panel.iter().map(|entry| {
            let settings = Settings {
                method: entry.method.clone(),
                test: entry.test.clone(),
                ..self.analysis.settings.clone()
            };
            let place = Place {
                section: "panel",
                group: "",
                settings: &settings,
                studies: true,
            };
            let label = self.notes.settings(&settings);
            self.pooled(place, "", &label, None, &entry.pooled, false)
        });
        Section {
            heading: self.words.text("export-section-panel"),
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }

    fn sensitivity(&self, index: usize) -> Option<Section> {
        let sensitivity = self.analysis.sensitivities.get(index)?;
        let title = self.words.localized(&sensitivity.title);
        let heading = self.words.format(
            "export-section-sensitivity",
            &Arguments::new().text("title", title),
        );
        let place = Place {
            section: "sensitivity",
            group: &sensitivity.id,
            settings: &sensitivity.settings,
            studies: false,
        };
        let mut section = self.pooling(heading, place, &sensitivity.result);
        if sensitivity.result.effects.len() > 1 {
            section.notes.insert(0, self.notes.settings(place.settings));
        }
        section
            .notes
            .extend(self.notes.left_out(&sensitivity.excluded));
        if let Some(subgroups) = &sensitivity.subgroups {
            for group in &subgroups.groups {
                let id = format!("{}/{}", sensitivity.id, group.id);
                let rows = self.group_rows(
                    Place {
                        group: &id,
                        ..place
                    },
                    group,
                );
                section.rows.extend(rows);
            }
            let test = subgroups.test.as_ref();
            section
                .notes
                .extend(test.map(|test| self.notes.interaction(test)));
        }
        Some(section)
    }

    /// The rows of a group within a section, its result named after it.
    fn group_rows(&self, place: Place<'_>, group: &Subgroup) -> Vec<Row> {
        let effects = &group.result.effects;
        let mut rows: Vec<Row> = effects
            .iter()
            .map(|effect| self.study(place, effect))
            .collect();
        if let Some(pooled) = &group.result.pooled {
            let arguments = Arguments::new()
                .text("group", self.words.localized(&group.label))
                .text("k", self.words.numbers().count(pooled.k as u64));
            let label = self.words.format("export-pooled-group", &arguments);
            rows.push(self.pooled(place, "", &label, group.result.participants, pooled, false));
        }
        rows
    }

    /// Studies, pooled result, and below them prediction interval and heterogeneity.
    fn pooling(&self, heading: String, place: Place<'_>, pooling: &Pooling) -> Section {
        let mut rows: Vec<Row> = pooling
            .effects
            .iter()
            .map(|effect| self.study(place, effect))
            .collect();
        let mut notes = Vec::new();
        match &pooling.pooled {
            Some(pooled) => {
                let k = Arguments::new().text("k", self.words.numbers().count(pooled.k as u64));
                let label = self.words.format("export-pooled", &k);
                rows.push(self.pooled(place, "", &label, pooling.participants, pooled, true));
                notes.extend(self.notes.prediction(pooled, place.settings));
                notes.push(self.notes.heterogeneity(pooled));
                notes.extend(self.notes.no_effect(pooled));
                notes.extend(self.notes.table_tests(pooled));
                notes.extend(self.notes.beyond(pooling));
            }
            None => notes.push(self.words.text("export-nothing")),
        }
        Section {
            heading,
            rows,
            notes,
        }
    }
}
