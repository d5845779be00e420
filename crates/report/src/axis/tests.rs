use super::*;
use trialpool_language::Language;

const EN: Numbers = Numbers::new(Language::English);

fn log_extent(rows: &[(f64, f64, f64)]) -> Extent {
    Extent {
        points: rows.iter().map(|row| row.0.ln()).collect(),
        intervals: rows.iter().map(|row| [row.1.ln(), row.2.ln()]).collect(),
        summaries: Vec::new(),
        null: Some(0.0),
    }
}

fn labels(axis: &Axis) -> Vec<&str> {
    axis.ticks()
        .iter()
        .map(|tick| tick.label.as_str())
        .collect()
}

#[test]
fn a_log_axis_has_ticks_in_one_two_five() {
    let extent = log_extent(&[(0.06, 0.02, 0.2), (0.27, 0.15, 0.5), (0.45, 0.23, 0.89)]);
    let axis = Axis::fit(Scale::Log, &extent, EN, 300.0, 11.0);
    // From 0.02 to 1, and 15 % of that length (in logs) beyond no effect: to 1.80, padded to 2.06.
    assert_eq!(
        labels(&axis),
        ["0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]
    );
    let Some(Place::At(null)) = axis.place(0.0) else {
        panic!("no effect is on the axis")
    };
    assert!(null < 0.95);
}

#[test]
fn a_narrow_log_axis_has_even_ticks() {
    let extent = log_extent(&[(0.95, 0.88, 1.02), (0.9, 0.84, 0.97)]);
    let axis = Axis::fit(Scale::Log, &extent, EN, 300.0, 11.0);
    assert!(labels(&axis).contains(&"0.9"));
    assert!(labels(&axis).contains(&"1"));
    assert!(axis.ticks().len() >= 3);
}

#[test]
fn wide_axes_keep_labels_apart() {
    for (lower, upper) in [(1e-3, 1e3), (1e-12, 1e12), (1e-100, 1e200), (0.5, 2.0)] {
        let extent = log_extent(&[(lower, lower, upper), (upper, lower, upper)]);
        let axis = Axis::fit(Scale::Log, &extent, EN, 300.0, 11.0);
        assert!(!axis.ticks().is_empty(), "{lower}..{upper}");
        for pair in axis.ticks().windows(2) {
            let apart = (pair[1].fraction - pair[0].fraction) * 300.0;
            let half = |tick: &Tick| crate::drawing::text::width(&tick.label, 11.0, false) / 2.0;
            assert!(
                apart > half(&pair[0]) + half(&pair[1]),
                "{:?}",
                labels(&axis)
            );
        }
    }
}

#[test]
fn one_imprecise_study_does_not_stretch_the_axis() {
    let extent = log_extent(&[
        (0.8, 0.6, 1.1),
        (0.9, 0.7, 1.2),
        (0.7, 0.5, 1.0),
        (0.6, 0.0001, 4000.0),
    ]);
    let axis = Axis::fit(Scale::Log, &extent, EN, 300.0, 11.0);
    assert_eq!(axis.place(0.0001_f64.ln()), Some(Place::Below));
    assert_eq!(axis.place(4000_f64.ln()), Some(Place::Above));
    assert!(matches!(axis.place(0.5_f64.ln()), Some(Place::At(_))));
    assert!(matches!(axis.place(1.2_f64.ln()), Some(Place::At(_))));
    assert_eq!(axis.place(f64::NAN), None);
}

#[test]
fn infinite_bounds_are_beyond_the_axis() {
    let extent = Extent {
        points: vec![0.3],
        intervals: vec![[f64::NEG_INFINITY, f64::INFINITY]],
        summaries: vec![[f64::NEG_INFINITY, 0.5]],
        null: Some(0.0),
    };
    let axis = Axis::fit(Scale::Identity, &extent, EN, 300.0, 11.0);
    assert_eq!(axis.place(f64::NEG_INFINITY), Some(Place::Below));
    assert!(matches!(axis.place(0.3), Some(Place::At(_))));
    assert!(!axis.ticks().is_empty());
}

#[test]
fn proportions_stand_on_per_cent_from_zero() {
    let logit = |percent: f64| (percent / (100.0 - percent)).ln();
    let extent = Extent {
        points: vec![logit(12.0), logit(30.0)],
        intervals: vec![[logit(5.0), logit(22.0)], [logit(20.0), logit(42.0)]],
        summaries: Vec::new(),
        null: None,
    };
    let axis = Axis::fit(Scale::Logit, &extent, EN, 300.0, 11.0);
    assert_eq!(labels(&axis), ["0", "10", "20", "30", "40"]);
    let Some(Place::At(zero)) = axis.place(f64::NEG_INFINITY) else {
        panic!("0 per cent is on the axis")
    };
    assert_eq!(zero, 0.0);
}

#[test]
fn an_axis_without_data_still_exists() {
    let axis = Axis::fit(Scale::Identity, &Extent::default(), EN, 300.0, 11.0);
    assert!(!axis.ticks().is_empty());
    let same = Extent {
        points: vec![2.0, 2.0],
        ..Extent::default()
    };
    let axis = Axis::fit(Scale::Identity, &same, EN, 300.0, 11.0);
    assert!(matches!(axis.place(2.0), Some(Place::At(_))));
}

fn room(direction: Direction, length: f64) -> Room {
    Room {
        direction,
        length,
        size: 11.0,
    }
}

#[test]
fn a_covering_axis_reaches_a_twentieth_beyond_its_values() {
    let values = [10.0, 30.0, f64::NAN, f64::INFINITY];
    let axis = Axis::covering(Scale::Identity, values, EN, room(Direction::Up, 300.0));
    // From 9 to 31.
    assert_eq!(axis.fraction(9.0), Some(0.0));
    assert_eq!(axis.fraction(20.0), Some(0.5));
    assert_eq!(axis.fraction(53.0), Some(2.0));
    assert_eq!(axis.fraction(f64::INFINITY), Some(f64::INFINITY));
    assert_eq!(axis.fraction(f64::NAN), None);
    assert_eq!(axis.place(f64::INFINITY), Some(Place::Above));
    assert_eq!(labels(&axis), ["10", "15", "20", "25", "30"]);
}

#[test]
fn values_that_coincide_stand_in_the_middle() {
    for (scale, value) in [
        (Scale::Identity, 1990.0),
        (Scale::Log, 0.25),
        (Scale::Identity, 0.0),
    ] {
        let axis = Axis::covering(scale, [value; 3], EN, room(Direction::Across, 300.0));
        let Some(Place::At(fraction)) = axis.place(value) else {
            panic!("{value} is on the axis")
        };
        assert!((fraction - 0.5).abs() < 1e-9);
    }
}

#[test]
fn axes_of_enormous_values_have_a_length() {
    for scale in [Scale::Identity, Scale::Log, Scale::Logit] {
        let values = [f64::MIN, f64::MAX];
        let axis = Axis::covering(scale, values, EN, room(Direction::Up, 300.0));
        assert!(
            axis.place(0.0)
                .is_some_and(|place| matches!(place, Place::At(_)))
        );
        assert!(
            axis.ticks()
                .iter()
                .all(|tick| (0.0..=1.0).contains(&tick.fraction))
        );
    }
}

#[test]
fn labels_stand_closer_above_each_other_than_side_by_side() {
    let values = [100_000.0, 100_010.0];
    let count = |direction| {
        Axis::covering(Scale::Identity, values, EN, room(direction, 110.0))
            .ticks()
            .len()
    };
    assert!(count(Direction::Up) > count(Direction::Across));
}

#[test]
fn an_axis_from_zero_starts_there() {
    let axis = Axis::from_zero([0.5, 2.0], EN, room(Direction::Across, 300.0));
    assert_eq!(axis.fraction(0.0), Some(0.0));
    assert_eq!(axis.fraction(2.1), Some(1.0));
    let empty = Axis::from_zero([], EN, room(Direction::Across, 300.0));
    assert_eq!(empty.fraction(1.0), Some(1.0 / 1.05));
}
