//! Subgroups as meta reports them.

use trialpool_meta_analysis::numeric::tail::chi_squared_survival;
use trialpool_meta_analysis::{
    BetweenGroups, Model, PooledFit, PoolingOptions, StudyEffect, SubgroupFit, VarianceSharing,
    pool_subgroups,
};
use trialpool_tests::oracle_support::{Call, Checker};

use crate::studies::Studies;

/// Groups in the order in which they first occur, as meta's.
fn groups(studies: &Studies, column: &str) -> Vec<Vec<StudyEffect>> {
    let labels = studies.table.column(column).expect("the column");
    let mut levels: Vec<&serde_json::Value> = Vec::new();
    let mut groups: Vec<Vec<StudyEffect>> = Vec::new();
    for (label, effect) in labels.iter().zip(&studies.effects) {
        let place = levels
            .iter()
            .position(|level| *level == label)
            .unwrap_or_else(|| {
                levels.push(label);
                groups.push(Vec::new());
                levels.len() - 1
            });
        groups[place].push(*effect);
    }
    groups
}

pub(super) fn check(
    checker: &mut Checker<'_>,
    studies: &Studies,
    call: &Call,
    random: &PoolingOptions,
) {
    let groups = groups(studies, call.named("subgroup").unwrap_or_default());
    let slices: Vec<&[StudyEffect]> = groups.iter().map(Vec::as_slice).collect();
    let sharing = match call.named("tau.common") {
        Some("TRUE") => VarianceSharing::Common,
        _ => VarianceSharing::Separate,
    };
    let common = PoolingOptions {
        model: Model::CommonEffect,
        ..*random
    };
    let fits = pool_subgroups(&slices, &common, sharing)
        .and_then(|common| Ok((common, pool_subgroups(&slices, random, sharing)?)));
    let (common, random) = match fits {
        Ok(fits) => fits,
        Err(error) => return checker.problem("subgroups", &error.to_string()),
    };
    check_groups(checker, "common", &common);
    check_groups(checker, "random", &random);
    let column = |value: fn(&PooledFit) -> f64| random.fits.iter().map(value).collect::<Vec<_>>();
    checker.values(
        "tau2.w",
        &column(|f| f.between_study.map_or(0.0, |b| b.variance)),
    );
    checker.values("Q.w", &column(|f| f.heterogeneity.cochran_q));
    checker.values("I2.w", &column(|f| f.heterogeneity.i_squared_from_q));
    checker.values("k.w", &column(|f| f.study_count as f64));
    let within: f64 = column(|f| f.heterogeneity.cochran_q).iter().sum();
    let df = studies.effects.len() - groups.len();
    checker.number("df.Q.w", df as f64);
    for model in ["common", "random"] {
        checker.number(&format!("Q.w.{model}"), within);
        checker.number(
            &format!("pval.Q.w.{model}"),
            chi_squared_survival(within, df as f64),
        );
    }
    checker.skip("subgroup.levels");
}

fn check_groups(checker: &mut Checker<'_>, model: &str, result: &SubgroupFit) {
    let column = |value: fn(&PooledFit) -> f64| result.fits.iter().map(value).collect::<Vec<_>>();
    checker.values(&format!("TE.{model}.w"), &column(|f| f.pooled.effect));
    checker.values(
        &format!("seTE.{model}.w"),
        &column(|f| f.pooled.standard_error),
    );
    let test = |value: fn(&BetweenGroups) -> f64| result.between.as_ref().map(value);
    checker.number(&format!("Q.b.{model}"), test(|b| b.q));
    checker.number("df.Q.b", test(|b| b.degrees_of_freedom as f64));
    checker.number(&format!("pval.Q.b.{model}"), test(|b| b.p_value));
}
