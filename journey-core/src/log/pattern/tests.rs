//! Held against a matcher that tries everything.

use std::ops::Range;

use proptest::prelude::*;

use super::{Automaton, Matcher};
use crate::EventLog;
use crate::log::{Event, LogBuilder, LogOptions};
use crate::model::pattern::{Class, Gap, Link, Node, Passes, Path};
use crate::model::{Pattern, TimeSpan};

const DATA_END: i64 = 100;

/// A log of one journey, and of one more customer, who has all touchpoints and the last event of the data.
fn log(events: &[(char, i64)]) -> EventLog {
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    let others = "abcd".chars().map(|touchpoint| ("other", touchpoint, DATA_END));
    let all = events.iter().map(|&(touchpoint, second)| ("one", touchpoint, second)).chain(others);
    for (row, (customer, touchpoint, second)) in (1..).zip(all) {
        let touchpoint = &touchpoint.to_string();
        let event = Event { customer, time: second * 1_000_000, touchpoint, end: None, row, values: &[] };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

fn found(pattern: &Pattern, events: &[(char, i64)]) -> Vec<Range<usize>> {
    let log = log(events);
    let automaton = Automaton::new(pattern, &log).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    let mut matcher = Matcher::new(&automaton);
    let journey = log.journey("one").unwrap();
    let mut all = Vec::new();
    matcher.each(&journey, |found| all.push(found.events));
    assert_eq!(matcher.is_in(&journey), !all.is_empty(), "{pattern} in {events:?}");
    all
}

/// Ranges of a pattern in events one second apart, each named by a letter.
fn ranges(pattern: &str, events: &str) -> Vec<Range<usize>> {
    let events: Vec<(char, i64)> = events.chars().zip(0..).collect();
    found(&pattern.parse().unwrap(), &events)
}

#[test]
fn each_form_of_the_language_finds_what_it_says() {
    for (pattern, events, expected) in [
        ("a", "abab", vec![(0, 1), (2, 3)]),
        ("a -> b", "acbb", vec![(0, 3)]),
        ("a -> b", "aacb", vec![(1, 4)]),
        ("a => b", "acbab", vec![(3, 5)]),
        ("a -> [^c] -> b", "acbab", vec![(3, 5)]),
        ("a -> [c] -> b", "adbacb", vec![(3, 6)]),
        ("a -> []{<3s} -> b", "accbaacb", vec![(5, 8)]),
        ("a -> []{<=3s} -> b", "accb", vec![(0, 4)]),
        ("a -> []{>1s} -> b", "abcb", vec![(0, 4)]),
        ("a -> []{2s..3s} -> b", "abccb", vec![]),
        ("a -> []{2s..3s} -> b", "aabb", vec![(0, 3)]),
        ("a -> []{0} -> b", "acbab", vec![(3, 5)]),
        ("a -> []{1} -> b", "abcbacb", vec![(4, 7)]),
        ("a -> []{>=1, <=3s} -> b", "abb", vec![(0, 3)]),
        ("a | b => c", "abcb", vec![(0, 1), (1, 3)]),
        ("(a | b) -> c", "abc", vec![(1, 3)]),
        ("!a", "abc", vec![(1, 2), (2, 3)]),
        ("!(a | b)", "abc", vec![(2, 3)]),
        ("any", "ab", vec![(0, 1), (1, 2)]),
        ("~\"?\" => ~\"b*\"", "ab", vec![(0, 2)]),
        ("a+", "aabaaa", vec![(0, 2), (3, 6)]),
        ("a{2}", "aaaaa", vec![(0, 2), (2, 4)]),
        ("a{2..3}", "aaaaa", vec![(0, 3), (3, 5)]),
        ("a{2..}", "aaaaab", vec![(0, 5)]),
        ("b => a* => c", "bcbaac", vec![(0, 2), (2, 6)]),
        ("(a => b)+", "ababcab", vec![(0, 4), (5, 7)]),
        ("(a ->){3}", "acacaa", vec![(0, 5)]),
        ("(a -> [^c] ->){2..3}", "acabaa", vec![(2, 5)]),
        ("a -> b? -> c", "adcabc", vec![(0, 3), (3, 6)]),
        ("a -> []{<2s} -> b? -> c", "adddc", vec![(0, 5)]),
        ("b? -> a", "bcaa", vec![(2, 3), (3, 4)]),
        ("start => a", "aab", vec![(0, 1)]),
        ("start -> b", "aab", vec![(0, 3)]),
        ("start -> [^b] -> end", "aac", vec![(0, 3)]),
        ("start -> [^b] -> end", "abc", vec![]),
        ("start -> []{1} -> b", "abb", vec![(0, 2)]),
        ("a => end", "aba", vec![(2, 3)]),
        ("a+ => end", "abaa", vec![(3, 4)]),
        ("a -> [^b]{>90s} -> end", "acc", vec![(0, 3)]),
        ("a -> [^b]{>100s} -> end", "acc", vec![]),
        ("a -> b -> c within 2s", "abdabc", vec![(3, 6)]),
        ("a -> b -> c within 2s", "abdc", vec![]),
    ] {
        let expected: Vec<Range<usize>> = expected.into_iter().map(|(from, to)| from..to).collect();
        assert_eq!(ranges(pattern, events), expected, "{pattern} in {events}");
    }
}

#[test]
fn conditions_look_at_columns() {
    let csv = "customer,time,event,amount,channel\n\
               ann,2024-01-01T10:00:00Z,cart,20,web\nann,2024-01-01T11:00:00Z,cart,200,store\n\
               bob,2024-01-01T10:00:00Z,cart,200,\nbob,2024-01-01T11:00:00Z,pay,200,web\n";
    let log = EventLog::read_csv_text(csv, &crate::log::Columns::new("customer", "time", "event")).unwrap();
    let customers = |pattern: &str| {
        let found = log.matching(&pattern.parse().unwrap()).unwrap();
        let mut all: Vec<String> =
            found.shards().iter().flat_map(|s| s.journeys()).map(|j| j.customer().to_owned()).collect();
        all.sort();
        all.join(" ")
    };
    assert_eq!(customers("cart(amount > 100)"), "ann bob");
    assert_eq!(customers("cart(amount > 100 and channel = store)"), "ann");
    assert_eq!(customers("cart(channel != web)"), "ann bob"); // bob's is missing
    assert_eq!(customers("cart(channel in (web, app)) -> cart"), "ann");
    assert_eq!(customers("cart -> [^cart(amount >= 200)] -> end"), "ann bob");
    assert_eq!(customers("start -> [^cart(channel = web)] -> end"), "bob");
    assert_eq!(customers("any(time < \"2024-01-01T10:30:00Z\" and touchpoint ~ \"c*\") => pay"), "bob");
    for (pattern, code) in [
        ("kart", "unknown_name"),
        ("cart(amuont > 3)", "unknown_name"),
        ("cart(amount = big)", "invalid_option"),
        ("cart?", "invalid_option"),
        ("cart -> start", "invalid_option"),
        ("end -> cart", "invalid_option"),
        ("end => cart", "invalid_option"),
        ("(start | cart){2}", "invalid_option"),
        ("start", "invalid_option"),
        ("end | cart", "invalid_option"),
        ("cart{2000}", "limit"),
        ("(cart{1000}){1000}", "limit"),
    ] {
        let error = log.matching(&pattern.parse().unwrap()).unwrap_err();
        assert_eq!(error.code(), code, "{pattern}: {error}");
    }
    let error = log.matching(&"kart".parse().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "no touchpoint \"kart\"; did you mean \"cart\"?");
    let none = Pattern::from(Path::one_of(Vec::<String>::new()));
    assert_eq!(log.matching(&none).unwrap_err().code(), "invalid_option");
}

#[test]
fn a_long_journey_is_one_pass() {
    // Trying every beginning would take 10^10 steps.
    let events: Vec<(char, i64)> = (0..100_000).map(|_| ('a', 0)).collect();
    for pattern in ["a -> a -> a -> b", "(a | a => a)+ => b", "a -> []{>=1, <=1h} -> b", "(a ->){50} -> b"] {
        assert_eq!(found(&pattern.parse().unwrap(), &events), [], "{pattern}");
    }
    assert_eq!(found(&"a -> []{>=2} -> a".parse().unwrap(), &events).len(), 25_000);
}

/// One way a part of a pattern is found: the places it takes, each with the leaf of the pattern and whether it follows
/// the place before as the very next event.
type Way = Vec<(i64, Vec<usize>, bool)>;

struct Brute<'a> {
    events: &'a [(char, i64)],
}

impl Brute<'_> {
    fn time(&self, place: i64) -> i64 {
        match usize::try_from(place) {
            Err(_) => self.events[0].1,
            Ok(place) => self.events.get(place).map_or(DATA_END, |event| event.1),
        }
    }

    fn is(&self, class: &Class, place: i64) -> bool {
        let name = self.events[place as usize].0.to_string();
        match class {
            Class::Any => true,
            Class::Touchpoint(wanted) => *wanted == name,
            Class::Glob(glob) => crate::glob::glob(glob, &name),
            Class::Not(classes) => !classes.iter().any(|class| self.is(class, place)),
            Class::Where(..) => unreachable!(),
        }
    }

    /// All ways, also the empty one.
    fn ways(&self, node: &Node, leaf: &[usize]) -> Vec<Way> {
        let end = self.events.len() as i64;
        let one = |place: i64| vec![(place, leaf.to_vec(), false)];
        let below = |i: usize| leaf.iter().copied().chain([i]).collect::<Vec<_>>();
        match node {
            Node::Start => vec![one(-1)],
            Node::End => vec![one(end)],
            Node::Event(class) => (0..end).filter(|&place| self.is(class, place)).map(one).collect(),
            Node::Either(nodes) => {
                nodes.iter().enumerate().flat_map(|(i, node)| self.ways(node, &below(i))).collect()
            }
            Node::Sequence(first, rest) => {
                let mut all = self.ways(first, &below(0));
                for (i, (link, next)) in rest.iter().enumerate() {
                    all = self.join(&all, link, &self.ways(next, &below(i + 1)));
                }
                all
            }
            Node::Repeat { node, link, least, most } => {
                let mut all: Vec<Way> = if *least == 0 { vec![vec![]] } else { vec![] };
                let mut now: Vec<Way> = vec![vec![]];
                let most = most.unwrap_or(self.events.len() as u32 + 2 + least);
                for count in 1..=most {
                    now = self.join(&now, link, &self.ways(node, &below(count as usize)));
                    if count >= *least {
                        all.extend(now.iter().cloned());
                    }
                }
                all
            }
        }
    }

    fn join(&self, before: &[Way], link: &Link, next: &[Way]) -> Vec<Way> {
        let mut all = Vec::new();
        for a in before {
            for b in next {
                match (a.last(), b.first()) {
                    (Some((from, ..)), Some((to, ..))) if self.linked(*from, link, *to) => {
                        let mut way = a.clone();
                        way.extend(b.iter().cloned());
                        way[a.len()].2 = *link == Link::Next;
                        all.push(way);
                    }
                    (Some(_), Some(_)) => {}
                    _ => all.push([a.as_slice(), b.as_slice()].concat()),
                }
            }
        }
        all.sort();
        all.dedup();
        all
    }

    fn linked(&self, from: i64, link: &Link, to: i64) -> bool {
        let Link::Later(gap) = link else { return to == from + 1 };
        if to <= from {
            return false;
        }
        let passes = |place: i64| match &gap.passes {
            Passes::Anything => true,
            Passes::Only(classes) => classes.iter().any(|class| self.is(class, place)),
            Passes::Without(classes) => !classes.iter().any(|class| self.is(class, place)),
        };
        let count = to - from - 1;
        let time = self.time(to) - self.time(from);
        let long = |bound: crate::model::pattern::Bound| {
            let span = bound.span.as_micros() / 1_000_000;
            (time - span, bound.inclusive)
        };
        (from + 1..to).all(passes)
            && count >= i64::from(gap.events.0)
            && gap.events.1.is_none_or(|most| count <= i64::from(most))
            && gap.time.0.is_none_or(|bound| matches!(long(bound), (1.., _) | (0, true)))
            && gap.time.1.is_none_or(|bound| matches!(long(bound), (..=-1, _) | (0, true)))
    }

    fn all(&self, pattern: &Pattern) -> Vec<Range<usize>> {
        let within = pattern.within.map_or(i64::MAX, |span| span.as_micros() / 1_000_000);
        let mut ways = self.ways(&pattern.path.0, &[]);
        ways.retain(|way| self.time(way.last().unwrap().0) - self.time(way[0].0) <= within);
        let ends = |way: &Way| way.last().unwrap().0;
        let (mut from, mut found) = (-1, Vec::new());
        loop {
            let possible: Vec<&Way> = ways.iter().filter(|way| way[0].0 >= from).collect();
            let Some(end) = possible.iter().map(|way| ends(way)).min() else { return found };
            let began = possible.iter().filter(|way| ends(way) == end).map(|way| way[0].0).max().unwrap();
            let shortest: Vec<&Way> =
                possible.iter().copied().filter(|way| ends(way) == end && way[0].0 == began).collect();
            let goes_on = |way: &&&Way| {
                let longer = |short: &&&Way| {
                    way.len() >= short.len()
                        && way[..short.len()] == short[..]
                        && way[short.len()..].iter().all(|(.., next)| *next)
                };
                shortest.iter().any(|short| longer(&short))
            };
            let end = possible.iter().filter(goes_on).map(|way| ends(way)).max().unwrap();
            found.push(began.max(0) as usize..(end as usize + 1).min(self.events.len()));
            from = end + 1;
        }
    }
}

fn nodes() -> impl Strategy<Value = Path> {
    let leaf = prop_oneof![
        8 => "[a-d]".prop_map(Path::touchpoint),
        1 => prop::collection::vec("[a-d]", 1..3).prop_map(Path::none_of),
        1 => Just(Path::any()),
    ];
    let inner = leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| a.then(b)),
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| a.next(b)),
            4 => (inner.clone(), gaps(), inner.clone()).prop_map(|(a, gap, b)| a.after(gap, b)),
            2 => (inner.clone(), inner.clone()).prop_map(|(a, b)| a.or(b)),
            2 => (inner.clone(), 0..3u32, prop::option::of(0..2u32))
                .prop_map(|(a, n, m)| a.times(n, m.map(|m| (n + m).max(1)))),
            2 => (inner, gaps(), 0..3u32, prop::option::of(0..2u32))
                .prop_map(|(a, g, n, m)| a.times_after(g, n, m.map(|m| (n + m).max(1)))),
        ]
    });
    (inner, 0..6u8, gaps()).prop_map(|(path, ends, gap)| match ends {
        0 => Path::start().next(path),
        1 => path.next(Path::end()),
        2 => Path::start().after(gap, path),
        3 => path.after(gap, Path::end()),
        _ => path,
    })
}

fn gaps() -> impl Strategy<Value = Gap> {
    let gap = prop_oneof![
        Just(Gap::anything()),
        "[a-d]".prop_map(|name| Gap::without([name])),
        prop::collection::vec("[a-d]", 1..4).prop_map(Gap::only),
    ];
    let bound = || prop::option::weighted(0.3, (0..6i64, any::<bool>()));
    (gap, bound(), bound(), 0..2u32, prop::option::weighted(0.3, 0..3u32)).prop_map(
        |(mut gap, least, most, fewest, events)| {
            let span = |(seconds, inclusive): (i64, bool)| crate::model::pattern::Bound {
                span: TimeSpan::from_micros(seconds * 1_000_000),
                inclusive,
            };
            gap.time = (least.map(span), most.map(span));
            let fewest = if fewest == 1 && events.is_some() { 1 } else { 0 };
            gap.events(fewest, events.map(|more| fewest + more))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn matches_are_those_of_trying_everything(
        path in nodes(),
        within in prop::option::weighted(0.3, 0..8i64),
        events in prop::collection::vec((prop::sample::select(vec!['a', 'b', 'c', 'd']), 0..3i64), 1..7),
    ) {
        let mut time = 0;
        let events: Vec<(char, i64)> = events
            .into_iter()
            .map(|(touchpoint, wait)| {
                time += wait;
                (touchpoint, time)
            })
            .collect();
        let mut pattern = Pattern::from(path);
        pattern.within = within.map(|seconds| TimeSpan::from_micros(seconds * 1_000_000));
        let log = log(&events);
        if Automaton::new(&pattern, &log).is_err() {
            return Ok(()); // such as a pattern that may be left out
        }
        let expected = Brute { events: &events }.all(&pattern);
        prop_assert_eq!(found(&pattern, &events), expected, "{} in {:?}", pattern, events);
    }
}

#[test]
fn more_states_than_are_kept_are_found_anew() {
    // Which of the last twelve events are `a` makes 4,096 states.
    let pattern: Pattern = "a => any{11} => c".parse().unwrap();
    let mut random = 7u32;
    let mut events: Vec<char> = Vec::new();
    for _ in 0..20_000 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        events.push(if random >> 31 == 1 { 'a' } else { 'b' });
    }
    for (last, count) in [('a', 1), ('b', 0)] {
        events[19_988] = last;
        let timed: Vec<(char, i64)> = events.iter().copied().chain(['c']).map(|name| (name, 0)).collect();
        let all = found(&pattern, &timed);
        assert_eq!((all.len(), all.iter().all(|found| *found == (19_988..20_001))), (count, true));
    }
}

/// Events with a number each, which decides what they are.
fn numbered(events: &[(char, u8)]) -> EventLog {
    let mut builder = LogBuilder::new(LogOptions::default(), vec![("n".into(), None)]);
    for (row, (touchpoint, number)) in (1..).zip(events) {
        let (touchpoint, values) = (touchpoint.to_string(), [crate::log::Value::Integer(i64::from(*number))]);
        let event =
            Event { customer: "one", time: 0, touchpoint: &touchpoint, end: None, row, values: &values };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

proptest! {
    /// The same events by conditions on a column and by names that say the same.
    #[test]
    fn conditions_are_like_names(events in prop::collection::vec(("[ab]", 0u8..3), 1..40)) {
        let events: Vec<(char, u8)> =
            events.iter().filter_map(|(name, number)| Some((name.chars().next()?, *number))).collect();
        let by_column = numbered(&[&[('a', 0), ('b', 0)][..], &events].concat());
        // `a` with 0, 1, 2 is d, e, f; `b` is g, h, i.
        let name = |(name, number): &(char, u8)| (b'd' + number + if *name == 'b' { 3 } else { 0 }) as char;
        let names: Vec<(char, u8)> = "defghi".chars().map(|name| (name, 0)).collect();
        let renamed: Vec<(char, u8)> = events.iter().map(|event| (name(event), 0)).collect();
        let start: Vec<(char, u8)> = vec![('d', 0), ('g', 0)];
        let by_name = numbered(&[&start[..], &renamed, &[('z', 0)], &names].concat());
        for (one, other) in [
            ("any(n >= 1) => b(n = 0)", "(e | f | h | i) => g"),
            ("a(n = 2) -> [^any(n = 1)] -> b", "f -> [^e | h] -> (g | h | i)"),
            ("start -> []{<=3} -> a(n = 1) -> b(n = 2)", "start -> []{<=3} -> e -> i"),
        ] {
            let ends = |log: &EventLog, pattern: &str| {
                let automaton = Automaton::new(&pattern.parse().unwrap(), log).unwrap();
                let mut all = Vec::new();
                let mut matcher = Matcher::new(&automaton);
                let journey = log.journey("one").unwrap();
                matcher.each(&journey, |found| all.push(found.events));
                all.retain(|range| range.end <= events.len() + 2);
                all
            };
            prop_assert_eq!(ends(&by_column, one), ends(&by_name, other), "{} {}", one, other);
        }
    }
}
