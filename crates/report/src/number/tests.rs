use super::*;

const EN: Numbers = Numbers::new(Language::English);
const FR: Numbers = Numbers::new(Language::French);

#[test]
fn ratios_have_two_decimals_or_as_many_as_small_ones_need() {
    for (ratio, en, fr) in [
        (0.27, "0.27", "0,27"),
        (1.04, "1.04", "1,04"),
        (12.34, "12.3", "12,3"),
        (0.06, "0.06", "0,06"),
        (0.0641, "0.064", "0,064"),
        (0.014, "0.014", "0,014"),
        (0.0995, "0.10", "0,10"),
        (0.099, "0.099", "0,099"),
        (0.1, "0.10", "0,10"),
        (0.01, "0.01", "0,01"),
        (0.00096, "0.00096", "0,00096"),
        (9.996, "10.0", "10,0"),
        (99.96, "100", "100"),
        (1234.6, "1,235", "1\u{202f}235"),
        (1.0, "1.00", "1,00"),
        (0.0, "0.00", "0,00"),
    ] {
        assert_eq!(EN.ratio(ratio), en, "{ratio}");
        assert_eq!(FR.ratio(ratio), fr, "{ratio}");
    }
}

#[test]
fn extreme_sizes_are_written_with_a_power_of_ten() {
    assert_eq!(EN.ratio(12_345_678.0), "1.2×10⁷");
    assert_eq!(FR.ratio(12_345_678.0), "1,2\u{202f}×\u{202f}10⁷");
    assert_eq!(EN.difference(-0.000_032), "−3.2×10⁻⁵");
    assert_eq!(EN.ratio(f64::INFINITY), "∞");
    assert_eq!(EN.difference(f64::NEG_INFINITY), "−∞");
    assert_eq!(EN.ratio(f64::NAN), "not estimable");
    assert_eq!(FR.ratio(f64::NAN), "non estimable");
}

#[test]
fn differences_carry_a_true_minus_sign_and_never_a_negative_zero() {
    assert_eq!(EN.difference(-0.354), "−0.35");
    assert_eq!(FR.difference(-0.354), "−0,35");
    assert_eq!(EN.difference(-12.34), "−12.3");
    assert_eq!(EN.fixed(-0.001, 2), "0.00");
    assert_eq!(EN.fixed(-0.0, 1), "0.0");
    assert_eq!(EN.difference(-0.0), "0.00");
}

#[test]
fn a_column_has_the_decimals_that_its_spread_needs() {
    for (value, spread, text) in [
        (-0.714_532, 0.179_78, "−0.7145"),
        (0.0, 0.2, "0.0000"),
        (0.001_234_56, 0.000_32, "0.00123"),
        (12.345_678, 0.000_012, "12.345678"),
        (0.000_000_1, 0.2, "0.0000"),
        (1.23e-8, 4e-9, "1.23×10⁻⁸"),
        (0.5, 1e-30, "0.500000000"),
        (0.0, 1e-30, "0"),
        (6.653e30, 1.0, "6.65×10³⁰"),
        (12_345_678.0, 6e6, "12,345,678.0000"),
        (1.0, 0.0, "1.0000"),
        (f64::INFINITY, 1.0, "∞"),
    ] {
        assert_eq!(EN.to_spread(value, spread, 4), text, "{value}");
    }
    assert_eq!(EN.statistic(4.427e67), "4.43×10⁶⁷");
    assert_eq!(EN.statistic(152.233), "152.23");
}

#[test]
fn p_values_are_never_zero_nor_one() {
    for (p_value, en, fr) in [
        (1e-300, "<0.001", "<\u{a0}0,001"),
        (0.0, "<0.001", "<\u{a0}0,001"),
        (0.001, "0.001", "0,001"),
        (0.0124, "0.012", "0,012"),
        (0.05, "0.050", "0,050"),
        (0.0496, "0.0496", "0,0496"),
        (0.0504, "0.0504", "0,0504"),
        (0.0997, "0.10", "0,10"),
        (0.354, "0.35", "0,35"),
        (0.996, ">0.99", ">\u{a0}0,99"),
        (1.0, ">0.99", ">\u{a0}0,99"),
        (f64::NAN, "not estimable", "non estimable"),
    ] {
        assert_eq!(EN.p(p_value), en, "{p_value}");
        assert_eq!(FR.p(p_value), fr, "{p_value}");
    }
    assert_eq!(EN.p_statement(0.012), "p\u{a0}=\u{a0}0.012");
    assert_eq!(EN.p_statement(1e-9), "p\u{a0}<\u{a0}0.001");
    assert_eq!(FR.p_statement(1e-9), "p\u{a0}<\u{a0}0,001");
}

#[test]
fn percentages_and_levels() {
    assert_eq!(EN.percent(46.54), "46.5%");
    assert_eq!(FR.percent(46.54), "46,5\u{202f}%");
    assert_eq!(EN.percent(0.0), "0%");
    assert_eq!(EN.percent(100.0), "100%");
    assert_eq!(EN.percent(0.24), "0.24%");
    assert_eq!(EN.percent(99.76), "99.76%");
    assert_eq!(EN.percent(0.001), "<0.01%");
    assert_eq!(EN.percent(99.999), ">99.99%");
    assert_eq!(EN.percent(f64::NAN), "not estimable");
    assert_eq!(EN.weight(0.14), "0.1");
    assert_eq!(EN.weight(0.01), "<0.1");
    assert_eq!(FR.weight(100.0), "100,0");
    assert_eq!(EN.level(0.95), "95%");
    assert_eq!(FR.level(0.95), "95\u{202f}%");
    assert_eq!(FR.level(0.975), "97,5\u{202f}%");
}

#[test]
fn counts_separate_thousands() {
    assert_eq!(EN.count(999), "999");
    assert_eq!(EN.count(1_234_567), "1,234,567");
    assert_eq!(FR.count(1_234_567), "1\u{202f}234\u{202f}567");
    assert_eq!(EN.ungrouped().short(1978.0), "1978");
    assert_eq!(FR.ungrouped().short(1978.5), "1978,5");
    assert_eq!(EN.quantity(12.0), "12");
    assert_eq!(FR.quantity(1234.56), "1\u{202f}234,6");
}

#[test]
fn intervals_leave_the_analysis_scale() {
    let log = [0.15_f64.ln(), 0.5_f64.ln()];
    assert_eq!(EN.interval(Scale::Log, log), "0.15–0.50");
    assert_eq!(FR.interval(Scale::Log, log), "[0,15\u{202f};\u{a0}0,50]");
    assert_eq!(EN.interval(Scale::Identity, [-1.2, 0.4]), "−1.20 to 0.40");
    assert_eq!(
        FR.interval(Scale::Identity, [-1.2, 0.4]),
        "[−1,20\u{202f};\u{a0}0,40]"
    );
    // logit(0.2) = -ln 4, logit(0.5) = 0
    let logit = [-(4.0_f64.ln()), 0.0];
    assert_eq!(EN.interval(Scale::Logit, logit), "20.0–50.0%");
    assert_eq!(
        FR.interval(Scale::Logit, logit),
        "[20,0\u{202f}%\u{202f};\u{a0}50,0\u{202f}%]"
    );
}

#[test]
fn an_interval_shows_on_which_side_of_one_it_ends() {
    assert_eq!(
        EN.interval(Scale::Log, [0.55_f64.ln(), 0.996_f64.ln()]),
        "0.55–0.996"
    );
    assert_eq!(EN.estimate(Scale::Log, 0.996_f64.ln()), "1.00");
}

#[test]
fn effects_join_estimate_and_interval() {
    let interval = [0.15_f64.ln(), 0.5_f64.ln()];
    assert_eq!(
        EN.effect(Scale::Log, 0.27_f64.ln(), interval),
        "0.27\u{a0}(0.15–0.50)"
    );
    assert_eq!(
        FR.effect(Scale::Log, 0.27_f64.ln(), interval),
        "0,27\u{a0}[0,15\u{202f};\u{a0}0,50]"
    );
    assert_eq!(
        EN.effect(Scale::Log, 0.0, [f64::NAN; 2]),
        "1.00\u{a0}(not estimable)"
    );
    assert_eq!(
        EN.effect(Scale::Log, 0.0, [f64::NEG_INFINITY, f64::INFINITY]),
        "1.00\u{a0}(0.00–∞)"
    );
    assert_eq!(
        EN.effect(Scale::Logit, 0.0, [f64::NEG_INFINITY, f64::INFINITY]),
        "50.0%\u{a0}(0–100%)"
    );
}

#[test]
fn axis_numbers_are_as_short_as_they_can_be() {
    for (value, en, fr) in [
        (0.02, "0.02", "0,02"),
        (1.0, "1", "1"),
        (1000.0, "1,000", "1\u{202f}000"),
        (-0.5, "−0.5", "−0,5"),
        (0.1 + 0.2, "0.3", "0,3"),
        (1e-12, "10⁻¹²", "10⁻¹²"),
        (2e7, "2×10⁷", "2\u{202f}×\u{202f}10⁷"),
    ] {
        assert_eq!(EN.short(value), en);
        assert_eq!(FR.short(value), fr);
    }
}

#[test]
fn a_bound_of_p_values_is_never_above_them() {
    for (p, en, fr) in [
        (0.125, "0.125", "0,125"),
        (0.062_5, "0.0625", "0,0625"),
        (0.015_625, "0.0156", "0,0156"),
        (2.0 / 9.0, "0.222", "0,222"),
        (0.001, "0.001", "0,001"),
        (1.0, "1", "1"),
    ] {
        assert_eq!(EN.p_bound(p), en);
        assert_eq!(FR.p_bound(p), fr);
    }
}
