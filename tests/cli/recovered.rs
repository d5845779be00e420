//! Rows that print something else than what the measure is made of: recovered, they give what the whole rows give.

use super::process::run;
use serde_json::Value;

fn effects(table: &str, call: &[&str]) -> Vec<Value> {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("table.csv");
    std::fs::write(&path, table).unwrap();
    let file = path.to_str().unwrap();
    let output = run(&[&["pool", file, "--format", "json"], call].concat());
    assert!(output.status.success(), "{output:?}");
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    document["effects"].as_array().unwrap().clone()
}

/// Both rows give the same effect, and the second says how.
#[track_caller]
fn assert_recovered(table: &str, call: &[&str], tolerance: f64) {
    let effects = effects(table, call);
    assert_eq!(effects.len(), 2, "{effects:#?}");
    for key in ["yi", "vi"] {
        let [whole, recovered] = [0, 1].map(|row| effects[row][key].as_f64().unwrap());
        let close = (recovered - whole).abs() <= tolerance * whole.abs();
        assert!(close, "{key}: {recovered} is not {whole}");
    }
    assert_eq!(effects[0]["derivation"], serde_json::json!([]));
    assert!(!effects[1]["derivation"].as_array().unwrap().is_empty());
}

#[test]
fn standard_deviations_from_standard_errors() {
    // sd = se sqrt(n): 0.5 * 8 = 4 and 0.75 * 6 = 4.5.
    let table = "study,m1i,sd1i,se1i,n1i,m2i,sd2i,se2i,n2i\n\
                 whole,10,4,,64,12,4.5,,36\nse,10,,0.5,64,12,,0.75,36\n";
    for measure in ["MD", "SMD", "ROM"] {
        assert_recovered(table, &["--measure", measure], 1e-12);
    }
}

#[test]
fn standard_deviations_from_t_intervals() {
    // qt(0.975, 63) = 1.99834054, qt(0.95, 35) = 1.68957246 (R 4.2): limits mean -+ t sd / sqrt(n).
    let table = "study,m1i,sd1i,ci_lower1i,ci_upper1i,n1i,m2i,sd2i,n2i\n\
                 whole,10,4,,,64,12,4.5,36\n\
                 interval,10,,9.00082973,10.99917027,64,12,4.5,36\n";
    assert_recovered(table, &["--measure", "MD"], 1e-8);
    let single = "study,mi,sdi,ni,ci_loweri,ci_upperi,ci_level\n\
                  whole,12,4.5,36,,,\ninterval,12,,36,10.732820655,13.267179345,90\n";
    assert_recovered(single, &["--measure", "MN"], 1e-8);
}

#[test]
fn means_from_quantiles() {
    // Hozo for n = 60: mean = median, sd = range / 4 = 4.
    let range = "study,mi,sdi,ni,mini,mediani,maxi\nwhole,10,4,60,,,\nrange,,,60,3,10,19\n";
    assert_recovered(range, &["--measure", "MN", "--quantiles", "hozo"], 1e-12);
    // Luo, Wan: symmetric quartiles give the median, and sd = (q3 - q1) / (2 qnorm((0.75 n - 0.125) / (n + 0.25)));
    // n = 60: qnorm(44.875 / 60.25) = 0.6582563146 (R 4.2), so that q3 - q1 = 5.2660505168 for an sd of 4.
    let quartiles = "study,mi,sdi,ni,q1i,mediani,q3i\nwhole,10,4,60,,,\n\
                     quartiles,,,60,7.3669747416,10,12.6330252584\n";
    assert_recovered(quartiles, &["--measure", "MN"], 1e-8);
}

#[test]
fn counts_from_margins() {
    // 12 of 100 against 25 of 102: OR = 12 * 77 / (88 * 25) = 0.42, RR = 12 * 102 / (100 * 25) = 0.4896,
    // chi-squared = 202 (12 * 77 - 88 * 25)^2 / (100 * 102 * 37 * 165) = 5.2827..., negative as group 1 has less.
    let chi_squared =
        202.0 * f64::powi(12.0 * 77.0 - 88.0 * 25.0, 2) / (100.0 * 102.0 * 37.0 * 165.0);
    for (columns, cells) in [
        ("events,ori", "37,0.42".to_owned()),
        ("events,rri", "37,0.4896".to_owned()),
        ("events,x2i", format!("37,-{chi_squared}")),
    ] {
        let table = format!(
            "study,ai,n1i,ci,n2i,{columns}\nwhole,12,100,25,102,,\nmargins,,100,,102,{cells}\n"
        );
        assert_recovered(&table, &["--measure", "OR"], 1e-9);
    }
    let control = "study,ai,n1i,ci,n2i,ori\nwhole,12,100,25,102,\ncontrol,,100,25,102,0.42\n";
    assert_recovered(control, &["--measure", "RR"], 1e-9);
}

#[test]
fn correlations_from_the_sd_of_the_change() {
    // r = (9 + 9.61 - 7.45) / (2 * 3 * 3.1) = 0.6, as sd_change^2 = 9 + 9.61 - 2 * 0.6 * 9.3 = 7.45.
    let of_change = 7.45_f64.sqrt();
    let table = format!(
        "study,m1i,sd1i,m2i,sd2i,ni,ri,sd_changei\n\
         whole,10,3,8,3.1,30,0.6,\nchange,10,3,8,3.1,30,,{of_change}\n"
    );
    for measure in ["MC", "SMCC", "ROMC"] {
        assert_recovered(&table, &["--measure", measure], 1e-9);
    }
    let assumed =
        "study,m1i,sd1i,m2i,sd2i,ni,ri\nwhole,10,3,8,3.1,30,0.6\nassumed,10,3,8,3.1,30,\n";
    assert_recovered(assumed, &["--measure", "MC", "--ri", "0.6"], 1e-12);
}

#[test]
fn hazard_ratios_from_logrank_tests() {
    // V = 40 * 60 / 100 = 24; y = (O - E) / V, v = 1 / V.
    let table = "study,yi,vi,oei,voei\nwhole,-0.25,0.041666666666666664,,\nlogrank,,,-6,24\n";
    assert_recovered(table, &["--measure", "HR"], 1e-12);
    let events = "study,yi,vi,d1i,d2i,zi\nwhole,-0.5,0.041666666666666664,,,\n\
                  events,,,40,60,-2.449489742783178\n";
    assert_recovered(events, &["--measure", "HR"], 1e-12);
}

#[test]
fn standard_errors_of_published_estimates() {
    // |ln 0.62| / qnorm(1 - 0.01 / 2) = 0.4780358 / 2.5758293 = 0.18558520; the p value may be anything from 0.005 to
    // 0.015 as printed, and so may the standard error within 0.4780358 / qnorm(1 - ...).
    let table = "study,yi,sei,estimate,p,zi\nwhole,-0.4780358009,0.1855852017,,,\np,,,0.62,0.01,\n";
    assert_recovered(table, &["--measure", "HR"], 1e-6);
    let found = effects(table, &["--measure", "HR"]);
    assert!(found[0]["se_range"].is_null());
    let range = found[1]["se_range"].as_array().unwrap();
    assert!(range[0].as_f64() < Some(0.1855) && range[1].as_f64() > Some(0.1856));
}
