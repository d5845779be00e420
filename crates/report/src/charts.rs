//! The plots of an analysis beside the forest: [`bubble`] and [`baujat`] plots, the panel of
//! [`influence`] measures, the profile of the between-study variance ([`tau2_profile`]).
//!
//! Each takes the numbers to be shown, on the analysis scale and already computed, and gives a
//! [`Chart`], laid out for pages and for phones. What is no number is left out and named in a
//! remark; what lies beyond an axis becomes an arrowhead at its edge.
//!
//! # Example
//!
//! ```
//! use trialpool_language::Language;
//! use trialpool_report::charts::baujat::{self, Baujat, Study};
//!
//! let chart = baujat::draw(&Baujat {
//!     language: Language::English,
//!     title: "Mortality: Baujat plot".to_owned(),
//!     studies: vec![Study {
//!         label: "Hart 1977".to_owned(),
//!         contribution: 1.59,
//!         influence: 0.24,
//!     }],
//!     notes: Vec::new(),
//! })?;
//! assert!(chart.file().starts_with("<svg"));
//! let [wide, compact] = chart.inline(["mortality", "mortality-narrow"]);
//! # assert!(wide.contains("Hart 1977") && compact.contains("Hart 1977"));
//! # Ok::<(), trialpool_report::charts::ChartError>(())
//! ```

mod area;
pub mod baujat;
pub mod bubble;
mod chart;
mod frame;
mod from_findings;
pub mod influence;
mod labels;
mod legend;
mod points;
mod sheet;
pub mod tau2_profile;

pub use chart::{Chart, ChartError};
pub use from_findings::{Figure, figures, from_findings};

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
