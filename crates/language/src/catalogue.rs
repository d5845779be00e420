use crate::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use std::fmt;
use unic_langid::LanguageIdentifier;

/// The messages of one language, by identifier.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// A message file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CatalogueError {
    /// The Fluent text has syntax errors; each is described.
    Syntax(Vec<String>),
    /// An identifier is defined twice; each clash is described.
    Duplicate(Vec<String>),
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, details) = match self {
            Self::Syntax(details) => ("syntax errors in a message catalogue", details),
            Self::Duplicate(details) => ("messages defined twice", details),
        };
        write!(formatter, "{what}: {}", details.join("; "))
    }
}

impl std::error::Error for CatalogueError {}

/// The values that fill the places of a message.
#[derive(Debug, Default)]
pub struct Arguments(FluentArgs<'static>);

impl Arguments {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds text, already formatted for the reader.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.set(name, FluentValue::from(value.into()));
        self
    }

    /// Adds a count, which also selects the plural form.
    #[must_use]
    pub fn count(mut self, name: &'static str, value: usize) -> Self {
        self.0.set(name, FluentValue::from(value));
        self
    }
}

impl Catalogue {
    /// Reads the Fluent text of one language.
    ///
    /// # Errors
    /// [`CatalogueError`] if the text has syntax errors or defines an identifier twice.
    pub fn new(language: Language, source: &str) -> Result<Self, CatalogueError> {
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            CatalogueError::Syntax(errors.iter().map(ToString::to_string).collect())
        })?;
        let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolation marks are for mixed-direction interfaces; in reports they are stray characters.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| {
            CatalogueError::Duplicate(errors.iter().map(ToString::to_string).collect())
        })?;
        Ok(Self { language, bundle })
    }

    /// The language of the messages.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether the catalogue has the message `id` (`name` or `name.attribute`).
    pub fn has(&self, id: &str) -> bool {
        self.pattern(id).is_some()
    }

    /// The message `id` (`name` or `name.attribute`), its places filled from `arguments`.
    ///
    /// A missing message gives `⟦id⟧`, so that it is seen; each crate tests that its
    /// catalogues have every identifier it uses.
    pub fn format(&self, id: &str, arguments: &Arguments) -> String {
        let Some(pattern) = self.pattern(id) else {
            return format!("⟦{id}⟧");
        };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&arguments.0), &mut errors)
            .into_owned()
    }

    /// The message `id` without places to fill.
    pub fn text(&self, id: &str) -> String {
        self.format(id, &Arguments::new())
    }

    fn pattern(&self, id: &str) -> Option<&Pattern<&str>> {
        match id.split_once('.') {
            None => self.bundle.get_message(id)?.value(),
            Some((name, attribute)) => Some(
                self.bundle
                    .get_message(name)?
                    .get_attribute(attribute)?
                    .value(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_plurals_are_filled() {
        let catalogue = Catalogue::new(
            Language::French,
            "trials = { $k ->\n    [one] { $k } essai\n   *[other] { $k } essais\n}\nhello = Bonjour { $name }\n    .title = Salut\n",
        )
        .unwrap();
        assert_eq!(
            catalogue.format("trials", &Arguments::new().count("k", 1)),
            "1 essai"
        );
        assert_eq!(
            catalogue.format("trials", &Arguments::new().count("k", 4)),
            "4 essais"
        );
        assert_eq!(
            catalogue.format("hello", &Arguments::new().text("name", "Ada")),
            "Bonjour Ada"
        );
        assert_eq!(catalogue.text("hello.title"), "Salut");
        assert_eq!(catalogue.text("nowhere"), "⟦nowhere⟧");
    }

    #[test]
    fn a_broken_catalogue_is_an_error() {
        assert!(Catalogue::new(Language::English, "= broken").is_err());
        assert!(Catalogue::new(Language::English, "a = 1\na = 2\n").is_err());
    }
}
