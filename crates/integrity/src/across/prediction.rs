//! What the other trials let one expect of a figure.

/// Fewest other trials from which anything is expected.
///
/// With three the spread has two degrees of freedom: a figure would have to lie 30 spreads away
/// before chance alone explained it less than once in a thousand.
pub(crate) const LEAST_TRIALS: usize = 4;

/// From so many other trials on, a spread that single errors cannot move is precise enough.
const ROBUST_FROM: usize = 10;

/// Degrees of freedom are not counted beyond this: effects scatter with heavier tails than the
/// normal distribution even where trials are many.
const MOST_DEGREES: f64 = 20.0;

/// The middle 80 % of a normal distribution are this many standard deviations wide.
const INTERDECILE: f64 = 2.563_103;

/// A value on the analysis scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Value {
    pub(crate) y: f64,
    /// Its sampling variance where it is known.
    pub(crate) v: Option<f64>,
    /// What rounding may have moved it by.
    pub(crate) slack: f64,
}

impl Value {
    /// A figure that no rounding blurs.
    pub(crate) fn exact(y: f64, v: Option<f64>) -> Self {
        Self { y, v, slack: 0.0 }
    }

    /// The logarithm of a printed number; none unless that is positive.
    pub(crate) fn logarithm(number: f64, half_unit: f64, v: Option<f64>) -> Option<Self> {
        // A number within half a unit of 0 has no least logarithm: any expectation fits.
        let slack = if half_unit < number {
            -(-half_unit / number).ln_1p()
        } else {
            f64::INFINITY
        };
        (number > 0.0).then(|| Self {
            y: number.ln(),
            v,
            slack,
        })
    }
}

/// Where the others expect the figure of one more trial.
///
/// ```text
/// y ~ centre + t_f sqrt(T),   T = max(0, S^2 - v) + max(v, v_i) + a S^2 / k
/// f = df T^2 / ((1 + a / k)^2 S^4)
/// ```
///
/// Notation: k other trials, S the spread of their figures, v the median of their sampling
/// variances, v_i that of the figure in question; T = (1 + a / k) S^2 where they are unknown. The degrees of
/// freedom f follow Satterthwaite: only S is estimated, sampling variances are known.
///
/// Below ten trials the centre is their mean, S their standard deviation, a = 1 and df = k - 1: one
/// error among them widens the expectation, so that fewer findings follow, never wrong ones. From
/// ten on the centre is the median, a = pi / 2, df = (k - 1) / 2 (the efficiency of these spreads) and
/// S the larger of 1.4826 c MAD and the interdecile range / 2.563: the first bears errors in half of
/// the trials, the second sees a second cluster of trials that the first would not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Prediction {
    pub(crate) centre: f64,
    spread2: f64,
    sampling: f64,
    /// The variance of the centre by that of the figures.
    uncertainty: f64,
    degrees_of_freedom: f64,
    pub(crate) trials: usize,
}

impl Prediction {
    /// From the figures of the other trials; none if these are too few or all equal.
    ///
    /// A trial that gives several figures still counts once: `trials` is k.
    pub(crate) fn new(others: &[Value], trials: usize) -> Option<Self> {
        let k = trials;
        if k < LEAST_TRIALS {
            return None;
        }
        let count = k as f64;
        let mut ys: Vec<f64> = others.iter().map(|other| other.y).collect();
        ys.sort_unstable_by(f64::total_cmp);
        let (centre, spread, a, degrees) = if k < ROBUST_FROM {
            let figures = ys.len() as f64;
            let mean = ys.iter().sum::<f64>() / figures;
            let squares: f64 = ys.iter().map(|y| (y - mean).powi(2)).sum();
            (mean, (squares / (figures - 1.0)).sqrt(), 1.0, count - 1.0)
        } else {
            let centre = quantile(&ys, 0.5);
            let range = quantile(&ys, 0.9) - quantile(&ys, 0.1);
            let spread = median_deviation(&ys, centre).max(range / INTERDECILE);
            let a = std::f64::consts::FRAC_PI_2;
            (centre, spread, a, (count - 1.0) / 2.0)
        };
        let spread2 = spread * spread;
        // Equal figures everywhere are no scatter that a figure could be held against.
        if spread2.is_nan() || spread2 <= 1e-12 * (1.0 + centre * centre) {
            return None;
        }
        let mut vs: Vec<f64> = others.iter().filter_map(|other| other.v).collect();
        vs.sort_unstable_by(f64::total_cmp);
        let sampling = if vs.is_empty() {
            0.0
        } else {
            quantile(&vs, 0.5)
        };
        Some(Self {
            centre,
            spread2,
            sampling,
            uncertainty: a / count,
            degrees_of_freedom: degrees,
            trials: k,
        })
    }

    /// The variance of the expectation for a figure of this precision: T above.
    fn variance(&self, value: Value) -> f64 {
        let own = match value.v {
            Some(v) => (self.spread2 - self.sampling).max(0.0) + v.max(self.sampling),
            None => self.spread2,
        };
        own + self.uncertainty * self.spread2
    }

    /// Its degrees of freedom: f above.
    pub(crate) fn degrees_of_freedom(&self, value: Value) -> f64 {
        let known = self.variance(value) / ((1.0 + self.uncertainty) * self.spread2);
        let least = self.degrees_of_freedom.min(MOST_DEGREES);
        (self.degrees_of_freedom * known * known).clamp(least, MOST_DEGREES)
    }

    /// The standard deviation of the expectation.
    pub(crate) fn scale(&self, value: Value) -> f64 {
        self.variance(value).sqrt()
    }

    /// How many of these the nearest value that prints like the figure lies from the centre.
    pub(crate) fn z(&self, value: Value) -> f64 {
        let distance = ((value.y - self.centre).abs() - value.slack).max(0.0);
        distance / self.scale(value)
    }

    /// The logarithm of the density of t at the figure, up to a constant.
    pub(crate) fn ln_density(&self, value: Value) -> f64 {
        let (z, df) = (self.z(value), self.degrees_of_freedom(value));
        -0.5 * (df + 1.0) * (z * z / df).ln_1p() - self.scale(value).ln()
    }
}

/// The quantile of sorted values, between neighbours in proportion (type 7 of Hyndman and Fan).
pub(crate) fn quantile(sorted: &[f64], probability: f64) -> f64 {
    let last = sorted.len() - 1;
    let at = probability * last as f64;
    let below = (at.floor() as usize).min(last);
    let above = (below + 1).min(last);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

/// 1.4826 c times the median distance from the centre; c = k / (k - 0.8) corrects for k trials
/// (Croux and Rousseeuw 1992, for k > 9).
fn median_deviation(sorted: &[f64], centre: f64) -> f64 {
    let mut distances: Vec<f64> = sorted.iter().map(|y| (y - centre).abs()).collect();
    distances.sort_unstable_by(f64::total_cmp);
    let k = sorted.len() as f64;
    1.4826 * k / (k - 0.8) * quantile(&distances, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(ys: &[f64]) -> Vec<Value> {
        ys.iter().map(|y| Value::exact(*y, None)).collect()
    }

    fn predict(ys: &[f64]) -> Option<Prediction> {
        Prediction::new(&values(ys), ys.len())
    }

    #[test]
    fn few_trials_give_the_prediction_of_a_normal_sample() {
        // Mean 3, variance 2.5; of one more value: 2.5 (1 + 1/5) = 3, on 4 degrees of freedom.
        let prediction = predict(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        let value = Value::exact(9.0, None);
        assert!((prediction.centre - 3.0).abs() < 1e-12);
        assert!((prediction.scale(value) - 3.0_f64.sqrt()).abs() < 1e-12);
        assert!((prediction.z(value) - 6.0 / 3.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(prediction.degrees_of_freedom(value), 4.0);
    }

    #[test]
    fn known_sampling_variances_count_as_known() {
        // S^2 = 2.5, v = 4: no variance between trials is left; T = 4 + 2.5 / 5 = 4.5, f = 4 (4.5 / 3)^2 = 9.
        let others = [1.0, 2.0, 3.0, 4.0, 5.0].map(|y| Value::exact(y, Some(4.0)));
        let prediction = Prediction::new(&others, 5).unwrap();
        let value = Value::exact(9.0, Some(1.0));
        assert!((prediction.scale(value) - 4.5_f64.sqrt()).abs() < 1e-12);
        assert!((prediction.degrees_of_freedom(value) - 9.0).abs() < 1e-12);
    }

    #[test]
    fn one_error_among_many_moves_nothing() {
        let clean: Vec<f64> = (0..21).map(f64::from).collect();
        let mut spoilt = clean.clone();
        spoilt[20] = 1e6;
        let clean = predict(&clean).unwrap();
        let spoilt = predict(&spoilt).unwrap();
        assert_eq!(clean, spoilt);
        // Median 10; interdecile range 18 - 2; the MAD is 5: 1.4826 * 21 / 20.2 * 5 = 7.707 > 6.242.
        let value = Value::exact(0.0, None);
        let spread2 = (1.4826 * 21.0 / 20.2 * 5.0_f64).powi(2);
        let scale = (spread2 * (1.0 + std::f64::consts::FRAC_PI_2 / 21.0)).sqrt();
        assert!((clean.scale(value) - scale).abs() < 1e-12);
    }

    #[test]
    fn a_second_cluster_widens_the_spread() {
        let mut ys = vec![0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
        ys.extend([5.0, 5.1, 5.2]);
        let prediction = predict(&ys).unwrap();
        assert!(prediction.z(Value::exact(5.1, None)) < 3.0);
    }

    #[test]
    fn rounding_alone_is_no_distance() {
        // 0.02 stands for 0.015 to 0.025: ln 0.015 lies 0.288 below ln 0.02.
        let value = Value::logarithm(0.02, 0.005, None).unwrap();
        assert!((value.slack - (0.02_f64 / 0.015).ln()).abs() < 1e-12);
        assert_eq!(Value::logarithm(0.0, 0.5, None), None);
        let anything = Value::logarithm(0.4, 0.5, None).unwrap();
        let prediction = predict(&[10.0, 10.1, 10.2, 10.3, 10.4]).unwrap();
        assert_eq!(prediction.z(anything), 0.0);
    }

    #[test]
    fn equal_figures_or_three_trials_expect_nothing() {
        assert_eq!(predict(&[1.0, 2.0, 3.0]), None);
        assert_eq!(predict(&[0.5; 8]), None);
    }
}
