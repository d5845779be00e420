//! Every selection that the protocol asks for, and what is wrong with them (TP0601 to TP0603,
//! TP0612 to TP0614, TP0616).

use crate::candidates::{Candidate, distinct_rows};
use crate::protocol::{AnalysisPlan, Located, Plan, Protocol, Select, Settings};
use crate::regression::{Model, tested};
use crate::selection::{Selection, select};
use crate::shared_control::{SharedControl, share_control};
use std::collections::{BTreeMap, BTreeSet};
use trialpool_ingest::{
    ByteSpan, Code, Diagnostic, Entry, FileId, Files, Label, Message, Registry, Row, Severity,
    TrialKey,
};

/// Pairs of rows that share participants, beyond which no further ones of a selection are looked
/// for: whoever mends these has mended the selection.
const MOST_PAIRS: usize = 100;

/// The selections of one analysis.
#[derive(Debug)]
pub(crate) struct Resolved<'r, 'f> {
    pub(crate) main: Poolings<'r, 'f>,
    /// In the order of the protocol.
    pub(crate) sensitivities: Vec<Poolings<'r, 'f>>,
}

/// A result and its groups.
#[derive(Debug)]
pub(crate) struct Poolings<'r, 'f> {
    pub(crate) all: Selection<'r, 'f>,
    /// In the order of the protocol; empty without subgroup analysis.
    pub(crate) groups: Vec<Selection<'r, 'f>>,
}

impl<'r, 'f> Poolings<'r, 'f> {
    fn each(&self) -> impl Iterator<Item = &Selection<'r, 'f>> {
        std::iter::once(&self.all).chain(&self.groups)
    }
}

/// Selects the rows of every analysis.
pub(crate) fn resolve<'r, 'f>(
    files: &Files,
    registry: &'r Registry<'f>,
    protocol: &Protocol,
) -> (Vec<Resolved<'r, 'f>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let analyses = protocol
        .analyses
        .iter()
        .map(|analysis| {
            let resolved = selections(registry, protocol, analysis);
            Rules {
                files,
                registry,
                analysis,
                seen: BTreeSet::new(),
                found: &mut diagnostics,
            }
            .check(&resolved);
            resolved
        })
        .collect();
    (analyses, diagnostics)
}

fn selections<'r, 'f>(
    registry: &'r Registry<'f>,
    protocol: &Protocol,
    analysis: &AnalysisPlan,
) -> Resolved<'r, 'f> {
    let groups = analysis.subgroups.iter().flat_map(|groups| &groups.groups);
    let base = &analysis.plan;
    let run = |plan: &Plan, filter: &Select| select(registry, protocol, analysis, plan, filter);
    Resolved {
        main: Poolings {
            all: run(base, &base.select),
            groups: groups
                .clone()
                .map(|group| run(base, &base.select.replaced_by(&group.select)))
                .collect(),
        },
        sensitivities: analysis
            .sensitivities
            .iter()
            .map(|sensitivity| {
                let plan = &sensitivity.plan;
                Poolings {
                    all: run(plan, &plan.select),
                    groups: groups
                        .clone()
                        .map(|group| {
                            let own = &sensitivity.select;
                            run(plan, &base.select.narrowed_by(&group.select, own))
                        })
                        .collect(),
                }
            })
            .collect(),
    }
}

/// The rules on the selections of one analysis.
struct Rules<'c, 'f> {
    files: &'c Files,
    registry: &'c Registry<'f>,
    analysis: &'c AnalysisPlan,
    /// The sets of rows that were reported already: the main result and its variants share them.
    seen: BTreeSet<Vec<Row>>,
    found: &'c mut Vec<Diagnostic>,
}

impl Rules<'_, '_> {
    fn check(&mut self, resolved: &Resolved<'_, '_>) {
        let analysis = self.analysis;
        self.nothing(&analysis.id, &resolved.main.all, Severity::Error);
        self.poolings(&analysis.id, &analysis.plan.settings, &resolved.main);
        if let Some(subgroups) = &analysis.subgroups {
            for (group, selection) in subgroups.groups.iter().zip(&resolved.main.groups) {
                self.nothing(&group.id, selection, Severity::Warning);
            }
        }
        for (plan, poolings) in analysis.sensitivities.iter().zip(&resolved.sensitivities) {
            self.nothing(&plan.id, &poolings.all, Severity::Warning);
            self.poolings(&plan.id, &plan.plan.settings, poolings);
        }
        self.unmet(resolved);
        self.hypotheses(&resolved.main.all);
    }

    /// TP0616: hypotheses about the coefficients of a regression, whose names the studies give.
    fn hypotheses(&mut self, selection: &Selection<'_, '_>) {
        let analysis = self.analysis;
        let Some(moderators) = &analysis.shown.moderators else {
            return;
        };
        if moderators.contrasts.is_empty() && moderators.compare.is_none() {
            return;
        }
        let options = analysis.plan.settings.options();
        // Where there is no regression, the report says why.
        if let Ok(model) = Model::new(self.registry, selection, moderators, &options)
            && let Err(problems) = tested(&model, moderators, &options)
        {
            self.found.extend(problems);
        }
    }

    fn poolings(&mut self, id: &Located<String>, settings: &Settings, poolings: &Poolings<'_, '_>) {
        for selection in poolings.each() {
            for candidates in &selection.ambiguous {
                self.ambiguous(id, settings, candidates);
            }
            let chosen: Vec<&Candidate<'_, '_>> =
                selection.chosen.iter().map(|row| &row.candidate).collect();
            self.counted_twice(id, &chosen);
        }
        let apart = self
            .analysis
            .subgroups
            .as_ref()
            .is_some_and(|groups| !groups.within_trials);
        if apart {
            let groups = poolings.groups.iter().flat_map(|group| &group.chosen);
            let chosen: Vec<_> = groups.map(|row| &row.candidate).collect();
            self.counted_twice(id, &chosen);
            self.several_groups(id, &poolings.groups);
        }
    }

    /// TP0601: several rows of one trial answer the question.
    fn ambiguous(
        &mut self,
        id: &Located<String>,
        settings: &Settings,
        candidates: &[Candidate<'_, '_>],
    ) {
        let rows = distinct_rows(candidates);
        let Some(first) = candidates.first() else {
            return;
        };
        if !self.seen.insert(rows.clone()) {
            return;
        }
        let trial = self.registry.trials[first.trial].id();
        let mut diagnostic = Diagnostic::error(
            Code::TP0601,
            Message::new("tp0601")
                .text("trial", trial)
                .text("analysis", id.value.as_str())
                .count("count", candidates.len()),
        )
        .at(id.label())
        .note(Message::new("tp0601.rows").text("rows", self.places(&rows)))
        .help(Message::new("tp0601.help").text("trial", trial))
        .help(self.one_effect(settings, candidates));
        for row in rows {
            diagnostic = diagnostic.also(self.files.label(row, "trial"));
        }
        self.found.push(diagnostic);
    }

    /// How candidates can enter as one effect, if they can and the protocol does not ask for it.
    fn one_effect(&self, settings: &Settings, candidates: &[Candidate<'_, '_>]) -> Option<Message> {
        let measure = self.analysis.measure;
        if !share_control(candidates) || settings.shared_control(measure).is_some() {
            return None;
        }
        let can = |how| settings.can_share_control(measure, how);
        match (can(SharedControl::Covariance), can(SharedControl::Combine)) {
            (true, _) => Some(Message::new("tp0601.shared")),
            (false, true) => Some(Message::new("tp0601.shared-arm")),
            (false, false) => None,
        }
    }

    /// `events.csv:3, events.csv:4`.
    fn places(&self, rows: &[Row]) -> String {
        let places: Vec<String> = rows
            .iter()
            .map(|row| format!("{}:{}", self.files.get(row.file).name(), row.line))
            .collect();
        places.join(", ")
    }

    /// TP0602: two rows share participants, as one trial analyses the other.
    fn counted_twice(&mut self, id: &Located<String>, chosen: &[&Candidate<'_, '_>]) {
        let mut analysed_by: BTreeMap<TrialKey, Vec<usize>> = BTreeMap::new();
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (index, candidate) in chosen.iter().enumerate() {
            for trial in self.participants_of(candidate.trial) {
                let before = analysed_by.entry(trial).or_default();
                let others = before.iter().copied();
                let others = others.filter(|other| chosen[*other].trial != candidate.trial);
                pairs.extend(others.map(|other| (other, index)));
                before.push(index);
            }
            if pairs.len() >= MOST_PAIRS {
                break;
            }
        }
        for (one, other) in pairs {
            self.shared(id, chosen[one], chosen[other]);
        }
    }

    /// The trials whose participants a trial analyses, down to those that list no members. The
    /// trial itself is among them: its own participants may be more than its members'.
    fn participants_of(&self, trial: TrialKey) -> BTreeSet<TrialKey> {
        let mut visited = BTreeSet::from([trial]);
        let mut next = vec![trial];
        while let Some(trial) = next.pop() {
            let members = self.registry.trials[trial].members.iter().copied();
            next.extend(members.filter(|member| visited.insert(*member)));
        }
        visited
    }

    fn shared(&mut self, id: &Located<String>, one: &Candidate<'_, '_>, other: &Candidate<'_, '_>) {
        let rows = [one.rows(), other.rows()].concat();
        if !self.seen.insert(rows.clone()) {
            return;
        }
        let name =
            |candidate: &Candidate<'_, '_>| self.registry.trials[candidate.trial].id().to_owned();
        let mut diagnostic = Diagnostic::error(
            Code::TP0602,
            Message::new("tp0602")
                .text("one", name(one))
                .text("other", name(other))
                .text("analysis", id.value.as_str()),
        )
        .at(id.label())
        .help(Message::new("tp0602.help"));
        for row in rows {
            diagnostic = diagnostic.also(self.files.label(row, "trial"));
        }
        self.found.push(diagnostic);
    }

    /// TP0603: no row answers the question, or none of those that do can be pooled.
    fn nothing(&mut self, id: &Located<String>, selection: &Selection<'_, '_>, severity: Severity) {
        let message = if selection.is_empty() {
            Message::new("tp0603")
        } else if selection.chosen.is_empty() && selection.ambiguous.is_empty() {
            Message::new("tp0603.all-excluded").count("count", selection.excluded.len())
        } else {
            return;
        };
        let severity = if selection.is_empty() {
            severity
        } else {
            Severity::Warning
        };
        self.found.push(
            Diagnostic::new(
                Code::TP0603,
                severity,
                message.text("analysis", id.value.as_str()),
            )
            .at(id.label())
            .help(selection.is_empty().then(|| Message::new("tp0603.help"))),
        );
    }

    /// TP0613: a trial stands in two groups that are meant to hold different participants.
    fn several_groups(&mut self, id: &Located<String>, groups: &[Selection<'_, '_>]) {
        let mut placed: Vec<&Candidate<'_, '_>> = Vec::new();
        for group in groups {
            for chosen in &group.chosen {
                let candidate = &chosen.candidate;
                if let Some(first) = placed.iter().find(|other| other.trial == candidate.trial) {
                    let rows = [first.rows(), candidate.rows()].concat();
                    if !self.seen.insert(rows.clone()) {
                        continue;
                    }
                    let trial = self.registry.trials[candidate.trial].id();
                    let mut diagnostic = Diagnostic::error(
                        Code::TP0613,
                        Message::new("tp0613")
                            .text("trial", trial)
                            .text("analysis", id.value.as_str()),
                    )
                    .at(id.label())
                    .help(Message::new("tp0613.help"));
                    for row in rows {
                        diagnostic = diagnostic.also(self.files.label(row, "trial"));
                    }
                    self.found.push(diagnostic);
                }
            }
            placed.extend(group.chosen.iter().map(|chosen| &chosen.candidate));
        }
    }

    /// TP0612: a choice or exclusion of the protocol that meets no row.
    fn unmet(&mut self, resolved: &Resolved<'_, '_>) {
        let met: BTreeSet<ByteSpan> = std::iter::once(&resolved.main)
            .chain(&resolved.sensitivities)
            .flat_map(Poolings::each)
            .flat_map(|selection| selection.met.iter().copied())
            .collect();
        let analysis = self.analysis;
        let plans = std::iter::once(&analysis.plan).chain(
            analysis
                .sensitivities
                .iter()
                .map(|sensitivity| &sensitivity.plan),
        );
        let mut unmet: BTreeSet<(ByteSpan, TrialKey, bool)> = BTreeSet::new();
        for plan in plans {
            unmet.extend(plan.choose.iter().map(|rule| (rule.span, rule.trial, true)));
            unmet.extend(
                plan.exclude
                    .iter()
                    .map(|rule| (rule.span, rule.trial, false)),
            );
        }
        for (span, trial, is_choice) in unmet {
            if met.contains(&span) {
                continue;
            }
            let message = if is_choice {
                Message::new("tp0612")
            } else {
                Message::new("tp0612.exclude")
            };
            let trial = self.registry.trials[trial].id();
            self.found.push(
                Diagnostic::warning(Code::TP0612, message.text("trial", trial))
                    .at(Label::new(FileId::PROTOCOL, span))
                    .help(Message::new("tp0612.help")),
            );
        }
    }
}
