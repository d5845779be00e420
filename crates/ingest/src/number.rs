//! Numbers as they were printed.

/// A number with the precision it was printed with.
///
/// `0.06` stands for any value of [0.055, 0.065): checks compare these intervals, so that
/// rounding alone never contradicts anything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reported {
    value: f64,
    decimals: i16,
    form: Form,
}

/// Whether the digits are all there is, or what rounding left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Rounded,
    Exact,
}

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotANumber {
    /// A comma stands where the point belongs: `0,25`.
    DecimalComma,
    /// Blanks or commas separate thousands: `12 345`.
    ThousandsSeparator,
    /// A comparison sign stands before it: `<0.001`.
    Comparison,
    /// A per cent sign follows it: `95%`.
    PercentSign,
    /// A dash other than the ASCII one stands for minus: `−0.3`.
    TypographicMinus,
    /// Anything else.
    Other,
}

impl Reported {
    /// Reads a printed number: optional sign, digits with an optional point, optional exponent.
    ///
    /// # Errors
    /// [`NotANumber`] says which habit of printing the text follows instead.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let Some(decimals) = decimals(text.as_bytes()) else {
            return Err(habit(text));
        };
        let number = Self {
            value: text.parse().map_err(|_| NotANumber::Other)?,
            decimals,
            form: Form::Rounded,
        };
        // `0e999` stands for anything at all.
        let (lower, upper) = number.interval();
        if lower.is_finite() && upper.is_finite() {
            Ok(number)
        } else {
            Err(NotANumber::Other)
        }
    }

    /// The same number, taken as exact: a count, a year, a level.
    #[must_use]
    pub fn exactly(self) -> Self {
        Self {
            form: Form::Exact,
            ..self
        }
    }

    /// The printed value.
    pub fn value(self) -> f64 {
        self.value
    }

    /// Decimal places printed; negative for `1e3`, whose last digit is worth a thousand.
    pub fn decimals(self) -> i32 {
        i32::from(self.decimals)
    }

    /// Half a unit of the last printed digit: 0.005 for `0.06`, 0.5 for `12`, 0 for a count.
    pub fn half_unit(self) -> f64 {
        match self.form {
            Form::Exact => 0.0,
            Form::Rounded => 0.5 * 10_f64.powi(-self.decimals()),
        }
    }

    /// The values that print like this: within [`Self::half_unit`] of [`Self::value`].
    pub fn interval(self) -> (f64, f64) {
        (self.value - self.half_unit(), self.value + self.half_unit())
    }

    /// Whether the value is a whole number.
    pub fn is_whole(self) -> bool {
        self.value.fract() == 0.0
    }
}

/// The decimal places of a well-formed number, or none if the text is not one.
fn decimals(text: &[u8]) -> Option<i16> {
    let unsigned = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let whole = digits(unsigned);
    let mut rest = &unsigned[whole..];
    let mut places = 0;
    if let [b'.', fraction @ ..] = rest {
        places = digits(fraction);
        if places == 0 {
            return None;
        }
        rest = &fraction[places..];
    } else if whole == 0 {
        return None;
    }
    let places = i16::try_from(places).ok()?;
    match rest {
        [] => Some(places),
        [b'e' | b'E', exponent @ ..] => {
            let exponent = std::str::from_utf8(exponent).ok()?;
            // Beyond three digits nothing finite or non-zero is left.
            if exponent.len() > 4 {
                return None;
            }
            let exponent: i16 = exponent.parse().ok()?;
            Some(places.saturating_sub(exponent))
        }
        _ => None,
    }
}

/// The number of leading ASCII digits.
fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Blanks that are used between groups of digits.
fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’'
    )
}

/// Which habit of printing a text follows that is not a number as we read them.
fn habit(text: &str) -> NotANumber {
    let reads = |candidate: &str| decimals(candidate.as_bytes()).is_some();
    if text.starts_with(['<', '>', '=', '≤', '≥', '~']) {
        return NotANumber::Comparison;
    }
    if let Some(number) = text.strip_suffix('%')
        && reads(&number.trim_end_matches(is_blank).replace(',', "."))
    {
        return NotANumber::PercentSign;
    }
    if text.starts_with(['−', '–', '—']) {
        let plain: String = text.chars().skip(1).collect();
        if reads(plain.trim_start()) {
            return NotANumber::TypographicMinus;
        }
    }
    let commas = text.matches(',').count();
    if commas == 1 && reads(&text.replace(',', ".")) {
        return NotANumber::DecimalComma;
    }
    if text.contains(is_blank) || commas > 1 {
        let joined: String = text
            .chars()
            .filter(|c| !is_blank(*c) && *c != ',')
            .collect();
        let joined_point: String = text
            .chars()
            .filter(|c| !is_blank(*c))
            .map(|c| if c == ',' { '.' } else { c })
            .collect();
        if reads(&joined) || reads(&joined_point) {
            return NotANumber::ThousandsSeparator;
        }
    }
    NotANumber::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_what_was_printed() {
        for (text, value, half_unit) in [
            ("0.06", 0.06, 0.005),
            ("12", 12.0, 0.5),
            (".030", 0.03, 0.0005),
            ("-3.5", -3.5, 0.05),
            ("+2", 2.0, 0.5),
            ("1e-4", 1e-4, 0.5e-4),
            ("1.5e-4", 1.5e-4, 0.5e-5),
            ("2E3", 2000.0, 500.0),
        ] {
            let number = Reported::parse(text).unwrap();
            assert_eq!(number.value(), value, "{text}");
            assert!((number.half_unit() - half_unit).abs() < 1e-15, "{text}");
        }
        assert_eq!(
            Reported::parse("12").unwrap().exactly().interval(),
            (12.0, 12.0)
        );
    }

    #[test]
    fn habits_are_recognised() {
        for (text, expected) in [
            ("0,25", NotANumber::DecimalComma),
            ("-3,5", NotANumber::DecimalComma),
            ("12 345", NotANumber::ThousandsSeparator),
            ("12\u{202F}345", NotANumber::ThousandsSeparator),
            ("1 234,5", NotANumber::ThousandsSeparator),
            ("1,234,567", NotANumber::ThousandsSeparator),
            ("<0.001", NotANumber::Comparison),
            ("95 %", NotANumber::PercentSign),
            ("−0.3", NotANumber::TypographicMinus),
            ("NA", NotANumber::Other),
            ("1.", NotANumber::Other),
            ("inf", NotANumber::Other),
            ("NaN", NotANumber::Other),
            ("1e999", NotANumber::Other),
            ("0e999", NotANumber::Other),
            ("1.79769e308", NotANumber::Other),
            ("1e-99999", NotANumber::Other),
            ("0x10", NotANumber::Other),
            ("", NotANumber::Other),
            ("-", NotANumber::Other),
        ] {
            assert_eq!(Reported::parse(text).unwrap_err(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_missing_number_costs_no_room() {
        assert_eq!(size_of::<Option<Reported>>(), 16);
    }
}
