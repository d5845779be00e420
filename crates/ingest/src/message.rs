//! Sentences as identifier and arguments; the words are in `locales/{en,fr}.ftl`.

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
        let text = Argument::Text(value.into());
        self.arguments.push((name, text));
        self
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
                Argument::Text(text) => arguments.text(name, quoted(text)),
                Argument::Count(count) => arguments.count(name, *count),
                Argument::Message(message) => arguments.text(name, message.render(language)),
            };
        }
        catalogue(language).format(self.id, &arguments)
    }
}

/// Characters of a quoted value beyond which it is cut.
const LONGEST_VALUE: usize = 400;

/// A value as sentences quote it: what cannot be seen is shown, what is endless is cut.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_VALUE) {
        None => crate::visible::shown(text).into_owned(),
        Some((cut, _)) => format!("{}…", crate::visible::shown(&text[..cut])),
    }
}

/// The sentences of a language.
pub(crate) fn catalogue(language: Language) -> &'static Catalogue {
    static ENGLISH: OnceLock<Catalogue> = OnceLock::new();
    static FRENCH: OnceLock<Catalogue> = OnceLock::new();
    let (cell, source) = match language {
        Language::English => (&ENGLISH, include_str!("../locales/en.ftl")),
        Language::French => (&FRENCH, include_str!("../locales/fr.ftl")),
    };
    cell.get_or_init(|| {
        Catalogue::new(language, source)
            // The files are part of the program and a test reads them.
            .unwrap_or_else(|error| panic!("locales/{language}.ftl: {error}"))
    })
}
