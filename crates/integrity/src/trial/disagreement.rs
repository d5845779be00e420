//! Why two figures for one result may differ.

use crate::bounds::Bounds;
use crate::slips::transposed;
use trialpool_ingest::{Message, Reported};

/// How two printed figures that no value prints as both can still be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// They differ by one in the last digit of the coarser: rounded twice, or cut.
    Rounding,
    /// One is a hundred times the other: a share and a percentage.
    Percent,
    /// Two neighbouring digits are exchanged.
    Digits,
    /// One is ten times the other.
    Point,
    /// None of these.
    Other,
}

impl Reason {
    /// The reason that fits, the most harmless first.
    pub(crate) fn of(a: (Reported, &str), b: (Reported, &str)) -> Self {
        let (x, y) = (Bounds::of(a.0), Bounds::of(b.0));
        let coarser = 2.0 * a.0.half_unit().max(b.0.half_unit());
        // Counts are not rounded.
        if coarser > 0.0 && x.gap(y) <= coarser * 0.5 + 1e-12 {
            return Self::Rounding;
        }
        let times = |factor: f64| {
            let scaled = |value: Bounds, by: f64| Bounds::between(value.low * by, value.high * by);
            scaled(x, factor).meets(y) || scaled(y, factor).meets(x)
        };
        let digits = |text: &str, other: Bounds| {
            let numbers = transposed(text).filter_map(|text| text.parse().ok());
            numbers
                .map(Bounds::exactly)
                .any(|number| other.meets(number))
        };
        if a.0.value() != 0.0 && times(100.0) {
            Self::Percent
        } else if a.0.value() != 0.0 && times(10.0) {
            Self::Point
        } else if digits(a.1, y) || digits(b.1, x) {
            Self::Digits
        } else {
            Self::Other
        }
    }

    /// What to say of it.
    pub(crate) fn note(self) -> Option<Message> {
        let id = match self {
            Self::Rounding => "tp0430.rounding",
            Self::Percent => "tp0430.percent",
            Self::Digits => "tp0430.digits",
            Self::Point => "tp0430.point",
            Self::Other => return None,
        };
        Some(Message::new(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_harmless_reason_is_given() {
        for (a, b, reason) in [
            ("0.38", "0.37", Reason::Rounding),
            ("54.5", "55.1", Reason::Other),
            ("54.5", "55.2", Reason::Other),
            ("0.43", "43", Reason::Percent),
            ("0.26", "0.62", Reason::Digits),
            ("1.2", "12.0", Reason::Point),
            ("0.24", "0.40", Reason::Other),
        ] {
            let number = |text| (Reported::parse(text).unwrap(), text);
            assert_eq!(Reason::of(number(a), number(b)), reason, "{a} {b}");
        }
        let count = |text| (Reported::parse(text).unwrap().exactly(), text);
        assert_eq!(Reason::of(count("20"), count("21")), Reason::Other);
    }
}
