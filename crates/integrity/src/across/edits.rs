//! Single slips of extraction, undone: what a printed number may have been.

use crate::slips;
use trialpool_ingest::{Column, Reported};

/// A slip, named by the message that describes it.
pub(crate) type Edit = &'static str;

pub(crate) const SWAPPED: Edit = "tp0525.swapped";
pub(crate) const SIGN: Edit = "tp0525.sign";
pub(crate) const DECIMAL: Edit = "tp0525.decimal";
pub(crate) const TRANSPOSED: Edit = "tp0525.transposed";
pub(crate) const DROPPED: Edit = "tp0525.dropped";
pub(crate) const DOUBLED: Edit = "tp0525.doubled";
pub(crate) const MISTYPED: Edit = "tp0525.mistyped";
pub(crate) const REDUCTION: Edit = "tp0525.reduction";
pub(crate) const LOGARITHM: Edit = "tp0525.logarithm";
pub(crate) const ERROR_FOR_DEVIATION: Edit = "tp0525.error-for-deviation";
pub(crate) const STANDARDISED: Edit = "tp0525.standardised";
pub(crate) const DEVIATION_FOR_ERROR: Edit = "tp0525.deviation-for-error";
pub(crate) const VARIANCE: Edit = "tp0525.variance";
pub(crate) const LEVEL: Edit = "tp0525.level";
pub(crate) const UNIT: Edit = "tp0525.unit";
pub(crate) const COMPLEMENT: Edit = "tp0525.complement";
pub(crate) const PERCENT: Edit = "tp0525.percent";

/// A figure as it would be without a slip.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) edit: Edit,
    /// The column of the number that changes.
    pub(crate) column: Column,
    /// The number that the cell would then hold.
    pub(crate) number: f64,
    /// How it is printed.
    pub(crate) shown: String,
    /// By how much the slip stretches the analysis scale at this figure: 1 where it shifts or turns it.
    ///
    /// A density that is carried over to the printed figure is multiplied by it.
    pub(crate) stretch: f64,
}

impl Candidate {
    /// A number that is computed from another: shown with three significant digits.
    pub(crate) fn computed(edit: Edit, column: Column, number: f64) -> Self {
        Self {
            edit,
            column,
            number,
            shown: significant(number),
            stretch: 1.0,
        }
    }

    /// A number with as many decimals as another.
    pub(crate) fn like(edit: Edit, column: Column, number: f64, printed: Reported) -> Self {
        let decimals = printed.decimals().max(0) as usize;
        Self {
            shown: format!("{number:.decimals$}"),
            ..Self::computed(edit, column, number)
        }
    }

    /// The same with its stretch.
    pub(crate) fn stretching(self, stretch: f64) -> Self {
        Self { stretch, ..self }
    }
}

/// Characters beyond which a number is none that somebody typed.
const LONGEST: usize = 12;

/// The number with three significant digits, whole numbers in full.
pub(crate) fn significant(number: f64) -> String {
    if number.fract() == 0.0 || !number.is_finite() {
        return format!("{number}");
    }
    let decimals = (2 - number.abs().log10().floor() as i32).max(0);
    format!("{number:.*}", decimals as usize)
}

/// The point moved by one or two places.
pub(crate) fn decimal(column: Column, number: Reported, found: &mut Vec<Candidate>) {
    for (factor, places) in [(10.0, -1), (0.1, 1), (100.0, -2), (0.01, 2)] {
        let moved = number.value() * factor;
        let decimals = (number.decimals() + places).max(0);
        found.push(Candidate {
            edit: DECIMAL,
            column,
            number: moved,
            shown: format!("{moved:.*}", decimals as usize),
            stretch: 1.0,
        });
    }
}

/// Each number that one slip of the keyboard turns into `number`.
///
/// Two neighbouring digits in the other order; a digit left out or typed twice; a neighbouring key, in
/// the row of digits or on the numeric keypad.
pub(crate) fn digits(column: Column, number: Reported, found: &mut Vec<Candidate>) {
    let decimals = number.decimals().max(0) as usize;
    let text = format!("{:.decimals$}", number.value());
    // Slips in texts of unheard-of length are not looked for.
    if text.len() > LONGEST {
        return;
    }
    let mut push = |edit, changed: String| {
        if let Ok(value) = changed.parse::<f64>()
            && value != number.value()
            && value != 0.0
        {
            found.push(Candidate {
                edit,
                column,
                number: value,
                shown: changed,
                stretch: 1.0,
            });
        }
    };
    for changed in slips::transposed(&text) {
        push(TRANSPOSED, changed);
    }
    for place in slips::places(&text) {
        for other in neighbours(text.as_bytes()[place]) {
            push(MISTYPED, slips::replaced(&text, place, *other));
        }
        if let Some(shorter) = slips::unpaired(&text, place) {
            push(DOUBLED, shorter);
        }
        for missing in b'0'..=b'9' {
            push(DROPPED, slips::inserted(&text, place, missing));
        }
    }
    for missing in b'0'..=b'9' {
        push(DROPPED, slips::inserted(&text, text.len(), missing));
    }
}

/// The keys around a digit.
fn neighbours(digit: u8) -> &'static [u8] {
    match digit {
        b'0' => b"91",
        b'1' => b"0245",
        b'2' => b"135",
        b'3' => b"246",
        b'4' => b"1357",
        b'5' => b"2468",
        b'6' => b"3579",
        b'7' => b"468",
        b'8' => b"579",
        _ => b"680",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(edit: Edit, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let number = Reported::parse(text).unwrap();
        digits(Column::Estimate, number, &mut found);
        decimal(Column::Estimate, number, &mut found);
        let found = found.into_iter().filter(|found| found.edit == edit);
        found.map(|found| found.shown).collect()
    }

    #[test]
    fn slips_are_undone_on_the_printed_digits() {
        assert_eq!(with(TRANSPOSED, "0.63"), ["6.03", "0.36"]);
        assert_eq!(with(DECIMAL, "1.25"), ["12.5", "0.125", "125", "0.0125"]);
        assert_eq!(with(DOUBLED, "1225"), ["125"]);
        assert!(with(DROPPED, "15").contains(&"125".to_owned()));
        assert!(with(MISTYPED, "0.63").contains(&"0.93".to_owned()));
        // The digits of equal value have nothing to exchange.
        assert_eq!(with(TRANSPOSED, "11"), [""; 0]);
    }

    #[test]
    fn computed_numbers_have_three_digits() {
        let texts = [0.012_345, 1.666_7, 1234.5, 0.0].map(significant);
        assert_eq!(texts, ["0.0123", "1.67", "1234", "0"]);
    }
}
