//! Which formula `escalc` is to take.

use trialpool_meta_analysis::Measure;
use trialpool_meta_analysis::effect_size::{BiasCorrection, EffectSizeOptions, VarianceType};

/// The arguments of `escalc` beside the data; `None` where metafor, in version 3.8 or later, computes something else,
/// so that the script has to hold the effects themselves.
pub(super) fn arguments(measure: Measure, options: EffectSizeOptions) -> Option<String> {
    use Measure as M;
    use VarianceType as V;
    let differs = match measure {
        // Version 3.8 has others, or none; for UCOR it needs a package.
        M::HeteroscedasticSmd
        | M::GlassDeltaHeteroscedastic
        | M::StandardizedMeanChangeRawHeteroscedastic
        | M::StandardizedMeanChangePooled
        | M::StandardizedMeanChangePooledHeteroscedastic
        | M::PartialCorrelation
        | M::ZPartialCorrelation
        | M::ZSemipartialCorrelation
        | M::CorrelationUnbiased
        | M::ZPhi
        | M::ZTetrachoricCorrelation
        | M::ZPointBiserialCorrelation
        | M::ZBiserialCorrelation
        | M::ProbitProportion => true,
        // Its formula passes over `vtype`.
        M::RiskRatio | M::OddsRatio => options.variance == V::Average,
        M::RatioOfMeans => options.variance == V::SecondLargeSample,
        M::StandardizedMeanChange | M::StandardizedMeanChangeRaw => options.variance == V::Unbiased,
        _ => false,
    };
    let correction = match (measure, options.correction) {
        // Version 5 corrects these unless it is told not to, version 3.8 never does.
        (
            M::RatioOfMeans | M::RatioOfMeansChange | M::VariationRatioChange,
            BiasCorrection::None,
        ) => ", correct = FALSE",
        (
            M::RatioOfMeans | M::RatioOfMeansChange | M::VariationRatioChange | M::VariationRatio,
            _,
        ) => return None,
        _ if options.correction == EffectSizeOptions::for_measure(measure).correction => "",
        _ => return None,
    };
    let vtype = match options.variance {
        V::LargeSample => String::new(),
        variance => format!(", vtype = \"{}\"", variance.short_name()),
    };
    (!differs).then(|| format!("{vtype}{correction}"))
}
