//! Checks the conditions of a source document.

use super::{Checker, DEEPEST};
use crate::model::{Comparison, EventRule, Path, Predicate, Scalar};

impl Checker {
    pub(super) fn condition(&mut self, rule: Option<&EventRule>, path: &Path) {
        if let Some(rule) = rule {
            self.rule(rule, path, 0);
        }
    }

    fn rule(&mut self, rule: &EventRule, path: &Path, depth: usize) {
        if depth > DEEPEST {
            let expected = "at most 24 conditions within each other";
            self.report(path.clone(), "too_deep", "this condition is too deep in others", expected);
            return;
        }
        match rule {
            EventRule::Any(rules) | EventRule::All(rules) => {
                let path = path.field(if matches!(rule, EventRule::Any(_)) { "any" } else { "all" });
                if rules.is_empty() {
                    self.report(path.clone(), "empty_list", "this list is empty", "at least one condition");
                }
                for (number, rule) in rules.iter().enumerate() {
                    self.rule(rule, &path.item(number), depth + 1);
                }
            }
            EventRule::Not(rule) => self.rule(rule, &path.field("not"), depth + 1),
            EventRule::Is(predicate) => self.predicate(predicate, path),
        }
    }

    fn predicate(&mut self, predicate: &Predicate, path: &Path) {
        match predicate {
            Predicate::Equals { column, .. } => self.path(column, &path.field("equals").field("column")),
            Predicate::OneOf { column, values } => {
                let path = path.field("one_of");
                self.path(column, &path.field("column"));
                if values.is_empty() {
                    let values = path.field("values");
                    self.report(values, "empty_list", "this list is empty", "at least one value");
                }
            }
            Predicate::Glob { column, .. } => self.path(column, &path.field("glob").field("column")),
            Predicate::Compare(comparison) => self.comparison(comparison, path.field("compare")),
        }
    }

    fn comparison(&mut self, comparison: &Comparison, path: Path) {
        self.path(&comparison.column, &path.field("column"));
        let bounds =
            [&comparison.greater_than, &comparison.at_least, &comparison.less_than, &comparison.at_most];
        if bounds.iter().all(|bound| bound.is_none()) {
            let expected = "one of `greater_than`, `at_least`, `less_than`, `at_most`";
            self.contradiction(path.clone(), "there is no bound to compare with", expected);
        }
        if bounds.iter().any(|bound| matches!(bound, Some(Scalar::Boolean(_)))) {
            self.report(path, "bad_value", "true and false have no order", "numbers or times");
        } else if super::super::test::Bounds::new(comparison).is_err() {
            let expected = "numbers, or times such as `2024-03-01T12:00:00Z`";
            self.report(path, "bad_value", "these bounds cannot be compared with", expected);
        }
    }
}
