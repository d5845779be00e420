//! How a command can end.

use std::fmt;
use std::io;
use std::path::Path;

/// What a command that ran to its end found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing wrong: exit code 0.
    Good,
    /// The data have errors, or the report differs from what is there: exit code 1.
    Bad,
}

impl Verdict {
    /// The verdict on data that have errors or not.
    pub(crate) fn of(has_errors: bool) -> Self {
        if has_errors { Self::Bad } else { Self::Good }
    }
}

/// Why a command could not run to its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked for makes no sense: exit code 2.
    Call {
        /// What is wrong.
        message: String,
        /// What to do instead.
        help: Option<String>,
    },
    /// The machine refused: exit code 2.
    Machine {
        /// What was tried.
        attempt: String,
        /// What the system said.
        error: io::Error,
    },
    /// The reader of the output went away: exit code 0.
    ClosedPipe,
}

/// What running a command gives.
pub(crate) type Outcome = Result<Verdict, Failure>;

impl Failure {
    /// A call that makes no sense.
    pub(crate) fn call(message: impl Into<String>) -> Self {
        Self::Call {
            message: message.into(),
            help: None,
        }
    }

    /// Proposes what to do instead.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Call { message, .. } => Self::Call {
                message,
                help: Some(text.into()),
            },
            other => other,
        }
    }

    /// For `map_err`: the system refused to `verb` the file or directory `path`.
    pub(crate) fn at(verb: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let attempt = format!("cannot {verb} `{}`", path.display());
        move |error| Self::Machine { attempt, error }
    }

    /// For `map_err`: the system refused to take the output.
    pub(crate) fn output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::Machine {
            attempt: "cannot write the output".to_owned(),
            error,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call { message, .. } => formatter.write_str(message),
            Self::Machine { attempt, error } => write!(formatter, "{attempt}: {error}"),
            Self::ClosedPipe => formatter.write_str("the reader of the output went away"),
        }
    }
}
