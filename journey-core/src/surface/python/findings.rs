//! Measured maps and findings as Python classes: attributes that share their name with a word of Python, and look-ups.

use jiff::Timestamp;
use pyo3::prelude::*;

use crate::analysis::{BottleneckRow, CommentExample, Estimate};
use crate::measure::{
    ComparedSide, Evidence, Finding, FindingKind, FindingStatus, MeasuredElement, MeasuredKpi, Provenance,
    Trace, View,
};

/// Read-only attributes, written out for classes that have a field called `from`, which Python reserves.
macro_rules! attributes {
    ($class:ident { $($(#[$doc:meta])* $name:ident = $field:ident: $type:ty,)+ }) => {
        #[pymethods]
        impl $class {
            $(
                $(#[$doc])*
                #[getter]
                fn $name(&self) -> $type {
                    self.$field.clone()
                }
            )+
        }
    };
}

attributes!(Provenance {
    /// Operation that made them: `measure`.
    operation = operation: String,
    /// Version of this library.
    version = version: String,
    /// Options of the operation, as JSON.
    options = options: String,
    /// Digest of the log.
    fingerprint = fingerprint: String,
    /// Events of the log.
    events = events: u64,
    /// Customers of the log.
    customers = customers: u64,
    /// Time of the first event.
    from_ = from: Option<Timestamp>,
    /// Time of the last event: the end of observation.
    to = to: Option<Timestamp>,
    /// A journey whose last event lies after this time, and which is not complete, is open.
    open_after = open_after: Option<Timestamp>,
    /// IANA zone of everything with a calendar.
    time_zone = time_zone: String,
});

attributes!(ComparedSide {
    /// Name to show: `before` and `after`, or the names of the versions.
    name = name: String,
    /// Beginning of the period, or first event.
    from_ = from: Option<Timestamp>,
    /// End of the period, which no longer belongs to it; of versions and measured maps the last event.
    to = to: Option<Timestamp>,
    /// Customers with events of the map.
    customers = customers: u64,
    /// Completed journeys.
    completed = completed: u64,
    /// Journeys that may still go on: they are neither completed nor lost.
    open = open: u64,
    /// Journeys that are over and not complete.
    lost = lost: u64,
    /// Journeys that went on after the end of the period: what came then does not count.
    cut_off = cut_off: u64,
});

attributes!(Trace {
    /// The number, such as `touchpoints.cart.drop_off`.
    path = path: String,
    /// Operation that made it.
    operation = operation: String,
    /// What it is, in words.
    definition = definition: String,
    /// What its sample counts, in words.
    denominator = denominator: String,
    /// Size of its sample.
    n = n: u64,
    /// Its value; of times the median, in seconds.
    value = value: Option<f64>,
    /// Options of the operation, as JSON.
    options = options: String,
    /// Time of the first event of the log.
    from_ = from: Option<Timestamp>,
    /// Time of the last event of the log.
    to = to: Option<Timestamp>,
    /// Input rows of some of the events it is made of, at most five.
    rows = rows: Vec<u64>,
    /// Digest of the log.
    fingerprint = fingerprint: String,
    /// Version of the library.
    version = version: String,
});

attributes!(Finding {
    /// 1 is the worst; of delights, the best.
    rank = rank: u32,
    /// Kind of the weightiest evidence.
    kind = kind: FindingKind,
    /// Id of the stage.
    stage = stage: String,
    /// Id of the touchpoint.
    touchpoint = touchpoint: String,
    /// Team that answers for the touchpoint.
    owner = owner: Option<String>,
    /// Id of the persona that it is about; `None` for everybody.
    persona = persona: Option<String>,
    /// Since when: beginning of the stretch of time it is about; `None` for the whole period.
    from_ = from: Option<Timestamp>,
    /// End of that stretch; `None` if it goes on at the end of the data.
    to = to: Option<Timestamp>,
    /// One line for people, such as `38 % leave here, 21 % expected`: the weightiest evidence.
    statement = statement: String,
    /// How it is known, weightiest first; at least one piece.
    evidence = evidence: Vec<Evidence>,
    /// Customers affected beyond what the baseline would give, by the weightiest evidence. Findings are ranked by the lower
    /// end of its interval times the severity of the kind.
    customers_affected = customers_affected: Estimate,
    /// What these customers would bring if it were as at the baseline: customers affected times the difference in value
    /// between customers who do not suffer and those who do. `None` without a column of values.
    value_at_stake = value_at_stake: Option<Estimate>,
    /// Where the time goes, if customers wait too long: the moves to the touchpoint by falling time lost, at most three, each with
    /// its load, batches and overtaking, as `EventLog.bottlenecks` measures them; shares of time lost and p-values are those
    /// among all moves to the touchpoint. Empty for other findings.
    delays = delays: Vec<BottleneckRow>,
    /// Candidates that were tested: p-values are adjusted for so many.
    tested = tested: u64,
    /// Whether the map already states a pain point there.
    status = status: FindingStatus,
    /// Ids of some customers who went through it, at most five, in byte order.
    examples = examples: Vec<String>,
    /// What some of them wrote there, at most three: the most negative first, for a delight the most positive.
    comments = comments: Vec<CommentExample>,
});

attributes!(Evidence {
    /// Kind.
    kind = kind: FindingKind,
    /// One line for people.
    statement = statement: String,
    /// Beginning of the stretch of time it is about; `None` for the whole period.
    from_ = from: Option<Timestamp>,
    /// End of that stretch.
    to = to: Option<Timestamp>,
    /// What was measured: a share of customers, or for ratings a mean emotion from -2 to +2.
    measured = measured: Estimate,
    /// What would be expected, in the same unit.
    baseline = baseline: f64,
    /// What the baseline is, in words, such as `other touchpoints of the stage`.
    baseline_name = baseline_name: String,
    /// How much worse than the baseline it is, in the same unit; of a delight, how much better.
    difference = difference: Estimate,
    /// Customers affected beyond the baseline: the difference times customers; of ratings, two points are one customer.
    customers_affected = customers_affected: Estimate,
    /// One-sided p-value for "no worse than the baseline".
    p = p: f64,
    /// The same, adjusted for all candidates that were tested (Benjamini-Hochberg).
    p_adjusted = p_adjusted: f64,
    /// Customers who waited longer than this count as late; only for waits.
    threshold_seconds = threshold_seconds: Option<f64>,
    /// Operation that gives the customers behind `measured`: `MeasuredMap.cases`.
    operation = operation: String,
});

#[pymethods]
impl View {
    /// A touchpoint, by id.
    #[pyo3(name = "touchpoint")]
    fn touchpoint_py(&self, id: &str) -> Option<MeasuredElement> {
        self.touchpoint(id).cloned()
    }

    /// A stage, by id.
    #[pyo3(name = "stage")]
    fn stage_py(&self, id: &str) -> Option<MeasuredElement> {
        self.stage(id).cloned()
    }

    /// A KPI, by id.
    #[pyo3(name = "kpi")]
    fn kpi_py(&self, id: &str) -> Option<MeasuredKpi> {
        self.kpi(id).cloned()
    }
}
