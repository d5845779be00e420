//! The rows of each table kind; fields are named as the columns.

mod arm;
mod arm_result;
mod baseline;
mod conflict;
mod contrast;
mod fact;
mod outcome;
mod population;
mod source;
mod subgroup;
mod timepoint;
mod treatment;
mod trial;

pub use arm::Arm;
pub use arm_result::ArmResult;
pub use baseline::Baseline;
pub use conflict::Conflict;
pub use contrast::Contrast;
pub use fact::Fact;
pub use outcome::Outcome;
pub use population::Population;
pub use source::Source;
pub use subgroup::Subgroup;
pub use timepoint::Timepoint;
pub use treatment::Treatment;
pub use trial::Trial;

use crate::TableKind;
use crate::read::Cells;
use std::borrow::Cow;
use trialpool_language::{Language, Localized};

/// A row that is read from the cells of a record.
///
/// Where a cell cannot be used, the finding is reported, the record is marked as broken and the
/// row holds a stand-in: such rows are checked cell by cell but never enter the registry.
pub(crate) trait FromCells<'f> {
    const KIND: TableKind;
    fn from_cells(cells: &mut Cells<'_, 'f>) -> Self;
}

/// Text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bilingual<'f> {
    /// English; empty when not given.
    pub en: Cow<'f, str>,
    /// French; empty when not given.
    pub fr: Cow<'f, str>,
}

impl Bilingual<'_> {
    /// The text in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }

    /// The pair as owned text.
    pub fn localized(&self) -> Localized {
        Localized::new(&*self.en, &*self.fr)
    }

    /// Whether neither language is given.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.fr.is_empty()
    }
}
