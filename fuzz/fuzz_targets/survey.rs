//! Any bytes as a wide survey table and as a table of customers: read or refused.
#![no_main]

use journey_core::EventLog;
use journey_core::ingest::{CustomerTable, SurveyColumns};
use journey_core::log::Columns;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = [b"id,t,a,b,w,x\n", bytes].concat();
    let survey = SurveyColumns::new("id", "t")
        .rating("a", "A")
        .rating_without("b", "B", [9.0])
        .no_answer([0.0])
        .recode("a", [("good", 5.0), ("bad", 1.0)])
        .recode("x", [("1", "one"), ("-0", "none")])
        .no_answer_of("x", [9.0])
        .weight("w");
    let log = EventLog::read_survey_bytes(&text, &survey);
    let people = CustomerTable::read_csv_bytes(&text, &Columns::customers("id").keep(["x"]));
    if let (Ok(log), Ok(people)) = (log, people) {
        // `x` is a column of both.
        assert_eq!(log.join_customers(&people).map_err(|error| error.code()).err(), Some("duplicate_column"));
    }
});
