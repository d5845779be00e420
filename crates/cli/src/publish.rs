//! Puts files in their places: whole or not at all.
//!
//! Of a report [`present`] says what is there, [`compare()`] what differs, and [`replace()`] exchanges the
//! old one for the new. [`write()`] puts a single file in its place.

mod compare;
mod present;
mod replace;

pub(crate) use compare::{Difference, compare};
pub(crate) use replace::{replace, write};
