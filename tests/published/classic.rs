//! Analyses that the literature on methods returns to.

use super::support::{
    column, common, dersimonian_laird, effects, given, oracle, prints, prints_ratio, random,
    revman_risk_ratio, tables,
};
use trialpool_meta_analysis::effect_size::{
    Correlation, StudyData, effect_size, log_hazard_ratio_from_logrank,
};
use trialpool_meta_analysis::meta_regression::{Design, regress};
use trialpool_meta_analysis::{
    BetweenStudyEstimator, ConfidenceLevel, Measure, PoolingOptions, StratifiedOptions,
    StudyEffect, VarianceIntervalMethod, mantel_haenszel, variance_interval,
};

/// Viechtbauer 2010, J Stat Softw 36(3), sections 3.2 and 3.3: BCG vaccine, thirteen trials, by REML. Source: the paper,
/// which the package metafor ships as its vignette.
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

    // With absolute latitude and year of publication.
    let design = Design::with_intercept(studies.len())
        .and("ablat", column(&dataset, "ablat"))
        .and("year", column(&dataset, "year"));
    let fit = regress(&studies, &design, &PoolingOptions::default()).expect("a fit");
    for (coefficient, text) in fit.coefficients.iter().zip([
        ["-3.55", "29.10"],
        ["-0.0280", "0.0102"],
        ["0.0019", "0.0147"],
    ]) {
        prints(coefficient.estimate.effect, text[0]);
        prints(coefficient.estimate.standard_error, text[1]);
    }
    prints(fit.moderators.expect("moderators").statistic, "12.20");
}

/// van Houwelingen, Arends and Stijnen 2002, Stat Med 21:589, pages 596 and 597: the same trials, odds ratios. Source:
/// metafor, `test_analysis_example_vanhouwelingen2002.r`; the paper prints the upper fixed limit as 0.703.
#[test]
fn van_houwelingen_2002_bcg_odds_ratios() {
    let studies = effects(Measure::OddsRatio, &tables(&oracle("bcg")));
    prints_ratio(&common(&studies).pooled, ["0.6465", "0.5951", "0.7024"]);
    let fit = random(&studies, BetweenStudyEstimator::MaximumLikelihood);
    prints_ratio(&fit.pooled, ["0.4762", "0.3360", "0.6749"]);
    prints(
        fit.between_study.expect("random effects").variance,
        "0.3025",
    );
    let level = ConfidenceLevel::NINETY_FIVE;
    let interval = variance_interval(&studies, VarianceIntervalMethod::ProfileLikelihood, level);
    let variance = interval.expect("an interval").variance;
    prints(variance.lower, "0.1151");
    prints(variance.upper, "0.8937");
}

/// Raudenbush 2009 (Handbook of Research Synthesis, 2nd ed., chapter 16), table 16.2: teacher expectancy. Source:
/// metafor, `test_analysis_example_raudenbush2009.r`.
#[test]
fn raudenbush_2009_teacher_expectancy() {
    let dataset = oracle("raudenbush1985");
    let studies = given(&dataset);
    let fixed = common(&studies);
    prints(fixed.pooled.effect, "0.0604");
    prints(fixed.pooled.statistic, "1.6553");
    prints(fixed.heterogeneity.cochran_q, "35.8295");
    let fit = random(&studies, BetweenStudyEstimator::RestrictedMaximumLikelihood);
    prints(fit.pooled.effect, "0.0837");
    prints(fit.pooled.statistic, "1.6208");
    prints(
        fit.between_study.expect("random effects").variance,
        "0.0188",
    );
    // Weeks of contact before the expectancy was induced, more than three counted as three.
    let weeks: Vec<f64> = column(&dataset, "weeks")
        .iter()
        .map(|weeks| weeks.min(3.0))
        .collect();
    let design = Design::with_intercept(studies.len()).and("weeks", weeks);
    let fit = regress(&studies, &design, &PoolingOptions::default()).expect("a fit");
    prints(fit.coefficients[0].estimate.effect, "0.4072");
    prints(fit.coefficients[0].estimate.statistic, "4.678");
    prints(fit.coefficients[1].estimate.effect, "-0.1572");
    prints(fit.coefficients[1].estimate.statistic, "-4.388");
    prints(fit.heterogeneity.cochran_q, "16.5708");
}

/// Hackshaw, Law and Wald 1997, BMJ 315:980: environmental tobacco smoke, an excess risk of 24 % (13 % to 36 %).
/// Source: the abstract, bmj.com/content/315/7114/980.
#[test]
fn hackshaw_1997_environmental_tobacco_smoke() {
    let fit = dersimonian_laird(&given(&oracle("hackshaw1998")));
    prints_ratio(&fit.pooled, ["1.24", "1.13", "1.36"]);
}

/// Molloy, O'Carroll and Ferguson 2014, Ann Behav Med 47:92: conscientiousness and adherence, r = 0.15 (0.09 to 0.21).
/// Source: the abstract, link.springer.com/article/10.1007/s12160-013-9524-4.
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
}

/// Pignon et al. 2000, Lancet 355:949: chemotherapy in head and neck cancer, hazard ratios from O - E and V.
/// Source: the abstract, eurekamag.com/research/045/500/045500822.php.
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
}

/// Viechtbauer 2007, Stat Med 26:37: intervals of the between-study variance, diuretics in pregnancy (data of Collins,
/// Yusuf and Peto 1985), table II on page 44. Source: metafor, `test_analysis_example_viechtbauer2007a.r`.
#[test]
fn viechtbauer_2007_intervals_of_the_between_study_variance() {
    let studies = effects(Measure::OddsRatio, &tables(&oracle("collins1985b")));
    for (estimator, text) in [
        (BetweenStudyEstimator::DerSimonianLaird, "0.2297"),
        (BetweenStudyEstimator::MaximumLikelihood, "0.2386"),
        (BetweenStudyEstimator::RestrictedMaximumLikelihood, "0.3008"),
        (BetweenStudyEstimator::SidikJonkman, "0.4563"),
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
        (VarianceIntervalMethod::QProfile, "0.0723", "2.2027"),
        (VarianceIntervalMethod::ProfileLikelihood, "0.03", "1.13"),
        (
            VarianceIntervalMethod::RestrictedProfileLikelihood,
            "0.04",
            "1.47",
        ),
    ] {
        let interval = variance_interval(&studies, method, ConfidenceLevel::NINETY_FIVE);
        let variance = interval.expect("an interval").variance;
        prints(variance.lower, lower);
        prints(variance.upper, upper);
    }
}

/// Li et al. 2007, Cochrane Database CD002755: intravenous magnesium after myocardial infarction.
/// Source: the abstract, cochranelibrary.com, 10.1002/14651858.CD002755.pub2.
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
/// Source: the abstract, cochranelibrary.com, 10.1002/14651858.CD003281.pub2.
#[test]
fn lee_2004_acupoint_stimulation() {
    let tables = tables(&oracle("lee2004"));
    prints_ratio(&revman_risk_ratio(&tables).pooled, ["0.72", "0.59", "0.89"]);
}

/// Baskerville, Liddy and Hogg 2012, Ann Fam Med 10:63: practice facilitation. Source: the abstract,
/// annfammed.org, 10.1370/afm.1312.
#[test]
fn baskerville_2012_practice_facilitation() {
    let fit = dersimonian_laird(&given(&oracle("baskerville2012")));
    prints(fit.pooled.effect, "0.56");
    prints(fit.pooled.interval.lower, "0.43");
    prints(fit.pooled.interval.upper, "0.68");
}
