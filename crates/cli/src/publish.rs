//! Puts the files of a report into their directory: whole or not at all.
//!
//! [`present`] says what is there, [`compare()`] what differs, [`replace()`] exchanges the old report
//! for the new one.

mod compare;
mod present;
mod replace;

pub(crate) use compare::{Difference, compare};
pub(crate) use replace::replace;
