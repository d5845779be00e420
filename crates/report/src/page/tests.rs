mod markup;
mod sample;
mod sentences;

use super::*;
use markup::Element;
use std::collections::BTreeSet;

fn page(language: Language) -> String {
    render(&sample::findings(), language, &Language::ALL).unwrap()
}

fn elements(language: Language) -> Vec<Element> {
    markup::read(&page(language)).unwrap()
}

#[test]
fn pages_are_well_formed_in_every_language() {
    for language in Language::ALL {
        let html = page(language);
        if let Some(directory) = std::env::var_os("TRIALPOOL_SAMPLE") {
            std::fs::write(
                std::path::Path::new(&directory).join(file_name(language)),
                &html,
            )
            .unwrap();
        }
        let elements = markup::read(&html).unwrap();
        assert_eq!(elements[0].attribute("lang"), Some(language.code()));
        assert!(!html.contains('⟦'), "a message is missing");
    }
}

#[test]
fn a_result_says_beside_its_source_how_it_was_made() {
    for (language, said) in [
        (Language::English, "Analysis: Cox <model> & region; exact"),
        (
            Language::French,
            "Analyse\u{a0}: Cox <model> & region\u{202f}; exact",
        ),
    ] {
        let elements = elements(language);
        assert!(
            elements
                .iter()
                .any(|element| element.attribute("class") == Some("note")
                    && element.text.contains(said)),
            "{said}"
        );
    }
}

#[test]
fn nothing_runs_and_nothing_is_loaded() {
    for element in elements(Language::French) {
        assert!(!matches!(
            element.name.as_str(),
            "script" | "link" | "img" | "iframe" | "object" | "form"
        ));
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on"), "<{} {name}>", element.name);
            assert_ne!(name, "style", "the policy allows no style attribute");
            if name == "href" {
                let web = value.starts_with("https://") || value.starts_with("http://");
                assert!(
                    web || value.starts_with('#') || value.starts_with("report."),
                    "{value}"
                );
            }
        }
    }
}

#[test]
fn the_policy_allows_this_style_sheet_alone() {
    let elements = elements(Language::English);
    let policy = elements
        .iter()
        .find(|element| element.attribute("http-equiv") == Some("Content-Security-Policy"))
        .and_then(|element| element.attribute("content"))
        .unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    assert!(!policy.contains("unsafe"));
    let sheets: Vec<&Element> = elements
        .iter()
        .filter(|element| element.name == "style")
        .collect();
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].text, style::sheet());
    assert!(!style::sheet().contains("url(") && !style::sheet().contains("@import"));
}

#[test]
fn identifiers_are_unique_and_every_link_within_the_page_arrives() {
    for language in Language::ALL {
        let elements = elements(language);
        let mut ids = BTreeSet::new();
        for id in elements
            .iter()
            .filter_map(|element| element.attribute("id"))
        {
            assert!(ids.insert(id.to_owned()), "{id} twice");
            assert!(
                !id.is_empty() && !id.contains(char::is_whitespace),
                "{id:?}"
            );
        }
        for element in &elements {
            if let Some(target) = element
                .attribute("href")
                .and_then(|href| href.strip_prefix('#'))
            {
                assert!(ids.contains(target), "a link to #{target} leads nowhere");
            }
            for name in ["aria-labelledby", "aria-describedby"] {
                for target in element.attribute(name).unwrap_or("").split_whitespace() {
                    assert!(ids.contains(target), "{name} {target}");
                }
            }
        }
    }
}

#[test]
fn headings_leave_out_no_level() {
    let mut last = 0;
    for element in elements(Language::French) {
        let level = match element.name.as_str() {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            "h5" | "h6" => panic!("too deep"),
            _ => continue,
        };
        assert!(level <= last + 1, "{} after level {last}", element.text);
        assert!(!element.text.trim().is_empty());
        last = level;
    }
}

#[test]
fn landmarks_are_there_once() {
    let elements = elements(Language::French);
    for name in ["header", "nav", "main", "footer", "h1"] {
        assert_eq!(
            elements
                .iter()
                .filter(|element| element.name == name)
                .count(),
            1,
            "{name}"
        );
    }
    let body = elements
        .iter()
        .position(|element| element.name == "body")
        .unwrap();
    let first = &elements[body + 1];
    assert_eq!(
        first.attribute("href"),
        Some("#content"),
        "the skip link comes first"
    );
}

#[test]
fn tables_have_captions_and_scopes_and_can_be_scrolled_by_keyboard() {
    let elements = elements(Language::French);
    for (index, table) in elements
        .iter()
        .enumerate()
        .filter(|(_, element)| element.name == "table")
    {
        assert_eq!(elements[index + 1].name, "caption");
        assert!(!elements[index + 1].text.trim().is_empty());
        let region = &elements[table.parent.unwrap()];
        assert_eq!(region.attribute("role"), Some("region"));
        assert_eq!(region.attribute("tabindex"), Some("0"));
    }
    for header in elements.iter().filter(|element| element.name == "th") {
        assert!(header.attribute("scope").is_some());
        assert!(
            !header.text.trim().is_empty(),
            "an empty header in {:?}",
            header.path
        );
    }
}

#[test]
fn rows_have_as_many_cells_as_their_table_has_columns() {
    let elements = elements(Language::English);
    for (index, table) in elements
        .iter()
        .enumerate()
        .filter(|(_, element)| element.name == "table")
    {
        let mut widths = BTreeSet::new();
        for (row, _) in elements
            .iter()
            .enumerate()
            .filter(|(_, element)| element.name == "tr")
        {
            if !inside(&elements, row, index) {
                continue;
            }
            let width: usize = elements
                .iter()
                .filter(|cell| {
                    cell.parent == Some(row) && matches!(cell.name.as_str(), "td" | "th")
                })
                .map(|cell| {
                    cell.attribute("colspan")
                        .map_or(1, |span| span.parse().unwrap())
                })
                .sum();
            widths.insert(width);
        }
        assert_eq!(widths.len(), 1, "{}: {widths:?}", table.text);
    }
}

fn inside(elements: &[Element], mut index: usize, outer: usize) -> bool {
    while let Some(parent) = elements[index].parent {
        if parent == outer {
            return true;
        }
        index = parent;
    }
    false
}

#[test]
fn both_languages_show_the_same_figures() {
    let digits = |language| -> Vec<String> {
        elements(language)
            .into_iter()
            .filter(|element| element.name == "td" && element.attribute("class") == Some("number"))
            .map(|element| element.text.chars().filter(char::is_ascii_digit).collect())
            .collect()
    };
    assert_eq!(digits(Language::French), digits(Language::English));
}

#[test]
fn every_effect_leads_to_its_row_and_its_row_is_quoted() {
    let html = page(Language::French);
    let elements = markup::read(&html).unwrap();
    let record = elements
        .iter()
        .find(|element| element.attribute("id") == Some("row-contrasts.csv-2"))
        .expect("the row of the first effect");
    assert_eq!(record.attribute("class"), Some("record"));
    assert!(html.contains("href=\"#row-contrasts.csv-2\""));
    assert!(html.contains("https://doi.org/10.1016/S1474-4422(20)30078-8"));
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    for language in Language::ALL {
        let html = page(language);
        assert!(!html.contains("<script"), "a script tag");
        assert!(!html.contains('\u{202e}') && !html.contains('\0'));
        assert!(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"));
        assert!(!html.contains("href=\"javascript:"));
    }
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    assert_eq!(page(Language::French), page(Language::French));
}
