//! The plots of an analysis beside the forest: [`bubble`] and [`baujat`] plots, the panel of
//! [`influence`] measures, the profile of the between-study variance ([`tau2_profile`]).
//!
//! Each takes the numbers to be shown, on the analysis scale and already computed, and gives a
//! [`Chart`], laid out for pages and for phones. What is no number is left out and named in a
//! remark; what lies beyond an axis becomes an arrowhead at its edge.

mod area;
pub mod baujat;
pub mod bubble;
mod chart;
mod frame;
pub mod influence;
mod labels;
mod legend;
mod sheet;
pub mod tau2_profile;

pub use chart::{Chart, ChartError};

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
