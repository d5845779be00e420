//! What an analysis is to show beside its result: `show`, `cumulative_by`, `permutation`, and
//! `moderators` with `contrasts` and `compare`.

use super::reader::{Located, Reader, Section, did_you_mean, whole, word};
use crate::moderators::Moderator;
use trialpool_ingest::{Code, Diagnostic, Message};
use trialpool_meta_analysis::meta_regression::{Formula, FormulaError};

/// The keys of an analysis that say what is shown.
pub(super) const KEYS: [&str; 6] = [
    "show",
    "cumulative_by",
    "moderators",
    "contrasts",
    "compare",
    "permutation",
];

/// Those that can also stand in `[defaults]`.
pub(super) const DEFAULT_KEYS: [&str; 3] = ["show", "cumulative_by", "permutation"];

/// More would take minutes, and change no digit that is printed.
const MOST_PERMUTATIONS: u64 = 10_000_000;

/// A section that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Show {
    LeaveOneOut,
    Cumulative,
    Influence,
    Baujat,
    Tau2Profile,
    Permutation,
    Panel,
}

/// The words of `show`, those of `trialpool pool --with` among them.
const SHOW: [(&str, Show); 7] = [
    ("leave-one-out", Show::LeaveOneOut),
    ("cumulative", Show::Cumulative),
    ("influence", Show::Influence),
    ("baujat", Show::Baujat),
    ("tau2-profile", Show::Tau2Profile),
    ("permutation", Show::Permutation),
    ("panel", Show::Panel),
];

/// What orders the studies of a cumulative analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CumulativeOrder {
    /// Earliest first.
    Year,
    /// Smallest standard error first.
    Precision,
    /// Most participants first.
    Participants,
    /// Shortest first.
    Weeks,
}

const ORDERS: [(&str, CumulativeOrder); 4] = [
    ("year", CumulativeOrder::Year),
    ("precision", CumulativeOrder::Precision),
    ("participants", CumulativeOrder::Participants),
    ("weeks", CumulativeOrder::Weeks),
];

impl CumulativeOrder {
    /// As the protocol names it.
    pub(crate) fn name(self) -> &'static str {
        let entry = ORDERS.iter().find(|(_, order)| *order == self);
        entry.map_or("", |(name, _)| name)
    }
}

/// The moderators of a meta-regression.
#[derive(Debug, Clone)]
pub(crate) struct Moderators {
    /// As written.
    pub(crate) text: String,
    pub(crate) formula: Formula,
    /// One a column of the formula, in its order.
    pub(crate) columns: Vec<Moderator>,
    /// Hypotheses about the coefficients, as written: their names are known with the studies.
    pub(crate) contrasts: Vec<Located<String>>,
    /// The smaller model that this one is compared with.
    pub(crate) compare: Option<Located<Formula>>,
}

/// What is shown beside the main result of an analysis.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) sections: Vec<Show>,
    pub(crate) cumulative_by: CumulativeOrder,
    pub(crate) moderators: Option<Moderators>,
    /// So many permutations are looked at, all of them if there are no more.
    pub(crate) iterations: u64,
    pub(crate) seed: u64,
}

impl Default for Shown {
    /// As `trialpool pool` has it, with leave-one-out.
    fn default() -> Self {
        Self {
            sections: vec![Show::LeaveOneOut],
            cumulative_by: CumulativeOrder::Year,
            moderators: None,
            iterations: 10_000,
            seed: 1,
        }
    }
}

impl Shown {
    pub(crate) fn wants(&self, section: Show) -> bool {
        self.sections.contains(&section)
    }
}

/// What a section shows, what it does not say taken from `base`.
pub(super) fn read(reader: &mut Reader, section: Section<'_, '_>, base: &Shown) -> Shown {
    let mut shown = base.clone();
    if let Some(texts) = section.texts(reader, "show") {
        let words = SHOW.map(|(word, _)| word);
        shown.sections.clear();
        for text in &texts {
            let asked = word(reader, text, &words, |word| find(&SHOW, word));
            let asked = asked.map(|asked| asked.value);
            shown.sections.extend(asked);
        }
    }
    let orders = ORDERS.map(|(word, _)| word);
    let order = section.word(reader, "cumulative_by", &orders, |word| find(&ORDERS, word));
    if let Some(order) = order {
        shown.cumulative_by = order.value;
    }
    if let Some(section) = section.section(reader, "permutation") {
        section.only(reader, &["iterations", "seed"]);
        if let Some(iterations) = whole(reader, section, "iterations", 1..=MOST_PERMUTATIONS) {
            shown.iterations = iterations;
        }
        if let Some(seed) = whole(reader, section, "seed", 0..=u64::MAX) {
            shown.seed = seed;
        }
    }
    shown
}

fn find<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    let entry = words.iter().find(|(name, _)| *name == word);
    entry.map(|(_, value)| *value)
}

/// Settings of sections that an analysis does not show: they would be ignored.
pub(super) fn unused(reader: &mut Reader, section: Section<'_, '_>, shown: &Shown) {
    for (key, asked, name) in [
        ("cumulative_by", Show::Cumulative, "cumulative"),
        ("permutation", Show::Permutation, "permutation"),
    ] {
        if let Some(value) = section.get(key).filter(|_| !shown.wants(asked)) {
            let label = reader.label(&value.span());
            reader.push(
                Diagnostic::error(
                    Code::TP0611,
                    Message::new("tp0611.not-shown")
                        .text("key", key)
                        .text("section", name),
                )
                .at(label)
                .help(Message::new("tp0611.not-shown-help").text("section", name)),
            );
        }
    }
}

/// The moderators of an analysis.
pub(super) fn read_moderators(reader: &mut Reader, section: Section<'_, '_>) -> Option<Moderators> {
    if section.get("moderators").is_none() {
        for key in ["contrasts", "compare"] {
            if let Some(value) = section.get(key) {
                let message = Message::new("tp0611.without-moderators").text("key", key);
                let label = reader.label(&value.span());
                reader.push(
                    Diagnostic::error(Code::TP0611, message)
                        .at(label)
                        .help(Message::new("tp0611.without-moderators-help")),
                );
            }
        }
        return None;
    }
    let text = section.text(reader, "moderators")?;
    let formula = formula(reader, "moderators", &text, Formula::parse)?;
    let columns: Vec<Option<Moderator>> = formula
        .columns()
        .iter()
        .map(|name| moderator(reader, &text, name))
        .collect();
    let contrasts = section.texts(reader, "contrasts").unwrap_or_default();
    let compare = section.text(reader, "compare");
    let compare = compare.and_then(|text| {
        let reduced = self::formula(reader, "compare", &text, Formula::parse_reduced)?;
        let full = formula.columns();
        let other = reduced
            .columns()
            .into_iter()
            .find(|name| !full.contains(name));
        if let Some(name) = other {
            let message = Message::new("tp0616.not-among").text("name", name);
            reader.push(
                Diagnostic::error(Code::TP0616, message)
                    .at(text.label())
                    .help(Message::new("tp0616.compare-help")),
            );
            return None;
        }
        Some(Located {
            value: reduced,
            span: text.span,
        })
    });
    Some(Moderators {
        columns: columns.into_iter().collect::<Option<_>>()?,
        text: text.value,
        formula,
        contrasts,
        compare,
    })
}

/// A formula; what is none is reported at its place.
fn formula(
    reader: &mut Reader,
    key: &str,
    text: &Located<String>,
    parse: fn(&str) -> Result<Formula, FormulaError>,
) -> Option<Formula> {
    match parse(&text.value) {
        Ok(formula) => Some(formula),
        Err(error) => {
            let message = Message::new("tp0615").text("key", key);
            reader.push(
                Diagnostic::error(Code::TP0615, message.message("why", why(&error)))
                    .at(text.label())
                    .help(Message::new("tp0615.help")),
            );
            None
        }
    }
}

/// The moderator of a name, which is reported at the formula if there is none.
fn moderator(reader: &mut Reader, formula: &Located<String>, name: &str) -> Option<Moderator> {
    let known = Moderator::NAMES.map(|(name, _)| name);
    let found = find(&Moderator::NAMES, name);
    if found.is_none() {
        let list: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        reader.push(
            Diagnostic::error(Code::TP0607, Message::new("tp0607").text("word", name))
                .at(formula.label())
                .help(did_you_mean(name, known))
                .note(Message::new("tp0607.known").text("words", list.join(", "))),
        );
    }
    found
}

/// What is wrong with a formula.
fn why(error: &FormulaError) -> Message {
    match error {
        FormulaError::Character(character) => {
            Message::new("tp0615.character").text("character", character.to_string())
        }
        FormulaError::NotTakenAway => Message::new("tp0615.taken-away"),
        FormulaError::NotJoined => Message::new("tp0615.joined"),
        FormulaError::NotClosed => Message::new("tp0615.closed"),
        FormulaError::Function(name) => Message::new("tp0615.function").text("name", name.as_str()),
        FormulaError::Degree => Message::new("tp0615.degree"),
        FormulaError::Knots => Message::new("tp0615.knots"),
        // What is left of reading: a name is missing.
        _ => Message::new("tp0615.name"),
    }
}
