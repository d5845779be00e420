//! The rows of studies and of pooled results.

use super::cells::Cells;
use super::{Builder, Place, columns};
use crate::export::table::{Row, Value};
use crate::forest::wording;
use crate::number::display_value;
use trialpool_review::findings::{Effect, Pooled, Verification};

impl Builder<'_> {
    pub(super) fn study(&self, place: Place<'_>, effect: &Effect) -> Row {
        let (scale, numbers) = (self.analysis.scale, self.words.numbers());
        let mut row = self.row(place, "study");
        let reference = effect.provenance.rows.first();
        let doi = self
            .findings
            .sources
            .iter()
            .find(|source| source.id == effect.provenance.source);
        let count = |index: usize| effect.counts.get(index);
        row.set("label", Value::text(&effect.label), &effect.label);
        row.value("trial", Value::text(&effect.trial));
        row.value("arm", Value::text(&effect.arm.en));
        row.value("comparator", Value::text(&effect.comparator.en));
        row.value("timepoint", Value::text(&effect.timepoint.en));
        row.value("subgroup", Value::text(&effect.subgroup.en));
        let on_scale = effect.estimate_on(scale);
        row.estimate(
            scale,
            [effect.estimate, on_scale],
            effect.standard_error,
            effect.interval,
        );
        row.show(
            "estimate_shown",
            &numbers.effect(scale, on_scale, effect.interval),
        );
        let weight = effect
            .weight_percent
            .map_or_else(String::new, |weight| numbers.weight(weight));
        row.set(
            "weight_percent",
            Value::number(effect.weight_percent),
            &weight,
        );
        for (index, [events, total]) in [["events_1", "total_1"], ["events_2", "total_2"]]
            .into_iter()
            .enumerate()
        {
            row.value(
                events,
                Value::number(count(index).map(|count| count.events)),
            );
            row.value(total, Value::number(count(index).map(|count| count.total)));
        }
        row.show("arm", &wording::compared(self.words, effect));
        for (key, arm) in ["events_1", "events_2"].into_iter().zip(&effect.counts) {
            row.show(key, &wording::count(self.words, arm));
        }
        row.participants(numbers, effect.participants);
        let derivation = &effect.derivation;
        row.value("estimate_from", Value::text(&derivation.estimate));
        row.value(
            "standard_error_from",
            Value::text(&derivation.standard_error),
        );
        row.value("conservative", Value::Flag(derivation.conservative));
        row.value("correction", Value::number(derivation.correction));
        let verification = match effect.provenance.verification {
            Verification::Primary => "primary",
            Verification::Secondary => "secondary",
            Verification::Unverified => "unverified",
        };
        row.set(
            "verification",
            Value::text(verification),
            &columns::marks(self.words, effect),
        );
        row.value("source", Value::text(&effect.provenance.source));
        row.value(
            "doi",
            Value::text(doi.and_then(|source| source.doi.as_deref()).unwrap_or("")),
        );
        row.value(
            "locator",
            Value::text(effect.provenance.locator.as_deref().unwrap_or("")),
        );
        row.value(
            "analysis",
            Value::text(&effect.provenance.analysis.join("; ")),
        );
        row.value(
            "file",
            Value::text(reference.map_or("", |reference| &reference.file)),
        );
        row.value(
            "line",
            Value::count(reference.map(|reference| reference.line as u64)),
        );
        row.finish(false, place.studies)
    }

    /// A pooled result: of `omitted`'s absence, or of a whole section.
    pub(super) fn pooled(
        &self,
        place: Place<'_>,
        omitted: &str,
        label: &str,
        participants: Option<u64>,
        pooled: &Pooled,
        strong: bool,
    ) -> Row {
        let (scale, numbers) = (self.analysis.scale, self.words.numbers());
        let mut row = self.row(place, "pooled");
        row.set("label", Value::text(omitted), label);
        let on_scale = pooled.estimate_on(scale);
        row.estimate(
            scale,
            [pooled.estimate, on_scale],
            pooled.standard_error,
            pooled.interval,
        );
        row.show(
            "estimate_shown",
            &numbers.effect(scale, on_scale, pooled.interval),
        );
        row.participants(numbers, participants);
        row.value("k", Value::Count(pooled.k as u64));
        for (key, value) in [
            ("statistic", pooled.statistic),
            ("df", pooled.df),
            ("p", pooled.p),
            ("tau2", pooled.tau2),
            (
                "tau2_lower",
                pooled.tau2_interval.map(|interval| interval[0]),
            ),
            (
                "tau2_upper",
                pooled.tau2_interval.map(|interval| interval[1]),
            ),
            ("i2", pooled.i2),
            ("i2_lower", pooled.i2_interval.map(|interval| interval[0])),
            ("i2_upper", pooled.i2_interval.map(|interval| interval[1])),
            ("h2", pooled.h2),
            ("q", Some(pooled.q)),
            ("q_p", pooled.q_p),
        ] {
            row.value(key, Value::number(value));
        }
        let tests = pooled.tests.unwrap_or_default();
        for (statistic, p, test) in [
            ("cochran", "cochran_p", tests.cochran),
            ("cmh", "cmh_p", tests.cmh),
            ("breslow_day", "breslow_day_p", tests.breslow_day),
            ("tarone", "tarone_p", tests.tarone),
        ] {
            row.value(statistic, Value::number(test.map(|test| test.statistic)));
            row.value(p, Value::number(test.map(|test| test.p)));
        }
        row.value("q_df", Value::Count(pooled.q_df as u64));
        for (bound, key, shown) in [
            (0, "prediction_lower", "prediction_lower_shown"),
            (1, "prediction_upper", "prediction_upper_shown"),
        ] {
            let value = pooled.prediction.map(|interval| interval[bound]);
            row.value(key, Value::number(value));
            row.value(
                shown,
                Value::number(value.map(|value| display_value(scale, value))),
            );
        }
        row.value("method", Value::text(&place.settings.method));
        row.value("test", Value::text(&place.settings.test));
        let rule = pooled.prediction.map_or("", |_| &place.settings.prediction);
        row.value("prediction_rule", Value::text(rule));
        row.finish(strong, true)
    }

    /// A row that knows where it stands and nothing else.
    fn row(&self, place: Place<'_>, kind: &str) -> Cells {
        let mut row = Cells::new();
        row.value("analysis", Value::text(&self.analysis.id));
        row.value("section", Value::text(place.section));
        row.value("group", Value::text(place.group));
        row.value("kind", Value::text(kind));
        row.value("measure", Value::text(&self.analysis.measure));
        row.value("scale", Value::text(self.analysis.scale.name()));
        row.value("ci_level", Value::Number(place.settings.level));
        row
    }
}
