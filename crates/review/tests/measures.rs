//! Every measure that two arms give, and the formulas of its variance and bias.
//!
//! Expected is `rma(yi, vi, method = "DL")` of metafor 3.8 for the effects that the oracle has of the same data (`escalc`
//! of metafor 5.0, in `tests/oracle`: `escalc/AS`, `escalc/SMD/vtypeUB`, `escalc/ROM/correctFALSE` …).
#![allow(
    clippy::format_collect,
    reason = "the tables of a registry are written row by row"
)]

mod common;

use common::trials::{BCG, NIELWEISE, asking, two_arms};
use common::{Registry, close};
use trialpool_review::findings::{Analysis, Scale};

/// `dat.normand1999`: size, mean and standard deviation of both groups.
const NORMAND: [[f64; 6]; 9] = [
    [155.0, 55.0, 47.0, 156.0, 75.0, 64.0],
    [31.0, 27.0, 7.0, 32.0, 29.0, 4.0],
    [75.0, 64.0, 17.0, 71.0, 119.0, 29.0],
    [18.0, 66.0, 20.0, 18.0, 137.0, 48.0],
    [8.0, 14.0, 8.0, 13.0, 18.0, 11.0],
    [57.0, 19.0, 7.0, 52.0, 18.0, 4.0],
    [34.0, 52.0, 45.0, 33.0, 41.0, 34.0],
    [110.0, 21.0, 16.0, 183.0, 31.0, 27.0],
    [60.0, 30.0, 27.0, 52.0, 23.0, 20.0],
];

/// All of them, with columns `n,events,person_time,mean,sd`.
fn registry(rows: &[[String; 2]]) -> Registry {
    let mut registry = two_arms("share", rows);
    registry.arm_results = format!(
        "trial,arm,outcome,timepoint,subgroup,n,events,person_time,mean,sd,source,verification\n{}",
        registry.arm_results
    );
    registry
}

fn tables(measure: &str, keys: &str) -> Analysis {
    let row = |events: u32, others: u32| format!("{},{events},,,", events + others);
    let rows = BCG.map(|[a, b, c, d]| [row(a, b), row(c, d)]);
    asking(registry(&rows), "share", measure, keys).analysis()
}

fn means(measure: &str, keys: &str) -> Analysis {
    let row = |n: f64, mean: f64, sd: f64| format!("{n},,,{mean},{sd}");
    let rows = NORMAND.map(|[n, m, s, o, k, t]| [row(n, m, s), row(o, k, t)]);
    asking(registry(&rows), "share", measure, keys).analysis()
}

/// Estimate and standard error by DerSimonian and Laird.
#[track_caller]
fn agrees(analysis: &Analysis, estimate: f64, error: f64) {
    let pooled = analysis.main.pooled.as_ref().unwrap();
    assert_eq!(analysis.main.effects.len(), pooled.k);
    close(pooled.estimate, estimate, 1e-9 * estimate.abs());
    close(pooled.standard_error, error, 1e-9 * error);
}

/// `bcg` of the oracle.
#[test]
fn measures_of_two_by_two_tables() {
    for (measure, estimate, error) in [
        ("PETO", -0.720_675_064_284_622_1, 0.183_778_710_003_711_13),
        ("AS", -0.050_050_179_109_577_61, 0.010_513_391_343_629_597),
        ("PHI", -0.050_591_297_157_369_854, 0.010_648_977_481_036_426),
        ("ZPHI", -0.050_414_257_911_485_18, 0.010_599_842_889_531_155),
        ("YUQ", -0.350_662_301_062_300_34, 0.087_653_299_906_752_62),
        ("YUY", -0.184_653_747_848_729_15, 0.047_222_196_283_730_2),
        ("PBIT", -0.304_528_834_555_459_54, 0.079_382_350_975_569_2),
        ("OR2DL", -0.412_058_998_624_516_84, 0.106_000_064_153_904_87),
        ("OR2DN", -0.452_965_060_443_72, 0.116_522_938_770_387_29),
    ] {
        agrees(&tables(measure, ""), estimate, error);
    }
    // metafor maximises the likelihood of the correlation to the oracle's 1e-5.
    for (measure, estimate) in [("RTET", -0.186_809), ("ZTET", -0.189_494)] {
        let pooled = tables(measure, "").main.pooled.unwrap();
        close(pooled.estimate, estimate, 1e-5 * 0.19);
    }
}

/// `normand1999` of the oracle.
#[test]
fn measures_of_two_means() {
    for (measure, estimate, error) in [
        ("SMDH", -0.521_799_880_044_479_1, 0.247_460_443_432_346_74),
        ("SMD1", -0.403_242_862_415_064_2, 0.214_763_544_703_091_64),
        ("SMD1H", -0.426_943_443_684_822, 0.212_199_600_553_022_45),
        ("CVR", 0.127_816_956_500_529_1, 0.096_315_946_977_670_92),
        ("VR", -0.083_544_601_309_856_69, 0.160_576_608_574_399_32),
        ("RPB", -0.211_345_054_957_427_64, 0.135_648_914_600_988_77),
        ("ZPB", -0.251_563_057_014_832_56, 0.140_389_968_633_528_87),
        ("RBIS", -0.266_190_712_553_203_76, 0.172_703_080_935_689_34),
        ("ZBIS", -0.287_117_803_929_687_8, 0.125_744_486_342_329_82),
        ("D2ORL", -0.974_857_539_981_021_8, 0.473_120_804_230_110_44),
        ("D2ORN", -0.886_820_765_673_714_6, 0.430_394_531_155_473_55),
    ] {
        agrees(&means(measure, ""), estimate, error);
    }
    assert_eq!(means("ZPB", "").scale, Scale::FisherZ);
    close(
        Scale::FisherZ.back_transform(0.5),
        0.462_117_157_260_009_8,
        1e-15,
    );
}

/// `nielweise2008` of the oracle.
#[test]
fn a_difference_of_root_rates() {
    let row = |events: f64, time: f64| format!(",{events},{time},,");
    let rows = NIELWEISE.map(|[x1, t1, x2, t2]| [row(x1, t1), row(x2, t2)]);
    let analysis = asking(registry(&rows), "share", "IRSD", "").analysis();
    agrees(
        &analysis,
        -3.904_414_926_847_536e-1,
        1.743_109_098_437_802_8e-1,
    );
}

#[test]
fn other_variances() {
    let keys = |name: &str| format!("vtype = \"{name}\"\n");
    for (measure, name, estimate, error) in [
        (
            "RR",
            "AV",
            -0.559_559_588_640_930_5,
            0.171_946_011_309_563_25,
        ),
        (
            "OR",
            "AV",
            -0.581_046_157_316_997_9,
            0.174_550_711_712_134_35,
        ),
        (
            "RD",
            "UB",
            -0.007_048_403_056_559_321,
            0.001_563_072_328_878_643,
        ),
        (
            "RD",
            "AV",
            -0.026_465_495_326_703_455,
            0.004_856_246_210_329_394,
        ),
    ] {
        let analysis = tables(measure, &keys(name));
        assert_eq!(analysis.settings.vtype.as_deref(), Some(name));
        agrees(&analysis, estimate, error);
    }
    for (measure, name, estimate, error) in [
        ("SMD", "LS2", -0.531_027_598_455_486, 0.258_656_394_311_368),
        (
            "SMD",
            "UB",
            -0.529_355_557_091_194,
            0.258_322_876_130_620_27,
        ),
        (
            "SMD",
            "AV",
            -0.548_264_712_461_688_5,
            0.296_715_411_718_991_63,
        ),
        ("MD", "HO", -14.097_222_932_909_002, 5.279_799_213_310_018),
    ] {
        agrees(&means(measure, &keys(name)), estimate, error);
    }
    for (name, estimate, error) in [
        ("LS2", -0.217_167_368_888_030_12, 0.120_684_669_853_683_16),
        ("HO", -0.214_132_934_952_556_1, 0.119_578_136_096_478_99),
        ("AV", -0.195_477_259_184_528_55, 0.108_821_610_644_045_94),
        ("AVHO", -0.195_422_612_356_907_58, 0.108_931_693_109_188_49),
    ] {
        agrees(&means("ROM", &keys(name)), estimate, error);
    }
}

#[test]
fn no_correction_of_the_bias() {
    let keys = "correction = \"none\"\n";
    let smd = means("SMD", keys);
    assert_eq!(smd.settings.correction.as_deref(), Some("none"));
    agrees(&smd, -0.537_467_130_711_342_8, 0.260_845_170_397_256_8);
    agrees(
        &means("ROM", keys),
        -0.217_684_815_635_581_76,
        0.120_505_775_688_717_73,
    );
}

/// A method and a measure that lack a choice take their own.
#[test]
fn choices_give_way_where_they_do_not_exist() {
    let sensitivity = |keys: &str| {
        format!(
            "vtype = \"AV\"\n[[analysis.sensitivity]]\nid = \"other\"\ntitle = {{ en = \"T\", fr = \"T\" }}\n\
             reason = {{ en = \"R\", fr = \"R\" }}\n{keys}"
        )
    };
    let analysis = tables("OR", &sensitivity("method = \"MH\"\n"));
    assert_eq!(analysis.settings.vtype.as_deref(), Some("AV"));
    assert_eq!(analysis.sensitivities[0].settings.vtype, None);
    let analysis = tables("OR", &sensitivity("vtype = \"LS\"\n"));
    assert_eq!(analysis.sensitivities[0].settings.vtype, None);
    let row = |events: u32, others: u32| format!("{},{events},,,", events + others);
    let rows = BCG.map(|[a, b, c, d]| [row(a, b), row(c, d)]);
    let mut registry = asking(registry(&rows), "share", "AS", "");
    registry
        .defaults
        .push_str("vtype = \"UB\"\ncorrection = \"none\"\n");
    let settings = registry.analysis().settings;
    assert_eq!((settings.vtype, settings.correction), (None, None));
}

#[test]
fn what_a_measure_or_method_does_not_have_is_refused() {
    let problems =
        |measure: &str, keys: &str| asking(registry(&[]), "share", measure, keys).problems();
    assert_eq!(
        problems("MD", "vtype = \"AV\"\ncorrection = \"none\"\n"),
        [
            "TP0611: `vtype = \"AV\"` is not a choice of measure `MD`",
            "TP0611: `correction = \"none\"` is not a choice of measure `MD`",
        ]
    );
    assert_eq!(
        problems("OR", "method = \"MH\"\nvtype = \"AV\"\n"),
        ["TP0611: `vtype` does not go with method `MH`, which pools the counts of the arms"]
    );
    assert_eq!(
        problems("OR", "vtype = \"XX\"\n"),
        ["TP0607: `XX` is not known here"]
    );
}
