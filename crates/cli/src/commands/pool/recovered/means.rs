//! Means and standard deviations of groups from what else is printed.

use super::super::layout::Domain::{self, Any, Correlation, NotNegative, Positive};
use super::super::published::{level, printed};
use super::super::row::Row;
use super::{Route, words};
use crate::options::{QuantileRule, Recovery};
use trialpool_ingest::Reported;
use trialpool_meta_analysis::Derivation;
use trialpool_meta_analysis::effect_size::{GroupMean, PairedMeans, StudyData, TwoMeans};
use trialpool_meta_analysis::recovery::{
    AssumedDistribution, Quantiles, RecoveryError, correlation_from_sds, mean_and_sd,
    mean_and_sd_by_power, mean_and_sd_by_quantiles, mean_and_sd_hozo, sd_from_standard_error,
    sd_of_change, standard_error_from_t_interval,
};
use trialpool_meta_analysis::reported::{Printed, ReportedInterval};

/// The columns of one group of means.
pub(super) struct Group {
    /// What a message calls it.
    pub(super) name: &'static str,
    pub(super) mean: &'static str,
    pub(super) sd: &'static str,
    pub(super) total: &'static str,
    pub(super) se: &'static str,
    pub(super) lower: &'static str,
    pub(super) upper: &'static str,
    pub(super) sd_before: &'static str,
    pub(super) sd_after: &'static str,
    pub(super) correlation: &'static str,
    pub(super) min: &'static str,
    pub(super) q1: &'static str,
    pub(super) median: &'static str,
    pub(super) q3: &'static str,
    pub(super) max: &'static str,
}

pub(super) const FIRST: Group = Group {
    name: "group 1: ",
    mean: "m1i",
    sd: "sd1i",
    total: "n1i",
    se: "se1i",
    lower: "ci_lower1i",
    upper: "ci_upper1i",
    sd_before: "sd_before1i",
    sd_after: "sd_after1i",
    correlation: "r1i",
    min: "min1i",
    q1: "q1_1i",
    median: "median1i",
    q3: "q3_1i",
    max: "max1i",
};

pub(super) const SECOND: Group = Group {
    name: "group 2: ",
    mean: "m2i",
    sd: "sd2i",
    total: "n2i",
    se: "se2i",
    lower: "ci_lower2i",
    upper: "ci_upper2i",
    sd_before: "sd_before2i",
    sd_after: "sd_after2i",
    correlation: "r2i",
    min: "min2i",
    q1: "q1_2i",
    median: "median2i",
    q3: "q3_2i",
    max: "max2i",
};

pub(super) const ONLY: Group = Group {
    name: "",
    mean: "mi",
    sd: "sdi",
    total: "ni",
    se: "sei",
    lower: "ci_loweri",
    upper: "ci_upperi",
    sd_before: "sd_beforei",
    sd_after: "sd_afteri",
    correlation: "ri",
    min: "mini",
    q1: "q1i",
    median: "mediani",
    q3: "q3i",
    max: "maxi",
};

pub(super) fn two_means(
    row: &mut Row<'_, '_, '_>,
    options: &Recovery,
) -> Option<Route<(StudyData, Vec<String>)>> {
    let first = group(row, &FIRST, options)?;
    let second = group(row, &SECOND, options)?;
    Some(first.and_then(|(first, one)| {
        let (second, two) = second?;
        let data = StudyData::TwoMeans(TwoMeans {
            treated_mean: first.mean,
            treated_sd: first.sd,
            treated_total: first.total,
            control_mean: second.mean,
            control_sd: second.sd,
            control_total: second.total,
        });
        Ok((data, one.into_iter().chain(two).collect()))
    }))
}

/// Mean and standard deviation of a group by the first route whose cells are filled.
pub(super) fn group(
    row: &mut Row<'_, '_, '_>,
    names: &Group,
    options: &Recovery,
) -> Option<Route<(GroupMean, Option<String>)>> {
    let total = row.number(names.total, Positive)?.value();
    let mean = row.number(names.mean, Any).map(Reported::value);
    let said = |derivation: Derivation| Some(format!("{}{}", names.name, words(derivation)));
    let refused = |error: RecoveryError| format!("{}{error}", names.name);
    let of = |mean: f64, sd: f64| GroupMean { mean, sd, total };
    if let Some(mean) = mean {
        if let Some(sd) = row.number(names.sd, NotNegative) {
            return Some(Ok((of(mean, sd.value()), None)));
        }
        if let Some(se) = row.number(names.se, Positive) {
            let sd = sd_from_standard_error(printed(se), total).map_err(refused);
            return Some(sd.map(|sd| (of(mean, sd.value.value), said(sd.derivation))));
        }
        let limits = row
            .number(names.lower, Any)
            .zip(row.number(names.upper, Any));
        if let Some((lower, upper)) = limits {
            let interval = ReportedInterval {
                lower: printed(lower),
                upper: printed(upper),
                level: level(row)?,
            };
            let se = standard_error_from_t_interval(&interval, total - 1.0).map_err(refused);
            return Some(se.and_then(|se| {
                let sd = sd_from_standard_error(Printed::exact(se.value.value), total);
                let sd = sd.map_err(refused)?;
                Ok((of(mean, sd.value.value), said(se.derivation)))
            }));
        }
        let before = row.number(names.sd_before, Positive);
        let after = row.number(names.sd_after, Positive);
        if let Some((before, after)) = before.zip(after) {
            let r = match correlation(row, names.correlation, options) {
                Ok(r) => r,
                Err(why) => return Some(Err(format!("{}{why}", names.name))),
            };
            let sd = sd_of_change(before.value(), after.value(), r.0).map_err(refused);
            return Some(sd.map(|sd| {
                let assumed =
                    r.1.map_or_else(String::new, |assumed| format!("; {assumed}"));
                let route = said(sd.derivation).map(|route| route + &assumed);
                (of(mean, sd.value), route)
            }));
        }
    }
    let quantiles = quantiles(row, names)?;
    let recovered = match (options.quantiles, quantiles) {
        (
            QuantileRule::Hozo,
            Quantiles::Range {
                minimum,
                median,
                maximum,
            },
        ) => mean_and_sd_hozo(minimum, median, maximum, total),
        (QuantileRule::Qe, quantiles) => {
            mean_and_sd_by_quantiles(&quantiles, total).map(|(found, _)| found)
        }
        (QuantileRule::Mln, quantiles) => {
            mean_and_sd_by_power(&quantiles, total).map(|(found, _)| found)
        }
        (QuantileRule::Hozo, _) => {
            return Some(Err(format!(
                "{}the rules of Hozo need minimum, median and maximum alone",
                names.name
            )));
        }
        (QuantileRule::Norm, quantiles) => mean_and_sd(
            &quantiles,
            total,
            AssumedDistribution::Normal,
            options.skewed,
        ),
        (QuantileRule::Lnorm, quantiles) => mean_and_sd(
            &quantiles,
            total,
            AssumedDistribution::LogNormal,
            options.skewed,
        ),
    };
    Some(match recovered {
        Ok(found) => Ok((of(found.value.mean, found.value.sd), said(found.derivation))),
        Err(error @ RecoveryError::Skewed(_)) => Err(format!(
            "{} (--skewed use takes them all the same)",
            refused(error)
        )),
        Err(error) => Err(refused(error)),
    })
}

fn quantiles(row: &mut Row<'_, '_, '_>, names: &Group) -> Option<Quantiles> {
    let mut value = |name| row.number(name, Any).map(Reported::value);
    let median = value(names.median)?;
    let range = value(names.min).zip(value(names.max));
    let quartiles = value(names.q1).zip(value(names.q3));
    match (range, quartiles) {
        (Some((minimum, maximum)), Some((first_quartile, third_quartile))) => {
            Some(Quantiles::FiveNumbers {
                minimum,
                first_quartile,
                median,
                third_quartile,
                maximum,
            })
        }
        (None, Some((first_quartile, third_quartile))) => Some(Quantiles::Quartiles {
            first_quartile,
            median,
            third_quartile,
        }),
        (Some((minimum, maximum)), None) => Some(Quantiles::Range {
            minimum,
            median,
            maximum,
        }),
        (None, None) => None,
    }
}

/// The correlation in a column, or the assumed one and what says so.
fn correlation(
    row: &mut Row<'_, '_, '_>,
    name: &'static str,
    options: &Recovery,
) -> Route<(f64, Option<String>)> {
    if let Some(r) = row.number(name, Correlation) {
        return Ok((r.value(), None));
    }
    match options.correlation {
        Some(assumed) => Ok((assumed, Some(format!("r = {assumed} assumed (--ri)")))),
        None => Err(format!("no correlation in `{name}` (--ri assumes one)")),
    }
}

/// Two measurements of one group.
pub(super) fn paired(
    row: &mut Row<'_, '_, '_>,
    options: &Recovery,
) -> Option<Route<(StudyData, Vec<String>)>> {
    let mut value = |name, domain: Domain| row.number(name, domain).map(Reported::value);
    let total = value("ni", Positive)?;
    let (first_mean, second_mean) = (value("m1i", Any)?, value("m2i", Any)?);
    let mut routes = Vec::new();
    let mut sds = [0.0; 2];
    let columns = [("first: ", "sd1i", "se1i"), ("second: ", "sd2i", "se2i")];
    for (sd, (which, name, se)) in sds.iter_mut().zip(columns) {
        *sd = match row.number(name, NotNegative) {
            Some(reported) => reported.value(),
            None => match sd_from_standard_error(printed(row.number(se, Positive)?), total) {
                Ok(found) => {
                    routes.push(format!("{which}{}", words(found.derivation)));
                    found.value.value
                }
                Err(error) => return Some(Err(format!("{which}{error}"))),
            },
        };
    }
    let [first_sd, second_sd] = sds;
    let of_change = match row.number("ri", Correlation) {
        Some(_) => None,
        None => row.number("sd_changei", Positive),
    };
    let r = match of_change {
        Some(of_change) => {
            let found = correlation_from_sds(first_sd, second_sd, of_change.value());
            match found {
                Ok(found) => {
                    routes.push(words(found.derivation));
                    found.value
                }
                Err(error) => return Some(Err(error.to_string())),
            }
        }
        None => match correlation(row, "ri", options) {
            Ok((r, assumed)) => {
                routes.extend(assumed);
                r
            }
            Err(why) => return Some(Err(why)),
        },
    };
    let data = StudyData::PairedMeans(PairedMeans {
        first_mean,
        first_sd,
        second_mean,
        second_sd,
        total,
        correlation: r,
    });
    Some(Ok((data, routes)))
}
