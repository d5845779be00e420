//! The confidence interval that is shown beside one effect.

use crate::candidates::Figures;
use crate::findings::{Scale, Synthesis};
use crate::protocol::{AnalysisPlan, Plan};
use crate::selection::Chosen;
use trialpool_ingest::{Contrast, Reported};
use trialpool_meta_analysis::numeric::tail::normal_upper_quantile;
use trialpool_meta_analysis::{Interval, Measure, clopper_pearson};

/// The interval of one effect at the level of the analysis, on the analysis scale.
///
/// - Of a proportion: the exact (Clopper–Pearson) one, whose limits 0 and 1 have infinite logits.
/// - Of a contrast whose published interval has the level of the analysis and gave the standard
///   error: the published one. Its digits are those that a reader finds in the publication;
///   estimate ± z standard errors misses them in the last place where the two halves of the
///   printed interval differ.
/// - Otherwise: estimate ± z standard errors.
///
/// On the scales of Freeman and Tukey the limits are those whose inverse without a size shows the study, as
/// [`Scale::of_one_study`](crate::findings::Scale::of_one_study) gives them.
pub(crate) fn of_effect(analysis: &AnalysisPlan, plan: &Plan, chosen: &Chosen<'_, '_>) -> [f64; 2] {
    let limits = exact(analysis, plan, chosen)
        .or_else(|| published(analysis.measure, plan, chosen))
        .unwrap_or_else(|| symmetric(analysis.measure, plan, chosen));
    [limits.lower, limits.upper]
}

fn exact(analysis: &AnalysisPlan, plan: &Plan, chosen: &Chosen<'_, '_>) -> Option<Interval> {
    let is_proportion = matches!(
        analysis.measure,
        Measure::Proportion
            | Measure::LogProportion
            | Measure::LogitProportion
            | Measure::ProbitProportion
            | Measure::ArcsineProportion
            | Measure::FreemanTukeyProportion
    );
    let ([count], Synthesis::SingleArm, true) = (
        chosen.derived.counts.as_slice(),
        analysis.synthesis,
        is_proportion,
    ) else {
        return None;
    };
    let interval = clopper_pearson(count.events, count.total, plan.settings.level).ok()?;
    Some(interval.map(|limit| analysis.measure.scale().transform(limit)))
}

fn published(measure: Measure, plan: &Plan, chosen: &Chosen<'_, '_>) -> Option<Interval> {
    let derivation = &chosen.derived.derivation;
    if derivation.standard_error != "interval"
        || derivation.level != Some(plan.settings.level.value())
    {
        return None;
    }
    let Figures::Contrast(row) = chosen.candidate.figures else {
        return None;
    };
    let limits = printed(row)?.map(|limit| measure.scale().transform(limit));
    // A limit of a ratio printed as 0.00 has no logarithm.
    (limits.lower.is_finite() && limits.upper.is_finite()).then_some(limits)
}

/// The published interval as a ratio or difference; that of a reduction r % is 1 − r / 100.
fn printed(row: &Contrast<'_>) -> Option<Interval> {
    let interval = |lower: Option<Reported>, upper: Option<Reported>| {
        Some(Interval {
            lower: lower?.value(),
            upper: upper?.value(),
        })
    };
    interval(row.ci_lower, row.ci_upper).or_else(|| {
        let reduction = interval(row.reduction_lower, row.reduction_upper)?;
        Some(Interval {
            lower: 1.0 - reduction.upper / 100.0,
            upper: 1.0 - reduction.lower / 100.0,
        })
    })
}

fn symmetric(measure: Measure, plan: &Plan, chosen: &Chosen<'_, '_>) -> Interval {
    let effect = &chosen.derived.effect;
    let quantile = normal_upper_quantile(plan.settings.level.tail());
    let scale = Scale::of(measure);
    Interval::around(effect.effect(), quantile * effect.standard_error())
        .map(|limit| scale.of_one_study(limit, effect.standard_error()))
}
