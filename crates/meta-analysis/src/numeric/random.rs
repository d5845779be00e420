//! Random numbers from a seed, the same on every machine and for any number of threads.

use std::f64::consts::TAU;

/// Steele, Lea and Flood's SplitMix64: a few lines, so that a seed means the same for ever.
pub(crate) struct SplitMix(u64);

impl SplitMix {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A random order (Fisher and Yates).
    pub(crate) fn shuffle(&mut self, items: &mut [usize]) {
        for i in (1..items.len()).rev() {
            // The high part of a 128-bit product; its bias is below i / 2^64.
            let j = (u128::from(self.next()) * (i as u128 + 1)) >> 64;
            items.swap(i, j as usize);
        }
    }

    /// Uniform, strictly between 0 and 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Standard normal (Box and Muller).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        radius * (TAU * self.uniform()).cos()
    }

    /// Student's t (Bailey 1994, *Mathematics of Computation* 62, 779-781).
    pub(crate) fn t(&mut self, degrees_of_freedom: f64) -> f64 {
        // u^(-2 / df) - 1, without cancellation for many degrees of freedom.
        let excess = (-2.0 / degrees_of_freedom * self.uniform().ln()).exp_m1();
        (degrees_of_freedom * excess).sqrt() * (TAU * self.uniform()).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::tail::{normal_survival, t_survival};

    #[test]
    fn the_generator_is_the_published_one() {
        // First outputs for seed 1234567 (Vigna's reference implementation).
        let mut random = SplitMix::new(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn draws_have_their_distributions() {
        const DRAWS: u32 = 40_000;
        let mut random = SplitMix::new(7);
        for cut in [-1.5, 0.2, 2.0] {
            // Three standard errors of a share of at most 1/2.
            let tolerance = 3.0 * 0.5 / f64::from(DRAWS).sqrt();
            let mut share = |draw: &mut dyn FnMut(&mut SplitMix) -> f64| {
                let above = (0..DRAWS).filter(|_| draw(&mut random) > cut).count();
                above as f64 / f64::from(DRAWS)
            };
            assert!((share(&mut SplitMix::normal) - normal_survival(cut)).abs() < tolerance);
            for df in [1.0, 4.0, 30.0] {
                let found = share(&mut |random| random.t(df));
                assert!((found - t_survival(cut, df)).abs() < tolerance);
            }
        }
    }
}
