//! Findings.

use super::*;

/// A hundred customers: 40 leave at `a`, 6 of the rest at `b`, and 54 reach `c`; a day of 10 for 10 days.
fn leaving_at_a() -> EventLog {
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    for customer in 0..100_i64 {
        let id = format!("c{customer:02}");
        let start = customer % 10 * DAY;
        push(&mut builder, 0, (&id, start, None, "a"), &[]);
        if customer >= 40 {
            push(&mut builder, 0, (&id, start + 60, None, "b"), &[]);
        }
        if customer >= 46 {
            push(&mut builder, 0, (&id, start + 120, None, "c"), &[]);
        }
    }
    push(&mut builder, 0, ("late", 300 * DAY, None, "c"), &[]);
    builder.finish().unwrap()
}

#[test]
fn an_excess_of_customers_who_leave_is_a_finding_with_its_evidence() {
    let mut a = touchpoint("a");
    a.pain_points =
        vec![crate::model::PainPoint { text: "Too long".into(), severity: None, evidence: None, kind: None }];
    let map = map(&[("s", vec![a, touchpoint("b")]), ("t", vec![touchpoint("c")])]);
    let measured = map.measure(&leaving_at_a()).unwrap();
    let [found] = &measured.pain_points[..] else { panic!("{:?}", measured.pain_points) };
    assert_eq!((found.rank, found.kind, found.touchpoint.as_str()), (1, FindingKind::DropOff, "a"));
    assert_eq!((found.stage.as_str(), found.persona.as_deref(), found.from), ("s", None, None));
    let [evidence] = &found.evidence[..] else { panic!("{:?}", found.evidence) };
    assert_eq!((evidence.measured.value, evidence.measured.n, evidence.baseline), (Some(0.4), 100, 0.1));
    assert_eq!(
        (evidence.kind, evidence.baseline_name.as_str()),
        (FindingKind::DropOff, "other touchpoints of the stage")
    );
    assert!((found.customers_affected.value.unwrap() - 30.0).abs() < 1e-9);
    // Wilson's intervals of 40/100 and 6/60 are 0.3094 to 0.4980 and 0.0466 to 0.2015 (statsmodels
    // 0.15.0); Newcombe's interval of the difference follows by hand.
    let low = 0.3 - ((0.4f64 - 0.3094).powi(2) + (0.2015f64 - 0.1).powi(2)).sqrt();
    assert!(
        (found.customers_affected.low.unwrap() - 100.0 * low).abs() < 0.02,
        "{}",
        found.customers_affected.low.unwrap()
    );
    // Fisher: sum(comb(100, i) * comb(60, 46 - i) for i in range(40, 47)) / comb(160, 46).
    assert!((evidence.p / 2.414_178_803_870_042_4e-5 - 1.0).abs() < 1e-10, "{}", evidence.p);
    assert!(
        (evidence.p_adjusted / evidence.p - found.tested as f64).abs() < 1e-9,
        "{} of {}",
        evidence.p,
        found.tested
    );
    assert_eq!(
        (found.statement.as_str(), found.status),
        ("40 % leave here, 10 % expected, n = 100", FindingStatus::Confirmed)
    );
    assert_eq!(found.examples, ["c00", "c01", "c02", "c03", "c04"]);
}

#[test]
fn findings_are_limited_and_small_samples_conclude_nothing() {
    let map = map(&[("s", vec![touchpoint("a"), touchpoint("b")]), ("t", vec![touchpoint("c")])]);
    let log = leaving_at_a();
    let with = |options: Measure| map.measure_with(&log, &options).unwrap().pain_points.len();
    assert_eq!(with(Measure::new().findings(0)), 0);
    assert_eq!(with(Measure::new().min_sample(101)), 0);
    assert_eq!(with(Measure::new()), 1);
    assert_eq!(
        map.measure_with(&log, &Measure::new().open_within("-1d".parse().unwrap())).unwrap_err().code(),
        "invalid_option"
    );
}

#[test]
fn with_opening_hours_only_what_of_a_wait_falls_into_them_counts() {
    use crate::analysis::{OpeningHours, Weekday};
    let mut b = touchpoint("b");
    b.target_waiting_time = Some("8h".parse().unwrap());
    let mut map = map(&[("s", vec![touchpoint("a"), b])]);
    map.kpis = vec![Kpi::new("wait", "Wait", KpiMeasure::WaitingTime { statistic: Statistic::Median })];
    // On Friday the 2nd of January 1970 at 16:00; done on Monday at 9:30, after half an hour and an hour and a half of work.
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    for customer in 0..40 {
        let (id, friday) = (format!("c{customer:02}"), DAY + 16 * 3600);
        push(&mut builder, 0, (&id, friday, None, "a"), &[]);
        push(&mut builder, 0, (&id, friday + 2 * DAY + 17 * 3600 + 1800, None, "b"), &[]);
    }
    let log = builder.finish().unwrap();
    let week = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
    let hours = |holidays: &str| OpeningHours {
        holidays: holidays.split_whitespace().map(|date| date.parse().unwrap()).collect(),
        ..OpeningHours::default().open(&week, jiff::civil::time(9, 0, 0, 0), jiff::civil::time(17, 0, 0, 0))
    };
    let median = |options: Measure| {
        let measured = map.measure_with(&log, &options).unwrap();
        let everybody = measured.everybody().unwrap();
        let kpi = everybody.kpi("wait").unwrap().value.value;
        assert_eq!(kpi, everybody.touchpoint("b").unwrap().waiting_time.median_seconds);
        (kpi.unwrap(), measured.pain_points.len())
    };
    assert_eq!(median(Measure::new()), (65.5 * 3600.0, 1));
    assert_eq!(median(Measure::new().hours(hours(""))), (1.5 * 3600.0, 0));
    assert_eq!(median(Measure::new().hours(hours("1970-01-05"))), (3600.0, 0));
    let never = Measure::new().hours(OpeningHours::default());
    assert_eq!(map.measure_with(&log, &never).unwrap_err().code(), "invalid_option");
}
