//! The committed reports in headless Chromium: on a desktop, a tablet and a phone, light and dark,
//! and on paper.
//!
//! Needs Chromium or Chrome (Debian: `apt-get install chromium`; elsewhere set `CHROME` to its
//! path). Without it these tests are skipped at a desk and fail where `CI` is set.

use headless_chrome::protocol::cdp::Emulation;
use headless_chrome::types::PrintToPdfOptions;
use headless_chrome::{Browser, LaunchOptions, Tab};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const AUDIT: &str = include_str!("browser/audit.js");

fn chrome() -> Option<PathBuf> {
    let named = std::env::var_os("CHROME").map(PathBuf::from);
    let installed = ["chromium", "chromium-browser", "google-chrome", "chrome"]
        .iter()
        .flat_map(|name| {
            std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
                .map(move |directory| directory.join(name))
                .collect::<Vec<_>>()
        })
        .find(|path| path.is_file());
    let found = named.or(installed);
    assert!(
        found.is_some() || std::env::var_os("CI").is_none(),
        "CI needs Chromium: apt-get install chromium, or set CHROME"
    );
    if found.is_none() {
        eprintln!("skipped: no Chromium found (apt-get install chromium, or set CHROME)");
    }
    found
}

fn browser() -> Option<Browser> {
    let options = LaunchOptions::default_builder()
        .path(Some(chrome()?))
        // Chromium's sandbox cannot run as root, as in a container.
        .sandbox(false)
        .args(vec![
            "--disable-background-networking".as_ref(),
            "--disable-component-update".as_ref(),
            "--disable-sync".as_ref(),
        ])
        .build()
        .expect("launch options");
    Some(Browser::new(options).expect("Chromium starts"))
}

fn reports() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports");
    ["report.fr.html", "report.en.html"]
        .map(|name| {
            directory
                .join(name)
                .canonicalize()
                .expect("committed report")
        })
        .to_vec()
}

fn open(browser: &Browser, report: &Path) -> Arc<Tab> {
    let tab = browser.new_tab().expect("a tab");
    tab.navigate_to(&format!("file://{}", report.display()))
        .and_then(|tab| tab.wait_until_navigated())
        .expect("the report opens");
    tab
}

fn resize(tab: &Tab, width: u32, height: u32) {
    tab.call_method(Emulation::SetDeviceMetricsOverride {
        width,
        height,
        device_scale_factor: 1.0,
        mobile: width < 600,
        scale: None,
        screen_width: None,
        screen_height: None,
        position_x: None,
        position_y: None,
        dont_set_visible_size: None,
        screen_orientation: None,
        viewport: None,
        display_feature: None,
        device_posture: None,
    })
    .expect("device metrics");
}

fn prefer(tab: &Tab, scheme: &str) {
    tab.call_method(Emulation::SetEmulatedMedia {
        media: None,
        features: Some(vec![Emulation::MediaFeature {
            name: "prefers-color-scheme".into(),
            value: scheme.into(),
        }]),
    })
    .expect("emulated media");
}

fn evaluate(tab: &Tab, script: &str) -> String {
    tab.evaluate(script, false)
        .expect("the script runs")
        .value
        .and_then(|value| value.as_str().map(str::to_owned))
        .expect("the script returns text")
}

#[test]
fn reports_lay_out_on_every_screen_light_and_dark() {
    let Some(browser) = browser() else { return };
    let mut found = Vec::new();
    for report in reports() {
        let tab = open(&browser, &report);
        // What readers fold out is laid out, too.
        evaluate(
            &tab,
            "document.querySelectorAll('details').forEach((part) => { part.open = true; }); ''",
        );
        for (width, height) in [(1280, 900), (768, 1024), (360, 740)] {
            resize(&tab, width, height);
            for scheme in ["light", "dark"] {
                prefer(&tab, scheme);
                let problems: Vec<String> =
                    serde_json::from_str(&evaluate(&tab, AUDIT)).expect("a list of problems");
                let name = report
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                found.extend(
                    problems
                        .into_iter()
                        .map(|problem| format!("{name} at {width} px, {scheme}: {problem}")),
                );
            }
        }
    }
    assert!(
        found.is_empty(),
        "{} problems:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn reports_need_no_script_and_no_network() {
    let Some(browser) = browser() else { return };
    for report in reports() {
        let tab = open(&browser, &report);
        let resources = evaluate(
            &tab,
            "JSON.stringify([document.scripts.length, performance.getEntriesByType('resource').length])",
        );
        assert_eq!(resources, "[0,0]", "{}", report.display());
    }
}

#[test]
fn the_keyboard_reaches_the_content_first() {
    let Some(browser) = browser() else { return };
    for report in reports() {
        let tab = open(&browser, &report);
        tab.press_key("Tab").expect("Tab");
        let target = evaluate(&tab, "document.activeElement.getAttribute('href') || ''");
        assert!(
            target.starts_with('#'),
            "the first stop is a skip link, not {target:?}"
        );
        let exists = evaluate(
            &tab,
            &format!("String(!!document.querySelector('main{target}, main {target}'))"),
        );
        assert_eq!(exists, "true", "the skip link leads into main");
    }
}

#[test]
fn reports_print_on_a4() {
    let Some(browser) = browser() else { return };
    for report in reports() {
        let tab = open(&browser, &report);
        let pdf = tab
            .print_to_pdf(Some(PrintToPdfOptions {
                prefer_css_page_size: Some(true),
                print_background: Some(false),
                ..PrintToPdfOptions::default()
            }))
            .expect("a PDF");
        assert!(pdf.starts_with(b"%PDF"));
        // A4 in points, as Chromium writes it.
        let text = String::from_utf8_lossy(&pdf);
        assert!(
            text.contains("594.95996 841.91998")
                || text.contains("595 842")
                || text.contains("594.96 841.92"),
            "the pages are A4"
        );
    }
}
