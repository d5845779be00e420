//! Studies as effects on the analysis scale, or the reason why not.

use super::layout;
use super::studies::{Given, Study};
use crate::options::PoolOptions;
use trialpool_meta_analysis::effect_size::{
    Corrected, Counts, EffectSizeError, Proportion, Rate, Split, StudyData, TwoByTwo, TwoRates,
    ZeroCells, effect_sizes,
};
use trialpool_meta_analysis::reported::{DerivedEffect, ErrorRoute, EstimateRoute, derive_effect};
use trialpool_meta_analysis::{Interval, StudyEffect};

/// One effect.
pub(crate) struct Effect {
    /// What the study is called.
    pub(crate) label: String,
    /// Its group, if it has one.
    pub(crate) group: Option<String>,
    /// The texts of the moderators, in the order of the columns needed.
    pub(crate) moderators: Vec<String>,
    /// The effect, analysis scale.
    pub(crate) estimate: StudyEffect,
    /// Its weight, where weights are given.
    pub(crate) weight: Option<f64>,
    /// How it was recovered; empty if it was computed from what the study reports.
    pub(crate) routes: Vec<String>,
    /// All standard errors that the printed digits allow, of estimates as published.
    pub(crate) error_range: Option<Interval>,
    /// Where its row is: `studies.csv:7`.
    pub(crate) line: String,
    /// What the groups report, where it comes from that.
    pub(crate) source: Option<Source>,
    /// The effects that it was combined from, if it was.
    pub(crate) combined: Option<Combined>,
}

/// What the groups of a study report.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    /// As reported.
    pub(crate) reported: StudyData,
    /// As the effect was computed from it: something may be added to zeros.
    pub(crate) used: StudyData,
}

/// Effects with a control group in common.
pub(crate) struct Combined {
    /// Where their rows are.
    pub(crate) lines: Vec<String>,
    /// The effects.
    pub(crate) effects: Vec<f64>,
    /// Their covariance matrix, row by row.
    pub(crate) covariance: Vec<Vec<f64>>,
}

/// What the groups of a study report.
pub(crate) struct Counted {
    /// What the study is called.
    pub(crate) label: String,
    /// Its group, if it has one.
    pub(crate) group: Option<String>,
    /// Its weight, where weights are given.
    pub(crate) weight: Option<f64>,
    /// As reported: nothing is added to zeros.
    pub(crate) data: StudyData,
    /// The cells, in the order of the plan's columns.
    pub(crate) cells: Vec<f64>,
    /// Whether it is among the effects.
    pub(crate) is_used: bool,
}

/// The effects that can be pooled, and what the reader must know of the rest.
pub(crate) struct Effects {
    /// In the order of the file.
    pub(crate) usable: Vec<Effect>,
    /// Every study whose groups are reported, in the order of the file.
    pub(crate) counted: Vec<Counted>,
    /// Why rows were left out; which cells were corrected.
    pub(crate) warnings: Vec<String>,
}

impl Effects {
    /// The weights of what is usable, where weights are given.
    pub(super) fn weights(&self) -> Option<Vec<f64>> {
        let weights: Option<Vec<f64>> = self.usable.iter().map(|study| study.weight).collect();
        weights.filter(|weights| !weights.is_empty())
    }
}

/// Computes the effect of each study.
pub(crate) fn compute(studies: Vec<Study>, options: &PoolOptions) -> Effects {
    let (adjusted, corrections) = corrected(&studies, &options.zero_cells);
    let mut of_data = of_data(&studies, &adjusted, options).into_iter();
    let mut effects = Vec::with_capacity(studies.len());
    let mut counted = Vec::new();
    let mut warnings = Vec::new();
    let pools_tables = options.method.pools_tables();
    let mut recovered: Vec<(String, Vec<String>)> = Vec::new();
    for (study, adjusted) in studies.into_iter().zip(adjusted) {
        let mut routes = study.routes;
        let mut error_range = None;
        let effect = match (adjusted, &study.given) {
            (Adjusted::Dropped, _) => {
                Err("no event in either arm, or nothing but events (--drop00)".to_owned())
            }
            // There is one for each of these.
            (Adjusted::Data(_), _) | (Adjusted::None, Given::Data(_)) => of_data
                .next()
                .unwrap_or(Err(EffectSizeError::NoEvents))
                .map_err(|error| error.to_string()),
            (Adjusted::None, Given::Variance(effect, variance)) => {
                StudyEffect::from_variance(*effect, *variance).map_err(|error| error.to_string())
            }
            (Adjusted::None, Given::StandardError(effect, error)) => {
                StudyEffect::from_standard_error(*effect, *error).map_err(|error| error.to_string())
            }
            (Adjusted::None, Given::Published(contrast)) => derive_effect(contrast)
                .map(|derived| {
                    routes.extend(published_route(&derived));
                    error_range = Some(derived.standard_error_range);
                    derived.effect
                })
                .map_err(|error| error.to_string()),
            (Adjusted::None, Given::Missing(columns)) => Err(missing(columns.iter().copied())),
            (Adjusted::None, Given::Refused(why)) => Err(why.clone()),
        };
        let moderators: Option<Vec<String>> = study.moderators.iter().cloned().collect();
        let complete = effect.and_then(|effect| {
            let absent = || {
                let names = options.moderator_columns().into_iter();
                names
                    .zip(&study.moderators)
                    .filter(|(_, text)| text.is_none())
                    .map(|(name, _)| name)
            };
            let moderators = moderators.ok_or_else(|| missing(absent()))?;
            if options.weights.is_some() && study.weight.is_none() {
                return Err(missing(options.weights.iter().map(|name| &**name)));
            }
            Ok((effect, moderators))
        });
        let is_table = matches!(study.given, Given::Data(_));
        let source = match (adjusted, &study.given) {
            (Adjusted::Data(used), Given::Data(reported)) => Some((*reported, used)),
            (Adjusted::None, Given::Data(reported)) => Some((*reported, *reported)),
            _ => None,
        };
        let source = source.map(|(reported, used)| Source { reported, used });
        if let Given::Data(data) = study.given {
            counted.push(Counted {
                label: study.label.clone(),
                group: study.group.clone(),
                weight: study.weight,
                data,
                cells: layout::cells(&data),
                is_used: complete.is_ok(),
            });
        }
        match complete {
            Ok((effect, moderators)) => {
                for route in &routes {
                    match recovered.iter_mut().find(|(known, _)| known == route) {
                        Some((_, labels)) => labels.push(study.label.clone()),
                        None => recovered.push((route.clone(), vec![study.label.clone()])),
                    }
                }
                effects.push(Effect {
                    label: study.label,
                    group: study.group,
                    moderators,
                    estimate: effect,
                    weight: study.weight,
                    routes,
                    error_range,
                    line: study.line,
                    source,
                    combined: None,
                });
            }
            Err(reason) if pools_tables && is_table => warnings.push(format!(
                "{} (`{}`) has no estimate of its own: {reason}",
                study.line, study.label
            )),
            Err(reason) => warnings.push(format!(
                "{} (`{}`) is left out: {reason}",
                study.line, study.label
            )),
        }
    }
    warnings.extend(recovered.into_iter().map(|(route, labels)| {
        let labels: Vec<String> = labels.iter().map(|label| format!("`{label}`")).collect();
        format!("{route}: {}", labels.join(", "))
    }));
    warnings.extend(corrections);
    Effects {
        usable: effects,
        counted,
        warnings,
    }
}

/// The effects of what the groups of studies report, in their order: averages are over all of them.
fn of_data(
    studies: &[Study],
    adjusted: &[Adjusted],
    options: &PoolOptions,
) -> Vec<Result<StudyEffect, EffectSizeError>> {
    let reported = studies.iter().zip(adjusted);
    let reported = reported.filter_map(|(study, adjusted)| match (adjusted, &study.given) {
        (Adjusted::Data(data), _) | (Adjusted::None, Given::Data(data)) => Some(*data),
        _ => None,
    });
    let reported: Vec<StudyData> = reported.collect();
    effect_sizes(options.measure, &reported, options.formulas)
}

/// How the standard error of a published estimate came about, where that is worth a word: an interval is the rule.
fn published_route(derived: &DerivedEffect) -> Vec<String> {
    let mut routes = Vec::new();
    if derived.estimate_route == EstimateRoute::PercentReduction {
        routes.push("ratio from the percent reduction".to_owned());
    }
    let error = match derived.error_route {
        ErrorRoute::UpperLimit { .. } => {
            "SE from the upper half of the interval, its lower limit being printed as 0"
        }
        ErrorRoute::Reported => "SE from the test statistic",
        ErrorRoute::ExactP { .. } => "SE from the p value",
        ErrorRoute::PBound { .. } => "SE from a bound of the p value: the true one is smaller",
        _ => return routes,
    };
    routes.push(error.to_owned());
    routes
}

/// Says which columns are empty.
fn missing<'a>(columns: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = columns.map(|name| format!("`{name}`")).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    format!("{} {verb} missing", names.join(", "))
}

/// What a study's counts are after the policy for zeros.
#[derive(Clone, Copy)]
enum Adjusted {
    /// Not counts, or not all of them.
    None,
    /// The counts to use.
    Data(StudyData),
    /// The policy leaves the study out.
    Dropped,
}

/// Applies the policy for zeros to all studies, and says what it did.
fn corrected(studies: &[Study], policy: &ZeroCells) -> (Vec<Adjusted>, Option<String>) {
    let mut adjusted = vec![Adjusted::None; studies.len()];
    let mut added = Vec::new();
    adjust::<TwoByTwo>(studies, policy, &mut adjusted, &mut added);
    adjust::<TwoRates>(studies, policy, &mut adjusted, &mut added);
    adjust::<Proportion>(studies, policy, &mut adjusted, &mut added);
    adjust::<Rate>(studies, policy, &mut adjusted, &mut added);
    let note = (!added.is_empty()).then(|| {
        let names: Vec<String> = added.iter().map(|label| format!("`{label}`")).collect();
        let each = match policy.split {
            Split::Equal => "added to each cell, because of zeros",
            Split::BySize => {
                "on average added to each cell, by the size of its group, because of zeros"
            }
        };
        format!("{} {each}: {}", policy.add, names.join(", "))
    });
    (adjusted, note)
}

/// Counts that a study may report.
pub(super) trait OfStudy: Counts {
    /// The counts of a study, if it reports counts of this kind.
    fn take(data: &StudyData) -> Option<Self>;
    /// The counts as what a study reports.
    fn give(self) -> StudyData;
}

/// Declares how counts of one kind are taken from a study and given back.
macro_rules! counts {
    ($($kind:ident)+) => {
        $(impl OfStudy for $kind {
            fn take(data: &StudyData) -> Option<Self> {
                match data {
                    StudyData::$kind(counts) => Some(*counts),
                    _ => None,
                }
            }

            fn give(self) -> StudyData {
                StudyData::$kind(self)
            }
        })+
    };
}

counts! { TwoByTwo TwoRates Proportion Rate }

fn adjust<T: OfStudy>(
    studies: &[Study],
    policy: &ZeroCells,
    adjusted: &mut [Adjusted],
    added: &mut Vec<String>,
) {
    let (places, counts): (Vec<usize>, Vec<T>) = studies
        .iter()
        .enumerate()
        .filter_map(|(place, study)| match &study.given {
            Given::Data(data) => Some((place, T::take(data)?)),
            _ => None,
        })
        .unzip();
    let results: Vec<Corrected<T>> = policy.apply(&counts);
    for (place, result) in places.into_iter().zip(results) {
        adjusted[place] = if result.dropped {
            Adjusted::Dropped
        } else {
            Adjusted::Data(result.counts.give())
        };
        if result.added.is_some() {
            added.push(studies[place].label.clone());
        }
    }
}
