//! What the fuzz targets in `tests/fuzz` try, one function a target, so that the inputs kept there
//! are tried again by a plain test.
//!
//! A function panics where something is wrong with the program, never where something is wrong
//! with the input.

mod edits;
mod properties;

use jiff::civil::Date;
use properties::{checked, reviewed, waivable};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use trialpool_ingest::{Files, LOCK, PROTOCOL, Reported, WAIVERS};
use trialpool_language::Language;
use trialpool_report::render;

/// What is done with an input.
pub type Target = fn(&[u8]);

/// Every target, by the name of its directory in the corpus.
pub const TARGETS: [(&str, Target); 6] = [
    ("reader", reader),
    ("cells", cells),
    ("numbers", numbers),
    ("protocol", protocol),
    ("waivers", waivers),
    ("report", report),
];

/// The tables of the sound registry, in the order in which a byte of an input names them.
const TABLES: [&str; 12] = [
    "sources.csv",
    "treatments.csv",
    "populations.csv",
    "timepoints.csv",
    "subgroups.csv",
    "outcomes.csv",
    "trials.csv",
    "arms.csv",
    "contrasts.csv",
    "arm_results.csv",
    "facts.csv",
    "conflicts.csv",
];

/// The day on which waivers are judged.
const TODAY: Date = Date::constant(2026, 6, 1);

/// The directory of the fuzz targets, with the registry and the corpus.
pub fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The sound registry that inputs change, by file.
fn sound() -> &'static BTreeMap<String, Vec<u8>> {
    static SOUND: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SOUND.get_or_init(|| {
        let file = |name: &str| {
            let path = home().join("registry").join(name);
            let bytes = std::fs::read(&path);
            let bytes = bytes.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (name.to_owned(), bytes)
        };
        TABLES.into_iter().chain([PROTOCOL]).map(file).collect()
    })
}

/// The sound registry with some of its files replaced.
fn with<const N: usize>(replaced: [(&str, &[u8]); N]) -> Files {
    let mut files = sound().clone();
    for (name, bytes) in replaced {
        files.insert(name.to_owned(), bytes.to_vec());
    }
    Files::from_memory(files.into_iter().collect())
}

/// A table of any bytes: the first byte says which, the others are the file.
pub fn reader(input: &[u8]) {
    let Some((table, bytes)) = input.split_first() else {
        return;
    };
    let table = TABLES[usize::from(*table) % TABLES.len()];
    checked(&with([(table, bytes)]), None);
}

/// The sound registry with cells, columns and rows changed as the input says.
pub fn cells(input: &[u8]) {
    let files = edits::apply(sound(), input);
    checked(&files, None);
    waivable(&files);
    reviewed(&files);
}

/// A number as printed.
///
/// # Panics
/// If its interval does not hold it, or if what it is printed as is read otherwise.
pub fn numbers(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let Ok(number) = Reported::parse(&text) else {
        return;
    };
    let (value, half_unit) = (number.value(), number.half_unit());
    assert!(value.is_finite() && half_unit.is_finite(), "{number:?}");
    let (lower, upper) = number.interval();
    assert!(lower <= value && value <= upper, "{number:?}");
    assert_eq!(number.exactly().interval(), (value, value));
    assert!(!number.is_whole() || value.fract() == 0.0);
    // Printed again with as many decimals, it is within half a unit of itself.
    let decimals = usize::try_from(number.decimals()).unwrap_or(0);
    let printed = format!("{value:.decimals$}");
    let again = Reported::parse(&printed).unwrap_or_else(|why| panic!("{printed}: {why:?}"));
    assert_eq!(again.decimals(), number.decimals().max(0), "{printed}");
    assert!(
        (lower..=upper).contains(&again.value()),
        "{text}: {printed}"
    );
    // Blanks and signs of other kinds are never read as part of a number.
    assert!(
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
    );
}

/// Any bytes as the protocol of the sound registry.
pub fn protocol(input: &[u8]) {
    let files = with([(PROTOCOL, input)]);
    checked(&files, None);
    reviewed(&files);
}

/// Any bytes as the waivers of the sound registry; after a NUL, as its registered protocol.
pub fn waivers(input: &[u8]) {
    let mut parts = input.splitn(2, |byte| *byte == 0);
    let waivers = parts.next().unwrap_or_default();
    let files = match parts.next() {
        None => with([(WAIVERS, waivers)]),
        Some(lock) => with([(WAIVERS, waivers), (LOCK, lock)]),
    };
    checked(&files, Some(TODAY));
}

/// The report of a changed registry in both languages.
///
/// # Panics
/// If findings cannot be rendered.
pub fn report(input: &[u8]) {
    let files = edits::apply(sound(), input);
    if let Some(findings) = reviewed(&files) {
        let written = render(&findings, &Language::ALL);
        let written = written.unwrap_or_else(|error| panic!("{error}"));
        assert!(!written.is_empty());
    }
}
