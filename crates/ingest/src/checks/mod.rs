//! The rules: one rule, one file. Each file says what it checks, builds its finding and nothing
//! else; the words are in `locales/{en,fr}/*.ftl`, the explanation in
//! `explanations/{en,fr}/TPnnnn.md`.
//!
//! A rule sees what its scope offers:
//!
//! | scope | sees | listed in |
//! |---|---|---|
//! | file | bytes and header | [`FILE_RULES`], called by the reader |
//! | cell | one [`Cell`] | called by [`Cells`](crate::read::Cells) as it reads |
//! | result | one row, and the tables it refers to | [`CONTRAST_RULES`], [`ARM_RESULT_RULES`] and what each lacks |
//! | registry | everything | [`REGISTRY_RULES`] |
//!
//! Rules compare [`Reported::interval`]s, so that rounding never fires one, and read cells again
//! ([`Sink::cell`]) only when they have something to say.

pub(crate) mod bad_level;
pub(crate) mod blank_row;
pub(crate) mod column_twice_otherwise;
pub(crate) mod control_character;
pub(crate) mod decimal_comma;
pub(crate) mod decorated_number;
pub(crate) mod doi;
pub(crate) mod duplicate_column;
pub(crate) mod duplicate_id;
pub(crate) mod empty_file;
pub(crate) mod estimate_outside_interval;
pub(crate) mod half_interval;
pub(crate) mod html_entity;
pub(crate) mod id_characters;
pub(crate) mod interval_without_level;
pub(crate) mod invisible_character;
pub(crate) mod level_without_interval;
pub(crate) mod limits_swapped;
pub(crate) mod line_endings;
pub(crate) mod misread_encoding;
pub(crate) mod missing_column;
pub(crate) mod missing_value;
pub(crate) mod more_events_than_participants;
pub(crate) mod no_rows;
pub(crate) mod not_a_number;
pub(crate) mod not_utf8;
pub(crate) mod not_whole;
pub(crate) mod nothing_poolable;
pub(crate) mod one_language;
pub(crate) mod operator_without_p;
pub(crate) mod outside_domain;
pub(crate) mod own_member;
pub(crate) mod quantiles_out_of_order;
pub(crate) mod ragged_row;
pub(crate) mod ratio_not_positive;
pub(crate) mod reduction_of_difference;
pub(crate) mod repeated_header;
pub(crate) mod repeated_result;
pub(crate) mod replacement_character;
pub(crate) mod row_limit;
pub(crate) mod same_arm;
pub(crate) mod separator_line;
pub(crate) mod thousands_separator;
pub(crate) mod trailing_separator;
pub(crate) mod truncated_row;
pub(crate) mod truncated_text;
pub(crate) mod typographic_quotes;
pub(crate) mod unclosed_quote;
pub(crate) mod unknown_column;
pub(crate) mod unknown_reference;
pub(crate) mod unknown_word;
pub(crate) mod unnamed_arm;
pub(crate) mod unnamed_column;
pub(crate) mod unread_file;
pub(crate) mod unread_secondary;
pub(crate) mod url;
pub(crate) mod wrong_delimiter;
pub(crate) mod year;

use crate::column::Column;
use crate::domain::Domain;
use crate::number::NotANumber;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{ByteSpan, Diagnostic, FileId, Label, Reported, SourceFile};

/// A cell that a rule looks at; it is not blank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'c> {
    pub(crate) file: FileId,
    /// The column's name.
    pub(crate) column: &'c str,
    /// The text without blanks around it.
    pub(crate) text: &'c str,
    pub(crate) span: ByteSpan,
}

impl Cell<'_> {
    /// Its place.
    pub(crate) fn label(&self) -> Label {
        Label::new(self.file, self.span)
    }
}

/// A rule on the bytes of a file.
pub(crate) type FileRule = fn(FileId, &SourceFile, &mut Vec<Diagnostic>);

/// The rules on each table file, before it is read.
pub(crate) const FILE_RULES: &[FileRule] = &[
    not_utf8::check,
    control_character::check,
    invisible_character::check,
    line_endings::check,
    misread_encoding::check,
    replacement_character::check,
    html_entity::check,
];

/// A rule on one row of `contrasts` and what it refers to.
pub(crate) type ContrastRule = fn(&Contrast<'_>, &Registry<'_>, &mut Sink<'_>);

/// A rule on one row of `arm_results` and what it refers to.
pub(crate) type ArmResultRule = fn(&ArmResult<'_>, &Registry<'_>, &mut Sink<'_>);

/// The rules on each row of `contrasts`.
pub(crate) const CONTRAST_RULES: &[ContrastRule] = &[
    same_arm::check,
    ratio_not_positive::check,
    limits_swapped::contrast,
    estimate_outside_interval::contrast,
];

/// The rules on what a row of `contrasts` lacks: asked only where every filled cell could be
/// read, so that a mistyped figure is not also reported as absent.
pub(crate) const CONTRAST_ABSENCES: &[ContrastRule] = &[
    half_interval::contrast,
    interval_without_level::contrast,
    level_without_interval::contrast,
    operator_without_p::check,
    reduction_of_difference::check,
    nothing_poolable::contrast,
];

/// The rules on each row of `arm_results`.
pub(crate) const ARM_RESULT_RULES: &[ArmResultRule] = &[
    more_events_than_participants::check,
    quantiles_out_of_order::check,
    limits_swapped::arm_result,
    estimate_outside_interval::arm_result,
];

/// The rules on what a row of `arm_results` lacks: see [`CONTRAST_ABSENCES`].
pub(crate) const ARM_RESULT_ABSENCES: &[ArmResultRule] = &[
    half_interval::arm_result,
    interval_without_level::arm_result,
    level_without_interval::arm_result,
    nothing_poolable::arm_result,
];

/// A rule on the registry as a whole.
pub(crate) type RegistryRule = fn(&Registry<'_>, &mut Sink<'_>);

/// The rules on the registry as a whole.
pub(crate) const REGISTRY_RULES: &[RegistryRule] = &[
    unread_secondary::check,
    repeated_result::contrasts,
    repeated_result::arm_results,
];

/// Reads a number and holds it against the domain of its column.
pub(crate) fn number(cell: &Cell<'_>, column: Column) -> Result<Reported, Box<Diagnostic>> {
    let domain = Domain::of(column);
    let number = Reported::parse(cell.text).map_err(|habit| Box::new(unreadable(cell, habit)))?;
    let finding = match domain {
        Domain::Any => None,
        Domain::Year => year::check(cell, number),
        Domain::Level => bad_level::check(cell, number),
        Domain::Count { .. } => {
            not_whole::check(cell, number).or_else(|| outside_domain::check(cell, number, domain))
        }
        _ => outside_domain::check(cell, number, domain),
    };
    match finding {
        Some(diagnostic) => Err(Box::new(diagnostic)),
        None if domain.is_exact() => Ok(number.exactly()),
        None => Ok(number),
    }
}

/// The finding for a text that is not a number as we read them.
pub(crate) fn unreadable(cell: &Cell<'_>, habit: NotANumber) -> Diagnostic {
    match habit {
        NotANumber::DecimalComma => decimal_comma::report(cell),
        NotANumber::ThousandsSeparator => thousands_separator::report(cell),
        NotANumber::Comparison | NotANumber::PercentSign | NotANumber::TypographicMinus => {
            decorated_number::report(cell, habit)
        }
        NotANumber::Other => not_a_number::report(cell),
    }
}
