//! Which kinds of cases exist, how many, and where they are compared.

/// Where the cases of a kind are compared.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Coverage {
    /// In this test: so many of them.
    Here(usize),
    /// In `oracle_effects.rs`.
    Effects,
    /// Not yet: the method belongs to a later part of the work.
    NotYet,
}

/// One kind of case.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) kind: &'static str,
    pub(crate) cases: usize,
    pub(crate) coverage: Coverage,
}

const fn entry(kind: &'static str, cases: usize, coverage: Coverage) -> Entry {
    Entry {
        kind,
        cases,
        coverage,
    }
}

/// Every kind; the counts add up to all cases.
///
/// Of the kinds compared in part, the others are:
/// - anova 2, confint 4, cooks, hatvalues, ranef, rstandard, weights 1 each, predict 1: models of `rma.mv`, a later part;
/// - predict 2: the back-transformation of the Freeman-Tukey arcsine through a harmonic mean, which is not offered
///   because it can turn the order of proportions;
/// - rma 3: rows that the R code selects first (crede2010, mcdaniel1994), which this test does not do;
/// - meta 43: its Mantel-Haenszel and Peto estimates with metafor's default control (compared under `rma.mh` and
///   `rma.peto`), iterated estimators with that control, SMD, ROM and raw proportions by definitions of its own, tests of
///   asymmetry and trim and fill (a later part), subgroups (compared under `subgroup`), and ad hoc intervals `ci` and
///   `IQWiG6`.
pub(crate) const LEDGER: &[Entry] = &[
    entry("aggregate", 2, Coverage::NotYet),
    entry("anova", 7, Coverage::Here(5)),
    entry("baujat", 3, Coverage::Here(3)),
    entry("blup", 18, Coverage::Here(18)),
    entry("clubSandwich", 19, Coverage::NotYet),
    entry("confint", 136, Coverage::Here(132)),
    entry("conv.fivenum", 5, Coverage::Effects),
    entry("conv.wald", 1, Coverage::Effects),
    entry("cooks", 19, Coverage::Here(18)),
    entry("cumul", 29, Coverage::Here(29)),
    entry("decomp.design", 9, Coverage::NotYet),
    entry("dfbetas", 18, Coverage::Here(18)),
    entry("dta", 6, Coverage::NotYet),
    entry("escalc", 591, Coverage::Effects),
    entry("fitted", 18, Coverage::Here(18)),
    entry("fsn", 36, Coverage::NotYet),
    entry("gosh", 7, Coverage::NotYet),
    entry("hatvalues", 19, Coverage::Here(18)),
    entry("hc", 6, Coverage::Here(6)),
    entry("identical", 15, Coverage::Here(15)),
    entry("influence", 19, Coverage::Here(19)),
    entry("k1", 2, Coverage::Here(2)),
    entry("k2", 14, Coverage::Here(14)),
    entry("leave1out", 32, Coverage::Here(32)),
    entry("loglik", 8, Coverage::Here(8)),
    entry("meta", 62, Coverage::Here(19)),
    entry("netcomb", 1, Coverage::NotYet),
    entry("netmeasures", 9, Coverage::NotYet),
    entry("netmeta", 27, Coverage::NotYet),
    entry("netmetabin", 2, Coverage::NotYet),
    entry("netrank", 9, Coverage::NotYet),
    entry("netsplit", 13, Coverage::NotYet),
    entry("pairwise", 14, Coverage::NotYet),
    entry("permutest", 9, Coverage::Here(9)),
    entry("predict", 22, Coverage::Here(19)),
    entry("ranef", 19, Coverage::Here(18)),
    entry("ranktest", 19, Coverage::NotYet),
    entry("ratio-to-log", 1, Coverage::Effects),
    entry("reg", 151, Coverage::Here(151)),
    entry("regtest", 154, Coverage::NotYet),
    entry("residuals", 18, Coverage::Here(18)),
    entry("rma", 1055, Coverage::Here(1052)),
    entry("rma.glmm", 56, Coverage::NotYet),
    entry("rma.ls", 7, Coverage::NotYet),
    entry("rma.mh", 118, Coverage::Here(118)),
    entry("rma.mv", 54, Coverage::NotYet),
    entry("rma.peto", 11, Coverage::Here(11)),
    entry("robust", 16, Coverage::NotYet),
    entry("rstandard", 19, Coverage::Here(18)),
    entry("rstudent", 18, Coverage::Here(18)),
    entry("selmodel", 30, Coverage::NotYet),
    entry("spread", 13, Coverage::Here(13)),
    entry("spread-huge", 13, Coverage::Here(13)),
    entry("subgroup", 25, Coverage::Here(25)),
    entry("summary.escalc", 1, Coverage::Effects),
    entry("tes", 8, Coverage::NotYet),
    entry("transf", 19, Coverage::Effects),
    entry("trimfill", 142, Coverage::NotYet),
    entry("vif", 1, Coverage::Here(1)),
    entry("weights", 19, Coverage::Here(18)),
];
