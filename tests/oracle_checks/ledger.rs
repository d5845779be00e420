//! Which cases exist, and what becomes of each: compared here, compared in `oracle_effects.rs`, or a later method's.
//!
//! A case that no line speaks of fails the test, and so does a line that speaks of more or fewer cases than it says.

/// Kinds (first parts of ids) that `oracle_effects.rs` compares, with the number of their cases.
pub(crate) const EFFECTS: &[(&str, usize)] = &[
    ("conv.fivenum", 5),
    ("conv.wald", 1),
    ("escalc", 591),
    ("ratio-to-log", 1),
    ("summary.escalc", 1),
    ("transf", 19),
];

/// Cases of methods that are not offered yet: the beginning of their ids, how many there are, and what they belong to.
pub(crate) const LATER: &[(&str, usize, &str)] = &[
    ("anova/contrast/AL-PD", 1, DEPENDENT),
    ("anova/rma.mv/", 1, DEPENDENT),
    ("clubSandwich/", 19, DEPENDENT),
    ("confint/3level", 2, DEPENDENT),
    ("confint/UN", 1, DEPENDENT),
    ("confint/rma.mv/", 1, DEPENDENT),
    ("cooks/rma.mv/", 1, DEPENDENT),
    ("decomp.design", 9, NETWORKS),
    ("dta/", 6, "diagnostic accuracy"),
    ("fsn/", 36, BIAS),
    ("gosh/", 7, "all subsets of the studies"),
    ("hatvalues/rma.mv/", 1, DEPENDENT),
    ("meta/copas-free/trimfill/", 1, BIAS),
    ("meta/metabias/", 16, BIAS),
    ("netcomb", 1, NETWORKS),
    ("netmeasures", 9, NETWORKS),
    ("netmeta/", 27, NETWORKS),
    ("netmetabin/", 2, NETWORKS),
    ("netrank", 9, NETWORKS),
    ("netsplit", 13, NETWORKS),
    ("pairwise", 14, NETWORKS),
    ("predict/rma.mv/", 1, DEPENDENT),
    ("ranef/rma.mv/", 1, DEPENDENT),
    ("ranktest", 19, BIAS),
    ("regtest/", 154, BIAS),
    ("rma.glmm/", 56, "likelihoods of rare events"),
    ("rma.ls/", 7, "models of the scale of heterogeneity"),
    ("rma.mv/", 54, DEPENDENT),
    ("robust/", 16, DEPENDENT),
    ("rstandard/rma.mv/", 1, DEPENDENT),
    ("selmodel/", 30, BIAS),
    ("tes/", 8, BIAS),
    ("trimfill/", 142, BIAS),
    ("weights/rma.mv/", 1, DEPENDENT),
];

const BIAS: &str = "reporting bias";
const DEPENDENT: &str = "dependent effects and robust variances";
const NETWORKS: &str = "networks of treatments";

/// What the ledger says of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Compared in this test.
    Here,
    /// Compared in `oracle_effects.rs`.
    Effects,
    /// Belongs to a later method, whose subject this is.
    Later(&'static str),
}

/// Where a case belongs: what no other line names is compared here.
pub(crate) fn place(id: &str, kind: &str) -> Place {
    if EFFECTS.iter().any(|(name, _)| *name == kind) {
        return Place::Effects;
    }
    let later = LATER.iter().find(|(start, _, _)| id.starts_with(start));
    later.map_or(Place::Here, |(_, _, subject)| Place::Later(subject))
}
