//! A registry whose texts try to act: markup, formulas, terminal controls, changes of direction,
//! template and format placeholders, a cell of a megabyte. Every output shows them as text.

#[path = "hostile/findings.rs"]
mod findings;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a text may try, and in which output it would act.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</title></svg></style><script>x</script>",
    "]]><script>x</script><![CDATA[",
    "=cmd('calc')",
    "+1+cmd",
    "@SUM(A1)",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/p.png)",
    "| a | b |",
    "${7*7} {{7*7}} {% x %} %s %n {0}",
    "\\input{/etc/passwd} $x$ & % # _ ^ ~",
    "A & <B> \"C\"",
];

/// The same, with characters that `check` refuses or warns of; for `pool`.
const CONTROLS: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7}",
    "left\u{202e}right\u{2066}x",
    "zero\u{200b}width",
];

fn trialpool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trialpool"));
    command
        .env("LC_ALL", "C")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

/// A CSV cell that holds any text.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A registry with attacks wherever a text may stand.
fn registry() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("registry");
    let made = trialpool().arg("new").arg(&directory).status().unwrap();
    assert!(made.success());
    let all = ATTACKS.join(" ");
    let edit = |name: &str, changes: &[(&str, &str)]| {
        let path = directory.join(name);
        let mut text = std::fs::read_to_string(&path).unwrap();
        for (from, to) in changes {
            assert!(text.contains(from), "{name}: {from}");
            text = text.replace(from, to);
        }
        std::fs::write(&path, text).unwrap();
    };
    edit(
        "trials.csv",
        &[
            (
                "example-a,Example A,",
                &format!("example-a,{},", cell(ATTACKS[0])),
            ),
            (
                "example-b,Example B,",
                &format!("example-b,{},", cell(ATTACKS[4])),
            ),
            (
                "example-c,Example C,",
                &format!(
                    "example-c,{},",
                    cell(&format!("{} {}", ATTACKS[7], CONTROLS[2]))
                ),
            ),
        ],
    );
    let megabyte = "<b>x</b>&".repeat(120_000);
    let citation =
        "Example A investigators. An invented publication. Journal of Examples 2021;1:1-10.";
    edit(
        "sources.csv",
        &[
            (citation, &cell(&all)),
            ("invented; replace it by a real source", &cell(&all)),
        ],
    );
    edit(
        "contrasts.csv",
        &[
            ("invented: estimate and interval", &cell(&megabyte)),
            ("Figure 2", &cell(&all)),
        ],
    );
    edit(
        "treatments.csv",
        &[
            ("example treatment", &cell(&all)),
            ("traitement d’exemple", &cell(&all)),
        ],
    );
    edit(
        "outcomes.csv",
        &[
            ("time to first event", &cell(&all)),
            ("délai jusqu’au premier événement", &cell(&all)),
        ],
    );
    // A literal string of TOML holds anything but its own quotes.
    let literal = format!("'''{}'''", all.replace("'''", ""));
    edit(
        "review.toml",
        &[
            (
                "\"Example treatment against placebo: time to first event\"",
                &literal,
            ),
            (
                "\"Traitement d’exemple contre placebo : délai jusqu’au premier événement\"",
                &literal,
            ),
            ("\"favours treatment\"", &literal),
            ("\"An example review\"", &literal),
            (
                "\"people of the example trials\"",
                "\"left\\u202Eright\\u001B[31m\\u200Bx\"",
            ),
        ],
    );
    place
}

fn run(place: &Path, arguments: &[&str]) -> Output {
    trialpool()
        .current_dir(place)
        .args(arguments)
        .output()
        .unwrap()
}

/// Nothing in a text moves a cursor, colours a screen or turns the direction of writing.
#[track_caller]
fn assert_visible(what: &str, text: &str) {
    for character in text.chars() {
        let acts = (character.is_control() && !matches!(character, '\n' | '\t' | '\r'))
            || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}');
        assert!(!acts, "{what}: U+{:04X}", u32::from(character));
    }
}

/// No element of markup that a text could have brought in.
#[track_caller]
fn assert_no_markup(what: &str, text: &str) {
    let lower = text.to_lowercase();
    // `<script` is judged by its caller: the page may have one of its own.
    for element in ["<img", "<b>x", "onerror=alert(1)>", "<![cdata[", "<iframe"] {
        assert!(!lower.contains(element), "{what}: {element}");
    }
    for element in ["href=\"javascript:", "href='javascript:", "src=\"http"] {
        assert!(!lower.contains(element), "{what}: {element}");
    }
    assert!(!text.contains("<script>alert(1)"), "{what}");
    assert!(!text.contains("<script>x</script>"), "{what}");
}

/// No cell starts with what makes a spreadsheet compute.
#[track_caller]
fn assert_no_formula(what: &str, text: &str) {
    let mut cells = text.split(['\n', ','].as_slice());
    let bad = cells.find(|cell| {
        let start = cell.trim_start_matches('"');
        let is_number = start.trim_end_matches('"').parse::<f64>().is_ok();
        start.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number
    });
    assert_eq!(bad, None, "{what}");
}

#[test]
fn every_file_of_a_report_is_inert() {
    let place = registry();
    let report = run(place.path(), &["report", "registry"]);
    assert!(
        report.status.success(),
        "{}",
        String::from_utf8_lossy(&report.stderr)
    );
    let mut kinds = Vec::new();
    for directory in ["", "tables", "forest"] {
        for entry in std::fs::read_dir(place.path().join("reports").join(directory)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let kind = name.rsplit('.').next().unwrap().to_owned();
            // findings.json is for programs: it holds the registry's text as it is.
            if kind != "json" {
                assert_visible(&name, &text);
            }
            match kind.as_str() {
                "html" => {
                    assert_no_markup(&name, &text);
                    assert!(text.contains("Content-Security-Policy"), "{name}");
                    assert!(
                        text.contains("&lt;script&gt;alert(1)")
                            || text.contains("&#60;script&#62;alert(1)"),
                        "{name}"
                    );
                }
                "svg" => {
                    assert_no_markup(&name, &text);
                    assert!(!text.contains("<script"), "{name}");
                }
                "csv" => assert_no_formula(&name, &text),
                "md" => {
                    assert_no_markup(&name, &text);
                    assert!(!text.contains("<script"), "{name}");
                    assert!(!text.contains("[x](javascript:"), "{name}");
                    assert!(!text.contains("![x]("), "{name}");
                }
                "json" => {
                    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
                    assert_eq!(document["trials"][0]["name"], ATTACKS[0]);
                }
                other => panic!("{name}: what is {other}?"),
            }
            kinds.push(kind);
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["csv", "html", "json", "md", "svg"]);
}

#[test]
fn nothing_is_substituted_twice() {
    let place = registry();
    assert!(run(place.path(), &["report", "registry"]).status.success());
    for language in ["fr", "en"] {
        let page = place.path().join(format!("reports/report.{language}.html"));
        let text = std::fs::read_to_string(page).unwrap();
        assert!(
            text.contains("${7*7} {{7*7}} {% x %} %s %n {0}"),
            "{language}"
        );
    }
}

#[test]
fn tables_on_a_terminal_are_inert() {
    let place = registry();
    for format in ["text", "md", "csv", "json"] {
        let table = run(place.path(), &["table", "registry", "--format", format]);
        assert!(table.status.success());
        let text = String::from_utf8(table.stdout).unwrap();
        assert_visible(format, &text);
        match format {
            "csv" => assert_no_formula(format, &text),
            "md" => assert_no_markup(format, &text),
            "json" => drop(serde_json::from_str::<serde_json::Value>(&text).unwrap()),
            _ => {}
        }
    }
}

#[test]
fn pooled_tables_are_inert() {
    let place = tempfile::tempdir().unwrap();
    let mut table = String::from("study,yi,vi\n");
    let megabyte = "<b>x</b>&".repeat(120_000);
    for attack in ATTACKS.iter().chain([&megabyte.as_str()]) {
        writeln!(table, "{},0.1,0.2", cell(attack)).unwrap();
    }
    std::fs::write(place.path().join("hostile.csv"), &table).unwrap();
    for format in ["table", "json", "csv", "md", "latex"] {
        let pooled = run(
            place.path(),
            &[
                "pool",
                "hostile.csv",
                "--measure",
                "GEN",
                "--format",
                format,
            ],
        );
        assert!(
            pooled.status.success(),
            "{}",
            String::from_utf8_lossy(&pooled.stderr)
        );
        let text = String::from_utf8(pooled.stdout).unwrap();
        assert_visible(format, &text);
        match format {
            "csv" => assert_no_formula(format, &text),
            "md" => {
                assert_no_markup(format, &text);
                assert!(!text.contains("[x](javascript:") && !text.contains("<script"));
                // Twelve attacks with pipes among them, and still four cells a row.
                for row in text.lines().take_while(|line| line.starts_with('|')) {
                    let bars = row.replace("\\|", "").matches('|').count();
                    assert_eq!(bars, 5, "{row:.80}");
                }
            }
            "latex" => {
                assert!(!text.contains("\\input{"));
                assert!(text.contains("\\textbackslash{}input\\{/etc/passwd\\}"));
            }
            "json" => {
                let document: serde_json::Value = serde_json::from_str(&text).unwrap();
                for (row, attack) in ATTACKS.iter().enumerate() {
                    assert_eq!(document["effects"][row]["study"], *attack);
                }
            }
            _ => assert!(text.len() < 20_000, "a cell of a megabyte is cut"),
        }
    }
}

#[test]
fn controls_in_a_table_reach_no_terminal() {
    let place = tempfile::tempdir().unwrap();
    let mut table = String::from("study,yi,vi\n");
    for attack in CONTROLS {
        writeln!(table, "{},0.1,0.2", cell(attack)).unwrap();
    }
    std::fs::write(place.path().join("hostile.csv"), table).unwrap();
    for format in ["table", "json", "csv", "md", "latex"] {
        let pooled = run(
            place.path(),
            &[
                "pool",
                "hostile.csv",
                "--measure",
                "GEN",
                "--format",
                format,
            ],
        );
        assert_visible(format, &String::from_utf8(pooled.stdout).unwrap());
        assert_visible(format, &String::from_utf8(pooled.stderr).unwrap());
    }
    // A name of a file or a column on the command line, too.
    std::fs::write(place.path().join("plain.csv"), "study,yi,vi\nA,0.1,0.2\n").unwrap();
    let call = [
        "pool",
        "plain.csv",
        "--measure",
        "GEN",
        "--by",
        "\u{1b}[31mx\u{202e}",
    ];
    let refused = run(place.path(), &call);
    assert_eq!(refused.status.code(), Some(2));
    assert_visible("--by", &String::from_utf8(refused.stderr).unwrap());
}
