use super::*;
use crate::EventLog;
use crate::log::Columns;

const CSV: &str = "user,at,event,source,score,note\n\
    ann,2024-03-31T00:30:00,visit,web,3,x\n\
    ann,2024-03-31T00:30:00,visit,web,3,x\n\
    ann,2024-03-31T03:30:00,buy,crm,9,\n\
    bob,2024-04-01T10:00:00,visit,web,11,y\n\
    Bob ,2024-04-02T10:00:00,visits,crm,5,y\n";

fn log() -> EventLog {
    EventLog::read_csv_text(CSV, &Columns::new("user", "at", "event").time_zone("UTC")).unwrap()
}

fn done(steps: &str) -> (EventLog, CleaningReport) {
    Recipe::from_json(steps).unwrap().apply(&log()).unwrap()
}

fn counts(report: &CleaningReport) -> Vec<(u64, u64, u64)> {
    report.rows.iter().map(|row| (row.events_changed, row.events_dropped, row.customers_dropped)).collect()
}

#[test]
fn each_step_says_what_it_did() {
    let source = r#""when": {"equals": {"column": "source", "value": "crm"}}"#;
    let cases = [
        (r#"["drop_duplicates"]"#.to_string(), (0, 1, 0)),
        (format!(r#"[{{"drop_events": {{{source}}}}}]"#), (0, 2, 1)),
        (r#"[{"drop_customers": {"customers": ["ann", "nobody"]}}]"#.into(), (0, 3, 1)),
        (r#"[{"drop_bots": {}}]"#.into(), (0, 0, 0)),
        (format!(r#"[{{"shift_times": {{{source}, "by": "-2h"}}}}]"#), (2, 0, 0)),
        (r#"[{"set_time_zone": {"to": "Europe/Berlin"}}]"#.into(), (5, 0, 0)),
        (r#"[{"recode": {"column": "score", "values": [11, 99]}}]"#.into(), (1, 0, 0)),
        (r#"[{"recode": {"column": "source", "values": ["crm"], "to": "CRM"}}]"#.into(), (2, 0, 0)),
        (r#"[{"rescale": {"column": "score", "from": [1, 5], "to": [1, 9]}}]"#.into(), (5, 0, 0)),
        (r#"[{"rename_touchpoints": {"names": {"visits": "visit", "gone": "x"}}}]"#.into(), (1, 0, 0)),
        (r#"["fold_ids"]"#.into(), (1, 0, 1)),
        (
            r#"[{"keep_period": {"from": "2024-04-01T00:00:00Z", "to": "2024-04-02T10:00:00Z"}}]"#.into(),
            (0, 4, 2),
        ),
    ];
    for (steps, expected) in cases {
        let (clean, report) = done(&steps);
        assert_eq!(counts(&report), [expected], "{steps}");
        assert_eq!((report.events_after, report.customers_after), (clean.events(), clean.customers()));
        assert_eq!(Recipe::of(&clean).to_json(), Recipe::from_json(&steps).unwrap().to_json());
    }
}

#[test]
fn times_move_with_their_order_and_local_times_are_read_again() {
    let when = r#""when": {"equals": {"column": "source", "value": "crm"}}"#;
    let (clean, _) = done(&format!(r#"[{{"shift_times": {{{when}, "by": "-4h"}}}}]"#));
    assert_eq!(clean.journey("ann").unwrap().rows(), [3, 1, 2]);
    assert_eq!(clean.period().unwrap().0.to_string(), "2024-03-30T23:30:00Z");
    // Berlin changed from UTC+1 to UTC+2 at 01:00 UTC of 31 March 2024.
    let (clean, _) = done(r#"[{"set_time_zone": {"to": "Europe/Berlin"}}]"#);
    let times: Vec<String> =
        clean.journey("ann").unwrap().times().iter().map(|&t| crate::log::detect::write_time(t)).collect();
    assert_eq!(times, ["2024-03-30T23:30:00Z", "2024-03-30T23:30:00Z", "2024-03-31T01:30:00Z"]);
}

#[test]
fn journeys_are_regrouped_by_steps_too() {
    let steps = r#"[{"sessions": {"gap": "30m"}}, "drop_duplicates"]"#;
    let (clean, report) = done(steps);
    assert_eq!(counts(&report), [(5, 0, 0), (0, 1, 0)]);
    assert!(clean.journey("ann/1").is_some());
    assert_eq!(Recipe::of(&clean), Recipe::from_json(steps).unwrap());
}

#[test]
fn ties_get_an_order() {
    let csv = "u,t,e\na,2024-01-01,z\na,2024-01-01,y\na,2024-01-01,x\n";
    let log = EventLog::read_csv_text(csv, &Columns::new("u", "t", "e")).unwrap();
    let (clean, report) = log.clean(&[Step::OrderTies { touchpoints: vec!["x".into()] }]).unwrap();
    assert_eq!(clean.journey("a").unwrap().rows(), [3, 1, 2]);
    assert_eq!(counts(&report), [(3, 0, 0)]);
}

#[test]
fn ties_of_one_row_get_an_order_and_are_counted() {
    let survey =
        crate::ingest::SurveyColumns::at("who", "2024-01-01").rating("food", "food").rating("staff", "staff");
    let log = EventLog::read_survey_text("who,food,staff\na,4,5\nb,3,\n", &survey).unwrap();
    let before: Vec<_> =
        log.journey("a").unwrap().touchpoints().iter().map(|&code| log.touchpoints().get(code)).collect();
    assert_eq!(before.len(), 3);
    let touchpoints: Vec<String> = before.iter().rev().map(|name| name.to_string()).collect();
    let (clean, report) = log.clean(&[Step::OrderTies { touchpoints: touchpoints.clone() }]).unwrap();
    let after = clean.journey("a").unwrap();
    let after: Vec<_> = after.touchpoints().iter().map(|&code| clean.touchpoints().get(code)).collect();
    assert_eq!(after, touchpoints);
    // Of three events the first and the last change places, of two both.
    assert_eq!(counts(&report), [(4, 0, 0)]);
}

#[test]
fn values_that_do_not_fit_and_unknown_columns_are_refused_with_their_place() {
    let error = |steps: &str| Recipe::from_json(steps).unwrap().apply(&log()).unwrap_err().to_string();
    let text = error(r#"["fold_ids", {"recode": {"column": "score", "values": ["x"]}}]"#);
    assert!(text.contains("steps[1].recode.values"), "{text}");
    assert!(error(r#"[{"recode": {"column": "scor", "values": [1]}}]"#).contains("score"));
    assert!(
        error(r#"[{"rescale": {"column": "score", "from": [1, 1], "to": [0, 1]}}]"#).contains("rescale.from")
    );
    assert!(error(r#"[{"set_time_zone": {"to": "Mars/Olympus"}}]"#).contains("Mars"));
    for wrong in
        ["{}", r#"["drop_everything"]"#, r#"[{"shift_times": {"by": 3}}]"#, r#"[{"fold_ids": {"x": 1}}]"#]
    {
        assert_eq!(Recipe::from_json(wrong).unwrap_err().code(), "syntax", "{wrong}");
    }
}

#[test]
fn the_history_is_kept_and_replays() {
    let recipe = Recipe::from_json(r#"["drop_duplicates", "fold_ids"]"#).unwrap();
    let (clean, _) = recipe.apply(&log()).unwrap();
    assert_eq!(Recipe::of(&clean).apply(&log()).unwrap().0.fingerprint(), clean.fingerprint());
    let both = EventLog::concat(&[clean.clone(), clean.clone()]).unwrap();
    assert_eq!(Recipe::of(&both), recipe);
    assert_eq!(Recipe::of(&clean.append(&log()).unwrap()), recipe);
    assert_eq!(Recipe::of(&clean.filter(|journey| journey.customer() == "ann")), recipe);
}

#[cfg(feature = "file")]
#[test]
fn the_history_is_saved() {
    let (clean, _) = done(r#"["drop_duplicates", {"drop_bots": {"regular_gaps": 5}}]"#);
    let again = EventLog::from_bytes(clean.to_bytes().unwrap()).unwrap();
    assert_eq!(again.history(), clean.history());
    assert_eq!(again.history().len(), 2);
}

proptest::proptest! {
    /// Cleaning twice is cleaning once, for the steps of which that can be said.
    #[test]
    fn steps_that_drop_or_fold_are_idempotent(rows in proptest::collection::vec((0usize..4, 0i64..4, 0usize..3), 1..30)) {
        let customers = ["a", "A", " b", "c"];
        let mut csv = String::from("u,t,e\n");
        for (customer, day, event) in rows {
            csv += &format!("{},2024-01-0{},{}\n", customers[customer], day + 1, ["x", "y", "z"][event]);
        }
        let log = EventLog::read_csv_text(&csv, &Columns::new("u", "t", "e")).unwrap();
        let steps = [Step::FoldIds, Step::DropDuplicates];
        let (once, _) = log.clean(&steps).unwrap();
        let (twice, report) = once.clean(&steps).unwrap();
        proptest::prop_assert_eq!(once.fingerprint(), twice.fingerprint());
        proptest::prop_assert_eq!(counts(&report), [(0, 0, 0), (0, 0, 0)]);
    }
}
