//! Where a number of a measured map comes from, in full.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{MeasuredElement, MeasuredKpi, MeasuredMap, View};
use crate::analysis::{DurationStats, Estimate};

/// Everything needed to make a number again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Trace {
    /// The number, such as `touchpoints.cart.drop_off`.
    pub path: String,
    /// Operation that made it.
    pub operation: String,
    /// What it is, in words.
    pub definition: String,
    /// What its sample counts, in words.
    pub denominator: String,
    /// Size of its sample.
    pub n: u64,
    /// Its value; of times the median, in seconds.
    pub value: Option<f64>,
    /// Options of the operation, as JSON.
    pub options: String,
    /// Time of the first event of the log.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub from: Option<Timestamp>,
    /// Time of the last event of the log.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub to: Option<Timestamp>,
    /// Input rows of some of the events it is made of, at most five.
    pub rows: Vec<u64>,
    /// Digest of the log.
    pub fingerprint: String,
    /// Version of the library.
    pub version: String,
}

/// A number on its own.
struct Number {
    definition: &'static str,
    denominator: String,
    n: u64,
    value: Option<f64>,
    rows: Vec<u64>,
}

impl MeasuredMap {
    /// Where does this number come from? Paths begin with `touchpoints.<id>.`, `stages.<id>.` or `kpis.<id>`,
    /// or name a number of the view such as `completion`; those of a persona have `personas.<id>.` before.
    /// `None` for a path that leads to no number.
    ///
    /// ```
    /// # use journey_core::model::{JourneyMap, Stage, Touchpoint};
    /// # use journey_core::simulate::Simulate;
    /// # let cart = Touchpoint { id: "cart".into(), name: "Cart".into(), ..Touchpoint::default() };
    /// # let stage = Stage { id: "shop".into(), name: "Shop".into(), touchpoints: vec![cart], ..Stage::default() };
    /// # let map = JourneyMap { format: 1, name: "Shop".into(), stages: vec![stage], ..JourneyMap::default() };
    /// let measured = map.measure(&map.simulate(&Simulate::new(1).customers(50))?)?;
    /// let trace = measured.trace("touchpoints.cart.share").unwrap();
    /// assert_eq!((trace.value, trace.n, trace.rows.len()), (Some(1.0), 50, 5));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn trace(&self, path: &str) -> Option<Trace> {
        let (view, rest) = self.scope(path)?;
        let number = number(view, rest)?;
        let provenance = &self.provenance;
        Some(Trace {
            path: path.into(),
            operation: provenance.operation.clone(),
            definition: number.definition.into(),
            denominator: number.denominator,
            n: number.n,
            value: number.value,
            options: provenance.options.clone(),
            from: provenance.from,
            to: provenance.to,
            rows: number.rows,
            fingerprint: provenance.fingerprint.clone(),
            version: provenance.version.clone(),
        })
    }

    /// The view that a path is about, and the rest of the path.
    fn scope<'a>(&self, path: &'a str) -> Option<(&View, &'a str)> {
        let Some(rest) = path.strip_prefix("personas.") else { return Some((self.everybody()?, path)) };
        self.views.iter().find_map(|view| {
            let rest = rest.strip_prefix(view.persona.as_deref()?)?.strip_prefix('.')?;
            Some((view, rest))
        })
    }
}

fn number(view: &View, path: &str) -> Option<Number> {
    if let Some(id) = path.strip_prefix("kpis.") {
        return view.kpi(id).map(of_kpi);
    }
    let of = |elements: &[MeasuredElement], rest: &str| {
        let (id, field) = rest.rsplit_once('.')?;
        of_element(elements.iter().find(|element| element.id == id)?, field)
    };
    if let Some(rest) = path.strip_prefix("touchpoints.") {
        return of(&view.touchpoints, rest);
    }
    if let Some(rest) = path.strip_prefix("stages.") {
        return of(&view.stages, rest);
    }
    of_view(view, path)
}

fn of_view(view: &View, field: &str) -> Option<Number> {
    let count = |definition, value| Some(count(definition, "customers", value, &[]));
    match field {
        "customers" => count("Customers with at least one event bound to the map", view.customers),
        "events" => Some(self::count("Events bound to the map", "events", view.events, &[])),
        "completed" => count("Customers who reached the end of the scope", view.completed),
        "open" => count("Customers who did not reach the end of the scope and may still go on", view.open),
        "lost" => count("Customers whose journey is over without the end of the scope", view.lost),
        "completion" => Some(estimate(
            "Completed journeys among completed and lost ones of known outcome",
            &view.completion,
            &[],
        )),
        _ => None,
    }
}

fn of_element(element: &MeasuredElement, field: &str) -> Option<Number> {
    let rows = &element.rows;
    let counted = |definition, denominator, value| Some(count(definition, denominator, value, rows));
    let estimated = |definition, value| Some(estimate(definition, value, rows));
    match field {
        "customers" => counted("Distinct customers with an event here", "customers", element.customers),
        "share" => estimated("Customers with an event here among all customers of the view", &element.share),
        "events" => counted("Events here", "events", element.events),
        "visits" => counted("Unbroken runs of events here", "visits", element.visits),
        "conversion" => {
            estimated("Customers here who later had an event further on in the map", &element.conversion)
        }
        "drop_off" => estimated("Customers whose journey ended here, over and incomplete", &element.drop_off),
        "dropped" => {
            counted("Customers whose journey ended here, over and incomplete", "customers", element.dropped)
        }
        "open" => {
            counted("Customers whose last event is here and who may still go on", "customers", element.open)
        }
        "backward" => counted("Arrivals from further on in the map", "visits", element.backward),
        "handoffs" => counted("Arrivals from a touchpoint of another owner", "visits", element.handoffs),
        "time_spent" => Some(times(
            "From the first event of a visit to the end of its last one",
            "visits with a known length",
            &element.time_spent,
            rows,
        )),
        "waiting_time" => Some(times(
            "From the end of the visit before to the beginning of this one",
            "visits after another one",
            &element.waiting_time,
            rows,
        )),
        "interactions_per_customer" => {
            estimated("Events divided by customers here", &element.interactions_per_customer)
        }
        "rating" => estimated("Mean rating on the scale of the input", &element.rating),
        "emotion" => estimated("Mean rating, mapped linearly to -2 to +2", &element.emotion),
        "out_of_scale" => counted("Ratings outside of the stated scale", "ratings", element.out_of_scale),
        _ => None,
    }
}

fn of_kpi(kpi: &MeasuredKpi) -> Number {
    let definition = match kpi.measure.as_str() {
        "conversion_rate" => "Customers at the start who later reached the goal, in time if a time is stated",
        "drop_off_rate" => "Customers whose journey ended here, over and incomplete",
        "nps" => "Percentage of answers 9 and 10 minus percentage of answers 0 to 6",
        "csat" => "Share of satisfied answers",
        "ces" => "Mean answer on the effort or ease scale",
        "retention_rate" => "Customers active again in the stated calendar period after their first one",
        "churn_rate" => "Customers silent for so long at the end of the data",
        "revenue_per_customer" => "Sum of amounts divided by customers",
        "customer_lifetime_value" => {
            "Sum of amounts times margin, discounted to the customer's first event, divided by customers"
        }
        "average_order_value" => "Sum of amounts divided by orders",
        "time_spent" => "From the first event of a visit to the end of its last one",
        "waiting_time" => "From the end of the visit before to the beginning of the next one",
        "interactions_per_customer" => "Events divided by customers",
        _ => "Customers with at least so many events",
    };
    estimate(definition, &kpi.value, &kpi.rows)
}

fn count(definition: &'static str, denominator: &str, value: u64, rows: &[u64]) -> Number {
    Number {
        definition,
        denominator: denominator.into(),
        n: value,
        value: Some(value as f64),
        rows: rows.to_vec(),
    }
}

fn estimate(definition: &'static str, estimate: &Estimate, rows: &[u64]) -> Number {
    Number {
        definition,
        denominator: estimate.denominator.clone(),
        n: estimate.n,
        value: estimate.value,
        rows: rows.to_vec(),
    }
}

fn times(definition: &'static str, denominator: &str, stats: &DurationStats, rows: &[u64]) -> Number {
    Number {
        definition,
        denominator: denominator.into(),
        n: stats.n,
        value: stats.median_seconds,
        rows: rows.to_vec(),
    }
}
