use super::Found;
use super::place::{remarks, severity};
use crate::{Diagnostic, Message, Severity, SourceFile};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// JUnit's XML: a suite a file, a case a finding. What lets the check fail is a failure; other
/// warnings are cases that pass and say so; notes are left out. A file without findings has one case
/// that passes, so that no reader takes the report for empty.
pub fn junit(found: &Found<'_>) -> String {
    let mut report = Report::new("trialpool check");
    for file in found.files.iter() {
        report.add_test_suite(suite(found, file));
    }
    // Text without a writer that could fail: the crate drops characters that XML forbids.
    report.to_string().unwrap_or_default()
}

fn suite(found: &Found<'_>, file: &SourceFile) -> TestSuite {
    let path = found.path(file);
    let mut suite = TestSuite::new(path.as_str());
    let mut cases: Vec<TestCase> = found
        .diagnostics
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .filter(|finding| std::ptr::eq(found.place(finding).0, file))
        .map(|finding| case(found, finding))
        .collect();
    if cases.is_empty() {
        let name = Message::new("output-no-findings").render(found.language);
        cases.push(TestCase::new(name, TestCaseStatus::success()));
    }
    for case in &mut cases {
        case.set_classname(path.as_str());
        case.extra.insert("file".into(), path.as_str().into());
    }
    suite.add_test_cases(cases);
    suite
}

fn case(found: &Found<'_>, finding: &Diagnostic) -> TestCase {
    let (_, place) = found.place(finding);
    let title = format!("{}: {}", finding.code, finding.code.title(found.language));
    let name = match place {
        Some(place) => format!("{}:{} {title}", place.line, place.column),
        None => title,
    };
    let mut said = vec![found.headline(finding)];
    said.extend(remarks(finding, found.language));
    let said = said.join("\n");
    let mut case = if finding.severity <= found.fails_at {
        let mut failed = TestCaseStatus::non_success(NonSuccessKind::Failure);
        failed
            .set_type(finding.code.as_str())
            .set_message(finding.message.render(found.language))
            .set_description(said);
        TestCase::new(name, failed)
    } else {
        let mut passed = TestCase::new(name, TestCaseStatus::success());
        passed.set_system_out(format!(
            "{}: {said}",
            severity(finding.severity, found.language)
        ));
        passed
    };
    if let Some(place) = place {
        case.extra
            .insert("line".into(), place.line.to_string().into());
    }
    case
}
