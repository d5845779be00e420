//! What the groups of a study report, recovered from what it prints instead: standard deviations from standard
//! errors, intervals and quantiles, counts from margins and a measure.

mod counts;
mod means;

use super::row::Row;
use super::table::Table;
use crate::options::Recovery;
use means::{FIRST, Group, ONLY, SECOND, group, paired, two_means};
use trialpool_meta_analysis::effect_size::StudyData;
use trialpool_meta_analysis::{Derivation, Measure, StudyEffect};

/// The kind of data that a measure is made of, as far as it can be recovered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    TwoMeans,
    OneMean,
    PairedMeans,
    TwoByTwo,
    HazardRatio,
}

/// What was recovered of a row.
pub(super) enum Found {
    /// What the groups report, and the routes.
    Data(StudyData, Vec<String>),
    /// The effect itself.
    Effect(StudyEffect, Vec<String>),
    /// Why not.
    Refused(String),
}

impl Wanted {
    /// What a measure wants.
    pub(super) fn of(measure: Measure, data: Option<&StudyData>) -> Option<Self> {
        match data {
            Some(StudyData::TwoMeans(_)) => Some(Self::TwoMeans),
            Some(StudyData::GroupMean(_)) => Some(Self::OneMean),
            Some(StudyData::PairedMeans(_)) => Some(Self::PairedMeans),
            Some(StudyData::TwoByTwo(_)) => Some(Self::TwoByTwo),
            None if measure == Measure::HazardRatio => Some(Self::HazardRatio),
            _ => None,
        }
    }

    /// Whether the table has the columns of one of the routes.
    pub(super) fn is_possible(self, table: &Table<'_>) -> bool {
        let has = |names: &[&str]| names.iter().all(|name| table.column(name).is_some());
        let group = |group: &Group| {
            has(&[group.total])
                && (has(&[group.mean, group.sd])
                    || has(&[group.mean, group.se])
                    || has(&[group.mean, group.lower, group.upper])
                    || has(&[group.mean, group.sd_before, group.sd_after])
                    || has(&[group.q1, group.median, group.q3])
                    || has(&[group.min, group.median, group.max]))
        };
        match self {
            Self::TwoMeans => group(&FIRST) && group(&SECOND),
            Self::OneMean => group(&ONLY),
            Self::PairedMeans => has(&["m1i", "m2i", "ni"]) && (has(&["sd1i"]) || has(&["se1i"])),
            Self::TwoByTwo => {
                has(&["n1i", "n2i"])
                    && (has(&["events"]) || has(&["ci"]))
                    && (has(&["ori"]) || has(&["rri"]) || has(&["x2i"]))
            }
            Self::HazardRatio => {
                has(&["oei", "voei"])
                    || (has(&["d1i", "d2i"]) && (has(&["estimate"]) || has(&["zi"])))
            }
        }
    }

    /// What the row tells; none if it tells too little.
    pub(super) fn read(self, row: &mut Row<'_, '_, '_>, options: &Recovery) -> Option<Found> {
        let found = match self {
            Self::TwoMeans => two_means(row, options)?,
            Self::OneMean => group(row, &ONLY, options)?
                .map(|(group, route)| (StudyData::GroupMean(group), Vec::from_iter(route))),
            Self::PairedMeans => paired(row, options)?,
            Self::TwoByTwo => counts::table(row)?,
            Self::HazardRatio => return counts::logrank(row),
        };
        Some(match found {
            Ok((data, routes)) => Found::Data(data, routes),
            Err(why) => Found::Refused(why),
        })
    }
}

/// What was found, or why nothing can be made of it.
type Route<T> = Result<T, String>;

/// A route in words, with its source.
fn words(derivation: Derivation) -> String {
    use Derivation as D;
    let what = match derivation {
        D::NormalFromRange => "mean and SD from median and range",
        D::NormalFromQuartiles => "mean and SD from median and quartiles",
        D::NormalFromFiveNumbers => "mean and SD from median, quartiles and range",
        D::LogNormalFromRange => "mean and SD from median and range, log-normal",
        D::LogNormalFromQuartiles => "mean and SD from median and quartiles, log-normal",
        D::LogNormalFromFiveNumbers => "mean and SD from median, quartiles and range, log-normal",
        D::HozoFromRange => "mean and SD from median and range by rules of thumb",
        D::BestFittingDistribution => "mean and SD of the family nearest to the quantiles",
        D::PowerTransformation => "mean and SD, normal after a power transformation",
        D::SdFromStandardError => "SD from the standard error",
        D::StandardErrorFromTInterval => "SD from the confidence interval (t)",
        D::SdOfChangeFromCorrelation => "SD of the change from both SDs and r",
        D::CorrelationFromSds => "r from the SDs and that of the change",
        D::TableFromOddsRatio => "counts from the margins and the odds ratio",
        D::TableFromRiskRatio => "counts from the margins and the risk ratio",
        D::TableFromChiSquared => "counts from the margins and chi-squared",
        D::TreatedFromOddsRatio => "treated events from the odds ratio",
        D::TreatedFromRiskRatio => "treated events from the risk ratio",
        // The rest belong to other routes.
        _ => derivation.formula(),
    };
    format!("{what} ({})", derivation.reference())
}
