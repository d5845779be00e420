//! Effects explained by moderators: the formula of the protocol on what the registry knows.

mod expected;
mod hypotheses;

pub(crate) use hypotheses::tested;

use expected::expected;

use crate::findings::{
    Absence, Coefficient, CoefficientPart, LeftOut, Level, ModeratorValue, Omnibus, Regression,
    RegressionPermutation, RegressionStudy,
};
use crate::moderators::{Content, Value, value};
use crate::protocol::{Moderators, Show};
use crate::sections::{Asking, permute};
use crate::selection::Selection;
use crate::synthesis::{caveats, finite};
use trialpool_ingest::Registry;
use trialpool_meta_analysis::meta_regression::{
    Design, Expansion, FormulaError, Part, PartOf, RegressionFit, regress,
};
use trialpool_meta_analysis::{FitError, PoolingOptions, StudyEffect};

/// A study whose moderators are all known.
struct Known {
    /// Its place among the effects.
    place: usize,
    study: StudyEffect,
    values: Vec<Value>,
}

/// The regression of the effects on the moderators.
pub(crate) struct Model {
    known: Vec<Known>,
    /// The places of the other studies, and what is not known of each.
    left_out: Vec<(usize, Vec<String>)>,
    /// The values of each moderator, as a formula reads them.
    table: Vec<Vec<String>>,
    studies: Vec<StudyEffect>,
    expansion: Expansion,
    fit: RegressionFit,
}

impl Model {
    /// Fits it to the studies whose moderators are all known.
    pub(crate) fn new(
        registry: &Registry<'_>,
        selection: &Selection<'_, '_>,
        moderators: &Moderators,
        options: &PoolingOptions,
    ) -> Result<Self, Absence> {
        let (known, left_out) = known(registry, selection, moderators);
        let table: Vec<Vec<String>> = (0..moderators.columns.len())
            .map(|column| {
                known
                    .iter()
                    .map(|k| k.values[column].content.text())
                    .collect()
            })
            .collect();
        let too_few = |needed| Absence::TooFewStudies {
            k: known.len(),
            needed,
        };
        if known.is_empty() {
            return Err(too_few(FEWEST));
        }
        for (moderator, texts) in moderators.columns.iter().zip(&table) {
            if texts.windows(2).all(|pair| pair[0] == pair[1]) {
                let moderator = moderator.name().to_owned();
                return Err(if known.len() >= FEWEST {
                    Absence::NoContrast { moderator }
                } else {
                    too_few(FEWEST)
                });
            }
        }
        let expansion = moderators.formula.expand(&table).map_err(unsuitable)?;
        let coefficients = expansion.design.names().len();
        if known.len() <= coefficients {
            return Err(too_few(coefficients + 1));
        }
        let studies: Vec<StudyEffect> = known.iter().map(|known| known.study).collect();
        let fit = regress(&studies, &expansion.design, options).map_err(|error| match error {
            FitError::DesignNotFullRank { column } => Absence::Collinear {
                column: expansion.design.names()[column].clone(),
            },
            _ => Absence::NotEstimable,
        })?;
        Ok(Self {
            known,
            left_out,
            table,
            studies,
            expansion,
            fit,
        })
    }
}

/// Regresses the main effects on the moderators.
pub(crate) fn regression(
    asking: &Asking<'_, '_, '_>,
    moderators: &Moderators,
) -> Result<Regression, Absence> {
    let options = &asking.settings.options();
    let model = Model::new(asking.registry, asking.selection, moderators, options)?;
    // What is wrong with them was an error of the protocol.
    let tested = tested(&model, moderators, options).map_err(|_| Absence::NotEstimable)?;
    let Model {
        known,
        left_out,
        studies,
        expansion,
        fit,
        ..
    } = model;
    let permutation = asking.shown.wants(Show::Permutation).then(|| {
        let test = permute(&studies, &expansion.design, options, asking.shown);
        test.map(|test| RegressionPermutation {
            p: test.p_values,
            omnibus_p: test.omnibus_p_value,
            permutations: test.permutations,
            exact: test.is_exact,
            seed: (!test.is_exact).then_some(asking.shown.seed),
        })
        .map_err(|_| Absence::NotEstimable)
    });
    let tau2 = fit.between_study.map(|between| between.variance);
    let first = fit.coefficients.first();
    let (curves, levels) = expected(&fit, &expansion, &known, moderators);
    Ok(Regression {
        formula: moderators.text.clone(),
        k: fit.study_count,
        coefficients: coefficients_of(&fit, &expansion, &known, moderators),
        df: first.and_then(|first| first.estimate.degrees_of_freedom),
        omnibus: fit.moderators.map(|test| Omnibus {
            statistic: test.statistic,
            df: test.degrees_of_freedom,
            denominator: test.denominator,
            p: test.p_value,
        }),
        tau2,
        tau2_interval: fit
            .between_study
            .and_then(|between| between.interval)
            .and_then(finite),
        i2: 100.0 * fit.heterogeneity.i_squared,
        r2: fit
            .r_squared
            .filter(|share| share.is_finite())
            .map(|share| 100.0 * share),
        q: fit.heterogeneity.cochran_q,
        q_df: fit.heterogeneity.degrees_of_freedom,
        q_p: fit.heterogeneity.p_value,
        studies: studies_of(asking, &fit, &expansion.design, &known, moderators),
        left_out: left_out
            .into_iter()
            .map(|(place, missing)| LeftOut {
                study: asking.main.effects[place].label.clone(),
                missing,
            })
            .collect(),
        curves,
        levels,
        contrasts: tested.contrasts,
        comparison: tested.comparison,
        permutation: permutation.transpose()?,
        caveats: caveats(&fit.caveats),
    })
}

/// An intercept and a slope leave something to estimate from three studies on.
const FEWEST: usize = 3;

/// The studies whose moderators the registry knows, and the others.
fn known(
    registry: &Registry<'_>,
    selection: &Selection<'_, '_>,
    moderators: &Moderators,
) -> (Vec<Known>, Vec<(usize, Vec<String>)>) {
    let (mut known, mut left_out) = (Vec::new(), Vec::new());
    for (place, chosen) in selection.chosen.iter().enumerate() {
        let values: Vec<Option<Value>> = moderators
            .columns
            .iter()
            .map(|moderator| value(registry, *moderator, chosen))
            .collect();
        let missing: Vec<String> = moderators
            .columns
            .iter()
            .zip(&values)
            .filter(|(_, value)| value.is_none())
            .map(|(moderator, _)| moderator.name().to_owned())
            .collect();
        match values.into_iter().collect::<Option<Vec<Value>>>() {
            Some(values) => known.push(Known {
                place,
                study: chosen.derived.effect,
                values,
            }),
            None => left_out.push((place, missing)),
        }
    }
    (known, left_out)
}

/// Why the values of the studies do not fit the formula.
fn unsuitable(error: FormulaError) -> Absence {
    match error {
        FormulaError::NotNumeric { column, .. }
        | FormulaError::TooFewValues { column, .. }
        | FormulaError::UnknownReference { column, .. } => {
            Absence::Unsuitable { moderator: column }
        }
        _ => Absence::NotEstimable,
    }
}

fn coefficients_of(
    fit: &RegressionFit,
    expansion: &Expansion,
    known: &[Known],
    moderators: &Moderators,
) -> Vec<Coefficient> {
    let parts = expansion.parts.iter();
    let named = fit.coefficients.iter().zip(parts);
    named
        .map(|(coefficient, parts)| {
            let estimate = &coefficient.estimate;
            Coefficient {
                name: coefficient.name.clone(),
                parts: parts
                    .iter()
                    .map(|part| part_of(part, known, moderators))
                    .collect(),
                estimate: estimate.effect,
                standard_error: estimate.standard_error,
                interval: [estimate.interval.lower, estimate.interval.upper],
                statistic: estimate.statistic,
                p: estimate.p_value,
            }
        })
        .collect()
}

fn part_of(part: &Part, known: &[Known], moderators: &Moderators) -> CoefficientPart {
    CoefficientPart {
        moderator: part.column.clone(),
        level: match &part.of {
            PartOf::Level(code) => Some(level(code, &part.column, known, moderators)),
            PartOf::Values | PartOf::Basis { .. } => None,
        },
        basis: match &part.of {
            PartOf::Basis {
                function,
                count,
                place,
            } => Some(format!("{function} {count} {place}")),
            PartOf::Values | PartOf::Level(_) => None,
        },
    }
}

/// The level of a code, with what the registry calls it; a number stands for itself.
fn level(code: &str, column: &str, known: &[Known], moderators: &Moderators) -> Level {
    let mut names = moderators.columns.iter().map(|moderator| moderator.name());
    let place = names.position(|name| name == column);
    let found = place.and_then(|place| {
        known
            .iter()
            .find_map(|known| match &known.values[place].content {
                Content::Level(level) if level.code == code => Some(level.clone()),
                _ => None,
            })
    });
    found.unwrap_or_else(|| Level {
        code: code.to_owned(),
        label: trialpool_language::Localized::default(),
    })
}

fn studies_of(
    asking: &Asking<'_, '_, '_>,
    fit: &RegressionFit,
    design: &Design,
    known: &[Known],
    moderators: &Moderators,
) -> Vec<RegressionStudy> {
    let tau2 = fit.between_study.map_or(0.0, |between| between.variance);
    let weight = |known: &Known| 1.0 / (known.study.sampling_variance() + tau2);
    let total: f64 = known.iter().map(weight).sum();
    let rows = design.rows();
    let with_rows = known.iter().zip(&rows);
    with_rows
        .map(|(one, row)| {
            let effect = &asking.main.effects[one.place];
            let terms = row.iter().zip(&fit.coefficients);
            let values = moderators.columns.iter().zip(&one.values);
            RegressionStudy {
                study: effect.label.clone(),
                trial: effect.trial.clone(),
                estimate: one.study.effect(),
                standard_error: one.study.standard_error(),
                weight_percent: 100.0 * weight(one) / total,
                fitted: terms.map(|(x, b)| x * b.estimate.effect).sum(),
                moderators: values
                    .map(|(moderator, value)| {
                        let (number, level) = match &value.content {
                            Content::Number(number) => (Some(*number), None),
                            Content::Level(level) => (None, Some(level.clone())),
                        };
                        ModeratorValue {
                            moderator: moderator.name().to_owned(),
                            number,
                            level,
                            file: asking.files.get(value.row.file).name().to_owned(),
                            line: value.row.line as usize,
                        }
                    })
                    .collect(),
            }
        })
        .collect()
}
