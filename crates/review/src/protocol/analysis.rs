//! `[[analysis]]`: a question with its subgroups and sensitivity analyses.

use super::card::Ids;
use super::reader::{Located, Reader, Section};
use super::settings::{self, Defaults};
use super::{AnalysisPlan, GroupPlan, Lookup, Plan, SensitivityPlan, SubgroupsPlan, select, shown};
use crate::findings::{Favours, Synthesis};
use trialpool_ingest::{ByteSpan, Code, Diagnostic, FileId, Label, Message};
use trialpool_meta_analysis::{DataKind, Measure};

/// The measures that a synthesis can have: published ones, and those that arms give.
fn measures(synthesis: Synthesis) -> impl Iterator<Item = &'static str> {
    let is_of_it = move |measure: &&Measure| {
        let pairs = matches!(
            measure.data_kind(),
            Some(DataKind::TwoByTwo | DataKind::TwoRates | DataKind::TwoMeans)
        );
        let single = matches!(
            measure.data_kind(),
            Some(DataKind::Proportion | DataKind::Rate | DataKind::GroupMean)
        );
        match synthesis {
            Synthesis::Pairwise => pairs || **measure == Measure::HazardRatio,
            Synthesis::SingleArm => single,
        }
    };
    let measures = Measure::ALL.iter().filter(is_of_it);
    measures.map(|measure| measure.short_name())
}

pub(super) fn read(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
    defaults: &Defaults,
    ids: &mut Ids,
) -> Option<AnalysisPlan> {
    let own = [
        "id",
        "title",
        "population",
        "intervention",
        "comparator",
        "timepoint",
        "synthesis",
        "measure",
        "favours",
        "note",
        "select",
        "choose",
        "exclude",
        "subgroups",
        "sensitivity",
    ];
    section.only(reader, &[&own[..], &settings::KEYS, &shown::KEYS].concat());
    let id = section.required_text(reader, "id");
    if let Some(id) = &id {
        ids.add(reader, id);
    }
    let title = section.required_localized(reader, "title");
    let population = section.required_localized(reader, "population");
    let intervention = section.required_localized(reader, "intervention");
    let comparator = section.localized(reader, "comparator");
    let timepoint = section.localized(reader, "timepoint");
    let synthesis = read_synthesis(reader, section);
    let measure = read_measure(reader, section, synthesis);
    let favours = section
        .section(reader, "favours")
        .and_then(|section| read_favours(reader, section));
    let note = section.localized(reader, "note");
    let plan = read_plan(reader, section, registry, defaults);
    contradictions(reader, section, synthesis, &plan);
    settings::complete(reader, section, measure, &plan.settings);
    settings::moderators(reader, section, &plan.settings);
    let mut shown = shown::read(reader, section, &defaults.shown);
    shown.moderators = shown::read_moderators(reader, section);
    shown::unused(reader, section, &shown);
    let subgroups = section
        .section(reader, "subgroups")
        .and_then(|section| read_subgroups(reader, section, registry));
    let mut sensitivity_ids = Ids::default();
    let mut sensitivities = Vec::new();
    for section in section.sections(reader, "sensitivity") {
        sensitivities.extend(read_sensitivity(
            reader,
            section,
            registry,
            (measure, &plan),
            &mut sensitivity_ids,
        ));
    }
    Some(AnalysisPlan {
        id: id?,
        title: title?,
        population: population?,
        intervention: intervention?,
        comparator,
        timepoint,
        synthesis: synthesis?,
        measure: measure?,
        favours,
        note,
        outcomes: plan.select.outcomes.clone()?,
        plan,
        shown,
        subgroups,
        sensitivities,
    })
}

fn read_synthesis(reader: &mut Reader, section: Section<'_, '_>) -> Option<Synthesis> {
    section.required(reader, "synthesis")?;
    let words = ["pairwise", "single_arm"];
    let word = section.word(reader, "synthesis", &words, |word| match word {
        "pairwise" => Some(Synthesis::Pairwise),
        "single_arm" => Some(Synthesis::SingleArm),
        _ => None,
    });
    word.map(|word| word.value)
}

/// The measure, which must be one of the synthesis.
fn read_measure(
    reader: &mut Reader,
    section: Section<'_, '_>,
    synthesis: Option<Synthesis>,
) -> Option<Measure> {
    section.required(reader, "measure")?;
    let all: Vec<&str> = measures(Synthesis::Pairwise)
        .chain(measures(Synthesis::SingleArm))
        .collect();
    let measure = section.word(reader, "measure", &all, |word| {
        all.contains(&word)
            .then(|| Measure::from_short_name(word))
            .flatten()
    })?;
    let fitting = synthesis.map_or_else(|| all.clone(), |it| measures(it).collect());
    if !fitting.contains(&measure.value.short_name()) {
        let list: Vec<String> = fitting.iter().map(|name| format!("`{name}`")).collect();
        reader.push(
            Diagnostic::error(
                Code::TP0611,
                Message::new("tp0611.measure").text("measure", measure.value.short_name()),
            )
            .at(measure.label())
            .note(Message::new("tp0607.known").text("words", list.join(", "))),
        );
    }
    Some(measure.value)
}

fn read_favours(reader: &mut Reader, section: Section<'_, '_>) -> Option<Favours> {
    section.only(reader, &["left", "right"]);
    let left = section.required_localized(reader, "left");
    let right = section.required_localized(reader, "right");
    Some(Favours {
        left: left?,
        right: right?,
    })
}

fn read_plan(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
    defaults: &Defaults,
) -> Plan {
    let settings = settings::read(reader, section, &defaults.settings);
    section.required(reader, "select");
    let select = match section.section(reader, "select") {
        Some(select) => {
            select.required(reader, "outcomes");
            select::read(reader, select, registry)
        }
        None => select::Select::default(),
    };
    Plan {
        settings,
        select,
        choose: select::read_choices(reader, section, registry),
        exclude: select::read_exclusions(reader, section, registry),
    }
}

/// Settings that exclude each other.
fn contradictions(
    reader: &mut Reader,
    section: Section<'_, '_>,
    synthesis: Option<Synthesis>,
    plan: &Plan,
) {
    let at = |span: ByteSpan| Label::new(FileId::PROTOCOL, span);
    if synthesis == Some(Synthesis::SingleArm) {
        for key in ["comparator", "favours"] {
            if let Some(value) = section.get(key) {
                let label = reader.label(&value.span());
                reader.push(
                    Diagnostic::error(
                        Code::TP0611,
                        Message::new("tp0611.single-arm").text("key", key),
                    )
                    .at(label),
                );
            }
        }
        if plan.select.comparators.is_some() {
            let span = section.span(reader);
            reader.push(
                Diagnostic::error(
                    Code::TP0611,
                    Message::new("tp0611.single-arm").text("key", "comparators"),
                )
                .at(at(span)),
            );
        }
    }
    if synthesis == Some(Synthesis::Pairwise) {
        section.required(reader, "comparator");
    }
    if plan.settings.verification.is_empty() {
        let span = section
            .get("verification")
            .map_or_else(|| section.span(reader), |value| reader.span(&value.span()));
        reader.push(
            Diagnostic::error(Code::TP0611, Message::new("tp0611.verification")).at(at(span)),
        );
    }
    for choose in &plan.choose {
        let excluded = plan.exclude.iter().find(|row| row.trial == choose.trial);
        if let Some(exclude) = excluded {
            reader.push(
                Diagnostic::error(Code::TP0611, Message::new("tp0611.excluded"))
                    .at(at(choose.span))
                    .also(at(exclude.span).saying(Message::new("tp0611.excluded-here"))),
            );
        }
    }
}

fn read_subgroups(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
) -> Option<SubgroupsPlan> {
    section.only(reader, &["variable", "within_trials", "groups"]);
    let variable = section.required_localized(reader, "variable");
    let within_trials = section.boolean(reader, "within_trials").unwrap_or(false);
    section.required(reader, "groups");
    let mut ids = Ids::default();
    let mut groups = Vec::new();
    for section in section.sections(reader, "groups") {
        section.only(reader, &["id", "label", "select"]);
        let id = section.required_text(reader, "id");
        if let Some(id) = &id {
            ids.add(reader, id);
        }
        let label = section.required_localized(reader, "label");
        section.required(reader, "select");
        let select = section
            .section(reader, "select")
            .map(|section| select::read(reader, section, registry));
        if let (Some(id), Some(label), Some(select)) = (id, label, select) {
            groups.push(GroupPlan { id, label, select });
        }
    }
    Some(SubgroupsPlan {
        variable: variable?,
        within_trials,
        groups,
    })
}

fn read_sensitivity(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
    (measure, base): (Option<Measure>, &Plan),
    ids: &mut Ids,
) -> Option<SensitivityPlan> {
    let own = ["id", "title", "reason", "select", "choose", "exclude"];
    section.only(reader, &[&own[..], &settings::KEYS].concat());
    let id: Option<Located<String>> = section.required_text(reader, "id");
    if let Some(id) = &id {
        ids.add(reader, id);
    }
    let title = section.required_localized(reader, "title");
    let reason = section.required_localized(reader, "reason");
    let settings = settings::read(reader, section, &base.settings);
    settings::complete(reader, section, measure, &settings);
    let own_select = match section.section(reader, "select") {
        Some(section) => select::read(reader, section, registry),
        None => select::Select::default(),
    };
    // A sensitivity analysis chooses anew for the trials it names, and excludes further ones.
    let mut choose = select::read_choices(reader, section, registry);
    let kept = base
        .choose
        .iter()
        .filter(|kept| choose.iter().all(|new| new.trial != kept.trial))
        .cloned()
        .collect::<Vec<_>>();
    choose.extend(kept);
    let mut exclude = base.exclude.clone();
    exclude.extend(select::read_exclusions(reader, section, registry));
    Some(SensitivityPlan {
        id: id?,
        title: title?,
        reason: reason?,
        select: own_select.clone(),
        plan: Plan {
            settings,
            select: base.select.replaced_by(&own_select),
            choose,
            exclude,
        },
    })
}
