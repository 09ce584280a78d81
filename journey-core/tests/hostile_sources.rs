//! What real exports do to those who join them: one address for everybody, objects in circles, times far away.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use journey_core::EventLog;
use journey_core::ingest::{ObjectLog, OcelOptions};
use journey_core::log::{Columns, Stitching};

#[test]
fn an_address_of_a_hundred_thousand_customers_links_none_of_them() {
    let mut csv = String::from("user,at,event,email\n");
    for user in 0..100_000 {
        writeln!(csv, "u{user},2024-01-01T00:00:00Z,order,orders@marketplace.example").unwrap();
    }
    csv.push_str(
        "u1,2024-01-02T00:00:00Z,order,ann@example.org\nu2,2024-01-02T00:00:00Z,order,ann@example.org\n",
    );
    let log = EventLog::read_csv_text(&csv, &Columns::new("user", "at", "event")).unwrap();
    let (people, report) = log.stitch(&Stitching::new(["email"])).unwrap();
    assert_eq!(people.customers(), 99_999); // u1 and u2 are one person, by the address of their own
    assert_eq!(people.events(), 100_002);
    let json = serde_json::to_string(&report).unwrap();
    assert!(json.contains("orders@marketplace.example"), "the hub is named");
}

#[test]
fn objects_may_point_at_each_other_in_circles() {
    let text = r#"{
        "objectTypes": [{"name": "order", "attributes": []}],
        "eventTypes": [{"name": "pay", "attributes": []}],
        "objects": [
            {"id": "a", "type": "order", "attributes": [], "relationships": [{"objectId": "b", "qualifier": "split"}]},
            {"id": "b", "type": "order", "attributes": [], "relationships": [
                {"objectId": "a", "qualifier": "split"}, {"objectId": "b", "qualifier": "itself"}]}
        ],
        "events": [
            {"id": "1", "type": "pay", "time": "2024-01-01T00:00:00Z", "attributes": [],
             "relationships": [{"objectId": "a", "qualifier": "of"}]}
        ]
    }"#;
    let log = ObjectLog::read_json_bytes(text.as_bytes(), &OcelOptions::new().strict()).unwrap();
    assert_eq!((log.report().object_relations, log.objects()), (3, 2));
    assert_eq!(log.flatten("order").unwrap().customers(), 1); // b has no event
}

#[test]
fn times_of_other_centuries_are_read_to_the_microsecond() {
    let csv = "user,at,event\na,1850-01-01T00:00:00.000001Z,x\na,2250-10-27T02:30:00Z,y\na,0001-01-01T00:00:00Z,z\n";
    let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event")).unwrap();
    let names: Vec<&str> = log.touchpoints().iter().collect();
    let journey = log.journey("a").unwrap();
    let order: Vec<&str> = journey.touchpoints().iter().map(|&code| names[code as usize]).collect();
    assert_eq!(order, ["z", "x", "y"]);
    assert_eq!(journey.times()[1] % 1_000_000, -999_999); // before 1970
}
