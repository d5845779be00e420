//! Estimators of the between-study variance tau2, one file a family.
//!
//! Every estimator is written against the linear model of the crate-internal `model` module, so the same
//! code serves a single mean and a meta-regression.

pub(crate) mod biggerstaff_tweedie;
mod hunter_schmidt;
pub(crate) mod likelihood;
pub(crate) mod moments;
mod paule_mandel;
pub(crate) mod profile_likelihood;
pub(crate) mod q_profile;
mod sidik_jonkman;

use serde::{Deserialize, Serialize};

use crate::Convergence;
use crate::model::LinearModel;

/// An estimator of the between-study variance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
#[doc(alias = "tau2")]
pub enum BetweenStudyEstimator {
    /// Method of moments with weights 1 / v: max(0, (Q - (k - p)) / tr P)
    /// ([DerSimonian and Laird 1986](crate::references#dersimonian-1986)).
    #[doc(alias = "DL")]
    DerSimonianLaird,
    /// The same, iterated to its fixed point, which is [`Self::PauleMandel`].
    #[doc(alias = "DLIT")]
    DerSimonianLairdIterated,
    /// Method of moments with weights 1 / (v + tau2), tau2 from DerSimonian and Laird
    /// ([DerSimonian and Kacker 2007](crate::references#dersimonian-2007)).
    #[doc(alias = "DL2")]
    DerSimonianLairdTwoStep,
    /// Method of moments with equal weights: max(0, s^2 - mean(v)) for a mean; Cochran's analysis of variance
    /// ([Hedges and Olkin 1985](crate::references#hedges-1985)).
    #[doc(alias = "HE")]
    #[doc(alias = "CA")]
    Hedges,
    /// Method of moments with weights 1 / (v + tau2), tau2 from [`Self::Hedges`]
    /// ([DerSimonian and Kacker 2007](crate::references#dersimonian-2007)).
    #[doc(alias = "CA2")]
    HedgesTwoStep,
    /// max(0, (Q - k) / sum(w)); biased downwards
    /// ([Hunter and Schmidt 2004](crate::references#hunter-2004)).
    #[doc(alias = "HS")]
    HunterSchmidt,
    /// The same with Q multiplied by k / (k - p)
    /// ([Viechtbauer 2005](crate::references#viechtbauer-2005)).
    #[doc(alias = "HSk")]
    HunterSchmidtCorrected,
    /// A start value times Q / (k - p) under its own weights; positive unless effects are equal
    /// ([Sidik and Jonkman 2005](crate::references#sidik-2005)).
    #[doc(alias = "SJ")]
    SidikJonkman,
    /// The same, iterated to its fixed point, which is [`Self::PauleMandel`].
    #[doc(alias = "SJIT")]
    SidikJonkmanIterated,
    /// Maximum likelihood, at the global maximum
    /// ([Hardy and Thompson 1996](crate::references#hardy-1996)).
    #[doc(alias = "ML")]
    MaximumLikelihood,
    /// Restricted maximum likelihood, at the global maximum
    /// ([Viechtbauer 2005](crate::references#viechtbauer-2005)).
    #[doc(alias = "REML")]
    RestrictedMaximumLikelihood,
    /// Empirical Bayes, another way to write [`Self::PauleMandel`]
    /// ([Morris 1983](crate::references#morris-1983)).
    #[doc(alias = "EB")]
    EmpiricalBayes,
    /// The generalised Q equals its expectation k - p
    /// ([Paule and Mandel 1982](crate::references#paule-1982)).
    #[doc(alias = "PM")]
    PauleMandel,
    /// The generalised Q equals the median of chi-squared(k - p)
    /// ([Viechtbauer 2021](crate::references#viechtbauer-2021)).
    #[doc(alias = "PMM")]
    PauleMandelMedian,
    /// Method of moments with weights of the caller's ([`pool_with_weights`](crate::pool_with_weights));
    /// without any, [`Self::DerSimonianLaird`] ([Jackson 2013](crate::references#jackson-2013)).
    #[doc(alias = "GENQ")]
    GeneralisedQ,
}

/// Estimators with their short names.
const SHORT_NAMES: [(BetweenStudyEstimator, &str); 15] = [
    (BetweenStudyEstimator::DerSimonianLaird, "DL"),
    (BetweenStudyEstimator::DerSimonianLairdIterated, "DLIT"),
    (BetweenStudyEstimator::DerSimonianLairdTwoStep, "DL2"),
    (BetweenStudyEstimator::Hedges, "HE"),
    (BetweenStudyEstimator::HedgesTwoStep, "CA2"),
    (BetweenStudyEstimator::HunterSchmidt, "HS"),
    (BetweenStudyEstimator::HunterSchmidtCorrected, "HSk"),
    (BetweenStudyEstimator::SidikJonkman, "SJ"),
    (BetweenStudyEstimator::SidikJonkmanIterated, "SJIT"),
    (BetweenStudyEstimator::MaximumLikelihood, "ML"),
    (BetweenStudyEstimator::RestrictedMaximumLikelihood, "REML"),
    (BetweenStudyEstimator::EmpiricalBayes, "EB"),
    (BetweenStudyEstimator::PauleMandel, "PM"),
    (BetweenStudyEstimator::PauleMandelMedian, "PMM"),
    (BetweenStudyEstimator::GeneralisedQ, "GENQ"),
];

impl BetweenStudyEstimator {
    /// Every estimator.
    pub fn all() -> impl Iterator<Item = Self> {
        SHORT_NAMES.iter().map(|(estimator, _)| *estimator)
    }

    /// The literature's short name: `DL`, `REML` …
    pub fn short_name(self) -> &'static str {
        SHORT_NAMES
            .iter()
            .find(|(estimator, _)| *estimator == self)
            .map_or("", |(_, name)| name)
    }

    /// The estimator of a short name; `CA` is another name of `HE`.
    pub fn from_short_name(name: &str) -> Option<Self> {
        let name = if name == "CA" { "HE" } else { name };
        SHORT_NAMES
            .iter()
            .find(|(_, short)| *short == name)
            .map(|(estimator, _)| *estimator)
    }
}

/// What an estimator found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VarianceEstimate {
    /// tau2 >= 0.
    pub(crate) variance: f64,
    /// Asymptotic standard error.
    pub(crate) standard_error: f64,
    /// How the iteration ended, if there was one.
    pub(crate) convergence: Option<Convergence>,
    /// A second local maximum of the likelihood.
    pub(crate) second_mode: Option<SecondMode>,
}

/// A local maximum of the likelihood that is not the highest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SecondMode {
    /// Where it is.
    pub(crate) variance: f64,
    /// By how much its log-likelihood is below the highest.
    pub(crate) difference: f64,
}

impl VarianceEstimate {
    /// The result of a formula.
    fn closed(variance: f64, standard_error: f64) -> Self {
        Self {
            variance,
            standard_error,
            convergence: None,
            second_mode: None,
        }
    }
}

/// Estimates tau2 in a model with k > p.
pub(crate) fn estimate(
    model: &mut impl LinearModel,
    estimator: BetweenStudyEstimator,
) -> VarianceEstimate {
    use BetweenStudyEstimator as E;
    match estimator {
        E::DerSimonianLaird | E::GeneralisedQ => moments::dersimonian_laird(model),
        E::DerSimonianLairdTwoStep => moments::dersimonian_laird_two_step(model),
        E::Hedges => moments::hedges(model),
        E::HedgesTwoStep => moments::hedges_two_step(model),
        E::HunterSchmidt => hunter_schmidt::hunter_schmidt(model),
        E::HunterSchmidtCorrected => hunter_schmidt::hunter_schmidt_corrected(model),
        E::SidikJonkman => sidik_jonkman::sidik_jonkman(model),
        E::MaximumLikelihood => likelihood::maximum_likelihood(model),
        E::RestrictedMaximumLikelihood => likelihood::restricted_maximum_likelihood(model),
        // Iterated DerSimonian-Laird, iterated Sidik-Jonkman and empirical Bayes are other ways to
        // write the equation of Paule and Mandel; see there.
        E::PauleMandel
        | E::EmpiricalBayes
        | E::DerSimonianLairdIterated
        | E::SidikJonkmanIterated => paule_mandel::paule_mandel(model),
        E::PauleMandelMedian => paule_mandel::paule_mandel_median(model),
    }
}
