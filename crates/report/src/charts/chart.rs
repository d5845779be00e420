//! A finished chart, and why there may be none.

use super::sheet::Size;
use crate::drawing::{self, Embedding, Head, Scene, text};
use std::fmt;
use trialpool_language::{CatalogueError, Language};

/// A chart, laid out for pages and for phones.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The language of its texts.
    pub language: Language,
    /// Its title, for screen readers and as the title of the file.
    pub title: String,
    /// The whole content in words, for those who cannot see it.
    pub description: String,
    /// Laid out for a page or a screen of a desk.
    pub wide: Scene,
    /// Laid out for a phone, 360 wide.
    pub compact: Scene,
}

impl Chart {
    /// A chart in both sizes.
    pub(super) fn new(
        language: Language,
        title: &str,
        description: String,
        scene: impl Fn(Size) -> Scene,
    ) -> Self {
        Self {
            language,
            title: text::label(title),
            description,
            wide: scene(Size::Wide),
            compact: scene(Size::Compact),
        }
    }

    /// The wide chart as a file of its own.
    pub fn file(&self) -> String {
        self.write(&self.wide, Embedding::File)
    }

    /// The wide and the compact chart for a page; each prefix must be unique in it.
    pub fn inline(&self, [wide, compact]: [&str; 2]) -> [String; 2] {
        [
            self.write(&self.wide, Embedding::Inline(wide)),
            self.write(&self.compact, Embedding::Inline(compact)),
        ]
    }

    fn write(&self, scene: &Scene, embedding: Embedding<'_>) -> String {
        let head = Head {
            language: self.language,
            title: &self.title,
            description: &self.description,
        };
        drawing::write(head, scene, embedding)
    }
}

/// A chart that cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChartError {
    /// The words of a language cannot be read.
    Words(CatalogueError),
    /// Nothing that the chart is to show is a number.
    Nothing,
}

impl fmt::Display for ChartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(error) => write!(formatter, "the words of a chart: {error}"),
            Self::Nothing => formatter.write_str("a chart without anything to show"),
        }
    }
}

impl std::error::Error for ChartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Words(error) => Some(error),
            Self::Nothing => None,
        }
    }
}

impl From<CatalogueError> for ChartError {
    fn from(error: CatalogueError) -> Self {
        Self::Words(error)
    }
}
