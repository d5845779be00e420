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
}
