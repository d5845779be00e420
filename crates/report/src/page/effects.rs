//! The table behind a forest plot: every effect with its origin, and what they give together.

use super::anchor::Kind;
use super::context::{Context, Link, Origin};
use crate::forest::Notes;
use crate::forest::wording::{measure_heading, method_family};
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Effect, Pooled, Pooling, Settings};

/// A table of effects, in one group or several.
#[derive(askama::Template)]
#[template(path = "effects.html")]
pub(crate) struct EffectsTable {
    words: &'static crate::language::Words,
    anchor: String,
    caption: String,
    measure: String,
    columns: Columns,
    groups: Vec<Group>,
}

/// Which optional columns have anything to say.
#[derive(Clone, Copy, Default)]
struct Columns {
    counts: bool,
    weight: bool,
    participants: bool,
}

impl Columns {
    /// Columns between the study and the effect.
    fn before_effect(self) -> usize {
        usize::from(self.counts)
    }

    fn all(self) -> usize {
        3 + self.before_effect() + usize::from(self.weight) + usize::from(self.participants)
    }
}

struct Group {
    label: Option<String>,
    rows: Vec<Row>,
    summaries: Vec<Summary>,
}

struct Row {
    label: String,
    study: Option<String>,
    conflicts: Option<Link>,
    what: String,
    counts: String,
    effect: String,
    href: Option<String>,
    conservative: bool,
    weight: String,
    participants: String,
    origin: Origin,
}

/// A row under the effects: the pooled result, the prediction interval.
struct Summary {
    label: String,
    value: String,
    participants: String,
    note: String,
}

impl EffectsTable {
    /// The effects of the main result.
    pub(crate) fn main(context: &Context<'_>, analysis: &Analysis, anchor: String) -> Self {
        let group = group(context, analysis, None, &analysis.main);
        Self::new(
            context,
            analysis,
            anchor,
            "table-effects",
            vec![(group, &analysis.main)],
        )
    }

    /// The effects of each subgroup.
    pub(crate) fn by_group(
        context: &Context<'_>,
        analysis: &Analysis,
        anchor: String,
    ) -> Option<Self> {
        let subgroups = analysis.subgroups.as_ref()?;
        let groups = subgroups
            .groups
            .iter()
            .filter(|part| !part.result.effects.is_empty())
            .map(|part| {
                let label = Some(context.localized(&part.label));
                (group(context, analysis, label, &part.result), &part.result)
            })
            .collect();
        Some(Self::new(
            context,
            analysis,
            anchor,
            "table-effects-by-group",
            groups,
        ))
    }

    fn new(
        context: &Context<'_>,
        analysis: &Analysis,
        anchor: String,
        caption: &str,
        groups: Vec<(Group, &Pooling)>,
    ) -> Self {
        let mut columns = Columns::default();
        for effect in groups.iter().flat_map(|(_, pooling)| &pooling.effects) {
            columns.counts |= !effect.counts.is_empty();
            columns.weight |= effect.weight_percent.is_some();
            columns.participants |= effect.participants.is_some();
        }
        Self {
            words: context.words,
            anchor,
            caption: context.words.format(
                caption,
                &Arguments::new().text("title", context.localized(&analysis.title)),
            ),
            measure: context.words.format(
                "column-effect",
                &Arguments::new()
                    .text("measure", measure_heading(context.words, analysis))
                    .text("level", context.numbers().level(analysis.settings.level)),
            ),
            columns,
            groups: groups.into_iter().map(|(group, _)| group).collect(),
        }
    }
}

fn group(
    context: &Context<'_>,
    analysis: &Analysis,
    label: Option<String>,
    pooling: &Pooling,
) -> Group {
    Group {
        label,
        rows: pooling
            .effects
            .iter()
            .map(|effect| row(context, analysis, effect))
            .collect(),
        summaries: pooling
            .pooled
            .iter()
            .filter(|pooled| pooled.k > 1)
            .flat_map(|pooled| summaries(context, analysis, &analysis.settings, pooling, pooled))
            .collect(),
    }
}

fn row(context: &Context<'_>, analysis: &Analysis, effect: &Effect) -> Row {
    let numbers = context.numbers();
    let counts: Vec<String> = effect
        .counts
        .iter()
        .map(|count| {
            context.words.format(
                "count-of-total",
                &Arguments::new()
                    .text("events", numbers.quantity(count.events))
                    .text("total", numbers.quantity(count.total)),
            )
        })
        .collect();
    Row {
        label: effect.label.clone(),
        study: context.study(&effect.trial).map(|link| link.href),
        conflicts: conflicts(context, analysis, &effect.trial),
        what: [
            arms(context, effect),
            context.words.joined(
                &[&effect.subgroup, &effect.timepoint],
                &context.text("comma"),
            ),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(&context.text("list-separator")),
        counts: counts.join(&context.text("versus")),
        effect: numbers.effect(
            analysis.scale,
            effect.estimate_on(analysis.scale),
            effect.interval,
        ),
        href: effect
            .provenance
            .rows
            .first()
            .and_then(|row| context.row(row))
            .map(|link| link.href),
        conservative: effect.derivation.conservative,
        weight: effect
            .weight_percent
            .map_or_else(String::new, |weight| numbers.percent(weight)),
        participants: effect
            .participants
            .map_or_else(String::new, |participants| numbers.count(participants)),
        origin: context.origin(&effect.provenance),
    }
}

/// The mark beside a study on which sources disagree; it leads to their list under the table.
fn conflicts(context: &Context<'_>, analysis: &Analysis, trial: &str) -> Option<Link> {
    let count = context.conflicts_of(trial).count();
    let anchor = context.anchors.get(Kind::Analysis, &analysis.id)?;
    (count > 0).then(|| Link {
        href: format!("#{anchor}~conflicts"),
        text: context
            .words
            .format("mark-conflict", &Arguments::new().count("n", count)),
    })
}

/// `ponesimod 20 mg vs teriflunomide`.
pub(crate) fn arms(context: &Context<'_>, effect: &Effect) -> String {
    let arm = context.localized(&effect.arm);
    if effect.comparator.is_empty() {
        arm
    } else {
        format!(
            "{arm}{}{}",
            context.text("versus"),
            context.localized(&effect.comparator)
        )
    }
}

fn summaries(
    context: &Context<'_>,
    analysis: &Analysis,
    settings: &Settings,
    pooling: &Pooling,
    pooled: &Pooled,
) -> Vec<Summary> {
    let numbers = context.numbers();
    let notes = Notes {
        words: context.words,
        analysis,
    };
    let mut rows = vec![Summary {
        label: context.words.code("model", method_family(settings)),
        value: numbers.effect(
            analysis.scale,
            pooled.estimate_on(analysis.scale),
            pooled.interval,
        ),
        participants: pooling
            .participants
            .map_or_else(String::new, |participants| numbers.count(participants)),
        note: std::iter::once(heterogeneity(context, settings, pooled))
            .chain(notes.table_tests(pooled))
            .chain(
                notes
                    .beyond(pooling)
                    .map(|note| note.trim_end_matches('.').to_owned()),
            )
            .filter(|note| !note.is_empty())
            .collect::<Vec<_>>()
            .join(". "),
    }];
    if let Some(prediction) = pooled.prediction {
        rows.push(Summary {
            label: context.words.format(
                "prediction-interval",
                &Arguments::new().text("level", numbers.level(settings.level)),
            ),
            value: numbers.interval(analysis.scale, prediction),
            participants: String::new(),
            note: String::new(),
        });
    }
    rows
}

/// `I² = 68%; τ² = 0.31`.
pub(crate) fn heterogeneity_in_short(context: &Context<'_>, pooled: &Pooled) -> String {
    let numbers = context.numbers();
    let say = |id: &str, value: String| {
        context
            .words
            .format(id, &Arguments::new().text("value", value))
    };
    [
        pooled.i2.map(|i2| say("i2", numbers.percent(i2))),
        pooled.tau2.map(|tau2| say("tau2", numbers.variance(tau2))),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(&context.text("list-separator"))
}

/// `I² 68% (95% CI 3–97%), τ² 0.31, Q = 9.4 (3 df, p = 0.02)`.
pub(crate) fn heterogeneity(context: &Context<'_>, settings: &Settings, pooled: &Pooled) -> String {
    let numbers = context.numbers();
    let mut parts = Vec::new();
    if let Some(i2) = pooled.i2 {
        let value = Arguments::new().text("value", numbers.percent(i2));
        parts.push(match pooled.i2_interval {
            None => context.words.format("i2", &value),
            Some([lower, upper]) => context.words.format(
                "i2-interval",
                &value
                    .text("level", numbers.level(settings.level))
                    .text("lower", numbers.percent(lower))
                    .text("upper", numbers.percent(upper)),
            ),
        });
    }
    if let Some(tau2) = pooled.tau2 {
        parts.push(context.words.format(
            "tau2",
            &Arguments::new().text("value", numbers.variance(tau2)),
        ));
    }
    if let Some(p) = pooled.q_p {
        parts.push(
            context.words.format(
                "q",
                &Arguments::new()
                    .text("value", numbers.statistic(pooled.q))
                    .text("df", numbers.degrees_of_freedom(pooled.q_df as f64))
                    .text("p", numbers.p_statement(p)),
            ),
        );
    }
    parts.join(&context.text("list-separator"))
}
