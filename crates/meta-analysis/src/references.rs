//! The literature that the documentation cites.
