//! The one formatter of every printed number.
//!
//! Rounding is the same in every language; only the marks differ (decimal comma, narrow no-break
//! spaces, the form of intervals). The display scale (exp for logs, inverse logit in per cent) is
//! entered here and nowhere else.

mod notation;
mod scale;

pub use scale::display_value;

use notation::Notation;
use trialpool_language::Language;
use trialpool_review::findings::{Scale, Shown};

/// U+2212, the minus sign.
const MINUS: char = '\u{2212}';
/// More decimals than this are a power of ten.
const MOST_DECIMALS: usize = 9;
/// U+00A0, which keeps `p = 0.012` on one line.
const NO_BREAK: char = '\u{a0}';

/// Formats numbers for the readers of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    language: Language,
    notation: &'static Notation,
    grouped: bool,
}

impl Numbers {
    /// The formatter of `language`.
    pub const fn new(language: Language) -> Self {
        Self {
            language,
            notation: Notation::of(language),
            grouped: true,
        }
    }

    /// The same formatter without marks between thousands, for years: `1978`.
    #[must_use]
    pub const fn ungrouped(self) -> Self {
        Self {
            grouped: false,
            ..self
        }
    }

    /// The language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// `not estimable`, in the language.
    pub const fn not_estimable(self) -> &'static str {
        self.notation.not_estimable
    }

    /// A count with its thousands separated: `1,234`, `1 234`.
    pub fn count(self, value: u64) -> String {
        self.fixed(value as f64, 0)
    }

    /// A number with exactly `decimals` decimals; never `−0`.
    ///
    /// Infinities are `∞` and `−∞`, anything that is no number is [`Self::not_estimable`].
    pub fn fixed(self, value: f64, decimals: usize) -> String {
        if value.is_nan() {
            return self.not_estimable().to_owned();
        }
        if value.is_infinite() {
            return if value > 0.0 {
                "∞".into()
            } else {
                format!("{MINUS}∞")
            };
        }
        self.localise(&format!("{value:.decimals$}"))
    }

    /// A number of a column whose figures differ by `spread` (their standard error): `decimals`
    /// decimals, or as many more as show two digits of the spread; a power of ten where that
    /// would be a row of zeros or of more than nine digits.
    pub fn to_spread(self, value: f64, spread: f64, decimals: usize) -> String {
        let first_digit = spread.abs().log10().floor();
        let needed = if first_digit.is_finite() {
            (1.0 - first_digit).max(0.0) as usize
        } else {
            0
        };
        let size = value.abs();
        let small = needed > MOST_DECIMALS && size < 1e-4;
        if small && size == 0.0 {
            return self.fixed(0.0, 0);
        }
        if small || (size.is_finite() && size >= 1e9) {
            return self.scientific(value, 2);
        }
        self.fixed(value, decimals.max(needed.min(MOST_DECIMALS)))
    }

    /// A round number, such as an axis has, as short as it can be written: `0.02`, `1`, `250`, `10⁷`.
    pub fn short(self, value: f64) -> String {
        if !value.is_finite() {
            return self.fixed(value, 0);
        }
        if value != 0.0 && !(0.000_1..1e6).contains(&value.abs()) {
            return self.scientific(value, 0);
        }
        let text = format!("{value:.6}");
        self.localise(text.trim_end_matches('0').trim_end_matches('.'))
    }

    /// Events or a total: whole numbers as counts, person-time and weighted counts with one decimal.
    pub fn quantity(self, value: f64) -> String {
        self.fixed(value, usize::from(value.fract() != 0.0))
    }

    /// A ratio as journals print it: `0.014`, `0.06`, `0.27`, `1.04`, `12.3`, `250`.
    pub fn ratio(self, ratio: f64) -> String {
        self.magnitude(ratio)
    }

    /// A difference or a mean: `−0.35`, `0.014`, `12.3`.
    pub fn difference(self, difference: f64) -> String {
        self.magnitude(difference)
    }

    /// A percentage given in per cent, without its sign: `46.5`, `0.24`, `0`.
    pub fn percent_value(self, percent: f64) -> String {
        if !percent.is_finite() {
            return self.fixed(percent, 0);
        }
        if percent == 0.0 || percent == 100.0 {
            return self.fixed(percent, 0);
        }
        let to_edge = percent.abs().min((100.0 - percent).abs());
        match to_edge {
            edge if edge >= 0.95 => self.fixed(percent, 1),
            edge if edge >= 0.005 => self.fixed(percent, 2),
            _ if percent.abs() < 1.0 => format!("{}{}", self.notation.below, self.fixed(0.01, 2)),
            _ => format!("{}{}", self.notation.above, self.fixed(99.99, 2)),
        }
    }

    /// A weight in per cent, without its sign: one decimal, so that a column of them is even.
    pub fn weight(self, percent: f64) -> String {
        if percent > 0.0 && percent < 0.05 {
            format!("{}{}", self.notation.below, self.fixed(0.1, 1))
        } else {
            self.fixed(percent, 1)
        }
    }

    /// A weight in per cent, with its sign.
    pub fn weight_percent(self, percent: f64) -> String {
        format!("{}{}", self.weight(percent), self.notation.percent)
    }

    /// A percentage given in per cent: `46.5%`, `46,5 %`.
    pub fn percent(self, percent: f64) -> String {
        if percent.is_nan() {
            return self.not_estimable().to_owned();
        }
        format!("{}{}", self.percent_value(percent), self.notation.percent)
    }

    /// A confidence level, from its fraction: `95%`, `99,5 %`.
    pub fn level(self, fraction: f64) -> String {
        // 0.95 * 100 is not 95 in binary; six decimals are more than any level has.
        let percent = (fraction * 1e8).round() / 1e6;
        format!("{}{}", self.short(percent), self.notation.percent)
    }

    /// A p value by itself: `0.35`, `0.012`, `<0.001`, `>0.99`; never zero.
    ///
    /// Two decimals from 0.1, three below, four where three would print a value beside 0.05 as 0.050.
    pub fn p(self, p_value: f64) -> String {
        let (relation, digits) = self.p_parts(p_value);
        match relation {
            "<" => format!("{}{digits}", self.notation.below),
            ">" => format!("{}{digits}", self.notation.above),
            _ => digits,
        }
    }

    /// A p value, at least 0.001, that no other can lie below: three significant digits, never above it.
    pub fn p_bound(self, p_value: f64) -> String {
        let unit = 10_f64.powf(2.0 - p_value.log10().floor());
        self.short((p_value * unit).floor() / unit)
    }

    /// Such a p value as a statement: `p = 0.0625`.
    pub fn p_bound_statement(self, p_value: f64) -> String {
        if p_value < 0.001 {
            return self.p_statement(p_value);
        }
        format!("p{NO_BREAK}={NO_BREAK}{}", self.p_bound(p_value))
    }

    /// A p value as a statement: `p = 0.012`, `p < 0.001`.
    pub fn p_statement(self, p_value: f64) -> String {
        let (relation, digits) = self.p_parts(p_value);
        match relation {
            "" => format!("p{NO_BREAK}: {digits}"),
            _ => format!("p{NO_BREAK}{relation}{NO_BREAK}{digits}"),
        }
    }

    fn p_parts(self, p_value: f64) -> (&'static str, String) {
        if !(0.0..=1.0).contains(&p_value) {
            ("", self.not_estimable().to_owned())
        } else if p_value < 0.001 {
            ("<", self.fixed(0.001, 3))
        } else if p_value > 0.99 {
            (">", self.fixed(0.99, 2))
        } else if p_value >= 0.0995 {
            ("=", self.fixed(p_value, 2))
        } else if p_value != 0.05 && (p_value - 0.05).abs() < 0.0005 {
            ("=", self.fixed(p_value, 4))
        } else {
            ("=", self.fixed(p_value, 3))
        }
    }

    /// An estimate of the analysis scale as it is shown: the ratio of a log, the percentage (with
    /// its sign) of a log odds, a difference as it is.
    pub fn estimate(self, scale: Scale, estimate: f64) -> String {
        let shown = display_value(scale, estimate);
        match scale.shown() {
            Shown::Difference | Shown::Rate => self.difference(shown),
            Shown::Ratio => self.ratio(shown),
            Shown::Percent => self.percent(shown),
        }
    }

    /// An interval of the analysis scale as it is shown: `0.15–0.50`, `−1.2 to 0.4`,
    /// `12.1–20.4%`; in French `[0,15 ; 0,50]`, `[12,1 % ; 20,4 %]`.
    ///
    /// A bound so close to a ratio of 1 that it would print as 1.00 gets a third decimal, so that
    /// the interval shows on which side of no effect it ends. An infinite bound is the end of what is shown: 0 or
    /// 100 per cent, a ratio of 0 or ∞.
    pub fn interval(self, scale: Scale, interval: [f64; 2]) -> String {
        if interval.iter().all(|bound| bound.is_nan()) {
            return self.not_estimable().to_owned();
        }
        let [lower, upper] = interval.map(|bound| self.bound(scale, bound));
        let notation = self.notation;
        match scale.shown() {
            Shown::Ratio | Shown::Rate => notation.interval(&lower, &upper, true),
            Shown::Difference => notation.interval(&lower, &upper, false),
            Shown::Percent => notation.percent_interval(&lower, &upper),
        }
    }

    /// An estimate with its interval: `0.27 (0.15–0.50)`, `0,27 [0,15 ; 0,50]`.
    pub fn effect(self, scale: Scale, estimate: f64, interval: [f64; 2]) -> String {
        let estimate = self.estimate(scale, estimate);
        format!(
            "{estimate}{NO_BREAK}{}",
            self.bracketed_interval(scale, interval)
        )
    }

    /// The interval as it stands behind an estimate: `(0.15–0.50)`, `[0,15 ; 0,50]`.
    pub fn bracketed_interval(self, scale: Scale, interval: [f64; 2]) -> String {
        let interval = self.interval(scale, interval);
        if interval.starts_with('[') {
            interval
        } else {
            format!("({interval})")
        }
    }

    /// The between-study variance, or another non-negative quantity: `0`, `0.0004`, `0.31`.
    pub fn variance(self, variance: f64) -> String {
        if variance == 0.0 {
            self.fixed(0.0, 0)
        } else {
            self.magnitude(variance)
        }
    }

    /// An interval of a variance: `0.12–1.90`, `[0,12 ; 1,90]`.
    pub fn variance_interval(self, interval: [f64; 2]) -> String {
        let [lower, upper] = interval.map(|bound| self.variance(bound));
        self.notation.interval(&lower, &upper, true)
    }

    /// An interval given in per cent: `81.0–98.2%`, `[81,0 % ; 98,2 %]`.
    pub fn percent_interval(self, interval: [f64; 2]) -> String {
        let [lower, upper] = interval.map(|bound| self.percent_value(bound));
        self.notation.percent_interval(&lower, &upper)
    }

    /// A test statistic or Cochran's Q: two decimals.
    pub fn statistic(self, statistic: f64) -> String {
        self.to_spread(statistic, 1.0, 2)
    }

    /// Degrees of freedom: whole, or with one decimal where a method gives a fraction.
    pub fn degrees_of_freedom(self, degrees: f64) -> String {
        self.fixed(
            degrees,
            usize::from((degrees - degrees.round()).abs() > 1e-9),
        )
    }

    fn bound(self, scale: Scale, bound: f64) -> String {
        if bound.is_nan() {
            return self.not_estimable().to_owned();
        }
        let shown = display_value(scale, bound);
        match scale.shown() {
            Shown::Ratio if beside_one(shown) => self.fixed(shown, 3),
            Shown::Ratio => self.ratio(shown),
            Shown::Difference | Shown::Rate => self.difference(shown),
            Shown::Percent => self.percent_value(shown),
        }
    }

    /// Two decimals or more: at least two significant digits down to 0.0001, three from 10 up.
    fn magnitude(self, value: f64) -> String {
        let size = value.abs();
        if !value.is_finite() || size == 0.0 {
            return self.fixed(value, 2);
        }
        match size {
            size if !(0.000_095..999_999.5).contains(&size) => self.scientific(value, 1),
            size if size >= 99.95 => self.fixed(value, 0),
            size if size >= 9.995 => self.fixed(value, 1),
            size if size >= 0.0995 => self.fixed(value, 2),
            size => {
                let decimals = 1 + (-size.log10()).ceil() as usize;
                let text = format!("{value:.decimals$}");
                // 0.060 says no more than 0.06 to a reader; two decimals always stay.
                let kept = text.trim_end_matches('0').len();
                let two_decimals = text.find('.').map_or(text.len(), |point| point + 3);
                self.localise(&text[..kept.max(two_decimals).min(text.len())])
            }
        }
    }

    fn scientific(self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$e}");
        // `{:e}` always writes an `e`.
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let exponent: String = exponent.chars().map(superscript).collect();
        if mantissa == "1" {
            return format!("10{exponent}");
        }
        let space = self.notation.around_times;
        format!("{}{space}×{space}10{exponent}", self.localise(mantissa))
    }

    /// Puts the marks of the language into a number written with `-`, digits and `.`.
    fn localise(self, plain: &str) -> String {
        let (negative, digits) = plain
            .strip_prefix('-')
            .map_or((false, plain), |rest| (true, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let mut text = String::with_capacity(plain.len() + 8);
        if negative && digits.bytes().any(|digit| matches!(digit, b'1'..=b'9')) {
            text.push(MINUS);
        }
        for (index, digit) in whole.char_indices() {
            if self.grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(self.notation.thousands);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(self.notation.decimal);
            text.push_str(decimals);
        }
        text
    }
}

/// Whether a ratio is not 1 but would print as 1.00, and three decimals tell the difference.
fn beside_one(ratio: f64) -> bool {
    let distance = (ratio - 1.0).abs();
    (0.0005..0.005).contains(&distance)
}

fn superscript(character: char) -> char {
    match character {
        '-' => '⁻',
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    }
}

#[cfg(test)]
mod tests;
