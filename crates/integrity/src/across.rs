//! Rules on the registry as a whole.

mod shared_registration;

use crate::context::Context;
use trialpool_ingest::Sink;

/// A rule on the whole registry.
pub(crate) type Rule = fn(&Context<'_, '_>, &mut Sink<'_>);

/// The rules on the whole registry.
pub(crate) const RULES: &[Rule] = &[shared_registration::check];
