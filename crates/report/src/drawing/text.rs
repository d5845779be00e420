//! Text on the plot: how wide it is, where it breaks, and what may not stand in it.

/// The fonts of the plot, most systems' own sans serif first.
pub(crate) const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', \
     'Liberation Sans', sans-serif";

/// Longest text that is drawn; a name beyond it ends in an ellipsis.
const LONGEST: usize = 160;

/// A last word of at most this many characters is kept when a name is cut: `1977a`, `(1977)`.
const LAST_WORD: usize = 6;

/// Bold glyphs are at most this much wider.
const BOLD: f64 = 1.12;

/// Advance widths of U+0020..U+007E in thousandths of the font size: those of a wide sans serif
/// (the DejaVu family), so that narrower fonts of the stack leave room and none overlaps.
const ADVANCES: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318,
    337, // space to /
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, // 0 to ?
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, // @ to O
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, // P to _
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, // ` to o
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838, // p to ~
];

/// Width of `text` in the units of `size`, never less than a common sans serif takes.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: u64 = text
        .chars()
        .map(|character| u64::from(advance(character)))
        .sum();
    thousandths as f64 / 1000.0 * size * if bold { BOLD } else { 1.0 }
}

fn advance(character: char) -> u16 {
    match character {
        ' '..='~' => ADVANCES[character as usize - 0x20],
        // Narrow where a font has them; a font that has not borrows a wider space.
        '\u{a0}' | '\u{202f}' | '\u{2009}' => 318,
        // Accented Latin letters are as wide as their base; the widest of each case stands for all.
        'à'..='å' | 'è'..='ë' | 'ò'..='ö' | 'ù'..='ü' | 'ç' | 'ñ' | 'ø' | 'ý' | 'ÿ' => {
            640
        }
        'ì'..='ï' => 300,
        'À'..='Å' | 'È'..='Ë' | 'Ç' | 'Ù'..='Ü' | 'Ñ' | 'Ò'..='Ö' | 'Ø' => 790,
        'œ' | 'æ' | 'Œ' | 'Æ' => 1080,
        '–' | '…' | '—' | '→' | '←' | '×' | '−' | '≥' | '≤' | '±' | '∞' | '≈' | '\u{2e80}'.. => {
            1000
        }
        '’' | '‘' | '·' => 320,
        '⁰'..='⁹' | '²' | '³' | '¹' | '⁻' => 420,
        '\u{300}'..='\u{36f}' => 0,
        'Α'..='ω' => 660,
        _ => 800,
    }
}

/// Breaks `text` into lines no wider than `limit`, at spaces where there are any. No-break spaces
/// hold unless a piece is too wide by itself, which is then broken between characters.
pub(crate) fn wrap(text: &str, limit: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        for piece in pieces(word, limit, size, bold) {
            if line.is_empty() {
                line = piece;
            } else if width(&line, size, bold) + width(" ", size, bold) + width(&piece, size, bold)
                <= limit
            {
                line.push(' ');
                line.push_str(&piece);
            } else {
                lines.push(std::mem::replace(&mut line, piece));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// `word` itself if it fits, else pieces of it that do.
fn pieces(word: &str, limit: f64, size: f64, bold: bool) -> Vec<String> {
    if width(word, size, bold) <= limit {
        return vec![word.to_owned()];
    }
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut used = 0.0;
    for character in word.chars() {
        let next = width(character.encode_utf8(&mut [0; 4]), size, bold);
        if used + next > limit && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            used = 0.0;
        }
        piece.push(character);
        used += next;
    }
    pieces.push(piece);
    pieces
}

/// [`clean`], and cut with an ellipsis where it is wider than `limit`. A short last word, such as
/// the year of a study, is kept, since it tells names apart.
pub(crate) fn cut(text: &str, limit: f64, size: f64, bold: bool) -> String {
    let text = clean(text);
    let text = text.trim();
    if width(text, size, bold) <= limit {
        return text.to_owned();
    }
    let (head, tail) = match text.rsplit_once(' ') {
        Some((head, word)) if word.chars().count() <= LAST_WORD => (head, format!("… {word}")),
        _ => (text, "…".to_owned()),
    };
    let room = limit - width(&tail, size, bold);
    let kept = start(head, room, size, bold).trim_end();
    if kept.is_empty() {
        let room = limit - width("…", size, bold);
        return format!("{}…", start(text, room, size, bold).trim_end());
    }
    format!("{kept}{tail}")
}

/// The longest start of `text` no wider than `limit`.
fn start(text: &str, limit: f64, size: f64, bold: bool) -> &str {
    let mut used = 0.0;
    for (at, character) in text.char_indices() {
        used += width(character.encode_utf8(&mut [0; 4]), size, bold);
        if used > limit {
            return &text[..at];
        }
    }
    text
}

/// `text` with line breaks and tabs as spaces, and with characters that cannot stand in XML or
/// that reorder or hide text (controls, bidirectional overrides, zero-width marks) replaced by
/// U+FFFD, so that they are seen and do nothing.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}'
            | '\u{ffff}' => '\u{fffd}',
            other => other,
        })
        .collect()
}

/// [`clean`], and no longer than a plot can show.
pub(crate) fn label(text: &str) -> String {
    let text = clean(text);
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return text;
    };
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_grows_with_size_and_weight() {
        assert_eq!(width("0", 10.0, false), 6.36);
        assert!(width("0", 10.0, true) > width("0", 10.0, false));
        assert_eq!(width("", 10.0, false), 0.0);
        assert_eq!(ADVANCES.len(), usize::from(b'~' - b' ') + 1);
        // Spot checks that the table is not shifted.
        assert_eq!(advance('m'), 974);
        assert_eq!(advance('W'), 989);
        assert_eq!(advance('i'), 278);
        assert_eq!(advance('9'), 636);
    }

    #[test]
    fn lines_break_at_spaces_and_never_exceed_the_limit() {
        let text = "Essai multicentrique randomisé en double aveugle";
        let lines = wrap(text, 120.0, 12.0, false);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| width(line, 12.0, false) <= 120.0));
        assert!(wrap("", 100.0, 12.0, false).is_empty());
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_not_cut() {
        let lines = wrap(&"x".repeat(100), 60.0, 12.0, true);
        assert_eq!(lines.concat(), "x".repeat(100));
        assert!(lines.iter().all(|line| width(line, 12.0, true) <= 60.0));
    }

    #[test]
    fn controls_are_shown_and_inert() {
        assert_eq!(clean("a\tb\nc"), "a b c");
        assert_eq!(
            clean("x\u{202e}y\u{0}z\u{200b}"),
            "x\u{fffd}y\u{fffd}z\u{fffd}"
        );
        assert_eq!(clean("élan ½ π"), "élan ½ π");
    }

    #[test]
    fn a_name_is_cut_where_it_no_longer_fits() {
        assert_eq!(cut("short", 100.0, 12.0, false), "short");
        let name = "A & <B> \"C\" — étude multicentrique";
        let shown = cut(name, 80.0, 12.0, false);
        assert!(shown.ends_with('…') && width(&shown, 12.0, false) <= 80.0);
        assert!(name.starts_with(shown.trim_end_matches('…')));
        assert_eq!(
            cut("Rosenthal et al 1961", 90.0, 12.0, false),
            "Rosent… 1961"
        );
        assert_eq!(cut("Rosenthal et al 1961", 45.0, 12.0, false), "Rose…");
        assert_eq!(cut("anything", 0.0, 12.0, false), "…");
    }

    #[test]
    fn a_huge_name_ends_in_an_ellipsis() {
        let shown = label(&"é".repeat(1_000_000));
        assert_eq!(shown.chars().count(), LONGEST + 1);
        assert!(shown.ends_with('…'));
        assert_eq!(label("short"), "short");
    }
}
