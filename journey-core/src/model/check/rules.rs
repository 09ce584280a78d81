//! Rules of touchpoints and personas.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::ids::{Element, Wanted};
use super::{Checker, Path};
use crate::model::path::shorten;
use crate::model::{Comparison, CustomerRule, EventRule, Predicate, Scalar};

/// Rules within each other, chosen so that a valid map can always be read again.
const MAX_RULE_DEPTH: usize = 24;

impl Checker<'_> {
    pub(super) fn event_rule(&mut self, rule: &EventRule, path: &Path, depth: usize) {
        if self.too_deep(path, depth) {
            return;
        }
        match rule {
            EventRule::Is(predicate) => self.predicate(predicate, path),
            EventRule::Any(rules) | EventRule::All(rules) => {
                let path = path.field(if matches!(rule, EventRule::Any(_)) { "any" } else { "all" });
                self.no_empty_list(rules.len(), &path, "rule");
                for (number, rule) in rules.iter().enumerate() {
                    self.event_rule(rule, &path.item(number), depth + 1);
                }
            }
            EventRule::Not(rule) => self.event_rule(rule, &path.field("not"), depth + 1),
        }
    }

    pub(super) fn customer_rule(&mut self, rule: &CustomerRule, path: &Path, depth: usize) {
        if self.too_deep(path, depth) {
            return;
        }
        match rule {
            CustomerRule::First(predicate) => self.predicate(predicate, &path.field("first")),
            CustomerRule::Last(predicate) => self.predicate(predicate, &path.field("last")),
            CustomerRule::Ever(predicate) => self.predicate(predicate, &path.field("ever")),
            CustomerRule::Visited { touchpoint, at_least } => {
                let path = path.field("visited");
                self.find(touchpoint, Wanted::Touchpoint, path.field("touchpoint"));
                self.at_least_one(*at_least, path.field("at_least"));
            }
            CustomerRule::Matches { at_least, .. } => {
                self.at_least_one(*at_least, path.field("matches").field("at_least"));
            }
            CustomerRule::Persona(id) => drop(self.find(id, Wanted::Persona, path.field("persona"))),
            CustomerRule::Any(rules) | CustomerRule::All(rules) => {
                let path = path.field(if matches!(rule, CustomerRule::Any(_)) { "any" } else { "all" });
                self.no_empty_list(rules.len(), &path, "rule");
                for (number, rule) in rules.iter().enumerate() {
                    self.customer_rule(rule, &path.item(number), depth + 1);
                }
            }
            CustomerRule::Not(rule) => self.customer_rule(rule, &path.field("not"), depth + 1),
        }
    }

    fn too_deep(&mut self, path: &Path, depth: usize) -> bool {
        let deep = depth > MAX_RULE_DEPTH;
        if deep {
            let expected = format!("at most {MAX_RULE_DEPTH} rules within each other");
            self.report(path.clone(), "too_deep", "this rule is too deep in others", expected);
        }
        deep
    }

    fn no_empty_list(&mut self, length: usize, path: &Path, item: &str) {
        if length == 0 {
            let expected = format!("at least one {item}");
            self.report(path.clone(), "empty_list", "this list is empty", expected);
        }
    }

    pub(super) fn at_least_one(&mut self, count: u32, path: Path) {
        if count == 0 {
            self.report(path, "out_of_range", "0 says nothing here", "1 or more");
        }
    }

    fn predicate(&mut self, predicate: &Predicate, path: &Path) {
        match predicate {
            Predicate::Equals { column, value } => {
                let path = path.field("equals");
                self.text(column, path.field("column"));
                self.scalar(value, path.field("value"));
            }
            Predicate::OneOf { column, values } => {
                let path = path.field("one_of");
                self.text(column, path.field("column"));
                self.no_empty_list(values.len(), &path.field("values"), "value");
                for (number, value) in values.iter().enumerate() {
                    self.scalar(value, path.field("values").item(number));
                }
            }
            Predicate::Glob { column, pattern } => {
                let path = path.field("glob");
                self.text(column, path.field("column"));
                if pattern.is_empty() {
                    let expected = "a pattern such as `/checkout/*`";
                    self.report(path.field("pattern"), "blank_text", "this pattern is empty", expected);
                }
            }
            Predicate::Compare(comparison) => self.comparison(comparison, &path.field("compare")),
        }
    }

    pub(super) fn scalar(&mut self, value: &Scalar, path: Path) {
        if let Scalar::Number(number) = value {
            self.finite(*number, path);
        }
    }

    fn comparison(&mut self, comparison: &Comparison, path: &Path) {
        self.text(&comparison.column, path.field("column"));
        let lower =
            self.bound(&comparison.greater_than, "greater_than", &comparison.at_least, "at_least", path);
        let upper = self.bound(&comparison.less_than, "less_than", &comparison.at_most, "at_most", path);
        let given =
            [&comparison.greater_than, &comparison.at_least, &comparison.less_than, &comparison.at_most];
        if given.iter().all(|bound| bound.is_none()) {
            let expected = "one of `greater_than`, `at_least`, `less_than`, `at_most`";
            self.report(path.clone(), "contradiction", "there is no bound to compare with", expected);
        }
        if let (Some(lower), Some(upper)) = (lower, upper)
            && lower.excludes(&upper)
        {
            let message = "no value can be within both bounds";
            self.report(path.clone(), "contradiction", message, "a lower bound below the upper one");
        }
    }

    /// The one bound of a side, strict or not, after checking it.
    fn bound(
        &mut self,
        strict: &Option<Scalar>,
        strict_name: &str,
        loose: &Option<Scalar>,
        loose_name: &str,
        path: &Path,
    ) -> Option<Bound> {
        if strict.is_some() && loose.is_some() {
            let message = format!("both `{strict_name}` and `{loose_name}` are given");
            self.report(path.field(loose_name), "contradiction", message, "one of the two");
        }
        let strict = strict.as_ref().and_then(|bound| self.limit(bound, path.field(strict_name)));
        let loose = loose.as_ref().and_then(|bound| self.limit(bound, path.field(loose_name)));
        match strict {
            Some(limit) => Some(Bound { limit, strict: true }),
            None => loose.map(|limit| Bound { limit, strict: false }),
        }
    }

    fn limit(&mut self, bound: &Scalar, path: Path) -> Option<Limit> {
        match bound {
            Scalar::Number(number) => self.finite(*number, path).then_some(Limit::Number(*number)),
            Scalar::Text(text) if is_time(text) => Some(Limit::Time(text.parse().ok())),
            other => {
                let message = format!("`{}` cannot be compared with", shorten(&other.to_string()));
                let expected = "a number, or a time such as `2024-03-01` or `2024-03-01T12:00:00Z`";
                self.report(path, "bad_value", message, expected);
                None
            }
        }
    }

    /// Personas whose rules refer to each other in a circle.
    pub(super) fn persona_cycles(&mut self) {
        let mut graph: DiGraph<usize, ()> = DiGraph::new();
        let nodes: Vec<NodeIndex> = (0..self.map.personas.len()).map(|p| graph.add_node(p)).collect();
        for (persona, &source) in self.map.personas.iter().zip(&nodes) {
            let mut named = Vec::new();
            if let Some(rule) = &persona.rule {
                personas_named(rule, &mut named, 1);
            }
            for id in named {
                if let Some(Element::Persona(p)) = self.elements.get(id)
                    && let Some(&target) = nodes.get(*p)
                {
                    graph.update_edge(source, target, ());
                }
            }
        }
        let mut circles: Vec<Vec<usize>> = kosaraju_scc(&graph)
            .into_iter()
            .filter(|group| group.len() > 1 || group.iter().any(|&node| graph.contains_edge(node, node)))
            .map(|group| group.into_iter().map(|node| node.index()).collect())
            .collect();
        circles.iter_mut().for_each(|circle| circle.sort_unstable());
        circles.sort();
        circles.iter().for_each(|circle| self.report_circle(circle));
    }

    fn report_circle(&mut self, circle: &[usize]) {
        let ids = circle.iter().take(10).filter_map(|&p| self.map.personas.get(p));
        let ids: Vec<String> = ids.map(|persona| format!("`{}`", shorten(&persona.id))).collect();
        let message = match ids.as_slice() {
            [id] => format!("the rule of the persona {id} refers to itself"),
            _ => format!("the rules of the personas {} refer to each other in a circle", ids.join(", ")),
        };
        let first = circle.first().copied().unwrap_or_default();
        let path = Path::default().field("personas").item(first).field("rule");
        self.report(path, "cycle", message, "rules that end at columns or touchpoints");
    }
}

/// A bound of a comparison.
struct Bound {
    limit: Limit,
    strict: bool,
}

enum Limit {
    Number(f64),
    /// The instant, where the text states one by itself.
    Time(Option<Timestamp>),
}

impl Bound {
    /// Whether nothing can be above `self` and below `upper`.
    fn excludes(&self, upper: &Bound) -> bool {
        let strict = self.strict || upper.strict;
        match (&self.limit, &upper.limit) {
            (Limit::Number(low), Limit::Number(high)) => low > high || (strict && low == high),
            (Limit::Time(Some(low)), Limit::Time(Some(high))) => low > high || (strict && low == high),
            (Limit::Time(_), Limit::Time(_)) => false,
            _ => true,
        }
    }
}

fn is_time(text: &str) -> bool {
    text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok() || text.parse::<Date>().is_ok()
}

fn personas_named<'a>(rule: &'a CustomerRule, ids: &mut Vec<&'a str>, depth: usize) {
    if depth > MAX_RULE_DEPTH {
        return;
    }
    match rule {
        CustomerRule::Persona(id) => ids.push(id),
        CustomerRule::Any(rules) | CustomerRule::All(rules) => {
            rules.iter().for_each(|rule| personas_named(rule, ids, depth + 1));
        }
        CustomerRule::Not(rule) => personas_named(rule, ids, depth + 1),
        CustomerRule::First(_) | CustomerRule::Last(_) | CustomerRule::Ever(_) => {}
        CustomerRule::Visited { .. } | CustomerRule::Matches { .. } => {}
    }
}
