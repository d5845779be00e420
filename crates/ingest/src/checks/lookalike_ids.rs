//! TP0504: no two ids of a table can be taken for each other.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::{Entry, Key, Registry, Table};
use crate::{Code, Diagnostic, Message, Row};

pub(crate) fn check(registry: &Registry<'_>, sink: &mut Sink<'_>) {
    let own = |_: usize| 0;
    check_table(&registry.sources, |row| row.row, own, sink);
    check_table(&registry.treatments, |row| row.row, own, sink);
    check_table(&registry.populations, |row| row.row, own, sink);
    check_table(&registry.timepoints, |row| row.row, own, sink);
    check_table(&registry.subgroups, |row| row.row, own, sink);
    check_table(&registry.outcomes, |row| row.row, own, sink);
    check_table(&registry.trials, |row| row.row, own, sink);
    // The ids of arms are those of one trial.
    let trials: Vec<usize> = registry
        .arms
        .iter()
        .map(|(_, arm)| arm.trial.index())
        .collect();
    check_table(&registry.arms, |row| row.row, |index| trials[index], sink);
}

fn check_table<T: Entry>(
    table: &Table<T>,
    row: impl Fn(&T) -> Row,
    group: impl Fn(usize) -> usize,
    sink: &mut Sink<'_>,
) {
    let mut hashed: Vec<(usize, u64, u32)> = table
        .iter()
        .map(|(key, entry)| (group(key.index()), hash(entry.id()), key.index() as u32))
        .collect();
    hashed.sort_unstable();
    for alike in hashed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let first = &table[T::Key::new(alike[0].2)];
        for (_, _, index) in &alike[1..] {
            let entry = &table[T::Key::new(*index)];
            // The same id twice is another finding, and a hash may meet by chance.
            if entry.id() != first.id() && skeleton(entry.id()).eq(skeleton(first.id())) {
                let message = Message::new("tp0504")
                    .text("id", entry.id())
                    .text("other", first.id());
                let here = Message::new("tp0504.other");
                let finding = Diagnostic::warning(Code::TP0504, message)
                    .at(sink.cell(row(entry), Column::Id))
                    .also(sink.cell(row(first), Column::Id).saying(here))
                    .help(Message::new("tp0504.help"));
                sink.push(finding);
            }
        }
    }
}

/// What the eye keeps of an id: `o` is `0` and `l` is `1`, and hyphens, underscores and points
/// count only between digits (`0.5` is not `05`, and `phase-1-2` not `phase-12`) and at the end
/// (`aqp4-` is not `aqp4`).
fn skeleton(id: &str) -> impl Iterator<Item = u8> + '_ {
    let bytes = id.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    bytes
        .iter()
        .enumerate()
        .filter_map(move |(at, byte)| match byte {
            b'o' => Some(b'0'),
            b'l' => Some(b'1'),
            b'-' | b'_' | b'.' if at + 1 < bytes.len() => {
                let kept = if *byte == b'_' { b'-' } else { *byte };
                (at > 0 && digit(at - 1) && digit(at + 1)).then_some(kept)
            }
            _ => Some(*byte),
        })
}

/// The FNV-1a hash of a skeleton.
fn hash(id: &str) -> u64 {
    skeleton(id).fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn only_what_the_eye_confuses_is_alike() {
        let alike = |a: &str, b: &str| skeleton(a).eq(skeleton(b));
        for (a, b) in [
            ("n-momentum", "nmomentum"),
            ("opera_i", "opera-i"),
            ("placebo", "placeb0"),
            ("arm-l", "arm-1"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("0.5mg", "05mg"),
            ("opera-i", "opera-ii"),
            ("aqp4-", "aqp4+"),
            ("aqp4-", "aqp4"),
            ("phase-1-2", "phase-12"),
            ("opera-i", "opera-1"),
        ] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
