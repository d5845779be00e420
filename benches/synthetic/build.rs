//! Rows of a synthetic registry, and the relations of their figures.

use super::printing::{Style, fixed};
use super::tables::{OUTCOMES, PROTOCOL, TREATMENTS};
use super::{Arm, Group, Relation, Synthetic, Test, Trial, Typical};
use crate::sheet::{Cell, Sheet, Tables};
use fastrand::Rng;
use trialpool_ingest::TableKind;
use trialpool_meta_analysis::numeric::tail::normal_upper_quantile;

/// The sheets, in the order of the protocol.
const KINDS: [TableKind; 10] = [
    TableKind::Sources,
    TableKind::Treatments,
    TableKind::Populations,
    TableKind::Timepoints,
    TableKind::Subgroups,
    TableKind::Outcomes,
    TableKind::Trials,
    TableKind::Arms,
    TableKind::Contrasts,
    TableKind::ArmResults,
];

/// A figure: the table, the row, the column.
pub(super) type Figure = (TableKind, usize, &'static str);

/// A registry while it is written.
pub(super) struct Builder {
    sheets: Vec<Sheet>,
    relations: Vec<Relation>,
    typical: Vec<Typical>,
}

/// What one comparison of a trial found, on the scale of analysis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) effect: f64,
    pub(super) standard_error: f64,
    /// Quantile of the interval: the normal one, or that of t.
    pub(super) quantile: f64,
    /// Two-sided.
    pub(super) p: f64,
}

/// The place of a comparison, and what its rows and those of its arms say.
pub(super) struct Place<'p> {
    pub(super) trial: &'p Trial,
    pub(super) outcome: usize,
    pub(super) week: f64,
    pub(super) group: Group,
    pub(super) arms: [usize; 2],
}

fn sheet(kind: TableKind) -> usize {
    let place = KINDS.iter().position(|of| *of == kind);
    place.expect("a sheet of each kind")
}

/// The normal quantile of a level in per cent.
pub(super) fn quantile(level: f64) -> f64 {
    normal_upper_quantile((100.0 - level) / 200.0)
}

fn z(p: f64) -> f64 {
    normal_upper_quantile(0.5 * p)
}

fn text<T: ToString + ?Sized>(value: &T) -> String {
    value.to_string()
}

impl Builder {
    pub(super) fn new() -> Self {
        let mut sheets: Vec<Sheet> = KINDS.into_iter().map(Sheet::new).collect();
        for [id, en, fr] in TREATMENTS {
            sheets[1].push(&[
                ("id", text(&id)),
                ("label_en", text(&en)),
                ("label_fr", text(&fr)),
            ]);
        }
        sheets[2].push(&[
            ("id", text("rms")),
            ("label_en", text("relapsing disease")),
            ("label_fr", text("maladie récurrente")),
        ]);
        for week in [24, 48, 96] {
            sheets[3].push(&[
                ("id", format!("weeks-{week}")),
                ("label_en", format!("{week} weeks")),
                ("label_fr", format!("{week} semaines")),
                ("weeks", text(&week)),
            ]);
        }
        for (id, en, fr) in [
            ("younger", "below 40 years", "moins de 40 ans"),
            ("older", "40 years and above", "40 ans et plus"),
        ] {
            sheets[4].push(&[
                ("id", text(&id)),
                ("variable", text("age")),
                ("variable_en", text("age")),
                ("variable_fr", text("âge")),
                ("label_en", text(&en)),
                ("label_fr", text(&fr)),
            ]);
        }
        for outcome in OUTCOMES {
            let [step, least, greatest] = outcome
                .scale
                .map_or_else(Default::default, |scale| scale.map(|value| text(&value)));
            sheets[5].push(&[
                ("id", text(&outcome.id)),
                ("label_en", text(&outcome.labels[0])),
                ("label_fr", text(&outcome.labels[1])),
                ("type", text(&outcome.kind)),
                ("unit_en", text(&outcome.units[0])),
                ("unit_fr", text(&outcome.units[1])),
                ("benefit", text(&outcome.benefit)),
                ("step", step),
                ("scale_min", least),
                ("scale_max", greatest),
            ]);
        }
        Self {
            sheets,
            relations: Vec::new(),
            typical: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Synthetic {
        Synthetic {
            tables: Tables {
                protocol: PROTOCOL.to_owned(),
                sheets: self.sheets,
            },
            relations: self.relations,
            typical: self.typical,
        }
    }

    fn push(&mut self, kind: TableKind, cells: &[(&str, String)]) -> usize {
        self.sheets[sheet(kind)].push(cells)
    }

    fn cell(&self, (kind, row, column): Figure) -> Cell {
        let sheet = sheet(kind);
        let column = self.sheets[sheet]
            .column(column)
            .expect("a column of the kind");
        Cell { sheet, row, column }
    }

    /// Whether a figure is reported.
    pub(super) fn reports(&self, (kind, row, column): Figure) -> bool {
        !self.sheets[sheet(kind)].text(row, column).is_empty()
    }

    /// States a relation; one of which a figure is not reported says nothing and is left out.
    pub(super) fn relate(
        &mut self,
        name: &'static str,
        figures: &[Figure],
        slack: f64,
        test: Test,
    ) {
        if figures.iter().all(|figure| self.reports(*figure)) {
            let cells = figures.iter().map(|figure| self.cell(*figure)).collect();
            self.relations.push(Relation {
                name,
                cells,
                test,
                slack,
            });
        }
    }

    /// States what other trials say of a figure, if it is reported.
    pub(super) fn typically(&mut self, figure: Figure, log: bool, centre: f64, spread: f64) {
        if self.reports(figure) {
            let cell = self.cell(figure);
            self.typical.push(Typical {
                cell,
                log,
                centre,
                spread,
            });
        }
    }

    /// Draws a trial and writes its source, itself and its arms.
    pub(super) fn trial(&mut self, index: usize, rng: &mut Rng) -> Trial {
        let style = Style::drawn(rng);
        let year = 2004 + rng.usize(0..20);
        let source = format!("synth-{index}-{year}");
        let id = format!("synth-{index}");
        self.push(
            TableKind::Sources,
            &[
                ("id", source.clone()),
                ("kind", text("publication")),
                (
                    "citation",
                    format!(
                        "Author{index} A, et al. A simulated trial. J Simul {year};{}:{}-{}.",
                        1 + rng.u8(0..90),
                        100 + index,
                        108 + index
                    ),
                ),
                ("doi", format!("10.1234/simul.{year}.{index:05}")),
            ],
        );
        let count = [2, 2, 2, 3, 3, 4][rng.usize(0..6)];
        // From 40 to 600 an arm, evenly on the logarithm.
        let size = (40.0 * (15_f64.ln() * rng.f64()).exp()).round() as usize;
        let sizes: Vec<usize> = (0..count)
            .map(|_| size - size / 20 + rng.usize(0..=size / 10))
            .collect();
        let participants: usize = sizes.iter().sum();
        let trial_row = self.push(
            TableKind::Trials,
            &[
                ("id", id.clone()),
                ("name", format!("SYNTH-{index}")),
                (
                    "registration",
                    format!("NCT{:08}", 100_000 + 61 * index + rng.usize(0..60)),
                ),
                ("year", text(&year)),
                ("phase", text("3")),
                ("population", text("rms")),
                ("design", text("randomised")),
                ("blinding", text("double_blind")),
                ("participants", text(&participants)),
                ("source", source.clone()),
                ("locator", text("Abstract")),
                ("verification", text("primary")),
            ],
        );
        let treatment = 1 + rng.usize(0..TREATMENTS.len() - 1);
        let mut arms = Vec::new();
        for (place, participants) in sizes.into_iter().enumerate() {
            let treatment = if place == 0 { 0 } else { treatment };
            let dose = 10 * place;
            let name = TREATMENTS[treatment][0];
            let id = match place {
                0 => text(&name),
                _ => format!("{name}-{dose}mg"),
            };
            let lost = if style.rich() {
                rng.usize(0..=participants / 10)
            } else {
                0
            };
            let mut cells = vec![
                ("trial", format!("synth-{index}")),
                ("id", id.clone()),
                ("treatment", text(&name)),
                ("participants", text(&participants)),
                ("source", source.clone()),
                ("locator", text("Figure 1")),
                ("verification", text("primary")),
            ];
            if place > 0 {
                cells.extend([
                    ("dose_en", format!("{dose} mg once daily")),
                    ("dose_fr", format!("{dose} mg une fois par jour")),
                ]);
            }
            if style.rich() {
                cells.extend([
                    ("analysed", text(&(participants - lost))),
                    ("lost", text(&lost)),
                ]);
            }
            let row = self.push(TableKind::Arms, &cells);
            self.relate(
                "analysed and lost are the randomised",
                &[
                    (TableKind::Arms, row, "participants"),
                    (TableKind::Arms, row, "analysed"),
                    (TableKind::Arms, row, "lost"),
                ],
                0.0,
                Test::Zero(|v| v[0] - v[1] - v[2]),
            );
            arms.push(Arm {
                id,
                participants: participants - lost,
                row,
            });
        }
        let mut figures = vec![(TableKind::Trials, trial_row, "participants")];
        figures.extend(
            arms.iter()
                .map(|arm| (TableKind::Arms, arm.row, "participants")),
        );
        self.relate(
            "arms add up to the trial",
            &figures,
            0.0,
            Test::Zero(|v| v[0] - v[1..].iter().sum::<f64>()),
        );
        let share = 0.3 + 0.4 * rng.f64();
        let levels = arms
            .iter()
            .map(|arm| (0..arm.participants).map(|_| rng.f64() < share).collect())
            .collect();
        let weeks = match (style.rich(), rng.bool()) {
            (true, false) => vec![24.0, 48.0],
            (true, true) => vec![48.0, 96.0],
            (false, false) => vec![48.0],
            (false, true) => vec![96.0],
        };
        Trial {
            id,
            source,
            style,
            arms,
            weeks,
            levels,
        }
    }

    fn origin(trial: &Trial, rng: &mut Rng) -> Vec<(&'static str, String)> {
        let mut cells = vec![
            ("source", trial.source.clone()),
            ("locator", format!("Table {}", rng.u8(2..5))),
        ];
        if rng.u8(0..10) == 0 {
            cells.extend([
                ("verification", text("secondary")),
                ("read_at", format!("https://example.org/{}", trial.id)),
            ]);
        } else {
            cells.push(("verification", text("primary")));
        }
        if trial.style.rich() {
            cells.extend([
                ("extracted_by", text("A. Martin")),
                ("verified_by", text("B. Petit")),
            ]);
        }
        cells
    }

    /// Writes the result of one arm.
    pub(super) fn arm_result(
        &mut self,
        place: &Place<'_>,
        arm: usize,
        figures: Vec<(&'static str, String)>,
        rng: &mut Rng,
    ) -> usize {
        let trial = place.trial;
        let mut cells = vec![
            ("trial", trial.id.clone()),
            ("arm", trial.arms[arm].id.clone()),
            ("outcome", text(&OUTCOMES[place.outcome].id)),
            ("timepoint", format!("weeks-{}", place.week)),
            ("subgroup", text(&place.group.id())),
        ];
        cells.extend(figures);
        cells.extend(Self::origin(trial, rng));
        let row = self.push(TableKind::ArmResults, &cells);
        self.relate(
            "no more than randomised",
            &[
                (TableKind::Arms, trial.arms[arm].row, "participants"),
                (TableKind::ArmResults, row, "n"),
            ],
            0.0,
            Test::AtLeast(|v| v[0] - v[1]),
        );
        row
    }

    /// Writes a comparison, as much of it as the trial reports, and what its figures say of each
    /// other. `symmetric` intervals lie evenly about the estimate; `tests` is how far z of p and z
    /// of the interval may differ.
    pub(super) fn contrast(
        &mut self,
        place: &Place<'_>,
        measure: &str,
        found: Found,
        rng: &mut Rng,
    ) -> usize {
        let (trial, style) = (place.trial, &place.trial.style);
        let ratio = !matches!(measure, "RD" | "MD");
        let half = found.quantile * found.standard_error;
        let ends = [found.effect, found.effect - half, found.effect + half];
        let [estimate, lower, upper] = if ratio {
            style.ratios(ends.map(f64::exp))
        } else {
            let decimals = if measure == "RD" {
                3
            } else {
                style.decimals(3.0 * found.standard_error)
            };
            ends.map(|end| fixed(end, decimals))
        };
        let (p, operator) = style.p(found.p);
        let reduction = fixed(100.0 * (1.0 - found.effect.exp()), usize::from(style.finer));
        let figures = [estimate, lower, upper];
        let [interval, test] = match (trial.poor(), rng.u8(0..4)) {
            (true, 0) => [false, true],
            (true, 1 | 2) => [true, false],
            _ => [true, true],
        };
        // A relative reduction in place of the ratio, or beside it.
        let reduced = ratio && found.effect < 0.0;
        let only_reduction = reduced && trial.poor() && !interval && rng.bool();
        let mut cells = vec![
            ("trial", trial.id.clone()),
            ("arm", trial.arms[place.arms[0]].id.clone()),
            ("comparator", trial.arms[place.arms[1]].id.clone()),
            ("outcome", text(&OUTCOMES[place.outcome].id)),
            ("timepoint", format!("weeks-{}", place.week)),
            ("subgroup", text(&place.group.id())),
            ("measure", text(&measure)),
        ];
        let [estimate, lower, upper] = figures;
        if only_reduction {
            cells.push(("reduction_percent", reduction));
        } else {
            cells.push(("estimate", estimate));
            if reduced && style.rich() && style.finer {
                cells.push(("reduction_percent", reduction));
            }
        }
        if interval {
            cells.extend([
                ("ci_lower", lower),
                ("ci_upper", upper),
                ("ci_level", super::printing::level(style)),
            ]);
        }
        if test {
            cells.extend([("p", p), ("p_operator", operator)]);
        }
        if style.rich() && !ratio && style.finer {
            cells.push(("se", fixed(found.standard_error, 3)));
        }
        cells.extend(Self::origin(trial, rng));
        let row = self.push(TableKind::Contrasts, &cells);
        self.within_contrast(row, ratio, found);
        if place.arms[1] == 0 && place.group == Group::All {
            let outcome = &OUTCOMES[place.outcome];
            let (centre, spread) = (
                outcome.effect,
                outcome.effect_spread.hypot(found.standard_error),
            );
            if measure != "RD" && measure != "OR" {
                self.typically(
                    (TableKind::Contrasts, row, "estimate"),
                    ratio,
                    centre,
                    spread,
                );
            }
        }
        row
    }

    fn within_contrast(&mut self, row: usize, ratio: bool, found: Found) {
        let of = |column| (TableKind::Contrasts, row, column);
        let interval = [of("estimate"), of("ci_lower"), of("ci_upper")];
        let strength = found.effect.abs() / found.standard_error;
        let [p, se] = [
            [
                of("p"),
                interval[0],
                interval[1],
                interval[2],
                of("ci_level"),
            ],
            [
                of("se"),
                interval[0],
                interval[1],
                interval[2],
                of("ci_level"),
            ],
        ];
        // Two tests of one hypothesis, as log-rank test and Wald interval, differ by so much.
        let tests = 0.2 + 0.15 * strength;
        let both = [of("estimate"), of("reduction_percent")];
        if ratio {
            self.relate(
                "the interval lies evenly",
                &interval,
                0.0,
                Test::Zero(|v| 2.0 * v[0].ln() - v[1].ln() - v[2].ln()),
            );
            self.relate(
                "p and interval agree",
                &p,
                tests,
                Test::Zero(|v| {
                    z(v[0]) - v[1].ln().abs() * 2.0 * quantile(v[4]) / (v[3] / v[2]).ln()
                }),
            );
            self.relate(
                "a reduction is 1 less the ratio",
                &both,
                0.0,
                Test::Zero(|v| 100.0 * (1.0 - v[0]) - v[1]),
            );
        } else {
            self.relate(
                "the interval lies evenly",
                &interval,
                0.0,
                Test::Zero(|v| 2.0 * v[0] - v[1] - v[2]),
            );
            self.relate(
                "p and interval agree",
                &p,
                tests,
                Test::Zero(|v| z(v[0]) - v[1].abs() * 2.0 * quantile(v[4]) / (v[3] - v[2])),
            );
            // An interval by t is wider than by z.
            self.relate(
                "standard error and interval agree",
                &se,
                0.08,
                Test::Zero(|v| ((v[3] - v[2]) / (2.0 * quantile(v[4]))).ln() - v[0].ln()),
            );
        }
    }
}
