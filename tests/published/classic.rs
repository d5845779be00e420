//! Analyses that the literature on methods returns to.

use super::support::{
    column, common, dersimonian_laird, effects, given, oracle, prints, prints_ratio, random,
    revman_risk_ratio, tables,
};
use trialpool_meta_analysis::effect_size::{
    Correlation, StudyData, TwoByTwo, effect_size, log_hazard_ratio_from_logrank,
};
use trialpool_meta_analysis::meta_regression::{Design, regress};
use trialpool_meta_analysis::{
    BetweenStudyEstimator, ConfidenceLevel, Measure, PoolingOptions, StratifiedOptions,
    StudyEffect, VarianceIntervalMethod, mantel_haenszel, variance_interval,
};

/// Colditz et al. 1994, JAMA 271:698: BCG vaccine, thirteen trials.
#[test]
fn colditz_1994_bcg_vaccine() {
    let studies = effects(Measure::RiskRatio, &tables(&oracle("bcg")));
    prints_ratio(
        &dersimonian_laird(&studies).pooled,
        ["0.49", "0.34", "0.70"],
    );
}

/// Viechtbauer 2010, J Stat Softw 36(3): the same trials by REML, and with absolute latitude.
#[test]
fn viechtbauer_2010_bcg_by_reml() {
    let dataset = oracle("bcg");
    let studies = effects(Measure::RiskRatio, &tables(&dataset));
    let fit = random(&studies, BetweenStudyEstimator::RestrictedMaximumLikelihood);
    prints(fit.pooled.effect, "-0.7145");
    prints(fit.pooled.standard_error, "0.1798");
    prints(fit.pooled.statistic, "-3.9744");
    prints(fit.pooled.interval.lower, "-1.0669");
    prints(fit.pooled.interval.upper, "-0.3622");
    let between = fit.between_study.expect("random effects");
    prints(between.variance, "0.3132");
    prints(between.standard_error.expect("a standard error"), "0.1664");
    prints(fit.heterogeneity.cochran_q, "152.2330");
    prints(100.0 * fit.heterogeneity.i_squared, "92.22");
    prints(fit.heterogeneity.h_squared, "12.86");

    // The help page of `rma.mh` prints the Mantel-Haenszel risk ratio.
    let tables = tables(&dataset);
    let fit = mantel_haenszel::risk_ratio(&tables, &StratifiedOptions::default()).expect("a fit");
    prints(fit.pooled.effect, "-0.4537");
    prints(fit.pooled.standard_error, "0.0393");
    prints_ratio(&fit.pooled, ["0.6353", "0.5881", "0.6862"]);

    let latitude = column(&dataset, "ablat");
    let design = Design::with_intercept(studies.len()).and("ablat", latitude);
    let fit = regress(&studies, &design, &PoolingOptions::default()).expect("a fit");
    prints(fit.coefficients[0].estimate.effect, "0.2515");
    prints(fit.coefficients[0].estimate.standard_error, "0.2491");
    prints(fit.coefficients[1].estimate.effect, "-0.0291");
    prints(fit.coefficients[1].estimate.standard_error, "0.0072");
}

/// van Houwelingen, Arends and Stijnen 2002, Stat Med 21:589: the same trials, log odds ratios.
#[test]
fn van_houwelingen_2002_bcg_odds_ratios() {
    let studies = effects(Measure::OddsRatio, &tables(&oracle("bcg")));
    let fixed = common(&studies).pooled;
    prints(fixed.effect, "-0.436");
    prints(fixed.standard_error, "0.042");
    let fit = random(&studies, BetweenStudyEstimator::MaximumLikelihood);
    prints(fit.pooled.effect, "-0.742");
    prints(fit.pooled.standard_error, "0.178");
    prints(fit.between_study.expect("random effects").variance, "0.302");
}

/// Raudenbush 2009 (Handbook of Research Synthesis, 2nd ed., chapter 16; data of Raudenbush 1985): teacher expectancy.
#[test]
fn raudenbush_2009_teacher_expectancy() {
    let dataset = oracle("raudenbush1985");
    let studies = given(&dataset);
    let fixed = common(&studies);
    prints(fixed.pooled.effect, "0.060");
    prints(fixed.pooled.standard_error, "0.036");
    prints(fixed.heterogeneity.cochran_q, "35.83");
    let fit = random(&studies, BetweenStudyEstimator::RestrictedMaximumLikelihood);
    prints(fit.pooled.effect, "0.084");
    prints(fit.pooled.standard_error, "0.052");
    prints(fit.between_study.expect("random effects").variance, "0.019");
    // Weeks of contact before the expectancy was induced, more than three counted as three.
    let weeks: Vec<f64> = column(&dataset, "weeks")
        .iter()
        .map(|weeks| weeks.min(3.0))
        .collect();
    let design = Design::with_intercept(studies.len()).and("weeks", weeks);
    let fit = regress(&studies, &design, &PoolingOptions::default()).expect("a fit");
    prints(fit.coefficients[0].estimate.effect, "0.407");
    prints(fit.coefficients[0].estimate.standard_error, "0.087");
    prints(fit.coefficients[1].estimate.effect, "-0.157");
    prints(fit.coefficients[1].estimate.standard_error, "0.036");
}

/// Hackshaw, Law and Wald 1997, BMJ 315:980: environmental tobacco smoke, an excess risk of 24 % (13 % to 36 %).
#[test]
fn hackshaw_1997_environmental_tobacco_smoke() {
    let fit = dersimonian_laird(&given(&oracle("hackshaw1998")));
    prints_ratio(&fit.pooled, ["1.24", "1.13", "1.36"]);
}

/// Molloy, O'Carroll and Ferguson 2014, Ann Behav Med 47:92: conscientiousness and adherence, r = 0.15 (0.09 to
/// 0.21); Quintana 2015, Front Psychol 6:1549, prints the same analysis on the z scale.
#[test]
fn molloy_2014_conscientiousness() {
    let dataset = oracle("molloy2014");
    let (correlations, totals) = (column(&dataset, "ri"), column(&dataset, "ni"));
    let studies: Vec<StudyEffect> = correlations
        .into_iter()
        .zip(totals)
        .map(|(correlation, total)| {
            let data = StudyData::Correlation(Correlation { correlation, total });
            effect_size(Measure::ZCorrelation, &data).expect("an effect")
        })
        .collect();
    let fit = random(&studies, BetweenStudyEstimator::RestrictedMaximumLikelihood);
    prints(fit.pooled.effect.tanh(), "0.15");
    prints(fit.pooled.interval.lower.tanh(), "0.09");
    prints(fit.pooled.interval.upper.tanh(), "0.21");
    prints(fit.pooled.effect, "0.1499");
    prints(
        fit.between_study.expect("random effects").variance,
        "0.0081",
    );
    prints(100.0 * fit.heterogeneity.i_squared, "61.73");
    prints(fit.heterogeneity.cochran_q, "38.1595");
}

/// Pignon et al. 2000, Lancet 355:949: chemotherapy in head and neck cancer, hazard ratios from O - E and V.
#[test]
fn pignon_2000_chemotherapy() {
    let dataset = oracle("pignon2000");
    let (difference, variance) = (column(&dataset, "OmE"), column(&dataset, "V"));
    let studies: Vec<StudyEffect> = difference
        .iter()
        .zip(&variance)
        .map(|(o_e, v)| log_hazard_ratio_from_logrank(*o_e, *v).expect("an effect"))
        .collect();
    prints_ratio(&common(&studies).pooled, ["0.90", "0.85", "0.94"]);
    // Chemotherapy before radiotherapy, and together with it.
    let groups = column(&dataset, "grp");
    for (group, text) in [
        (2.0, ["0.95", "0.88", "1.01"]),
        (3.0, ["0.81", "0.76", "0.88"]),
    ] {
        let of_group: Vec<StudyEffect> = (0..studies.len())
            .filter(|row| groups[*row] == group)
            .map(|row| studies[row])
            .collect();
        prints_ratio(&common(&of_group).pooled, text);
    }
}

/// Viechtbauer 2007, Stat Med 26:37: intervals of the between-study variance, diuretics in pregnancy (data of Collins,
/// Yusuf and Peto 1985).
#[test]
fn viechtbauer_2007_intervals_of_the_between_study_variance() {
    let studies = effects(Measure::OddsRatio, &tables(&oracle("collins1985b")));
    for (estimator, text) in [
        (BetweenStudyEstimator::DerSimonianLaird, "0.23"),
        (BetweenStudyEstimator::MaximumLikelihood, "0.24"),
        (BetweenStudyEstimator::RestrictedMaximumLikelihood, "0.30"),
    ] {
        prints(
            random(&studies, estimator)
                .between_study
                .expect("random effects")
                .variance,
            text,
        );
    }
    for (method, lower, upper) in [
        (VarianceIntervalMethod::QProfile, "0.07", "2.20"),
        (VarianceIntervalMethod::ProfileLikelihood, "0.03", "1.13"),
    ] {
        let interval = variance_interval(&studies, method, ConfidenceLevel::NINETY_FIVE);
        let variance = interval.expect("an interval").variance;
        prints(variance.lower, lower);
        prints(variance.upper, upper);
    }
}

/// Fleiss 1993, Stat Methods Med Res 2:121: aspirin after myocardial infarction, with the digits that the examples of
/// the R package meta print.
#[test]
fn fleiss_1993_aspirin() {
    let trials = [
        (49.0, 615.0, 67.0, 624.0),
        (44.0, 758.0, 64.0, 771.0),
        (102.0, 832.0, 126.0, 850.0),
        (32.0, 317.0, 38.0, 309.0),
        (85.0, 810.0, 52.0, 406.0),
        (246.0, 2267.0, 219.0, 2257.0),
        (1570.0, 8587.0, 1720.0, 8600.0),
    ];
    let tables = trials.map(|(a, n1, c, n2)| TwoByTwo {
        treated_events: a,
        treated_total: n1,
        control_events: c,
        control_total: n2,
    });
    let options = StratifiedOptions::default();
    let fixed = mantel_haenszel::odds_ratio(&tables, &options)
        .expect("a fit")
        .fit;
    prints_ratio(&fixed.pooled, ["0.8969", "0.8405", "0.9570"]);
    let studies = effects(Measure::OddsRatio, &tables);
    let fixed = common(&studies);
    prints(fixed.heterogeneity.cochran_q, "9.95");
    prints(100.0 * fixed.heterogeneity.i_squared_from_q, "39.7");
    let fit = dersimonian_laird(&studies);
    prints_ratio(&fit.pooled, ["0.8763", "0.7743", "0.9917"]);
    prints(
        fit.between_study.expect("random effects").variance,
        "0.0096",
    );
}

/// Li et al. 2007, Cochrane Database CD002755: intravenous magnesium after myocardial infarction.
#[test]
fn li_2007_magnesium() {
    let tables = tables(&oracle("li2007"));
    let fixed = mantel_haenszel::odds_ratio(&tables, &StratifiedOptions::default()).expect("a fit");
    prints_ratio(&fixed.fit.pooled, ["0.99", "0.94", "1.04"]);
    let studies = effects(Measure::OddsRatio, &tables);
    prints_ratio(
        &dersimonian_laird(&studies).pooled,
        ["0.66", "0.53", "0.82"],
    );
}

/// Lee and Done 2004, Cochrane Database CD003281: stimulation of the wrist point P6, nausea.
#[test]
fn lee_2004_acupoint_stimulation() {
    let tables = tables(&oracle("lee2004"));
    prints_ratio(&revman_risk_ratio(&tables).pooled, ["0.72", "0.59", "0.89"]);
}

/// Baskerville, Liddy and Hogg 2012, Ann Fam Med 10:63: practice facilitation.
#[test]
fn baskerville_2012_practice_facilitation() {
    let fit = dersimonian_laird(&given(&oracle("baskerville2012")));
    prints(fit.pooled.effect, "0.56");
    prints(fit.pooled.interval.lower, "0.43");
    prints(fit.pooled.interval.upper, "0.68");
}
