//! Frequent patterns.

use journey_core::analysis::{FrequentPatterns, FrequentReport, PatternSet};
use journey_core::model::{Pattern, TimeSpan};
use journey_core::surface::python::List;
use pyo3::prelude::*;

questions! {
    /// What do many journeys have in common, and what tells two groups of journeys apart?
    ///
    /// A pattern is a list of touchpoints in order, with anything in between; it is frequent from `min_support` journeys or
    /// from the share `min_share` on (a tenth unless set). `keep` is `all`, `closed` or `maximal`. Gaps, the span and one
    /// limit of a `column` bound what an occurrence is. `by` with two `values`, or `success`, compares two groups.
    #[pyo3(signature = (
        *, min_support=None, min_share=None, min_length=1, max_length=10, keep=None, min_gap=0, max_gap=None,
        min_gap_time=None, max_gap_time=None, max_span=None, column=None, min_sum=None, max_sum=None, min_mean=None,
        max_mean=None, contains=None, by=None, values=None, success=None, before_success=false, top=1000,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn frequent_patterns(
        &self,
        py: Python<'_>,
        min_support: Option<u64>,
        min_share: Option<f64>,
        min_length: usize,
        max_length: usize,
        keep: Option<PatternSet>,
        min_gap: u32,
        max_gap: Option<u32>,
        min_gap_time: Option<TimeSpan>,
        max_gap_time: Option<TimeSpan>,
        max_span: Option<TimeSpan>,
        column: Option<String>,
        min_sum: Option<f64>,
        max_sum: Option<f64>,
        min_mean: Option<f64>,
        max_mean: Option<f64>,
        contains: Option<List<String>>,
        by: Option<String>,
        values: Option<List<String>>,
        success: Option<Pattern>,
        before_success: bool,
        top: Option<usize>,
    ) -> PyResult<FrequentReport> {
        let options = FrequentPatterns {
            min_support,
            min_share,
            min_length,
            max_length,
            keep: keep.unwrap_or_default(),
            min_gap,
            max_gap,
            min_gap_time,
            max_gap_time,
            max_span,
            column,
            min_sum,
            max_sum,
            min_mean,
            max_mean,
            contains: contains.unwrap_or_default().0,
            by,
            values: values.unwrap_or_default().0,
            success,
            before_success,
            top,
        };
        self.run(py, &options)
    }
}
