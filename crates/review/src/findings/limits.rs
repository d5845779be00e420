//! Limits of an interval that may be the ends of its scale.
//!
//! JSON has no infinity: −∞ below and ∞ above are `null`, and nothing else is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<S: Serializer>(limits: &[f64; 2], to: S) -> Result<S::Ok, S::Error> {
    limits
        .map(|limit| limit.is_finite().then_some(limit))
        .serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[f64; 2], D::Error> {
    let [lower, upper] = <[Option<f64>; 2]>::deserialize(from)?;
    Ok([
        lower.unwrap_or(f64::NEG_INFINITY),
        upper.unwrap_or(f64::INFINITY),
    ])
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Interval(#[serde(with = "super")] [f64; 2]);

    #[test]
    fn ends_of_the_scale_are_null() {
        for (limits, json) in [
            ([f64::NEG_INFINITY, -1.5], "[null,-1.5]"),
            ([2.0, f64::INFINITY], "[2.0,null]"),
            ([f64::NEG_INFINITY, f64::INFINITY], "[null,null]"),
            ([0.25, 0.5], "[0.25,0.5]"),
        ] {
            assert_eq!(serde_json::to_string(&Interval(limits)).unwrap(), json);
            assert_eq!(
                serde_json::from_str::<Interval>(json).unwrap(),
                Interval(limits)
            );
        }
    }
}
