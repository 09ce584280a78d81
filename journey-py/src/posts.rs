//! Posts.

use journey_core::analysis::{PostReport, PostTopic, Posts, Weekday};
use journey_core::model::Period;
use journey_core::surface::python::List;
use journey_core::text::SentimentRules;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::log::EventLog;
use crate::work::polite;

#[pymethods]
impl EventLog {
    /// What do posts talk about, how positively, and what is new? Topics, hashtags and mentions with their reactions and sentiment,
    /// and terms that trend.
    ///
    /// `topics` has the words, phrases, hashtags and mentions of each topic by its name; `reactions` are number columns.
    #[pyo3(signature = (
        column, *, reactions=List(Vec::new()), topics: "dict[str, list[str]] | None" = None, lexicon=None, rules=None, period=None,
        time_zone=None, week_start=None, least=10, top=20, examples=2, stop_words=None
    ))]
    #[allow(clippy::too_many_arguments)]
    fn posts(
        &self,
        py: Python<'_>,
        column: String,
        reactions: List<String>,
        topics: Option<Bound<'_, PyDict>>,
        lexicon: Option<String>,
        rules: Option<SentimentRules>,
        period: Option<Period>,
        time_zone: Option<String>,
        week_start: Option<Weekday>,
        least: u64,
        top: u32,
        examples: u32,
        stop_words: Option<List<String>>,
    ) -> PyResult<PostReport> {
        let topic = |(name, terms): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
            Ok(PostTopic { name: name.extract()?, terms: terms.extract::<List<String>>()?.0 })
        };
        let topics = topics.map(|topics| topics.iter().map(topic).collect::<PyResult<_>>()).transpose()?;
        let options = Posts {
            column,
            reactions: reactions.0,
            topics: topics.unwrap_or_default(),
            lexicon,
            rules: rules.unwrap_or_default(),
            period: period.unwrap_or(Period::Week),
            time_zone,
            week_start: week_start.unwrap_or_default(),
            least,
            top,
            examples,
            stop_words: stop_words.map(|words| words.0),
        };
        polite(py, || self.0.posts(&options))
    }
}
