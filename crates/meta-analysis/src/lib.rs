//! meta-analysis
