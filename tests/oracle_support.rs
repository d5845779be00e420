//! The oracle: results of established R packages, one file a data set (`oracle/README.md`).
//!
//! [`datasets`] loads them, [`Checker`] compares a case field by field in its tolerance class and
//! notices fields that were passed over.

mod call;
mod compare;
mod table;

pub use call::Call;
pub use compare::Checker;
pub use table::Table;

use std::path::PathBuf;

use serde_json::Value;

/// The number of cases in all files.
pub const CASES: usize = 3_194;

/// One data set with its cases.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Name of the data set and of its file.
    pub id: String,
    /// The table, called `d` in calls.
    pub data: Table,
    /// Named R objects that calls refer to, as R code.
    pub objects: Vec<(String, String)>,
    /// The cases, in the order of the file.
    pub cases: Vec<Case>,
}

/// One call and what it gave.
#[derive(Debug, Clone)]
pub struct Case {
    /// Unique within the data set; the first part is the kind.
    pub id: String,
    /// The R call.
    pub call: String,
    /// `closed`, `iter`, `quad` or `optim`.
    pub class: String,
    /// Relative tolerance to test with.
    pub tolerance: f64,
    /// What it gave.
    pub expect: Value,
}

impl Case {
    /// The first part of the id: `rma`, `escalc`, `confint` …
    pub fn kind(&self) -> &str {
        self.id.split('/').next().unwrap_or(&self.id)
    }
}

impl Dataset {
    /// The case of an id.
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == id)
    }

    /// The R code of a named object.
    pub fn object(&self, name: &str) -> Option<&str> {
        self.objects
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, code)| code.as_str())
    }
}

/// Every data set, ordered by name.
///
/// # Panics
/// If a file cannot be read: the test that asks for it must fail.
pub fn datasets() -> Vec<Dataset> {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("oracle");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&directory)
        .unwrap_or_else(|error| panic!("{}: {error}", directory.display()))
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .filter(|path| path.file_stem().is_none_or(|s| s != "high_precision"))
        .collect();
    paths.sort();
    paths.iter().map(load).collect()
}

fn load(path: &PathBuf) -> Dataset {
    let name = path.display();
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let value: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let string = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let objects = value["objects"]
        .as_object()
        .map(|map| map.iter().map(|(k, v)| (k.clone(), string(v))).collect())
        .unwrap_or_default();
    let cases = value["cases"]
        .as_array()
        .unwrap_or_else(|| panic!("{name}: no cases"))
        .iter()
        .map(|case| Case {
            id: string(&case["id"]),
            call: string(&case["call"]),
            class: string(&case["class"]),
            tolerance: case["tol"].as_f64().unwrap_or(0.0),
            expect: case["expect"].clone(),
        })
        .collect();
    Dataset {
        id: string(&value["id"]),
        data: Table::from_columns(&value["data"]),
        objects,
        cases,
    }
}
