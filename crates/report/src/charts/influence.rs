//! The influence of each study by several measures: small panels that share the studies' rows.

mod grid;

use super::{Chart, ChartError};
use crate::drawing::text;
use crate::language::Words;
use grid::Plot;
use trialpool_language::{Arguments, Language};

/// What a panel of influence measures shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    /// The language of numbers and of fixed words.
    pub language: Language,
    /// Title.
    pub title: String,
    /// The studies in the order of their rows.
    pub studies: Vec<Study>,
    /// The measures in order.
    pub panels: Vec<Panel>,
    /// Remarks below the plot.
    pub notes: Vec<String>,
}

/// A study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Study {
    /// Its name.
    pub label: String,
    /// Whether the rules in use call it influential; its marks are diamonds.
    pub influential: bool,
}

/// A measure of influence.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What is measured.
    pub measure: Measure,
    /// Its value for each study, in their order; what is no number has no mark.
    pub values: Vec<f64>,
    /// The value that means no influence, or that of all studies; marks hang on it.
    pub reference: Option<f64>,
    /// Customary limits.
    pub cut_offs: Vec<f64>,
}

/// What is measured of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// Externally standardised residual.
    #[doc(alias = "rstudent")]
    StudentizedResidual,
    /// Change of the fitted value without it, in standard errors.
    Dffits,
    /// Cook's distance.
    CookDistance,
    /// Ratio of the determinants of the coefficients' covariance without it and with it.
    CovarianceRatio,
    /// Between-study variance without it.
    #[doc(alias = "tau2.del")]
    Tau2Deletion,
    /// Cochran's Q without it.
    #[doc(alias = "QE.del")]
    QDeletion,
    /// Leverage.
    Hat,
    /// Weight in per cent.
    Weight,
}

impl Measure {
    /// The message with its name.
    const fn message(self) -> &'static str {
        match self {
            Self::StudentizedResidual => "chart-influence-rstudent",
            Self::Dffits => "chart-influence-dffits",
            Self::CookDistance => "chart-influence-cook",
            Self::CovarianceRatio => "chart-influence-cov-ratio",
            Self::Tau2Deletion => "chart-influence-tau2",
            Self::QDeletion => "chart-influence-q",
            Self::Hat => "chart-influence-hat",
            Self::Weight => "chart-influence-weight",
        }
    }
}

/// Draws the panels.
///
/// # Errors
/// [`ChartError::Nothing`] if there is no study, or no measure with a value that is a number,
/// [`ChartError::Words`] if the words of this crate are broken.
pub fn draw(influence: &Influence) -> Result<Chart, ChartError> {
    let words = Words::of(influence.language)?;
    let panels: Vec<&Panel> = influence
        .panels
        .iter()
        .filter(|panel| {
            let values = panel.values.iter().take(influence.studies.len());
            values.into_iter().any(|value| !value.is_nan())
        })
        .collect();
    if panels.is_empty() {
        return Err(ChartError::Nothing);
    }
    let mut notes = influence.notes.clone();
    notes.extend(missing(words, influence));
    let plot = Plot {
        influence,
        words,
        panels,
        notes,
    };
    Ok(Chart::new(
        influence.language,
        &influence.title,
        plot.description(),
        |size| plot.scene(size),
    ))
}

/// What has no value for whom.
fn missing(words: &Words, influence: &Influence) -> Vec<String> {
    let mut notes = Vec::new();
    for panel in &influence.panels {
        let value = |index: usize| panel.values.get(index).copied().unwrap_or(f64::NAN);
        let studies: Vec<String> = influence
            .studies
            .iter()
            .enumerate()
            .filter(|(index, _)| value(*index).is_nan())
            .map(|(_, study)| text::label(&study.label))
            .collect();
        if studies.is_empty() {
            continue;
        }
        let measure = words.text(panel.measure.message());
        notes.push(if studies.len() == influence.studies.len() {
            words.format(
                "chart-influence-missing",
                &Arguments::new().text("measure", measure),
            )
        } else {
            let arguments = Arguments::new()
                .text("measure", measure)
                .text("studies", studies.join(", "));
            words.format("chart-influence-missing-for", &arguments)
        });
    }
    notes
}
