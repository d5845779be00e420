//! The style sheet of the page and the policy that allows it and nothing else.

use crate::drawing;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// The page's own rules; those of the plots follow.
const PAGE: &str = concat!(
    include_str!("../../assets/palette.css"),
    include_str!("../../assets/page.css"),
    include_str!("../../assets/print.css"),
);

/// The whole style sheet.
pub(crate) fn sheet() -> &'static str {
    static SHEET: OnceLock<String> = OnceLock::new();
    SHEET.get_or_init(|| format!("{}{PAGE}", drawing::STYLES))
}

/// The content security policy: nothing is loaded, nothing runs, and the one style sheet is the
/// one with this hash.
pub(crate) fn policy() -> String {
    let hash = Sha256::digest(sheet().as_bytes());
    format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&hash)
    )
}

/// Standard Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_u32, |group, index| {
            group << 8 | u32::from(chunk.get(index).copied().unwrap_or(0))
        });
        for index in 0..4 {
            text.push(if index <= chunk.len() {
                char::from(ALPHABET[(group >> (18 - 6 * index) & 63) as usize])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    type Palette = std::collections::BTreeMap<String, [f64; 3]>;

    /// The custom properties of the light and of the dark palette of a style sheet.
    fn palettes(sheet: &str) -> [Palette; 2] {
        let (light, dark) = sheet.split_once("@media").unwrap();
        [light, dark].map(|part| {
            part.lines()
                .filter_map(|line| {
                    line.trim()
                        .strip_prefix("--")?
                        .strip_suffix(';')?
                        .split_once(": #")
                })
                .map(|(name, hex)| {
                    let channel = |at: usize| {
                        f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0
                    };
                    (name.to_owned(), [channel(0), channel(2), channel(4)])
                })
                .collect()
        })
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: [f64; 3]) -> f64 {
        let [r, g, b] = colour.map(|channel| {
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast (WCAG 2.2).
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let [one, other] = [one, other].map(luminance);
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Text needs 4.5 to 1, graphics 3 to 1.
    #[test]
    fn plots_stand_out_in_light_and_dark() {
        for palette in palettes(drawing::STYLES) {
            let colour = |name: &str| palette[&format!("plot-{name}")];
            // A confidence band covers six tenths of what lies below.
            let mixed = |below: [f64; 3]| {
                std::array::from_fn(|channel| 0.6 * colour("group")[channel] + 0.4 * below[channel])
            };
            let papers = [
                colour("paper"),
                colour("prediction"),
                mixed(colour("paper")),
                mixed(colour("prediction")),
            ];
            for paper in papers {
                assert!(contrast(colour("ink"), paper) >= 4.5);
                for mark in ["study", "pooled"] {
                    assert!(contrast(colour(mark), paper) >= 3.0, "{mark} on {paper:?}");
                }
            }
            assert!(contrast(colour("muted"), colour("paper")) >= 4.5);
        }
    }

    #[test]
    fn text_stands_out_by_at_least_4_5_to_1_in_light_and_dark() {
        let pairs = ["ink", "muted", "accent", "link", "fair", "good"]
            .into_iter()
            .flat_map(|text| ["paper", "raised", "marked"].map(|paper| (text, paper)))
            .chain([
                ("good", "good-paper"),
                ("fair", "fair-paper"),
                ("poor", "poor-paper"),
            ]);
        for palette in palettes(include_str!("../../assets/palette.css")) {
            for (text, paper) in pairs.clone() {
                let contrast = contrast(palette[text], palette[paper]);
                assert!(contrast >= 4.5, "{text} on {paper}: {contrast:.2}");
            }
        }
    }
}
