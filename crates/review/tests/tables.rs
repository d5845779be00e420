//! The methods that pool the counts of the arms.
//!
//! Unless a test says otherwise, the data are `bcg` or `nielweise2008` of the oracle, and the figures
//! those of the case that it names.
#![allow(
    clippy::format_collect,
    reason = "the tables of a registry are written row by row"
)]

mod common;

use common::trials::{BCG, agrees, asking, bcg, nielweise, relative, tables};
use common::{close, labels};
use trialpool_review::findings::{Asked, ChiSquared, ExclusionReason, TableTests};

/// `rma.mh/OR`, `leave1out/mh/OR`.
#[test]
fn odds_ratios_by_mantel_and_haenszel() {
    let analysis = bcg("OR", "method = \"MH\"\n");
    let settings = &analysis.settings;
    assert_eq!((&*settings.method, &*settings.test), ("MH", "z"));
    assert_eq!(
        (&*settings.prediction, &*settings.tau2_ci),
        ("none", "qprofile")
    );
    let pooled = analysis.main.pooled.as_ref().unwrap();
    agrees(
        pooled,
        [
            -0.473_410_988_388_585_5,
            0.041_007_778_404_231_44,
            -0.553_784_757_146_878_5,
            -0.393_037_219_630_292_5,
        ],
        1e-10,
    );
    relative(pooled.statistic.unwrap(), -11.544_419_298_260_156, 1e-10);
    relative(pooled.q, 163.942_579_569_193_16, 1e-10);
    relative(pooled.i2.unwrap(), 92.680_364_044_817_71, 1e-10);
    assert_eq!((pooled.k, pooled.q_df, pooled.tau2), (13, 12, None));
    assert_eq!(pooled.prediction, None);
    let TableTests {
        cochran,
        cmh,
        breslow_day,
        tarone,
    } = pooled.tests.unwrap();
    for (test, statistic, df, p) in [
        (cochran, 135.708_714_855_120_5, 1, 2.310_574_142_772_549e-31),
        (cmh, 135.688_943_723_906_28, 1, 2.333_696_331_832_482e-31),
        (
            breslow_day,
            171.765_366_579_396_24,
            12,
            2.078_250_813_623_508e-30,
        ),
        (tarone, 171.756_672_993_871_46, 12, 2.086_782_394_536_52e-30),
    ] {
        let test: ChiSquared = test.unwrap();
        relative(test.statistic, statistic, 1e-10);
        assert_eq!(test.df, df);
        relative(test.p, p, 1e-9);
    }
    let without = analysis.leave_one_out();
    relative(without[0].pooled.estimate, -0.470_955_301_640_372_36, 1e-10);
    relative(without[7].pooled.estimate, -0.833_259_818_941_736_5, 1e-10);
    relative(
        without[12].pooled.standard_error,
        0.041_512_206_953_968_39,
        1e-10,
    );
    let weights = analysis
        .main
        .effects
        .iter()
        .filter_map(|e| e.weight_percent);
    close(weights.sum(), 100.0, 1e-9);
}

/// `rma.mh/RR`, `rma.mh/RD`, `rma.mh/IRR`, `rma.mh/IRD`.
#[test]
fn other_measures_by_mantel_and_haenszel() {
    let risks = bcg("RR", "method = \"MH\"\n").main.pooled.unwrap();
    agrees(
        &risks,
        [
            -0.453_709_604_683_753_9,
            0.039_337_366_871_294_38,
            -0.530_809_426_998_129_9,
            -0.376_609_782_369_377_8,
        ],
        1e-10,
    );
    relative(risks.q, 152.567_553_586_657_28, 1e-10);
    assert_eq!(risks.tests, None);
    let differences = bcg("RD", "method = \"MH\"\n").main.pooled.unwrap();
    agrees(
        &differences,
        [
            -0.003_288_181_832_612_999_6,
            0.000_286_656_748_527_373_64,
            -0.003_850_018_735_652_007,
            -0.002_726_344_929_573_992_3,
        ],
        1e-10,
    );
    relative(differences.q, 386.775_941_836_559_8, 1e-10);
    let rates = nielweise("IRR", "method = \"MH\"\n").main.pooled.unwrap();
    agrees(
        &rates,
        [
            -0.415_175_233_492_276_14,
            0.183_439_208_490_538_3,
            -0.774_709_475_486_265_2,
            -0.055_640_991_498_287_05,
        ],
        1e-10,
    );
    let tests = rates.tests.unwrap();
    relative(tests.cmh.unwrap().statistic, 4.795_048_168_662_995, 1e-10);
    assert_eq!((tests.cochran, tests.tarone), (None, None));
    let differences = nielweise("IRD", "method = \"MH\"\n").main.pooled.unwrap();
    agrees(
        &differences,
        [
            -0.992_500_060_138_465_1,
            0.435_568_699_265_958_04,
            -1.846_199_023_492_700_6,
            -0.138_801_096_784_229_58,
        ],
        1e-10,
    );
    relative(differences.q, 7.953_188_277_835_82, 1e-10);
}

/// `rma.peto`, `leave1out/peto`, `cumul/peto`.
#[test]
fn odds_ratios_by_peto() {
    let analysis = bcg(
        "OR",
        "method = \"PETO\"\nshow = [\"leave-one-out\", \"cumulative\"]\n",
    );
    let pooled = analysis.main.pooled.as_ref().unwrap();
    agrees(
        pooled,
        [
            -0.474_446_310_940_636_33,
            0.040_659_080_744_648_28,
            -0.554_136_644_844_653,
            -0.394_755_977_036_619_7,
        ],
        1e-10,
    );
    relative(pooled.q, 167.730_167_511_489_4, 1e-10);
    assert_eq!(pooled.tests, None);
    let without = analysis.leave_one_out();
    relative(without[7].pooled.estimate, -0.816_133_655_068_918_9, 1e-10);
    let Some(Asked::Found(cumulative)) = &analysis.sections.cumulative else {
        panic!("{:?}", analysis.sections.cumulative);
    };
    let first = &cumulative.steps[0].pooled;
    relative(first.estimate, -0.860_383_347_316_419_4, 1e-10);
    relative(
        cumulative.steps[4].pooled.estimate,
        -1.079_555_654_180_807,
        1e-10,
    );
    // The studies are shown by the estimates that Q compares.
    relative(
        analysis.main.effects[0].estimate,
        -0.860_383_347_316_419_4,
        1e-10,
    );
}

/// metafor 3.8: `rma.mh(measure = "OR", ai, n1i, ci, n2i)` and `rma.peto(ai, n1i, ci, n2i)` of the same
/// tables, `rma.mh(measure = "RD", …)`.
#[test]
fn zeros_are_pooled_as_they_are_and_what_says_nothing_is_left_out() {
    let sparse = [
        [1, 49, 4, 46],
        [0, 40, 2, 40],
        [0, 60, 0, 61],
        [3, 27, 9, 21],
    ];
    let run = |measure: &str, method: &str| {
        let keys = format!("method = \"{method}\"\n");
        asking(tables(&sparse), "share", measure, &keys).analysis()
    };
    let odds = run("OR", "MH");
    let pooled = odds.main.pooled.as_ref().unwrap();
    relative(pooled.estimate, -1.531_742_633_146_910_6, 1e-10);
    relative(pooled.standard_error, 0.603_826_774_963_462_4, 1e-10);
    relative(pooled.q, 0.070_180_289_178_742_37, 1e-8);
    let tests = pooled.tests.unwrap();
    relative(tests.cmh.unwrap().statistic, 5.988_981_947_689_677, 1e-10);
    relative(
        tests.breslow_day.unwrap().statistic,
        0.498_783_542_854_740_5,
        1e-10,
    );
    relative(
        tests.tarone.unwrap().statistic,
        0.498_086_332_933_820_65,
        1e-10,
    );
    assert_eq!(labels(&odds.main), ["T1 1948", "T2 1949", "T4 1951"]);
    assert_eq!(odds.excluded.len(), 1);
    assert_eq!(odds.excluded[0].label, "T3 1950");
    assert_eq!(odds.excluded[0].reason, ExclusionReason::NoInformation);
    relative(
        odds.main.effects[1].weight_percent.unwrap(),
        13.965_992_807_513_71,
        1e-10,
    );
    let peto = run("OR", "PETO");
    let pooled = peto.main.pooled.as_ref().unwrap();
    relative(pooled.estimate, -1.324_624_767_817_897_8, 1e-10);
    relative(pooled.standard_error, 0.491_847_186_330_988, 1e-10);
    relative(pooled.q, 0.238_732_600_423_490_2, 1e-10);
    assert_eq!(peto.main.effects[1].derivation.correction, None);
    assert_eq!(peto.excluded[0].reason, ExclusionReason::NoInformation);
    let own = run("PETO", "PETO");
    assert_eq!(own.main.pooled, peto.main.pooled);
    assert_eq!(own.excluded[0].reason, ExclusionReason::NoInformation);
    // A difference of no risks is a difference.
    let difference = run("RD", "MH");
    let pooled = difference.main.pooled.as_ref().unwrap();
    assert_eq!(pooled.k, 4);
    relative(pooled.estimate, -0.060_346_781_001_466_21, 1e-10);
    relative(pooled.standard_error, 0.022_208_603_457_159_12, 1e-10);
    relative(pooled.q, 2.082_715_214_807_803_4, 1e-10);
    // By inverse variances the same tables are all pooled, 1/2 added.
    assert_eq!(run("OR", "EE").main.effects.len(), 4);
    // `rma(measure = "PETO", ai, bi, ci, di, method = "EE")`
    let inverse = run("PETO", "EE");
    let pooled = inverse.main.pooled.as_ref().unwrap();
    assert_eq!(inverse.main.effects[1].derivation.correction, Some(0.5));
    relative(pooled.estimate, -1.181_439_100_174_476_6, 1e-12);
    relative(pooled.standard_error, 0.465_158_083_445_944_9, 1e-12);
}

/// What has no counts is said to be left out, in the main result and in a sensitivity analysis.
#[test]
fn published_comparisons_do_not_enter_a_method_that_pools_counts() {
    let with_contrasts = || {
        let mut registry = tables(&BCG[..4]);
        // One of T1, whose arms have counts, and one of T5, which has nothing else.
        registry.trials += "t5,T5,1973,nmosd,randomised,,,paper,primary\n";
        registry.arms += "t5,a,drug,,paper,primary\nt5,b,placebo,,paper,primary\n";
        registry.contrasts = "t1,a,b,share,,,OR,0.39,0.12,1.26,95,,,,paper,primary\n\
                              t5,a,b,share,,,OR,0.80,0.51,1.26,95,,,,paper,primary\n"
            .to_owned();
        registry
    };
    let main = asking(with_contrasts(), "share", "OR", "method = \"MH\"\n").analysis();
    assert_eq!(main.main.effects.len(), 4);
    let reasons: Vec<_> = main
        .excluded
        .iter()
        .map(|left| (left.label.as_str(), &left.reason))
        .collect();
    let no_counts = ExclusionReason::NoCounts;
    assert_eq!(reasons, [("T1 1948", &no_counts), ("T5 1973", &no_counts)]);
    let sensitivity = "[[analysis.sensitivity]]\nid = \"tables\"\nmethod = \"MH\"\n\
                       title = { en = \"t\", fr = \"t\" }\nreason = { en = \"r\", fr = \"r\" }\n";
    let analysis = asking(with_contrasts(), "share", "OR", sensitivity).analysis();
    assert_eq!(analysis.main.effects.len(), 5);
    let tables = &analysis.sensitivities[0];
    assert_eq!(tables.result.effects.len(), 4);
    assert_eq!(tables.settings.method, "MH");
    let left: Vec<&str> = tables.excluded.iter().map(|left| &left.label[..]).collect();
    assert_eq!(left, ["T5 1973"], "T1 is there by its counts");
}

/// metafor 3.8: `rma.mh()` of trials 1 to 6 and of 7 to 13, and `QE` of
/// `rma(c(b1, b2), sei = c(se1, se2), method = "FE")`.
#[test]
fn groups_of_tables_are_compared() {
    let groups = "[analysis.subgroups]\nvariable = { en = \"v\", fr = \"v\" }\n\
        groups = [\n\
        { id = \"early\", label = { en = \"e\", fr = \"e\" }, select = { trials = [\"t1\", \"t2\", \"t3\", \"t4\", \"t5\", \"t6\"] } },\n\
        { id = \"late\", label = { en = \"l\", fr = \"l\" }, select = { trials = [\"t7\", \"t8\", \"t9\", \"t10\", \"t11\", \"t12\", \"t13\"] } },\n]\n";
    let analysis = bcg("OR", &format!("method = \"MH\"\n{groups}"));
    let subgroups = analysis.subgroups.unwrap();
    let of = |group: usize| subgroups.groups[group].result.pooled.as_ref().unwrap();
    relative(of(0).estimate, -1.066_077_645_747_326, 1e-10);
    relative(of(1).standard_error, 0.050_845_450_379_010_12, 1e-10);
    let test = subgroups.test.unwrap();
    relative(test.q, 101.987_670_485_447_9, 1e-10);
    relative(test.p, 5.586_841_152_985_171e-24, 1e-9);
}
