//! Tests of reading: places, paths, and how one problem does not hide or cause others.

use super::*;

/// Code, line, character and field of every problem.
fn problems_of(text: &str) -> Vec<(String, u64, u64, String)> {
    let error = JourneyMap::from_yaml(text).unwrap_err();
    assert_eq!(error.code(), "invalid_map", "{error}");
    let issues = error.issues().iter();
    let field = |issue: &Issue| issue.place.field.clone().unwrap_or_default();
    issues
        .map(|issue| {
            (issue.code.clone(), issue.place.line.unwrap(), issue.place.character.unwrap(), field(issue))
        })
        .collect()
}

fn row(code: &str, line: u64, character: u64, field: &str) -> (String, u64, u64, String) {
    (code.into(), line, character, field.into())
}

#[test]
fn all_problems_are_reported_at_once_in_the_order_of_the_document() {
    let text = "\
format: 1
name: [Shop]
time_zone: Mars/Olympus
stages:
  - id: buy
    titel: Buy
    touchpoints:
      - id: pay
        name: Payment
        place: moon
        target_waiting_time: 5
        emotions:
          - {valence: 3}
      - name: Thanks
kpis:
  - id: k
    name: K
    measure: {conversion_rate: {to: thanks}}
";
    let expected = [
        row("wrong_type", 2, 7, "name"),
        row("unknown_time_zone", 3, 12, "time_zone"),
        row("missing_field", 5, 5, "stages[0].name"),
        row("unknown_field", 6, 5, "stages[0].titel"),
        row("unknown_value", 10, 16, "stages[0].touchpoints[0].place"),
        row("bad_value", 11, 30, "stages[0].touchpoints[0].target_waiting_time"),
        row("out_of_range", 13, 23, "stages[0].touchpoints[0].emotions[0].valence"),
        row("missing_field", 14, 9, "stages[0].touchpoints[1].id"),
    ];
    assert_eq!(problems_of(text), expected);
}

#[test]
fn an_id_in_an_unreadable_part_is_not_called_dangling() {
    let text = "\
format: 1
name: Shop
stages:
  - {id: buy, name: Buy, touchpoint: [{id: pay, name: Pay}]}
planned_paths:
  - {name: Happy, touchpoints: [pay, gone]}
";
    let expected = [
        row("unknown_field", 4, 26, "stages[0].touchpoint"),
        row("unknown_id", 6, 38, "planned_paths[0].touchpoints[1]"),
    ];
    assert_eq!(problems_of(text), expected);
}

const SHOP: &str = "format: 1\nname: 2024\nstages: [{id: 1, name: yes}]\nscope: {to: 1}\n";

#[test]
fn plain_scalars_are_texts_where_texts_belong() {
    let map = JourneyMap::from_yaml(SHOP).unwrap();
    assert_eq!((map.name.as_str(), map.stages[0].id.as_str()), ("2024", "1"));
    let json = r#"{"format":1,"name":2024,"stages":[{"id":"a","name":"b"}]}"#;
    let error = JourneyMap::from_json(json).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 1, character 20, field `name`: this is the number 2024; expected text"
    );
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let with_mark = format!("\u{feff}{SHOP}");
    assert_eq!(JourneyMap::from_yaml(&with_mark), JourneyMap::from_yaml(SHOP));
    assert_eq!(JourneyMap::from_bytes(with_mark.as_bytes(), "shop.yaml"), JourneyMap::from_yaml(SHOP));
}

#[test]
fn json_escapes_are_understood() {
    let json = r#"{"format":1,"name":"\uD83D\uDE00 a\/b\t\u00e9","stages":[{"id":"a","name":"b"}]}"#;
    assert_eq!(JourneyMap::from_json(json).unwrap().name, "😀 a/b\té");
}

#[test]
fn places_in_json_count_characters() {
    let json = "{\"format\": 1,\r\n \"name\": \"é😀\", \"nom\": 1,\n \"stages\": []}";
    let error = JourneyMap::from_json(json).unwrap_err();
    let places: Vec<_> =
        error.issues().iter().map(|i| (i.code.as_str(), i.place.line, i.place.character)).collect();
    assert_eq!(places, [("unknown_field", Some(2), Some(16)), ("no_stages", Some(3), Some(12))]);
}

#[test]
fn a_repeated_field_is_an_error_in_both_syntaxes() {
    let yaml = "format: 1\nname: a\nname: b\nstages: [{id: s, name: S}]\n";
    assert_eq!(problems_of(yaml), [row("duplicate_field", 3, 1, "name")]);
    let json = r#"{"format":1,"name":"a","name":"b","stages":[{"id":"s","name":"S"}]}"#;
    let error = JourneyMap::from_json(json).unwrap_err();
    assert_eq!(error.issues()[0].code, "duplicate_field");
}

#[test]
fn aliases_are_followed_and_bombs_refused() {
    let yaml = "format: 1\nname: a\nstages:\n  - {id: s, name: &n Start}\n  - {id: t, name: *n}\n";
    assert_eq!(JourneyMap::from_yaml(yaml).unwrap().stages[1].name, "Start");
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let repeated = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{repeated}]\n"));
    }
    assert_eq!(JourneyMap::from_yaml(&bomb).unwrap_err().code(), "limit");
    assert_eq!(JourneyMap::from_yaml("a: &a [*a]").unwrap_err().code(), "syntax");
}

#[test]
fn other_formats_are_one_problem() {
    assert_eq!(problems_of("format: 2\nnew: things\n"), [row("unsupported_format", 1, 9, "format")]);
    let missing = problems_of("name: a\nstages: [{id: s, name: S}]\n");
    assert_eq!(missing, [row("missing_field", 1, 1, "format")]);
}

#[test]
fn endless_problems_stop_at_a_hundred() {
    let stages: String = (0..300).map(|i| format!("  - {{id: s{i}}}\n")).collect();
    let text = format!("format: 1\nname: a\nstages:\n{stages}");
    assert_eq!(problems_of(&text).len(), 100);
}
