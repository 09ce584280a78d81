//! Themes of comments.

use journey_core::analysis::{ThemeReport, Themes};
use journey_core::surface::python::{Instant, List};
use journey_core::text::SentimentRules;
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::work::polite;

#[pymethods]
impl EventLog {
    /// What do some comments talk about, and others not? Key phrases of one to three words, by group.
    ///
    /// Comments are compared group against all others: by a column or touchpoint (`by`), after against before a time
    /// (`since`), or else negative against positive ones. With `within`, they are compared once for each touchpoint, or each
    /// name of a column.
    #[pyo3(signature = (
        column, *, by=None, since=None, within=None, words=3, least=5, prior=10.0, top=10, examples=2, stop_words=None,
        lexicon=None, rules=None
    ))]
    #[allow(clippy::too_many_arguments)]
    fn themes(
        &self,
        py: Python<'_>,
        column: String,
        by: Option<String>,
        since: Option<Instant>,
        within: Option<String>,
        words: u32,
        least: u64,
        prior: f64,
        top: u32,
        examples: u32,
        stop_words: Option<List<String>>,
        lexicon: Option<String>,
        rules: Option<SentimentRules>,
    ) -> PyResult<ThemeReport> {
        let (since, stop_words) = (since.map(|time| time.0), stop_words.map(|words| words.0));
        let rules = rules.unwrap_or_default();
        let options = Themes {
            column,
            by,
            since,
            within,
            words,
            least,
            prior,
            top,
            examples,
            stop_words,
            lexicon,
            rules,
        };
        polite(py, || self.0.themes(&options))
    }
}
