//! The known errors of real files are in the quality report. Files are found through `JOURNEY_DATA`; the counts are
//! those that a look at the files with pandas gives.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use journey_core::EventLog;
use journey_core::analysis::{QualityCheck, QualityFinding, QualityKind, QualityReport};
use journey_core::ingest::SurveyColumns;
use journey_core::log::{Columns, Recipe};

fn data(path: &str) -> Option<String> {
    match std::env::var("JOURNEY_DATA") {
        Ok(folder) => Some(format!("{folder}/{path}")),
        Err(_) => {
            println!("skipped: JOURNEY_DATA is not set");
            None
        }
    }
}

fn of(report: &QualityReport, kind: QualityKind) -> Vec<&QualityFinding> {
    report.rows.iter().filter(|row| row.kind == kind).collect()
}

fn show(report: &QualityReport) {
    for row in &report.rows {
        println!("{:?} {:?} {:?} {} {}", row.kind, row.column, row.touchpoint, row.count, row.statement);
    }
}

#[test]
fn olist_has_a_deal_before_its_first_contact_and_leads_without_origin() {
    let Some(folder) = data("olist_funnel") else { return };
    let leads = Columns::always("mql_id", "first_contact_date", "first contact");
    let leads =
        EventLog::read_csv(format!("{folder}/olist_marketing_qualified_leads.csv.gz"), &leads).unwrap();
    let deals = Columns::always("mql_id", "won_date", "deal won");
    let deals = EventLog::read_csv(format!("{folder}/olist_closed_deals.csv.gz"), &deals).unwrap();
    let log = EventLog::concat(&[leads, deals]).unwrap();
    assert_eq!((log.customers(), log.events()), (8000, 8842));
    let report = log.run(&QualityCheck::new()).unwrap();
    show(&report);
    let reversed = of(&report, QualityKind::ReversedOrder);
    assert_eq!(reversed.len(), 1);
    assert_eq!((reversed[0].count, reversed[0].touchpoint.as_deref()), (1, Some("deal won")));
    let missing = of(&report, QualityKind::MissingValues);
    let origin = missing.iter().find(|row| row.column.as_deref() == Some("origin")).unwrap();
    assert_eq!(
        (origin.count, origin.touchpoint.as_deref(), origin.share.n),
        (60, Some("first contact"), 8000)
    );
    let days = of(&report, QualityKind::DayResolution);
    assert_eq!(days.iter().map(|row| row.touchpoint.as_deref()).collect::<Vec<_>>(), [Some("first contact")]);
}

#[test]
fn complete_journey_is_joined_and_its_redemptions_have_days_only() {
    let Some(folder) = data("complete_journey") else { return };
    let columns = Columns::always("household_id", "redemption_date", "coupon redeemed");
    let redemptions = EventLog::read_csv(format!("{folder}/coupon_redemptions.csv.gz"), &columns).unwrap();
    let columns = Columns::always("household_id", "transaction_timestamp", "purchase");
    let purchases = EventLog::read_csv(format!("{folder}/transactions_sample.csv.gz"), &columns).unwrap();
    let log = EventLog::concat(&[purchases, redemptions]).unwrap();
    let report = log.run(&QualityCheck::new()).unwrap();
    show(&report);
    let days = of(&report, QualityKind::DayResolution);
    assert_eq!(
        days.iter().map(|row| (row.touchpoint.as_deref(), row.count)).collect::<Vec<_>>(),
        [(Some("coupon redeemed"), 2102)]
    );
    // Lines of one basket have one time.
    assert_eq!(of(&report, QualityKind::Ties).len(), 1);
    assert!(of(&report, QualityKind::BotRate).is_empty());
}

#[test]
fn skytrax_has_reviews_of_1970_and_lounges_on_two_scales() {
    let Some(folder) = data("skytrax") else { return };
    let seats = Columns::always("link", "date", "seat review");
    let seats = EventLog::read_csv(format!("{folder}/seat.csv.gz"), &seats).unwrap();
    let lounges = Columns::always("link", "date", "lounge review");
    let lounges = EventLog::read_csv(format!("{folder}/lounge.csv.gz"), &lounges).unwrap();
    let log = EventLog::concat(&[seats, lounges]).unwrap();
    let report = log.run(&QualityCheck::new().ratings(["overall_rating"])).unwrap();
    show(&report);
    let placeholders = of(&report, QualityKind::PlaceholderTimes);
    assert_eq!(placeholders.iter().map(|row| row.count).collect::<Vec<_>>(), [PLACEHOLDERS]);
    let mixed = of(&report, QualityKind::MixedScales);
    let beyond = mixed.iter().find(|row| row.count == 67).expect("67 ratings of lounges above 5");
    assert_eq!(
        (beyond.column.as_deref(), beyond.touchpoint.as_deref()),
        (Some("overall_rating"), Some("lounge review"))
    );
    assert!(mixed.iter().any(|row| row.count > 1000), "the scales of seats and lounges differ");
    let (clean, _) =
        log.clean(&placeholders.iter().filter_map(|row| row.mend.clone()).collect::<Vec<_>>()).unwrap();
    assert_eq!(log.events() - clean.events(), PLACEHOLDERS);
    assert!(of(&clean.run(&QualityCheck::new()).unwrap(), QualityKind::PlaceholderTimes).is_empty());
}

/// Seat reviews with the date 1970-01-01, by `zgrep -c`.
const PLACEHOLDERS: u64 = 26;

#[test]
fn sfo_has_codes_for_no_answer_which_a_recipe_takes_out() {
    let Some(path) = data("sfo_survey/sfo_2017.csv.gz") else { return };
    let survey = SurveyColumns::at("RESPNUM", "2017-05-01")
        .rating("Q7FOOD", "Restaurants")
        .rating("NETPRO", "Recommendation")
        .missing("Blank");
    let log = EventLog::read_survey(&path, &survey).unwrap();
    let report = log.run(&QualityCheck::new()).unwrap();
    show(&report);
    let mut codes = of(&report, QualityKind::NoAnswerCodes);
    codes.retain(|row| row.column.as_deref() == Some("rating"));
    let found: Vec<_> = codes
        .iter()
        .map(|row| (row.touchpoint.as_deref(), row.examples[0].value.as_deref(), row.count))
        .collect();
    let expected = [
        (Some("Recommendation"), Some("11"), 84),
        (Some("Restaurants"), Some("0"), 69),
        (Some("Restaurants"), Some("6"), 341),
    ];
    assert_eq!(
        {
            let mut found = found;
            found.sort();
            found
        },
        expected
    );
    let recipe = Recipe::new(codes.iter().filter_map(|row| row.mend.clone()));
    let (clean, done) = recipe.apply(&log).unwrap();
    assert_eq!(done.rows.iter().map(|row| row.events_changed).sum::<u64>(), 84 + 69 + 341);
    let report = clean.run(&QualityCheck::new().ratings(["rating"])).unwrap();
    assert!(of(&report, QualityKind::NoAnswerCodes).is_empty());
}
