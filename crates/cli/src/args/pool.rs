//! What `pool` can be told.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ValueEnum, ValueHint};
use std::path::PathBuf;
use trialpool_meta_analysis::effect_size::{BiasCorrection, CorrectTo, VarianceType};
use trialpool_meta_analysis::{Measure, PoolingMethod, TestChoice};

/// What `pool` is for.
pub(super) const ABOUT: &str = "Pools the studies of one CSV file, without a registry.\n\n\
    The definitions are metafor's, so that the two can be compared digit by digit (`--format r` \
    writes the script that does it). Rows in which a needed cell is empty or `NA` are left out, and \
    the output says so; a cell that cannot be right is an error, shown at its place.";

/// Columns, formulas, keys, examples.
pub(super) const AFTER: &str = "\
Columns (as in metafor; the first set that the header has is used):
  yi vi | yi sei                      effects, on the analysis scale (logs for ratios)
  ai bi ci di | ai n1i ci n2i         2x2 tables        RR OR RD AS PETO PHI YUQ YUY RTET ...
  x1i t1i x2i t2i                     events, time      IRR IRD IRSD
  m1i sd1i n1i m2i sd2i n2i           two means         MD SMD SMDH SMD1 ROM CVR VR RPB ...
  m1i sd1i m2i sd2i ni ri             pre and post      MC SMCC SMCR SMCRP ROMC CVRC VRC ...
  xi ni                               proportions       PR PLN PLO PRZ PAS PFT
  xi ti                               rates             IR IRLN IRS IRFT
  mi sdi ni                           means             MN MNLN SMN SDLN CVLN
  ri ni                               correlations      COR UCOR ZCOR
  ti ni mi [r2i]                      regressions       PCOR ZPCOR [SPCOR ZSPCOR]
  ai mi ni                            Cronbach's alpha  ARAW AHW ABT
  estimate ci_lower ci_upper [ci_level]
                                      as published      HR RR OR IRR RD MD ... (ratios as ratios)
  slab or study                       labels of the rows

A row that fills none of these is read from what it prints instead; the output names the route:
  estimate (or reduction_percent) with p [p_operator] or zi
                                      p may be a bound: `<0.001`; zi is the test statistic z
  se1i, or ci_lower1i ci_upper1i, for sd1i; sd_before1i sd_after1i r1i for the SD of a change
  median1i with q1_1i q3_1i, min1i max1i, or all four, for m1i and sd1i
                                      the same with 2i for the other group; for one group sei,
                                      mediani q1i q3i mini maxi (--quantiles, --skewed)
  sd_changei, or --ri, for ri         pre and post
  n1i n2i with events (of both groups) or ci, and ori, rri or x2i
                                      2x2 tables; x2i is chi-squared, negative if group 1 has less
  oei voei | d1i d2i with estimate or zi
                                      HR from a logrank test: O-E and its variance, or the events

Methods: EE (also FE) is the common effect; MH and PETO pool tables without estimating each study;
IVHET and HC take the common-effect mean with random-effects uncertainty (Doi; Henmi, Copas);
every other name is an estimator of the between-study variance; GENQM is the median-unbiased GENQ.

Moderators: `--mods a,b` is short for `--mods '~ a + b'`. In a formula, which starts with `~`:
  a + b           columns; one with anything but numbers is a factor, its first level (in
                  alphabetical order) the reference; `a name` in backquotes if it is not one word
  factor(a)       a factor even if it holds numbers;  factor(a, x): x is the reference
  a:b   a*b       the interaction; a*b is a + b + a:b
  poly(a, 2)      orthogonal polynomial of that degree (R's poly)
  rcs(a, 3)       restricted cubic spline with 3 to 5 knots at Harrell's quantiles (rms's rcs)
  - 1   or 0 +    no intercept; the first factor then has a coefficient for every level

Contrasts: `--contrast 'alloc: random - alloc: systematic; 10*ablat = 0.5'`. Weights are numbers or
fractions (`1/2*a`, `a/2`, `2 a`); names are those of the coefficients, in backquotes if they could
be misread; in interactions `:` does for `×`. Each estimate is the left side less the right.

CSV: the first column is the kind of the row. study, subgroup, coefficient, pooled, prediction,
predicted and contrast are the lines of the table; tau2, i2, h2, subgroup_tau2 and common_tau2 the
heterogeneity; q, between_groups, moderators, terms, hypothesis, comparison, cochran, cmh,
breslow_day and tarone tests (F where df2 is filled); full and reduced the models compared.
Sections have leave_one_out, cumulative, panel, correlation, fitted, fitted_prediction, permutation
(p), exceedance (probabilities), fit_ml, fit_reml, gvif, gsif, and of influence rstudent, dffits,
cook_d, cov_r, tau2_del, qe_del, hat, influential (1 or 0).

JSON: `trialpool schema pool` describes every key. `--with` adds the keys leave_one_out, cumulative,
influence, permutation, fitted, vif, fit_statistics, panel; `--mid` adds exceedance, `--predict`
predictions, `--btt` term_tests, `--contrast` contrasts, `--compare` comparison.

Examples:
  trialpool pool bcg.csv --measure RR
  trialpool pool bcg.csv --measure OR --method DL --test knha --by alloc
  trialpool pool bcg.csv --measure RR --mods ablat,year
  trialpool pool bcg.csv --measure RR --mods '~ rcs(ablat, 3) + factor(alloc, random)'
  trialpool pool bcg.csv --measure RR --mods ablat,alloc --predict 'ablat = 20, 40; alloc = random'
  trialpool pool bcg.csv --measure RR --mods ablat,alloc --btt alloc --with vif
  trialpool pool bcg.csv --measure RR --mods ablat,alloc --contrast 'alloc: random - 10*ablat'
  trialpool pool bcg.csv --measure RR --method ML --mods ablat,alloc --compare '~ ablat'
  trialpool pool bcg.csv --measure RR --with leave-one-out,influence --pi k-2 --mid 0.8
  trialpool pool bcg.csv --measure RR --mods ablat --with permutation --seed 7
  trialpool pool bcg.csv --measure RD --vtype AV
  trialpool pool bcg.csv --measure RR --format r | Rscript -
  trialpool pool hazard_ratios.csv --measure HR --format md
  cut -d, -f1-4 results.csv | trialpool pool - --measure GEN --format json | jq .estimate";

/// What `pool` can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct PoolArgs {
    /// The CSV file; `-` reads standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// What the effects measure, by the literature's short name: GEN, HR, RR, OR, RD, IRR, MD, SMD, PLO ...
    #[arg(
        long,
        short,
        value_name = "M",
        ignore_case = true,
        hide_possible_values = true,
        value_parser = PossibleValuesParser::new(measures())
    )]
    pub(crate) measure: String,
    /// The model: EE for a common effect, the estimator of the between-study variance, or MH, PETO, IVHET, HC
    #[arg(
        long,
        default_value = "REML",
        ignore_case = true,
        value_parser = PossibleValuesParser::new(methods())
    )]
    pub(crate) method: String,
    /// The between-study variance, if it is known: none is estimated
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    pub(crate) tau2: Option<f64>,
    /// The column with weights to take instead of inverse variances; GENQ and GENQM estimate with them, too
    #[arg(long, value_name = "COL", conflicts_with = "tau2")]
    pub(crate) weights: Option<String>,
    /// Test and interval: Wald z, Wald t, Hartung-Knapp, the same never narrower than Wald's, Kenward-Roger
    #[arg(long, default_value = "z", value_parser = TestChoice::SHORT_NAMES)]
    pub(crate) test: String,
    /// Level of the intervals, in per cent
    #[arg(long, default_value = "95", value_name = "PERCENT")]
    pub(crate) level: String,
    /// What is added to the cells of a table with zeros [default: 0.5, or 0 where zeros do no harm (AS, PAS ...)]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub(crate) add: Option<f64>,
    /// Which studies it is added to: those with a zero; all; all if one has a zero; none [default: only0]
    #[arg(long, value_parser = PossibleValuesParser::new(CORRECT_TO.map(CorrectTo::short_name)))]
    pub(crate) to: Option<String>,
    /// Whether it is added alike in both groups, or in proportion to their sizes (treatment-arm correction)
    #[arg(long, value_name = "HOW", default_value = "equal", value_parser = ["equal", "size"])]
    pub(crate) add_by: String,
    /// Leave out studies without events in both arms (or with nothing but events)
    #[arg(long)]
    pub(crate) drop00: bool,
    /// How the variances of effects computed here are estimated, by metafor's names, as far as the measure has
    /// them [default: LS]
    #[arg(long, value_name = "TYPE", ignore_case = true, value_parser = PossibleValuesParser::new(VarianceType::ALL.map(VarianceType::short_name)))]
    pub(crate) vtype: Option<String>,
    /// How their small-sample bias is corrected [default: exact for standardised differences, approximate for log ratios]
    #[arg(long, value_name = "HOW", ignore_case = true, value_parser = PossibleValuesParser::new(BiasCorrection::ALL.map(BiasCorrection::short_name)))]
    pub(crate) correction: Option<String>,
    /// Leave out the continuity correction of the tests that go with Mantel and Haenszel's method
    #[arg(long)]
    pub(crate) no_correct: bool,
    /// What may explain the effects (meta-regression): columns, or a formula that starts with `~` (see below)
    #[arg(long, value_name = "COL[,COL...]|~FORMULA")]
    pub(crate) mods: Option<String>,
    /// Effects at these values of the moderators, every combination of them: `'year = 1950, 1970; alloc = random'`
    #[arg(long, value_name = "COL = X[,X...][; ...]", requires = "mods")]
    pub(crate) predict: Vec<String>,
    /// Test that the coefficients of these terms are all 0; may be given several times
    #[arg(long, value_name = "TERM[,TERM...]|~FORMULA", requires = "mods")]
    pub(crate) btt: Vec<String>,
    /// Test a linear hypothesis about the coefficients, by their names in the output: `'ablat - 10*year = 0'`;
    /// `;` joins several to one test; may be given several times
    #[arg(
        long,
        value_name = "SUM [= SUM][; ...]",
        requires = "mods",
        allow_hyphen_values = true
    )]
    pub(crate) contrast: Vec<String>,
    /// Compare the model with this one nested in it by the likelihood ratio; `'~ 1'` has no moderators
    #[arg(long, value_name = "COL[,COL...]|~FORMULA", requires = "mods")]
    pub(crate) compare: Option<String>,
    /// Correlation between two measurements of a group, for rows that report none
    #[arg(long, value_name = "R", allow_negative_numbers = true)]
    pub(crate) ri: Option<f64>,
    /// Also pool with these two correlations: how much the assumed one matters
    #[arg(
        long,
        value_name = "LOW,HIGH",
        requires = "ri",
        allow_negative_numbers = true,
        value_delimiter = ','
    )]
    pub(crate) ri_band: Vec<f64>,
    /// How a mean and its standard deviation are recovered from median, quartiles and range
    #[arg(long, value_name = "RULE", value_enum, default_value_t = QuantileRule::Norm)]
    pub(crate) quantiles: QuantileRule,
    /// What is done with quantiles too skewed for that
    #[arg(long, value_name = "WHAT", default_value = "leave-out", value_parser = ["leave-out", "use"])]
    pub(crate) skewed: String,
    /// Rows of one study (of one label) that have the same control group
    #[arg(long, value_name = "HOW", value_enum)]
    pub(crate) shared_control: Option<SharedControl>,
    /// Pool by the values of this column, and test whether the groups differ
    #[arg(long, value_name = "COL", conflicts_with = "mods")]
    pub(crate) by: Option<String>,
    /// Whether each group has its own between-study variance or all have one
    #[arg(long, value_name = "WHICH", requires = "by", default_value = "separate", value_parser = ["separate", "common"])]
    pub(crate) by_tau2: String,
    /// The column with the labels of the rows [default: slab or study]
    #[arg(long, value_name = "COL")]
    pub(crate) slab: Option<String>,
    /// Prediction interval [default: as metafor: z with --test z, kr with --test kr, else k-1]
    #[arg(long, value_name = "RULE", value_parser = PossibleValuesParser::new(explained(&PREDICTIONS)))]
    pub(crate) pi: Option<String>,
    /// Samples of `--pi bootstrap`
    #[arg(long, value_name = "N", default_value_t = 25_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub(crate) bootstrap: u32,
    /// Interval of the between-study variance
    #[arg(long, value_name = "HOW", default_value = "qprofile", value_parser = PossibleValuesParser::new(explained(&VARIANCE_INTERVALS)))]
    pub(crate) tau2_ci: String,
    /// Probability that the effect in a new setting lies above this value, and below (a ratio for
    /// ratios: the minimal important difference)
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    pub(crate) mid: Option<f64>,
    /// More sections, separated by commas
    #[arg(long, value_name = "SECTION", value_enum, value_delimiter = ',')]
    pub(crate) with: Vec<Section>,
    /// The permutation test looks at all permutations if there are at most so many, else at so many random ones
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) permutations: u64,
    /// Seed of random permutations and of the bootstrap; the same seed gives the same result on every machine
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// How the result is written; json and csv hold full precision on the analysis scale
    #[arg(long, value_enum, default_value_t = PoolFormat::Table)]
    pub(crate) format: PoolFormat,
}

/// The choices of `--quantiles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum QuantileRule {
    /// For normal data (Luo, Wan, Shi; metafor's conv.fivenum)
    Norm,
    /// For log-normal data (Shi)
    Lnorm,
    /// The family that fits the quantiles best (McGrath's QE)
    Qe,
    /// Normal after a power transformation (Cai's MLN)
    Mln,
    /// Rules of thumb from the range (Hozo)
    Hozo,
}

/// The choices of `--shared-control`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SharedControl {
    /// One comparison: the treated groups together against the control
    Combine,
    /// Each comparison by itself, then one effect by the covariance that the control gives them
    Covariance,
    /// An approximation: each comparison has its share of the control
    Split,
}

/// The choices of `--pi`, by the short names of [`PredictionChoice`](trialpool_meta_analysis::PredictionChoice).
const PREDICTIONS: [(&str, &str); 9] = [
    (
        "k-1",
        "The test's standard error, t with k-1 degrees of freedom (Veroniki; meta's default)",
    ),
    (
        "k-2",
        "The test's standard error, t with k-2 degrees of freedom (Higgins, Thompson, Spiegelhalter)",
    ),
    ("z", "The test's standard error, normal quantile"),
    ("hk", "Hartung-Knapp's standard error, t with k-1"),
    (
        "hk-pr",
        "Hartung-Knapp's standard error, t with k-2 (Partlett, Riley)",
    ),
    (
        "kr",
        "Kenward-Roger's standard error and degrees of freedom",
    ),
    (
        "kr-pr",
        "Kenward-Roger's standard error, one degree of freedom less (Partlett, Riley)",
    ),
    (
        "bootstrap",
        "Parametric bootstrap (Nagashima, Noma, Furukawa), see --bootstrap and --seed",
    ),
    ("none", "None"),
];

/// The choices of `--tau2-ci`, by those of [`VarianceIntervalMethod`](trialpool_meta_analysis::VarianceIntervalMethod).
const VARIANCE_INTERVALS: [(&str, &str); 5] = [
    ("qprofile", "Q-profile (Viechtbauer)"),
    ("pl", "Profile likelihood, of ML or REML"),
    (
        "genq",
        "Exact distribution of Cochran's Q, weights 1/v (Biggerstaff, Jackson)",
    ),
    (
        "jackson",
        "Exact distribution of the generalised Q with weights 1/sqrt(v) (Jackson)",
    ),
    (
        "bt",
        "Gamma approximation of Cochran's Q (Biggerstaff, Tweedie)",
    ),
];

/// Names with what they mean.
fn explained(names: &[(&'static str, &'static str)]) -> Vec<PossibleValue> {
    let values = names
        .iter()
        .map(|(name, help)| PossibleValue::new(name).help(help));
    values.collect()
}

/// What `--with` adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Section {
    /// The result without each study
    LeaveOneOut,
    /// The result after each study, in the order of the file
    Cumulative,
    /// Residuals, leverages and what changes without each study
    Influence,
    /// p values by permutation (of the signs, or of the moderators)
    Permutation,
    /// What the moderators predict for each study
    Fitted,
    /// Variance inflation of each moderator
    Vif,
    /// Log-likelihoods and information criteria, ML and REML
    FitStatistics,
    /// Common effect, Hartung-Knapp with and without guard, and Wald side by side (for few studies)
    Panel,
}

impl Section {
    /// The name as it is typed.
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// How `pool` writes its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PoolFormat {
    /// Text to read
    Table,
    /// The whole fit, as one object
    Json,
    /// One row a study, then the results
    Csv,
    /// A Markdown table
    Md,
    /// A LaTeX table (booktabs)
    Latex,
    /// An R script that reproduces the result with metafor
    R,
}

/// The choices of `--to`.
const CORRECT_TO: [CorrectTo; 4] = [
    CorrectTo::OnlyZero,
    CorrectTo::All,
    CorrectTo::IfAnyZero,
    CorrectTo::None,
];

/// The short names of the methods, the common effect first; GENQM needs weights.
fn methods() -> impl Iterator<Item = &'static str> {
    PoolingMethod::short_names().chain(["GENQM"])
}

/// The short names of the measures, and metafor's other name of one of them.
fn measures() -> impl Iterator<Item = &'static str> {
    let names = Measure::ALL.iter().map(|measure| measure.short_name());
    names.chain(["OR2D"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use trialpool_meta_analysis::{PredictionChoice, VarianceIntervalMethod};

    #[test]
    fn the_choices_that_are_explained_are_those_there_are() {
        let predictions = PREDICTIONS.map(|(name, _)| name);
        assert_eq!(predictions, PredictionChoice::short_names());
        let intervals = VARIANCE_INTERVALS.map(|(name, _)| name);
        assert_eq!(intervals, VarianceIntervalMethod::SHORT_NAMES);
    }
}
