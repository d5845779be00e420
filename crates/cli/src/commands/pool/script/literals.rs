//! Values as R writes them.

use super::super::layout::Layout;
use crate::options::PoolOptions;
use crate::terminal;

/// `ai = ai, n1i = n1i, ...`
pub(super) fn columns(layout: &Layout) -> String {
    let names = layout.columns.iter();
    let named: Vec<String> = names.map(|(name, _)| format!("{name} = {name}")).collect();
    named.join(", ")
}

pub(super) fn percent(options: &PoolOptions) -> f64 {
    // 0.95 * 100 has a rounding error.
    let percent = 100.0 * options.pooling.level.value();
    (percent * 1e9).round() / 1e9
}

pub(super) fn numbers(values: impl Iterator<Item = f64>) -> String {
    vector(&values.map(number).collect::<Vec<_>>())
}

/// The shortest digits that read back as the same number.
pub(super) fn number(value: f64) -> String {
    format!("{value:?}")
}

pub(super) fn texts<'a>(values: impl Iterator<Item = &'a Option<String>>) -> String {
    let texts = values.map(|text| text.as_deref().map_or_else(|| "NA".to_owned(), quoted));
    vector(&texts.collect::<Vec<_>>())
}

pub(super) fn vector<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    format!("c({})", items.join(", "))
}

/// A string of R that is that text and nothing else.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in terminal::visible(text).chars() {
        if matches!(character, '"' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        assert_eq!(quoted("a\"); q(\\"), "\"a\\\"); q(\\\\\"");
        assert_eq!(quoted("a\nb"), "\"a<U+000A>b\"");
    }
}
