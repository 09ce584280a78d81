//! Emotions.

use journey_core::analysis::{EmotionRating, EmotionReport, Emotions, ExpectedEmotion, JourneyFact};
use journey_core::model::CommentColumn;
use pyo3::prelude::*;

questions! {
    /// How do customers feel on their way, where does it dip, where does it delight, and what will they remember?
    ///
    /// `ratings` are columns: a name is ratings from 1 to 5 of the touchpoints where they are given, anything else an
    /// `EmotionRating`. `stages` are pairs of a name and its touchpoints, instead of `order`.
    #[pyo3(signature = (
        ratings=Vec::new(), *, comments=None, comment_weight=0.5, order=Vec::new(), stages=Vec::new(), expected=Vec::new(),
        by=None, outcome=None, least=0.25, bootstrap=199, seed=1,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn emotions(
        &self,
        py: Python<'_>,
        ratings: Vec<EmotionRating>,
        comments: Option<CommentColumn>,
        comment_weight: f64,
        order: Vec<String>,
        stages: Vec<(String, Vec<String>)>,
        expected: Vec<ExpectedEmotion>,
        by: Option<String>,
        outcome: Option<JourneyFact>,
        least: f64,
        bootstrap: u32,
        seed: u64,
    ) -> PyResult<EmotionReport> {
        let options = Emotions {
            ratings, comments, comment_weight, order, stages, expected, by, outcome, least, bootstrap, seed,
        };
        self.run(py, &options)
    }
}
