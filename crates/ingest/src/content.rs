use crate::Reported;
use crate::column::Column;
use crate::column::Column as C;
use crate::vocabulary::{
    Benefit, Blinding, ConflictKind, ContrastMeasure, Design, OutcomeKind, POperator, Retained,
    SourceKind, VerificationState,
};

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// A number.
    Number,
    /// One word of a list.
    Word,
    /// An id, or several.
    Id,
    /// Text of one line: a label, a name, a place, an address.
    Line,
    /// Text of any length.
    Text,
}

/// The columns of numbers.
#[rustfmt::skip]
const NUMBERS: &[Column] = &[
    C::Weeks, C::Mid, C::Year, C::Participants,
    C::Estimate, C::CiLower, C::CiUpper, C::CiLevel, C::P,
    C::ReductionPercent, C::ReductionLower, C::ReductionUpper,
    C::N, C::Events, C::PersonTime, C::Rate, C::Percent,
    C::Mean, C::Sd, C::Se, C::Median, C::Q1, C::Q3, C::Min, C::Max,
];

/// The columns that take a word of a list.
#[rustfmt::skip]
const WORDS: &[Column] = &[
    C::Kind, C::Type, C::Benefit, C::Design, C::Blinding,
    C::Measure, C::POperator, C::Verification, C::Retained,
];

/// The columns of ids.
#[rustfmt::skip]
const IDS: &[Column] = &[
    C::Id, C::Variable, C::Population, C::Stratum, C::Members,
    C::Trial, C::Treatment, C::Arm, C::Comparator, C::Outcome,
    C::Timepoint, C::Subgroup, C::Source, C::SourceA, C::SourceB,
];

/// The columns of text that may have several lines.
#[rustfmt::skip]
const TEXTS: &[Column] = &[
    C::Citation, C::Note, C::StatementEn, C::StatementFr, C::TopicEn, C::TopicFr,
    C::ExplanationEn, C::ExplanationFr, C::ValueAEn, C::ValueAFr, C::ValueBEn, C::ValueBFr,
];

impl Content {
    /// What a column holds.
    pub(crate) fn of(column: Column) -> Self {
        let kinds = [
            (NUMBERS, Self::Number),
            (WORDS, Self::Word),
            (IDS, Self::Id),
            (TEXTS, Self::Text),
        ];
        let mut kinds = kinds.into_iter();
        let found = kinds.find(|(columns, _)| columns.contains(&column));
        found.map_or(Self::Line, |(_, content)| content)
    }

    /// Whether it is text of people, which may hold a comma.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Line | Self::Text)
    }
}

/// Whether a text could stand in a column; a blank cell always can.
pub(crate) fn fits(column: Column, text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    match Content::of(column) {
        Content::Number => Reported::parse(text).is_ok(),
        Content::Word => is_word(column, text),
        Content::Id => text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._+-; ".contains(&byte)
        }),
        Content::Line if column == Column::Doi => text.starts_with("10."),
        Content::Line if column == Column::Url => text.starts_with("http"),
        Content::Line | Content::Text => true,
    }
}

/// Whether a text is one of the words of a column.
fn is_word(column: Column, text: &str) -> bool {
    match column {
        Column::Kind => SourceKind::parse(text).is_some() || ConflictKind::parse(text).is_some(),
        Column::Type => OutcomeKind::parse(text).is_some(),
        Column::Benefit => Benefit::parse(text).is_some(),
        Column::Design => Design::parse(text).is_some(),
        Column::Blinding => Blinding::parse(text).is_some(),
        Column::Measure => ContrastMeasure::parse(text).is_some(),
        Column::POperator => POperator::parse(text).is_some(),
        Column::Verification => VerificationState::parse(text).is_some(),
        Column::Retained => Retained::parse(text).is_some(),
        _ => false,
    }
}
