//! Every row with results or a study, quoted as it stands in its file. Facts, disagreements and
//! sources are shown whole where they belong, and have their anchors there.

use super::address;
use super::anchor::Kind;
use super::context::{Badge, Context, Link, Use, provenances};
use std::collections::{BTreeMap, BTreeSet};
use trialpool_review::findings::{Findings, Provenance, RowReference};

/// Longest quotation of a cell, in characters.
const LONGEST_CELL: usize = 600;

/// The rows of one file.
#[derive(askama::Template)]
#[template(path = "records.html")]
pub(crate) struct FileRecords {
    words: &'static crate::language::Words,
    /// Anchor of the file.
    pub(crate) anchor: String,
    /// Path of the file.
    pub(crate) path: String,
    /// How many rows are quoted.
    pub(crate) count: String,
    records: Vec<Record>,
}

struct Record {
    anchor: String,
    line: String,
    cells: Vec<(String, String)>,
    uses: Vec<UseLine>,
    reference: Option<Link>,
    locator: String,
    read_at: Option<Address>,
    badge: Option<Badge>,
}

struct UseLine {
    text: String,
    link: Link,
}

struct Address {
    text: String,
    href: Option<String>,
}

/// A row with everything that is known of it.
struct Quoted<'a> {
    row: &'a RowReference,
    provenance: Option<&'a Provenance>,
    uses: Vec<(&'a str, Use)>,
}

/// Rows by file (in the order of the protocol) and line.
type Rows<'a> = BTreeMap<(usize, usize), Quoted<'a>>;

impl FileRecords {
    /// The quoted rows, one value a file.
    pub(crate) fn all(context: &Context<'_>) -> Vec<Self> {
        let rows = collect(context.findings);
        let mut files: BTreeMap<usize, Vec<Record>> = BTreeMap::new();
        for ((file, _), quoted) in &rows {
            if let Some(record) = record(context, quoted) {
                files.entry(*file).or_default().push(record);
            }
        }
        files
            .into_iter()
            .filter_map(|(index, records)| {
                let file = context.findings.files.get(index)?;
                Some(Self {
                    words: context.words,
                    anchor: context.anchors.get(Kind::File, &file.path)?.to_owned(),
                    path: file.path.clone(),
                    count: context.words.format(
                        "rows-quoted",
                        &trialpool_language::Arguments::new().count("n", records.len()),
                    ),
                    records,
                })
            })
            .collect()
    }
}

/// The rows that this section quotes, by file and line.
pub(crate) fn quoted(findings: &Findings) -> BTreeSet<(&str, usize)> {
    collect(findings)
        .values()
        .map(|quoted| (quoted.row.file.as_str(), quoted.row.line))
        .collect()
}

fn collect(findings: &Findings) -> Rows<'_> {
    let order: BTreeMap<&str, usize> = findings
        .files
        .iter()
        .enumerate()
        .map(|(index, file)| (file.path.as_str(), index))
        .collect();
    let mut rows = Rows::new();
    let add = |row: &'_ RowReference| order.get(row.file.as_str()).map(|file| (*file, row.line));
    for analysis in &findings.analyses {
        for (provenance, role) in provenances(analysis) {
            for row in &provenance.rows {
                let Some(key) = add(row) else { continue };
                let quoted = rows.entry(key).or_insert_with(|| Quoted::of(row));
                quoted.provenance.get_or_insert(provenance);
                if !quoted.uses.iter().any(|(id, _)| *id == analysis.id) {
                    quoted.uses.push((&analysis.id, role));
                }
            }
        }
    }
    for trial in &findings.trials {
        if let Some(key) = add(&trial.row) {
            rows.entry(key).or_insert_with(|| Quoted::of(&trial.row));
        }
        for result in &trial.results {
            for row in &result.provenance.rows {
                if let Some(key) = add(row) {
                    let quoted = rows.entry(key).or_insert_with(|| Quoted::of(row));
                    quoted.provenance.get_or_insert(&result.provenance);
                }
            }
        }
    }
    rows
}

impl<'a> Quoted<'a> {
    fn of(row: &'a RowReference) -> Self {
        Self {
            row,
            provenance: None,
            uses: Vec::new(),
        }
    }
}

fn record(context: &Context<'_>, quoted: &Quoted<'_>) -> Option<Record> {
    let row = quoted.row;
    let provenance = quoted.provenance;
    Some(Record {
        anchor: context.anchors.row(&row.file, row.line)?,
        line: context.words.format(
            "line",
            &trialpool_language::Arguments::new().text("line", row.line.to_string()),
        ),
        cells: row
            .cells
            .iter()
            .filter(|cell| !repeated(&cell.column, provenance))
            .map(|cell| (cell.column.clone(), shortened(context, &cell.value)))
            .collect(),
        uses: quoted
            .uses
            .iter()
            .filter_map(|(id, role)| {
                Some(UseLine {
                    text: context.text(match role {
                        Use::Main => "use-main",
                        Use::Sensitivity => "use-sensitivity",
                        Use::Excluded => "use-excluded",
                    }),
                    link: context.analysis(id)?,
                })
            })
            .collect(),
        reference: provenance.and_then(|provenance| context.reference(&provenance.source)),
        locator: provenance
            .and_then(|provenance| provenance.locator.clone())
            .unwrap_or_default(),
        read_at: provenance
            .and_then(|provenance| provenance.read_at.as_deref())
            .map(|text| Address {
                text: shortened(context, text),
                href: address::web(text).map(str::to_owned),
            }),
        badge: provenance.map(|provenance| context.badge(provenance.verification)),
    })
}

/// Whether the record shows what the column holds in another way.
fn repeated(column: &str, provenance: Option<&Provenance>) -> bool {
    provenance.is_some() && matches!(column, "locator" | "read_at" | "verification")
}

/// A cell is quoted whole unless it is far too long for a page.
fn shortened(context: &Context<'_>, text: &str) -> String {
    match text.char_indices().nth(LONGEST_CELL) {
        None => text.to_owned(),
        Some((end, _)) => context.words.format(
            "cell-shortened",
            &trialpool_language::Arguments::new()
                .text("start", &text[..end])
                .text(
                    "length",
                    context.numbers().count(text.chars().count() as u64),
                ),
        ),
    }
}
