//! Values that satisfy rules: what a simulated event or customer must look like to match one.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::glob::glob;
use crate::log::rule::range;
use crate::model::{Comparison, Predicate, Scalar};

/// A value for each column; columns that are not in it are missing.
pub(super) type Assignment = BTreeMap<String, Scalar>;

/// Combinations that are tried at most.
const TRIED: usize = 400;

/// A rule about leaves of kind `L`.
#[derive(Debug, Clone)]
pub(super) enum Tree<L> {
    Leaf(L),
    Any(Vec<Tree<L>>),
    All(Vec<Tree<L>>),
    Not(Box<Tree<L>>),
}

impl<L: Clone> Tree<L> {
    /// Whether it holds, given what the leaves say.
    pub(super) fn holds(&self, leaf: &impl Fn(&L) -> bool) -> bool {
        match self {
            Self::Leaf(content) => leaf(content),
            Self::Any(parts) => parts.iter().any(|part| part.holds(leaf)),
            Self::All(parts) => parts.iter().all(|part| part.holds(leaf)),
            Self::Not(part) => !part.holds(leaf),
        }
    }

    /// Ways to make it true (`wanted`) or false: each a list of leaves and what they must be. At most
    /// [`TRIED`] are listed.
    pub(super) fn ways(&self, wanted: bool) -> Vec<Vec<(L, bool)>> {
        match (self, wanted) {
            (Self::Leaf(content), _) => vec![vec![(content.clone(), wanted)]],
            (Self::Not(part), _) => part.ways(!wanted),
            (Self::Any(parts), true) | (Self::All(parts), false) => {
                parts.iter().flat_map(|part| part.ways(wanted)).take(TRIED).collect()
            }
            (Self::All(parts), true) | (Self::Any(parts), false) => {
                parts.iter().fold(vec![Vec::new()], |ways, part| product(&ways, &part.ways(wanted)))
            }
        }
    }

    /// Calls `each` for every leaf.
    pub(super) fn leaves<'a>(&'a self, each: &mut impl FnMut(&'a L)) {
        match self {
            Self::Leaf(content) => each(content),
            Self::Any(parts) | Self::All(parts) => parts.iter().for_each(|part| part.leaves(each)),
            Self::Not(part) => part.leaves(each),
        }
    }
}

fn product<L: Clone>(left: &[Vec<(L, bool)>], right: &[Vec<(L, bool)>]) -> Vec<Vec<(L, bool)>> {
    let pairs = left.iter().flat_map(|a| right.iter().map(move |b| [a.as_slice(), b.as_slice()].concat()));
    pairs.take(TRIED).collect()
}

/// Values that the rules of a map mention, for each column: the material for assignments.
#[derive(Debug, Default)]
pub(super) struct Pool {
    values: BTreeMap<String, Vec<Scalar>>,
    zone: Option<TimeZone>,
}

impl Pool {
    pub(super) fn new(zone: TimeZone) -> Self {
        Self { values: BTreeMap::new(), zone: Some(zone) }
    }

    /// Adds the values of a predicate, and values just outside of its bounds.
    pub(super) fn add(&mut self, predicate: &Predicate) {
        let (column, values) = match predicate {
            Predicate::Equals { column, value } => (column, vec![value.clone()]),
            Predicate::OneOf { column, values } => (column, values.clone()),
            Predicate::Glob { column, pattern } => {
                let text: String =
                    pattern.chars().filter(|c| *c != '*').map(|c| if c == '?' { 'x' } else { c }).collect();
                let longer = pattern.replace('*', "1").replace('?', "x");
                (column, vec![Scalar::Text(longer), Scalar::Text(text)])
            }
            Predicate::Compare(comparison) => (&comparison.column, self.near(comparison)),
        };
        if matches!(column.as_str(), "time" | "customer") {
            return;
        }
        let known = self.values.entry(column.clone()).or_default();
        for value in values {
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }

    fn near(&self, comparison: &Comparison) -> Vec<Scalar> {
        let bounds =
            [&comparison.at_least, &comparison.greater_than, &comparison.at_most, &comparison.less_than];
        let bounds: Vec<&Scalar> = bounds.into_iter().flatten().collect();
        let mut values = Vec::new();
        let numbers: Vec<f64> = bounds
            .iter()
            .filter_map(|bound| if let Scalar::Number(x) = bound { Some(*x) } else { None })
            .collect();
        if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
            values.push(Scalar::Number(first / 2.0 + last / 2.0));
        }
        values.extend(
            numbers
                .iter()
                .flat_map(|x| [Scalar::Number(x + 1.0), Scalar::Number(*x), Scalar::Number(x - 1.0)]),
        );
        const DAY: i64 = 86_400_000_000;
        for bound in bounds {
            let Some(micros) = self.micros(bound) else { continue };
            for shift in [DAY, 2 * DAY, 0, -DAY] {
                let time = jiff::Timestamp::from_microsecond(micros.saturating_add(shift));
                values.extend(time.ok().map(|time| Scalar::Text(time.to_string())));
            }
        }
        values
    }

    /// Beginning of the day or instant that a text stands for.
    pub(super) fn micros(&self, value: &Scalar) -> Option<i64> {
        match (value, &self.zone) {
            (Scalar::Text(text), Some(zone)) => range(text, zone).map(|range| range.from),
            _ => None,
        }
    }

    /// Whether an assignment satisfies a predicate; a missing value satisfies none.
    pub(super) fn satisfies(&self, predicate: &Predicate, assignment: &Assignment) -> bool {
        self.fits(predicate, assignment.get(column_of(predicate)))
    }

    fn fits(&self, predicate: &Predicate, value: Option<&Scalar>) -> bool {
        match predicate {
            Predicate::Equals { value: wanted, .. } => value == Some(wanted),
            Predicate::OneOf { values, .. } => value.is_some_and(|value| values.contains(value)),
            Predicate::Glob { pattern, .. } => {
                matches!(value, Some(Scalar::Text(text)) if glob(pattern, text))
            }
            Predicate::Compare(comparison) => value.is_some_and(|value| self.within(comparison, value)),
        }
    }

    fn within(&self, comparison: &Comparison, value: &Scalar) -> bool {
        let check = |bound: &Option<Scalar>, fits: fn(f64, f64) -> bool, end: bool| match bound {
            None => true,
            Some(Scalar::Number(bound)) => matches!(value, Scalar::Number(x) if fits(*x, *bound)),
            Some(bound) => {
                let (Scalar::Text(bound), Some(zone)) = (bound, &self.zone) else { return false };
                let (Some(bound), Some(time)) = (range(bound, zone), self.micros(value)) else {
                    return false;
                };
                let edge = if end { bound.to - 1 } else { bound.from };
                fits(time as f64, edge as f64)
            }
        };
        check(&comparison.greater_than, |x, bound| x > bound, true)
            && check(&comparison.at_least, |x, bound| x >= bound, false)
            && check(&comparison.less_than, |x, bound| x < bound, false)
            && check(&comparison.at_most, |x, bound| x <= bound, true)
    }

    /// Assignments that make every predicate what it must be, on top of `base`.
    pub(super) fn solve(&self, wanted: &[(Predicate, bool)], base: &Assignment) -> Vec<Assignment> {
        let mut columns: Vec<&String> = wanted.iter().map(|(predicate, _)| column_of(predicate)).collect();
        columns.sort();
        columns.dedup();
        let mut found = vec![base.clone()];
        for column in columns {
            let about: Vec<&(Predicate, bool)> =
                wanted.iter().filter(|(predicate, _)| column_of(predicate) == column).collect();
            let fits = |value: &Option<&Scalar>| {
                about.iter().all(|(predicate, holds)| self.fits(predicate, *value) == *holds)
            };
            let known = self.values.get(column).map(Vec::as_slice).unwrap_or_default();
            let new = known.first().and_then(unlike);
            let choices = known.iter().chain(&new).map(Some).chain([None]);
            let choices: Vec<Option<&Scalar>> = choices.filter(fits).collect();
            let mut next = Vec::new();
            for assignment in &found {
                let as_it_is = assignment.get(column).filter(|value| fits(&Some(value)));
                next.extend(as_it_is.map(|_| assignment.clone()));
                next.extend(choices.iter().map(|choice| with(assignment, column, *choice)));
                if next.len() > TRIED {
                    break;
                }
            }
            found = next;
        }
        found.truncate(TRIED);
        found
    }
}

/// A value beside those of a kind that are known.
fn unlike(known: &Scalar) -> Option<Scalar> {
    match known {
        Scalar::Text(_) => Some(Scalar::Text("other".into())),
        Scalar::Boolean(value) => Some(Scalar::Boolean(!value)),
        Scalar::Number(_) => None,
    }
}

fn with(assignment: &Assignment, column: &str, value: Option<&Scalar>) -> Assignment {
    let mut assignment = assignment.clone();
    match value {
        Some(value) => assignment.insert(column.into(), value.clone()),
        None => assignment.remove(column),
    };
    assignment
}

/// The column that a predicate is about.
pub(super) fn column_of(predicate: &Predicate) -> &String {
    match predicate {
        Predicate::Equals { column, .. }
        | Predicate::OneOf { column, .. }
        | Predicate::Glob { column, .. } => column,
        Predicate::Compare(comparison) => &comparison.column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equals(column: &str, value: &str) -> Predicate {
        Predicate::Equals { column: column.into(), value: value.into() }
    }

    #[test]
    fn every_kind_of_predicate_is_satisfied_and_avoided() {
        let between = |column: &str, low: Scalar, high: Scalar| {
            Predicate::Compare(Comparison {
                column: column.into(),
                greater_than: Some(low),
                at_most: Some(high),
                ..Comparison::default()
            })
        };
        let predicates = [
            equals("a", "x"),
            Predicate::OneOf { column: "b".into(), values: vec![1.0.into(), 2.0.into()] },
            Predicate::Glob { column: "c".into(), pattern: "/shop/*/p?".into() },
            between("d", 3.0.into(), 3.5.into()),
            between("e", "2024-02-28".into(), "2024-03-01".into()),
        ];
        let mut pool = Pool::new(TimeZone::UTC);
        predicates.iter().for_each(|predicate| pool.add(predicate));
        for predicate in &predicates {
            for wanted in [true, false] {
                let found = pool.solve(&[(predicate.clone(), wanted)], &Assignment::new());
                assert!(!found.is_empty(), "{predicate:?} {wanted}");
                assert!(found.iter().all(|one| pool.satisfies(predicate, one) == wanted), "{predicate:?}");
            }
        }
    }

    #[test]
    fn ways_follow_de_morgan() {
        let leaf = |name: &str| Tree::Leaf(name.to_string());
        let tree = Tree::Not(Box::new(Tree::Any(vec![leaf("a"), Tree::All(vec![leaf("b"), leaf("c")])])));
        let (a, b, c) = ("a".to_string(), "b".to_string(), "c".to_string());
        assert_eq!(tree.ways(true), [vec![(a.clone(), false), (b, false)], vec![(a, false), (c, false)]]);
    }

    #[test]
    fn contradictions_have_no_solution() {
        let mut pool = Pool::new(TimeZone::UTC);
        pool.add(&equals("a", "x"));
        let both = [(equals("a", "x"), true), (equals("a", "x"), false)];
        assert!(pool.solve(&both, &Assignment::new()).is_empty());
    }
}
