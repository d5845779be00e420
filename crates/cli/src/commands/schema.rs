//! `trialpool schema`: the JSON Schema of what other programs read.
//!
//! That of `pool` follows from the types that are printed. Findings and diagnostics belong to crates
//! that know nothing of schemas: theirs stand in `schema/`, and the tests validate outputs against them.

use super::pool::Document;
use crate::args::SchemaOf;
use crate::failure::{Failure, Outcome, Verdict};
use crate::terminal;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// Prints it.
pub(crate) fn run(of: SchemaOf) -> Outcome {
    let text = match of {
        SchemaOf::Pool => {
            let mut text = serde_json::to_string_pretty(&pool())
                .map_err(|error| Failure::output(std::io::Error::other(error)))?;
            text.push('\n');
            text
        }
        SchemaOf::Findings => include_str!("../../schema/findings.json").to_owned(),
        SchemaOf::Check => include_str!("../../schema/check.json").to_owned(),
    };
    terminal::print(text.as_bytes())?;
    Ok(Verdict::Good)
}

/// The schema of the document.
fn pool() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<Document>()
        .to_value();
    numbers_may_be_null(&mut schema);
    schema
}

/// A number that is not finite is written as null.
fn numbers_may_be_null(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.get("type").is_some_and(|kind| kind == "number") {
                object.insert("type".to_owned(), serde_json::json!(["number", "null"]));
            }
            object.values_mut().for_each(numbers_may_be_null);
        }
        Value::Array(items) => items.iter_mut().for_each(numbers_may_be_null),
        _ => {}
    }
}
