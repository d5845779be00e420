//! Sums in a few independent lanes, which a processor adds at the same time.
//!
//! The order of the additions depends on the length alone, so equal input gives equal bytes.

/// Independent partial sums.
pub(crate) const LANES: usize = 4;

/// Partial sums of several quantities over the places of equally long lists.
///
/// `terms(i)` gives the quantities of place i; the result holds their sums.
#[inline]
pub(crate) fn sums<const N: usize>(count: usize, terms: impl Fn(usize) -> [f64; N]) -> [f64; N] {
    let mut lanes = [[0.0; LANES]; N];
    let whole = count - count % LANES;
    let mut start = 0;
    while start < whole {
        for lane in 0..LANES {
            let terms = terms(start + lane);
            for (sums, term) in lanes.iter_mut().zip(terms) {
                sums[lane] += term;
            }
        }
        start += LANES;
    }
    let mut totals = lanes.map(|[a, b, c, d]| (a + b) + (c + d));
    for place in whole..count {
        for (total, term) in totals.iter_mut().zip(terms(place)) {
            *total += term;
        }
    }
    totals
}

/// The scalar product of two equally long lists.
#[inline]
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let count = a.len().min(b.len());
    let (a, b) = (&a[..count], &b[..count]);
    let [sum] = sums(count, |i| [a[i] * b[i]]);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_whole_numbers_exactly() {
        for count in 0_u32..11 {
            let [sum, squares] = sums(count as usize, |i| [i as f64, (i * i) as f64]);
            let expected: f64 = (0..count).map(f64::from).sum();
            assert_eq!(sum, expected);
            assert_eq!(squares, (0..count).map(|i| f64::from(i * i)).sum::<f64>());
        }
        assert_eq!(dot(&[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0; 5]), 15.0);
    }
}
