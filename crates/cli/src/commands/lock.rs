//! `trialpool lock`: the protocol is registered as it stands.

use super::check::{open, today};
use crate::failure::{Failure, Outcome, Verdict};
use crate::publish;
use crate::terminal;
use crate::words::{with, words};
use jiff::civil::Date;
use std::path::Path;
use trialpool_ingest::LOCK;
use trialpool_language::Language;

/// Writes `protocol.lock` beside the protocol.
pub(crate) fn run(dir: &Path, date: Option<Date>, language: Language) -> Outcome {
    let files = open(dir)?;
    let lock = trialpool_review::lock(&files, date.unwrap_or_else(today))
        .map_err(|error| Failure::call(error.to_string()).help("`trialpool check` says where"))?;
    let path = dir.join(LOCK);
    publish::write(&path, lock.as_bytes())?;
    let told = with().text("file", terminal::visible(&path.display().to_string()));
    terminal::say(&words(language).format("lock-written", &told));
    Ok(Verdict::Good)
}
