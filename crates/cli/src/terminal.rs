//! The two streams: results on standard output, everything else on standard error.

use crate::failure::Failure;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use indicatif::ProgressBar;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use trialpool_ingest::{Diagnostic, Files, render};
use trialpool_language::Language;

/// The width of diagnostics where no terminal tells.
pub(crate) const DEFAULT_WIDTH: usize = 100;

/// Writes a result to standard output, whole, as it is.
pub(crate) fn print(text: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(text)
        .and_then(|()| stdout.flush())
        .map_err(Failure::output)
}

/// Shows findings on standard error, in colour if it is a terminal that wants it.
pub(crate) fn show(files: &Files, diagnostics: &[Diagnostic], language: Language) {
    let stream = io::stderr();
    // `NO_COLOR`, `CLICOLOR_FORCE` and `TERM` are respected by the choice.
    let color = AutoStream::choice(&stream) != ColorChoice::Never;
    let width = terminal_size::terminal_size_of(&stream)
        .map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0));
    let text = render::full(files, diagnostics, language, color, width);
    say_styled(&text);
}

/// Writes one line of progress or summary to standard error.
pub(crate) fn say(line: &str) {
    say_styled(&format!("{line}\n"));
}

/// Says why the command could not do its work.
pub(crate) fn complain(failure: &Failure) {
    let red = Style::new()
        .bold()
        .fg_color(Some(AnsiColor::BrightRed.into()));
    let bold = Style::new().bold();
    let message = visible(&failure.to_string());
    let mut text = format!("{red}error{red:#}{bold}: {message}{bold:#}\n");
    if let Failure::Call {
        help: Some(help), ..
    } = failure
    {
        text.push_str("  = help: ");
        text.push_str(&visible(help));
        text.push('\n');
    }
    say_styled(&text);
}

/// Does long work, with a sign of life on standard error if it is a terminal. An interrupt then ends
/// the program with exit code 130, the line of progress removed; nothing has been written by then.
pub(crate) fn working<T>(what: &'static str, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        // An interrupt ends the program as the system does it.
        return work();
    }
    let bar = ProgressBar::new_spinner().with_message(what);
    bar.enable_steady_tick(TICK);
    let show = |bar: Option<ProgressBar>| {
        // A lock that is poisoned holds a bar all the same.
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = bar;
    };
    show(Some(bar.clone()));
    // There is one handler for all work: a second one is refused, and needed no more than the first was. Without
    // any the system ends the program, which leaves half a line and no harm.
    let _ = ctrlc::set_handler(|| {
        let shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(bar) = shown {
            bar.finish_and_clear();
        }
        std::process::exit(INTERRUPTED);
    });
    let result = work();
    bar.finish_and_clear();
    show(None);
    result
}

/// The line of progress that an interrupt removes.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// How often the sign of life moves.
const TICK: Duration = Duration::from_millis(120);

/// The exit code of an interrupted program: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

fn say_styled(text: &str) {
    let mut stream = anstream::stderr().lock();
    // Nobody is left to tell if standard error is gone.
    let _ = stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush());
}

/// The language of messages if `--lang` is not given: what the locale says, English if it says
/// neither English nor French.
pub(crate) fn locale() -> Language {
    // POSIX: the first of these that is set and not empty decides.
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    name.and_then(|name| Language::from_code(&name.to_string_lossy()))
        .unwrap_or(Language::English)
}

/// Text of a file or a call with nothing in it that moves the cursor, colours the screen or
/// turns the direction of writing: such characters are shown by number.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            let _ = write!(out, "<U+{:04X}>", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// The same for a JSON document, which stays the same document: what is hidden stands in strings
/// alone, where JSON may write it by number.
pub(crate) fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 1);
    for character in json.chars() {
        if is_hidden(character) && character != '\n' {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// Whether a character acts on its surroundings instead of being seen.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{00AD}'
                | '\u{061C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown_by_number() {
        assert_eq!(visible("a\u{1b}[31mb"), "a<U+001B>[31mb");
        assert_eq!(visible("x\u{202e}y"), "x<U+202E>y");
        assert_eq!(visible("Étude n° 1 – β"), "Étude n° 1 – β");
    }
}
