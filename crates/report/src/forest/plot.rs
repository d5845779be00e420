//! What a forest plot shows: numbers on the analysis scale and texts ready for the reader.

use trialpool_language::Language;
use trialpool_review::findings::Scale;

/// The content of a forest plot, independent of where it comes from and how it is laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// The language in which numbers are written.
    pub language: Language,
    /// Title, for screen readers and as the title of the file.
    pub title: String,
    /// The whole content in words, for those who cannot see the plot.
    pub description: String,
    /// How estimates are shown; logs get a log axis, log odds an axis in per cent.
    pub scale: Scale,
    /// The value of no effect on the analysis scale, where there is one.
    pub null: Option<f64>,
    /// Column headings.
    pub headings: Headings,
    /// Groups of studies in order; one group without heading if there are no subgroups.
    pub groups: Vec<Group>,
    /// The overall result.
    pub total: Option<Summary>,
    /// What the axis measures.
    pub axis: String,
    /// What lies left and right of no effect.
    pub favours: Option<[String; 2]>,
    /// Remarks below the plot.
    pub notes: Vec<String>,
    /// The words for marks that need an explanation.
    pub marks: MarkWords,
}

/// Column headings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Headings {
    /// Over the names of the studies.
    pub study: String,
    /// Over the extra columns.
    pub columns: Vec<Column>,
    /// Over estimates and intervals.
    pub effect: String,
    /// Over weights; `None` leaves the column out.
    pub weight: Option<String>,
}

/// An extra column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether its cells are numbers, set flush right.
    pub numeric: bool,
}

/// Studies that belong together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// Heading, if the plot has several groups.
    pub heading: Option<String>,
    /// Its studies.
    pub studies: Vec<Study>,
    /// What stands in place of studies where there are none.
    pub empty: Option<String>,
    /// Its pooled result.
    pub summary: Option<Summary>,
}

/// One study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Study {
    /// Its name.
    pub label: String,
    /// Cells of the extra columns.
    pub cells: Vec<String>,
    /// What a narrow plot says below the name: cells and weight in one line.
    pub detail: String,
    /// Estimate, analysis scale; no mark is drawn if it is no number.
    pub estimate: f64,
    /// Interval, analysis scale; none is drawn if a limit is no number, and an infinite one is the end of the scale.
    pub interval: [f64; 2],
    /// Weight in per cent.
    pub weight: Option<f64>,
    /// Whether its figures are not verified: dashed interval and a badge.
    pub unverified: bool,
    /// Whether its standard error is only an upper bound: hollow square and a badge.
    pub bounded: bool,
    /// The row in words.
    pub spoken: String,
}

/// A pooled result.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// What was pooled and how.
    pub label: String,
    /// Estimate, analysis scale.
    pub estimate: f64,
    /// Confidence interval, analysis scale.
    pub interval: [f64; 2],
    /// Weight in per cent, where the group is part of a whole.
    pub weight: Option<f64>,
    /// Prediction interval with its label.
    pub prediction: Option<Prediction>,
    /// Heterogeneity and tests.
    pub notes: Vec<String>,
    /// The row in words.
    pub spoken: String,
}

/// A prediction interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// Its label.
    pub label: String,
    /// The interval, analysis scale.
    pub interval: [f64; 2],
}

/// The words for marks that need an explanation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MarkWords {
    /// Badge of a study whose figures are not verified.
    pub unverified: String,
    /// What that badge and the dashed line mean.
    pub unverified_meaning: String,
    /// Badge of a study whose standard error is an upper bound.
    pub bounded: String,
    /// What that badge and the hollow square mean.
    pub bounded_meaning: String,
    /// What an arrow at the end of an interval means.
    pub clipped_meaning: String,
}

impl Plot {
    /// Every study, group by group.
    pub fn studies(&self) -> impl Iterator<Item = &Study> {
        self.groups.iter().flat_map(|group| &group.studies)
    }

    /// Every pooled result: those of the groups, then the overall one.
    pub fn summaries(&self) -> impl Iterator<Item = &Summary> {
        self.groups
            .iter()
            .filter_map(|group| group.summary.as_ref())
            .chain(&self.total)
    }
}
