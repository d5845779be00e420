//! R calls, taken apart.

/// A function call: `rma(yi, vi, data = d, method = "REML")`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The function.
    pub function: String,
    /// Arguments in order, each with its name if it has one, as R code.
    pub arguments: Vec<(Option<String>, String)>,
}

impl Call {
    /// Takes a call apart; `None` if the text is no call.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let open = text.find('(')?;
        let inner = text[open + 1..].strip_suffix(')')?;
        let function = text[..open].trim().to_owned();
        let arguments = split(inner, ',')
            .into_iter()
            .filter(|argument| !argument.trim().is_empty())
            .map(argument)
            .collect();
        Some(Self {
            function,
            arguments,
        })
    }

    /// The argument of a name, as R code without quotes.
    pub fn named(&self, name: &str) -> Option<&str> {
        self.arguments
            .iter()
            .find(|(key, _)| key.as_deref() == Some(name))
            .map(|(_, value)| unquote(value))
    }

    /// The n-th argument without a name, from 0.
    pub fn positional(&self, n: usize) -> Option<&str> {
        self.arguments
            .iter()
            .filter(|(key, _)| key.is_none())
            .nth(n)
            .map(|(_, value)| value.as_str())
    }
}

fn unquote(text: &str) -> &str {
    text.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text)
}

fn argument(text: &str) -> (Option<String>, String) {
    match assignment(text) {
        Some(index) => (
            Some(text[..index].trim().to_owned()),
            text[index + 1..].trim().to_owned(),
        ),
        None => (None, text.trim().to_owned()),
    }
}

/// The position of the first `=` that names an argument: outside of parentheses and quotes, and
/// not part of a comparison.
fn assignment(text: &str) -> Option<usize> {
    let first = split(text, '=').first().map_or(0, |part| part.len());
    let bytes = text.as_bytes();
    let is_comparison = |index: usize| {
        bytes.get(index + 1) == Some(&b'=') || (index > 0 && b"=!<>".contains(&bytes[index - 1]))
    };
    (first < text.len() && !is_comparison(first)).then_some(first)
}

/// Splits at a separator outside of parentheses, brackets and quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut quoted, mut start) = (0, false, 0);
    let mut parts = Vec::new();
    for (index, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            _ if character == separator && depth == 0 && !quoted => {
                parts.push(&text[start..index]);
                start = index + separator.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_calls_apart() {
        let call = Call::parse(
            r#"rma(yi, vi, data = d[1:6, ], subset = (alloc == "random"), method = "EE")"#,
        )
        .unwrap();
        assert_eq!(call.function, "rma");
        assert_eq!(call.positional(1), Some("vi"));
        assert_eq!(call.named("method"), Some("EE"));
        assert_eq!(call.named("data"), Some("d[1:6, ]"));
        assert_eq!(call.named("subset"), Some(r#"(alloc == "random")"#));
        let unbracketed = Call::parse(r#"rma(yi, subset = group == "T")"#).unwrap();
        assert_eq!(unbracketed.named("subset"), Some(r#"group == "T""#));
    }
}
