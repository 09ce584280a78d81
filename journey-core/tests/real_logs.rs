//! Real files, found through `JOURNEY_DATA`. The expected sizes are those that the sources state.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use journey_core::EventLog;
use journey_core::ingest::{CustomerTable, SurveyColumns};
use journey_core::log::{ColumnKind, Columns};

fn data(path: &str) -> Option<String> {
    match std::env::var("JOURNEY_DATA") {
        Ok(folder) => Some(format!("{folder}/{path}")),
        Err(_) => {
            println!("skipped: JOURNEY_DATA is not set");
            None
        }
    }
}

fn kind(log: &EventLog, name: &str) -> ColumnKind {
    log.column(name).unwrap().1.info.kind
}

#[test]
fn traffic_fines() {
    let Some(path) = data("traffic_fines/traffic_fines.csv.gz") else { return };
    let log = EventLog::read_csv(&path, &Columns::new("case_id", "timestamp", "activity")).unwrap();
    assert_eq!((log.customers(), log.events(), log.touchpoints().len()), (10_000, 34_724, 11));
    assert_eq!(log.quality().times_without_zone, 34_724);
    let (first, last) = log.period().unwrap();
    assert_eq!(first.to_string(), "2006-06-17T00:00:00Z");
    assert_eq!(last.to_string(), "2012-03-26T00:00:00Z");
    assert_eq!(kind(&log, "amount"), ColumnKind::Number);
    assert_eq!(kind(&log, "dismissal"), ColumnKind::Dictionary);
}

#[test]
fn receipt() {
    let Some(path) = data("receipt/receipt.csv.gz") else { return };
    let columns = Columns::new("case:concept:name", "time:timestamp", "concept:name");
    let log = EventLog::read_csv(&path, &columns).unwrap();
    assert_eq!((log.customers(), log.events()), (1_434, 8_577));
    assert_eq!((log.quality().times_without_zone, log.quality().skipped), (0, 0));
    assert_eq!(kind(&log, "case:enddate_planned"), ColumnKind::Time);
    assert_eq!(kind(&log, "case:channel"), ColumnKind::Dictionary);
}

#[test]
fn simple_shop_with_a_stated_zone() {
    let Some(path) = data("simple_shop/simple_shop.csv.gz") else { return };
    let columns = Columns::new("user_id", "timestamp", "event");
    let log = EventLog::read_csv(&path, &columns).unwrap();
    assert_eq!((log.customers(), log.events()), (3_751, 35_381));
    assert_eq!(log.period().unwrap().0.to_string(), "2019-11-01T17:59:13.273932Z");
    let berlin = EventLog::read_csv(&path, &columns.time_zone("Europe/Berlin")).unwrap();
    assert_eq!(berlin.period().unwrap().0.to_string(), "2019-11-01T16:59:13.273932Z");
}

#[test]
fn cookie_cats_begins_with_a_byte_order_mark() {
    let Some(path) = data("cookie_cats/cookie_cats.csv.gz") else { return };
    let table = CustomerTable::read_csv(&path, &Columns::customers("userid")).unwrap();
    assert_eq!(table.len(), 90_189);
}

#[test]
fn complete_journey_is_one_log_of_several_files() {
    let Some(folder) = data("complete_journey") else { return };
    let columns = Columns::always("household_id", "redemption_date", "coupon redeemed");
    let redemptions = EventLog::read_csv(format!("{folder}/coupon_redemptions.csv.gz"), &columns).unwrap();
    let columns = Columns::always("household_id", "transaction_timestamp", "purchase");
    let purchases = EventLog::read_csv(format!("{folder}/transactions_sample.csv.gz"), &columns).unwrap();
    assert_eq!((redemptions.customers(), redemptions.events()), (410, 2_102));
    assert_eq!((purchases.customers(), purchases.events()), (2_377, 75_000));
    let log = EventLog::concat(&[purchases, redemptions]).unwrap();
    assert_eq!(log.events(), 77_102);
    let demographics = format!("{folder}/demographics.csv.gz");
    let people = CustomerTable::read_csv(demographics, &Columns::customers("household_id")).unwrap();
    assert_eq!(people.len(), 801);
    let joined = log.join_customers(&people).unwrap();
    let quality = joined.quality();
    let known = joined.customers() - quality.customers_without_attributes;
    assert_eq!(known, 801 - quality.customers_without_events);
    assert_eq!(kind(&joined, "income"), ColumnKind::Dictionary);
}

#[test]
fn sfo_survey_of_2017() {
    let Some(path) = data("sfo_survey/sfo_2017.csv.gz") else { return };
    let survey = SurveyColumns::at("RESPNUM", "2017-05-01")
        .rating_without("Q7FOOD", "Restaurants", [0.0, 6.0])
        .rating_without("Q7ALL", "Airport", [0.0, 6.0])
        .rating_without("NETPRO", "Recommendation", [11.0])
        .missing("Blank")
        .weight("WEIGHT")
        .keep(["Q19AGE"]);
    let log = EventLog::read_survey(&path, &survey).unwrap();
    assert_eq!(log.customers(), 2_831);
    let ratings = |touchpoint: &str| -> Vec<f64> {
        let code = log.touchpoint_code(touchpoint).unwrap();
        let mut found = Vec::new();
        for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
            for (event, _) in journey.touchpoints().iter().enumerate().filter(|(_, found)| **found == code) {
                found.push(journey.numbers(0)[event]);
            }
        }
        found
    };
    // Reference counts: NPS n 2746 with 1436 promoters and 342 detractors; CSAT 2206 of 2688.
    let nps = ratings("Recommendation");
    assert_eq!(nps.len(), 2_746);
    assert_eq!(nps.iter().filter(|&&answer| answer >= 9.0).count(), 1_436);
    assert_eq!(nps.iter().filter(|&&answer| answer <= 6.0).count(), 342);
    let csat = ratings("Airport");
    assert_eq!((csat.len(), csat.iter().filter(|&&answer| answer >= 4.0).count()), (2_688, 2_206));
    assert_eq!(ratings("survey").len(), 2_831);
}
