//! A number with its evidence: value, interval, sample, denominator.

use serde::{Deserialize, Serialize};

/// How an interval was made. All are two-sided with 95 % coverage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Method {
    /// Wilson's score interval of a proportion (Wilson 1927).
    #[default]
    Wilson,
    /// Normal approximation, value ± z · standard error.
    Wald,
    /// Wald interval after adding three pseudo-answers (Rocks 2016), for net scores.
    AdjustedWald,
    /// Newcombe's interval of a difference of two proportions, from their Wilson intervals (Newcombe 1998, method 10).
    Newcombe,
    /// Interval of a difference from those of both numbers, by squares and roots (Zou and Donner 2008).
    SquareAndAdd,
    /// Normal approximation of a product of two estimates (delta method).
    Delta,
    /// Distribution-free interval of a quantile from order statistics.
    OrderStatistic,
    /// Interval of a survival curve or of a cumulative incidence on the scale of log(-log) (Kalbfleisch and Prentice 1980).
    LogLog,
    /// Percentiles of the estimates from customers drawn anew, with replacement (Efron 1979).
    Bootstrap,
    /// Grouped jackknife: from what the number is without each of 64 groups of customers (Kott 2001).
    Jackknife,
    /// No interval is made for this number.
    None,
}

/// A number with everything needed to judge it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Estimate {
    /// The estimate; `None` where it is undefined, such as a share of nothing.
    pub value: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// Size of the sample: the denominator of a share, the number of answers of a score.
    pub n: u64,
    /// What `n` counts, in words, such as `customers at this step, open ones left out`.
    pub denominator: String,
    /// How the interval was made.
    pub method: Method,
    /// Whether `n` is under 30, so that the number should not be leant on.
    pub small_sample: bool,
}

/// Samples under this size are flagged.
pub const SMALL_SAMPLE: u64 = 30;

impl Estimate {
    /// A share `count / n` with Wilson's interval.
    ///
    /// ```
    /// use journey_core::analysis::Estimate;
    /// let csat = Estimate::share(2206, 2688, "answers");
    /// assert!((csat.low.unwrap() - 0.805728).abs() < 1e-6);
    /// ```
    pub fn share(count: u64, n: u64, denominator: &str) -> Self {
        let interval = crate::numeric::wilson(count, n);
        Self {
            value: (n > 0).then(|| count as f64 / n as f64),
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            n,
            denominator: denominator.into(),
            method: Method::Wilson,
            small_sample: n < SMALL_SAMPLE,
        }
    }

    /// A value with an interval made by `method`; undefined values have none.
    pub(crate) fn with_interval(
        value: Option<f64>,
        interval: Option<(f64, f64)>,
        n: u64,
        denominator: &str,
        method: Method,
    ) -> Self {
        let interval = value.and(interval);
        Self {
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            method,
            ..Self::exact(value, n, denominator)
        }
    }

    /// A value without an interval, such as a sum.
    pub fn exact(value: Option<f64>, n: u64, denominator: &str) -> Self {
        Self {
            value,
            low: None,
            high: None,
            n,
            denominator: denominator.into(),
            method: Method::None,
            small_sample: n < SMALL_SAMPLE,
        }
    }
}

/// Distribution of times in seconds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct DurationStats {
    /// Number of times; the other fields are `None` if it is 0.
    pub n: u64,
    /// Arithmetic mean.
    pub mean_seconds: Option<f64>,
    /// Median: quantiles interpolate linearly between neighbours (type 7 of Hyndman and Fan 1996).
    pub median_seconds: Option<f64>,
    /// Lower end of the 95 % interval of the median, from order statistics; `None` under six times.
    pub low_seconds: Option<f64>,
    /// Upper end of the 95 % interval of the median; `None` under six times.
    pub high_seconds: Option<f64>,
    /// 5 % are shorter.
    pub q05_seconds: Option<f64>,
    /// 25 % are shorter.
    pub q25_seconds: Option<f64>,
    /// 75 % are shorter.
    pub q75_seconds: Option<f64>,
    /// 90 % are shorter.
    pub q90_seconds: Option<f64>,
    /// 95 % are shorter.
    pub q95_seconds: Option<f64>,
    /// Shortest.
    pub min_seconds: Option<f64>,
    /// Longest.
    pub max_seconds: Option<f64>,
    /// Whether `n` is under 30.
    pub small_sample: bool,
    /// If there were too many times to hold each of them, by what share of itself a quantile may be off at most; mean,
    /// shortest and longest are exact. Never there for an event log in memory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative_error: Option<f64>,
}
