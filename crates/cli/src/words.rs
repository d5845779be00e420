//! The sentences of the commands; the words are in `locales/{en,fr}.ftl`.

use trialpool_language::{Arguments, Catalogue, Language};

/// The sentences of a language.
pub(crate) fn words(language: Language) -> Catalogue {
    let source = match language {
        Language::English => include_str!("../locales/en.ftl"),
        Language::French => include_str!("../locales/fr.ftl"),
    };
    Catalogue::new(language, source)
        // The files are part of the program and a test reads them.
        .unwrap_or_else(|error| panic!("locales/{language}.ftl: {error}"))
}

/// No values.
pub(crate) fn with() -> Arguments {
    Arguments::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The identifiers of a catalogue, in order.
    fn identifiers(source: &str) -> Vec<&str> {
        let mut names: Vec<&str> = source
            .lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(name, _)| name)
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let english = identifiers(include_str!("../locales/en.ftl"));
        assert_eq!(english, identifiers(include_str!("../locales/fr.ftl")));
        for language in Language::ALL {
            let catalogue = words(language);
            assert!(english.iter().all(|name| catalogue.has(name)));
        }
    }
}
