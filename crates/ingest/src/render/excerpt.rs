//! One line of a file, made fit to print: escaped, and cut to what the labels point at.

use crate::SourceFile;
use crate::encoding::windows_1252;
use crate::visible::push_shown;
use std::ops::Range;

/// A printable line and where the labels' bytes went in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// For each span asked for, the bytes of `text`.
    pub(super) spans: Vec<Range<usize>>,
}

/// Bytes of a line beyond which it is cut.
const LONGEST_LINE: usize = 160;
/// Bytes kept before and after what a label points at.
const MARGIN: usize = 32;
/// Bytes kept of what a label points at.
const LONGEST_SPAN: usize = 80;

/// Cuts the bytes `line` of a file to the neighbourhood of `spans`, which start in it.
pub(super) fn excerpt(file: &SourceFile, line: Range<usize>, spans: &[Range<usize>]) -> Excerpt {
    let kept = kept(file.bytes(), &line, spans);
    let mut text = String::new();
    // Bytes of the file and where they stand in the text.
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut end = line.start;
    for part in kept {
        if part.start > end {
            text.push('…');
        }
        end = part.end;
        let mut at = part.start;
        for chunk in file.bytes()[part].utf8_chunks() {
            for character in chunk.valid().chars() {
                places.push((at, text.len()));
                push_shown(&mut text, character);
                at += character.len_utf8();
            }
            for byte in chunk.invalid() {
                places.push((at, text.len()));
                push_shown(&mut text, windows_1252(*byte));
                at += 1;
            }
        }
        places.push((at, text.len()));
    }
    if end < line.end {
        text.push('…');
    }
    let find = |byte: usize| {
        let after = places.partition_point(|(at, _)| *at < byte);
        places.get(after).map_or(text.len(), |(_, place)| *place)
    };
    let spans = spans
        .iter()
        .map(|span| {
            let start = find(span.start);
            let stop = find(span.end.min(line.end).min(span.start + LONGEST_SPAN));
            start..stop.max(start)
        })
        .collect();
    Excerpt { text, spans }
}

/// The parts of a line that are printed, in order and apart from each other.
fn kept(bytes: &[u8], line: &Range<usize>, spans: &[Range<usize>]) -> Vec<Range<usize>> {
    if line.len() <= LONGEST_LINE {
        return vec![line.clone()];
    }
    let mut parts: Vec<Range<usize>> = spans
        .iter()
        .map(|span| {
            let start = span.start.saturating_sub(MARGIN).max(line.start);
            let end = span.end.min(span.start + LONGEST_SPAN) + MARGIN;
            whole(bytes, start, line)..whole(bytes, end.min(line.end), line)
        })
        .collect();
    parts.sort_by_key(|part| part.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match merged.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => merged.push(part),
        }
    }
    merged
}

/// The first byte from `at` on that starts a character.
fn whole(bytes: &[u8], mut at: usize, line: &Range<usize>) -> usize {
    while at < line.end && at > line.start && bytes[at] & 0xC0 == 0x80 {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_stays_whole_and_what_hides_is_shown() {
        let file = SourceFile::from_bytes("a.csv", "é,a\u{202E}b,c".as_bytes().to_vec());
        let cut = excerpt(&file, 0..file.bytes().len(), &[3..8, 9..10]);
        assert_eq!(cut.text, "é,a\\u{202E}b,c");
        assert_eq!(&cut.text[cut.spans[0].clone()], "a\\u{202E}b");
        assert_eq!(&cut.text[cut.spans[1].clone()], "c");
    }

    #[test]
    fn a_long_line_is_cut_around_the_labels() {
        let line = format!(
            "{},x,{},y,{}",
            "a".repeat(500),
            "é".repeat(500),
            "b".repeat(500)
        );
        let file = SourceFile::from_bytes("a.csv", line.clone().into_bytes());
        let (x, y) = (501..502, line.find('y').map_or(0..0, |at| at..at + 1));
        let cut = excerpt(&file, 0..line.len(), &[y, x]);
        assert_eq!(&cut.text[cut.spans[0].clone()], "y");
        assert_eq!(&cut.text[cut.spans[1].clone()], "x");
        assert!(cut.text.chars().count() < 180, "{}", cut.text);
        assert!(cut.text.starts_with("…a") && cut.text.ends_with("b…"));
    }

    #[test]
    fn a_huge_cell_is_underlined_in_part() {
        let file = SourceFile::from_bytes("a.csv", vec![b'x'; 1 << 20]);
        let whole = 0..1 << 20;
        let cut = excerpt(&file, whole.clone(), std::slice::from_ref(&whole));
        assert_eq!(cut.spans[0], 0..LONGEST_SPAN);
        assert!(cut.text.len() < 200);
    }
}
