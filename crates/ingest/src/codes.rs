//! The rules' codes. 01 file and encoding, 02 header and rows, 03 one cell or one result,
//! 04 one trial, 05 across trials, 06 the protocol.

use crate::Message;
use crate::message::catalogue;
use std::fmt;
use trialpool_language::Language;

/// The stable code of a rule, `TP0301`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(&'static str);

/// Declares each code with its explanations, which must exist in every language.
macro_rules! codes {
    ($($code:ident)+) => {
        impl Code {
            $(
                #[doc = concat!("The rule explained in `explanations/en/", stringify!($code), ".md`.")]
                pub const $code: Self = Self(stringify!($code));
            )+

            /// Every code, in order.
            pub const fn all() -> &'static [Self] {
                &[$(Self::$code,)+]
            }

            /// The explanation as Markdown: what is checked, why it matters, an example, how to fix.
            pub fn explanation(self, language: Language) -> &'static str {
                match (self.0, language) {
                    $(
                        (stringify!($code), Language::English) =>
                            include_str!(concat!("../explanations/en/", stringify!($code), ".md")),
                        (stringify!($code), Language::French) =>
                            include_str!(concat!("../explanations/fr/", stringify!($code), ".md")),
                    )+
                    // Codes are made by this macro alone.
                    _ => "",
                }
            }
        }
    };
}

codes! {
    TP0101 TP0102 TP0103 TP0104 TP0105 TP0106 TP0107 TP0108 TP0109 TP0110 TP0111 TP0112 TP0113
    TP0114 TP0115 TP0116 TP0117 TP0118 TP0119 TP0120 TP0121 TP0122 TP0123
    TP0201 TP0202 TP0203 TP0204 TP0205 TP0206 TP0207 TP0208 TP0209 TP0210 TP0211
    TP0301 TP0302 TP0303 TP0304 TP0305 TP0306 TP0307 TP0308 TP0309 TP0310 TP0311 TP0312 TP0313
    TP0314 TP0315 TP0316 TP0317 TP0318 TP0319
    TP0320 TP0321 TP0322 TP0323 TP0324 TP0325 TP0326 TP0327 TP0328 TP0329 TP0330
    TP0331 TP0332 TP0333 TP0334 TP0335 TP0336 TP0337 TP0338 TP0339
    TP0340 TP0341 TP0342 TP0343 TP0344 TP0345 TP0346 TP0347 TP0348 TP0349 TP0350 TP0351 TP0352
    TP0353 TP0354
    TP0360 TP0361 TP0362 TP0363 TP0364 TP0365 TP0366 TP0367 TP0368 TP0369
    TP0370 TP0371 TP0372 TP0373 TP0374 TP0375 TP0376 TP0377 TP0378 TP0379 TP0380 TP0381 TP0382
    TP0383 TP0384 TP0385 TP0386 TP0387 TP0388 TP0389 TP0390 TP0391 TP0392
    TP0401 TP0402 TP0403 TP0404 TP0405 TP0406 TP0407
    TP0408 TP0409 TP0410 TP0411 TP0412 TP0413 TP0414 TP0415 TP0416 TP0417 TP0418 TP0419 TP0420
    TP0421 TP0422 TP0423 TP0424 TP0425 TP0426 TP0427 TP0428 TP0429 TP0430 TP0431 TP0432 TP0433
    TP0434 TP0435 TP0436 TP0437 TP0438 TP0439 TP0440 TP0441 TP0442 TP0443 TP0444 TP0460 TP0461 TP0462
    TP0463 TP0464 TP0465
    TP0501 TP0502 TP0503 TP0504 TP0505 TP0506 TP0507 TP0508 TP0509 TP0510 TP0511
    TP0515 TP0516 TP0517 TP0518 TP0519 TP0520 TP0521 TP0523
    TP0525 TP0526 TP0527 TP0528 TP0529 TP0530 TP0531 TP0532
    TP0535 TP0536 TP0537
    TP0540 TP0541 TP0542
    TP0545 TP0546 TP0547 TP0548 TP0549 TP0550 TP0551
    TP0601 TP0602 TP0603 TP0604 TP0605 TP0606 TP0607 TP0608 TP0609 TP0610 TP0611 TP0612 TP0613
    TP0614 TP0615 TP0616
    TP0630 TP0631 TP0632 TP0633 TP0634 TP0635 TP0636 TP0637 TP0638 TP0639
    TP0640 TP0641 TP0642
    TP0650 TP0651 TP0652 TP0653 TP0654
}

impl Code {
    /// The code as text, `TP0301`.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The code that a text names, in capitals or not.
    pub fn parse(text: &str) -> Option<Self> {
        Self::all()
            .iter()
            .copied()
            .find(|code| code.0.eq_ignore_ascii_case(text.trim()))
    }

    /// Whether its findings keep a row or the protocol from being read: they stay errors, as a row
    /// that is left out in silence would be worse than any finding.
    pub fn is_fixed(self) -> bool {
        FIXED.contains(&self)
    }

    /// The rule's name in a few words: the message `tp0301.title`.
    pub fn title(self, language: Language) -> String {
        catalogue(language).text(&format!("{}.title", self.0.to_ascii_lowercase()))
    }
}

/// The codes of [`Code::is_fixed`].
const FIXED: &[Code] = &[
    Code::TP0101,
    Code::TP0102,
    Code::TP0103,
    Code::TP0104,
    Code::TP0105,
    Code::TP0106,
    Code::TP0107,
    Code::TP0108,
    Code::TP0109,
    Code::TP0110,
    Code::TP0114,
    Code::TP0115,
    Code::TP0201,
    Code::TP0203,
    Code::TP0205,
    Code::TP0301,
    Code::TP0302,
    Code::TP0303,
    Code::TP0304,
    Code::TP0305,
    Code::TP0306,
    Code::TP0307,
    Code::TP0308,
    Code::TP0309,
    Code::TP0310,
    Code::TP0311,
    Code::TP0501,
    Code::TP0502,
    Code::TP0503,
    Code::TP0601,
    Code::TP0602,
    Code::TP0604,
    Code::TP0605,
    Code::TP0606,
    Code::TP0607,
    Code::TP0608,
    Code::TP0609,
    Code::TP0610,
    Code::TP0611,
    Code::TP0613,
    Code::TP0614,
    Code::TP0636,
    Code::TP0640,
    Code::TP0641,
    Code::TP0642,
    Code::TP0650,
    Code::TP0651,
];

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// The help that proposes the nearest of several names, if one is near.
pub(crate) fn did_you_mean<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<Message> {
    nearest(text, candidates).map(|name| Message::new("did-you-mean").text("name", name.to_owned()))
}

/// The candidate most like `text`: at most a third of its letters differ, and at least one agrees.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let text = text.trim().to_lowercase();
    let length = text.chars().count();
    if length == 0 || length > LONGEST_NAME {
        return None;
    }
    let near = |candidate: &str| 1.max(length.max(candidate.len()) / 3);
    candidates
        .into_iter()
        // Names of another length need as many changes at least.
        .filter(|candidate| candidate.len().abs_diff(length) <= near(candidate))
        .map(|candidate| {
            let distance = if candidate.bytes().any(|byte| byte.is_ascii_uppercase()) {
                strsim::osa_distance(&text, &candidate.to_lowercase())
            } else {
                strsim::osa_distance(&text, candidate)
            };
            (distance, candidate)
        })
        .filter(|(distance, candidate)| {
            *distance < length.max(candidate.len()) && *distance <= near(candidate)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Beyond this many characters a cell is no mistyped name, and comparing it would cost time.
const LONGEST_NAME: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_proposed_only_if_it_is_near() {
        let names = ["estimate", "events", "n", "ci_lower"];
        assert_eq!(nearest("estimte", names), Some("estimate"));
        assert_eq!(nearest("CI_Lower", names), Some("ci_lower"));
        assert_eq!(nearest("weather", names), None);
        assert_eq!(nearest("x", names), None);
    }

    #[test]
    fn codes_are_read_in_any_case() {
        assert_eq!(Code::parse("tp0301"), Some(Code::TP0301));
        assert_eq!(Code::parse("TP9999"), None);
    }
}
