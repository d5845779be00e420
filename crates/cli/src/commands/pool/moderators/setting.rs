//! The settings of `--predict`: values of the moderators, every combination of them a setting.
//!
//! ```text
//! settings = name "=" value {"," value} {";" name "=" value {"," value}}
//! ```
//!
//! Names and values that hold one of `,;="` stand in double quotes or backquotes.

use crate::failure::Failure;
use trialpool_meta_analysis::meta_regression::Formula;

/// More settings than this are a slip of the keyboard.
const MOST: usize = 10_000;

/// One value for each column of a formula, in its order.
pub(crate) type Setting = Vec<String>;

/// Reads one `--predict`: every combination of the values, the last column running fastest.
pub(crate) fn parse(text: &str, formula: &Formula) -> Result<Vec<Setting>, Failure> {
    let columns = formula.columns();
    let mut given: Vec<Option<Vec<String>>> = vec![None; columns.len()];
    for part in split(text, ';') {
        let sides = split(part, '=');
        let [name, values] = sides[..] else {
            return Err(wrong(
                text,
                &format!("`{}` is no `column = value`", part.trim()),
            ));
        };
        let name = unquoted(name);
        let Some(place) = columns.iter().position(|column| *column == name) else {
            let known = quoted(columns.iter().copied());
            return Err(Failure::call(format!(
                "`--predict {text}`: `{name}` is no moderator of the model"
            ))
            .help(format!("the moderators are {known}")));
        };
        let values: Vec<String> = split(values, ',').into_iter().map(unquoted).collect();
        if values.iter().any(String::is_empty) {
            return Err(wrong(text, &format!("a value of `{name}` is empty")));
        }
        if given[place].replace(values).is_some() {
            return Err(wrong(text, &format!("`{name}` is given twice")));
        }
    }
    let missing = columns
        .iter()
        .zip(&given)
        .filter(|(_, values)| values.is_none());
    let missing = quoted(missing.map(|(name, _)| *name));
    if !missing.is_empty() {
        return Err(wrong(text, &format!("no value is given for {missing}")));
    }
    let given: Vec<Vec<String>> = given.into_iter().flatten().collect();
    if given
        .iter()
        .map(Vec::len)
        .try_fold(1_usize, usize::checked_mul)
        .is_none_or(|n| n > MOST)
    {
        return Err(wrong(
            text,
            &format!("that is more than {MOST} combinations"),
        ));
    }
    Ok(given.iter().fold(vec![Setting::new()], |settings, values| {
        let longer = settings.iter().flat_map(|setting| {
            values
                .iter()
                .map(|value| [&**setting, std::slice::from_ref(value)].concat())
        });
        longer.collect()
    }))
}

fn wrong(text: &str, why: &str) -> Failure {
    Failure::call(format!("`--predict {text}`: {why}")).help(
        "give every moderator a value or several: `--predict 'year = 1950, 1970; alloc = random'`",
    )
}

fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The parts between `separator`s outside of quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut open = None;
    for (place, character) in text.char_indices() {
        match open {
            Some(quote) if quote == character => open = None,
            None if matches!(character, '"' | '`') => open = Some(character),
            None if character == separator => {
                parts.push(&text[start..place]);
                start = place + separator.len_utf8();
            }
            Some(_) | None => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The text without blanks and quotes around it.
fn unquoted(text: &str) -> String {
    let text = text.trim();
    let inner = ['"', '`']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    inner.unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Option<Vec<Setting>> {
        let formula = Formula::parse("~ a * `b c`").ok()?;
        parse(text, &formula).ok()
    }

    #[test]
    fn every_combination_is_a_setting() {
        let expected = [["1", "x, y"], ["1", "z"], ["2.5", "x, y"], ["2.5", "z"]];
        let found = settings("`b c` = \"x, y\", z; a = 1,2.5").unwrap();
        assert_eq!(found, expected);
    }

    #[test]
    fn incomplete_settings_are_refused() {
        for text in [
            "",
            "a=1",
            "a=1; b c=",
            "a=1;a=2;b c=3",
            "a=1; b c=3; d=4",
            "a; b c=3",
        ] {
            assert_eq!(settings(text), None, "{text}");
        }
    }
}
