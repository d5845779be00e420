//! Which options go together.

use super::PoolOptions;
use crate::args::{PoolFormat, Section, SharedControl};
use crate::failure::Failure;
use trialpool_meta_analysis::effect_size::VarianceType;
use trialpool_meta_analysis::meta_regression::ComparisonError;
use trialpool_meta_analysis::{
    BetweenStudyEstimator, Inference, Model, PoolingMethod, PredictionChoice, PredictionRule,
    TestChoice, VarianceSharing,
};

impl PoolOptions {
    /// Refuses what does not go together; nothing asked for is passed over.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let name = self.method_name();
        let usual = self.is_linear_model();
        let refuse = |what: &str, help: &str| {
            Err(Failure::call(format!("{what} does not go with `--method {name}`")).help(help))
        };
        let test = self.test.short_name();
        // Wald's is the default, and stands for the test of the methods that have one of their own.
        let is_default = self.test == TestChoice::Usual(Inference::WaldNormal);
        if !is_default && !self.method.takes(self.test) {
            let help = match self.method {
                PoolingMethod::InverseVariance(_) | PoolingMethod::InverseVarianceHeterogeneity => {
                    "take z, t, knha or adhoc"
                }
                _ => "the method has its own test",
            };
            return refuse(&format!("`--test {test}`"), help);
        }
        if let Some(pooled) = self
            .method
            .measures()
            .filter(|pooled| !pooled.contains(&self.measure))
        {
            let pooled: Vec<&str> = pooled.iter().map(|measure| measure.short_name()).collect();
            let help = format!("it pools {}", pooled.join(", "));
            return refuse(&format!("`--measure {}`", self.measure), &help);
        }
        if self.mods.is_some() && !usual {
            let help =
                "take an estimator of the between-study variance with `--test z`, t, knha or adhoc";
            return Err(Failure::call(format!(
                "moderators do not go with `--method {name} --test {test}`"
            ))
            .help(help));
        }
        if self.sharing == VarianceSharing::Common && !usual {
            return refuse("`--by-tau2 common`", "each group then has its own");
        }
        let pools_tables = self.method.pools_tables();
        if self.shared_control == Some(SharedControl::Covariance) {
            if pools_tables {
                return refuse(
                    "`--shared-control covariance`",
                    "it pools tables, not effects: take `--shared-control combine`",
                );
            }
            if self.formulas.variance != VarianceType::default() {
                return Err(Failure::call(
                    "`--shared-control covariance` does not go with `--vtype`",
                )
                .help("the covariances are parts of the default variances"));
            }
        }
        self.check_given()?;
        self.check_comparison()?;
        if pools_tables && !self.has_default_formulas() {
            let help = "it pools the tables, and takes the studies' own estimates for Q alone";
            return refuse("`--vtype`", help);
        }
        for section in &self.sections {
            let of_means = matches!(
                section,
                Section::LeaveOneOut | Section::Cumulative | Section::Panel
            );
            if matches!(section, Section::Fitted | Section::Vif) && self.mods.is_none() {
                return Err(
                    Failure::call(format!("`--with {}` needs moderators", section.name()))
                        .help("name some: `--mods COL`"),
                );
            }
            let of_tables =
                matches!(section, Section::LeaveOneOut | Section::Cumulative) && pools_tables;
            if of_tables {
                continue;
            }
            if !usual || (of_means && self.mods.is_some()) {
                let why = if usual {
                    "it is about one mean: leave out `--mods`"
                } else {
                    "it takes EE or an estimator of the between-study variance, and `--test z`, t, knha or adhoc"
                };
                return Err(Failure::call(format!(
                    "`--with {}` does not go with this model",
                    section.name()
                ))
                .help(why));
            }
        }
        let has_variance = self.method.has_estimator();
        if self.threshold.is_some() && (!has_variance || self.mods.is_some()) {
            return Err(Failure::call("`--mid` needs a prediction distribution")
                .help("take a random-effects model without moderators"));
        }
        let has_distribution = !matches!(
            self.prediction,
            PredictionChoice::Rule(PredictionRule::None) | PredictionChoice::Bootstrap
        );
        if self.threshold.is_some() && !has_distribution {
            return Err(Failure::call(format!(
                "`--mid` does not go with `--pi {}`",
                self.prediction.short_name()
            ))
            .help("take a rule with a distribution, such as `--pi k-1`"));
        }
        self.check_prediction(has_variance)?;
        if !self.continuity_correction && self.method != PoolingMethod::MantelHaenszel {
            return refuse("`--no-correct`", "it is about the tests of `--method MH`");
        }
        if self.format == PoolFormat::R && self.test == TestChoice::KenwardRoger {
            return Err(
                Failure::call("metafor has no Kenward-Roger test for this model")
                    .help("R's package meta has it: metagen(..., method.random.ci = \"KR\")"),
            );
        }
        Ok(())
    }

    /// Models are compared by likelihoods of the same data.
    fn check_comparison(&self) -> Result<(), Failure> {
        if self.compare.is_none() {
            return Ok(());
        }
        let name = self.method_name();
        match self.pooling.model {
            _ if self.tau2.is_some() => Err(Failure::call(
                "`--compare` does not go with a given between-study variance",
            )
            .help("leave out `--tau2` and take `--method ML`")),
            Model::CommonEffect
            | Model::RandomEffects(BetweenStudyEstimator::MaximumLikelihood) => Ok(()),
            Model::RandomEffects(BetweenStudyEstimator::RestrictedMaximumLikelihood) => {
                Err(Failure::call(format!(
                    "`--compare` does not go with `--method {name}`: {}",
                    ComparisonError::RestrictedLikelihood
                ))
                .help("take `--method ML`"))
            }
            Model::RandomEffects(_) => Err(Failure::call(format!(
                "`--compare` does not go with `--method {name}`, which maximises no likelihood"
            ))
            .help("take `--method ML`, or EE for a common effect")),
        }
    }

    /// A between-study variance or weights of the caller's own.
    fn check_given(&self) -> Result<(), Failure> {
        let is_random = self.pooling.model != Model::CommonEffect;
        let usual = self.is_linear_model();
        let name = self.method_name();
        if self.median_unbiased && self.weights.is_none() {
            return Err(Failure::call("`--method GENQM` needs weights")
                .help("name their column: `--weights COL`"));
        }
        let given = [
            ("--tau2", self.tau2.is_some()),
            ("--weights", self.weights.is_some()),
        ];
        if let Some((option, _)) = given.iter().find(|(_, is_given)| *is_given)
            && self.sharing == VarianceSharing::Common
        {
            return Err(Failure::call(format!(
                "`--by-tau2 common` does not go with `{option}`"
            ))
            .help("a common between-study variance is estimated around the groups' inverse-variance means"));
        }
        if let Some(tau2) = self.tau2 {
            let name = self.pooling.model.short_name();
            if !(tau2 >= 0.0 && tau2.is_finite()) {
                return Err(Failure::call(format!("`--tau2 {tau2}` is no variance"))
                    .help("give 0 or more, in squared units of the analysis scale"));
            }
            if !usual || !is_random {
                return Err(
                    Failure::call(format!("`--tau2` does not go with `--method {name}`"))
                        .help("leave out `--method`: none is estimated"),
                );
            }
            let is_own = !matches!(self.prediction, PredictionChoice::Rule(_));
            if is_own || !self.sections.iter().all(|s| is_of_fit(*s)) {
                return Err(Failure::call(
                    "`--tau2` does not go with what estimates the between-study variance anew",
                )
                .help("leave out the rules hk, kr and bootstrap of `--pi`, and sections of `--with` but fitted, vif and fit-statistics"));
            }
        }
        if self.weights.is_some() {
            let is_own = !matches!(self.prediction, PredictionChoice::Rule(_));
            if !usual || is_own {
                return Err(Failure::call(format!(
                    "`--weights` does not go with `--method {name}` and this test and prediction"
                ))
                .help("take EE or an estimator, with `--test z`, t, knha or adhoc"));
            }
            if self.median_unbiased && self.mods.is_some() {
                return Err(Failure::call("moderators do not go with `--method GENQM`")
                    .help("take `--method GENQ`"));
            }
            if self.compare.is_some() {
                return Err(Failure::call("`--compare` does not go with `--weights`")
                    .help("leave them out: the likelihoods compared are the greatest, by inverse variances"));
            }
            let of_inverse_variances = |section: &&Section| {
                !is_of_fit(**section)
                    && !matches!(section, Section::LeaveOneOut | Section::Cumulative)
            };
            if let Some(section) = self.sections.iter().find(of_inverse_variances) {
                return Err(Failure::call(format!(
                    "`--with {}` does not go with `--weights`",
                    section.name()
                ))
                .help("it is about inverse variances"));
            }
        }
        Ok(())
    }

    /// Rules that do not go with the test of the mean are for a mean with its own between-study variance.
    fn check_prediction(&self, has_variance: bool) -> Result<(), Failure> {
        let option = format!("`--pi {}`", self.prediction.short_name());
        if let PredictionChoice::Rule(rule) = self.prediction {
            let is_wald = !matches!(rule, PredictionRule::None | PredictionRule::MetaforDefault);
            if is_wald && self.test == TestChoice::KenwardRoger {
                return Err(
                    Failure::call(format!("{option} does not go with `--test kr`"))
                        .help("take `--pi kr`, kr-pr or bootstrap"),
                );
            }
            return Ok(());
        }
        if !has_variance || self.mods.is_some() {
            return Err(
                Failure::call(format!("{option} is for a random-effects mean"))
                    .help("with moderators take `--pi k-1`, k-2 or z"),
            );
        }
        if self.sharing == VarianceSharing::Common {
            return Err(
                Failure::call(format!("{option} does not go with `--by-tau2 common`"))
                    .help("take `--pi k-1`, k-2 or z"),
            );
        }
        Ok(())
    }
}

/// Whether a section tells of the fit as it is.
fn is_of_fit(section: Section) -> bool {
    matches!(
        section,
        Section::Fitted | Section::Vif | Section::FitStatistics
    )
}
