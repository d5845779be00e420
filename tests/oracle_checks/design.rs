//! R's model formulas, as far as the oracle uses them, turned into designs.

use trialpool_meta_analysis::meta_regression::Design;
use trialpool_tests::oracle_support::Table;

/// The design of `~ablat + year`, `~0 + alloc`, `~ablat * alloc`, `~ablat + I(ablat^2)`,
/// `~factor(grade)` over the rows of a table.
pub(crate) fn design(formula: &str, table: &Table) -> Option<Design> {
    let terms = formula.trim().strip_prefix('~')?;
    let (terms, intercept) = match terms.trim().strip_prefix("0 + ") {
        Some(rest) => (rest, false),
        None => (terms, true),
    };
    let mut design = if intercept {
        Design::with_intercept(table.len())
    } else {
        Design::empty()
    };
    for term in terms.split(" + ") {
        if let Some((a, b)) = term.split_once(" * ") {
            let (a, b) = (columns(a, table, true)?, columns(b, table, true)?);
            let products: Vec<(String, Vec<f64>)> = b
                .iter()
                .flat_map(|second| a.iter().map(|first| product(first, second)))
                .collect();
            for (name, values) in a.into_iter().chain(b).chain(products) {
                design = design.and(&name, values);
            }
        } else {
            for (name, values) in columns(term, table, intercept)? {
                design = design.and(&name, values);
            }
        }
    }
    Some(design)
}

type Column = (String, Vec<f64>);

fn product(a: &Column, b: &Column) -> Column {
    let values = a.1.iter().zip(&b.1).map(|(x, y)| x * y).collect();
    (format!("{}:{}", a.0, b.0), values)
}

/// The columns of one term, named as R names them; factors leave out their first level if `contrasts`.
fn columns(term: &str, table: &Table, contrasts: bool) -> Option<Vec<Column>> {
    if let Some(name) = term.strip_prefix("I(").and_then(|t| t.strip_suffix("^2)")) {
        let squares = numbers(table, name)?.iter().map(|x| x * x).collect();
        return Some(vec![(term.to_owned(), squares)]);
    }
    // A comparison such as `(alloc == "random")` is an indicator.
    let comparison = term.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    if let Some((column, level)) = comparison.and_then(|t| t.split_once(" == ")) {
        let level = level.trim_matches('"');
        let is_level = |cell: &serde_json::Value| f64::from(u8::from(cell.as_str() == Some(level)));
        let values = table.column(column)?.iter().map(is_level).collect();
        return Some(vec![(term.to_owned(), values)]);
    }
    let factor = term
        .strip_prefix("factor(")
        .and_then(|t| t.strip_suffix(')'));
    if factor.is_none()
        && let Some(values) = numbers(table, term)
    {
        return Some(vec![(term.to_owned(), values)]);
    }
    let labels: Vec<String> = table
        .column(factor.unwrap_or(term))?
        .iter()
        .map(|cell| {
            cell.as_str()
                .map_or_else(|| cell.to_string(), str::to_owned)
        })
        .collect();
    if contrasts {
        let coded = Design::empty().and_factor(term, &labels, None);
        return Some(named_columns(&coded, &labels, term));
    }
    let mut levels = labels.clone();
    levels.sort();
    levels.dedup();
    Some(
        levels
            .iter()
            .map(|level| indicator(term, level, &labels))
            .collect(),
    )
}

/// The columns of a coded factor under R's names (`allocrandom` for our `alloc: random`).
fn named_columns(coded: &Design, labels: &[String], term: &str) -> Vec<Column> {
    coded
        .names()
        .iter()
        .map(|name| indicator(term, &name[term.len() + 2..], labels))
        .collect()
}

fn indicator(term: &str, level: &str, labels: &[String]) -> Column {
    let values = labels
        .iter()
        .map(|label| f64::from(u8::from(label == level)));
    (format!("{term}{level}"), values.collect())
}

fn numbers(table: &Table, name: &str) -> Option<Vec<f64>> {
    table.numbers(name)?.into_iter().collect()
}
