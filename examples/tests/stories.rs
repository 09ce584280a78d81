//! Runs the example programs and holds what they save against facts that pandas counted in the same files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Runs a program and reads the measured map that it saved; the pictures must be there too.
fn run(program: &str, name: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let output = Command::new(program).arg(&folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("The picture is"));
    let file = |ending: &str| folder.join(format!("{name}.{ending}"));
    let page = std::fs::read_to_string(file("html")).unwrap();
    assert!(page.contains("<svg") && page.trim_end().ends_with("</html>"));
    assert!(std::fs::read_to_string(file("svg")).unwrap().starts_with("<svg"));
    serde_json::from_str(&std::fs::read_to_string(file("json")).unwrap()).unwrap()
}

/// Facts that pandas counted, or `None` with a note if there are no data.
fn facts(name: &str) -> Option<Value> {
    if std::env::var_os("JOURNEY_DATA").is_none() {
        println!("skipped: JOURNEY_DATA is not set");
        return None;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../testdata/oracle/pandas/{name}.json"));
    let document: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    Some(document["values"].clone())
}

/// The item of a list with this id (or persona).
fn find<'a>(list: &'a Value, id: &str) -> &'a Value {
    let wanted = |item: &&Value| item["id"] == id || item["persona"] == id;
    list.as_array().unwrap().iter().find(wanted).unwrap_or_else(|| panic!("no {id}"))
}

fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "found {found}, expected {expected}");
}

#[test]
fn permits_are_closed_and_late_as_often_as_the_file_says() {
    let Some(facts) = facts("permit_receipt") else { return };
    let measured = run(env!("CARGO_BIN_EXE_permit_receipt"), "permit_receipt");
    let everybody = &measured["views"][0];
    assert_eq!(everybody["customers"], facts["customers"]);
    assert_eq!(everybody["events"], facts["events"]);
    assert_eq!(everybody["completed"], facts["closed"]);
    for (view, channel) in [("online", "Internet"), ("desk", "Desk"), ("letter", "Post"), ("mail", "e-mail")]
    {
        let view = find(&measured["views"], view);
        assert_eq!(view["customers"], facts["channels"][channel], "{channel}");
        for name in ["closed_in_time", "closed_late"] {
            let closed = &find(&view["touchpoints"], name)["customers"];
            assert_eq!(*closed, facts[format!("{name}_by_channel")][channel], "{channel} {name}");
        }
    }
    let touchpoint = |id| find(&everybody["touchpoints"], id);
    assert_eq!(touchpoint("closed_in_time")["customers"], facts["closed_in_time"]);
    assert_eq!(touchpoint("closed_late")["events"], facts["closed_late"]);
    assert_eq!(touchpoint("send_confirmation")["events"], facts["confirmations_sent"]);
    let wait = &touchpoint("registered")["waiting_time"];
    assert_eq!(wait["n"], facts["waits_for_registration"]);
    close(&wait["median_seconds"], facts["median_wait_for_registration_seconds"].as_f64().unwrap());
    let in_time = &find(&everybody["kpis"], "in_time")["value"];
    let n = in_time["n"].as_f64().unwrap();
    close(&in_time["value"], facts["closed_in_time_after_submission"].as_f64().unwrap() / n);
    assert_eq!(find(&everybody["kpis"], "in_time")["status"], "missed");
    let worst = &measured["pain_points"][0];
    assert_eq!((&worst["kind"], &worst["touchpoint"]), (&"waiting_time".into(), &"registered".into()));
    assert_eq!(worst["status"], "confirmed");
    let late = facts["waits_for_registration_over_5_days"].as_f64().unwrap();
    let measured_late = &worst["evidence"][0]["measured"];
    close(&measured_late["value"], late / measured_late["n"].as_f64().unwrap());
    assert_eq!(measured_late["n"], facts["waits_for_registration"]);
    assert_eq!(measured["coverage"]["unbound_events"], 0);
    assert_eq!(measured["coverage"]["ambiguous_events"], 0);
    assert_eq!(measured["coverage"]["personas"]["none"], facts["channels"]["Intern"]);
}

#[test]
fn households_redeem_and_spend_what_the_files_say() {
    let Some(facts) = facts("complete_journey") else { return };
    let measured = run(env!("CARGO_BIN_EXE_complete_journey"), "complete_journey");
    let everybody = &measured["views"][0];
    assert_eq!(everybody["customers"], facts["customers"]);
    assert_eq!(everybody["events"], facts["events"]);
    for (touchpoint, events) in facts["touchpoints"].as_object().unwrap() {
        assert_eq!(find(&everybody["touchpoints"], touchpoint)["events"], *events, "{touchpoint}");
    }
    assert_eq!(find(&everybody["stages"], "invite")["customers"], facts["invited"]);
    assert_eq!(find(&everybody["touchpoints"], "redemption")["customers"], facts["redeemers"]);
    let value = |view: &Value, id: &str| find(&view["kpis"], id)["value"].clone();
    let redemption = value(everybody, "redemption_rate");
    assert_eq!(redemption["n"], facts["asked_about_60_days"]);
    let redeemed = facts["redeemed_within_60_days"].as_f64().unwrap();
    close(&redemption["value"], redeemed / redemption["n"].as_f64().unwrap());
    let dollars = |cents: &Value| cents.as_f64().unwrap() / 100.0;
    let revenue = value(everybody, "revenue");
    close(&revenue["value"], dollars(&facts["sales_cents"]) / facts["customers"].as_f64().unwrap());
    let basket = value(everybody, "basket");
    assert_eq!(basket["n"], facts["baskets"]);
    close(&basket["value"], dollars(&facts["sales_cents"]) / facts["baskets"].as_f64().unwrap());
    for (persona, customers) in facts["personas"].as_object().unwrap() {
        let view = find(&measured["views"], persona);
        assert_eq!(view["customers"], *customers, "{persona}");
        let spent = dollars(&facts["sales_cents_by_persona"][persona]);
        close(&value(view, "revenue")["value"], spent / customers.as_f64().unwrap());
    }
    assert_eq!(measured["coverage"]["personas"]["one"], facts["customers"]);
    assert_eq!(measured["coverage"]["unbound_events"], 0);
    households_have_the_errors_that_pandas_counts();
}

/// What an example found doubtful: kind, column, touchpoint, count.
fn doubts(name: &str) -> Vec<(String, String, String, u64)> {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name).join(format!("{name}.quality.json"));
    let report: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_string();
    let row = |row: &Value| {
        (text(row, "kind"), text(row, "column"), text(row, "touchpoint"), row["count"].as_u64().unwrap())
    };
    report["rows"].as_array().unwrap().iter().map(row).collect()
}

fn counts(doubts: &[(String, String, String, u64)], kind: &str) -> BTreeMap<String, u64> {
    let found = doubts.iter().filter(|row| row.0 == kind);
    found.map(|(_, column, touchpoint, count)| (format!("{column}{touchpoint}"), *count)).collect()
}

#[test]
fn merchants_sign_and_their_leads_have_the_errors_that_pandas_counts() {
    let Some(facts) = facts("quality_olist_funnel") else { return };
    let measured = run(env!("CARGO_BIN_EXE_olist_funnel"), "olist_funnel");
    let everybody = &measured["views"][0];
    assert_eq!(everybody["customers"], facts["customers"]);
    assert_eq!(everybody["events"], facts["events"]);
    let origin =
        |names: &[&str]| -> u64 { names.iter().map(|name| facts["origins"][name].as_u64().unwrap()).sum() };
    for (touchpoint, origins) in [
        ("organic", &["organic_search"][..]),
        ("paid", &["paid_search", "display"]),
        ("social_post", &["social"]),
        ("invitation", &["email", "referral", "other_publicities"]),
        ("untold", &["unknown", "direct_traffic", "other", "nan"]),
    ] {
        let events = &find(&everybody["touchpoints"], touchpoint)["events"];
        assert_eq!(*events, origin(origins), "{touchpoint}");
    }
    assert_eq!(find(&everybody["touchpoints"], "won")["events"], facts["deals"]);
    let signed = &find(&everybody["kpis"], "signed")["value"];
    assert_eq!(signed["n"], facts["asked_about_90_days"]);
    let share = facts["signed_within_90_days"].as_f64().unwrap();
    close(&signed["value"], share / facts["asked_about_90_days"].as_f64().unwrap());
    assert_eq!(measured["coverage"]["unbound_events"], 0);
    assert_eq!(measured["coverage"]["ambiguous_events"], 0);

    let doubts = doubts("olist_funnel");
    let one = |name: &str, count: &Value| [(name.to_string(), count.as_u64().unwrap())].into();
    assert_eq!(counts(&doubts, "reversed_order"), one("Deal won", &facts["negative_durations"]));
    let missing = |name: &str| facts["missing"][name].as_u64().unwrap();
    let expected = [("origin", "First contact"), ("lead_type", "Deal won"), ("business_segment", "Deal won")];
    let expected = expected.map(|(column, place)| (format!("{column}{place}"), missing(column)));
    assert_eq!(counts(&doubts, "missing_values"), expected.into());
    assert_eq!(counts(&doubts, "day_resolution"), one("First contact", &facts["contacts_at_midnight"]));
    assert_eq!(facts["duplicate_leads"], 0);
    for kind in ["duplicates", "ties", "placeholder_times", "similar_ids", "skipped_rows", "bot_rate"] {
        assert!(counts(&doubts, kind).is_empty(), "{kind}");
    }
}

/// After the program of the complete journey has run.
fn households_have_the_errors_that_pandas_counts() {
    let Some(facts) = facts("quality_complete_journey") else { return };
    let doubts = doubts("complete_journey");
    assert_eq!(counts(&doubts, "duplicates").values().sum::<u64>(), facts["duplicates"].as_u64().unwrap());
    assert_eq!(counts(&doubts, "ties").values().sum::<u64>(), facts["ties"].as_u64().unwrap());
    let days: BTreeMap<String, u64> = serde_json::from_value(facts["days_only"].clone()).unwrap();
    assert_eq!(counts(&doubts, "day_resolution"), days);
    for kind in ["placeholder_times", "similar_ids", "skipped_rows", "bot_rate", "negative_durations"] {
        assert!(counts(&doubts, kind).is_empty(), "{kind}");
    }
}

#[test]
fn the_simulated_shop_shows_what_was_planted() {
    let measured = run(env!("CARGO_BIN_EXE_simulated_shop"), "simulated_shop");
    let everybody = &measured["views"][0];
    assert_eq!(everybody["customers"], 20_000);
    let drop_off = |id| find(&everybody["touchpoints"], id)["drop_off"]["value"].as_f64().unwrap();
    assert!(drop_off("checkout") > 2.5 * drop_off("payment"));
    let findings = measured["pain_points"].as_array().unwrap();
    let first = |kind: &str| findings.iter().find(|finding| finding["kind"] == kind);
    assert_eq!(first("drop_off").unwrap()["touchpoint"], "checkout");
    assert_eq!(first("waiting_time").unwrap()["touchpoint"], "delivered");
}

#[test]
fn five_exports_print_what_the_guide_shows() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("five_exports");
    let run = Command::new(env!("CARGO_BIN_EXE_five_exports")).arg(&folder).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let guide =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/five_exports.md"))
            .unwrap();
    let shown: String =
        guide.split("```text\n").skip(1).filter_map(|part| part.split("```").next()).collect();
    assert_eq!(String::from_utf8_lossy(&run.stdout), shown);
    let picture = std::fs::read_to_string(folder.join("tea_shop.svg")).unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/images/tea_shop.svg");
    assert!(picture == std::fs::read_to_string(kept).unwrap(), "docs/images/tea_shop.svg is stale");
}

/// What the page about the airport shows is what the example prints, and so is every number that the page tells.
#[test]
fn the_airport_is_as_its_page_says_and_as_was_counted() {
    if std::env::var_os("JOURNEY_DATA").is_none() {
        println!("skipped: JOURNEY_DATA is not set");
        return;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("airport");
    let run = Command::new(env!("CARGO_BIN_EXE_airport")).arg(&folder).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let said = String::from_utf8(run.stdout).unwrap();
    let said = said.split("The picture is").next().unwrap();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let page = std::fs::read_to_string(docs.join("guide/airport.md")).unwrap();
    let shown: String = page.split("```text\n").skip(1).filter_map(|part| part.split("```").next()).collect();
    assert_eq!(said, shown);
    let prose: String = page.split("```").step_by(2).collect();
    let no_number = |c: char| !(c.is_ascii_digit() || c == '.');
    let numbers = |text: &str| -> Vec<String> {
        text.split(no_number).map(|n| n.trim_matches('.').to_string()).filter(|n| !n.is_empty()).collect()
    };
    let (known, years) = (numbers(said), ["2017", "2018"]);
    for number in numbers(&prose) {
        assert!(known.contains(&number) || years.contains(&number.as_str()), "{number} is not in the output");
    }
    let picture = std::fs::read_to_string(folder.join("airport.svg")).unwrap();
    let kept = std::fs::read_to_string(docs.join("images/airport.svg")).unwrap();
    assert!(picture == kept, "docs/images/airport.svg is stale");
    passengers_are_those_that_were_counted(&folder.join("airport.json"));
}

fn passengers_are_those_that_were_counted(file: &Path) {
    let measured: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/oracle/plain/airport_map.json");
    let facts: Value = serde_json::from_str(&std::fs::read_to_string(facts).unwrap()).unwrap();
    let facts = &facts["values"];
    let everybody = &measured["views"][0];
    assert_eq!(everybody["customers"], facts["customers"]);
    for (persona, customers) in facts["personas"].as_object().unwrap() {
        assert_eq!(find(&measured["views"], persona)["customers"], *customers, "{persona}");
    }
    for (touchpoint, facts) in facts["touchpoints"].as_object().unwrap() {
        let found = find(&everybody["touchpoints"], touchpoint);
        assert_eq!(found["customers"], facts["customers"], "{touchpoint}");
        let ratings = facts["ratings"].as_u64().unwrap_or(0);
        assert_eq!(found["rating"]["n"], ratings, "{touchpoint}");
        if let Some(emotion) = facts["emotion"].as_f64() {
            close(&found["emotion"]["value"], emotion);
        }
    }
    let value = |id: &str| &find(&everybody["kpis"], id)["value"]["value"];
    close(value("recommend"), facts["recommend"].as_f64().unwrap());
    for (kpi, touchpoint) in [("easy_way", "way"), ("easy_to_find", "find"), ("easy_security", "screening")] {
        close(value(kpi), facts["touchpoints"][touchpoint]["weighted_share"].as_f64().unwrap());
    }
    assert_eq!(measured["coverage"]["unbound_events"], 0);
    assert_eq!(measured["coverage"]["ambiguous_events"], 0);
    let falling = measured["pain_points"].as_array().unwrap().iter();
    let mut falling = falling.filter(|finding| finding["kind"] == "falling_rating");
    let security = falling.find(|finding| finding["touchpoint"] == "screening").unwrap();
    assert_eq!(security["status"], "confirmed");
    let measured = &security["evidence"][0]["measured"];
    close(&measured["value"], facts["touchpoints"]["screening"]["emotions"][1].as_f64().unwrap());
}
