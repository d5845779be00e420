//! Published analyses, one test a paper, to half a unit of the last digit given.
//!
//! Inputs are the papers' own tables, or the data sets of the oracle that hold them. The reference values of a test
//! stand in the source that its comment names. Few of the papers could be read in full: a source is the abstract of the
//! paper as its journal or a library shows it, the paper itself where it is open, or the test suite of metafor (commit
//! 71ae8f5 and later), which quotes the printed tables page by page with the unrounded results beside them. Where only
//! such results are named, agreement is with them, and through them with the paper to its own digits.

#[path = "published/bootstrap.rs"]
mod bootstrap;
#[path = "published/classic.rs"]
mod classic;
#[path = "published/methods.rs"]
mod methods;
#[path = "published/neurology.rs"]
mod neurology;
#[path = "published/support.rs"]
mod support;
