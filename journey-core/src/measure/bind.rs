//! Binding: raw events become touchpoints of the map, customers become personas.

use std::sync::Arc;

use super::Coverage;
use super::coverage::CoverageSummary;
use super::cuts;
use super::layout::Layout;
use super::personas::{PersonaRules, persona_position};
use super::rules::EventRules;
use crate::analysis::time_zone;
use crate::error::Result;
use crate::log::rule::Columns;
use crate::log::{EventLog, Journey, Names, Shard};
use crate::model::JourneyMap;

/// A log whose touchpoints are those of a map.
///
/// All analyses run on `log`; the codes of its touchpoints are their positions in the map, and
/// events that belong to no touchpoint are not in it. To cut by, it also has the columns `stage`, `owner` and `channel`, which are
/// those of the touchpoint, and `persona`, the first one in the order of the map that the customer belongs to: each where the map
/// knows it and the log has no column of that name.
#[derive(Debug, Clone)]
pub struct BoundLog {
    /// The bound events.
    pub log: EventLog,
    /// What was left out, and which rules compete.
    pub coverage: Coverage,
    map: Arc<JourneyMap>,
    /// For each shard and persona, one bit a journey.
    members: Vec<Vec<BitSet>>,
}

impl BoundLog {
    /// The bound log of one persona's customers. Nothing is copied.
    ///
    /// # Errors
    /// [`Error::UnknownName`](crate::Error::UnknownName) for a persona that the map does not have.
    pub fn persona(&self, id: &str) -> Result<EventLog> {
        let persona = persona_position(&self.map, id)?;
        let shards = self.log.shards().iter().zip(&self.members).map(|(shard, members)| {
            let member = |&position: &u32| members.get(persona).is_some_and(|set| set.contains(position));
            shard.select(shard.journeys().map(|journey| journey.position()).filter(member))
        });
        Ok(EventLog { shards: shards.collect(), ..self.log.clone() })
    }
}

/// A set of positions.
#[derive(Debug, Clone, Default)]
pub(super) struct BitSet(Vec<u64>);

impl BitSet {
    fn insert(&mut self, position: u32) {
        let word = position as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (position % 64);
        }
    }

    pub(super) fn contains(&self, position: u32) -> bool {
        self.0.get(position as usize / 64).is_some_and(|bits| bits >> (position % 64) & 1 == 1)
    }
}

/// The rules of a map resolved against a log.
#[derive(Debug)]
pub(crate) struct Binding {
    pub layout: Layout,
    events: EventRules,
    personas: PersonaRules,
}

/// An event that belongs to a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound {
    /// Position in the journey.
    pub at: u32,
    /// Touchpoint.
    pub place: u32,
    /// Time in UTC microseconds.
    pub time: i64,
    /// Input row.
    pub row: u64,
}

/// What binding makes of one journey. Reused from journey to journey.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The bound events.
    pub events: Vec<Bound>,
    /// Whether the customer belongs to each persona.
    pub members: Vec<bool>,
    /// Raw names of the other events.
    unbound: Vec<u32>,
    found: Vec<u32>,
}

impl Binding {
    pub(crate) fn of(map: &JourneyMap, log: &EventLog) -> Result<Self> {
        let layout = Layout::of(map)?;
        let columns = Columns::new(log, time_zone(map.time_zone.as_deref())?);
        let events = EventRules::of(map, log, &columns)?;
        let personas = PersonaRules::of(map, &layout, &columns)?;
        Ok(Self { layout, events, personas })
    }

    /// Binds one journey and counts what is found on the way.
    pub(crate) fn read(&self, journey: &Journey<'_>, reading: &mut Reading, coverage: &mut CoverageSummary) {
        reading.events.clear();
        reading.unbound.clear();
        let times = journey.times().iter().zip(journey.rows());
        for (at, (&code, (&time, &row))) in journey.touchpoints().iter().zip(times).enumerate() {
            match self.events.touchpoint(journey, (at, code), &mut reading.found) {
                Some(place) => reading.events.push(Bound { at: at as u32, place, time, row: u64::from(row) }),
                None => reading.unbound.push(code),
            }
            if reading.found.len() > 1 {
                coverage.see_overlap(&reading.found);
            }
        }
        self.personas.judge(journey, &reading.events, &mut reading.members);
        coverage.see(&reading.events, &mut reading.unbound, &reading.members);
    }

    /// Touchpoint of each event.
    pub(crate) fn labels(&self, journey: &Journey<'_>) -> Vec<Option<u32>> {
        let mut found = Vec::new();
        let codes = journey.touchpoints().iter().copied().enumerate();
        codes.map(|event| self.events.touchpoint(journey, event, &mut found)).collect()
    }

    fn bind_shard(&self, shard: &Shard) -> (CoverageSummary, Vec<BitSet>) {
        let (mut coverage, mut reading) = (CoverageSummary::default(), Reading::default());
        let (mut sets, mut position) = (Vec::new(), 0);
        for journey in shard.journeys() {
            self.read(&journey, &mut reading, &mut coverage);
            sets.resize_with(reading.members.len(), BitSet::default);
            if reading.events.is_empty() {
                continue;
            }
            for (set, _) in sets.iter_mut().zip(&reading.members).filter(|(_, member)| **member) {
                set.insert(position);
            }
            position += 1;
        }
        (coverage, sets)
    }
}

impl JourneyMap {
    /// Which events belong to which touchpoint? Applies the rules of the map to a log.
    ///
    /// An event belongs to the first touchpoint whose rule it matches; a touchpoint without rule
    /// takes the events that are named as its id. Events that match several rules are counted and
    /// listed, and so are those that match none. Columns that every log has can be used in rules as
    /// `touchpoint` (the raw name), `time` and `customer`.
    ///
    /// # Errors
    /// [`Error::UnknownName`](crate::Error::UnknownName) for a column that the log does not have,
    /// [`Error::InvalidOption`](crate::Error::InvalidOption), with the path of the rule, where a value
    /// does not fit the kind of its column.
    ///
    /// # Complexity
    /// O(events · touchpoints whose rule needs more than the raw name).
    ///
    /// # Example
    /// ```
    /// use journey_core::log::{Event, LogBuilder, LogOptions};
    /// use journey_core::model::{JourneyMap, Stage, Touchpoint};
    /// let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    /// for (row, name) in ["cart", "ping"].into_iter().enumerate() {
    ///     builder.push(Event { customer: "ann", time: 0, touchpoint: name, end: None, row: row as u64 + 1, values: &[] })?;
    /// }
    /// let cart = Touchpoint { id: "cart".into(), name: "Cart".into(), ..Touchpoint::default() };
    /// let shop = Stage { id: "shop".into(), name: "Shop".into(), touchpoints: vec![cart], ..Stage::default() };
    /// let map = JourneyMap { format: 1, name: "Shop".into(), stages: vec![shop], ..JourneyMap::default() };
    /// let bound = map.bind(&builder.finish()?)?;
    /// assert_eq!((bound.log.events(), bound.coverage.unbound_events), (1, 1));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn bind(&self, log: &EventLog) -> Result<BoundLog> {
        let binding = Binding::of(self, log)?;
        let (mut coverage, mut members) = (CoverageSummary::default(), Vec::new());
        for (part, sets) in log.map_shards(|shard| binding.bind_shard(shard)) {
            coverage.merge(part);
            members.push(sets);
        }
        let ids: Names = binding.layout.touchpoints.iter().map(|spot| spot.id.as_str()).collect();
        let further = cuts::columns(self, &binding.layout, log, &members);
        let bound = log.relabel(ids, |journey| binding.labels(journey), further);
        Ok(BoundLog {
            log: bound,
            coverage: coverage.finish(&binding.layout, log.touchpoints()),
            map: Arc::new(self.clone()),
            members,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Value;
    use crate::measure::testing::{log, map, predicate, touchpoint};
    use crate::model::{Comparison, CustomerRule, EventRule, Persona, Predicate};

    fn names(bound: &BoundLog) -> Vec<(String, Vec<u32>)> {
        let journeys = bound.log.shards().iter().flat_map(Shard::journeys);
        journeys.map(|journey| (journey.customer().into(), journey.touchpoints().to_vec())).collect()
    }

    #[test]
    fn touchpoints_have_the_codes_of_the_map_and_others_are_left_out() {
        let log = log(
            &[],
            &[("a", 0, "zeta", &[]), ("a", 1, "noise", &[]), ("a", 2, "alpha", &[]), ("b", 3, "noise", &[])],
        );
        let bound = map(&[
            ("one", vec![touchpoint("zeta"), touchpoint("unused")]),
            ("two", vec![touchpoint("alpha")]),
        ])
        .bind(&log)
        .unwrap();
        assert_eq!(bound.log.touchpoints().iter().collect::<Vec<_>>(), ["zeta", "unused", "alpha"]);
        assert_eq!(names(&bound), [("a".to_string(), vec![0, 2])]);
        assert_eq!((bound.coverage.bound_events, bound.coverage.unbound_events), (2, 2));
        assert_eq!(bound.coverage.unbound_customers, 1);
        let unbound = &bound.coverage.unbound[0];
        assert_eq!((unbound.name.as_str(), unbound.count, unbound.customers), ("noise", 2, 2));
        assert_eq!(bound.coverage.unseen_touchpoints, ["unused"]);
    }

    #[test]
    fn the_first_matching_touchpoint_wins_and_the_competition_is_listed() {
        let mut pages = touchpoint("pages");
        pages.rule =
            Some(EventRule::Is(Predicate::Glob { column: "touchpoint".into(), pattern: "/*".into() }));
        let mut cart = touchpoint("cart");
        cart.rule = Some(EventRule::Is(predicate("touchpoint", "/cart")));
        let log = log(&[], &[("a", 0, "/cart", &[]), ("a", 1, "/home", &[])]);
        let bound = map(&[("s", vec![pages, cart])]).bind(&log).unwrap();
        assert_eq!(names(&bound)[0].1, [0, 0]);
        assert_eq!(bound.coverage.ambiguous_events, 1);
        assert_eq!(bound.coverage.overlaps[0].touchpoints, ["pages", "cart"]);
    }

    #[test]
    fn rules_combine_and_a_missing_value_satisfies_nothing() {
        let mut big = touchpoint("big");
        let large =
            Comparison { column: "amount".into(), at_least: Some(10.0.into()), ..Comparison::default() };
        big.rule = Some(EventRule::All(vec![
            EventRule::Is(predicate("touchpoint", "buy")),
            EventRule::Is(Predicate::Compare(large)),
        ]));
        let mut other = touchpoint("other");
        other.rule = Some(EventRule::Not(Box::new(EventRule::Is(predicate("vip", true)))));
        let log = log(
            &["amount", "vip"],
            &[
                ("a", 0, "buy", &[Value::Number(10.0), Value::Boolean(true)]),
                ("a", 1, "buy", &[Value::Number(9.0), Value::Boolean(true)]),
                ("a", 2, "buy", &[Value::Missing, Value::Missing]),
            ],
        );
        let bound = map(&[("s", vec![big, other])]).bind(&log).unwrap();
        // 10 is large; 9 is not, and its customer is a VIP; the third has no value, so it is not a VIP.
        assert_eq!(names(&bound)[0].1, [0, 1]);
        assert_eq!(bound.coverage.unbound_events, 1);
    }

    #[test]
    fn a_rule_that_does_not_fit_its_column_names_its_path() {
        let log = log(&["channel"], &[("a", 0, "x", &[Value::Text("web")])]);
        let with = |rule: Predicate| {
            let mut spot = touchpoint("t");
            spot.rule = Some(EventRule::Any(vec![EventRule::Is(rule)]));
            map(&[("s", vec![touchpoint("x"), spot])]).bind(&log).unwrap_err()
        };
        let error = with(predicate("channel", 7.0)).to_string();
        assert!(error.contains("stages[0].touchpoints[1].rule.any[0].equals.value"), "{error}");
        let error = with(predicate("chanel", "web"));
        assert_eq!(error.to_string(), "no column \"chanel\"; did you mean \"channel\"?");
        let early =
            Comparison { column: "time".into(), at_least: Some("soon".into()), ..Comparison::default() };
        let error = with(Predicate::Compare(early)).to_string();
        assert!(error.contains("compare.at_least"), "{error}");
    }

    #[test]
    fn an_empty_log_satisfies_any_map() {
        let mut spot = touchpoint("t");
        spot.rule = Some(EventRule::Is(predicate("not_there", 1.0)));
        let bound = map(&[("s", vec![spot])]).bind(&log(&[], &[])).unwrap();
        assert_eq!((bound.log.events(), bound.log.touchpoints().len()), (0, 1));
    }

    #[test]
    fn stages_owners_channels_and_personas_are_columns_to_cut_by() {
        let mut desk = touchpoint("desk");
        (desk.owner, desk.channel) = (Some("ops".into()), Some("store".into()));
        let mut map = map(&[("zero", vec![touchpoint("web")]), ("one", vec![desk, touchpoint("gate")])]);
        let visited = |touchpoint: &str| CustomerRule::Visited { touchpoint: touchpoint.into(), at_least: 1 };
        map.personas = vec![persona("flyer", visited("gate")), persona("anybody", visited("web"))];
        let log = log(
            &["score"],
            &[
                ("a", 0, "web", &[Value::Number(10.0)]),
                ("a", 1, "desk", &[Value::Number(0.0)]),
                ("a", 2, "gate", &[Value::Number(9.0)]),
                ("b", 0, "noise", &[Value::Number(1.0)]),
                ("b", 1, "web", &[Value::Number(8.0)]),
                ("c", 0, "desk", &[Value::Number(3.0)]),
            ],
        );
        let bound = map.bind(&log).unwrap();
        let by = |column: &str| -> Vec<(String, u64)> {
            let rows = bound.log.run(&crate::analysis::Nps::new("score").by(column)).unwrap().rows;
            rows.into_iter().filter_map(|row| Some((row.group?, row.score.n))).collect()
        };
        let rows = |rows: &[(&str, u64)]| -> Vec<(String, u64)> {
            rows.iter().map(|(name, n)| ((*name).to_string(), *n)).collect()
        };
        assert_eq!(by("stage"), rows(&[("one", 3), ("zero", 2)]));
        assert_eq!(by("owner"), rows(&[("ops", 2)]));
        assert_eq!(by("channel"), rows(&[("store", 2)]));
        // a is a flyer first; b only went to the web; c is nobody.
        assert_eq!(by("persona"), rows(&[("anybody", 1), ("flyer", 3)]));
        assert_eq!(
            bound.persona("flyer").unwrap().split("stage", crate::log::ValueOf::First).unwrap().len(),
            1
        );
    }

    #[test]
    fn columns_of_the_log_come_before_those_of_the_map() {
        let mut spot = touchpoint("x");
        spot.channel = Some("store".into());
        let log = log(&["channel"], &[("a", 0, "x", &[Value::Text("web")])]);
        let bound = map(&[("s", vec![spot])]).bind(&log).unwrap();
        let columns: Vec<String> = bound.log.columns().into_iter().map(|column| column.name).collect();
        assert_eq!(columns, ["channel", "stage"]);
        let (position, column) = bound.log.column("channel").unwrap();
        let journey = bound.log.journey("a").unwrap();
        assert_eq!(column.value(&journey, 0, position), Value::Text("web"));
    }

    fn persona(id: &str, rule: CustomerRule) -> Persona {
        Persona { id: id.into(), name: id.into(), rule: Some(rule), ..Persona::default() }
    }

    #[test]
    fn personas_look_at_first_last_and_any_value_visits_and_each_other() {
        let kind = |value: &str| predicate("kind", value);
        let mut map = map(&[("s", vec![touchpoint("x")])]);
        map.personas = vec![
            persona("not_first", CustomerRule::Not(Box::new(CustomerRule::Persona("first".into())))),
            persona("first", CustomerRule::First(kind("new"))),
            persona("last", CustomerRule::Last(kind("new"))),
            persona("ever", CustomerRule::Ever(kind("new"))),
            persona("twice", CustomerRule::Visited { touchpoint: "x".into(), at_least: 2 }),
        ];
        let (new, old, none) = (Value::Text("new"), Value::Text("old"), Value::Missing);
        let log = log(
            &["kind"],
            &[
                ("a", 0, "raw", &[none]),
                ("a", 1, "x", &[new]),
                ("a", 2, "x", &[old]),
                ("b", 0, "x", &[old]),
                ("b", 1, "raw", &[new]),
                ("c", 0, "raw", &[new]),
            ],
        );
        let bound = map.bind(&log).unwrap();
        let members = |id: &str| -> Vec<String> {
            let log = bound.persona(id).unwrap();
            let journeys = log.shards().iter().flat_map(Shard::journeys);
            let mut members: Vec<String> = journeys.map(|journey| journey.customer().into()).collect();
            members.sort_unstable();
            members
        };
        // c is new, but has no bound event.
        assert_eq!(members("first"), ["a"]);
        assert_eq!(members("last"), ["b"]);
        assert_eq!(members("ever"), ["a", "b"]);
        assert_eq!(members("twice"), ["a"]);
        assert_eq!(members("not_first"), ["b"]);
        let covered = &bound.coverage.personas;
        assert_eq!((covered.none, covered.one, covered.several), (0, 0, 2));
        assert_eq!(
            bound.persona("firstt").unwrap_err().to_string(),
            "no persona \"firstt\"; did you mean \"first\"?"
        );
    }

    #[test]
    fn personas_in_a_circle_are_refused() {
        let mut map = map(&[("s", vec![touchpoint("x")])]);
        map.personas = vec![
            persona("a", CustomerRule::Persona("b".into())),
            persona("b", CustomerRule::Persona("a".into())),
        ];
        assert_eq!(map.bind(&log(&[], &[])).unwrap_err().code(), "invalid_option");
    }
}
