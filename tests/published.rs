//! Published analyses, one test a paper: the numbers as printed, to half a unit of their last digit.
//!
//! The inputs are the papers' own tables, or the data sets of the oracle that hold them. What a test asserts was read
//! in the paper it cites; where a paper's figure does not follow from the inputs known to us, there is no test.

use trialpool_meta_analysis::effect_size::{
    Correlation, StudyData, TwoByTwo, ZeroCells, effect_size, log_hazard_ratio_from_logrank,
};
use trialpool_meta_analysis::meta_regression::{Design, regress};
use trialpool_meta_analysis::reported::{
    Printed, ReportedContrast, ReportedInterval, derive_effect,
};
use trialpool_meta_analysis::{
    BetweenStudyEstimator, ConfidenceLevel, Estimate, Measure, Model, PooledFit, PoolingOptions,
    StratifiedOptions, StudyEffect, VarianceIntervalMethod, mantel_haenszel, pool, pool_at,
    variance_interval,
};
use trialpool_tests::oracle_support::{Dataset, datasets};

/// `value` prints as `text`: it lies within half a unit of the last digit.
fn prints(value: f64, text: &str) {
    assert!(
        is_printed(value, text, 0.0),
        "{value} does not print as {text}"
    );
}

/// As [`prints`], with so many units of the last digit more, for inputs that are themselves rounded.
fn is_printed(value: f64, text: &str, units: f64) -> bool {
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let unit = 10_f64.powi(-i32::try_from(decimals).expect("few digits"));
    let printed: f64 = text.parse().expect("a number");
    (value - printed).abs() <= (0.5 + units + 1e-9) * unit
}

/// Estimate and limits of a ratio.
fn prints_ratio(estimate: &Estimate, text: [&str; 3]) {
    prints(estimate.effect.exp(), text[0]);
    prints(estimate.interval.lower.exp(), text[1]);
    prints(estimate.interval.upper.exp(), text[2]);
}

fn ratio(measure: Measure, estimate: f64, lower: f64, upper: f64) -> StudyEffect {
    let contrast = ReportedContrast {
        estimate: Some(Printed::exact(estimate)),
        interval: Some(ReportedInterval {
            lower: Printed::exact(lower),
            upper: Printed::exact(upper),
            level: ConfidenceLevel::NINETY_FIVE,
        }),
        ..ReportedContrast::new(measure)
    };
    derive_effect(&contrast).expect("an effect").effect
}

fn hazard_ratios(rows: &[(f64, f64, f64)]) -> Vec<StudyEffect> {
    rows.iter()
        .map(|&(estimate, lower, upper)| ratio(Measure::HazardRatio, estimate, lower, upper))
        .collect()
}

fn with(model: Model) -> PoolingOptions {
    PoolingOptions {
        model,
        ..PoolingOptions::default()
    }
}

fn common(studies: &[StudyEffect]) -> PooledFit {
    pool(studies, &with(Model::CommonEffect)).expect("a fit")
}

fn random(studies: &[StudyEffect], estimator: BetweenStudyEstimator) -> PooledFit {
    pool(studies, &with(Model::RandomEffects(estimator))).expect("a fit")
}

fn dersimonian_laird(studies: &[StudyEffect]) -> PooledFit {
    random(studies, BetweenStudyEstimator::DerSimonianLaird)
}

fn oracle(id: &str) -> Dataset {
    datasets()
        .into_iter()
        .find(|dataset| dataset.id == id)
        .expect("the data set")
}

fn column(dataset: &Dataset, name: &str) -> Vec<f64> {
    let numbers = dataset.data.numbers(name).expect(name);
    numbers
        .into_iter()
        .map(|number| number.expect("a number"))
        .collect()
}

/// The tables of a data set with cells ai, bi, ci, di.
fn tables(dataset: &Dataset) -> Vec<TwoByTwo> {
    let [a, b, c, d] = ["ai", "bi", "ci", "di"].map(|name| column(dataset, name));
    (0..a.len())
        .map(|row| TwoByTwo::from_cells(a[row], b[row], c[row], d[row]))
        .collect()
}

/// The effects of tables with the default correction of zero cells.
fn effects(measure: Measure, tables: &[TwoByTwo]) -> Vec<StudyEffect> {
    ZeroCells::default()
        .apply(tables)
        .into_iter()
        .map(|table| effect_size(measure, &StudyData::TwoByTwo(table.counts)).expect("an effect"))
        .collect()
}

/// The effects `yi`, `vi` of a data set.
fn given(dataset: &Dataset) -> Vec<StudyEffect> {
    let (effects, variances) = (column(dataset, "yi"), column(dataset, "vi"));
    effects
        .into_iter()
        .zip(variances)
        .map(|(effect, variance)| StudyEffect::from_variance(effect, variance).expect("an effect"))
        .collect()
}

/// The random-effects method of RevMan 5: inverse-variance weights, tau2 from the Q about the Mantel-Haenszel estimate.
fn revman_risk_ratio(tables: &[TwoByTwo]) -> PooledFit {
    let options = StratifiedOptions {
        pooling: ZeroCells::default(),
        ..StratifiedOptions::default()
    };
    let mantel_haenszel = mantel_haenszel::risk_ratio(tables, &options)
        .expect("a fit")
        .pooled
        .effect;
    let studies = effects(Measure::RiskRatio, tables);
    let weights: Vec<f64> = studies
        .iter()
        .map(|study| 1.0 / study.sampling_variance())
        .collect();
    let q: f64 = studies
        .iter()
        .zip(&weights)
        .map(|(study, weight)| weight * (study.effect() - mantel_haenszel).powi(2))
        .sum();
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    let tau2 = (q - (studies.len() as f64 - 1.0)) / (sum - squares / sum);
    pool_at(&studies, tau2.max(0.0), &PoolingOptions::default()).expect("a fit")
}

// Neuromyelitis optica spectrum disorder

/// Xue et al. 2020, Front Neurol 11:604445: seven randomised trials of monoclonal antibodies, relapse, RevMan.
#[test]
fn xue_2020_monoclonal_antibodies_in_nmosd() {
    let table = |a: f64, n1: f64, c: f64, n2: f64| TwoByTwo {
        treated_events: a,
        treated_total: n1,
        control_events: c,
        control_total: n2,
    };
    let trials = [
        table(3.0, 96.0, 20.0, 47.0),
        table(21.0, 174.0, 22.0, 56.0),
        table(8.0, 41.0, 18.0, 42.0),
        table(19.0, 63.0, 16.0, 32.0),
        table(0.0, 19.0, 7.0, 19.0),
        table(8.0, 59.0, 28.0, 59.0),
        table(7.0, 33.0, 16.0, 35.0),
    ];
    assert_eq!(trials.iter().map(|t| t.treated_total).sum::<f64>(), 485.0);
    assert_eq!(trials.iter().map(|t| t.control_total).sum::<f64>(), 290.0);
    prints_ratio(&revman_risk_ratio(&trials).pooled, ["0.33", "0.21", "0.52"]);
    let eculizumab = &effects(Measure::RiskRatio, &trials)[..1];
    let fit = common(eculizumab);
    prints(fit.pooled.effect.exp(), "0.07");
    prints(fit.pooled.interval.lower.exp(), "0.02");
    // The paper cuts 0.235 to 0.23.
    prints(
        (fit.pooled.interval.upper.exp() * 100.0).floor() / 100.0,
        "0.23",
    );
}

/// Kong et al. 2021, Front Pharmacol 12:652759: hazard ratios of relapse, AQP4-IgG positive and all.
#[test]
fn kong_2021_hazard_ratios_in_nmosd() {
    let positive = hazard_ratios(&[
        (0.06, 0.02, 0.20),
        (0.227, 0.121, 0.423),
        (0.21, 0.06, 0.75),
        (0.26, 0.11, 0.63),
    ]);
    prints_ratio(
        &dersimonian_laird(&positive).pooled,
        ["0.18", "0.10", "0.32"],
    );
    let all = hazard_ratios(&[
        (0.272, 0.150, 0.496),
        (0.38, 0.16, 0.88),
        (0.45, 0.23, 0.89),
        (0.236, 0.107, 0.518),
    ]);
    prints_ratio(&dersimonian_laird(&all).pooled, ["0.32", "0.23", "0.46"]);
}

/// The pooled satralizumab trials (SAkuraSky, SAkuraStar) as their investigators published them, from individual data:
/// two rounded ratios reproduce all but the last digit.
#[test]
fn sakura_trials_pooled() {
    let near = |fit: &PooledFit, text: [&str; 3]| {
        for (value, text) in [
            (fit.pooled.effect, text[0]),
            (fit.pooled.interval.lower, text[1]),
            (fit.pooled.interval.upper, text[2]),
        ] {
            // A stratified analysis of individual data differs from pooled ratios by a unit of the second digit.
            assert!(is_printed(value.exp(), text, 0.5), "{} {text}", value.exp());
        }
    };
    let all = hazard_ratios(&[(0.38, 0.16, 0.88), (0.45, 0.23, 0.89)]);
    near(&common(&all), ["0.42", "0.25", "0.71"]);
    let positive = hazard_ratios(&[(0.21, 0.06, 0.75), (0.26, 0.11, 0.63)]);
    near(&common(&positive), ["0.25", "0.12", "0.50"]);
}

// Multiple sclerosis

/// Melendez-Torres et al. 2018, BMC Neurol 18:162, table 3: the cells that rest on one trial each.
#[test]
fn melendez_torres_2018_injectable_drugs() {
    let glatiramer = ratio(Measure::RateRatio, 0.656, 0.539, 0.799);
    let peginterferon = ratio(Measure::RateRatio, 0.644, 0.500, 0.831);
    prints_ratio(&common(&[glatiramer]).pooled, ["0.66", "0.54", "0.80"]);
    prints_ratio(&common(&[peginterferon]).pooled, ["0.64", "0.50", "0.83"]);
    // The indirect comparison over placebo (Bucher): differences of logs, sums of variances.
    let indirect = StudyEffect::from_variance(
        peginterferon.effect() - glatiramer.effect(),
        peginterferon.sampling_variance() + glatiramer.sampling_variance(),
    )
    .expect("an effect");
    prints_ratio(&common(&[indirect]).pooled, ["0.98", "0.71", "1.35"]);
}

/// Viglietta et al. 2015, Ann Clin Transl Neurol 2:103: DEFINE and CONFIRM integrated, from individual data, so that
/// pooled ratios agree to 0.01.
#[test]
fn viglietta_2015_dimethyl_fumarate() {
    let rows = [
        // Annualised relapse rate, then first relapse, twice and three times daily.
        ((0.47, 0.37, 0.61), (0.56, 0.42, 0.74), 0.51),
        ((0.52, 0.40, 0.67), (0.49, 0.37, 0.65), 0.51),
        ((0.51, 0.40, 0.66), (0.66, 0.51, 0.86), 0.57),
        ((0.50, 0.39, 0.65), (0.55, 0.42, 0.73), 0.53),
        // 12-week progression twice and three times daily, 24-week progression twice daily.
        ((0.62, 0.44, 0.87), (0.79, 0.52, 1.19), 0.68),
        ((0.66, 0.48, 0.92), (0.76, 0.50, 1.16), 0.70),
        ((0.77, 0.52, 1.14), (0.62, 0.37, 1.03), 0.71),
    ];
    for (define, confirm, published) in rows {
        let pooled = common(&hazard_ratios(&[define, confirm]))
            .pooled
            .effect
            .exp();
        assert!((pooled - published).abs() <= 0.01, "{pooled} {published}");
    }
}

/// Hauser et al. 2017, N Engl J Med 376:221: OPERA I and II pooled, confirmed disability worsening.
#[test]
fn hauser_2017_opera_trials_pooled() {
    let twelve_weeks = common(&hazard_ratios(&[(0.57, 0.37, 0.90), (0.63, 0.42, 0.92)]));
    prints_ratio(&twelve_weeks.pooled, ["0.60", "0.45", "0.81"]);
    let twenty_four_weeks = common(&hazard_ratios(&[(0.57, 0.34, 0.95), (0.63, 0.40, 0.98)]));
    prints(twenty_four_weeks.pooled.effect.exp(), "0.60");
    prints(twenty_four_weeks.pooled.interval.lower.exp(), "0.43");
    // 0.846 from the rounded ratios of the trials, printed 0.84 from individual data.
    assert!(is_printed(
        twenty_four_weeks.pooled.interval.upper.exp(),
        "0.84",
        0.2
    ));
}

// Classic analyses

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
