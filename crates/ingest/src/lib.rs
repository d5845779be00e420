//! Reads a registry of trial results from its files, or every problem in them at once.
//!
//! # Steps
//! 1. [`Files`] holds `review.toml` and each CSV file it names, as read.
//! 2. [`read`] turns them into a [`Registry`]: typed rows whose references are keys and whose
//!    numbers keep the precision they were printed with ([`Reported`]).
//! 3. On the way the rules of `checks` look at files, cells, rows and the whole; what they find
//!    is a list of [`Diagnostic`]s, data that points at bytes of the files.
//! 4. [`render`] turns these into text or JSON, in either [language](trialpool_language::Language).
//!
//! A row keeps its file, line and byte ([`Row`]); the places of its cells are found again on
//! demand ([`Files::cells`]), so that a million rows fit into memory.

mod checks;
mod codes;
mod column;
mod content;
mod diagnostic;
mod domain;
mod encoding;
mod files;
mod identifiers;
mod manifest;
mod message;
mod number;
mod read;
mod records;
mod registry;
pub mod render;
pub mod sheet;
mod source;
mod span;
mod table_kind;
mod tables;
mod visible;
mod vocabulary;
mod words;

pub use codes::{Code, nearest};
pub use column::Column;
pub use diagnostic::{Diagnostic, Label, Severity, Waived};
pub use files::{CellView, Files, LOCK, OpenError, PROTOCOL, WAIVERS};
pub use message::Message;
pub use number::{NotANumber, Reported};
pub use read::{Reading, Sink, in_order, read};
pub use registry::{
    ArmKey, Entry, Key, OutcomeKey, PopulationKey, Registry, Row, SourceKey, SubgroupKey, Table,
    TimepointKey, TreatmentKey, TrialKey,
};
pub use source::{FileId, SourceFile};
pub use span::ByteSpan;
pub use table_kind::TableKind;
pub use tables::{
    Arm, ArmResult, Baseline, Bilingual, Conflict, Contrast, Fact, Outcome, Population, Source,
    Subgroup, Timepoint, Treatment, Trial,
};
pub use vocabulary::{
    Benefit, Blinding, ConflictKind, ContrastMeasure, Design, OutcomeKind, POperator, Retained,
    SourceKind, VerificationState,
};
