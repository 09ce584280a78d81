//! Reading logs: every input form gives the same journeys, and doubtful cells are counted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use journey_core::ingest::{CustomerTable, Frame, FrameColumn, SurveyColumns};
use journey_core::log::{ColumnKind, Columns, EpochUnit, OnError, Value};
use journey_core::{Error, EventLog};

fn columns() -> Columns {
    Columns::new("user", "at", "event")
}

fn csv(text: &str) -> EventLog {
    EventLog::read_csv_text(text, &columns()).unwrap()
}

fn refused(text: &str, columns: &Columns) -> Error {
    EventLog::read_csv_text(text, columns).unwrap_err()
}

/// Customer, microseconds and touchpoint of all events.
fn events(log: &EventLog) -> Vec<(String, i64, String)> {
    let mut all = Vec::new();
    for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
        for (time, code) in journey.times().iter().zip(journey.touchpoints()) {
            all.push((journey.customer().into(), *time, log.touchpoints().get(*code).into()));
        }
    }
    all.sort();
    all
}

fn kind(log: &EventLog, name: &str) -> ColumnKind {
    log.column(name).unwrap().1.info.kind
}

const SECOND: i64 = 1_000_000;

#[test]
fn all_forms_of_input_give_one_log() {
    let text = csv("user,at,event,price,new,channel\n\
        a,2024-03-01T12:00:00Z,visit,9.5,true,web\nb,2024-03-01T12:00:01Z,buy,,false,\n");
    let json = EventLog::read_json_lines_text(
        "{\"user\":\"a\",\"at\":\"2024-03-01T12:00:00Z\",\"event\":\"visit\",\"price\":9.5,\"new\":true,\"channel\":\"web\"}\n\
         \n{\"event\":\"buy\",\"user\":\"b\",\"at\":\"2024-03-01T12:00:01Z\",\"new\":false,\"price\":null}\n",
        &columns(),
    )
    .unwrap();
    let noon = 1_709_294_400 * SECOND;
    let names = vec!["buy".into(), "visit".into()];
    let frame = Frame::new()
        .column("user", FrameColumn::Text(vec![Some("a".into()), Some("b".into())]))
        .column("at", FrameColumn::Time(vec![Some(noon), Some(noon + SECOND)]))
        .column("event", FrameColumn::Dictionary { codes: vec![1, 0], names })
        .column("price", FrameColumn::Number(vec![9.5, f64::NAN]))
        .column("new", FrameColumn::Boolean(vec![Some(true), Some(false)]))
        .column("channel", FrameColumn::Text(vec![Some("web".into()), None]));
    let frame = EventLog::from_columns(&frame, &columns()).unwrap();
    assert_eq!(text.fingerprint(), json.fingerprint());
    assert_eq!(text.fingerprint(), frame.fingerprint());
    assert_eq!(
        events(&text),
        [("a".into(), noon, "visit".into()), ("b".into(), noon + SECOND, "buy".into())]
    );
}

#[test]
fn header_alone_is_an_empty_log_and_nothing_is_not() {
    let log = csv("user,at,event\n");
    assert!(log.is_empty() && log.period().is_none());
    assert_eq!(refused("", &columns()).code(), "syntax");
    assert!(EventLog::read_json_lines_text("", &columns()).unwrap().is_empty());
    assert!(EventLog::read_json("[]", &columns()).unwrap().is_empty());
}

#[test]
fn files_that_cannot_be_read_are_named() {
    for path in ["no such file.csv", env!("CARGO_MANIFEST_DIR")] {
        let Error::Io { path: told, .. } = EventLog::read_csv(path, &columns()).unwrap_err() else {
            panic!()
        };
        assert_eq!(told, path);
    }
}

#[test]
fn a_missing_column_lists_those_there_are() {
    let Error::MissingColumn { column, available, .. } = refused("user;at;event\n", &columns()) else {
        panic!()
    };
    assert_eq!((column.as_str(), available), ("at", vec!["user;at;event".to_string()]));
    let log = EventLog::read_csv_text("user;at;event\na;2024-01-01;x\n", &columns().delimiter(b';')).unwrap();
    assert_eq!(log.events(), 1);
}

#[test]
fn bad_cells_name_row_column_and_value() {
    let error = refused("user,at,event\na,2024-01-01,x\nb,2024-02-30,x\n", &columns());
    let Error::BadValue { place, value, .. } = error else { panic!() };
    assert_eq!((place.row, place.line, place.column.as_deref()), (Some(2), Some(3), Some("at")));
    assert_eq!(value, "2024-02-30");
    for text in [" ,2024-01-01,x", ",2024-01-01,x", "a,2024-01-01, "] {
        assert_eq!(refused(&format!("user,at,event\n{text}\n"), &columns()).code(), "bad_value", "{text}");
    }
}

#[test]
fn skipped_rows_are_counted_and_sampled() {
    let mut text = "user,at,event\n".to_string();
    for row in 0..30 {
        text.push_str(if row % 2 == 0 { "a,2024-01-01,x\n" } else { "a,never,x\n" });
    }
    text.push_str("a,b\n");
    let log = EventLog::read_csv_text(&text, &columns().on_error(OnError::Skip)).unwrap();
    let quality = log.quality();
    assert_eq!((quality.rows, quality.events, quality.skipped), (31, 15, 16));
    assert_eq!(quality.skipped_rows.len(), 16);
    assert_eq!((quality.skipped_rows[0].row, quality.skipped_rows[0].value.as_str()), (2, "never"));
    let all_bad =
        EventLog::read_csv_text("user,at,event\na,x,y\n", &columns().on_error(OnError::Skip)).unwrap();
    assert_eq!((all_bad.events(), all_bad.quality().skipped), (0, 1));
}

#[test]
fn local_times_are_read_in_the_stated_zone_and_counted() {
    let berlin = columns().time_zone("Europe/Berlin");
    // 02:30 does not exist on 2024-03-31 and is there twice on 2024-10-27.
    let text = "user,at,event\na,2024-03-01 13:00,x\na,2024-03-31 02:30,y\na,2024-07-01 14:00,z\n\
        a,2024-10-27 02:30,w\na,2024-12-01T12:00:00Z,v\n";
    let log = EventLog::read_csv_text(text, &berlin).unwrap();
    let times: Vec<i64> = events(&log).iter().map(|(_, time, _)| *time / SECOND).collect();
    // By `date -u -d`: 12:00Z, 01:30Z (the clock shows 03:30), 12:00Z, 00:30Z (the first 02:30), 12:00Z.
    assert_eq!(times, [1_709_294_400, 1_711_848_600, 1_719_835_200, 1_729_989_000, 1_733_054_400]);
    assert_eq!((log.quality().times_without_zone, log.quality().ambiguous_times), (4, 2));
    assert_eq!(log.quality().time_zone, "Europe/Berlin");
    assert_eq!(refused("user,at,event\n", &columns().time_zone("Europe/Berlim")).code(), "invalid_option");
}

#[test]
fn every_local_hour_agrees_with_jiff() {
    for zone in ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"] {
        let tz = jiff::tz::TimeZone::get(zone).unwrap();
        let mut text = "user,at,event\n".to_string();
        let mut expected = Vec::new();
        let start = jiff::civil::date(2023, 1, 1).at(0, 17, 0, 0);
        for step in 0..5_000 {
            let local = start.checked_add(jiff::Span::new().hours((step * 7919) % 17_520)).unwrap();
            text.push_str(&format!("a,{local},x\n"));
            expected.push(tz.to_timestamp(local).unwrap().as_microsecond());
        }
        expected.sort_unstable();
        let log = EventLog::read_csv_text(&text, &columns().time_zone(zone)).unwrap();
        let times: Vec<i64> = events(&log).into_iter().map(|(_, time, _)| time).collect();
        assert_eq!(times, expected, "{zone}");
    }
}

#[test]
fn epoch_units_are_detected_reported_and_never_mixed() {
    let log = csv("user,at,event\na,1709294400123,x\n");
    assert_eq!(log.quality().detected_epoch_unit.as_deref(), Some("ms"));
    assert_eq!(events(&log)[0].1, 1_709_294_400_123_000);
    let error = refused("user,at,event\na,1709294400,x\na,1709294400000,x\n", &columns());
    assert_eq!(error.place().unwrap().row, Some(2));
    assert!(error.to_string().contains("epoch"), "{error}");
    assert_eq!(refused("user,at,event\na,20240301,x\n", &columns()).code(), "bad_value");
    let stated = columns().epoch(EpochUnit::Seconds);
    let stated = EventLog::read_csv_text("user,at,event\na,5,x\n", &stated).unwrap();
    assert_eq!((events(&stated)[0].1, stated.quality().detected_epoch_unit.clone()), (5 * SECOND, None));
}

#[test]
fn stated_kinds_are_kept_to() {
    let text = "user,at,event,price\na,2024-01-01,x,\"1,5\"\n";
    assert_eq!(kind(&csv(text), "price"), ColumnKind::Dictionary);
    for bad in ["\"1,5\"", "NaN", "inf", "-Infinity", "1e999", "0x10"] {
        let text = format!("user,at,event,price\na,2024-01-01,x,{bad}\n");
        let error = refused(&text, &columns().kind("price", ColumnKind::Number));
        assert_eq!(error.place().unwrap().column.as_deref(), Some("price"), "{bad}");
    }
    let text = "user,at,event,zip,on,due\na,2024-01-01,x,94115,1,2024-01-02\n";
    let stated = columns()
        .kind("zip", ColumnKind::Dictionary)
        .kind("on", ColumnKind::Boolean)
        .kind("due", ColumnKind::Time);
    let log = EventLog::read_csv_text(text, &stated).unwrap();
    let journey = log.shards()[0].journeys().next().unwrap();
    let values: Vec<Value<'_>> = (0..3).map(|column| log.value(&journey, 0, column)).collect();
    assert_eq!(values, [Value::Text("94115"), Value::Boolean(true), Value::Time(1_704_153_600 * SECOND)]);
    assert_eq!(log.quality().times_without_zone, 2);
}

#[test]
fn json_keeps_long_ids_nested_values_and_texts() {
    let text = concat!(
        r#"{"user":{"id":9007199254740993,"plan":"7"},"at":1709294400.5,"event":"x","#,
        r#""zip":"00501","tags":["a",1]}"#
    );
    let all = Columns::new("user.id", "at", "event");
    let log = EventLog::read_json_lines_text(text, &all).unwrap();
    assert_eq!(events(&log), [("9007199254740993".into(), 1_709_294_400_500_000, "x".into())]);
    let journey = log.shards()[0].journeys().next().unwrap();
    assert_eq!(log.value(&journey, 0, log.column("tags").unwrap().0), Value::Text("[\"a\",1]"));
    assert_eq!(kind(&log, "zip"), ColumnKind::Dictionary);
    let log = EventLog::read_json_lines_text(text, &all.keep(["user.plan"])).unwrap();
    assert_eq!(
        (log.columns()[0].name.as_str(), kind(&log, "user.plan")),
        ("user.plan", ColumnKind::Dictionary)
    );
}

#[test]
fn broken_json_names_line_and_character() {
    let good = r#"{"user":"a","at":"2024-01-01","event":"x"}"#;
    let refused = |text: &str| EventLog::read_json_lines_text(text, &columns()).unwrap_err();
    let error = refused(&format!("{good}\n\n{{\"user\":\"a\",}}\n"));
    let place = error.place().unwrap();
    assert_eq!(
        (error.code(), place.line, place.row, place.character),
        ("syntax", Some(3), Some(2), Some(13))
    );
    assert_eq!(refused("[1]").code(), "syntax");
    assert_eq!(refused("7").code(), "syntax");
    assert_eq!(refused(&format!("{good}{good}")).code(), "syntax");
    let twice = refused(r#"{"user":"a","user":"b","at":"2024-01-01","event":"x"}"#);
    assert_eq!(twice.code(), "duplicate_column");
    let error = refused(r#"{"User":"a","at":"2024-01-01","event":"x"}"#);
    let Error::MissingColumn { column, available, .. } = error else { panic!("{error}") };
    assert_eq!((column.as_str(), available), ("user", vec!["at".into(), "event".into(), "User".to_string()]));
    let later = refused(&format!("{good}\n{{\"at\":\"2024-01-01\",\"event\":\"x\"}}"));
    assert_eq!((later.code(), later.place().unwrap().row), ("bad_value", Some(2)));
}

#[test]
fn json_lists_and_row_objects_are_the_same_log() {
    let list = "[{\"user\":\"a\",\"at\":\"2024-01-01\",\"event\":\"x\",\"n\":1},\n \
        {\"user\":\"b\",\"at\":\"2024-01-02\",\"event\":\"y\"}]";
    let log = EventLog::read_json(list, &columns()).unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_str(list).unwrap();
    assert_eq!(EventLog::from_rows(&rows, &columns()).unwrap().fingerprint(), log.fingerprint());
    let error = EventLog::read_json(&list.replace("2024-01-02", "2024-13-02"), &columns()).unwrap_err();
    assert_eq!((error.place().unwrap().row, error.place().unwrap().line), (Some(2), Some(2)));
    assert_eq!(EventLog::read_json("[{}", &columns()).unwrap_err().code(), "missing_column");
    assert_eq!(EventLog::read_json("{}", &columns()).unwrap_err().code(), "syntax");
}

#[test]
fn frames_are_checked() {
    let frame = |times: FrameColumn| {
        Frame::new()
            .column("user", FrameColumn::Number(vec![1.0, 2.0]))
            .column("at", times)
            .column("event", FrameColumn::Dictionary { codes: vec![0, 0], names: vec!["x".into()] })
    };
    let read = |frame: &Frame| EventLog::from_columns(frame, &columns());
    let log = read(&frame(FrameColumn::Integer(vec![Some(1_709_294_400), Some(1_709_294_401)]))).unwrap();
    assert_eq!(events(&log)[0].0, "1");
    assert_eq!(read(&frame(FrameColumn::Integer(vec![Some(1)]))).unwrap_err().code(), "syntax");
    let error = read(&frame(FrameColumn::Time(vec![Some(0), None]))).unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().row), ("bad_value", Some(2)));
    assert_eq!(
        read(&frame(FrameColumn::Time(vec![Some(0), Some(i64::MAX)]))).unwrap_err().code(),
        "bad_value"
    );
    let codes = Frame::new().column("user", FrameColumn::Dictionary { codes: vec![3], names: vec![] });
    assert_eq!(read(&codes).unwrap_err().code(), "bad_value");
}

#[test]
fn customers_are_joined_once() {
    let log = csv("user,at,event\na,2024-01-01,x\na,2024-01-02,y\nb,2024-01-01,x\n");
    let table = |text: &str| CustomerTable::read_csv_text(text, &Columns::customers("id"));
    let joined = log.join_customers(&table("id,age,city\na,34,Rome\nz,1,Oslo\n").unwrap()).unwrap();
    let journeys = ["a", "b"].map(|customer| joined.journey(customer).unwrap());
    assert!(joined.journey("z").is_none());
    assert_eq!(journeys[0].numbers(0), [34.0, 34.0]);
    assert!(journeys[1].numbers(0)[0].is_nan());
    assert_eq!(joined.value(&journeys[0], 1, 1), Value::Text("Rome"));
    assert_eq!(joined.quality().customers_without_events, 1);
    assert_eq!(joined.quality().customers_without_attributes, 1);
    assert_ne!(joined.fingerprint(), log.fingerprint());
    let twice = table("id,age\na,1\nb,2\na,3\n").unwrap_err();
    assert_eq!((twice.code(), twice.place().unwrap().row), ("bad_value", Some(3)));
    assert_eq!(
        joined.join_customers(&table("id,age\na,1\n").unwrap()).unwrap_err().code(),
        "duplicate_column"
    );
}

#[test]
fn several_logs_are_one() {
    let one = csv("user,at,event,n,c\na,2024-01-02,x,1,web\n");
    let two = csv("user,at,event,n,d\na,2024-01-01,y,two,true\nb,2024-01-02,x,,false\n");
    let log = EventLog::concat(&[one, two]).unwrap();
    let kinds: Vec<(String, ColumnKind)> =
        log.columns().into_iter().map(|info| (info.name, info.kind)).collect();
    let dictionary = |name: &str| (name.to_string(), ColumnKind::Dictionary);
    assert_eq!(kinds, [dictionary("n"), dictionary("c"), ("d".into(), ColumnKind::Boolean)]);
    let journey = log.journey("a").unwrap();
    assert_eq!((journey.rows(), journey.len()), ([2, 1].as_slice(), 2));
    assert_eq!(log.value(&journey, 1, 0), Value::Text("1"));
    assert_eq!(log.quality().rows, 3);
    assert!(EventLog::concat(&[]).unwrap().is_empty());
}

#[test]
fn bad_survey_tables_are_refused() {
    let survey = SurveyColumns::new("id", "day").rating("food", "Restaurant");
    let refused = |text: &str| EventLog::read_survey_text(text, &survey).unwrap_err();
    let error = refused("id,day,food\n1,2017-05-01,good\n");
    assert_eq!(error.place().unwrap().column.as_deref(), Some("food"));
    assert_eq!(refused("id,day\n").code(), "missing_column");
    assert_eq!(refused("id,day,food,rating\n").code(), "duplicate_column");
    let twice = survey.clone().rating("food", "Bar");
    assert_eq!(EventLog::read_survey_text("id,day,food\n", &twice).unwrap_err().code(), "invalid_option");
    let at = SurveyColumns::at("id", "May 2017");
    assert_eq!(EventLog::read_survey_text("id\n", &at).unwrap_err().code(), "invalid_option");
}

#[test]
fn a_survey_has_words_for_codes_numbers_for_words_and_names_of_its_own() {
    let table = "id,food,wifi,Q2,NETPRO  ,tone,w\n\
                 1,Poor,5,1,9,Negative,1\n\
                 2,Great,9,02, 11,Positive,2\n\
                 3,Blank,4,7,4.0,,1\n";
    let survey = SurveyColumns::at("id", "2018-05-01")
        .rating("wifi", "Wi-Fi")
        .rating("food", "Restaurant")
        .recode("food", [("Poor", 1.0), ("Great", 5.0)])
        .recode("Q2", [(1.0, "business"), (2.0, "leisure")])
        .recode("tone", [("Negative", -1.0), ("Positive", 1.0)])
        .no_answer_of("NETPRO  ", [11.0])
        .no_answer_of("wifi", [9.0])
        .missing("Blank")
        .name("NETPRO  ", "recommend")
        .name("w", "weight")
        .weight("w");
    let log = EventLog::read_survey_text(table, &survey).unwrap();
    let kinds: Vec<(String, ColumnKind)> =
        log.columns().into_iter().map(|info| (info.name, info.kind)).collect();
    let number = |name: &str| (name.to_string(), ColumnKind::Number);
    let purpose = ("Q2".to_string(), ColumnKind::Dictionary);
    assert_eq!(kinds, [number("rating"), number("weight"), purpose, number("recommend"), number("tone")]);
    let rows = |customer: &str| -> Vec<(String, Vec<String>)> {
        let journey = log.journey(customer).unwrap();
        let value = |event: usize, column: usize| format!("{:?}", log.value(&journey, event, column));
        let values = |event: usize| (0..5).map(|column| value(event, column)).collect();
        let names = journey.touchpoints().iter().map(|&code| log.touchpoints().get(code).to_string());
        names.enumerate().map(|(event, name)| (name, values(event))).collect()
    };
    let row = |name: &str, values: [&str; 5]| (name.to_string(), values.map(String::from).to_vec());
    let nothing = "Missing";
    // The order is that of the ratings, not of the table.
    assert_eq!(
        rows("1"),
        [
            row("Wi-Fi", ["Number(5.0)", "Number(1.0)", nothing, nothing, nothing]),
            row("Restaurant", ["Number(1.0)", "Number(1.0)", nothing, nothing, nothing]),
            row("survey", [nothing, "Number(1.0)", "Text(\"business\")", "Number(9.0)", "Number(-1.0)"]),
        ]
    );
    // `02` is no number but a text, and 7 has no word: both stay.
    assert_eq!(rows("2")[1], row("survey", [nothing, "Number(2.0)", "Text(\"02\")", nothing, "Number(1.0)"]));
    assert_eq!(rows("3")[1], row("survey", [nothing, "Number(1.0)", "Text(\"7\")", "Number(4.0)", nothing]));
    // Wi-Fi of 2 (9), recommend of 2 (11), food of 3 (Blank).
    assert_eq!(log.quality().no_answers, 3);
    let texts =
        |texts: [&str; 2]| FrameColumn::Text(texts.into_iter().map(|text| Some(text.into())).collect());
    let frame = Frame::new()
        .column("id", texts(["1", "2"]))
        .column("NETPRO  ", FrameColumn::Integer(vec![Some(9), Some(11)]))
        .column("food", texts(["Poor", "Great"]))
        .column("wifi", FrameColumn::Number(vec![5.0, 9.0]))
        .column("Q2", FrameColumn::Number(vec![1.0, 7.0]))
        .column("tone", texts(["Negative", " Positive "]))
        .column("w", FrameColumn::Integer(vec![Some(1), Some(2)]));
    let framed = EventLog::from_survey_columns(&frame, &survey).unwrap();
    let journey = framed.journey("2").unwrap();
    let position = |name: &str| framed.columns().iter().position(|info| info.name == name).unwrap();
    assert_eq!(framed.value(&journey, 1, position("Q2")), Value::Text("7"));
    assert_eq!(framed.value(&journey, 1, position("recommend")), Value::Missing);
    assert_eq!(framed.value(&journey, 1, position("tone")), Value::Number(1.0));
}

#[test]
fn options_of_surveys_that_make_no_sense_are_refused() {
    let survey =
        || SurveyColumns::at("id", "2018-05-01").rating("food", "Restaurant").keep(["x"]).weight("w");
    let refused = |survey: SurveyColumns| {
        let error = EventLog::read_survey_text("id,food,x,y,w\n1,2,3,4,5\n", &survey).unwrap_err();
        (error.code(), error.to_string())
    };
    for (survey, word) in [
        (survey().name("y", "z"), "names"),
        (survey().name("food", "z"), "names"),
        (survey().recode("y", [("a", "b")]), "recode"),
        (survey().recode("nowhere", [("a", "b")]), "recode"),
        (survey().no_answer_of("y", [1.0]), "no_answer_of"),
        (survey().recode("food", [("a", "b")]), "recode"),
        (survey().recode("w", [("a", "b")]), "recode"),
        (survey().recode("x", [("a", true)]), "recode"),
        (survey().recode("x", [("a", f64::NAN)]), "recode"),
        (survey().recode("x", [(f64::INFINITY, 1.0)]), "recode"),
        (survey().recode("x", [("a", "")]), "recode"),
        (survey().recode("x", [("1", "a"), ("1.0", "b")]), "recode"),
    ] {
        let (code, message) = refused(survey);
        assert!(code == "invalid_option" && message.contains(word), "{message}");
    }
    for twice in ["w", "rating"] {
        assert_eq!(refused(survey().name("x", twice)).0, "duplicate_column");
    }
    // What is not listed among numbers has to be one.
    let strange = survey().recode("x", [("good", 5.0)]);
    let error = EventLog::read_survey_text("id,food,x,y,w\n1,2,bad,4,5\n", &strange).unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().column.as_deref()), ("bad_value", Some("x")));
}
