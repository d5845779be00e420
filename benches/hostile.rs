//! Registries of shapes that nobody has, in which work per row could grow with the rows.

use crate::GeneratedFile;
use fastrand::Rng;
use std::fmt::{Display, Write as _};

/// Makes a registry with about as many rows as it is told.
type Make = fn(usize, &mut Registry);

/// The shapes, each with what it is.
pub const SHAPES: [(&str, &str, Make); 8] = [
    (
        "one-trial",
        "all rows of one trial, at thousands of times",
        one_trial,
    ),
    ("many-trials", "trials of four results", many_trials),
    ("one-cell", "one cell of as many times 250 bytes", one_cell),
    ("errors", "an error in every result", errors),
    (
        "unknown",
        "an unknown source in every result",
        unknown_sources,
    ),
    (
        "sources",
        "as many sources of one result, which disagree, with conflicts",
        sources,
    ),
    (
        "subgroups",
        "as many sources of one result and its subgroups",
        subgroups,
    ),
    ("pooled", "a pooled analysis of ten long trials", pooled),
];

/// The registry of a shape with about `rows` rows of results and conflicts.
pub fn hostile(make: Make, rows: usize) -> Vec<GeneratedFile> {
    let mut registry = Registry::new();
    make(rows, &mut registry);
    registry.files()
}

const TABLES: [(&str, &str); 11] = [
    ("sources", "id,kind,citation"),
    ("treatments", "id,label_en,label_fr"),
    ("populations", "id,label_en,label_fr"),
    ("timepoints", "id,label_en,label_fr,weeks"),
    ("subgroups", "id,variable,label_en,label_fr"),
    ("outcomes", "id,label_en,label_fr,type,benefit"),
    (
        "trials",
        "id,name,population,design,participants,members,source,verification",
    ),
    (
        "arms",
        "trial,id,treatment,participants,source,verification",
    ),
    (
        "contrasts",
        "trial,arm,comparator,outcome,timepoint,subgroup,measure,estimate,ci_lower,ci_upper,ci_level,source,verification,note",
    ),
    (
        "arm_results",
        "trial,arm,outcome,timepoint,subgroup,n,events,mean,sd,source,verification",
    ),
    (
        "conflicts",
        "id,trial,topic_en,topic_fr,source_a,value_a_en,value_a_fr,source_b,value_b_en,value_b_fr,kind,explanation_en,explanation_fr",
    ),
];

/// Tables as they grow.
pub struct Registry {
    tables: [String; TABLES.len()],
    rng: Rng,
}

impl Registry {
    fn new() -> Self {
        let mut registry = Self {
            tables: TABLES.map(|(_, header)| format!("{header}\n")),
            rng: Rng::with_seed(1),
        };
        for id in ["active", "placebo"] {
            registry.add("treatments", format_args!("{id},{id},{id}"));
        }
        registry.add("populations", "all,All,Tous");
        for (id, kind) in [
            ("hazard", "time_to_event"),
            ("score", "continuous"),
            ("risk", "binary"),
        ] {
            registry.add("outcomes", format_args!("{id},{id},{id},{kind},lower"));
        }
        registry
    }

    fn add(&mut self, table: &str, row: impl Display) {
        for ((name, _), text) in TABLES.iter().zip(&mut self.tables) {
            if *name == table {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{row}");
            }
        }
    }

    fn files(self) -> Vec<GeneratedFile> {
        let mut protocol = String::from(
            "schema = 1\n[review]\ntitle = { en = \"Hostile\", fr = \"Hostile\" }\nscope = { en = \"-\", fr = \"-\" }\n[tables]\n",
        );
        let mut files = Vec::new();
        for ((name, _), text) in TABLES.iter().zip(self.tables) {
            if text.lines().count() > 1 {
                let _ = writeln!(protocol, "{name} = [\"{name}.csv\"]");
                files.push((format!("{name}.csv"), text));
            }
        }
        files.push(("review.toml".to_owned(), protocol));
        files
    }

    fn add_sources(&mut self, count: usize) {
        for source in 0..count {
            let row = format_args!("s{source},publication,Synthetic {source}. J Example 2020");
            self.add("sources", row);
        }
    }

    fn add_times(&mut self, count: usize) {
        for week in 0..count {
            let row = format!("w{week},{week} weeks,{week} semaines,{week}");
            self.add("timepoints", row);
        }
    }

    fn trial(&mut self, id: &str, source: usize) {
        let row = format!("{id},Trial {id},all,randomised,400,,s{source},primary");
        self.add("trials", row);
        self.two_arms(id, source);
    }

    fn two_arms(&mut self, trial: &str, source: usize) {
        for arm in ["active", "placebo"] {
            let row = format!("{trial},{arm},{arm},200,s{source},primary");
            self.add("arms", row);
        }
    }

    /// An estimate in the middle of its interval, after `place` (trial to measure).
    fn contrast(&mut self, place: &str, source: &str, verification: &str) {
        let estimate = 0.4 + 0.8 * self.rng.f64();
        let reach = (1.96 * (0.1 + 0.2 * self.rng.f64())).exp();
        let (lower, upper) = (estimate / reach, estimate * reach);
        let row =
            format!("{place},{estimate:.3},{lower:.3},{upper:.3},95,{source},{verification},");
        self.add("contrasts", row);
    }

    /// Events of participants, after `place` (trial to subgroup).
    fn events(&mut self, place: &str, source: &str) {
        let (n, events) = (self.rng.u32(150..200), self.rng.u32(10..90));
        let row = format!("{place},{n},{events},,,{source},primary");
        self.add("arm_results", row);
    }
}

fn one_trial(rows: usize, registry: &mut Registry) {
    let times = rows / 12;
    registry.add_sources(1);
    registry.add_times(times);
    registry.trial("t", 0);
    for week in 0..times {
        for (pair, outcome, measure) in [
            ("active,placebo", "hazard", "HR"),
            ("placebo,active", "hazard", "HR"),
            ("active,placebo", "score", "MD"),
            ("placebo,active", "score", "MD"),
            ("active,placebo", "risk", "RR"),
            ("active,placebo", "risk", "OR"),
        ] {
            let place = format!("t,{pair},{outcome},w{week},,{measure}");
            registry.contrast(&place, "s0", "primary");
        }
        for arm in ["active", "placebo"] {
            registry.events(&format!("t,{arm},hazard,w{week},"), "s0");
            registry.events(&format!("t,{arm},risk,w{week},"), "s0");
            let (mean, sd) = (5.0 + 4.0 * registry.rng.f64(), 1.0 + registry.rng.f64());
            let row = format!("t,{arm},score,w{week},,190,,{mean:.1},{sd:.1},s0,primary");
            registry.add("arm_results", row);
        }
    }
}

fn many_trials(rows: usize, registry: &mut Registry) {
    let trials = rows / 4;
    registry.add_sources(trials);
    registry.add_times(1);
    for trial in 0..trials {
        let (id, source) = (format!("t{trial}"), format!("s{trial}"));
        registry.trial(&id, trial);
        for (outcome, measure) in [("hazard", "HR"), ("risk", "RR")] {
            let place = format!("{id},active,placebo,{outcome},w0,,{measure}");
            registry.contrast(&place, &source, "primary");
        }
        for arm in ["active", "placebo"] {
            registry.events(&format!("{id},{arm},risk,w0,"), &source);
        }
    }
}

fn one_cell(rows: usize, registry: &mut Registry) {
    registry.add_sources(1);
    registry.add_times(1);
    registry.trial("t", 0);
    let note = "a note, é".repeat(rows * 25);
    let row = format!("t,active,placebo,hazard,w0,,HR,0.7,0.5,0.98,95,s0,primary,\"{note}\"");
    registry.add("contrasts", row);
}

fn errors(rows: usize, registry: &mut Registry) {
    let times = rows / 2;
    registry.add_sources(1);
    registry.add_times(times);
    registry.trial("t", 0);
    for week in 0..times {
        let row = format!("t,active,placebo,hazard,w{week},,HR,\"0,7\",0.5,0.9,95,s0,primary,");
        registry.add("contrasts", row);
        let row = format!("t,active,risk,w{week},,200,250,,,s0,primary");
        registry.add("arm_results", row);
    }
}

fn unknown_sources(rows: usize, registry: &mut Registry) {
    registry.add_sources(rows / 20);
    registry.add_times(1);
    registry.trial("t", 0);
    for row in 0..rows / 2 {
        let place = "t,active,placebo,hazard,w0,,HR";
        registry.contrast(place, &format!("x{row}"), "primary");
        registry.events("t,active,risk,w0,", &format!("x{row}"));
    }
}

fn sources(rows: usize, registry: &mut Registry) {
    let count = rows / 4;
    registry.add_sources(count);
    registry.add_times(1);
    registry.trial("t", 0);
    for source in 0..count {
        let id = format!("s{source}");
        let verification = ["primary", "secondary"][source % 2];
        registry.contrast("t,active,placebo,hazard,w0,,HR", &id, verification);
        registry.events("t,active,hazard,w0,", &id);
        registry.events("t,placebo,hazard,w0,", &id);
        let other = registry.rng.usize(0..count);
        let row = format!("c{source},t,A,A,{id},1,1,s{other},2,2,error,E,E");
        registry.add("conflicts", row);
    }
}

fn subgroups(rows: usize, registry: &mut Registry) {
    let count = rows / 5;
    registry.add_sources(count);
    registry.add_times(1);
    for level in ["p", "q"] {
        registry.add("subgroups", format_args!("{level},v,{level},{level}"));
    }
    registry.trial("t", 0);
    for source in 0..count {
        let id = format!("s{source}");
        // Every other source leaves out the whole.
        let levels = &["p", "q", ""][..2 + source % 2];
        for level in levels {
            let place = format!("t,active,placebo,hazard,w0,{level},HR");
            registry.contrast(&place, &id, "primary");
            registry.events(&format!("t,active,hazard,w0,{level}"), &id);
        }
    }
}

fn pooled(rows: usize, registry: &mut Registry) {
    let members: Vec<String> = (0..10).map(|member| format!("t{member}")).collect();
    let times = rows / (members.len() + 1);
    registry.add_sources(1);
    registry.add_times(times);
    for member in &members {
        registry.trial(member, 0);
    }
    let list = members.join(";");
    let row = format!("pool,Pooled,all,pooled_analysis,4000,{list},s0,primary");
    registry.add("trials", row);
    registry.two_arms("pool", 0);
    for trial in members.iter().map(String::as_str).chain(["pool"]) {
        for week in 0..times {
            let place = format!("{trial},active,placebo,hazard,w{week},,HR");
            registry.contrast(&place, "s0", "primary");
        }
    }
}
