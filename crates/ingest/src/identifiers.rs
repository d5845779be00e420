//! The forms of identifiers of trials and authors, as their registries describe them.

/// A registry of trials: how its numbers look.
struct Registry {
    name: &'static str,
    /// The letters that its numbers start with.
    prefix: &'static str,
    /// What one looks like.
    example: &'static str,
    /// Forms: `9` is a digit, `*` one or more, `A` a capital, `a` a small letter, others themselves.
    forms: &'static [&'static str],
    /// Whether leading zeros are part of the number, and so easily lost.
    padded: bool,
}

/// The primary registries of the WHO network and ClinicalTrials.gov whose numbers start with
/// letters. Numbers of other registries are not judged.
const REGISTRIES: &[Registry] = &[
    registry(
        "ClinicalTrials.gov",
        "NCT",
        "NCT02425644",
        &["NCT99999999"],
        true,
    ),
    registry(
        "ISRCTN",
        "ISRCTN",
        "ISRCTN12345678",
        &["ISRCTN99999999"],
        true,
    ),
    registry(
        "UMIN-CTR",
        "UMIN",
        "UMIN000013453",
        &["UMIN999999999"],
        true,
    ),
    registry(
        "ANZCTR",
        "ACTRN",
        "ACTRN12605000026628",
        &["ACTRN99999999999999"],
        false,
    ),
    registry("DRKS", "DRKS", "DRKS00000011", &["DRKS99999999"], true),
    registry(
        "ChiCTR",
        "ChiCTR",
        "ChiCTR1800012345",
        &[
            "ChiCTR9999999999",
            "ChiCTR-AA-99999999",
            "ChiCTR-AAA-99999999",
            "ChiCTR-AAAA-99999999",
            "ChiCTR-AAAAA-99999999",
            "ChiCTR-AAAAAA-99999999",
        ],
        false,
    ),
    registry(
        "jRCT",
        "jRCT",
        "jRCT2031200001",
        &["jRCT9999999999", "jRCTa999999999"],
        false,
    ),
    registry(
        "CTRI",
        "CTRI/",
        "CTRI/2019/01/016984",
        &["CTRI/9999/99/999999", "CTRI/9999/999/999999"],
        false,
    ),
    registry(
        "PACTR",
        "PACTR",
        "PACTR201504001062335",
        &["PACTR999999999999999", "PACTR9999999999999999"],
        false,
    ),
    registry("IRCT", "IRCT", "IRCT20080901001165N26", &["IRCT*N*"], false),
    registry("CRIS", "KCT", "KCT0001234", &["KCT9999999"], true),
    registry(
        "TCTR",
        "TCTR",
        "TCTR20140101001",
        &["TCTR99999999999"],
        false,
    ),
    registry("RPCEC", "RPCEC", "RPCEC00000001", &["RPCEC99999999"], true),
    registry(
        "LBCTR",
        "LBCTR",
        "LBCTR2019012345",
        &["LBCTR9999999999"],
        false,
    ),
    registry(
        "JapicCTI",
        "JapicCTI-",
        "JapicCTI-152986",
        &["JapicCTI-999999"],
        true,
    ),
    registry("NTR", "NTR", "NTR1234", &["NTR*"], false),
];

const fn registry(
    name: &'static str,
    prefix: &'static str,
    example: &'static str,
    forms: &'static [&'static str],
    padded: bool,
) -> Registry {
    Registry {
        name,
        prefix,
        example,
        forms,
        padded,
    }
}

/// What a registration number is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Registration {
    /// A number as its registry gives it.
    Right,
    /// Nothing that is recognised.
    Unknown,
    /// A number of this registry that none has, what its numbers look like, and one near it.
    Malformed {
        registry: &'static str,
        example: &'static str,
        mend: Option<String>,
    },
}

/// Recognises the registry by the letters or the groups of digits, and compares the form.
pub(crate) fn registration(number: &str) -> Registration {
    let number = without_label(number);
    european(number)
        .or_else(|| {
            REGISTRIES
                .iter()
                .find_map(|registry| registry.judge(number))
        })
        .unwrap_or(Registration::Unknown)
}

/// For a number that has lost its letters: what it may have been.
pub(crate) fn bare_number(number: &str) -> Option<String> {
    let number = number.strip_suffix(".0").unwrap_or(number);
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match number.len() {
        7 => Some(format!("`NCT0{number}`")),
        8 => Some(format!("`NCT{number}`, `ISRCTN{number}`, `DRKS{number}`")),
        14 => Some(format!("`ACTRN{number}`")),
        _ => None,
    }
}

/// A number without the name of its register before it: `EudraCT 2006-003696-12`.
fn without_label(number: &str) -> &str {
    const LABELS: [&str; 7] = [
        "EudraCT", "EUCTR", "EU CTR", "EU CT", "EUCT", "CTIS", "JPRN-",
    ];
    for label in LABELS {
        let head = number.get(..label.len()).unwrap_or_default();
        if head.eq_ignore_ascii_case(label) {
            let rest = number[label.len()..].trim_start_matches([' ', ':', '-', '\u{A0}']);
            let word = ["number", "No.", "No", "n°"].into_iter();
            let rest = word.fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
            return rest.trim_start_matches([' ', ':', '\u{A0}']);
        }
    }
    number
}

/// EudraCT (`2006-003696-12`, perhaps with a country) and the EU's CTIS (`2022-501234-12-00`). How
/// their check digits are made is not published, so that the form alone is judged.
fn european(number: &str) -> Option<Registration> {
    const EUDRACT: &str = "2006-003696-12";
    const CTIS: &str = "2022-501234-12-00";
    let digits = number
        .replace(['–', '—', '‑', '−'], "-")
        .replace(['O', 'o'], "0");
    let groups: Vec<&str> = digits.split('-').map(str::trim).collect();
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let [year, serial, rest @ ..] = groups.as_slice() else {
        return None;
    };
    let starts = all_digits(year) && year.len() == 4 && year.starts_with("20");
    if !starts || !all_digits(serial) || !(4..=7).contains(&serial.len()) {
        return None;
    }
    let new = serial.starts_with('5') && serial.len() == 6;
    let country = |text: &str| {
        matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let two = |text: &str| all_digits(text) && text.len() == 2;
    let fits = match rest {
        [check] => !new && serial.len() == 6 && two(check),
        [check, last] if new => two(check) && two(last),
        [check, last] => serial.len() == 6 && two(check) && country(last),
        _ => false,
    };
    if fits && digits == number {
        return Some(Registration::Right);
    }
    let mend = match rest {
        _ if fits => Some(groups.join("-")),
        [check] if !new && serial.len() < 6 && two(check) => {
            Some(format!("{year}-{serial:0>6}-{check}"))
        }
        _ => None,
    };
    Some(Registration::Malformed {
        registry: if new { "CTIS" } else { "EudraCT" },
        example: if new { CTIS } else { EUDRACT },
        mend,
    })
}

impl Registry {
    /// What a number is if it starts with the registry's letters, in capitals or not.
    fn judge(&self, number: &str) -> Option<Registration> {
        let head = number.get(..self.prefix.len())?;
        let body = &number[self.prefix.len()..];
        // A word that merely starts so is no number.
        let counted = body.bytes().filter(u8::is_ascii_digit).count();
        if !head.eq_ignore_ascii_case(self.prefix) || counted == 0 {
            return None;
        }
        if self.forms.iter().any(|form| matches(form, number)) {
            return Some(Registration::Right);
        }
        Some(Registration::Malformed {
            registry: self.name,
            example: self.example,
            mend: self.mend(body),
        })
    }

    /// A number of the right form: letters that look like digits read as these, blanks and hyphens
    /// dropped, lost zeros put back.
    fn mend(&self, body: &str) -> Option<String> {
        let form = self.forms[0];
        let wanted = form.len() - self.prefix.len();
        let mut digits = body.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
        digits.retain(|c| !matches!(c, ' ' | '-' | ':' | '_' | '.' | '#' | '\u{A0}'));
        if self.padded && (4..wanted).contains(&digits.len()) {
            digits = format!("{digits:0>wanted$}");
        }
        let mended = format!("{}{digits}", self.prefix);
        self.forms
            .iter()
            .any(|form| matches(form, &mended))
            .then_some(mended)
    }
}

/// Whether a text has a form: see [`Registry::forms`].
fn matches(form: &str, text: &str) -> bool {
    let mut rest = text.as_bytes();
    for expected in form.bytes() {
        let taken = match expected {
            b'*' => rest.iter().take_while(|byte| byte.is_ascii_digit()).count(),
            b'9' => usize::from(rest.first().is_some_and(u8::is_ascii_digit)),
            b'A' => usize::from(rest.first().is_some_and(u8::is_ascii_uppercase)),
            b'a' => usize::from(rest.first().is_some_and(u8::is_ascii_lowercase)),
            other => usize::from(rest.first() == Some(&other)),
        };
        if taken == 0 {
            return false;
        }
        rest = &rest[taken..];
    }
    rest.is_empty()
}

/// The check character that the first fifteen digits of an ORCID iD ask for, by ISO 7064 MOD 11-2;
/// none if the text has not the form `0000-0002-1825-0097`.
///
/// ```text
/// total = 0;  for each digit d: total = (total + d) * 2;  check = (12 - total mod 11) mod 11, 10 as X
/// ```
///
/// Source: ORCID, "Structure of the ORCID Identifier".
pub(crate) fn orcid_check(text: &str) -> Option<char> {
    let groups: Vec<&str> = text.split('-').collect();
    let four = groups.len() == 4 && groups.iter().all(|group| group.len() == 4);
    let (digits, last) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !four || !plain || !last.starts_with(|c: char| c.is_ascii_digit() || c == 'X') {
        return None;
    }
    let digits = digits.bytes().filter(u8::is_ascii_digit);
    let total = digits.fold(0, |total, digit| (total + u32::from(digit - b'0')) * 2 % 11);
    let check = (12 - total) % 11;
    Some(char::from_digit(check, 10).unwrap_or('X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_registries_are_right() {
        for number in [
            "NCT02425644",
            "ISRCTN12345678",
            "UMIN000013453",
            "JPRN-UMIN000013453",
            "ACTRN12605000026628",
            "DRKS00000011",
            "ChiCTR1800012345",
            "ChiCTR-TRC-08000001",
            "ChiCTR-IOR-17010001",
            "ChiCTR2000029308",
            "jRCT2031200001",
            "jRCTs031180001",
            "CTRI/2008/091/000001",
            "CTRI/2019/01/016984",
            "PACTR201504001062335",
            "PACTR2010020001429343",
            "IRCT201012255458N3",
            "IRCT20080901001165N26",
            "KCT0001234",
            "TCTR20140101001",
            "RPCEC00000001",
            "JapicCTI-152986",
            "NTR1234",
            "2006-003696-12",
            "EudraCT 2006-003696-12",
            "EudraCT: 2006-003696-12",
            "EUCTR2006-003696-12-GB",
            "2022-501234-12-00",
        ] {
            assert_eq!(registration(number), Registration::Right, "{number}");
        }
        for number in [
            "NL8254",
            "RBR-6nq9yp",
            "BN29739",
            "WA21092",
            "CDP323",
            "AC-058B301",
            "M/1-2",
            "NCTX",
            "2020-12",
            "",
            "é",
        ] {
            assert_eq!(registration(number), Registration::Unknown, "{number}");
        }
    }

    #[test]
    fn malformed_numbers_are_mended_where_one_mend_is_near() {
        for (number, expected) in [
            ("NCTO1892345", Some("NCT01892345")),
            ("NCT1892345", Some("NCT01892345")),
            ("nct01892345", Some("NCT01892345")),
            ("NCT 0189 2345", Some("NCT01892345")),
            ("NCT-01892345", Some("NCT01892345")),
            ("NCT018923456", None),
            ("UMIN13453", Some("UMIN000013453")),
            ("ACTRN1260500002662", None),
            ("2006-3696-12", Some("2006-003696-12")),
            ("2006–003696–12", Some("2006-003696-12")),
            ("2022-501234-12", None),
            ("2006-003696", None),
        ] {
            let Registration::Malformed { mend, .. } = registration(number) else {
                panic!("{number}");
            };
            assert_eq!(mend.as_deref(), expected, "{number}");
        }
    }

    #[test]
    fn orcid_check_characters() {
        // The examples of ORCID's own description.
        assert_eq!(orcid_check("0000-0002-1825-0097"), Some('7'));
        assert_eq!(orcid_check("0000-0001-5109-3700"), Some('0'));
        assert_eq!(orcid_check("0000-0002-1694-233X"), Some('X'));
        assert_eq!(orcid_check("0000-0002-1694-233"), None);
        assert_eq!(orcid_check("0000000216942330"), None);
        assert_eq!(orcid_check(""), None);
    }
}
