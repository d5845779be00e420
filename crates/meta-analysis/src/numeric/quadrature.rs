//! Adaptive integration.

/// Subdivisions after which an interval is taken as it is: its width is then 2^-40 of the whole.
const DEPTH_LIMIT: u32 = 40;

/// Nodes of the Kronrod rule with 15 points on [0, 1], the other half by symmetry.
const NODES: [f64; 8] = [
    0.991_455_371_120_812_6,
    0.949_107_912_342_758_5,
    0.864_864_423_359_769_1,
    0.741_531_185_599_394_4,
    0.586_087_235_467_691_1,
    0.405_845_151_377_397_2,
    0.207_784_955_007_898_47,
    0.0,
];

/// Weights of the Kronrod rule.
const KRONROD: [f64; 8] = [
    0.022_935_322_010_529_224,
    0.063_092_092_629_978_55,
    0.104_790_010_322_250_18,
    0.140_653_259_715_525_92,
    0.169_004_726_639_267_9,
    0.190_350_578_064_785_4,
    0.204_432_940_075_298_9,
    0.209_482_141_084_727_82,
];

/// Weights of the Gauss rule with 7 points, at every second node.
const GAUSS: [f64; 4] = [
    0.129_484_966_168_869_7,
    0.279_705_391_489_276_64,
    0.381_830_050_505_118_9,
    0.417_959_183_673_469_4,
];

/// The integral of `f` from `a` to `b`, by halving until the Gauss and the Kronrod rule agree to
/// `tolerance`.
pub(crate) fn integrate(f: &impl Fn(f64) -> f64, a: f64, b: f64, tolerance: f64) -> f64 {
    panel(f, a, b, tolerance, DEPTH_LIMIT)
}

fn panel(f: &impl Fn(f64) -> f64, a: f64, b: f64, tolerance: f64, depth: u32) -> f64 {
    let (centre, half) = (0.5 * (a + b), 0.5 * (b - a));
    let (mut kronrod, mut gauss) = (0.0, 0.0);
    for (i, (node, weight)) in NODES.iter().zip(KRONROD).enumerate() {
        let value = if *node == 0.0 {
            f(centre)
        } else {
            f(centre - half * node) + f(centre + half * node)
        };
        kronrod += weight * value;
        if i % 2 == 1 {
            gauss += GAUSS[i / 2] * value;
        }
    }
    if depth == 0 || (half * (kronrod - gauss)).abs() <= tolerance {
        return half * kronrod;
    }
    let tolerance = 0.5 * tolerance;
    panel(f, a, centre, tolerance, depth - 1) + panel(f, centre, b, tolerance, depth - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrates_polynomials_exactly_and_others_closely() {
        // The Kronrod rule is exact to degree 22.
        let integral = integrate(&|x: f64| x.powi(20), -1.0, 1.0, 1e-14);
        assert!((integral - 2.0 / 21.0).abs() < 1e-15);
        let normal = integrate(&|x: f64| (-0.5 * x * x).exp(), -9.0, 9.0, 1e-13);
        assert!((normal - (2.0 * std::f64::consts::PI).sqrt()).abs() < 1e-12);
    }
}
