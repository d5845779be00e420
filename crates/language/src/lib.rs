//! The languages trialpool speaks, text that exists in each of them, and the message
//! catalogues ([Project Fluent](https://projectfluent.org)) that hold every word it says.
//!
//! A crate that speaks keeps one `.ftl` file a language and builds a [`Catalogue`] from it;
//! no sentence stands in code.

mod catalogue;
mod localized;

pub use catalogue::{Arguments, Catalogue, CatalogueError};
pub use localized::Localized;

use serde::{Deserialize, Serialize};

/// A language of the reports and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, British spelling.
    #[serde(rename = "en")]
    English,
    /// French as written in France.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// Every language, in the order in which documents are listed.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The ISO 639-1 code, `en` or `fr`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The language of an ISO 639-1 code or a POSIX locale name (`fr`, `fr_FR.UTF-8`).
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['_', '-', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locale_names_give_their_language() {
        assert_eq!(Language::from_code("fr_FR.UTF-8"), Some(Language::French));
        assert_eq!(Language::from_code("EN"), Some(Language::English));
        assert_eq!(Language::from_code("de"), None);
        assert_eq!(Language::from_code(""), None);
    }
}
