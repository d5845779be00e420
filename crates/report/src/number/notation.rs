//! The marks with which a language writes numbers.

use trialpool_language::Language;

/// How one language writes numbers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Notation {
    /// Before the decimals.
    pub(super) decimal: char,
    /// Between groups of three digits.
    pub(super) thousands: char,
    /// After a percentage, with the space before it.
    pub(super) percent: &'static str,
    /// Before a bound that is not reached: `<` of `<0.001`, with its space.
    pub(super) below: &'static str,
    /// Before a bound that is exceeded.
    pub(super) above: &'static str,
    /// Around the multiplication sign of scientific notation.
    pub(super) around_times: &'static str,
    /// Whether intervals bring brackets of their own.
    pub(super) bracketed: bool,
    /// Whether both bounds of an interval carry the percent sign.
    pub(super) repeats_percent: bool,
    /// For what has no value.
    pub(super) not_estimable: &'static str,
}

/// British and American journals: `1,234.5`, `46.5%`, `<0.001`.
const ENGLISH: Notation = Notation {
    decimal: '.',
    thousands: ',',
    percent: "%",
    below: "<",
    above: ">",
    around_times: "",
    bracketed: false,
    repeats_percent: false,
    not_estimable: "not estimable",
};

/// French typography: decimal comma, U+202F between thousands and before `%` and `;`. Intervals
/// as French methodologists print them, `[0,15 ; 0,50]`, since a dash beside decimal commas and
/// minus signs is hard to read.
const FRENCH: Notation = Notation {
    decimal: ',',
    thousands: '\u{202f}',
    percent: "\u{202f}%",
    below: "<\u{a0}",
    above: ">\u{a0}",
    around_times: "\u{202f}",
    bracketed: true,
    repeats_percent: true,
    not_estimable: "non estimable",
};

impl Notation {
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::French => &FRENCH,
        }
    }

    /// An interval; `dash` says whether its bounds are never negative, so that a dash is clear.
    pub(super) fn interval(&self, lower: &str, upper: &str, dash: bool) -> String {
        if self.bracketed {
            format!("[{lower}\u{202f};\u{a0}{upper}]")
        } else if dash && !lower.contains(' ') && !upper.contains(' ') {
            format!("{lower}–{upper}")
        } else {
            format!("{lower} to {upper}")
        }
    }

    /// An interval of percentages.
    pub(super) fn percent_interval(&self, lower: &str, upper: &str) -> String {
        let percent = self.percent;
        if self.repeats_percent {
            self.interval(
                &format!("{lower}{percent}"),
                &format!("{upper}{percent}"),
                true,
            )
        } else {
            format!("{}{percent}", self.interval(lower, upper, true))
        }
    }
}
