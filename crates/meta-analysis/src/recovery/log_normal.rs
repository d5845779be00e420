//! The way back from the logarithms of log-normal data.

use super::{MeanAndSd, Quantiles};

/// The constants of the bias correction on the way back from logarithms.
///
/// With s^2 and s^4 divided by `square` and `fourth`, their own biases:
/// mean = exp(mu + s^2 / 2) / (1 + (c s^2 + d s^4) / n),
/// variance = exp(2 mu + 2 s^2) / (1 + (4 c s^2 + 16 d s^4) / n) - exp(2 mu + s^2) / (1 + (4 c s^2 + 4 d s^4) / n).
pub(super) struct LogNormal {
    square: f64,
    fourth: f64,
    c: f64,
    d: f64,
}

impl LogNormal {
    pub(super) fn of(quantiles: &Quantiles, n: f64) -> Self {
        let log_square = n.ln() * n.ln();
        match quantiles {
            Quantiles::Range { .. } => Self {
                square: 1.01 + 0.25 / log_square,
                fourth: 1.0 + 2.23 / log_square,
                c: 0.565,
                d: 0.37,
            },
            Quantiles::Quartiles { .. } => Self {
                square: 1.0 + 1.58 / n,
                fourth: 1.0 + 19.2 / n.powf(1.2),
                c: 0.57,
                d: 0.75,
            },
            Quantiles::FiveNumbers { .. } => Self {
                square: 1.0 + 0.28 / log_square,
                fourth: 1.0 + 3.93 / n,
                c: 0.405,
                d: 0.315,
            },
        }
    }

    pub(super) fn back_transform(&self, mean: f64, sd: f64, n: f64) -> MeanAndSd {
        let square = sd * sd / self.square;
        let fourth = sd.powi(4) / self.fourth;
        let bias = |c: f64, d: f64| 1.0 + (c * square + d * fourth) / n;
        let (c, d) = (self.c, self.d);
        let second_moment = (2.0 * mean + 2.0 * square).exp() / bias(4.0 * c, 16.0 * d);
        let squared_mean = (2.0 * mean + square).exp() / bias(4.0 * c, 4.0 * d);
        MeanAndSd {
            mean: (mean + square / 2.0).exp() / bias(c, d),
            // The two corrections can cross for tiny s; the variance is not negative.
            sd: (second_moment - squared_mean).max(0.0).sqrt(),
        }
    }
}
