//! Papers on methods whose tables the test suite of metafor quotes with their pages.

use super::support::{column, common, effects, oracle, prints, prints_ratio, random, tables};
use trialpool_meta_analysis::effect_size::{
    Proportion, StudyData, TwoByTwo, TwoRates, effect_size,
};
use trialpool_meta_analysis::mantel_haenszel::{
    incidence_rate_difference_pooled, incidence_rate_ratio, odds_ratio, risk_difference_pooled,
    risk_ratio,
};
use trialpool_meta_analysis::meta_regression::{Design, regress};
use trialpool_meta_analysis::{
    BetweenStudyEstimator as E, ConfidenceLevel, Estimate, Measure, Model, PooledFit,
    PoolingOptions, StratifiedOptions, StudyEffect, henmi_copas, peto_odds_ratio,
};

fn studies(effects: &[f64], variances: &[f64]) -> Vec<StudyEffect> {
    let pairs = effects.iter().zip(variances);
    pairs
        .map(|(y, v)| StudyEffect::from_variance(*y, *v).expect("an effect"))
        .collect()
}

fn tau2(fit: &PooledFit) -> f64 {
    fit.between_study.expect("random effects").variance
}

fn prints_estimate(estimate: &Estimate, text: [&str; 3]) {
    prints(estimate.effect, text[0]);
    prints(estimate.interval.lower, text[1]);
    prints(estimate.interval.upper, text[2]);
}

/// Normand 1999, Stat Med 18:321, tables VII and IX (pages 349 and 352): lidocaine after myocardial infarction in
/// percentage points, and length of stay after stroke. Source: metafor, `test_analysis_example_normand1999.r`.
#[test]
fn normand_1999_lidocaine_and_length_of_stay() {
    let percent: Vec<StudyEffect> = effects(Measure::RiskDifference, &tables(&oracle("hine1989")))
        .iter()
        .map(|s| StudyEffect::from_variance(100.0 * s.effect(), 1e4 * s.sampling_variance()))
        .collect::<Result<_, _>>()
        .expect("effects");
    let text = ["2.9444", "0.3831", "5.5058"];
    prints_estimate(&common(&percent).pooled, text);
    let fit = random(&percent, E::RestrictedMaximumLikelihood);
    prints_estimate(&fit.pooled, text);
    prints(tau2(&fit), "0.0000");

    let d = oracle("normand1999");
    let [n1, m1, s1, n2, m2, s2] =
        ["n1i", "m1i", "sd1i", "n2i", "m2i", "sd2i"].map(|c| column(&d, c));
    // The paper pools the standard deviations of the two arms.
    let stays: Vec<StudyEffect> = (0..n1.len())
        .map(|i| {
            let squares = (n1[i] - 1.0) * s1[i].powi(2) + (n2[i] - 1.0) * s2[i].powi(2);
            let variance = squares / (n1[i] + n2[i] - 2.0) * (1.0 / n1[i] + 1.0 / n2[i]);
            StudyEffect::from_variance(m1[i] - m2[i], variance).expect("an effect")
        })
        .collect();
    prints_estimate(&common(&stays).pooled, ["-3.4939", "-5.0265", "-1.9613"]);
    let fit = random(&stays, E::DerSimonianLaird);
    prints_estimate(&fit.pooled, ["-14.0972", "-24.4454", "-3.7490"]);
    prints(tau2(&fit), "218.7216");
    let fit = random(&stays, E::RestrictedMaximumLikelihood);
    prints_estimate(&fit.pooled, ["-15.1217", "-32.6716", "2.4282"]);
    prints(tau2(&fit), "685.1965");
}

/// Viechtbauer 2005, J Educ Behav Stat 30:261, pages 271 and 272: estimators of the between-study variance.
/// I2 is compared to two decimals, because metafor's defaults give no more of it where they iterate. Source: metafor, `test_analysis_example_viechtbauer2005.r`.
#[test]
fn viechtbauer_2005_estimators() {
    let first = studies(
        &[
            -0.581, 0.530, 0.771, 1.031, 0.553, 0.295, 0.078, 0.573, -0.176, -0.232,
        ],
        &[
            0.023, 0.052, 0.060, 0.115, 0.095, 0.203, 0.200, 0.211, 0.051, 0.040,
        ],
    );
    let second = studies(
        &[
            0.100, -0.162, -0.090, -0.049, -0.046, -0.010, -0.431, -0.261, 0.134, 0.019, 0.175,
            0.056, 0.045, 0.103, 0.121, -0.482, 0.290, 0.342,
        ],
        &[
            0.016, 0.015, 0.050, 0.050, 0.032, 0.052, 0.036, 0.024, 0.034, 0.033, 0.031, 0.034,
            0.039, 0.167, 0.134, 0.096, 0.016, 0.035,
        ],
    );
    for (estimator, tau2_first, i2_first, tau2_second) in [
        (E::HunterSchmidt, "0.2282", "77.23", "0.0099"),
        (E::Hedges, "0.1484", "68.80", "0.0000"),
        (E::DerSimonianLaird, "0.2768", "80.44", "0.0126"),
        (E::MaximumLikelihood, "0.1967", "74.51", "0.0132"),
        (E::RestrictedMaximumLikelihood, "0.2232", "76.84", "0.0157"),
        (E::EmpiricalBayes, "0.1920", "74.05", "0.0104"),
        (E::SidikJonkman, "0.1992", "74.75", "0.0248"),
    ] {
        let fit = random(&first, estimator);
        prints(tau2(&fit), tau2_first);
        prints(100.0 * fit.heterogeneity.i_squared, i2_first);
        prints(tau2(&random(&second, estimator)), tau2_second);
    }
}

/// DerSimonian and Kacker 2007, Contemp Clin Trials 28:105, tables 3 and 4 (pages 111 and 112): aspirin in pregnancy,
/// tau, mean and standard error. Source: metafor, `test_analysis_example_dersimonian2007.r`.
#[test]
fn dersimonian_2007_two_step_estimators() {
    let rows = [
        (5.0, 156.0, 8.0, 74.0),
        (5.0, 303.0, 17.0, 303.0),
        (12.0, 565.0, 9.0, 477.0),
        (69.0, 1570.0, 94.0, 1565.0),
        (9.0, 103.0, 11.0, 105.0),
        (313.0, 4659.0, 352.0, 4650.0),
    ];
    let tables = rows.map(|(a, n1, c, n2)| TwoByTwo {
        treated_events: a,
        treated_total: n1,
        control_events: c,
        control_total: n2,
    });
    let studies = effects(Measure::OddsRatio, &tables);
    for (estimator, tau, mean, standard_error) in [
        (E::PauleMandel, "0.3681", "-0.3811", "0.2060"),
        (E::Hedges, "0.4410", "-0.4035", "0.2327"),
        (E::DerSimonianLaird, "0.2323", "-0.3240", "0.1540"),
        (E::HedgesTwoStep, "0.3831", "-0.3861", "0.2115"),
        (E::DerSimonianLairdTwoStep, "0.3254", "-0.3655", "0.1901"),
        (
            E::RestrictedMaximumLikelihood,
            "0.1843",
            "-0.2980",
            "0.1343",
        ),
        (E::HunterSchmidt, "0.1330", "-0.2666", "0.1125"),
        (E::SidikJonkman, "0.4572", "-0.4079", "0.2386"),
        (E::HunterSchmidtCorrected, "0.1644", "-0.2863", "0.1259"),
        (E::PauleMandelMedian, "0.4341", "-0.4016", "0.2302"),
    ] {
        let fit = random(&studies, estimator);
        prints(tau2(&fit).sqrt(), tau);
        prints(fit.pooled.effect, mean);
        prints(fit.pooled.standard_error, standard_error);
    }
}

/// Henmi and Copas 2010, Stat Med 29:2969, page 2978: acupoint stimulation. Source: metafor,
/// `test_analysis_example_henmi2010.r`.
#[test]
fn henmi_2010_acupoint_stimulation() {
    let studies = effects(Measure::OddsRatio, &tables(&oracle("lee2004")));
    let fit = random(&studies, E::DerSimonianLaird);
    prints(tau2(&fit), "0.3325");
    prints_estimate(&fit.pooled, ["-0.6787", "-1.0664", "-0.2911"]);
    let fit = henmi_copas(&studies, ConfidenceLevel::NINETY_FIVE).expect("a fit");
    prints(fit.effect, "-0.5145");
    prints(fit.interval.lower, "-0.9994");
    prints(fit.interval.upper, "-0.0295");
}

/// Miller 1978, Am Stat 32:138: the double arcsine, twice metafor's. Source: metafor,
/// `test_analysis_example_miller1978.r`.
#[test]
fn miller_1978_double_arcsine() {
    let studies = [(3.0, 11.0), (6.0, 17.0), (10.0, 21.0), (1.0, 6.0)].map(|(events, total)| {
        let data = StudyData::Proportion(Proportion { events, total });
        effect_size(Measure::FreemanTukeyProportion, &data).expect("an effect")
    });
    for (study, text) in studies.iter().zip(["1.1391", "1.2888", "1.5253", "0.9515"]) {
        prints(2.0 * study.effect(), text);
    }
    for (study, text) in studies.iter().zip(["0.0870", "0.0571", "0.0465", "0.1538"]) {
        prints(4.0 * study.sampling_variance(), text);
    }
    prints(2.0 * common(&studies).pooled.effect, "1.3093");
}

/// Yusuf et al. 1985, Prog Cardiovasc Dis 27:335, table 6: beta blockade, Peto's odds ratio. Source: metafor,
/// `test_analysis_example_yusuf1985.r`.
#[test]
fn yusuf_1985_beta_blockade() {
    let tables = tables(&oracle("yusuf1985"));
    let fit = peto_odds_ratio(&tables, &StratifiedOptions::default()).expect("a fit");
    prints_ratio(&fit.pooled, ["0.9332", "0.7385", "1.1792"]);
}

/// Lipsey and Wilson 2001, Practical Meta-Analysis, exhibits 7.3, 7.6 and 7.7 (pages 133 and 141). Source: metafor,
/// `test_analysis_example_lipsey2001.r`.
#[test]
fn lipsey_2001_practical_meta_analysis() {
    let studies = studies(
        &[
            -0.33, 0.32, 0.39, 0.31, 0.17, 0.64, -0.33, 0.15, -0.02, 0.00,
        ],
        &[
            0.084, 0.035, 0.017, 0.034, 0.072, 0.117, 0.102, 0.093, 0.012, 0.067,
        ],
    );
    let fixed = common(&studies);
    prints_estimate(&fixed.pooled, ["0.1549", "0.0356", "0.2742"]);
    prints(fixed.pooled.p_value, "0.0109");
    prints(fixed.heterogeneity.cochran_q, "14.7640");
    prints(fixed.heterogeneity.p_value, "0.0976");
    let fit = random(&studies, E::DerSimonianLaird);
    prints_estimate(&fit.pooled, ["0.1534", "-0.0146", "0.3215"]);
    prints(tau2(&fit), "0.025955");
    let randomised = vec![0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0];
    let intensity = vec![7.0, 3.0, 7.0, 5.0, 7.0, 7.0, 4.0, 4.0, 5.0, 6.0];
    let design = Design::with_intercept(10)
        .and("random", randomised)
        .and("intensity", intensity);
    for (model, coefficients, q_model) in [
        (
            Model::CommonEffect,
            ["0.32233263", "-0.32978043", "-0.00408559"],
            "7.0807",
        ),
        (
            Model::RandomEffects(E::DerSimonianLaird),
            ["0.33106915", "-0.32691858", "-0.00682302"],
            "5.5711",
        ),
    ] {
        let options = PoolingOptions {
            model,
            ..PoolingOptions::default()
        };
        let fit = regress(&studies, &design, &options).expect("a fit");
        for (coefficient, text) in fit.coefficients.iter().zip(coefficients) {
            prints(coefficient.estimate.effect, text);
        }
        prints(fit.moderators.expect("moderators").statistic, q_model);
    }
}

/// Rothman, Greenland and Lash 2008, Modern Epidemiology, chapter 15: tolbutamide (table 15-1) and smoking
/// (table 15-2), with intervals of 90 %. Source: metafor, `test_analysis_example_rothman2008.r`.
#[test]
fn rothman_2008_mantel_haenszel() {
    let options = StratifiedOptions {
        level: ConfidenceLevel::new(0.90).expect("a level"),
        continuity_correction: false,
        ..StratifiedOptions::default()
    };
    let tables = [
        TwoByTwo::from_cells(8.0, 98.0, 5.0, 115.0),
        TwoByTwo::from_cells(22.0, 76.0, 16.0, 69.0),
    ];
    let fit = risk_difference_pooled(&tables, &options).expect("a fit");
    prints_estimate(&fit.pooled, ["0.0349", "-0.0176", "0.0874"]);
    let fit = risk_ratio(&tables, &options).expect("a fit");
    prints_ratio(&fit.pooled, ["1.3256", "0.8658", "2.0296"]);
    let fit = odds_ratio(&tables, &options).expect("a fit");
    prints_ratio(&fit.fit.pooled, ["1.4031", "0.8411", "2.3409"]);
    let test = fit.mantel_haenszel.expect("a test");
    prints(test.statistic, "1.1914");
    prints(test.p_value, "0.2750");
    prints(fit.tarone.expect("a test").statistic, "0.3489");

    let rates = [
        (32.0, 52_407.0, 2.0, 18_790.0),
        (104.0, 43_248.0, 12.0, 10_673.0),
        (206.0, 28_612.0, 28.0, 5_710.0),
        (186.0, 12_663.0, 28.0, 2_585.0),
        (102.0, 5_317.0, 31.0, 1_462.0),
    ]
    .map(|(x1, t1, x2, t2)| TwoRates {
        treated_events: x1,
        treated_time: t1 / 1e4,
        control_events: x2,
        control_time: t2 / 1e4,
    });
    let fit = incidence_rate_difference_pooled(&rates, &options).expect("a fit");
    prints_estimate(&fit.pooled, ["11.4392", "6.3498", "16.5286"]);
    let fit = incidence_rate_ratio(&rates, &options).expect("a fit");
    prints_ratio(&fit.fit.pooled, ["1.4247", "1.1944", "1.6994"]);
    prints(fit.mantel_haenszel.expect("a test").statistic, "11.0162");
}
