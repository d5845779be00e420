//! Work over many independent items: on several threads behind the feature `parallel`.

/// `f(0), f(1), …, f(count - 1)`, in that order whatever the number of threads.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Send>(count: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    (0..count).into_par_iter().map(f).collect()
}

/// `f(0), f(1), …, f(count - 1)`, in that order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T>(count: usize, f: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(f).collect()
}
