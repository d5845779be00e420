//! `trialpool explain`: what a code of `check` means.

use crate::failure::{Failure, Outcome, Verdict};
use crate::terminal;
use trialpool_ingest::Code;
use trialpool_language::Language;

/// Prints the explanation of a code, or the list of codes.
pub(crate) fn run(code: Option<&str>, language: Language) -> Outcome {
    let text = match code {
        None => list(language),
        Some(text) => {
            let code = Code::parse(text).ok_or_else(|| unknown(text))?;
            let explanation = code.explanation(language).trim();
            format!("{explanation}\n")
        }
    };
    terminal::print(text.as_bytes())?;
    Ok(Verdict::Good)
}

/// Every code with its title.
fn list(language: Language) -> String {
    let titled = |code: &Code| format!("{code}  {}", code.title(language));
    let mut lines: Vec<String> = Code::all().iter().map(titled).collect();
    lines.push(String::new());
    lines.join("\n")
}

/// Proposes the nearest code.
fn unknown(text: &str) -> Failure {
    let typed = text.trim().to_uppercase();
    let nearest = Code::all()
        .iter()
        .map(|code| (strsim::damerau_levenshtein(code.as_str(), &typed), code))
        // One slip; two make another code.
        .filter(|(distance, _)| *distance <= 1)
        .min_by_key(|(distance, _)| *distance);
    let failure = Failure::call(format!("no code `{text}`"));
    match nearest {
        Some((_, code)) => failure.help(format!("did you mean `{code}`?")),
        None => failure.help("`trialpool explain` lists the codes"),
    }
}
