//! Small files whose logs are known.

use super::*;
use crate::log::{ColumnKind, Value, XesReport};

const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
"#;

fn read(text: &str, options: &XesOptions) -> EventLog {
    EventLog::read_xes_bytes(text.as_bytes(), options).unwrap()
}

fn report(log: &EventLog) -> &XesReport {
    log.quality().xes.as_ref().unwrap()
}

/// Journeys by customer: touchpoint, seconds since noon, seconds it lasted, and the values of all columns.
fn shown(log: &EventLog) -> Vec<String> {
    const NOON: i64 = 1_709_294_400_000_000;
    let mut all = Vec::new();
    log.each_in_order(|journey| {
        for event in 0..journey.len() {
            let time = journey.times()[event];
            let end = journey.ends().get(event).copied().filter(|&end| end != crate::log::NO_END);
            let lasts = end.map(|end| format!("+{}", (end - time) / 1_000_000)).unwrap_or_default();
            let values: Vec<String> = log
                .columns()
                .iter()
                .enumerate()
                .map(|(position, column)| (column, log.value(journey, event, position)))
                .filter(|(_, value)| *value != Value::Missing)
                .map(|(column, value)| format!("{}={}", column.name, crate::log::pending::shown(&value)))
                .collect();
            let touchpoint = log.touchpoints().get(journey.touchpoints()[event]);
            let seconds = (time - NOON) / 1_000_000;
            all.push(format!("{} {touchpoint} {seconds}{lasts} {}", journey.customer(), values.join(" ")));
        }
        Ok(())
    })
    .unwrap();
    all.iter().map(|line| line.trim_end().to_string()).collect()
}

/// An event at a second after noon.
fn event(name: &str, second: u32, more: &str) -> String {
    format!(
        "<event><string key=\"concept:name\" value=\"{name}\"/>\
         <date key=\"time:timestamp\" value=\"2024-03-01T12:00:{second:02}Z\"/>{more}</event>\n"
    )
}

fn step(transition: &str) -> String {
    format!("<string key=\"lifecycle:transition\" value=\"{transition}\"/>")
}

fn trace(name: &str, events: &[String]) -> String {
    format!("<trace><string key=\"concept:name\" value=\"{name}\"/>\n{}</trace>\n", events.concat())
}

fn log(content: &str) -> String {
    format!("{HEADER}{content}</log>")
}

#[test]
fn attributes_of_every_type_become_columns() {
    let more = r#"<int key="n" value="7"><string key="unit" value="kg"><id key="id" value="123e4567-e89b-12d3-a456-426614174000"/></string></int>
        <float key="f" value="-1.5E1"/><boolean key="b" value="1"/><date key="d" value="2024-03-01T13:00:00+01:00"/>
        <container key="box"><string key="in" value="a &amp; b&#10;c"/></container>
        <list key="tags"><values><string key="tag" value="new"/><int key="tag" value="3"><boolean key="sure" value="false"/></int><list key="none"><values/></list></values></list>
        <float key="nan" value="NaN"/><string key="empty" value=""/>"#;
    let text = log(&format!(
        "<trace><string key=\"concept:name\" value=\"ann\"/><string key=\"channel\" value=\"web\"/>{}</trace>",
        event("buy", 1, more)
    ));
    for options in [XesOptions::new(), XesOptions::new().strict()] {
        let log = read(&text, &options);
        assert_eq!(
            shown(&log),
            [
                "ann buy 1 case:channel=web n=7 n.unit=kg n.unit.id=123e4567-e89b-12d3-a456-426614174000 f=-15 \
              b=true d=2024-03-01T12:00:00Z box.in=a & b\nc \
              tags=[{\"key\":\"tag\",\"value\":\"new\"},{\"key\":\"tag\",\"value\":3,\"children\":[{\"key\":\"sure\",\"value\":false}]},{\"key\":\"none\"}]"
            ]
        );
        let kinds: Vec<ColumnKind> = log.columns().iter().map(|column| column.kind).collect();
        use ColumnKind::{Boolean, Dictionary, Number, Time};
        let expected = [Dictionary, Number, Dictionary, Dictionary, Number, Boolean, Time];
        assert_eq!(kinds[..7], expected);
        assert_eq!(
            report(&log),
            &XesReport {
                version: Some("1849.2016".into()),
                extensions: vec!["concept".into()],
                traces: 1,
                events: 1,
                ..XesReport::default()
            }
        );
    }
}

#[test]
fn texts_stay_texts_even_if_they_look_like_times_or_numbers() {
    let more = r#"<string key="a" value="2024-03-01T12:00:00Z"/><string key="b" value="7"/>"#;
    let log = read(&log(&trace("ann", &[event("buy", 1, more)])), &XesOptions::new());
    assert!(log.columns().iter().all(|column| column.kind == ColumnKind::Dictionary));
}

#[test]
fn start_and_complete_events_become_one_first_in_first_out() {
    let with = |transition: &str, more: &str| format!("{}{more}", step(transition));
    let text = log(&trace(
        "ann",
        &[
            event("call", 0, &with("start", "<string key=\"who\" value=\"x\"/>")),
            event("call", 2, &with("START", "")),
            event("mail", 3, &with("complete", "")),
            event(
                "call",
                5,
                &with("Complete", "<string key=\"who\" value=\"y\"/><int key=\"cost\" value=\"4\"/>"),
            ),
            event("call", 9, &with("complete", "")),
            event("call", 9, &with("suspend", "")),
            event("wait", 9, &with("start", "")),
        ],
    ));
    let paired = read(&text, &XesOptions::new());
    assert_eq!(
        shown(&paired),
        [
            "ann call 0+5 lifecycle:transition=Complete who=x cost=4",
            "ann call 2+7 lifecycle:transition=complete",
            "ann mail 3 lifecycle:transition=complete",
            "ann call 9 lifecycle:transition=suspend",
            "ann wait 9 lifecycle:transition=start",
        ]
    );
    let found = report(&paired);
    assert_eq!((found.events, found.paired), (7, 2));
    assert_eq!((found.unmatched_starts, found.unmatched_completes, found.left_out), (1, 1, 0));
    let kept = read(&text, &XesOptions::new().lifecycle(XesLifecycle::Keep));
    assert_eq!((kept.events(), report(&kept).paired), (7, 0));
    let complete = read(&text, &XesOptions::new().lifecycle(XesLifecycle::CompleteOnly));
    assert_eq!((complete.events(), report(&complete).left_out), (3, 4));
    let named = XesOptions::new().classifier(["concept:name", "lifecycle:transition"]);
    assert_eq!(read(&text, &named).touchpoints().iter().next(), Some("call+Complete"));
}

#[test]
fn instances_tell_activities_of_one_name_apart() {
    let with = |transition: &str, instance: &str| {
        format!("{}<string key=\"concept:instance\" value=\"{instance}\"/>", step(transition))
    };
    let text = log(&trace(
        "ann",
        &[
            event("call", 0, &with("start", "a")),
            event("call", 1, &with("start", "b")),
            event("call", 2, &with("complete", "b")),
            event("call", 9, &with("complete", "a")),
        ],
    ));
    let found = shown(&read(&text, &XesOptions::new()));
    assert_eq!(found[0], "ann call 0+9 lifecycle:transition=complete concept:instance=a");
    assert_eq!(found[1], "ann call 1+1 lifecycle:transition=complete concept:instance=b");
}

#[test]
fn complete_events_of_a_file_without_starts_are_not_unmatched() {
    let log = read(&log(&trace("ann", &[event("call", 0, &step("complete"))])), &XesOptions::new());
    assert_eq!(report(&log).unmatched_completes, 0);
}

#[test]
fn global_attributes_are_defaults_except_of_names_and_times() {
    let globals = "<global scope=\"trace\"><string key=\"concept:name\" value=\"UNKNOWN\"/><int key=\"age\" value=\"9\"/></global>\
        <global scope=\"event\"><string key=\"concept:name\" value=\"UNKNOWN\"/>\
        <date key=\"time:timestamp\" value=\"1970-01-01T00:00:00Z\"/><string key=\"who\" value=\"nobody\"/></global>";
    let nameless = "<event><date key=\"time:timestamp\" value=\"2024-03-01T12:00:04Z\"/><string key=\"who\" value=\"x\"/></event>";
    let timeless = "<event><string key=\"concept:name\" value=\"late\"/></event>";
    let text = log(&format!("{globals}<trace>{}{nameless}{timeless}</trace>", event("buy", 1, "")));
    let found = read(&text, &XesOptions::new());
    assert_eq!(shown(&found), ["1 buy 1 who=nobody case:age=9", "1 UNKNOWN 4 who=x case:age=9"]);
    let told = report(&found);
    assert_eq!((told.defaults_used, told.unnamed_traces, told.skipped_events), (4, 1, 1));
    assert_eq!((found.quality().rows, found.quality().skipped), (3, 1));
    assert_eq!(found.quality().skipped_rows[0].column, "time:timestamp");
    let without = read(&text, &XesOptions::new().without_defaults());
    assert_eq!(shown(&without), ["1 buy 1"]);
    assert_eq!((report(&without).defaults_used, report(&without).skipped_events), (0, 2));
    let error = EventLog::read_xes_bytes(text.as_bytes(), &XesOptions::new().strict()).unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().line), ("syntax", Some(4)));
}

#[test]
fn classifiers_are_found_by_name() {
    let header = "<global scope=\"event\"><string key=\"a b\" value=\"\"/><string key=\"c\" value=\"\"/></global>\
        <classifier name=\"Both\" keys=\"a b c\"/>";
    let more = "<string key=\"a b\" value=\"x\"/><int key=\"c\" value=\"3\"/>";
    let text = log(&format!("{header}{}", trace("ann", &[event("buy", 1, more)])));
    let found = read(&text, &XesOptions::new().classifier("Both"));
    assert_eq!(shown(&found), ["ann x+3 1 concept:name=buy a b=x c=3"]);
    assert_eq!(report(&found).classifiers[0].keys, ["a b", "c"]);
    let error = EventLog::read_xes_bytes(text.as_bytes(), &XesOptions::new().classifier("both")).unwrap_err();
    assert_eq!(error.code(), "unknown_name");
    assert!(error.to_string().contains("Both"), "{error}");
}

#[test]
fn what_a_log_has_no_place_for_is_counted() {
    let text = log(&format!(
        "<string key=\"source\" value=\"crm\"><int key=\"version\" value=\"2\"/></string><list key=\"l\"><values/></list>\
         {}<trace><string key=\"concept:name\" value=\"empty\"/></trace>{}{}",
        trace("ann", &[event("buy", 1, "")]),
        trace("ann", &[event("buy", 0, "")]),
        event("outside", 3, ""),
    ));
    let found = read(&text, &XesOptions::new());
    assert_eq!(shown(&found), ["ann buy 0", "ann buy 1"]);
    let told = report(&found);
    assert_eq!((told.traces, told.events, told.empty_traces, told.repeated_traces), (3, 3, 1, 1));
    assert_eq!((told.events_without_trace, told.log_attributes, told.deviations), (1, 2, 0));
}

#[test]
fn what_is_malformed_is_left_out_or_refused() {
    let cases = [
        ("<string key=\"x\"/>", "no `value`", 1),
        ("<string value=\"x\"/>", "without `key`", 1),
        ("<int key=\"x\" value=\"1.5\"><string key=\"y\" value=\"z\"/></int>", "whole number", 1),
        ("<float key=\"x\" value=\"INF\"/>", "finite", 1),
        ("<boolean key=\"x\" value=\"perhaps\"/>", "true or false", 1),
        ("<date key=\"x\" value=\"yesterday\"/>", "a time", 1),
        ("<string key=\"x\" value=\"&bomb;\"/>", "entity", 1),
        ("<string key=\"x\" value=\"&#0;\"/>", "no character", 1),
        ("<string key=\"x\" value=\"1\"/><string key=\"x\" value=\"2\"/>", "twice", 1),
        ("<id key=\"x\" value=\"7\"/>", "UUID", 0),
        ("<string key=\"x\" value=\"1\" more=\"2\"/>", "no attribute", 0),
        ("<event/>", "no place", 0),
        ("<thing key=\"x\"><event/></thing>", "no place", 0),
        ("text", "text between", 0),
        ("<list key=\"x\"/>", "without <values>", 0),
    ];
    for (more, message, skipped) in cases {
        let text = log(&trace("ann", &[event("buy", 1, more), event("pay", 2, "")]));
        let found = read(&text, &XesOptions::new());
        assert_eq!((found.events(), report(&found).skipped_attributes), (2, skipped), "{more}");
        assert_eq!(report(&found).deviations, 1, "{more}: {:?}", report(&found).problems);
        let problem = &report(&found).problems[0];
        assert!(problem.message.contains(message), "{more}: {}", problem.message);
        let error = EventLog::read_xes_bytes(text.as_bytes(), &XesOptions::new().strict()).unwrap_err();
        assert_eq!((error.code(), error.place().unwrap().line), ("syntax", Some(problem.line)), "{more}");
    }
}

#[test]
fn times_without_zone_are_read_in_the_stated_one_and_counted() {
    let text = log(&trace("ann", &[event("buy", 1, "")])).replace("01Z", "01");
    let found = read(&text, &XesOptions::new().time_zone("Europe/Berlin"));
    assert_eq!(shown(&found), ["ann buy -3599"]);
    assert_eq!(
        (found.quality().times_without_zone, found.quality().time_zone.as_str()),
        (1, "Europe/Berlin")
    );
}

#[test]
fn columns_to_keep_must_be_there() {
    let more = "<string key=\"a\" value=\"x\"/><string key=\"b\" value=\"x\"/>";
    let text = log(&trace("ann", &[event("buy", 1, more)]));
    assert_eq!(shown(&read(&text, &XesOptions::new().keep(["b"]))), ["ann buy 1 b=x"]);
    let error = EventLog::read_xes_bytes(text.as_bytes(), &XesOptions::new().keep(["c"])).unwrap_err();
    assert_eq!(error.code(), "missing_column");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let text = log("");
    for options in [
        XesOptions::new().journey(""),
        XesOptions::new().time(""),
        XesOptions::new().classifier(""),
        XesOptions::new().classifier(Vec::<String>::new()),
        XesOptions::new().time_zone("Mars"),
        XesOptions { max_depth: 0, ..XesOptions::new() },
    ] {
        let error = EventLog::read_xes_bytes(text.as_bytes(), &options).unwrap_err();
        assert_eq!(error.code(), "invalid_option", "{options:?}");
    }
    let text = log(&trace("ann", &[event("buy", 1, "")]));
    let error = EventLog::read_xes_bytes(text.as_bytes(), &XesOptions::new().classifier(["time:timestamp"]));
    assert_eq!(error.unwrap_err().code(), "invalid_option");
}

#[test]
fn texts_that_xml_cannot_hold_are_not_written() {
    let csv = "u,t,e,note\nann,2024-03-01,buy,a\u{1}b\n";
    let log = EventLog::read_csv_text(csv, &crate::log::Columns::new("u", "t", "e")).unwrap();
    let error = log.to_xes_bytes().unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().column.as_deref()), ("bad_value", Some("note")));
}
