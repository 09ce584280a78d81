//! Checking a map: everything that types alone cannot say, such as ids that must exist.

mod elements;
mod ids;
mod kpis;
mod rules;

use std::collections::BTreeMap;

use self::ids::Element;
use super::path::Path;
use super::read::did_you_mean;
use super::{JourneyMap, TimeSpan};
use crate::error::{Issue, Place};

/// Codes of the problems of a map document, each with its meaning. [`Issue::code`] is one of them.
pub const ISSUE_CODES: &[(&str, &str)] = &[
    ("unknown_field", "a field that the format does not have"),
    ("duplicate_field", "a field that is there twice"),
    ("missing_field", "a field that must be there is not"),
    ("wrong_type", "a list, a number … where something else must be"),
    ("bad_value", "a value of the right type that means nothing here"),
    ("unknown_value", "a word that is not one of the allowed ones"),
    ("unsupported_format", "the format is not 1"),
    ("no_stages", "a map without any stage"),
    ("blank_text", "an empty or blank text"),
    ("bad_id", "an id with control characters or blanks around it, or too long"),
    ("duplicate_id", "an id that is used twice"),
    ("unknown_id", "an id that no element of the right kind has"),
    ("cycle", "personas that refer to each other in a circle"),
    ("out_of_range", "a number outside of its scale"),
    ("wrong_target", "a time as target of a measure that is no time, or the other way round"),
    ("contradiction", "values that cannot hold at the same time"),
    ("empty_list", "a list that needs at least one item"),
    ("unknown_time_zone", "no IANA time zone"),
    ("too_deep", "rules that are too deep in each other"),
];

impl JourneyMap {
    /// What is wrong with the map, beyond what its types rule out: ids that are used twice or do not exist,
    /// numbers outside of their scales, contradictory KPIs and rules. Empty for a valid map.
    ///
    /// Reading a map checks it too. There, the problems have line and character as well.
    ///
    /// ```
    /// use journey_core::model::{JourneyMap, Stage, Touchpoint};
    /// let mut map = JourneyMap::new("Shop").stage(Stage::new("buy", "Buy"));
    /// assert!(map.check().is_empty());
    /// map.stages[0].touchpoints = vec![Touchpoint::new("buy", "Checkout")];
    /// let issue = &map.check()[0];
    /// assert_eq!(issue.code, "duplicate_id");
    /// assert_eq!(issue.place.field.as_deref(), Some("stages[0].touchpoints[0].id"));
    /// ```
    ///
    /// # Complexity
    ///
    /// Linear in the size of the map, times a logarithm for looking up ids. At most 1000 problems are listed.
    pub fn check(&self) -> Vec<Issue> {
        problems(self).into_iter().map(|problem| problem.into_issue(None)).collect()
    }
}

/// A problem at a part of a document.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(super) path: Path,
    /// The id that does not exist, if that is the problem.
    pub(super) dangling: Option<String>,
    code: &'static str,
    message: String,
    expected: String,
}

impl Problem {
    pub(crate) fn new(
        path: Path,
        code: &'static str,
        message: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self { path, dangling: None, code, message: message.into(), expected: expected.into() }
    }

    /// The issue, with line and character if they are known.
    pub(crate) fn into_issue(self, place: Option<Place>) -> Issue {
        let place = Place { field: self.path.text(), ..place.unwrap_or_default() };
        let expected = Some(self.expected);
        Issue { code: self.code.into(), place, message: self.message, expected }
    }
}

/// All problems of a map, at most 1000.
pub(super) fn problems(map: &JourneyMap) -> Vec<Problem> {
    let mut checker = Checker { map, elements: BTreeMap::new(), found: Vec::new() };
    checker.map();
    checker.ids();
    checker.scope();
    checker.personas();
    checker.stages();
    checker.planned_paths();
    checker.kpis();
    checker.found
}

const MAX_PROBLEMS: usize = 1000;
/// Suggestions cost time, so only the first dangling ids get one.
const MAX_SUGGESTIONS: usize = 100;

struct Checker<'a> {
    map: &'a JourneyMap,
    elements: BTreeMap<&'a str, Element>,
    found: Vec<Problem>,
}

impl Checker<'_> {
    fn report(
        &mut self,
        path: Path,
        code: &'static str,
        message: impl Into<String>,
        expected: impl Into<String>,
    ) {
        if self.found.len() < MAX_PROBLEMS {
            self.found.push(Problem::new(path, code, message, expected));
        }
    }

    fn map(&mut self) {
        let (map, root) = (self.map, Path::default());
        if map.format != 1 {
            let message = format!("this is format {}", map.format);
            self.report(root.field("format"), "unsupported_format", message, "`format: 1`");
        }
        self.text(&map.name, root.field("name"));
        self.optional_text(map.owner.as_ref(), &root, "owner");
        self.optional_text(map.objective.as_ref(), &root, "objective");
        if let Some(zone) = &map.time_zone
            && jiff::tz::TimeZone::get(zone).is_err()
        {
            let message = format!("there is no time zone {zone:?}");
            let expected = "an IANA time zone, such as `Europe/Berlin`";
            self.report(root.field("time_zone"), "unknown_time_zone", message, expected);
        }
        if map.stages.is_empty() {
            self.report(root.field("stages"), "no_stages", "the map has no stages", "at least one stage");
        }
        if let Some(comments) = &map.comments {
            self.text(&comments.column, root.field("comments").field("column"));
            self.optional_text(comments.sentiment.as_ref(), &root.field("comments"), "sentiment");
        }
        if let Some(rating) = &map.rating {
            self.rating(rating, &root.field("rating"));
        }
    }

    /// A text that says something.
    fn text(&mut self, text: &str, path: Path) {
        if text.trim().is_empty() {
            self.report(path, "blank_text", "this text is blank", "a text that says something");
        }
    }

    fn optional_text(&mut self, text: Option<&String>, path: &Path, field: &str) {
        if let Some(text) = text {
            self.text(text, path.field(field));
        }
    }

    fn texts(&mut self, texts: &[String], path: &Path, field: &str) {
        for (number, text) in texts.iter().enumerate() {
            if text.trim().is_empty() {
                self.text(text, path.field(field).item(number));
            }
        }
    }

    /// A time span that is not negative.
    fn span(&mut self, span: Option<TimeSpan>, path: &Path, field: &str) {
        if span.is_some_and(|span| span.as_micros() < 0) {
            self.report(path.field(field), "out_of_range", "this time span is negative", "0 or more");
        }
    }

    /// A time span that is longer than nothing.
    fn positive_span(&mut self, span: Option<TimeSpan>, path: &Path, field: &str) {
        if span.is_some_and(|span| span.as_micros() <= 0) {
            let message = "this time span is not longer than nothing";
            self.report(path.field(field), "out_of_range", message, "a time span above 0");
        }
    }

    /// A number between two bounds, both included.
    fn within(&mut self, number: f64, least: f64, most: f64, path: Path) {
        if !(least <= number && number <= most) {
            let expected = format!("a number from {least} to {most}");
            self.report(path, "out_of_range", format!("{number} is out of range"), expected);
        }
    }

    /// A number that is neither infinite nor undefined.
    fn finite(&mut self, number: f64, path: Path) -> bool {
        if !number.is_finite() {
            self.report(path, "out_of_range", format!("{number} is not a finite number"), "a finite number");
        }
        number.is_finite()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_listed_once() {
        let mut codes: Vec<&str> = ISSUE_CODES.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ISSUE_CODES.len());
    }
}
