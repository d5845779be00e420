//! The sets of columns that hold studies, by the literature's names (metafor's).

use super::table::Table;
use crate::failure::Failure;
use trialpool_meta_analysis::effect_size::{
    Correlation, GroupMean, PairedMeans, Proportion, Rate, RegressionCoefficient, Reliability,
    StudyData, TwoByTwo, TwoMeans, TwoRates,
};
use trialpool_meta_analysis::{DataKind, Measure};

/// One set of columns.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The columns, each with what it may hold.
    pub(crate) columns: &'static [(&'static str, Domain)],
    /// What they say together.
    pub(crate) kind: Kind,
}

/// What a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Any number.
    Any,
    /// 0 or more: a count, a standard deviation.
    NotNegative,
    /// Above 0: a variance, a size, person-time.
    Positive,
    /// Above 0 if the measure is a ratio.
    OnDisplayScale,
    /// Between -1 and 1.
    Correlation,
}

/// What a set of columns says.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// Effect and sampling variance, on the analysis scale.
    Variance,
    /// Effect and standard error, on the analysis scale.
    StandardError,
    /// What the groups report, in the order of the columns.
    Data(fn(&[f64]) -> StudyData),
}

use Domain::{Any, NotNegative, Positive};

/// Effects with their variance or standard error: good for every measure.
pub(super) const EFFECTS: [Layout; 2] = [
    Layout {
        columns: &[("yi", Any), ("vi", Positive)],
        kind: Kind::Variance,
    },
    Layout {
        columns: &[("yi", Any), ("sei", Positive)],
        kind: Kind::StandardError,
    },
];

const TWO_BY_TWO: &[Layout] = &[
    Layout {
        columns: &[
            ("ai", NotNegative),
            ("bi", NotNegative),
            ("ci", NotNegative),
            ("di", NotNegative),
        ],
        kind: Kind::Data(|x| StudyData::TwoByTwo(TwoByTwo::from_cells(x[0], x[1], x[2], x[3]))),
    },
    Layout {
        columns: &[
            ("ai", NotNegative),
            ("n1i", Positive),
            ("ci", NotNegative),
            ("n2i", Positive),
        ],
        kind: Kind::Data(|x| {
            StudyData::TwoByTwo(TwoByTwo {
                treated_events: x[0],
                treated_total: x[1],
                control_events: x[2],
                control_total: x[3],
            })
        }),
    },
];

const TWO_RATES: &[Layout] = &[Layout {
    columns: &[
        ("x1i", NotNegative),
        ("t1i", Positive),
        ("x2i", NotNegative),
        ("t2i", Positive),
    ],
    kind: Kind::Data(|x| {
        StudyData::TwoRates(TwoRates {
            treated_events: x[0],
            treated_time: x[1],
            control_events: x[2],
            control_time: x[3],
        })
    }),
}];

const TWO_MEANS: &[Layout] = &[Layout {
    columns: &[
        ("m1i", Any),
        ("sd1i", NotNegative),
        ("n1i", Positive),
        ("m2i", Any),
        ("sd2i", NotNegative),
        ("n2i", Positive),
    ],
    kind: Kind::Data(|x| {
        StudyData::TwoMeans(TwoMeans {
            treated_mean: x[0],
            treated_sd: x[1],
            treated_total: x[2],
            control_mean: x[3],
            control_sd: x[4],
            control_total: x[5],
        })
    }),
}];

const PAIRED_MEANS: &[Layout] = &[Layout {
    columns: &[
        ("m1i", Any),
        ("sd1i", NotNegative),
        ("m2i", Any),
        ("sd2i", NotNegative),
        ("ni", Positive),
        ("ri", Domain::Correlation),
    ],
    kind: Kind::Data(|x| {
        StudyData::PairedMeans(PairedMeans {
            first_mean: x[0],
            first_sd: x[1],
            second_mean: x[2],
            second_sd: x[3],
            total: x[4],
            correlation: x[5],
        })
    }),
}];

const PROPORTION: &[Layout] = &[Layout {
    columns: &[("xi", NotNegative), ("ni", Positive)],
    kind: Kind::Data(|x| {
        StudyData::Proportion(Proportion {
            events: x[0],
            total: x[1],
        })
    }),
}];

const RATE: &[Layout] = &[Layout {
    columns: &[("xi", NotNegative), ("ti", Positive)],
    kind: Kind::Data(|x| {
        StudyData::Rate(Rate {
            events: x[0],
            time: x[1],
        })
    }),
}];

const MEAN: &[Layout] = &[Layout {
    columns: &[("mi", Any), ("sdi", NotNegative), ("ni", Positive)],
    kind: Kind::Data(|x| {
        StudyData::GroupMean(GroupMean {
            mean: x[0],
            sd: x[1],
            total: x[2],
        })
    }),
}];

const CORRELATION: &[Layout] = &[Layout {
    columns: &[("ri", Domain::Correlation), ("ni", Positive)],
    kind: Kind::Data(|x| {
        StudyData::Correlation(Correlation {
            correlation: x[0],
            total: x[1],
        })
    }),
}];

const PARTIAL_CORRELATION: &[Layout] = &[Layout {
    columns: &[("ti", Any), ("ni", Positive), ("mi", NotNegative)],
    kind: Kind::Data(|x| StudyData::RegressionCoefficient(coefficient(x), None)),
}];

const SEMIPARTIAL_CORRELATION: &[Layout] = &[Layout {
    columns: &[
        ("ti", Any),
        ("ni", Positive),
        ("mi", NotNegative),
        ("r2i", NotNegative),
    ],
    kind: Kind::Data(|x| StudyData::RegressionCoefficient(coefficient(x), Some(x[3]))),
}];

const RELIABILITY: &[Layout] = &[Layout {
    columns: &[("ai", Any), ("mi", Positive), ("ni", Positive)],
    kind: Kind::Data(|x| {
        StudyData::Reliability(Reliability {
            alpha: x[0],
            items: x[1],
            total: x[2],
        })
    }),
}];

fn coefficient(x: &[f64]) -> RegressionCoefficient {
    RegressionCoefficient {
        t: x[0],
        total: x[1],
        predictors: x[2],
    }
}

/// The sets of columns from which a measure is computed.
pub(super) fn data_layouts(measure: Measure) -> &'static [Layout] {
    use DataKind as K;
    match measure.data_kind() {
        Some(K::TwoByTwo) => TWO_BY_TWO,
        Some(K::TwoRates) => TWO_RATES,
        Some(K::TwoMeans) => TWO_MEANS,
        Some(K::PairedMeans) => PAIRED_MEANS,
        Some(K::Proportion) => PROPORTION,
        Some(K::Rate) => RATE,
        Some(K::GroupMean) => MEAN,
        Some(K::Correlation) => CORRELATION,
        Some(K::RegressionCoefficient) => PARTIAL_CORRELATION,
        Some(K::RegressionCoefficientWithR2) => SEMIPARTIAL_CORRELATION,
        Some(K::Reliability) => RELIABILITY,
        None => &[],
    }
}

/// Whether publications print this measure with an interval that is symmetric on its scale.
pub(super) fn is_published(measure: Measure) -> bool {
    measure.is_ratio() || measure.scale() == trialpool_meta_analysis::Scale::Identity
}

/// Every set of columns for a measure, the preferred first.
fn layouts(measure: Measure) -> impl Iterator<Item = &'static Layout> {
    data_layouts(measure).iter().chain(&EFFECTS)
}

/// The cells of what the groups report, in the order of [`Plan::counted`](super::plan::Plan::counted).
pub(crate) fn cells(data: &StudyData) -> Vec<f64> {
    match data {
        StudyData::TwoByTwo(x) => vec![
            x.treated_events,
            x.treated_total,
            x.control_events,
            x.control_total,
        ],
        StudyData::TwoRates(x) => vec![
            x.treated_events,
            x.treated_time,
            x.control_events,
            x.control_time,
        ],
        StudyData::TwoMeans(x) => vec![
            x.treated_mean,
            x.treated_sd,
            x.treated_total,
            x.control_mean,
            x.control_sd,
            x.control_total,
        ],
        StudyData::PairedMeans(x) => vec![
            x.first_mean,
            x.first_sd,
            x.second_mean,
            x.second_sd,
            x.total,
            x.correlation,
        ],
        StudyData::Proportion(x) => vec![x.events, x.total],
        StudyData::Rate(x) => vec![x.events, x.time],
        StudyData::GroupMean(x) => vec![x.mean, x.sd, x.total],
        StudyData::Correlation(x) => vec![x.correlation, x.total],
        StudyData::RegressionCoefficient(x, r_squared) => {
            let mut cells = vec![x.t, x.total, x.predictors];
            cells.extend(*r_squared);
            cells
        }
        StudyData::Reliability(x) => vec![x.alpha, x.items, x.total],
        // Whatever else the numeric core may learn has no columns here.
        _ => Vec::new(),
    }
}

/// Says what would be needed, and what is there.
pub(super) fn missing(table: &Table<'_>, measure: Measure) -> Failure {
    let sets: Vec<String> = layouts(measure)
        .map(|layout| {
            let names: Vec<&str> = layout.columns.iter().map(|(name, _)| *name).collect();
            format!("`{}`", names.join(","))
        })
        .collect();
    let mut sets = sets;
    if is_published(measure) {
        sets.push("`estimate,ci_lower,ci_upper`".to_owned());
    }
    let there: Vec<&str> = table.headers().collect();
    Failure::call(format!(
        "the columns `{}` hold no {measure}",
        there.join(",")
    ))
    .help(format!(
        "name the columns as the literature does: {}",
        sets.join(", or ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use trialpool_meta_analysis::effect_size::{EffectSizeError, effect_size};

    #[test]
    fn every_layout_fits_its_measure() {
        for &measure in Measure::ALL {
            let layouts = data_layouts(measure);
            for (place, layout) in layouts.iter().enumerate() {
                let Kind::Data(build) = layout.kind else {
                    continue;
                };
                let given = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
                let given = &given[..layout.columns.len()];
                let data = build(given);
                if place + 1 == layouts.len() {
                    assert_eq!(cells(&data), given, "{measure}");
                }
                assert_ne!(
                    effect_size(measure, &data),
                    Err(EffectSizeError::OtherData { measure }),
                    "{measure}"
                );
            }
        }
    }

    #[test]
    fn every_measure_can_be_pooled_from_effects() {
        for &measure in Measure::ALL {
            assert!(layouts(measure).count() >= 2);
        }
    }
}
