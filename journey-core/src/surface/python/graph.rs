//! Transitions as a graph.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::to_dict;
use crate::analysis::{TransitionReport, TransitionRow};

#[pymethods]
impl TransitionReport {
    /// The transitions as a `networkx.DiGraph`, for any of its algorithms. Nodes are touchpoints with `count`, `customers`,
    /// `starts` and `ends`; edges are transitions with all columns of the report's rows (shares as numbers without
    /// intervals, undefined ones `None`). With histories it is a `networkx.MultiDiGraph`, whose edges have `history`. The
    /// graph itself has `customers`, `count`, `hidden` and `hidden_count`. Needs networkx.
    #[pyo3(name = "to_networkx", signature = () -> "object")]
    fn networkx<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let several = self.rows.iter().any(|row| !row.history.is_empty());
        let class = if several { "MultiDiGraph" } else { "DiGraph" };
        let whole = PyDict::new(py);
        for (name, value) in [
            ("customers", self.customers),
            ("count", self.count),
            ("hidden", self.hidden),
            ("hidden_count", self.hidden_count),
        ] {
            whole.set_item(name, value)?;
        }
        let graph = py.import("networkx")?.getattr(class)?.call((), Some(&whole))?;
        for node in &self.nodes {
            let fields = to_dict(py, node)?;
            graph.call_method("add_node", (&node.touchpoint,), Some(fields.cast::<PyDict>()?))?;
        }
        for row in &self.rows {
            let fields = attributes(py, row)?;
            if several {
                fields.set_item("history", &row.history)?;
            }
            graph.call_method("add_edge", (&row.source, &row.target), Some(&fields))?;
        }
        Ok(graph)
    }

    /// The most frequent moves as a Mermaid flow chart.
    #[pyo3(name = "to_mermaid")]
    fn mermaid(&self) -> String {
        self.to_mermaid()
    }
}

/// What an edge of a networkx graph says.
fn attributes<'py>(py: Python<'py>, row: &TransitionRow) -> PyResult<Bound<'py, PyDict>> {
    let fields = PyDict::new(py);
    fields.set_item("count", row.count)?;
    fields.set_item("customers", row.customers)?;
    fields.set_item("per_journey", row.per_journey)?;
    for (name, value) in [
        ("probability", row.probability.value),
        ("in_probability", row.in_probability.value),
        ("customer_share", row.customer_share.value),
        ("share", row.share.value),
        ("deviation_seconds", row.deviation_seconds),
    ] {
        fields.set_item(name, value)?;
    }
    fields.update(to_dict(py, &row.gap)?.cast::<PyDict>()?.as_mapping())?;
    Ok(fields)
}
