//! Orders of rows: all that differ, one after the other, or random ones.

/// All distinguishable orders of a list of rows, in lexicographic order of their ranks.
pub(super) struct Orders {
    /// The rank of the row that stands at each place; equal rows have equal ranks.
    ranks: Vec<usize>,
    /// One row for each rank.
    representatives: Vec<usize>,
    order: Vec<usize>,
    started: bool,
}

impl Orders {
    /// The orders of `rows`; equal rows are not told apart.
    pub(super) fn of_rows(rows: &[Vec<f64>]) -> Self {
        let mut representatives: Vec<usize> = Vec::new();
        let mut ranks: Vec<usize> = rows
            .iter()
            .enumerate()
            .map(|(i, row)| {
                let known = representatives.iter().position(|r| rows[*r] == *row);
                known.unwrap_or_else(|| {
                    representatives.push(i);
                    representatives.len() - 1
                })
            })
            .collect();
        ranks.sort_unstable();
        Self {
            order: vec![0; rows.len()],
            ranks,
            representatives,
            started: false,
        }
    }

    /// How many there are: k! / (m_1! m_2! ...); `None` if the number overflows.
    pub(super) fn count(&self) -> Option<u64> {
        let mut count = 1u64;
        let mut run = 0u64;
        for (i, rank) in self.ranks.iter().enumerate() {
            run = if i > 0 && self.ranks[i - 1] == *rank {
                run + 1
            } else {
                1
            };
            // The product of i + 1 numerators over the runs' factorials stays whole at every step.
            count = count.checked_mul(i as u64 + 1)? / run;
        }
        Some(count)
    }

    /// The next order: for each place the row that stands there.
    pub(super) fn next_order(&mut self) -> Option<&[usize]> {
        if self.started && !self.advance() {
            return None;
        }
        self.started = true;
        for (place, rank) in self.order.iter_mut().zip(&self.ranks) {
            *place = self.representatives[*rank];
        }
        Some(&self.order)
    }

    /// The next permutation of the ranks; false after the last.
    fn advance(&mut self) -> bool {
        let ranks = &mut self.ranks;
        let Some(pivot) = (1..ranks.len()).rev().find(|i| ranks[i - 1] < ranks[*i]) else {
            return false;
        };
        let successor = (pivot..ranks.len())
            .rev()
            .find(|i| ranks[*i] > ranks[pivot - 1]);
        // The place `pivot` itself is greater, so there is a successor.
        ranks.swap(pivot - 1, successor.unwrap_or(pivot));
        ranks[pivot..].reverse();
        true
    }
}

/// Steele, Lea and Flood's SplitMix64: a few lines, so that a seed means the same for ever.
pub(super) struct SplitMix(u64);

impl SplitMix {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A random order (Fisher and Yates).
    pub(super) fn shuffle(&mut self, items: &mut [usize]) {
        for i in (1..items.len()).rev() {
            // The high part of a 128-bit product; its bias is below i / 2^64.
            let j = (u128::from(self.next()) * (i as u128 + 1)) >> 64;
            items.swap(i, j as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_distinguishable_order_comes_once() {
        let rows = vec![vec![1.0], vec![2.0], vec![1.0], vec![3.0]];
        let mut orders = Orders::of_rows(&rows);
        assert_eq!(orders.count(), Some(12));
        let mut seen = std::collections::BTreeSet::new();
        while let Some(order) = orders.next_order() {
            let values: Vec<u64> = order.iter().map(|i| rows[*i][0] as u64).collect();
            assert!(seen.insert(values));
        }
        assert_eq!(seen.len(), 12);
    }

    #[test]
    fn the_generator_is_the_published_one() {
        // First outputs for seed 1234567 (Vigna's reference implementation).
        let mut random = SplitMix::new(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }
}
