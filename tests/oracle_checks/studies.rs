//! Which studies and options an R call speaks of.

use serde_json::Value;
use trialpool_meta_analysis::{
    ConfidenceLevel, Inference, Model, PoolingOptions, PredictionRule, StudyEffect,
};
use trialpool_tests::oracle_support::{Call, Case, Dataset, Table};

/// The studies of a call, with their rows of the table.
pub(crate) struct Studies {
    pub(crate) effects: Vec<StudyEffect>,
    pub(crate) table: Table,
}

/// The table `d` of a data set, with `yi` and `vi` where the data set defines them.
pub(crate) fn table(dataset: &Dataset) -> Table {
    let mut table = dataset.data.clone();
    if table.column("yi").is_some() {
        return table;
    }
    let source = match dataset.object("dat") {
        Some(code) => dataset
            .cases
            .iter()
            .find(|case| case.call == code)
            .or_else(|| escalc(dataset, Call::parse(code)?.named("measure")?)),
        None => dataset.case("ratio-to-log"),
    };
    if let Some(case) = source {
        set_effects(&mut table, &case.expect);
    } else if let (Some(difference), Some(variance)) = (table.numbers("OmE"), table.numbers("V")) {
        // Peto's log odds ratio: (O - E) / V with variance 1 / V.
        let cell = |value: Option<f64>| value.map_or(Value::Null, Value::from);
        let pairs = || difference.iter().zip(&variance);
        let yi = pairs().map(|(d, v)| cell(d.zip(*v).map(|(d, v)| d / v)));
        let vi = variance.iter().map(|v| cell(v.map(|v| 1.0 / v)));
        let (yi, vi) = (yi.collect(), vi.collect());
        table.set("yi", yi);
        table.set("vi", vi);
    }
    table
}

fn set_effects(table: &mut Table, expect: &Value) {
    for column in ["yi", "vi"] {
        table.set(
            column,
            expect[column].as_array().cloned().unwrap_or_default(),
        );
    }
}

fn escalc<'d>(dataset: &'d Dataset, measure: &str) -> Option<&'d Case> {
    dataset.case(&format!("escalc/{measure}"))
}

/// The studies of an `rma` call; `None` if the call uses something that is not understood here.
pub(crate) fn studies(dataset: &Dataset, call: &Call) -> Option<Studies> {
    let mut table = table(dataset);
    if let Some(measure) = call.named("measure") {
        let suffix = if call.named("drop00").is_some() {
            "/only0/drop00"
        } else {
            ""
        };
        let case = dataset.case(&format!("escalc/{measure}{suffix}"))?;
        set_effects(&mut table, &case.expect);
    } else if call.positional(0) == Some("ri") && call.positional(1) == Some("1/ni") {
        let sizes = table.numbers("ni")?;
        let variance = |n: &Option<f64>| n.map_or(Value::Null, |n| Value::from(1.0 / n));
        let (yi, vi) = (
            table.column("ri")?.to_vec(),
            sizes.iter().map(variance).collect(),
        );
        table.set("yi", yi);
        table.set("vi", vi);
    } else if call.positional(0) != Some("yi") || call.positional(1) != Some("vi") {
        return None;
    }
    if table.numbers("yi")?.len() != table.numbers("vi")?.len() {
        return None;
    }
    let rows = rows(call.named("data")?, call.named("subset"), &table)?;
    let (yi, vi) = (table.numbers("yi")?, table.numbers("vi")?);
    let complete: Vec<usize> = rows
        .into_iter()
        .filter(|row| yi[*row].is_some() && vi[*row].is_some())
        .collect();
    let effects = complete
        .iter()
        .map(|row| StudyEffect::from_variance(yi[*row]?, vi[*row]?).ok())
        .collect::<Option<Vec<_>>>()?;
    Some(Studies {
        effects,
        table: table.rows(&complete),
    })
}

/// Row indices of `d`, `d[3, ]`, `d[1:6, ]`, `d[d$target != "C5", ]` and a subset expression.
fn rows(data: &str, subset: Option<&str>, table: &Table) -> Option<Vec<usize>> {
    let all: Vec<usize> = (0..table.len()).collect();
    let selected = if data == "d" {
        all
    } else if data == "g" {
        // The rows that the note of crede2010 speaks of.
        filter(r#"criterion == "grade""#, &all, table)?
    } else {
        let inner = data.strip_prefix("d[")?.strip_suffix(", ]")?;
        if let Some((first, last)) = inner.split_once(':') {
            (first.parse::<usize>().ok()? - 1..last.parse().ok()?).collect()
        } else if let Ok(row) = inner.parse::<usize>() {
            vec![row - 1]
        } else {
            filter(inner, &all, table)?
        }
    };
    match subset {
        Some(condition) => filter(condition, &selected, table),
        None => Some(selected),
    }
}

/// The rows for which `column == "text"`, `column != "text"` or `column > number` holds.
fn filter(condition: &str, rows: &[usize], table: &Table) -> Option<Vec<usize>> {
    let condition = condition.trim_matches(['(', ')']).replace("d$", "");
    if let Some((column, bound)) = condition.split_once(" > ") {
        let (cells, bound) = (table.numbers(column)?, bound.parse::<f64>().ok()?);
        let is_above = |row: &usize| cells[*row].is_some_and(|cell| cell > bound);
        return Some(rows.iter().copied().filter(is_above).collect());
    }
    let (column, text, equal) = if let Some((column, text)) = condition.split_once(" == ") {
        (column, text, true)
    } else {
        let (column, text) = condition.split_once(" != ")?;
        (column, text, false)
    };
    let text = text.trim_matches('"');
    let cells = table.column(column)?;
    Some(
        rows.iter()
            .copied()
            .filter(|row| (cells[*row].as_str() == Some(text)) == equal)
            .collect(),
    )
}

/// The options of an `rma` call; `None` if it uses a method that is not offered.
pub(crate) fn options(call: &Call) -> Option<PoolingOptions> {
    let level = match call.named("level") {
        Some(percent) => ConfidenceLevel::new(percent.parse::<f64>().ok()? / 100.0).ok()?,
        None => ConfidenceLevel::NINETY_FIVE,
    };
    // The median-unbiased estimate has a function of its own, which takes no model.
    let method = match call.named("method").unwrap_or("REML") {
        "GENQM" => "GENQ",
        method => method,
    };
    Some(PoolingOptions {
        model: Model::from_short_name(method)?,
        inference: Inference::from_short_name(call.named("test").unwrap_or("z"))?,
        level,
        prediction: PredictionRule::MetaforDefault,
    })
}

/// The call behind a named model (`m.reml`), or the text itself taken apart.
pub(crate) fn resolve(dataset: &Dataset, text: &str) -> Option<Call> {
    Call::parse(dataset.object(text).unwrap_or(text))
}
