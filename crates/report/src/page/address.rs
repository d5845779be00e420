//! Which addresses a report may link to.

/// `text` as an address to link to: `http` or `https` with a host, printable ASCII only.
/// Anything else is shown as text, never as a link.
pub(crate) fn web(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        text.get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .map(|_| &text[scheme.len()..])
    })?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
    (plain && !host.is_empty() && !host.contains('@')).then_some(text)
}

/// The resolver's address of a DOI (`10.1056/NEJMoa1900866`), if it is one.
pub(crate) fn doi(text: &str) -> Option<String> {
    let text = text.trim();
    let (registrant, suffix) = text.strip_prefix("10.")?.split_once('/')?;
    let number = registrant.len() >= 4
        && registrant
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !number || suffix.is_empty() || !suffix.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut address = format!("https://doi.org/10.{registrant}/");
    for byte in suffix.bytes() {
        // Old DOIs hold `<`, `>`, `;` and parentheses; what an address cannot hold is encoded.
        if byte.is_ascii_alphanumeric() || b"-._~/:;()".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for digit in [byte >> 4, byte & 15] {
                address.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(web(" https://a.org/x?y=1 "), Some("https://a.org/x?y=1"));
        for hostile in [
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://user@a.org",
            "https://a.org/\"onclick=x",
            "https://a.org/\u{202e}",
            "//a.org",
            "",
        ] {
            assert_eq!(web(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn dois_lead_to_the_resolver() {
        assert_eq!(
            doi("10.1016/S1474-4422(20)30078-8").as_deref(),
            Some("https://doi.org/10.1016/S1474-4422(20)30078-8")
        );
        assert_eq!(
            doi("10.1002/1<2>x").as_deref(),
            Some("https://doi.org/10.1002/1%3C2%3Ex")
        );
        for wrong in ["11.1/x", "10.1056", "10.1056/", "10.x/y", "10.1056/a b"] {
            assert_eq!(doi(wrong), None, "{wrong}");
        }
    }
}
