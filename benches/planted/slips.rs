//! Slips of the hand on one printed number.

use super::Class;
use fastrand::Rng;

/// A value with as many decimals as `text` has; more where it would print as 0.
pub(super) fn printed_like(text: &str, value: f64) -> String {
    let mut decimals = text.split_once('.').map_or(0, |(_, after)| after.len());
    while value != 0.0 && decimals < 6 && value.abs() * scale(decimals) < 1.0 {
        decimals += 1;
    }
    format!("{value:.decimals$}")
}

/// Ten to the power of so many decimals.
fn scale(decimals: usize) -> f64 {
    (0..decimals).fold(1.0, |scale, _| scale * 10.0)
}

/// The number with one slip of a class.
pub(super) fn slip(class: Class, text: &str, rng: &mut Rng) -> Option<String> {
    let bytes = text.as_bytes();
    let digits: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at].is_ascii_digit())
        .collect();
    let mut changed = bytes.to_vec();
    match class {
        Class::Transposed => {
            let pairs = digits.windows(2).map(|pair| (pair[0], pair[1]));
            let differing: Vec<_> = pairs.filter(|(a, b)| bytes[*a] != bytes[*b]).collect();
            let (a, b) = rng.choice(differing)?;
            changed.swap(a, b);
        }
        Class::Shifted => {
            let point = text.find('.')?;
            let right = rng.bool();
            let decimals = text.len() - point - 1;
            let value: f64 = text.parse().ok()?;
            return Some(if right {
                format!("{:.1$}", value * 10.0, decimals - 1)
            } else {
                format!("{:.1$}", value / 10.0, decimals + 1)
            });
        }
        Class::Mistyped => {
            let at = rng.choice(digits)?;
            let other = (bytes[at] - b'0' + rng.u8(1..10)) % 10;
            changed[at] = b'0' + other;
        }
        _ => {
            let at = rng.choice(digits.clone())?;
            if rng.bool() {
                changed.insert(at, bytes[at]);
            } else if digits.len() > 1 {
                changed.remove(at);
            }
        }
    }
    let text = String::from_utf8(changed).ok()?;
    // Nobody writes `.5` or `007`: such a slip is seen while it is made.
    let unsigned = text.trim_start_matches('-');
    let odd = unsigned.starts_with('.')
        || unsigned.ends_with('.')
        || (unsigned.starts_with('0') && unsigned.len() > 1 && !unsigned.starts_with("0."));
    (!odd).then_some(text)
}
