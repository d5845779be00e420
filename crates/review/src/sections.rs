//! What the protocol asks to be shown beside a main result, or why the studies do not allow it.

use crate::effects::Derived;
use crate::findings::{
    Absence, Asked, BaujatPoint, Cumulative, CumulativeStep, Influence, InfluencePanel, Omission,
    PanelEntry, Permutation, Pooled, Pooling, Sections, Tau2Profile,
};
use crate::protocol::{CumulativeOrder, Settings, Show, Shown};
use crate::regression;
use crate::selection::Selection;
use crate::synthesis::{effects, fit, pooled, studies};
use trialpool_ingest::{Files, Registry};
use trialpool_meta_analysis::influence::{Deletion, StudyInfluence, influence};
use trialpool_meta_analysis::meta_regression::Design;
use trialpool_meta_analysis::numeric::tail::{chi_squared_upper_quantile, normal_upper_quantile};
use trialpool_meta_analysis::permutation::{PermutationTest, Permutations, permutation_test};
use trialpool_meta_analysis::{
    FitError, Inference, Measure, Model, PooledFit, PoolingMethod, PoolingOptions, StudyEffect,
    few_studies_panel, variance_profile,
};

/// Studies needed to leave one out, or to see what each does: of two, one alone remains.
const FEWEST_TO_OMIT: usize = 3;

/// Studies that a sequence, a variance between studies and its profile need.
const FEWEST_TO_COMPARE: usize = 2;

/// A main result with what is asked of it.
pub(crate) struct Asking<'c, 'r, 'f> {
    pub(crate) files: &'c Files,
    pub(crate) registry: &'c Registry<'f>,
    pub(crate) shown: &'c Shown,
    pub(crate) measure: Measure,
    pub(crate) settings: &'c Settings,
    pub(crate) selection: &'c Selection<'r, 'f>,
    pub(crate) main: &'c Pooling,
}

impl Asking<'_, '_, '_> {
    /// Everything that is asked for.
    pub(crate) fn sections(&self) -> Sections {
        let derived = studies(self.selection);
        let studies = effects(&derived);
        Sections {
            leave_one_out: self.asked(Show::LeaveOneOut, FEWEST_TO_OMIT, || {
                self.leave_one_out(&derived)
            }),
            cumulative: self.asked(Show::Cumulative, FEWEST_TO_COMPARE, || {
                self.cumulative(&derived)
            }),
            influence: self.asked(Show::Influence, FEWEST_TO_OMIT, || self.influence(&studies)),
            baujat: self.asked(Show::Baujat, FEWEST_TO_OMIT, || self.baujat(&studies)),
            tau2_profile: self.asked(Show::Tau2Profile, FEWEST_TO_COMPARE, || {
                self.tau2_profile(&studies)
            }),
            permutation: self.asked(Show::Permutation, FEWEST_TO_COMPARE, || {
                self.permutation(&studies)
            }),
            panel: self.asked(Show::Panel, FEWEST_TO_COMPARE, || self.panel(&studies)),
            regression: self.shown.moderators.as_ref().map(
                |moderators| match regression::regression(self, moderators) {
                    Ok(found) => Asked::Found(found),
                    Err(absence) => Asked::Absent(absence),
                },
            ),
        }
    }

    /// A section, unless nobody asks for it or there are fewer studies than it needs.
    fn asked<T>(
        &self,
        section: Show,
        needed: usize,
        find: impl FnOnce() -> Result<T, Absence>,
    ) -> Option<Asked<T>> {
        if !self.shown.wants(section) {
            return None;
        }
        if !self.has(section) {
            return Some(Asked::Absent(Absence::NotOfMethod));
        }
        let k = self.main.effects.len();
        if k < needed {
            return Some(Asked::Absent(Absence::TooFewStudies { k, needed }));
        }
        Some(match find() {
            Ok(found) => Asked::Found(found),
            Err(absence) => Asked::Absent(absence),
        })
    }

    /// Whether the method of the settings, with its test, has a section.
    fn has(&self, section: Show) -> bool {
        match section {
            Show::LeaveOneOut | Show::Cumulative => true,
            Show::Tau2Profile | Show::Panel => {
                matches!(self.settings.method, PoolingMethod::InverseVariance(_))
            }
            Show::Influence | Show::Baujat | Show::Permutation => self.settings.is_linear_model(),
        }
    }

    /// The result of some of the studies; of one, with its own interval, as everywhere.
    fn fit(&self, studies: &[&Derived], places: &[usize]) -> Result<Pooled, Absence> {
        let of_them: Vec<&Derived> = places.iter().map(|place| studies[*place]).collect();
        let fit = fit(&of_them, self.measure, self.settings);
        let mut pooled = fit.map_err(|_| Absence::NotEstimable)?.pooled;
        if let [place] = places {
            pooled.interval = self.main.effects[*place].interval;
        }
        Ok(pooled)
    }

    fn leave_one_out(&self, studies: &[&Derived]) -> Result<Vec<Omission>, Absence> {
        let named = self.main.effects.iter().enumerate();
        named
            .map(|(omitted, effect)| {
                let rest: Vec<usize> = (0..studies.len())
                    .filter(|place| *place != omitted)
                    .collect();
                Ok(Omission {
                    omitted: effect.label.clone(),
                    pooled: self.fit(studies, &rest)?,
                })
            })
            .collect()
    }

    fn cumulative(&self, studies: &[&Derived]) -> Result<Cumulative, Absence> {
        let by = self.shown.cumulative_by;
        let mut order: Vec<(usize, Option<f64>)> = (0..studies.len())
            .map(|place| (place, self.value(by, place)))
            .collect();
        // Stable: equal values stay in the order of the effects; those without a value come last.
        order.sort_by(|(_, one), (_, other)| match (one, other) {
            (Some(one), Some(other)) if by == CumulativeOrder::Participants => other.total_cmp(one),
            (Some(one), Some(other)) => one.total_cmp(other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        });
        let ordered: Vec<usize> = order.iter().map(|(place, _)| *place).collect();
        let steps: Result<Vec<CumulativeStep>, Absence> = order
            .into_iter()
            .enumerate()
            .map(|(last, (place, value))| {
                Ok(CumulativeStep {
                    added: self.main.effects[place].label.clone(),
                    value,
                    pooled: self.fit(studies, &ordered[..=last])?,
                })
            })
            .collect();
        Ok(Cumulative {
            by: by.name().to_owned(),
            steps: steps?,
        })
    }

    /// What orders the studies of a cumulative analysis.
    fn value(&self, by: CumulativeOrder, place: usize) -> Option<f64> {
        let effect = &self.main.effects[place];
        let candidate = &self.selection.chosen[place].candidate;
        match by {
            CumulativeOrder::Year => {
                let year = self.registry.trials[candidate.trial].year?;
                Some(year.value())
            }
            CumulativeOrder::Precision => Some(effect.standard_error),
            CumulativeOrder::Participants => effect.participants.map(|count| count as f64),
            CumulativeOrder::Weeks => {
                let weeks = self.registry.timepoints[candidate.timepoint?].weeks?;
                Some(weeks.value())
            }
        }
    }

    fn influences(&self, studies: &[StudyEffect]) -> Result<Vec<StudyInfluence>, Absence> {
        let design = Design::with_intercept(studies.len());
        influence(studies, &design, &self.settings.options()).map_err(|_| Absence::NotEstimable)
    }

    fn influence(&self, studies: &[StudyEffect]) -> Result<InfluencePanel, Absence> {
        let rows = self.influences(studies)?;
        let pooled = self.main.pooled.as_ref().ok_or(Absence::NotEstimable)?;
        let k = rows.len() as f64;
        let named = self.main.effects.iter().zip(&rows);
        let studies = named
            .map(|(effect, row)| {
                let without = row.deletion.as_ref();
                let of = |value: fn(&Deletion) -> f64| {
                    without.map(value).filter(|value| value.is_finite())
                };
                Influence {
                    study: effect.label.clone(),
                    studentised_residual: of(|without| without.studentised_residual),
                    dffits: of(|without| without.dffits),
                    cook_distance: of(|without| without.cook_distance),
                    covariance_ratio: of(|without| without.covariance_ratio),
                    tau2_without: of(|without| without.between_study_variance),
                    q_without: of(|without| without.residual_q),
                    leverage: row.leverage,
                    weight_percent: 100.0 * row.weight,
                    influential: without.is_some_and(|without| without.is_influential),
                }
            })
            .collect();
        Ok(InfluencePanel {
            studies,
            tau2: pooled.tau2.unwrap_or(0.0),
            q: pooled.q,
            residual_limit: normal_upper_quantile(0.025),
            dffits_limit: 3.0 * (1.0 / (k - 1.0)).sqrt(),
            cook_limit: chi_squared_upper_quantile(0.5, 1.0),
            leverage_limit: 3.0 / k,
        })
    }

    fn baujat(&self, studies: &[StudyEffect]) -> Result<Vec<BaujatPoint>, Absence> {
        let rows = self.influences(studies)?;
        let named = self.main.effects.iter().zip(&rows);
        named
            .map(|(effect, row)| {
                let without = row.deletion.as_ref().ok_or(Absence::NotEstimable)?;
                Ok(BaujatPoint {
                    study: effect.label.clone(),
                    heterogeneity: row.heterogeneity_contribution,
                    influence: without.baujat_influence,
                })
            })
            .collect()
    }

    fn tau2_profile(&self, studies: &[StudyEffect]) -> Result<Tau2Profile, Absence> {
        let Model::RandomEffects(estimator) = self.settings.options().model else {
            return Err(Absence::NoBetweenStudyVariance);
        };
        let level = self.settings.level;
        let profile =
            variance_profile(studies, estimator, level).map_err(|_| Absence::NotEstimable)?;
        let point =
            |point: &trialpool_meta_analysis::ProfilePoint| [point.variance, point.log_likelihood];
        let limits = [profile.interval.lower, profile.interval.upper];
        Ok(Tau2Profile {
            restricted: profile.is_restricted,
            points: profile.points.iter().map(point).collect(),
            maximum: point(&profile.maximum),
            threshold: profile.threshold,
            interval: limits.map(|limit| limit.is_finite().then_some(limit)),
            level: level.value(),
        })
    }

    fn permutation(&self, studies: &[StudyEffect]) -> Result<Permutation, Absence> {
        let design = Design::with_intercept(studies.len());
        let test = permute(studies, &design, &self.settings.options(), self.shown)
            .map_err(|_| Absence::NotEstimable)?;
        let (Some(p), Some(model)) = (test.p_values.first(), &self.main.pooled) else {
            return Err(Absence::NotEstimable);
        };
        Ok(Permutation {
            p: *p,
            model_p: model.p.ok_or(Absence::NotEstimable)?,
            permutations: test.permutations,
            exact: test.is_exact,
            seed: (!test.is_exact).then_some(self.shown.seed),
            // All signs as observed, and all of them flipped, are always as extreme as what was observed;
            // random permutations hold the first for certain.
            smallest_p: if test.is_exact { 2.0 } else { 1.0 } / test.permutations as f64,
        })
    }

    fn panel(&self, studies: &[StudyEffect]) -> Result<Vec<PanelEntry>, Absence> {
        let options = self.settings.options();
        let panel = few_studies_panel(studies, &options).map_err(|_| Absence::NotEstimable)?;
        let random = match options.model {
            Model::CommonEffect => PoolingOptions::default().model,
            model @ Model::RandomEffects(_) => model,
        };
        let entry = |model: Model, inference: Inference, fit: &PooledFit| PanelEntry {
            method: model.short_name().to_owned(),
            test: inference.short_name().to_owned(),
            pooled: pooled(fit, studies, self.settings),
        };
        Ok(vec![
            entry(
                Model::CommonEffect,
                Inference::WaldNormal,
                &panel.common_effect,
            ),
            entry(random, Inference::WaldNormal, &panel.wald),
            entry(random, Inference::HartungKnapp, &panel.hartung_knapp),
            entry(
                random,
                Inference::HartungKnappAdHoc,
                &panel.hartung_knapp_guarded,
            ),
        ])
    }
}

/// All permutations if there are few, else random ones.
pub(crate) fn permute(
    studies: &[StudyEffect],
    design: &Design,
    options: &PoolingOptions,
    shown: &Shown,
) -> Result<PermutationTest, FitError> {
    let test = |which| permutation_test(studies, design, options, which);
    let limit = shown.iterations;
    match test(Permutations::Exact { limit }) {
        Err(FitError::TooManyPermutations { .. }) => test(Permutations::MonteCarlo {
            iterations: limit,
            seed: shown.seed,
        }),
        result => result,
    }
}
