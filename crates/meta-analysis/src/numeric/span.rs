//! Whether vectors depend on each other.

use super::sums::dot;

/// A vector whose part orthogonal to others is this small, relative to its length, is a combination of them up to
/// rounding.
pub(crate) const RANK_TOLERANCE: f64 = 1e-10;

/// The space that vectors span, as an orthonormal basis.
#[derive(Debug, Clone, Default)]
pub(crate) struct Span {
    basis: Vec<Vec<f64>>,
}

impl Span {
    /// The space of some vectors of one length.
    pub(crate) fn of(vectors: &[&[f64]]) -> Self {
        let mut span = Self::default();
        for vector in vectors {
            span.add(vector);
        }
        span
    }

    /// The number of its dimensions.
    pub(crate) fn rank(&self) -> usize {
        self.basis.len()
    }

    /// Whether a vector is a combination of those before.
    pub(crate) fn contains(&self, vector: &[f64]) -> bool {
        self.orthogonal_part(vector).is_none()
    }

    /// Takes a vector in, unless it is a combination of those before.
    pub(crate) fn add(&mut self, vector: &[f64]) {
        self.basis.extend(self.orthogonal_part(vector));
    }

    /// The direction of the part orthogonal to the space (Gram-Schmidt, twice, which is orthogonal to rounding).
    fn orthogonal_part(&self, vector: &[f64]) -> Option<Vec<f64>> {
        // Taken to length 1 by its greatest entry first, so that squares neither overflow nor vanish.
        let greatest = vector.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        if greatest == 0.0 {
            return None;
        }
        let mut part: Vec<f64> = vector.iter().map(|x| x / greatest).collect();
        let length = dot(&part, &part).sqrt();
        for _ in 0..2 {
            for direction in &self.basis {
                let projection = dot(direction, &part);
                for (x, d) in part.iter_mut().zip(direction) {
                    *x -= projection * d;
                }
            }
        }
        let rest = dot(&part, &part).sqrt();
        (rest > RANK_TOLERANCE * length).then(|| part.iter().map(|x| x / rest).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_found_whatever_their_size() {
        let (ones, years) = ([1.0; 4], [1950.0, 1951.0, 1953.0, 1960.0]);
        let mut span = Span::of(&[&ones, &years]);
        assert_eq!(span.rank(), 2);
        let shifted: Vec<f64> = years.iter().map(|x| 1e-200 * (x - 1955.0)).collect();
        span.add(&shifted);
        span.add(&[0.0; 4]);
        assert_eq!(span.rank(), 2);
        span.add(&[0.0, 0.0, 0.0, 1e-200]);
        assert_eq!(span.rank(), 3);
    }
}
