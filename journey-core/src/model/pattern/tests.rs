use proptest::prelude::*;

use super::{Class, Gap, Path, Pattern};
use crate::error::Error;
use crate::model::{EventRule, Predicate};

fn read(text: &str) -> Pattern {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn every_form_of_the_documentation_is_read_and_written() {
    for text in [
        "cart",
        "\"add to cart\"",
        "~\"/shop/*\"",
        "any",
        "!cart",
        "!(cart | pay)",
        "cart(amount > 100 and channel != web)",
        "cart(not (amount > 100 or channel = web) and country in (de, \"fr fr\", 3, \"3\", true))",
        "any(page ~ \"/shop/*\" and (a = 1 or b = 2))",
        "cart -> pay",
        "cart => pay",
        "cart -> [^support] -> pay",
        "cart -> [search | view(x = 1)] -> pay",
        "cart -> []{<30m} -> pay",
        "cart -> [^support]{1h..2d, <=3} -> pay",
        "cart -> []{>=1h, <2d, >=2} -> pay",
        "cart -> []{>1h, <=2d, 2..4} -> pay",
        "cart -> []{0} -> pay",
        "(cart | basket) -> pay",
        "cart | basket -> pay",
        "view{3} -> view{2..5} -> view{2..}",
        "view+ => view* => coupon?",
        "(view ->){3}",
        "(a | b -> []{<1h} ->){3}",
        "(a => b =>){2..}",
        "start => search",
        "start -> [^support] -> end",
        "cart -> pay -> ship within 7d",
        "a -> (b -> c)? -> d within 1d 12h",
        "add-to-cart->pay",
    ] {
        let pattern = read(text);
        let written = pattern.to_string();
        let expected = match text {
            "(a => b =>){2..}" => "(a => b){2..}",
            "add-to-cart->pay" => "add-to-cart -> pay",
            text => text,
        };
        assert_eq!(written, expected);
        assert_eq!(read(&written), pattern, "{text}");
    }
}

#[test]
fn typed_and_written_patterns_are_the_same() {
    let gap = Gap::without(["support"]).less_than("30m".parse().unwrap());
    let path = Path::touchpoint("cart").after(gap, Path::one_of(["pay", "buy"])).next(Path::end());
    let pattern = Pattern::from(path).within("7d".parse().unwrap());
    assert_eq!(pattern, read("cart -> [^support]{<30m} -> (pay | buy) => end within 7d"));
    let twice = Path::like("/shop/*").times_after(Gap::only(["a b"]).events(1, None), 2, Some(2));
    assert_eq!(Pattern::from(twice), read("(~\"/shop/*\" -> [\"a b\"]{>=1} ->){2}"));
    let web = EventRule::Is(Predicate::Equals { column: "channel".into(), value: "web".into() });
    let path = Path::start().next(Path::any_where(web.clone()).optional()).then(Path::none_of(["x"]));
    assert_eq!(Pattern::from(path), read("start => any(channel = web)? -> !x"));
    let path = Path::touchpoint_where("any", web).or(Path::any()).or(Path::touchpoint("b"));
    assert_eq!(Pattern::from(path), read("\"any\"(channel = web) | any | b"));
}

#[test]
fn problems_are_told_with_their_place() {
    for (text, character, part) in [
        ("", 1, "the pattern ends here; expected a touchpoint"),
        ("cart -> -> pay", 9, "found `->`; expected a touchpoint"),
        ("cart pay", 6, "found \"pay\"; expected `->`"),
        ("cart -> [^support pay", 19, "expected `|` or `]`"),
        ("cart -> [^] -> pay", 11, "expected a touchpoint"),
        ("cart -> [support]", 18, "expected `->` after the gap"),
        ("cart -> []{soon} -> pay", 11, "no limits of a gap"),
        ("cart -> []{<1h, <2h} -> pay", 11, "no limits of a gap"),
        ("cart -> []{2h..1h} -> pay", 11, "no limits of a gap"),
        ("cart -> []{>1h, <1h} -> pay", 11, "no limits of a gap"),
        ("cart -> []{<0} -> pay", 11, "no limits of a gap"),
        ("cart -> []{<0s} -> pay", 11, "no limits of a gap"),
        ("cart{3..2}", 5, "expected how often"),
        ("cart{0}", 5, "expected how often"),
        ("cart{<3}", 5, "expected how often"),
        ("(cart -> pay", 13, "expected `->`, `=>`, `|` or `)`"),
        ("(cart ->) -> pay", 11, "ends in an arrow"),
        ("cart ->", 8, "expected a touchpoint"),
        ("cart(amount)", 12, "expected `=`, `!=`"),
        ("cart(amount > )", 15, "expected a value"),
        ("cart(amount > 3", 16, "expected `and`, `or` or `)`"),
        ("cart(in > 3)", 6, "expected the name of a column"),
        ("\"cart -> pay", 1, "the quote is not closed"),
        ("cart -> []{<3m -> pay", 11, "the brace is not closed"),
        ("cart $ pay", 6, "has no meaning here"),
        ("cart -> pay within soon", 20, "expected a time span"),
        ("cart -> pay within", 19, "expected a time span"),
        ("within", 1, "expected a touchpoint"),
        ("ä -> ö ö", 8, "expected `->`"),
    ] {
        match text.parse::<Pattern>() {
            Err(Error::Syntax { place, message }) => {
                assert_eq!((place.line, place.character), (Some(1), Some(character)), "{text}: {message}");
                assert!(message.contains(part), "{text}: {message}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    let error = "cart\n  -> &x ->\n ]".parse::<Pattern>().unwrap_err();
    let place = error.place().unwrap();
    assert_eq!((place.line, place.character), (Some(3), Some(2)));
}

#[test]
fn hostile_patterns_are_refused_before_they_cost_much() {
    for text in ["(".repeat(60), "!".repeat(60), format!("a({}", "(".repeat(99)), "a -> ".repeat(30_000)] {
        let error = text.parse::<Pattern>().unwrap_err();
        assert_eq!(error.code(), "limit", "{error}");
    }
}

#[test]
fn a_pattern_is_its_text_in_documents() {
    let pattern = read("cart -> [^support]{<30m} -> pay");
    let text = serde_json::to_string(&pattern).unwrap();
    assert_eq!(text, "\"cart -> [^support]{<30m} -> pay\"");
    assert_eq!(serde_json::from_str::<Pattern>(&text).unwrap(), pattern);
    let error = serde_json::from_str::<Pattern>("\"cart -> \"").unwrap_err();
    assert!(error.to_string().contains("character 9"), "{error}");
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c]{1,3}", "(any|start|end|within|in)", "[a-c \"\\\\{}\\[\\]()>|~ü'-]{0,6}"]
}

/// Typed patterns of all kinds.
pub(crate) fn paths() -> impl Strategy<Value = Path> {
    let leaf = prop_oneof![
        names().prop_map(Path::touchpoint),
        names().prop_map(Path::like),
        prop::collection::vec(names(), 1..3).prop_map(Path::none_of),
        Just(Path::any()),
        Just(Path::start()),
        Just(Path::end()),
    ];
    leaf.prop_recursive(4, 20, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.then(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.next(b)),
            (inner.clone(), inner.clone(), gaps()).prop_map(|(a, b, gap)| a.after(gap, b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.or(b)),
            (inner.clone(), 0..3u32, prop::option::of(3..5u32)).prop_map(|(a, n, m)| a.times(n, m)),
            (inner, gaps(), 0..3u32, prop::option::of(3..5u32))
                .prop_map(|(a, g, n, m)| a.times_after(g, n, m)),
        ]
    })
}

fn gaps() -> impl Strategy<Value = Gap> {
    let gap = prop_oneof![
        Just(Gap::anything()),
        prop::collection::vec(names(), 1..3).prop_map(Gap::without),
        prop::collection::vec(names(), 1..3).prop_map(Gap::only),
    ];
    (gap, 0..3u32, prop::option::of(3..9u32), 0..4u8, 1..9i64).prop_map(|(gap, least, most, kind, span)| {
        let span = crate::model::TimeSpan::from_micros(span * 1_500_000);
        let gap = gap.events(least, most);
        match kind {
            0 => gap.less_than(span),
            1 => gap.at_most(span),
            2 => gap.at_least(span),
            _ => gap,
        }
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(path in paths(), days in prop::option::of(0..9i64)) {
        let mut pattern = Pattern::from(path);
        pattern.within = days.map(|days| crate::model::TimeSpan::from_micros(days * 86_400_000_000));
        let text = pattern.to_string();
        let again: Pattern = text.parse().unwrap();
        prop_assert_eq!(again.to_string(), text.clone());
        prop_assert_eq!(again, pattern, "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_place(text in "[a-c \"(){}\\[\\]<>=!|~^?*+,.0-9dhmin-]{0,40}") {
        if let Err(error) = text.parse::<Pattern>() {
            prop_assert!(error.place().is_some());
        }
    }
}

#[test]
fn words_that_stand_for_something_are_names_in_quotes() {
    let quoted = read("\"any\" -> 'start' -> \"it's \\\"x\\\"\"");
    let path = Path::touchpoint("any").then(Path::touchpoint("start")).then(Path::touchpoint("it's \"x\""));
    assert_eq!(quoted, Pattern::from(path));
    assert_eq!(read("any").path.0, super::Node::Event(Class::Any));
}
