//! What was meant by what was typed, checked once; the commands read this and nothing else.

mod pool;

use crate::args::{CheckArgs, Denied, FindingsFormat, LangArg, OutputArg};
use crate::failure::Failure;
use crate::terminal;
use jiff::civil::Date;
use std::path::PathBuf;
use trialpool_ingest::Severity;
use trialpool_language::Language;

pub(crate) use pool::{Input, PoolOptions, QuantileRule, Recovery};

/// What `check` is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheckOptions {
    pub(crate) registry: PathBuf,
    pub(crate) format: FindingsFormat,
    /// Each file once.
    pub(crate) outputs: Vec<OutputArg>,
    pub(crate) notes: bool,
    pub(crate) quiet: bool,
    pub(crate) exit_zero: bool,
    /// The least grave finding that lets the check fail.
    pub(crate) fails_at: Severity,
    pub(crate) language: Language,
    /// The day on which waivers are judged, if not today.
    pub(crate) today: Option<Date>,
}

impl CheckOptions {
    /// Checks what was typed.
    pub(crate) fn new(args: CheckArgs) -> Result<Self, Failure> {
        for (index, output) in args.output.iter().enumerate() {
            let file = &output.file;
            if args.output[..index].iter().any(|other| other.file == *file) {
                let message = format!("two outputs go to `{}`", file.display());
                return Err(Failure::call(message).help("each `--output` has a file of its own"));
            }
        }
        Ok(Self {
            registry: args.registry.dir,
            format: args.format,
            outputs: args.output,
            notes: args.notes,
            quiet: args.quiet,
            exit_zero: args.exit_zero,
            fails_at: match args.deny {
                None => Severity::Error,
                Some(Denied::Warnings) => Severity::Warning,
            },
            language: language(&args.lang),
            today: args.today,
        })
    }
}

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
