//! The words of the report: one Fluent catalogue a language, and how registry text enters it.

mod typography;

use crate::number::Numbers;
use std::sync::OnceLock;
use trialpool_language::{Arguments, Catalogue, CatalogueError, Language, Localized};

const FRENCH: &str = concat!(
    include_str!("../locales/fr/report.ftl"),
    "\n",
    include_str!("../locales/fr/finding.ftl"),
    "\n",
    include_str!("../locales/fr/terms.ftl"),
    "\n",
    include_str!("../locales/fr/plot.ftl"),
    "\n",
    include_str!("../locales/fr/chart.ftl"),
    "\n",
    include_str!("../locales/fr/section.ftl"),
);
const ENGLISH: &str = concat!(
    include_str!("../locales/en/report.ftl"),
    "\n",
    include_str!("../locales/en/finding.ftl"),
    "\n",
    include_str!("../locales/en/terms.ftl"),
    "\n",
    include_str!("../locales/en/plot.ftl"),
    "\n",
    include_str!("../locales/en/chart.ftl"),
    "\n",
    include_str!("../locales/en/section.ftl"),
);

/// Speaks to the readers of one language.
pub(crate) struct Words {
    catalogue: Catalogue,
    numbers: Numbers,
}

impl Words {
    /// The words of `language`, read once.
    ///
    /// # Errors
    /// [`CatalogueError`] if the catalogue of this crate is broken.
    pub(crate) fn of(language: Language) -> Result<&'static Self, CatalogueError> {
        static WORDS: [OnceLock<Result<Words, CatalogueError>>; 2] =
            [OnceLock::new(), OnceLock::new()];
        let (slot, source) = match language {
            Language::French => (&WORDS[0], FRENCH),
            Language::English => (&WORDS[1], ENGLISH),
        };
        slot.get_or_init(|| {
            Ok(Self {
                catalogue: Catalogue::new(language, source)?,
                numbers: Numbers::new(language),
            })
        })
        .as_ref()
        .map_err(Clone::clone)
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.catalogue.language()
    }

    /// The formatter of numbers.
    pub(crate) fn numbers(&self) -> Numbers {
        self.numbers
    }

    /// The message `id`.
    pub(crate) fn text(&self, id: &str) -> String {
        self.catalogue.text(id)
    }

    /// The message `id`, its places filled.
    pub(crate) fn format(&self, id: &str, arguments: &Arguments) -> String {
        self.catalogue.format(id, arguments)
    }

    /// Whether there is a message `id`.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.catalogue.has(id)
    }

    /// The words for a code of the findings (`design-randomised`); a code without words stands
    /// for itself.
    pub(crate) fn code(&self, family: &str, code: &str) -> String {
        let id = format!("{family}-{}", code.replace('_', "-"));
        if self.catalogue.has(&id) {
            self.catalogue.text(&id)
        } else {
            code.to_owned()
        }
    }

    /// Text of the registry or the protocol, with the spaces and apostrophes of the language.
    pub(crate) fn localized(&self, text: &Localized) -> String {
        let text = text.get(self.language()).trim();
        match self.language() {
            Language::French => typography::french(text),
            Language::English => text.to_owned(),
        }
    }

    /// Several texts of the registry in one line, the empty ones left out.
    pub(crate) fn joined(&self, texts: &[&Localized], separator: &str) -> String {
        texts
            .iter()
            .map(|text| self.localized(text))
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(separator)
    }
}

/// `text` as the start of a sentence.
pub(crate) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests;
