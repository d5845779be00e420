//! What was meant by what was typed, checked once; the commands read this and nothing else.

mod pool;

use crate::args::LangArg;
use crate::terminal;
use std::path::PathBuf;
use trialpool_language::Language;

pub(crate) use pool::{Input, Method, PoolOptions};

/// What `report` is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportOptions {
    pub(crate) registry: PathBuf,
    pub(crate) out: PathBuf,
    /// Each once, in the order of [`Language::ALL`].
    pub(crate) languages: Vec<Language>,
    pub(crate) check: bool,
}

impl ReportOptions {
    /// Checks what was typed.
    pub(crate) fn new(registry: PathBuf, out: PathBuf, codes: &[String], check: bool) -> Self {
        let asked = |language: &Language| codes.iter().any(|code| code == language.code());
        Self {
            registry,
            out,
            languages: Language::ALL.into_iter().filter(asked).collect(),
            check,
        }
    }
}

/// The language of messages.
pub(crate) fn language(lang: &LangArg) -> Language {
    lang.lang
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or_else(terminal::locale)
}
