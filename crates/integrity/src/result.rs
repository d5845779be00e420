//! Rules on one row of results: what its figures say of each other.

mod zero_p;

use crate::context::Context;
use trialpool_ingest::{ArmResult, Contrast, Sink};

/// A rule on one comparison and what it refers to.
pub(crate) type ContrastRule = fn(&Contrast<'_>, &Context<'_, '_>, &mut Sink<'_>);

/// A rule on the result of one arm and what it refers to.
pub(crate) type ArmResultRule = fn(&ArmResult<'_>, &Context<'_, '_>, &mut Sink<'_>);

/// The rules on each row of `contrasts`.
pub(crate) const CONTRAST_RULES: &[ContrastRule] = &[zero_p::check];

/// The rules on each row of `arm_results`.
pub(crate) const ARM_RESULT_RULES: &[ArmResultRule] = &[];
