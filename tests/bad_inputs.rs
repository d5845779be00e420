//! Registries with one thing wrong, and the whole message each gets.
//!
//! A case is one file of `bad_inputs/`: sections headed `//- NAME` replace or add files of the
//! sound registry in `base.txt`, a section headed `//- NAME missing` takes one away, and
//! `//~ en` and `//~ fr` hold the message expected. In files headed `//- NAME escaped`, `\xE9`
//! stands for a byte, `\u{200B}` for a character, and `\r`, `\t`, `\0` for what they say in Rust;
//! `//- NAME cut` is the same without a line break at the end.
//!
//! Run with `UPDATE_EXPECT=1` to write the messages as they are; read them before you keep them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use trialpool_ingest::{Code, Files, read, render};
use trialpool_language::Language;
use trialpool_review::check;

/// Columns of the terminal for which messages are rendered.
const WIDTH: usize = 100;

struct Case {
    path: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
    expected: Vec<(Language, String)>,
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bad_inputs")
}

fn cases() -> Vec<Case> {
    let base = parse(&directory().join("base.txt"), &BTreeMap::new());
    let mut paths: Vec<PathBuf> = std::fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter(|path| !path.ends_with("base.txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| parse(path, &base.files)).collect()
}

fn parse(path: &Path, base: &BTreeMap<String, Vec<u8>>) -> Case {
    let text = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let mut case = Case {
        path: path.to_owned(),
        files: base.clone(),
        expected: Vec::new(),
    };
    let sections = text.split("\n//").enumerate().map(|(index, section)| {
        let first = if index == 0 {
            section.strip_prefix("//")
        } else {
            Some(section)
        };
        first.unwrap_or_else(|| panic!("{}: starts with `//- NAME`", path.display()))
    });
    for section in sections {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        if let Some(language) = head.strip_prefix("~ ") {
            let language = Language::from_code(language).unwrap();
            case.expected.push((language, body.trim_end().to_owned()));
            continue;
        }
        let head = head.strip_prefix("- ").unwrap();
        match head.split_once(' ') {
            None if body.is_empty() => drop(case.files.insert(head.to_owned(), Vec::new())),
            None => drop(
                case.files
                    .insert(head.to_owned(), format!("{body}\n").into_bytes()),
            ),
            Some((name, "missing")) => drop(case.files.remove(name)),
            Some((name, "cut")) => {
                case.files.insert(name.to_owned(), unescape(body));
            }
            Some((name, "escaped")) => {
                case.files
                    .insert(name.to_owned(), unescape(&format!("{body}\n")));
            }
            Some(_) => panic!("{}: unknown section `{head}`", path.display()),
        }
    }
    case
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.bytes());
        rest = if let Some(after) = after.strip_prefix('x') {
            bytes.push(u8::from_str_radix(&after[..2], 16).unwrap());
            &after[2..]
        } else if let Some(after) = after.strip_prefix("u{") {
            let (number, after) = after.split_once('}').unwrap();
            let character = char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap();
            bytes.extend(character.to_string().bytes());
            after
        } else {
            let escape = after.chars().next().unwrap();
            bytes.push(match escape {
                'r' => b'\r',
                't' => b'\t',
                '0' => 0,
                other => panic!("unknown escape `\\{other}`"),
            });
            &after[1..]
        };
    }
    bytes.extend(rest.bytes());
    bytes
}

fn files(case: &Case) -> Files {
    Files::from_memory(case.files.clone().into_iter().collect())
}

fn rendered(files: &Files, language: Language) -> String {
    let found = check(files, None);
    let mut out = render::full(files, &found.diagnostics, language, false, WIDTH);
    let summary = render::Summary::new(files, found.rows, &found.diagnostics, found.waived.len());
    out.push_str(&render::summary(&summary, language));
    // Fixtures keep no blanks at the ends of lines.
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[test]
fn the_base_is_sound() {
    let base = parse(&directory().join("base.txt"), &BTreeMap::new());
    let files = files(&base);
    assert_eq!(check(&files, None).diagnostics, []);
}

#[test]
fn every_case_gets_its_message() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let cases = cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let files = files(case);
        assert!(
            !case.expected.is_empty(),
            "{}: no `//~ en`",
            case.path.display()
        );
        for (language, expected) in &case.expected {
            let message = rendered(&files, *language);
            if message != *expected && !update {
                let _ = write!(
                    wrong,
                    "{}: expected\n{expected}\n\nfound\n{message}\n\n",
                    case.path.display()
                );
            }
        }
        if update {
            write_expected(case, &files);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn write_expected(case: &Case, files: &Files) {
    let text = std::fs::read_to_string(&case.path).unwrap();
    let inputs = text.split("\n//~").next().unwrap();
    let mut out = inputs.trim_end_matches('\n').to_owned();
    for (language, _) in &case.expected {
        let _ = write!(out, "\n//~ {language}\n{}", rendered(files, *language));
    }
    out.push('\n');
    std::fs::write(&case.path, out).unwrap();
}

#[test]
fn every_rule_on_files_has_a_case() {
    let mut hit: BTreeSet<Code> = BTreeSet::new();
    for case in &cases() {
        let files = files(case);
        hit.extend(
            check(&files, None)
                .diagnostics
                .iter()
                .map(|found| found.code),
        );
    }
    // A file that is there and cannot be read needs a disk; see `an_unreadable_file`. A table as
    // long as a worksheet is made by `a_table_as_long_as_a_worksheet`.
    hit.extend([Code::TP0114, Code::TP0122]);
    let on_files = |code: &Code| !code.as_str().starts_with("TP06");
    let missed: Vec<_> = Code::all()
        .iter()
        .filter(|code| on_files(code) && !hit.contains(code))
        .collect();
    assert!(missed.is_empty(), "no case for {missed:?}");
}

#[test]
fn an_unreadable_file() {
    let registry = tempfile::tempdir().unwrap();
    let base = parse(&directory().join("base.txt"), &BTreeMap::new());
    for (name, content) in &base.files {
        std::fs::write(registry.path().join(name), content).unwrap();
    }
    std::fs::remove_file(registry.path().join("facts.csv")).unwrap();
    std::fs::create_dir(registry.path().join("facts.csv")).unwrap();
    let files = Files::open(registry.path()).unwrap();
    let reading = read(&files);
    let codes: Vec<_> = reading.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::TP0114]);
}

#[test]
fn a_table_as_long_as_a_worksheet() {
    let base = parse(&directory().join("base.txt"), &BTreeMap::new());
    let findings = |rows: usize| {
        let mut files = base.files.clone();
        let table = files.get_mut("populations.csv").unwrap();
        for row in 2..rows {
            table.extend_from_slice(format!("p{row},label {row},libellé {row}\n").as_bytes());
        }
        let files = Files::from_memory(files.into_iter().collect());
        let codes = read(&files).diagnostics.into_iter();
        codes.map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(findings(65_535), []);
    assert_eq!(findings(65_536), [Code::TP0122]);
    assert_eq!(findings(65_537), []);
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for code in Code::all() {
        for (language, parts) in [(Language::English, 4), (Language::French, 4)] {
            let text = code.explanation(language);
            let heading = text.lines().next().unwrap_or_default();
            assert!(
                heading.starts_with(&format!("# {code}")),
                "{code} {language}: {heading}"
            );
            assert!(text.matches("\n## ").count() >= parts, "{code} {language}");
            let title = code.title(language);
            assert!(!title.contains('⟦'), "{code} {language}: {title}");
        }
    }
}
