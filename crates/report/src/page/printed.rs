//! Reported figures as a reader of the language writes them, with the digits they were printed with.

use super::context::Context;
use crate::number::Numbers;
use std::collections::BTreeMap;
use trialpool_language::Arguments;
use trialpool_review::findings::Cell;

/// The figures of a result row in one line: `HR 0.27 (95% CI 0.15–0.50), p < 0.001`,
/// `3/96, mean 1.2 (SD 0.4)`. Columns that are not figures are left out.
pub(crate) fn figures(context: &Context<'_>, cells: &[Cell]) -> String {
    let row = Row {
        context,
        cells: cells
            .iter()
            .map(|cell| (cell.column.as_str(), cell.value.as_str()))
            .collect(),
    };
    let mut parts = Vec::new();
    parts.extend(row.estimate());
    parts.extend(row.counts());
    for (column, message) in [
        ("person_time", "printed-person-time"),
        ("rate", "printed-rate"),
        ("percent", "printed-percent"),
    ] {
        parts.extend(row.one(column, message));
    }
    parts.extend(row.mean());
    parts.extend(row.pair(
        "median",
        ["q1", "q3"],
        "printed-median",
        "printed-median-quartiles",
    ));
    parts.extend(row.range());
    if !row.cells.contains_key("estimate") {
        parts.extend(row.interval());
    }
    parts.extend(row.reduction());
    parts.extend(row.p());
    parts.join(&context.text("list-separator"))
}

/// A number as printed, in the marks of the language; what is no plain number stays as it is.
pub(crate) fn number(numbers: Numbers, printed: &str) -> String {
    let digits = printed.trim();
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // Fifteen digits survive the way through binary.
    if whole.is_empty() || !plain(whole) || !plain(decimals) || whole.len() + decimals.len() > 15 {
        return digits.to_owned();
    }
    digits.parse().map_or_else(
        |_| digits.to_owned(),
        |value| numbers.fixed(value, decimals.len()),
    )
}

struct Row<'a> {
    context: &'a Context<'a>,
    cells: BTreeMap<&'a str, &'a str>,
}

impl Row<'_> {
    fn number(&self, column: &str) -> Option<String> {
        let printed = self.cells.get(column).filter(|value| !value.is_empty())?;
        Some(number(self.context.numbers(), printed))
    }

    fn say(&self, id: &str, arguments: &Arguments) -> String {
        self.context.words.format(id, arguments)
    }

    fn one(&self, column: &str, message: &str) -> Option<String> {
        let value = self.number(column)?;
        Some(self.say(message, &Arguments::new().text("value", value)))
    }

    fn pair(
        &self,
        column: &str,
        bounds: [&str; 2],
        alone: &str,
        with_bounds: &str,
    ) -> Option<String> {
        let arguments = Arguments::new().text("value", self.number(column)?);
        Some(match bounds.map(|bound| self.number(bound)) {
            [Some(lower), Some(upper)] => self.say(
                with_bounds,
                &arguments.text("lower", lower).text("upper", upper),
            ),
            _ => self.say(alone, &arguments),
        })
    }

    fn estimate(&self) -> Option<String> {
        let measure = self
            .cells
            .get("measure")
            .map_or_else(String::new, |measure| {
                self.context.words.code("measure-short", measure)
            });
        let value = self.number("estimate")?;
        let arguments = Arguments::new()
            .text("measure", measure)
            .text("value", value);
        Some(match self.interval() {
            Some(interval) => self.say(
                "printed-estimate-interval",
                &arguments.text("interval", interval),
            ),
            None => self.say("printed-estimate", &arguments),
        })
    }

    fn interval(&self) -> Option<String> {
        let (lower, upper) = (self.number("ci_lower")?, self.number("ci_upper")?);
        let level = self.number("ci_level").unwrap_or_else(|| "95".to_owned());
        Some(
            self.say(
                "printed-interval",
                &Arguments::new()
                    .text("level", level)
                    .text("lower", lower)
                    .text("upper", upper),
            ),
        )
    }

    fn counts(&self) -> Option<String> {
        match (self.number("events"), self.number("n")) {
            (Some(events), Some(total)) => Some(self.say(
                "count-of-total",
                &Arguments::new().text("events", events).text("total", total),
            )),
            (Some(events), None) => {
                Some(self.say("printed-events", &Arguments::new().text("value", events)))
            }
            (None, Some(total)) => {
                Some(self.say("printed-n", &Arguments::new().text("value", total)))
            }
            (None, None) => None,
        }
    }

    fn mean(&self) -> Option<String> {
        let arguments = Arguments::new().text("value", self.number("mean")?);
        Some(match (self.number("sd"), self.number("se")) {
            (Some(sd), _) => self.say("printed-mean-sd", &arguments.text("sd", sd)),
            (None, Some(se)) => self.say("printed-mean-se", &arguments.text("se", se)),
            (None, None) => self.say("printed-mean", &arguments),
        })
    }

    fn range(&self) -> Option<String> {
        let (lower, upper) = (self.number("min")?, self.number("max")?);
        Some(self.say(
            "printed-range",
            &Arguments::new().text("lower", lower).text("upper", upper),
        ))
    }

    fn reduction(&self) -> Option<String> {
        self.pair(
            "reduction_percent",
            ["reduction_lower", "reduction_upper"],
            "printed-reduction",
            "printed-reduction-interval",
        )
    }

    fn p(&self) -> Option<String> {
        let value = self.number("p")?;
        let operator = self.cells.get("p_operator").copied().unwrap_or("=");
        let operator = if matches!(operator, "<" | ">" | "=" | "≤" | "≥") {
            operator
        } else {
            "="
        };
        Some(
            self.say(
                "printed-p",
                &Arguments::new()
                    .text("operator", operator)
                    .text("value", value),
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trialpool_language::Language;

    #[test]
    fn printed_digits_are_kept() {
        let french = Numbers::new(Language::French);
        assert_eq!(number(french, "0.060"), "0,060");
        assert_eq!(number(french, "-1.5"), "\u{2212}1,5");
        assert_eq!(number(french, "47429"), "47\u{202f}429");
        for text in ["1e-4", "", "2019-09", "1.2.3", ".5", "<0.1"] {
            assert_eq!(number(french, text), text);
        }
    }
}
