//! `favours placebo`, `en faveur du placebo`.

use crate::language::Words;
use trialpool_language::{Arguments, Language};

/// What a side of the plot says of whom it favours.
pub(super) fn phrase(words: &Words, who: &str) -> String {
    let who = match words.language() {
        Language::English => who.to_owned(),
        Language::French => french_of(who),
    };
    words.format("plot-favours", &Arguments::new().text("who", who))
}

/// `de` before a noun, contracted with its article or elided: `du placebo`, `d’ocrélizumab`.
fn french_of(noun: &str) -> String {
    if let Some(rest) = noun.strip_prefix("le ") {
        return format!("du {rest}");
    }
    if let Some(rest) = noun.strip_prefix("les ") {
        return format!("des {rest}");
    }
    let elided = noun
        .chars()
        .next()
        .is_some_and(|first| "aeiouyàâäéèêëîïôöùûüœæ".contains(first));
    if elided {
        format!("d’{noun}")
    } else {
        format!("de {noun}")
    }
}

#[cfg(test)]
mod tests {
    use super::french_of;

    #[test]
    fn de_is_contracted_and_elided() {
        assert_eq!(french_of("le placebo"), "du placebo");
        assert_eq!(french_of("les anticorps"), "des anticorps");
        assert_eq!(french_of("l’anticorps"), "de l’anticorps");
        assert_eq!(french_of("la combinaison"), "de la combinaison");
        assert_eq!(french_of("ocrélizumab"), "d’ocrélizumab");
        assert_eq!(french_of("éculizumab"), "d’éculizumab");
        assert_eq!(french_of("placebo"), "de placebo");
    }
}
