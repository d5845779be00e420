use crate::{Code, ContrastMeasure, Files, POperator, Severity, read, render};
use proptest::prelude::*;
use trialpool_language::Language;

const TABLES: [(&str, &str); 9] = [
    (
        "review.toml",
        "schema = 1\n[tables]\nsources = [\"sources.csv\"]\ntreatments = [\"treatments.csv\"]\n\
         populations = [\"populations.csv\"]\noutcomes = [\"outcomes.csv\"]\n\
         trials = [\"trials.csv\"]\narms = [\"arms.csv\"]\ncontrasts = [\"contrasts.csv\"]\n\
         arm_results = [\"arm_results.csv\"]\n",
    ),
    ("sources.csv", "id,kind,citation\ns,publication,Cite\n"),
    ("treatments.csv", "id,label_en,label_fr\nt,T,T\n"),
    ("populations.csv", "id,label_en,label_fr\np,P,P\n"),
    (
        "outcomes.csv",
        "id,label_en,label_fr,type,benefit\no,O,O,rate,lower\nb,B,B,binary,none\n",
    ),
    (
        "trials.csv",
        "id,name,population,design,members,source,verification\n\
         a,A,p,pooled_analysis,b;c,s,primary\nb,B,p,randomised,,s,primary\n\
         c,C,p,randomised,,s,primary\n",
    ),
    (
        "arms.csv",
        "trial,id,treatment,source,verification\nb,x,t,s,primary\nb,y,t,s,primary\nc,x,t,s,primary\n",
    ),
    (
        "contrasts.csv",
        "\u{FEFF}trial,arm,comparator,outcome,measure,estimate,ci_lower,ci_upper,ci_level,p,\
         p_operator,source,verification,note\r\n\r\n\
         b,x,y,o,IRR,0.06,0.02,.20,99,1e-4,<,s,primary,\"two\r\nlines, \"\"quoted\"\"\"\r\n\
         b,y,x,o,HR,2,1.5,2.7,95,,,s,secondary,\r\n",
    ),
    (
        "arm_results.csv",
        "trial,arm,outcome,n,events,source,verification\nb,x,o,10,12,s,primary\n\
         b,y,b,10,3,s,unverified\n",
    ),
];

fn files(replaced: &[(&str, &[u8])]) -> Files {
    let given = TABLES.iter().map(|(name, text)| {
        let other = replaced.iter().find(|(replaced, _)| replaced == name);
        let content = other.map_or(text.as_bytes(), |(_, content)| content);
        ((*name).to_owned(), content.to_vec())
    });
    Files::from_memory(given.collect())
}

#[test]
fn rows_are_typed_and_their_references_resolved() {
    let files = files(&[]);
    let reading = read(&files);
    let codes: Vec<_> = reading.diagnostics.iter().map(|found| found.code).collect();
    // The second contrast is `secondary` and does not say where it was read.
    assert_eq!(codes, [Code::TP0315]);
    assert_eq!(reading.diagnostics[0].severity, Severity::Warning);
    assert!(!reading.has_errors());

    let registry = &reading.registry;
    let contrast = &registry.contrasts[0];
    assert_eq!(registry.trials[contrast.trial].id, "b");
    assert_eq!(registry.arms[contrast.arm].id, "x");
    assert_eq!(registry.arm(contrast.trial, "y"), Some(contrast.comparator));
    assert_eq!(contrast.measure, ContrastMeasure::IncidenceRateRatio);
    assert_eq!(contrast.p_operator, Some(POperator::Below));
    assert_eq!(
        contrast.estimate.map(|x| (x.value(), x.decimals())),
        Some((0.06, 2))
    );
    assert_eq!(
        contrast.ci_level.map(crate::Reported::interval),
        Some((99.0, 99.0))
    );
    assert_eq!(contrast.note, "two\r\nlines, \"quoted\"");
    let pooled = registry
        .trials
        .get("a")
        .map(|key| &registry.trials[key])
        .unwrap();
    let members: Vec<_> = pooled
        .members
        .iter()
        .map(|key| &*registry.trials[*key].id)
        .collect();
    assert_eq!(members, ["b", "c"]);
}

#[test]
fn cells_are_found_again_after_marks_blank_lines_and_quoted_breaks() {
    let files = files(&[]);
    let reading = read(&files);
    let rows = &reading.registry.contrasts;
    assert_eq!((rows[0].row.line, rows[1].row.line), (3, 5));
    let estimate = files.cell(rows[1].row, "estimate").unwrap();
    assert_eq!(estimate.text, "2");
    let file = files.get(rows[1].row.file);
    assert_eq!(file.line_column(estimate.span.start()), (5, 12));
    assert_eq!(files.cells(rows[0].row).len(), 14);
    assert_eq!(files.cell(rows[0].row, "trial").unwrap().text, "b");
}

#[test]
fn the_same_files_give_the_same_findings() {
    let broken: &[(&str, &[u8])] = &[("sources.csv", b"id,kind,citation\ns,book,\n,,\n")];
    let (first, second) = (files(broken), files(broken));
    let text = |files: &Files| render::short(files, &read(files).diagnostics, Language::French);
    assert_eq!(text(&first), text(&second));
}

#[test]
fn the_json_has_its_stable_keys() {
    let files = files(&[("sources.csv", b"id,kind,citation\ns,book,Cite\n")]);
    let reading = read(&files);
    let summary = render::Summary::new(&files, reading.rows, &reading.diagnostics, 0);
    let text = render::json(
        &files,
        &reading.diagnostics,
        &[],
        &summary,
        Language::English,
    );
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "TP0303");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["file"], "sources.csv");
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&2.into(), &3.into())
    );
    assert_eq!(finding["end_column"], 7);
    assert_eq!(finding["excerpt"], "book");
    for key in ["message", "end_line", "notes", "help", "related"] {
        assert!(finding.get(key).is_some(), "{key}");
    }
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(json["summary"]["files"], 9);
}

/// Reads, renders every way and looks at every place; panics are what it is there to find.
fn survives(files: &Files) {
    let reading = read(files);
    let summary = render::Summary::new(files, reading.rows, &reading.diagnostics, 0);
    for language in Language::ALL {
        let full = render::full(files, &reading.diagnostics, language, true, 60);
        assert!(!full.contains('\u{202E}') && !full.contains('\u{FDD0}') && !full.contains('\0'));
        let short = render::short(files, &reading.diagnostics, language);
        assert_eq!(short.lines().count(), reading.diagnostics.len());
    }
    let json = render::json(
        files,
        &reading.diagnostics,
        &[],
        &summary,
        Language::English,
    );
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    for contrast in &reading.registry.contrasts {
        assert!(!files.cells(contrast.row).is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), table in 0_usize..9) {
        survives(&files(&[(TABLES[table].0, &bytes)]));
    }

    #[test]
    fn random_changes_do_no_harm(
        table in 0_usize..9,
        at in any::<prop::sample::Index>(),
        length in 0_usize..4,
        inserted in "[a-z0-9,;\"\r\n\t .<%=\u{202E}\u{0}\u{FDD0}é-]{0,12}",
    ) {
        let (name, text) = TABLES[table];
        let mut bytes = text.as_bytes().to_vec();
        let start = at.index(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, inserted.into_bytes());
        survives(&files(&[(name, &bytes)]));
    }
}
