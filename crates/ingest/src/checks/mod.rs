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

pub(crate) mod address_identifier;
pub(crate) mod bad_level;
pub(crate) mod blank_row;
pub(crate) mod column_twice_otherwise;
pub(crate) mod computed_digits;
pub(crate) mod control_character;
pub(crate) mod decimal_comma;
pub(crate) mod decorated_number;
pub(crate) mod doi;
pub(crate) mod doi_and_url;
pub(crate) mod duplicate_column;
pub(crate) mod duplicate_id;
pub(crate) mod empty_file;
pub(crate) mod error_cell;
pub(crate) mod estimate_outside_interval;
pub(crate) mod foreign_letter;
pub(crate) mod formula;
pub(crate) mod fraction_percent;
pub(crate) mod half_interval;
pub(crate) mod html_entity;
pub(crate) mod id_characters;
pub(crate) mod interval_without_level;
pub(crate) mod invisible_character;
pub(crate) mod letter_for_digit;
pub(crate) mod level_without_interval;
pub(crate) mod limits_swapped;
pub(crate) mod line_break;
pub(crate) mod line_endings;
pub(crate) mod lookalike_ids;
pub(crate) mod misplaced_identifier;
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
pub(crate) mod placeholder;
pub(crate) mod quantiles_out_of_order;
pub(crate) mod quoted_value;
pub(crate) mod ragged_row;
pub(crate) mod ratio_not_positive;
pub(crate) mod reduction_of_difference;
pub(crate) mod registration;
pub(crate) mod repeated_header;
pub(crate) mod repeated_result;
pub(crate) mod replacement_character;
pub(crate) mod rounded_count;
pub(crate) mod row_limit;
pub(crate) mod same_arm;
pub(crate) mod scientific_id;
pub(crate) mod separator_line;
pub(crate) mod several_numbers;
pub(crate) mod spreadsheet_date;
pub(crate) mod thousands_separator;
pub(crate) mod trailing_separator;
pub(crate) mod trailing_zero;
pub(crate) mod truncated_row;
pub(crate) mod truncated_text;
pub(crate) mod two_points;
pub(crate) mod typographic_quotes;
pub(crate) mod unclosed_quote;
pub(crate) mod unit_in_cell;
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
use crate::{ByteSpan, Diagnostic, FileId, Label, Reported, SourceFile, TableKind};

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
    fraction_percent::check,
    lookalike_ids::check,
    doi_and_url::check,
];

/// A rule on a cell that cannot be read as what its column holds.
pub(crate) type DamageRule = fn(&Cell<'_>) -> Option<Diagnostic>;

/// What may have happened to a cell of any kind, from the clearest case to the least clear.
const DAMAGE: &[DamageRule] = &[error_cell::check, formula::check, placeholder::check];

/// What may have happened to an id or a reference besides.
const DAMAGED_ID: &[DamageRule] = &[scientific_id::check, spreadsheet_date::check];

/// What a text may be that is no number in any habit of printing, in this order.
const NO_NUMBER: &[DamageRule] = &[
    placeholder::number,
    spreadsheet_date::check,
    several_numbers::check,
    two_points::check,
    letter_for_digit::check,
    unit_in_cell::check,
];

/// The first finding of several rules.
fn first(cell: &Cell<'_>, rules: &[DamageRule]) -> Option<Diagnostic> {
    rules.iter().find_map(|rule| rule(cell))
}

/// Reads a number and holds it against the domain of its column; none if it cannot be used.
pub(crate) fn number(
    cell: &Cell<'_>,
    column: Column,
    found: &mut Vec<Diagnostic>,
) -> Option<Reported> {
    let domain = Domain::of(column);
    let number = match Reported::parse(cell.text) {
        Ok(number) => number,
        Err(habit) => {
            found.push(unreadable(cell, habit));
            return None;
        }
    };
    let impossible = match domain {
        Domain::Any => None,
        Domain::Year => year::check(cell, number),
        Domain::Level => bad_level::check(cell, number),
        Domain::Count { .. } => {
            not_whole::check(cell, number).or_else(|| outside_domain::check(cell, number, domain))
        }
        _ => outside_domain::check(cell, number, domain),
    };
    if let Some(finding) = impossible {
        found.push(placeholder::code(cell, number.value()).unwrap_or(finding));
        return None;
    }
    let odd = match domain {
        Domain::Count { .. } => trailing_zero::check(cell).or_else(|| rounded_count::check(cell)),
        Domain::Year => trailing_zero::check(cell),
        _ => computed_digits::check(cell, number),
    };
    found.extend(odd);
    Some(if domain.is_exact() {
        number.exactly()
    } else {
        number
    })
}

/// The finding for an id of a row, an error if it cannot be used.
pub(crate) fn id(cell: &Cell<'_>) -> Option<Diagnostic> {
    let Some(finding) = id_characters::check(cell) else {
        return trailing_zero::check(cell);
    };
    let damage = first(cell, DAMAGE).or_else(|| first(cell, DAMAGED_ID));
    let damage = damage
        .or_else(|| quoted_value::check(cell, id_characters::is_id))
        .or_else(|| foreign_letter::check(cell, id_characters::is_id));
    Some(damage.unwrap_or(finding))
}

/// What has happened to a reference that leads nowhere as it stands; `leads` says whether
/// another text would lead somewhere.
pub(crate) fn damaged_reference(
    cell: &Cell<'_>,
    leads: impl Fn(&str) -> bool,
) -> Option<Diagnostic> {
    if trailing_zero::without(cell.text).is_some_and(&leads) {
        return trailing_zero::check(cell).map(|mut finding| {
            finding.severity = crate::Severity::Error;
            finding
        });
    }
    first(cell, DAMAGE)
        .or_else(|| first(cell, DAMAGED_ID))
        .or_else(|| quoted_value::check(cell, &leads))
        .or_else(|| foreign_letter::check(cell, leads))
}

/// What has happened to a cell that holds no word of its list; `known` says whether another text is.
pub(crate) fn damaged_word(cell: &Cell<'_>, known: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    first(cell, DAMAGE)
        .or_else(|| spreadsheet_date::check(cell))
        .or_else(|| quoted_value::check(cell, known))
}

/// The finding for a text, if anything is odd about it.
pub(crate) fn text(cell: &Cell<'_>, column: Column, kind: TableKind) -> Option<Diagnostic> {
    let sign = cell.text.as_bytes().first().copied().unwrap_or_default();
    let marked = match sign {
        b'#' => error_cell::check(cell),
        b'=' | b'+' | b'-' | b'@' => formula::in_text(cell),
        _ => None,
    };
    marked
        .or_else(|| placeholder::in_text(cell, column))
        .or_else(|| line_break::check(cell, column))
        .or_else(|| spreadsheet_date::in_text(cell, column, kind))
        .or_else(|| foreign_letter::in_text(cell))
        .or_else(|| {
            let address = matches!(column, Column::Url | Column::ReadAt);
            address.then(|| address_identifier::check(cell)).flatten()
        })
}

/// The findings for a cell of registration numbers.
pub(crate) fn registration(cell: &Cell<'_>, kind: TableKind) -> Vec<Diagnostic> {
    let odd = text(cell, Column::Registration, kind)
        .or_else(|| scientific_id::check(cell))
        .or_else(|| misplaced_identifier::in_registration(cell));
    odd.map_or_else(|| registration::check(cell), |finding| vec![finding])
}

/// The finding for a DOI.
pub(crate) fn doi(cell: &Cell<'_>, kind: TableKind) -> Option<Diagnostic> {
    text(cell, Column::Doi, kind)
        .or_else(|| misplaced_identifier::in_doi(cell))
        .or_else(|| doi::check(cell))
}

/// The finding for an address.
pub(crate) fn url(cell: &Cell<'_>, column: Column, kind: TableKind) -> Option<Diagnostic> {
    text(cell, column, kind).or_else(|| url::check(cell))
}

/// The finding for a text that is not a number as we read them.
pub(crate) fn unreadable(cell: &Cell<'_>, habit: NotANumber) -> Diagnostic {
    let marked = error_cell::check(cell)
        .or_else(|| formula::check(cell))
        .or_else(|| quoted_value::check(cell, |inner| Reported::parse(inner).is_ok()));
    if let Some(finding) = marked {
        return finding;
    }
    match habit {
        NotANumber::DecimalComma => decimal_comma::report(cell),
        NotANumber::ThousandsSeparator => thousands_separator::report(cell),
        NotANumber::Comparison | NotANumber::PercentSign | NotANumber::TypographicMinus => {
            decorated_number::report(cell, habit)
        }
        NotANumber::Other => first(cell, NO_NUMBER).unwrap_or_else(|| not_a_number::report(cell)),
    }
}
