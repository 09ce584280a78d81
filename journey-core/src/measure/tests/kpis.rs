//! KPIs.

use super::*;

fn value_of(measure: KpiMeasure, scope: KpiScope) -> MeasuredKpi {
    let kpi = Kpi { scope, ..kpi("k", measure) };
    measured_with(vec![kpi]).everybody().unwrap().kpis[0].clone()
}

fn close(kpi: &MeasuredKpi, value: f64, n: u64) {
    let found = kpi.value.value.unwrap();
    assert!((found - value).abs() < 1e-9 && kpi.value.n == n, "{kpi:?}");
}

#[test]
fn conversion_keeps_open_journeys_apart() {
    let to = |from: Option<&str>, to: &str, within: Option<&str>| KpiMeasure::ConversionRate {
        from: from.map(String::from),
        to: to.into(),
        within: within.map(|span| span.parse().unwrap()),
    };
    close(&value_of(to(None, "pay", None), KpiScope::Map), 1.0 / 3.0, 3);
    close(&value_of(to(Some("ad"), "cart", None), KpiScope::Map), 0.5, 2);
    close(&value_of(to(Some("ad"), "cart", Some("200s")), KpiScope::Map), 0.5, 2);
    close(&value_of(to(Some("ad"), "cart", Some("199s")), KpiScope::Map), 0.0, 2);
    // Dan's minute is not over when the data end.
    close(&value_of(to(Some("page"), "cart", Some("1h")), KpiScope::Map), 2.0 / 3.0, 3);
    close(&value_of(to(None, "pay", None), KpiScope::Touchpoint("cart".into())), 0.5, 2);
    close(&value_of(to(Some("page"), "page", None), KpiScope::Map), 2.0 / 3.0, 3);
}

#[test]
fn drop_off_and_customers_rates() {
    close(&value_of(KpiMeasure::DropOffRate {}, KpiScope::Map), 2.0 / 3.0, 3);
    close(&value_of(KpiMeasure::DropOffRate {}, KpiScope::Stage("look".into())), 1.0 / 3.0, 3);
    close(&value_of(KpiMeasure::DropOffRate {}, KpiScope::Touchpoint("cart".into())), 0.5, 2);
    close(&value_of(KpiMeasure::InteractionsPerCustomer {}, KpiScope::Map), 3.0, 4);
    close(&value_of(KpiMeasure::InteractionsPerCustomer {}, KpiScope::Persona("payer".into())), 4.0, 1);
    close(&value_of(KpiMeasure::EngagementRate { at_least: 4 }, KpiScope::Map), 0.5, 4);
    close(&value_of(KpiMeasure::EngagementRate { at_least: 2 }, KpiScope::Touchpoint("page".into())), 0.5, 4);
}

#[test]
fn the_engagement_rate_is_that_of_the_analysis_among_those_here() {
    let found = value_of(KpiMeasure::EngagementRate { at_least: 4 }, KpiScope::Map);
    let report = log().run(&Engagement::new(4).among(EngagedAmong::Here)).unwrap();
    assert_eq!(found.value, report.overall.share);
}

#[test]
fn survey_kpis_drop_answers_off_the_scale() {
    let nps = KpiMeasure::Nps { column: "score".into(), weight: None };
    let found = value_of(nps.clone(), KpiScope::Map);
    close(&found, 100.0 / 3.0, 3);
    assert_eq!((found.dropped, found.unit, found.direction), (1, Unit::Points, Direction::Up));
    assert_eq!(found.rows, [4, 6, 10, 11]);
    close(&value_of(nps, KpiScope::Stage("buy".into())), 100.0, 1);
    let column = || "stars".to_string();
    let csat = KpiMeasure::Csat { column: column(), min: 1.0, max: 5.0, satisfied_from: 4.0, weight: None };
    close(&value_of(csat, KpiScope::Map), 1.0 / 3.0, 3);
    let ces = KpiMeasure::Ces { column: column(), form: CesForm::Effort, weight: None };
    let found = value_of(ces, KpiScope::Map);
    close(&found, 3.0, 3);
    assert_eq!((found.unit, found.direction), (Unit::Rating, Direction::Down));
    // Weighted by the amount: only Ann's 10 and Cem's dropped 11 have a weight.
    let weighted = KpiMeasure::Nps { column: "score".into(), weight: Some("amount".into()) };
    let found = value_of(weighted, KpiScope::Map);
    close(&found, 100.0, 1);
    assert_eq!(found.dropped, 3);
}

#[test]
fn retention_and_churn_ask_only_those_observed_long_enough() {
    let retention = |after| KpiMeasure::RetentionRate { period: Period::Day, after };
    close(&value_of(retention(1), KpiScope::Map), 1.0 / 3.0, 3);
    close(&value_of(retention(99), KpiScope::Map), 0.0, 3);
    assert_eq!(value_of(retention(100), KpiScope::Map).value.value, None);
    let churn = KpiMeasure::ChurnRate { inactivity: "50d".parse().unwrap() };
    let found = value_of(churn, KpiScope::Map);
    close(&found, 1.0, 3);
    assert_eq!(found.direction, Direction::Down);
}

#[test]
fn money_is_summed_per_customer_and_per_order() {
    let column = || "amount".to_string();
    let found = value_of(KpiMeasure::RevenuePerCustomer { column: column() }, KpiScope::Map);
    close(&found, 13.0, 4);
    // Customers 40, 12, 0, 0: variance (27² + 1 + 13² + 13²) / 3, squared standard error a quarter of it.
    let half = 1.959963984540054 * (1068.0f64 / 3.0 / 4.0).sqrt();
    assert!((found.value.high.unwrap() - (13.0 + half)).abs() < 1e-9);
    let order = |order: Option<&str>| KpiMeasure::AverageOrderValue {
        column: column(),
        order: order.map(String::from),
    };
    close(&value_of(order(Some("order")), KpiScope::Map), 26.0, 2);
    close(&value_of(order(None), KpiScope::Map), 52.0 / 3.0, 3);
    close(&value_of(order(None), KpiScope::Touchpoint("pay".into())), 30.0, 1);
}

#[test]
fn lifetime_value_discounts_to_the_first_event() {
    let mut builder = LogBuilder::new(LogOptions::default(), vec![("amount".into(), None)]);
    push(&mut builder, 0, ("a", 0, None, "pay"), &[Value::Number(20.0)]);
    push(&mut builder, 1, ("a", 31_557_600, None, "pay"), &[Value::Number(110.0)]);
    let lifetime =
        KpiMeasure::CustomerLifetimeValue { column: "amount".into(), margin: 0.5, discount_rate: 0.1 };
    let map = JourneyMap { kpis: vec![kpi("clv", lifetime)], ..shop() };
    let measured = map.measure(&builder.finish().unwrap()).unwrap();
    // 20 · 0.5 now and 110 · 0.5 / 1.1 after a year of 365.25 days.
    close(measured.everybody().unwrap().kpi("clv").unwrap(), 60.0, 1);
}

#[test]
fn time_kpis_count_visits() {
    let spent = |statistic| KpiMeasure::TimeSpent { statistic };
    let waited = |statistic| KpiMeasure::WaitingTime { statistic };
    close(&value_of(spent(Statistic::Median), KpiScope::Touchpoint("page".into())), 35.0, 2);
    close(
        &value_of(spent(Statistic::Mean), KpiScope::Stage("look".into())),
        (100 + DAY + 100 + 30) as f64 / 3.0,
        3,
    );
    close(&value_of(waited(Statistic::Mean), KpiScope::Touchpoint("cart".into())), 60.0, 2);
    close(&value_of(waited(Statistic::Median), KpiScope::Stage("buy".into())), 60.0, 2);
    let all = value_of(waited(Statistic::Q90), KpiScope::Map);
    assert_eq!((all.value.n, all.unit), (7, Unit::Seconds));
}

#[test]
fn targets_are_met_missed_or_uncertain() {
    let with = |target: KpiTarget, direction| {
        let measure = KpiMeasure::InteractionsPerCustomer {};
        let kpi = Kpi { target: Some(target), direction, ..kpi("k", measure) };
        measured_with(vec![kpi]).everybody().unwrap().kpis[0].status
    };
    // 4, 4, 3 and 1 interactions: 3 ± 1.39.
    assert_eq!(with(KpiTarget::Number(2.0), None), Some(KpiStatus::Uncertain));
    assert_eq!(with(KpiTarget::Number(1.0), None), Some(KpiStatus::Met));
    assert_eq!(with(KpiTarget::Number(5.0), None), Some(KpiStatus::Missed));
    assert_eq!(with(KpiTarget::Number(1.0), Some(Direction::Down)), Some(KpiStatus::Missed));
    let waiting = Kpi {
        target: Some(KpiTarget::Time("2m".parse().unwrap())),
        scope: KpiScope::Touchpoint("pay".into()),
        ..kpi("k", KpiMeasure::WaitingTime { statistic: Statistic::Median })
    };
    let found = measured_with(vec![waiting]).everybody().unwrap().kpis[0].clone();
    assert_eq!((found.target, found.status), (Some(120.0), Some(KpiStatus::Met)));
}

#[test]
fn bad_columns_and_weights_are_errors_with_their_place() {
    let bad = |measure: KpiMeasure| {
        JourneyMap { kpis: vec![kpi("k", measure)], ..shop() }.measure(&log()).unwrap_err()
    };
    let error = bad(KpiMeasure::RevenuePerCustomer { column: "order".into() }).to_string();
    assert!(error.contains("kpis[0].measure.revenue_per_customer.column"), "{error}");
    let mut map = shop();
    map.stages[0].touchpoints[1].rating = Some(RatingScale { column: "stars".into(), min: 5.0, max: 1.0 });
    let error = map.measure(&log()).unwrap_err().to_string();
    assert!(error.contains("stages[0].touchpoints[1].rating.max"), "{error}");
    let mut builder =
        LogBuilder::new(LogOptions::default(), vec![("score".into(), None), ("w".into(), None)]);
    push(&mut builder, 0, ("a", 0, None, "pay"), &[Value::Number(9.0), Value::Number(-1.0)]);
    let nps = KpiMeasure::Nps { column: "score".into(), weight: Some("w".into()) };
    let error =
        JourneyMap { kpis: vec![kpi("k", nps)], ..shop() }.measure(&builder.finish().unwrap()).unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().row), ("bad_value", Some(1)));
}
