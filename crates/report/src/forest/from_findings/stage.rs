//! Which plots an analysis gives, and what each is about.

use trialpool_language::Localized;
use trialpool_review::findings::{
    Analysis, Asked, Effect, Excluded, Pooling, Sensitivity, Settings, Subgroups,
};

/// A plot that an analysis gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The main result; by subgroup, if the subgroups divide its studies.
    Main,
    /// The subgroups, if they are not a division of the main result.
    Subgroups,
    /// The main result without each study in turn.
    LeaveOneOut,
    /// The result after each study.
    Cumulative,
    /// A sensitivity analysis, by its place in the findings; by subgroup as the main result.
    Sensitivity(usize),
    /// The subgroups of a sensitivity analysis, if they are not a division of its result.
    SensitivitySubgroups(usize),
}

impl Figure {
    /// What a file of it is called, after the name of the analysis: empty for the main plot.
    pub fn suffix(self, analysis: &Analysis) -> String {
        match self {
            Self::Main => String::new(),
            Self::Subgroups => "-subgroups".to_owned(),
            Self::LeaveOneOut => "-leave-one-out".to_owned(),
            Self::Cumulative => "-cumulative".to_owned(),
            Self::Sensitivity(index) => analysis
                .sensitivities
                .get(index)
                .map_or_else(String::new, |sensitivity| format!("-{}", sensitivity.id)),
            Self::SensitivitySubgroups(index) => {
                Self::Sensitivity(index).suffix(analysis) + "-subgroups"
            }
        }
    }
}

/// The plots that `analysis` has something to show for.
pub fn figures(analysis: &Analysis) -> Vec<Figure> {
    let mut figures = vec![Figure::Main];
    if Stage::main(analysis).stands_apart() {
        figures.push(Figure::Subgroups);
    }
    if !analysis.leave_one_out().is_empty() {
        figures.push(Figure::LeaveOneOut);
    }
    if analysis
        .sections
        .cumulative
        .as_ref()
        .and_then(Asked::found)
        .is_some()
    {
        figures.push(Figure::Cumulative);
    }
    for (index, sensitivity) in analysis.sensitivities.iter().enumerate() {
        figures.push(Figure::Sensitivity(index));
        if Stage::sensitivity(sensitivity).stands_apart() {
            figures.push(Figure::SensitivitySubgroups(index));
        }
    }
    figures
}

/// A result with its subgroups: the main one, or that of a sensitivity analysis.
#[derive(Clone, Copy)]
pub(super) struct Stage<'a> {
    /// The title of the sensitivity analysis.
    pub(super) title: Option<&'a Localized>,
    pub(super) result: &'a Pooling,
    pub(super) subgroups: Option<&'a Subgroups>,
    pub(super) settings: &'a Settings,
    /// What the method of a sensitivity analysis cannot take; the main result has a table of its own.
    pub(super) excluded: &'a [Excluded],
}

impl<'a> Stage<'a> {
    pub(super) fn main(analysis: &'a Analysis) -> Self {
        Self {
            title: None,
            result: &analysis.main,
            subgroups: analysis.subgroups.as_ref(),
            settings: &analysis.settings,
            excluded: &[],
        }
    }

    pub(super) fn sensitivity(sensitivity: &'a Sensitivity) -> Self {
        Self {
            title: Some(&sensitivity.title),
            result: &sensitivity.result,
            subgroups: sensitivity.subgroups.as_ref(),
            settings: &sensitivity.settings,
            excluded: &sensitivity.excluded,
        }
    }

    /// The subgroups, if they divide the result.
    pub(super) fn division(&self) -> Option<&'a Subgroups> {
        self.subgroups
            .filter(|subgroups| divides(subgroups, self.result))
    }

    /// Whether the subgroups need a plot of their own.
    fn stands_apart(&self) -> bool {
        self.subgroups.is_some() && self.division().is_none()
    }
}

/// Whether each effect of the whole stands in exactly one group, and no other does.
fn divides(subgroups: &Subgroups, main: &Pooling) -> bool {
    let key = |effect: &Effect| {
        let rows: Vec<(String, usize)> = effect
            .provenance
            .rows
            .iter()
            .map(|row| (row.file.clone(), row.line))
            .collect();
        (effect.trial.clone(), effect.label.clone(), rows)
    };
    let mut grouped: Vec<_> = subgroups
        .groups
        .iter()
        .flat_map(|group| &group.result.effects)
        .map(key)
        .collect();
    let mut whole: Vec<_> = main.effects.iter().map(key).collect();
    grouped.sort();
    whole.sort();
    grouped == whole
}
