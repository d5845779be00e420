//! Published analyses, one test a paper: the numbers as printed, to half a unit of their last digit.
//!
//! The inputs are the papers' own tables, or the data sets of the oracle that hold them. What a test asserts was read
//! in the paper it cites; where a paper's figure does not follow from the inputs known to us, there is no test.

#[path = "published/classic.rs"]
mod classic;
#[path = "published/neurology.rs"]
mod neurology;
#[path = "published/support.rs"]
mod support;
