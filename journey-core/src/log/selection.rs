//! Selections: views of a log with a part of its journeys, and what two of them have in common.

use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::rule::{Columns, Known, Members};
use super::{ColumnKind, EventLog, Journey, MISSING, Shard};
use crate::error::{Error, Result};
use crate::model::CustomerRule;

/// The touchpoints of a log, which has no personas.
struct Raw<'a>(&'a EventLog);

impl Known for Raw<'_> {
    fn touchpoint(&self, name: &str) -> Result<u32> {
        self.0.touchpoint_code(name)
    }

    fn persona(&self, id: &str) -> Result<usize> {
        let expected = "a rule without personas, which only a map has";
        Err(Error::option("rule", format!("the persona {id:?}"), expected))
    }
}

/// Which value of a column tells the part that a journey belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueOf {
    /// The first event of the journey that has a value.
    #[default]
    First,
    /// The last event of the journey that has a value.
    Last,
}

impl EventLog {
    /// A view with the journeys whose customers a rule means, with raw names of touchpoints. Nothing is copied.
    ///
    /// Times in the rule without a zone are UTC.
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a touchpoint or column that the log does not have, with the names that look alike;
    /// [`Error::InvalidOption`] for values that do not fit their columns, and for personas.
    ///
    /// # Complexity
    /// O(events · conditions).
    ///
    /// # Example
    /// ```
    /// use journey_core::EventLog;
    /// use journey_core::log::Columns;
    /// use journey_core::model::{CustomerRule, Predicate};
    /// let csv = "customer,time,event,plan\nann,2024-01-01,look,free\nann,2024-01-02,buy,paid\nbob,2024-01-02,look,free\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
    /// let paid = Predicate::Equals { column: "plan".into(), value: "paid".into() };
    /// let paying = log.select(&CustomerRule::Last(paid))?;
    /// let buyers = log.select(&CustomerRule::Visited { touchpoint: "buy".into(), at_least: 1 })?;
    /// assert_eq!((paying.customers(), buyers.difference(&paying)?.customers()), (1, 0)); // ann, and nobody else
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn select(&self, rule: &CustomerRule) -> Result<Self> {
        let members = Members::of(rule, &Columns::new(self, TimeZone::UTC), &Raw(self), "rule")?;
        Ok(self.filter(|journey| {
            let visits = |wanted: u32| journey.touchpoints().iter().filter(|&&code| code == wanted).count();
            members.holds(journey, &visits, &[])
        }))
    }

    /// Views by the value of a column of names, one for each value that comes up, in the order of the values; a journey
    /// belongs to that of its first or last value. At the end, with `None`, those without a value, if there are any.
    /// Nothing is copied, and every journey is in exactly one part.
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a column that the log does not have, [`Error::InvalidOption`] for one that is not of
    /// names that repeat.
    ///
    /// # Complexity
    /// O(events + values · log values).
    pub fn split(&self, column: &str, value: ValueOf) -> Result<Vec<(Option<String>, Self)>> {
        let (position, found) = self.column(column)?;
        if found.info.kind != ColumnKind::Dictionary {
            let given = format!("{column:?}, a {:?} column,", found.info.kind);
            return Err(Error::option("column", given, "a column of names that repeat"));
        }
        let names = found.names.clone();
        let codes: Vec<Vec<(u32, u32)>> = self.map_shards(|shard| {
            let code = |codes: &[u32]| {
                let mut filled = codes.iter().copied().filter(|&code| code != MISSING);
                match value {
                    ValueOf::First => filled.next(),
                    ValueOf::Last => filled.next_back(),
                }
            };
            let of = |journey: super::Journey<'_>| {
                (code(journey.codes(position)).unwrap_or(MISSING), journey.position())
            };
            shard.journeys().map(of).collect()
        });
        let mut values: Vec<u32> = codes.iter().flatten().map(|(code, _)| *code).collect();
        values.sort_unstable();
        values.dedup();
        values.sort_by_key(|&code| (code == MISSING, (code != MISSING).then(|| names.get(code))));
        let part = |code: u32| {
            let shards = self.shards.iter().zip(&codes).map(|(shard, codes)| {
                shard.select(codes.iter().filter(|(other, _)| *other == code).map(|(_, position)| *position))
            });
            let shards: Vec<Shard> = shards.collect();
            let name = (code != MISSING).then(|| names.get(code).to_string());
            (name, Self { shards: shards.into(), ..self.clone() })
        };
        Ok(values.into_iter().map(part).collect())
    }

    /// Journeys that are in this view or in another one of the same log, or in both.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] if the other one is not a view of the same log.
    pub fn union(&self, other: &Self) -> Result<Self> {
        self.together(other, |here, there| here || there)
    }

    /// Journeys that are in this view and in another one of the same log.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] if the other one is not a view of the same log.
    pub fn intersection(&self, other: &Self) -> Result<Self> {
        self.together(other, |here, there| here && there)
    }

    /// Journeys that are in this view and not in another one of the same log. The rest of a selection is
    /// `log.difference(&selection)`.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] if the other one is not a view of the same log.
    pub fn difference(&self, other: &Self) -> Result<Self> {
        self.together(other, |here, there| here && !there)
    }

    /// The journeys of every shard.
    pub(crate) fn journeys_by_shard(&self) -> impl Iterator<Item = impl Iterator<Item = Journey<'_>>> {
        self.shards.iter().map(Shard::journeys)
    }

    /// A view with the journeys at these places: shard and position, in the order of positions within each shard's journeys.
    pub(crate) fn at_places(&self, places: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut positions = vec![Vec::new(); self.shards.len()];
        for (shard, position) in places {
            positions.get_mut(shard as usize).into_iter().for_each(|positions| positions.push(position));
        }
        let shards: Vec<Shard> =
            self.shards.iter().zip(positions).map(|(shard, positions)| shard.select(positions)).collect();
        Self { shards: shards.into(), ..self.clone() }
    }

    fn together(&self, other: &Self, keep: impl Fn(bool, bool) -> bool) -> Result<Self> {
        let alike = self.shards.len() == other.shards.len()
            && self.shards.iter().zip(other.shards.iter()).all(|(one, two)| one.is_of(two));
        if !alike {
            return Err(Error::option("other", "a log that is read or made apart", "a view of the same log"));
        }
        let pairs = self.shards.iter().zip(other.shards.iter());
        let shards: Vec<Shard> = pairs.map(|(here, there)| here.together(there, &keep)).collect();
        Ok(Self { shards: shards.into(), ..self.clone() })
    }
}

impl Shard {
    /// Whether both are views of the same journeys.
    fn is_of(&self, other: &Self) -> bool {
        let later = |shard: &Self| shard.later.as_ref().map(Arc::as_ptr);
        Arc::ptr_eq(&self.data, &other.data) && later(self) == later(other)
    }

    fn together(&self, other: &Self, keep: impl Fn(bool, bool) -> bool) -> Self {
        let members = |shard: &Self| {
            let mut members = Vec::new();
            for position in shard.journeys().map(|journey| journey.position() as usize) {
                if members.len() <= position {
                    members.resize(position + 1, false);
                }
                if let Some(member) = members.get_mut(position) {
                    *member = true;
                }
            }
            members
        };
        let (here, there) = (members(self), members(other));
        let is = |members: &[bool], position: u32| members.get(position as usize).copied().unwrap_or(false);
        let whole = self.whole();
        let positions = whole.journeys().map(|journey| journey.position());
        self.select(positions.filter(|&position| keep(is(&here, position), is(&there, position))))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::log::Columns;
    use crate::model::{Pattern, Predicate};

    fn log(rows: &[(u8, u8, u8)]) -> EventLog {
        let row = |(place, (customer, event, plan)): (usize, &(u8, u8, u8))| {
            let plan = ["", "free", "paid"].get(*plan as usize).copied().unwrap_or_default();
            format!("c{customer},2024-01-01T00:00:{:02}Z,e{event},{plan}\n", place % 60)
        };
        let rows: String = rows.iter().enumerate().map(row).collect();
        let csv = format!("customer,time,event,plan\n{rows}end,2024-02-01,e0,x\nend,2024-02-01,e1,\n");
        let columns = Columns::new("customer", "time", "event").kind("plan", ColumnKind::Dictionary);
        EventLog::read_csv_text(&csv, &columns.shards(3)).unwrap()
    }

    fn ids(log: &EventLog) -> BTreeSet<String> {
        log.shards().iter().flat_map(Shard::journeys).map(|journey| journey.customer().to_string()).collect()
    }

    fn pattern(text: &str) -> Pattern {
        text.parse().unwrap()
    }

    proptest! {
        #[test]
        fn selections_are_sets(
            rows in proptest::collection::vec((0u8..6, 0u8..3, 0u8..3), 1..40),
            more in proptest::collection::vec((0u8..9, 0u8..3, 0u8..3), 0..9),
        ) {
            let log = log(&rows).append(&self::log(&more)).unwrap();
            let one = log.matching(&pattern("e0 -> e1")).unwrap();
            let two = log.matching(&pattern("e1")).unwrap();
            let (a, b) = (ids(&one), ids(&two));
            prop_assert_eq!(ids(&one.union(&two).unwrap()), &a | &b);
            prop_assert_eq!(ids(&one.intersection(&two).unwrap()), &a & &b);
            prop_assert_eq!(ids(&two.difference(&one).unwrap()), &b - &a);
            let rule = CustomerRule::Matches { pattern: pattern("e0 -> e1"), at_least: 1 };
            prop_assert_eq!(ids(&log.select(&rule).unwrap()), a.clone());
            let rest = log.difference(&two).unwrap();
            prop_assert_eq!(ids(&rest), &ids(&log) - &b);
            prop_assert_eq!(ids(&rest.union(&two).unwrap()), ids(&log));
            prop_assert!(rest.matching(&pattern("e1")).unwrap().is_empty());
        }

        #[test]
        fn parts_of_a_split_are_the_whole(rows in proptest::collection::vec((0u8..6, 0u8..3, 0u8..3), 1..40)) {
            let log = log(&rows);
            for value in [ValueOf::First, ValueOf::Last] {
                let parts = log.split("plan", value).unwrap();
                let mut seen = BTreeSet::new();
                for (name, part) in &parts {
                    prop_assert!(!part.is_empty());
                    for id in ids(part) {
                        let mut plans: Vec<&str> = rows
                            .iter()
                            .filter(|row| format!("c{}", row.0) == id)
                            .filter_map(|row| [None, Some("free"), Some("paid")][row.2 as usize])
                            .collect();
                        if id == "end" {
                            plans.push("x");
                        }
                        let expected = if value == ValueOf::First { plans.first() } else { plans.last() };
                        prop_assert_eq!(name.as_deref(), expected.copied());
                        prop_assert!(seen.insert(id));
                    }
                }
                prop_assert_eq!(seen, ids(&log));
                let names: Vec<_> = parts.iter().map(|(name, _)| (name.is_none(), name.clone())).collect();
                prop_assert!(names.is_sorted());
            }
        }
    }

    #[test]
    fn rules_select_by_what_customers_did_and_are() {
        let log = log(&[(1, 0, 1), (1, 1, 2), (2, 0, 2), (2, 0, 0), (3, 1, 0)]);
        let plan = |name: &str| Predicate::Equals { column: "plan".into(), value: name.into() };
        let selected = |rule: CustomerRule| ids(&log.select(&rule).unwrap()).into_iter().collect::<Vec<_>>();
        assert_eq!(selected(CustomerRule::First(plan("free"))), ["c1"]);
        assert_eq!(selected(CustomerRule::Last(plan("paid"))), ["c1", "c2"]);
        let twice = CustomerRule::Visited { touchpoint: "e0".into(), at_least: 2 };
        assert_eq!(selected(twice.clone()), ["c2"]);
        assert_eq!(selected(CustomerRule::Not(Box::new(twice))), ["c1", "c3", "end"]);
        let matches = |text: &str, at_least| CustomerRule::Matches { pattern: pattern(text), at_least };
        assert_eq!(selected(matches("e0 -> e1", 1)), ["c1", "end"]);
        assert_eq!(selected(matches("e0", 2)), ["c2"]);
        assert_eq!(selected(matches("any+", 2)), [""; 0]); // a run is one match
        assert_eq!(log.select(&matches("e9", 1)).unwrap_err().code(), "unknown_name");
        let unknown = CustomerRule::Visited { touchpoint: "e9".into(), at_least: 1 };
        assert_eq!(log.select(&unknown).unwrap_err().code(), "unknown_name");
        let error = log.select(&CustomerRule::Persona("loyal".into())).unwrap_err();
        assert!(error.to_string().contains("loyal"), "{error}");
    }

    #[test]
    fn logs_that_are_read_apart_are_no_views_of_each_other() {
        let rows = [(1, 0, 1), (2, 1, 1)];
        let error = log(&rows).union(&log(&rows)).unwrap_err();
        assert_eq!(error.code(), "invalid_option");
        assert_eq!(log(&rows).split("time", ValueOf::First).unwrap_err().code(), "unknown_name");
    }
}
