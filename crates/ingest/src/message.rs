//! Sentences as identifier and arguments; the words are in `locales/{en,fr}/*.ftl`.

use std::borrow::Cow;
use std::sync::OnceLock;
use trialpool_language::{Arguments, Catalogue, Language};

/// One sentence, not yet in a language.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    id: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

/// What fills a place of a sentence.
#[derive(Debug, Clone, PartialEq)]
enum Argument {
    Text(String),
    Count(usize),
    Message(Message),
}

impl Message {
    /// The sentence `name` or `name.attribute` of the catalogues.
    pub const fn new(id: &'static str) -> Self {
        Self {
            id,
            arguments: Vec::new(),
        }
    }

    /// Fills a place with text, the same in every language.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let text = Argument::Text(cut(&value.into(), LONGEST_TEXT).into_owned());
        self.arguments.push((name, text));
        self
    }

    /// Fills a place with the text of a cell, which may be long: its beginning will do.
    #[must_use]
    pub fn quoting(self, name: &'static str, value: &str) -> Self {
        self.text(name, cut(value, LONGEST_QUOTATION))
    }

    /// Fills a place with a count, which also selects the plural form.
    #[must_use]
    pub fn count(mut self, name: &'static str, value: usize) -> Self {
        self.arguments.push((name, Argument::Count(value)));
        self
    }

    /// Fills a place with another sentence, in the same language.
    #[must_use]
    pub fn message(mut self, name: &'static str, value: Self) -> Self {
        self.arguments.push((name, Argument::Message(value)));
        self
    }

    /// The identifier in the catalogues.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The sentence in a language; characters that would disturb a terminal or turn the
    /// direction of writing are shown escaped.
    pub fn render(&self, language: Language) -> String {
        let mut arguments = Arguments::new();
        for (name, value) in &self.arguments {
            arguments = match value {
                Argument::Text(text) => arguments.text(name, crate::visible::shown(text)),
                Argument::Count(count) => arguments.count(name, *count),
                Argument::Message(message) => arguments.text(name, message.render(language)),
            };
        }
        catalogue(language).format(self.id, &arguments)
    }
}

/// Characters of a cell's text beyond which [`Message::quoting`] cuts it.
const LONGEST_QUOTATION: usize = 80;

/// Characters beyond which any text in a sentence is cut.
const LONGEST_TEXT: usize = 1000;

/// The first `length` characters of a text.
fn cut(text: &str, length: usize) -> Cow<'_, str> {
    match text.char_indices().nth(length) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// The text of a language's catalogue: one file a family of rules.
macro_rules! words {
    ($language:literal) => {
        concat!(
            include_str!(concat!("../locales/", $language, "/shared.ftl")),
            include_str!(concat!("../locales/", $language, "/output.ftl")),
            include_str!(concat!("../locales/", $language, "/file.ftl")),
            include_str!(concat!("../locales/", $language, "/header.ftl")),
            include_str!(concat!("../locales/", $language, "/result.ftl")),
            include_str!(concat!("../locales/", $language, "/trial.ftl")),
            include_str!(concat!("../locales/", $language, "/across.ftl")),
            include_str!(concat!("../locales/", $language, "/protocol.ftl")),
            include_str!(concat!("../locales/", $language, "/waivers.ftl")),
        )
    };
}

/// The sentences of a language.
pub(crate) fn catalogue(language: Language) -> &'static Catalogue {
    static ENGLISH: OnceLock<Catalogue> = OnceLock::new();
    static FRENCH: OnceLock<Catalogue> = OnceLock::new();
    let (cell, source) = match language {
        Language::English => (&ENGLISH, words!("en")),
        Language::French => (&FRENCH, words!("fr")),
    };
    cell.get_or_init(|| {
        Catalogue::new(language, source)
            // The files are part of the program and a test reads them.
            .unwrap_or_else(|error| panic!("locales/{language}: {error}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// The identifiers of a catalogue's text: messages, and attributes as `name.attribute`.
    fn identifiers(source: &str) -> BTreeSet<String> {
        let mut identifiers = BTreeSet::new();
        let mut message = "";
        for line in source.lines() {
            let Some((name, _)) = line.split_once('=') else {
                continue;
            };
            if let Some(attribute) = name.strip_prefix("    .") {
                identifiers.insert(format!("{message}.{}", attribute.trim()));
            } else if !line.starts_with([' ', '#']) {
                message = name.trim();
                identifiers.insert(message.to_owned());
            }
        }
        identifiers
    }

    /// The string literals of the sources that have the form of an identifier.
    fn used(directory: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                used(&path, found);
                continue;
            }
            // A quote as a character would pair with the wrong ones.
            let text = std::fs::read_to_string(&path).unwrap().replace("'\"'", "");
            let parts = text.split('"').skip(1).step_by(2);
            let starts = [
                "tp0",
                "domain-",
                "severity-",
                "label-",
                "output-",
                "summary-",
                "first-",
                "did-",
                "edit-",
            ];
            let names = parts.filter(|part| {
                let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
                part.chars().all(plain) && starts.iter().any(|start| part.starts_with(start))
            });
            found.extend(names.map(str::to_owned));
        }
    }

    #[test]
    fn the_catalogues_have_the_same_messages_and_every_one_is_used() {
        let english = identifiers(words!("en"));
        assert_eq!(english, identifiers(words!("fr")));
        for language in Language::ALL {
            for id in &english {
                assert!(catalogue(language).has(id), "{language}: {id}");
            }
        }
        // The rules on figures and on the protocol have crates of their own, beside this one.
        let mut literals = BTreeSet::new();
        for home in ["src", "../integrity/src", "../review/src"] {
            let home = Path::new(env!("CARGO_MANIFEST_DIR")).join(home);
            used(&home, &mut literals);
        }
        // `tp0301.title` is built from the code.
        for id in english.iter().filter(|id| !id.contains(".title")) {
            // Of some messages only the attributes are said.
            let attribute = format!("{id}.");
            let said = literals.iter().any(|used| used.starts_with(&attribute));
            assert!(literals.contains(id) || said, "unused: {id}");
        }
        for id in literals.iter().filter(|id| !id.starts_with("tp0301-")) {
            let known = english.contains(id) || crate::Code::parse(id).is_some();
            assert!(known, "not in the catalogues: {id}");
        }
    }

    #[test]
    fn hostile_text_comes_out_inert() {
        let message = Message::new("tp0502")
            .text("id", "a\u{202E}b\u{1B}[31m")
            .text("kind", "sources");
        let text = message.render(Language::English);
        assert!(text.contains("a\\u{202E}b\\u{1B}[31m"), "{text}");
    }
}
