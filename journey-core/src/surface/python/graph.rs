//! Transitions as a graph.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::to_dict;
use crate::analysis::{Tabular, TransitionReport};
use crate::render::table_html;

#[pymethods]
impl TransitionReport {
    /// The transitions as a `networkx.DiGraph`, for any of its algorithms: nodes are touchpoints, edges
    /// transitions, their fields are attributes; with histories a `networkx.MultiDiGraph`. Needs networkx.
    #[pyo3(name = "to_networkx", signature = () -> "object")]
    fn networkx<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let several = self.rows.iter().any(|row| !row.history.is_empty());
        let class = if several { "MultiDiGraph" } else { "DiGraph" };
        let graph = py.import("networkx")?.getattr(class)?.call0()?;
        for node in &self.nodes {
            let fields = to_dict(py, node)?;
            graph.call_method("add_node", (&node.touchpoint,), Some(fields.cast::<PyDict>()?))?;
        }
        for row in &self.rows {
            let fields = PyDict::new(py);
            if several {
                fields.set_item("history", &row.history)?;
            }
            fields.set_item("count", row.count)?;
            fields.set_item("customers", row.customers)?;
            fields.set_item("probability", row.probability.value)?;
            fields.set_item("median_seconds", row.gap.median_seconds)?;
            graph.call_method("add_edge", (&row.source, &row.target), Some(&fields))?;
        }
        Ok(graph)
    }

    /// The most frequent moves as a drawing: boxes are touchpoints, lines as thick as their traversals.
    #[pyo3(name = "to_svg")]
    fn svg(&self) -> String {
        self.to_svg()
    }

    fn _repr_html_(&self) -> String {
        let table = table_html(&self.table(), "Transitions");
        let data: String = self.to_svg().bytes().map(percent).collect();
        format!("<img alt=\"The most frequent moves\" src=\"data:image/svg+xml,{data}\">{table}")
    }

    /// The most frequent moves as a Mermaid flow chart.
    #[pyo3(name = "to_mermaid")]
    fn mermaid(&self) -> String {
        self.to_mermaid()
    }
}

/// A byte as it may stand in an address.
fn percent(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'-' | b'.' | b'=' | b'/' | b':' => {
            (byte as char).into()
        }
        _ => format!("%{byte:02X}"),
    }
}
