//! Emotions of a measured map: the same as those of the bound log.

use super::super::testing::{map, predicate, sharded, touchpoint};
use crate::EventLog;
use crate::analysis::{EmotionReport, Emotions, ExpectationVerdict};
use crate::log::Value;
use crate::model::{CommentColumn, CustomerRule, Emotion, JourneyMap, Persona, RatingScale};

fn shop() -> JourneyMap {
    let expecting = |id: &str, valence: f64, persona: Option<&str>| {
        let mut spot = touchpoint(id);
        spot.emotions = vec![Emotion { valence, name: None, persona: persona.map(Into::into) }];
        spot
    };
    let mut map = map(&[
        ("buy", vec![touchpoint("look"), expecting("pay", 1.0, None)]),
        ("get", vec![expecting("box", 2.0, Some("loyal"))]),
    ]);
    map.rating = Some(RatingScale { column: "stars".into(), min: 0.0, max: 10.0 });
    map.comments = Some(CommentColumn { column: "words".into(), sentiment: None });
    let loyal = CustomerRule::First(predicate("kind", "loyal"));
    map.personas =
        vec![Persona { id: "loyal".into(), name: "Loyal".into(), rule: Some(loyal), ..Persona::default() }];
    map
}

fn log(shards: usize) -> EventLog {
    let names: Vec<String> = (0..40).map(|n| format!("c{n}")).collect();
    let mut events = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let kind = Value::Text(if n % 3 == 0 { "loyal" } else { "new" });
        let words = if n % 2 == 0 { Value::Text("I hate to wait") } else { Value::Missing };
        events.push((name, 0, "look", [Value::Number((n % 11) as f64), kind, Value::Missing]));
        events.push((name, 1, "noise", [Value::Number(10.0), kind, Value::Text("great")]));
        events.push((name, 2, "pay", [Value::Number((n % 4) as f64), kind, words]));
        let stars = if n % 5 == 0 { Value::Number(99.0) } else { Value::Number(8.0) };
        events.push((name, 3, "box", [stars, kind, Value::Text("I love it!")]));
    }
    let rows: Vec<_> =
        events.iter().map(|(name, time, at, cells)| (name.as_str(), *time, *at, &cells[..])).collect();
    sharded(&["stars", "kind", "words"], &rows, shards)
}

fn row<'a>(report: &'a EmotionReport, group: Option<&str>, at: &str) -> &'a crate::analysis::EmotionRow {
    let own = |row: &&crate::analysis::EmotionRow| {
        row.group.as_deref() == group && row.touchpoint.as_deref() == Some(at)
    };
    report.rows.iter().find(own).unwrap()
}

#[test]
fn they_are_those_of_the_bound_log() {
    let mut map = shop();
    map.personas.clear();
    map.stages[1].touchpoints[0].emotions.clear();
    let found = map.measure(&log(7)).unwrap().emotions;
    let stars = crate::analysis::EmotionRating::from("stars").scale(0.0, 10.0);
    let asked = Emotions::of([stars]).comments("words").stage("buy", ["look", "pay"]).stage("get", ["box"]);
    let mut expected = map.bind(&log(1)).unwrap().log.run(&asked.expect("pay", 1.0)).unwrap();
    // Measuring counts ratings off their scales elsewhere.
    expected.out_of_scale = 0;
    assert_eq!(serde_json::to_string(&found).unwrap(), serde_json::to_string(&expected).unwrap());
    assert!(found.rows.iter().any(|row| row.comments.n > 0 && row.ratings.n > 0));
}

#[test]
fn personas_are_groups_with_expectations_of_their_own() {
    let found = shop().measure(&log(1)).unwrap().emotions;
    assert_eq!(row(&found, Some("loyal"), "look").mood.n, 14);
    assert_eq!(
        (row(&found, None, "box").expected, row(&found, Some("loyal"), "box").expected),
        (None, Some(2.0))
    );
    let pay = row(&found, None, "pay");
    assert_eq!((pay.expected, pay.verdict), (Some(1.0), Some(ExpectationVerdict::Worse)));
    assert!(pay.dip || pay.change.value.unwrap() < 0.0);
    assert_eq!(row(&found, None, "box").rating_count, 32);
}

#[test]
fn a_map_without_ratings_and_comments_has_a_curve_without_numbers() {
    let mut map = shop();
    (map.rating, map.comments) = (None, None);
    let found = map.measure(&log(1)).unwrap().emotions;
    assert_eq!((found.customers, found.rows.len()), (0, 3));
    assert!(found.rows.iter().all(|row| row.mood.value.is_none() && row.verdict.is_none()));
}
